"""One map: lands, dots that grow with what is said of a place, and names where nothing else stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from builder.pages import geo, svg
from builder.pages.svg import Element, Href, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.entity import Entity
    from builder.pages.phrases import Phrases
    from builder.pages.svg import Numbers

WIDE = geo.Frame(svg.WIDE, flat=300, tall=460, pad=60)
"""Of a map: where that has no room, a list stands in its place."""

NEAR = 27.0
"""Places nearer than that share a dot (a finger needs 24)."""

FONT = 12.0
"""Size of letters."""

LINE = 15.0
"""Height of a line of them."""

READ_OUT = 12
"""Places read out at most."""

_LONGEST = 150
"""Room that a name takes at most."""

_EDGE = 10
"""How far from the edge of the frame the middle of a dot lies at least: dots are no larger."""

_MARGIN = 2
"""How far from it names stay."""


_BEFORE = {"start": 0, "middle": 0.5, "end": 1}
"""The part of a text that lies before the point where it is anchored."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, how often and in how many articles it is named."""

    entity: Entity
    address: str
    """Where the pages have it."""

    mentions: int
    articles: int
    at: geo.Place
    wide: bool
    """Too wide for a point."""

    town: bool = False


@dataclass(slots=True)
class Dot:
    """A spot in a frame, with those too near to be told apart."""

    spot: Spot
    x: float
    y: float
    near: list[Spot] = field(default_factory=list)

    @property
    def spots(self) -> Sequence[Spot]:
        """All of them, the most named first."""
        return [self.spot, *self.near]

    @property
    def named(self) -> Spot:
        """The one that gives its name to all: the most named town; a building only where there is none."""
        return next((spot for spot in self.spots if spot.town), self.spot)

    @property
    def mentions(self) -> int:
        """How often any of them is named."""
        return sum(spot.mentions for spot in self.spots)

    def is_near(self, x: float, y: float) -> bool:
        """Whether a finger could not tell the two points apart."""
        across = abs(self.x - x)
        down = abs(self.y - y)
        return max(across, down) < NEAR


def gathered(spots: Iterable[Spot], view: geo.View) -> Sequence[Dot]:
    """A dot for each place in sight, the most named first; one too near to such a dot joins it. Wide places have none."""
    dots: list[Dot] = []
    for spot in spots:
        if spot.wide:
            continue
        x, y = view.spot(spot.at)
        host = next((dot for dot in dots if dot.is_near(x, y)), None)
        if host is not None:
            host.near.append(spot)
        elif is_in_sight(spot, view):
            dots.append(Dot(spot, x, y))
    return dots


def is_in_sight(spot: Spot, view: geo.View) -> bool:
    """Whether a place has its dot in the frame."""
    return view.shows(view.spot(spot.at), _EDGE)


