"""The reading room: what a reader of an article does at a desk, on a phone and by keyboard, in Chromium."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ARTICLE = "articles/004_2ebc1dfd62354d57/"
LONG = "articles/002_8203fcc26b8d55c1/"
"""Most of it is one paragraph."""

ARTICLES = [
    "articles/000_bcc7453a529f1a01/",
    "articles/001_5df0c133a030b5fe/",
    LONG,
    "articles/003_c0905ebb23629ecf/",
    ARTICLE,
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("name", ARTICLES)
def test_notes_stand_beside_their_line_and_touch_no_other(
    page: Page, base: str, name: str
) -> None:
    page.set_viewport_size(DESK)
    page.goto(base + name)
    notes = page.locator(".repere").evaluate_all(
        """ns => ns.map(n => { const r = n.getBoundingClientRect();
           return [r.top, r.bottom, document.getElementById(n.dataset.beside).getClientRects()[0].top]; })"""
    )
    assert notes
    assert all(abs(top - line) <= 80 for top, _, line in notes)
    assert all(above[1] <= below[0] for above, below in itertools.pairwise(notes))


def test_where_notes_crowd_they_take_one_line_and_show_all_on_hover(
    page: Page, base: str
) -> None:
    page.set_viewport_size(DESK)
    page.goto(base + LONG)
    page.add_style_tag(url=base + "assets/dossier.css")
    page.evaluate(
        "document.querySelectorAll('.repere').forEach(n => n.append('x '.repeat(400)))"
    )
    page.set_viewport_size({"width": 1441, "height": 900})
    note = page.locator(".repere.serre").first
    height = "n => n.offsetHeight"
    short = note.evaluate(height)
    note.hover()
    assert note.evaluate(height) > 3 * short


@pytest.mark.parametrize(
    ("name", "before_end", "in_all"), [(ARTICLE, 30, 60), (LONG, 30, 60)]
)
def test_few_stops_lead_through_an_article(
    page: Page, base: str, name: str, before_end: int, in_all: int
) -> None:
    page.set_viewport_size(DESK)
    page.goto(base + name)
    stops = []
    for _ in range(in_all + 1):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => document.activeElement === document.body ? "" : document.activeElement.closest(".md-header, .md-tabs, .outils, .b") ? "text" : "after" """
        )
        if not place:
            break
        stops.append(place)
    assert len(stops) <= in_all
    assert stops.index("after", 5) <= before_end


def test_arrows_go_through_a_paragraph_and_end_a_sentence_with_its_sign(
    page: Page, base: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(base + ARTICLE)
    page.locator("#p4 a.m").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "signe"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#p4s1").text_content()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_actor_is_followed_through_all_articles(
    page: Page, base: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    page.goto(base + ARTICLES[2])
    page.get_by_label("Suivre dans le texte un acteur").select_option(
        "acteur=volodymyr-zelensky"
    )
    read = [page.url]
    for _ in range(40):
        page.keyboard.press("ArrowRight") if size is DESK else page.locator(
            "#suivi [aria-label$=suivant], #suivi [aria-label$=suivante]"
        ).click()
        page.wait_for_load_state()
        page.locator("#suivi output").wait_for()
        if page.url != read[-1]:
            read.append(page.url)
        if page.locator("#suivi button:nth-of-type(2)").is_disabled():
            break
    order = [re.sub(r".*/(\d+)_.*", r"\1", url) for url in read]
    assert order == ["002", "001", "004", "003"]
    assert all(url.endswith("?acteur=volodymyr-zelensky") for url in read)


def test_what_is_followed_is_lit_and_back_leads_to_plain_reading(
    page: Page, base: str
) -> None:
    page.goto(base + ARTICLE)
    colour = "e => getComputedStyle(e).color"
    plain = page.locator("#p4s1").evaluate(colour)
    page.get_by_label("Suivre dans le texte un acteur").select_option(
        "acteur=donald-trump"
    )
    assert page.locator("#p4s1").evaluate(colour) != plain
    assert page.locator("#p6s1").evaluate(colour) == plain
    page.go_back()
    assert page.locator("#p4s1").evaluate(colour) == plain
    assert page.locator("#suivi").is_hidden()


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("date=2025-03-18", "1 sur"),
        ("acteur=personne", "rien dans cet article"),
    ],
)
def test_a_shared_link_opens_what_it_names_and_an_unknown_one_says_so(
    page: Page, base: str, state: str, told: str
) -> None:
    page.goto(f"{base}{ARTICLE}?{state}")
    assert told in page.locator("#suivi output").inner_text()


def test_a_fact_is_chosen_in_the_rail(page: Page, base: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(base + ARTICLE)
    page.locator(".repere .titre").first.click()
    assert "?fait=" in page.url
    assert page.locator(".s.eclairee").count() >= 1


def test_a_sentence_is_cited_where_it_ends(page: Page, base: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(base + ARTICLE)
    page.locator("#p4s1").hover(position={"x": 4, "y": 4})
    page.get_by_role("button", name="Citer cette phrase").click()
    page.get_by_role("button", name="citation").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.locator("#p4s1").text_content() in copied
    assert "«\u00a0Trump et Poutine s’accordent" in copied
    assert copied.endswith(f"{ARTICLE}#p4s1")


def test_on_a_phone_one_sheet_says_who_speaks_and_copies(
    browser: Browser, base: str
) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(base + "articles/001_5df0c133a030b5fe/")
    page.locator("q", has_text="manœuvre dilatoire").tap()
    sheet = page.locator("#apercu:popover-open")
    sheet.get_by_role("button", name="phrase").wait_for()
    assert "Allemagne" in sheet.inner_text()
    context.close()


def test_on_a_phone_the_text_comes_first_and_the_rest_is_behind_one_bar(
    page: Page, base: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(base + ARTICLE)
    end = "document.querySelector('.voisinage').getBoundingClientRect().top + scrollY"
    assert page.evaluate(end) <= 3600
    assert page.evaluate("document.documentElement.scrollHeight") <= 6500
    assert page.locator(".voisinage + .rail + .autour").count() == 1
    assert not page.locator("#source").is_visible()
    page.get_by_role("link", name="date déduite").click()
    assert page.locator("#source").is_visible()


def test_a_small_desk_has_tabs_and_no_drawer(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 800})
    page.goto(base + ARTICLE)
    assert page.locator(".md-tabs").is_visible()
    assert not page.locator(".md-header [for=__drawer]").is_visible()


def test_an_article_is_printed_on_three_pages(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    page.emulate_media(media="print")
    assert page.locator("#p3 .num").is_visible()
    assert page.locator("#c-donald-trump").is_visible()
    assert page.locator(".legende-papier").is_visible()
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) <= 3
