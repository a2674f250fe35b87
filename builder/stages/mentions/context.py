"""What place and company say of each word, as named pieces of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.kb.lexicon import lexicon
from builder.stages.mentions import features, known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.pack import LanguagePack
    from builder.stages.mentions.known import Names, Tag

_EDGE_LEFT, _EDGE_RIGHT = "^", "$"

HEADLINE, SHARE = 3, 0.85
"""Common words with capitals, and the share of words with capitals, from which on a sentence is set as a headline."""


@dataclass(frozen=True, slots=True)
class Guides:
    """The words of a language that guide the search."""

    links: frozenset[str]
    openers: frozenset[str]
    civil: frozenset[str]
    titles: frozenset[str]
    endings: frozenset[str]


@lru_cache(maxsize=4)
def guides(pack: LanguagePack) -> Guides:
    """From `lang/<code>/names.yml`."""
    data = pack.data("names")
    return Guides(*(frozenset(data[part]) for part in ("links", "openers", "civil", "titles", "endings")))


@dataclass(frozen=True, slots=True)
class Page:
    """The words of an article, laid out for looking around."""

    forms: Sequence[str]
    words: Sequence[features.Word]
    bounds: Sequence[int]
    lists: Sequence[Tag | None]
    borne: Sequence[Tag | None]
    """Names of the knowledge base."""

    names: Names
    guides: Guides

    def sentences(self) -> Iterator[range]:
        """The indices of each sentence's words."""
        for start, end in pairwise(self.bounds):
            yield range(start, end)


def page(forms: Sequence[str], bounds: Sequence[int], names: Names, guiding: Guides) -> Page:
    """Lay out the words of an article, known names found."""
    forms = _recased(forms, bounds, guiding)
    words = [features.word(form) for form in forms]
    return Page(forms, words, bounds, known.listed(forms), known.borne(forms, names), names, guiding)


def _recased(forms: Sequence[str], bounds: Sequence[int], guiding: Guides) -> Sequence[str]:
    """Common words in small letters where a headline gives capitals to all ("Trump Annonce Une Rencontre", "PAIX À GAZA").

    Same number of words, each of the same length: offsets hold.
    """
    found = list(forms)
    for start, end in pairwise(bounds):
        words = [n for n in range(start, end) if forms[n][:1].isalpha() and forms[n].lower() not in guiding.links]
        capitals = [n for n in words if forms[n][0].isupper()]
        common = [n for n in capitals if features.word(forms[n].capitalize()).common]
        if len(common) >= HEADLINE and len(capitals) >= SHARE * len(words):
            for n in range(start, end):
                found[n] = _small(forms[n])
    return found


def _small(form: str) -> str:
    plain = form.capitalize() if form.isupper() and len(form) > 1 else form
    if form in lexicon().names or features.word(plain).fine == "?":
        return form  # an acronym keeps its capitals
    small = plain.lower() if features.word(plain).common else plain
    return small if len(small) == len(form) else form


def evidence(page: Page) -> list[list[str]]:
    """For each word, what speaks for or against a name there beyond the words themselves. Linear."""
    found: list[list[str]] = [[] for _ in page.forms]
    small, inside = _seen(page)
    for sentence in page.sentences():
        _beside(page, sentence, found)
        _heads(page, sentence, found)
        _capitals(page, sentence, small, inside, found)
        _known(page, sentence, found)
    return found


def _seen(page: Page) -> tuple[set[str], set[str]]:
    """Words that the article also writes small, and those that have a capital inside a sentence."""
    small = {w.lower for w in page.words if not w.capital}
    openers = page.guides.openers
    inside = {
        page.forms[n]
        for sentence in page.sentences()
        for n in sentence[1:]
        if page.words[n].capital and page.forms[n - 1] not in openers
    }
    return small, inside


def _beside(page: Page, sentence: range, found: list[list[str]]) -> None:
    """The words and shapes right and left."""
    words = page.words
    before, shape_before = _EDGE_LEFT, _EDGE_LEFT
    for n in sentence:
        word = words[n]
        last = n + 1 == sentence.stop
        after, shape_after = (_EDGE_RIGHT, _EDGE_RIGHT) if last else (words[n + 1].said, words[n + 1].shape)
        found[n] += (
            f"B={before}|{word.shape}",
            f"A={after}|{word.shape}",
            f"S={shape_before}|{word.shape}|{shape_after}",
        )
        before, shape_before = word.said, word.shape


def _heads(page: Page, sentence: range, found: list[list[str]]) -> None:
    """The noun that governs a word across small words and capitals: "ministère" for "Intérieur"."""
    links = page.guides.links
    noun = fine = near = ""
    for n in sentence:
        word = page.words[n]
        if word.capital or word.lower in links:
            if noun:
                found[n] += (f"H={noun}", f"Hs={noun}|{word.shape}", f"Hc={fine}")
            if word.capital:
                if near:
                    found[n].append(f"N={near}|{word.shape}")
                if n == sentence.start or not page.words[n - 1].capital:
                    near = f"^{word.said}"
        else:
            noun, fine = (word.lower, word.fine) if word.shape == "x" else ("", "")
            near = noun


def _capitals(page: Page, sentence: range, small: set[str], inside: set[str], found: list[list[str]]) -> None:
    """Whether a capital says anything: not at the beginning, and not for a word that is also written small."""
    for n in sentence:
        word = page.words[n]
        if word.capital:
            first = n == sentence.start or page.forms[n - 1] in page.guides.openers
            found[n] += (f"P={first}|{word.lower in small}|{page.forms[n] in inside}", f"Pl={first}|{word.common}")


def _known(page: Page, sentence: range, found: list[list[str]]) -> None:
    """Names of the lists and of the knowledge base, with what stands beside them."""
    words, lists = page.words, page.lists
    for n in sentence:
        if page.borne[n]:
            found[n].append(f"K={page.borne[n]}")
        tag = lists[n]
        if not tag:
            continue
        word = words[n]
        first, last = n == sentence.start, n + 1 == sentence.stop
        found[n] += (
            f"g={tag}",
            f"gB={_EDGE_LEFT if first else words[n - 1].said}|{tag}",
            f"gA={_EDGE_RIGHT if last else words[n + 1].said}|{tag}",
            f"gC={word.coarse}|{tag}",
            f"gl={word.common}|{tag}",
            f"gs={_EDGE_LEFT if first else words[n - 1].shape}|{tag}|{_EDGE_RIGHT if last else words[n + 1].shape}",
        )
        if not first:
            found[n - 1].append(f"g+1={tag}")
        if not last:
            found[n + 1].append(f"g-1={tag}")
