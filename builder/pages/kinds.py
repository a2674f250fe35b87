"""Pages of all facts of one kind: attacks, agreements, meetings, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.pages import page, periods
from builder.pages.page import Page
from builder.pages.parts import Part, PartView, Way, laid_out, parts
from builder.pages.phrases import page_phrases
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.event import Event
    from builder.pages.index import DossierIndex

_A_PAGE = 300
"""Facts on a page at most: a line each."""

OTHER = "other"
"""The kind of what no word tells: it is shown without one."""


@dataclass(frozen=True, slots=True)
class KindPage:
    """Facts of one kind, by year."""

    name: str
    count: int
    years: Sequence[tuple[str, Sequence[Event]]]
    """The year in words, and what happened in it."""

    kinds: Sequence[PartView]
    way: Way


def slug_of(name: str) -> str:
    """A kind in addresses: `appel-telephonique`."""
    return slug(name)


def kinds(index: DossierIndex) -> Sequence[PartView]:
    """All kinds that the dossier has, the fullest first."""
    return _views(_by_name(index))


def _by_name(index: DossierIndex) -> Mapping[str, Sequence[Event]]:
    found: dict[str, list[Event]] = {}
    for event in index.dossier.events:
        found.setdefault(named(index, event), []).append(event)
    return found


def _views(by_name: Mapping[str, Sequence[Event]]) -> Sequence[PartView]:
    ranked = sorted(by_name, key=lambda name: (-len(by_name[name]), name))
    return [
        PartView(name, page.kind(slug_of(name)), len(by_name[name])) for name in ranked
    ]


def pages(index: DossierIndex) -> Iterator[Page]:
    """A page a kind, cut where it is long, in the order of time."""
    by_name = _by_name(index)
    views = _views(by_name)
    for view in views:
        yield from _pages_of(index, view, by_name[view.name], views)


def _pages_of(
    index: DossierIndex,
    view: PartView,
    events: Sequence[Event],
    views: Sequence[PartView],
) -> Iterator[Page]:
    name = slug_of(view.name)

    def led(part: Part[Event]) -> PartView:
        return PartView(part.numbered(view.name), page.kind(part.name), len(part.items))

    say = page_phrases(index.dossier.language, "kinds")
    _, leaves = laid_out(parts({name: events}, _A_PAGE), led)
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
                way=way,
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
