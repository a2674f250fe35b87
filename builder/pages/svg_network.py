"""Who appears with whom: names as labels that do not overlap, tied where sentences name both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from math import log, log2
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from builder.pages import page, svg, views
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.model.dossier import Dossier, Relation
    from builder.model.mention import EntityType
    from builder.pages.index import DossierIndex

NODES = (30, 14)
"""Names at most, in the wide and in the narrow drawing."""

AROUND = (16, 10)
"""The same, around one name."""

TIES = 4
"""Strongest ties kept for each name."""

ROWS = 60
"""Rows of the table at most."""

TALL = 27.0
"""Height of a label (a finger needs 24)."""

GAP = 8.0
"""Room between two labels."""

FONT = 12.0
"""Size of letters."""

ROUNDS = 300
"""Rounds of pushing labels apart, at most."""

_PADDING = 18
"""Room beside the words of a label, both sides together."""

_LONGEST = 250
"""Room that the words of a label take at most."""

_NAMED_TIES = 5
"""Ties that the description reads out."""

Ties: TypeAlias = "Mapping[str, Mapping[str, Relation]]"
"""For each name, the others that it is tied to."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name, by the middle of its frame."""

    id: str
    words: str
    x: float
    y: float
    width: float


def acting(dossier: Dossier) -> Sequence[Relation]:
    """Relations between those that act, the strongest first."""
    entities = dossier.entities.values()
    known = {entity.id for entity in entities if entity.type in views.ACTING}
    kept: list[Relation] = []
    for tie in dossier.relations:
        both = tie.first in known and tie.second in known
        if both and tie.first != tie.second:
            kept.append(tie)
    return sorted(kept, key=_strongest_first)


def ties_between(relations: Iterable[Relation]) -> Ties:
    """Relations by both their ends, of which each pair has one."""
    ties: dict[str, dict[str, Relation]] = {}
    for tie in relations:
        ties.setdefault(tie.first, {})[tie.second] = tie
        ties.setdefault(tie.second, {})[tie.first] = tie
    return ties


def network(index: DossierIndex, href: Href) -> str:
    """A figure with the names that are most tied; empty where no sentence names two."""
    return _figure(index, acting(index.dossier), href)


def ego(index: DossierIndex, entity_id: str, ties: Ties, href: Href) -> str:
    """A figure with one name and those it appears with, out of the ties of each; empty where there are fewer than two."""
    others = ties.get(entity_id, {})
    if len(others) < 2:  # noqa: PLR2004 - one other is a line of text, no picture
        return ""
    near = {entity_id, *others}
    among = sorted(_among(near, ties), key=_strongest_first)
    return _figure(index, among, href, entity_id)


def _among(names: set[str], ties: Ties) -> Iterator[Relation]:
    """The ties of which both ends are among the names, each once."""
    for name in names:
        # An intersection takes as long as the smaller of the two: a name that everybody is tied to, near somebody
        # with three ties, costs three steps, not all its ties.
        for other in names & ties[name].keys():
            if name < other:
                yield ties[name][other]


def _strongest_first(tie: Relation) -> tuple[int, str, str]:
    return -tie.weight, tie.first, tie.second


def _figure(
    index: DossierIndex, ties: Sequence[Relation], href: Href, centre: str = ""
) -> str:
    if not ties:
        return ""
    say = picture_phrases(index.dossier.language, "network")
    most_wide, most_narrow = AROUND if centre else NODES
    wide = _Drawing(index, say, href, ties, centre, most_wide)
    narrow = _Drawing(index, say, href, ties, centre, most_narrow)
    named = {end for tie in ties for end in (tie.first, tie.second)}
    notes = say("legend")
    if len(named) > most_wide:
        notes += " " + say("shown", n=most_wide)
    entities = index.dossier.entities
    types = {entities[name].type for name in wide.chosen()}
    caption = [_legend(types, say), element("p", notes)]
    drawings = [wide.draw("wide", svg.WIDE), narrow.draw("narrow", svg.NARROW)]
    return svg.figure("network", drawings, caption, _table(index, ties, say, href))


def _legend(types: set[EntityType], say: Phrases) -> Element:
    """The frames that occur, and a tie."""
    entries: list[tuple[Child, str]] = []
    for entity_type in views.ACTING:
        if entity_type in types:
            pill = _pill((14, 7), (24, 10), views.group(entity_type))
            entries.append((pill, say(entity_type)))
    entries.append((svg.line(2, 7, 26, 7, "pic-tie pic-tie-3"), say("tie")))
    return svg.legend(entries)


def _pill(
    middle: tuple[float, float], size: tuple[float, float], group: str, more: str = ""
) -> Element:
    """The frame of a label: round for people, nearly square for all else."""
    x, y = middle
    width, height = size
    corner = height / 2 if group == "per" else 3
    class_ = f"pic-pill pic-pill-{group}{more}"
    return svg.rect(x - width / 2, y - height / 2, width, height, class_, corner)


