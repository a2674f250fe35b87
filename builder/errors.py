"""What can be wrong: codes and values, which `lang/messages.py` puts into sentences for those who make dossiers."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = "str | int | Message"
"""What is put into a sentence; a message is itself put into words first."""


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """The build stops, or the file is refused and the exit status says so."""

    WARNING = "warning"
    """The build goes on; the reader or the author should look."""


WARNINGS = frozenset(
    {
        # Files, articles and entities come and go: a dossier must not break because somebody still names one.
        "author.absent-article",
        "author.misplaced-file",
        "author.unknown-file",
        "articles.not-an-article",
        "articles.other-language",
        "articles.unknown-keys",
        # What was read is kept; a person should look at it.
        "imports.attachments-left",
        "imports.columns-left",
        "imports.columns-unsure",
        "imports.cut",
        "imports.keys-left",
        "imports.note-only",
        "imports.pages-without-text",
        "imports.paywall",
        "imports.same-file",
        "imports.summary-only",
        "returned.decided",
        "returned.lost-words",
        "returned.no-article",
        "returned.no-date",
        "returned.no-value",
        "returned.nobody",
        "returned.not-one",
        "returned.unclear",
        "corrections.unknown-entity",
        "corrections.unknown-kind",
        "corrections.lost-event",
        "corrections.lost-sentences",
        "corrections.lost-article",
        "corrections.lost-words",
        "corrections.nothing-to-change",
    }
)
"""Codes of the problems that stop nothing; all others are errors. Nothing else decides a severity."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence or a part of one, by its code in `messages.yml` (`yaml.tag`), and what is put into it."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


def message(code: str, /, **values: Value) -> Message:
    """The message of that code, with a value for each of its places."""
    return Message(code, tuple(values.items()))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the author's files something stands; what is not known is empty or 0."""

    file: str
    """As the author knows it: `seeds/dossier.yml`."""

    line: int = 0
    """From 1."""

    entry: int = 0
    """In a file that is a list: which of its entries, from 1."""

    key: str = ""
    """Keys from the outside in: `articles.004.title`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, and by its code what was expected, what was found and what to do."""

    where: Place
    message: Message

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        light = self.message.code in WARNINGS
        return Severity.WARNING if light else Severity.ERROR


def problem(where: Place | str, code: str, /, **values: Value) -> Problem:
    """A problem of that code at a place, or in a file."""
    place = Place(where) if isinstance(where, str) else where
    return Problem(place, message(code, **values))


class DossierError(Exception):
    """Stops the run. Carries every problem found, never only the first."""

    def __init__(self, *problems: Problem) -> None:
        """Gather problems; at least one is expected."""
        super().__init__(*problems)
        self.problems = problems


class ArticleRefusedError(DossierError):
    """Stops one article only: the rest of the dossier is built and the refusal is listed."""


class NotUnderstoodError(ValueError):
    """A value that somebody wrote is none of those that are understood."""

    def __init__(self, code: str, /, **values: Value) -> None:
        """Say what was expected and found."""
        super().__init__(code)
        self.message = message(code, **values)


REFUSALS = {
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-quota",
    errno.EACCES: "no-right",
    errno.EPERM: "no-right",
    errno.EROFS: "read-only",
    errno.EXDEV: "two-disks",
    errno.EISDIR: "is-folder",
    errno.ENOTDIR: "is-file",
    errno.EEXIST: "is-file",
    errno.ELOOP: "is-link",
    errno.ENAMETOOLONG: "long-name",
}
"""What a system answers, by its number; the groups `system` and `remedies` of the messages have both by these names."""


def refusal(where: Place | str, code: str, error: OSError) -> Problem:
    """A problem whose cause the system knows: a sentence with places for the reason and for what to do."""
    number = error.errno or 0
    name = REFUSALS.get(number, "other")
    return problem(
        where,
        code,
        reason=message(f"system.{name}", number=number),
        advice=message(f"remedies.{name}"),
    )
