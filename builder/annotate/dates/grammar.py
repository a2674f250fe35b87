"""Atoms become expressions, level by level.

Every composition is a regular expression over the names of neighbouring atoms: each name is one character of a short
string, so that the language pack can say `the? DAY OF? MON year` and the time stays linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.annotate.dates import checks
from builder.annotate.dates.lexer import Lexicon, lexicon, runs
from builder.annotate.dates.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack


class Rule(NamedTuple):
    """One composition; each key as the language pack explains it."""

    gives: str
    make: str = ""
    keep: bool = False
    check: str = ""
    after: str = ""
    words: str = ""
    ends: Sequence[Any] = ()
    last: Sequence[str] = ()
    values: Mapping[str, Sequence[Any]] = {}

    def fits(self, nodes: Sequence[Node], folded: str) -> bool:
        """Whether these nodes, which have the right names, are what is meant."""
        last = nodes[-1]
        return (
            (not self.after or bool(re.compile(self.after).match(folded, last.end)))
            and (
                not self.words
                or bool(re.search(self.words, folded[nodes[0].start : last.end]))
            )
            and (not self.ends or last.value in self.ends)
            and (not self.last or (last.make == "fields" and last.has(*self.last)))
            and all(n.value in self.values.get(n.name, (n.value,)) for n in nodes)
            and (not self.check or checks.CHECKS[self.check](nodes))
        )


class Level(NamedTuple):
    """Compositions that are tried together: leftmost first, then in the order of the pack."""

    pattern: re.Pattern[str]
    rules: Sequence[Rule]


class Grammar(NamedTuple):
    """A compiled language pack."""

    lexicon: Lexicon
    levels: Sequence[Level]
    signs: Mapping[str, str]
    """Names of atoms and expressions → the character that stands for them in the patterns."""


_NAME = re.compile(r"[a-z_]+")
_MACRO = re.compile(r"[A-Z]+")
_LEADING = frozenset({"the", "of", "at", "in", "comma", "within", "for", "from", "one"})
_TRAILING = frozenset({"comma", "dot", "the", "of"})


def expressions(
    text: str, folded: str, start: int, end: int, pack: LanguagePack
) -> Iterator[Node]:
    """The largest expressions of a piece of text, in order, and the atoms that no composition took up."""
    grammar = _grammar(pack)
    for run in runs(text, folded, start, end, grammar.lexicon):
        nodes = run
        for level in grammar.levels:
            nodes = _apply(level, nodes, folded, grammar.signs)
        yield from nodes


def _apply(
    level: Level, nodes: list[Node], folded: str, signs: Mapping[str, str]
) -> list[Node]:
    codes = "".join([signs.get(n.name, " ") for n in nodes])
    made: list[Node] = []
    done = position = 0
    while found := level.pattern.search(codes, position):
        first, last = found.span()
        node = _compose(
            level.rules[int((found.lastgroup or "r0")[1:])], nodes[first:last], folded
        )
        if node is None:
            position = first + 1
            continue
        made += nodes[done:first]
        made += [
            n for n in nodes[first:last] if n.end <= node.start and n.name in _LEADING
        ]
        made.append(node)
        done = position = last
    return made + nodes[done:] if made else nodes


def _compose(rule: Rule, nodes: list[Node], folded: str) -> Node | None:
    if not rule.fits(nodes, folded):
        return None
    while len(nodes) > 1 and nodes[-1].name in _TRAILING and nodes[-2].name != "dash":
        nodes = nodes[:-1]
    first = 0
    while not rule.keep and nodes[first].name in _LEADING and first + 1 < len(nodes):
        first += 1
    if rule.make == "number":
        return checks.number(nodes)
    return Node(
        rule.gives, nodes[first].start, nodes[-1].end, None, rule.make, tuple(nodes)
    )


@lru_cache(maxsize=4)
def _grammar(pack: LanguagePack) -> Grammar:
    """Compile the atoms and compositions of a language; once per pack."""
    data = pack.data("dates_rules")
    signs: defaultdict[str, str] = defaultdict(lambda: chr(0x4E00 + len(signs)))
    levels = [_level(rules, data["macros"], signs) for rules in data["levels"]]
    return Grammar(lexicon(pack.data("dates"), data["core"]), levels, dict(signs))


def _level(
    rules: Sequence[Mapping[str, Any]],
    macros: Mapping[str, str],
    signs: Mapping[str, str],
) -> Level:
    patterns = [
        f"(?P<r{n}>{_pattern(rule['match'], macros, signs)})"
        for n, rule in enumerate(rules)
    ]
    made = [
        Rule(**{key: value for key, value in rule.items() if key != "match"})
        for rule in rules
    ]
    return Level(re.compile("|".join(patterns)), made)


def _pattern(match: str, macros: Mapping[str, str], signs: Mapping[str, str]) -> str:
    while _MACRO.search(match):
        match = _MACRO.sub(lambda m: macros[m[0]], match)
    named = _NAME.sub(lambda m: signs[m[0]], match)
    return re.sub(r"\((?!\?)", "(?:", named.replace(" ", ""))
