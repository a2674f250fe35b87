"""The words of a language, typed: one frozen model for each file of `lang/<code>/`.

A model names its file and every key in it. An unknown key, a missing one or a value of
another shape stops the program at once: a list that nobody reads is a mistake.
"""

from __future__ import annotations

from string import Formatter
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict


class Words(BaseModel):
    """Base of all: nothing unknown, nothing that changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    FILE: ClassVar[str]
    """Name of the YAML file, without its ending."""


class Part(BaseModel):
    """A table inside a file: as strict as the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def places_of(sentence: str) -> frozenset[str]:
    """The names in braces of a sentence; empty where nothing is put in.

    Raises:
        ValueError: where the braces do not pair.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def _well_formed(sentence: str) -> str:
    places_of(sentence)
    return sentence


Sentence = Annotated[str, AfterValidator(_well_formed)]
"""What the program says; words in braces are put in."""

Phrase = Sentence | tuple[Sentence, ...]
"""A sentence; of two, the singular and the plural; or a list."""


class Ending(BaseModel):
    """What an ending says of a finite verb."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verb: tuple[str, ...]
    """Endings of the infinitive, one of which it must have."""

    form: str
    regular: bool = False
    """Whether what is before the ending must be the infinitive without its last two letters."""

    mood: str = "Ind"
    tense: str
    person: str = "3"
    number: str


class SyntaxWords(Words):
    """`syntax.yml`: closed classes that the parse is read with."""

    FILE: ClassVar[str] = "syntax"

    be: str
    have: str
    """The auxiliaries, by their infinitives."""

    going: str
    coming: str
    """Verbs that make a near future and a recent past of the infinitive behind them."""

    of: str
    to: str
    """Prepositions that open complements, in full."""

    some: str
    """The contracted article that is an indefinite one before an object: "des routes"."""

    one: frozenset[str]
    """Numerals of a single thing, as written and as the parse has them."""

    one_of_many: str
    """Lemma of an indefinite article."""

    told_when: frozenset[str]
    """Prepositions with which a date beside a noun tells when: "depuis lundi"."""

    conjunctions: dict[str, str]
    """Full forms of elided ones."""

    with_etre: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    strong: frozenset[str]
    ne: frozenset[str]
    only: frozenset[str]
    only_with: frozenset[str]
    """Of the negations, those that beside "que" only limit: "n'a plus que"."""

    ne_alone: frozenset[str]
    """Verbs that "ne" denies without another word: "ne cesse de"."""

    conditions: frozenset[str]
    concessive: frozenset[str]
    that: frozenset[str]
    who: frozenset[str]
    relative: frozenset[str]
    whose: frozenset[str]
    impersonal_verbs: frozenset[str]
    impersonal_reflexives: frozenset[str]
    pointing_subject: frozenset[str]
    """ "c'" of "c'est … que"."""

    nobody: frozenset[str]
    """Pronouns that may stand for nobody."""

    collective: frozenset[str]
    object_control: frozenset[str]
    subject_control_alone: frozenset[str]
    prepositions: dict[str, str]
    determiners: dict[str, str]
    subject_pronouns: frozenset[str]
    nominative: frozenset[str]
    periphrases: dict[str, str]
    """Verbs that carry the tense of the infinitive behind them, and the word between: none, or "de"."""

    endings: tuple[Ending, ...]
    """Of finite verbs; the first that fits holds."""

    in_ient: tuple[str, ...]
    """Endings of the verbs whose singular ends in "-ient" and "-int"."""

    prefixes: frozenset[str]
    """What a hyphen ties to a name: "anti-Trump"."""

    participle: str
    """Regular expression of the endings of a past participle."""

    twofold: frozenset[str]
    """Verbs of the third group whose simple past looks like the present."""

    etre_nouns: dict[str, tuple[str, ...]]
    """Forms of "être" that are nouns too, and what only the noun stands right behind."""

    lemmas: dict[str, str]
    """Forms that the tables give to a rarer verb."""

    days: frozenset[str]
    months: frozenset[str]
    times: frozenset[str]
    """Nouns that are an adverb beside "ce", "dernier", or without a determiner."""

    spans: frozenset[str]
    """Further nouns of time, for "il y a …"."""

    quantities: frozenset[str]
    """Adverbs that can be a subject: "beaucoup"."""

    pointing: frozenset[str]
    """Words that make such a noun an adverb."""

    objects: frozenset[str]
    """Pronouns before the verb that are never its subject."""

    tied: frozenset[str]
    """Pronouns with the hyphen that ties them to a verb before them."""

    linking: str
    """The sound between a verb and such a pronoun."""

    adverbial: frozenset[str]
    """Pronouns before the verb that stand for a phrase with "à" or "de"."""

    places: frozenset[str]
    """Pronouns before the verb that mean a place."""

    datives: frozenset[str]
    """Those of them that mean to whom."""

    pairing: frozenset[str]
    repeating: frozenset[str]
    """Pronouns that take up the subject: "l'armée, elle, dément"."""

    partitive: frozenset[str]
    """Prepositions that the parse sees in subjects: "DES milliers", "PRÈS de cent"."""

    no_clause: frozenset[str]
    """Words before a "que" that opens no clause: "ainsi que", "plus … que"."""

    openers: frozenset[str]
    """Conjunctions and prepositions of several words, whole."""

    with_de: frozenset[str]
    """Adverbs that are one preposition with "de"."""

    asking: frozenset[str]
    """Verbs whose "si" is a question."""

    causatives: frozenset[str]
    carrying: frozenset[str]
    """Of them, those that are one verb with the infinitive behind them."""

    impersonal_passives: frozenset[str]

    reflexive: frozenset[str]
    passive: str
    """The word before the agent of a passive."""


