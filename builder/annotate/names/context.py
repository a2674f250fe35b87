"""What place and company say of each word, as named pieces of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.names import known
from builder.annotate.names.features import Word, word
from builder.kb.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.names.known import Names, Tag
    from builder.lang.pack import LanguagePack

_LEFT, _RIGHT = (
    Word(*5 * (edge,), capital=False, common=False, first_name="") for edge in "^$"
)
"""What stands before a sentence and after it."""

ELSEWHERE = 9
"""So many of the other places of a word tell in what company it stands."""

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
    feminine: frozenset[str]
    ages: frozenset[str]


@lru_cache(maxsize=4)
def guides(pack: LanguagePack) -> Guides:
    """From `lang/<code>/names.yml`."""
    data = pack.data("names")
    return Guides(
        **{part: frozenset(data[part]) for part in Guides.__dataclass_fields__}
    )


@dataclass(frozen=True, slots=True)
class Page:
    """The words of an article, laid out for looking around."""

    forms: Sequence[str]
    words: Sequence[Word]
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


def page(
    forms: Sequence[str], bounds: Sequence[int], names: Names, guiding: Guides
) -> Page:
    """Lay out the words of an article, known names found."""
    forms = _recased(forms, bounds, guiding)
    words = [word(form) for form in forms]
    return Page(
        forms,
        words,
        bounds,
        known.listed(forms),
        known.borne(forms, names, guiding.feminine),
        names,
        guiding,
    )


def _recased(
    forms: Sequence[str], bounds: Sequence[int], guiding: Guides
) -> Sequence[str]:
    """Common words in small letters where a headline gives capitals to all ("Trump Annonce Une Rencontre", "PAIX À GAZA").

    Same number of words, each of the same length: offsets hold.
    """
    found = list(forms)
    for start, end in pairwise(bounds):
        words = [
            n
            for n in range(start, end)
            if forms[n][:1].isalpha() and forms[n].lower() not in guiding.links
        ]
        capitals = [n for n in words if forms[n][0].isupper()]
        common = [n for n in capitals if word(forms[n].capitalize()).common]
        if len(common) >= HEADLINE and len(capitals) >= SHARE * len(words):
            for n in range(start, end):
                found[n] = _small(forms[n])
    return found


def _small(form: str) -> str:
    plain = form.capitalize() if form.isupper() and len(form) > 1 else form
    if form in lexicon().names or word(plain).fine == "?":
        return form  # an acronym keeps its capitals
    small = plain.lower() if word(plain).common else plain
    return small if len(small) == len(form) else form


def evidence(page: Page) -> list[list[str]]:
    """For each word, what speaks for or against a name there beyond the words themselves. Linear."""
    starts, ends = set(page.bounds), {end - 1 for end in page.bounds}
    before = [
        _LEFT if n in starts else page.words[n - 1] for n in range(len(page.words))
    ]
    after = [_RIGHT if n in ends else page.words[n + 1] for n in range(len(page.words))]
    found = [_beside(*three) for three in zip(page.words, before, after, strict=True)]
    _capitals(page, before, after, found)
    _known(page, before, after, found)
    for sentence in page.sentences():
        _heads(page, sentence, found)
    return found


def _beside(one: Word, before: Word, after: Word) -> list[str]:
    """The words and shapes right and left."""
    shape = one.shape
    found = [
        f"B={before.said}|{shape}",
        f"A={after.said}|{shape}",
        f"S={before.shape}|{shape}|{after.shape}",
    ]
    if shape == "x":
        found += (
            f"W={one.lower}|{after.fine if after.shape == 'x' else after.shape}",
            f"V={before.said}|{one.fine}",
        )
    return found


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


def _capitals(
    page: Page, before: Sequence[Word], after: Sequence[Word], found: list[list[str]]
) -> None:
    """Whether a capital says anything, not at the beginning nor for a word that is also written small; and its company elsewhere."""
    small = {w.lower for w in page.words if not w.capital}
    where: dict[str, list[int]] = {}
    first = {
        n for n, w in enumerate(before) if w is _LEFT or w.lower in page.guides.openers
    }
    for n, form in enumerate(page.forms):
        if page.words[n].capital:
            where.setdefault(form, []).append(n)
    for places in where.values():
        one, inside = page.words[places[0]], not first.issuperset(places)
        for n in places:
            found[n] += (
                f"P={n in first}|{one.lower in small}|{inside}",
                f"Pl={n in first}|{one.common}",
            )
            others = [m for m in places[:ELSEWHERE] if m != n]
            found[n] += {f"DB={before[m].said}": 0 for m in others} | {
                f"DA={after[m].said}": 0 for m in others
            }


def _known(
    page: Page, before: Sequence[Word], after: Sequence[Word], found: list[list[str]]
) -> None:
    """Names of the lists and of the knowledge base, with what stands beside them."""
    for n, (borne, tag) in enumerate(zip(page.borne, page.lists, strict=True)):
        if borne:
            found[n].append(f"K={borne}")
        if not tag:
            continue
        word, left, right = page.words[n], before[n], after[n]
        found[n] += (
            f"g={tag}",
            f"gB={left.said}|{tag}",
            f"gA={right.said}|{tag}",
            f"gC={word.coarse}|{tag}",
            f"gl={word.common}|{tag}",
            f"gs={left.shape}|{tag}|{right.shape}",
        )
        if left is not _LEFT:
            found[n - 1].append(f"g+1={tag}")
        if right is not _RIGHT:
            found[n + 1].append(f"g-1={tag}")
