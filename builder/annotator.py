"""`dossier annotate`: one text at a time, without a dossier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builder import ingest
from builder.config import Settings
from builder.corpus import chronology
from builder.errors import DossierError, NotUnderstoodError
from builder.export.record import record
from builder.lang.messages import said, sentences, told_all
from builder.model.article import Basis, Published
from builder.model.correction import Corrections
from builder.model.dates import parse_edtf
from builder.pipeline import Resources, annotate, load_resources

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack
    from builder.model.dossier import Annotated


class _BadLineError(NotUnderstoodError):
    """A line that cannot be annotated; the run goes on."""


class Annotator:
    """Answers lines. Nothing is kept from one line to the next."""

    def __init__(self) -> None:
        """Load what every line needs."""
        settings = Settings(model="none")
        self._max_bytes = settings.max_bytes
        self._resources = load_resources(settings)
        entities = self._resources.kb.entities.values()
        self._names = {entity.id: entity.name for entity in entities}

    def answer(self, line: bytes) -> dict[str, Any]:
        """The facts of one line as DESIGN section 6 has them; `{"id": …, "error": "…"}` for a bad one. Never raises."""
        known: object = None
        try:
            asked = _object(line)
            known = asked.get("id")
            return {"id": known, **self._facts(asked)}
        except _BadLineError as error:
            return {"id": known, "error": said(error.message)}
        except DossierError as error:
            return {"id": known, "error": told_all(error.problems)}

    def _facts(self, asked: dict[str, Any]) -> dict[str, Any]:
        resources = self._resources
        pack = resources.pack
        language = asked.get("language") or pack.code
        if language != pack.code:
            raise _BadLineError("line.no-language", language=str(language))
        text = asked.get("text")
        if not isinstance(text, str):
            raise _BadLineError("line.no-text")
        found = len(text.encode("utf-8", "surrogatepass"))
        if found > self._max_bytes:
            # What is known of a text takes a thousand times its room.
            raise _BadLineError("line.too-large", limit=self._max_bytes, found=found)
        published = _published(asked.get("published"), pack)
        # The id names nothing outside this line: events of all texts begin alike.
        article = ingest.plain(text, "t", published, pack)
        # No author here, so no corrections: what comes out is the machine's alone.
        annotated = annotate(article, resources)
        return record(annotated, self._names, _events(annotated, resources))


def _object(line: bytes) -> dict[str, Any]:
    try:
        # NaN and Infinity are Python's own additions to JSON.
        asked = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _BadLineError("line.no-json") from error
    if not isinstance(asked, dict):
        raise _BadLineError("line.no-object")
    return asked


def _no_number(name: str) -> None:
    raise ValueError(name)


def _published(value: object, pack: LanguagePack) -> Published:
    if value is None or value == "":
        return Published(None, Basis.UNKNOWN)
    if not isinstance(value, str):
        raise _BadLineError("line.no-date")
    try:
        date = parse_edtf(value)
    except NotUnderstoodError as error:
        raise _BadLineError(
            "line.bad-date", value=value[:40], why=error.message
        ) from error
    reason = sentences(pack, "reading")["dated-beside"]
    return Published(date, Basis.STATED, (reason,))


def _events(found: Annotated, resources: Resources) -> dict[str, str]:
    """Event id by the id of its mention: sentences of one text on one event share it."""
    line = chronology.gather(
        [found],
        {entity.id: entity for entity in found.locals},
        Corrections(),
        resources.pack,
        resources.kb.offices,
    )
    events = {}
    for event in line.events:
        for mention in event.mentions:
            events[mention.id] = event.id
    return events
