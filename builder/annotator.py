"""`dossier annotate`: one text at a time, without a dossier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builder import ingest
from builder.config import Settings
from builder.corpus import chronology
from builder.errors import DossierError
from builder.export.record import record
from builder.model.article import Basis, Published
from builder.model.correction import Corrections
from builder.model.dates import parse_edtf
from builder.pipeline import Resources, annotate, load_resources

if TYPE_CHECKING:
    from builder.model.dossier import Annotated


class _BadLineError(Exception):
    """A line that cannot be annotated; the run goes on."""


class Annotator:
    """Answers lines. Nothing is kept from one line to the next."""

    def __init__(self) -> None:
        """Load what every line needs."""
        self._tools = load_resources(Settings(model="none"))

    def answer(self, line: bytes) -> dict[str, Any]:
        """The facts of one line as DESIGN section 6 has them; `{"id": …, "error": "…"}` for a bad one. Never raises."""
        known: object = None
        try:
            asked = _object(line)
            known = asked.get("id")
            return {"id": known, **self._facts(asked)}
        except (_BadLineError, DossierError) as error:
            return {"id": known, "error": str(error)}

    def _facts(self, asked: dict[str, Any]) -> dict[str, Any]:
        tools = self._tools
        if (asked.get("language") or tools.pack.code) != tools.pack.code:
            raise _BadLineError(
                f"langue « {asked['language']} » inconnue : le programme connaît « fr »"
            )
        text = asked.get("text")
        if not isinstance(text, str):
            raise _BadLineError("la clé « text » devait être une chaîne de caractères")
        article = ingest.plain(
            text, "t", _published(asked.get("published")), tools.pack
        )
        found = annotate(article, tools)
        return record(
            found,
            {k: e.name for k, e in tools.kb.entities.items()},
            _events(found, tools),
        )


def _object(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _BadLineError(f"cette ligne n’est pas du JSON : {error}") from error
    if not isinstance(asked, dict):
        raise _BadLineError("un objet JSON était attendu")
    return asked


def _no_number(name: str) -> None:
    raise ValueError(f"{name} n’est pas du JSON")


def _published(value: object) -> Published:
    if value is None or value == "":
        return Published(None, Basis.UNKNOWN)
    if not isinstance(value, str):
        raise _BadLineError(
            'la clé « published » devait être une date EDTF entre guillemets, comme "2025-02-12"'
        )
    try:
        return Published(
            parse_edtf(value), Basis.STATED, ("La date est donnée avec le texte.",)
        )
    except ValueError as error:
        raise _BadLineError(
            f"la date « {value[:40]} » de la clé « published » ne se lit pas : {error}"
        ) from error


def _events(found: Annotated, tools: Resources) -> dict[str, str]:
    """Event id by claim id: sentences of one text on one event share it."""
    line = chronology.gather(
        [found],
        {e.id: e for e in found.locals},
        Corrections(),
        tools.pack,
        tools.kb.offices,
    )
    return {claim.id: event.id for event in line.events for claim in event.mentions}
