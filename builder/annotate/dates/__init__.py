"""Finds expressions of time and resolves them.

The way of an expression: `lexer` cuts the text into atoms (the words of `dates.yml`, figures), `grammar` joins them by the rules
of `dates_rules.yml` (`checks` for what a rule cannot say, and to leave alone what only looks like a date). `reference` is the
day that the article is of, as far as it is known. `reading` asks every expression for its value at each such day, and knows its
surroundings: sentence, quotation, `tense`, what was told before. The values come from `named`, `cyclic`, `counted` (with
`quantity`) and `bounded`, one function for each `make` of the rules; they see a `context` and do sums with `calendar`. `explain`
makes a timex of what was read and says why in French.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.checks import is_false
from builder.annotate.dates.explain import timex
from builder.annotate.dates.grammar import expressions
from builder.annotate.dates.node import CALENDAR, Node
from builder.annotate.dates.reading import Reading
from builder.annotate.dates.reference import narrowed, reference_of
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.dates import Timex
    from builder.model.quote import Quoted

_TOLD = (*CALENDAR, "quantity", "since_quantity", "set", "anaphor", "day", "approach")


def find(
    article: Article,
    sentences: Sequence[Sentence],
    quoted: Sequence[Quoted],
    pack: LanguagePack,
) -> tuple[Timex, ...]:
    """Every expression of time in the told blocks, in order, not overlapping; empty where there is none."""
    folded = fold(article.text)
    nodes = list(_nodes(article, folded, pack))
    reading = Reading(
        article.text, folded, nodes, [s.span for s in sentences], quoted, pack
    )
    reference = reference_of(article.published.date)
    found = reading.outcomes(reference)
    closer = (
        narrowed(reference, found, reading) if len(reference.days) > 1 else reference
    )
    if closer is not reference:
        found = reading.outcomes(closer)
    return tuple(timex(read, reading) for read in found if read.node.name != "approach")


def _nodes(article: Article, folded: str, pack: LanguagePack) -> Iterator[Node]:
    for block in article.blocks:
        if block.kind.told:
            for node in expressions(
                article.text, folded, block.span.start, block.span.end, pack
            ):
                if node.name == "list":
                    yield from _listed(node)
                elif node.name in _TOLD and not is_false(
                    node, article.text, folded, pack
                ):
                    yield from _marks(node)


def _marks(node: Node) -> Iterator[Node]:
    """What is marked of an expression: without `d'ici à` and `à partir de`; each end of `de 1982 à 1987` by itself.

    Ends that say their own year are marked apart, as TimeML does; each has the value of the whole. A range that shares
    words (`du 3 au 5 mars`) or is written with a hyphen is one mark.
    """
    opening = node.one("since", "under")
    if (
        node.make in ("since", "deadline")
        and opening
        and opening.value != "past"
        and not node.has("quantity")
    ):
        yield node._replace(start=node.parts[-1].start)
        return
    ends = [p for p in node.parts if _complete(p)]
    if (
        node.make == "span"
        and len(ends) == 2
        and not node.has("dash", "sdash", "tilde", "slash")
    ):
        yield from (node._replace(start=end.start, end=end.end) for end in ends)
        return
    yield node


def _complete(node: Node) -> bool:
    names = {p.name for p in node.parts}
    return (
        node.name == "year" or "year" in names or {"weekday", "day", "month"} <= names
    )


def _listed(node: Node) -> Iterator[Node]:
    """`les 5, 12 et 19 février`, `janvier et novembre 2015`: one date each; two days that follow each other are one interval."""
    *firsts, last = node.all("day", "ordinal", "date", "month", "period")
    number = last.one("day", "ordinal")
    if (
        len(firsts) == 1
        and number
        and last.name == "date"
        and (firsts[0].value or 0) + 1 == number.value
    ):
        yield node._replace(name="period")
        return
    own = (
        ("month", "monabbr")
        if last.name == "period"
        else ("day", "ordinal", "weekday", "wdabbr")
    )
    shared = [p for p in last.parts if p.name not in own]
    for first in firsts:
        yield Node(
            last.name,
            first.start,
            first.end,
            None,
            "fields",
            (*(first.parts or (first,)), *shared),
        )
    yield last
