"""Tells a place from the power that sits there: by its preposition, by what governs it, by what it does."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import one
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    MentionKind,
    Status,
)
from builder.syntax.attachment import Attachment, Function, attachment
from builder.syntax.clause import Mood, Voice
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from builder.annotate.links.context import Context
    from builder.model.entity import Entity
    from builder.syntax.doc import Token


_BESIDE = (Function.APPOSITION, Function.COMPLEMENT)
_UNDERGOES = (Function.OBJECT, Function.RECIPIENT)
_CAPITAL_REACH = 2
"""Words before a name among which "capitale" stands: "la capitale somalienne Mogadiscio"."""

_ASKED = {"to": 4, "of": 2, "by": 1}
"""How many of the words above a place are asked, by the kind of its preposition."""


class Reading(StrEnum):
    """What a seat or capital is in a sentence. The first two are reasons for the reader."""

    ACTS = "acts"
    STANDS = "stands"
    MAY = "may"
    """The city, its council or its club may act so too."""

    PLACE = "place"
    OPEN = "open"
    """The text does not decide."""


class Candidate(NamedTuple):
    """A place that a power sits in, and how it stands in its sentence."""

    context: Context
    link: Link
    place: Entity
    after: Link | None
    """The link after it."""

    hangs: Attachment

    @property
    def governing(self) -> str:
        """Whose lists are asked of the words that govern it: `to`, `of`, `by`, `alone`; empty without preposition."""
        for name, readings in self.context.words.places.prepositions.items():
            if self.hangs.preposition in readings:
                return name
        return ""


class Feature(NamedTuple):
    """One reason to read a place in a certain way. The first that has something to say decides."""

    code: str
    reads: Callable[[Candidate], Reading | None]


def read_places(context: Context, names: Sequence[Link]) -> list[Link]:
    """The same links, in the order of the text: those of seats and capitals read as the place or as the power."""
    found: list[Link] = []
    for at, link in enumerate(names):
        place = _seat(context, link)
        if place is None or not _may_stand(link):
            found.append(link)
            continue
        after = names[at + 1] if at + 1 < len(names) else None
        hangs = attachment(context.doc, link.mention.span, context.words.syntax)
        candidate = Candidate(context, link, place, after, hangs)
        found.append(_read(candidate))
    return found


def _seat(context: Context, link: Link) -> Entity | None:
    """The place linked to, where a power sits there."""
    first = next(iter(link.entities), "")
    place = context.kb.entities.get(first)
    return place if place is not None and place.stands_for else None


def _may_stand(link: Link) -> bool:
    is_linked = link.verdict is LinkStatus.LINKED
    named = link.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
    return is_linked and named and link.mention.type is not EntityType.PER


def _read(candidate: Candidate) -> Link:
    reading = reading_of(candidate)
    place = candidate.place
    if reading is Reading.OPEN and not place.capital_of:
        # "le Kremlin" is no town: what happens there is rarely said without a preposition.
        reading = Reading.STANDS
    if reading is Reading.MAY:
        # Without its state in the article: the city, its council or its club.
        states = {place.stands_for, place.country}
        is_near = not states.isdisjoint(candidate.context.about.spoken_of)
        known = not place.capital_of or is_near
        reading = Reading.ACTS if known else Reading.OPEN
    if reading is Reading.PLACE:
        return candidate.link
    if reading is Reading.OPEN:
        return _doubted(candidate)
    return standing(
        candidate.context,
        candidate.link,
        place.stands_for,
        reading.value,
    )


def reading_of(candidate: Candidate) -> Reading:
    """What a place is here; open where nothing says."""
    for feature in FEATURES:
        reading = feature.reads(candidate)
        if reading is not None:
            return reading
    return Reading.OPEN


def _dateline(candidate: Candidate) -> Reading | None:
    dateline = candidate.context.article.dateline
    span = candidate.link.mention.span
    if dateline is not None and dateline.overlaps(span):
        return Reading.PLACE
    outside = candidate.context.doc.sentence_at(span.start) is None
    return Reading.PLACE if outside else None


def _is_power(context: Context, link: Link) -> bool:
    """Whether a name is a state's, or of a place where a power sits."""
    known = context.kb.entities.get(next(iter(link.entities), ""))
    if known is None:
        return False
    return bool(known.stands_for) or known.id in context.kb.states


def _apposed(candidate: Candidate) -> Reading | None:
    """`la capitale somalienne Mogadiscio`."""
    context = candidate.context
    hangs = candidate.hangs
    is_beside = hangs.function in _BESIDE
    if is_beside and listed_in(hangs.governors[:1], context, "capital"):
        return Reading.PLACE
    for key in context.before(candidate.link.mention.span, _CAPITAL_REACH):
        if context.is_in(key, "capital"):
            return Reading.PLACE
    return None


