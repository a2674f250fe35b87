"""Who and what the text names, and what each wording was linked to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model.article import Span


class EntityType(StrEnum):
    """What an entity is. LOC covers states, cities, regions and buildings."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    EVENT = "EVENT"
    PRODUCT = "PRODUCT"
    MEDIA = "MEDIA"
    NORP = "NORP"

    @property
    def named(self) -> EntityType:
        """The type of a mention: media are named as the organisations they are."""
        return EntityType.ORG if self is EntityType.MEDIA else self


class MentionKind(StrEnum):
    """In what manner the text refers."""

    NAME = "name"
    ALIAS = "alias"
    ROLE = "role"
    """An office or description of one: "le chancelier allemand", "son homologue américain"."""

    METONYM = "metonym"
    """A place that acts: "Moscou aurait donné son accord"."""

    DEMONYM = "demonym"
    """"russe", "les Ukrainiens": tied to its state, neither person nor place."""

    GROUP = "group"
    """"les deux dirigeants", "les deux puissances": several at once."""


NAMES = (MentionKind.NAME, MentionKind.ALIAS)
"""Manners in which somebody is called by a name."""


class Status(StrEnum):
    """Who decided, and how sure it is."""

    MACHINE = "machine"
    UNSURE = "unsure"
    """The machine decided on thin evidence: shown as doubtful and listed on "À vérifier"."""

    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Mention:
    """A wording that refers to somebody or something. `text[start:end] == surface`."""

    span: Span
    """Minimal: no article, no "M."."""

    surface: str
    kind: MentionKind
    type: EntityType
    rule: str
    """What found it: `kb:name`, `shape:person`, `office`, …"""

    status: Status = Status.MACHINE


class LinkStatus(StrEnum):
    """What linking decided."""

    LINKED = "linked"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    """A name of nobody we know: it becomes an entity of its own."""

    REFUSED = "refused"
    """It refers to nobody in particular ("un président américain"), or the author rejected it."""


@dataclass(frozen=True, slots=True)
class Link:
    """The verdict on one mention. Every verdict has a reason that a reader understands."""

    mention: Mention
    verdict: LinkStatus
    entities: tuple[str, ...]
    """Ids of those meant; several for "les deux dirigeants"; the candidates where ambiguous; empty where refused."""

    reasons: tuple[str, ...]
    """French sentences."""

    literal: tuple[str, ...] = ()
    """Ids of what the words literally name, where that is another thing: the city for "Moscou" as a government."""

    @property
    def is_settled(self) -> bool:
        """Whether it is known who is meant, be it somebody of whom nothing else is known."""
        return self.verdict in (LinkStatus.LINKED, LinkStatus.UNKNOWN)
