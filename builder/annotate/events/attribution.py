"""Finds through whose mouth something is told, and what quotations tell by the mouth of who is quoted."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING

from builder.annotate.events.modality import cues
from builder.annotate.events.moments import dated
from builder.annotate.events.triggers import does, habit
from builder.annotate.events.vocabulary import TOLD, Trigger, kinds, lists
from builder.lang.actors import Actor, Unit
from builder.lang.speech import Act
from builder.model.article import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from builder.lang.discourse import Scene
    from builder.lang.verbs import Verb
    from builder.lang.words import Token
    from builder.model.event import EventMention
    from builder.model.quote import Quote


_TELLING = ("say", "incise")
_REACH = 16
"""Words after a verb of saying among which its "que" stands: "a indiqué mardi soir à la presse que"."""


def sayings(
    scene: Scene, unit: Unit, saying: Sequence[Act], quoting: Collection[Span]
) -> Iterator[Trigger]:
    """Acts of saying by somebody named, in a main clause: an event where what is said tells of none.

    `quoting` are the words that attribute the quotations of the article.
    """
    known = kinds(scene.pack)
    for act in saying:
        verb, actor = act.verb, act.actor
        if verb is None or not does(scene, actor) or scene.document(actor.words):
            continue
        index = unit.verbs.index(verb)
        now = verb.tense == "pres" and not (verb.passive or actor.pronoun)
        if verb.negated or not (verb.tense in TOLD or now) or habit(scene, unit, index):
            continue
        carried = actor.pronoun if act.inverted else scene.subordinate(unit, index)
        occasion = (
            act.inverted and unit.low(verb.last + 1) in scene.grammar.prepositions
        )  # "a-t-elle dit à la télévision"
        if carried and not (occasion or dated(scene, unit, index, ended=True)):
            continue
        if (
            act.cue in quoting
            or verb.lemmas & known.words["telling"]
            or verb.reflexive  # "s'est dit prêt", "s'est engagé à"
            or (act.manner in _TELLING and (act.inverted or _tells(scene, unit, verb)))
        ):
            yield Trigger("statement", act.cue, index, noun=False)


def _tells(scene: Scene, unit: Unit, verb: Verb) -> bool:
    """Whether what is said follows a verb: "que …", a colon, or an infinitive right behind it."""
    if any(v.tense == "inf" and v.first == verb.last + 1 for v in unit.verbs):
        return True
    ahead = [unit.low(i) for i in range(verb.last + 1, verb.last + _REACH)]
    return any(
        w in (*scene.speech["that"], ":")
        for w in itertools.takewhile(lambda w: w not in {"", ",", ";"}, ahead)
    )


def governing(
    scene: Scene, unit: Unit, trigger: Trigger, saying: Sequence[Act]
) -> list[Act]:
    """The acts of saying that what a trigger tells depends on, nearest first; empty where the article tells it."""
    own = unit.verbs[trigger.verb].span if trigger.verb is not None else trigger.span
    nested = [
        a
        for a in saying
        if a.verb is not None and not a.inverted and _reaches(scene, unit, a, trigger)
    ]
    carried = trigger.noun and trigger.verb is not None and not trigger.subject
    nested = [a for a in nested if carried or not a.cue.overlaps(own)]
    if carried:
        vehicles = lists(scene)["vehicles"]
        nested += [
            a
            for a in saying
            if a.verb is unit.verbs[trigger.verb or 0] and a.verb.lemmas & vehicles
        ]
    if (
        trigger.subject and trigger.verb is not None
    ):  # "une lecture de l'appel a déclaré"
        nested += [
            a
            for a in saying
            if a.verb is unit.verbs[trigger.verb] and scene.document(a.actor.words)
        ]
    around = [
        a
        for a in saying
        if a.inverted and a.cue.start >= max(own.end, trigger.span.end)
    ]
    framed = [a for a in saying if a.manner == "according"]
    return [*reversed(nested), *around, *framed]


def _reaches(scene: Scene, unit: Unit, act: Act, trigger: Trigger) -> bool:
    """Whether what a verb says includes the words of a trigger: after `que`, or as its infinitive."""
    if act.verb is None or act.cue.end > trigger.span.start:
        return False
    between = [w for w in unit.words if act.cue.end <= w.start < trigger.span.start]
    opened = [
        n
        for n, w in enumerate(between)
        if w.low in scene.speech["that"] and _complement(scene, between, n)
    ]
    if opened:
        closed = any(w.low == ";" for w in between) or _returns(between[opened[0] :])
        return not closed
    if act.verb.tense == "pp":
        return False
    following = [
        v for v in unit.verbs if act.cue.end <= v.span.start <= trigger.span.start
    ]
    apart = cues(scene.pack).beside.search(
        scene.text, act.cue.end, trigger.span.start
    )  # "interpellé après avoir tiré"
    return (
        bool(following)
        and following[0].tense == "inf"
        and not (apart or any(w.low in ",;:" for w in between))
    )


def _complement(scene: Scene, words: Sequence[Token], at: int) -> bool:
    """Whether `que` opens what is said, rather than "alors que", "plus que"."""
    return not at or words[at - 1].low not in scene.speech["compound"]


def _returns(words: Sequence[Token]) -> bool:
    """Whether the sentence comes back to its own voice: `…, mais la Russie n'a pas accepté`."""
    low = [w.low for w in words]
    return any(
        a == "," and b in ("mais", "tandis", "alors", "bien")
        for a, b in itertools.pairwise(low)
    )


def outside(sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> Iterator[Span]:
    """What of each sentence stands in none of some quotations (in order, apart), so that the rest can be read alone."""
    at = 0
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        while at < len(quotes) and quotes[at].span.start < end:
            if start < quotes[at].span.start:
                yield Span(start, quotes[at].span.start)
            start = max(start, quotes[at].span.end)
            if quotes[at].span.end > end:
                break  # it goes on in the next sentence
            at += 1
        if start < end:
            yield Span(start, end)


def holding(quotes: Sequence[Quote], at: int) -> Quote:
    """The quotation, of some in order, that a place lies in."""
    return quotes[bisect_right(quotes, at, key=lambda q: q.span.start) - 1]


def voice(quote: Quote) -> Act:
    """Its being said, as an act."""
    return Act(
        quote.cue or quote.quoted.outer,
        "say",
        Actor(quote.speaker_words, quote.speakers),
        said=quote.said,
    )


def plain(scene: Scene, unit: Unit, trigger: Trigger, claim: EventMention) -> bool:
    """Whether a quoted claim is told as done, by a subject with a name, on a day or as a deed of force."""
    index = trigger.verb
    actor = unit.subject(index)
    if index is None or not actor.entities or not claim.modality.occurred:
        return False
    data = lists(scene)
    told = unit.verbs[index].tense in TOLD and claim.kind not in {
        *data["spoken"],
        "other",
    }
    return told and (
        claim.timex is not None or (claim.kind in data["solid"] and not actor.pronoun)
    )
