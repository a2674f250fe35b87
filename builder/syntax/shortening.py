"""Where a long noun phrase may end and still mean the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Doc

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
    below = [phrase.head]
    while below:
        beside = doc.dependents(below.pop())
        held = any(child.relation == "case" for child in beside)
        for child in beside:
            if child.index < phrase.head or child.start >= phrase.span.end:
                continue
            below.append(child.index)
            relation = child.relation.split(":")[0]
            if relation == "nmod":
                complements += 1
                start = _start(doc, child.index)
                if complements == 1 or not held or doc.tokens[start].lemma != of:
                    starts.append(start)
            elif relation in _BESIDE:
                starts.append(_start(doc, child.index))
    starts.sort()
    if complements and starts:
        del starts[0]
    return [start for start in reversed(starts) if start > phrase.head]


def _start(doc: Doc, head: int) -> int:
    """The first token of what hangs on a word, in front of it."""
    before = [child.index for child in doc.dependents(head) if child.index < head]
    return min(before, default=head)
