"""Who appears with whom: names as labels that do not overlap, tied where sentences name both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from math import log, log2
from typing import TYPE_CHECKING

import networkx as nx

from builder.pages import page, svg, views
from builder.pages.index import DossierIndex
from builder.pages.svg import Element, Href, Words, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.dossier import Dossier, Relation
    from builder.model.mention import EntityType

NODES, AROUND, TIES, ROWS, ACTING = (30, 14), (16, 10), 4, 60, ("PER", "ORG", "LOC")
"""Names at most (wide, narrow), also around one; strongest ties kept for each, rows of the table, types that act."""

TALL, GAP, FONT, ROUNDS = 27.0, 8.0, 12.0, 300
"""Height of a label (a finger needs 24), room between two, size of letters, rounds of pushing labels apart."""


@dataclass(frozen=True, slots=True)
class Box:
    """A label, by its middle."""

    id: str
    words: str
    x: float
    y: float
    width: float


def network(dossier: Dossier, href: Href) -> str:
    """A figure with the names that are most tied; empty where no sentence names two."""
    return _figure(DossierIndex(dossier), acting(dossier), href)


def ego(
    look: DossierIndex,
    entity_id: str,
    ties: Mapping[str, Sequence[Relation]],
    href: Href,
) -> str:
    """A figure with one name and those it appears with, out of the ties of each; empty where there are fewer than two."""
    near = {
        entity_id: None,
        **{
            other: None
            for r in ties.get(entity_id, ())
            for other in (r.first, r.second)
        },
    }
    if len(near) <= 2:  # noqa: PLR2004 - one other is a line of text, no picture
        return ""
    among = {
        r: None for i in near for r in ties[i] if r.first in near and r.second in near
    }
    return _figure(look, sorted(among, key=_strength), href, entity_id)


def acting(dossier: Dossier) -> list[Relation]:
    """Relations between those that act, the strongest first."""
    known = {e.id for e in dossier.entities.values() if e.type in ACTING}
    kept = [
        r
        for r in dossier.relations
        if r.first in known and r.second in known and r.first != r.second
    ]
    return sorted(kept, key=_strength)


def _strength(tie: Relation) -> tuple[int, str, str]:
    return (-tie.weight, tie.first, tie.second)


def _figure(
    look: DossierIndex, ties: Sequence[Relation], href: Href, centre: str = ""
) -> str:
    if not ties:
        return ""
    say = svg.words(look.dossier.language, "network")
    wide, narrow = (
        Drawing(look, say, href, ties, centre, n) for n in (AROUND if centre else NODES)
    )
    named = {i for r in ties for i in (r.first, r.second)}
    told = say("legend") + (
        " " + say("shown", n=wide.most) if len(named) > wide.most else ""
    )
    caption = [
        _legend({look.dossier.entities[i].type for i in wide.chosen()}, say),
        element("p", told),
    ]
    drawings = [wide.draw("wide", svg.WIDE), narrow.draw("narrow", svg.NARROW)]
    return svg.figure("network", drawings, caption, _table(look, ties, say, href))


def _legend(types: set[EntityType], say: Words) -> Element:
    """The frames that occur, and a tie."""
    shown = [t for t in ACTING if t in types]
    frames = [(_pill(14, 7, 24, 10, views.group(t)), say(t)) for t in shown]
    return svg.legend(
        [*frames, (svg.line(2, 7, 26, 7, "pic-tie pic-tie-3"), say("tie"))]
    )


def _pill(
    x: float, y: float, width: float, height: float, group: str, more: str = ""
) -> Element:
    round_ = height / 2 if group == "per" else 3
    return svg.rect(
        x - width / 2,
        y - height / 2,
        width,
        height,
        f"pic-pill pic-pill-{group}{more}",
        round_,
    )


def _table(
    look: DossierIndex, ties: Sequence[Relation], say: Words, href: Href
) -> Element:
    rows = []
    for r in ties[:ROWS]:
        first, second = (look.dossier.entities[i].name for i in (r.first, r.second))
        count: Element | str = f"{r.weight}\u00a0×"
        if r.evidence:
            count = element(
                "a", count, href=href(look.sentence_address(*r.evidence[0]))
            )
        rows.append([first, second, count])
    return svg.table(say("summary"), [say("first"), say("second"), say("count")], rows)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One of the two drawings of a network."""

    look: DossierIndex
    say: Words
    href: Href
    ties: Sequence[Relation]
    centre: str
    most: int

    def draw(self, variant: str, width: int) -> Element:
        """The `<svg>`: ties below, then those that light up with a name, then the names."""
        ids = self.chosen()
        height = (140 + 13 * len(ids)) * (1.3 if variant == "narrow" else 1)
        boxes = {
            b.id: b for b in placed(self._start(ids, width, height), width, height)
        }
        ties = [r for r in self.ties if r.first in boxes and r.second in boxes]
        kept = _strongest(ties)
        lines = [self._line(r, boxes) for r in reversed(kept)]
        lit = [_star(i, box, boxes, ties) for i, box in enumerate(boxes.values())]
        names = [self._name(i, box, ties) for i, box in enumerate(boxes.values())]
        title = self.say("title")
        if self.centre:
            title = self.say(
                "title_of", name=self.look.dossier.entities[self.centre].name
            )
        pairs = ", ".join(self._pair(r) for r in ties[:5])
        desc = self.say("desc", names=len(boxes), pairs=pairs)
        return svg.drawing(
            "network", variant, (width, height), title, desc, lines, lit, names
        )

    def chosen(self) -> list[str]:
        """The ends of the strongest ties, so that nobody stands alone; the centre first, then the most tied."""
        weights: Counter[str] = Counter()
        for r in self.ties:
            if len(weights.keys() | {r.first, r.second}) <= self.most:
                weights.update({r.first: r.weight, r.second: r.weight})
        return sorted(weights, key=lambda i: (i != self.centre, -weights[i], i))

    def _start(self, ids: Sequence[str], width: float, height: float) -> list[Box]:
        """Labels where a spring layout has them, spread over the frame, in the order of `ids`."""
        graph = nx.Graph()
        graph.add_nodes_from(ids)
        ties = [r for r in self.ties if r.first in graph and r.second in graph]
        graph.add_weighted_edges_from(
            (r.first, r.second, 1 + log(r.weight)) for r in ties
        )
        places = nx.spring_layout(
            graph, pos=nx.circular_layout(graph), iterations=100, seed=1
        )
        xs, ys = (
            _spread({i: round(float(places[i][axis]), 4) for i in ids})
            for axis in (0, 1)
        )
        boxes = []
        for i in ids:
            words = svg.fitted(
                self.look.dossier.entities[i].name, min(250, width * 0.8), FONT
            )
            room = svg.width_of(words, FONT) + 18
            boxes.append(
                Box(
                    i,
                    words,
                    room / 2 + xs[i] * (width - room),
                    TALL / 2 + ys[i] * (height - TALL),
                    room,
                )
            )
        return boxes

    def _line(self, tie: Relation, boxes: Mapping[str, Box]) -> Element:
        first, second, strength = (
            boxes[tie.first],
            boxes[tie.second],
            1 + min(3, int(log2(tie.weight))),
        )
        title = element("title", self._pair(tie))
        return element(
            "path",
            title,
            d=path_of([(first, second)]),
            class_=f"pic-tie pic-tie-{strength}",
        )

    def _pair(self, tie: Relation) -> str:
        first, second = (
            self.look.dossier.entities[i].name for i in (tie.first, tie.second)
        )
        return self.say(
            "pair",
            first=first,
            second=second,
            sentences=self.say("sentences", n=tie.weight),
        )

    def _name(self, index: int, box: Box, ties: Sequence[Relation]) -> Element:
        entity = self.look.dossier.entities[box.id]
        near = sum(1 for r in ties if box.id in (r.first, r.second))
        told = self.say("node", name=entity.name, others=self.say("others", n=near))
        own = " pic-self" if box.id == self.centre else ""
        pill = _pill(box.x, box.y, box.width, TALL, views.group(entity.type), own)
        link = svg.link(
            self.href(page.entity(box.id)),
            told,
            pill,
            svg.text(box.x, box.y + 4, box.words, "", "middle"),
        )
        return element("g", link, class_=f"pic-n{index}")


