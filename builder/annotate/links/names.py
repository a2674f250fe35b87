"""Links names: people by `people`, all others by the knowledge base, acronyms given in the text, or a page of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.links.bodies import Bodies
from builder.annotate.links.people import link_people, named, unbracketed
from builder.annotate.links.scene import Answer, Scene
from builder.model.entity import Entity
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def link_names(
    scene: Scene, mentions: Sequence[Mention]
) -> tuple[list[Link], dict[str, Entity]]:
    """A link for every name, in the order of the text; and the entities made from unknown names, by id."""
    idiom = Answer(LinkStatus.REFUSED, (), (scene.say("idiom"),))
    answers = {m: idiom for m in mentions if m.span.start in scene.idiomatic}
    answers |= link_people(
        scene, [m for m in mentions if m.type is EntityType.PER and m not in answers]
    )
    bodies = Bodies.of(scene, mentions)
    acronyms = _acronyms(scene, mentions, bodies)
    answers |= {
        m: _other(scene, m, acronyms, bodies) for m in mentions if m not in answers
    }
    answers |= _shortened(scene, answers, bodies)
    unknown: dict[str, list[Mention]] = {}
    for mention, answer in answers.items():
        for entity in answer.entities:
            if entity not in scene.kb.entities:
                unknown.setdefault(entity, []).append(mention)
    local = {i: _local(scene, i, ms, bodies) for i, ms in unknown.items()}
    return [_link(scene, m, answers[m]) for m in mentions], local


def _shortened(
    scene: Scene, answers: Mapping[Mention, Answer], bodies: Bodies
) -> dict[Mention, Answer]:
    """`l’Assemblée`, where the article names one body in full that begins so: that body."""
    full: dict[str, set[str]] = {}
    for m, answer in answers.items():
        head, *rest = key(m.surface).split()[:2] or [""]
        if (
            rest
            and m.type is EntityType.ORG
            and head in scene.rules.sets["shortened"]
            and answer.entities
        ):
            full.setdefault(head, set()).update(answer.entities)
    short = [
        m
        for m in bodies.read
        if key(m.surface) in full and m.surface[0].isupper() and not bodies.read[m][1]
    ]
    one = {m: next(iter(ids)) for m in short if len(ids := full[key(m.surface)]) == 1}
    return {
        m: named(scene, m, i) for m, i in one.items() if not scene.kb.named(m.surface)
    }


def _other(
    scene: Scene, mention: Mention, acronyms: Mapping[str, str], bodies: Bodies
) -> Answer:
    """A name that is no person's."""
    if region := _region(scene, mention):
        return scene.one(region, "region")
    known = _typed(scene, mention, bodies)
    if not known and (
        found := acronyms.get(mention.surface) or acronyms.get(key(mention.surface))
    ):
        return scene.one(found, "acronym" if found in scene.kb.entities else "unknown")
    bearers = _borne(
        scene, mention, bodies
    )  # "Douma, en Syrie": the state named decides before the type
    grounded = tuple(i for i in bearers if scene.kb.entities[i].country in scene.near)
    known = grounded if len(bearers) > 1 and len(grounded) == 1 else known
    if len(known) > 1:
        return scene.several(known, "shared")
    return named(scene, mention, known[0]) if known else bodies.answer(scene, mention)


def _region(scene: Scene, mention: Mention) -> str:
    """`la région de Koursk` is not the city; empty where the knowledge base has no such region."""
    head, of = scene.before(mention.span, 2)
    if of not in ("de", "d'") or head not in scene.rules.sets["regions"]:
        return ""
    bearers = scene.kb.named(f"{head} {of} {mention.surface}".replace("' ", "'"))
    return bearers[0] if len(bearers) == 1 else ""


def _typed(scene: Scene, mention: Mention, bodies: Bodies) -> tuple[str, ...]:
    """Bearers of the name: those of its type before those of another."""
    known = _borne(scene, mention, bodies)
    same = tuple(i for i in known if scene.kb.entities[i].type is mention.type)
    return same or known


