"""Reads one of the author's YAML files into plain values, with the line of everything in it.

Only the part of YAML that an author needs: mappings, lists and text. Every scalar is text ("NO" is no boolean, a date
no date): the schema says what becomes a number or a date. Tags, aliases, documents one after the other and keys given
twice are problems, so neither a bomb nor a typing error gets in.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml

from builder.errors import DossierError, Problem, Severity
from builder.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Place: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES = 2_000_000
_MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True)
class YamlFile:
    """What a file holds. Where there are problems, the values are those that could still be read."""

    name: str
    """As the author knows it: `seeds/dossier.yml`."""

    value: Value = None
    lines: dict[Place, int] = field(default_factory=dict)
    """Line, from 1, of every key and list item."""

    problems: list[Problem] = field(default_factory=list)

    def where(self, place: Place) -> str:
        """`seeds/dossier.yml, articles.004.title, ligne 12`; the nearest line known where the place itself has none."""
        keys = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
        line = next((self.lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in self.lines), 0)
        return ", ".join(filter(None, (self.name, keys, f"ligne {line}" if line else "")))

    def report(self, place: Place, what: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(self.where(place), what, hint, severity))


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one file; a file that is missing or empty holds nothing. Never raises for what a file holds."""
    file = YamlFile(name)
    try:
        text = _text(path, name)
    except FileNotFoundError:
        return file
    except OSError as error:
        file.report((), f"lecture impossible : {error.strerror}", "Vérifiez le fichier et ses droits d’accès.")
        return file
    except DossierError as error:
        file.problems.extend(error.problems)
        return file
    parse_yaml(text, file)
    return file


def _text(path: Path, name: str) -> str:
    with open(path, "rb", opener=_open_without_waiting) as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise DossierError(Problem(name, "fichier ordinaire attendu, autre chose trouvé"))
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise DossierError(Problem(name, f"au plus {MAX_BYTES} octets attendus, davantage trouvés"))
    return decode(raw, name) if raw.removeprefix(b"\xef\xbb\xbf").strip() else ""


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe called dossier.yml would wait for ever


def parse_yaml(text: str, file: YamlFile) -> None:
    """Fill `file` with what the text holds, and with every problem that can be told."""
    try:
        _Builder(file).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file.name}, ligne {mark.line + 1}" if mark else file.name
        file.problems.append(Problem(place, "YAML bien formé attendu, ligne illisible trouvée", _advice(text, mark)))
    except yaml.YAMLError as error:
        at = getattr(error, "position", None)
        line = f", ligne {text.count(chr(10), 0, at) + 1}" if isinstance(at, int) else ""
        file.problems.append(Problem(file.name + line, "texte attendu, caractère interdit en YAML trouvé", "Ôtez-le."))


def _advice(text: str, mark: yaml.Mark | None) -> str:
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "Remplacez les tabulations du début de la ligne par des espaces."
    if re.search(r":\s.*:\s", line) or line.count('"') % 2 or line.count("'") % 2:
        return 'Mettez le texte entre guillemets droits : "…".'
    return "Vérifiez le retrait et les deux-points de cette ligne et de la précédente."


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    value: dict[str, Value] | list[Value]
    place: Place
    key: str | None = None
    """Of a mapping: the key whose value comes next."""


class _Builder:
    """Builds values from YAML events with a stack of its own: no nesting, however deep, exhausts Python's."""

    def __init__(self, file: YamlFile) -> None:
        self._file = file
        self._stack: list[_Open] = []
        self._documents = 0

    def build(self, events: Iterator[yaml.Event]) -> None:
        """Take all events; stops at what makes the rest meaningless."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "un seul document attendu, « --- » trouvé", "Ôtez cette ligne.")
                    return
            elif isinstance(event, yaml.NodeEvent) and not self._node(event):
                return
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()

    def _node(self, event: yaml.NodeEvent) -> bool:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(
                event, "texte attendu, ancre ou renvoi YAML (& ou *) trouvé", "Mettez le texte entre guillemets."
            )
            return False
        if getattr(event, "tag", None):
            self._refuse(event, "texte attendu, étiquette YAML (!) trouvée", "Mettez le texte entre guillemets.")
            return False
        if len(self._stack) > _MAX_DEPTH:
            self._refuse(event, f"au plus {_MAX_DEPTH} niveaux attendus, davantage trouvés")
            return False
        return self._add(event)

    def _add(self, event: yaml.NodeEvent) -> bool:
        inside = self._stack[-1] if self._stack else None
        if inside is not None and isinstance(inside.value, dict) and inside.key is None:
            return self._take_key(inside, event)
        place = self._place(inside, event)
        value = _value(event)
        if inside is None:
            self._file.value = value
        elif isinstance(inside.value, list):
            inside.value.append(value)
        elif inside.key is not None:
            inside.value.setdefault(inside.key, value)
            inside.key = None
        if isinstance(value, dict | list):
            self._stack.append(_Open(value, place))
        return True

    def _take_key(self, inside: _Open, event: yaml.NodeEvent) -> bool:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "clé attendue, liste ou bloc trouvé", "Mettez la clé entre guillemets.")
            return False
        place = (*inside.place, event.value)
        if event.value in inside.value:
            self._refuse(event, f"clé « {event.value} » attendue une seule fois, trouvée deux fois", "Gardez-en une.")
        else:
            self._file.lines[place] = _line(event)
        inside.key = event.value
        return True

    def _place(self, inside: _Open | None, event: yaml.NodeEvent) -> Place:
        if inside is None:
            return ()
        if isinstance(inside.value, list):
            place = (*inside.place, len(inside.value))
            self._file.lines[place] = _line(event)
            return place
        return (*inside.place, inside.key or "")

    def _refuse(self, event: yaml.Event, what: str, hint: str = "") -> None:
        line = _line(event)
        self._file.problems.append(Problem(f"{self._file.name}, ligne {line}", what, hint))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _value(event: yaml.NodeEvent) -> Value:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if isinstance(event, yaml.ScalarEvent) and not (event.implicit[0] and event.value in _NOTHING):
        return str(event.value)
    return None
