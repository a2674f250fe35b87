"""What `dossier check` says: problems first, then what a person should look at."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from builder.corpus.review.order import by_effect
from builder.errors import Severity
from builder.lang.messages import counted, say, told
from builder.text.escape import one_line

if TYPE_CHECKING:
    from builder.errors import Place, Problem
    from builder.model.dossier import Dossier, Doubt

_LONGEST = 60
"""Characters of an article that a line about a doubt quotes at most."""


def report(dossier: Dossier) -> tuple[list[str], int]:
    """Lines for a terminal, a count last, and the exit status: 1 where there is an error, 0 otherwise.

    Doubts are no errors: a program that admits what it does not know has not failed.
    """
    texts = {a.article.id: a.article.text for a in dossier.articles}
    problems = sorted(dossier.problems, key=_errors_first)
    lines = [str(told(problem)) for problem in problems]
    for doubt in chain.from_iterable(by_effect(dossier).values()):
        text = texts.get(doubt.where, "")
        lines.append(_doubt(doubt, text))
    severities = [problem.severity for problem in problems]
    errors = severities.count(Severity.ERROR)
    total = say(
        "commands.total",
        errors=counted("error", errors),
        warnings=counted("warning", len(severities) - errors),
        doubts=counted("doubt", len(dossier.doubts)),
    )
    lines.append(total)
    if dossier.doubts:
        lines.append(say("commands.settle"))
    # Names of files and words of articles may hold what a terminal obeys.
    return list(map(one_line, lines)), int(errors > 0)


def _errors_first(problem: Problem) -> tuple[bool, Place]:
    return problem.severity is Severity.WARNING, problem.where


def _doubt(doubt: Doubt, text: str) -> str:
    """Where, the words in question, and what is doubtful about them."""
    words = doubt.span.of(text) if doubt.span else ""
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}…"
    place = [doubt.where] if doubt.where else []
    # Most doubts begin with their words.
    if words and words not in doubt.what:
        place.append(say("parts.words", words=words))
    return say(
        "commands.doubt",
        severity=say("severities.doubt"),
        where=", ".join(place) or say("commands.dossier"),
        what=doubt.what,
    )
