"""What an article has told so far: whom it named where, and in which office."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Link, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.annotate.links.scene import Line, Scene
    from builder.model.article import Span

_BACK = 4
"""Sentences looked back for those whom a group or a counterpart goes with."""

_MANY = 40
"""Links of one sentence looked at, so that no list makes a text slow."""

_CLOSE = 6
"""Names on either side among which the name beside an office stands."""

_RECENT = 60
"""Names of people looked back at for "le chef de l’État" alone."""


def start(link: Link) -> int:
    """Where a link begins."""
    return link.mention.span.start


def place(link: Link) -> tuple[int, int]:
    """In the order of the text, the outer before the inner."""
    return link.mention.span.start, -link.mention.span.end


@dataclass(slots=True)
class Memory:
    """Filled while the offices are read in the order of the text."""

    by_line: dict[int, list[Link]]
    """Links made so far, by number of the line, in the order of the text; -1 for those outside every sentence."""

    people: list[Link]
    """Links to persons by name, in the order of the text."""

    cast: frozenset[str]
    """Ids of the people whom the article names."""

    renamed: dict[Mention, str] = field(default_factory=dict)
    """Who a name beside an office turns out to be."""

    told: dict[tuple[str, str], str] = field(default_factory=dict)
    """Person by (function, state), as appositions gave it; no state where the wording has none."""

    @classmethod
    def of(cls, scene: Scene, links: Iterable[Link]) -> Memory:
        """Begin with these links."""
        by_line: dict[int, list[Link]] = {}
        ordered = sorted(links, key=place)
        for link in ordered:
            by_line.setdefault(_number(scene, link), []).append(link)
        people = [x for x in ordered if x.mention.type is EntityType.PER and x.entities]
        return cls(by_line, people, frozenset(i for x in people for i in x.entities))

    def add(self, scene: Scene, link: Link) -> None:
        """Note the link of an office."""
        insort(self.by_line.setdefault(_number(scene, link), []), link, key=place)

    def recent(self, span: Span) -> list[Link]:
        """People named before a span, the last one first."""
        stop = bisect_right(self.people, span.start, key=start)
        return self.people[max(stop - _RECENT, 0) : stop][::-1]

    def around(self, line: Line, span: Span) -> list[Link]:
        """People named in a line close to a span, before it and after it."""
        at = bisect_right(self.people, span.start, key=start)
        return [
            x
            for x in self.people[max(at - _CLOSE, 0) : at + _CLOSE]
            if line.span.covers(x.mention.span)
        ]

    def before(self, line: Line, offset: int) -> Iterator[list[Link]]:
        """Links before an offset, sentence by sentence, the nearest first; at most the sentences looked back."""
        for number in range(line.number, max(line.number - _BACK - 1, -1), -1):
            links = self.by_line.get(number, [])
            stop = bisect_right(links, offset, key=start)
            yield [
                x
                for x in links[max(stop - _MANY, 0) : stop]
                if x.mention.span.end <= offset
            ]


def _number(scene: Scene, link: Link) -> int:
    line = scene.at(link.mention.span.start)
    return -1 if line is None else line.number
