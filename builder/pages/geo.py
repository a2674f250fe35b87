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

REGION, FAR, POLE = radians(36), radians(150), -85
"""How far from the middle a regional map reaches; where its plane is torn; lands that reach this far south surround
the pole, which no flat polygon does."""


@dataclass(frozen=True, slots=True)
class Land:
    """One land of the outlines."""

    id: str
    """Id of the state in the knowledge base; empty where it is none."""

    rings: tuple[tuple[Place, ...], ...]


@lru_cache(maxsize=1)
def lands() -> tuple[Land, ...]:
    """All lands (see `data/README.md`)."""
    data = json.loads(
        gzip.decompress(
            files("builder.pages").joinpath("data/outlines.json.gz").read_bytes()
        )
    )
    arcs = [tuple(_points(arc, data["unit"])) for arc in data["arcs"]]
    lands = zip(data["ids"], data["lands"], strict=True)
    return tuple(
        Land(i, tuple(tuple(_ring(ring, arcs)) for ring in land)) for i, land in lands
    )


def _points(arc: Sequence[int], unit: float) -> Iterator[Place]:
    x = y = 0
    for step_x, step_y in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + step_x, y + step_y
        yield (y * unit, x * unit)


def _ring(indices: Iterable[int], arcs: Sequence[Sequence[Place]]) -> Iterator[Place]:
    for i in indices:
        yield from arcs[i][:-1] if i >= 0 else arcs[~i][:0:-1]


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
        return self.at(
            (place[0], (place[1] - self.middle[1] + 180) % 360 - 180 + self.middle[1])
        )

    def _region(self, place: Place) -> Point:
        lat, lon, mid = (
            radians(place[0]),
            radians(place[1] - self.middle[1]),
            radians(self.middle[0]),
        )
        near = sin(mid) * sin(lat) + cos(mid) * cos(lat) * cos(lon)
        k = sqrt(2 / (1 + max(near, cos(FAR))))
        return (
            k * cos(lat) * sin(lon),
            -k * (cos(mid) * sin(lat) - sin(mid) * cos(lat) * cos(lon)),
        )

    def _world(self, place: Place) -> Point:
        t = asin(sqrt(3) / 2 * sin(radians(place[0])))
        slope = 1.340264 - 0.243318 * t**2 + 0.006251 * t**6 + 0.034164 * t**8
        x = 2 * sqrt(3) * radians(place[1] - self.middle[1]) * cos(t) / (3 * slope)
        return (
            x,
            -t * (1.340264 - 0.081106 * t**2 + 0.000893 * t**6 + 0.003796 * t**8),
        )

    def shows(self, point: Point, margin: float = 0) -> bool:
        """Whether a point lies in the frame, at least so far from its edge."""
        return (
            margin <= point[0] <= self.width - margin
            and margin <= point[1] <= self.height - margin
        )


def view(
    places: Sequence[Place],
    width: float,
    flat: float,
    tall: float,
    pad: float,
    least: float = 14.0,
) -> View:
    """A frame that holds all places with some room around; at least one is expected.

    Its height lies between `flat` and `tall`; it never shows less than `least` degrees.
    """
    middle = _middle(places)
    world = max(_distance(middle, p) for p in places) > REGION
    if world:
        middle = (0, middle[1])
    bare = View(middle, world, width, tall)
    xs, ys = zip(*map(bare.spot, places), strict=True)
    wide = max(max(xs) - min(xs), radians(least))
    high = max(max(ys) - min(ys), radians(least) / 3)
    height = min(max((width - 2 * pad) * high / wide + 2 * pad, flat), tall)
    scale = min((width - 2 * pad) / wide, (height - 2 * pad) / high)
    left, top = (
        (max(xs) + min(xs)) / 2 * scale - width / 2,
        (max(ys) + min(ys)) / 2 * scale - height / 2,
    )
    return View(middle, world, width, height, scale, left, top)


def _middle(places: Iterable[Place]) -> Place:
    x = y = z = 0.0
    for lat, lon in places:
        x, y = (
            x + cos(radians(lat)) * cos(radians(lon)),
            y + cos(radians(lat)) * sin(radians(lon)),
        )
        z += sin(radians(lat))
    return (round(degrees(atan2(z, hypot(x, y))), 1), round(degrees(atan2(y, x)), 1))


def _distance(a: Place, b: Place) -> float:
    near = sin(radians(a[0])) * sin(radians(b[0]))
    near += cos(radians(a[0])) * cos(radians(b[0])) * cos(radians(a[1] - b[1]))
    return acos(min(1.0, max(-1.0, near)))


def grid(view: View) -> Numbers:
    """The `d` of the meridians and parallels that the frame shows, in half units."""
    step = 30 if view.world else 10
    fine = [k * step / 4 for k in range(-720 // step, 720 // step + 1)]
    lines = [
        [(lat, float(lon)) for lat in fine if abs(lat) < -POLE]
        for lon in range(-180, 180, step)
    ]
    lines += [
        [(float(lat), lon + view.middle[1]) for lon in fine]
        for lat in range(30 - 90, 90, step)
    ]
    runs = (
        run
        for line in lines
        for shown, run in groupby(map(view.at, line), lambda p: view.shows(p, -90))
        if shown
    )
    return Numbers("".join(_steps(list(run), closed=False) for run in runs))


def outline(view: View, rings: Iterable[Sequence[Place]]) -> Numbers:
    """The `d` of what the frame shows of some rings, in half units; empty for nothing."""
    return Numbers(
        "".join(_steps(shape) for ring in rings for shape in _shapes(view, ring))
    )


def _shapes(view: View, ring: Sequence[Place]) -> Iterator[list[Point]]:
    if not view.world:
        sample = ring[:: len(ring) // 8 + 1]
        if min(lat for lat, _ in ring) > POLE and all(
            _distance(view.middle, p) < FAR for p in sample
        ):
            yield _clipped([view.at(p) for p in ring], view)
        return
    whole, turned = list[Place](), 0.0
    for lat, lon in ring:
        if whole and abs(lon + turned - whole[-1][1]) > 180:  # noqa: PLR2004 - half a turn: the ring goes on behind
            turned += 360 if whole[-1][1] > lon + turned else -360
        whole.append((lat, lon + turned))
    for shift in (-360, 0, 360):
        yield _clipped([view.at((lat, lon + shift)) for lat, lon in whole], view)


def _clipped(points: list[Point], view: View) -> list[Point]:
    """The part of a polygon inside the frame and a little beyond (Sutherland and Hodgman, 1974)."""
    for axis, edge, sign in (
        (0, -3.0, 1),
        (0, view.width + 3, -1),
        (1, -3.0, 1),
        (1, view.height + 3, -1),
    ):
        inside, kept = [sign * (p[axis] - edge) >= 0 for p in points], list[Point]()
        for i, point in enumerate(points):
            if inside[i] != inside[i - 1]:
                kept.append(_crossing(points[i - 1], point, axis, edge))
            if inside[i]:
                kept.append(point)
        points = kept
    return points


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    part = (edge - a[axis]) / (b[axis] - a[axis])
    return (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))


def _steps(points: Sequence[Point], *, closed: bool = True) -> str:
    """A path in whole half units, each point as a step from the last; nothing for specks."""
    halves = [(round(x * 2), round(y * 2)) for x, y in points]
    kept = halves[:1]
    for x, y in halves[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= STEP:
            kept.append((x, y))
    if len(kept) < (4 if closed else 2):
        return ""
    steps = " ".join(f"{x - u} {y - v}" for (u, v), (x, y) in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{steps}{'z' if closed else ''}"
