"""Six things that a reader comes for: from the home page, at a desk and on a phone, by pointer and by keyboard, in three actions."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from built_site import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

MOST = 3
SCREENS = {"desk": (1440, 900), "phone": (390, 844)}
HANDS = ("pointer", "keyboard")
IN_VIEW = """e => { const r = e.getBoundingClientRect();
  return r.top >= 0 && r.top < innerHeight && e.checkVisibility({visibilityProperty: true}); }"""


class Reader:
    """Somebody who acts on a page, and counts."""

    def __init__(self, page: Page, screen: str, hand: str) -> None:
        self.page = page
        self.phone = screen == "phone"
        self.keyboard = hand == "keyboard"
        self.actions = 0

    def act(self, what: Locator, to: str = "**") -> None:
        """Open or press something that is there to be seen, and wait until the page that it leads to is there."""
        self.actions += 1
        what.wait_for()
        if self.keyboard:
            what.focus()
            self.page.keyboard.press("Enter")
        elif self.phone:
            what.tap()
        else:
            what.click()
        self.page.wait_for_url(to)

    def link(self, words: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=words).first

    def sees(self, what: Locator) -> bool:
        what.wait_for()
        return bool(what.evaluate(IN_VIEW))


@pytest.fixture(params=list(product(SCREENS, HANDS)), ids="-".join)
def reader(
    browser: Browser, base: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    screen, hand = request.param
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=screen == "phone",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults = faults_of(page)
    page.goto(base)
    made = Reader(page, screen, hand)
    yield made
    context.close()
    assert faults == []
    assert made.actions <= MOST


def test_to_read_in_the_order_of_time(reader: Reader) -> None:
    listed = reader.page.locator("h2#articles + .fil a.article")
    titles = listed.all_inner_texts()
    assert len(titles) == 5
    reader.act(listed.first, to="**/articles/*/")
    read = [reader.page.locator("h1").inner_text()]
    following = reader.page.locator("a[rel=next]")
    while following.count():
        reader.actions = 1  # each article is one action more
        reader.act(following, to=following.evaluate("a => a.href"))
        read.append(reader.page.locator("h1").inner_text())
    assert read == titles


def test_to_follow_zelensky_through_all_articles(reader: Reader) -> None:
    reader.act(reader.link(re.compile("^Volodymyr Zelensky$")), to="**/entites/*/")
    reader.act(reader.link("Suivre d’article en article"), to="**/002_*/?acteur=*")
    bar = reader.page.get_by_role("group", name="Suivre dans le texte")
    assert reader.sees(bar.get_by_text("Volodymyr Zelensky"))
    assert reader.sees(reader.page.locator(".ici"))
    following = bar.get_by_role("link", name="article suivant")
    reader.act(following, to="**/001_*/?acteur=volodymyr-zelensky")
    assert reader.sees(reader.page.locator(".ici"))


def test_to_know_who_said_a_thing(reader: Reader) -> None:
    reader.act(reader.link(re.compile("citations")), to="**/citations/")
    said = reader.page.locator("figure.parole", has_text="manœuvre dilatoire").first
    section = said.locator("xpath=ancestor::div/preceding-sibling::h2[1]")
    assert section.inner_text() == "Allemagne"
    reader.act(said.get_by_role("link", name=re.compile("§")), to="**/articles/*/#*")
    assert reader.sees(reader.page.locator(".s:target", has_text="manœuvre dilatoire"))


def test_to_compare_two_accounts_of_the_call_of_18_march(reader: Reader) -> None:
    reader.act(reader.link("Comparer les articles"), to="**/comparer/")
    call = "Trump et Poutine s’accordent sur une trêve"
    reader.act(
        reader.link(re.compile(f"Trump tente une médiation.*{call}")),
        to="**/comparer/*/",
    )
    first, second = reader.page.locator(".recits:not(.tetes) > .recit").all()
    assert first.locator("li").count()
    told = second.locator("li").filter(has_text="18 mars 2025")
    assert told.filter(has_text=call).count() == 1
    beside = first.bounding_box()["y"] == second.bounding_box()["y"]
    assert beside is not reader.phone


def test_to_find_what_happened_in_march_2025(reader: Reader) -> None:
    reader.act(reader.link(re.compile("faits$")), to="**/chronologie/")
    reader.act(reader.page.locator(".temps a", has_text="mars 2025"), to="**#m-2025-03")
    month = reader.page.get_by_role("heading", name="mars 2025", exact=True)
    assert reader.sees(month)
    facts = month.locator("xpath=following-sibling::ol[1]").locator("li.fort")
    assert reader.sees(facts.first)


def test_to_cite_a_sentence(reader: Reader) -> None:
    page = reader.page
    listed = page.locator("h2#articles + .fil a.article")
    reader.act(listed.filter(has_text="Trump et Poutine s’accordent"), to="**/004_*/")
    sentence = page.locator("#p4s1")
    if reader.keyboard:
        sentence.locator("a.m").last.focus()
        page.keyboard.press("ArrowRight")
        reader.act(page.locator("#signe:focus"))
    elif reader.phone:
        reader.actions += 1
        sentence.tap(position={"x": 4, "y": 6})
    else:
        sentence.hover(position={"x": 4, "y": 4})
        reader.act(page.get_by_role("button", name="Citer cette phrase"))
    reader.act(page.get_by_role("button", name="citation").first)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert sentence.text_content() in copied
    assert "«\u00a0Trump et Poutine s’accordent" in copied
