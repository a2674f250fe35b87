"""What place and company say of each word, as named pieces of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.names.features import Word
    from builder.annotate.names.known import Tag
    from builder.annotate.names.page import Page

ELSEWHERE = 9
"""So many of the other places of a word tell in what company it stands."""


def evidence(page: Page) -> list[list[str]]:
    """For each word, what speaks for or against a name there beyond the words themselves.

    Linear in the number of words.
    """
    around = zip(page.words, page.before, page.after, strict=True)
    found = [list(_beside(own, before, after)) for own, before, after in around]
    _add_capitals(page, found)
    _add_known(page, found)
    for sentence in page.sentences():
        _add_heads(page, sentence, found)
    return found


def _beside(own: Word, before: Word, after: Word) -> Iterator[str]:
    """The words and shapes right and left."""
    yield f"B={before.said}|{own.shape}"
    yield f"A={after.said}|{own.shape}"
    yield f"S={before.shape}|{own.shape}|{after.shape}"
    if own.shape == "x":
        following = after.fine if after.shape == "x" else after.shape
        yield f"W={own.lower}|{following}"
        yield f"V={before.said}|{own.fine}"


def _add_heads(page: Page, sentence: range, found: list[list[str]]) -> None:
    """The noun that governs a word across small words and capitals.

    "ministère" for "Intérieur". A capital keeps the noun; any other word is the next.
    """
    noun = fine = near = ""
    for n in sentence:
        own = page.words[n]
        if not own.capital and own.lower not in page.guides.links:
            plain = own.shape == "x"
            noun, fine = (own.lower, own.fine) if plain else ("", "")
            near = noun
            continue
        if noun:
            found[n] += (f"H={noun}", f"Hs={noun}|{own.shape}", f"Hc={fine}")
        if own.capital:
            if near:
                found[n].append(f"N={near}|{own.shape}")
            if not page.before[n].capital:
                near = f"^{own.said}"


def _add_capitals(page: Page, found: list[list[str]]) -> None:
    """Whether a capital says anything, and the company of the word elsewhere.

    It says nothing at a beginning, nor for a word that the article also writes small.
    """
    small = {own.lower for own in page.words if not own.capital}
    for places in page.places.values():
        first = [_is_first(page, n) for n in places]
        own = page.words[places[0]]
        inside, written_small = not all(first), own.lower in small
        for n, begins in zip(places, first, strict=True):
            found[n].append(f"P={begins}|{written_small}|{inside}")
            found[n].append(f"Pl={begins}|{own.common}")
            found[n].extend(_elsewhere(page, n))


def _is_first(page: Page, n: int) -> bool:
    return page.opens(n) or page.before[n].lower in page.guides.openers


def others(page: Page, n: int) -> list[int]:
    """Some other places of a word with a capital."""
    return [m for m in page.places[page.forms[n]][:ELSEWHERE] if m != n]


def _elsewhere(page: Page, n: int) -> Iterator[str]:
    """The words beside the same word at its other places, each once."""
    places = others(page, n)
    for said in dict.fromkeys(page.before[m].said for m in places):
        yield f"DB={said}"
    for said in dict.fromkeys(page.after[m].said for m in places):
        yield f"DA={said}"


def _add_known(page: Page, found: list[list[str]]) -> None:
    """Names of the lists and of the knowledge base, with what stands beside them."""
    for n, (borne, listed) in enumerate(zip(page.borne, page.lists, strict=True)):
        if borne:
            found[n].append(f"K={borne}")
        if listed:
            found[n].extend(_of_list(page, n, listed))
            if not page.opens(n):
                found[n - 1].append(f"g+1={listed}")
            if n + 1 < len(found) and not page.opens(n + 1):
                found[n + 1].append(f"g-1={listed}")


def _of_list(page: Page, n: int, tag: Tag) -> Iterator[str]:
    own, before, after = page.words[n], page.before[n], page.after[n]
    yield f"g={tag}"
    yield f"gB={before.said}|{tag}"
    yield f"gA={after.said}|{tag}"
    yield f"gC={own.coarse}|{tag}"
    yield f"gl={own.common}|{tag}"
    yield f"gs={before.shape}|{tag}|{after.shape}"
