"""Finds the words that tell of something happening, and what kind of thing it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.speech import phrases_pattern
from builder.lang.verbs import bare
from builder.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.discourse import Scene, Unit
    from builder.lang.pack import LanguagePack
    from builder.lang.verbs import Verb

_AHEAD = 40
"""Code points looked at before a noun for "après", "lors de", "l'éventualité de"."""

_BESIDE = 60
"""Code points after a noun in which a date belongs to it."""

_TOLD = frozenset({"perfect", "past", "pluperfect"})
_EVENTFUL = _TOLD | {"fut", "future", "conditional", "cond", "subj", "subjunctive", "inf", "ger"}


class _Entry(NamedTuple):
    kind: str
    reflexive: bool
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """`kinds.yml`, compiled."""

    verbs: dict[str, tuple[_Entry, ...]]
    nouns: re.Pattern[str]
    kind_of: dict[str, str]
    """Name of a group of `nouns` → kind."""

    excluded: dict[str, re.Pattern[str]]
    weak: frozenset[str]
    support: frozenset[str]
    presupposing: re.Pattern[str]
    shadows: tuple[tuple[str, re.Pattern[str]], ...]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an event of one kind."""

    kind: str
    span: Span
    verb: int | None
    """Index of the verb that tells it, or that carries the noun; none for a noun that a date or "après" carries."""

    noun: bool
    subject: bool = False
    """The noun is the subject of its verb: denying the verb does not deny the event."""

    shadow: str = ""
    """`hypothetical`, `demanded` or `planned` where a noun before says so: "l'éventualité de sanctions"."""


@lru_cache(maxsize=4)
def kinds(pack: LanguagePack) -> Kinds:
    """Compile `kinds.yml`."""
    data = pack.data("kinds")
    verbs: dict[str, list[_Entry]] = {}
    groups, kind_of = [], {}
    for number, (kind, entry) in enumerate(data["kinds"].items()):
        for phrase in entry["verbs"]:
            lemma, reflexive, rest = bare(phrase)
            verbs.setdefault(lemma, []).append(_Entry(kind, reflexive, rest))
        if entry["nouns"]:
            groups.append(f"(?P<k{number}>{'|'.join(map(_noun, sorted(entry['nouns'], key=len, reverse=True)))})")
            kind_of[f"k{number}"] = kind
    return Kinds(
        {k: tuple(sorted(v, key=lambda e: (-len(e.rest), not e.reflexive))) for k, v in verbs.items()},
        re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE),
        kind_of,
        {
            k: re.compile("|".join(_words(p) for p in e["not"]), re.IGNORECASE)
            for k, e in data["kinds"].items()
            if e["not"]
        },
        frozenset(k for k, e in data["kinds"].items() if e.get("weak")),
        frozenset(bare(p)[0] for p in data["support"]),
        re.compile(
            rf"{phrases_pattern(data['presupposing']).pattern}\s?(?:[\w'’-]+\s){{0,3}}(?:[ld]['’])?$", re.IGNORECASE
        ),
        tuple((name, phrases_pattern(words)) for name, words in data["shadows"].items()),
        tuple(data["kinds"]),
    )


def _noun(phrase: str) -> str:
    """A pattern for a noun phrase in singular or plural; words in parentheses are optional."""
    parts: list[str] = []
    for word in phrase.split():
        body = re.escape(word.strip("()")).replace("'", "['’]")
        body += "" if word.endswith(("'", "s")) else "[sx]?"
        parts.append(rf"(?:\s{body})?" if word.startswith("(") else (rf"\s{body}" if parts else body))
    return "".join(parts)


def _words(phrase: str) -> str:
    return phrase.replace("d'", "d['’]").replace("l'", "l['’]") if "[" not in phrase else phrase


def find(scene: Scene, unit: Unit, *, headline: bool) -> list[Trigger]:
    """The triggers of one sentence outside its quotations, in the order of the text."""
    known = kinds(scene.pack)
    found = [t for i in range(len(unit.verbs)) if (t := _by_verb(scene, unit, i, known, headline=headline)) is not None]
    taken = [unit.verbs[t.verb].span for t in found if t.verb is not None]
    found += [t for t in _nouns(scene, unit, known) if not any(t.span.overlaps(s) for s in taken)]
    return sorted(found, key=lambda t: t.span)


def _by_verb(scene: Scene, unit: Unit, index: int, known: Kinds, *, headline: bool) -> Trigger | None:
    verb = unit.verbs[index]
    if not _eventful(scene, unit, index, headline=headline):
        return None
    after = [w.low for w in unit.words[verb.last + 1 : verb.last + 5]]
    for lemma in sorted(verb.lemmas):
        for entry in known.verbs.get(lemma, ()):
            if entry.reflexive != verb.reflexive and (entry.reflexive or not verb.passive):
                continue
            if after[: len(entry.rest)] != list(entry.rest):
                continue
            last = unit.words[min(verb.last + len(entry.rest), len(unit.words) - 1)]
            return Trigger(entry.kind, Span(verb.span.start, last.end), index, noun=False)
    return None


