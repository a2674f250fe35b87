"""What a reader does with the story, in Chromium: filters it, follows a link into it, compares, prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ADDRESSES = ["", "chronologie/", "chronologie/genre/accord/", "comparer/", "entites/"]


def told(page: Page) -> str:
    """What the filter says of its result, once it has one."""
    page.locator(".filtre output").filter(has_text="sur").wait_for()
    return page.locator(".filtre output").inner_text().replace("\xa0", " ")


def number(words: str) -> int:
    return int(words.split(maxsplit=1)[0])


@pytest.fixture
def chronology(page: Page, base: str) -> Page:
    page.goto(base + "chronologie/")
    return page


def choose(page: Page, name: str, words: str) -> None:
    field = page.locator(f".filtre [name={name}]")
    field.focus()
    page.locator(f".filtre [name={name}] option:nth-child(2)").wait_for(
        state="attached"
    )
    option = page.locator(f".filtre [name={name}] option").filter(has_text=words).first
    field.select_option(value=option.get_attribute("value"))


def test_filters_add_up_and_stand_in_the_address(chronology: Page) -> None:
    choose(chronology, "acteur", "Volodymyr Zelensky")
    one = number(told(chronology))
    choose(chronology, "genre", "Déclaration")
    both = number(told(chronology))
    assert 0 < both < one
    assert "acteur=volodymyr-zelensky" in chronology.url
    assert "genre=declaration" in chronology.url
    assert chronology.locator(".resultats li").count() == both
    assert not chronology.locator(".liste-faits").is_visible()
    columns = chronology.locator(".temps b").all_inner_texts()
    undated = chronology.locator(".resultats li").filter(has_text="sans date").count()
    assert sum(map(int, columns)) + undated == both


def test_an_empty_result_offers_what_to_take_away(chronology: Page) -> None:
    choose(chronology, "acteur", "Volodymyr Zelensky")
    chronology.locator(".filtre [name=texte]").fill("introuvable")
    assert number(told(chronology)) == 0
    offers = chronology.locator(".resultats button")
    assert offers.count() == 2
    offers.first.click()
    assert number(told(chronology)) > 0


def test_what_the_dossier_has_not_is_said(page: Page, base: str) -> None:
    page.goto(base + "chronologie/?acteur=personne-ici&genre=Accord")
    assert "sur" in told(page)
    assert "personne-ici" in page.locator(".filtre .inconnu").inner_text()


def test_a_link_to_a_folded_fact_unfolds_all_around_it(
    page: Page,
    base: str,
) -> None:
    page.goto(base + "chronologie/")
    fact = page.locator(".suite-faits li.fait").last.get_attribute("id")
    page.goto(base + f"chronologie/?genre=Accord#{fact}")
    page.reload()
    assert page.locator(f"#{fact} a.phrase").first.is_visible()


def test_reactions_are_folded(chronology: Page) -> None:
    folded = chronology.locator("details.reactions")
    assert folded.count()
    assert not folded.locator("li.fait").first.is_visible()
    folded.locator("> summary").first.click()
    assert folded.locator("li.fait").first.is_visible()


def test_the_chronology_is_short_on_a_phone(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(base + "chronologie/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000


@pytest.mark.parametrize(
    ("address", "most"), [("chronologie/", 12), ("entites/donald-trump/", 8)]
)
def test_a_print_is_short(page: Page, base: str, address: str, most: int) -> None:
    page.goto(base + address)
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 0 < sheets <= most


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [320, 390])
def test_the_story_scrolls_only_down(
    page: Page,
    base: str,
    address: str,
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(base + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_articles_stand_side_by_side_and_on_a_phone_one_below_the_other(
    page: Page,
    base: str,
) -> None:
    page.goto(base + "comparer/")
    page.locator(".paires a").first.click()
    first, second = page.locator(".tetes .recit").all()
    assert first.bounding_box()["y"] == second.bounding_box()["y"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert first.bounding_box()["y"] < second.bounding_box()["y"]


def test_a_name_is_found_in_the_list(page: Page, base: str) -> None:
    page.goto(base + "entites/")
    page.locator(".filtre input").fill("zélensky")
    link = page.locator(".filtre li a").first
    link.wait_for()
    link.click()
    page.wait_for_url("**/entites/volodymyr-zelensky/")


def test_without_a_script_the_story_is_whole(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "chronologie/")
    assert page.locator("li.fort").first.is_visible()
    assert not page.locator(".filtre").is_visible()
    page.locator(".longues a").first.click()
    assert page.locator(".fil li").count() > 1
    context.close()
