"""Finds the words that tell of something happening, and what kind of thing it is."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.stages.claims.clauses import dated
from builder.stages.claims.nouns import nouns
from builder.stages.claims.vocabulary import EVENTFUL, Kinds, Trigger, kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene

_RIGHT_AFTER = 15
"""Code points in which a date follows its participle: "signé à Rome le 3 mai"."""

_OBJECT = 5
"""Words after a verb among which its object stands."""

_COMPLEMENT = re.compile(r"\s(?:\w{1,20}\s)?(?:des?|du|de la|d['’]|de l['’])\s?")
_SOON = "…"


def find(scene: Scene, unit: Unit, *, headline: bool) -> list[Trigger]:
    """The triggers of one sentence outside its quotations, in the order of the text."""
    known = kinds(scene.pack)
    told = {
        i: t for i in range(len(unit.verbs)) if (t := _by_verb(scene, unit, i, known, headline=headline)) is not None
    }
    carried = [] if headline else list(nouns(scene, unit, known))
    kept = []
    for last, noun in zip([None, *carried], carried, strict=False):
        if last is not None and _COMPLEMENT.fullmatch(scene.text, last.span.end, noun.span.start):
            continue  # "la suspension des attaques": no attack
        if noun.subject and noun.verb in told and told[noun.verb].kind != noun.kind:
            if not (unit.verbs[noun.verb].lemmas & known.vehicles or noun.kind in known.causes):
                continue  # "les frappes ont marqué une pause"
            told.pop(noun.verb)  # "le décès a été annoncé", "un séisme a frappé"
        verb = told.get(noun.verb) if noun.verb is not None and not noun.subject else None
        if verb is None or not verb.span.overlaps(noun.span):
            if verb is not None and verb.kind not in known.governing and _light(unit, verb, known):
                told.pop(noun.verb or 0)
            elif verb is not None:
                continue
            kept.append(noun)
    return sorted([*told.values(), *kept], key=lambda t: t.span)


def _light(unit: Unit, trigger: Trigger, known: Kinds) -> bool:
    """Whether a verb only carries its object: "lancer une offensive", "annoncer un accord"."""
    lemmas = unit.verbs[trigger.verb or 0].lemmas
    return bool(lemmas & (known.support | known.vehicles))


def _by_verb(scene: Scene, unit: Unit, index: int, known: Kinds, *, headline: bool) -> Trigger | None:
    verb = unit.verbs[index]
    if not _eventful(scene, unit, index, headline=headline):
        return None
    after = [w.low for w in unit.words[verb.last + 1 : verb.last + 1 + _OBJECT]]
    for lemma in sorted(verb.lemmas):
        for entry in known.verbs.get(lemma, ()):
            if entry.reflexive != verb.reflexive or not _followed(after, entry.rest):
                continue
            faint = not entry.rest and (lemma, entry.reflexive) in known.faint
            if faint and (verb.tense == "pp" or scene.subordinate(unit, index)):
                continue
            if (entry.kind == "statement" and not verb.finite) or (
                faint and not (headline or dated(scene, unit, index))
            ):
                continue
            plain = 0 if _SOON in entry.rest else len(entry.rest)
            last = unit.words[min(verb.last + plain, len(unit.words) - 1)]
            return Trigger(entry.kind, Span(verb.span.start, last.end), index, noun=False)
    return None


def _followed(after: Sequence[str], rest: tuple[str, ...]) -> bool:
    """Whether the words after a verb are those an entry wants: in order, or after `…` any of some within reach."""
    if _SOON not in rest:
        return list(after[: len(rest)]) == list(rest)
    wanted = {form for word in rest[1:] if word != "/" for form in (word, f"{word}s", f"{word}x")}
    return any(word in wanted for word in takewhile(lambda w: w[0].isalnum(), after))


def _eventful(scene: Scene, unit: Unit, index: int, *, headline: bool) -> bool:
    """Whether a verb form can tell of one event: present and imperfect only with a day, or in a headline."""
    verb = unit.verbs[index]
    if verb.tense in EVENTFUL:
        return verb.tense != "ger"
    if verb.tense == "pp":
        if verb.lemmas & scene.grammar.with_etre:
            return False  # "200 morts": a noun
        near = scene.datings_in(Span(verb.span.end, min(verb.span.end + _RIGHT_AFTER, unit.span.end)))
        close = bool(near) and "," not in scene.text[verb.span.end : near[0].span.start]
        return close or (index in unit.subjects and dated(scene, unit, index))
    wanted = index and verb.tense == "pres" and unit.verbs[index - 1].lemmas & kinds(scene.pack).wanting
    if wanted and scene.subordinate(unit, index):
        return True  # a subjunctive that looks like a present: "exiger qu'il signe"
    if verb.passive and not headline:
        return False  # "sont ouverts": a state
    return (headline and verb.tense == "pres") or (verb.tense in ("pres", "impf") and dated(scene, unit, index))
