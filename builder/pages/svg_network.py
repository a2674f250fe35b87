"""Who appears with whom: names as labels that do not overlap, tied where sentences name both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log, log2
from typing import TYPE_CHECKING

import networkx as nx

from builder.pages import svg, views
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element
from builder.pages.svg_labels import TALL, Label, placed, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.dossier import Dossier, Relation
    from builder.model.mention import EntityType
    from builder.pages.index import DossierIndex

NODES = (30, 14)
"""Names at most, in the wide and in the narrow drawing."""

TIES = 4
"""Strongest ties kept for each name."""

ROWS = 60
"""Rows of the table at most."""

FONT = 12.0
"""Size of letters."""

_PADDING = 18
"""Room beside the words of a label, both sides together."""

_LONGEST = 250
"""Room that the words of a label take at most."""

_READ_OUT = 5
"""Ties that the description reads out."""

_STRONGEST = 3
"""Steps of thickness above the thinnest line: finer ones are not told apart."""

_LEAST = 8
"""Names from which on a drawing says more than a sentence."""


def acting(dossier: Dossier) -> Sequence[Relation]:
    """Relations between those that act, the strongest first."""
    known: set[str] = set()
    for entity in dossier.entities.values():
        if entity.type in views.ACTING:
            known.add(entity.id)
    kept: list[Relation] = []
    for tie in dossier.relations:
        both = tie.first in known and tie.second in known
        if both and tie.first != tie.second:
            kept.append(tie)
    return sorted(kept, key=_strongest_first)


def network(index: DossierIndex, href: Href) -> str:
    """A figure with the names that are most tied; empty where few are."""
    ties = acting(index.dossier)
    names = {name for tie in ties for name in (tie.first, tie.second)}
    if len(names) < _LEAST:
        return ""
    return _figure(index, ties, len(names), href)


def _strongest_first(tie: Relation) -> tuple[int, str, str]:
    return -tie.weight, tie.first, tie.second


def _figure(
    index: DossierIndex,
    ties: Sequence[Relation],
    names: int,
    href: Href,
) -> str:
    say = picture_phrases(index.dossier.language, "network")
    most_wide, most_narrow = NODES
    wide = _Drawing(index, say, href, ties, most_wide)
    narrow = _Drawing(index, say, href, ties, most_narrow)
    notes = say("legend")
    if names > most_wide:
        notes += " " + say("shown", n=most_wide)
    caption = [
        _legend(index, wide.chosen(), say),
        element("p", notes),
    ]
    drawings = [
        wide.draw("wide", svg.WIDE),
        narrow.draw("narrow", svg.NARROW),
    ]
    table = _table(index, ties, say, href)
    return svg.figure("network", drawings, caption, table)


def _legend(
    index: DossierIndex,
    shown: Sequence[str],
    say: Phrases,
) -> Element:
    """The frames that occur, and a tie."""
    types: set[EntityType] = set()
    for entity in index.entities(shown):
        types.add(entity.type)
    entries: list[tuple[Child, str]] = []
    for entity_type in views.ACTING:
        if entity_type in types:
            group = views.group(entity_type)
            pill = _pill(14, 7, (24, 10), f"pic-pill-{group}")
            entries.append((pill, say(entity_type)))
    tie = svg.line(
        x1=2,
        y1=7,
        x2=26,
        y2=7,
        class_="pic-tie pic-tie-3",
    )
    entries.append((tie, say("tie")))
    return svg.legend(entries)


def _pill(
    x: float,
    y: float,
    size: tuple[float, float],
    class_: str,
) -> Element:
    """The frame of a label around a point: round for people, nearly square for all else."""
    width, height = size
    # the shape says it too: who sees no colours still tells people from states
    is_person = class_.startswith("pic-pill-per")
    return svg.rect(
        x=x - width / 2,
        y=y - height / 2,
        width=width,
        height=height,
        class_=f"pic-pill {class_}",
        rx=height / 2 if is_person else 3,
    )


def _table(
    index: DossierIndex,
    ties: Sequence[Relation],
    say: Phrases,
    href: Href,
) -> Element:
    rows: list[Sequence[Child]] = []
    for tie in ties[:ROWS]:
        first = index.dossier.entities[tie.first]
        second = index.dossier.entities[tie.second]
        count: Child = f"{tie.weight}\u00a0×"
        if tie.evidence:
            # one example: all sentences stand on the pages of the two
            article_id, sentence_id = tie.evidence[0]
            where = index.sentence_address(article_id, sentence_id)
            count = element("a", count, href=href(where))
        rows.append((first.name, second.name, count))
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

    most: int
    """Names at most."""

    def chosen(self) -> Sequence[str]:
        """The ends of the strongest ties, so that nobody stands alone; the most tied first."""
        weights: Counter[str] = Counter()
        for tie in self.ties:
            new = (tie.first not in weights) + (tie.second not in weights)
            # a weaker tie of two who are in already still counts: it ranks them
            if len(weights) + new <= self.most:
                weights[tie.first] += tie.weight
                weights[tie.second] += tie.weight
        return sorted(weights, key=lambda id_: (-weights[id_], id_))

    def draw(self, variant: str, width: int) -> Element:
        """The `<svg>`: ties below, then those that light up with a name, then the names."""
        ids = self.chosen()
        height = 140.0 + 13 * len(ids)
        if variant == "narrow":
            # the same names in less than half the width need more rows
            height *= 1.3
        start = self._start(ids, width, height)
        labels = {label.id: label for label in placed(start, width, height)}
        ties = [tie for tie in self.ties if _is_drawn(tie, labels)]
        # SVG paints in order: the strongest last, over all others
        lines = [self._line(tie, labels) for tie in reversed(_kept(ties))]
        lit: list[Element] = []
        names: list[Element] = []
        for rank, label in enumerate(labels.values()):
            own = [tie for tie in ties if label.id in (tie.first, tie.second)]
            lit.append(_star(rank, own, labels))
            names.append(self._name(rank, label, len(own)))
        return svg.drawing(
            "network",
            variant,
            (width, height),
            self.say("title"),
            self._description(ties, len(labels)),
            lines,
            lit,
            names,
        )

    def _description(self, ties: Sequence[Relation], names: int) -> str:
        pairs = ", ".join(self._pair(tie) for tie in ties[:_READ_OUT])
        return self.say("desc", names=names, pairs=pairs)

    def _full_name(self, entity_id: str) -> str:
        return self.index.dossier.entities[entity_id].name

    def _start(
        self,
        ids: Sequence[str],
        width: float,
        height: float,
    ) -> list[Label]:
        """Labels where a spring layout has them, spread over the frame, in the order of `ids`."""
        xs, ys = self._layout(ids)
        across = spread(xs)
        down = spread(ys)
        longest = min(_LONGEST, width * 0.8)
        labels: list[Label] = []
        for id_ in ids:
            words = svg.fitted(self._full_name(id_), longest, FONT)
            room = svg.width_of(words, FONT) + _PADDING
            label = Label(
                id=id_,
                words=words,
                x=room / 2 + across[id_] * (width - room),
                y=TALL / 2 + down[id_] * (height - TALL),
                width=room,
            )
            labels.append(label)
        return labels

    def _layout(self, ids: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
        """Where springs as strong as the ties would pull the names: to the right, and down."""
        graph = nx.Graph()
        graph.add_nodes_from(ids)
        for tie in self.ties:
            if tie.first in graph and tie.second in graph:
                # the logarithm, or one pair of presidents would pull all others into a heap
                weight = 1 + log(tie.weight)
                graph.add_edge(tie.first, tie.second, weight=weight)
        # from a circle and with a seed: no chance decides what a page looks like
        circle = nx.circular_layout(graph)
        places = nx.spring_layout(graph, pos=circle, iterations=100, seed=1)
        xs: dict[str, float] = {}
        ys: dict[str, float] = {}
        for id_ in ids:
            x, y = places[id_]
            # the last digits are not the same on every processor
            xs[id_] = round(float(x), 4)
            ys[id_] = round(float(y), 4)
        return xs, ys

    def _line(self, tie: Relation, labels: Mapping[str, Label]) -> Element:
        """A tie, the thicker the more sentences it has: twice as many are one step."""
        strength = 1 + min(_STRONGEST, int(log2(tie.weight)))
        return element(
            "path",
            element("title", self._pair(tie)),
            d=_path([tie], labels),
            class_=f"pic-tie pic-tie-{strength}",
        )

    def _pair(self, tie: Relation) -> str:
        return self.say(
            "pair",
            first=self._full_name(tie.first),
            second=self._full_name(tie.second),
            sentences=self.say("sentences", n=tie.weight),
        )

    def _name(
        self,
        rank: int,
        label: Label,
        ties: int,
    ) -> Element:
        """A label as a link; the style sheet lights its ties up by its rank."""
        entity = self.index.dossier.entities[label.id]
        class_ = f"pic-pill-{views.group(entity.type)}"
        pill = _pill(label.x, label.y, (label.width, TALL), class_)
        words = svg.text(
            x=label.x,
            y=label.y + 4,
            words=label.words,
            anchor="middle",
        )
        others = self.say("others", n=ties)
        spoken = self.say("node", name=entity.name, others=others)
        target = self.href(self.index.entity_address(label.id))
        link = svg.link(target, spoken, pill, words)
        return element("g", link, class_=f"pic-n{rank}")


def _is_drawn(tie: Relation, labels: Mapping[str, Label]) -> bool:
    return tie.first in labels and tie.second in labels


def _star(
    rank: int,
    ties: Iterable[Relation],
    labels: Mapping[str, Label],
) -> Element:
    """All ties of one name: shown while it has the mouse or the focus."""
    way = _path(ties, labels)
    return element("path", d=way, class_=f"pic-lit pic-t{rank}")


def _path(ties: Iterable[Relation], labels: Mapping[str, Label]) -> svg.Numbers:
    """One path of straight lines from label to label."""
    lines: list[str] = []
    for tie in ties:
        first, second = labels[tie.first], labels[tie.second]
        lines.append(svg.path([(first.x, first.y), (second.x, second.y)]))
    return svg.Numbers("".join(lines))


def _kept(ties: Sequence[Relation]) -> Sequence[Relation]:
    """Those that are among the strongest of one of their two ends; `ties` come with the strongest first."""
    seen: Counter[str] = Counter()
    kept: list[Relation] = []
    for tie in ties:
        # of either end: else a minor figure, whose one tie is a president's tenth, would have none
        if min(seen[tie.first], seen[tie.second]) < TIES:
            kept.append(tie)
        seen[tie.first] += 1
        seen[tie.second] += 1
    return kept