def _borne(scene: Scene, mention: Mention, bodies: Bodies) -> tuple[str, ...]:
    """Bearers of the name; never a person for what is none."""
    if len(mention.surface) == 1 and not _medium(scene, mention):
        return ()  # "monsieur X"
    known = [
        i
        for i in scene.kb.named(mention.surface)
        if scene.kb.entities[i].type is not EntityType.PER
    ]
    owner = bodies.read.get(mention, ("", ""))[1]
    return tuple(
        i for i in known if not _elsewhere(scene, mention, scene.kb.entities[i], owner)
    )


def _medium(scene: Scene, mention: Mention) -> bool:
    """Whether the word before a name says that it is a medium or platform: `la plateforme X`, `sur X`."""
    return scene.before(mention.span, 1)[0] in scene.rules.sets["media"]


def _elsewhere(scene: Scene, mention: Mention, entity: Entity, owner: str) -> bool:
    """Whether a name made of common words ("Chambre des communes") is another state's: said with it, or the only ones named."""
    if owner in scene.kb.states and entity.country in scene.kb.states:
        return entity.country != owner
    words = mention.surface.split()
    common = (
        entity.type is EntityType.ORG
        and len(words) > 1
        and all(w.islower() for w in words[1:])
    )
    states = scene.spoken_of & scene.kb.states
    return bool(common and entity.country and states and entity.country not in states)


def _acronyms(
    scene: Scene, mentions: Sequence[Mention], bodies: Bodies
) -> dict[str, str]:
    """`Organisation du lac (ODL)`: id by acronym, and by the folded long name where only the acronym is known."""
    found: dict[str, str] = {}
    text = scene.article.text
    for long, short in pairwise(mentions):
        between = text[long.span.end : short.span.start]
        if (
            between != " ("
            or text[short.span.end : short.span.end + 1] != ")"
            or not _initials(long, short)
        ):
            continue
        known, abbreviated = _typed(scene, long, bodies), _typed(scene, short, bodies)
        if not known and len(abbreviated) == 1:
            found[key(long.surface)] = abbreviated[0]
        elif not abbreviated and len(known) <= 1:
            found[short.surface] = (
                known[0] if known else bodies.answer(scene, long).entities[0]
            )
    return found


def _initials(long: Mention, short: Mention) -> bool:
    """Whether the letters of the acronym come in order among the initials of the long name."""
    letters = iter(
        word[0]
        for word in key(long.surface.replace("'", " ").replace("’", " ")).split()
    )
    return short.surface.isupper() and all(
        c in letters for c in key(short.surface).replace(" ", "")
    )


def _local(
    scene: Scene, entity: str, mentions: Sequence[Mention], bodies: Bodies
) -> Entity:
    """An entity out of the article's own wordings; its name is the longest of them, the first where two are as long."""
    wordings = dict.fromkeys(
        unbracketed(m) for m in sorted(mentions, key=lambda m: m.span)
    )
    full = max(mentions, key=lambda m: len(m.surface))
    name = bodies.name(scene, full) or max(wordings, key=len)
    others = tuple(w for w in wordings if w != name)
    return Entity(
        entity, mentions[0].type, name, others, source=scene.article.id, known=False
    )


def _plain(scene: Scene, mention: Mention, entity: Entity | None) -> bool:
    """Whether a name is so much its own that doubts about its type or bounds do not matter."""
    if entity is None or entity.type is EntityType.PER:
        return mention.surface[0] == "("  # "(Volodymyr) Zelensky"
    if entity.type is EntityType.MEDIA and _medium(scene, mention):
        return True
    return bool(
        entity.stands_for
        or entity.demonyms
        or any(" " in n for n in (entity.name, *entity.aliases))
    )


def _link(scene: Scene, mention: Mention, answer: Answer) -> Link:
    entity = scene.kb.entities.get(answer.entities[0]) if answer.entities else None
    kind = (
        MentionKind.ALIAS
        if entity is not None and key(entity.name) != key(mention.surface)
        else MentionKind.NAME
    )
    settled = answer.verdict is LinkStatus.LINKED and _plain(scene, mention, entity)
    doubted = mention.status is Status.UNSURE and not settled
    status = (
        Status.UNSURE if doubted or answer.status is Status.UNSURE else Status.MACHINE
    )
    return Link(
        replace(mention, kind=kind, status=status),
        answer.verdict,
        answer.entities,
        answer.reasons,
    )
