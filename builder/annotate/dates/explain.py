"""A timex out of what was read, with a French sentence that says why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.annotate.dates.quantity import duration
from builder.lang.schema_dates import DateSayings
from builder.lang.wording import french
from builder.model.article import Basis
from builder.model.dates import Anchor, AnchorKind, DatingType, Precision, Timex

if TYPE_CHECKING:
    from builder.annotate.dates.reference import Read
    from builder.annotate.dates.surroundings import Surroundings
    from builder.syntax.patterns import Node

_DAYS = (Precision.DAY, Precision.SET)
_QUANTITIES = ("quantity", "since_quantity")
_REASONS = {AnchorKind.ANTECEDENT: "antecedent", AnchorKind.PHRASE: "phrase"}
_YEARLESS = re.compile("[^/]*-[^/]*-[^/]*")
_NIGHT = "NI"
_AND = "\u202f; "
_EVIDENCE = ("weekday", "year", "past", "future", "default")


def timex(read: Read, around: Surroundings) -> Timex:
    """The timex of an expression that was read."""
    node = read.node
    anchor = _anchor(read)
    known = Basis.STATED if anchor.kind is AnchorKind.EXPLICIT else Basis.RELATIVE
    return Timex(
        span=node.span,
        date=read.date,
        type=_type(read),
        anchor=anchor,
        basis=known if read.date else Basis.UNKNOWN,
        reason=_reason(read, anchor, around),
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
        # "XXXX-03-08" is a day too, of any year
        yearless = _YEARLESS.fullmatch(moment.edtf) is not None
        is_day = moment.precision in _DAYS or yearless
    return DatingType.DATE if is_day else DatingType.PERIOD


def _daypart(node: Node) -> str | None:
    if node.make == "span" and node.has("nightrange"):
        return _NIGHT
    if node.make == "since":
        # "depuis mardi soir": the part of the day that it began in
        return _daypart(node.parts[-1])
    part = node.one("part", "night")
    if part is None:
        return None
    if part.name == "night":
        return _NIGHT
    # "en début de matinée" is a part with a part
    inner = part.one("part") or part
    return str(inner.value) if inner.value else None


def _anchor(read: Read) -> Anchor:
    if read.date is None:
        return Anchor(AnchorKind.NONE)
    told = read.context.antecedent
    if told is not None:
        return Anchor(AnchorKind.ANTECEDENT, told.value.edtf, told.span)
    used = read.context.used
    moment = read.reference.value
    if "reference" in used and moment is not None:
        return Anchor(read.reference.kind, moment.edtf)
    if "phrase" in used or read.node.make in ("from_date", "next_to"):
        return Anchor(AnchorKind.PHRASE)
    return Anchor(AnchorKind.EXPLICIT)


def _reason(read: Read, anchor: Anchor, around: Surroundings) -> str:
    sayings = around.pack.words(DateSayings)
    main = sayings.reasons[_key(read, anchor)]
    span = anchor.span or read.node.span
    moment = read.reference.value
    reference = french(moment) if moment else ""
    said = main.format(reference=reference, words=span.of(around.doc.text))
    more: list[str] = []
    if read.date:
        used = read.context.used
        more += [sayings.evidence[key] for key in _EVIDENCE if key in used]
    if read.vague:
        more += read.reference.why
    if not more:
        return said
    evidence = _AND.join(more)
    return f"{said[:-1]} ({evidence})."


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
    return _REASONS.get(anchor.kind, "stated")
