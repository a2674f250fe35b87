"""Which way a date looks: past or future, by the clause that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema import ReportingWords
from builder.lang.schema_dates import DateVerbs
from builder.lang.schema_events import EventWords, ModalityWords
from builder.model.article import Span
from builder.syntax.clause import Governor, Mood, Tense, Voice
from builder.syntax.neighbours import after, before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.quote import Quoted
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Doc, Token

_HIGHEST = 4
"""Clauses above that are asked; deeper nests are parse errors."""

_REMOTE = (Tense.PLUPERFECT, Tense.IMPERFECT, Tense.SIMPLE_PAST)
"""What was ahead then need not be ahead now: "une trêve avait été proposée pour Noël"."""

_TELLING = (Mood.INDICATIVE, Mood.CONDITIONAL, Mood.NOMINAL)
"""Moods of clauses that tell when they are, whatever is above them."""

_WISHES = (Mood.INFINITIVE, Mood.SUBJUNCTIVE, Mood.INDICATIVE)
"""Moods of what is wanted or meant to be."""

_ASIDE = (",", "(", ")")


class Direction(IntEnum):
    """Which way a sentence looks."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


class Asked(NamedTuple):
    """A date, and how it is asked."""

    span: Span
    firm: bool = False
    """Only a finite verb counts."""

    diary: bool = False
    """It is a day of the week, or a day alone: a present may look ahead."""

    until: bool = False
    """It is the end of what lasts: `jusqu'au 3 avril`."""


@dataclass(frozen=True, slots=True)
class _Verbs:
    """Verbs and nouns by the way they look: those of dates, and what other files know of them."""

    own: DateVerbs
    ahead: frozenset[str]
    said: frozenset[str]
    undated: frozenset[str]
    """A present of them is no appointment: states, and what has happened."""

    misfortunes: frozenset[str]
    plans: frozenset[str]


