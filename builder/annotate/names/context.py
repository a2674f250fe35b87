"""What place and company say of each word, as named pieces of evidence."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from builder.annotate.names.features import named
from builder.annotate.names.page import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.names.features import Word
    from builder.annotate.names.page import Page

    Said = Iterator[tuple[str, ...]]

ELSEWHERE = 9
"""So many of the other places of a word tell in what company it stands."""


def evidence(page: Page) -> list[list[str]]:
    """For each word, what speaks for or against a name there beyond the words themselves.

    Linear in the number of words.
    """
    heads = _heads(page)
    # Once an article, not once a word: it may repeat one name ten thousand times.
    small = {own.lower for own in page.words if not own.capital}
    mute = {form: _mute(page, form, small) for form in page.places}
    found: list[list[str]] = []
    for n, form in enumerate(page.forms):
        said = [_beside(page, n), _known(page, n), heads[n]]
        if form in mute:
            said += (_capital(page, n, mute[form]), _elsewhere(page, n))
        found.append(list(named(chain.from_iterable(said))))
    return found


def _beside(page: Page, n: int) -> Said:
    """The words and shapes right and left."""
    own, before, after = page.words[n], page.before[n], page.after[n]
    shape = own.shape
    yield "B", before.said, shape
    yield "A", after.said, shape
    yield "S", before.shape, shape, after.shape
    if shape == "x":
        following = after.fine if after.shape == "x" else after.shape
        yield "W", own.lower, following
        yield "V", before.said, own.fine


def _heads(page: Page) -> list[list[tuple[str, ...]]]:
    """The noun before a word, across small words and capitals: "ministère" for "Intérieur"."""
    found: list[list[tuple[str, ...]]] = []
    noun, near = NOTHING, ""
    for n, own in enumerate(page.words):
        if page.opens(n):
            noun, near = NOTHING, ""
        if own.capital or own.lower in page.guides.links:
            found.append(list(_under(own, noun, near)))
        else:
            # Any other small word is the next noun, or ends the reach of the last.
            found.append([])
            noun = own if own.shape == "x" else NOTHING
            near = noun.lower
        if own.capital and not page.before[n].capital:
            near = f"^{own.said}"
    return found


def _under(own: Word, noun: Word, near: str) -> Said:
    if noun is not NOTHING:
        yield "H", noun.lower
        yield "Hs", noun.lower, own.shape
        yield "Hc", noun.fine
    if own.capital and near:
        yield "N", near, own.shape


def _mute(page: Page, form: str, small: set[str]) -> tuple[str, str]:
    """Whether the capital of a word may say nothing in this article.

    Nothing where the article also writes the word small; little where it stands at
    beginnings only.
    """
    places = page.places[form]
    written_small = form.lower() in small
    inside = not all(_is_first(page, n) for n in places)
    return "small" if written_small else "", "inside" if inside else ""


def _is_first(page: Page, n: int) -> bool:
    """At the beginning of the sentence, or of what is quoted or put in brackets."""
    return page.opens(n) or page.before[n].lower in page.guides.openers


def _capital(page: Page, n: int, mute: tuple[str, str]) -> Said:
    first = "first" if _is_first(page, n) else ""
    yield "P", first, *mute
    yield "Pl", first, page.words[n].often


def others(page: Page, n: int) -> Sequence[int]:
    """Some other places of a word with a capital."""
    return [m for m in page.places[page.forms[n]][:ELSEWHERE] if m != n]


def _elsewhere(page: Page, n: int) -> Said:
    """The words beside the same word at its other places, each once."""
    seen: dict[tuple[str, ...], None] = {}
    for other in others(page, n):
        seen["DB", page.before[other].said] = None
        seen["DA", page.after[other].said] = None
    yield from seen


def _known(page: Page, n: int) -> Said:
    """Names of the lists and of the knowledge base, with what stands beside them."""
    own, before, after = page.words[n], page.before[n], page.after[n]
    borne, listed = page.borne[n], page.lists[n]
    if borne:
        yield "K", str(borne)
    if listed:
        tag = str(listed)
        yield "g", tag
        yield "gB", before.said, tag
        yield "gA", after.said, tag
        yield "gC", own.coarse, tag
        yield "gl", own.often, tag
        yield "gs", before.shape, tag, after.shape
    if not page.opens(n) and page.lists[n - 1]:
        yield "g-1", str(page.lists[n - 1])
    if not page.closes(n) and page.lists[n + 1]:
        yield "g+1", str(page.lists[n + 1])
