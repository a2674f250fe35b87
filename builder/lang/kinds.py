"""Names of the kinds of events, as readers see them."""

from __future__ import annotations

from builder.lang.pack import language_pack
from builder.lang.schema_events import EventWords


def kind_name(language: str, kind: str) -> str:
    """The label of a kind with a capital: `Appel téléphonique`; that of `other` for a kind the language has not.

    Raises:
        LookupError: where the project has no pack for the language.
    """
    kinds = language_pack(language).words(EventWords).kinds
    name = kinds.get(kind, kinds["other"]).label
    return name[:1].upper() + name[1:]
