"""The author's YAML, read into frozen values. All problems of all files are reported at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.config.author import Author
from builder.config.settings import ArticleSettings, Settings
from builder.config.yaml_file import YamlFile, read_yaml
from builder.errors import DossierError, Severity

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ArticleSettings", "Settings", "load"]

ARTICLE_ENDINGS = (".txt", ".md")
"""Of files under `seeds/` that are articles."""


def load(seeds: Path) -> Settings:
    """Read `dossier.yml`, `entities.yml` and `corrections.yml` under `seeds`; files that are missing leave the defaults.

    An article that is named but not there is a warning in `Settings.problems`: files come and go.

    Raises:
        DossierError: with every problem of every file.
    """
    articles = []
    if seeds.is_dir():
        names = [path.name for path in seeds.iterdir()]
        articles = [name for name in names if name.lower().endswith(ARTICLE_ENDINGS)]
    dossier = _read(seeds, "dossier.yml")
    entities = _read(seeds, "entities.yml")
    corrections = _read(seeds, "corrections.yml")
    # No order taken from the file system.
    author = Author(sorted(articles))
    settings = author.settings(dossier)
    known, offices = author.entities(entities)
    decided = author.corrections(corrections)
    problems = (*dossier.problems, *entities.problems, *corrections.problems)
    # Not before all three are read: an author mends everything in one go.
    if any(p.severity is Severity.ERROR for p in problems):
        raise DossierError(*problems)
    return replace(
        settings,
        entities=known,
        offices=offices,
        corrections=decided,
        problems=problems,
    )


def _read(seeds: Path, name: str) -> YamlFile:
    return read_yaml(seeds / name, f"seeds/{name}")
