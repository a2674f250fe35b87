"""Accounts that differ, where the text marks it. They are shown side by side and never settled by us."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.claim import Claim, Divergence, Modality, Part, Participant
from builder.model.mention import Status
from builder.model.moment import between
from builder.stages.timeline.evidence import veto
from builder.stages.timeline.words import holds, stems, told_figure
from builder.text.anchor import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from builder.model.dossier import Annotated
    from builder.model.quote import Quote
    from builder.stages.timeline.profiles import Cast, Profile
    from builder.stages.timeline.words import Words

_REACH = 24
"""Code points after a denial in which the denied thing is named."""
_VOICES = 2
_TOPIC = 3
"""Words of a topic."""
_RARE = 6
"""A word in more claims than this (or than a twentieth of them) is no topic."""


def find(
    profiles: Sequence[Profile],
    event: Sequence[int],
    told: Mapping[str, Annotated],
    cast: Cast,
    known: Words,
) -> tuple[Divergence, ...]:
    """Pairs of claims that differ, by claim ids; one divergence a pair, the first that applies.

    Args:
        profiles: all claims in canonical order.
        event: number of the event of each.
        told: the articles by id.
        cast: who stands on whose side.
        known: the words of the language.
    """
    look = _Look(profiles, event, told, cast, known)
    found: dict[tuple[int, int], Divergence] = {}
    for a, b in sorted(_candidates(profiles, event)):
        for rule in (look.denial, look.readouts, look.contrast, look.opposed, look.figures):
            topic_and_reason = rule(a, b)
            if topic_and_reason:
                ids = (profiles[a].claim.id, profiles[b].claim.id)
                found[a, b] = Divergence(ids, *topic_and_reason, Status.MACHINE)
                break
    return tuple(d for pair, d in found.items() if not _outdone(pair, found, profiles))


def _outdone(pair: tuple[int, int], found: Collection[tuple[int, int]], profiles: Sequence[Profile]) -> bool:
    """Whether one of the two is denied, and set against another claim of its own sentence: that is what it denies."""
    denied = [n for n in pair if profiles[n].claim.modality is Modality.DENIED]
    within = [p for p in found if len({profiles[n].claim.sentence for n in p}) == 1]
    return pair not in within and any(n in p for n in denied for p in within)


def contradicted(told: Mapping[str, Annotated], known: Words) -> tuple[Claim, ...]:
    """Sayings that have an answer, where no claim tells them.

    A denial answers ("vulnérables et encerclées", "a démenti être encerclée"), or another party's account of the same.
    """
    denials = [(c, _core(c, a, known)) for a in told.values() for c in a.claims if _denies(c, a, known)]
    found: dict[str, Claim] = {}
    for annotated in told.values():
        cores = [core for c, core in denials if c.article == annotated.article.id]
        sentences = {c.sentence for c in annotated.claims}
        readouts = _readouts(annotated, known)
        for quote in annotated.quotes:
            said = stems(quote.span.of(annotated.article.text), known)
            answered = quote.sentence in readouts or any(core.keys() & said.keys() for core in cores)
            if quote.speakers and quote.sentence and quote.sentence not in sentences and answered:
                claim = _saying(quote, annotated)
                found.setdefault(claim.id, claim)
    return tuple(found.values())


def _readouts(told: Annotated, known: Words) -> frozenset[str]:
    """Sentences in which parties give their own accounts ("une lecture russe de l'appel"), where two parties do."""
    text = told.article.text
    spans = {s.id: s.span for s in told.sentences}
    said = {
        q.sentence: q.speakers
        for q in told.quotes
        if q.speakers and q.sentence in spans and holds(spans[q.sentence].of(text), known.data["readouts"])
    }
    return frozenset(said) if len(set(said.values())) > 1 else frozenset()


def _denies(claim: Claim, told: Annotated, known: Words) -> bool:
    """Whether it is told as not so, or is the act of denying something that no other claim of its sentence tells."""
    if claim.modality is Modality.DENIED:
        return bool(claim.participants)
    other = any(c.sentence == claim.sentence and c.modality is Modality.DENIED for c in told.claims)
    return not other and bool(holds(claim.trigger.of(told.article.text), known.data["denial"]))


def _core(claim: Claim, told: Annotated, known: Words) -> Mapping[str, str]:
    """The words of what is denied: from the trigger on, as far as a short clause goes, never past the claim's own."""
    end = min(claim.trigger.end + _REACH, max(claim.span.end, claim.trigger.end))
    text = told.article.text[claim.trigger.start : end]
    return stems(text.rsplit(" ", 1)[0] if end < claim.span.end else text, known)


def _saying(quote: Quote, told: Annotated) -> Claim:
    sentence = next(s.span for s in told.sentences if s.id == quote.sentence)
    published = told.article.published.moment
    bound = between(None, published.latest) if published and published.latest else None
    said = quote.said if quote.said and quote.said.moment else None
    return Claim(
        id=f"{told.article.id}.{quote.sentence}+dit",
        article=told.article.id,
        sentence=quote.sentence,
        span=sentence,
        kind="statement",
        trigger=quote.span,
        moment=said.moment if said else bound,
        dating=said,
        participants=tuple(Participant(s, Part.AGENT) for s in quote.speakers),
        places=(),
        speakers=quote.speakers,
        modality=Modality.REPORTED,
    )


