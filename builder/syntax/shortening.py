"""Where a long noun phrase may end and still mean the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Doc, Token

_BESIDE = ("appos", "acl", "parataxis")
"""Relations of what is only put beside a noun."""


def endings(doc: Doc, phrase: Phrase, of: str) -> list[int]:
    """Indices of tokens before which a phrase may end, the last one first.

    Its first complement always stays: "le ministre" is not "le ministre de
    l'Intérieur"; so does what `of` ("de") ties to a noun with a preposition: "au sein" is
    nothing without what follows. Empty where nothing can go.
    """
    starts: list[int] = []
    complements = 0
    for child in _behind(doc, phrase):
        relation = child.relation.split(":")[0]
        complements += relation == "nmod"
        if relation not in ("nmod", *_BESIDE):
            continue
        start = _start(doc, child.index)
        tied = relation == "nmod" and complements > 1 and _is_held(doc, child)
        if not (tied and doc.tokens[start].lemma == of):
            starts.append(start)
    starts.sort()
    if complements and starts:
        del starts[0]
    return [start for start in reversed(starts) if start > phrase.head]


def _behind(doc: Doc, phrase: Phrase) -> Iterator[Token]:
    """What hangs on the head of a phrase and on that again, behind the head."""
    below = [phrase.head]
    while below:
        for child in doc.dependents(below.pop()):
            if child.index >= phrase.head and child.start < phrase.span.end:
                below.append(child.index)
                yield child


def _is_held(doc: Doc, complement: Token) -> bool:
    """Whether a complement hangs on a noun with a preposition: "au SEIN de …"."""
    beside = doc.dependents(complement.head)
    return any(child.relation == "case" for child in beside)


def _start(doc: Doc, head: int) -> int:
    """The first token of what hangs on a word, in front of it."""
    before = [child.index for child in doc.dependents(head) if child.index < head]
    return min(before, default=head)
