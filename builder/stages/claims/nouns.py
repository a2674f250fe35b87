"""Nouns that tell an event where a verb carries them, a date stands beside them, or "après" takes them for granted."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, MentionKind
from builder.stages.claims.moments import dated
from builder.stages.claims.vocabulary import EVENTFUL, TOLD, Kinds, Trigger, kinds, lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene

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
    text = scene.text
    barred = {
        k: [m.span() for m in p.finditer(text, unit.span.start, unit.span.end)] for k, p in known.excluded.items()
    }
    for match in known.nouns.finditer(text, unit.span.start, unit.span.end):
        kind = known.kind_of[match.lastgroup or ""]
        span = Span(*match.span())
        if (
            scene.inside_quote(span.start)
            or _verbal(unit, span)
            or _in_name(scene, span)
            or any(a < span.end and span.start < b for a, b in barred.get(kind, ()))
        ):
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
    if scene.text[max(span.start - 1, 0)].isspace() and scene.text[span.start].isupper():
        word = next((w for w in reversed(scene.text[max(0, span.start - _AHEAD) : span.start].split())), "")
        if word[:1].isupper():
            return True  # "Air Raid Sirens"
    link = scene.mention_at(span.start)
    named = link is not None and link.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
    return link is not None and named and link.mention.type is not EntityType.EVENT


def _carried(scene: Scene, unit: Unit, kind: str, span: Span, known: Kinds) -> Trigger | None:
    """A noun with what makes an event of it: a verb, a date beside it, "après"; none where nothing does."""
    if _undone(scene, unit, span, known):
        return None
    hint = shadow(scene, unit, span)
    ahead = scene.text[max(unit.span.start, span.start - _AHEAD) : span.start]
    plain = kind not in known.words["weak"] | known.words["dated"] or (
        kind in known.words["weak"] and _complete(scene, span)
    )
    taken = bool(known.presupposing.search(ahead))  # "après l'attaque": for granted, whatever the verb
    if taken and plain:
        return Trigger(kind, span, None, noun=True, subject=True, shadow=hint)
    index = None if taken else _carrier(scene, unit, span)
    beside = _date_beside(scene, unit, span)
    subject = index is not None and _is_subject(scene, unit, index, span)
    if index is not None:
        lasting = subject and kind in known.words["dated"] and dated(scene, unit, index)
        free = beside or kind not in known.words["dated"]
        if lasting or (free and _carries(scene, unit, index, (kind, subject, bool(hint)), known)):
            return Trigger(kind, span, index, noun=True, subject=subject, shadow=hint)
    if beside and not (index is not None and not subject and _of_verb(scene, unit, index, span)):
        return Trigger(kind, span, None, noun=True, subject=taken, shadow=hint)
    return None


def _undone(scene: Scene, unit: Unit, span: Span, known: Kinds) -> bool:
    """Whether its verb says that it did not take place: "le concert, prévu lundi, a été annulé"."""
    at = next((i for i in range(bisect_left(unit.starts, span.start), len(unit.verbs)) if unit.verbs[i].finite), None)
    if at is None or not unit.verbs[at].passive or not unit.verbs[at].lemmas & known.words["undoing"]:
        return False
    word = bisect_left(unit.words, span.start, key=lambda w: w.start)
    held = any(unit.low(i) in scene.grammar.prepositions for i in range(max(0, word - _OPENING), word))
    return not held or _is_subject(scene, unit, at, span)


def _complete(scene: Scene, span: Span) -> bool:
    """Whether a noun has a name for its complement: "la démission de Lena Fors", "le rachat de la société Vik"."""
    near = scene.links_in(Span(span.end, span.end + _AHEAD))
    between = scene.text[span.end : near[0].mention.span.start].split() if near else []
    return 0 < len(between) <= _TITLED and between[0].lower() in {*scene.speech["of"], "d'", "d’"}


def _carries(scene: Scene, unit: Unit, index: int, noun: tuple[str, bool, bool], known: Kinds) -> bool:
    """Whether a verb makes an event of a noun: one of `support`, or any in the perfect with the noun as subject."""
    verb, (kind, subject, shadowed) = unit.verbs[index], noun
    if subject and verb.tense == "impf" and verb.lemmas & known.words["happening"]:
        return True
    if subject and verb.tense in TOLD and kind not in known.words["weak"]:
        return True
    held = bool(verb.lemmas & (known.words["support"] | known.words["vehicles"])) or shadowed
    return held and (verb.tense in EVENTFUL or dated(scene, unit, index))


def shadow(scene: Scene, unit: Unit, span: Span) -> str:
    """What a noun before makes of an event: `hypothetical` in "l'éventualité de sanctions"; empty where none does."""
    at = bisect_left(unit.starts, span.start)
    floor = unit.verbs[at - 1].span.end if at else unit.span.start
    ahead = scene.text[max(floor, span.start - _AHEAD) : span.start]
    words = " ".join(re.split(r"[,;:.()]", ahead)[-1].split()[-4:])
    return next((name for name, pattern in kinds(scene.pack).shadows if pattern.search(words)), "")


def _carrier(scene: Scene, unit: Unit, span: Span) -> int | None:
    """Index of the verb whose object or subject a noun is: the one right before, else the one right after."""
    at = bisect_left(unit.starts, span.start)
    after = unit.verbs[at] if at < len(unit.verbs) else None
    held = at > 0 and not _parted(unit, unit.verbs[at - 1].span.end, span.start)
    if after is not None and after.finite and _is_subject(scene, unit, at, span):
        return at - 1 if held and scene.relative(unit, after) else at  # "avoir mené des frappes qui ont permis …"
    if held:
        return at - 1
    behind = after is not None and after.tense in ("pp", "ger") and not _parted(unit, span.end, after.span.start)
    return at if behind else None


def _parted(unit: Unit, start: int, end: int) -> bool:
    """Whether a sign, or the beginning of a clause, stands between two places."""
    between: Sequence[str] = [w.low for w in unit.words if start <= w.start < end]
    return any(not w[0].isalnum() for w in between) or any(w in ("que", "qu'", "qui", "où", "dont") for w in between)


def _is_subject(scene: Scene, unit: Unit, index: int, span: Span) -> bool:
    """Whether a noun is the head of a verb's subject: "l'appel a duré", not "la suite de l'appel a surpris"."""
    actor = unit.subject(index)
    if actor.words is None or not actor.words.covers(span):
        return False
    ahead = [w.low for w in unit.words if actor.words.start <= w.start < span.start]
    counted = any(w in lists(scene)["counting"] for w in (*ahead[:2], "".join(ahead[:2])))
    held = sum(w in scene.grammar.prepositions for w in ahead[1:])
    return counted or held == scene.document(actor.words)  # "une lecture de l'appel" takes the call for granted


def _of_verb(scene: Scene, unit: Unit, index: int, span: Span) -> bool:
    """Whether the date after an object is that of its verb: "a condamné les frappes jeudi", not "les frappes de jeudi"."""
    if unit.verbs[index].tense not in TOLD:
        return False
    date = scene.datings_in(Span(span.end, min(span.end + _BESIDE, unit.span.end)))[0]
    ahead = scene.text[span.end : date.span.start].split()
    return not (ahead and ahead[-1] in scene.speech["of"])


def _date_beside(scene: Scene, unit: Unit, span: Span) -> bool:
    near = scene.datings_in(Span(span.end, min(span.end + _BESIDE, unit.span.end)))
    return any(
        d.moment is not None and not any(span.end <= v.span.start < d.span.start and v.finite for v in unit.verbs)
        for d in near
    )
