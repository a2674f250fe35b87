"""Where it happens: literal places on a map drawn from packaged outlines. A city that stands for a government is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

from builder.model.mention import EntityType, Link, LinkStatus, MentionKind
from builder.pages import geo, page, svg
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element
from builder.text import typography

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex

PLACES = 40
"""Places named at most."""

NEAR = 27.0
"""Places nearer than that share a dot (a finger needs 24)."""

FONT = 12.0
"""Size of letters."""

LINE = 15.0
"""Height of a line of them."""

WIDE = geo.Frame(svg.WIDE, flat=300, tall=460, pad=60)
NARROW = geo.Frame(svg.NARROW, flat=180, tall=340, pad=40)
"""Of both drawings."""

READ_OUT = 12
"""Places read out at most."""

CLOSE = 0.5
"""Degrees within which places are one town."""

LITERAL = (MentionKind.NAME, MentionKind.ALIAS, MentionKind.ROLE)
"""How a text refers to a place as a place."""

_LABEL = 150
"""Room that the words of a label take at most."""

_EDGE = 10
"""How far from the edge of the frame the middle of a dot lies at least: dots are no larger."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, how often and in how many articles it is named."""

    entity: Entity
    mentions: int
    articles: int
    at: geo.Place
    wide: bool
    """Too wide for a point."""


@dataclass(slots=True)
class Dot:
    """A spot in a frame, with those too near to be told apart."""

    spot: Spot
    x: float
    y: float
    near: list[Spot] = field(default_factory=list)

    @property
    def spots(self) -> list[Spot]:
        """All of them, the most named first."""
        return [self.spot, *self.near]


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def places(index: DossierIndex, href: Href) -> str:
    """A figure with the literal places that have coordinates; empty where no place, or one alone, has any."""
    say = picture_phrases(index.dossier.language, "map")
    ranked = _ranked(index)
    spots = _spots(ranked, say)
    if len(spots) < 2:  # noqa: PLR2004 - one place is no map
        return ""
    towns = [spot.at for spot in spots if not spot.wide]
    # a state is drawn by its outline: its point matters only where there is nothing else
    points = towns if len(towns) > 1 else [spot.at for spot in spots]
    whole = _Map("map", say("title"), points, spots, say, href)
    drawings: list[Child] = [*whole.drawings()]
    view = geo.view(points, WIDE)
    if crowd := _crowd(spots, view):
        title = say("around", name=crowd[0].entity.name)
        drawings.append(element("p", title, class_="picture-part", aria_hidden="true"))
        closer = [spot.at for spot in crowd]
        drawings += _Map("map-zoom", title, closer, spots, say, href).drawings()
    lost = [place.entity.name for place in ranked if not place.entity.coordinates]
    caption = [_legend(spots, view, say), _notes(lost, say)]
    return svg.figure("map", drawings, caption, _table(spots, say, href))


@dataclass(frozen=True, slots=True)
class _Named:
    """A place that articles name, with or without coordinates."""

    entity: Entity
    mentions: int
    articles: int


def _ranked(index: DossierIndex) -> Sequence[_Named]:
    """The literal places, the most named first."""
    mentions: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for annotated in index.dossier.articles:
        ids = list(_literal_places(annotated, index))
        mentions.update(ids)
        articles.update(set(ids))
    ranked = sorted(mentions, key=lambda one: (-mentions[one], one))
    entities = index.dossier.entities
    return [_Named(entities[one], mentions[one], articles[one]) for one in ranked]


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


def _spots(ranked: Iterable[_Named], say: Phrases) -> Sequence[Spot]:
    """Those with coordinates, as many as a map holds."""
    areas = say.listed("areas")
    spots: list[Spot] = []
    for place in ranked:
        at = place.entity.coordinates
        if at:
            wide = place.entity.description.startswith(areas)
            spot = Spot(place.entity, place.mentions, place.articles, at, wide)
            spots.append(spot)
    return spots[:PLACES]


def _legend(
    spots: Sequence[Spot],
    view: geo.View,
    say: Phrases,
) -> Element:
    """A dot; and how a named state is coloured, where one is in sight."""
    samples: list[tuple[Child, str]] = [
        (svg.circle(14, 7, 5, "pic-place"), say("spot"))
    ]
    if any(spot.wide and view.shows(view.spot(spot.at)) for spot in spots):
        land = svg.rect(3, 1, 22, 12, "pic-land pic-land-named", 2)
        samples.append((land, say("named")))
    return svg.legend(samples)


