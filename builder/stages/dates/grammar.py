"""Atoms become expressions, level by level.

Every composition is a regular expression over the names of neighbouring atoms: each name is one character of a short
string, so that the language pack can say `the? DAY OF? MON year` and the time stays linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.stages.dates import checks
from builder.stages.dates.lexer import TOKEN, Atom, Lexicon, runs
from builder.stages.dates.node import Node
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack


class Rule(NamedTuple):
    """One composition."""

    gives: str
    make: str
    check: str
    keep: bool
    """Leading articles and prepositions belong to the expression."""

    after: re.Pattern[str] | None
    """What the folded text must look like behind it."""


class Level(NamedTuple):
    """Compositions that are tried together: leftmost first, then in the order of the pack."""

    pattern: re.Pattern[str]
    rules: Sequence[Rule]


class Grammar(NamedTuple):
    """A compiled language pack."""

    lexicon: Lexicon
    levels: Sequence[Level]
    chars: Mapping[str, str]


_NAME = re.compile(r"[a-z_]+")
_MACRO = re.compile(r"[A-Z]+")
_LEADING = frozenset({"the", "of", "at", "in", "comma", "within", "for", "from", "one"})
_TRAILING = frozenset({"comma", "dot", "the", "of"})
_ATOMS_OF_THE_LEXER = (
    "day",
    "num",
    "year",
    "big",
    "decimal",
    "ordinal",
    "roman",
    "clock",
    "daymonth",
    "date",
    "period",
    "dash",
    "sdash",
)


def expressions(text: str, folded: str, start: int, end: int, grammar: Grammar) -> Iterator[Node]:
    """The largest expressions of a piece of text, in order, and the atoms that no composition took up."""
    for run in runs(text, folded, start, end, grammar.lexicon):
        nodes = run
        for level in grammar.levels:
            nodes = _apply(level, nodes, folded, grammar.chars)
        yield from nodes


def _apply(level: Level, nodes: list[Node], folded: str, chars: Mapping[str, str]) -> list[Node]:
    codes = "".join([chars[n.name] for n in nodes])
    made: list[Node] = []
    done = position = 0
    while found := level.pattern.search(codes, position):
        first, last = found.span()
        node = _compose(level.rules[int((found.lastgroup or "r0")[1:])], nodes[first:last], folded)
        if node is None:
            position = first + 1
            continue
        made += nodes[done:first]
        made += [n for n in nodes[first:last] if n.end <= node.start and n.name in _LEADING]
        made.append(node)
        done = position = last
    return made + nodes[done:] if made else nodes


def _compose(rule: Rule, nodes: list[Node], folded: str) -> Node | None:
    if rule.after and not rule.after.match(folded, nodes[-1].end):
        return None
    if rule.check and not checks.CHECKS[rule.check](nodes, folded):
        return None
    while len(nodes) > 1 and nodes[-1].name in _TRAILING and nodes[-2].name != "dash":
        nodes = nodes[:-1]
    first = 0
    while not rule.keep and nodes[first].name in _LEADING and first + 1 < len(nodes):
        first += 1
    if rule.make == "number":
        return checks.number(nodes)
    return Node(rule.gives, nodes[first].start, nodes[-1].end, None, rule.make, tuple(nodes))


@lru_cache(maxsize=4)
def grammar(pack: LanguagePack) -> Grammar:
    """Compile the atoms and compositions of a language; once per pack."""
    data = pack.data("dates_rules")
    words: dict[str, Atom] = {}
    accented: dict[str, tuple[str, Atom]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Atom]]] = defaultdict(list)
    atoms = pack.data("dates")
    for name, values in atoms.items():
        for value, wordings in values.items():
            for wording in re.split(r",(?:\s+|$)", wordings.strip()) if wordings != "," else [","]:
                _enter(wording, (name, value), words, accented, phrases)
    longest = {first: sorted(found, key=lambda p: -len(p[0])) for first, found in phrases.items()}
    lexicon = Lexicon(words, accented, longest, frozenset(data["core"]))
    names = {*atoms, *_ATOMS_OF_THE_LEXER, *(r["gives"] for level in data["levels"] for r in level)}
    chars = {name: chr(0x4E00 + n) for n, name in enumerate(sorted(names))}
    levels = [_level(rules, data["macros"], chars) for rules in data["levels"]]
    return Grammar(lexicon, levels, chars)


def _enter(
    wording: str,
    atom: Atom,
    words: dict[str, Atom],
    accented: dict[str, tuple[str, Atom]],
    phrases: dict[str, list[tuple[tuple[str, ...], Atom]]],
) -> None:
    exact, wording = wording.startswith("="), wording.strip().removeprefix("=")
    tokens = tuple(m[0] for m in TOKEN.finditer(fold(wording)))
    if exact:
        accented[tokens[0]] = (wording, atom)
    elif len(tokens) == 1 and not tokens[0][0].isdigit():
        words[tokens[0]] = atom
    elif tokens:
        phrases[tokens[0]].append((tokens, atom))


def _level(rules: Sequence[Mapping[str, Any]], macros: Mapping[str, str], chars: Mapping[str, str]) -> Level:
    patterns = [f"(?P<r{n}>{_pattern(rule['match'], macros, chars)})" for n, rule in enumerate(rules)]
    made = [
        Rule(
            rule["gives"],
            rule.get("make", ""),
            rule.get("check", ""),
            rule.get("keep", False),
            re.compile(rule["after"]) if "after" in rule else None,
        )
        for rule in rules
    ]
    return Level(re.compile("|".join(patterns)), made)


def _pattern(match: str, macros: Mapping[str, str], chars: Mapping[str, str]) -> str:
    while _MACRO.search(match):
        match = _MACRO.sub(lambda m: macros[m[0]], match)
    named = _NAME.sub(lambda m: chars[m[0]], match)
    return re.sub(r"\((?!\?)", "(?:", named.replace(" ", ""))
