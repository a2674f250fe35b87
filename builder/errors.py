"""What can be wrong, said so that an author who is not a programmer can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """The build stops, or the file is refused and the exit status says so."""

    WARNING = "warning"
    """The build goes on; the reader or the author should look."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and what to do about it."""

    where: str
    """File, and key or line inside it: `seeds/dossier.yml, articles.004.published, ligne 12`."""

    what: str
    """What was expected and what was found, as one French sentence."""

    hint: str = ""
    """What to do, as one French sentence; empty where there is nothing to advise."""

    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Give one line for a terminal."""
        return f"{self.where} : {self.what}" + (f" → {self.hint}" if self.hint else "")


class DossierError(Exception):
    """Stops the run. Carries every problem found, never only the first."""

    def __init__(self, *problems: Problem) -> None:
        """Gather problems; at least one is expected."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class ArticleRefusedError(DossierError):
    """Stops one article only: the rest of the dossier is built and the refusal is listed."""
