"""What speaks for and against a candidate: a table of named features with weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.quotes.candidates import Candidate, Place, candidates
from builder.annotate.quotes.kinds import is_named
from builder.discourse.referents import HeadKind
from builder.discourse.wordings import Manner
from builder.syntax.clause import Governor, Mood, Voice

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
    if candidate.place is not Place.AFTER:
        return False
    return passage.first_behind in (None, candidate.act)


def _is_last_before(passage: Passage, candidate: Candidate) -> bool:
    """Whether no other verb stands nearer before the quotation."""
    if candidate.place is not Place.BEFORE:
        return False
    return candidate.act is passage.last_ahead


def _governs(passage: Passage, candidate: Candidate) -> bool:
    """Whether the words quoted belong to what the verb governs."""
    act = candidate.act
    return act is not None and act.clause in passage.governing


def _is_circumstance(passage: Passage, candidate: Candidate) -> bool:
    """Whether the words belong to what goes along with the saying, not to what is said.

    "ajoute qu'il viendra en signant la « déclaration »".
    """
    if candidate.place is not Place.BEFORE:
        return False
    saying = passage.clause_of(candidate.act)
    below = passage.governing.get(saying.index) if saying is not None else None
    if below is None or below.finite:
        return False
    return below.governor is Governor.CIRCUMSTANCE


def _said_before(passage: Passage, candidate: Candidate) -> bool:
    """Whether a verb before the quotation already has what is said, behind which it is.

    "« A », a lancé Ada, tandis que pour Jan « B »".
    """
    act = candidate.act
    if act is None or not act.inverted or candidate.place is not Place.BEFORE:
        return False
    end = act.cue.end
    if act.actor.words is not None:
        end = max(end, act.actor.words.end)
    return passage.words_from(end) >= _NEAR


def _is_another_s(passage: Passage, candidate: Candidate) -> bool:
    """Whether it stands in a clause of somebody else, told beside a saying that is done.

    "« A », a dit Ada, tandis que Jan défendait un texte « utile »".
    """
    act, clause = candidate.act, passage.clause
    if act is None or clause is None or not clause.finite:
        return False
    if not act.inverted or candidate.place is not Place.BEFORE:
        return False
    teller = passage.discourse.subject(clause)
    if teller.words is None or clause.governor is Governor.REPORTING:
        return False
    return (teller.words, teller.entities) != (act.actor.words, act.actor.entities)


def _is_framed(_: Passage, candidate: Candidate) -> bool:
    """Whether a frame tells, not a verb."""
    return candidate.act is not None and candidate.act.framed


def _is_carried(_: Passage, candidate: Candidate) -> bool:
    """Whether a medium only carries it: "rapporté par l'AFP"."""
    return candidate.act is not None and candidate.act.carried


def _frame_is_near(passage: Passage, candidate: Candidate) -> bool:
    """Whether a frame stands right before the quotation: "pour Ada Roux, « … »"."""
    words = candidate.actor.words
    if words is None or not _is_framed(passage, candidate):
        return False
    return words.end <= passage.start and not passage.words_from(words.end)


def _touches(passage: Passage, candidate: Candidate) -> bool:
    """Whether hardly a word stands between the cue and the quotation."""
    act = candidate.act
    if act is None or act.cue.end > passage.start:
        return False
    return passage.words_from(act.cue.end) < _NEAR


def _breaks(passage: Passage, candidate: Candidate) -> bool:
    """Whether a sentence begins between a cue before the quotation and the quotation."""
    act = candidate.act
    if act is None or candidate.place is not Place.BEFORE:
        return False
    return passage.doc.sentence_at(act.cue.start) != passage.first


def _medium_framed(passage: Passage, candidate: Candidate) -> bool:
    """Whether a frame names a medium: "selon l'AFP" may only carry it."""
    words = candidate.actor.words
    if words is None or not _is_framed(passage, candidate):
        return False
    links = passage.context.layers.links_in(words)
    return any(passage.context.is_medium(link) for link in links)


def _cannot_speak(passage: Passage, candidate: Candidate) -> bool:
    """Whether the head of the wording is no person, body, role or text.

    "La baisse confirme « l'inversion »": nobody speaks. A noun that no list knows may
    speak where a plain verb of saying has it for its subject: "assure le zingueur".
    """
    actor, act = candidate.actor, candidate.act
    if actor.words is None or actor.kind is not HeadKind.OTHER:
        return False
    if actor.entities or actor.pronoun:
        return False
    if act is None or act.manner not in _PLAIN:
        return True
    clause = passage.clause_of(act)
    # "sont considérées par les premiers éléments comme …"
    if clause is not None and clause.voice is Voice.PASSIVE:
        return candidate.place is not Place.AFTER
    return candidate.place is not Place.AFTER and not _governs(passage, candidate)


def _is_only_named(passage: Passage, candidate: Candidate) -> bool:
    """Whether the words are a name or term, and no verb touches them: "groupe « X »"."""
    if candidate.place is Place.INSIDE or not is_named(passage):
        return False
    act = candidate.act
    if candidate.place is Place.AFTER and act is not None:
        # "Le film « Azur » sortira, a annoncé Ada": the film is not what she says.
        return passage.words_until(act.cue.start) >= _NEAR // 2
    return not _touches(passage, candidate)


def _silent_passive(passage: Passage, candidate: Candidate) -> bool:
    """Whether a passive or infinitive without agent stands far away from the words."""
    if candidate.actor.words is not None or candidate.place is not Place.BEFORE:
        return False
    return not _touches(passage, candidate)


def _is_wanted(passage: Passage, candidate: Candidate) -> bool:
    """Whether the saying is only wanted or possible: "estime qu'il est bon de dire".

    "a pris la parole pour dénoncer" is said.
    """
    clause = passage.clause_of(candidate.act)
    if clause is None or clause.mood is not Mood.INFINITIVE:
        return False
    return clause.governor is not Governor.CIRCUMSTANCE


def _is_known(_: Passage, candidate: Candidate) -> bool:
    return bool(candidate.actor.entities)


def _is_nobody(_: Passage, candidate: Candidate) -> bool:
    return candidate.actor.words is None


_PLAIN = (Manner.SAY, Manner.THINK, Manner.DENY, Manner.DEMAND, Manner.PROMISE)
"""Their subjects are people, whatever the noun; a price may "confirmer" something."""

_NEAR = 4
"""Words between a verb and the words that it names."""

_ENOUGH = 3.0

VETOES = (
    Veto("breaks", _breaks),
    Veto("carried", _is_carried),
    Veto("cannot-speak", _cannot_speak),
    Veto("only-named", _is_only_named),
    Veto("silent-passive", _silent_passive),
)

FEATURES = (
    # "« … », a dit Ada": what stands behind or inside says it, whatever stands before.
    Feature("after", 7, _at(Place.AFTER)),
    Feature("first-after", 2, _is_first_after),
    Feature("inside", 9, _at(Place.INSIDE)),
    Feature("signed", 6, _at(Place.SIGNED)),
    Feature("label", 6, _at(Place.LABEL)),
    # "Ada a dit que Jan a nié « … »": several verbs stand before; the last one has it.
    Feature("before", 3, _at(Place.BEFORE)),
    Feature("last-before", 2, _is_last_before),
    Feature("governs", 1, _governs),
    Feature("circumstance", -4, _is_circumstance),
    Feature("said-before", -2, _said_before),
    Feature("another-s", -3, _is_another_s),
    # A frame goes before a verb that only comes before: "Selon Ada, Jan a nié « … »".
    Feature("beside", 4, _at(Place.BESIDE)),
    Feature("frame-near", 2, _frame_is_near),
    # These decide only where no verb of saying stands near.
    Feature("subject", 3.2, _at(Place.SUBJECT)),
    Feature("colon", 3.1, _at(Place.COLON)),
    Feature("before-sentence", 3, _at(Place.ANNOUNCED, Place.TOLD, Place.FOLLOWS)),
    Feature("names-somebody", 0.5, _is_known),
    Feature("nobody", -2.5, _is_nobody),
    Feature("wanted", -4, _is_wanted),
    Feature("medium", -1.3, _medium_framed),
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
