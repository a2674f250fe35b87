"""Chooses who says a quotation among all that a sentence says of sayings, and how much is quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.lang.actors import NOBODY, Actor, Unit
from builder.lang.speech import Act, acts, is_medium
from builder.lang.subjects import before
from builder.lang.verbs import FINITE, verbs
from builder.lang.words import Token, tokens
from builder.model.mention import EntityType
from builder.model.quote import Quote, Quoted, QuoteKind
from builder.text.rights import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.discourse import Scene
    from builder.model.article import Span
    from builder.model.dates import Timex

_LONG = 9
"""Words from which on a quotation is a saying, verb or not."""

_TERM = 5
"""Words up to which a quotation can be a term."""

_NAME = 3
"""Words of which a name in quotation marks has less."""

_AHEAD = 60
"""Code points before a quotation in which the noun that it names stands."""

_WORD = re.compile(r"\w")
_SEEN = 2_000
"""Code points of a quotation that its kind is read from."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a quotation, and why we think so."""

    actor: Actor
    cue: Span | None
    reason: str
    when: Timex | None = None
    goes_on: bool = False
    """Same saying as the quotation before."""

    sure: bool = True
    whole: bool = False
    """The verb follows, or a colon leads to it: what is quoted stands by itself."""


def choose(
    scene: Scene, unit: Unit, quoted: Quoted, saying: Sequence[Act], last: Quote | None
) -> Said:
    """The one who says a quotation, by the nearest frame that reaches it; none where the text does not say."""
    after = [a for a in saying if a.inverted and a.cue.start >= quoted.outer.end]
    if after:
        return _by(scene, _resumed(scene, unit, after[0]), "after", last)
    before = [a for a in saying if a.cue.end <= quoted.outer.start]
    if _titled(scene, unit, quoted):
        before = [a for a in before if _touches(scene, a, quoted)]
    spoken = [a for a in before if a.manner != "according" and not _carries(scene, a)]
    spoken = [a for a in spoken if not scene.breaks(a.cue.end, quoted.outer.start)]
    reached = [a for a in spoken if a.actor.words or _touches(scene, a, quoted)]
    reached = [
        a for a in reached if a.verb is None or a.verb.tense != "inf"
    ] or reached  # "estime qu'il faut dire"
    framed = [a for a in saying if a.manner == "according" and a.actor.words]
    if reached and (reached[-1].actor.words or not framed):
        return _by(scene, _resumed(scene, unit, reached[-1]), "before", last)
    framed = [a for a in framed if not _medium(scene, a.actor)] or framed
    if framed:
        return _by(scene, framed[0], "beside", last)
    bare = _subject_before(scene, unit, quoted)
    if bare is not None:
        return Said(bare, None, _why(scene, "verb"), sure=bool(bare.entities))
    following = [
        a for a in saying if a.cue.start >= quoted.outer.end and a.verb is not None
    ]
    if following and _straight(scene, unit, quoted, following[0]):
        return _by(scene, following[0], "after", last)
    led = _led_by_colon(scene, unit, quoted)
    return led if led is not None else _without_verb(scene, unit, last)


def _resumed(scene: Scene, unit: Unit, act: Act) -> Act:
    """An act whose pronoun or "le texte" stands for the one of a frame: "Selon Jan Vik, la mine vit. « … », a-t-il dit"."""
    text = not act.actor.entities and scene.document(act.actor.words)
    near = (
        acts(scene, scene.units[unit.place - 1])
        if unit.place and (act.actor.pronoun or text)
        else ()
    )
    framed = [a.actor for a in near if a.manner == "according" and a.actor.entities]
    issued = [a for a in framed if scene.document(a.words) and not _medium(scene, a)]
    framed = issued if text else [a for a in framed if a.fits(act.actor.form)]
    return (
        replace(act, actor=replace(act.actor, entities=framed[-1].entities))
        if framed
        else act
    )


def _why(scene: Scene, name: str, **words: str) -> str:
    return str(scene.speech["reasons"][name]).format(**words)


