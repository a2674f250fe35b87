"""Titles of events: a clause of the text that can stand by itself, else the kind and the names. Nothing is invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.model.article import Rights, Span
from builder.stages.timeline.words import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.model.claim import Claim
    from builder.model.dossier import Annotated
    from builder.stages.timeline.words import Words

LONGEST = 120
"""Code points of a title; a longer clause is cut between words, with an ellipsis."""
_SHORTEST = 20
_BOUNDARY = re.compile(r"[,;:(]\s+|\s[–—-]\s+")


def title(claims: Sequence[Claim], told: Mapping[str, Annotated], names: Mapping[str, str], known: Words) -> str:
    """The best clause among the claims' own; the kind and the participants' names where none stands by itself."""
    found = [
        _clause(c, told[c.article], known) for c in claims if told[c.article].article.rights is not Rights.REFERENCE
    ]
    best = min(found, key=lambda f: f[0], default=(_HOPELESS, ""))
    return best[1] if best[0] < _HOPELESS else plain(claims[0], names, known)


def plain(claim: Claim, names: Mapping[str, str], known: Words) -> str:
    """The kind and the names: "Appel téléphonique : Donald Trump, Vladimir Poutine"."""
    kind = kind_name(known.language, claim.kind)
    who = list(dict.fromkeys(names.get(p.entity, p.entity) for p in claim.participants))
    return f"{kind}\u00a0: {', '.join(who)}" if who else kind


_HOPELESS = 8
_MARKS = ("«", "“", '"', "'")


def _clause(claim: Claim, told: Annotated, known: Words) -> tuple[int, str]:
    """How ill it fits as a title (0 is best), and the words."""
    text = told.article.text
    part, subject = _subject(_part(claim, told, known), told, known)
    words = " ".join(part.of(text).split()).strip(" ,;:–—-.…")
    if subject:
        words = f"{subject} {words}"
    first = "" if words[:1] in _MARKS else (tokens(words) or [""])[0]
    named = any(part.overlaps(k.mention.span) for k in told.links)
    cut = shorten(words)
    faults = (
        (_HOPELESS, len(words) < _SHORTEST or _unbalanced(words)),
        (_HOPELESS, first in known.data["pronouns"] or first in known.data["relatives"]),
        (3, not part.covers(claim.trigger)),
        (2, not (named or subject)),
        (1, cut != words),
        (1, claim.background),
    )
    return sum(weight for weight, holds in faults if holds), cut[:1].upper() + cut[1:]


def _part(claim: Claim, told: Annotated, known: Words) -> Span:
    """The stretch between two boundaries of clauses that holds the trigger, without what only leads up to it."""
    text, span = told.article.text, claim.span
    quoted = [q.quoted.outer for q in told.quotes if q.quoted.outer.overlaps(span)]
    start, end = span.start, span.end
    for mark in _BOUNDARY.finditer(text, span.start, span.end):
        if any(q.start < mark.start() < q.end for q in quoted):
            continue
        rest = text[mark.end() : mark.end() + 60]
        if mark.end() <= claim.trigger.start:
            named = bool(_near(mark.end(), told))
            if _starts(rest, known.data["openers"]) or (named and _starts(rest, known.data["relatives"])):
                start = mark.end()
        elif mark.start() >= claim.trigger.end and _starts(rest, [*known.data["breaks"], *known.data["openers"]]):
            end = mark.start()
            break
    first = (tokens(text[start : start + 40]) or [""])[0]
    comma = text.find(", ", start, min(end, claim.trigger.start))
    if comma > 0 and _starts(text[start : start + 60], known.data["openers"]) and first not in known.data["relatives"]:
        start = comma + 2
    return Span(start, end)


def _starts(rest: str, phrases: Sequence[str]) -> bool:
    head = tokens(rest)
    return any(head[: len(wanted)] == wanted for wanted in map(tokens, phrases))


def _subject(part: Span, told: Annotated, known: Words) -> tuple[Span, str]:
    """Where the clause begins with "qui": the rest of it, and the name right before, its subject."""
    text = told.article.text
    head = re.match(r"\w+\s+", text[part.start : part.end])
    if not head or not _starts(head[0], known.data["relatives"]):
        return part, ""
    near = _near(part.start, told)
    if not near:
        return part, ""
    return Span(part.start + head.end(), part.end), near[0]


def _near(at: int, told: Annotated) -> list[str]:
    """Names that end right before a place, up to a comma and a space."""
    return [k.mention.surface for k in told.links if at - 3 <= k.mention.span.end <= at]


def _unbalanced(words: str) -> bool:
    return any(words.count(a) != words.count(b) for a, b in ("«»", "“”", "()")) or words.count('"') % 2 == 1


def shorten(words: str, longest: int = LONGEST) -> str:
    """At most `longest` code points, cut at a comma where there is a late one, else between words; never in a word."""
    if len(words) <= longest:
        return words
    head = words[: longest - 1]
    comma = head.rfind(", ")
    if comma > longest // 2:
        return head[:comma]
    return head[: head.rfind(" ")].rstrip(" ,;:–—-") + "…" if " " in head else words
