"""Where it happens: literal places on a map drawn from packaged outlines. A city that stands for a government is none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Link, LinkStatus, MentionKind
from builder.pages import geo, svg
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element
from builder.pages.svg_places import WIDE, MapDrawing, Spot, gathered, is_in_sight
from builder.text import typography

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex

PLACES = 40
"""Places named at most."""

_TOLD = 10
"""Places named at most of those that the map does not show."""

LISTED = 12
"""Places in the list that stands for the map where there is no room for it."""

CLOSE = 0.5
"""Degrees within which places are one town."""

_MOST = 2 / 3
"""Part of all mentions that a map holds at least, wherever it is cut."""

_CLOSER = 0.5
"""What a cut leaves of a map's reach at most, to be worth what it leaves out."""

LITERAL = (MentionKind.NAME, MentionKind.ALIAS, MentionKind.ROLE)
"""How a text refers to a place as a place."""


def places(index: DossierIndex, href: Href) -> str:
    """A figure with the literal places that have coordinates, as a map and as a list; empty where no place, or one alone, has any."""
    say = picture_phrases(index.dossier.language, "map")
    mentions, articles = _counts(index)
    ranked = _most_named_first(index, mentions, _called(index))
    spots = _spots(index, ranked, (mentions, articles), say)
    if len(spots) < 2:  # noqa: PLR2004 - one place is no map
        return ""
    points = _points(spots)
    view = geo.view(points, WIDE)
    whole = MapDrawing("map", say("title"), points, spots, say, href)
    drawings: list[Child] = [whole.drawing()]
    if crowd := _crowd(spots, view):
        drawings += _closer_look(crowd, spots, say, href)
    drawings.append(_list(spots, say, href))
    beyond = [one for one in spots if not one.wide and not is_in_sight(one, view)]
    caption = [
        _legend(spots, view, say),
        element("p", say("legend")),
        _notes(ranked, beyond, say),
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
    towns = [spot for spot in spots if not spot.wide]
    # The point of a state lies somewhere in its middle: to hold Russia's would put Siberia on a map of Kiev.
    # It counts only where there is nothing else.
    if len(towns) > 1:
        return [spot.at for spot in _cut(towns)]
    return [spot.at for spot in spots]


def _cut(towns: Sequence[Spot]) -> Sequence[Spot]:
    """The towns to which a map is cut: without those that are far off and seldom named, where it shows the others closer."""
    least = _MOST * sum(spot.mentions for spot in towns)
    near = _CLOSER * _reach(towns)
    kept = list(towns)
    while len(kept) > 2:  # noqa: PLR2004 - two places make a map
        kept.remove(_farthest(kept))
        if sum(spot.mentions for spot in kept) < least:
            break
        if _reach(kept) <= near:
            return kept
    return towns


def _farthest(towns: Sequence[Spot]) -> Spot:
    """The town farthest from the middle of all mentions; of several the least named."""
    middle = _middle(towns)
    return max(reversed(towns), key=lambda spot: geo.distance(middle, spot.at))


def _reach(towns: Sequence[Spot]) -> float:
    """How far the towns lie from the middle of all mentions at most: an angle in radians."""
    middle = _middle(towns)
    return max(geo.distance(middle, spot.at) for spot in towns)


def _middle(towns: Iterable[Spot]) -> geo.Place:
    mentions: list[geo.Place] = []
    for spot in towns:
        mentions += [spot.at] * spot.mentions
    return geo.middle(mentions)


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
    yield element("p", title, class_="picture-part pic-wide", aria_hidden="true")
    points = [spot.at for spot in crowd]
    closer = MapDrawing("map-zoom", title, points, spots, say, href)
    yield closer.drawing()


def _list(
    spots: Iterable[Spot],
    say: Phrases,
    href: Href,
) -> Element:
    """The places most named, for a screen too narrow for a map."""
    ranked = sorted(spots, key=lambda spot: -spot.mentions)
    lines: list[Element] = []
    for spot in ranked[:LISTED]:
        name = element("a", spot.entity.name, href=href(spot.address))
        mentions = element("small", say("mentions", n=spot.mentions))
        lines.append(element("li", name, " ", mentions))
    return element("ul", lines, class_="pic-list pic-narrow")


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


def _notes(
    ranked: Iterable[Entity],
    beyond: Sequence[Spot],
    say: Phrases,
) -> Element:
    """What is not on the map, and whose it is."""
    notes: list[str] = []
    if beyond:
        names = _named([spot.entity for spot in beyond], say)
        notes.append(say("beyond", names=names))
    lost = [entity for entity in ranked if not entity.coordinates]
    if lost:
        notes.append(say("unplaced", names=_named(lost, say)))
    notes.append(say("background"))
    return element("p", " ".join(notes), class_="pic-wide")


def _named(places: Sequence[Entity], say: Phrases) -> str:
    """The first of the places by name, and how many others there are."""
    names = ", ".join(place.name for place in places[:_TOLD])
    more = len(places) - _TOLD
    return names + say("others", n=more) if more > 0 else names


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