def _eventful(scene: Scene, unit: Unit, index: int, *, headline: bool) -> bool:
    """Whether a verb form can tell of one event: present and imperfect only with a day, or in a headline."""
    verb = unit.verbs[index]
    if verb.tense in _EVENTFUL and not (verb.tense in ("pres", "impf") and verb.passive):
        return True
    if verb.tense == "pp":
        return dated(scene, unit, index) or (scene.agent(unit, verb) is not None and dated(scene, unit, index))
    return verb.tense in ("pres", "impf") and ((headline and verb.tense == "pres") or dated(scene, unit, index))


def dated(scene: Scene, unit: Unit, index: int) -> bool:
    """Whether an expression of time stands in the clause of a verb."""
    return any(
        d.moment is not None for d in scene.datings_in(clause(unit, index)) if not scene.inside_quote(d.span.start)
    )


def clause(unit: Unit, index: int) -> Span:
    """The clause of a verb: from the sign or conjunction before its subject to the one before the next clause."""
    verb = unit.verbs[index]
    start = unit.span.start if not index else _boundary(unit, unit.verbs[index - 1], verb, index)
    following = next((i for i in range(index + 1, len(unit.verbs)) if unit.verbs[i].finite), None)
    end = (
        unit.span.end
        if following is None
        else _boundary(unit, unit.verbs[following - 1], unit.verbs[following], following)
    )
    return Span(start, max(end, verb.span.end))


def _boundary(unit: Unit, before: Verb, after: Verb, index: int) -> int:
    """Where the clause of `after` begins: at its subject, or at the last sign between the two verbs."""
    subject = unit.subjects.get(index)
    if subject is not None and subject.words is not None and before.span.end <= subject.words.start < after.span.start:
        return subject.words.start
    signs = [w.start for w in unit.words[before.last + 1 : after.first] if not w.low[0].isalnum()]
    return signs[-1] if signs else after.span.start


def _nouns(scene: Scene, unit: Unit, known: Kinds) -> Iterator[Trigger]:
    text = scene.text
    barred = {
        k: [m.span() for m in p.finditer(text, unit.span.start, unit.span.end)] for k, p in known.excluded.items()
    }
    for match in known.nouns.finditer(text, unit.span.start, unit.span.end):
        kind = known.kind_of[match.lastgroup or ""]
        span = Span(*match.span())
        if scene.inside_quote(span.start) or any(a < span.end and span.start < b for a, b in barred.get(kind, ())):
            continue
        trigger = _carried(scene, unit, kind, span, known)
        if trigger is not None:
            yield trigger


def _carried(scene: Scene, unit: Unit, kind: str, span: Span, known: Kinds) -> Trigger | None:
    """A noun with what makes an event of it: a verb, a date beside it, "après"; none where nothing does."""
    ahead = scene.text[max(unit.span.start, span.start - _AHEAD) : span.start]
    shadow = next((name for name, pattern in known.shadows if pattern.search(" ".join(ahead.split()[-4:]))), "")
    index = carrier(unit, span)
    subject = index is not None and _is_subject(unit, index, span)
    if index is not None:
        verb = unit.verbs[index]
        held = bool(verb.lemmas & known.support) or bool(shadow)
        if (held and verb.tense in _EVENTFUL | {"pp"}) or (subject and verb.tense in _TOLD and kind not in known.weak):
            return Trigger(kind, span, index, noun=True, subject=subject, shadow=shadow)
        if held and dated(scene, unit, index):
            return Trigger(kind, span, index, noun=True, subject=subject, shadow=shadow)
    if _date_beside(scene, unit, span) or (kind not in known.weak and known.presupposing.search(ahead)):
        return Trigger(kind, span, None, noun=True, shadow=shadow)
    return None


def carrier(unit: Unit, span: Span) -> int | None:
    """Index of the verb whose object or subject a noun is: the one right before, else the one right after."""
    before = [i for i, v in enumerate(unit.verbs) if v.span.end <= span.start]
    after = [i for i, v in enumerate(unit.verbs) if v.span.start >= span.end]
    if before and not _parted(unit, unit.verbs[before[-1]].span.end, span.start):
        return before[-1]
    if after and not _parted(unit, span.end, unit.verbs[after[0]].span.start):
        return after[0]
    if after and _is_subject(unit, after[0], span):
        return after[0]
    return None


def _parted(unit: Unit, start: int, end: int) -> bool:
    """Whether a sign, or the beginning of a clause, stands between two places."""
    between: Sequence[str] = [w.low for w in unit.words if start <= w.start < end]
    return any(not w[0].isalnum() for w in between) or any(w in ("que", "qu'", "qui", "où", "dont") for w in between)


def _is_subject(unit: Unit, index: int, span: Span) -> bool:
    actor = unit.subjects.get(index)
    return actor is not None and actor.words is not None and actor.words.overlaps(span) and not actor.entities


def _date_beside(scene: Scene, unit: Unit, span: Span) -> bool:
    near = scene.datings_in(Span(span.end, min(span.end + _BESIDE, unit.span.end)))
    return any(
        d.moment is not None and not any(span.end <= v.span.start < d.span.start and v.finite for v in unit.verbs)
        for d in near
    )
