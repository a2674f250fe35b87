"""What speaks for and against a candidate: a table of named features with weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.quotes.candidates import (
    Candidate,
    Place,
    candidates,
)
from builder.annotate.quotes.kinds import is_named
from builder.discourse.referents import HeadKind
from builder.discourse.wordings import Manner
from builder.syntax.clause import Governor

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.annotate.quotes.passage import Passage


class Feature(NamedTuple):
    """One observation. The weights are points: what decides reaches `_ENOUGH`."""

    name: str
    weight: float
    test: Callable[[Passage, Candidate], bool]


class Veto(NamedTuple):
    """An observation that rules a candidate out."""

    name: str
    test: Callable[[Passage, Candidate], bool]


def _at(*places: Place) -> Callable[[Passage, Candidate], bool]:
    return lambda _, candidate: candidate.place in places


def _is_first_after(passage: Passage, candidate: Candidate) -> bool:
    """Whether no other verb stands nearer behind the quotation."""
    first = passage.first_behind
    if candidate.place is not Place.AFTER:
        return False
    return first in (None, candidate.act)


def _is_last_before(passage: Passage, candidate: Candidate) -> bool:
    """Whether no other verb stands nearer before the quotation."""
    if candidate.place is not Place.BEFORE:
        return False
    return candidate.act is passage.last_ahead


def _governs(passage: Passage, candidate: Candidate) -> bool:
    """Whether the words quoted belong to what the verb governs."""
    act = candidate.act
    if act is None:
        return False
    return act.clause in passage.governing


def _is_circumstance(passage: Passage, candidate: Candidate) -> bool:
    """Whether the words belong to what goes along with the saying, not to what is said.

    "ajoute qu'il viendra en signant la « déclaration »".
    """
    act = candidate.act
    if act is None:
        return False
    if act.clause is None:
        return False
    if candidate.place is not Place.BEFORE:
        return False
    below = passage.governing.get(act.clause)
    if below is None:
        return False
    if below.finite:
        return False
    return below.governor is Governor.CIRCUMSTANCE


def _said_before(passage: Passage, candidate: Candidate) -> bool:
    """Whether a verb before the quotation already has what is said, behind which it is.

    "« A », a lancé Ada, tandis que pour Jan « B »".
    """
    act = candidate.act
    if act is None:
        return False
    if not act.inverted:
        return False
    if candidate.place is not Place.BEFORE:
        return False
    words = act.actor.words
    end = max(act.cue.end, words.end if words is not None else 0)
    return passage.words_between(end, passage.quoted.outer.start) >= _NEAR


def _frame_is_near(passage: Passage, candidate: Candidate) -> bool:
    """Whether a frame stands right before the quotation: "pour Ada Roux, « … »"."""
    act, words = candidate.act, candidate.actor.words
    if act is None:
        return False
    if not act.framed:
        return False
    if words is None:
        return False
    start = passage.quoted.outer.start
    if words.end > start:
        return False
    return not passage.words_between(words.end, start)


def _touches(passage: Passage, candidate: Candidate) -> bool:
    """Whether hardly a word stands between the cue and the quotation."""
    act = candidate.act
    start = passage.quoted.outer.start
    if act is None:
        return False
    if act.cue.end > start:
        return False
    return passage.words_between(act.cue.end, start) < _NEAR


def _breaks(passage: Passage, candidate: Candidate) -> bool:
    """Whether a sentence begins between a cue before the quotation and the quotation."""
    act = candidate.act
    if act is None:
        return False
    if candidate.place is not Place.BEFORE:
        return False
    doc = passage.doc
    token = doc.token_at(act.cue.start)
    if token is None:
        return False
    return token.sentence != passage.first


def _is_medium(passage: Passage, candidate: Candidate) -> bool:
    words = candidate.actor.words
    if words is None:
        return False
    links = passage.discourse.links_in(words)
    return any(passage.discourse.is_medium(link) for link in links)


def _cannot_speak(passage: Passage, candidate: Candidate) -> bool:
    """Whether the head of the wording is no person, body, role or text.

    "La baisse confirme « l'inversion »": nobody speaks. A noun that no list knows may
    speak where a plain verb of saying has it for its subject: "assure le zingueur".
    """
    actor = candidate.actor
    if actor.words is None:
        return False
    if actor.kind is not HeadKind.OTHER:
        return False
    if actor.entities:
        return False
    if actor.pronoun:
        return False
    plain = candidate.act is not None and candidate.act.manner in _PLAIN
    if not plain:
        return True
    return not (candidate.place is Place.AFTER or _governs(passage, candidate))


def _is_only_named(passage: Passage, candidate: Candidate) -> bool:
    """Whether the words are a name or term, and no verb touches them: "groupe « X »"."""
    if not is_named(passage):
        return False
    if candidate.place in (Place.AFTER, Place.INSIDE):
        return False
    return not _touches(passage, candidate)


def _silent_passive(passage: Passage, candidate: Candidate) -> bool:
    """Whether a passive or infinitive without agent stands far away from the words."""
    act = candidate.act
    if act is None:
        return False
    if candidate.actor.words is not None:
        return False
    if act.framed:
        return False
    if candidate.place is not Place.BEFORE:
        return False
    return not _touches(passage, candidate)


def _is_wanted(passage: Passage, candidate: Candidate) -> bool:
    """Whether the saying is only wanted or possible: "estime qu'il est bon de dire".

    "a pris la parole pour dénoncer" is said.
    """
    act = candidate.act
    if act is None:
        return False
    if act.clause is None:
        return False
    if not passage.is_infinitive(act):
        return False
    clause = passage.doc.clauses[act.clause]
    return clause.governor is not Governor.CIRCUMSTANCE


_PLAIN = (Manner.SAY, Manner.THINK, Manner.DENY, Manner.DEMAND, Manner.PROMISE)
"""Their subjects are people, whatever the noun; a price may "confirmer" something."""

_NEAR = 4
"""Words between a verb and the words that it names."""

_ENOUGH = 3.0

VETOES = (
    Veto("breaks", _breaks),
    Veto("carried", lambda _, c: c.act is not None and c.act.carried),
    Veto("cannot-speak", _cannot_speak),
    Veto("only-named", _is_only_named),
    Veto("silent-passive", _silent_passive),
)

FEATURES = (
    Feature("after", 7, _at(Place.AFTER)),
    Feature("first-after", 2, _is_first_after),
    Feature("inside", 9, _at(Place.INSIDE)),
    Feature("signed", 6, _at(Place.SIGNED)),
    Feature("label", 6, _at(Place.LABEL)),
    Feature("before", 3, _at(Place.BEFORE)),
    Feature("last-before", 2, _is_last_before),
    Feature("governs", 1, _governs),
    Feature("circumstance", -3, _is_circumstance),
    Feature("said-before", -2, _said_before),
    Feature("beside", 4, _at(Place.BESIDE)),
    Feature("frame-near", 2, _frame_is_near),
    Feature("subject", 3.2, _at(Place.SUBJECT)),
    Feature("colon", 3.1, _at(Place.COLON)),
    Feature("before-sentence", 3, _at(Place.ANNOUNCED, Place.TOLD, Place.FOLLOWS)),
    Feature("names-somebody", 0.5, lambda _, c: bool(c.actor.entities)),
    Feature("nobody", -2.5, lambda _, c: c.actor.words is None),
    Feature("wanted", -4, _is_wanted),
    Feature(
        "medium",
        -1.3,
        lambda p, c: c.act is not None and c.act.framed and _is_medium(p, c),
    ),
)


def choose(passage: Passage) -> Candidate | None:
    """The candidate with the most points; none where nobody has enough."""
    best: Candidate | None = None
    most = _ENOUGH
    for candidate in candidates(passage):
        if any(veto.test(passage, candidate) for veto in VETOES):
            continue
        points = score(passage, candidate)
        if points > most or (points == most and best is None):
            best, most = candidate, points
    return best


def score(passage: Passage, candidate: Candidate) -> float:
    """The points of a candidate."""
    return sum(f.weight for f in FEATURES if f.test(passage, candidate))