def _candidates(profiles: Sequence[Profile], event: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of one event, of one sentence, or that share a rare word at a time that may be the same."""
    count = Counter(s for p in profiles for s in p.stems)
    most = max(_RARE, len(profiles) // 20)
    index: dict[object, list[int]] = {}
    for n, p in enumerate(profiles):
        keys = [("e", event[n]), ("s", p.claim.article, p.claim.sentence), *(s for s in p.stems if count[s] <= most)]
        for key in keys:
            index.setdefault(key, []).append(n)
    seen = {(a, b) for group in index.values() for i, a in enumerate(group) for b in group[i + 1 :]}
    for a, b in seen:
        one, two = profiles[a].window, profiles[b].window
        if one[0] <= two[1] and two[0] <= one[1]:
            yield a, b


@dataclass(frozen=True)
class _Look:
    """The rules, each giving (topic, reason) or nothing."""

    profiles: Sequence[Profile]
    event: Sequence[int]
    told: Mapping[str, Annotated]
    cast: Cast
    known: Words

    def denial(self, a: int, b: int) -> tuple[str, str] | None:
        """One side denies what the other says: the same thing that may have happened, or a saying in the denied words."""
        denying = [n for n in (a, b) if self._denies(n)]
        if len(denying) != 1 or len({self._voice(a), self._voice(b)} - {""}) < _VOICES:
            return None
        no, yes = self.profiles[denying[0]], self.profiles[b if denying[0] == a else a]
        core = _core(no.claim, self.told[no.claim.article], self.known)
        text = self.told[yes.claim.article].article.text
        said = {**stems(yes.claim.trigger.of(text), self.known), **yes.stems}
        topic = ", ".join(sorted(said[s] for s in core.keys() & said.keys())[:_TOPIC])
        spoken = "statement" in (yes.claim.kind, no.claim.kind)
        quoted = spoken and yes.claim.article == no.claim.article and yes.claim.sentence != no.claim.sentence
        same = not veto(no, yes, self.cast, self.known, stance=False) and not no.claim.span.overlaps(yes.claim.span)
        scarce = yes.claim.article != no.claim.article and ", " not in topic
        if not topic or scarce or not yes.claim.modality.occurred or not (quoted or same):
            return None
        first, second = self._voice(b if denying[0] == a else a), self._voice(denying[0])
        return topic, self.known.difference("denial", first=first, second=second)

    def readouts(self, a: int, b: int) -> tuple[str, str] | None:
        """Two parties give their accounts of one call or meeting."""
        words = self.known.data["readouts"]
        one, two = self._holds(a, words), self._holds(b, words)
        voices = self._party(a), self._party(b)
        apart = self.profiles[a].claim.article != self.profiles[b].claim.article
        if apart or not (one and two) or voices[0] == voices[1] or not all(voices):
            return None
        return one, self.known.difference("readouts", first=voices[0], second=voices[1])

    def contrast(self, a: int, b: int) -> tuple[str, str] | None:
        """One sentence sets two claims against each other, and one of them is denied."""
        one, two = (self.profiles[n].claim for n in (a, b))
        topic = self._topic(a, b)
        if (one.article, one.sentence) != (two.article, two.sentence) or not topic:
            return None
        if (one.modality is Modality.DENIED) == (two.modality is Modality.DENIED):
            return None
        start, end = sorted((one.trigger, two.trigger))
        between = self.told[one.article].article.text[start.end : max(start.end, end.start)]
        word = holds(between, self.known.data["contrast"])
        return (topic, self.known.difference("contrast", what=word)) if word else None

    def opposed(self, a: int, b: int) -> tuple[str, str] | None:
        """One says "complet" where the other says "limité", of the same thing."""
        topic = self._topic(a, b)
        if not topic or self.event[a] != self.event[b]:
            return None
        for left, right in self.known.data["opposed"]:
            sides = [(self._holds(n, left), self._holds(n, right)) for n in (a, b)]
            for (here, not_here), (not_there, there) in (sides, sides[::-1]):
                if here and there and not not_here and not not_there:
                    return topic, self.known.difference("opposed", first=here, second=there)
        return None

    def figures(self, a: int, b: int) -> tuple[str, str] | None:
        """Of one event, two numbers of the same unit."""
        if self.event[a] != self.event[b]:
            return None
        one, two = self.profiles[a].figures, self.profiles[b].figures
        unit = next((u for u in sorted(one.keys() & two.keys()) if one[u] != two[u]), None)
        if unit is None:
            return None
        first, second = told_figure(one[unit], unit), told_figure(two[unit], unit)
        return unit, self.known.difference("figures", first=first, second=second)

    def _denies(self, n: int) -> bool:
        claim = self.profiles[n].claim
        return _denies(claim, self.told[claim.article], self.known)

    def _holds(self, n: int, phrases: Sequence[str]) -> str:
        """The first of the phrases that a claim's clause holds, as the text has it; empty where it holds none."""
        claim = self.profiles[n].claim
        text = claim.span.of(self.told[claim.article].article.text)
        found = holds(text, phrases)
        return next((place.of(text) for place in places(text, found)), found)

    def _topic(self, a: int, b: int) -> str:
        """The words both share, as the first has them; empty where they share none."""
        one, two = self.profiles[a].stems, self.profiles[b].stems
        return ", ".join(sorted(one[s] for s in one.keys() & two.keys())[:_TOPIC])

    def _voice(self, n: int) -> str:
        """Who says it: the nearest speaker, or who does the saying or denying; else the article itself."""
        profile = self.profiles[n]
        speaks = self.known.is_a("spoken", profile.claim.kind) or self._denies(n)
        return self._party(n) if profile.claim.speakers or speaks else str(self.known.data["narrator"])

    def _party(self, n: int) -> str:
        """Name of the nearest speaker, else of who acts; empty where the text names nobody."""
        claim = self.profiles[n].claim
        ids = claim.speakers[:1] or tuple(p.entity for p in claim.participants)[:1]
        return ", ".join(self.cast.names.get(e, e) for e in ids)
