"""Finds expressions of time and resolves them.

How `mardi dernier` becomes `2025-02-11`, in an article of Wednesday, 12 February 2025:

1. `atoms`: the words are looked up in `dates.yml`: `mardi` is a weekday of value 2,
   `dernier` a direction of value -1. Figures are read here too.
2. `grammar`: a rule of `dates_rules.yml` joins them ("weekday DIR gives date, make
   fields"); `checks` asks what a rule cannot say.
3. `guards` (with `ages`) leave alone what only looks like a date: streets, names, ages.
   They ask the words `beside` it.
4. `reading` asks every expression for its value in turn, at each day that the article can
   be of (`reference`). The `make` of the rule names the function that gives the value:

   - `yearly`: what comes round every year, and `weekdays`, what comes round every week;
   - `stepped`: what lies so far from an anchor (`quantity`: how far);
   - `parts`: a part of a whole;
   - `ranges`: two ends, or one.

   Here `weekdays.weekday` sees the direction and takes the last Tuesday before the
   reference. Without one it would ask its `context` for the direction that the clause
   gives (`tense`), and the `surroundings` for what the text told before.
5. `vague`: where the day of the article is not known, what its possible days have in common.
6. `explain` makes a timex of it and says why in French.

`calendar` does the sums and knows no language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.explain import timex
from builder.annotate.dates.grammar import expressions
from builder.annotate.dates.guards import Guards
from builder.annotate.dates.node import CALENDAR
from builder.annotate.dates.reading import outcomes
from builder.annotate.dates.reference import narrowed, reference_of
from builder.annotate.dates.surroundings import Surroundings
from builder.syntax.patterns import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
    from builder.model.dates import Timex
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc

_TOLD = frozenset(
    {
        *CALENDAR,
        "quantity",
        "since_quantity",
        "set",
        "anaphor",
        "day",
        "approach",
    }
)
_OPENING = ("since", "deadline")
_JOINED = ("dash", "sdash", "tilde", "slash")
_BOTH = 2
_OWN = {
    "date": ("day", "ordinal", "weekday", "weekdays", "wdabbr"),
    "period": ("month", "monabbr"),
}
"""What the last one of a list does not share with those before it."""


def find(
    article: Article, doc: Doc, quoted: Sequence[Quoted], pack: LanguagePack
) -> tuple[Timex, ...]:
    """Every expression of time in the told blocks, in order, not overlapping.

    Offsets are code points of the article's text. Empty where there is none.
    """
    nodes = list(_nodes(doc, quoted, pack))
    around = Surroundings(doc, nodes, quoted, pack)
    reference = reference_of(article.published.date)
    found = outcomes(around, reference)
    if len(reference.days) > 1:
        closer = narrowed(reference, found, around)
        if closer is not reference:
            found = outcomes(around, closer)
    # "à l'approche de" tells the day of the article; it is no date itself.
    dates = [read for read in found if read.node.name != "approach"]
    return tuple(timex(read, around) for read in dates)


def _nodes(doc: Doc, quoted: Sequence[Quoted], pack: LanguagePack) -> Iterator[Node]:
    guards = Guards(doc, quoted, pack)
    for node in expressions(doc, pack):
        if node.name == "list":
            yield from _listed(node)
        elif node.name in _TOLD and not guards.refuse(node):
            yield from _marks(node)


def _marks(node: Node) -> Iterator[Node]:
    """What is marked of an expression.

    `d'ici à` and `à partir de` stay outside. Ends that say their own year are marked
    apart, as TimeML does; each has the value of the whole. A range that shares words
    (`du 3 au 5 mars`) or is written with a hyphen is one mark.
    """
    opening = node.one("since", "under") if node.make in _OPENING else None
    if opening is not None and opening.value != "past" and not node.has("quantity"):
        yield node._replace(start=node.parts[-1].start)
        return
    ends = [part for part in node.parts if _is_complete(part)]
    apart = node.make == "span" and len(ends) == _BOTH
    if not apart or node.has(*_JOINED):
        yield node
        return
    for end in ends:
        yield node._replace(start=end.start, end=end.end)


def _is_complete(node: Node) -> bool:
    names = {node.name, *(part.name for part in node.parts)}
    return "year" in names or {"weekday", "day", "month"} <= names


def _listed(node: Node) -> Iterator[Node]:
    """`les 5, 12 et 19 février`, `janvier et novembre 2015`: one date each.

    Two days that follow each other are one interval.
    """
    *firsts, last = node.all("day", "ordinal", "date", "month", "period")
    # "les 3 et 4 mars" are one stretch, "les 3 et 5 mars" two days.
    number = last.one("day", "ordinal")
    if len(firsts) == 1 and number and firsts[0].value == number.value - 1:
        yield node._replace(name="period")
        return
    own = _OWN[last.name]
    found = [last]
    for first in reversed(firsts):
        # "les 27, 29 juin et 2 juillet": the month is that of the next one that has one
        complete = first.name == "date" and first.has("month", "monabbr", "sept")
        shared = [part for part in found[-1].parts if part.name not in own]
        parts = (*(first.parts or (first,)), *(() if complete else shared))
        found.append(Node(last.name, first.start, first.end, None, "fields", parts))
    yield from reversed(found)
