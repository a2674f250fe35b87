"""The kinds of events of a language pack and the words that tell them, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang.speech import phrases_pattern
from builder.lang.verbs import Phrase, bare, phrases

if TYPE_CHECKING:
    from builder.lang.discourse import Scene
    from builder.lang.pack import LanguagePack
    from builder.model.article import Span

TOLD = frozenset({"perfect", "past", "pluperfect"})
"""Tenses in which something is told as done."""

EVENTFUL = TOLD | {
    "fut",
    "future",
    "conditional",
    "cond",
    "subj",
    "subjunctive",
    "inf",
    "ger",
}
"""Tenses in which a verb can tell of one event without a date."""


_VERBS = frozenset(
    {
        "support",
        "happening",
        "vehicles",
        "telling",
        "undoing",
        "scheduling",
        "states",
        "suffering",
    }
)
"""Lists of verbs in `kinds.yml`."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """`kinds.yml`, compiled."""

    verbs: dict[str, tuple[Phrase, ...]]
    faint: frozenset[tuple[str, bool, tuple[str, ...]]]
    nouns: re.Pattern[str]
    kind_of: dict[str, str]
    """Name of a group of `nouns` → kind."""

    excluded: dict[str, re.Pattern[str]]
    words: dict[str, frozenset[str]]
    """The lists of the file by name, verbs by their infinitives; `weak` and `dated` hold kinds, `wanting` all verbs of wishes."""

    presupposing: re.Pattern[str]
    shadows: tuple[tuple[str, re.Pattern[str]], ...]


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
    groups, kind_of = [], {}
    for number, (kind, entry) in enumerate(data["kinds"].items()):
        if entry["nouns"]:
            groups.append(
                f"(?P<k{number}>{'|'.join(map(_noun, sorted(entry['nouns'], key=len, reverse=True)))})"
            )
            kind_of[f"k{number}"] = kind
    return Kinds(
        phrases((kind, entry["verbs"]) for kind, entry in data["kinds"].items()),
        frozenset(map(bare, data["faint"])),
        re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE),
        kind_of,
        {
            k: re.compile("|".join(_words(p) for p in e["not"]), re.IGNORECASE)
            for k, e in data["kinds"].items()
            if e["not"]
        },
        {
            **{
                k: frozenset(bare(p)[0] if k in _VERBS else p for p in v)
                for k, v in data.items()
                if isinstance(v, list)
            },
            **{
                flag: frozenset(k for k, e in data["kinds"].items() if e.get(flag))
                for flag in ("weak", "dated")
            },
            "wanting": frozenset(
                bare(p)[0]
                for m in ("demanded", "hypothetical")
                for p in pack.data("modality")[m]
            ),
        },
        re.compile(
            rf"{phrases_pattern(data['presupposing']).pattern}\s?(?:[\w'’-]+\s){{0,3}}(?:[ld]['’])?$",
            re.IGNORECASE,
        ),
        tuple(
            (name, phrases_pattern(words)) for name, words in data["shadows"].items()
        ),
    )


def lists(scene: Scene) -> dict[str, frozenset[str]]:
    """The word lists of `kinds.yml` for the language of a text."""
    return kinds(scene.pack).words


def _noun(phrase: str) -> str:
    """A pattern for a noun phrase in singular or plural; words in parentheses are optional."""
    parts: list[str] = []
    for word in phrase.split():
        body = re.escape(word.strip("()")).replace("'", "['’]").replace("É", "[ÉE]")
        body += "" if word.endswith(("'", "s")) else "[sx]?"
        parts.append(
            rf"(?:\s{body})?"
            if word.startswith("(")
            else (rf"\s{body}" if parts else body)
        )
    return "".join(parts)


def _words(phrase: str) -> str:
    """An exclusion with either apostrophe and any white space: "200 morts" may hold a no-break space."""
    phrase = phrase.replace(" ", r"\s")
    return (
        phrase.replace("d'", "d['’]").replace("l'", "l['’]")
        if "[" not in phrase
        else phrase
    )
