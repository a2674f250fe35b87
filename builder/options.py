"""What a person may choose about a run. Nothing here changes what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.progress import Progress


@dataclass(frozen=True, slots=True)
class How:
    """How a build is done."""

    workers: int = 1
    """Processes that annotate."""

    scheduler: str = ""
    """Address of a Dask scheduler whose workers annotate instead; empty for none."""

    keep: bool = True
    """Whether what is made is kept under `.cache/`, and taken from there."""

    progress: Progress = field(default_factory=Progress)
