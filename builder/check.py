"""What `dossier check` says: problems first, then what a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.errors import Severity
from builder.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.model.dossier import Dossier, Doubt

_NAMES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement"}
_LONGEST = 60


def report(dossier: Dossier) -> tuple[list[str], int]:
    """Lines for a terminal, a count last, and the exit status: 1 where there is an error, 0 otherwise.

    Doubts are no errors: a program that admits what it does not know has not failed.
    """
    texts = {a.article.id: a.article.text for a in dossier.articles}
    lines = [
        f"{_NAMES[severity]} : {problem}"
        for severity in (Severity.ERROR, Severity.WARNING)
        for problem in sorted(dossier.problems)
        if problem.severity is severity
    ]
    lines += [_doubt(doubt, texts) for doubt in dossier.doubts]
    errors = sum(p.severity is Severity.ERROR for p in dossier.problems)
    warnings = len(dossier.problems) - errors
    counts = (_count(errors, "erreur"), _count(warnings, "avertissement"), _count(len(dossier.doubts), "doute"))
    return [*(_one_line(line) for line in lines), f"{', '.join(counts)}."], int(errors > 0)


def _doubt(doubt: Doubt, texts: Mapping[str, str]) -> str:
    words = doubt.span.of(texts.get(doubt.where, "")) if doubt.span else ""
    quoted = f"« {words if len(words) <= _LONGEST else words[:_LONGEST] + '…'} »" if words else ""
    return f"à vérifier : {', '.join(filter(None, (doubt.where, quoted)))} : {doubt.what}"


def _one_line(text: str) -> str:
    return " ".join(shown(text).split())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
