"""What a clause is: a predicate, how it is told, who takes part, and what governs it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.model.article import Span


class Tense(StrEnum):
    """When a predicate is told to be, compound forms taken together."""

    PRESENT = "present"
    PERFECT = "perfect"
    """Passé composé, and the perfect of other moods ("aurait signé", "avoir signé")."""

    RECENT = "recent"
    """"vient de signer"."""

    IMPERFECT = "imperfect"
    PLUPERFECT = "pluperfect"
    SIMPLE_PAST = "simple past"
    FUTURE = "future"
    NEAR_FUTURE = "near future"
    """"va signer"."""

    FUTURE_PERFECT = "future perfect"
    NONE = ""
    """Participles, infinitives and headlines without a verb."""


class Mood(StrEnum):
    """The mood of the word that carries the tense."""

    INDICATIVE = "indicative"
    CONDITIONAL = "conditional"
    SUBJUNCTIVE = "subjunctive"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    """A past participle that stands alone: "blessé dans la collision"."""

    GERUND = "gerund"
    """A present participle: "ajoutant que"."""

    NOMINAL = "nominal"
    """A sentence without a verb: "Attentat à Brest : douze morts"."""


class Voice(StrEnum):
    """Whether the subject does it, undergoes it, or does it to itself."""

    ACTIVE = "active"
    PASSIVE = "passive"
    REFLEXIVE = "reflexive"


class Governor(StrEnum):
    """What a clause depends on."""

    NOTHING = "nothing"
    """A main clause, or one joined to it."""

    REPORTING = "reporting"
    """What somebody says, thinks or denies."""

    CONTROL = "control"
    """Infinitive or "que" under a verb that wants, begins, asks, prevents …"""

    CONDITION = "condition"
    """"si …", "à condition que …"."""

    CIRCUMSTANCE = "circumstance"
    """"lorsque …", "pour …", "après avoir …", a participle beside the main clause."""

    NOUN = "noun"
    """A complement or participle of a noun: "l'accord signé lundi", "le fait que …"."""

    RELATIVE = "relative"


class SubjectSource(StrEnum):
    """How the subject of a clause is known."""

    OWN = "own"
    RELATIVE = "relative"
    """"qui" stands for what the relative clause hangs on."""

    JOINED = "joined"
    """That of the clause it is joined to: "ont réaffirmé … et menacé"."""

    CONTROLLED = "controlled"
    """Of an infinitive or gerund, by the verb above it."""

    MODIFIED = "modified"
    """The noun that a participle stands beside."""

    NONE = "none"
    """There is none: impersonal "il", imperatives, headlines."""

    UNKNOWN = "unknown"
    """Number or gender contradict the parse, or the parse has none. Nobody guesses."""


class Phrase(NamedTuple):
    """A noun phrase or pronoun, with the preposition that holds it."""

    head: int
    """Index of its head word in `Doc.tokens`."""

    span: Span
    """All of it, without its preposition and without relative clauses."""

    core: Span
    """Determiner to head, with the parts of a name: "le maire" of "le maire de Lima"."""

    preposition: str = ""
    """In small letters, full form: "de" for "du", "au cours de"; empty for none."""

    determiner: str = ""
    """In small letters: "le", "une", "son"; empty for none."""

    lemma: str = ""
    number: str = ""
    """s, p, or empty where nothing tells. A coordination is p."""

    gender: str = ""
    """m, f, or empty."""

    person: str = ""
    """Of pronouns: 1, 2, 3; empty elsewhere."""

    pronoun: bool = False
    proper: bool = False
    """Its head is a name."""

    joined: tuple[int, ...] = ()
    """Heads of what is joined to it: "Ada et Jan"."""

    apposed: tuple[int, ...] = ()
    """Heads of appositions: "le maire, Jan Vik"."""


class Clause(NamedTuple):
    """One predicate with everything that belongs to it."""

    index: int  # type: ignore[assignment] # a tuple's own `index` is of no use here
    """Place in `Doc.clauses`."""

    sentence: int
    """Index into `Doc.sentences`."""

    predicate: int
    """Index of the word that says what is done: the verb, the participle of a compound, the adjective or noun beside "être"."""

    lemma: str
    """Of the predicate. The infinitive under "aller", "venir de", "devoir", "pouvoir"."""

    verb: int
    """Index of the word that carries tense and person: the auxiliary of a compound, else the predicate."""

    auxiliaries: tuple[int, ...]
    """Auxiliaries, copulas and modal verbs, in order."""

    tokens: tuple[int, ...]
    """Its own words, in order, without those of clauses below it."""

    span: Span
    """From its first own word to its last one; clauses in the middle are inside."""

    tense: Tense
    mood: Mood
    voice: Voice = Voice.ACTIVE
    negated: bool = False
    modal: str = ""
    """"devoir" or "pouvoir" where one governs the predicate: "devrait signer"."""

    copula: bool = False
    """The predicate is an adjective, noun or phrase beside "être"."""

    impersonal: bool = False
    """"il faut", "il y a"."""

    person: str = ""
    number: str = ""
    pronoun: str = ""
    """The subject pronoun behind its verb: "il" of "a-t-il dit"."""

    subject: Phrase | None = None
    subject_source: SubjectSource = SubjectSource.NONE
    inverted: bool = False
    """The subject stands behind the verb: ", a déclaré le maire"."""

    objects: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    """Indirect objects without preposition: "lui", "leur"."""

    obliques: tuple[Phrase, ...] = ()
    """Everything with a preposition, and dates and adverbial nouns without one."""

    agent: Phrase | None = None
    """After "par", of a passive."""

    governor: Governor = Governor.NOTHING
    governed_by: int | None = None
    """Index of the clause that it depends on; none for a main clause."""

    marker: str = ""
    """The word that opens it: "que", "si", "lorsque", "pour", "de", "qui"; empty for none."""

    joined_to: int | None = None
    """Index of the clause before that it is joined to; its governor is that one's."""

    incise: bool = False
    """It is put into or behind what it governs: "« … », a-t-il dit"."""

    noun: int | None = None
    """Index of the noun that a relative, participle or complement hangs on."""

    @property
    def finite(self) -> bool:
        """Whether it has a tense of its own."""
        return self.mood in _FINITE

    @property
    def main(self) -> bool:
        """Whether nothing governs it."""
        return self.governor is Governor.NOTHING

    @property
    def past(self) -> bool:
        """Whether it is told as past, by its own form."""
        if self.tense in _PAST:
            return True
        return self.mood is Mood.PARTICIPLE

    @property
    def future(self) -> bool:
        """Whether it is told as to come, by its own form."""
        return self.tense in (Tense.FUTURE, Tense.NEAR_FUTURE)


# An imperative has a tense of its own, though it says nothing of what has happened.
_FINITE = frozenset(
    {Mood.INDICATIVE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE, Mood.IMPERATIVE}
)
# The future perfect is told as past seen from a day to come, and is neither.
_PAST = frozenset(
    {
        Tense.PERFECT,
        Tense.RECENT,
        Tense.IMPERFECT,
        Tense.PLUPERFECT,
        Tense.SIMPLE_PAST,
    }
)
