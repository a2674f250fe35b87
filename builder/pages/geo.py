"""The globe on paper: packaged outlines, a projection that suits what is to be shown, clipping to the frame."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise
from math import acos, asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias

from builder.pages.svg import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Place: TypeAlias = tuple[float, float]
"""Latitude and longitude in degrees."""

Point: TypeAlias = tuple[float, float]
"""On the plane: right and down."""

STEP = 5
"""Half units between two points of a line at least."""

REGION = radians(36)
"""How far from the middle a regional map reaches."""

FAR = radians(150)
"""Where the plane of a regional map is torn."""

POLE = -85
"""Lands that reach this far south surround the pole, which no flat polygon does."""

_BEYOND = 3.0
"""How far outside the frame lands are cut, so that the cut is not seen."""

_HALF_TURN = 180

_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
"""Coefficients of the map of the world, as its authors publish them."""

_EQUAL_EARTH_SLOPE = (1.340264, -0.243318, 0.006251, 0.034164)
"""The same of its derivative; written out, since 3 × 0.081106 is another number in binary."""


@dataclass(frozen=True, slots=True)
class Land:
    """One land of the outlines."""

    id: str
    """Id of the state in the knowledge base; empty where it is none."""

    rings: tuple[tuple[Place, ...], ...]


@lru_cache(maxsize=1)
def lands() -> tuple[Land, ...]:
    """All lands (see `data/README.md`)."""
    folder = files("builder.pages")
    packed = folder.joinpath("data/outlines.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    unit = data["unit"]
    arcs = [tuple(_points(steps, unit)) for steps in data["arcs"]]
    found: list[Land] = []
    for land_id, rings in zip(data["ids"], data["lands"], strict=True):
        whole = tuple(tuple(_ring(ring, arcs)) for ring in rings)
        found.append(Land(land_id, whole))
    return tuple(found)


def _points(steps: Sequence[int], unit: float) -> Iterator[Place]:
    """The places of an arc, which is written as steps of longitude and latitude."""
    lon = 0
    lat = 0
    for step_lon, step_lat in zip(steps[::2], steps[1::2], strict=True):
        lon += step_lon
        lat += step_lat
        yield (lat * unit, lon * unit)


def _ring(indices: Iterable[int], arcs: Sequence[Sequence[Place]]) -> Iterator[Place]:
    """The places of a ring out of shared arcs; where two arcs meet their place comes once."""
    for arc in indices:
        if arc >= 0:
            yield from arcs[arc][:-1]
        else:
            # `~arc`, backwards: a border is kept once, for the lands on both its sides
            yield from arcs[~arc][:0:-1]


@dataclass(frozen=True, slots=True)
class View:
    """A frame of `width` by `height`, and how the globe lies in it."""

    middle: Place
    world: bool
    """The whole world (Equal Earth by Šavrič, Patterson and Jenny, 2018), or a region (Lambert's equal areas)."""

    width: float
    height: float
    scale: float = 1
    left: float = 0
    top: float = 0

    def at(self, place: Place) -> Point:
        """Where a place lies in the frame, or outside it."""
        x, y = self._world(place) if self.world else self._region(place)
        return (x * self.scale - self.left, y * self.scale - self.top)

    def spot(self, place: Place) -> Point:
        """The same, by the shorter way around the globe: a place has one spot, though the world goes on at its edges."""
        lat, lon = place
        centre = self.middle[1]
        east = (lon - centre + 180) % 360 - 180
        return self.at((lat, east + centre))

    def _region(self, place: Place) -> Point:
        """Lambert's projection around the middle, on a sphere of radius 1."""
        lat = radians(place[0])
        lon = radians(place[1] - self.middle[1])
        mid = radians(self.middle[0])
        near = sin(mid) * sin(lat)
        near += cos(mid) * cos(lat) * cos(lon)
        # the antipode of the middle would be everywhere: beyond the tear all is as far as the tear
        near = max(near, cos(FAR))
        k = sqrt(2 / (1 + near))
        right = k * cos(lat) * sin(lon)
        up = cos(mid) * sin(lat)
        up -= sin(mid) * cos(lat) * cos(lon)
        return (right, -k * up)

    def _world(self, place: Place) -> Point:
        """Equal Earth around the meridian of the middle, on a sphere of radius 1."""
        lon = radians(place[1] - self.middle[1])
        t = asin(sqrt(3) / 2 * sin(radians(place[0])))
        slope = _polynomial(_EQUAL_EARTH_SLOPE, t)
        right = 2 * sqrt(3) * lon * cos(t) / (3 * slope)
        down = -t * _polynomial(_EQUAL_EARTH, t)
        return (right, down)

    def shows(self, point: Point, margin: float = 0) -> bool:
        """Whether a point lies in the frame, at least so far from its edge."""
        x, y = point
        if not margin <= x <= self.width - margin:
            return False
        return margin <= y <= self.height - margin


def _polynomial(coefficients: tuple[float, float, float, float], t: float) -> float:
    a, b, c, d = coefficients
    return a + b * t**2 + c * t**6 + d * t**8


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map may be like, in units of the drawing."""

    width: float
    flat: float
    """Least height."""

    tall: float
    """Greatest height."""

    pad: float
    """Room around the places."""

    least: float = 14.0
    """Degrees that it shows at least."""


def view(places: Sequence[Place], frame: Frame) -> View:
    """A map that holds all places with some room around; at least one is expected."""
    centre = middle(places)
    world = max(distance(centre, place) for place in places) > REGION
    if world:
        # the equator stays in the middle: a map of the world that is tilted is none that anybody knows
        centre = (0, centre[1])
    bare = View(centre, world, frame.width, frame.tall)
    xs, ys = zip(*map(bare.spot, places), strict=True)
    least = radians(frame.least)
    wide = max(max(xs) - min(xs), least)
    high = max(max(ys) - min(ys), least / 3)
    room = frame.width - 2 * frame.pad
    height = room * high / wide + 2 * frame.pad
    height = min(max(height, frame.flat), frame.tall)
    scale = min(room / wide, (height - 2 * frame.pad) / high)
    centre_x = (max(xs) + min(xs)) / 2
    centre_y = (max(ys) + min(ys)) / 2
    return View(
        middle=centre,
        world=world,
        width=frame.width,
        height=height,
        scale=scale,
        left=centre_x * scale - frame.width / 2,
        top=centre_y * scale - height / 2,
    )


def middle(places: Iterable[Place]) -> Place:
    """Where the mean of the places, as points of a sphere, comes to its surface; to a tenth of a degree."""
    x = y = z = 0.0
    for place in places:
        lat = radians(place[0])
        lon = radians(place[1])
        x += cos(lat) * cos(lon)
        y += cos(lat) * sin(lon)
        z += sin(lat)
    north = degrees(atan2(z, hypot(x, y)))
    east = degrees(atan2(y, x))
    # rounded, so that the last digits of a sine, which are the processor's own, move no line
    return (round(north, 1), round(east, 1))


def distance(a: Place, b: Place) -> float:
    """The angle between two places, in radians."""
    lat_a = radians(a[0])
    lat_b = radians(b[0])
    turn = radians(a[1] - b[1])
    near = sin(lat_a) * sin(lat_b)
    near += cos(lat_a) * cos(lat_b) * cos(turn)
    # of a place and itself it may be 1.0000000000000002
    return acos(min(1.0, max(-1.0, near)))


def grid(view: View) -> Numbers:
    """The `d` of the meridians and parallels that the frame shows, in half units."""
    drawn: list[str] = []
    for line in _grid_lines(view):
        points = map(view.at, line)
        # some way outside still counts: between two far points a curve may pass through a corner
        for near, run in groupby(points, lambda point: view.shows(point, -90)):
            if near:
                drawn.append(_steps(list(run), closed=False))
    return Numbers("".join(drawn))


def _grid_lines(view: View) -> Iterator[Sequence[Place]]:
    step = 30 if view.world else 10
    turns = range(-720 // step, 720 // step + 1)
    fine = [turn * step / 4 for turn in turns]
    # meridians end before the pole, where they would run into one blot
    upright = [lat for lat in fine if abs(lat) < -POLE]
    for lon in range(-180, 180, step):
        yield [(lat, float(lon)) for lat in upright]
    centre = view.middle[1]
    for lat in range(30 - 90, 90, step):
        yield [(float(lat), lon + centre) for lon in fine]


def outline(view: View, rings: Iterable[Sequence[Place]]) -> Numbers:
    """The `d` of what the frame shows of some rings, in half units; empty for nothing."""
    shapes = _world_shapes if view.world else _region_shapes
    drawn: list[str] = []
    for ring in rings:
        drawn += map(_steps, shapes(view, ring))
    return Numbers("".join(drawn))


def _region_shapes(view: View, ring: Sequence[Place]) -> Iterator[list[Point]]:
    """The ring on a regional map; nothing where the map's tear would run through it."""
    if min(lat for lat, _ in ring) <= POLE:
        return
    # some nine places tell how far a land reaches
    sample = ring[:: len(ring) // 8 + 1]
    if max(distance(view.middle, place) for place in sample) < FAR:
        yield _clipped(map(view.at, ring), view)


def _world_shapes(view: View, ring: Sequence[Place]) -> Iterator[list[Point]]:
    """The ring on a map of the world, which goes on at both edges."""
    whole = _unrolled(ring)
    for shift in (-360, 0, 360):
        shifted = [(lat, lon + shift) for lat, lon in whole]
        yield _clipped(map(view.at, shifted), view)


def _unrolled(ring: Sequence[Place]) -> Sequence[Place]:
    """The ring with longitudes that go on beyond 180 degrees instead of leaping to the other edge."""
    whole: list[Place] = []
    turned = 0.0
    for lat, lon in ring:
        # no border is longer than half the globe: a greater leap is one over the edge (Russia, Fiji)
        if whole:
            leap = lon + turned - whole[-1][1]
            if leap > _HALF_TURN:
                turned -= 360
            elif leap < -_HALF_TURN:
                turned += 360
        whole.append((lat, lon + turned))
    return whole


def _clipped(polygon: Iterable[Point], view: View) -> list[Point]:
    """The part of a polygon inside the frame and a little beyond (Sutherland and Hodgman, 1974)."""
    points = list(polygon)
    points = _clipped_at(points, 0, -_BEYOND, 1)
    points = _clipped_at(points, 0, view.width + _BEYOND, -1)
    points = _clipped_at(points, 1, -_BEYOND, 1)
    return _clipped_at(points, 1, view.height + _BEYOND, -1)


def _clipped_at(
    points: Sequence[Point],
    axis: int,
    edge: float,
    sign: int,
) -> list[Point]:
    """The part of a polygon on one side of an edge: beyond it with sign 1, before it with -1."""
    kept: list[Point] = []
    inside = [sign * (point[axis] - edge) >= 0 for point in points]
    for i, point in enumerate(points):
        # the one before the first is the last: a polygon is closed
        before = i - 1
        if inside[i] != inside[before]:
            kept.append(_crossing(points[before], point, axis, edge))
        if inside[i]:
            kept.append(point)
    return kept


def _crossing(
    a: Point,
    b: Point,
    axis: int,
    edge: float,
) -> Point:
    """Where the line between two points crosses an edge."""
    part = (edge - a[axis]) / (b[axis] - a[axis])
    x = a[0] + part * (b[0] - a[0])
    y = a[1] + part * (b[1] - a[1])
    return (x, y)


def _steps(points: Sequence[Point], *, closed: bool = True) -> str:
    """A path in whole half units, each point as a step from the last; nothing for specks."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        point = (round(x * 2), round(y * 2))
        # coasts are finer than a screen: points too near to the last are left out
        if not kept or _way(kept[-1], point) >= STEP:
            kept.append(point)
    least = 4 if closed else 2
    if len(kept) < least:
        return ""
    steps: list[str] = []
    for before, after in pairwise(kept):
        steps.append(f"{after[0] - before[0]} {after[1] - before[1]}")
    start = f"M{kept[0][0]} {kept[0][1]}"
    end = "z" if closed else ""
    return f"{start}l{' '.join(steps)}{end}"


def _way(a: tuple[int, int], b: tuple[int, int]) -> int:
    across = abs(a[0] - b[0])
    down = abs(a[1] - b[1])
    return across + down
