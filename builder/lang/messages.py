"""What the program says, by code: the sentences stand in `lang/<code>/messages.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from builder.errors import Message, message
from builder.lang.pack import language_pack
from builder.lang.schema import Part, Sentence, Words

if TYPE_CHECKING:
    from builder.errors import Place, Problem, Value
    from builder.lang.pack import LanguagePack

_SPOKEN = "fr"
"""The language in which the program speaks to those who make dossiers."""

_PLURAL_FROM = 2
_LONGEST = 300
"""Characters of a value that one reads through."""


class Report(Part):
    """What is said of one problem."""

    what: Sentence
    """What was expected and what was found."""

    hint: Sentence
    """What to do."""


Sentences = dict[str, Sentence]
Reports = dict[str, Report]


class Messages(Words):
    """`messages.yml`: code → sentence, in a group for each part of the program."""

    FILE: ClassVar[str] = "messages"

    review: Sentences
    """Doubts, as "À vérifier" and `dossier check` show them."""

    reading: Sentences
    """Where the date of an article comes from, as readers see it."""

    commands: Sentences
    """What `dossier` says of itself and of what it did."""

    progress: Sentences
    """How far a run has come."""

    counts: dict[str, tuple[Sentence, Sentence]]
    """One of something, and several."""

    severities: Sentences
    """Names of the severities, and of doubts."""

    places: Sentences
    parts: Sentences
    """What is put into other sentences."""

    expected: Sentences
    """What a key may hold, by the kind of error that pydantic has for what does not fit."""

    files: Sentences
    """Kinds of files that are no text."""

    system: Sentences
    """Why a system refuses to read or write."""

    remedies: Sentences
    """What to do then, by the same names."""

    dates: Sentences
    """Why a date cannot be."""

    line: Sentences
    """What is wrong with a line that `dossier annotate` is given."""

    yaml: Reports
    author: Reports
    knowledge: Reports
    corrections: Reports
    articles: Reports
    writing: Reports
    starting: Reports
    analysis: Reports


def messages(pack: LanguagePack) -> Messages:
    """The messages of a language; read once."""
    return pack.words(Messages)


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
    words = messages(language_pack(_SPOKEN))
    group, name = _address(problem.message)
    report: Report = getattr(words, group)[name]
    values = _said_values(problem.message)
    return Told(
        words.severities[problem.severity],
        _where(problem.where),
        report.what.format(**values),
        report.hint.format(**values),
    )


def told_all(problems: tuple[Problem, ...]) -> str:
    """Problems as an author reads them, one a line."""
    return "\n".join(str(told(problem)) for problem in problems)


def say(code: str, /, **values: Value) -> str:
    """The sentence of that code, with what is put into it."""
    return said(message(code, **values))


def said(asked: Message) -> str:
    """A message in words."""
    group, name = _address(asked)
    sentences: Sentences = getattr(messages(language_pack(_SPOKEN)), group)
    return sentences[name].format(**_said_values(asked))


def counted(what: str, number: int) -> str:
    """So many of something: `2 erreurs`, `0 doute`."""
    one, several = messages(language_pack(_SPOKEN)).counts[what]
    sentence = several if number >= _PLURAL_FROM else one
    return sentence.format(number=number)


def _address(asked: Message) -> tuple[str, str]:
    group, _, name = asked.code.partition(".")
    return group, name


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
