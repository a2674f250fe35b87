"""Finds names in words that lost the space behind them: "Zelenskyymeraient"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builder.annotate.names.extent import labelled
from builder.annotate.names.features import UNSEEN
from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.names.page import Page

SHORTEST, LONGEST = 6, 40
"""Letters of a name that is looked for inside words, and of such a word."""

REST = 4
"""Letters that must be left over: fewer are an ending, or another name (Petrov, Petrovsky)."""


def mend(found: Sequence[Mention], page: Page, labels: Sequence[str]) -> list[Mention]:
    """The mentions, in order, with the names in broken words instead of the broken words. The text is not altered.

    Strong evidence only: the name stands whole in this article or in the knowledge base, the word is in no lexicon, and
    what is left over is no ending that makes adjectives of names ("Trumpiste"). A word that comes twice is not broken.
    """
    inside = list(_glued(page, _whole(page, labels)))
    taken: set[int] = set()
    for mention in inside:
        taken.update(range(mention.span.start, mention.span.end))
    kept = [m for m in found if taken.isdisjoint(range(m.span.start, m.span.end))]
    return sorted([*kept, *inside], key=lambda mention: mention.span)


def _whole(page: Page, labels: Sequence[str]) -> Mapping[str, str]:
    """Names of one word of the knowledge base, and last words of persons' full names in the article, with types."""
    whole = dict(page.names.single)
    for name in labelled(labels):
        last = name.end - 1
        if name.is_person and last > name.start and page.words[last].capital:
            whole[page.forms[last]] = name.kind
    return whole


def _glued(page: Page, whole: Mapping[str, str]) -> Iterator[Mention]:
    times = Counter(page.forms)
    for n, form in enumerate(page.forms):
        if not SHORTEST + REST <= len(form) <= LONGEST or times[form] > 1:
            continue
        own, token = page.words[n], page.tokens[n]
        if not own.capital or own.fine != UNSEEN:
            continue
        if len(token.span) != len(form):
            # Accents written apart: places in the form are none in the text.
            continue
        length = _length(form, whole, page.guides.endings)
        if length:
            span = Span(token.start, token.start + length)
            kind = EntityType(whole[form[:length]])
            surface = span.of(page.doc.text)
            yield Mention(span, surface, MentionKind.NAME, kind, "glued", Status.UNSURE)


def _length(form: str, whole: Mapping[str, str], endings: frozenset[str]) -> int:
    """Letters of the longest name that opens the word; none for no such name."""
    for length in range(len(form) - REST, SHORTEST - 1, -1):
        rest = form[length:]
        plain = rest.isalpha() and rest.islower()
        if plain and form[:length] in whole and rest not in endings:
            return length
    return 0
