"""Finds where something that is told happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.places import Place
from builder.model.mention import EntityType, Link, MentionKind
from builder.syntax import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.syntax.doc import Token

_NAMES = (MentionKind.NAME, MentionKind.ALIAS)


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
        for index in candidate.clause.tokens:
            # Also what the parse hangs on a day: "dimanche à Kharkiv".
            if tokens[index].relation.startswith("obl"):
                yield tokens[index], view.preposition(tokens[index])
        heads += [phrase.head for phrase in candidate.clause.objects]
    for head in heads:
        for complement in nouns.complements(view.doc, tokens[head]):
            yield complement, view.preposition(complement)


def _place(view: View, token: Token, preposition: str) -> Iterator[str]:
    """A name of a place, or the name that completes "région", "ville" …: its ids.

    What is given "à la Russie" is not there.
    """
    link = view.layers.link_at(token.start)
    if link is not None and _is_place(link):
        given = preposition == view.vocabulary.modality.to and _is_state(view, link)
        yield from () if given else link.entities
    elif token.lemma in view.vocabulary.words.places:
        for complement in nouns.complements(view.doc, token):
            below = view.layers.link_at(complement.start)
            if below is not None and _is_place(below):
                yield from below.entities


def _is_place(link: Link) -> bool:
    if link.mention.type is not EntityType.LOC:
        return False
    return link.mention.kind in _NAMES


def _is_state(view: View, link: Link) -> bool:
    for entity in link.entities[:1]:
        known = view.discourse.context.kb.entities.get(entity)
        return known is not None and bool(known.demonyms)
    return False
