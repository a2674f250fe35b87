"""A calendar (iCalendar, RFC 5545) of the events whose day is known: whole days, no hour, no guess."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.lang.pack import language_pack
from builder.model.dates import Precision
from builder.model.event import Event, Modality
from builder.text import rights
from builder.text.escape import shown

if TYPE_CHECKING:
    from builder.model.dossier import Annotated, Dossier

_TENTATIVE = (Modality.CONDITIONAL, Modality.PLANNED)
_OCTETS = 75


def calendar(dossier: Dossier) -> str:
    """The calendar; what is denied, demanded or supposed is no date to keep and is left out."""
    told = {a.article.id: a for a in dossier.articles}
    published = [a.article.published.date for a in dossier.articles]
    stamp = max(
        (m.latest for m in published if m and m.latest), default=date(1970, 1, 1)
    )
    names = language_pack(dossier.language).data("timeline")["modalities"]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dossier annoté//FR",
        f"X-WR-CALNAME:{_text(dossier.title)}",
    ]
    for event in dossier.events:
        if day := _day(event):
            lines += _entry(event, day, told, stamp, names)
    return "".join(f"{_fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _day(event: Event) -> date | None:
    """The day of an event that somebody may want to keep; none where it is not known for sure."""
    moment = event.date
    if (
        moment is None
        or moment.precision is not Precision.DAY
        or moment.approximate
        or moment.uncertain
    ):
        return None
    return (
        moment.earliest
        if event.modality.occurred or event.modality in _TENTATIVE
        else None
    )


def _entry(
    event: Event,
    day: date,
    told: dict[str, Annotated],
    stamp: date,
    names: dict[str, str],
) -> list[str]:
    sure = event.modality.occurred
    sentences = [rights.sentence(told[c.article], c.sentence) for c in event.mentions]
    sources = [
        f"{s or names['reserved']} ({c.article})"
        for s, c in zip(sentences, event.mentions, strict=True)
    ]
    title = (
        event.title if sure else f"{names[event.modality.value]}\u00a0: {event.title}"
    )
    following = (
        [f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"] if day < date.max else []
    )
    return [
        "BEGIN:VEVENT",
        f"UID:{event.id}@dossier-annote",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        *following,
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(chr(10).join(sources))}",
        f"STATUS:{'CONFIRMED' if sure else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    """A value in which nothing ends the line or the field."""
    flat = shown(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(" ".join(line.split()) for line in flat.split("\n"))


def _fold(line: str) -> str:
    """Lines of 75 octets at most, cut between characters."""
    pieces = [""]
    for char in line:
        room = _OCTETS if len(pieces) == 1 else _OCTETS - 1
        if len((pieces[-1] + char).encode("utf-8", "replace")) > room:
            pieces.append("")
        pieces[-1] += char
    return "\r\n ".join(pieces)
