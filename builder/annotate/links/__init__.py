"""Links every wording to whom it means: names, offices in time, metonyms, demonyms, groups.

The way through the package, in the order of `link`: `scene` is the article as words, with what the language (`rules`)
and the knowledge base say of them, and the shape of an answer. `names` links the marked names, those of people by
`people` (by the parts of their names). `roles` finds the wordings of offices. `places` tells Moscow from the power
that sits there. Then each office is resolved in the order of the text: `offices` finds the name beside it and
decides, `holders` knows who held it when, `memory` keeps what the article has told so far. `groups` sums up those just
named (« les deux dirigeants »), and `places` ties what demonyms are left to their states.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links import groups, offices, places, roles
from builder.annotate.links.memory import Memory, place, start
from builder.annotate.links.names import link_names
from builder.annotate.links.scene import Scene
from builder.model.mention import EntityType, Link, LinkStatus, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article, Sentence
    from builder.model.dates import Timex
    from builder.model.entity import Entity


def link(
    article: Article,
    sentences: Sequence[Sentence],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[tuple[Link, ...], tuple[Entity, ...]]:
    """A verdict on every mention, offices, demonyms and groups found on the way included; and new entities.

    Links come in the order of the text. A name may lie inside an office or a group ("chef du [Kremlin]"); none cross.
    """
    scene = Scene.of(article, sentences, timexes, mentions, pack, kb)
    names, local = link_names(scene, mentions)
    scene = replace(scene, local=local)
    found_roles = roles.find(scene, names)
    names = places.read_places(scene, _outside(names, found_roles))
    made, renamed = _offices(scene, names, found_roles)
    fields = roles.fields(scene, found_roles)
    names = [
        replace(x, entities=())
        if _unknown_body(x) and x.mention.span.start in fields
        else x
        for x in names
    ]
    found = [*_renamed(scene, names, renamed), *made]
    found += list(
        groups.find(scene, Memory.of(scene, found), [x.mention.span for x in found])
    )
    found += places.demonyms(scene, [x.mention.span for x in found])
    return tuple(sorted(found, key=place)), _described(local, found)


def _unknown_body(link: Link) -> bool:
    return link.verdict is LinkStatus.UNKNOWN and link.mention.type is EntityType.ORG


def _outside(names: Sequence[Link], found: Sequence[roles.OfficePhrase]) -> list[Link]:
    """Names without those that are part of an office's own words ("président du [Conseil italien]")."""
    swallowed = {
        x.mention.span
        for role in found
        for x in names[
            bisect_left(names, role.span.start, key=start) : bisect_left(
                names, role.span.end, key=start
            )
        ]
        if x.mention.span.start not in role.names
    }
    return [x for x in names if x.mention.span not in swallowed]


def _offices(
    scene: Scene, names: Sequence[Link], found: Sequence[roles.OfficePhrase]
) -> tuple[list[Link], Mapping[Mention, str]]:
    """Links of the offices; and whom the names beside some of them turn out to mean."""
    memory = Memory.of(scene, names)
    made = []
    for role in found:
        name = offices.name_beside(scene, role, memory.around(role.line, role.span))
        answer = offices.resolve(scene, role, name, memory)
        if answer is None and "counterpart" in role.title.kinds and role.of:
            answer = groups.counterpart(scene, role, memory)
        if answer is not None:
            made.append(offices.marked(scene, role, answer))
            memory.add(scene, made[-1])
    return made, memory.renamed


def _renamed(
    scene: Scene, names: Sequence[Link], renamed: Mapping[Mention, str]
) -> list[Link]:
    """Names that an office beside them explains, and the other mentions of the same unknown name."""
    same = {
        x.entities[0]: renamed[x.mention]
        for x in names
        if x.mention in renamed and x.verdict is LinkStatus.UNKNOWN
    }
    found = []
    for x in names:
        person = renamed.get(x.mention) or (
            same.get(x.entities[0]) if len(x.entities) == 1 else None
        )
        if person is not None:
            reasons = (scene.say("office-name", name=person),)
            found.append(
                Link(
                    replace(x.mention, kind=MentionKind.ALIAS),
                    LinkStatus.LINKED,
                    (person,),
                    reasons,
                )
            )
        else:
            found.append(x)
    return found


def _described(
    local: Mapping[str, Entity], found: Sequence[Link]
) -> tuple[Entity, ...]:
    """The new entities that some mention still means, each with the first office that the article gives it."""
    meant = {i for x in found for i in x.entities}
    given: dict[str, str] = {}
    for x in found:
        if (
            x.mention.kind is MentionKind.ROLE
            and x.verdict is LinkStatus.UNKNOWN
            and x.entities
        ):
            given.setdefault(x.entities[0], " ".join(x.mention.surface.split()))
    return tuple(
        replace(e, description=given.get(i, "")) for i, e in local.items() if i in meant
    )
