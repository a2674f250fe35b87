"""What a stretch of the text does in its sentence, and which words govern it.

Clauses tell who takes part; this tells it the other way round, from the noun phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from builder.syntax.clause import Phrase, SubjectSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model.article import Span
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Doc, Token
    from builder.syntax.lexicon import Lexicon


class Function(StrEnum):
    """What a phrase is in its clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    RECIPIENT = "recipient"
    OBLIQUE = "oblique"
    AGENT = "agent"
    COMPLEMENT = "complement"
    """Of a noun: "les alliés de Kiev"."""

    APPOSITION = "apposition"
    NONE = ""
    """It stands alone, or the parse has nothing to say."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """How a stretch of the text hangs on the rest of its sentence."""

    function: Function
    clause: Clause | None = None
    preposition: str = ""
    """The word right before it and its article, in full form; empty for none."""

    article: bool = False
    """A definite article stands before it: "du Kremlin"."""

    governors: tuple[Token, ...] = ()
    """Nouns, verbs and adjectives above it, the nearest first."""

    joined_before: Token | None = None
    """What it is coordinated with: "Moscou" for "Kiev" in "Moscou et Kiev"."""


_FUNCTIONS = {
    "nsubj": Function.SUBJECT,
    "obl": Function.OBLIQUE,
    "nmod": Function.COMPLEMENT,
    "appos": Function.APPOSITION,
    "obj": Function.OBJECT,
    "iobj": Function.RECIPIENT,
}
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ")
_GOVERNORS = 3
"""Words above a phrase that are asked what they do to it."""

_CHAIN = 40
"""Steps along a coordination; a list without end does not make a text slow."""

_BETWEEN = ("ADP", "DET", "NUM", "PROPN", "X", "SYM")
_NOT_DEFINITE = ("NUM", "ADJ", "SYM")
_NAME_PARTS = ("flat", "flat:name", "flat:foreign", "fixed", "compound")


def attachment(
    doc: Doc,
    span: Span,
    lexicon: Lexicon,
) -> Attachment:
    """How a stretch of the text hangs on the rest; without function where it is blank."""
    head = doc.head_in(span)
    if head is None:
        return Attachment(Function.NONE)
    head = _name_head(doc, head)
    joined = _joined_before(doc, span, head)
    first = _first_joined(doc, joined or head)
    clause = doc.clause_of(head)
    preposition, article = _before(doc, span, lexicon)
    shared = "" if preposition or joined is None else _case(doc, first, lexicon)
    above = [*_noun_before(doc, span, preposition), *_governors(doc, first)]
    function = _function(
        clause,
        head,
        first,
        preposition or shared,
    )
    return Attachment(
        function,
        clause,
        preposition or shared,
        article,
        tuple(above),
        joined,
    )


def _name_head(doc: Doc, head: Token) -> Token:
    """The word that a part of a name hangs on: "Maison" for "Blanche"."""
    while head.relation in _NAME_PARTS and head.head < head.index:
        above = doc.tokens[head.head]
        if above.pos == "VERB":
            break  # "menacé Moscou" is read as one name, now and then
        head = above
    return head


def _joined_before(
    doc: Doc,
    span: Span,
    head: Token,
) -> Token | None:
    """What a name is coordinated with; none where it is not.

    Right behind "et" it is the name before that: the parse often takes it one noun too
    high ("la médiation entre Moscou et Kiev").
    """
    at = doc.tokens_in(span)[0].index - 1
    if at > 0 and doc.tokens[at].pos == "DET":
        at -= 1
    if at > 0 and doc.tokens[at].pos == "CCONJ" and doc.tokens[at - 1].pos == "PROPN":
        return _name_head(doc, doc.tokens[at - 1])
    is_joined = head.relation == "conj" and head.head < head.index
    return doc.tokens[head.head] if is_joined else None


def _first_joined(doc: Doc, head: Token) -> Token:
    """The first of a coordination; its function is that of all."""
    for _ in range(_CHAIN):
        if head.relation != "conj" or head.head > head.index:
            break
        head = doc.tokens[head.head]
    return head


def _before(
    doc: Doc,
    span: Span,
    lexicon: Lexicon,
) -> tuple[str, bool]:
    """The preposition right before a stretch, and whether it has a definite article.

    Read off the text: short prepositions are where the parse errs least, and where it
    errs, the text has them still.
    """
    first = doc.tokens_in(span)[0]
    at, article = first.index - 1, False
    while at >= doc.bounds[first.sentence]:
        token = doc.tokens[at]
        if token.definite == "Def" and token.pos == "DET":
            article = True
        elif token.pos not in _NOT_DEFINITE:
            contracted = lexicon.preposition(token.low) != token.low
            if token.pos != "ADP" and not contracted:
                return "", article
            # "du" holds an article, "d'" is elided.
            whole = contracted and not token.low.endswith("'")
            return _whole(doc, token, lexicon), article or whole
        at -= 1
    return "", article


def _whole(
    doc: Doc,
    token: Token,
    lexicon: Lexicon,
) -> str:
    """All the words of a preposition: "face à", "loin de"."""
    form = lexicon.preposition(token.low)
    if token.relation == "fixed":
        return f"{doc.tokens[token.head].low} {form}"
    return form


def _case(
    doc: Doc,
    head: Token,
    lexicon: Lexicon,
) -> str:
    """The preposition of the first of a coordination, which the others share."""
    for child in doc.dependents(head.index):
        if child.relation == "case":
            return lexicon.preposition(child.low)
    return ""


def _noun_before(
    doc: Doc,
    span: Span,
    preposition: str,
) -> Iterator[Token]:
    """The word right before a preposition: "pression" of "entre pression sur Moscou".

    Which of the words before it a preposition hangs on is where parsers err most.
    """
    if not preposition:
        return
    tokens = doc.tokens_in(span)
    at, first = tokens[0].index - 1, doc.bounds[tokens[0].sentence]
    while at > first and _is_between(doc.tokens[at], preposition):
        at -= 1
    if at >= first and doc.tokens[at].pos in _CONTENT:
        yield doc.tokens[at]


def _is_between(token: Token, preposition: str) -> bool:
    """Whether a word may stand between a place and the noun before its preposition.

    "le vol MS804 entre", "le match face à".
    """
    named = token.pos in _BETWEEN or any(char.isdigit() for char in token.low)
    if named:
        return True
    return token.low in preposition.split()


def _governors(doc: Doc, token: Token) -> Iterator[Token]:
    """Content words above a token, the nearest first."""
    found = 0
    while token.head != token.index and found < _GOVERNORS:
        token = doc.tokens[token.head]
        if token.pos in _CONTENT:
            yield token
            found += 1


def _function(
    clause: Clause | None,
    head: Token,
    first: Token,
    preposition: str,
) -> Function:
    told = Function.NONE
    if clause is not None:
        told = _in_clause(clause, {head.index, first.index}, preposition)
    if told is not Function.NONE:
        return told
    if first.relation in _NAME_PARTS:
        return Function.OBLIQUE if preposition else Function.OBJECT
    relation = first.relation.partition(":")[0]
    return _FUNCTIONS.get(relation, Function.NONE)


def _in_clause(clause: Clause, heads: set[int], preposition: str) -> Function:
    """What the clause itself says of a phrase with one of these heads."""
    parts = (
        (Function.AGENT, (clause.agent,)),
        (Function.SUBJECT, (clause.subject,)),
        (Function.OBJECT, () if preposition else clause.objects),
        (Function.RECIPIENT, clause.recipients),
        (Function.OBLIQUE, clause.obliques),
    )
    for function, phrases in parts:
        if _has(phrases, heads):
            is_bare = function is Function.OBLIQUE and not preposition
            return _bare(clause, min(heads)) if is_bare else function
    return Function.NONE


def _bare(clause: Clause, head: int) -> Function:
    """What a name without preposition is that the parse takes for a circumstance.

    "Moscou, de son côté, a reconnu …", "Il a quitté Pékin mardi".
    """
    if head > clause.predicate and not clause.objects:
        return Function.OBJECT
    lacks = clause.subject_source is SubjectSource.UNKNOWN
    return Function.SUBJECT if lacks and head < clause.verb else Function.OBLIQUE


def _has(phrases: Sequence[Phrase | None], heads: set[int]) -> bool:
    return any(
        phrase is not None and not heads.isdisjoint((phrase.head, *phrase.joined))
        for phrase in phrases
    )