@lru_cache(maxsize=4)
def _verbs(pack: LanguagePack) -> _Verbs:
    own = pack.words(DateVerbs)
    kinds = pack.words(EventWords).kinds
    asked, stance = pack.words(ReportingWords), pack.words(ModalityWords)
    wishes = (asked.demand, asked.promise, stance.planned, stance.demanded)
    bad = [kinds[name] for name in own.misfortunes]
    ended = [kinds[name].verbs for name in (*own.misfortunes, *own.results)]
    return _Verbs(
        own,
        _infinitives(own.ahead, stance.hypothetical, *wishes),
        _infinitives(own.said, *(kinds[name].verbs for name in own.statements)),
        _infinitives(own.states, own.happened, *ended),
        own.losses.union(*(kind.nouns for kind in bad)),
        own.planned & _infinitives(stance.planned),
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

    clause: Clause
    above: Clause | None
    """What governs it, if that stands on the same side of a quotation mark."""

    words: _Verbs
    asked: Asked
    held: bool
    """A preposition holds the date: `l'attaque de mardi`."""

    def says(self) -> tuple[Direction, bool]:
        """Which way the clause sends the date, and whether a finite verb says so."""
        if self._is_planned():
            return Direction.FUTURE, True
        if self.clause.mood is Mood.PARTICIPLE:
            return self._participle()
        if self._is_wanted():
            return Direction.FUTURE, True
        if self._was_due():
            # "qui devait s'ouvrir jeudi": with a day of the week it still is to come
            return (Direction.FUTURE if self.asked.diary else Direction.UNKNOWN), False
        if self._is_past():
            return Direction.PAST, True
        if self._looks_ahead():
            return Direction.FUTURE, True
        return self._present()

    def _participle(self) -> tuple[Direction, bool]:
        """Over, but in a sentence without verb: `Un réseau perturbé jeudi`.

        `Prêté jusqu'en juin, il a joué samedi`: what was done to him lasts.
        """
        remote = self.above is not None and self.above.tense in _REMOTE
        if self.asked.until and not remote:
            return Direction.FUTURE, True
        verb = self.above is not None and self.above.mood is not Mood.NOMINAL
        if verb or self.clause.lemma not in self.words.own.notices:
            return Direction.PAST, False
        return Direction.FUTURE, False

    def _was_due(self) -> bool:
        """What was to come: `devaient être achevés pour le 14-Juillet`."""
        due = self.clause.modal in self.words.own.due
        return due and self.clause.tense is Tense.IMPERFECT

    def _is_planned(self) -> bool:
        """`est prévu`, `attendu lundi`: now, of what is to come."""
        clause = self.clause
        if clause.lemma not in self.words.own.planned or self._is_told():
            return False
        if clause.mood is not Mood.PARTICIPLE and clause.tense is not Tense.PRESENT:
            # "a été prévu", "était prévu": what was planned then may be over
            return False
        if self.above and self.above.tense in _REMOTE and not self.asked.diary:
            # "prévu en janvier, il avait été renvoyé"
            return False
        return clause.voice is Voice.PASSIVE or clause.copula

    def _is_told(self) -> bool:
        """`la cession annoncée fin avril`, `la grève annoncée lundi par les élus`: when they said so."""
        clause = self.clause
        if clause.mood is not Mood.PARTICIPLE or clause.lemma not in self.words.said:
            return False
        return not self.asked.diary or clause.agent is not None

    def _is_wanted(self) -> bool:
        """`appellent à défiler mardi`, `demande que la route soit fermée lundi`."""
        clause, above = self.clause, self.above
        if clause.mood not in _WISHES or _is_perfect(clause):
            return False
        if above is None:
            # "Que le pont soit fermé lundi !"
            return clause.mood is not Mood.INDICATIVE
        if above.impersonal and above.past:
            # "Il a fallu attendre mardi"
            return False
        if clause.mood is Mood.INFINITIVE:
            return self._is_aim(above)
        # "a obtenu que le pont soit fermé", "a voulu que le pont rouvre": the same form in both moods
        subjunctive = clause.mood is Mood.SUBJUNCTIVE
        governed = clause.governor is Governor.CONTROL
        if subjunctive and (governed or clause.governor is Governor.RELATIVE):
            return True
        wanted = subjunctive or (governed and clause.tense is Tense.PRESENT)
        return wanted and above.lemma in self.words.ahead

    def _is_aim(self, above: Clause) -> bool:
        """Whether an infinitive, other than a perfect, is ahead of what governs it."""
        governor = self.clause.governor
        if governor is Governor.NOUN:
            # "un appel à défiler", "la volonté de signer": such nouns look ahead.
            return True
        if governor is Governor.CIRCUMSTANCE and not above.past:
            # "pointe à la neuvième place avant de recevoir Pau vendredi"
            return True
        # "assure fermer le pont lundi", "s'est dit prêt à signer lundi"
        return above.lemma in self.words.ahead | self.words.said

    def _is_past(self) -> bool:
        clause = self.clause
        if clause.tense is not Tense.PERFECT:
            return clause.past
        if not _is_perfect(clause):
            return False
        # "a été prolongé jusqu'à dimanche": what was done to something lasts until then
        done_to = clause.voice is Voice.PASSIVE or bool(clause.objects)
        return not (done_to and (self.asked.until or self._plans()))

    def _plans(self) -> bool:
        """`a prévu un bilan fin janvier`: the date is that of the plan."""
        if self.asked.diary or self.clause.voice is Voice.PASSIVE:
            return False
        return self.clause.lemma in self.words.plans

    def _looks_ahead(self) -> bool:
        """A future, a conditional, an order; `doit signer`, `pourrait signer`: not yet."""
        clause = self.clause
        if clause.future or clause.tense is Tense.FUTURE_PERFECT:
            return True
        if clause.mood in (Mood.CONDITIONAL, Mood.IMPERATIVE):
            return True
        return bool(clause.modal) and clause.mood is Mood.INDICATIVE

    def _present(self) -> tuple[Direction, bool]:
        """What a present without modal verb says.

        `prévoit de` looks ahead, what is said is said before it is printed, and any other
        deed that a weekday hangs on is in the diary: `reçoit lundi`, `s'ouvre jeudi`.
        """
        clause, words = self.clause, self.words
        if clause.mood is not Mood.INDICATIVE or clause.tense is not Tense.PRESENT:
            return Direction.UNKNOWN, True
        if clause.modal:
            return Direction.UNKNOWN, True
        if clause.lemma in words.ahead:
            return Direction.FUTURE, True
        if clause.lemma in words.said and clause.voice is not Voice.REFLEXIVE:
            # "annonce mardi", not "le dimanche s'annonce frais"
            return Direction.PAST, True
        if self.asked.diary and self._is_deed():
            return Direction.FUTURE, False
        return Direction.UNKNOWN, True

    def _is_deed(self) -> bool:
        """Not what is (`s'élève lundi à 12`), nor what headlines tell in the present (`un camion percute un bus lundi`), nor a complement (`évoque l'attaque de mardi`)."""
        if self.held or self.clause.copula:
            return False
        return self.clause.lemma not in self.words.undated


def _is_perfect(clause: Clause) -> bool:
    """`avoir signé`, `avoir été signé`; "être signé" is the passive of the present."""
    if clause.tense is not Tense.PERFECT:
        return False
    if clause.mood is not Mood.INFINITIVE or clause.voice is not Voice.PASSIVE:
        return True
    return len(clause.auxiliaries) > 1


def aside(doc: Doc, span: Span) -> list[Token]:
    """The words before a date in the stretch between commas that it stands in.

    Empty where a verb or "et" stands in it.
    """
    ahead, opening = _words(doc, span, before)
    behind, closing = _words(doc, span, after)
    if opening is not None and opening.low not in _ASIDE:
        return []
    if closing is None or closing.low not in _ASIDE:
        return []
    told = any(word.pos in ("VERB", "AUX", "CCONJ") for word in (*ahead, *behind))
    return [] if told else ahead[::-1]


def _words(
    doc: Doc, span: Span, neighbour: Callable[[Doc, Span, int], Token | None]
) -> tuple[list[Token], Token | None]:
    """The words on one side of a date, and the sign that ends them."""
    words: list[Token] = []
    while True:
        word = neighbour(doc, span, len(words) + 1)
        if word is None or not word.is_word:
            return words, word
        words.append(word)


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

    def of(self, asked: Asked) -> Direction:
        """Which way a date looks. Unknown where nothing tells."""
        opening = self.doc.token_at(asked.span.start)
        if opening is not None:
            # "mars" of "mi-mars": the whole word has a place in the clause
            asked = asked._replace(span=Span(opening.start, asked.span.end))
        found = Direction.UNKNOWN if asked.firm else self._beside(asked)
        if found:
            return found
        for look in self._looks(asked):
            found, firmly = look.says()
            if found and (firmly or not asked.firm):
                return found
        return Direction.UNKNOWN if asked.firm else self._without_verb(asked)

    def _looks(self, asked: Asked) -> Iterator[_Look]:
        """The clause of a date and those above it, up to one that tells by itself.

        Nothing across a quotation mark.
        """
        tokens = self.doc.tokens_in(asked.span)
        clause = self._clause(asked.span)
        word = before(self.doc, asked.span)
        held = word is not None and word.pos == "ADP"
        zone = self._zones[tokens[0].index] if tokens else None
        for _ in range(_HIGHEST):
            if clause is None or self._zones[clause.predicate] != zone:
                return
            above = self._above(clause)
            if self.doc.tokens[clause.predicate] not in tokens:
                # Else the date itself is read as a verb: "week-end".
                near = above if self._zone(above) == zone else None
                yield _Look(clause, near, self.words, asked, held)
            if clause.mood in _TELLING:
                return
            clause = above

    def _clause(self, span: Span) -> Clause | None:
        """The clause that a date stands in.

        The parse hangs the date of `soupçonné d'avoir volé jeudi` on the first verb.
        """
        clause = self.doc.clause_at(span)
        if clause is None:
            return None
        for lower in self.doc.governed(clause):
            between = clause.span.start < lower.span.start < span.start
            if between and lower.mood is Mood.INFINITIVE and _is_perfect(lower):
                return lower
        return clause

    def _zone(self, clause: Clause | None) -> int | None:
        return self._zones[clause.predicate] if clause is not None else None

    def _above(self, clause: Clause) -> Clause | None:
        above = clause.governed_by
        if above is None:
            above = clause.joined_to
        return self.doc.clauses[above] if above is not None else None

    def _beside(self, asked: Asked) -> Direction:
        """What its place says: `pour lundi`, `après une matinée douce mardi`."""
        span, own = asked.span, self.words.own
        clause = self.doc.clause_at(span)
        if clause is None or clause.tense in _REMOTE:
            return Direction.UNKNOWN
        word = before(self.doc, span)
        # "pour lundi", "reportée à lundi"
        towards = own.towards | own.until if asked.diary else own.towards
        if word is not None and word.low in towards:
            return Direction.FUTURE
        if asked.diary and self._is_apposed(span, clause):
            return Direction.PAST
        noun = before(self.doc, span, 2)
        if noun is not None and noun.lemma in self.words.misfortunes:
            # "l'attaque de mardi sera jugée"
            return Direction.PAST
        for phrase in clause.obliques:
            # The parse often hangs the day on the verb instead.
            if phrase.span.start < span.start <= phrase.span.end + 1:
                return self._held_by(phrase.preposition, clause)
        return Direction.UNKNOWN

    def _is_apposed(self, span: Span, clause: Clause) -> bool:
        """`Vainqueurs samedi de Brest, les Rémois …`: a bare noun between commas, and no verb."""
        if clause.mood is Mood.NOMINAL:
            return False
        stretch = aside(self.doc, span)
        return bool(stretch) and stretch[0].pos in ("NOUN", "ADJ", "ADV")

    def _held_by(self, preposition: str, clause: Clause) -> Direction:
        if preposition in self.words.own.behind:
            return Direction.PAST
        if clause.past or preposition not in self.words.own.towards:
            return Direction.UNKNOWN
        return Direction.FUTURE

    def _without_verb(self, asked: Asked) -> Direction:
        """An announcement: `Assemblée générale vendredi à 20 h`, `Vide-greniers dimanche`.

        Of a longer stretch it may be a report: `Fréquentation record cet été`.
        """
        span = asked.span
        clause = self.doc.clause_at(span)
        if clause is None or clause.mood is not Mood.NOMINAL or not asked.diary:
            return Direction.UNKNOWN
        sentence = self.doc.sentences[clause.sentence].span
        alone = len(sentence) <= len(span) + 1
        if sentence.of(self.doc.text).isupper() and not alone:
            # Of a line in capitals the parse knows no verb.
            return Direction.UNKNOWN
        told = {self.doc.tokens[index].lemma for index in clause.tokens}
        if told & self.words.misfortunes:
            return Direction.PAST
        clauses = self.doc.clauses_in(clause.sentence)
        finite = any(other.finite for other in clauses)
        return Direction.UNKNOWN if finite else Direction.FUTURE
