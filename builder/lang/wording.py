"""Dates and durations in French words, at their true precision; names of months and days from CLDR."""

from __future__ import annotations

from babel.dates import get_month_names

from builder.model.moment import Moment

_MONTHS = {number: str(name) for number, name in get_month_names("wide", locale="fr").items()}


def french(moment: Moment) -> str:
    return moment.edtf
