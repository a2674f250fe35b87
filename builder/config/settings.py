"""What the author's three files come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.model.article import Published, Rights
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
