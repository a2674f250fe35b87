"""Finds the words that tell of something happening, and what kind of thing it is."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from builder.annotate.events.moments import dated
from builder.annotate.events.nouns import nouns
from builder.annotate.events.vocabulary import (
    EVENTFUL,
    TOLD,
    Kinds,
    Trigger,
    kinds,
    lists,
)
from builder.lang.words import tokens
from builder.model.article import Span
from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.lang.actors import Actor, Unit
    from builder.lang.discourse import Scene
    from builder.lang.verbs import Phrase, Verb

_RIGHT_AFTER = 15
"""Code points in which a date follows its participle: "signé à Rome le 3 mai"."""

_OBJECT = 7
"""Words after a verb among which its object stands."""

_PERSON = EntityType.PER.value.lower()
"""In `kinds.yml`, any name or office of a person."""

_NAMES = (MentionKind.NAME, MentionKind.ALIAS)

_FALLBACK = "other"
"""The kind of a deed that no word of `kinds.yml` tells."""

_NEXT = frozenset({"aller", "devoir"})
_HEAD = 3
"""Words of a subject among which its noun stands: "l'ancien ministre"."""

_COMPLEMENT = re.compile(r"\s(?:\w{1,20}\s)?(?:des?|du|de la|d['’]|de l['’])\s?")
_SOON = "…"


def find(scene: Scene, unit: Unit, *, headline: bool) -> list[Trigger]:
    """The triggers of one sentence outside its quotations, in the order of the text."""
    known = kinds(scene.pack)
    told = {
        i: t
        for i in range(len(unit.verbs))
        if (t := _by_verb(scene, unit, i, known, headline=headline)) is not None
    }
    carried = [] if headline else list(nouns(scene, unit, known))
    kept = []
    for last, noun in zip([None, *carried], carried, strict=False):
        if last is not None and _COMPLEMENT.fullmatch(
            scene.text, last.span.end, noun.span.start
        ):
            continue  # "la suspension des attaques": no attack
        verb = told.get(noun.verb) if noun.verb is not None else None
        same = verb is not None and noun.subject and verb.kind == noun.kind
        if (
            verb is None
            or same
            or _outranks(unit.verbs[noun.verb or 0].lemmas, verb, noun, known.words)
        ):
            kept.append(noun)
            told = {i: t for i, t in told.items() if same or t is not verb}
    plain = [
        t
        for i, t in told.items()
        if not any(_repeats(unit, i, t, n.span) for n in kept)
    ]
    found = [*plain, *kept]
    return sorted(
        [*found, *([] if headline else _deed(scene, unit, known, found))],
        key=lambda t: t.span,
    )


def _outranks(
    lemmas: frozenset[str],
    verb: Trigger,
    noun: Trigger,
    words: Mapping[str, frozenset[str]],
) -> bool:
    """Whether a noun tells the event rather than its verb: "le décès a été annoncé", "la frappe a fait deux morts".

    Not so in "les frappes ont marqué une pause", "accepter une trêve".
    """
    if noun.subject:
        return (
            noun.kind in words["causes"]
            or verb.kind in words["tolls"]
            or bool(lemmas & words["vehicles"])
        )
    light = lemmas & (words["support"] | words["vehicles"]) and verb.kind not in {
        *words["governing"],
        noun.kind,
    }
    return bool(light) and not verb.span.overlaps(noun.span)


def _repeats(unit: Unit, index: int, verb: Trigger, noun: Span) -> bool:
    """Whether a verb only says that a noun took place: "une attaque a eu lieu", "l'offensive lancée le 3"."""
    if unit.verbs[index].tense == "pp":
        return 0 <= verb.span.start - noun.end < _RIGHT_AFTER
    return verb.kind == _FALLBACK and unit.clause(index).covers(noun)


def _deed(
    scene: Scene, unit: Unit, known: Kinds, found: Sequence[Trigger]
) -> list[Trigger]:
    """What a sentence tells that no word of the data names: main verbs in the perfect that are deeds; others with a day.

    A clause that tells something else has none.
    """
    deeds = []
    for index, verb in enumerate(unit.verbs):
        actor = unit.subject(index)
        if not _telling(unit, index) or verb.negated or habit(scene, unit, index):
            continue
        if scene.subordinate(unit, index) and not (
            verb.tense in TOLD and dated(scene, unit, index, ended=True)
        ):
            continue
        if any(
            unit.clause(index).overlaps(t.span)
            for t in found
            if t.verb is not None or not t.subject
        ):
            continue
        if (
            actor.words is None
            or _says(scene, unit, index)
            or verb.lemmas & known.words["states"]
        ):
            continue
        if (
            verb.tense == "inf"
            and verb.last > verb.first
            and verb.lemmas & known.words["support"]
        ):
            continue  # "annoncer avoir mené"
        named = bool(actor.entities) or not scene.pronominal(actor.words)
        opened = verb.tense == "inf" and dated(scene, unit, index - 1)
        when = named and (
            opened or dated(scene, unit, index, ended=verb.tense != "fut")
        )
        if when or _done_to(scene, unit, verb, actor):
            deeds.append(Trigger(_FALLBACK, verb.span, index, noun=False))
    return deeds


def _says(scene: Scene, unit: Unit, index: int) -> bool:
    """Whether a verb of saying says something: "a relevé que", not "a relevé son niveau d'alerte"."""
    if index not in unit.spoken:
        return False
    verb = unit.verbs[index]
    always = bool(verb.lemmas & lists(scene)["telling"]) or scene.inverted(unit, index)
    return always or unit.low(verb.last + 1) not in scene.speech["articles"]


def _telling(unit: Unit, index: int) -> bool:
    """Whether a verb form tells of a deed by itself: "a fermé", "aurait fermé", "fermera", "va fermer"."""
    verb = unit.verbs[index]
    if verb.tense != "inf":
        return verb.tense in TOLD | {"conditional", "fut"}
    before = unit.verbs[index - 1] if index else verb
    if verb.last > verb.first:
        return index - 1 in unit.spoken  # "annoncer avoir fermé"
    return (
        bool(before.lemmas & _NEXT)
        and before.tense in ("pres", "cond")
        and before.last + 1 == verb.first
    )


def _done_to(scene: Scene, unit: Unit, verb: Verb, actor: Actor) -> bool:
    """Whether somebody did something to something, as far as the words tell: "Lima a fermé le port"."""
    lasting = {*lists(scene)["lasting"], *scene.grammar.before_pronoun}
    if verb.reflexive or any(
        unit.low(i) in lasting for i in range(verb.first - 1, verb.last + 1)
    ):
        return False  # "a bien compris", "n'a cessé"
    if any(v.tense == "inf" and v.first == verb.last + 2 for v in unit.verbs):
        return False  # "a tenu à distinguer"
    after = unit.low(verb.last + 1)
    objects = {*scene.speech["articles"]}
    if actor.entities:  # "Ada a écopé de trois ans"
        objects.update(scene.speech["of"], scene.speech["among"])
    else:
        objects -= scene.grammar.prepositions
    return (
        verb.tense in (*TOLD, "conditional", "inf")
        and (verb.passive or after in objects or after.isdigit())
        and does(scene, actor)
    )


def does(scene: Scene, actor: Actor) -> bool:
    """Whether a subject is somebody known, or somebody or a body that does things: "le juge", "les syndicats"."""
    if actor.words is None or actor.entities:
        return bool(actor.entities)
    doers = lists(scene)["doers"]
    heads = [t.low for t in tokens(scene.text, actor.words.start, actor.words.end)][
        :_HEAD
    ]
    return any(w in doers or w.removesuffix("s") in doers for w in heads)


def _by_verb(
    scene: Scene, unit: Unit, index: int, known: Kinds, *, headline: bool
) -> Trigger | None:
    verb = unit.verbs[index]
    if not _eventful(scene, unit, index, headline=headline) or habit(
        scene, unit, index
    ):
        return None
    beside = _after(scene, unit, verb.last + 1), _patient(scene, unit, index)
    for entry in (
        e for lemma in sorted(verb.lemmas) for e in known.verbs.get(lemma, ())
    ):
        fits = entry.reflexive == verb.reflexive and any(
            _followed(words, entry.rest) for words in beside
        )
        if fits and _fits(scene, unit, index, entry, headline=headline):
            behind = tuple(unit.low(verb.last + 1 + i) for i in range(len(entry.rest)))
            last = unit.words[verb.last + len(entry.rest) * (behind == entry.rest)]
            return Trigger(
                entry.group, Span(verb.span.start, last.end), index, noun=False
            )
    return None


def _fits(
    scene: Scene, unit: Unit, index: int, entry: Phrase, *, headline: bool
) -> bool:
    """Whether a verb in its form tells the event of an entry: a faint one with a day, the present for some kinds only."""
    verb = unit.verbs[index]
    now = verb.tense == "pres" and not _wanted(scene, unit, index)
    faint = entry[1:] in kinds(scene.pack).faint
    if entry.group == "statement" and (not verb.finite or (verb.passive and now)):
        return False
    if headline or not (faint or now):
        return True
    if not dated(scene, unit, index):
        return now and not faint and entry.group in lists(scene)["narrated"]
    idle = now and not does(scene, unit.subject(index))  # "janvier présente un pic"
    return (
        not faint or verb.tense == "pp" or not (idle or scene.subordinate(unit, index))
    )


def _after(scene: Scene, unit: Unit, at: int) -> list[str]:
    """The words after a verb, without those of dates and all but the first of a name; `per` stands for the first word of a person."""
    words = [
        i
        for i in range(at, min(at + 2 * _OBJECT, len(unit.words)))
        if not _passed(scene, unit, i)
    ]
    return [
        _PERSON if _person(scene, unit, i) else unit.low(i) for i in words[:_OBJECT]
    ]


def _patient(scene: Scene, unit: Unit, index: int) -> list[str]:
    """The words of the subject of a passive verb: what the active has after it."""
    words = (
        unit.subject(index).words
        if unit.verbs[index].passive and unit.verbs[index].finite
        else None
    )
    return (
        [t.low for t in tokens(scene.text, words.start, words.end)]
        if words is not None
        else []
    )


def _passed(scene: Scene, unit: Unit, index: int) -> bool:
    """Whether a word is passed over: of a date, its article or comma, or of a name that has begun."""
    at = unit.words[index].start
    link = scene.mention_at(at)
    named = (
        link is not None
        and link.mention.span.start < at
        and link.mention.kind in _NAMES
    )
    beside = [i for i in (index - 1, index + 1) if 0 <= i < len(unit.words)]
    held = unit.low(index) == "," or unit.low(index) in scene.speech["articles"]
    return (
        named
        or scene.dated(at)
        or (held and any(scene.dated(unit.words[i].start) for i in beside))
    )


def _person(scene: Scene, unit: Unit, at: int) -> bool:
    """Whether a person is meant that completes no noun: "a reçu Ada", not "le soutien d'Ada", "le prix Ada Roux"."""
    link = scene.mention_at(unit.words[at].start)
    if (
        link is None
        or link.mention.type is not EntityType.PER
        or unit.low(at - 1) in scene.speech["of"]
    ):
        return False
    held = {
        *scene.speech["articles"],
        *scene.speech["titles"],
        *scene.grammar.prepositions,
        scene.speech["and"],
    }
    before = unit.words[at - 1]
    plain = (
        before.low[0].isalpha() and before.low not in held and not unit.verbal(at - 1)
    )
    return not plain or scene.mention_at(before.start) is not None


def _followed(after: Sequence[str], rest: tuple[str, ...]) -> bool:
    """Whether the words after a verb are those an entry wants: in order, or after `…` any of some within reach."""
    if _SOON not in rest:
        return list(after[: len(rest)]) == list(rest)
    wanted = {
        form
        for word in rest[1:]
        if word != "/"
        for form in (word, f"{word}s", f"{word}x", f"{word}es")
    }
    return any(word in wanted for word in takewhile(lambda w: w[0].isalnum(), after))


def habit(scene: Scene, unit: Unit, index: int) -> bool:
    """Whether a verb tells of what was done again and again, on no day: "a souvent critiqué"."""
    verb, data = unit.verbs[index], lists(scene)
    often = any(
        unit.low(i) in data["habits"] for i in range(verb.first, verb.last)
    ) and not dated(scene, unit, index)
    return (
        often or unit.low(verb.last + 1) in data["each"]
    )  # "se tient chaque année en mai"


def _eventful(scene: Scene, unit: Unit, index: int, *, headline: bool) -> bool:
    """Whether a verb form can tell of one event: present and imperfect only with a day, or in a headline."""
    verb = unit.verbs[index]
    if verb.tense in EVENTFUL:
        return verb.tense != "ger"
    if verb.tense == "pp":
        if verb.lemmas & scene.grammar.with_etre:
            return False  # "200 morts": a noun
        near = scene.datings_in(
            Span(verb.span.end, min(verb.span.end + _RIGHT_AFTER, unit.span.end))
        )
        close = bool(near) and "," not in scene.text[verb.span.end : near[0].span.start]
        return close or (index in unit.subjects and dated(scene, unit, index))
    if (
        headline or verb.passive
    ):  # "sont ouverts" is a state, "sont arrêtés lundi" is none
        return verb.tense == "pres" and (
            headline or dated(scene, unit, index, ended=True)
        )
    if verb.tense == "pres" and (
        _wanted(scene, unit, index) or _narrated(scene, unit, index)
    ):
        return True
    return verb.tense in ("pres", "impf") and dated(scene, unit, index)


def _wanted(scene: Scene, unit: Unit, index: int) -> bool:
    """Whether what looks like a present is a subjunctive: "exiger qu'il signe"."""
    wanted = (
        index
        and unit.verbs[index].tense == "pres"
        and unit.verbs[index - 1].lemmas & lists(scene)["wanting"]
    )
    return bool(wanted) and scene.subordinate(unit, index)


def _narrated(scene: Scene, unit: Unit, index: int) -> bool:
    """Whether the press tells a deed of somebody named in the present: "Lena Fors remporte la course"."""
    actor = unit.subject(index)
    named = bool(actor.entities) and not actor.pronoun
    return (
        named and not unit.verbs[index].negated and not scene.subordinate(unit, index)
    )
