"""Titles of events: a clause of the text that can stand by itself, else the actor and what the clause says. Nothing is invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.model.article import Rights, Span
from builder.model.claim import Modality, Part
from builder.model.mention import MentionKind
from builder.stages.timeline.words import holds, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.model.claim import Claim
    from builder.model.dossier import Annotated
    from builder.model.mention import Link
    from builder.stages.timeline.words import Words

LONGEST = 140
"""Code points of a title; a longer clause is cut between words, with an ellipsis."""
_SHORTEST = 20
_HOPELESS, _OTHERWISE = 8, 2
"""Points of a fault that nothing makes good, and of a clause that tells another kind of thing."""
_MARKS = ("«", "“", '"', "'")
_REFLEXIVE = ("se", "s'", "n'", "ne")
_HEAD = re.compile(r"\w+\s+")
_DATED, _OCCASION, _LEAD = 30, 24, 5
"""Code points of what leads up to a clause by its date, and of what says "on the occasion of" before a noun, and of an article before a subject."""
_RESOLVED = 4
"""Points of putting a name for a pronoun: what the text says itself comes first."""
_QUOTED = 90
"""Code points of the clause that a title quotes for want of anything that stands by itself."""
_LEAST = 3
"""Words of a clause that says something."""
_DANGLING = re.compile(r"(?:\s(?:afin|que|qu[’']|et|de|d[’']|mais|ou))+\Z")
_BOUNDARY = re.compile(r"[,;:(]\s+|\s[–—-]\s+")


def title(
    claims: Sequence[Claim], kind: str, told: Mapping[str, Annotated], names: Mapping[str, str], known: Words
) -> str:
    """The best of the claims' own clauses, the first of equals; the kind and the names where none stands by itself.

    Clauses of the event's own kind come before those that call it otherwise.
    """
    shown = [c for c in claims if told[c.article].article.rights is not Rights.REFERENCE]
    found = [
        (fault + _OTHERWISE * (c.kind != kind), words)
        for c in shown
        for fault, words in _candidates(c, told[c.article], names, known)
    ]
    bare = max(claims, key=lambda c: len(c.participants))
    found.append((_HOPELESS - 1 - min(len(bare.participants), 2), plain(bare, kind, names, known)))
    fault, best = min(found, key=lambda f: f[0])
    if fault < _HOPELESS - 1 or not shown:
        return best
    words = shorten(_tidy(shown[0].span.of(told[shown[0].article].article.text)), known, _QUOTED)
    return f"{best}\u00a0: «\u00a0{words}\u00a0»" if words and not _unbalanced(words) else best


def _candidates(claim: Claim, told: Annotated, names: Mapping[str, str], known: Words) -> Iterator[tuple[int, str]]:
    """Ways to say it in words of the text, each with how ill it fits (0 is best)."""
    yield _clause(claim, _part(claim, told, known), told, names, known)
    if claim.speakers or not claim.modality.occurred:
        own = Span(claim.span.start, max(claim.trigger.end, _end(claim, told, known)))
        fault, words = _clause(claim, own, told, names, known)
        yield (fault if _stands(own, claim, told, known) else _HOPELESS), words
    yield _acting(claim, told, names, known)
    yield _noun(claim, told, known)


def plain(claim: Claim, kind: str, names: Mapping[str, str], known: Words) -> str:
    """The kind and the names: "Appel téléphonique : Donald Trump, Vladimir Poutine"."""
    kind = kind_name(known.language, kind)
    who = list(dict.fromkeys(names.get(p.entity, p.entity) for p in claim.participants))
    return f"{kind}\u00a0: {', '.join(who)}" if who else kind


def _clause(claim: Claim, stretch: Span, told: Annotated, names: Mapping[str, str], known: Words) -> tuple[int, str]:
    """A stretch of the sentence around the trigger."""
    text = told.article.text
    part, subject = _subject(stretch, told, names, known)
    words = _tidy(f"{subject} {part.of(text)}")
    first = "" if words[:1] in _MARKS else (tokens(words) or ("",))[0]
    named = bool(subject) or any(part.overlaps(k.mention.span) for k in told.links)
    cut = shorten(words, known)
    group = [k.mention.span.start for k in told.links if k.mention.kind is MentionKind.GROUP]
    faults = (
        (_HOPELESS, len(words) < _SHORTEST or _unbalanced(cut)),
        (_HOPELESS, _tidy(claim.trigger.of(text))[: LONGEST // 2] not in cut),
        (_HOPELESS, first in known.data["pronouns"] or first in known.data["relatives"]),
        (3, _embedded(claim, part, told)),
        (5, _circumstance(claim, told, known)),
        (5, _subordinate(claim, part, told, known)),
        (6, known.is_a("dyadic", claim.kind) and bool(holds(words, known.data["distinct"]))),
        (2, not named),
        (1, any(0 <= start - part.start < _LEAD for start in group)),
        (1, cut != words),
        (1, claim.background or (bool(claim.speakers) and stretch != claim.span)),
    )
    return sum(weight for weight, holds in faults if holds), cut[:1].upper() + cut[1:]


def _noun(claim: Claim, told: Annotated, known: Words) -> tuple[int, str]:
    """The noun that tells it and its complements, above all where it stands in a clause about something else."""
    text, trigger = told.article.text, claim.trigger
    part = _part(claim, told, known)
    before = tokens(text[max(0, trigger.start - _OCCASION) : trigger.start])
    if not before or before[-1] not in known.data["determiners"]:
        return _HOPELESS, ""
    aside = _embedded(claim, part, told) or _circumstance(claim, told, known)
    whole = next((s.span for s in told.sentences if s.id == claim.sentence), claim.span)
    end = next((m.start() for m in _boundaries(whole, told) if m.start() >= trigger.end), whole.end)
    words = _tidy(text[trigger.start : end])
    after = tokens(text[trigger.end : end])
    follows = after[:1] and (
        after[0] in known.data["complements"] or after[0].endswith(tuple(known.data["adjectives"]))
    )
    cut = shorten(words, known)
    finite = not set(words.lower().split()).isdisjoint(known.data["finite"])
    bad = not follows or finite or len(words) < _SHORTEST or _unbalanced(cut)
    named = any(trigger.start <= k.mention.span.start < end for k in told.links)
    return (_HOPELESS if bad else 2 + (cut != words) + 4 * (not named) + 3 * (not aside)), cut[:1].upper() + cut[1:]


def _circumstance(claim: Claim, told: Annotated, known: Words) -> bool:
    """Whether the clause tells something else, on the occasion of this: "après l'appel", "lors d'une réunion"."""
    before = told.article.text[max(claim.span.start, claim.trigger.start - _OCCASION) : claim.trigger.start]
    return bool(holds(before, known.data["occasions"]))


def _subordinate(claim: Claim, part: Span, told: Annotated, known: Words) -> bool:
    """Whether a comma and a conjunction or relative stand between the beginning and the trigger: "À Paris, où se tenait"."""
    text = told.article.text
    marks = [m for m in _boundaries(part, told) if m.end() <= claim.trigger.start]
    return any(_starts(text[m.end() : m.end() + 60], known.data["subordinators"]) for m in marks)


def _stands(own: Span, claim: Claim, told: Annotated, known: Words) -> bool:
    """Whether a clause taken out of its sentence can stand: no subordinate, and no infinitive for what has happened."""
    words = own.of(told.article.text).lstrip(" ,;:")
    first = (tokens(words) or ("",))[0]
    bare = words[:1].islower() and first.endswith(tuple(known.data["infinitives"]))
    wished = claim.modality in (Modality.PLANNED, Modality.DEMANDED, Modality.HYPOTHETICAL)
    return not _starts(words, known.data["breaks"]) and (wished or not bare)


def _embedded(claim: Claim, part: Span, told: Annotated) -> bool:
    """Whether the same stretch tells something else first: "a annoncé qu'il avait convenu …"."""
    others = (c.trigger for c in told.claims if c.sentence == claim.sentence)
    return any(part.covers(t) and t.start < claim.trigger.start for t in others)


def _acting(claim: Claim, told: Annotated, names: Mapping[str, str], known: Words) -> tuple[int, str]:
    """The names of those who act, and the clause from its verb on, where it has no subject or a pronoun for one."""
    text, span = told.article.text, claim.span
    lead = tokens(text[span.start : claim.trigger.start])
    subjects = known.data["subjects"]
    plural = bool(lead) and lead[0] in subjects["plural"]
    agents = [p.entity for p in claim.participants if plural or p.part is Part.AGENT]
    who = list(dict.fromkeys(names.get(e, e) for e in agents))
    begins = not lead or lead[0] in (*subjects["singular"], *subjects["plural"], *_REFLEXIVE)
    inverted = any(
        claim.trigger.end <= k.mention.span.start < span.end and set(k.entities) & set(agents) for k in told.links
    )
    verb = (tokens(claim.trigger.of(text)) or ("",))[0]
    if verb.endswith(tuple(known.data["infinitives"])):
        return _HOPELESS, ""
    if not begins or inverted or plural is not (len(who) > 1) or not who:
        return _HOPELESS, ""
    pronoun = _HEAD.match(text, span.start) if lead and lead[0] not in _REFLEXIVE else None
    start = pronoun.end() if pronoun else span.start
    words = _tidy(text[start : _end(claim, told, known)])
    cut = shorten(f"{' et '.join(who)} {words}", known)
    bad = _unbalanced(cut) or len(words.split()) < _LEAST
    return (_HOPELESS if bad else 1 + claim.background + _RESOLVED * bool(pronoun)), cut


def _part(claim: Claim, told: Annotated, known: Words) -> Span:
    """The stretch of the sentence between two boundaries of clauses that holds the trigger."""
    text = told.article.text
    whole = next((s.span for s in told.sentences if s.id == claim.sentence), claim.span)
    start, end = whole.start, _end(claim, told, known)
    dateline = told.article.dateline
    if dateline and whole.covers(dateline) and dateline.end < claim.trigger.start:
        start = (
            dateline.end
            + len(text[dateline.end : whole.end])
            - len(text[dateline.end : whole.end].lstrip(" \u00a0–—-"))
        )
    for mark in _boundaries(whole, told):
        if start <= mark.start() and mark.end() <= claim.trigger.start:
            rest = text[mark.end() : mark.end() + 60]
            join = next((j for j in known.data["joins"] if _starts(rest, [j])), "")
            if join or (_near(mark.end(), told) and _starts(rest, known.data["relatives"])):
                start = mark.end() + len(join)
    comma = text.find(", ", start, min(end, claim.trigger.start))
    if comma > 0 and _leads(Span(start, comma), told, known):
        start = comma + 2
    return Span(start, max(start, end))


def _leads(part: Span, told: Annotated, known: Words) -> bool:
    """Whether what stands before the first comma only leads up to the clause: "Cependant", "La semaine dernière"."""
    words = part.of(told.article.text)
    dated = any(d.span.overlaps(part) for d in told.datings)
    return _starts(words, known.data["openers"]) or (dated and len(words) < _DATED)


def _end(claim: Claim, told: Annotated, known: Words) -> int:
    """Where the clause of the trigger ends: before the next boundary that opens another clause."""
    text = told.article.text
    whole = next((s.span for s in told.sentences if s.id == claim.sentence), claim.span)
    for mark in _boundaries(whole, told):
        rest = text[mark.end() : mark.end() + 60]
        if mark.start() >= claim.trigger.end and _starts(rest, [*known.data["breaks"], *known.data["openers"]]):
            return mark.start()
    return whole.end


def _boundaries(whole: Span, told: Annotated) -> list[re.Match[str]]:
    """Commas, colons, dashes of a sentence that are not inside a quotation."""
    quoted = [q.quoted.outer for q in told.quotes if q.quoted.outer.overlaps(whole)]
    marks = _BOUNDARY.finditer(told.article.text, whole.start, whole.end)
    return [m for m in marks if not any(q.start < m.start() < q.end for q in quoted)]


def _starts(rest: str, phrases: Sequence[str]) -> bool:
    head = tokens(rest)
    return any(head[: len(wanted)] == wanted for wanted in map(tokens, phrases))


def _subject(part: Span, told: Annotated, names: Mapping[str, str], known: Words) -> tuple[Span, str]:
    """Where the clause begins with "qui": the rest of it, and the name right before, its subject."""
    head = _HEAD.match(told.article.text, part.start, part.end)
    near = [
        names.get(k.entities[0], k.mention.surface)
        if k.mention.kind is MentionKind.ROLE and k.entities
        else k.mention.surface
        for k in _near(part.start, told)
    ]
    if not head or not near or not _starts(head[0], known.data["relatives"]):
        return part, ""
    return Span(part.start + head.end() - head.start(), part.end), near[0]


def _near(at: int, told: Annotated) -> list[Link]:
    """Mentions that end right before a place, up to a comma and a space."""
    return [k for k in told.links if at - 3 <= k.mention.span.end <= at]


def _tidy(words: str) -> str:
    return _DANGLING.sub("", " ".join(words.split()).strip(" ,;:–—-.…"))


_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))
_CLOSING = {"»": "\u00a0»"}


def _unbalanced(words: str) -> bool:
    return any(words.count(a) != words.count(b) for a, b in _PAIRS) or words.count('"') % 2 == 1


def shorten(words: str, known: Words, longest: int = LONGEST) -> str:
    """At most `longest` code points, cut before a word that opens a complement, else between words; never in a word.

    An ellipsis says so, and a quotation that was cut or never closed is closed after it.
    """
    if len(words) > longest:
        every = words.split(" ")
        most = len(words[: longest - 3].rsplit(" ", 1)[0].split(" "))
        good = (n for n in range(most, most // 2, -1) if (tokens(every[n]) or ("",))[0] in known.data["cuts"])
        kept = every[: next(good, most)]
        words = " ".join(kept).rstrip(" ,;:–—-") + "…"
    for opening, closing in _PAIRS:
        if words.count(opening) == words.count(closing) + 1 and words.rfind(opening) > words.rfind(closing):
            words = f"{words.removesuffix('…')}…{_CLOSING.get(closing, closing)}"
    return words
