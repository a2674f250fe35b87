"""Puts the present ids of entities in the place of former ones, wherever an article has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.lang.pack import language_pack
from builder.lang.schema_links import LinkWords
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.event import EventMention, Participant
    from builder.model.quote import Quote

Ids = dict[str, str]
"""Former id → present one."""

Known = Mapping[str, "Entity"]
"""Every entity by id, of the knowledge base before those of the articles."""


class Renaming:
    """Puts present ids in the place of former ones, wherever they stand."""

    def __init__(self, short: Ids, merged: Ids, known: Known) -> None:
        """Take short names with the full ones that they mean, what is merged, and everything by its id."""
        self._short: Ids = {}
        for former, present in short.items():
            self._short[former] = merged.get(present, present)
        self._known = known
        self.ids: Ids = self._short | merged
        """Former id → present one."""

    def of(self, annotated: Annotated) -> Annotated:
        """The same article with present ids."""
        if self.ids.keys().isdisjoint(ids_in(annotated)):
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
        code = "dossier" if present.type is EntityType.PER else "dossier-short"
        if kind is MentionKind.ROLE:
            code = "dossier-office"
        told = reasons[code].format(name=present.name)
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


def silenced(annotated: Annotated, entity: str) -> Annotated:
    """An article in which somebody says nothing and takes part in nothing; the names stay."""

    def others(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in ids if each != entity)

    def quote(said: Quote) -> Quote:
        return replace(
            said, speakers=others(said.speakers), reporters=others(said.reporters)
        )

    def event(told: EventMention) -> EventMention:
        left = tuple(each for each in told.participants if each.entity != entity)
        return replace(told, participants=left, speakers=others(told.speakers))

    return replace(
        annotated,
        quotes=tuple(map(quote, annotated.quotes)),
        event_mentions=tuple(map(event, annotated.event_mentions)),
        faint_mentions=tuple(map(event, annotated.faint_mentions)),
    )


def ids_in(annotated: Annotated) -> set[str]:
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
