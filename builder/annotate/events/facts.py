"""What vetoes and features ask of a draft, each answer under one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax import nouns
from builder.syntax.clause import Tense, Voice

if TYPE_CHECKING:
    from collections.abc import Collection

    from builder.annotate.events.drafts import Draft
    from builder.annotate.events.view import View
    from builder.discourse.wordings import Manner
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Token

_EARLY = 0.4
"""Share of the article that counts as its first part."""

_PLACES = ("lede", "second", "third")


def is_verb(view: View, draft: Draft, words: Collection[str]) -> bool:
    """Whether the verb of the clause stands in a list."""
    return view.vocabulary.is_verb(draft.candidate.clause, words)


def subject(draft: Draft) -> Phrase | None:
    """The subject of the clause."""
    return draft.candidate.clause.subject


def head(view: View, draft: Draft) -> Token | None:
    """The head of the subject."""
    phrase = subject(draft)
    return view.doc.tokens[phrase.head] if phrase is not None else None


def by_pronoun(draft: Draft) -> bool:
    """Whether the subject is a pronoun."""
    phrase = subject(draft)
    if phrase is None:
        return False
    return phrase.pronoun


def named_subject(view: View, draft: Draft) -> bool:
    """Whether the subject names somebody or a body."""
    phrase = subject(draft)
    if phrase is None:
        return False
    return view.is_named(phrase)


def has_doer(view: View, draft: Draft) -> bool:
    """Whether the subject is somebody who does things: "le juge", "trois hommes"."""
    token = head(view, draft)
    if token is None:
        return False
    words = view.vocabulary.words
    heads = {token.lemma, token.low}
    if token.lemma in words.counting:
        heads |= {t.lemma for t in nouns.complements(view.doc, token)}
    return not heads.isdisjoint(words.doers)


def by_thing(view: View, draft: Draft) -> bool:
    """A subject that is neither somebody nor a body: "ce système a engendré"."""
    if subject(draft) is None or by_pronoun(draft):
        return False
    if named_subject(view, draft):
        return False
    return not has_doer(view, draft)


def manner(view: View, draft: Draft) -> Manner | None:
    """In what manner the verb says something; none for nouns and other verbs."""
    if draft.candidate.noun:
        return None
    return view.discourse.saying.manner(draft.candidate.clause)


def idle(draft: Draft) -> bool:
    """A passive in the present: a state more often than a deed ("sont ouverts")."""
    clause = draft.candidate.clause
    if clause.voice is not Voice.PASSIVE:
        return False
    return clause.tense is Tense.PRESENT


def dated(draft: Draft) -> bool:
    """Whether the text dates it."""
    return draft.time.timex is not None


def position(view: View, draft: Draft) -> str:
    """Where it stands: `lede`, `second`, `third`, `early`, `late`; `outside` the body."""
    place = view.place.get(draft.candidate.clause.sentence)
    if place is None:
        return "outside"
    if place < len(_PLACES):
        return _PLACES[place]
    return "early" if place < _EARLY * len(view.body) else "late"


def governs(view: View, draft: Draft) -> bool:
    """Whether the clause has a complement: an infinitive, or "que …"."""
    return any(True for _ in view.complements(draft.candidate.clause))
