"""Finds known names inside broken words ("Zelenskyymeraient"), as copied or translated texts have them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status
from builder.stages.mentions.verdict import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.stages.mentions.context import Page
    from builder.stages.mentions.tokens import Tokens

SHORTEST = 6
"""Letters of a name that is looked for inside words."""
LONGEST = 40
REST = 4
"""Letters that must be left over: fewer are an ending, or another name (Petrov, Petrovsky)."""


def mend(found: Sequence[Mention], text: str, cut: Tokens, page: Page, labels: Sequence[str]) -> Iterator[Mention]:
    """The mentions, in order, with the names in broken words instead of the broken words. The text is not altered.

    Strong evidence only: the name stands whole in this article or in the knowledge base, the word is in no lexicon, and
    what is left over is no ending that makes adjectives of names ("Trumpiste"). A word that comes twice is not broken.
    """
    whole = _whole(cut, page, labels)
    once = Counter(form for form in cut.forms if len(form) >= SHORTEST + REST)
    broken = [
        mention
        for n, form in enumerate(cut.forms)
        if once[form] == 1 and (mention := _inside(text, cut.starts[n], page, n, whole))
    ]
    spans = [m.span for m in broken]
    kept = [m for m in found if not any(s.overlaps(m.span) for s in spans)] if spans else found
    return iter(sorted([*kept, *broken], key=lambda m: m.span))


def _whole(cut: Tokens, page: Page, labels: Sequence[str]) -> Mapping[str, str]:
    """Names of one word of the knowledge base, and last words of persons' full names in the article, with types."""
    people = {
        cut.forms[end - 1]: kind
        for start, end, kind in names(labels)
        if kind == "PER" and end - start > 1 and page.words[end - 1].capital
    }
    return people | dict(page.names.single)


def _inside(text: str, start: int, page: Page, n: int, whole: Mapping[str, str]) -> Mention | None:
    form, word = page.forms[n], page.words[n]
    if not word.capital or word.fine != "?" or len(form) > LONGEST:
        return None
    for length in range(len(form) - REST, SHORTEST - 1, -1):
        kind = whole.get(form[:length])
        if kind and form[length:].isalpha() and form[length:].islower() and form[length:] not in page.guides.endings:
            span = Span(start, start + length)
            return Mention(span, span.of(text), MentionKind.NAME, EntityType(kind), "glued", Status.UNSURE)
    return None
