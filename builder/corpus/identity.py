"""Gathers the entities of the whole dossier: one for all wordings in all articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.corpus.namesakes import company, told_apart
from builder.corpus.offices import told_elsewhere
from builder.corpus.renaming import Ids, Known, Renaming, ids_in
from builder.kb.lexicon import lexicon
from builder.model.entity import Entity
from builder.model.mention import EntityType, Link, LinkStatus
from builder.text.fold import key
from builder.text.spelling import parts

if TYPE_CHECKING:
    from collections.abc import (
        Collection,
        Container,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from builder.kb.base import KnowledgeBase
    from builder.model.correction import Corrections
    from builder.model.dossier import Annotated

_LETTERS = 4
"""Letters of a short name at least: "FC" begins many."""

_MANY = 4
"""Others that an article names before it tells anything that none of them is named elsewhere."""

Part = tuple[EntityType, tuple[str, ...]]
"""A part of a name, and the type of what bears it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the whole dossier knows once its articles are seen together."""

    articles: tuple[Annotated, ...]
    """With links made again where another article tells who a bare surname is."""

    entities: Mapping[str, Entity]
    """Those that are mentioned, by id."""

    named: Collection[str]
    """Every id that a correction may name: also those joined with others since."""

    redirects: Mapping[str, str]
    """Former entity id → present one, where wordings were joined or the author merged."""


def gather(
    articles: Sequence[Annotated], kb: KnowledgeBase, corrections: Corrections
) -> Gathered:
    """One entity for all spellings across the dossier; empty for an empty dossier.

    The order of the articles is kept.
    """
    articles = told_apart(articles)
    known = {**_locals(articles, kb), **kb.entities}
    merged = _merged(corrections)
    short = _short_names(articles, known, kb.cannot_link)
    for former, present in told_elsewhere(articles).items():
        if frozenset((former, present)) not in kb.cannot_link:
            short[former] = short.get(present, present)
    renaming = Renaming(short, merged, known)
    told = tuple(map(renaming.of, articles))
    used: set[str] = set()
    for annotated in told:
        used |= ids_in(annotated)
    entities = {name: known[name] for name in sorted(used & known.keys())}
    for former, present in sorted(merged.items()):
        if present in entities and former in known:
            names = _names(known[former])
            entities[present] = _with_names(entities[present], names)
    gone = {old: new for old, new in renaming.ids.items() if old not in used}
    redirects = {old: new for old, new in gone.items() if new in used}
    return Gathered(told, entities, known.keys(), redirects)


def _names(entity: Entity) -> tuple[str, ...]:
    return entity.name, *entity.aliases


def _locals(articles: Sequence[Annotated], kb: KnowledgeBase) -> dict[str, Entity]:
    """Entities that the articles made of unknown names, those of one id joined.

    And those that only a correction names.
    """
    found: dict[str, Entity] = {}
    for annotated in sorted(articles, key=lambda each: each.article.id):
        for entity in annotated.locals:
            known = found.get(entity.id)
            found[entity.id] = _joined(known, entity) if known else entity
        for link in annotated.links:
            for name in link.entities:
                if name not in kb.entities and name not in found:
                    found[name] = _named_by_author(name, link, annotated.article.id)
    return found


def _named_by_author(name: str, link: Link, source: str) -> Entity:
    mention = link.mention
    return Entity(name, mention.type, mention.surface, source=source, known=False)


def _joined(old: Entity, new: Entity) -> Entity:
    """The longer name is the name; ids of the articles are told one after the other."""
    both = replace(
        old,
        name=max((old.name, new.name), key=len),
        description=old.description or new.description,
        source=f"{old.source}, {new.source}",
    )
    return _with_names(both, (*_names(old), *_names(new)))


def _with_names(entity: Entity, names: Iterable[str]) -> Entity:
    aliases = dict.fromkeys((*entity.aliases, *names))
    aliases.pop(entity.name, None)
    return replace(entity, aliases=tuple(aliases))


def _short_names(
    articles: Sequence[Annotated], known: Known, cannot_link: Container[frozenset[str]]
) -> Ids:
    """Short names that no article explains → the one thing of their type whose fuller name has them at an end.

    Of people, their surnames.
    """
    meant = _meant(articles, known)
    bearers: dict[Part, set[str]] = defaultdict(set)
    for entity in meant:
        for part in _ends(entity):
            bearers[part].add(entity.id)
    found: Ids = {}
    near = _Company(articles)
    for entity in meant:
        if entity.known or not _is_short(entity):
            continue
        part = (entity.type, _words(entity.name, entity.type))
        fuller = bearers.get(part, set()) - {entity.id}
        # Two bearers of one surname: nobody knows which is meant.
        if len(fuller) != 1:
            continue
        (present,) = fuller
        # "Dumoulin" of one article, in goal, is no Tom Dumoulin, who rides elsewhere.
        is_other = entity.type is EntityType.PER and near.is_elsewhere(
            entity.id, present
        )
        if not is_other and frozenset((entity.id, present)) not in cannot_link:
            found[entity.id] = present
    return found


class _Company:
    """The people and bodies that the articles name beside each other."""

    def __init__(self, articles: Sequence[Annotated]) -> None:
        self._named = [company(annotated) for annotated in articles]
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, named in enumerate(self._named):
            for entity in named:
                self._where[entity].append(number)

    def is_elsewhere(self, one: str, other: str) -> bool:
        """Whether the articles with the one name many others, and none of those of the articles with the other."""
        there: set[str] = set()
        for number in self._where[other]:
            there |= self._named[number]
        there -= {one, other}
        return all(
            len(self._named[number]) > _MANY and there.isdisjoint(self._named[number])
            for number in self._where[one]
        )


def _ends(entity: Entity) -> Iterator[Part]:
    """What is left of its names where words fall off: of a person's at the head, of a thing's at either end."""
    for name in _names(entity):
        words = _words(name, entity.type)
        for cut in range(1, len(words)):
            yield entity.type, words[cut:]
            if entity.type is not EntityType.PER:
                yield entity.type, words[:cut]


def _is_short(entity: Entity) -> bool:
    """Whether a name may be short for another.

    No common word is: "la Chambre" of one article is not another's.
    """
    name = entity.name
    if entity.type is EntityType.PER:
        return " " not in name
    if len(name) < _LETTERS or not name[0].isupper():
        return False
    first, *_ = _words(name, entity.type)
    return first not in lexicon().clusters


def _words(name: str, of: EntityType) -> tuple[str, ...]:
    """Words of a name as they are compared; people are spelled in many ways."""
    return parts(name) if of is EntityType.PER else tuple(key(name).split())


def _meant(articles: Sequence[Annotated], known: Known) -> list[Entity]:
    """Everything that a link means without doubt, in the order of ids."""
    meant: set[str] = set()
    for annotated in articles:
        for link in annotated.links:
            if link.verdict is not LinkStatus.AMBIGUOUS:
                meant.update(link.entities)
    return [known[name] for name in sorted(meant)]


def _merged(corrections: Corrections) -> Ids:
    """The author's merges, chains followed to their end."""
    merged: Ids = {}
    for present, *others in corrections.entity_merges:
        for former in others:
            if former != present:
                merged[former] = present
    for former in merged:
        seen = {former}
        # The author may write a circle: it ends where it began.
        while merged[former] in merged and merged[former] not in seen:
            seen.add(merged[former])
            merged[former] = merged[merged[former]]
    return merged
