"""Makes builder/pages/data/outlines.json.gz out of Natural Earth's countries at 1:50,000,000 (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/derive_outlines.py package/countries-50m.json

world-atlas carries Natural Earth's shapes as TopoJSON: arcs that neighbours share. Here every arc is simplified
(Visvalingam and Whyatt, 1993: drop the point that makes the smallest triangle), so that borders still meet; islands
smaller than a few pixels of a map of Europe go. Natural Earth draws who holds a land; Crimea is given back to Ukraine,
as the General Assembly of the United Nations sees it (resolution 68/262). Same input, same bytes.
"""

from __future__ import annotations

import gzip
import heapq
import json
import math
import sys
from itertools import accumulate, pairwise
from pathlib import Path

import yaml

LEAST, UNIT, TRIANGLE, NEAR = 0.002, 0.02, 3, 2.0
"""Smallest triangle kept, in square degrees at the equator; degrees of one step of the coordinates written; points of
a ring at least; degrees from a state's rounded coordinates to its land at most."""

HELD = (("Russia", "Ukraine", (34.3, 45.2)),)
"""Holder, state, a point in the land: its ring joins the state's along the arc that they share."""

Point = tuple[float, float]

ROOT = Path(__file__).parent.parent / "builder"
STATES: dict[str, Point] = {
    i: tuple(map(float, reversed(entry["at"].split(","))))
    for i, entry in yaml.safe_load(
        (ROOT / "kb/data/states.yml").read_text(encoding="utf-8")
    )["states"].items()
    if "at" in entry
}
"""Longitude and latitude of the states that the knowledge base knows."""


TARGET = ROOT / "pages" / "data" / "outlines.json.gz"


def area(a: Point, b: Point, c: Point) -> float:
    """Of a triangle, in square degrees, shrunk as the meridians meet."""
    twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(twice) / 2 * math.cos(math.radians(b[1]))


def simplified(points: list[Point]) -> list[Point]:
    """The points without those that make triangles smaller than LEAST; the ends stay."""
    last, before, after = (
        len(points) - 1,
        list(range(-1, len(points))),
        list(range(1, len(points) + 2)),
    )
    heap = [(area(points[i - 1], points[i], points[i + 1]), i) for i in range(1, last)]
    heapq.heapify(heap)
    sizes, gone = {i: size for size, i in heap}, set[int]()
    while heap and heap[0][0] < LEAST:
        size, i = heapq.heappop(heap)
        if i in gone or sizes[i] != size:
            continue
        gone.add(i)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for k in (left, right):
            if 0 < k < last:
                sizes[k] = max(
                    size, area(points[before[k]], points[k], points[after[k]])
                )
                heapq.heappush(heap, (sizes[k], k))
    return [p for i, p in enumerate(points) if i not in gone]


def arcs_of(topology: dict) -> list[list[Point]]:
    """Every arc in degrees, simplified."""
    (kx, ky), (tx, ty) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        arcs.append(simplified([(x * kx + tx, y * ky + ty) for x, y in steps]))
    return arcs


def traced(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring."""
    return [
        p for arc in ring for p in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]
    ]


def holds(ring: list[Point], point: Point) -> bool:
    """Whether the point lies in the ring."""
    x, y = point
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    return (
        sum(
            (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a
            for (a, b), (c, d) in sides
        )
        % 2
        == 1
    )


def give_back(lands: dict[str, list[list[int]]], arcs: list[list[Point]]) -> None:
    """Move each land of HELD from its holder to its state."""
    for holder, state, point in HELD:
        ring = next(r for r in lands[holder] if holds(traced(r, arcs), point))
        lands[holder].remove(ring)
        for other in lands[state]:
            for shared in [a for a in ring if ~a in other]:
                at, turn = other.index(~shared), ring.index(shared)
                other[at : at + 1] = ring[turn + 1 :] + ring[:turn]


def states_of(lands: list[list[list[int]]], arcs: list[list[Point]]) -> list[str]:
    """For each land the id of the state of the knowledge base that lies there, or right beside it; empty for none."""
    outlines = [[traced(ring, arcs) for ring in rings] for rings in lands]
    found: dict[int, str] = {}
    for n, rings in enumerate(
        outlines
    ):  # rounded coordinates, and states too small to be kept, lie in a neighbour
        largest = max(rings, key=len)
        middle = [sum(p[axis] for p in largest) / len(largest) for axis in (0, 1)]
        inside = [i for i, at in STATES.items() if sum(holds(r, at) for r in rings) % 2]
        if inside:
            found[n] = min(inside, key=lambda i: math.dist(STATES[i], middle))
    lost = [i for i in STATES if i not in found.values()]
    near = [
        (math.dist(STATES[i], p), n, i)
        for i in lost
        for n, rings in enumerate(outlines)
        for r in rings
        for p in r
    ]
    for distance, n, i in sorted(near):
        if distance < NEAR and n not in found and i not in found.values():
            found[n] = i
    return [found.get(n, "") for n in range(len(lands))]


def kept(ring: list[int], arcs: list[list[Point]]) -> bool:
    """Whether a ring still encloses something worth a few pixels."""
    points = traced(ring, arcs)
    ends = zip(points, points[1:] + points[:1], strict=True)
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in ends)
    return len(points) >= TRIANGLE and abs(twice) / 2 > LEAST * 4


def written(arc: list[Point]) -> list[int]:
    """First point, then steps, in units."""
    points = [(round(x / UNIT), round(y / UNIT)) for x, y in arc]
    flat = [*points[0]]
    for (x, y), (u, v) in pairwise(points):
        if (x, y) != (u, v):
            flat += [u - x, v - y]
    return flat


def main(source: str) -> None:
    """Read the TopoJSON, write the outlines."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs, named = arcs_of(topology), {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = (
            [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        )
        named[geometry["properties"]["name"]] = [
            ring for polygon in polygons for ring in polygon
        ]
    give_back(named, arcs)
    lands = [[ring for ring in rings if kept(ring, arcs)] for rings in named.values()]
    lands = [rings for rings in lands if rings]
    ids = states_of(lands, arcs)
    used = sorted(
        {a if a >= 0 else ~a for rings in lands for ring in rings for a in ring}
    )
    place = {a: n for n, a in enumerate(used)}
    lands = [
        [[place[a] if a >= 0 else ~place[~a] for a in ring] for ring in rings]
        for rings in lands
    ]
    text = json.dumps(
        {
            "unit": UNIT,
            "ids": ids,
            "arcs": [written(arcs[a]) for a in used],
            "lands": lands,
        },
        separators=(",", ":"),
    )
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(
        f"{TARGET}: {TARGET.stat().st_size} bytes, {sum(len(arcs[a]) for a in used)} points, {len(lands)} lands"
    )


if __name__ == "__main__":
    main(sys.argv[1])
