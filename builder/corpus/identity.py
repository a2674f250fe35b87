"""Gathers the entities of the whole dossier: one for all wordings in all articles."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
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
    from builder.model.event import EventMention
    from builder.model.quote import Quote

_LETTERS = 4
"""Letters of a short name at least: "FC" begins many."""

Ids = dict[str, str]
"""Former id → present one."""

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
    short |= _surnames(articles, known, kb.cannot_link)
    renaming = _Renaming(short, merged, known)
    told = tuple(renaming.of(annotated) for annotated in articles)
    used: set[str] = set()
    for annotated in told:
        used |= _ids(annotated)
    entities = {name: known[name] for name in sorted(used) if name in known}
    for former, present in sorted(merged.items()):
        if present in entities and former in known:
            names = (known[former].name, *known[former].aliases)
            entities[present] = _with_names(entities[present], names)
    moved = renaming.ids.items()
    redirects = {old: new for old, new in moved if old not in used and new in used}
    return Gathered(told, entities, redirects)


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
    return _with_names(both, (old.name, *old.aliases, new.name, *new.aliases))


def _with_names(entity: Entity, names: Iterable[str]) -> Entity:
    aliases = dict.fromkeys((*entity.aliases, *names))
    aliases.pop(entity.name, None)
    return replace(entity, aliases=tuple(aliases))


def _surnames(
    articles: Sequence[Annotated], known: Known, cannot_link: Container[frozenset[str]]
) -> Ids:
    """Bare surnames that no article explains → the one person of the dossier who bears them."""
    people = _people(articles, known)
    bearers: dict[tuple[str, ...], set[str]] = {}
    for entity in people:
        for words in {parts(name) for name in (entity.name, *entity.aliases)}:
            for cut in range(1, len(words)):
                bearers.setdefault(words[-cut:], set()).add(entity.id)
    found: Ids = {}
    for entity in people:
        if entity.known or " " in entity.name:
            continue
        # Two bearers of one surname: nobody knows which is meant.
        meant = bearers.get(parts(entity.name), set()) - {entity.id}
        pair = frozenset((entity.id, *meant))
        if len(meant) == 1 and pair not in cannot_link:
            found[entity.id] = meant.pop()
    return found


def _short_names(
    articles: Sequence[Annotated], known: Known, cannot_link: Container[frozenset[str]]
) -> Ids:
    """Names of things that no article explains → the one thing of their type whose fuller name begins or ends so.

    No common word: "la Chambre" of one article is not another's.
    """
    meant = [
        each for each in _meant(articles, known) if each.type is not EntityType.PER
    ]
    bearers: dict[tuple[EntityType, tuple[str, ...]], set[str]] = {}
    for entity in meant:
        for name in (entity.name, *entity.aliases):
            words = tuple(key(name).split())
            for cut in range(1, len(words)):
                for part in (words[:cut], words[cut:]):
                    bearers.setdefault((entity.type, part), set()).add(entity.id)
    common = lexicon().clusters
    found: Ids = {}
    for entity in meant:
        words = tuple(key(entity.name).split())
        is_own = entity.name[0].isupper() and words[0] not in common
        if entity.known or not is_own or len(entity.name) < _LETTERS:
            continue
        fuller = bearers.get((entity.type, words), set()) - {entity.id}
        pair = frozenset((entity.id, *fuller))
        if len(fuller) == 1 and pair not in cannot_link:
            found[entity.id] = fuller.pop()
    return found


def _people(articles: Sequence[Annotated], known: Known) -> list[Entity]:
    """Everybody whom a link means without doubt, in the order of ids."""
    return [e for e in _meant(articles, known) if e.type is EntityType.PER]


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

    def __init__(self, surnames: Ids, merged: Ids, known: Known) -> None:
        self._surnames = {old: merged.get(new, new) for old, new in surnames.items()}
        self._known = known
        self.ids: Ids = self._surnames | merged
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
        entities, literal = self._present(link.entities), self._present(link.literal)
        if entities == link.entities:
            return replace(link, literal=literal)
        # None where the author merges into an id that nothing has.
        present = self._known.get(entities[0])
        sure = present is not None and present.known
        verdict = link.verdict
        open_before = verdict in (LinkStatus.UNKNOWN, LinkStatus.AMBIGUOUS)
        if open_before and len(entities) == 1:
            verdict = LinkStatus.LINKED if sure else LinkStatus.UNKNOWN
        new = replace(link, entities=entities, literal=literal, verdict=verdict)
        by_surname = not self._surnames.keys().isdisjoint(link.entities)
        if present is None or not by_surname or link.mention.status is Status.AUTHOR:
            return new
        kind = link.mention.kind
        if kind is MentionKind.NAME:
            kind = MentionKind.ALIAS
        mention = replace(link.mention, kind=kind, status=Status.UNSURE)
        is_person = present.type is EntityType.PER
        reason = reasons["dossier" if is_person else "dossier-short"]
        said = (reason.format(name=present.name),)
        return replace(new, mention=mention, reasons=said)

    def _quote(self, quote: Quote) -> Quote:
        speakers = self._present(quote.speakers)
        return replace(
            quote, speakers=speakers, reporters=self._present(quote.reporters)
        )

    def _event(self, event: EventMention) -> EventMention:
        participants = (
            replace(each, entity=self.ids.get(each.entity, each.entity))
            for each in event.participants
        )
        return replace(
            event,
            participants=tuple(dict.fromkeys(participants)),
            places=self._present(event.places),
            speakers=self._present(event.speakers),
        )

    def _present(self, entities: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.ids.get(name, name) for name in entities))


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
