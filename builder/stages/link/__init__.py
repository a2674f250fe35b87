"""Links every wording to whom it means: names, offices in time, metonyms, demonyms, groups."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Link, MentionKind, Verdict
from builder.stages.link import groups, places, roles
from builder.stages.link import offices as posts
from builder.stages.link.apposition import beside
from builder.stages.link.holders import Memory
from builder.stages.link.names import link_names
from builder.stages.link.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.entity import Entity
    from builder.model.mention import Mention
    from builder.model.moment import Dating
    from builder.model.quote import Quoted


def link(
    article: Article,
    sentences: Sequence[Sentence],
    datings: Sequence[Dating],
    quoted: Sequence[Quoted],
    mentions: Sequence[Mention],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[tuple[Link, ...], tuple[Entity, ...]]:
    """A verdict on every mention, offices, demonyms and groups found on the way included; and new entities.

    Links come in the order of the text. A name may lie inside an office or a group ("chef du [Kremlin]"); none cross.
    """
    del quoted
    scene = Scene.of(article, sentences, datings, pack, kb)
    named = frozenset(i for m in mentions for i in kb.named(m.surface))
    scene = replace(scene, named=named, countries=_countries(named, kb))
    names, local = link_names(scene, mentions)
    scene = replace(scene, local=local)
    found_roles = roles.find(scene, names)
    names = places.read_places(scene, _outside(names, found_roles))
    made, renamed = _offices(scene, names, found_roles)
    found = [*_renamed(scene, names, renamed), *made]
    found += list(groups.find(scene, _known(scene, found), [x.mention.span for x in found]))
    found += places.demonyms(scene, (x.mention.span for x in found))
    return tuple(sorted(found, key=_place)), _described(local, found)


def _countries(named: frozenset[str], kb: KnowledgeBase) -> frozenset[str]:
    """States in which the places named lie."""
    places_named = (kb.entities[i] for i in named if kb.entities[i].type is EntityType.LOC)
    return frozenset(e.country for e in places_named) - {""}


def _described(local: dict[str, Entity], found: Sequence[Link]) -> tuple[Entity, ...]:
    """The new entities that some mention still means, each with the first office that the article gives it."""
    meant = {i for x in found for i in x.entities}
    offices: dict[str, str] = {}
    for x in found:
        if x.mention.kind is MentionKind.ROLE and x.verdict is Verdict.UNKNOWN and x.entities:
            offices.setdefault(x.entities[0], " ".join(x.mention.surface.split()))
    return tuple(replace(e, description=offices.get(i, "")) for i, e in local.items() if i in meant)


def _outside(names: Sequence[Link], found: Sequence[roles.Role]) -> list[Link]:
    """Names without those that are part of an office's own words ("président du [Conseil italien]")."""
    swallowed = {
        x.mention.span
        for role in found
        for x in names[bisect_left(names, role.span.start, key=_start) : bisect_left(names, role.span.end, key=_start)]
        if x.mention.span.start not in role.names
    }
    return [x for x in names if x.mention.span not in swallowed]


def _renamed(scene: Scene, names: Sequence[Link], renamed: Mapping[Mention, str]) -> list[Link]:
    """Names that an office beside them explains, and the other mentions of the same unknown name."""
    same = {x.entities[0]: renamed[x.mention] for x in names if x.mention in renamed and x.verdict is Verdict.UNKNOWN}
    found = []
    for x in names:
        person = renamed.get(x.mention) or (same.get(x.entities[0]) if len(x.entities) == 1 else None)
        reasons = (scene.say("office-name", name=person),) if person else ()
        mention = replace(x.mention, kind=MentionKind.ALIAS)
        found.append(Link(mention, Verdict.LINKED, (person,), reasons) if person else x)
    return found


def _offices(
    scene: Scene, names: Sequence[Link], found: Sequence[roles.Role]
) -> tuple[list[Link], Mapping[Mention, str]]:
    people = [x for x in names if x.mention.type is EntityType.PER and x.entities]
    memory = Memory(people, frozenset(i for x in people for i in x.entities))
    known = _known(scene, names)
    made = []
    for role in found:
        close = known.around(role.line, role.span)
        near = [x for x in close if x.mention.type is EntityType.PER and x.mention.kind in _NAMES]
        name = beside(scene, role, near)
        answer = posts.resolve(scene, role, name, memory)
        if answer is None and "counterpart" in role.title.kinds and role.of:
            answer = groups.counterpart(scene, role, known, memory.told)
        if answer is not None:
            link = posts.mention(scene, role, answer)
            made.append(link)
            insort(known.by_line.setdefault(role.line, []), link, key=_place)
    return made, memory.renamed


_NAMES = (MentionKind.NAME, MentionKind.ALIAS)


def _known(scene: Scene, links: Sequence[Link]) -> groups.Known:
    by_line: dict[int, list[Link]] = {}
    for link in sorted(links, key=_place):
        by_line.setdefault(scene.at(link.mention.span.start), []).append(link)
    return groups.Known(by_line)


def _start(link: Link) -> int:
    return link.mention.span.start


def _place(link: Link) -> tuple[int, int]:
    """In the order of the text, the outer before the inner."""
    return link.mention.span.start, -link.mention.span.end