def _among_cities(candidate: Candidate) -> Reading | None:
    """`Paris et Marseille`: what is named with a mere city is one."""
    after, context = candidate.after, candidate.context
    if after is None or after.mention.type is not EntityType.LOC:
        return None
    if after.mention.kind is MentionKind.METONYM or _is_power(context, after):
        return None
    hangs = attachment(context.doc, after.mention.span, context.words.syntax)
    first = hangs.joined_before
    is_same = first is not None and candidate.link.mention.span.covers(first.span)
    return Reading.PLACE if is_same else None


def _to_do(candidate: Candidate) -> Reading | None:
    is_asked = candidate.governing == "to" and is_to_do(
        candidate.context, candidate.link
    )
    return Reading.STANDS if is_asked else None


def is_to_do(context: Context, link: Link) -> bool:
    """`pour Moscou de négocier`: whether something is asked of a place, as of a power or a club."""
    after = context.index(link.mention.span.end)
    if not context.is_of(after):
        return False
    for clause in context.doc.clauses_in(context.doc.tokens[after].sentence):
        if clause.verb - after == 1 and clause.mood is Mood.INFINITIVE:
            return True
    return False


def _governed(candidate: Candidate) -> Reading | None:
    """What the words above say of a place behind a preposition; the nearest that is listed decides."""
    kind, governors = candidate.governing, candidate.hangs.governors
    if kind not in _ASKED:
        return None
    for governor in governors[: _ASKED[kind]]:
        if listed_in([governor], candidate.context, f"{kind}_place"):
            return Reading.PLACE
        if listed_in([governor], candidate.context, f"{kind}_power"):
            return Reading.STANDS
    return None


def _preposition(candidate: Candidate) -> Reading | None:
    """What a place is behind its preposition, where nothing governs it."""
    kind = candidate.governing
    if not kind:
        return None
    if kind == "of" and candidate.hangs.article:
        # "du Kremlin": as often the power as the building
        return Reading.OPEN
    readings = candidate.context.words.places.prepositions[kind]
    return Reading(readings[candidate.hangs.preposition])


def _subject(candidate: Candidate) -> Reading | None:
    """Who acts or speaks is a power; what is struck, or holds something, is a city."""
    clause, context = candidate.hangs.clause, candidate.context
    # Of the clause: "Moscou, de son côté, a reconnu" as well.
    if candidate.hangs.function is not Function.SUBJECT or clause is None:
        return None
    verb = [context.doc.tokens[clause.predicate]]
    if listed_in(verb, context, "of_city"):
        return Reading.PLACE
    # "Damas a été bombardée" is a city, "Damas bombarde" none. A participle may be read
    # as an adjective beside "être".
    undergoes = clause.copula or clause.voice is Voice.PASSIVE
    if undergoes and listed_in(verb, context, "struck"):
        return Reading.PLACE
    # "Moscou est inquiet" and headlines tell nothing.
    if clause.copula or clause.mood is Mood.NOMINAL:
        return Reading.OPEN
    if listed_in(verb, context, "city_too"):
        return Reading.MAY
    return Reading.ACTS


def _object(candidate: Candidate) -> Reading | None:
    """Who is accused is a power; what is visited or struck is a city."""
    clause, context = candidate.hangs.clause, candidate.context
    if candidate.hangs.function not in _UNDERGOES or clause is None:
        return None
    if clause.mood is Mood.NOMINAL:
        return Reading.OPEN
    verb = [context.doc.tokens[clause.predicate]]
    for listed in ("struck", "visited"):
        if listed_in(verb, context, listed):
            return Reading.PLACE
    return Reading.STANDS


FEATURES = (
    Feature("dateline", _dateline),
    Feature("apposed", _apposed),
    Feature("among-cities", _among_cities),
    Feature("to-do", _to_do),
    Feature("governed", _governed),
    Feature("preposition", _preposition),
    Feature("subject", _subject),
    Feature("object", _object),
)
"""In the order of what they know: what stands around a name before what it does."""


def listed_in(
    tokens: Iterable[Token],
    context: Context,
    name: str,
) -> bool:
    """Whether a word is in a list, by its lemma or as it stands."""
    for token in tokens:
        if context.is_in(fold(token.lemma.lower()), name):
            return True
        if context.listed(token.index, name):
            return True
    return False


def _doubted(candidate: Candidate) -> Link:
    link = candidate.link
    mention = replace(link.mention, status=Status.UNSURE)
    reasons = (*link.reasons, candidate.context.say("place-doubt"))
    return replace(link, mention=mention, reasons=reasons)


def standing(
    context: Context,
    link: Link,
    meant: str,
    reason: str,
) -> Link:
    """The link of a place that stands for somebody."""
    mention = replace(
        link.mention,
        kind=MentionKind.METONYM,
        rule=f"metonym:{reason}",
    )
    answer = one(context, meant, reason)
    return Link(
        mention,
        answer.verdict,
        answer.entities,
        answer.reasons,
        literal=link.entities,
    )
