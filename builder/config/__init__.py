"""The author's YAML, read into frozen values. All problems of all files are reported at once."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from builder.config.author import Author
from builder.config.settings import ArticleSettings, Settings
from builder.config.yaml_file import YamlFile, read_yaml
from builder.errors import DossierError, Severity, problem
from builder.seed_files import ARTICLE_ENDINGS, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from builder.errors import Problem

__all__ = ["ArticleSettings", "Settings", "load"]

SETTINGS_ENDINGS = (".yml", ".yaml")
"""Of files under `seeds/` that the author means as settings; those of another name than the three are told here."""

_FILES = ("dossier.yml", "entities.yml", "corrections.yml")


def load(seeds: Path) -> Settings:
    """Read `dossier.yml`, `entities.yml` and `corrections.yml` under `seeds`; files that are missing leave the defaults.

    An article that is named but not there is a warning in `Settings.problems`, as is a file that is not read.

    Raises:
        DossierError: with every problem of every file; where there is no such folder, or a file of nearly the right name.
    """
    if not seeds.is_dir():
        raise DossierError(problem(str(seeds), "author.no-seeds"))
    names = [name for name, _ in listed(seeds)]
    articles = [name for name in names if name.lower().endswith(ARTICLE_ENDINGS)]
    dossier, entities, corrections = (_read(seeds, name) for name in _FILES)
    author = Author(articles)
    settings = author.settings(dossier)
    known, offices = author.entities(entities)
    decided = author.corrections(corrections)
    described = author.decided(settings.articles, corrections)
    problems = (
        *dossier.problems,
        *entities.problems,
        *corrections.problems,
        *_not_read(names),
        *_beside(seeds),
    )
    # Not before all three are read: an author mends everything in one go.
    if any(p.severity is Severity.ERROR for p in problems):
        raise DossierError(*problems)
    return replace(
        settings,
        articles=described,
        entities=known,
        offices=offices,
        lines=_lines(entities),
        corrections=decided,
        problems=problems,
    )


def _read(seeds: Path, name: str) -> YamlFile:
    return read_yaml(seeds / name, f"seeds/{name}")


def _lines(entities: YamlFile) -> dict[str, int]:
    """The line of each entity and office, by its id."""
    found: dict[str, int] = {}
    for keys, line in entities.lines.items():
        inner = keys[1:] if keys[0] == "offices" else keys
        if len(inner) == 1:
            found[str(inner[0])] = line
    return found


def _not_read(names: Sequence[str]) -> Iterator[Problem]:
    """A problem for each YAML file under `seeds/` that is none of the three."""
    for name in names:
        if name in _FILES or not name.lower().endswith(SETTINGS_ENDINGS):
            continue
        meant = name.lower().removesuffix(".yaml").removesuffix(".yml")
        # Beside a file of the right name it is a copy that somebody keeps.
        wanting = [known for known in _FILES if known not in names]
        stems = [known.removesuffix(".yml") for known in wanting]
        near = get_close_matches(meant, stems, n=1, cutoff=0.7)
        where = f"seeds/{name}"
        if near:
            # What it says of rights would not hold: worth stopping for.
            known = f"{near[0]}.yml"
            yield problem(where, "author.misnamed-file", known=known, name=name)
        else:
            yield problem(where, "author.unknown-file", name=name)


def _beside(seeds: Path) -> Iterator[Problem]:
    """A problem for each of the three that stands beside `seeds/` instead of in it."""
    for name in _FILES:
        if (seeds.parent / name).is_file():
            yield problem(name, "author.misplaced-file")