def _star(
    index: int, box: Box, boxes: Mapping[str, Box], ties: Iterable[Relation]
) -> Element:
    """All ties of one name: shown while it has the mouse or the focus."""
    pairs = [
        (boxes[r.first], boxes[r.second]) for r in ties if box.id in (r.first, r.second)
    ]
    return element("path", d=path_of(pairs), class_=f"pic-lit pic-t{index}")


def path_of(pairs: Iterable[tuple[Box, Box]]) -> svg.Numbers:
    """One path of straight lines from label to label."""
    return svg.Numbers("".join(svg.path([(a.x, a.y), (b.x, b.y)]) for a, b in pairs))


def _strongest(ties: Sequence[Relation]) -> list[Relation]:
    """Those that are among the strongest of one of their two ends; `ties` come with the strongest first."""
    seen: Counter[str] = Counter()
    kept = []
    for r in ties:
        if min(seen[r.first], seen[r.second]) < TIES:
            kept.append(r)
        seen.update((r.first, r.second))
    return kept


def _spread(values: Mapping[str, float]) -> dict[str, float]:
    """Values from 0 to 1, partly as they are, more by rank, so that no corner is crowded and none is empty."""
    low, high = min(values.values()), max(values.values())
    ranks = {
        i: n / max(1, len(values) - 1)
        for n, i in enumerate(sorted(values, key=lambda i: (values[i], i)))
    }
    return {
        i: (2 * ranks[i] + (v - low) / ((high - low) or 1)) / 3
        for i, v in values.items()
    }


