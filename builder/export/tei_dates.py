"""A moment as the attributes of TEI for dates (att.datable.w3c, att.datable.custom)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.dates import Precision

if TYPE_CHECKING:
    from builder.model.dates import EdtfDate

_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
"""Characters of an ISO date that such a value has: a month is never its first day."""
_LASTING = (Precision.RANGE, Precision.OPEN)


def datable(moment: EdtfDate) -> dict[str, str]:
    """`when` for a year, month or day, else two bounds; the EDTF value besides where those say less than it does."""
    first = moment.earliest.isoformat() if moment.earliest else ""
    last = moment.latest.isoformat() if moment.latest else ""
    length = _LENGTHS.get(moment.precision)
    if length and first:
        found = {"when": first[:length]}
    elif moment.precision in _LASTING:
        found = {"from": first, "to": last}
    else:
        found = {"notBefore": first, "notAfter": last}
    if found.get("when") != moment.edtf:
        found["when-custom"] = moment.edtf
    return {name: value for name, value in found.items() if value}


def lasting(start: EdtfDate | None, end: EdtfDate | None) -> dict[str, str]:
    """`from` and `to` of what lasts, each as exact as it is known; empty where neither is."""
    bounds = {"from": start, "to": end}
    found = {}
    for name, moment in bounds.items():
        day = moment.earliest if moment else None
        if moment and day:
            found[name] = day.isoformat()[: _LENGTHS.get(moment.precision, 10)]
    return found
