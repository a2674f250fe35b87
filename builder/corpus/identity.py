"""Gathers the entities of the whole dossier: one for all wordings in all articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.kb.lexicon import lexicon
from builder.lang.pack import language_pack
from builder.lang.schema_links import LinkWords
from builder.model.entity import Entity
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind, Status
from builder.text.fold import key
from builder.text.spelling import parts

if TYPE_CHECKING:
    from builder.kb.base import KnowledgeBase
    from builder.model.correction import Corrections
    from builder.model.dossier import Annotated
    from builder.model.event import EventMention, Participant
    from builder.model.quote import Quote

_LETTERS = 4
"""Letters of a short name at least: "FC" begins many."""

Ids = dict[str, str]
"""Former id → present one."""

Part = tuple[EntityType, tuple[str, ...]]
"""A part of a name, and the type of what bears it."""

Known = Mapping[str, Entity]
"""Every entity by id, of the knowledge base before those of the articles."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the whole dossier knows once its articles are seen together."""

    articles: tuple[Annotated, ...]
    """With links made again where another article tells who a bare surname is."""

    entities: Mapping[str, Entity]
    """Those that are mentioned, by id."""

    redirects: Mapping[str, str]
    """Former entity id → present one, where wordings were joined or the author merged."""


def gather(
    articles: Sequence[Annotated], kb: KnowledgeBase, corrections: Corrections
) -> Gathered:
    """One entity for all spellings across the dossier; empty for an empty dossier.

    The order of the articles is kept.
    """
    known = {**_locals(articles, kb), **kb.entities}
    merged = _merged(corrections)
    short = _short_names(articles, known, kb.cannot_link)
    renaming = _Renaming(short, merged, known)
    told = tuple(map(renaming.of, articles))
    used: set[str] = set()
    for annotated in told:
        used |= _ids(annotated)
    entities = {name: known[name] for name in sorted(used & known.keys())}
    for former, present in sorted(merged.items()):
        if present in entities and former in known:
            names = _names(known[former])
            entities[present] = _with_names(entities[present], names)
    gone = {old: new for old, new in renaming.ids.items() if old not in used}
    redirects = {old: new for old, new in gone.items() if new in used}
    return Gathered(told, entities, redirects)


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
    for entity in meant:
        if entity.known or not _is_short(entity):
            continue
        part = (entity.type, _words(entity.name, entity.type))
        fuller = bearers.get(part, set()) - {entity.id}
        # Two bearers of one surname: nobody knows which is meant.
        if len(fuller) != 1:
            continue
        (present,) = fuller
        if frozenset((entity.id, present)) not in cannot_link:
            found[entity.id] = present
    return found


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


class _Renaming:
    """Puts present ids in the place of former ones, wherever they stand."""

    def __init__(self, short: Ids, merged: Ids, known: Known) -> None:
        self._short: Ids = {}
        for former, present in short.items():
            self._short[former] = merged.get(present, present)
        self._known = known
        self.ids: Ids = self._short | merged
        """Former id → present one."""

    def of(self, annotated: Annotated) -> Annotated:
        """The same article with present ids."""
        if self.ids.keys().isdisjoint(_ids(annotated)):
            return annotated
        pack = language_pack(annotated.article.language)
        reasons = pack.words(LinkWords).reasons
        return replace(
            annotated,
            links=tuple(self._link(link, reasons) for link in annotated.links),
            quotes=tuple(map(self._quote, annotated.quotes)),
            event_mentions=tuple(map(self._event, annotated.event_mentions)),
            faint_mentions=tuple(map(self._event, annotated.faint_mentions)),
            locals=tuple(e for e in annotated.locals if e.id not in self.ids),
        )

    def _link(self, link: Link, reasons: Mapping[str, str]) -> Link:
        literal = self._present(link.literal)
        entities = self._present(link.entities)
        if entities == link.entities:
            return replace(link, literal=literal)
        # None where the author merges into an id that nothing has.
        present = self._known.get(entities[0])
        new = replace(
            link,
            entities=entities,
            literal=literal,
            verdict=_verdict(link, entities, present),
        )
        by_short_name = not self._short.keys().isdisjoint(link.entities)
        if present is None or not by_short_name:
            return new
        if link.mention.status is Status.AUTHOR:
            return new
        kind = link.mention.kind
        if kind is MentionKind.NAME:
            kind = MentionKind.ALIAS
        mention = replace(link.mention, kind=kind, status=Status.UNSURE)
        is_person = present.type is EntityType.PER
        reason = reasons["dossier" if is_person else "dossier-short"]
        told = reason.format(name=present.name)
        return replace(new, mention=mention, reasons=(told,))

    def _quote(self, quote: Quote) -> Quote:
        return replace(
            quote,
            speakers=self._present(quote.speakers),
            reporters=self._present(quote.reporters),
        )

    def _event(self, event: EventMention) -> EventMention:
        # In a dict: two that are one now take part once.
        participants: dict[Participant, None] = {}
        for each in event.participants:
            present = self.ids.get(each.entity, each.entity)
            participants[replace(each, entity=present)] = None
        return replace(
            event,
            participants=tuple(participants),
            places=self._present(event.places),
            speakers=self._present(event.speakers),
        )

    def _present(self, entities: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.ids.get(name, name) for name in entities))


def _verdict(link: Link, entities: Sequence[str], present: Entity | None) -> LinkStatus:
    """How a link stands once its entities are others: settled where one is left."""
    was_open = link.verdict in (LinkStatus.UNKNOWN, LinkStatus.AMBIGUOUS)
    if not was_open or len(entities) != 1:
        return link.verdict
    is_known = present is not None and present.known
    return LinkStatus.LINKED if is_known else LinkStatus.UNKNOWN


def _ids(annotated: Annotated) -> set[str]:
    """Every entity that an article speaks of, candidates of doubtful links included."""
    found: set[str] = set()
    for link in annotated.links:
        found.update((*link.entities, *link.literal))
    for quote in annotated.quotes:
        found.update((*quote.speakers, *quote.reporters))
    for event in (*annotated.event_mentions, *annotated.faint_mentions):
        found.update(each.entity for each in event.participants)
        found.update((*event.places, *event.speakers))
    return found
