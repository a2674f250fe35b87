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
    found: list[Link] = []
    layers = passage.context.layers
    for link in layers.links_in(passage.span):
        if layers.inside_quote(link.mention.span.start):
            continue
        if passage.context.is_medium(link) and _is_carried(passage, link):
            found.append(link)
    return found


def _is_carried(passage: Passage, link: Link) -> bool:
    doc = passage.doc
    token = doc.token_at(link.mention.span.start)
    if token is None:
        return False
    first = max(token.index - _NEAR, doc.bounds[token.sentence])
    for before in reversed(doc.tokens[first : token.index]):
        if before.low in passage.discourse.words.carriers:
            return True
        # "a dit Ada à Tass": the verb is not passed over.
        if not before.is_word or before.pos in ("VERB", "AUX"):
            return False
    return False
