"""What is known of an article by place: its quotations, names and dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from builder.model.mention import Link, LinkStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.model.quote import Quoted

_T = TypeVar("_T")


class Placed(Generic[_T]):
    """Things of an article in its order, none of which overlap, asked for by place.

    Each answer takes the logarithm of how many there are.
    """

    def __init__(self, things: Iterable[_T], span_of: Callable[[_T], Span]) -> None:
        """Sort the things by where they stand."""
        self.things = sorted(things, key=span_of)
        self._spans = [span_of(thing) for thing in self.things]
        self._starts = [span.start for span in self._spans]

    def at(self, place: int) -> _T | None:
        """The one that covers a place; none elsewhere."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._spans[index].end:
            return None
        return self.things[index]

    def beginning_in(self, span: Span) -> Sequence[_T]:
        """Those that begin in a stretch, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return self.things[first:last]


class Layers:
    """Answers by place, each in the logarithm of what there is."""

    def __init__(
        self,
        timexes: Iterable[Timex],
        links: Iterable[Link],
        quote_spans: Iterable[Quoted],
    ) -> None:
        """Sort what was found. Links that were refused name nobody and are left out."""
        named = [link for link in links if link.verdict is not LinkStatus.REFUSED]
        outermost = [quoted.outer for quoted in quote_spans if quoted.depth == 0]
        self._timexes = Placed(timexes, attrgetter("span"))
        self._links = Placed(named, attrgetter("mention.span"))
        self._quoted = Placed(outermost, lambda span: span)
        self.timexes = self._timexes.things
        self.links = self._links.things
        self.quoted = self._quoted.things

    def links_in(self, span: Span) -> list[Link]:
        """Links whose words lie in a stretch, in order."""
        found = self._links.beginning_in(span)
        return [link for link in found if link.mention.span.end <= span.end]

    def link_at(self, at: int) -> Link | None:
        """The link whose words cover a place; none elsewhere."""
        return self._links.at(at)

    def timexes_in(self, span: Span) -> list[Timex]:
        """Expressions of time that begin in a stretch outside quotations, in order."""
        found = self._timexes.beginning_in(span)
        return [timex for timex in found if not self.inside_quote(timex.span.start)]

    def timex_at(self, at: int) -> Timex | None:
        """The expression of time that covers a place; none elsewhere."""
        return self._timexes.at(at)

    def quote_at(self, at: int) -> Span | None:
        """The outermost quotation, marks included, that covers a place."""
        return self._quoted.at(at)

    def inside_quote(self, at: int) -> bool:
        """Whether a place lies in a quotation or on one of its marks."""
        return self._quoted.at(at) is not None
