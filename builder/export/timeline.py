"""The chronology as slides of TimelineJS; a month stays a month there, and an interval has two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from builder.export.documents import json_text
from builder.lang.kinds import kind_name
from builder.lang.pack import language_pack
from builder.lang.schema_chronology import ChronologyWords
from builder.lang.wording import french
from builder.model.dates import Precision
from builder.text.escape import shown, xml

if TYPE_CHECKING:
    from datetime import date

    from builder.export.material import Material
    from builder.model.dates import EdtfDate
    from builder.model.event import Event

_PARTS = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}
"""How many of year, month and day a value of that precision has."""


def slides(material: Material) -> str:
    """The JSON; events of which no first day is known have no slide."""
    dossier = material.dossier
    found = []
    for event in dossier.events:
        moment = event.moment
        if moment and moment.earliest:
            found.append(_slide(event, moment, moment.earliest, material))
    title = {"headline": xml(dossier.title), "text": xml(dossier.description)}
    content = {"title": {"text": title}, "events": found}
    return json_text(content)


def _slide(
    event: Event, moment: EdtfDate, first: date, material: Material
) -> dict[str, Any]:
    language = material.dossier.language
    title = event.title
    if not event.modality.occurred:
        # "Annoncé : …": a slide has no column that would say so.
        modalities = language_pack(language).words(ChronologyWords).modalities
        title = f"{modalities[event.modality.value]}\u00a0: {title}"
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "group": kind_name(language, event.kind),
        "start_date": _date(first, moment),
        "display_date": french(moment),
        # TimelineJS shows HTML.
        "text": {"headline": xml(title), "text": _accounts(event, material)},
    }
    if moment.latest and _PARTS.get(moment.precision) is None:
        slide["end_date"] = _date(moment.latest, moment)
    return slide


def _date(day: date, moment: EdtfDate) -> dict[str, int]:
    """Year, month and day, as far as the value tells; the ends of an interval are days."""
    parts = {"year": day.year, "month": day.month, "day": day.day}
    known = _PARTS.get(moment.precision, len(parts))
    return dict(list(parts.items())[:known])


def _accounts(event: Event, material: Material) -> str:
    """The sentences that tell it, each with its article; the article alone where rights keep the words back."""
    told = []
    for mention in event.mentions:
        paragraph = ET.Element("p")
        paragraph.text = shown(" ".join(material.told(mention).split()))
        source = ET.SubElement(paragraph, "cite")
        source.text = shown(mention.article)
        told.append(ET.tostring(paragraph, encoding="unicode"))
    return "".join(told)