def _table(
    index: DossierIndex, ties: Sequence[Relation], say: Phrases, href: Href
) -> Element:
    rows: list[list[Child]] = []
    for tie in ties[:ROWS]:
        first = index.dossier.entities[tie.first].name
        second = index.dossier.entities[tie.second].name
        count: Child = f"{tie.weight}\u00a0×"
        if tie.evidence:
            where = index.sentence_address(*tie.evidence[0])
            count = element("a", count, href=href(where))
        rows.append([first, second, count])
    head = [say("first"), say("second"), say("count")]
    return svg.table(say("summary"), head, rows)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One of the two drawings of a network."""

    index: DossierIndex
    say: Phrases
    href: Href
    ties: Sequence[Relation]
    """The strongest first."""

    centre: str
    """Id of the name that it is about; empty for none."""

    most: int
    """Names at most."""

    def draw(self, variant: str, width: int) -> Element:
        """The `<svg>`: ties below, then those that light up with a name, then the names."""
        ids = self.chosen()
        height = 140.0 + 13 * len(ids)
        if variant == "narrow":
            height *= 1.3
        labels = placed(self._start(ids, width, height), width, height)
        by_id = {label.id: label for label in labels}
        ties = [tie for tie in self.ties if tie.first in by_id and tie.second in by_id]
        # the strongest lie above the others
        lines = [self._line(tie, by_id) for tie in reversed(_kept(ties))]
        lit: list[Element] = []
        names: list[Element] = []
        for rank, label in enumerate(labels):
            own = [tie for tie in ties if label.id in (tie.first, tie.second)]
            lit.append(_star(rank, own, by_id))
            names.append(self._name(rank, label, len(own)))
        pairs = ", ".join(self._pair(tie) for tie in ties[:_NAMED_TIES])
        desc = self.say("desc", names=len(labels), pairs=pairs)
        size = (width, height)
        title = self._title()
        return svg.drawing("network", variant, size, title, desc, lines, lit, names)

    def chosen(self) -> Sequence[str]:
        """The ends of the strongest ties, so that nobody stands alone; the centre first, then the most tied."""
        weights: Counter[str] = Counter()
        for tie in self.ties:
            new = (tie.first not in weights) + (tie.second not in weights)
            if len(weights) + new <= self.most:
                weights[tie.first] += tie.weight
                weights[tie.second] += tie.weight
        return sorted(weights, key=lambda id_: (id_ != self.centre, -weights[id_], id_))

    def _title(self) -> str:
        if not self.centre:
            return self.say("title")
        return self.say("title_of", name=self._full_name(self.centre))

    def _full_name(self, entity_id: str) -> str:
        return self.index.dossier.entities[entity_id].name

    def _start(self, ids: Sequence[str], width: float, height: float) -> list[Label]:
        """Labels where a spring layout has them, spread over the frame, in the order of `ids`."""
        places = self._layout(ids)
        across = _spread({id_: places[id_][0] for id_ in ids})
        down = _spread({id_: places[id_][1] for id_ in ids})
        labels: list[Label] = []
        for id_ in ids:
            longest = min(_LONGEST, width * 0.8)
            words = svg.fitted(self._full_name(id_), longest, FONT)
            room = svg.width_of(words, FONT) + _PADDING
            x = room / 2 + across[id_] * (width - room)
            y = TALL / 2 + down[id_] * (height - TALL)
            labels.append(Label(id_, words, x, y, room))
        return labels

    def _layout(self, ids: Sequence[str]) -> Mapping[str, tuple[float, float]]:
        """Where springs as strong as the ties would pull the names."""
        graph = nx.Graph()
        graph.add_nodes_from(ids)
        for tie in self.ties:
            if tie.first in graph and tie.second in graph:
                graph.add_edge(tie.first, tie.second, weight=1 + log(tie.weight))
        circle = nx.circular_layout(graph)
        places = nx.spring_layout(graph, pos=circle, iterations=100, seed=1)
        # rounded: the last digits are not the same on every processor
        return {
            id_: (round(float(x), 4), round(float(y), 4))
            for id_, (x, y) in places.items()
        }

    def _line(self, tie: Relation, labels: Mapping[str, Label]) -> Element:
        strength = 1 + min(3, int(log2(tie.weight)))
        title = element("title", self._pair(tie))
        way = _path([(labels[tie.first], labels[tie.second])])
        return element("path", title, d=way, class_=f"pic-tie pic-tie-{strength}")

    def _pair(self, tie: Relation) -> str:
        sentences = self.say("sentences", n=tie.weight)
        first, second = self._full_name(tie.first), self._full_name(tie.second)
        return self.say("pair", first=first, second=second, sentences=sentences)

    def _name(self, rank: int, label: Label, ties: int) -> Element:
        """A label as a link; the style sheet lights its ties up by its rank."""
        entity = self.index.dossier.entities[label.id]
        more = " pic-self" if label.id == self.centre else ""
        group = views.group(entity.type)
        pill = _pill((label.x, label.y), (label.width, TALL), group, more)
        words = svg.text(label.x, label.y + 4, label.words, "", "middle")
        others = self.say("others", n=ties)
        spoken = self.say("node", name=entity.name, others=others)
        target = self.href(page.entity(label.id))
        link = svg.link(target, spoken, pill, words)
        return element("g", link, class_=f"pic-n{rank}")


def _star(rank: int, ties: Iterable[Relation], labels: Mapping[str, Label]) -> Element:
    """All ties of one name: shown while it has the mouse or the focus."""
    pairs = [(labels[tie.first], labels[tie.second]) for tie in ties]
    return element("path", d=_path(pairs), class_=f"pic-lit pic-t{rank}")


def _path(pairs: Iterable[tuple[Label, Label]]) -> svg.Numbers:
    """One path of straight lines from label to label."""
    lines = (svg.path([(a.x, a.y), (b.x, b.y)]) for a, b in pairs)
    return svg.Numbers("".join(lines))


def _kept(ties: Sequence[Relation]) -> Sequence[Relation]:
    """Those that are among the strongest of one of their two ends; `ties` come with the strongest first."""
    seen: Counter[str] = Counter()
    kept: list[Relation] = []
    for tie in ties:
        if min(seen[tie.first], seen[tie.second]) < TIES:
            kept.append(tie)
        seen.update((tie.first, tie.second))
    return kept


def _spread(values: Mapping[str, float]) -> dict[str, float]:
    """Values from 0 to 1, partly as they are, more by rank, so that no corner is crowded and none is empty."""
    low, high = min(values.values()), max(values.values())
    width = (high - low) or 1
    steps = max(1, len(values) - 1)
    ordered = sorted(values, key=lambda id_: (values[id_], id_))
    spread: dict[str, float] = {}
    for rank, id_ in enumerate(ordered):
        spread[id_] = (2 * (rank / steps) + (values[id_] - low) / width) / 3
    return spread


def placed(labels: Sequence[Label], width: float, height: float) -> Sequence[Label]:
    """The labels pushed apart until none touches another; where they do not all fit, the last ones are left out."""
    kept = list(labels)
    while kept:
        moved = _apart(kept, width, height)
        if not any(_touch(a, b) for a, b in combinations(moved, 2)):
            return moved
        kept.pop()
    return []


def _touch(a: Label, b: Label) -> bool:
    beside = abs(a.x - b.x) >= (a.width + b.width) / 2
    return not beside and abs(a.y - b.y) < TALL


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where labels stand on one of the two axes of a frame."""

    middles: list[float]
    sizes: Sequence[float]
    room: float

    def overlap(self, i: int, j: int) -> float:
        """How much two labels lack to stand apart with a gap between; nothing or less where they do."""
        needed = (self.sizes[i] + self.sizes[j]) / 2 + GAP
        return needed - abs(self.middles[i] - self.middles[j])

    def part(self, i: int, j: int, overlap: float) -> None:
        """Move both away from each other, by a little more than half of what they lack."""
        step = overlap / 2 + 0.5
        if self.middles[i] < self.middles[j]:
            step = -step
        self.middles[i] = _inside(self.middles[i] + step, self.sizes[i], self.room)
        self.middles[j] = _inside(self.middles[j] - step, self.sizes[j], self.room)


def _apart(labels: Sequence[Label], width: float, height: float) -> Sequence[Label]:
    """Push overlapping labels apart, along the way that is shorter, within the frame."""
    across = _axis([(label.x, label.width) for label in labels], width)
    down = _axis([(label.y, TALL) for label in labels], height)
    still = False
    for _ in range(ROUNDS):
        if still:
            break
        still = True
        for i, j in combinations(range(len(labels)), 2):
            wide, high = across.overlap(i, j), down.overlap(i, j)
            if wide <= 0 or high <= 0:
                continue
            still = False
            # names one above the other make a dull column: up or down only where that is clearly the shorter way
            if high * 2 < wide:
                down.part(i, j, high)
            else:
                across.part(i, j, wide)
    moved = zip(labels, across.middles, down.middles, strict=True)
    return [replace(label, x=x, y=y) for label, x, y in moved]


def _axis(placed: Sequence[tuple[float, float]], room: float) -> _Axis:
    middles = [_inside(middle, size, room) for middle, size in placed]
    return _Axis(middles, [size for _, size in placed], room)


def _inside(middle: float, size: float, room: float) -> float:
    """The middle moved so that all of the label lies in the frame."""
    return min(max(middle, size / 2 + 1), room - size / 2 - 1)
