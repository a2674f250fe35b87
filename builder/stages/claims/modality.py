"""Decides how the text stands to what it tells: so, said to be so, denied, demanded, planned, or only thought of."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.speech import phrases_pattern
from builder.lang.verbs import bare
from builder.model.claim import Modality

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from builder.lang.discourse import Scene, Unit
    from builder.lang.pack import LanguagePack
    from builder.lang.speech import Act
    from builder.model.article import Span
    from builder.stages.claims.triggers import Trigger

_NOT_YET = {"fut": Modality.PLANNED, "future": Modality.PLANNED}
_MANNERS = {"deny": Modality.DENIED, "demand": Modality.DEMANDED, "promise": Modality.PLANNED}


@dataclass(frozen=True, slots=True)
class Cues:
    """`modality.yml`, compiled."""

    verbs: tuple[tuple[Modality, frozenset[str]], ...]
    aspect: frozenset[str]
    condition: re.Pattern[str]
    purpose: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Stance:
    """A modality and the words that decided it; `modality` none where the words name an aim and tell of nothing."""

    modality: Modality | None
    cue: Span | None = None


@lru_cache(maxsize=4)
def cues(pack: LanguagePack) -> Cues:
    """Compile `modality.yml`."""
    data = pack.data("modality")
    lists = ((m, frozenset(bare(p)[0] for p in data[m.value])) for m in _GOVERNED)
    return Cues(
        tuple(lists), frozenset(data["aspect"]), phrases_pattern(data["condition"]), phrases_pattern(data["purpose"])
    )


_GOVERNED = (Modality.DENIED, Modality.DEMANDED, Modality.HYPOTHETICAL, Modality.PLANNED)


def decide(scene: Scene, unit: Unit, trigger: Trigger, speaking: Sequence[Act]) -> Stance:
    """The stance of the text to the event of a trigger, before asking whether somebody only says so."""
    known = cues(scene.pack)
    if trigger.shadow:
        return Stance(Modality(trigger.shadow), trigger.span)
    said = next((Stance(_MANNERS[a.manner], a.cue) for a in speaking if a.manner in _MANNERS), None)
    if trigger.verb is None:
        return said or Stance(Modality.ASSERTED)
    own = _noun(scene, unit, trigger, known) if trigger.noun else _verb(scene, unit, trigger.verb, known)
    if own.modality is Modality.ASSERTED and _conditioned(scene, unit, trigger.verb, known):
        return Stance(Modality.HYPOTHETICAL, trigger.span)
    if said is not None and own.modality in (Modality.ASSERTED, Modality.HYPOTHETICAL, None):
        return said
    return own


def _noun(scene: Scene, unit: Unit, trigger: Trigger, known: Cues) -> Stance:
    """A noun has the stance of its verb; as a subject it is taken for granted even where the verb is negated."""
    index = trigger.verb or 0
    verb = unit.verbs[index]
    if not trigger.subject:
        governed = _governed(unit, index, known)
        if governed is not None:
            return governed
    stance = _verb(scene, unit, index, known)
    if trigger.subject and verb.negated and stance.modality is Modality.DENIED:
        return Stance(Modality.ASSERTED)
    return stance


def _governed(unit: Unit, index: int, known: Cues) -> Stance | None:
    """What a verb makes of the event that it governs: "promettre", "exiger", "n'a pas exclu"."""
    verb = unit.verbs[index]
    fits = [m for m, lemmas in known.verbs if verb.lemmas & lemmas]
    if not fits:
        return None
    if Modality.DENIED in fits and verb.negated:
        return Stance(Modality.HYPOTHETICAL, verb.span)
    if verb.negated and fits[0] is not Modality.HYPOTHETICAL:
        return Stance(Modality.DENIED, verb.span)
    return Stance(fits[0], verb.span)


def _verb(scene: Scene, unit: Unit, index: int, known: Cues) -> Stance:
    verb = unit.verbs[index]
    if verb.tense == "inf":
        return _infinitive(scene, unit, index, known)
    if verb.negated:
        return Stance(Modality.DENIED, verb.span)
    if verb.tense in _NOT_YET:
        return Stance(_NOT_YET[verb.tense], verb.span)
    if verb.tense == "conditional":
        return Stance(Modality.CONDITIONAL, verb.span)
    if verb.tense == "cond":
        future_of_past = scene.subordinate(unit, index) and index > 0
        return Stance(Modality.PLANNED if future_of_past else Modality.CONDITIONAL, verb.span)
    if verb.tense in ("subj", "subjunctive"):
        return Stance(Modality.ASSERTED if _conceded(unit, index) else Modality.HYPOTHETICAL, verb.span)
    return Stance(Modality.ASSERTED)


def _conceded(unit: Unit, index: int) -> bool:
    """`bien que des échanges aient eu lieu`: they did."""
    ahead = [w.low for w in unit.words[: unit.verbs[index].first]]
    return any(a == "bien" and b.startswith("qu") for a, b in itertools.pairwise(ahead))


def _infinitive(scene: Scene, unit: Unit, index: int, known: Cues) -> Stance:
    """An infinitive has the stance that the verb before it gives it; after "pour" or alone it tells of nothing."""
    verb = unit.verbs[index]
    if not index:
        return Stance(None)
    between = unit.words[unit.verbs[index - 1].last + 1 : verb.first]
    if any(w.low in ",;:." for w in between):
        return Stance(None)
    governor = unit.verbs[index - 1]
    governed = _governed(unit, index - 1, known)
    if governor.lemmas & known.aspect:
        return _verb(scene, unit, index - 1, known)
    if governed is not None:
        return governed
    if " ".join(w.low for w in between) == "" and (index - 1) in unit.spoken:
        return _verb(scene, unit, index - 1, known)
    return Stance(None)


def _conditioned(scene: Scene, unit: Unit, index: int, known: Cues) -> bool:
    """Whether `si`, `à condition que` opens the clause of a verb."""
    start = unit.verbs[index - 1].span.end if index else unit.span.start
    ahead = scene.text[start : unit.verbs[index].span.start]
    return any(
        m.group().lower() not in ("s'", "s’") or (m.end() < len(ahead) and ahead[m.end() :].startswith("il"))
        for m in known.condition.finditer(ahead)
    )
