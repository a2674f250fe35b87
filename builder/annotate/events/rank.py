"""Chooses among the candidates of an article: the events, the primary, the headline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.events.features import features
from builder.annotate.events.kinds import FALLBACK, STATEMENT
from builder.lang.schema_events import RankWords
from builder.model.article import BlockKind
from builder.model.event import Modality, Rank
from builder.syntax.clause import Mood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.vetoes import Judged
    from builder.annotate.events.view import View
    from builder.lang.pack import LanguagePack

_MOST = 3
"""Mentions a sentence has at most: what is told beside them is circumstance."""


class Scored(NamedTuple):
    """A draft with its three sums."""

    draft: Draft
    event: float
    primary: float
    headline: float


class Chosen(NamedTuple):
    """A draft that is told, with its rank."""

    draft: Draft
    rank: Rank
    headline: bool


def choose(
    view: View, judged: Sequence[Judged], pack: LanguagePack
) -> tuple[Chosen, ...]:
    """What an article tells, in the order of the text, with one headline.

    Empty where every candidate is refused.
    """
    table = pack.words(RankWords)
    scored = [score(view, draft, table) for draft in eligible(view, judged)]
    if not scored:
        return ()
    best = max(scored, key=lambda each: each.headline)
    sure = [s for s in scored if s is not best and s.event >= table.least.event]
    sure.sort(key=lambda each: -each.event)
    kept = _distinct(view, [best, *sure])
    kept.sort(key=lambda each: each.draft.candidate.span)
    found: list[Chosen] = []
    for each in kept:
        primary = each is best or each.primary >= table.least.primary
        rank = Rank.PRIMARY if primary else _lesser(view, each.draft)
        found.append(Chosen(each.draft, rank, each is best))
    return tuple(found)


def eligible(view: View, judged: Sequence[Judged]) -> list[Draft]:
    """The drafts that no veto refuses.

    A title is a second telling of the body, unless there is no body.
    """
    told = [draft for draft, veto in judged if not veto]
    body: list[Draft] = []
    for draft in told:
        if view.block(draft.candidate.clause.sentence) is BlockKind.PARAGRAPH:
            body.append(draft)  # noqa: PERF401 - one thought a line
    return body or told


def score(view: View, draft: Draft, table: RankWords) -> Scored:
    """The sums of the weights of all that holds of a draft."""
    event = primary = headline = 0.0
    for name in features(view, draft):
        weights = table.weights.get(name)
        if weights is not None:
            event += weights.event
            primary += weights.primary
            headline += weights.headline
    return Scored(draft, event, primary, headline)


def _lesser(view: View, draft: Draft) -> Rank:
    said = draft.candidate.kind in view.vocabulary.words.said
    return Rank.REACTION if said else Rank.DETAIL


def _distinct(view: View, scored: Sequence[Scored]) -> list[Scored]:
    """One mention for each kind and moment of a sentence, the surest; three at most.

    The first of all always stays.
    """
    kept: dict[tuple[object, ...], Scored] = {}
    for each in scored:
        kept.setdefault(_likeness(view, each.draft), each)
    rest = list(kept.values())
    told: dict[int, list[Draft]] = {}
    for each in rest:
        told.setdefault(each.draft.candidate.clause.sentence, []).append(each.draft)
    numbers: Counter[int] = Counter()
    found: list[Scored] = []
    for each in rest:
        sentence = each.draft.candidate.clause.sentence
        others = told[sentence]
        spare = (
            _announces(view, each.draft, others)
            or _dates(each.draft, others)
            or _beside(each.draft, others)
        )
        if each is rest[0] or (not spare and numbers[sentence] < _MOST):
            numbers[sentence] += 1
            found.append(each)
    return found


def _likeness(view: View, draft: Draft) -> tuple[object, ...]:
    """What two mentions of one thing have in common."""
    candidate = draft.candidate
    who: tuple[str, ...] = ()
    if candidate.kind in view.vocabulary.words.said:
        who = tuple(part.entity for part in draft.participants[:1])
    clause = candidate.clause.index if candidate.kind == FALLBACK else -1
    span = draft.time.timex.span if draft.time.timex else None
    denied = draft.modality is Modality.DENIED
    return (candidate.clause.sentence, candidate.kind, span, denied, who, clause)


def _beside(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a noun only stands in a clause whose verb tells the deed.

    "Le club a pris l'avantage dès le début du match". Not where it has a day of its own,
    or names somebody: "il a fui après l'attaque menée par le Pérou".
    """
    candidate = draft.candidate
    if not candidate.noun or candidate.carried:
        return False
    if draft.time.timex is not None or draft.participants:
        return False
    index = candidate.clause.index
    return any(o is not draft and o.candidate.clause.index == index for o in others)


def _dates(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a participle only dates another deed: "a démenti dans un mot LU lundi"."""
    timex = draft.time.timex
    only = draft.plain and draft.candidate.clause.mood is Mood.PARTICIPLE
    if not only or timex is None or draft.participants:
        return False
    return any(o is not draft and o.time.timex == timex for o in others)


def _announces(view: View, draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a saying only announces another event that is told: none of its own."""
    candidate = draft.candidate
    if candidate.noun or candidate.kind not in (STATEMENT, FALLBACK):
        return False
    if candidate.clause.lemma not in view.vocabulary.words.vehicles:
        return False
    timex = draft.time.timex
    for other in others:
        acts = [act.clause for act in other.sources]
        if other is draft or candidate.clause.index not in acts:
            continue
        if timex is None or other.time.timex == timex:
            return True
    return False
