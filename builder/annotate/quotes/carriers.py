"""The media through which something is said or known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.annotate.quotes.passage import Passage
    from builder.model.mention import Link

_NEAR = 6
"""Words between a preposition and the name of a medium: "à l'agence de presse Tass"."""


def carriers(passage: Passage) -> list[Link]:
    """Links of a quotation's sentences that name a medium behind a preposition."""
    discourse = passage.discourse
    found = []
    for link in discourse.links_in(passage.span):
        outside = not discourse.inside_quote(link.mention.span.start)
        if outside and discourse.is_medium(link) and _is_carried(passage, link):
            found.append(link)
    return found


def _is_carried(passage: Passage, link: Link) -> bool:
    discourse = passage.discourse
    token = discourse.doc.token_at(link.mention.span.start)
    if token is None:
        return False
    first = discourse.doc.bounds[token.sentence]
    for index in range(token.index - 1, max(token.index - _NEAR, first) - 1, -1):
        before = discourse.doc.tokens[index]
        if before.low in discourse.words.carriers:
            return True
        if not before.is_word:
            return False
        if before.pos in ("VERB", "AUX"):
            return False
    return False
