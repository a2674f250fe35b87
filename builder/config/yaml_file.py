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

from builder.errors import DossierError, Problem, Severity
from builder.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Place: TypeAlias = "tuple[str | int, ...]"

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

    value: Value = None
    lines: dict[Place, int] = field(default_factory=dict)
    """Line, from 1, of every key and list item."""

    problems: list[Problem] = field(default_factory=list)

    def where(self, place: Place) -> str:
        """`seeds/dossier.yml, articles.004.title, ligne 12`; the nearest line known where the place itself has none."""
        parts = [self.name]
        # People count items from 1.
        keys = [str(key + 1) if isinstance(key, int) else key for key in place]
        if any(keys):
            parts.append(".".join(keys))
        while place and place not in self.lines:
            place = place[:-1]
        line = self.lines.get(place, 0)
        if line:
            parts.append(f"ligne {line}")
        return ", ".join(parts)

    def report(
        self,
        place: Place,
        what: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(self.where(place), what, hint, severity))

    def refuse(self, found: yaml.Event | yaml.Node, what: str, hint: str) -> None:
        """Note a problem of YAML itself, where it stands."""
        self.problems.append(Problem(f"{self.name}, ligne {_line(found)}", what, hint))


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one file; a file that is missing or empty holds nothing. Never raises for what a file holds."""
    file = YamlFile(name)
    try:
        _parse(_text(path, name), file)
    except FileNotFoundError:
        pass
    except OSError as error:
        file.report(
            (),
            f"lecture impossible : {error.strerror}",
            "Vérifiez le fichier et ses droits d’accès.",
        )
    except DossierError as error:
        file.problems.extend(error.problems)
    return file


def _text(path: Path, name: str) -> str:
    with open(path, "rb", opener=_open_without_waiting) as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            what = "fichier ordinaire attendu, autre chose trouvé"
            raise DossierError(Problem(name, what))
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        what = f"au plus {MAX_BYTES} octets attendus, davantage trouvés"
        raise DossierError(Problem(name, what))
    # An empty file says nothing; `decode` would refuse it, as it does an empty article.
    bare = raw.removeprefix(codecs.BOM_UTF8).strip()
    return decode(raw, name) if bare else ""


def _open_without_waiting(path: str, flags: int) -> int:
    # A pipe called dossier.yml would wait for ever. Windows has no such flag, nor such pipes.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _parse(text: str, file: YamlFile) -> None:
    try:
        if not _is_plain(yaml.parse(text, Loader=_LOADER), file):
            return
        root = yaml.compose(text, Loader=_LOADER)
        if root is not None:
            file.value = _value(root, (), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file.name}, ligne {mark.line + 1}" if mark else file.name
        what = "YAML bien formé attendu, ligne illisible trouvée"
        file.problems.append(Problem(place, what, _advice(text, mark)))
    except yaml.YAMLError as error:
        place = file.name
        at = getattr(error, "position", None)
        if isinstance(at, int):
            line = text.count("\n", 0, at) + 1
            place = f"{place}, ligne {line}"
        what = "texte attendu, caractère interdit en YAML trouvé"
        file.problems.append(Problem(place, what, "Ôtez-le."))


def _advice(text: str, mark: yaml.Mark | None) -> str:
    """What is most often wrong with a line that is no YAML."""
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    indent = len(line) - len(line.lstrip())
    if "\t" in line[:indent]:
        return "Remplacez les tabulations du début de la ligne par des espaces."
    if re.search(r":\s.*:\s", line) or line.count('"') % 2 or line.count("'") % 2:
        return 'Mettez le texte entre guillemets droits : "…".'
    return "Vérifiez le retrait et les deux-points de cette ligne et de la précédente."


def _is_plain(events: Iterable[yaml.Event], file: YamlFile) -> bool:
    """Whether all is mappings, lists and text, no deeper than a person nests them; else what comes first is noted.

    It is asked before anything is built: no bomb is unfolded, and no nesting exhausts Python's stack.
    """
    depth = documents = 0
    quoted = "Mettez le texte entre guillemets."
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            refused = ("un seul document attendu, « --- » trouvé", "Ôtez cette ligne.")
        elif getattr(event, "anchor", None):
            refused = ("texte attendu, ancre ou renvoi YAML (& ou *) trouvé", quoted)
        elif getattr(event, "tag", None):
            refused = ("texte attendu, étiquette YAML (!) trouvée", quoted)
        elif depth > _MAX_DEPTH:
            refused = (f"au plus {_MAX_DEPTH} niveaux attendus, davantage trouvés", "")
        else:
            continue
        file.refuse(event, *refused)
        return False
    return True


def _line(found: yaml.Event | yaml.Node) -> int:
    return found.start_mark.line + 1 if found.start_mark else 0


def _value(node: yaml.Node, place: Place, file: YamlFile) -> Value:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, file)
    if isinstance(node, yaml.SequenceNode):
        items: list[Value] = []
        for number, item in enumerate(node.value):
            inner = (*place, number)
            file.lines[inner] = _line(item)
            items.append(_value(item, inner, file))
        return items
    # Text, whatever YAML takes it for: "no" stays a word, and 1.10 is not 1.1.
    return None if node.tag == _NOTHING else str(node.value)


def _mapping(node: yaml.MappingNode, place: Place, file: YamlFile) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            file.refuse(
                key,
                "clé attendue, liste ou bloc trouvé",
                "Mettez la clé entre guillemets.",
            )
        elif key.value in found:
            what = f"clé « {key.value} » attendue une seule fois, trouvée deux fois"
            file.refuse(key, what, "Gardez-en une.")
        else:
            name = key.value
            inner = (*place, name)
            file.lines[inner] = _line(key)
            found[name] = _value(item, inner, file)
    return found
