"""What is known of an article by place: its quotations, names and dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from builder.model.mention import Link, LinkStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.model.quote import Quoted


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
        self.timexes = sorted(timexes, key=lambda timex: timex.span)
        self.links = sorted(named, key=lambda link: link.mention.span)
        self.quoted = sorted(q.outer for q in quote_spans if q.depth == 0)
        self._timex_starts = [timex.span.start for timex in self.timexes]
        self._link_starts = [link.mention.span.start for link in self.links]
        self._quote_starts = [span.start for span in self.quoted]

    def links_in(self, span: Span) -> list[Link]:
        """Links whose words lie in a stretch, in order."""
        first = bisect_left(self._link_starts, span.start)
        last = bisect_left(self._link_starts, span.end)
        inside = self.links[first:last]
        return [link for link in inside if link.mention.span.end <= span.end]

    def link_at(self, at: int) -> Link | None:
        """The link whose words cover a place; none elsewhere."""
        index = bisect_right(self._link_starts, at) - 1
        if index < 0:
            return None
        if at >= self.links[index].mention.span.end:
            return None
        return self.links[index]

    def timexes_in(self, span: Span) -> list[Timex]:
        """Expressions of time that begin in a stretch outside quotations, in order."""
        first = bisect_left(self._timex_starts, span.start)
        last = bisect_left(self._timex_starts, span.end)
        inside = self.timexes[first:last]
        return [timex for timex in inside if not self.inside_quote(timex.span.start)]

    def timex_at(self, at: int) -> Timex | None:
        """The expression of time that covers a place; none elsewhere."""
        index = bisect_right(self._timex_starts, at) - 1
        if index < 0:
            return None
        if at >= self.timexes[index].span.end:
            return None
        return self.timexes[index]

    def quote_at(self, at: int) -> Span | None:
        """The outermost quotation, marks included, that covers a place."""
        index = bisect_right(self._quote_starts, at) - 1
        if index < 0:
            return None
        if at >= self.quoted[index].end:
            return None
        return self.quoted[index]

    def inside_quote(self, at: int) -> bool:
        """Whether a place lies in a quotation or on one of its marks."""
        return self.quote_at(at) is not None
