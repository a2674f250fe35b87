"""The list of names: by type where it is short, else by letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.pages import page, views
from builder.pages.entities import mentions_by_article
from builder.pages.listing import SENTENCES, ListedEntity, closest, most_present
from builder.pages.page import Page
from builder.pages.parts import OTHER, PartView, Way, laid_out
from builder.pages.phrases import Phrases, page_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.dossier import Relation
    from builder.model.entity import Entity
    from builder.pages.index import DossierIndex
    from builder.pages.parts import Part

TYPES = (
    EntityType.PER,
    EntityType.ORG,
    EntityType.LOC,
    EntityType.EVENT,
    EntityType.PRODUCT,
    EntityType.MEDIA,
    EntityType.NORP,
)
"""In the order of the list."""

_PAIRS = 10
"""Pairs of names shown at most."""

_PROMINENT = 10
"""Names of each type that a list by letter shows first."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entity in the list, with its first sentences where it has no page of its own."""

    listed: ListedEntity
    sentences: tuple[views.CitedSentence, ...]
    more: int
    """Sentences that are left out."""


@dataclass(frozen=True, slots=True)
class TogetherView:
    """Two names that several sentences have together."""

    entities: tuple[Entity, ...]
    count: int
    sentence: str
    """Address of the first of them."""


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    """All entities by type; types with nobody are left out. Where there are many, the most present of each type, and letters."""

    types: tuple[tuple[str, tuple[EntryView, ...], int], ...]
    """(type, entries, how many there are of it)."""

    way: Way
    together: Sequence[TogetherView]
    """Those whom most sentences name together, the closest first."""


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The entities of a letter, or some of them."""

    name: str
    entries: tuple[EntryView, ...]
    way: Way


def pages(index: DossierIndex) -> Iterator[Page]:
    """The list, then its letters where it is long."""
    say = page_phrases(index.dossier.language, "entities")
    to_parts, leaves = laid_out(index.list_parts, partial(_part_view, say))
    whole = not leaves
    yield Page(
        path=page.ENTITIES,
        template="entites.md.j2",
        title=say("title"),
        view=EntitiesPage(
            types=tuple(_by_type(index, whole=whole)),
            way=to_parts,
            together=tuple(_together(index)),
        ),
        description=say("description"),
        front=page.UNSEARCHED,
    )
    for part, view, way in leaves:
        yield Page(
            path=view.address,
            template="lettre.md.j2",
            title=say("title_of", letter=view.name),
            view=LetterPage(view.name, _entries(part.items, index), way),
            description=say("description"),
            front=page.UNSEARCHED,
        )


def _together(index: DossierIndex) -> Iterator[TogetherView]:
    """Pairs of those that act, of which at least one is a person; one sentence in common is chance."""
    entities = index.dossier.entities
    found: list[Relation] = []
    for tie in index.dossier.relations:
        types = {entities[one].type for one in (tie.first, tie.second)}
        if tie.weight > 1 and EntityType.PER in types and types <= {*views.ACTING}:
            found.append(tie)
    for tie in sorted(found, key=closest)[:_PAIRS]:
        both = index.entities((tie.first, tie.second))
        # the words of each stand among the mentions
        yield TogetherView(both, tie.weight, index.sentence_address(*tie.evidence[0]))


def _part_view(say: Phrases, part: Part[ListedEntity]) -> PartView:
    words = say("no_letter") if part.group == OTHER else part.group.upper()
    address = page.listed(part.name)
    return PartView(part.numbered(words), address, len(part.items))


def _by_type(
    index: DossierIndex, *, whole: bool
) -> Iterator[tuple[str, tuple[EntryView, ...], int]]:
    """All entities of each type, or its most present ones."""
    found: dict[str, list[ListedEntity]] = {}
    for one in index.listed:
        found.setdefault(one.entity.type, []).append(one)
    for entity_type in TYPES:
        listed = found.get(entity_type, [])
        shown: Sequence[ListedEntity] = listed
        if not whole:
            paged = [one for one in listed if one.has_page]
            shown = most_present(paged, _PROMINENT)
        if shown:
            yield entity_type, _entries(shown, index), len(listed)


def _entries(
    listed: Iterable[ListedEntity], index: DossierIndex
) -> tuple[EntryView, ...]:
    return tuple(_entry(one, index) for one in listed)


def _entry(one: ListedEntity, index: DossierIndex) -> EntryView:
    if one.has_page:
        return EntryView(one, (), 0)
    sentences: list[views.CitedSentence] = []
    left_out = 0
    links = index.mentions_of.get(one.entity.id, {})
    for group in mentions_by_article(links, index, SENTENCES):
        room = SENTENCES - len(sentences)
        sentences += group.sentences[:room]
        left_out += group.more + len(group.sentences[room:])
    return EntryView(one, tuple(sentences), left_out)
