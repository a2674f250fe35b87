"""Finds who says something in a sentence, by verb or by frame, and through which medium."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.actors import NOBODY, Actor, Unit
from builder.lang.subjects import apposed, phrase_from
from builder.lang.verbs import Phrase, Verb, phrases
from builder.model.article import Span
from builder.model.mention import EntityType, Link

if TYPE_CHECKING:
    from builder.lang.discourse import Scene
    from builder.lang.pack import LanguagePack
    from builder.model.dates import Timex

_NEAR = 40
"""Code points at most between a verb of saying and the day of the saying."""


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody says something: the words that tell, who, and in what manner."""

    cue: Span
    manner: str
    """`say`, `act`, `deny`, `demand`, `promise` (the lists of `speech.yml`), or `according` for frames."""

    actor: Actor
    inverted: bool = False
    """After or inside what is said: `…, a-t-il dit`."""

    said: Timex | None = None
    verb: Verb | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the language pack knows of saying, compiled."""

    verbs: dict[str, tuple[Phrase, ...]]
    """Infinitive → verbs of each manner."""

    according: re.Pattern[str]
    own: re.Pattern[str]
    persons: re.Pattern[str]
    excluded: re.Pattern[str]
    media: re.Pattern[str]
    carried: re.Pattern[str]
    """`selon`, `sur`, `via la plateforme` … at the end of the words before a medium."""


@lru_cache(maxsize=4)
def lexicon(pack: LanguagePack) -> Lexicon:
    """Compile `speech.yml`."""
    data = pack.data("speech")
    frames = "|".join(map(_spaced, sorted(data["media_frames"], key=len, reverse=True)))
    return Lexicon(
        phrases(pack.data("reporting").items()),
        according=phrases_pattern(data["according"]),
        own=phrases_pattern(data["according_self"]),
        persons=phrases_pattern(data["according_person"]),
        excluded=phrases_pattern(data["according_not"]),
        carried=re.compile(
            rf"(?<!\w)(?:{frames})\s(?:[^\W\d_]+['’\s]){{0,6}}$", re.IGNORECASE
        ),
        media=re.compile(
            rf"\b(?:{'|'.join(map(re.escape, data['media_heads']))})\b", re.IGNORECASE
        ),
    )


def _spaced(phrase: str) -> str:
    """A pattern for a phrase with either apostrophe and any single white space."""
    return re.escape(phrase).replace(r"\ ", r"\s").replace("'", "['’]")


def phrases_pattern(words: list[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases as whole words; either apostrophe, any single white space."""
    longest = sorted(words, key=len, reverse=True)
    body = "|".join(
        re.sub(r"\\sde$", r"\\s(?:de|du|des|d['’])", _spaced(p)) for p in longest
    )
    return re.compile(rf"(?<![\w-])(?:{body})(?:(?<=['’])|(?![\w-]))", re.IGNORECASE)


def acts(scene: Scene, unit: Unit) -> list[Act]:
    """Everything in a sentence, outside its quotations, that says who says; in the order of the text."""
    known = lexicon(scene.pack)
    found = [
        a
        for i in range(len(unit.verbs))
        if (a := _by_verb(scene, unit, i, known)) is not None
    ]
    return sorted([*found, *_frames(scene, unit, known)], key=lambda a: a.cue)


def _by_verb(scene: Scene, unit: Unit, index: int, known: Lexicon) -> Act | None:
    verb = unit.verbs[index]
    inverted = scene.inverted(unit, index)
    for lemma in sorted(verb.lemmas):
        for manner, _, reflexive, rest in known.verbs.get(lemma, ()):
            if reflexive and not verb.reflexive:
                continue
            after = tuple(unit.low(verb.last + 1 + i) for i in range(len(rest)))
            if after != rest or (manner == "incise" and not inverted):
                continue
            last = unit.words[min(verb.last + len(rest), len(unit.words) - 1)]
            cue = Span(verb.span.start, last.end)
            actor = (
                unit.agents.get(index, NOBODY) if verb.passive else unit.subject(index)
            )
            return Act(cue, manner, actor, inverted, _said(scene, unit, cue), verb)
    if inverted and verb.finite and scene.closes_before(unit, verb):
        return Act(
            verb.span,
            "incise",
            unit.subject(index),
            inverted,
            _said(scene, unit, verb.span),
            verb,
        )
    return None