def _notes(lost: Sequence[str], say: Phrases) -> Element:
    notes = [say("legend")]
    if lost:
        notes.append(say("unplaced", names=", ".join(lost)))
    notes.append(say("background"))
    return element("p", " ".join(notes))


def _table(
    spots: Sequence[Spot],
    say: Phrases,
    href: Href,
) -> Element:
    rows: list[list[Child]] = []
    for spot in spots:
        address = href(page.entity(spot.entity.id))
        name = element("a", spot.entity.name, href=address)
        what = typography.spaced(spot.entity.description)
        rows.append([name, what, str(spot.mentions), str(spot.articles)])
    return svg.table(say("summary"), say.listed("head"), rows)


def _crowd(spots: Sequence[Spot], view: geo.View) -> Sequence[Spot]:
    """The places of the fullest dot of a map, where a closer look would tell them apart; mostly none."""
    groups = (dot.spots for dot in _dots(spots, view))
    group = max(groups, key=len, default=[])
    if len(group) <= 2:  # noqa: PLR2004 - two can be told in words
        return []
    lats, lons = zip(*(spot.at for spot in group), strict=True)
    reach = max(max(lats) - min(lats), max(lons) - min(lons))
    return group if reach > CLOSE else []


def _dots(spots: Iterable[Spot], view: geo.View) -> list[Dot]:
    """The most named first; a place too near one of these joins it. Wide places have none."""
    dots: list[Dot] = []
    for spot in spots:
        if spot.wide:
            continue
        x, y = view.spot(spot.at)
        host = next((dot for dot in dots if _is_near(dot, x, y)), None)
        if host is not None:
            host.near.append(spot)
        elif view.shows((x, y), _EDGE):
            dots.append(Dot(spot, x, y))
    return dots


def _is_near(
    dot: Dot,
    x: float,
    y: float,
) -> bool:
    return max(abs(dot.x - x), abs(dot.y - y)) < NEAR


@dataclass(frozen=True, slots=True)
class _Map:
    """A map of some points, in two drawings."""

    key: str
    title: str
    points: Sequence[geo.Place]
    """What it must hold."""

    spots: Sequence[Spot]
    """All places of the dossier: those in sight are drawn."""

    say: Phrases
    href: Href

    def drawings(self) -> Iterator[Element]:
        """The wide and the narrow one."""
        for variant, frame in (("wide", WIDE), ("narrow", NARROW)):
            view = geo.view(self.points, frame)
            yield self._drawing(variant, view)

    def _drawing(self, variant: str, view: geo.View) -> Element:
        dots = [(dot, self._radius(dot)) for dot in _dots(self.spots, view)]
        labels = _Labels(view, [_around(dot, radius) for dot, radius in dots])
        drawn = [self._dot(dot, radius, labels) for dot, radius in dots]
        names = [self._area(spot, labels) for spot in self.spots if spot.wide]
        clip = f"pic-{self.key}-{variant}-frame"
        edge = svg.rect(0, 0, view.width, view.height, "", 6)
        frame = element("clipPath", edge, id=clip)
        named = {spot.entity.id for spot in self.spots}
        base = element("g", _ground(view, named), clip_path=f"url(#{clip})")
        size = (view.width, round(view.height))
        desc = self.say("desc", places=self._read_out([dot for dot, _ in dots]))
        return svg.drawing(
            self.key, variant, size, self.title, desc, frame, base, names, drawn
        )

    def _radius(self, dot: Dot) -> float:
        """A dot's area grows with the mentions of all its places."""
        mentions = sum(spot.mentions for spot in dot.spots)
        most = max(spot.mentions for spot in self.spots)
        return 4 + 6 * min(1, sqrt(mentions / most))

    def _read_out(self, dots: Iterable[Dot]) -> str:
        shown = [spot for dot in dots for spot in dot.spots]
        return ", ".join(self._words(spot) for spot in shown[:READ_OUT])

    def _words(self, spot: Spot) -> str:
        mentions = self.say("mentions", n=spot.mentions)
        return self.say("place", name=spot.entity.name, mentions=mentions)

    def _address(self, spot: Spot) -> str:
        return self.href(page.entity(spot.entity.id))

    def _dot(
        self,
        dot: Dot,
        radius: float,
        labels: _Labels,
    ) -> Element:
        """A dot with its name, where that has room."""
        spoken = self._words(dot.spot)
        shown = svg.fitted(dot.spot.entity.name, _LABEL, FONT)
        if dot.near:
            names = ", ".join(spot.entity.name for spot in dot.near)
            spoken += self.say("nearby", names=names)
            shown += self.say("more", n=len(dot.near))
        label = labels.beside(dot, radius, shown)
        hit = svg.rect(
            x=dot.x - NEAR / 2,
            y=dot.y - NEAR / 2,
            width=NEAR,
            height=NEAR,
            class_="pic-hit",
            rx=NEAR / 2,
        )
        circle = svg.circle(dot.x, dot.y, radius, "pic-place")
        return svg.link(self._address(dot.spot), spoken, hit, circle, label)

    def _area(self, spot: Spot, labels: _Labels) -> Element | None:
        """The name of a wide place, across it; nothing where it has no room."""
        x, y = labels.view.spot(spot.at)
        width = svg.width_of(spot.entity.name, FONT)
        left = x - width / 2
        if not labels.take((left, y - LINE / 2, x + width / 2, y + LINE / 2)):
            return None
        hit = svg.rect(
            x=left,
            y=y - NEAR / 2,
            width=width,
            height=NEAR,
            class_="pic-hit",
            rx=4,
        )
        words = svg.text(
            x=left,
            y=y + 4,
            words=spot.entity.name,
            class_="pic-halo pic-area",
        )
        return svg.link(self._address(spot), self._words(spot), hit, words)


