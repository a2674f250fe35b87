"""Finds the verbs of a French sentence, with tense, negation and inverted pronoun. Inflection is data (`verbs.yml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.words import Token, tokens
from builder.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.lang.pack import LanguagePack

_GAP = 5
"""Adverbs at most between auxiliary and participle."""

_FUTURE = re.compile(r"(\w{3,30}[ei]r)(a|ont)")
"""The future of a verb that no list has; few other words end so."""

_MODALITIES = ("planned", "demanded", "hypothetical", "denied", "aspect")
_PERFECT = {
    "pres": "perfect",
    "past": "perfect",
    "impf": "pluperfect",
    "fut": "future",
    "cond": "conditional",
    "subj": "subjunctive",
    "inf": "inf",
    "ger": "ger",
}
_Form = tuple[frozenset[str], str, bool, bool]
"""Infinitives, tense, whether it is plural and passive."""

FINITE = frozenset(
    {
        "pres",
        "impf",
        "past",
        "fut",
        "cond",
        "subj",
        "perfect",
        "pluperfect",
        "future",
        "conditional",
    }
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb group of a sentence: auxiliary, adverbs and participle, or a simple form."""

    span: Span
    first: int
    """Index of its first token."""

    last: int
    """Index of its last token."""

    lemmas: frozenset[str]
    """Infinitives it can belong to; empty for a participle of a verb that the data does not know."""

    tense: str
    """`pres impf past fut cond subj inf pp ger`, or compound: `perfect pluperfect future conditional subjunctive`."""

    plural: bool = False
    passive: bool = False
    """`a été arrêté`, `est détruit`, and participles that stand alone."""

    negated: bool = False
    reflexive: bool = False
    pronoun: str = ""
    """The inverted subject: `il` in `a-t-il dit`."""

    @property
    def finite(self) -> bool:
        """Whether it has a subject of its own."""
        return self.tense not in ("inf", "pp", "ger")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the language pack knows of verbs, compiled."""

    forms: dict[str, tuple[tuple[str, str, bool], ...]]
    """Form → (infinitive, tense, plural) readings."""

    adverbs: frozenset[str]
    clitics: frozenset[str]
    negations: frozenset[str]
    determiners: frozenset[str]
    subjects: frozenset[str]
    with_etre: frozenset[str]
    weak: frozenset[str]
    prepositions: frozenset[str]
    before_pronoun: frozenset[str]
    latter: frozenset[str]
    adverbial: frozenset[str]
    joining: frozenset[str]


@lru_cache(maxsize=4)
def grammar(pack: LanguagePack) -> Grammar:
    """Compile the verbs of a pack: those of `verbs.yml`, `speech.yml` and `kinds.yml`."""
    data = pack.data("verbs")
    lists = (
        data["common"],
        data["with_etre"],
        data["modals"],
        data["asking"]["object"],
        data["asking"]["either"],
    )
    lemmas = {lemma for words in lists for lemma in words}
    for source in (
        pack.data("reporting").values(),
        [
            pack.data("kinds")["support"],
            *(pack.data("modality")[m] for m in _MODALITIES),
        ],
        (k.get("verbs", ()) for k in pack.data("kinds")["kinds"].values()),
    ):
        lemmas.update(bare(phrase)[0] for phrases in source for phrase in phrases)
    forms: dict[str, set[tuple[str, str, bool]]] = {}
    for lemma in sorted(lemmas):
        for form, tense, plural in _inflect(lemma, data["paradigms"]):
            forms.setdefault(form, set()).add((lemma, tense, plural))
    for form in data["never"]:
        forms.pop(form, None)
    sets = {
        f.name: frozenset(data[f.name]) for f in fields(Grammar) if f.name != "forms"
    }
    return Grammar(
        {form: tuple(sorted(readings)) for form, readings in forms.items()}, **sets
    )


def bare(phrase: str) -> tuple[str, bool, tuple[str, ...]]:
    """Infinitive, whether it is reflexive, and the words that must follow: `se mettre d'accord`, `faire savoir`."""
    reflexive = re.match(r"s(?:e |')", phrase)
    words = [t.low for t in tokens(phrase[reflexive.end() :] if reflexive else phrase)]
    return words[0], reflexive is not None, tuple(words[1:])


class Phrase(NamedTuple):
    """A verb of a list: the name of the list, its infinitive, whether it is reflexive, the words that must follow."""

    group: str
    lemma: str
    reflexive: bool
    rest: tuple[str, ...]


def phrases(
    groups: Iterable[tuple[str, Iterable[str]]],
) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of named lists by their infinitive, the most particular first."""
    found: dict[str, list[Phrase]] = {}
    for group, words in groups:
        for verb in map(bare, words):
            found.setdefault(verb[0], []).append(Phrase(group, *verb))
    return {
        k: tuple(sorted(v, key=lambda e: (-len(e.rest), not e.reflexive)))
        for k, v in found.items()
    }


