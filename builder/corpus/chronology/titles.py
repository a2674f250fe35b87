"""Titles of events: a clause of the text that can stand by itself, else the actor and what the clause says. Nothing is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from builder.corpus.chronology.shorten import (
    LONGEST,
    asides,
    before,
    capital,
    inside,
    shorten,
    tidy,
    unbalanced,
)
from builder.corpus.chronology.words import Words, holds, tokens, words
from builder.lang.kinds import kind_name
from builder.lang.pack import language_pack
from builder.model.article import Rights, Span
from builder.model.event import EventMention, Modality, Role
from builder.model.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.corpus.chronology.affiliations import Affiliations
    from builder.corpus.chronology.evidence import Evidence
    from builder.corpus.chronology.features import EventFeatures
    from builder.model.dossier import Annotated

_SHORTEST = 20
_HOPELESS, _LAST, _OTHERWISE = 8, 6, 2
"""Points of a fault that nothing makes good, of naming kind and parties only, and of telling another kind of thing."""
_MARKS = ("«", "“", '"', "'")
_REFLEXIVE = ("se", "s'", "n'", "ne")
_HEAD = re.compile(r"\w+\s+")
_DATED, _OCCASION, _LEAD = 30, 24, 5
"""Code points of what leads up to a clause by its date, of what says "on the occasion of", of an article before a subject."""
_AHEAD = 60
"""Code points in which a clause shows how it begins."""
_INSIDE, _UNLIKE = 3, 6
"""Points of a clause that tells another thing first, and of one that tells first what is not so."""
_RESUMED = 2
"""Points of a clause that goes on with its subject after what was put in: "Via Truth, qu'il a créé, Donald Trump a fait savoir"."""
_RESOLVED = 4
"""Points of putting a name for a pronoun: what the text says itself comes first."""
_QUOTED = 120
"""Code points of the clause that a title quotes for want of anything that stands by itself."""
_LEAST = 3
"""Words of a clause that a subject completes."""
_PAIR = 2
_MARGIN = 3
"""Code points before a sentence in which a name still counts as standing right before it."""
_ARTICLE = re.compile(r"(\w+['’]?)\s?$")
_BOUNDARY = re.compile(r"[,;:(]\s+|\s[–—-]\s+")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_FOREIGN = re.compile(r"""(?<![\w'"“])['"“]([^'"“”]+)['"”](?!\w)""")
"""Words between straight or English quotation marks."""


def title(events: Sequence[EventFeatures], kind: str, evidence: Evidence) -> str:
    """The best of the claims' own clauses, the first of equals; the kind and a quoted clause where none stands by itself.

    Clauses of the event's own kind come before those that call it otherwise.
    """
    known = words(language_pack(evidence.known.language))
    tellers = [_teller(event, evidence.sides, known) for event in events]
    shown = [t for t in tellers if t.told.article.rights is not Rights.REFERENCE]
    found = [
        (fault + _OTHERWISE * (t.claim.kind != kind), words)
        for t in shown
        for fault, words in t.candidates()
    ]
    label = kind_name(known.language, kind)
    parties = max((t.parties for t in tellers), key=len)
    bare = f"{label}\u00a0: {', '.join(parties)}" if parties else label
    if not shown:
        return bare
    if known.is_a("dyadic", kind) and len(parties) >= _PAIR:
        found.append((_LAST, bare))
    fault, best = min(found, key=lambda f: f[0])
    if fault < _HOPELESS - 1:
        return _typeset(best)
    quoted = shown[0].quoted()
    lead = "" if kind == "other" else f"{label}\u00a0: "
    return f"{lead}«\u00a0{quoted}\u00a0»" if quoted else bare


def _teller(event: EventFeatures, sides: Affiliations, known: Words) -> _Teller:
    """The mention, with what of its article touches its sentence."""
    mention, story = event.mention, event.story
    sentence = story.sentence(mention.sentence) or mention.span
    start = min(sentence.start, mention.span.start, mention.trigger.start)
    end = max(sentence.end, mention.span.end, mention.trigger.end)
    reach = Span(max(0, start - _MARGIN), end)
    here = replace(
        story.told,
        sentences=tuple(s for s in story.told.sentences if s.id == mention.sentence),
        timexes=tuple(story.timexes(reach)),
        links=tuple(story.links(reach)),
        quotes=tuple(story.quotes(reach)),
        event_mentions=tuple(story.mentions_of.get(mention.sentence, ())),
    )
    return _Teller(mention, here, sides, known)


def _typeset(words: str) -> str:
    """Apostrophes and quotation marks as French sets them: the words are the text's, the line they stand in is ours."""
    return _FOREIGN.sub("«\u00a0\\1\u00a0»", _APOSTROPHE.sub("’", words))


@dataclass(frozen=True)
class _Teller:
    """A claim, and the ways to say it in words of its text."""

    claim: EventMention
    told: Annotated
    cast: Affiliations
    known: Words

    def candidates(self) -> Iterator[tuple[int, str]]:
        """Titles, each with how ill it fits (0 is best)."""
        claim = self.claim
        yield self._clause(self._part)
        if claim.speakers or not claim.modality.occurred:
            own = Span(claim.span.start, max(claim.trigger.end, self._end))
            if self._stands(own):
                yield self._clause(own)
        resumed = max(
            (m.end() for m in self._boundaries if m.end() <= claim.trigger.start),
            default=self._whole.end,
        )
        subjects = (
            k.mention
            for k in self.told.links
            if k.mention.kind is not MentionKind.DEMONYM
        )
        if any(resumed <= m.span.start < resumed + _LEAD for m in subjects):
            fault, words = self._clause(Span(resumed, max(resumed, self._end)))
            yield fault + _RESUMED, words
        yield self._acting()
        yield self._noun()

    @property
    def parties(self) -> list[str]:
        """Names of those who take part."""
        return list(
            dict.fromkeys(
                self.cast.names.get(p.entity, p.entity) for p in self.claim.participants
            )
        )

    def quoted(self) -> str:
        """The words that tell it, to be quoted; empty where they hold half a quotation."""
        starts = [
            self._whole.start,
            *(m.end() for m in self._boundaries if m.end() <= self.claim.trigger.start),
        ]
        start = next((at for at in starts if self._end - at <= _QUOTED), starts[-1])
        words = shorten(
            tidy(self._text[self._begin(Span(start, self._end)) : self._end]),
            self.known,
            _QUOTED,
        )
        return (
            ""
            if not words or unbalanced(words)
            else ("" if start == starts[0] else "…\u00a0") + inside(words)
        )

    def _begin(self, stretch: Span) -> int:
        """Where a stretch begins without the marks and the conjunction that tie it to what stands before."""
        rest = stretch.of(self._text)
        start = stretch.end - len(rest.lstrip(" ,;:"))
        link = self._opens(start, "links")
        return start + len(link) + 1 if link else start

    @cached_property
    def _text(self) -> str:
        return self.told.article.text

    @cached_property
    def _whole(self) -> Span:
        return next(
            (s.span for s in self.told.sentences if s.id == self.claim.sentence),
            self.claim.span,
        )

    @cached_property
    def _boundaries(self) -> list[re.Match[str]]:
        """Commas, colons, dashes of the sentence that are not inside a quotation or about something put in."""
        quoted = [
            q.quoted.outer
            for q in self.told.quotes
            if q.quoted.outer.overlaps(self._whole)
        ]
        quoted += asides(self._text, self._whole)
        marks = _BOUNDARY.finditer(self._text, self._whole.start, self._whole.end)
        return [
            m for m in marks if not any(q.start < m.start() < q.end for q in quoted)
        ]

    def _opens(self, at: int, *lists: str) -> str:
        """The phrase of these lists with which the text goes on; empty where it goes on otherwise."""
        phrases = (p for name in lists for p in self.known.data[name])
        head = tokens(self._text[at : at + _AHEAD])
        return next((p for p in phrases if head[: len(tokens(p))] == tokens(p)), "")

    @cached_property
    def _end(self) -> int:
        """Where the clause of the trigger ends: before the next boundary that opens another clause."""
        after = (m for m in self._boundaries if m.start() >= self.claim.trigger.end)
        return next(
            (m.start() for m in after if self._opens(m.end(), "breaks", "openers")),
            self._whole.end,
        )

    @cached_property
    def _part(self) -> Span:
        """The stretch of the sentence between two boundaries of clauses that holds the trigger."""
        trigger, dateline = self.claim.trigger, self.told.article.dateline
        start = self._whole.start
        if dateline and self._whole.covers(dateline) and dateline.end < trigger.start:
            rest = self._text[dateline.end : self._whole.end]
            start = dateline.end + len(rest) - len(rest.lstrip(" \u00a0–—-"))
        ahead = [
            m
            for m in self._boundaries
            if start <= m.start() and m.end() <= trigger.start
        ]
        for mark in ahead:
            join = self._opens(mark.end(), "joins")
            relative = (
                mark is ahead[-1]
                and self._name_at(mark.end())
                and self._opens(mark.end(), "relatives")
            )
            if (
                join or relative
            ):  # after another comma the sentence goes on: "Macron, qui y était, l'a félicité"
                start = mark.end() + len(join)
        comma = self._text.find(", ", start, min(self._end, trigger.start))
        if comma > 0 and self._leads(Span(start, comma)):
            start = comma + 2
        end = max(start, self._end)
        return Span(self._begin(Span(start, end)), end)

    def _leads(self, part: Span) -> bool:
        """Whether what stands before the first comma only leads up to the clause: "Cependant", "La semaine dernière"."""
        dated = len(part) < _DATED and any(
            d.span.overlaps(part) for d in self.told.timexes
        )
        return dated or bool(self._opens(part.start, "openers"))

    def _clause(self, stretch: Span) -> tuple[int, str]:
        """A stretch of the sentence around the trigger."""
        claim, known = self.claim, self.known
        part, subject = self._subject(stretch)
        words = tidy(f"{subject} {part.of(self._text)}")
        first = "" if words[:1] in _MARKS else (tokens(words) or ("",))[0]
        cut = shorten(words, known)
        groups = (
            k.mention.span.start
            for k in self.told.links
            if k.mention.kind is MentionKind.GROUP
        )
        faults = (
            (_HOPELESS, len(words) < _SHORTEST or unbalanced(cut)),
            (_HOPELESS, tidy(claim.trigger.of(self._text))[: LONGEST // 2] not in cut),
            (
                _HOPELESS,
                any(
                    first in known.data[name]
                    for name in ("pronouns", "relatives", "finite", "partitive")
                ),
            ),
            (self._embedded(part), True),
            (5, self._circumstance),
            (
                6,
                known.is_a("dyadic", claim.kind)
                and bool(holds(words, known.data["distinct"])),
            ),
            (
                2,
                not subject
                and not any(part.overlaps(k.mention.span) for k in self.told.links),
            ),
            (1, any(0 <= start - part.start < _LEAD for start in groups)),
            (1, claim.background or (bool(claim.speakers) and stretch != claim.span)),
        )
        return sum(weight for weight, holds in faults if holds), capital(cut)

    def _noun(self) -> tuple[int, str]:
        """The noun that tells it and its complements, above all where it stands in a clause about something else."""
        trigger, known = self.claim.trigger, self.known
        last = (
            tokens(self._text[max(0, trigger.start - _OCCASION) : trigger.start])
            or ("",)
        )[-1]
        if last not in known.data["determiners"] or (
            last in known.data["partitive"] and self._infinitive
        ):
            return _HOPELESS, ""
        end = next(
            (m.start() for m in self._boundaries if m.start() >= trigger.end),
            self._whole.end,
        )
        aside = self._embedded(self._part) or self._circumstance
        words = tidy(self._text[trigger.start : end])
        words = before(words, known.data["finite"]) if aside else words
        after = tokens(words)[len(tokens(trigger.of(self._text))) :][:1]
        complement = after and (
            after[0] in known.data["complements"]
            or after[0].endswith(tuple(known.data["adjectives"]))
        )
        cut = shorten(words, known)
        finite = not set(words.lower().split()).isdisjoint(known.data["finite"])
        bad = not complement or finite or len(words) < _SHORTEST or unbalanced(cut)
        named = any(
            trigger.start <= k.mention.span.start < end for k in self.told.links
        )
        return (
            _HOPELESS if bad else 2 + (cut != words) + 4 * (not named) + 3 * (not aside)
        ), capital(cut)

    def _acting(self) -> tuple[int, str]:
        """The names of those who act, and the clause from its verb on, where it has no subject or a pronoun for one."""
        claim, subjects = self.claim, self.known.data["subjects"]
        span, trigger = claim.span, claim.trigger
        first = (*tokens(self._text[span.start : trigger.start]), "")[0]
        plural = first in subjects["plural"]
        agents = [
            p.entity for p in claim.participants if plural or p.part is Role.AGENT
        ]
        who = list(dict.fromkeys(self._called(e) for e in agents))
        begins = not first or first in (
            *subjects["singular"],
            *subjects["plural"],
            *_REFLEXIVE,
        )
        inverted = any(
            trigger.end <= k.mention.span.start < span.end
            and set(k.entities) & set(agents)
            for k in self.told.links
        )
        if (
            self._infinitive
            or not begins
            or inverted
            or plural is not (len(who) > 1)
            or not all(who or [""])
        ):
            return _HOPELESS, ""
        pronoun = (
            _HEAD.match(self._text, span.start)
            if first and first not in _REFLEXIVE
            else None
        )
        if pronoun and not self.cast.people.issuperset(agents):
            return (
                _HOPELESS,
                "",
            )  # "il" is seldom a state: no agent that the text does not give
        words = tidy(self._text[pronoun.end() if pronoun else span.start : self._end])
        after = "|".join(
            (*subjects["singular"], *subjects["plural"])
        )  # "a-t-il affirmé": its subject is named now
        words = re.sub(rf"^(\S+?)-(?:t-)?(?:{after})\b", r"\1", words)
        cut = shorten(capital(f"{' et '.join(who)} {words}"), self.known)
        bad = unbalanced(cut) or len(words.split()) < _LEAST
        return (
            _HOPELESS if bad else 1 + claim.background + _RESOLVED * bool(pronoun)
        ), cut

    def _called(self, entity: str) -> str:
        """The name of somebody; of what is nobody, as the sentence says it; empty where that cannot be told."""
        name = self.cast.names.get(entity, entity)
        near = next(
            (k.mention.span.start for k in self.told.links if entity in k.entities),
            None,
        )
        return (
            name
            if entity in self.cast.people or near is None
            else self._named(near, name)
        )

    def _named(self, at: int, name: str) -> str:
        """A name with the article that stands before it in the text; empty where "du", "aux" hide which it is."""
        article = _ARTICLE.search(self._text[max(0, at - _LEAD) : at])
        word = article[1].lower().replace("’", "'") if article else ""
        if word in self.known.data["contracted"]:
            return ""
        return (
            f"{article[0]}{name}"
            if article and word in self.known.data["articles"]
            else name
        )

    @cached_property
    def _infinitive(self) -> bool:
        """Whether the trigger may be a verb without a subject."""
        return (tokens(self.claim.trigger.of(self._text)) or ("",))[0].endswith(
            tuple(self.known.data["infinitives"])
        )

    @cached_property
    def _circumstance(self) -> bool:
        """Whether the clause tells something else, on the occasion of this: "après l'appel", "lors d'une réunion"."""
        at = self.claim.trigger.start
        before = self._text[max(self.claim.span.start, at - _OCCASION) : at].rpartition(
            ","
        )[2]
        return bool(holds(before, self.known.data["occasions"]))

    def _embedded(self, part: Span) -> int:
        """Points of a stretch that tells something else first ("a annoncé qu'il avait convenu …"), and says it is not so."""
        here = (
            c
            for c in self.told.event_mentions
            if c.sentence == self.claim.sentence and part.covers(c.trigger)
        )
        before = [
            c.modality.occurred
            for c in here
            if c.trigger.start < self.claim.trigger.start
        ]
        return (
            (_UNLIKE if self.claim.modality.occurred and not all(before) else _INSIDE)
            if before
            else 0
        )

    def _stands(self, own: Span) -> bool:
        """Whether a clause taken out of its sentence can stand: no subordinate, and no infinitive for what has happened."""
        words = own.of(self._text).lstrip(" ,;:")
        first = (tokens(words) or ("",))[0]
        bare = words[:1].islower() and first.endswith(
            tuple(self.known.data["infinitives"])
        )
        wished = self.claim.modality in (
            Modality.PLANNED,
            Modality.DEMANDED,
            Modality.HYPOTHETICAL,
        )
        return not self._opens(own.end - len(words), "breaks") and (wished or not bare)

    def _subject(self, part: Span) -> tuple[Span, str]:
        """Where the clause begins with "qui": the rest of it, and the name right before, its subject."""
        head, name = (
            _HEAD.match(self._text, part.start, part.end),
            self._name_at(part.start),
        )
        if not head or not name or not self._opens(part.start, "relatives"):
            return part, ""
        return Span(head.end(), part.end), name

    def _name_at(self, at: int) -> str:
        """The name that ends right before a place, up to a comma and a space."""
        near = next(
            (k for k in self.told.links if at - 3 <= k.mention.span.end <= at), None
        )
        if near is None:
            return ""
        if near.mention.kind is MentionKind.ROLE and near.entities:
            return self._called(near.entities[0])
        return (
            self._named(near.mention.span.start, near.mention.surface)
            or near.mention.surface
        )
