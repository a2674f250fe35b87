"""Finds who takes part in what is told, and where it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.vocabulary import Trigger, lists
from builder.lang.actors import NOBODY, Actor, Unit
from builder.lang.words import tokens
from builder.model.article import Span
from builder.model.event import Participant, Role
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.discourse import Scene
    from builder.lang.verbs import Verb

_NEAR = 2
"""Code points between a noun and the adjective that says whose it is."""

_RIGHT_BEHIND = 20
"""Code points between a noun and its participle, an adjective included."""

_AHEAD = 40
"""Code points before a name in which its preposition stands."""

_BACK = 8
"""Words between "avec qui" and its verb."""

_ACTING = frozenset({EntityType.PER, EntityType.ORG, EntityType.NORP})


def participants(
    scene: Scene, unit: Unit, trigger: Trigger, voices: Sequence[Span]
) -> tuple[Participant, ...]:
    """Those who do it, then those to or with whom it is done, each once; never those who only say so (`voices`)."""
    found: dict[str, Role] = {}
    verb = unit.verb(trigger.verb)
    if trigger.subject and scene.document(unit.subject(trigger.verb).words):
        return ()  # who speaks of it did not take part in it by that
    suffers = (
        verb is not None
        and (verb.passive or verb.lemmas & lists(scene)["suffering"])
        and verb.tense != "pp"
    )
    found |= dict.fromkeys(
        _subject(scene, unit, trigger), Role.PATIENT if suffers else Role.AGENT
    )
    agent = (
        unit.agents.get(trigger.verb or 0, NOBODY)
        if verb is not None and verb.passive
        else _doer(unit, trigger)
    )
    found |= dict.fromkeys(agent.entities, Role.AGENT)
    around = scope(scene, unit, trigger)
    for link in scene.links_in(around):
        if scene.inside_quote(link.mention.span.start) or any(
            v.covers(link.mention.span) for v in voices
        ):
            continue
        if link.mention.kind is MentionKind.DEMONYM and _beside(
            link.mention.span, trigger.span
        ):
            found.update(
                dict.fromkeys(link.entities, Role.AGENT)
            )  # "les frappes russes"
        elif _takes_part(link):
            for entity in link.entities:
                found.setdefault(entity, Role.PATIENT)
    if len(found) == 1 and verb is not None and trigger.kind in lists(scene)["dyadic"]:
        found.update(
            (e, Role.PATIENT) for e in _with_whom(scene, unit, verb) if e not in found
        )
    if not found and trigger.kind in lists(scene)["dyadic"]:
        people = [
            k for k in scene.links_in(unit.span) if k.mention.type is EntityType.PER
        ]
        found.update((e, Role.OTHER) for k in people for e in k.entities)
    return tuple(
        Participant(e, p)
        for e, p in sorted(found.items(), key=lambda f: f[1] is not Role.AGENT)
    )


def _doer(unit: Unit, trigger: Trigger) -> Actor:
    """The one after a participle right behind a noun: "attaques menées par la Russie"."""
    return next(
        (unit.subject(i) for i, v in enumerate(unit.verbs) if _behind(trigger, v)),
        NOBODY,
    )


def _behind(trigger: Trigger, verb: Verb) -> bool:
    """Whether a participle stands right behind the noun of a trigger."""
    return (
        trigger.noun
        and verb.tense == "pp"
        and 0 <= verb.span.start - trigger.span.end < _RIGHT_BEHIND
    )


def _with_whom(scene: Scene, unit: Unit, verb: Verb) -> tuple[str, ...]:
    """The one that "avec qui" before a verb refers back to."""
    for at in range(verb.first - 1, max(verb.first - _BACK, 0), -1):
        if (
            unit.low(at) == scene.speech["who"]
            and unit.low(at - 1) == scene.speech["with"]
        ):
            links = scene.links_in(Span(unit.span.start, unit.words[at - 1].start))
            return links[-1].entities if links else ()
    return ()


def _subject(scene: Scene, unit: Unit, trigger: Trigger) -> tuple[str, ...]:
    """Entities of the subject: those it names, else those that its words belong to ("les forces russes")."""
    index = trigger.verb
    if index is None and (
        not trigger.subject or trigger.kind in lists(scene)["dyadic"]
    ):
        before = [
            i
            for i, v in enumerate(unit.verbs)
            if v.finite and v.span.end <= trigger.span.start
        ]
        index = before[-1] if before else None
    actor = unit.subject(index)
    if actor.words is None or actor.entities:
        return actor.entities
    inside = [
        k
        for k in scene.links_in(_core(scene, unit, actor.words))
        if _takes_part(k) or _state(scene, k)
    ]
    return tuple(dict.fromkeys(e for k in inside for e in k.entities))


def _core(scene: Scene, unit: Unit, words: Span) -> Span:
    """A subject with its first complement: "les délégués de Lima et d'Oslo", "les frappes russes" without "sur Kiev"."""
    of, joined = 0, False
    for word in (w for w in unit.words if words.start < w.start < words.end):
        if word.low in scene.grammar.prepositions:
            of += not joined
            if word.low not in scene.speech["of"] or of > 1:
                return Span(words.start, word.start)
        joined = word.low == scene.speech["and"]
    return words


def _state(scene: Scene, link: Link) -> bool:
    """Whether a name is that of a state, or an adjective made of it."""
    known = scene.entities.get(link.entities[0]) if link.entities else None
    return link.mention.kind is MentionKind.DEMONYM or (
        known is not None and bool(known.demonyms)
    )


def _beside(one: Span, other: Span) -> bool:
    return 0 <= max(one.start - other.end, other.start - one.end) <= _NEAR


def _takes_part(link: Link) -> bool:
    if link.verdict is LinkStatus.AMBIGUOUS:
        return False
    if link.mention.kind in (MentionKind.METONYM, MentionKind.GROUP):
        return True
    return link.mention.kind is not MentionKind.DEMONYM and link.mention.type in _ACTING


def scope(scene: Scene, unit: Unit, trigger: Trigger) -> Span:
    """The words that say with whom and where: from the verb or noun to the next verb of another clause."""
    own = unit.verbs[trigger.verb].span if trigger.verb is not None else trigger.span
    start, end = min(own.start, trigger.span.start), max(own.end, trigger.span.end)
    following = [
        v.span.start
        for v in unit.verbs
        if v.span.start >= end and not _behind(trigger, v)
    ]
    if trigger.verb is None:
        start = max(
            [unit.span.start, *(v.span.end for v in unit.verbs if v.span.end <= start)]
        )
        signs = [w.start for w in unit.words if w.start >= end and w.low in ",;:"]
        return Span(start, max(end, min([unit.span.end, *following, *signs])))
    following += [
        w.start for w in unit.words if w.start >= end and w.low in scene.speech["that"]
    ][:1]
    clause_end = max(unit.clause(trigger.verb).end, end)
    return Span(start, max(min([clause_end, *following]), end))


def places(scene: Scene, unit: Unit, trigger: Trigger) -> tuple[str, ...]:
    """Ids of the places where it happens, each once: "à Paris", "dans la région de Koursk", never "allié de l'Ukraine"."""
    around = scope(scene, unit, trigger)
    first = trigger.verb is not None and not any(
        v.finite for v in unit.verbs[: trigger.verb]
    )
    start = unit.span.start if first or trigger.verb is None else around.start
    links = [
        k
        for k in scene.links_in(Span(start, around.end))
        if not scene.inside_quote(k.mention.span.start)
    ]
    named = [
        k
        for k in links
        if k.mention.type is EntityType.LOC
        and k.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
    ]
    return tuple(
        dict.fromkeys(e for k in named if _situated(scene, k) for e in k.entities)
    )


def _situated(scene: Scene, link: Link) -> bool:
    """Whether the words before a name say that something happens there; "à la Russie" is no place, "à La Haye" is one."""
    data, at = lists(scene), link.mention.span.start
    ahead = [t.low for t in tokens(scene.text, max(0, at - _AHEAD), at)]
    given = ahead[-2:-1] == [scene.speech["leading"][-1]] and _state(scene, link)
    while (
        ahead
        and ahead[-1] in scene.speech["articles"]
        and ahead[-1] not in data["situating"]
    ):
        ahead.pop()
    if ahead and ahead[-1] in data["situating"]:
        return not given
    return (
        len(ahead) > 1
        and ahead[-1] in scene.speech["of"]
        and any(w in data["places"] for w in ahead[-4:-1])
    )
