"""`dossier annotate`: one text at a time, without a dossier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builder import ingest
from builder.config import Settings
from builder.corpus import chronology
from builder.errors import DossierError, NotUnderstoodError
from builder.export import written
from builder.export.record import record
from builder.lang.messages import said, sentences, told_all
from builder.model.article import Basis, Published
from builder.model.correction import Corrections
from builder.model.dates import parse_edtf
from builder.pipeline import Resources, annotate, assemble, load_resources
from builder.text.slug import article_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.lang.pack import LanguagePack
    from builder.model.article import Article
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
        except (_BadLineError, DossierError) as error:
            return {"id": known, "error": _why(error)}

    def write(self, lines: Iterable[bytes], file: str) -> tuple[bytes, list[str]]:
        """All lines as one dossier in the format that has such a file under `donnees/`, and what was wrong with lines.

        The file's bytes are there whatever lines were wrong: those are left out. Rights are the caller's business:
        all words are given.

        Raises:
            KeyError: where there is no such format.
        """
        found: dict[str, Annotated] = {}
        wrong = []
        for number, line in enumerate(lines, start=1):
            try:
                asked = _object(line)
                name = article_id(str(asked.get("id") or number))
                article = self._article(asked, name)
                found[name] = annotate(article, self._resources)
            except (_BadLineError, DossierError) as error:
                wrong.append(f"{number} : {_why(error)}")
        dossier = assemble(list(found.values()), Settings(), self._resources)
        return written(dossier, file), wrong

    def _facts(self, asked: dict[str, Any]) -> dict[str, Any]:
        # The id names nothing outside this line: events of all texts begin alike.
        article = self._article(asked, "t")
        # No author here, so no corrections: what comes out is the machine's alone.
        annotated = annotate(article, self._resources)
        events = _events(annotated, self._resources)
        return record(annotated, self._names, events)

    def _article(self, asked: dict[str, Any], name: str) -> Article:
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
        return ingest.plain(text, name, published, pack)


def _why(error: _BadLineError | DossierError) -> str:
    """What was wrong with a line."""
    if isinstance(error, DossierError):
        return told_all(error.problems)
    return said(error.message)


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
