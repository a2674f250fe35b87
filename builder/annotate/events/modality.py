"""Decides how the text stands to what it tells: so, said to be so, denied, demanded, planned, or only thought of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from builder.annotate.events.nouns import shadow
from builder.annotate.events.vocabulary import Trigger, lists
from builder.lang.speech import Act, phrases_pattern
from builder.lang.verbs import Verb, bare
from builder.model.article import Span
from builder.model.event import Modality

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene
    from builder.lang.pack import LanguagePack

_MANNERS = {
    "deny": Modality.DENIED,
    "demand": Modality.DEMANDED,
    "promise": Modality.PLANNED,
}
_GOVERNED = (
    Modality.DENIED,
    Modality.DEMANDED,
    Modality.HYPOTHETICAL,
    Modality.PLANNED,
)
_CLOSED = frozenset(",;:.")
_DIRECT = 3
"""Words at most between a verb and the noun that is its object."""
_REAL = ("pres", "perfect", "past", "impf")
"""Tenses of a main clause that make a fact of the perfect after an opening "si"."""


@dataclass(frozen=True, slots=True)
class Cues:
    """`modality.yml`, compiled."""

    verbs: tuple[tuple[Modality, frozenset[str]], ...]
    aspect: frozenset[str]
    void: frozenset[str]
    purpose: frozenset[str]
    condition: re.Pattern[str]
    beside: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Stance:
    """A modality and the words that decided it; `modality` none where the words tell of nothing that happens."""

    modality: Modality | None
    cue: Span | None = None


_SO = Stance(Modality.ASSERTED)
_NOTHING = Stance(None)


@lru_cache(maxsize=4)
def cues(pack: LanguagePack) -> Cues:
    """Compile `modality.yml`."""
    data = pack.data("modality")
    return Cues(
        tuple((m, frozenset(bare(p)[0] for p in data[m.value])) for m in _GOVERNED),
        frozenset(bare(p)[0] for p in data["aspect"]),
        frozenset(data["void"]),
        frozenset(data["purpose"]),
        phrases_pattern(data["condition"]),
        phrases_pattern(data["beside"]),
    )


def decide(
    scene: Scene, unit: Unit, trigger: Trigger, speaking: Sequence[Act]
) -> Stance:
    """The stance of the text to the event of a trigger, before asking whether somebody only says so."""
    known = cues(scene.pack)
    if trigger.shadow:
        return Stance(Modality(trigger.shadow), trigger.span)
    said = next(
        (Stance(_MANNERS[a.manner], a.cue) for a in speaking if a.manner in _MANNERS),
        None,
    )
    if trigger.verb is None:
        return said or _beside(unit, trigger, known)
    own = (
        _noun(scene, unit, trigger, known)
        if trigger.noun
        else _verb(scene, unit, trigger.verb, known)
    )
    if own.modality is Modality.ASSERTED and _conditioned(
        scene, unit, trigger.verb, known
    ):
        return Stance(Modality.HYPOTHETICAL, trigger.span)
    if said is None or own.modality not in (Modality.ASSERTED, Modality.HYPOTHETICAL):
        return own
    return (
        own
        if own.modality is Modality.HYPOTHETICAL and said.modality is Modality.PLANNED
        else said
    )


def _beside(unit: Unit, trigger: Trigger, known: Cues) -> Stance:
    """A noun that no verb carries is told as done, unless it stands beside a future that does not take it for granted.

    What a verb right before it wants, plans or denies is what that verb makes of it: "n'envisage pas de dissolution".
    """
    before = next(
        (
            v
            for v in reversed(unit.verbs)
            if v.finite and v.span.end <= trigger.span.start
        ),
        None,
    )
    between = (
        [w.low for w in unit.words[before.last + 1 :] if w.start < trigger.span.start]
        if before
        else []
    )
    if (
        before is not None
        and len(between) <= _DIRECT
        and _CLOSED.isdisjoint(between)
        and not trigger.subject
    ):
        stance = _governed(before, known) or (_NOTHING if before.negated else None)
        if stance is not None:
            return stance
    ahead = before is not None and before.tense == "fut" and not trigger.subject
    return (
        Stance(Modality.PLANNED, before.span) if ahead and before is not None else _SO
    )


def _noun(scene: Scene, unit: Unit, trigger: Trigger, known: Cues) -> Stance:
    """A noun has the stance of its verb; as a subject it is taken for granted even where the verb is negated."""
    index = trigger.verb or 0
    if trigger.subject and unit.verbs[index].negated:
        return _SO
    verb = unit.verbs[index]
    between = takewhile(
        lambda w: w.start < trigger.span.start, unit.words[verb.last + 2 :]
    )
    if verb.negated and (
        verb.lemmas & lists(scene)["vehicles"]
        or any(w.low in scene.speech["of"] for w in between)
    ):
        return _NOTHING  # "n'a pas dit les causes de la mort", "n'a pas reconnu la victoire"
    return (None if trigger.subject else _governed(verb, known)) or _verb(
        scene, unit, index, known
    )


def _governed(verb: Verb, known: Cues) -> Stance | None:
    """What a verb makes of the event that it governs: "promettre", "exiger", "n'a pas exclu"; none for other verbs."""
    fits = [m for m, lemmas in known.verbs if verb.lemmas & lemmas]
    if not fits:
        return None
    if (
        verb.negated and Modality.HYPOTHETICAL in fits
    ):  # "n'a pas exclu", but "ne pourrait pas mener" tells nothing
        return (
            Stance(Modality.HYPOTHETICAL, verb.span)
            if Modality.DENIED in fits
            else _NOTHING
        )
    if verb.negated:
        return Stance(Modality.DENIED, verb.span)
    missed = (
        verb.tense == "conditional" and fits[0] is Modality.PLANNED
    )  # "aurait dû démissionner"
    return Stance(Modality.HYPOTHETICAL if missed else fits[0], verb.span)


def _verb(scene: Scene, unit: Unit, index: int, known: Cues) -> Stance:
    verb = unit.verbs[index]
    if verb.tense == "inf":
        return _infinitive(scene, unit, index, known) if index else _NOTHING
    wanted = (
        _governed(unit.verbs[index - 1], known)
        if index and verb.tense == "pres"
        else None
    )
    if wanted is not None and scene.subordinate(unit, index):
        return wanted  # a subjunctive that looks like a present: "exiger qu'il signe"
    if verb.negated:
        return Stance(Modality.DENIED, verb.span)
    if verb.tense in ("subj", "subjunctive"):
        return (
            _SO if _conceded(unit, index) else Stance(Modality.HYPOTHETICAL, verb.span)
        )
    if verb.tense == "cond" and index and scene.subordinate(unit, index):
        return Stance(
            Modality.PLANNED, verb.span
        )  # the future of the past: "a dit qu'il viendrait"
    told = {"fut": Modality.PLANNED, "future": Modality.PLANNED}
    told |= {"conditional": Modality.CONDITIONAL, "cond": Modality.CONDITIONAL}
    return Stance(told[verb.tense], verb.span) if verb.tense in told else _SO


def _conceded(unit: Unit, index: int) -> bool:
    """`bien que des échanges aient eu lieu`: they did."""
    ahead = [w.low for w in unit.words[: unit.verbs[index].first]]
    return any(a == "bien" and b.startswith("qu") for a, b in pairwise(ahead))


def _infinitive(scene: Scene, unit: Unit, index: int, known: Cues) -> Stance:
    """An infinitive has the stance that the words before it give it; after "pour" it tells of nothing."""
    above = _above(scene, unit, index)
    verb, governor = unit.verbs[index], unit.verbs[above]
    between = Span(unit.verbs[index - 1].span.end, verb.span.start)
    hint = shadow(scene, unit, verb.span)
    if hint:
        return Stance(Modality(hint), between)
    if known.beside.search(between.of(scene.text)):
        return _SO
    low = [w.low for w in unit.words[unit.verbs[index - 1].last + 1 : verb.first]]
    perfect = verb.last > verb.first
    spoken = above in unit.spoken and (perfect or not low)
    governed = _governed(governor, known)
    if _free(governor, low, known, perfect=perfect):
        return _NOTHING
    if verb.negated:
        return Stance(Modality.DENIED, verb.span) if perfect and spoken else _NOTHING
    if governor.lemmas & known.aspect or (spoken and governed is None):
        return _verb(scene, unit, above, known)
    return governed or _NOTHING


def _free(governor: Verb, low: Sequence[str], known: Cues, *, perfect: bool) -> bool:
    """Whether an infinitive depends on no verb before it, or on one that tells of nothing."""
    closed = _CLOSED - {","} if perfect else _CLOSED
    return bool(
        closed & set(low) or known.purpose & set(low) or governor.lemmas & known.void
    )


def _above(scene: Scene, unit: Unit, index: int) -> int:
    """The verb that governs an infinitive; of "à cesser le feu et à libérer les otages", that of the first."""
    at = index - 1
    while at and unit.verbs[at].tense == "inf":
        between = [
            w.low
            for w in unit.words[unit.verbs[at].last + 1 : unit.verbs[at + 1].first]
        ]
        if not any(
            a in scene.speech["joining"] and b in scene.speech["leading"]
            for a, b in pairwise(between)
        ):
            break
        at -= 1
    return at


def _conditioned(scene: Scene, unit: Unit, index: int, known: Cues) -> bool:
    """Whether `si`, `à condition que` opens the clause of a verb; `s'` only before "il", where it is no reflexive.

    "Si Lima a accepté, Quito refuse" concedes: it did.
    """
    if not index and unit.verbs[0].tense == "perfect":
        after = next((i for i, v in enumerate(unit.verbs) if i and v.finite), 0)
        if unit.subject(after).entities and unit.verbs[after].tense in _REAL:
            return False
    start = unit.verbs[index - 1].span.end if index else unit.span.start
    ahead = scene.text[start : unit.verbs[index].span.start]
    found = (
        m
        for m in known.condition.finditer(ahead)
        if not scene.inside_quote(start + m.start())
    )
    return any(
        m.group()[-1] not in "'’" or ahead[m.end() :].startswith("il") for m in found
    )
