"""Links every wording to whom it means: names, offices in time, metonyms, demonyms, groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.stages.link import offices, roles
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
    scene = replace(scene, local=local)
    found = _offices(scene, names)
    return tuple(sorted((*names, *found), key=_place)), tuple(local.values())


def _offices(scene: Scene, names: Sequence[Link]) -> list[Link]:
    people = [x for x in names if x.mention.type is EntityType.PER and x.entities]
    memory = offices.Memory(people, frozenset(i for x in people for i in x.entities))
    by_line: dict[int, list[Link]] = {}
    for person in people:
        by_line.setdefault(scene.at(person.mention.span.start), []).append(person)
    found = []
    for role in roles.find(scene, names):
        answer = offices.resolve(scene, role, beside(scene, role, by_line.get(role.line, ())), memory)
        if answer is not None:
            found.append(offices.mention(scene, role, answer))
    return found


def _place(link: Link) -> tuple[int, int]:
    """In the order of the text, the outer before the inner."""
    return link.mention.span.start, -link.mention.span.end