def _around(dot: Dot, radius: float) -> Box:
    return (dot.x - radius, dot.y - radius, dot.x + radius, dot.y + radius)


def _ground(view: geo.View, named: set[str]) -> list[Element]:
    """Sea, meridians and parallels, lands; those named in another colour."""
    plain: list[Sequence[geo.Place]] = []
    coloured: list[Sequence[geo.Place]] = []
    for land in geo.lands():
        rings = coloured if land.id in named else plain
        rings += land.rings
    sea = svg.rect(0, 0, view.width, view.height, "pic-sea")
    layers = [
        element("path", d=geo.grid(view), class_="pic-graticule"),
        element("path", d=geo.outline(view, plain), class_="pic-land"),
        element(
            "path", d=geo.outline(view, coloured), class_="pic-land pic-land-named"
        ),
    ]
    return [sea, element("g", layers, transform="scale(0.5)")]


class _Labels:
    """The room that names may still take in a frame."""

    def __init__(self, view: geo.View, taken: list[Box]) -> None:
        """Take what is drawn already: no name lies over a dot."""
        self.view = view
        self._taken = taken

    def take(self, box: Box) -> bool:
        """Whether a box lies in the frame and over nothing; from then on it is taken."""
        left, top, right, bottom = box
        shown = self.view.shows((left, top), 2) and self.view.shows((right, bottom), 2)
        if not shown or any(_overlap(box, other) for other in self._taken):
            return False
        self._taken.append(box)
        return True

    def beside(
        self,
        dot: Dot,
        radius: float,
        words: str,
    ) -> Element | None:
        """The name beside its dot, where nothing else stands; nothing where there is no room."""
        width = svg.width_of(words, FONT + 1)  # bold
        for side, anchor, down in _sides(radius + 4):
            x, y = dot.x + side, dot.y + down
            left = x - width * _BEFORE[anchor]
            if self.take((left, y - LINE / 2, left + width, y + LINE / 2)):
                return svg.text(
                    x=x,
                    y=y + 4,
                    words=words,
                    class_="pic-halo",
                    anchor=anchor,
                )
        return None


_BEFORE = {"start": 0, "middle": 0.5, "end": 1}
"""The part of a text that lies before the point where it is anchored."""


def _sides(gap: float) -> tuple[tuple[float, str, float], ...]:
    """Where a name may stand around a dot, best first: how far to the right, anchored how, how far down."""
    return (
        (gap, "start", 0),
        (-gap, "end", 0),
        (0, "middle", -gap - 6),
        (0, "middle", gap + 6),
        (gap - 3, "start", -gap),
        (gap - 3, "start", gap),
        (3 - gap, "end", -gap),
        (3 - gap, "end", gap),
    )


def _overlap(a: Box, b: Box) -> bool:
    beside = a[2] <= b[0] or b[2] <= a[0]
    above = a[3] <= b[1] or b[3] <= a[1]
    return not (beside or above)
