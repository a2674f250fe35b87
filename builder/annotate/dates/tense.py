"""Which way a date looks, by the clause that governs it: a table over what the clause is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from builder.lang.schema import ReportingWords
from builder.lang.schema_dates import DateVerbs
from builder.lang.schema_events import EventWords, ModalityWords
from builder.model.article import Span
from builder.syntax.clause import Governor, Mood, Tense, Voice
from builder.syntax.neighbours import after, before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.quote import Quoted
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Doc, Token

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
class _Verbs:
    """Verbs and nouns by the way they look: those of dates, and what other files know of them."""

    own: DateVerbs
    ahead: frozenset[str]
    said: frozenset[str]
    undated: frozenset[str]
    """A present of them is no appointment: states, and what has happened."""

    misfortunes: frozenset[str]


@lru_cache(maxsize=4)
def _verbs(pack: LanguagePack) -> _Verbs:
    own = pack.words(DateVerbs)
    kinds = pack.words(EventWords).kinds
    asked, stance = pack.words(ReportingWords), pack.words(ModalityWords)
    wishes = (
        asked.demand,
        asked.promise,
        stance.planned,
        stance.demanded,
        stance.hypothetical,
    )
    bad = [kinds[name] for name in own.misfortunes]
    return _Verbs(
        own,
        _infinitives(own.ahead, *wishes),
        _infinitives(own.said, *(kinds[name].verbs for name in own.statements)),
        _infinitives(own.states, own.happened, *(kind.verbs for kind in bad)),
        own.losses.union(*(kind.nouns for kind in bad)),
    )


def _infinitives(*lists: Iterable[str]) -> frozenset[str]:
    """Verbs of one word, as the clause names them: "se noyer" is "noyer"."""
    found: set[str] = set()
    for verbs in lists:
        plain = [verb.removeprefix("se ").removeprefix("s'") for verb in verbs]
        found.update(verb for verb in plain if " " not in verb)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Look:
    """A clause, asked about a date in it."""

    doc: Doc
    span: Span
    """Where the date stands."""

    clause: Clause
    above: Clause | None
    """What governs it, if that stands on the same side of a quotation mark."""

    words: _Verbs
    diary: bool
    """The date is a day of the week."""

    until: bool = False
    """The date is the end of what lasts: `jusqu'au 3 avril`."""

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
        clause = self.clause
        if clause.modal or clause.mood is not Mood.INDICATIVE:
            return False
        return clause.tense is Tense.PRESENT


def _is_planned(look: _Look) -> bool:
    """`est prévu`, `attendu lundi`: now, of what is to come."""
    clause = look.clause
    if look.verb not in look.words.own.planned:
        return False
    if clause.mood is not Mood.PARTICIPLE and clause.tense is not Tense.PRESENT:
        # "a été prévu", "était prévu": what was planned then may be over
        return False
    if look.above and look.above.tense in _REMOTE and not look.diary:
        # "prévu en janvier, il avait été renvoyé"
        return False
    return clause.voice is Voice.PASSIVE or clause.copula


def _is_notice(look: _Look) -> bool:
    """`Un réseau perturbé jeudi`: a participle of a state, in a sentence without verb."""
    nominal = look.above is None or look.above.mood is Mood.NOMINAL
    return nominal and _is_participle(look) and look.verb in look.words.own.notices


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


def _wants(look: _Look) -> bool:
    """`prévoit de`, `appelle à la grève mardi`: the verb itself, in the present."""
    return look.is_present and look.verb in look.words.ahead


def _was_due(look: _Look) -> bool:
    """`qui devait s'ouvrir jeudi`: what was to come with a day of the week still is."""
    clause = look.clause
    was = clause.modal in look.words.own.due and clause.tense is Tense.IMPERFECT
    return was and look.diary


def _is_past(look: _Look) -> bool:
    clause = look.clause
    if clause.tense is Tense.PERFECT:
        return _is_perfect(clause) and not _reaches(look)
    return clause.past and clause.mood is not Mood.PARTICIPLE


def _reaches(look: _Look) -> bool:
    """`a été prolongé jusqu'à dimanche`: what was done to something lasts until then."""
    done_to = look.clause.voice is Voice.PASSIVE or look.clause.objects
    return look.until and bool(done_to)


def _is_perfect(clause: Clause) -> bool:
    """`avoir signé`, `avoir été signé`; "être signé" is the passive of the present."""
    if clause.tense is not Tense.PERFECT:
        return False
    if clause.mood is not Mood.INFINITIVE or clause.voice is not Voice.PASSIVE:
        return True
    return len(clause.auxiliaries) > 1


def _looks_ahead(look: _Look) -> bool:
    """A future, a conditional, an order; `doit signer`, `pourrait signer`: not yet."""
    clause = look.clause
    if clause.future or clause.tense is Tense.FUTURE_PERFECT:
        return True
    if clause.mood in (Mood.CONDITIONAL, Mood.IMPERATIVE):
        return True
    return bool(clause.modal) and look.has_tense


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
    # "s'élève lundi à 12" is a state, "un camion percute un bus lundi" is over.
    if look.verb in look.words.undated:
        return False
    word = before(look.doc, look.span)
    return word is None or word.pos != "ADP"


_TABLE: Mapping[Callable[[_Look], bool], Direction] = {
    _is_planned: Direction.FUTURE,
    _is_notice: Direction.FUTURE,
    _is_participle: Direction.PAST,
    _is_wanted: Direction.FUTURE,
    _was_due: Direction.FUTURE,
    _is_past: Direction.PAST,
    _looks_ahead: Direction.FUTURE,
    _wants: Direction.FUTURE,
    _says: Direction.PAST,
    _is_scheduled: Direction.FUTURE,
}
"""What a clause says; the first line that holds decides."""

_ASIDE = (",", "(", ")")

# A participle says nothing firm; what is above it may.
_WEAK = (_was_due, _is_notice, _is_participle, _is_scheduled)
"""What no finite verb says: a preposition overrules it."""


def _by_table(look: _Look, *, firm: bool) -> Direction:
    for holds, says in _TABLE.items():
        if holds(look):
            return Direction.UNKNOWN if firm and holds in _WEAK else says
    return Direction.UNKNOWN


def aside(doc: Doc, span: Span) -> list[Token]:
    """The words before a date in the stretch between commas that it stands in.

    Empty where a verb stands in it, or no noun.
    """
    words = []
    count = 1
    while (word := before(doc, span, count)) and word.is_word:
        words.insert(0, word)
        count += 1
    if word is not None and word.low not in _ASIDE:
        return []
    count = 1
    while (word := after(doc, span, count)) and word.is_word:
        words.append(word)
        count += 1
    if word is None or word.low not in _ASIDE:
        return []
    told = any(other.pos in ("VERB", "AUX", "CCONJ") for other in words)
    return [] if told else [other for other in words if other.end <= span.start]


@dataclass(eq=False)
class Directions:
    """Which way each date of an article looks."""

    doc: Doc
    quotes: Sequence[Quoted]
    pack: LanguagePack

    @cached_property
    def words(self) -> _Verbs:
        """Verbs and nouns by the way they look."""
        return _verbs(self.pack)

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

    def of(
        self,
        span: Span,
        *,
        firm: bool = False,
        diary: bool = False,
        until: bool = False,
    ) -> Direction:
        """Which way a date looks. Unknown where nothing tells.

        Args:
            span: where the date stands.
            firm: only a finite verb counts.
            diary: it is a day of the week, so that a present may look ahead.
        """
        opening = self.doc.token_at(span.start)
        if opening is not None:
            # "mars" of "mi-mars": the whole word has a place in the clause
            span = Span(opening.start, span.end)
        beside = Direction.UNKNOWN if firm else self._beside(span, diary=diary)
        if beside:
            return beside
        for clause in self._governing(span):
            look = self._look(span, clause, diary=diary, until=until)
            found = _by_table(look, firm=firm)
            if found:
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

    def _look(self, span: Span, clause: Clause, *, diary: bool, until: bool) -> _Look:
        above = self._above(clause)
        zone = self._zones[clause.predicate]
        if above and self._zones[above.predicate] != zone:
            above = None
        return _Look(self.doc, span, clause, above, self.words, diary, until)

    def _beside(self, span: Span, *, diary: bool) -> Direction:
        """What its place says: `pour lundi`, `après une matinée douce mardi`."""
        clause = self.doc.clause_at(span)
        if clause is None or clause.tense in _REMOTE:
            return Direction.UNKNOWN
        word = before(self.doc, span)
        if word is not None and word.low in self.words.own.towards:
            return Direction.FUTURE
        if word is not None and diary and word.low in self.words.own.until:
            # "reportée à lundi"
            return Direction.FUTURE
        if diary and clause.mood is not Mood.NOMINAL and self._in_apposition(span):
            return Direction.PAST
        for phrase in clause.obliques:
            # The parse often hangs the day on the verb instead.
            reaches = phrase.span.end + 1 >= span.start
            if phrase.span.start < span.start and reaches:
                return self._held_by(phrase.preposition, clause)
        return Direction.UNKNOWN

    def _in_apposition(self, span: Span) -> bool:
        """`Vainqueurs samedi de Brest, les Rémois …`: a bare noun between signs, and no verb."""
        stretch = aside(self.doc, span)
        return bool(stretch) and stretch[0].pos in ("NOUN", "ADJ", "ADV")

    def _held_by(self, preposition: str, clause: Clause) -> Direction:
        if preposition in self.words.own.behind:
            return Direction.PAST
        ahead = preposition in self.words.own.towards and not clause.past
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
        clauses = self.doc.clauses_in(clause.sentence)
        finite = any(other.finite for other in clauses)
        return Direction.UNKNOWN if finite else Direction.FUTURE
