"""Tells a place from the power that sits there, and ties demonyms to their states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, Link, Mention, MentionKind, Status, Verdict
from builder.stages.link.scene import offsets
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.lang.verbs import Verb
    from builder.model.entity import Entity
    from builder.stages.link.rules import Stems
    from builder.stages.link.scene import Line, Scene

_ARTICLES = frozenset(("le", "la", "l'", "les"))
_CUTS = frozenset((",", ";", ":", "(", ")", "«", "»", "“", "”", '"'))
_LISTS = (",", "et", ", le", ", la", "et le", "et la")
_REACH = 8
"""Words at most between "à Moscou" and what governs it."""

_OF_REACH = 3
"""Words at most before "de Moscou" that say what it is the … of."""

_MODAL = 2
"""Words at most between "vient" and "de subir"."""

_APART = 3
"""Words at most between a subject and its verb."""


def read_places(scene: Scene, names: Sequence[Link]) -> list[Link]:
    """The same links, those of seats and capitals read as the place or as the power, in the order of the text."""
    found: list[Link] = []
    for n, link in enumerate(names):
        place = _seat(scene, link)
        if place is None or link.verdict is not Verdict.LINKED or link.mention.type is EntityType.PER:
            found.append(link)
            continue
        reading = _reading(scene, link, found[-1] if found else None, names[n + 1] if n + 1 < len(names) else None)
        if not reading and not place.capital_of:
            reading = "stands"
        doubtful = not reading or (reading == "may" and not _spoken_of(scene, place))
        if reading in ("acts", "may", "stands"):
            link = _power(scene, link, place, "stands" if reading == "stands" else "acts")  # noqa: PLW2901 - read anew
        found.append(_doubted(scene, link) if doubtful else link)
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
        if place is None or link.mention.status is not Status.UNSURE or link.mention.kind is MentionKind.METONYM:
            continue
        between = scene.article.text[link.mention.span.end : after.mention.span.start].strip(" \u00a0")
        if after.mention.kind is MentionKind.METONYM and between in _LISTS:
            certain = replace(link, mention=replace(link.mention, status=Status.MACHINE))
            links[n] = _power(scene, certain, place, "acts")
    return links


def _spoken_of(scene: Scene, place: Entity) -> bool:
    """Whether the article names the state of a city elsewhere: without it, the city may act for itself."""
    return not place.capital_of or not scene.spoken_of.isdisjoint((place.stands_for, place.country))


def _doubted(scene: Scene, link: Link) -> Link:
    mention = replace(link.mention, status=Status.UNSURE)
    return replace(link, mention=mention, reasons=(*link.reasons, scene.say("place-doubt")))


def _power(scene: Scene, link: Link, place: Entity, reading: str) -> Link:
    mention = replace(link.mention, kind=MentionKind.METONYM, rule=f"metonym:{reading}")
    reason = scene.say(reading, name=place.stands_for)
    return Link(mention, Verdict.LINKED, (place.stands_for,), (reason,), literal=link.entities)


def _reading(scene: Scene, link: Link, before: Link | None, after: Link | None) -> str:
    """`acts`, `may` (the city itself may act so), `stands` or `place`; empty where the text does not decide."""
    line, known = scene.at(link.mention.span.start), scene.rules.places
    dateline = scene.article.dateline
    if line is None or (dateline is not None and dateline.overlaps(link.mention.span)):
        return "place"
    start, stop = line.indices(link.mention.span)
    head = start - (line.key(start - 1) in _ARTICLES or line.key(start - 1).isdigit())
    head -= line.key(head - 1) in _ARTICLES  # "devant le 10 Downing Street"
    if line.key(head - 1) == "entre" and after is not None and _only_place(scene, after):
        return "place"
    if line.key(head - 2) in known["capital"]:
        return "place"  # "la capitale somalienne Mogadiscio"
    reading = _coordinated(line, head, before) or _by_preposition(line, head, stop, known)
    return _by_verb(line, head, stop, known) if reading == "bare" else reading


def _only_place(scene: Scene, link: Link) -> bool:
    """Whether a name is a place that stands for nothing: "entre Téhéran et Machhad" is a way, not a quarrel."""
    known = scene.kb.entities.get(link.entities[0]) if link.entities else None
    if link.mention.type is not EntityType.LOC:
        return False
    return known is None or not (known.stands_for or known.id in scene.kb.states)


def _coordinated(line: Line, head: int, before: Link | None) -> str:
    """`Moscou et Kiev`: the second is read as the first."""
    if before is None or line.key(head - 1) not in ("et", "ou", "ni"):
        return ""
    if before.mention.type is EntityType.PER or line.index(before.mention.span.end) != head - 1:
        return ""
    if before.mention.kind is MentionKind.METONYM:
        return "stands"
    return "place" if before.mention.span.start >= line.span.start and before.mention.status is Status.MACHINE else ""


def _by_preposition(line: Line, head: int, stop: int, known: Mapping[str, Stems]) -> str:
    """What the preposition says; `bare` where there is none, empty where it does not decide."""
    at, word = head - 1, line.key(head - 1)
    if word in ("a", "au", "sur", "contre", "vers") and _is_preposition(line, at):
        return _governed(line, at, stop, known) or ("" if word == "contre" else "place")
    if word in ("de", "d'", "du"):
        return _of(line, at, known) or ("" if line.key(head) in _ARTICLES or word == "du" else "place")
    if word == "par":
        return "place" if line.key(at - 1) in known["passing"] else "stands"
    if word in ("pour", "entre") and _governed(line, at, stop, known) == "place":
        return "place"
    for name, reading in (("of_place", "place"), ("place_prepositions", "place"), ("power_prepositions", "stands")):
        if word in known[name]:
            return reading
    return "bare"


def _is_preposition(line: Line, at: int) -> bool:
    """Whether `a` is the preposition: "à" in small letters or "À"; the verb "a" has no accent."""
    return line.key(at) != "a" or line.words[at].low == "à" or at == 0


def _governed(line: Line, at: int, stop: int, known: Mapping[str, Stems]) -> str:
    """The nearest word to the left that takes a power or a place after it; an infinitive after it takes a power."""
    verb = next(iter(line.verbs_from(stop, 1)), None) if line.key(stop) in ("de", "d'") else None
    if verb is not None and verb.first == stop + 1 and verb.tense == "inf":
        return "stands"
    return _nearest(line, at, _REACH, known["to_place"], known["to_power"])


def _of(line: Line, at: int, known: Mapping[str, Stems]) -> str:
    return _nearest(line, at, _OF_REACH, known["of_place"], known["of_power"])


def _nearest(line: Line, at: int, reach: int, place: Stems, power: Stems) -> str:
    """What the nearest word of two lists before a word says; empty where a sign or nothing comes first."""
    for key in reversed(line.keys[max(at - reach, 0) : at]):
        if key in _CUTS:
            return ""
        if key in place or key in power:
            return "place" if key in place else "stands"
    return ""


def _by_verb(line: Line, head: int, stop: int, known: Mapping[str, Stems]) -> str:
    """Subject of the verb after it, else object or inverted subject of the verb before it."""
    after = line.verbs_from(stop)
    if after and after[0].finite and _next_to(line, stop, after[0].first):
        main = after[-1] if after[-1].tense == "inf" and after[-1].first <= after[0].last + _MODAL else after[0]
        undergoes = _is(main, known["struck"]) and (main.passive or "subir" in main.lemmas)
        if undergoes or _is(main, known["of_city"]):
            return "" if "être" in main.lemmas else "place"
        return "may" if _is(main, known["city_too"]) else "acts"
    if line.key(stop) in ("et", "comme") and after and after[0].finite:
        return "acts" if after[0].plural else "stands"
    before = line.verb_before(head)
    if before is not None and before.last == head - 1:
        return "place" if _is(before, known["struck"]) or _is(before, known["visited"]) else "stands"
    return ""


def _is(verb: Verb, listed: Stems) -> bool:
    return any(fold(lemma) in listed for lemma in verb.lemmas)


def _next_to(line: Line, stop: int, first: int) -> bool:
    """Whether only an insertion between commas, clitics or short adverbs part a subject from its verb."""
    between = line.keys[stop:first]
    if between[:1] == [","] and between[-1:] != [","] and "," in between[1:]:
        between = between[len(between) - between[::-1].index(",") :]
    elif between[:1] == [","] and between[-1:] == [","] and len(between) <= _REACH:
        between = []
    return len(between) <= _APART and not any(k in _CUTS or k in ("qui", "que", "et", "dont") for k in between)


def demonyms(scene: Scene, taken: Iterable[Span]) -> Iterator[Link]:
    """A link for every demonym outside the spans that other marks have taken."""
    used = offsets(taken)
    for line in scene.lines:
        for at, word in enumerate(line.words):
            states = scene.kb.demonyms.get(word.low, ())
            parts = () if states else _compound(scene, word.low)
            if (states or parts) and word.start not in used and not _language(scene, line, at):
                yield _demonym(scene, Span(word.start, word.end), states, parts)


def _compound(scene: Scene, word: str) -> tuple[str, ...]:
    """States that `franco-allemand` names; empty for another word."""
    first, _, last = word.rpartition("-")
    head, states = scene.rules.data["compounds"].get(first), scene.kb.demonyms.get(last)
    return (head, *states) if head and states else ()


def _language(scene: Scene, line: Line, at: int) -> bool:
    """`en russe`, `à la française`: a language or a manner."""
    known, manner = scene.rules.places, " ".join(line.keys[max(at - 2, 0) : at])
    return not line.words[at].capital and (line.key(at - 1) in known["languages"] or manner in known["manner"])


def _demonym(scene: Scene, span: Span, states: tuple[str, ...], parts: tuple[str, ...]) -> Link:
    mention = Mention(span, span.of(scene.article.text), MentionKind.DEMONYM, EntityType.NORP, "kb:demonym")
    named = tuple(i for i in states if i in scene.named)
    ids = parts or (named if len(named) == 1 else states)
    if parts or len(ids) == 1:
        names = " et ".join(scene.entity(i).name for i in ids)
        return Link(mention, Verdict.LINKED, ids, (scene.say("demonym", name=names),))
    unsure = replace(mention, status=Status.UNSURE)
    return Link(unsure, Verdict.AMBIGUOUS, states, (scene.say("demonym-shared"),))
