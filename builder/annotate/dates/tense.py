"""Which way a date looks, by the clause that governs it: a table over what the clause is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema_dates import DateVerbs
from builder.syntax.clause import Governor, Mood, Tense, Voice
from builder.syntax.neighbours import before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.article import Span
    from builder.model.quote import Quoted
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Doc

_HIGHEST = 4
"""Clauses above that are asked; deeper nests are parse errors."""


_REMOTE = (Tense.PLUPERFECT, Tense.IMPERFECT, Tense.SIMPLE_PAST)
"""What was ahead then need not be ahead now: "une trêve avait été proposée pour Noël"."""


class Direction(IntEnum):
    """Which way a sentence looks."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class _Look:
    """A clause, asked about a date in it."""

    doc: Doc
    span: Span
    """Where the date stands."""

    clause: Clause
    above: Clause | None
    """What governs it, if that stands on the same side of a quotation mark."""

    words: DateVerbs
    diary: bool
    """The date is a day of the week."""

    @property
    def verb(self) -> str:
        """The verb of the clause, in its dictionary form."""
        return self.clause.lemma

    @property
    def has_tense(self) -> bool:
        """Whether the clause tells by itself when it is."""
        return self.clause.mood in (Mood.INDICATIVE, Mood.CONDITIONAL)

    @property
    def is_present(self) -> bool:
        """Present indicative, without a modal verb."""
        plain = not self.clause.modal and self.clause.mood is Mood.INDICATIVE
        return plain and self.clause.tense is Tense.PRESENT


class _Feature(NamedTuple):
    """A line of the table: the first one that holds decides."""

    name: str
    holds: Callable[[_Look], bool]
    says: Direction
    firm: bool = True
    """A finite verb says so; a preposition does not overrule it."""


def _is_planned(look: _Look) -> bool:
    """`est prévu`, `attendu lundi`: now, of what is to come."""
    clause = look.clause
    form = clause.mood is Mood.PARTICIPLE or clause.tense is Tense.PRESENT
    passive = clause.voice is Voice.PASSIVE or clause.copula
    return form and passive and look.verb in look.words.planned


def _is_notice(look: _Look) -> bool:
    """`Un réseau perturbé jeudi`: a participle of a state, in a sentence without verb."""
    nominal = look.above is None or look.above.mood is Mood.NOMINAL
    return nominal and _is_participle(look) and look.verb in look.words.notices


def _is_participle(look: _Look) -> bool:
    return look.clause.mood is Mood.PARTICIPLE


def _is_wanted(look: _Look) -> bool:
    """`appellent à défiler mardi`, `demande que la route soit fermée lundi`."""
    clause, above = look.clause, look.above
    if clause.mood not in (Mood.INFINITIVE, Mood.SUBJUNCTIVE):
        return False
    if _is_perfect(clause):
        return False
    if clause.governor is Governor.NOUN:
        # "un appel à défiler", "la volonté de signer": such nouns look ahead.
        return clause.mood is Mood.INFINITIVE
    return above is not None and above.lemma in look.words.ahead


def _is_awaited(look: _Look) -> bool:
    """`avant que le plan soit présenté lundi`, `pour rencontrer lundi`: not told yet."""
    clause, above = look.clause, look.above
    if clause.governor is not Governor.CIRCUMSTANCE or clause.marker not in _ahead(
        look
    ):
        return False
    return above is not None and not above.past and not _is_perfect(clause)


def _ahead(look: _Look) -> frozenset[str]:
    return look.words.markers


def _wants(look: _Look) -> bool:
    """`prévoit de`, `appelle à la grève mardi`: the verb itself, in the present."""
    return look.is_present and look.verb in look.words.ahead


def _is_past(look: _Look) -> bool:
    clause = look.clause
    if clause.tense is Tense.PERFECT:
        return _is_perfect(clause)
    return clause.past and clause.mood is not Mood.PARTICIPLE


def _is_perfect(clause: Clause) -> bool:
    """`avoir signé`, `avoir été signé`; "être signé" is the passive of the present."""
    if clause.tense is not Tense.PERFECT:
        return False
    simple = clause.voice is Voice.PASSIVE and len(clause.auxiliaries) == 1
    return not (simple and clause.mood is Mood.INFINITIVE)


def _is_future(look: _Look) -> bool:
    clause = look.clause
    return clause.future or clause.tense is Tense.FUTURE_PERFECT


def _is_modal(look: _Look) -> bool:
    """`doit signer`, `pourrait signer`: not yet."""
    return bool(look.clause.modal) and look.has_tense


def _is_conditional(look: _Look) -> bool:
    return look.clause.mood is Mood.CONDITIONAL


def _is_order(look: _Look) -> bool:
    return look.clause.mood is Mood.IMPERATIVE


def _says(look: _Look) -> bool:
    """`annonce mardi`: what is said is said before it is printed."""
    return look.is_present and look.verb in look.words.said


def _is_scheduled(look: _Look) -> bool:
    """`reçoit lundi`, `s'ouvre jeudi`: the present of a deed that a weekday hangs on.

    Not of what is (`s'élève lundi à 12`, `est bloquée depuis lundi`), of what headlines tell in the present, nor
    of a complement (`évoque l'attaque de mardi`).
    """
    if not (look.diary and look.is_present) or look.clause.copula:
        return False
    if look.clause.voice is Voice.PASSIVE:
        return False
    if look.verb in look.words.states or look.verb in look.words.happened:
        return False
    word = before(look.doc, look.span)
    return word is None or word.pos != "ADP"


