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


def kind_of(passage: Passage, chosen: Candidate | None) -> QuoteKind:
    """The kind of a quotation, given who says it."""
    if _holds_clause(passage):
        return QuoteKind.DIRECT
    if _stands_alone(passage, chosen):
        return QuoteKind.DIRECT
    nobody = chosen is None or chosen.actor.words is None
    called = nobody or is_named(passage) or _is_called(passage)
    if passage.count <= _TERM and called:
        return QuoteKind.TERM
    return QuoteKind.FRAGMENT


def _stands_alone(passage: Passage, chosen: Candidate | None) -> bool:
    """Whether it begins as a sentence does, and is led to or closed as one is."""
    text = passage.quoted.span.of(passage.doc.text)
    if not text[:1].isupper():
        return False
    act = chosen.act if chosen is not None else None
    led = act is not None and act.inverted
    alone = chosen is not None and chosen.place in (
        "colon",
        "follows",
        "label",
        "signed",
    )
    if led:
        return True
    if alone:
        return True
    if text[-1:] in _STOPS:
        return True
    return passage.count >= _LONG


def _holds_clause(passage: Passage) -> bool:
    """Whether a verb with its subject is quoted, rather than an end of a clause."""
    words = passage.words
    ahead: list[str] = []
    for token in passage.inside:
        if token.low in words.subjects:
            return True
        if token.is_finite and token.pos in ("VERB", "AUX"):
            # "n'attendrait pas": a clitic before a verb is no subject.
            if not ahead:
                return False
            return words.openers.isdisjoint(ahead)
        clitic = (
            token.pos in ("PRON", "ADV", "PUNCT") and token.low not in words.openers
        )
        if token.is_word and not clitic:
            ahead.append(token.low)
    return False


def is_named(passage: Passage) -> bool:
    """Whether the words quoted are a name: `le groupe « Aube »`, `la faille « Azur »`."""
    if _is_work(passage):
        return True
    if passage.count > _TERM or not passage.before:
        return False
    if _is_announced_as_name(passage):
        return True
    last = passage.before[-1]
    noun = last.pos == "NOUN" and last.low == passage.sign_before
    return noun and last.text.islower() and _looks_like_name(passage)


def _is_announced_as_name(passage: Passage) -> bool:
    """Whether "groupe", "dit", "baptisé" stands before; "s'est dit « déçu »" tells."""
    if passage.clause is not None and passage.clause.voice is Voice.REFLEXIVE:
        return False
    known = passage.words.named | passage.words.distance
    near = passage.before[-2:]
    return any(token.lemma in known or token.low in known for token in near)


def _looks_like_name(passage: Passage) -> bool:
    words = [token for token in passage.inside if token.is_word]
    capitals = all(token.text[0].isupper() for token in words)
    if not words:
        return False
    if len(words) >= _NAME:
        return False
    return capitals


def _is_work(passage: Passage) -> bool:
    """Whether the whole quotation is the name of a paper, a work or an event."""
    link = passage.discourse.link_at(passage.quoted.span.start)
    if link is None:
        return False
    if link.mention.type not in _WORKS:
        return False
    return link.mention.span.end >= passage.quoted.span.end


def _is_called(passage: Passage) -> bool:
    """Whether "comme" leads to what something is called."""
    near = [token.low for token in passage.before[-2:]]
    return passage.words.as_ in near
