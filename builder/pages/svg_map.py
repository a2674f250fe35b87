"""Where it happens: literal places on a map drawn from packaged outlines. A city that stands for a government is none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Link, LinkStatus, MentionKind
from builder.pages import geo, svg
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element
from builder.pages.svg_places import WIDE, MapDrawing, Spot, gathered
from builder.text import typography

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex

PLACES = 40
"""Places named at most."""

_LOST = 10
"""Places without coordinates that are named at most."""

CLOSE = 0.5
"""Degrees within which places are one town."""

LITERAL = (MentionKind.NAME, MentionKind.ALIAS, MentionKind.ROLE)
"""How a text refers to a place as a place."""


def places(index: DossierIndex, href: Href) -> str:
    """A figure with the literal places that have coordinates; empty where no place, or one alone, has any."""
    say = picture_phrases(index.dossier.language, "map")
    mentions, articles = _counts(index)
    ranked = _most_named_first(index, mentions, _called(index))
    spots = _spots(index, ranked, (mentions, articles), say)
    if len(spots) < 2:  # noqa: PLR2004 - one place is no map
        return ""
    points = _points(spots)
    view = geo.view(points, WIDE)
    whole = MapDrawing("map", say("title"), points, spots, say, href)
    drawings: list[Child] = [*whole.drawings()]
    if crowd := _crowd(spots, view):
        drawings += _closer_look(crowd, spots, say, href)
    caption = [
        _legend(spots, view, say),
        _notes(ranked, say),
    ]
    table = _table(spots, say, href)
    return svg.figure("map", drawings, caption, table)


def _counts(index: DossierIndex) -> tuple[Counter[str], Counter[str]]:
    """How often each literal place is named, and in how many articles, by its id."""
    mentions: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for annotated in index.dossier.articles:
        named = Counter(_literal_places(annotated, index))
        mentions.update(named)
        articles.update(named.keys())
    return mentions, articles


def _literal_places(annotated: Annotated, index: DossierIndex) -> Iterator[str]:
    """Ids of the places that an article names as places, as often as it does."""
    for link in annotated.links:
        if not _is_literal(link):
            continue
        for entity in index.entities(link.entities):
            if entity.type == EntityType.LOC:
                yield entity.id


def _is_literal(link: Link) -> bool:
    return link.verdict is LinkStatus.LINKED and link.mention.kind in LITERAL


def _called(index: DossierIndex) -> Counter[str]:
    """How often the words for a place are used for the power that sits there: "Washington a répondu"."""
    found: Counter[str] = Counter()
    for annotated in index.dossier.articles:
        for link in annotated.links:
            found.update(link.literal)
    return found


def _most_named_first(
    index: DossierIndex,
    mentions: Counter[str],
    called: Counter[str],
) -> Sequence[Entity]:
    """By all uses of the words: Washington gives its name to a dot, not the Oval Office in it."""
    # by id where two are named as often: the order must be the same in every process
    ranked = sorted(mentions, key=lambda one: (-mentions[one] - called[one], one))
    return index.entities(ranked)


def _spots(
    index: DossierIndex,
    ranked: Iterable[Entity],
    counts: tuple[Mapping[str, int], Mapping[str, int]],
    say: Phrases,
) -> Sequence[Spot]:
    """Those with coordinates, as many as a map holds."""
    mentions, articles = counts
    areas, towns = say.listed("areas"), say.listed("towns")
    spots: list[Spot] = []
    for entity in ranked:
        if not entity.coordinates:
            continue
        spot = Spot(
            entity=entity,
            address=index.entity_address(entity.id),
            mentions=mentions[entity.id],
            articles=articles[entity.id],
            at=entity.coordinates,
            # its description begins with "mer", "région" and the like
            wide=entity.description.startswith(areas),
            town=entity.description.startswith(towns),
        )
        spots.append(spot)
    return spots[:PLACES]


def _points(spots: Sequence[Spot]) -> Sequence[geo.Place]:
    """What the map must hold."""
    towns = [spot.at for spot in spots if not spot.wide]
    # The point of a state lies somewhere in its middle: to hold Russia's would put Siberia on a map of Kiev.
    # It counts only where there is nothing else.
    if len(towns) > 1:
        return towns
    return [spot.at for spot in spots]


def _crowd(spots: Sequence[Spot], view: geo.View) -> Sequence[Spot]:
    """The places of the fullest dot of a map, where a closer look would tell them apart; mostly none."""
    groups = [dot.spots for dot in gathered(spots, view)]
    group = max(groups, key=len, default=[])
    if len(group) <= 2:  # noqa: PLR2004 - two can be told in words
        return []
    lats, lons = zip(*(spot.at for spot in group), strict=True)
    high = max(lats) - min(lats)
    wide = max(lons) - min(lons)
    # suburbs of one town stay in one dot, however close one looks
    return group if max(high, wide) > CLOSE else []


def _called_by(crowd: Sequence[Spot]) -> Spot:
    """The most named town of a crowd; the most named place where there is no town in it."""
    return next((spot for spot in crowd if spot.town), crowd[0])


def _closer_look(
    crowd: Sequence[Spot],
    spots: Sequence[Spot],
    say: Phrases,
    href: Href,
) -> Iterator[Element]:
    """A title, and a second map around some of the places."""
    title = say("around", name=_called_by(crowd).entity.name)
    # hidden from those who listen: the drawing below has the same title
    yield element("p", title, class_="picture-part", aria_hidden="true")
    points = [spot.at for spot in crowd]
    closer = MapDrawing("map-zoom", title, points, spots, say, href)
    yield from closer.drawings()


def _legend(
    spots: Iterable[Spot],
    view: geo.View,
    say: Phrases,
) -> Element:
    """A dot; and how a named state is coloured, where one is in sight."""
    dot = svg.circle(14, 7, 5, "pic-place")
    samples: list[tuple[Child, str]] = [(dot, say("spot"))]
    wide = [spot for spot in spots if spot.wide]
    if any(view.shows(view.spot(spot.at)) for spot in wide):
        land = svg.rect(
            x=3,
            y=1,
            width=22,
            height=12,
            class_="pic-land pic-land-named",
            rx=2,
        )
        samples.append((land, say("named")))
    return svg.legend(samples)


def _notes(ranked: Iterable[Entity], say: Phrases) -> Element:
    """How to read it, and what is not on it."""
    notes = [say("legend")]
    lost = [entity.name for entity in ranked if not entity.coordinates]
    if lost:
        names = ", ".join(lost[:_LOST])
        more = say("others", n=len(lost) - _LOST) if len(lost) > _LOST else ""
        notes.append(say("unplaced", names=names + more))
    notes.append(say("background"))
    return element("p", " ".join(notes))


def _table(
    spots: Iterable[Spot],
    say: Phrases,
    href: Href,
) -> Element:
    rows: list[Sequence[Child]] = []
    for spot in spots:
        entity = spot.entity
        name = element("a", entity.name, href=href(spot.address))
        what = typography.spaced(entity.description)
        rows.append((name, what, str(spot.mentions), str(spot.articles)))
    return svg.table(say("summary"), say.listed("head"), rows)
