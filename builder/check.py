"""What `dossier check` says: problems first, then what a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.errors import Problem, Severity
from builder.text.escape import one_line

if TYPE_CHECKING:
    from builder.model.dossier import Dossier, Doubt

_NAMES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement"}
_LONGEST = 60
"""Characters of an article that a line about a doubt quotes at most."""


def report(dossier: Dossier) -> tuple[list[str], int]:
    """Lines for a terminal, a count last, and the exit status: 1 where there is an error, 0 otherwise.

    Doubts are no errors: a program that admits what it does not know has not failed.
    """
    texts = {a.article.id: a.article.text for a in dossier.articles}
    lines = []
    for problem in sorted(dossier.problems, key=_errors_first):
        name = _NAMES[problem.severity]
        lines.append(f"{name} : {problem}")
    for doubt in dossier.doubts:
        text = texts.get(doubt.where, "")
        lines.append(_doubt(doubt, text))
    severities = [problem.severity for problem in dossier.problems]
    errors = severities.count(Severity.ERROR)
    warnings = severities.count(Severity.WARNING)
    counts = (
        _count(errors, "erreur"),
        _count(warnings, "avertissement"),
        _count(len(dossier.doubts), "doute"),
    )
    total = ", ".join(counts)
    # Names of files and words of articles may hold what a terminal obeys.
    shown = [one_line(line) for line in lines]
    shown.append(f"{total}.")
    return shown, int(errors > 0)


def _errors_first(problem: Problem) -> tuple[bool, Problem]:
    return problem.severity is Severity.WARNING, problem


def _doubt(doubt: Doubt, text: str) -> str:
    """Where, the words in question, and what is doubtful about them."""
    place = []
    if doubt.where:
        place.append(doubt.where)
    words = doubt.span.of(text) if doubt.span else ""
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}…"
    if words:
        place.append(f"« {words} »")
    where = ", ".join(place)
    return f"à vérifier : {where} : {doubt.what}"


def _count(number: int, noun: str) -> str:
    plural = "s" if number > 1 else ""
    return f"{number} {noun}{plural}"
