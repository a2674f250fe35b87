"""Whom "le ministre" means in an article that has said "Ada Roux, ministre des Transports, …"."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.verbs import FINITE
from builder.lang.words import Token, tokens
from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.actors import Lookup
    from builder.model.article import Span

_WINDOW = 80
"""Code points beside a name in which its description stands."""

_MOST = 4
"""People of one calling after which nobody is meant by it any more: so many words to compare at most."""


class Described(NamedTuple):
    """A description, by its words, of somebody named at a place."""

    at: int
    words: frozenset[str]
    entity: str


def descriptions(look: Lookup) -> dict[str, list[Described]]:
    """The people of an article by the first word of what it calls them, in the order of the text."""
    found: dict[str, list[Described]] = {}
    for link in look.links:
        if (
            link.mention.type is EntityType.PER
            and link.mention.kind is MentionKind.NAME
            and len(link.entities) == 1
        ):
            for words in (
                _after(look, link.mention.span),
                _before(look, link.mention.span),
            ):
                head = next((w for w in words if w not in look.speech["former"]), "")
                known = found.setdefault(head, []) if head else []
                if head and len(known) < _MOST:
                    known.append(
                        Described(
                            link.mention.span.start, frozenset(words), link.entities[0]
                        )
                    )
    return found


def meant(
    look: Lookup, known: dict[str, list[Described]], words: Sequence[Token]
) -> tuple[str, ...]:
    """The one person whom a wording with its article describes, by what was said before; empty where none or several."""
    said = [w.low for w in words[1:]]
    head = next((w for w in said if w not in look.speech["former"]), "")
    heads = look.speech["callings"].get(head, ()) if said == [head] else ()
    fits = {
        d.entity
        for d in known.get(head, ())
        if d.at < words[0].start and d.words.issuperset(said)
    }
    fits |= {d.entity for h in heads for d in known.get(h, ()) if d.at < words[0].start}
    return tuple(fits) if len(fits) == 1 else ()


def _after(look: Lookup, name: Span) -> list[str]:
    """`Ada Roux, ministre des Transports, …`: the words up to the sign that closes it."""
    ahead = tokens(look.text, name.end, name.end + _WINDOW)
    inner = list(takewhile(lambda t: t.low[0].isalnum(), ahead[1:]))
    closed = len(inner) + 1 < len(ahead) and ahead[len(inner) + 1].low in (
        ",",
        ".",
        ")",
    )
    return _calling(look, inner) if closed and ahead[0].low in (",", "(") else []


def _before(look: Lookup, name: Span) -> list[str]:
    """`le procureur Jan Vik`, `le maire de Lima, Ada Roux, …`: the words after an article that no "de" holds."""
    behind = tokens(look.text, max(0, name.start - _WINDOW), name.start)
    apart = bool(behind) and behind[-1].low == ","
    at = len(behind) - 1 - apart
    while at > 0 and behind[at].low[0].isalnum() and not _opens(look, behind, at):
        at -= 1
    held = (
        apart and at > 0 and behind[at - 1].low in look.grammar.prepositions
    )  # "à la mairie, Ada Roux, élue, …"
    if (
        at < 0
        or held
        or not _opens(look, behind, at)
        or (apart and not look.text[name.end :].lstrip().startswith(","))
    ):
        return []
    return _calling(look, behind[at : len(behind) - apart])


def _opens(look: Lookup, words: Sequence[Token], at: int) -> bool:
    """Whether an article begins a description here, rather than the complement of one."""
    article = words[at].low in look.speech["articles"]
    return article and not (at and words[at - 1].low in look.speech["of"])


def _calling(look: Lookup, words: Sequence[Token]) -> list[str]:
    """The words of a description without its article; empty where it holds a verb or ends in "de"."""
    low = list(dropwhile(look.speech["articles"].__contains__, (w.low for w in words)))
    acting = any(
        tense in FINITE
        for w in low[1:]
        for _, tense, _ in look.grammar.forms.get(w, ())
    )
    return [] if not low or acting or low[-1] in look.grammar.prepositions else low
