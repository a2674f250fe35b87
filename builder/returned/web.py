"""Web Annotations that come back: our collections, lists as Recogito gives them, rows as Hypothesis gives them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from builder.errors import DossierError, NotUnderstoodError, Place, problem
from builder.export.web_annotations import collection, seal
from builder.imports.found import foreign
from builder.model.dates import DatingType, parse_edtf
from builder.model.mention import EntityType
from builder.returned.wish import REJECTED, Says, Wish
from builder.text.decode import decode
from builder.text.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.errors import Problem
    from builder.export.material import Material

Json = dict[str, Any]
_Key = tuple[str, str, int, int]
"""Article, kind of what is said, and the words."""

_ARTICLE = re.compile(r"(?:^|/)articles/([^/?#]+)")
_ENTITY = re.compile(r"(?:^|/)entites/([^/?#]+)")
_EVENT = re.compile(r"(?:^|/)evenements/([^/?#]+)")
_OURS = re.compile(r"([^/]+)\.json#a\d+-(\w+)")
_REMARKS = ("commenting", "replying", "linking")
"""Purposes of what is said besides, and decides nothing."""


class Read(NamedTuple):
    """What a file of annotations says."""

    wishes: list[Wish]
    gone: list[Wish]
    """What it would be to reject the annotations of the dossier that the file has no longer."""

    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one annotation says."""

    article: str
    quote: str
    before: str
    after: str
    start: int
    """Code points; both are negative where it does not say."""

    end: int
    tags: tuple[str, ...]
    entities: tuple[str, ...]
    """Ids that it links to."""

    event: str
    values: tuple[str, ...]
    """Names and days, in its order."""

    is_untouched: bool
    """Whether it says what it said when it left the dossier, which may say otherwise by now."""

    @property
    def types(self) -> tuple[str, ...]:
        """Types of entity among its tags."""
        return tuple(tag for tag in self.tags if tag in [*EntityType])

    @property
    def kind(self) -> str:
        """What it is about: `mention`, `time`, `quote`, `event`; empty where its tags do not say."""
        if self.types:
            return "mention"
        for tag in self.tags:
            first, _, _ = tag.partition(":")
            if tag in [*DatingType]:
                return "time"
            if first in ("quote", "event"):
                return first
        return ""

    @property
    def key(self) -> _Key:
        """What tells it from the others of the dossier."""
        return self.article, self.kind, self.start, self.end

    def tagged(self, group: str) -> tuple[str, ...]:
        """What follows `group:` in its tags."""
        start = f"{group}:"
        return tuple(t.removeprefix(start) for t in self.tags if t.startswith(start))


def is_one(raw: bytes) -> bool:
    """Whether a file holds JSON, of which only annotations come back."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read(name: str, raw: bytes, material: Material) -> Read:
    """What the annotations of a file change, add, and no longer have.

    Raises:
        DossierError: where it is no JSON, or holds no annotation.
    """
    with foreign(name):
        rows = list(_rows(json.loads(decode(raw, name))))
    if not rows:
        raise DossierError(problem(name, "returned.no-annotation"))
    exported = _Exported(material)
    found = Read([], [], [])
    sent: dict[str, set[_Key]] = {}
    for number, row in enumerate(rows, start=1):
        said = _said(row, PurePosixPath(name).stem)
        sent.setdefault(said.article, set()).add(said.key)
        before = exported.of(said.article).get(said.key)
        if said.is_untouched:
            continue
        says = _changed(before, said) if before else _new(said)
        where = Place(name, entry=number)
        if says:
            found.wishes.append(_wish(where, said, says))
        elif not before:
            quote = one_line(said.quote)
            found.problems.append(problem(where, "returned.unclear", quote=quote))
    for article, keys in sent.items():
        for key, said in exported.of(article).items():
            # Others tell of an event too: it is not gone with one of its accounts.
            if key not in keys and said.kind != "event":
                found.gone.append(_wish(Place(name), said, {"reject": ()}))
    return found


class _Exported:
    """The annotations of the dossier as it is now."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._read: dict[str, dict[_Key, _Said]] = {}

    def of(self, article: str) -> Mapping[_Key, _Said]:
        """Those of one article; none of one that there is not."""
        if article not in self._read:
            told = self._material.articles.get(article)
            rows = _rows(collection(told, self._material)) if told else ()
            said = (_said(row, article) for row in rows)
            self._read[article] = {each.key: each for each in said}
        return self._read[article]


def _wish(where: Place, said: _Said, says: Says) -> Wish:
    return Wish(
        where,
        said.article,
        said.quote,
        says,
        before=said.before,
        after=said.after,
        start=said.start,
        end=said.end,
        event=said.event,
    )


