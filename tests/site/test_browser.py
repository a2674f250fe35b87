"""What a reader does, in Debian's Chromium: searches, looks at marks, switches them, prints. `CHROMIUM` names another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from built_site import Site
    from playwright.sync_api import Browser, Page

ARTICLE = "articles/004_2ebc1dfd62354d57/"
PAGES = [
    "",
    "articles/",
    ARTICLE,
    "entites/",
    "entites/vladimir-poutine/",
    "chronologie/",
    "citations/",
    "a-verifier/",
]

pytestmark = pytest.mark.browser


def found(page: Page, base: str, question: str) -> list[str]:
    """Type a question into the search box; the addresses of what is found, best first."""
    page.goto(base + "methode/")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(question)
    page.keyboard.press("End")  # the theme listens to keys; filling a field sends none
    page.locator(".md-search-result__meta").filter(has_text="trouvé").wait_for()
    # While the index is on its way nothing is found yet.
    page.locator(".md-search-result__link").first.wait_for(state="attached")
    links = page.locator(".md-search-result__link").evaluate_all(
        "links => links.map(l => l.href)"
    )
    return [re.sub(r"[?#].*", "", link.removeprefix(base)) for link in links]


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("Ukraine", "entites/ukraine/"),
        ("l'Ukraine", "entites/ukraine/"),
        ("l’Ukraine", "entites/ukraine/"),
        ("Zelenskyy", "entites/volodymyr-zelensky/"),
        ("Zelensky", "entites/volodymyr-zelensky/"),
        ("zelensky", "entites/volodymyr-zelensky/"),
        ("OTAN", "entites/otan/"),
        ("Otan", "entites/otan/"),
        ("etats-unis", "entites/etats-unis/"),
        ("États-Unis", "entites/etats-unis/"),
    ],
)
def test_the_page_of_a_name_comes_first_however_it_is_spelled(
    page: Page, base: str, question: str, address: str
) -> None:
    assert found(page, base, question)[0] == address


@pytest.mark.parametrize(
    ("plain", "accented"),
    [("treve", "trêve"), ("coeur", "cœur"), ("negociations", "négociations")],
)
def test_accents_and_ligatures_make_no_difference(
    page: Page, base: str, plain: str, accented: str
) -> None:
    first = found(page, base, plain)
    assert first
    assert first == found(page, base, accented)


def test_a_word_after_an_elision_is_found_and_highlighted(
    page: Page, base: str
) -> None:
    assert any(a.startswith("articles/") for a in found(page, base, "encerclees"))
    page.locator(".md-search-result__link[href*='articles/']").first.click()
    page.wait_for_selector("mark")
    assert page.locator("mark").first.text_content() == "encerclées"


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("18 mars", ARTICLE),
        ("manœuvre dilatoire", "articles/001_5df0c133a030b5fe/"),
        ("« manœuvre dilatoire »", "articles/001_5df0c133a030b5fe/"),
        ("Trump et Poutine s’accordent", ARTICLE),
    ],
)
def test_the_article_that_says_it_comes_first(
    page: Page, base: str, question: str, address: str
) -> None:
    assert found(page, base, question)[0] == address


@pytest.mark.parametrize(
    "question", ["dilatoire introuvable", "« dilatoire manœuvre »", "dil"]
)
def test_all_words_are_needed_a_phrase_whole_and_no_word_by_its_first_letters(
    page: Page, base: str, question: str
) -> None:
    page.goto(base + "methode/")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(question)
    page.keyboard.press("End")
    page.locator(".md-search-result__meta").filter(has_text="Aucun").wait_for()


def test_the_index_is_fetched_when_somebody_turns_to_the_search(
    page: Page, base: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base, wait_until="networkidle")
    assert not [url for url in asked if "search_index" in url]
    with page.expect_request(lambda request: "search_index" in request.url):
        page.locator(".md-search__input").click()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("entites/moscou/", "entites/#n-moscou"),
        ("chronologie/2025/", "chronologie/"),
    ],
)
def test_an_address_of_before_leads_on(
    page: Page, base: str, site: Site, old: str, new: str
) -> None:
    lost = (site.pages / "404.html").read_text("utf-8")
    page.route("**/" + old, lambda route: route.fulfill(body=lost, status=200))
    page.goto(base + old)
    page.wait_for_url(base + new)


def test_a_result_says_what_kind_of_page_it_is(page: Page, base: str) -> None:
    found(page, base, "Zelensky")
    assert (
        page.locator(".md-search-result__item")
        .first.locator(".md-tag")
        .first.text_content()
        == "Personne"
    )


def test_a_mark_opens_its_preview_by_keyboard_and_escape_closes_it(
    page: Page, base: str
) -> None:
    page.goto(base + ARTICLE)
    mark = page.locator(".b a.m.per").first
    page.get_by_role("button", name="Marques").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert mark.evaluate("m => m === document.activeElement")
    card = page.locator("#apercu:popover-open").filter(has_text="Trump")
    card.wait_for()
    box, line = card.bounding_box(), mark.bounding_box()
    assert box
    assert line
    assert (
        box["y"] >= line["y"] + line["height"] or box["y"] + box["height"] <= line["y"]
    )
    page.keyboard.press("Escape")
    assert page.locator("#apercu:popover-open").count() == 0
    assert mark.evaluate("m => m === document.activeElement")


def test_a_preview_stays_while_the_mouse_is_on_it(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    page.locator(".b a.m.loc").first.hover()
    card = page.locator("#apercu:popover-open")
    card.wait_for()
    card.hover()
    page.wait_for_timeout(500)
    assert card.is_visible()


def test_a_finger_opens_the_preview_and_the_page_is_one_touch_further(
    browser: Browser, base: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True
    )
    page = context.new_page()
    page.goto(base + ARTICLE)
    page.locator(".b a.m.per").first.tap()
    page.locator("#apercu:popover-open .aller").tap()
    page.wait_for_url("**/entites/*/")
    context.close()


def test_a_name_anywhere_else_is_told_by_the_head_of_its_page(
    page: Page, base: str
) -> None:
    page.goto(base + "chronologie/")
    fact = page.locator("li.fort:has(.avec a.acteur.per)").first
    fact.locator("summary").click()
    name = fact.locator(".avec a.acteur.per").first
    name.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator("#apercu:popover-open")
    card.wait_for()
    assert name.inner_text() in card.inner_text()
    assert "Personne" in card.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#apercu:popover-open").count() == 0


def test_sentences_of_a_fact_are_folded_and_on_paper_all_are_there(
    page: Page, base: str
) -> None:
    page.goto(base + "chronologie/")
    proof = page.locator("li.fort > details.preuves").first
    sentence = proof.locator("a.phrase").first
    assert not sentence.is_visible()
    page.emulate_media(media="print")
    assert sentence.is_visible()
    page.emulate_media(media="screen")
    proof.locator("summary").click()
    assert sentence.is_visible()


def test_a_type_can_be_hidden_and_stays_so(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    line = "m => getComputedStyle(m).textDecorationColor + getComputedStyle(m).textDecorationStyle"
    before = page.locator(".b a.m.per").first.evaluate(line)
    page.get_by_role("button", name="Marques").click()
    page.get_by_label("personnes").uncheck()
    hidden = page.locator(".b a.m.per").first.evaluate(line)
    page.goto(base + "articles/001_5df0c133a030b5fe/")
    assert not page.get_by_label("personnes").is_checked()
    assert page.locator(".b a.m.per").first.evaluate(line) == hidden != before
    assert page.locator(".b a.m.loc").first.evaluate(line) != hidden


def test_density_is_chosen_and_remembered_without_a_flash(
    page: Page, base: str
) -> None:
    page.goto(base + ARTICLE)
    page.get_by_role("button", name="Marques").click()
    page.get_by_label("tout", exact=True).check()
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.atFirst = document.documentElement.dataset.marques })"
    )
    page.reload()
    assert page.evaluate("window.atFirst") == "tout"
    assert page.get_by_label("tout", exact=True).is_checked()


def test_repeats_become_links_on_wish(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    links = page.locator(".b a.m").count()
    page.get_by_role("button", name="Marques").click()
    page.get_by_label("toutes les mentions").check()
    assert page.locator(".b a.m").count() > links
    assert page.locator(".b span.m[data-c^='c-']").count() == 0


def test_types_differ_by_the_line_and_not_by_colour_alone(
    page: Page, base: str
) -> None:
    page.goto(base + "methode/")
    style = "ms => ms.map(m => getComputedStyle(m).textDecorationStyle)"
    lines = page.locator(".legende .m:not(.doute)").evaluate_all(style)
    assert len(set(lines)) == len(lines) == 5


def test_no_heading_of_the_method_lies_over_the_text(page: Page, base: str) -> None:
    page.goto(base + "methode/")
    places = page.locator("article h2").evaluate_all(
        "hs => hs.map(h => getComputedStyle(h).position)"
    )
    assert set(places) == {"static"}


def test_the_dark_scheme_is_dark(browser: Browser, base: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(base + ARTICLE)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", colour)[:3])) < 60
    context.close()


def test_a_sentence_of_the_chronology_leads_to_the_text_and_back(
    page: Page, base: str
) -> None:
    page.goto(base + "chronologie/")
    page.locator("li.fort > details.preuves > summary").first.click()
    link = page.locator("li.fort a.phrase[href*='#p']").first
    words = link.text_content()
    link.click()
    page.wait_for_url("**/articles/**")
    assert page.locator(":target").text_content() == words
    page.go_back()
    page.wait_for_url("**/chronologie/**")


def test_the_text_is_there_without_javascript(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + ARTICLE)
    assert "cessez-le-feu" in page.locator("p.b").first.inner_text()
    assert not page.locator(".outils").is_visible()
    page.locator("#dans-cet-article").click()
    assert page.locator(".gloses .glose").first.is_visible()
    context.close()


def test_on_paper_the_text_stands_without_the_frame(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    page.emulate_media(media="print")
    assert page.locator("p.b").first.is_visible()
    assert page.locator(".gloses .glose").first.is_visible()
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".outils").is_visible()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 768])
def test_no_page_scrolls_sideways(page: Page, base: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(base + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_what_can_be_touched_is_large_enough(page: Page, base: str, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(base + name)
    small = page.locator(
        "main button:visible, main input:visible, main summary:visible, main select:visible"
    ).evaluate_all(
        """es => es.map(e => [e, (e.closest("label") || e).getBoundingClientRect()])
               .filter(([, r]) => r.height < 24 || r.width < 24).map(([e, r]) => e.outerHTML.slice(0, 80) + r.height)"""
    )
    assert small == []
