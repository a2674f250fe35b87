"""Nouns that tell an event where a verb carries them, a date stands beside them, or "après" takes them for granted."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from builder.annotate.events.moments import dated
from builder.annotate.events.vocabulary import (
    EVENTFUL,
    TOLD,
    Kinds,
    Trigger,
    kinds,
    lists,
)
from builder.model.article import Span
from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene
    from builder.lang.verbs import Verb
    from builder.model.dates import Timex

_AHEAD = 40
"""Code points looked at before a noun for "après", "lors de", "l'éventualité de"."""

_BESIDE = 60
"""Code points after a noun in which a date belongs to it."""

_OPENING = 3
"""Words before a noun among which a preposition makes it a complement."""

_TITLED = 4
"""Words at most between a noun and the name that completes it: "de l'ancien ministre Vik"."""


def nouns(scene: Scene, unit: Unit, known: Kinds) -> Iterator[Trigger]:
    """The nouns of a sentence that tell an event, outside its quotations and its names, in the order of the text."""
    barred: dict[str, list[Span]] = {}
    for match in known.nouns.finditer(scene.text, unit.span.start, unit.span.end):
        kind = known.kind_of[match.lastgroup or ""]
        span = Span(*match.span())
        if (
            scene.inside_quote(span.start)
            or _verbal(unit, span)
            or _in_name(scene, span)
        ):
            continue
        if kind not in barred and kind in known.excluded:
            others = known.excluded[kind].finditer(
                scene.text, unit.span.start, unit.span.end
            )
            barred[kind] = [Span(*m.span()) for m in others]
        if any(other.overlaps(span) for other in barred.get(kind, ())):
            continue
        trigger = _carried(scene, unit, kind, span, known)
        if trigger is not None:
            yield trigger


def _verbal(unit: Unit, span: Span) -> bool:
    """Whether the word is a verb here: "Lena Fors annonce"."""
    at = bisect_left(unit.starts, span.end) - 1
    return at >= 0 and unit.verbs[at].finite and unit.verbs[at].span.overlaps(span)


def _in_name(scene: Scene, span: Span) -> bool:
    """Whether a noun is part of a name: the "Raid" of a company tells of no raid."""
    if (
        scene.text[max(span.start - 1, 0)].isspace()
        and scene.text[span.start].isupper()
    ):
        word = next(
            (
                w
                for w in reversed(
                    scene.text[max(0, span.start - _AHEAD) : span.start].split()
                )
            ),
            "",
        )
        if word[:1].isupper():
            return True  # "Air Raid Sirens"
    link = scene.mention_at(span.start)
    named = link is not None and link.mention.kind in (
        MentionKind.NAME,
        MentionKind.ALIAS,
    )
    return link is not None and named and link.mention.type is not EntityType.EVENT


def _carried(
    scene: Scene, unit: Unit, kind: str, span: Span, known: Kinds
) -> Trigger | None:
    """A noun with what makes an event of it: a verb, a date beside it, "après"; none where nothing does."""
    if _undone(scene, unit, span, known):
        return None
    hint, weak, lasting = (
        shadow(scene, unit, span),
        kind in known.words["weak"],
        kind in known.words["dated"],
    )
    taken = bool(
        known.presupposing.search(
            scene.text[max(unit.span.start, span.start - _AHEAD) : span.start]
        )
    )
    if (
        taken and not lasting and (not weak or _complete(scene, span))
    ):  # "après l'attaque": whatever the verb
        return Trigger(kind, span, None, noun=True, subject=True, shadow=hint)
    index = None if taken else _carrier(scene, unit, span)
    date = _date_beside(scene, unit, span)
    if index is None:
        return (
            Trigger(kind, span, None, noun=True, subject=taken, shadow=hint)
            if date
            else None
        )
    verb, subject = unit.verbs[index], _is_subject(scene, unit, index, span)
    told = (
        subject
        and not weak
        and (
            verb.tense in TOLD
            or (verb.tense == "impf" and verb.lemmas & known.words["happening"])
        )
    )
    light = hint or verb.lemmas & (known.words["support"] | known.words["vehicles"])
    fixed = subject and verb.passive and verb.lemmas & known.words["scheduling"]
    told = told or (
        (light or fixed) and (verb.tense in EVENTFUL or dated(scene, unit, index))
    )
    if (told and (date or not lasting)) or (
        lasting and subject and dated(scene, unit, index)
    ):
        return Trigger(kind, span, index, noun=True, subject=subject, shadow=hint)
    own = date is not None and (subject or not _of_verb(scene, verb, span, date))
    return Trigger(kind, span, None, noun=True, shadow=hint) if own else None


def _undone(scene: Scene, unit: Unit, span: Span, known: Kinds) -> bool:
    """Whether its verb says that it did not take place: "le concert, prévu lundi, a été annulé"."""
    at = next(
        (
            i
            for i in range(bisect_left(unit.starts, span.start), len(unit.verbs))
            if unit.verbs[i].finite
        ),
        None,
    )
    if (
        at is None
        or not unit.verbs[at].passive
        or not unit.verbs[at].lemmas & known.words["undoing"]
    ):
        return False
    word = bisect_left(unit.words, span.start, key=lambda w: w.start)
    held = any(
        unit.low(i) in scene.grammar.prepositions
        for i in range(max(0, word - _OPENING), word)
    )
    return not held or _is_subject(scene, unit, at, span)


def _complete(scene: Scene, span: Span) -> bool:
    """Whether a noun has a name for its complement: "la démission de Lena Fors", "le rachat de la société Vik"."""
    near = scene.links_in(Span(span.end, span.end + _AHEAD))
    between = scene.text[span.end : near[0].mention.span.start].split() if near else []
    return 0 < len(between) <= _TITLED and between[0].lower() in {
        *scene.speech["of"],
        "d'",
        "d’",
    }


def shadow(scene: Scene, unit: Unit, span: Span) -> str:
    """What a noun before makes of an event: `hypothetical` in "l'éventualité de sanctions"; empty where none does."""
    at = bisect_left(unit.starts, span.start)
    floor = unit.verbs[at - 1].span.end if at else unit.span.start
    ahead = scene.text[max(floor, span.start - _AHEAD) : span.start]
    words = " ".join(re.split(r"[,;:.()]", ahead)[-1].split()[-4:])
    return next(
        (name for name, pattern in kinds(scene.pack).shadows if pattern.search(words)),
        "",
    )


def _carrier(scene: Scene, unit: Unit, span: Span) -> int | None:
    """Index of the verb whose object or subject a noun is: the one right before, else the one right after."""
    at = bisect_left(unit.starts, span.start)
    after = unit.verbs[at] if at < len(unit.verbs) else None
    held = at > 0 and not _parted(scene, unit, unit.verbs[at - 1].span.end, span.start)
    if after is not None and after.finite and _is_subject(scene, unit, at, span):
        return (
            at - 1 if held and scene.relative(unit, after) else at
        )  # "avoir mené des frappes qui ont permis …"
    if held:
        return at - 1
    behind = (
        after is not None
        and after.tense in ("pp", "ger")
        and not _parted(scene, unit, span.end, after.span.start)
    )
    return at if behind else None


def _parted(scene: Scene, unit: Unit, start: int, end: int) -> bool:
    """Whether a sign, the beginning of a clause, or a noun that an event only completes stands between two places."""
    between: Sequence[str] = [w.low for w in unit.words if start <= w.start < end]
    return any(
        not w[0].isalnum()
        or w in scene.speech["relative"]
        or w in lists(scene)["apart"]
        for w in between
    )


def _is_subject(scene: Scene, unit: Unit, index: int, span: Span) -> bool:
    """Whether a noun is the head of a verb's subject: "l'appel a duré", not "la suite de l'appel a surpris"."""
    actor = unit.subject(index)
    if actor.words is None or not actor.words.covers(span):
        return False
    ahead = [w.low for w in unit.words if actor.words.start <= w.start < span.start]
    counted = any(
        w in lists(scene)["counting"] for w in (*ahead[:2], "".join(ahead[:2]))
    )
    held = sum(w in scene.grammar.prepositions for w in ahead[1:])
    return counted or held == scene.document(
        actor.words
    )  # "une lecture de l'appel" takes the call for granted


def _date_beside(scene: Scene, unit: Unit, span: Span) -> Timex | None:
    """The date after a noun that no finite verb parts from it."""
    near = scene.datings_in(Span(span.end, min(span.end + _BESIDE, unit.span.end)))
    date = next((d for d in near if d.date is not None), None)
    parted = date is not None and any(
        span.end <= v.span.start < date.span.start and v.finite for v in unit.verbs
    )
    return None if parted else date


def _of_verb(scene: Scene, verb: Verb, span: Span, date: Timex) -> bool:
    """Whether the date after an object is that of its verb: "a condamné les frappes jeudi", not "les frappes de jeudi"."""
    ahead = scene.text[span.end : date.span.start].split()[-1:]
    return verb.tense in TOLD and not any(w in scene.speech["of"] for w in ahead)