class Box(NamedTuple):
    """Where something stands in a frame."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        if self.right <= other.left or other.right <= self.left:
            return False
        return self.bottom > other.top and other.bottom > self.top


class Room:
    """What names may still take of a frame."""

    def __init__(self, view: geo.View, taken: list[Box]) -> None:
        """Note what is drawn already: no name lies over a dot."""
        self._view = view
        self._taken = taken

    def take(
        self,
        left: float,
        y: float,
        width: float,
    ) -> bool:
        """Whether a line of text around a height lies in the frame and over nothing; from then on it is taken."""
        box = Box(
            left=left,
            top=y - LINE / 2,
            right=left + width,
            bottom=y + LINE / 2,
        )
        for corner in ((box.left, box.top), (box.right, box.bottom)):
            if not self._view.shows(corner, _MARGIN):
                return False
        if any(box.overlaps(other) for other in self._taken):
            return False
        self._taken.append(box)
        return True


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map of some points."""

    key: str
    """Makes its ids unlike those of other pictures on the page."""

    title: str
    points: Sequence[geo.Place]
    """What it must hold."""

    spots: Sequence[Spot]
    """All places of the dossier: those in sight are drawn."""

    say: Phrases
    href: Href

    def drawing(self) -> Element:
        """The map, cut to its points."""
        view = geo.view(self.points, WIDE)
        dots = gathered(self.spots, view)
        room = Room(view, [self._around(dot) for dot in dots])
        # towns first: the name of a state may stand anywhere in it, or be missing
        drawn = [self._dot(dot, room) for dot in dots]
        areas = [self._area(spot, view, room) for spot in self.spots if spot.wide]
        clip = f"pic-{self.key}-frame"
        edge = svg.rect(
            x=0,
            y=0,
            width=view.width,
            height=view.height,
            class_="",
            rx=6,
        )
        ground = _ground(view, self.spots)
        return svg.drawing(
            self.key,
            "wide",
            (view.width, round(view.height)),
            self.title,
            self.say("desc", places=self._read_out(dots)),
            element("clipPath", edge, id=clip),
            element("g", ground, clip_path=f"url(#{clip})"),
            areas,
            drawn,
        )

    def _radius(self, dot: Dot) -> float:
        """The area of a dot grows with the mentions of its places."""
        most = max(spot.mentions for spot in self.spots)
        # places that share a dot may have more mentions together than any has alone
        part = min(1, sqrt(dot.mentions / most))
        return 4 + 6 * part

    def _around(self, dot: Dot) -> Box:
        radius = self._radius(dot)
        return Box(
            left=dot.x - radius,
            top=dot.y - radius,
            right=dot.x + radius,
            bottom=dot.y + radius,
        )

    def _read_out(self, dots: Iterable[Dot]) -> str:
        words: list[str] = []
        for dot in dots:
            words += [self._words(spot) for spot in dot.spots]
        return ", ".join(words[:READ_OUT])

    def _words(self, spot: Spot) -> str:
        mentions = self.say("mentions", n=spot.mentions)
        return self.say("place", name=spot.entity.name, mentions=mentions)

    def _address(self, spot: Spot) -> str:
        return self.href(spot.address)

    def _dot(self, dot: Dot, room: Room) -> Element:
        """A dot with its name, where that has room."""
        called = dot.named
        spoken = self._words(called)
        name = svg.fitted(called.entity.name, _LONGEST, FONT)
        shown = name
        if dot.near:
            names = [spot.entity.name for spot in dot.spots if spot is not called]
            spoken += self.say("nearby", names=", ".join(names))
            shown += self.say("more", n=len(names), name=names[0])
        hit = svg.rect(
            x=dot.x - NEAR / 2,
            y=dot.y - NEAR / 2,
            width=NEAR,
            height=NEAR,
            class_="pic-hit",
            rx=NEAR / 2,
        )
        radius = self._radius(dot)
        circle = svg.circle(dot.x, dot.y, radius, "pic-place")
        # the name alone may have room, and a dot without any says nothing
        label = _label(dot, radius, shown, room) or _label(dot, radius, name, room)
        return svg.link(self._address(called), spoken, hit, circle, label)

    def _area(
        self,
        spot: Spot,
        view: geo.View,
        room: Room,
    ) -> Element | None:
        """The name of a wide place, across it; nothing where it has no room."""
        x, y = view.spot(spot.at)
        name = spot.entity.name
        width = svg.width_of(name, FONT)
        left = x - width / 2
        if not room.take(left, y, width):
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
            words=name,
            class_="pic-halo pic-area",
        )
        return svg.link(self._address(spot), self._words(spot), hit, words)


def _label(
    dot: Dot,
    radius: float,
    words: str,
    room: Room,
) -> Element | None:
    """The name beside its dot, where nothing else stands; nothing where there is no room."""
    width = svg.width_of(words, FONT + 1)  # bold
    for right, down, anchor in _sides(radius + 4):
        x = dot.x + right
        y = dot.y + down
        left = x - width * _BEFORE[anchor]
        if room.take(left, y, width):
            return svg.text(
                x=x,
                y=y + 4,
                words=words,
                class_="pic-halo",
                anchor=anchor,
            )
    return None


def _sides(gap: float) -> Sequence[tuple[float, float, str]]:
    """Where a name may stand around a dot, best first: how far to the right and down, and anchored how."""
    return (
        (gap, 0, "start"),
        (-gap, 0, "end"),
        (0, -gap - 6, "middle"),
        (0, gap + 6, "middle"),
        # the corners: a little nearer, since a dot is round
        (gap - 3, -gap, "start"),
        (gap - 3, gap, "start"),
        (3 - gap, -gap, "end"),
        (3 - gap, gap, "end"),
    )


def _ground(view: geo.View, spots: Iterable[Spot]) -> list[Element]:
    """Sea, meridians and parallels, lands; those named in another colour."""
    named = {spot.entity.id for spot in spots}
    lands = frozenset(land.id for land in geo.lands() if land.id in named)
    plain, coloured = _lands(view, lands)
    sea = svg.rect(
        x=0,
        y=0,
        width=view.width,
        height=view.height,
        class_="pic-sea",
    )
    # one path for all lands of a colour: a hundred elements would weigh more than their lines
    layers = [
        element("path", d=geo.grid(view), class_="pic-graticule"),
        element("path", d=plain, class_="pic-land"),
        element(
            "path",
            d=coloured,
            class_="pic-land pic-land-named",
        ),
    ]
    # whole half units take fewer digits than tenths
    return [sea, element("g", layers, transform="scale(0.5)")]


# Kept while the site is served: an edit seldom moves a map, and a map is a third of the time.
@lru_cache(maxsize=16)
def _lands(view: geo.View, named: frozenset[str]) -> tuple[Numbers, Numbers]:
    """What the frame shows of all lands but those named, and of these."""
    plain: list[Sequence[geo.Place]] = []
    coloured: list[Sequence[geo.Place]] = []
    for land in geo.lands():
        rings = coloured if land.id in named else plain
        rings += land.rings
    return geo.outline(view, plain), geo.outline(view, coloured)
