"""Reads one of the author's YAML files into plain values, with the line of everything in it.

Only the part of YAML that an author needs: mappings, lists and text. Every scalar is text ("NO" is no boolean, a date
no date): the schema says what becomes a number or a date. Tags, aliases, documents one after the other and keys given
twice are problems, so neither a bomb nor a typing error gets in.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml

from builder.errors import DossierError, Message, Place, message, problem, refusal
from builder.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from builder.errors import Problem, Value

Written: TypeAlias = "dict[str, Written] | list[Written] | str | None"
"""What an author wrote in a place of a file."""

Keys: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES = 2_000_000
_MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = "tag:yaml.org,2002:null"
"""What YAML makes of a place left empty, of `~` and of `null`."""


@dataclass(slots=True)
class YamlFile:
    """What a file holds, and what is wrong with it."""

    name: str
    """As the author knows it: `seeds/dossier.yml`."""

    value: Written = None
    lines: dict[Keys, int] = field(default_factory=dict)
    """Line, from 1, of every key and list item."""

    problems: list[Problem] = field(default_factory=list)

    def where(self, keys: Keys) -> Place:
        """The place of these keys; the nearest line known where they have none."""
        # People count items from 1.
        names = [str(key + 1) if isinstance(key, int) else key for key in keys]
        entry = 0
        if keys and isinstance(keys[0], int):
            entry = int(names.pop(0))
        known = keys
        while known and known not in self.lines:
            known = known[:-1]
        line = self.lines.get(known, 0)
        return Place(self.name, line, entry, ".".join(names))

    def report(self, keys: Keys, code: str, /, **values: Value) -> None:
        """Note a problem at the place of these keys."""
        found = problem(self.where(keys), code, **values)
        self.problems.append(found)

    def refuse(self, at: yaml.Event | yaml.Node, code: str, /, **values: Value) -> None:
        """Note a problem of YAML itself, where it stands."""
        place = Place(self.name, _line(at))
        self.problems.append(problem(place, code, **values))


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one file; a file that is missing or empty holds nothing. Never raises for what a file holds."""
    file = YamlFile(name)
    try:
        text = _text(path, name)
        _parse(text, file)
    except FileNotFoundError:
        pass
    except OSError as error:
        file.problems.append(refusal(name, "yaml.unreadable", error))
    except DossierError as error:
        file.problems.extend(error.problems)
    return file


def _text(path: Path, name: str) -> str:
    with open(path, "rb", opener=_open_without_waiting) as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise DossierError(problem(name, "yaml.no-file"))
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise DossierError(problem(name, "yaml.too-large", limit=MAX_BYTES))
    # An empty file says nothing; `decode` would refuse it, as it does an empty article.
    bare = raw.removeprefix(codecs.BOM_UTF8).strip()
    return decode(raw, name) if bare else ""


def _open_without_waiting(path: str, flags: int) -> int:
    # A pipe called dossier.yml would wait for ever, and a link may lead out of the dossier. Windows has no such flags.
    for name in ("O_NONBLOCK", "O_NOFOLLOW"):
        flags |= getattr(os, name, 0)
    return os.open(path, flags)


def _parse(text: str, file: YamlFile) -> None:
    try:
        events = yaml.parse(text, Loader=_LOADER)
        if not _is_plain(events, file):
            return
        root = yaml.compose(text, Loader=_LOADER)
        if root is not None:
            file.value = _value(root, (), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        malformed = problem(
            Place(file.name, line),
            "yaml.malformed",
            advice=_advice(text, line),
        )
        file.problems.append(malformed)
    except yaml.YAMLError as error:
        # A sign that YAML forbids has a position instead of a mark.
        at = getattr(error, "position", None)
        line = 0
        if isinstance(at, int):
            line = text.count("\n", 0, at) + 1
        place = Place(file.name, line)
        file.problems.append(problem(place, "yaml.forbidden-sign"))


def _advice(text: str, number: int) -> Message:
    """What is most often wrong with a line that is no YAML."""
    lines = ["", *text.splitlines()]
    # The end of the file is a line of its own.
    line = lines[number] if number < len(lines) else ""
    indent = len(line) - len(line.lstrip())
    if "\t" in line[:indent]:
        return message("parts.no-tabs")
    odd_quotes = line.count('"') % 2 or line.count("'") % 2
    if odd_quotes:
        return message("parts.quotes")
    if re.search(r":\s.*:\s", line):
        return message("parts.quotes")
    return message("parts.indent")


def _is_plain(events: Iterable[yaml.Event], file: YamlFile) -> bool:
    """Whether all is mappings, lists and text, no deeper than a person nests them; else what comes first is noted.

    It is asked before anything is built: no bomb is unfolded, and no nesting exhausts Python's stack.
    """
    depth = documents = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            file.refuse(event, "yaml.two-documents")
        elif getattr(event, "anchor", None):
            file.refuse(event, "yaml.reference")
        elif getattr(event, "tag", None):
            file.refuse(event, "yaml.tag")
        elif depth > _MAX_DEPTH:
            file.refuse(event, "yaml.too-deep", limit=_MAX_DEPTH)
        else:
            continue
        return False
    return True


def _line(found: yaml.Event | yaml.Node) -> int:
    return found.start_mark.line + 1 if found.start_mark else 0


def _value(node: yaml.Node, keys: Keys, file: YamlFile) -> Written:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, keys, file)
    if isinstance(node, yaml.SequenceNode):
        items: list[Written] = []
        for number, item in enumerate(node.value):
            inner = (*keys, number)
            file.lines[inner] = _line(item)
            items.append(_value(item, inner, file))
        return items
    # Text, whatever YAML takes it for: "no" stays a word, and 1.10 is not 1.1.
    return None if node.tag == _NOTHING else str(node.value)


def _mapping(node: yaml.MappingNode, keys: Keys, file: YamlFile) -> dict[str, Written]:
    found: dict[str, Written] = {}
    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            file.refuse(key, "yaml.no-key")
        elif key.value in found:
            file.refuse(key, "yaml.key-twice", key=key.value)
        else:
            name = key.value
            inner = (*keys, name)
            file.lines[inner] = _line(key)
            found[name] = _value(item, inner, file)
    return found