def _subject_before(scene: Scene, unit: Unit, quoted: Quoted) -> Actor | None:
    """The subject of a verb that is quoted, `le Conseil a « enjoint »`, `décide de « fermer »`, or of a stance: `apporte son « soutien »`."""
    at = bisect_left([w.start for w in unit.words], quoted.outer.start) - 1
    if unit.low(at) == scene.speech["who"]:
        return scene.who(unit, before(scene, unit, at + 1, plural=False))
    held, owned = (
        unit.low(at) in scene.speech["leading"],
        unit.low(at) in scene.speech["articles"],
    )
    verb = next(
        (
            i
            for i, v in enumerate(unit.verbs)
            if v.finite and v.last == at - (held or owned)
        ),
        None,
    )
    if verb is None:
        return None
    lemmas = unit.verbs[verb].lemmas
    stance = not unit.verbs[verb].passive and not lemmas.isdisjoint(
        scene.speech["stance"]
    )
    return (
        unit.subjects.get(verb)
        if held or stance or (not owned and "avoir" in lemmas)
        else None
    )


def _led_by_colon(scene: Scene, unit: Unit, quoted: Quoted) -> Said | None:
    """A quotation after a colon is said by the subject of the sentence, where it has one: `Elle a posté un mot : « … »`."""
    ahead = scene.text[
        max(unit.span.start, quoted.outer.start - 3) : quoted.outer.start
    ].rstrip()
    text = any(w.low in scene.speech["documents"] for w in unit.words)
    known = [i for i, a in unit.subjects.items() if unit.verbs[i].finite and a.entities]
    main = [
        i
        for i in known
        if not scene.subordinate(unit, i) and (text or _person(scene, unit.subjects[i]))
    ]
    if (
        not ahead.endswith(":")
        or not main
        or unit.verbs[main[-1]].span.start > quoted.outer.start
    ):
        return None
    return Said(
        unit.subjects[main[-1]], None, _why(scene, "colon"), sure=False, whole=True
    )


def _person(scene: Scene, actor: Actor) -> bool:
    """Whether a wording stands for people: a body that acts before a colon need not speak."""
    heads = scene.heads(actor.words) if actor.words is not None else []
    return actor.pronoun or not heads or heads[0].mention.type is EntityType.PER


def _medium(scene: Scene, actor: Actor) -> bool:
    """Whether a wording names a medium: it reports, somebody else speaks."""
    return actor.words is not None and any(
        is_medium(scene, k) for k in scene.heads(actor.words)
    )


def _carries(scene: Scene, act: Act) -> bool:
    """Whether a medium only carries what somebody says: "des propos rapportés par l'AFP"."""
    return act.verb is not None and act.verb.tense == "pp" and _medium(scene, act.actor)


def _by(scene: Scene, act: Act, where: str, last: Quote | None) -> Said:
    told = {"cue": act.cue.of(scene.text), "where": _why(scene, where)}
    if act.actor.words is None:
        return Said(
            NOBODY, act.cue, _why(scene, "nobody", **told), act.said, sure=False
        )
    who = brief(act.actor.words.of(scene.text))
    reason = _why(scene, "pronoun" if act.actor.pronoun else "said", who=who, **told)
    sure = bool(act.actor.entities) or not act.actor.pronoun
    goes_on = last is not None and last.cue == act.cue
    return Said(act.actor, act.cue, reason, act.said, goes_on, sure, whole=act.inverted)


def _touches(scene: Scene, act: Act, quoted: Quoted) -> bool:
    """Whether a participle without "par" names right what is quoted: `qualifiée de « stratégique »`."""
    return len(scene.text[act.cue.end : quoted.outer.start].split()) < _TERM - 1


def _straight(scene: Scene, unit: Unit, quoted: Quoted, act: Act) -> bool:
    """Whether a quotation opens its sentence and only a subject stands between it and a verb: `« A », elle a dit`."""
    if act.actor.words is None or _WORD.search(
        scene.text[unit.span.start : quoted.outer.start][:_SEEN]
    ):
        return False
    gap = scene.text[quoted.outer.end : act.actor.words.start]
    return len(gap) < _TERM and not _WORD.search(gap)


