"""What the program says, by code: the sentences stand in `lang/<code>/messages.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from builder.errors import Message, message
from builder.lang.pack import language_pack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.errors import Place, Problem, Value
    from builder.lang.pack import LanguagePack

_SPOKEN = "fr"
"""The language in which the program speaks to those who make dossiers."""

_PLURAL_FROM = 2
_LONGEST = 300
"""Characters of a value that one reads through."""


def sentences(pack: LanguagePack, group: str) -> Mapping[str, str]:
    """The sentences of a group of `messages.yml`, by their names; `schema_messages.py` says which there are."""
    found: Mapping[str, str] = pack.written("messages")[group]
    return found


class Told(NamedTuple):
    """A problem in words."""

    severity: str
    """ERREUR, AVERTISSEMENT."""

    where: str
    what: str
    hint: str

    def __str__(self) -> str:
        """Give one line for a terminal."""
        return f"{self.severity} {self.where} : {self.what} {self.hint}".rstrip()


def told(problem: Problem) -> Told:
    """A problem as an author reads it."""
    report = _written(problem.message.code)
    values = _said_values(problem.message)
    return Told(
        _written(f"severities.{problem.severity}"),
        _where(problem.where),
        report["what"].format(**values),
        report["hint"].format(**values),
    )


def told_all(problems: tuple[Problem, ...]) -> str:
    """Problems as an author reads them, one a line."""
    return "\n".join(str(told(problem)) for problem in problems)


def say(code: str, /, **values: Value) -> str:
    """The sentence of that code, with what is put into it."""
    return said(message(code, **values))


def said(asked: Message) -> str:
    """A message in words."""
    sentence: str = _written(asked.code)
    return sentence.format(**_said_values(asked))


def counted(what: str, number: int) -> str:
    """So many of something: `2 erreurs`, `0 doute`."""
    one, several = _written(f"counts.{what}")
    sentence: str = several if number >= _PLURAL_FROM else one
    return sentence.format(number=number)


def _written(code: str) -> Any:  # noqa: ANN401 - a sentence, a report or a pair: the schema says which
    group, _, name = code.partition(".")
    return language_pack(_SPOKEN).written("messages")[group][name]


def _said_values(asked: Message) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in asked.values:
        words = said(value) if isinstance(value, Message) else str(value)
        values[name] = _cut(words)
    return values


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _where(place: Place) -> str:
    """`seeds/corrections.yml, ligne 12, entrée 3, entity`."""
    parts = [place.file]
    if place.line:
        parts.append(say("places.line", number=place.line))
    if place.entry:
        parts.append(say("places.entry", number=place.entry))
    if place.key:
        parts.append(_cut(place.key))
    return ", ".join(parts)
