"""The kind of what a verb tells: by its lemma and what it takes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from builder.discourse.wordings import Manner
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.view import View
    from builder.syntax.clause import Clause, Phrase

FALLBACK = "other"
"""The kind of a deed that no word of `kinds.yml` tells: shown without a kind."""

STATEMENT = "statement"
"""The kind of plain saying, whatever its verb."""

_INFINITIVE = "INF"
"""In `kinds.yml`, an infinitive or clause that the verb governs."""

_COMPLETING = ("ADJ", "VERB", "ADV")
_NOUNS = ("NOUN", "PROPN")


def verb_kind(view: View, clause: Clause) -> str:
    """The kind that a verb tells with what it takes; `other` for none of them."""
    vocabulary = view.vocabulary
    person = _takes_person(view, clause)
    kind = vocabulary.verb_kind(clause, set(_arguments(view, clause)), person=person)
    unsure = not kind or vocabulary.is_verb(clause, vocabulary.words.faint)
    if unsure and says_something(view, clause):
        return STATEMENT
    return kind or _noun_kind(view, clause) or FALLBACK


@lru_cache(maxsize=1)
def title_kinds(view: View) -> frozenset[str]:
    """Kinds of what the title tells, by its verbs and nouns; empty without a title.

    Kept, since each candidate of an article asks for them in turn.
    """
    found: set[str] = set()
    for index in view.titles:
        for clause in view.doc.clauses_in(index):
            if view.doc.tokens[clause.predicate].is_word:
                found.add(verb_kind(view, clause))
        tokens = view.doc.sentence_tokens(index)
        for at, token in enumerate(tokens):
            match = view.vocabulary.noun_at(tokens, at)
            if match is not None and token.pos in _NOUNS:
                found.add(match.kind)
    return frozenset(found - {"", FALLBACK})


def says_something(view: View, clause: Clause) -> bool:
    """Whether a verb of saying comes with what is said: "que …", a quotation.

    "a relevé que", not "a relevé son niveau d'alerte". Some verbs say it always.
    """
    saying = view.discourse.saying
    if saying.manner(clause) in (None, Manner.THINK):
        return False
    if clause.incise or saying.inverted(clause):
        return True
    if view.vocabulary.is_verb(clause, view.vocabulary.words.telling):
        return True
    return any(True for _ in view.complements(clause))


def _takes_person(view: View, clause: Clause) -> bool:
    """Whether a person is an argument without a preposition."""
    for phrase in view.arguments(clause):
        if not phrase.preposition and view.is_person(phrase):
            return True
    return False


def _arguments(view: View, clause: Clause) -> Iterator[str]:
    """Heads and prepositions of what a verb takes, and the words that complete it."""
    if clause.agent is not None:
        yield from _heads(view, clause.agent)
    for phrase in view.arguments(clause):
        if not _is_manner(view, phrase):
            yield phrase.preposition
        yield from _heads(view, phrase)
    if clause.subject is not None and not clause.objects:
        yield from _heads(view, clause.subject)  # "une bombe a explosé"
    for index in clause.tokens:
        token = view.doc.tokens[index]
        if index <= clause.predicate:
            continue
        # "a eu lieu", "a été retrouvé mort", "mettre en garde"
        if token.pos in _COMPLETING or index == clause.predicate + 1:
            yield token.lemma
    for below in view.complements(clause):
        if below.governor is Governor.CONTROL or below.mood is Mood.INFINITIVE:
            yield _INFINITIVE


def _is_manner(view: View, phrase: Phrase) -> bool:
    """Whether a bare noun behind a preposition says how, not where: "en tête"."""
    head = view.doc.tokens[phrase.head]
    if head.pos != "NOUN" or phrase.determiner or nouns.counted(view.doc, head):
        return False
    return view.layers.link_at(head.start) is None


def _heads(view: View, phrase: Phrase) -> Iterator[str]:
    """The words of an argument that tell what it is: past "une dizaine de"."""
    for token in view.words(phrase):
        yield token.lemma
        if token.pos == "NUM" or token.lemma in view.vocabulary.words.counting:
            for complement in nouns.complements(view.doc, token):
                yield complement.lemma
    if not phrase.preposition:
        yield from _swallowed(view, phrase)


def _swallowed(view: View, phrase: Phrase) -> Iterator[str]:
    """What the parse hangs on an object with another preposition than "de".

    It is the verb's: "a condamné un ministre à deux ans de prison".
    """
    opened = False
    for token in view.doc.tokens_in(phrase.span):
        if token.pos == "ADP":
            preposition = view.vocabulary.lexicon.preposition(token.low)
            opened = preposition != view.of
            yield preposition if opened else ""
        elif opened and token.pos == "NOUN":
            yield token.lemma
            opened = False


def _noun_kind(view: View, clause: Clause) -> str:
    """The kind of a participle that the tables take for a noun: "sont morts"."""
    if not clause.copula:
        return ""
    match = view.vocabulary.noun_at(view.doc.tokens, clause.predicate)
    return match.kind if match is not None else ""
