"""What `dossier check` says: problems first, then what a person should look at."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from builder.errors import Problem, Severity
from builder.text.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from builder.model.correction import Corrections
    from builder.model.dossier import Dossier, Doubt

_NAMES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement"}
_LONGEST = 60


def report(dossier: Dossier) -> tuple[list[str], int]:
    """Lines for a terminal, a count last, and the exit status: 1 where there is an error, 0 otherwise.

    Doubts are no errors: a program that admits what it does not know has not failed.
    """
    texts = {a.article.id: a.article.text for a in dossier.articles}
    problems = sorted(
        dossier.problems, key=lambda p: (p.severity is Severity.WARNING, p)
    )
    lines = [f"{_NAMES[problem.severity]} : {problem}" for problem in problems]
    lines += [_doubt(doubt, texts) for doubt in dossier.doubts]
    errors = sum(p.severity is Severity.ERROR for p in dossier.problems)
    warnings = len(dossier.problems) - errors
    counts = (
        _count(errors, "erreur"),
        _count(warnings, "avertissement"),
        _count(len(dossier.doubts), "doute"),
    )
    return [*map(one_line, lines), f"{', '.join(counts)}."], int(errors > 0)


def strangers(
    corrections: Corrections, known: Collection[str], kinds: Collection[str]
) -> Iterator[Problem]:
    """A warning for each entity or kind of event that corrections name and nobody knows, with the nearest one.

    `known` are the ids of the knowledge base, of the author's own entities and of those made from the articles.
    """
    lost = "« {} » n’est l’identifiant d’aucune entité connue"
    for correction in corrections.words:
        for entity in (correction.entity, *(correction.speaker or ())):
            if entity is not None and entity not in known:
                yield _stranger(correction.key, lost.format(entity), entity, known)
        if correction.kind is not None and correction.kind not in kinds:
            what = f"« {correction.kind} » n’est pas un genre d’événement"
            yield _stranger(correction.key, what, correction.kind, kinds)
    for name, groups in (
        ("merge", corrections.entity_merges),
        ("apart", corrections.entities_apart),
    ):
        for entity in (i for group in groups for i in group if i not in known):
            yield _stranger(
                f"corrections.yml, {name}_entities", lost.format(entity), entity, known
            )


def _stranger(where: str, what: str, given: str, known: Collection[str]) -> Problem:
    near = get_close_matches(given, sorted(known), n=1)
    hint = (
        f"Vouliez-vous dire « {near[0]} » ?"
        if near
        else "Voyez seeds/entities.yml, ou la page Méthode."
    )
    return Problem(where, what, hint, Severity.WARNING)


def _doubt(doubt: Doubt, texts: Mapping[str, str]) -> str:
    words = doubt.span.of(texts.get(doubt.where, "")) if doubt.span else ""
    quoted = (
        f"« {words if len(words) <= _LONGEST else words[:_LONGEST] + '…'} »"
        if words
        else ""
    )
    return (
        f"à vérifier : {', '.join(filter(None, (doubt.where, quoted)))} : {doubt.what}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