def placed(boxes: Sequence[Box], width: float, height: float) -> list[Box]:
    """The labels pushed apart until none touches another; where they do not all fit, the last ones are left out."""
    kept = list(boxes)
    while kept:
        moved = _apart(kept, width, height)
        if not any(_touch(a, b) for a, b in combinations(moved, 2)):
            return moved
        kept.pop()
    return []


def _touch(a: Box, b: Box) -> bool:
    return abs(a.x - b.x) < (a.width + b.width) / 2 and abs(a.y - b.y) < TALL


def _apart(boxes: Sequence[Box], width: float, height: float) -> list[Box]:
    """Push overlapping labels apart, along the way that is shorter, within the frame."""
    rooms = (width, height)
    sizes = ([b.width for b in boxes], [TALL for _ in boxes])
    at = [
        [_inside(b.x, b.width, width) for b in boxes],
        [_inside(b.y, TALL, height) for b in boxes],
    ]
    for _ in range(ROUNDS):
        still = True
        for i, j in combinations(range(len(boxes)), 2):
            over = [
                (sizes[a][i] + sizes[a][j]) / 2 + GAP - abs(at[a][i] - at[a][j])
                for a in (0, 1)
            ]
            if min(over) <= 0:
                continue
            still = False
            axis = 1 if over[1] * 2 < over[0] else 0
            step = (over[axis] / 2 + 0.5) * (1 if at[axis][i] >= at[axis][j] else -1)
            for moved, way in ((i, step), (j, -step)):
                at[axis][moved] = _inside(
                    at[axis][moved] + way, sizes[axis][moved], rooms[axis]
                )
        if still:
            break
    return [replace(b, x=x, y=y) for b, x, y in zip(boxes, *at, strict=True)]


def _inside(middle: float, size: float, room: float) -> float:
    return min(max(middle, size / 2 + 1), room - size / 2 - 1)
