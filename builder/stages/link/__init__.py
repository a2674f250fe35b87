"""Links every wording to whom it means: names, offices in time, metonyms, demonyms, groups."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, MentionKind
from builder.stages.link import groups, offices, places, roles
from builder.stages.link.apposition import beside
from builder.stages.link.names import link_names
from builder.stages.link.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.entity import Entity
    from builder.model.mention import Link, Mention
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
    names, local = link_names(scene, mentions)
    scene = replace(scene, local=local, named=frozenset(i for x in names for i in x.entities))
    found_roles = roles.find(scene, names)
    names = places.read_places(scene, _outside(names, found_roles))
    found = [*names, *_offices(scene, names, found_roles)]
    marked = {x.mention.span for x in found}
    found += [x for x in groups.find(scene, _known(scene, found)) if x.mention.span not in marked]
    found += places.demonyms(scene, (x.mention.span for x in found))
    return tuple(sorted(found, key=_place)), tuple(e for i, e in local.items() if any(i in x.entities for x in names))


def _outside(names: Sequence[Link], found: Sequence[roles.Role]) -> list[Link]:
    """Names without those that are part of an office's own words ("président du [Conseil italien]")."""
    swallowed = {
        x.mention.span
        for role in found
        for x in names[bisect_left(names, role.span.start, key=_start) : bisect_left(names, role.span.end, key=_start)]
        if x.mention.span.start not in role.names
    }
    return [x for x in names if x.mention.span not in swallowed]


def _offices(scene: Scene, names: Sequence[Link], found: Sequence[roles.Role]) -> list[Link]:
    people = [x for x in names if x.mention.type is EntityType.PER and x.entities]
    memory = offices.Memory(people, frozenset(i for x in people for i in x.entities))
    known = _known(scene, names)
    made = []
    for role in found:
        near = [
            x for x in known.by_line.get(role.line, ()) if x.mention.type is EntityType.PER and x.mention.kind in _NAMES
        ]
        name = beside(scene, role, near)
        answer = offices.resolve(scene, role, name, memory)
        if answer is None and "counterpart" in role.title.kinds and role.of:
            answer = groups.counterpart(scene, role, known)
        if answer is not None:
            link = offices.mention(scene, role, answer)
            made.append(link)
            insort(known.by_line.setdefault(role.line, []), link, key=_place)
    return made


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