def _changed(before: _Said, said: _Said) -> Says:
    """What an annotation of the dossier says otherwise now; empty where it says the same."""
    if not REJECTED.isdisjoint(said.tags):
        return {"reject": ()}
    values = tuple(value for value in said.values if value not in before.values)
    if said.kind == "quote":
        same = set(said.values) == set(before.values)
        return {} if same else {"speaker": said.values}
    if said.kind == "event":
        return _event_changed(before, said, values)
    if said.kind == "time":
        return {"date": values} if values else {}
    says: Says = {}
    ids = tuple(each for each in said.entities if each not in before.entities)
    if meant := ids or values:
        says["entity"] = meant
    if said.types != before.types:
        says["type"] = said.types
    return says


def _event_changed(before: _Said, said: _Said, values: tuple[str, ...]) -> Says:
    says: Says = {}
    for name, group in (("kind", "event"), ("modality", "modality")):
        if said.tagged(group) != before.tagged(group):
            says[name] = said.tagged(group)
    # Of an account alone there is nothing to put on another day.
    if values and said.event:
        says["redate"] = values
    return says


def _new(said: _Said) -> Says:
    """What an annotation says that the dossier has not; empty where it cannot be told."""
    if not REJECTED.isdisjoint(said.tags):
        return {"reject": ()}
    meant = said.entities or said.values
    if said.kind == "quote":
        return {"speaker": meant}
    if said.kind == "event" or not (meant or said.types):
        return {}
    if not meant:
        return {"type": said.types}
    if said.kind != "mention" and not said.entities and _is_day(meant[0]):
        return {"date": meant}
    return {"date": meant} if said.kind == "time" else {"entity": meant}


def _is_day(written: str) -> bool:
    try:
        parse_edtf(written)
    except NotUnderstoodError:
        return False
    return True


def _rows(data: object) -> Iterator[Json]:
    """The annotations of a file, whatever they are packed in."""
    if isinstance(data, list):
        for each in data:
            yield from _rows(each)
    if not isinstance(data, dict):
        return
    inside = [data[key] for key in ("first", "items", "rows") if key in data]
    for each in inside:
        yield from _rows(each)
    if not inside and "target" in data:
        yield data


def _said(row: Json, file: str) -> _Said:
    """An annotation of any of the three; `file` names the article where nothing in it does."""
    targets = _several(row["target"])
    target = targets[0] if targets else {}
    quote, place = _selected(target)
    bodies = list(_bodies(row))
    tags, values, linked = [], [], []
    for body in bodies:
        purpose = body.get("purpose")
        if "source" in body:
            linked.append((purpose, str(body["source"])))
        elif purpose == "tagging":
            tags.append(str(body.get("value")).strip())
        elif purpose not in _REMARKS and body.get("value"):
            values.append(str(body["value"]).strip())
    ours = _OURS.search(str(row.get("id")))
    events = [unquote(m[1]) for _, source in linked if (m := _EVENT.search(source))]
    entities = []
    for purpose, source in linked:
        if purpose not in _REMARKS and (match := _ENTITY.search(source)):
            entities.append(unquote(match[1]))
    start, end = _number(place.get("start")), _number(place.get("end"))
    sealed = seal(bodies, start, end)
    return _Said(
        article=_article(row, target, ours, file),
        quote=str(quote.get("exact", "")),
        before=str(quote.get("prefix", "")),
        after=str(quote.get("suffix", "")),
        start=start,
        end=end,
        tags=tuple(tags),
        entities=tuple(entities),
        event=events[0] if events else "",
        values=tuple(values),
        is_untouched=ours is not None and ours[2] == sealed,
    )


def _article(row: Json, target: Json, ours: re.Match[str] | None, file: str) -> str:
    """The id of the article: by the address of its page, by our own id of the annotation, or by the file."""
    for address in (target.get("source"), row.get("uri")):
        if match := _ARTICLE.search(str(address)):
            return unquote(match[1])
    return ours[1] if ours else file


def _selected(target: Json) -> tuple[Json, Json]:
    """The selector by words and the one by place; empty where there is none."""
    kinds = {str(each.get("type")): each for each in _several(target.get("selector"))}
    quote: Json = kinds.get("TextQuoteSelector", {})
    place: Json = kinds.get("TextPositionSelector", {})
    return quote, place


def _bodies(row: Json) -> Iterator[Json]:
    """The bodies, those of Hypothesis too: tags, and a text."""
    yield from _several(row.get("body", row.get("bodies")))
    for tag in _several(row.get("tags")):
        yield {"value": tag.get("value"), "purpose": "tagging"}
    if row.get("text"):
        yield {"value": row["text"]}


def _several(value: object) -> list[Json]:
    """One, several or no objects; a bare text is the value of one."""
    listed = value if isinstance(value, list) else [value]
    found: list[Json] = []
    for each in listed:
        if isinstance(each, dict):
            found.append(each)
        elif isinstance(each, str):
            # The model allows an address in place of a target or of a body.
            found.append({"source": each} if "/" in each else {"value": each})
    return found


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1
