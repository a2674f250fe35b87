"""Chooses among the candidates of an article: the events, the primary, the headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.events.features import Draft, features, in_body, refusal
from builder.lang.schema_events import RankWords
from builder.model.event import Modality, Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.events.view import View
    from builder.lang.pack import LanguagePack
    from builder.lang.schema_events import Weights

_MOST = 3
"""Mentions a sentence has at most: what is told beside them is circumstance."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A draft with its three sums."""

    draft: Draft
    event: float
    primary: float
    headline: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A draft that is told, with its rank."""

    draft: Draft
    rank: Rank
    headline: bool


def choose(
    view: View, drafts: Sequence[Draft], pack: LanguagePack
) -> tuple[Chosen, ...]:
    """What an article tells, in the order of the text, with one headline at most.

    Empty where every candidate is refused.
    """
    table = pack.words(RankWords)
    told = [draft for draft in drafts if not refusal(view, draft)]
    body = [draft for draft in told if in_body(view, draft)]
    # A title is a second telling of the body, unless there is no body.
    scored = [score(view, draft, table) for draft in body or told]
    if not scored:
        return ()
    best = max(scored, key=lambda each: each.headline)
    found_headline = best.headline >= table.least.headline
    kept = [s for s in scored if s.event >= table.least.event]
    if found_headline and best not in kept:
        kept.append(best)
    kept = _distinct(view, kept, best)
    return tuple(
        Chosen(
            each.draft,
            _rank(view, each, table.least, each is best),
            found_headline and each is best,
        )
        for each in sorted(kept, key=lambda each: each.draft.candidate.span)
    )


def score(view: View, draft: Draft, table: RankWords) -> Scored:
    """The sums of the weights of all that holds of a draft."""
    event = primary = headline = 0.0
    for name in features(view, draft):
        weights = table.weights.get(name)
        if weights is None:
            continue
        event += weights.event
        primary += weights.primary
        headline += weights.headline
    return Scored(draft, event, primary, headline)


def _rank(view: View, each: Scored, least: Weights, best: bool) -> Rank:  # noqa: FBT001
    if best or each.primary >= least.primary:
        return Rank.PRIMARY
    said = each.draft.candidate.kind in view.vocabulary.words.said
    return Rank.REACTION if said else Rank.DETAIL


def _distinct(view: View, scored: Sequence[Scored], best: Scored) -> list[Scored]:
    """One mention for each kind and moment of a sentence, the surest; three at most.

    An announcement beside what it announces is none.
    """
    order = sorted(scored, key=lambda s: (s is not best, -s.event))
    kept: dict[tuple[object, ...], Scored] = {}
    for each in order:
        kept.setdefault(_likeness(view, each.draft), each)
    rest = list(kept.values())
    announced = {id(s) for s in rest if _announces(view, s, rest)}
    announced |= {id(s) for s in rest if s is not best and _circumstance(s, rest)}
    numbers: dict[int, int] = {}
    found: list[Scored] = []
    for each in kept.values():
        sentence = each.draft.candidate.clause.sentence
        numbers[sentence] = numbers.get(sentence, 0) + 1
        if numbers[sentence] <= _MOST and id(each) not in announced:
            found.append(each)
    return found


def _likeness(view: View, draft: Draft) -> tuple[object, ...]:
    candidate, words = draft.candidate, view.vocabulary.words
    clause = candidate.clause
    said = candidate.kind in words.said
    who = tuple(p.entity for p in draft.participants[:1]) if said else ()
    plain = clause.index if candidate.kind == "other" else -1
    span = draft.time.timex.span if draft.time.timex else None
    denied = draft.modality is Modality.DENIED
    return (clause.sentence, candidate.kind, span, denied, who, plain)


def _circumstance(one: Scored, others: Sequence[Scored]) -> bool:
    """Whether a noun only stands in a clause whose verb tells the deed.

    "Le club a pris l'avantage dès le début du match". Not where it has a day of its own,
    or names somebody: "il a fui après l'attaque menée par le Pérou".
    """
    candidate = one.draft.candidate
    if not candidate.noun or candidate.carried:
        return False
    if one.draft.time.timex is not None or one.draft.participants:
        return False
    index = candidate.clause.index
    return any(o is not one and o.draft.candidate.clause.index == index for o in others)


def _announces(view: View, one: Scored, others: Sequence[Scored]) -> bool:
    """Whether a saying only announces another event that is told: no event of its own."""
    candidate = one.draft.candidate
    vehicle = candidate.clause.lemma in view.vocabulary.words.vehicles
    if candidate.noun or not vehicle or candidate.kind not in ("statement", "other"):
        return False
    timex = one.draft.time.timex
    for other in others:
        governs = any(a.clause == candidate.clause.index for a in other.draft.sources)
        same_day = timex is None or other.draft.time.timex == timex
        if other is not one and governs and same_day:
            return True
    return False
