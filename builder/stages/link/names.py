"""Links names: people by `people`, all others by the knowledge base, acronyms given in the text, or a page of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.model.entity import Entity
from builder.model.mention import EntityType, Link, MentionKind, Status, Verdict
from builder.stages.link.people import Decision, link_people, new_id
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.mention import Mention
    from builder.stages.link.scene import Scene


def link_names(scene: Scene, mentions: Sequence[Mention]) -> tuple[list[Link], dict[str, Entity]]:
    """A link for every name, in the order of the text; and the entities made from unknown names, by id."""
    known_people = [m for m in mentions if m.type is EntityType.PER]
    decided, firsts = link_people(scene, known_people)
    acronyms = _acronyms(scene, mentions)
    for mention in mentions:
        if mention.type is not EntityType.PER:
            decision = decided[mention] = _other(scene, mention, acronyms)
            if decision.verdict is Verdict.UNKNOWN:
                firsts.setdefault(decision.entities[0], mention)
    wordings: dict[str, list[str]] = {}
    for mention in mentions:
        for entity in decided[mention].entities:
            wordings.setdefault(entity, []).append(" ".join(mention.surface.split()))
    local = {i: _local(scene, i, first, wordings[i]) for i, first in firsts.items()}
    return [_link(scene, m, decided[m]) for m in mentions], local


def _other(scene: Scene, mention: Mention, acronyms: dict[str, str]) -> Decision:
    found = acronyms.get(mention.surface) or acronyms.get(key(mention.surface))
    if region := _region(scene, mention):
        return Decision(Verdict.LINKED, (region,), scene.say("region", name=region))
    known = _typed(scene, mention)
    if not known and found:
        entity = scene.kb.entities.get(found)
        if entity is not None:
            return Decision(Verdict.LINKED, (found,), scene.say("acronym", name=found))
        return Decision(Verdict.UNKNOWN, (found,), scene.say("unknown"))
    near = scene.states | scene.named | scene.countries
    grounded = tuple(i for i in known if scene.kb.entities[i].country in near)
    known = grounded if len(known) > 1 and len(grounded) == 1 else known
    if len(known) == 1:
        same = key(scene.kb.entities[known[0]].name) == key(mention.surface)
        return Decision(Verdict.LINKED, known, scene.say("name" if same else "alias", name=known[0]))
    if known:
        return Decision(Verdict.AMBIGUOUS, known, scene.say("shared"), Status.UNSURE)
    return Decision(Verdict.UNKNOWN, (new_id(scene, mention),), scene.say("unknown"))


def _region(scene: Scene, mention: Mention) -> str:
    """`la région de Koursk` is not the city; empty where the knowledge base has no such region."""
    head, of = scene.before(mention.span, 2)
    if of not in ("de", "d'") or head not in map(fold, scene.pack.data("link")["regions"]):
        return ""
    named = scene.kb.named(f"{head} {of} {mention.surface}".replace("' ", "'"))
    return named[0] if len(named) == 1 else ""


def _typed(scene: Scene, mention: Mention) -> tuple[str, ...]:
    """Bearers of the name: those of its type before those of another; never a person for what is none."""
    known = [i for i in scene.kb.named(mention.surface) if scene.kb.entities[i].type is not EntityType.PER]
    if len(mention.surface) == 1 and not _medium(scene, mention):
        return ()  # "monsieur X"
    known = [i for i in known if not _elsewhere(scene, mention, scene.kb.entities[i])]
    same = [i for i in known if scene.kb.entities[i].type is mention.type]
    return tuple(same or known)


def _medium(scene: Scene, mention: Mention) -> bool:
    """Whether the word before a name says that it is a medium or platform: `la plateforme X`, `sur X`."""
    return scene.before(mention.span, 1)[0] in map(fold, scene.pack.data("link")["media"])


def _elsewhere(scene: Scene, mention: Mention, entity: Entity) -> bool:
    """Whether a name made of common words ("Chambre des communes") is another state's, as the article names others only."""
    words = mention.surface.split()
    common = entity.type is EntityType.ORG and len(words) > 1 and all(w.islower() for w in words[1:])
    states = (scene.named | scene.states) & scene.kb.states
    return bool(common and entity.country and states and entity.country not in states)


def _acronyms(scene: Scene, mentions: Sequence[Mention]) -> dict[str, str]:
    """`Organisation du lac (ODL)`: id by acronym, and by the folded long name where only the acronym is known."""
    found: dict[str, str] = {}
    text = scene.article.text
    for long, short in pairwise(mentions):
        between = text[long.span.end : short.span.start]
        if between != " (" or text[short.span.end : short.span.end + 1] != ")" or not _initials(long, short):
            continue
        named, abbreviated = _typed(scene, long), _typed(scene, short)
        if not named and len(abbreviated) == 1:
            found[key(long.surface)] = abbreviated[0]
        elif not abbreviated and len(named) <= 1:
            found[short.surface] = named[0] if named else new_id(scene, long)
    return found


def _initials(long: Mention, short: Mention) -> bool:
    """Whether the letters of the acronym come in order among the initials of the long name."""
    letters = iter(word[0] for word in key(long.surface.replace("'", " ").replace("’", " ")).split())
    return short.surface.isupper() and all(c in letters for c in key(short.surface).replace(" ", ""))


def _local(scene: Scene, entity: str, first: Mention, wordings: Sequence[str]) -> Entity:
    """An entity out of the article's own wordings; its name is the longest of them, the first where two are as long."""
    name = max(wordings, key=len)
    return Entity(
        id=entity,
        type=first.type,
        name=name,
        aliases=tuple(w for w in dict.fromkeys(wordings) if w != name),
        source=scene.article.id,
        known=False,
    )


def _plain(scene: Scene, mention: Mention, entity: Entity | None, decision: Decision) -> bool:
    """Whether a name is so much its own that doubts about its type or bounds do not matter."""
    if entity is None or decision.verdict is not Verdict.LINKED or entity.type is EntityType.PER:
        return False
    if entity.type is EntityType.MEDIA and scene.before(mention.span, 1)[0] in map(
        fold, scene.pack.data("link")["media"]
    ):
        return True
    return bool(entity.stands_for or entity.demonyms or any(" " in n for n in (entity.name, *entity.aliases)))


def _link(scene: Scene, mention: Mention, decision: Decision) -> Link:
    entity = scene.kb.entities.get(decision.entities[0]) if decision.entities else None
    kind = MentionKind.ALIAS if entity is not None and key(entity.name) != key(mention.surface) else MentionKind.NAME
    doubted = mention.status is Status.UNSURE and not (decision.firm or _plain(scene, mention, entity, decision))
    status = Status.UNSURE if doubted or decision.status is Status.UNSURE else Status.MACHINE
    return Link(replace(mention, kind=kind, status=status), decision.verdict, decision.entities, (decision.reason,))