def _is_appointed(look: _Look) -> bool:
    """`ont rendez-vous dimanche`: a present with the noun of an appointment."""
    told = [look.doc.tokens[index].lemma for index in look.clause.tokens]
    return look.is_present and not look.words.appointments.isdisjoint(told)


_TABLE = (
    _Feature("planned", _is_planned, Direction.FUTURE),
    _Feature("notice", _is_notice, Direction.FUTURE, firm=False),
    _Feature("participle", _is_participle, Direction.PAST, firm=False),
    _Feature("wanted", _is_wanted, Direction.FUTURE),
    _Feature("awaited", _is_awaited, Direction.FUTURE),
    _Feature("past", _is_past, Direction.PAST),
    _Feature("future", _is_future, Direction.FUTURE),
    _Feature("modal", _is_modal, Direction.FUTURE),
    _Feature("conditional", _is_conditional, Direction.FUTURE),
    _Feature("order", _is_order, Direction.FUTURE),
    _Feature("wants", _wants, Direction.FUTURE),
    _Feature("says", _says, Direction.PAST),
    _Feature("appointed", _is_appointed, Direction.FUTURE, firm=False),
    _Feature("scheduled", _is_scheduled, Direction.FUTURE, firm=False),
)


def _by_table(look: _Look, *, firm: bool) -> Direction:
    for feature in _TABLE:
        if feature.holds(look):
            # A participle says nothing firm; what is above it may.
            weak = firm and not feature.firm
            return Direction.UNKNOWN if weak else feature.says
    return Direction.UNKNOWN


@dataclass(eq=False)
class Directions:
    """Which way each date of an article looks."""

    doc: Doc
    quotes: Sequence[Quoted]
    pack: LanguagePack

    @cached_property
    def words(self) -> DateVerbs:
        """Verbs and nouns by the way they look."""
        return self.pack.words(DateVerbs)

    @cached_property
    def _zones(self) -> list[int]:
        """For each token the outermost quotation it stands in; -1 outside."""
        zones = [-1] * len(self.doc.tokens)
        for number, quote in enumerate(self.quotes):
            if quote.depth:
                continue
            for token in self.doc.tokens_in(quote.span):
                zones[token.index] = number
        return zones

    def of(self, span: Span, *, firm: bool = False, diary: bool = False) -> Direction:
        """Which way a date looks. Unknown where nothing tells.

        Args:
            span: where the date stands.
            firm: only a finite verb counts.
            diary: it is a day of the week, so that a present may look ahead.
        """
        if not firm and (beside := self._beside(span)):
            return beside
        for clause in self._governing(span):
            look = self._look(span, clause, diary=diary)
            found = _by_table(look, firm=firm)
            if found is not Direction.UNKNOWN:
                return found
        return Direction.UNKNOWN if firm else self._without_verb(span)

    def _governing(self, span: Span) -> Iterator[Clause]:
        """The clause of a date and those above it that do not tell by themselves.

        Nothing across a quotation mark.
        """
        tokens = self.doc.tokens_in(span)
        clause = self.doc.clause_at(span)
        if not tokens or clause is None:
            return
        zone = self._zones[tokens[0].index]
        for _ in range(_HIGHEST):
            if clause is None or self._zones[clause.predicate] != zone:
                return
            # "week-end" read as a verb: the date itself is no verb.
            if self.doc.tokens[clause.predicate] not in tokens:
                yield clause
            if clause.mood in (Mood.INDICATIVE, Mood.CONDITIONAL, Mood.NOMINAL):
                return
            clause = self._above(clause)

    def _above(self, clause: Clause) -> Clause | None:
        above = clause.governed_by
        if above is None:
            above = clause.joined_to
        return self.doc.clauses[above] if above is not None else None

    def _look(self, span: Span, clause: Clause, *, diary: bool) -> _Look:
        above = self._above(clause)
        if above and self._zones[above.predicate] != self._zones[clause.predicate]:
            above = None
        return _Look(self.doc, span, clause, above, self.words, diary)

    def _beside(self, span: Span) -> Direction:
        """What its place says: `pour lundi`, `après une matinée douce mardi`."""
        clause = self.doc.clause_at(span)
        if clause is None or clause.tense in _REMOTE:
            return Direction.UNKNOWN
        word = before(self.doc, span)
        if word is not None and word.low in self.words.towards:
            return Direction.FUTURE
        for phrase in clause.obliques:
            # The parse often hangs the day on the verb instead.
            reaches = phrase.span.end + 1 >= span.start
            if phrase.span.start < span.start and reaches:
                return self._held_by(phrase.preposition, clause)
        return Direction.UNKNOWN

    def _held_by(self, preposition: str, clause: Clause) -> Direction:
        if preposition in self.words.behind:
            return Direction.PAST
        ahead = preposition in self.words.towards and not clause.past
        return Direction.FUTURE if ahead else Direction.UNKNOWN

    def _without_verb(self, span: Span) -> Direction:
        """An announcement: `Assemblée générale vendredi à 20 h`, `Vide-greniers dimanche`."""
        clause = self.doc.clause_at(span)
        if clause is None or clause.mood is not Mood.NOMINAL:
            return Direction.UNKNOWN
        sentence = self.doc.sentences[clause.sentence].span
        alone = len(sentence) <= len(span) + 1
        if sentence.of(self.doc.text).isupper() and not alone:
            # Of a line in capitals the parse knows no verb.
            return Direction.UNKNOWN
        told = [self.doc.tokens[index].lemma for index in clause.tokens]
        if not self.words.misfortunes.isdisjoint(told):
            return Direction.PAST
        verbs = [
            other for other in self.doc.clauses_in(clause.sentence) if other.finite
        ]
        return Direction.UNKNOWN if verbs else Direction.FUTURE
