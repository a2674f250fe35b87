"""`dossier corrections`: what was corrected in other tools, at the end of `seeds/corrections.yml`; what stands there stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder import project, returned, settling
from builder.errors import DossierError, problem, refusal
from builder.lang.messages import counted, say
from builder.pipeline import load_resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.returned import Returned


@dataclass(frozen=True, slots=True)
class How:
    """What a person asks of it."""

    dry_run: bool = False
    removed: bool = False
    """Reject what the files no longer have."""


def take_over(root: Path, given: Sequence[str], how: How) -> Returned:
    """Read files and add an entry for all that they decide; with `dry_run` nothing is written.

    Raises:
        DossierError: where the dossier's own files are wrong, a file cannot be read, or the disk refuses: nothing is
            written then.
    """
    files = {name: _bytes(name) for name in given}
    built = project.gather(root)
    known = dict(load_resources(built.settings).kb.entities)
    known |= built.dossier.entities
    names = {entity.id: entity.name for entity in known.values()}
    found = returned.read(
        files,
        built.dossier,
        built.settings.corrections,
        names,
        removed=how.removed,
    )
    if found.entries and not how.dry_run:
        decisions = settling.Decisions(root)
        problems = decisions.add("".join(found.entries))
        if problems:
            raise DossierError(*problems)
        decisions.remember()
    return found


def _bytes(name: str) -> bytes:
    path = Path(name)
    if path.is_dir():
        raise DossierError(problem(name, "imports.folder"))
    if not path.is_file():
        raise DossierError(problem(name, "imports.absent-file"))
    try:
        return path.read_bytes()
    except OSError as error:
        raise DossierError(refusal(name, "articles.unreadable", error)) from error


def lines(found: Returned, *, is_preview: bool) -> Iterator[str]:
    """Lines for a terminal; of a preview the entries themselves."""
    entries = counted("entry", len(found.entries))
    if found.known:
        yield say("correcting.known", entries=counted("entry", found.known))
    if found.missing:
        yield say("correcting.missing", number=found.missing)
    if not found.entries:
        yield say("correcting.nothing")
    elif is_preview:
        yield from found.entries
        yield say("correcting.preview", entries=entries)
    else:
        yield say("correcting.written", entries=entries)
