"""What a person should look at, each doubt with the lines that would settle it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from builder.corpus.review.order import by_effect
from builder.lang.messages import told
from builder.pages import page, views
from builder.pages.page import Page
from builder.pages.parts import Part, PartView, Way, laid_out, parts
from builder.pages.phrases import Phrases, page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.lang.messages import Told
    from builder.model.article import Article, Span
    from builder.model.dossier import Doubt
    from builder.pages.index import DossierIndex

_A_PAGE = 50
"""Doubts on a page at most: an evening's work."""

_A_KIND = 1_000
"""Doubts of a kind that have pages; the data have all of them."""

_PROBLEMS = 200
"""Problems shown at most."""


@dataclass(frozen=True, slots=True)
class DoubtView:
    """One thing to look at."""

    doubt: Doubt
    article: Article | None
    sentence: views.CitedSentence | None
    """Where the words in question stand, set apart; none where there are none."""

    yaml: str
    """The lines that would settle it; empty where rights keep their words back."""

    why: Sequence[str] = ()
    """Of two events that may be one: what speaks for it, and by how much."""


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    """Doubts of one kind, or of all where they are few; the first page also has what could not be read or applied."""

    kinds: tuple[tuple[str, Sequence[DoubtView]], ...]
    problems: Sequence[Told]
    more_problems: int
    """Problems that are left out."""

    counts: tuple[tuple[str, int, str], ...]
    """Of many doubts each kind, how many there are of it, and the address of the first of them."""

    count: int
    left_out: int
    """Doubts beyond those that a person can look through: the data have them."""

    way: Way


def pages(index: DossierIndex) -> Iterator[Page]:
    """All doubts on one page; or what leads to them, and pages of 50, those first that settle most."""
    say = page_phrases(index.dossier.language, "review")
    every = by_effect(index.dossier)
    by_kind = {kind: doubts[:_A_KIND] for kind, doubts in every.items()}
    cuts = list(_cuts(by_kind))
    to_parts, leaves = laid_out(cuts, partial(_part_view, say))
    kept = sum(map(len, by_kind.values()))
    problems = tuple(map(told, index.dossier.problems))
    first = DoubtsPage(
        kinds=() if cuts else tuple(_views(by_kind, index)),
        problems=problems[:_PROBLEMS],
        more_problems=len(problems[_PROBLEMS:]),
        counts=tuple(_counts(cuts, index)),
        count=len(index.dossier.doubts),
        left_out=len(index.dossier.doubts) - kept,
        way=to_parts,
    )
    yield _page(page.DOUBTS, say("title"), first, say)
    for part, view, way in leaves:
        kinds = tuple(_views({part.group: part.items}, index))
        shown = replace(first, kinds=kinds, problems=(), counts=(), way=way)
        title = say("title_of", part=view.name)
        yield _page(view.address, title, shown, say)


def _part_view(say: Phrases, part: Part[Doubt]) -> PartView:
    name = say("part", kind=say(part.group), number=part.number)
    return PartView(name, page.doubts(part.name), len(part.items))


def _page(path: str, title: str, view: DoubtsPage, say: Phrases) -> Page:
    return Page(
        path=path,
        template="a-verifier.md.j2",
        title=title,
        view=view,
        description=say("description"),
        front=page.UNSEARCHED,
    )


def _cuts(by_kind: Mapping[str, Sequence[Doubt]]) -> Iterator[Part[Doubt]]:
    """The pages of many doubts; none of a few."""
    if sum(map(len, by_kind.values())) > _A_PAGE:
        yield from parts(by_kind, _A_PAGE)


def _counts(
    cuts: Iterable[Part[Doubt]], index: DossierIndex
) -> Iterator[tuple[str, int, str]]:
    totals = Counter(doubt.kind for doubt in index.dossier.doubts)
    for part in cuts:
        if part.number == 1:
            yield part.group, totals[part.group], page.doubts(part.name)


def _views(
    by_kind: Mapping[str, Sequence[Doubt]], index: DossierIndex
) -> Iterator[tuple[str, Sequence[DoubtView]]]:
    for kind, doubts in by_kind.items():
        yield kind, [_view(index, doubt) for doubt in doubts]


def _view(index: DossierIndex, doubt: Doubt) -> DoubtView:
    if doubt.where not in index.articles:
        why = index.story.reasons_of.get(doubt.events, ())
        return DoubtView(doubt, None, None, doubt.yaml, why)
    article = index.articles[doubt.where].article
    if doubt.span is None:
        return DoubtView(doubt, article, None, doubt.yaml)
    sentence = _sentence(index, article.id, doubt.span)
    shown = sentence is not None and sentence.parts
    # the lines for a quotation repeat it; a name or a date is no excerpt
    withheld = doubt.kind == "quote" and not shown
    return DoubtView(
        doubt=doubt,
        article=article,
        sentence=sentence,
        yaml="" if withheld else doubt.yaml,
    )


def _sentence(
    index: DossierIndex,
    article_id: str,
    words: Span,
) -> views.CitedSentence | None:
    """Where the words in question stand; none outside of all sentences."""
    found = index.sentence_at(article_id, words.start)
    if found is None:
        return None
    return views.sentence(index, article_id, found.id, (words,))
