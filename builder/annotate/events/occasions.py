"""Nouns of no list that their sentence treats as something that happened.

"lors d'un cambriolage", "neuf jours après son titre", "le gel du 4 avril".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.candidates import Candidate
from builder.annotate.events.kinds import FALLBACK
from builder.annotate.events.places import place_of
from builder.model.mention import EntityType
from builder.syntax import nouns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.annotate.events.view import View
    from builder.syntax.doc import Token


def occasions(view: View, known: Collection[int]) -> Iterator[Candidate]:
    """Those of an article, in order, without the tokens that are `known` to tell something."""
    for index in range(len(view.doc.sentences)):
        if not view.block(index).told:
            continue
        for token in view.doc.sentence_tokens(index):
            if token.index in known or not _may_happen(view, token):
                continue
            found = _candidate(view, token)
            if found is not None:
                yield found


def _may_happen(view: View, token: Token) -> bool:
    """Whether it is a common noun of no person, body, name or time.

    Or the first word of a name that is one of an event: "l'attentat du 14 mai".
    """
    if token.pos != "NOUN" or view.layers.timex_at(token.start) is not None:
        return False
    link = view.layers.link_at(token.start)
    if link is not None:
        named = link.mention.type is EntityType.EVENT
        return named and link.mention.span.start == token.start
    if token.lemma in view.vocabulary.words.times or view.is_somebody(token):
        return False
    return token.text.islower()


def _candidate(view: View, token: Token) -> Candidate | None:
    clause = view.doc.clause_of(token)
    if clause is None or nouns.determiner(view.doc, token) is None:
        return None
    place, phrase = place_of(view, clause, token)
    heads = phrase is not None and phrase.head == token.index
    before = (
        phrase.preposition if phrase is not None and heads else view.preposition(token)
    )
    words = view.vocabulary.words
    happened = before in words.presupposing or before in words.occasions
    if not happened and not _has_day(view, token):
        return None
    sentence = view.doc.sentence_tokens(clause.sentence)
    match = view.vocabulary.noun_at(sentence, token.index - sentence[0].index)
    kind = match.kind if match is not None and match.kind else FALLBACK
    return Candidate(clause, token.index, token.span, kind, place, phrase)


def _has_day(view: View, token: Token) -> bool:
    """Whether a date completes it: "la délibération du 26 juin"."""
    word = nouns.determiner(view.doc, token)
    if word is None or word.definite != "Def":
        return False
    for complement in nouns.complements(view.doc, token):
        if view.layers.timex_at(complement.start) is not None:
            return True
    return False
