"""Finds what an article tells: kind, moment, participants, modality."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.events import modality, triggers
from builder.annotate.events.attribution import (
    governing,
    holding,
    outside,
    plain,
    sayings,
    voice,
)
from builder.annotate.events.moments import Told, when
from builder.annotate.events.participants import participants, places
from builder.annotate.events.vocabulary import TOLD, Trigger, lists
from builder.lang.discourse import Scene
from builder.lang.speech import Act, acts
from builder.model.article import Article, BlockKind, Sentence, Span
from builder.model.event import EventMention, Modality
from builder.model.quote import Quote, QuoteKind
from builder.text.rights import brief

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.actors import Unit
    from builder.lang.pack import LanguagePack
    from builder.model.dates import Timex
    from builder.model.mention import Link

_MOST = 3
"""Claims a sentence has at most: what is told beside them is circumstance."""

_RECENT = 6
"""Claims back at most to which "cette discussion" refers."""

_SAID = (Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL)
"""Modalities in which an act of speech is an event."""


def gather(
    article: Article,
    sentences: Sequence[Sentence],
    timexes: Sequence[Timex],
    links: Sequence[Link],
    quotes: Sequence[Quote],
    pack: LanguagePack,
    kb: KnowledgeBase,
) -> tuple[EventMention, ...]:
    """The claims of one article, in the order of its text; empty where nothing is told to happen.

    A sentence gives one claim for each kind of event it tells, three at most. Opinions and states give none.
    """
    direct = [q for q in quotes if not q.quoted.depth and q.kind is QuoteKind.DIRECT]
    given = (timexes, links), pack, kb.entities
    scene = Scene(article, sentences, [q.quoted.outer for q in direct], *given)
    found: list[EventMention] = []
    cues = {q.cue for q in quotes if q.cue is not None and q.kind is not QuoteKind.TERM}
    for unit in scene.units:
        found += _of_unit(article, scene, unit, found, cues)
    known = [q for q in direct if q.speakers]
    if known:
        within = Scene(article, sentences, outside(sentences, known), *given)
        found += [
            c for unit in within.units for c in _of_quotes(article, within, unit, known)
        ]
    return tuple(sorted(_named(found), key=lambda c: c.trigger))


def _named(claims: Iterable[EventMention]) -> Iterator[EventMention]:
    """Claims with their ids: those of one sentence are told apart by letters."""
    numbers: Counter[str] = Counter()
    for claim in claims:
        letter = (
            chr(ord("a") + numbers[claim.sentence]) if numbers[claim.sentence] else ""
        )
        numbers[claim.sentence] += 1
        yield replace(claim, id=f"{claim.article}.{claim.sentence}{letter}")


def _of_quotes(
    article: Article, scene: Scene, unit: Unit, quotes: Sequence[Quote]
) -> Iterator[EventMention]:
    """What the quotations of a sentence tell, by the mouth of those who are quoted."""
    for trigger in triggers.find(scene, unit, headline=False) if unit.verbs else ():
        quote = holding(quotes, trigger.span.start)
        speaking = [*governing(scene, unit, trigger, acts(scene, unit)), voice(quote)]
        claim = _claim(article, scene, unit, trigger, speaking)
        if claim is not None and plain(scene, unit, trigger, claim):
            start, end = (
                max(claim.span.start, quote.span.start),
                min(claim.span.end, quote.span.end),
            )
            yield replace(claim, span=Span(start, end))


def _of_unit(
    article: Article,
    scene: Scene,
    unit: Unit,
    before: Sequence[EventMention],
    quoting: Collection[Span],
) -> Iterator[EventMention]:
    headline = article.blocks[unit.sentence.block].kind is not BlockKind.PARAGRAPH
    found = triggers.find(scene, unit, headline=headline)
    saying = acts(scene, unit) if found or unit.spoken else []
    taken = {t.verb for t in found if not t.noun}
    found += [t for t in sayings(scene, unit, saying, quoting) if t.verb not in taken]
    found.sort(key=lambda t: t.span)
    voices = [(t, governing(scene, unit, t, saying)) for t in found]
    told = [
        (t, _back(scene, unit, t, _claim(article, scene, unit, t, s), before))
        for t, s in voices
    ]
    claims = [c for t, c in told if c is not None and _worth(scene, unit, t, c)]
    yield from _distinct(scene, unit, claims)


def _back(
    scene: Scene,
    unit: Unit,
    trigger: Trigger,
    claim: EventMention | None,
    before: Sequence[EventMention],
) -> EventMention | None:
    """A claim that refers back ("cette discussion a duré une heure") has the parties of the one it refers to."""
    if claim is None or claim.participants or not trigger.subject:
        return claim
    dyadic = lists(scene)["dyadic"]
    recent = [
        c for c in reversed(before[-_RECENT:]) if c.kind in dyadic and c.participants
    ]
    last = next(
        (c for c in recent if c.kind == claim.kind), recent[0] if recent else None
    )
    ahead = (
        scene.text[max(unit.span.start, trigger.span.start - 6) : trigger.span.start]
        .lower()
        .replace("’", "'")
    )
    definite = ahead.endswith(tuple(lists(scene)["definite"]))
    if claim.kind not in dyadic or last is None or not definite:
        return claim
    return replace(claim, participants=last.participants)


def _claim(
    article: Article,
    scene: Scene,
    unit: Unit,
    trigger: Trigger,
    speaking: Sequence[Act],
) -> EventMention | None:
    stance = modality.decide(scene, unit, trigger, speaking)
    if stance.modality is None:
        return None
    mode = (
        Modality.REPORTED
        if stance.modality is Modality.ASSERTED and speaking
        else stance.modality
    )
    told = when(article, scene, unit, trigger, mode, said=bool(speaking))
    mode = Modality.PLANNED if mode.occurred and told.ahead else mode
    voices = [a.actor.words for a in speaking if a.actor.words is not None]
    return EventMention(
        id="",
        article=article.id,
        sentence=unit.sentence.id,
        span=unit.clause(trigger.verb) if trigger.verb is not None else unit.span,
        kind=trigger.kind,
        trigger=trigger.span,
        date=told.date,
        timex=told.timex,
        participants=participants(scene, unit, trigger, voices),
        places=places(scene, unit, trigger),
        speakers=tuple(dict.fromkeys(e for a in speaking for e in a.actor.entities)),
        modality=mode,
        background=told.background,
        reason=_reason(scene, trigger, told, stance.cue, voices, mode),
    )


def _worth(scene: Scene, unit: Unit, trigger: Trigger, claim: EventMention) -> bool:
    """Whether a claim is an event rather than talk about events: it needs an actor, a date or a place."""
    noun, verb = trigger.noun, unit.verb(trigger.verb)
    tense = verb.tense if verb is not None else ""
    past = tense in TOLD | {"conditional"} or (
        tense == "pres" and claim.kind == "statement"
    )
    main = past and not scene.subordinate(unit, trigger.verb or 0)
    data, kind = lists(scene), claim.kind
    who, where, stands = (
        len(claim.participants),
        bool(claim.places),
        claim.modality in _SAID,
    )
    told = stands or (claim.modality is Modality.PLANNED and claim.timex is not None)
    does = triggers.does(scene, unit.subject(trigger.verb))
    done = (main or tense == "pp") and (claim.timex is not None or (main and does))
    refused = (
        kind in data["spoken"] and not (told and (who or done or not stands)),
        kind in data["dyadic"]
        and not where
        and who < (1 if noun or claim.timex else 2),
        kind in data["placed"] and not noun and not where and not (who and claim.timex),
        claim.modality is Modality.DENIED
        and claim.background,  # "n'avait plus eu d'échange depuis": dates something else
    )
    if any(refused):
        return False
    return bool(
        who
        or claim.timex
        or (stands and (where or (main and (done or kind in data["solid"]))))
    )


def _distinct(
    scene: Scene, unit: Unit, claims: Sequence[EventMention]
) -> list[EventMention]:
    """One claim for each kind and moment of a sentence; none for an announcement beside what it announces."""
    known = lists(scene)
    kept: dict[tuple[str, str, bool, str], EventMention] = {}
    for claim in claims:
        when = claim.date.edtf if claim.timex and claim.date else ""
        who = next(
            (p.entity for p in claim.participants if claim.kind in known["spoken"]), ""
        )
        kept.setdefault(
            (claim.kind, when, claim.modality is Modality.DENIED, who), claim
        )
    light = {
        v.span.start
        for v in unit.verbs
        if v.lemmas & known["vehicles"] or not v.lemmas & known["telling"]
    }
    told = {
        (s, when) for c in kept.values() for s in c.speakers for when in (c.timex, None)
    }
    announced = [
        c.kind == "statement"
        and c.trigger.start in light
        and any((p.entity, c.timex) in told for p in c.participants)
        for c in kept.values()
    ]
    return [c for c, only in zip(kept.values(), announced, strict=True) if not only][
        :_MOST
    ]


def _reason(
    scene: Scene,
    trigger: Trigger,
    told: Told,
    cue: Span | None,
    voices: Sequence[Span],
    mode: Modality,
) -> str:
    words = scene.pack.data("modality")["reasons"]
    dated = (
        "dated"
        if told.timex is not None
        else "bound"
        if told.date is not None
        else "undated"
    )
    parts = [
        ("noun" if trigger.noun else "verb", brief(trigger.span.of(scene.text))),
        (
            dated,
            brief(told.timex.span.of(scene.text)) if told.timex is not None else "",
        ),
    ]
    if mode is Modality.REPORTED:
        parts.append(
            ("reported", f"« {brief(voices[0].of(scene.text))} »")
            if voices
            else ("said", "")
        )
    else:
        parts.append((mode.value, brief((cue or trigger.span).of(scene.text))))
    line = " ; ".join(
        words[name].format(what=what)
        for name, what in [*parts, *[("background", "")][: told.background]]
    )
    return f"{line[0].upper()}{line[1:]}."
