"""The whole: articles with all that was found in them, and what they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.errors import Problem
    from builder.model.article import Article, Sentence, Span
    from builder.model.dates import Timex
    from builder.model.entity import Entity, Office
    from builder.model.event import Event, EventMention, MergeProposal
    from builder.model.mention import Link
    from builder.model.quote import Quote
    from builder.model.word import Word


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article with everything that the per-article stages found, each in the order of the text."""

    article: Article
    sentences: tuple[Sentence, ...]
    timexes: tuple[Timex, ...]
    links: tuple[Link, ...]
    quotes: tuple[Quote, ...]
    event_mentions: tuple[EventMention, ...]
    locals: tuple[Entity, ...] = ()
    """Entities made from unknown names of this article."""

    matched: frozenset[str] = frozenset()
    """Keys of the author's corrections that found their words here."""

    faint_mentions: tuple[EventMention, ...] = ()
    """Event mentions of rank `mention`: no entries, but they may join one."""

    words: tuple[Word, ...] = ()
    """The words of all sentences, in order; empty where nobody asks for them."""


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """Two entities or two articles that go together, and the sentences that say so."""

    first: str
    second: str
    weight: int
    evidence: tuple[tuple[str, str], ...]
    """(article id, sentence id) or, for articles, (kind of reason, id of what they share)."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at, with the YAML that would settle it."""

    kind: str
    """`mention`, `date`, `quote`, `event`, `article`, `correction`."""

    where: str
    """Article id; empty where it concerns the whole dossier."""

    span: Span | None
    what: str
    """One French sentence."""

    yaml: str = ""
    """Lines ready to copy into one of the author's files; empty where none would help."""

    file: str = ""
    """Which of the author's files they belong in."""

    events: tuple[str, ...] = ()
    """Ids of the events it is about."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the pages and exports are made from."""

    title: str
    description: str
    """Markdown written by the author."""

    language: str
    articles: tuple[Annotated, ...]
    """By date of publication, undated ones last, then by id."""

    entities: Mapping[str, Entity]
    """Those that some article mentions, by id, in the order of ids."""

    offices: Mapping[str, Office]
    events: tuple[Event, ...]
    """In the order of time, undated ones last."""

    proposals: tuple[MergeProposal, ...] = ()
    relations: tuple[Relation, ...] = ()
    """Between entities."""

    related: tuple[Relation, ...] = ()
    """Between articles."""

    doubts: tuple[Doubt, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Refused articles, orphaned corrections and the like."""

    redirects: Mapping[str, str] = field(default_factory=dict)
    """Addresses that moved because entities or events were merged: old → new, without leading slash."""