def _without_verb(scene: Scene, unit: Unit, last: Quote | None) -> Said:
    """A saying that goes on from the one before, or that a colon announced; else nobody's."""
    silent = Said(NOBODY, None, _why(scene, "silent"), sure=False)
    if not unit.place or any(_WORD.search(w.low) for w in unit.words):
        return silent
    previous = scene.units[unit.place - 1]
    fresh = last is None or last.span.start < previous.span.start
    colon = scene.text[previous.span.end - 1] == ":"
    told = (
        next(iter(previous.subjects.values()), NOBODY)
        if colon
        else _teller(scene, previous)
    )
    if told.entities and (
        colon or (fresh and previous.sentence.block == unit.sentence.block)
    ):
        return Said(
            told,
            None,
            _why(scene, "colon_before" if colon else "told_before"),
            sure=False,
        )
    if last is None or fresh or last.speaker_words is None:
        return silent
    actor = Actor(last.speaker_words, last.speakers)
    return Said(actor, last.cue, _why(scene, "goes_on"), last.said, goes_on=True)


def _teller(scene: Scene, unit: Unit) -> Actor:
    """The one whom everything in a sentence is told of, saying included: "Ada dénonce le projet. « C'est une honte. »"."""
    saying = [a.actor for a in acts(scene, unit)]
    acting = (
        [a for i, a in unit.subjects.items() if unit.verbs[i].finite] if saying else []
    )
    if (
        len({a.entities for a in (*saying, *acting)}) != 1
        or len(saying[-1].entities) != 1
    ):
        return NOBODY
    people = [
        k for k in scene.links_in(unit.span) if k.mention.type is EntityType.PER
    ]  # one accused may answer
    return (
        saying[-1] if all(k.entities == saying[-1].entities for k in people) else NOBODY
    )


def kind_of(scene: Scene, unit: Unit, quoted: Quoted, said: Said) -> QuoteKind:
    """How much is quoted: a clause or more, some words, or a term held at a distance."""
    text = scene.text[
        quoted.span.start : min(quoted.span.end, quoted.span.start + _SEEN)
    ]
    words = tokens(text)
    count = sum(1 for w in words if _WORD.search(w.low))
    capital = text[:1].isupper()
    if _clause(scene, words) or (
        capital
        and (said.whole or said.goes_on or text[-1:] in ".!?…" or count >= _LONG)
    ):
        return QuoteKind.DIRECT
    if count <= _TERM and (not said.actor.words or _named(scene, unit, quoted)):
        return QuoteKind.TERM
    return QuoteKind.FRAGMENT


def _clause(scene: Scene, words: Sequence[Token]) -> bool:
    """Whether the words hold a verb with its subject, rather than end or begin a clause of the journalist's."""
    below = set(scene.speech["subordinators"])
    if any(w.low in scene.grammar.subjects - below for w in words):
        return True
    first = next((v for v in verbs(words, scene.grammar) if v.tense in FINITE), None)
    ahead = {w.low for w in words[: first.first]} if first is not None else set()
    ahead -= scene.grammar.clitics
    return bool(ahead) and not ahead & below


def _named(scene: Scene, unit: Unit, quoted: Quoted) -> bool:
    """Whether the words before say that a name or term follows: `le groupe « Aube »`, `présenté comme une « mission »`."""
    return _titled(scene, unit, quoted) or "comme" in _ahead(scene, unit, quoted)


def _titled(scene: Scene, unit: Unit, quoted: Quoted) -> bool:
    """Whether a noun that takes a name stands right before: `le groupe « Aube »`, `le fameux « axe »`, `la faille « Azur »`."""
    words = scene.text[quoted.span.start : quoted.span.end][:_SEEN].split()
    at = bisect_left([w.start for w in unit.words], quoted.outer.start) - 1
    verb = next((v for v in unit.verbs if v.first <= at <= v.last), None)
    if len(words) > _TERM or (
        verb is not None and verb.reflexive
    ):  # "s'est dite « déçue »"
        return False
    if any(t in scene.speech["distance"] for t in _ahead(scene, unit, quoted)):
        return True
    low = unit.low(at)
    noun = (
        low.isalpha()
        and scene.text[unit.words[at].start].islower()
        and low not in scene.grammar.prepositions
    )
    return (
        noun
        and verb is None
        and len(words) < _NAME
        and all(w[0].isupper() and w[-1].isalnum() for w in words)
    )


def _ahead(scene: Scene, unit: Unit, quoted: Quoted) -> list[str]:
    """The two words before a quotation."""
    start = max(unit.span.start, quoted.outer.start - _AHEAD)
    return [t.low for t in tokens(scene.text, start, quoted.outer.start)][-2:]
