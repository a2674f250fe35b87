"""Finds where something that is told happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.places import Place
from builder.model.mention import NAMES, EntityType, Link
from builder.syntax import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Token

_DEEPEST = 3
"""Nouns between a place and the noun that the verb has: "au sud du port de Lima"."""


def scenes(view: View, candidate: Candidate) -> tuple[str, ...]:
    """Ids of the places where it happens, each once: "à Paris", "dans la région de K."."""
    found: list[str] = []
    for token, preposition in _situated(view, candidate):
        if preposition in view.vocabulary.words.situating:
            found += _place(view, token, preposition)
    return tuple(dict.fromkeys(found))


def _situated(view: View, candidate: Candidate) -> Iterator[tuple[Token, str]]:
    """What stands behind a preposition of the verb, of its objects, or of the noun."""
    tokens = view.doc.tokens
    heads = [candidate.token] if candidate.noun else []
    # "Une attaque a tué douze personnes à Kharkiv": where its verb is, the attack is.
    whole = candidate.carried or candidate.place in (Place.NONE, Place.SUBJECT)
    if whole:
        for token in _adverbial(view, candidate.clause):
            yield token, view.preposition(token)
        heads += [phrase.head for phrase in candidate.clause.objects]
    for head in heads:
        for complement in nouns.complements(view.doc, tokens[head]):
            yield complement, view.preposition(complement)


def _adverbial(view: View, clause: Clause) -> Iterator[Token]:
    """Words of a clause that say where or when: "devant le lycée à Lima", "dimanche à Lima".

    Also what opens the sentence, and which the parse hangs on the subject.
    """
    subject = clause.subject.head if clause.subject is not None else -1
    for index in clause.tokens:
        token = view.doc.tokens[index]
        if index < subject:
            yield token
            continue
        top = _completed(view, token)
        held = top.index == subject and index != subject
        if held or top.relation.startswith("obl"):
            yield token


def _completed(view: View, token: Token) -> Token:
    """The noun that a complement of complements belongs to; the word itself where it is none."""
    for _ in range(_DEEPEST):
        above = nouns.completed(view.doc, token)
        if above is None:
            break
        token = above
    return token


def _place(view: View, token: Token, preposition: str) -> Iterator[str]:
    """A name of a place, or the name that completes "région", "ville" …: its ids.

    What is given "à la Russie" is not there.
    """
    link = view.layers.link_at(token.start)
    if link is not None and _is_place(link):
        given = preposition == view.vocabulary.modality.to and view.is_state(link)
        yield from () if given else link.entities
    elif token.lemma in view.vocabulary.words.places:
        for complement in nouns.complements(view.doc, token):
            below = view.layers.link_at(complement.start)
            if below is not None and _is_place(below):
                yield from below.entities


def _is_place(link: Link) -> bool:
    if link.mention.type is not EntityType.LOC:
        return False
    return link.mention.kind in NAMES
