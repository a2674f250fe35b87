"""Who a title is about: a name, or a noun phrase of the text, whole and then shorter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.syntax.clause import Mood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.events.title_text import TitleText
    from builder.syntax.clause import Clause, Phrase


_OF_VERBS = ("AUX", "VERB", "PRON", "ADV")
_OPENING = ("DET", "NUM", "ADV", "PROPN")


@dataclass(frozen=True, slots=True)
class Lead:
    """Who a title is about: a name, or words of the text."""

    name: str = ""
    words: tuple[int, ...] = ()
    """Indices of tokens; empty beside a name."""

    joints: tuple[int, ...] = ()
    """Places among the words of what joins several: the comma and "et" of "A, B et C"."""


def leads(text: TitleText, phrase: Phrase) -> Iterator[Lead]:
    """A phrase as what a title is about, the fullest first; none if it points elsewhere.

    "Ada et Jan ont signé": of those who are joined nobody is left out.
    """
    if _stands_for_another(text, phrase):
        return
    whole = _whole(text, phrase)
    if not whole or _holds_relative(text, whole):
        return
    if phrase.joined:
        yield Lead(words=tuple(whole), joints=_joints(text, phrase, whole))
        return
    behind = _restricting(text, whole[-1])
    if behind is not None and behind.mood is Mood.PARTICIPLE:
        yield Lead(words=(*whole, *behind.tokens))
    definite = phrase.determiner in text.words.definite
    if not (definite and behind is not None):  # "les spécimens | tués": not all of them
        yield from _shorter(text, phrase, whole)


def _shorter(text: TitleText, phrase: Phrase, whole: list[int]) -> Iterator[Lead]:
    """A phrase without one complement after the other, in the end its noun alone."""
    for end in (whole[-1] + 1, *text.endings(phrase)):
        shorter = _apart(text, [index for index in whole if index < end])
        if shorter:
            yield Lead(words=tuple(shorter))
    vague = phrase.determiner in text.words.definite and not phrase.proper
    if not (vague or text.points(whole)):
        core = [token.index for token in text.doc.tokens_in(phrase.core)]
        yield Lead(words=tuple(core))


def _stands_for_another(text: TitleText, phrase: Phrase) -> bool:
    """Whether a phrase means what only the article tells: "elle", "son avocat", "dont"."""
    if phrase.pronoun or phrase.determiner in text.words.pointing:
        return True
    head = text.doc.tokens[phrase.head]
    ordinal = head.pos == "ADJ" and phrase.determiner in text.words.definite
    if ordinal or head.pos == "NUM":
        return True  # "le premier a été arrêté", "26 seront des pièces de théâtre"
    first = text.doc.tokens_in(phrase.span)[0]
    opened = phrase.determiner or phrase.preposition or first.pos in _OPENING
    if not (opened or phrase.proper):
        return True  # "originaire de Lima", "auteur d'un but", of a name before it
    inside = first.index != text.doc.bounds[first.sentence]
    of = text.words.definite_of - text.words.partitive
    if inside and first.low in of:
        return True  # "suite | au passage d'un orage qui a touché Lima"
    if phrase.determiner and first.pos in ("ADJ", "VERB"):
        return True  # "considérables et plusieurs routes"
    return first.low in text.words.relative or _is_torn(text, phrase)


def _holds_relative(text: TitleText, indices: Sequence[int]) -> bool:
    """Whether the parse takes what a relative opens into a subject: "un silence que Jan"."""
    for index in indices:
        token = text.doc.tokens[index]
        if token.low in text.words.relative and token.relation == "mark":
            return True
    return False


def _restricting(text: TitleText, last: int) -> Clause | None:
    """The participle or relative right behind a phrase: "les spécimens TUÉS à Lima"."""
    after = last + 1
    for clause in text.doc.clauses_in(text.doc.tokens[last].sentence):
        if clause.noun is None or clause.tokens[0] != after:
            continue
        whole = clause.tokens[-1] - after + 1 == len(clause.tokens)
        if whole and all(text.stays(text.doc.tokens[i]) for i in clause.tokens):
            return clause
    return None


def _joints(text: TitleText, phrase: Phrase, whole: list[int]) -> tuple[int, ...]:
    """Places of the last comma or "et" before each of those who are joined."""
    found: list[int] = []
    for head in phrase.joined:
        before = [n for n, i in enumerate(whole) if i < head and text.is_joint(i)]
        found += before[-1:]
    return tuple(sorted(set(found)))


def _is_torn(text: TitleText, phrase: Phrase) -> bool:
    """Whether a name goes on behind a phrase or begins before it: "Anne | Le Goff a dit"."""
    inside = text.doc.tokens_in(phrase.span)
    first, last = inside[0], inside[-1]
    after = text.doc.tokens[last.index + 1 : last.index + 2]
    if last.pos == "PROPN" and any(token.text[:1].isupper() for token in after):
        return True
    before = text.doc.tokens[max(first.index - 1, 0)]
    if before.sentence != first.sentence or before.index in text.dates:
        return False
    held = before.pos == "ADP" and not phrase.determiner
    if held and not _is_article(text, before.index):
        return True  # "du | 22e Régiment"
    return before.pos in ("PROPN", "ADJ", "DET") and before.index < first.index


def _whole(text: TitleText, phrase: Phrase) -> list[int]:
    """All words of a phrase that a title keeps."""
    whole = text.kept(phrase.span)
    if text.points(whole):
        # "Dans ce climat tendu, les élus": what the parse takes into the subject.
        return [i for i in whole if text.doc.tokens[i].start >= phrase.core.start]
    first = text.doc.tokens_in(phrase.span)[0].index
    if whole and phrase.preposition and _is_article(text, first - 1):
        whole.insert(0, first - 1)
    return whole


def _is_article(text: TitleText, index: int) -> bool:
    """Whether a preposition is one of "des explosions ont secoué", "de fortes pluies"."""
    token, after = text.doc.tokens[max(index, 0)], text.doc.tokens[index + 1]
    if token.low not in text.words.partitive:
        return False
    return token.low != text.words.of.strip() or after.pos == "ADJ"


def _apart(text: TitleText, words: list[int]) -> list[int]:
    """The words with the comma that ends an apposition; none where it is cut.

    "Le ministre, Jan Vik, se rend à Nice".
    """
    if not words or not _has_comma(text, words):
        return words
    following = words[-1] + 1
    if not _has_comma(text, [following]):
        return []
    verb = text.doc.tokens[following + 1 : following + 2]
    return [*words, following] if verb and verb[0].pos in _OF_VERBS else []


def _has_comma(text: TitleText, indices: Sequence[int]) -> bool:
    tokens = text.doc.tokens
    return any(tokens[i].low == "," for i in indices if i < len(tokens))
