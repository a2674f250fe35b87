"""How much is quoted: a clause or more, some words of a saying, or a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.mention import EntityType
from builder.model.quote import QuoteKind
from builder.syntax.clause import Voice

if TYPE_CHECKING:
    from builder.annotate.quotes.candidates import Candidate
    from builder.annotate.quotes.passage import Passage

_LONG = 9
"""Words from which on a quotation is a saying, verb or not."""

_TERM = 5
"""Words up to which a quotation can be a term."""

_NAME = 3
"""Words of which a name in quotation marks has less."""

_WORKS = (EntityType.MEDIA, EntityType.PRODUCT, EntityType.EVENT)
_STOPS = frozenset(".!?…")
_LEADING = ("colon", "follows", "label", "signed")
"""Places of a speaker that lead to whole sentences: "Ada Roux : « Oui »"."""


def kind_of(passage: Passage, chosen: Candidate | None) -> QuoteKind:
    """The kind of a quotation, given who says it."""
    if is_work(passage):
        return QuoteKind.TERM
    if _holds_clause(passage) or _stands_alone(passage, chosen):
        return QuoteKind.DIRECT
    if passage.count > _TERM:
        return QuoteKind.FRAGMENT
    if chosen is None or chosen.actor.words is None:
        return QuoteKind.TERM
    called = is_named(passage) or _is_called(passage)
    return QuoteKind.TERM if called else QuoteKind.FRAGMENT


def _stands_alone(passage: Passage, chosen: Candidate | None) -> bool:
    """Whether it begins as a sentence does, and is led to or closed as one is."""
    text = passage.quoted.span.of(passage.doc.text)
    if not text[:1].isupper():
        return False
    if text[-1] in _STOPS or passage.count >= _LONG:
        return True
    if chosen is None:
        return False
    led = chosen.act is not None and chosen.act.inverted
    return led or chosen.place in _LEADING


def _holds_clause(passage: Passage) -> bool:
    """Whether a verb with its subject is quoted, rather than an end of a clause."""
    words = passage.words
    ahead: set[str] = set()
    for token in passage.inside:
        if token.low in words.subjects:
            return True
        if token.is_finite and token.pos in ("VERB", "AUX"):
            # "« qui attend »" goes on with the journalist's noun.
            return bool(ahead) and words.openers.isdisjoint(ahead)
        # "n'attendrait pas": a clitic before a verb is no subject.
        clitic = token.pos in ("PRON", "ADV", "PUNCT")
        if token.low in words.openers or (token.is_word and not clitic):
            ahead.add(token.low)
    return False


def is_named(passage: Passage) -> bool:
    """Whether the words quoted are a name: `le groupe « Aube »`, `la faille « Azur »`."""
    if is_work(passage):
        return True
    if passage.count > _TERM or not passage.before:
        return False
    if _is_announced_as_name(passage):
        return True
    # "le bar « Azur »": a common noun right before capitals.
    last = passage.before[-1]
    if last.pos != "NOUN" or last.low != passage.sign_before:
        return False
    return last.text.islower() and _looks_like_name(passage)


def _is_announced_as_name(passage: Passage) -> bool:
    """Whether "groupe", "dit", "baptisé" stands before; "s'est dit « déçu »" tells."""
    if passage.clause is not None and passage.clause.voice is Voice.REFLEXIVE:
        return False
    known = passage.words.named | passage.words.distance
    near = passage.before[-2:]
    return any(token.lemma in known or token.low in known for token in near)


def _looks_like_name(passage: Passage) -> bool:
    if not 0 < passage.count < _NAME:
        return False
    words = [token.text for token in passage.inside if token.is_word]
    return all(word[0].isupper() for word in words)


def is_work(passage: Passage) -> bool:
    """Whether the whole quotation is the name of a paper, a work or an event."""
    span = passage.quoted.span
    link = passage.context.layers.link_at(span.start)
    if link is None or link.mention.span.end < span.end:
        return False
    return link.mention.type in _WORKS or passage.context.is_medium(link)


def _is_called(passage: Passage) -> bool:
    """Whether "comme" leads to what something is called."""
    near = [token.low for token in passage.before[-2:]]
    return passage.words.as_ in near