def _said(scene: Scene, unit: Unit, cue: Span) -> Timex | None:
    """The day of a saying: beside its verb, or at the head of the sentence."""
    near = [
        d
        for d in scene.datings_in(Span(cue.end, min(cue.end + _NEAR, unit.span.end)))
        if d.date is not None
    ]
    if near and not re.search(r"[,;:]|\bqu", scene.text[cue.end : near[0].span.start]):
        return near[0]
    ahead = [
        d
        for d in scene.datings_in(Span(unit.span.start, cue.start))
        if d.date is not None
    ]
    if ahead and ahead[0].span.start - unit.span.start < 4:  # noqa: PLR2004
        return ahead[0]
    return None


def _frames(scene: Scene, unit: Unit, known: Lexicon) -> list[Act]:
    """`selon X`, `aux yeux de X`, `à ses yeux`, and `Pour X, …` at the head of a clause."""
    found: list[Act] = []
    taken = unit.span.start
    for match in known.own.finditer(scene.text, unit.span.start, unit.span.end):
        cue = Span(*match.span())
        if not scene.inside_quote(cue.start):
            found.append(Act(cue, "according", _own(scene, unit, cue)))
            taken = cue.end
    for pattern, strict in ((known.according, False), (known.persons, True)):
        for match in pattern.finditer(scene.text, unit.span.start, unit.span.end):
            act = _frame(scene, unit, match, known, strict=strict)
            if act is not None and (act.cue.start >= taken or not found):
                found.append(act)
    return found


def _own(scene: Scene, unit: Unit, cue: Span) -> Actor:
    """Whoever was spoken of last: gender and number by the pronoun, where there is one."""
    last = cue.of(scene.text).split()[-1].lower()
    forms = [
        scene.speech["pronouns"].get(last, "mp" if "leur" in cue.of(scene.text) else "")
    ]
    actors = [
        scene.antecedent(unit, f, cue) for f in (forms if forms[0] else ("ms", "fs"))
    ]
    return next((a for a in actors if a.entities), actors[0])


def _frame(
    scene: Scene, unit: Unit, match: re.Match[str], known: Lexicon, *, strict: bool
) -> Act | None:
    cue = Span(*match.span())
    if scene.inside_quote(cue.start) or known.excluded.match(
        scene.text, _skip(scene.text, cue.end), unit.span.end
    ):
        return None
    at = next((i for i, w in enumerate(unit.words) if w.start >= cue.end), None)
    actor = (
        scene.who(unit, apposed(scene, unit, phrase_from(scene, unit, at)))
        if at is not None
        else None
    )
    if (
        actor is None
        or actor.words is None
        or (strict and not _stands_alone(scene, unit, cue, actor, actor.words))
    ):
        return None
    return Act(cue, "according", actor)


def _stands_alone(
    scene: Scene, unit: Unit, cue: Span, actor: Actor, words: Span
) -> bool:
    """Whether `pour X` opens the clause and names an actor: "Pour Trump, …", never "pour la paix"."""
    comma = scene.text.find(",", words.end, words.end + 2) + 1
    if not actor.entities and not (
        comma and scene.inside_quote(_skip(scene.text, comma))
    ):
        return False
    opens = (
        cue.start == unit.span.start
        or scene.text[max(unit.span.start, cue.start - 2) : cue.start].strip() == ","
    )
    return opens and scene.text[words.end : words.end + 2].lstrip().startswith(",")


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def reporters(scene: Scene, unit: Unit) -> list[tuple[Span, tuple[str, ...]]]:
    """The media of a sentence through which something is said or known: words, and entity ids where known."""
    carried, text = lexicon(scene.pack).carried, scene.text
    outside = [
        k
        for k in scene.links_in(unit.span)
        if not scene.inside_quote(k.mention.span.start)
    ]
    media = [(k.mention.span, k.entities) for k in outside if is_medium(scene, k)]
    return sorted(
        m
        for m in media
        if carried.search(text[max(unit.span.start, m[0].start - 60) : m[0].start])
    )


def is_medium(scene: Scene, link: Link) -> bool:
    """Whether a name is that of a paper, agency, broadcaster or network."""
    known = scene.entities.get(link.entities[0]) if link.entities else None
    if EntityType.MEDIA in (link.mention.type, known and known.type):
        return True
    media = lexicon(scene.pack).media
    if media.fullmatch(link.mention.surface.split(" ")[0]):
        return True
    ahead = scene.text[
        max(0, link.mention.span.start - 40) : link.mention.span.start
    ].split(",")[-1]
    words = ahead.replace("’", "'").replace("'", " ").split()
    return link.mention.type not in (EntityType.PER, EntityType.LOC) and any(
        media.fullmatch(w) for w in words[-4:]
    )
