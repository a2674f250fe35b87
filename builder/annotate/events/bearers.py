"""Ids of those whom a phrase stands for, where they can act or undergo something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.referents import HeadKind
from builder.model.mention import EntityType, Link, MentionKind
from builder.syntax import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.annotate.events.view import View
    from builder.discourse.referents import Actor
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Token

_ACTING = (EntityType.PER, EntityType.ORG, EntityType.NORP, EntityType.MEDIA)
_STANDS_FOR = (MentionKind.METONYM, MentionKind.GROUP)


def entities_of(
    view: View,
    actor: Actor | None,
    phrase: Phrase | None,
    *,
    acts: bool = False,
    states: bool = False,
) -> tuple[str, ...]:
    """Ids of those whom a phrase stands for; of no place, unless it acts.

    Of a state where `states` says so. "les forces russes" act for theirs.
    """
    if actor is None or actor.words is None:
        return ()
    if phrase is not None and not _bears_name(view, actor, phrase):
        return ()
    if not actor.entities:
        return tuple(_state_of(view, actor, phrase))
    named = view.links_of(actor)
    if not named:
        # By what the article calls somebody: sure enough for a subject alone.
        return actor.entities if acts and _calls_somebody(view, actor, phrase) else ()
    ids: list[str] = []
    for link in named:
        if acts or takes_part(link) or (states and view.is_state(link)):
            ids += link.entities
    return tuple(dict.fromkeys(ids))


def _bears_name(view: View, actor: Actor, phrase: Phrase) -> bool:
    """Whether a phrase with a name in it is about who bears it.

    "la ministre Lena Fors" is, "le prix Lena Fors" is not.
    """
    head = view.doc.tokens[phrase.head]
    if actor.pronoun or head.pos != "NOUN" or view.layers.link_at(head.start):
        return True
    within = range(phrase.span.start, phrase.span.end)
    inside = [k for k in view.links_of(actor) if k.mention.span.start in within]
    if not inside or inside[0].mention.span.start == phrase.span.start:
        return True  # "Cofra, une filiale de Norsk, …"
    return view.is_somebody(head) or _is_calling(view, head)


def _is_calling(view: View, head: Token) -> bool:
    """Whether a noun is by its form of somebody, right before a name: "le navigateur Jan Vik"."""
    words = view.vocabulary.words
    after = view.doc.tokens[head.index + 1 : head.index + 2]
    if head.lemma in words.places or not head.lemma.endswith(tuple(words.agentive)):
        return False
    return any(token.pos == "PROPN" for token in after)


def _calls_somebody(view: View, actor: Actor, phrase: Phrase | None) -> bool:
    """Whether a noun can be what somebody is called: "l'actrice", not "le cortège"."""
    if phrase is None or actor.pronoun or actor.kind is not HeadKind.PERSON:
        return True
    head = view.doc.tokens[phrase.head]
    agentive = head.lemma.endswith(tuple(view.vocabulary.words.agentive))
    return agentive or head.pos != "NOUN" or view.is_somebody(head)


def takes_part(link: Link) -> bool:
    """Whether a name is of somebody who can take part: no place that is only a place."""
    if not link.is_settled or link.mention.kind is MentionKind.DEMONYM:
        return False
    if link.mention.kind in _STANDS_FOR:
        return True
    return link.mention.type in _ACTING


def _state_of(view: View, actor: Actor, phrase: Phrase | None) -> Iterator[str]:
    """The state that a force or body acts for: "les forces russes", no "studio russe"."""
    if phrase is None or actor.pronoun:
        return
    head = view.doc.tokens[phrase.head]
    if head.lemma in view.vocabulary.words.forces:
        yield from demonyms(view, head)
        yield from _states_of(view, head)


def _states_of(view: View, token: Token) -> Iterator[str]:
    """Ids of the states that complete a noun with "de": "l'équipe du Pérou"."""
    for complement in nouns.complements(view.doc, token):
        if view.preposition(complement) != view.of:
            continue
        for each in (complement, *nouns.joined(view.doc, complement)):
            link = view.layers.link_at(each.start)
            if link is None:
                continue
            body = takes_part(link) and link.mention.type is EntityType.ORG
            if body or view.is_state(link):
                yield from link.entities


def demonyms(view: View, token: Token) -> Iterator[str]:
    """Ids of the states whose adjective stands beside a noun."""
    for complement in nouns.complements(view.doc, token):
        link = view.layers.link_at(complement.start)
        people = complement.pos == "NOUN" or view.preposition(complement) != ""
        if link is None or people:
            continue  # "la mort de quatre Portugais"
        if link.mention.kind is MentionKind.DEMONYM:
            yield from link.entities
