"""Pages of all facts of one kind: attacks, agreements, meetings, in the order of time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.pages import page, periods
from builder.pages.page import Page
from builder.pages.parts import Part, PartView, Way, laid_out, parts
from builder.pages.phrases import page_phrases
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.event import Event
    from builder.pages.index import DossierIndex

_A_PAGE = 300
"""Facts on a page at most: a line each."""

OTHER = "other"
"""The kind of what no word tells: it is shown without one."""


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind, as the chronology leads to it."""

    name: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class KindPage:
    """Facts of one kind, by year."""

    name: str
    count: int
    years: Sequence[tuple[str, Sequence[Event]]]
    """The year in words, and what happened in it."""

    kinds: Sequence[KindView]
    way: Way


def slug_of(name: str) -> str:
    """A kind in addresses: `appel-telephonique`."""
    return slug(name)


def kinds(index: DossierIndex) -> Sequence[KindView]:
    """All kinds that the dossier has, the fullest first."""
    counted = Counter(named(index, event) for event in index.dossier.events)
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    return [KindView(name, page.kind(slug_of(name)), counted[name]) for name in ranked]


def pages(index: DossierIndex) -> Iterator[Page]:
    """A page a kind, cut where it is long, in the order of time."""
    by_name: dict[str, list[Event]] = {}
    for event in index.dossier.events:
        by_name.setdefault(named(index, event), []).append(event)
    views = kinds(index)
    for view in views:
        yield from _pages_of(index, view, by_name[view.name], views)


def _pages_of(
    index: DossierIndex,
    view: KindView,
    events: Sequence[Event],
    views: Sequence[KindView],
) -> Iterator[Page]:
    name = slug_of(view.name)
    cuts = list(parts({name: events}, _A_PAGE))

    def led(part: Part[Event]) -> PartView:
        return PartView(part.numbered(view.name), page.kind(part.name), len(part.items))

    say = page_phrases(index.dossier.language, "kinds")
    _, leaves = laid_out(cuts, led)
    for part, leaf, way in leaves:
        yield Page(
            path=leaf.address,
            template="genre.md.j2",
            title=say("title", kind=leaf.name),
            view=KindPage(
                name=view.name,
                count=view.count,
                years=list(_by_year(part.items, index.dossier.language)),
                kinds=views,
                way=way if len(cuts) > 1 else Way(),
            ),
            description=say("description", kind=view.name),
            front=page.UNSEARCHED,
        )


def _by_year(
    events: Iterable[Event], language: str
) -> Iterator[tuple[str, Sequence[Event]]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(periods.year(event.moment), []).append(event)
    for year, within in found.items():
        yield periods.words(year, language), within


def named(index: DossierIndex, event: Event) -> str:
    """The name of a kind; of what has none, that of all others."""
    language = index.dossier.language
    if event.kind == OTHER:
        return page_phrases(language, "kinds")("other")
    return kind_name(language, event.kind)
