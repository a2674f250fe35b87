"""Finds the words that tell of something happening, and what kind of thing it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.speech import phrases_pattern
from builder.lang.verbs import bare
from builder.model.article import Span
from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.actors import Unit
    from builder.lang.discourse import Scene
    from builder.lang.pack import LanguagePack
    from builder.lang.verbs import Verb

_AHEAD = 40
"""Code points looked at before a noun for "après", "lors de", "l'éventualité de"."""

_BESIDE = 60
"""Code points after a noun in which a date belongs to it."""

_RIGHT_AFTER = 15
"""Code points in which a date follows its participle: "signé à Rome le 3 mai"."""

_OBJECT = 5
"""Words after a verb among which its object stands."""

_COMPLEMENT = re.compile(r"\s(?:\w{1,20}\s)?(?:des?|du|de la|d['’]|de l['’])\s?")
_SOON = "…"
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
    dated: frozenset[str]
    support: frozenset[str]
    faint: frozenset[tuple[str, bool]]
    happening: frozenset[str]
    vehicles: frozenset[str]
    governing: frozenset[str]
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
        frozenset(k for k, e in data["kinds"].items() if e.get("dated")),
        frozenset(bare(p)[0] for p in data["support"]),
        frozenset(bare(p)[:2] for p in data["faint"]),
        frozenset(bare(p)[0] for p in data["happening"]),
        frozenset(bare(p)[0] for p in data["vehicles"]),
        frozenset(data["governing"]),
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
    told = {
        i: t for i in range(len(unit.verbs)) if (t := _by_verb(scene, unit, i, known, headline=headline)) is not None
    }
    nouns = [] if headline else list(_nouns(scene, unit, known))
    kept = []
    for last, noun in zip([None, *nouns], nouns, strict=False):
        if last is not None and _COMPLEMENT.fullmatch(scene.text, last.span.end, noun.span.start):
            continue  # "la suspension des attaques": no attack
        if noun.subject and noun.verb in told and told[noun.verb].kind != noun.kind:
            if not unit.verbs[noun.verb].lemmas & known.vehicles:
                continue  # "les frappes ont marqué une pause"
            told.pop(noun.verb)  # "le décès a été annoncé"
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
            if faint and scene.subordinate(unit, index):
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
    if verb.tense in _EVENTFUL:
        return True
    if verb.tense == "pp":
        near = scene.datings_in(Span(verb.span.end, min(verb.span.end + _RIGHT_AFTER, unit.span.end)))
        close = bool(near) and "," not in scene.text[verb.span.end : near[0].span.start]
        return close or (index in unit.subjects and dated(scene, unit, index))
    return (headline and verb.tense == "pres") or (verb.tense in ("pres", "impf") and dated(scene, unit, index))


def dated(scene: Scene, unit: Unit, index: int) -> bool:
    """Whether an expression of time stands in the clause of a verb."""
    return any(d.moment is not None for d in scene.datings_in(clause(unit, index)))


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
        if (
            scene.inside_quote(span.start)
            or _in_name(scene, span)
            or any(a < span.end and span.start < b for a, b in barred.get(kind, ()))
        ):
            continue
        trigger = _carried(scene, unit, kind, span, known)
        if trigger is not None:
            yield trigger


def _in_name(scene: Scene, span: Span) -> bool:
    """Whether a noun is part of a name: the "Raid" of a company tells of no raid."""
    link = scene.mention_at(span.start)
    named = link is not None and link.mention.kind in (MentionKind.NAME, MentionKind.ALIAS)
    return link is not None and named and link.mention.type is not EntityType.EVENT


def _carried(scene: Scene, unit: Unit, kind: str, span: Span, known: Kinds) -> Trigger | None:
    """A noun with what makes an event of it: a verb, a date beside it, "après"; none where nothing does."""
    hint = shadow(scene, unit, span)
    index = carrier(scene, unit, span)
    beside = _date_beside(scene, unit, span)
    subject = index is not None and _is_subject(scene, unit, index, span)
    if index is not None and subject and kind in known.dated and dated(scene, unit, index):
        return Trigger(kind, span, index, noun=True, subject=True)
    if index is not None and (beside or kind not in known.dated):
        if _carries(scene, unit, index, (kind, subject, bool(hint)), known):
            return Trigger(kind, span, index, noun=True, subject=subject, shadow=hint)
    ahead = scene.text[max(unit.span.start, span.start - _AHEAD) : span.start]
    if beside or (kind not in known.weak | known.dated and known.presupposing.search(ahead)):
        return Trigger(kind, span, None, noun=True, shadow=hint)
    return None


def _carries(scene: Scene, unit: Unit, index: int, noun: tuple[str, bool, bool], known: Kinds) -> bool:
    """Whether a verb makes an event of a noun: one of `support`, or any in the perfect with the noun as subject."""
    verb, (kind, subject, shadowed) = unit.verbs[index], noun
    if subject and verb.tense == "impf" and verb.lemmas & known.happening:
        return True
    if subject and verb.tense in _TOLD and kind not in known.weak:
        return True
    held = bool(verb.lemmas & (known.support | known.vehicles)) or shadowed
    return held and (verb.tense in _EVENTFUL or dated(scene, unit, index))


def shadow(scene: Scene, unit: Unit, span: Span) -> str:
    """What a noun before makes of an event: `hypothetical` in "l'éventualité de sanctions"; empty where none does."""
    ahead = scene.text[max(unit.span.start, span.start - _AHEAD) : span.start]
    words = " ".join(re.split(r"[,;:.()]", ahead)[-1].split()[-4:])
    return next((name for name, pattern in kinds(scene.pack).shadows if pattern.search(words)), "")


def carrier(scene: Scene, unit: Unit, span: Span) -> int | None:
    """Index of the verb whose object or subject a noun is: the one right before, else the one right after."""
    before = [i for i, v in enumerate(unit.verbs) if v.span.end <= span.start]
    after = [i for i, v in enumerate(unit.verbs) if v.span.start >= span.end]
    if after and unit.verbs[after[0]].finite and _is_subject(scene, unit, after[0], span):
        return after[0]
    if before and not _parted(unit, unit.verbs[before[-1]].span.end, span.start):
        return before[-1]
    if (
        after
        and unit.verbs[after[0]].tense in ("pp", "ger")
        and not _parted(unit, span.end, unit.verbs[after[0]].span.start)
    ):
        return after[0]
    return None


def _parted(unit: Unit, start: int, end: int) -> bool:
    """Whether a sign, or the beginning of a clause, stands between two places."""
    between: Sequence[str] = [w.low for w in unit.words if start <= w.start < end]
    return any(not w[0].isalnum() for w in between) or any(w in ("que", "qu'", "qui", "où", "dont") for w in between)


def _is_subject(scene: Scene, unit: Unit, index: int, span: Span) -> bool:
    """Whether a noun is the head of a verb's subject: "l'appel a duré", not "la lecture de l'appel a dit"."""
    actor = unit.subjects.get(index)
    if actor is None or actor.words is None or not actor.words.covers(span):
        return False
    ahead = [w.low for w in unit.words if actor.words.start <= w.start < span.start]
    counted = any(w in scene.pack.data("kinds")["counting"] for w in ahead[:2])
    return counted or not any(w in scene.grammar.prepositions for w in ahead[1:])


def _date_beside(scene: Scene, unit: Unit, span: Span) -> bool:
    near = scene.datings_in(Span(span.end, min(span.end + _BESIDE, unit.span.end)))
    return any(
        d.moment is not None and not any(span.end <= v.span.start < d.span.start and v.finite for v in unit.verbs)
        for d in near
    )