class SentenceWords(Words):
    """`sentences.yml`: full stops that end no sentence. Small letters, without the stop."""

    FILE: ClassVar[str] = "sentences"

    abbreviations: frozenset[str]
    may_end: frozenset[str]
    """Of them, those that end one where a capital letter follows."""


class ReadingWords(Words):
    """`reading.yml`: regular expressions of whole folded lines around an article."""

    FILE: ClassVar[str] = "reading"

    credit: tuple[str, ...]
    boilerplate: tuple[str, ...]
    by: str
    """The word behind which those who wrote sign. Folded."""

    signing: frozenset[str]
    """Small words behind it that are no sentence: "par notre correspondante"."""

    day_of: frozenset[str]
    """Words between a word and the day that hangs on it: "élu le 12 avril"."""

    front_matter: dict[str, tuple[str, ...]]
    """Names that keys of a front matter go by, in small letters, by our name for each."""

    header: frozenset[str]
    """Folded words that may stand beside a day of publication, with names and figures."""

    before_names: frozenset[str]
    """Those of them that a name may begin with: "le Monde", "par Anne Roche"."""

    inside: frozenset[str]
    """Keys of a front matter under which others stand: `params`, `citation`."""

    signature: tuple[str, ...]
    """Regular expressions of what stands before the names of who wrote. Folded."""

    weak_signature: frozenset[str]
    """Those that begin other things as well: only people with a known first name sign behind them."""

    between_names: frozenset[str]
    """Words between the names of two who wrote."""

    signed_from: frozenset[str]
    """First words of where somebody wrote, in brackets behind the name."""

    particles: frozenset[str]
    """Small words inside a surname."""

    nobody: frozenset[str]
    """Folded signatures that name nobody."""

    outlet_nouns: frozenset[str]
    """Folded first nouns of names of newspapers."""

    sections: frozenset[str]
    """Folded names of a newspaper's sections, as they stand alone above a title."""

    codes: dict[str, str]
    """What a code before a line of an export says: our name of a key, or nothing that we keep."""


class QuotationWords(Words):
    """`quotation.yml`: what stands before an apostrophe that is no quotation mark."""

    FILE: ClassVar[str] = "quotation"

    elided: frozenset[str]


class ReportingWords(Words):
    """`reporting.yml`: verbs of saying, thinking and asking by manner."""

    FILE: ClassVar[str] = "reporting"

    say: tuple[str, ...]
    incise: tuple[str, ...]
    think: tuple[str, ...]
    act: tuple[str, ...]
    deny: tuple[str, ...]
    demand: tuple[str, ...]
    promise: tuple[str, ...]
