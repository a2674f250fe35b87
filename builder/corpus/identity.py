"""Gathers the entities of the whole dossier: one for all wordings in all articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.lang.pack import language_pack
from builder.lang.schema_links import LinkWords
from builder.model.entity import Entity
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind, Status
from builder.text.spelling import parts

if TYPE_CHECKING:
    from builder.kb.base import KnowledgeBase
    from builder.model.correction import Corrections
    from builder.model.dossier import Annotated
    from builder.model.event import EventMention

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
    """One entity for all spellings across the dossier; empty for an empty dossier. The order of articles is kept."""
    known = {**_locals(articles, kb), **kb.entities}
    merged = _merged(corrections)
    joined = {
        old: new
        for old, new in _surnames(articles, known).items()
        if frozenset((old, new)) not in kb.apart
    }
    surnames = {old: merged.get(new, new) for old, new in joined.items()}
    told = tuple(_renamed(a, surnames, merged, known) for a in articles)
    used = {i for a in told for i in _ids(a)}
    entities = {i: known[i] for i in sorted(used) if i in known}
    for former, present in sorted(merged.items()):
        if present in entities and former in known:
            entities[present] = _with_names(
                entities[present], (known[former].name, *known[former].aliases)
            )
    redirects = {
        old: new
        for old, new in (surnames | merged).items()
        if old not in used and new in used
    }
    return Gathered(told, entities, redirects)


def _locals(articles: Sequence[Annotated], kb: KnowledgeBase) -> dict[str, Entity]:
    """Entities that the articles made of unknown names, those of one id joined; and those that only a correction names."""
    found: dict[str, Entity] = {}
    for annotated in sorted(articles, key=lambda a: a.article.id):
        for entity in annotated.locals:
            found[entity.id] = (
                _joined(found[entity.id], entity) if entity.id in found else entity
            )
        source = annotated.article.id
        for mention, i in (
            (x.mention, i)
            for x in annotated.links
            for i in x.entities
            if i not in kb.entities
        ):
            found.setdefault(
                i, Entity(i, mention.type, mention.surface, source=source, known=False)
            )
    return found


def _joined(old: Entity, new: Entity) -> Entity:
    """The longer name is the name; ids of the articles are told one after the other."""
    name = max((old.name, new.name), key=len)
    both = replace(
        old,
        name=name,
        description=old.description or new.description,
        source=f"{old.source}, {new.source}",
    )
    return _with_names(both, (old.name, *old.aliases, new.name, *new.aliases))


def _with_names(entity: Entity, names: Iterable[str]) -> Entity:
    aliases = dict.fromkeys((*entity.aliases, *names))
    return replace(entity, aliases=tuple(a for a in aliases if a != entity.name))


def _surnames(articles: Sequence[Annotated], known: Known) -> Ids:
    """Bare surnames that no article explains on its own → the one person of the dossier who bears them."""
    meant = {
        i
        for a in articles
        for x in a.links
        for i in x.entities
        if x.verdict is not LinkStatus.AMBIGUOUS
    }
    people = [known[i] for i in sorted(meant) if known[i].type is EntityType.PER]
    bearers: dict[tuple[str, ...], set[str]] = {}
    for entity in people:
        for words in {parts(n) for n in (entity.name, *entity.aliases)}:
            for cut in range(1, len(words)):
                bearers.setdefault(words[-cut:], set()).add(entity.id)
    bare = [e for e in people if not e.known and " " not in e.name]
    found = {e.id: bearers.get(parts(e.name), set()) - {e.id} for e in bare}
    return {i: next(iter(ids)) for i, ids in found.items() if len(ids) == 1}


def _merged(corrections: Corrections) -> Ids:
    """The author's merges, chains followed to their end."""
    merged: Ids = {}
    for present, *others in corrections.entity_merges:
        merged.update(dict.fromkeys((i for i in others if i != present), present))
    for former in merged:
        seen = {former}
        while merged[former] in merged and merged[former] not in seen:
            seen.add(merged[former])
            merged[former] = merged[merged[former]]
    return merged


def _renamed(
    annotated: Annotated, surnames: Ids, merged: Ids, known: Known
) -> Annotated:
    """The same article with every id replaced by the present one, wherever it stands."""
    ids = surnames | merged
    if ids.keys().isdisjoint(_ids(annotated)):
        return annotated
    pack = language_pack(annotated.article.language)
    reason = pack.words(LinkWords).reasons["dossier"]
    return replace(
        annotated,
        links=tuple(_link(x, ids, surnames, reason, known) for x in annotated.links),
        quotes=tuple(
            replace(
                q, speakers=_swap(q.speakers, ids), reporters=_swap(q.reporters, ids)
            )
            for q in annotated.quotes
        ),
        event_mentions=tuple(_claim(c, ids) for c in annotated.event_mentions),
        locals=tuple(e for e in annotated.locals if e.id not in ids),
    )


def _link(link: Link, ids: Ids, surnames: Ids, reason: str, known: Known) -> Link:
    new = replace(
        link, entities=_swap(link.entities, ids), literal=_swap(link.literal, ids)
    )
    if new.entities == link.entities:
        return new
    present = known.get(
        new.entities[0]
    )  # none where the author merges into an id that nothing has
    if (
        link.verdict in (LinkStatus.UNKNOWN, LinkStatus.AMBIGUOUS)
        and len(new.entities) == 1
    ):
        new = replace(
            new,
            verdict=LinkStatus.LINKED
            if present is not None and present.known
            else LinkStatus.UNKNOWN,
        )
    if (
        link.mention.status is Status.AUTHOR
        or surnames.keys().isdisjoint(link.entities)
        or present is None
    ):
        return new
    kind = (
        MentionKind.ALIAS
        if link.mention.kind is MentionKind.NAME
        else link.mention.kind
    )
    mention = replace(link.mention, kind=kind, status=Status.UNSURE)
    return replace(new, mention=mention, reasons=(reason.format(name=present.name),))


def _claim(claim: EventMention, ids: Ids) -> EventMention:
    participants = tuple(
        dict.fromkeys(
            replace(p, entity=ids.get(p.entity, p.entity)) for p in claim.participants
        )
    )
    return replace(
        claim,
        participants=participants,
        places=_swap(claim.places, ids),
        speakers=_swap(claim.speakers, ids),
    )


def _swap(entities: tuple[str, ...], ids: Ids) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids.get(i, i) for i in entities))


def _ids(annotated: Annotated) -> set[str]:
    """Every entity that an article speaks of, candidates of doubtful links included."""
    found = {i for x in annotated.links for i in (*x.entities, *x.literal)}
    found.update(i for q in annotated.quotes for i in (*q.speakers, *q.reporters))
    for claim in annotated.event_mentions:
        found.update(p.entity for p in claim.participants)
        found.update((*claim.places, *claim.speakers))
    return found