def _inflect(
    lemma: str, paradigms: dict[str, list[str]]
) -> Iterator[tuple[str, str, bool]]:
    """Forms of the third person, participles and infinitive of one verb."""
    ending = max((p for p in paradigms if lemma.endswith(p)), key=len, default="")
    if not ending:
        raise ValueError(f"no paradigm for « {lemma} »")
    stem = lemma[: -len(ending)]
    one, many, impf, past, pasts, fut, subj, pp, ger = (
        stem + cell for cell in paradigms[ending]
    )
    yield from (
        (lemma, "inf", False),
        (one, "pres", False),
        (many, "pres", True),
        (ger, "ger", False),
    )
    yield from (
        (impf, "impf", False),
        (impf[:-1] + "ent" if impf else "", "impf", True),
    )
    yield from (
        (past, "past", False),
        (pasts, "past", True),
        (fut, "fut", False),
        (fut[:-1] + "ont", "fut", True),
    )
    cond = fut[:-1] + "ait"
    yield from ((cond, "cond", False), (cond[:-1] + "ent", "cond", True))
    yield from (
        (subj, "subj", False),
        (subj + "nt" if subj.endswith("e") else subj[:-1] + "ent", "subj", True),
    )
    male = pp if pp.endswith(("s", "x")) else pp + "s"
    if "î" in one:  # the spelling of 1990: "il reconnait"
        yield (one.replace("î", "i"), "pres", False)
    yield from (
        (pp, "pp", False),
        (male, "pp", True),
        (pp + "e", "pp", False),
        (pp + "es", "pp", True),
    )


def verbs(words: Sequence[Token], known: Grammar) -> tuple[Verb, ...]:
    """The verb groups of a sentence, in order, not overlapping; empty where it has none."""
    found: list[Verb] = []
    at = 0
    while at < len(words):
        verb = (
            _group(words, at, known)
            if words[at].low in known.forms and not words[at].name
            else None
        )
        if (
            verb is None
            and at + 1 < len(words)
            and words[at + 1].low.startswith("-")
            and words[at].low[-1].isalpha()
        ):
            verb = _verb(
                words, at, at, known, (frozenset(), "pres", False, False)
            )  # "maugrée-t-il"
        elif (
            verb is None
            and not words[at].capital
            and (ahead := _FUTURE.fullmatch(words[at].low))
        ):
            verb = _verb(
                words,
                at,
                at,
                known,
                (frozenset({ahead[1]}), "fut", ahead[2] == "ont", False),
            )  # "survolera"
        if (
            verb is not None
            and verb.passive
            and found
            and _goes_on(words, verb, found[-1], known)
        ):
            verb = replace(
                verb,
                tense=found[-1].tense,
                plural=False,
                passive=False,
                negated=found[-1].negated,
            )
        if verb is None:
            at += 1
        else:
            found.append(verb)
            at = verb.last + 1
    return tuple(found)


def _goes_on(words: Sequence[Token], verb: Verb, last: Verb, known: Grammar) -> bool:
    """Whether a participle shares the auxiliary of the verb before: "ont réaffirmé leur appui et menacé Lima"."""
    held = (
        last.passive
        or last.reflexive
        or last.lemmas & known.with_etre
        or last.last == last.first
        or not last.finite
    )
    joined = (
        verb.tense == "pp"
        and words[verb.first - 1].low in known.joining
        and verb.last + 1 < len(words)
    )
    if held or not joined or words[verb.first].low.endswith(("e", "es")):
        return False
    after = words[verb.last + 1]
    return after.capital or after.low in known.determiners


def _group(words: Sequence[Token], at: int, known: Grammar) -> Verb | None:
    readings = known.forms[words[at].low]
    auxiliary = [r for r in readings if r[0] in ("avoir", "être") and r[1] in _PERFECT]
    if auxiliary:
        compound = _compound(words, at, auxiliary[0], known)
        if compound is not None:
            return compound
    return _simple(words, at, readings, known)


def _compound(
    words: Sequence[Token], at: int, auxiliary: tuple[str, str, bool], known: Grammar
) -> Verb | None:
    """Auxiliary, adverbs and participle: `a-t-il notamment déclaré`, `n'ont pas été suivis`."""
    participle, passive = _participle(words, at + 1, known), False
    if participle is None:
        return None
    if (
        words[participle].low == "été"
        and (further := _participle(words, participle + 1, known)) is not None
    ):
        participle, passive = further, True
    lemmas = frozenset(
        r[0] for r in known.forms.get(words[participle].low, ()) if r[1] == "pp"
    )
    lemma, tense, plural = auxiliary
    reflexive = at > 0 and words[at - 1].low in ("se", "s'")
    if lemma == "être" and not reflexive and not lemmas & known.with_etre:
        passive = True
    else:
        tense = _PERFECT[tense]
    if passive and lemma == "avoir":
        tense = _PERFECT[auxiliary[1]]
    return _verb(words, at, participle, known, (lemmas, tense, plural, passive))


