"""What people send back: annotations edited in their own tools and tables edited in a spreadsheet, as decisions of the author's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.errors import DossierError
from builder.export.material import Material
from builder.returned import tables, web
from builder.returned.entries import Entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.errors import Problem
    from builder.model.correction import Corrections
    from builder.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Returned:
    """What was read out of the files."""

    entries: tuple[str, ...]
    """New entries for `corrections.yml`, each once, in the order of the files."""

    known: int
    """Decisions that stand there already."""

    missing: int
    """Annotations of the dossier that the files of their articles no longer have, and that were not rejected."""

    problems: tuple[Problem, ...]


def read(
    files: Mapping[str, bytes],
    dossier: Dossier,
    corrections: Corrections,
    known: Mapping[str, str],
    *,
    removed: bool = False,
) -> Returned:
    """Compare what files say with what the dossier says; where they differ, the file is the author's decision.

    Args:
        files: their bytes by name.
        dossier: as it is now.
        corrections: what the author has decided so far: it stays.
        known: the name of each entity that a decision may name, by id.
        removed: whether what a file of annotations no longer has is rejected. Who sends only what is new has rejected nothing.
    """
    material = Material(dossier)
    entries = Entries(dossier, corrections, known)
    missing = 0
    problems: list[Problem] = []
    for name, raw in files.items():
        try:
            if web.is_one(raw):
                found = web.read(name, raw, material)
            else:
                wishes = tables.read(name, raw, material)
                found = web.Read(wishes, [], [])
        except DossierError as refused:
            problems += refused.problems
            continue
        problems += found.problems
        if removed:
            found.wishes.extend(found.gone)
        else:
            missing += len(found.gone)
        for wish in found.wishes:
            entries.take(wish)
    problems += entries.problems
    return Returned(tuple(entries.written), entries.known, missing, tuple(problems))
