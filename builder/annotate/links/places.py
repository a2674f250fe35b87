"""Tells a place from the power that sits there, and ties demonyms to their states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.scene import OF, Line, Scene, offsets
from builder.model.article import Span
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.annotate.links.rules import Stems
    from builder.lang.verbs import Verb
    from builder.model.entity import Entity

_REACH = {"to": 8, "of": 3, "by": 1, "alone": 0}
"""Words at most between a preposition before a place and what governs it, by kind of preposition."""

_INSERTED = 8
"""Words at most of an insertion between commas."""

_MODAL = 2
"""Words at most between "vient" and "de subir"."""

_APART = 3
"""Words at most between a subject and its verb."""


def read_places(scene: Scene, names: Sequence[Link]) -> list[Link]:
    """The same links, those of seats and capitals read as the place or as the power, in the order of the text."""
    found: list[Link] = []
    for n, link in enumerate(names):
        place = _seat(scene, link)
        if (
            place is None
            or link.verdict is not LinkStatus.LINKED
            or link.mention.type is EntityType.PER
        ):
            found.append(link)
            continue
        reading = _reading(
            scene,
            link,
            found[-1] if found else None,
            names[n + 1] if n + 1 < len(names) else None,
        )
        if not reading and not place.capital_of:
            reading = "stands"
        if (
            reading == "may"
        ):  # without its state in the article, the city, its council or its club
            known = not place.capital_of or scene.spoken_of & {
                place.stands_for,
                place.country,
            }
            reading = "acts" if known else ""
        if reading in ("acts", "stands"):
            found.append(_power(scene, link, place, reading))
        else:
            found.append(link if reading else _doubted(scene, link))
    return _listed(scene, found)


def _seat(scene: Scene, link: Link) -> Entity | None:
    """The place linked to, where a power sits there."""
    place = scene.kb.entities.get(link.entities[0]) if link.entities else None
    return place if place is not None and place.stands_for else None


def _listed(scene: Scene, links: list[Link]) -> list[Link]:
    """`Londres, Washington et Berlin ont condamné …`: those before the last act as it does."""
    for n in range(len(links) - 2, -1, -1):
        link, after = links[n], links[n + 1]
        place = _seat(scene, link)
        if (
            place is None
            or link.mention.status is not Status.UNSURE
            or link.mention.kind is MentionKind.METONYM
        ):
            continue
        between = scene.article.text[
            link.mention.span.end : after.mention.span.start
        ].strip(" \u00a0")
        if (
            after.mention.kind is MentionKind.METONYM
            and between in scene.rules.data["lists"]
        ):
            certain = replace(
                link, mention=replace(link.mention, status=Status.MACHINE)
            )
            links[n] = _power(scene, certain, place, "acts")
    return links


def _doubted(scene: Scene, link: Link) -> Link:
    mention = replace(link.mention, status=Status.UNSURE)
    return replace(
        link, mention=mention, reasons=(*link.reasons, scene.say("place-doubt"))
    )


def _power(scene: Scene, link: Link, place: Entity, reading: str) -> Link:
    mention = replace(link.mention, kind=MentionKind.METONYM, rule=f"metonym:{reading}")
    reason = scene.say(reading, name=place.stands_for)
    return Link(
        mention,
        LinkStatus.LINKED,
        (place.stands_for,),
        (reason,),
        literal=link.entities,
    )


def _reading(scene: Scene, link: Link, before: Link | None, after: Link | None) -> str:
    """`acts`, `may` (the city, its council or its club may act so), `stands` or `place`; empty where the text does not decide."""
    line, known = scene.at(link.mention.span.start), scene.rules.places
    dateline = scene.article.dateline
    if line is None or (dateline is not None and dateline.overlaps(link.mention.span)):
        return "place"
    start, stop = line.indices(link.mention.span)
    head = start - (
        line.key(start - 1) in known["articles"] or line.key(start - 1).isdigit()
    )
    head -= line.key(head - 1) in known["articles"]  # "devant le 10 Downing Street"
    if (
        line.key(head - 1) == "entre"
        and after is not None
        and _only_place(scene, after)
    ):
        return "place"
    if line.key(head - 2) in known["capital"]:
        return "place"  # "la capitale somalienne Mogadiscio"
    reading = _coordinated(line, head, before, known) or _by_preposition(
        scene, line, head, stop
    )
    return _by_verb(line, head, stop, known) if reading == "bare" else reading


def _only_place(scene: Scene, link: Link) -> bool:
    """Whether a name is a place that stands for nothing: "entre Téhéran et Machhad" is a way, not a quarrel."""
    known = scene.kb.entities.get(link.entities[0]) if link.entities else None
    is_power = known is not None and (known.stands_for or known.id in scene.kb.states)
    return link.mention.type is EntityType.LOC and not is_power


def _coordinated(
    line: Line, head: int, before: Link | None, known: Mapping[str, Stems]
) -> str:
    """`Moscou et Kiev`: the second is read as the first."""
    if before is None or line.key(head - 1) not in known["joining"]:
        return ""
    if (
        before.mention.type is EntityType.PER
        or line.index(before.mention.span.end) != head - 1
    ):
        return ""
    if before.mention.kind is MentionKind.METONYM:
        return "stands"
    return (
        "place"
        if before.mention.span.start >= line.span.start
        and before.mention.status is Status.MACHINE
        else ""
    )


def _by_preposition(scene: Scene, line: Line, head: int, stop: int) -> str:
    """What the preposition and the word that governs it say; `bare` where there is none, empty where it does not decide."""
    known, word = scene.rules.places, line.words[head - 1].low if head else ""
    word = "à" if word == "a" and head == 1 else word
    for governs, readings in scene.rules.data["prepositions"].items():
        if word in readings:
            if governs == "to" and _infinitive(line, stop):
                return "stands"
            open_ = governs == "of" and line.key(head) in known["articles"]
            governed = _nearest(line, head - 1, _REACH[governs], f"{governs}_", known)
            return governed or ("" if open_ else str(readings[word]))
    return "place" if line.key(head - 1) in known["of_place"] else "bare"


def _infinitive(line: Line, stop: int) -> bool:
    """`pour Moscou de négocier`: whoever is to do it is a power."""
    verb = next(iter(line.verbs_from(stop, 1)), None) if line.key(stop) in OF else None
    return verb is not None and verb.first == stop + 1 and verb.tense == "inf"


def _nearest(
    line: Line, at: int, reach: int, governs: str, known: Mapping[str, Stems]
) -> str:
    """What the nearest word of two lists before a preposition says; empty where a sign or nothing comes first."""
    for key in reversed(line.keys[max(at - reach, 0) : at]):
        if key in known["signs"]:
            return ""
        if key in known[f"{governs}place"]:
            return "place"
        if key in known.get(f"{governs}power", ()):
            return "stands"
    return ""


def _by_verb(line: Line, head: int, stop: int, known: Mapping[str, Stems]) -> str:
    """Subject of the verb after it, else object or inverted subject of the verb before it."""
    after = line.verbs_from(stop)
    if after and after[0].finite and _next_to(line, stop, after[0].first, known):
        main = (
            after[-1]
            if after[-1].tense == "inf" and after[-1].first <= after[0].last + _MODAL
            else after[0]
        )
        if _is(main, known["is"]):
            return ""
        if (
            _is(main, known["undergoes"])
            or (main.passive and _is(main, known["struck"]))
            or _is(main, known["of_city"])
        ):
            return "place"
        return "may" if _is(main, known["city_too"]) else "acts"
    if line.key(stop) in known["alongside"] and after and after[0].finite:
        return "acts" if after[0].plural else "stands"
    before = line.verb_before(head)
    if before is not None and before.last == head - 1:
        return (
            "place"
            if _is(before, known["struck"]) or _is(before, known["visited"])
            else "stands"
        )
    return ""


def _is(verb: Verb, listed: Stems) -> bool:
    return any(fold(lemma) in listed for lemma in verb.lemmas)


def _next_to(line: Line, stop: int, first: int, known: Mapping[str, Stems]) -> bool:
    """Whether only an insertion between commas, clitics or short adverbs part a subject from its verb."""
    between = line.keys[stop:first]
    if between[:1] == [","] and between[-1:] != [","] and "," in between[1:]:
        between = between[len(between) - between[::-1].index(",") :]
    elif between[:1] == [","] and between[-1:] == [","] and len(between) <= _INSERTED:
        between = []
    return len(between) <= _APART and not any(
        k in known["signs"] or k in known["relative"] for k in between
    )


def demonyms(scene: Scene, taken: Iterable[Span]) -> Iterator[Link]:
    """A link for every demonym outside the spans that other marks have taken."""
    used = offsets(taken) | scene.idiomatic
    for line in scene.lines:
        for at, word in enumerate(line.words):
            states = scene.kb.demonyms.get(word.low, ())
            parts = () if states else _compound(scene, word.low)
            if (
                (states or parts)
                and word.start not in used
                and not _language(scene, line, at)
            ):
                yield _demonym(scene, Span(word.start, word.end), states, parts)


def _compound(scene: Scene, word: str) -> tuple[str, ...]:
    """States that `franco-allemand` names; empty for another word."""
    first, _, last = word.rpartition("-")
    head, states = scene.rules.data["compounds"].get(first), scene.kb.demonyms.get(last)
    return (head, *states) if head and states else ()


def _language(scene: Scene, line: Line, at: int) -> bool:
    """`en russe`, `à la française`: a language or a manner."""
    known, manner = scene.rules.places, " ".join(line.keys[max(at - 2, 0) : at])
    return not line.words[at].capital and (
        line.key(at - 1) in known["languages"] or manner in known["manner"]
    )


def _demonym(
    scene: Scene, span: Span, states: tuple[str, ...], parts: tuple[str, ...]
) -> Link:
    mention = Mention(
        span,
        span.of(scene.article.text),
        MentionKind.DEMONYM,
        EntityType.NORP,
        "kb:demonym",
    )
    named = tuple(i for i in states if i in scene.named)
    ids = parts or (named if len(named) == 1 else states)
    if parts or len(ids) == 1:
        names = " et ".join(scene.entity(i).name for i in ids)
        return Link(
            mention, LinkStatus.LINKED, ids, (scene.say("demonym", name=names),)
        )
    unsure = replace(mention, status=Status.UNSURE)
    return Link(unsure, LinkStatus.AMBIGUOUS, states, (scene.say("demonym-shared"),))