def _participle(words: Sequence[Token], at: int, known: Grammar) -> int | None:
    """Index of the participle that an auxiliary before `at` governs; none where another word comes first."""
    for i in range(at, min(at + _GAP + 1, len(words))):
        low = words[i].low
        if any(r[1] == "pp" for r in known.forms.get(low, ())):
            return (
                None if words[i - 1].low in known.prepositions else i
            )  # "il n'y a pas de morts"
        if not (low.startswith("-") or low.endswith("ment") or low in known.adverbs):
            return (
                i
                if _looks_participle(low) and words[i - 1].low not in known.determiners
                else None
            )
    return None


def _looks_participle(low: str) -> bool:
    """Whether an unknown word after an auxiliary is its participle rather than a noun or adjective."""
    return len(low) > 3 and low.endswith(
        ("é", "ée", "és", "ées", "issu", "enu", "uit", "uite")
    )


def _simple(
    words: Sequence[Token],
    at: int,
    readings: Sequence[tuple[str, str, bool]],
    known: Grammar,
) -> Verb | None:
    """One form that is a verb where it stands: not the noun of `une attaque`, nor the adjective of `le dit accord`."""
    inverted = at + 1 < len(words) and words[at + 1].low.startswith("-")
    before = words[at - 1].low if at else ""
    if f"{before} {words[at].low}" in known.adverbial:
        return None
    if any(lemma in ("avoir", "être") for lemma, _, _ in known.forms.get(before, ())):
        readings = [
            r for r in readings if r[1] not in ("pres", "subj")
        ]  # "s'est tue" is of "taire", not of "tuer"
    if (
        not inverted
        and before in known.determiners
        and not (_clitic(words, at - 1, known) or _this(words, at, known))
    ):
        readings = [
            r for r in readings if r[1] == "inf" or (r[1] == "ger" and before == "en")
        ]
    if (
        words[at].low in known.weak
        and not inverted
        and not _introduced(words, at, known)
    ):
        readings = [r for r in readings if r[1] == "pp"]
    order = {
        "pres": 0,
        "past": 1,
        "impf": 1,
        "fut": 1,
        "cond": 1,
        "inf": 2,
        "ger": 2,
        "pp": 3,
        "subj": 4,
    }
    if not readings:
        return None
    best = min(readings, key=lambda r: order[r[1]])
    lemmas = frozenset(r[0] for r in readings if r[1] == best[1])
    return _verb(
        words, at, at + inverted, known, (lemmas, best[1], best[2], best[1] == "pp")
    )


def _introduced(words: Sequence[Token], at: int, known: Grammar) -> bool:
    """Whether a pronoun, a sign or nothing stands right before a word that is rarely a verb."""
    before = words[at - 1].low if at else ","
    if at and (words[at - 1].capital or _this(words, at, known)):
        return True  # "M. Vik juge", "ce dernier juge"
    return (
        before in known.subjects or before in known.clitics or not before[0].isalnum()
    )


def _this(words: Sequence[Token], at: int, known: Grammar) -> bool:
    """Whether `ce dernier` ends before an index: a subject, not a determiner."""
    return (
        at > 1
        and words[at - 1].low in known.latter
        and words[at - 2].low in ("ce", "cette", "ces")
    )


def _clitic(words: Sequence[Token], at: int, known: Grammar) -> bool:
    """Whether `le`, `la`, `l'`, `les`, `leur`, `en` at an index is a pronoun before a verb."""
    return (
        words[at].low in known.clitics
        and at > 0
        and words[at - 1].low in known.before_pronoun
    )


def _verb(
    words: Sequence[Token], first: int, last: int, known: Grammar, form: _Form
) -> Verb:
    """Put a group together with what stands around it: negation, reflexive, inverted pronoun."""
    reflexive = negated = False
    head = first
    while (
        head > 0
        and words[head - 1].low in known.clitics
        and words[head - 1].low not in ("nous", "vous", "en")
    ):
        head -= 1
        reflexive |= words[head].low in ("se", "s'")
        negated |= words[head].low in ("ne", "n'")
    lemmas, tense, plural, passive = form
    if tense == "inf" and head > 1 and words[head - 1].low in known.negations:
        negated |= words[head - 2].low in ("ne", "n'")  # "ne pas partir"
    if last + 1 < len(words) and words[last + 1].low.startswith("-"):
        last += 1
    pronoun = next(
        (words[i].low for i in range(first, last + 1) if words[i].low.startswith("-")),
        "",
    )
    near = [*words[max(0, head - _GAP) : head], *words[first : last + 3]]
    negated = negated and any(w.low in known.negations for w in near)
    span, subject = (
        Span(words[first].start, words[last].end),
        re.sub(r"^-(?:t-)?", "", pronoun),
    )
    return Verb(
        span, first, last, lemmas, tense, plural, passive, negated, reflexive, subject
    )
