"""A calendar (iCalendar, RFC 5545) of the events whose day is known: whole days, no hour, no guess."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.export.record import named
from builder.lang.kinds import kind_name
from builder.lang.pack import language_pack
from builder.lang.schema_chronology import ChronologyWords
from builder.model.dates import Precision
from builder.model.event import Event, Modality
from builder.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.export.material import Material
    from builder.model.dossier import Dossier

_TENTATIVE = (Modality.CONDITIONAL, Modality.PLANNED)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
_OCTETS = 75
_LONG_AGO = date(1970, 1, 1)
"""Stamp of a calendar none of whose articles has a date."""


def calendar(material: Material) -> str:
    """The calendar; what is denied, demanded or supposed is no date to keep and is left out."""
    dossier = material.dossier
    entries = _Entries(material)
    name = _text(dossier.title)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dossier annoté//FR",
        f"X-WR-CALNAME:{name}",
    ]
    for event in dossier.events:
        if day := _day(event):
            lines += entries.of(event, day)
    lines += ["END:VCALENDAR", ""]
    return "\r\n".join(map(_fold, lines))


def _day(event: Event) -> date | None:
    """The day of an event that somebody may want to keep; none where it is not known for sure."""
    if not (event.modality.occurred or event.modality in _TENTATIVE):
        return None
    moment = event.moment
    if moment is None or moment.precision is not Precision.DAY:
        return None
    if moment.approximate or moment.uncertain:
        return None
    return moment.earliest


class _Entries:
    """Writes events as entries, with what they share."""

    def __init__(self, material: Material) -> None:
        dossier = material.dossier
        self._material = material
        pack = language_pack(dossier.language)
        self._names = pack.words(ChronologyWords).modalities
        # No clock: a calendar is as old as the newest article in it.
        self._stamp = max(_days(dossier), default=_LONG_AGO)

    def of(self, event: Event, day: date) -> Iterable[str]:
        """The lines of an event of that day."""
        title = event.title
        status = "CONFIRMED"
        if not event.modality.occurred:
            modality = self._names[event.modality.value]
            title = f"{modality}\u00a0: {title}"
            status = "TENTATIVE"
        summary = _text(title)
        description = _text(self._sources(event))
        yield "BEGIN:VEVENT"
        # The same text in another dossier is another entry.
        yield f"UID:{event.id}@{self._material.space}"
        yield f"DTSTAMP:{self._stamp:%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        if day < date.max:  # the last day that there is has no day after it
            following = day + timedelta(days=1)
            yield f"DTEND;VALUE=DATE:{following:%Y%m%d}"
        yield f"SUMMARY:{summary}"
        yield f"DESCRIPTION:{description}"
        if event.places:
            where = _text(", ".join(named(event.places, self._material.names)))
            yield f"LOCATION:{where}"
        kind = _text(kind_name(self._material.dossier.language, event.kind))
        yield f"CATEGORIES:{kind}"
        yield f"STATUS:{status}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"

    def _sources(self, event: Event) -> str:
        """The sentences that tell an event, one a line; a word in place of those that rights keep back."""
        lines = []
        for mention in event.mentions:
            words = self._material.told(mention) or self._names["reserved"]
            lines.append(f"{words} ({mention.article})")
        return "\n".join(lines)


def _days(dossier: Dossier) -> Iterable[date]:
    """The last day each article can be of."""
    for annotated in dossier.articles:
        published = annotated.article.published.date
        if published and published.latest:
            yield published.latest


def _text(words: str) -> str:
    """A value in which nothing ends the line or the field."""
    escaped = shown(words).translate(_ESCAPED)
    # Written out, backslash and n, a line break is part of the value; itself it would end it.
    lines = [" ".join(line.split()) for line in escaped.split("\n")]
    return "\\n".join(lines)


def _fold(line: str) -> str:
    """Lines of 75 octets at most, cut between characters."""
    pieces = [""]
    room = _OCTETS
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if octets > room:
            pieces.append("")
            room = _OCTETS - 1  # the space that marks a line as going on
        pieces[-1] += char
        room -= octets
    return "\r\n ".join(pieces)
