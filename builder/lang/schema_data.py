"""What the tables of the published data hold: `data.yml`, typed."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.lang.schema import Part, Words

CellType = Literal["string", "integer", "number", "boolean", "date"]
"""A type of Frictionless Table Schema."""


class Table(Part):
    """One CSV file."""

    title: str
    key: str = ""
    """The column whose value tells rows apart; empty where no single one does."""

    columns: dict[str, tuple[CellType, str]]
    """Of each column, in order: its type, and what it says."""


class AuthorWords(Part):
    """What tells the people of a signature from one another, and from a newsroom."""

    opening: tuple[str, ...]
    """What a signature begins with before the first name."""

    articles: frozenset[str]
    """What the name of a newspaper may begin with ("Le Monde"), and no person's."""

    particles: frozenset[str]
    """What a family name begins with before its capital, beside the particles of `ReadingWords`."""

    bodies: frozenset[str]
    """Words that no person's name holds."""


class DataWords(Words):
    """`data.yml`: the tables under `donnees/`, by file, and how signatures are read."""

    FILE: ClassVar[str] = "data"

    tables: dict[str, Table]
    authors: AuthorWords


class FormatWords(Words):
    """`formats.yml`: which facts each format says, and where in it."""

    FILE: ClassVar[str] = "formats"

    facts: dict[str, str]
    """What a dossier knows, by code, in words."""

    formats: dict[str, dict[str, str]]
    """Of each file, the place of each fact that it says."""
