"""What the author's three files come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.model.article import EXCERPT, Published, Rights
from builder.model.correction import Corrections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.errors import Problem
    from builder.model.entity import Entity, Office


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """What the author says of one article; every field overrides what the file says."""

    title: str | None = None
    published: Published | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    rights: Rights | None = None
    excerpts: int | None = None
    """Per cent of its text that is shown at most, where its rights are `excerpts`."""

    same_as: str | None = None
    """Id of the article whose text it repeats: its accounts count there, once."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`seeds/dossier.yml`, `entities.yml` and `corrections.yml` together."""

    title: str = "Dossier"
    description: str = ""
    language: str = "fr"
    model: str = "auto"
    rights: Rights = Rights.FULL
    excerpts: int = EXCERPT
    """Per cent of a text that is shown at most, where its rights are `excerpts`."""

    max_bytes: int = 2_000_000
    """Articles larger than this are refused."""

    articles: Mapping[str, ArticleSettings] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    """The author's own, which override the built-in ones of the same id."""

    offices: tuple[Office, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    """Where each of them stands in `entities.yml`, by its id."""

    corrections: Corrections = field(default_factory=Corrections)

    problems: tuple[Problem, ...] = ()
    """Warnings about the author's files, such as settings of an article that is not there (or not yet, or no more)."""

    @property
    def copies(self) -> dict[str, str]:
        """Articles that repeat another's text, each with the one that it repeats."""
        given = self.articles.items()
        return {name: entry.same_as for name, entry in given if entry.same_as}

    @property
    def dated(self) -> set[str]:
        """Articles whose day of publication the author gave."""
        return {name for name, entry in self.articles.items() if entry.published}
