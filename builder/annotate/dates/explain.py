"""A timex out of what was read: its type, anchor, basis, and a French sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.dates.quantity import duration
from builder.lang.wording import french
from builder.model.article import Basis, Span
from builder.model.dates import Anchor, AnchorKind, DatingType, Precision, Timex

if TYPE_CHECKING:
    from builder.annotate.dates.context import Surroundings
    from builder.annotate.dates.reference import Read
    from builder.syntax.patterns import Node

_DAYS = (Precision.DAY, Precision.SET)
_QUANTITIES = ("quantity", "since_quantity")
_AND = "\u202f; "
_EVIDENCE = ("weekday", "year", "told", "past", "future", "default")


def timex(read: Read, reading: Surroundings) -> Timex:
    """The timex of an expression that was read."""
    node = read.node
    anchor = _anchor(read)
    known = Basis.STATED if anchor.kind is AnchorKind.EXPLICIT else Basis.RELATIVE
    return Timex(
        span=Span(node.start, node.end),
        date=read.date,
        type=_type(read),
        anchor=anchor,
        basis=known if read.date else Basis.UNKNOWN,
        reason=_reason(read, anchor, reading),
        rule=node.make or node.name,
        duration=duration(node) if node.name in _QUANTITIES else None,
        daypart=_daypart(node),
    )


def _type(read: Read) -> DatingType:
    node, moment = read.node, read.date
    if node.name in _QUANTITIES:
        return DatingType.DURATION
    if node.name == "set" or read.failure == "recurs":
        return DatingType.SET
    if moment is None:
        is_day = node.name in ("date", "weekday", "deictic", "adjacent", "holiday")
    else:
        is_day = moment.precision in _DAYS or (
            moment.edtf.count("-") > 1 and "/" not in moment.edtf
        )
    return DatingType.DATE if is_day else DatingType.PERIOD


def _daypart(node: Node) -> str | None:
    if node.make == "span" and node.has("nightrange"):
        return "NI"
    part = node.one("part", "night")
    if part is None:
        return (
            next(filter(None, map(_daypart, node.parts)), None)
            if node.make == "since"
            else None
        )
    if part.name == "night":
        return "NI"
    return str(part.value or next((p.value for p in part.all("part")), "")) or None


def _anchor(read: Read) -> Anchor:
    context, moment = read.context, read.reference.value
    if read.date is None:
        return Anchor(AnchorKind.NONE)
    if context.antecedent is not None:
        return Anchor(
            AnchorKind.ANTECEDENT,
            context.antecedent.value.edtf,
            context.antecedent.span,
        )
    if "reference" in context.used and moment is not None:
        return Anchor(read.reference.kind, moment.edtf)
    if "phrase" in context.used or read.node.make in ("from_date", "next_to"):
        return Anchor(AnchorKind.PHRASE)
    return Anchor(AnchorKind.EXPLICIT)


def _reason(read: Read, anchor: Anchor, reading: Surroundings) -> str:
    data = reading.pack.data("dates_words")
    main = data["reasons"][_key(read, anchor)]
    span = anchor.span or Span(read.node.start, read.node.end)
    reference = french(read.reference.value) if read.reference.value else ""
    said = main.format(reference=reference, words=span.of(reading.doc.text))
    told = [
        data["evidence"][key]
        for key in _EVIDENCE
        if key in read.context.used and read.date
    ]
    more = [*told, *(read.reference.why if read.vague else ())]
    return f"{said[:-1]} ({_AND.join(more)})." if more else said


def _key(read: Read, anchor: Anchor) -> str:
    if read.node.name == "since_quantity" and read.date:
        return "since_quantity"
    if read.failure:
        return read.failure
    if anchor.kind is AnchorKind.SPEECH:
        return "speech_unknown" if len(read.reference.days) > 1 else "speech"
    if anchor.kind is AnchorKind.PUBLICATION:
        return "vague_reference" if read.vague else "reference"
    if read.date and read.date.precision is Precision.NONE:
        return "no_year"
    return {AnchorKind.ANTECEDENT: "antecedent", AnchorKind.PHRASE: "phrase"}.get(
        anchor.kind, "stated"
    )
