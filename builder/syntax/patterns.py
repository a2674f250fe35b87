"""Patterns over the words of an analysed text: what has slots is found by this engine.

A lexicon says what words are: each wording of a class is an atom ("lundi" a weekday of
value 1). Rules join the names of neighbouring atoms into larger nodes, level by level; a
level reads what the one before it made. A rule is a regular expression over names:

>>> rules = [Rule("title (of the? place)?", gives="office")]
>>> patterns = Patterns([rules], core={"title"})
>>> atoms = [
...     Node("title", 0, 5, "maire"), Node("of", 6, 8), Node("place", 9, 13, "lima")
... ]
>>> [(n.name, n.start, n.end) for n in patterns.compose(atoms, doc=None)]
[('office', 0, 13)]

Of the matches in a level the leftmost counts, of those the longest, of those the one
whose rule stands first; then the search goes on behind it. Runs of atoms end with their
sentence, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from builder.model.article import Span
from builder.syntax.tokenizer import tokenize
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from builder.syntax.doc import Doc, Token

Atom: TypeAlias = "tuple[str, Any]"
"""Name of a class, and the value that a wording has in it."""

_CUT = re.compile(r"-|[^-]+")
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad]")
"""What stands in the source and not in the plain form: combining accents, soft hyphens."""


class Node(NamedTuple):
    """An atom, or what a rule made of several nodes."""

    name: str
    """The class of the atom, or what the rule gives."""

    start: int
    end: int
    """Code points of the article's text, half-open."""

    value: Any = None
    """Of an atom: what the lexicon says it means."""

    make: str = ""
    """Of what a rule gives: how its value is had; empty for atoms."""

    parts: tuple[Node, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    def all(self, *names: str) -> list[Node]:
        """Parts with one of these names, in order."""
        return [part for part in self.parts if part.name in names]

    def one(self, *names: str) -> Node | None:
        """First part with one of these names; none where there is none."""
        return next(iter(self.all(*names)), None)

    def the(self, *names: str) -> Node:
        """First part with one of these names; itself where it is such an atom.

        Raises:
            LookupError: where there is none.
        """
        if self.name in names and not self.parts:
            return self
        found = self.one(*names)
        if found is None:
            raise LookupError(names)
        return found

    def has(self, *names: str) -> bool:
        """Whether some part has one of these names."""
        return self.one(*names) is not None

    def holds(self, name: str) -> bool:
        """Whether a part of this name is anywhere inside."""
        return any(part.name == name or part.holds(name) for part in self.parts)


class Piece(NamedTuple):
    """A word or sign as the lexicon knows it: a token, or a part of one with hyphens."""

    word: str
    """Folded: small letters, no accents."""

    low: str
    """With its accents."""

    start: int
    end: int
    word_start: int | None = None
    """Where the longer word begins that it is a part of: "16" of "F-16"."""


def pieces(tokens: Iterable[Token], text: str) -> list[Piece]:
    """The words and signs of some tokens, in order; words with hyphens in their parts."""
    found: list[Piece] = []
    for token in tokens:
        word = fold(token.low)
        if "-" not in word or word == "-":
            found.append(Piece(word, token.low, token.start, token.end))
            continue
        places = _places(text, token)
        for match in _CUT.finditer(word):
            low = token.low[match.start() : match.end()]
            start, end = places[match.start()], places[match.end()]
            found.append(Piece(match[0], low, start, end, token.start))
    return found


def _places(text: str, token: Token) -> list[int]:
    """Where each character of the plain form stands in the text, and the end."""
    places = list(range(token.start, token.end))
    if len(places) != len(token.low):
        places = [at for at in places if not _INVISIBLE.match(text, at)]
    if len(places) != len(token.low):
        # Other normal forms do not occur in French; then only the ends are sure.
        places = [token.start] * len(token.low)
    return [*places, token.end]


def _cuts(row: Sequence[Piece], place: int) -> bool:
    """Whether a place lies inside a word with hyphens: "d'avant" of "d'avant-hier"."""
    if not 0 < place < len(row):
        return False
    before, behind = row[place - 1], row[place]
    inside = before.word_start is not None
    return inside and before.word_start == behind.word_start


@dataclass(frozen=True)
class Lexicon:
    """The atoms of a language, under their folded wordings.

    >>> words = Lexicon.of({"month": {5: ["mai"]}, "from": {0: ["=dès", "à partir de"]}})
    >>> words.at([Piece("mai", "mai", 0, 3)], 0)
    (('month', 5), 1)
    """

    words: dict[str, Atom] = field(default_factory=dict)
    accented: dict[str, Atom] = field(default_factory=dict)
    """Wordings that need their accents: "dès", not "des"."""

    phrases: dict[str, list[tuple[tuple[str, ...], Atom]]] = field(default_factory=dict)
    """First word → wordings of several words, longest first."""

    @classmethod
    def of(cls, classes: Mapping[str, Mapping[Any, Iterable[str]]]) -> Lexicon:
        """The lexicon out of classes: name → value → wordings.

        A leading "=" asks for the accents as written.
        """
        made = cls()
        for name, values in classes.items():
            for value, wordings in values.items():
                for wording in wordings:
                    made._enter(wording, (name, value))
        for phrases in made.phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        return made

    def _enter(self, wording: str, atom: Atom) -> None:
        spelling = wording.removeprefix("=")
        words = words_of(spelling)
        if len(words) > 1:
            self.phrases.setdefault(words[0], []).append((words, atom))
        elif spelling == wording:
            self.words[words[0]] = atom
        else:
            self.accented[spelling] = atom

    def at(self, row: Sequence[Piece], place: int) -> tuple[Atom | None, int]:
        """What begins at a place of a row of pieces, and how many of them it takes.

        The longest wording counts. None, and one piece, for an unknown word.
        """
        piece = row[place]
        second = row[place + 1].word if place + 1 < len(row) else ""
        for phrase, atom in self.phrases.get(piece.word, ()):
            if phrase[1] != second:
                continue
            words = [later.word for later in row[place : place + len(phrase)]]
            if words == list(phrase) and not _cuts(row, place + len(phrase)):
                return atom, len(phrase)
        exact = self.accented.get(piece.low)
        return exact or self.words.get(piece.word), 1


def words_of(wording: str) -> tuple[str, ...]:
    """The folded words and signs of a wording, as `pieces` cuts a text."""
    # An elided word is one only before another: "l'" of "l'Iran".
    elided = wording.endswith("'")
    read = f"{wording}a" if elided else wording
    words: list[str] = []
    for token in tokenize(read, Span(0, len(read))):
        words += _CUT.findall(fold(token.form.lower()))
    return tuple(words[:-1] if elided else words)


@dataclass(frozen=True)
class Rule:
    """One composition."""

    match: str
    """Names of atoms and of what rules give, macros in capitals, and the signs of
    regular expressions: "the? day of? month year"."""

    gives: str
    """The name under which later levels see it."""

    make: str = ""
    """How its value is had; for whoever reads the node."""

    keep: bool = False
    """Leading words of `Patterns.leading` belong to it."""

    test: Callable[[Sequence[Node], Doc], bool] | None = None
    """What must hold besides the names, of the nodes and the text around them."""

    build: Callable[[Sequence[Node]], Node] | None = None
    """Makes the node out of its parts, where it is no plain composition."""


@dataclass(frozen=True)
class _Level:
    """Rules that are tried together."""

    start: re.Pattern[str]
    """Where some rule may begin."""

    rules: Sequence[tuple[re.Pattern[str], Rule]]


def _fits(nodes: list[Node], doc: Doc, rule: Rule, first: int, last: int) -> bool:
    return rule.test is None or rule.test(nodes[first:last], doc)


_NAME = re.compile(r"[a-z_]+")
_MACRO = re.compile(r"[A-Z]+")
_FIRST_SIGN = 0x4E00
"""Names become characters from here on: letters to a regular expression, no signs of it."""


class Patterns:
    """Compiled rules."""

    def __init__(
        self,
        levels: Sequence[Sequence[Rule]],
        *,
        core: Collection[str],
        macros: Mapping[str, str] | None = None,
        leading: Collection[str] = (),
        trailing: Collection[str] = (),
    ) -> None:
        """Compile levels of rules.

        Args:
            levels: the rules, in the order in which levels read each other.
            core: classes of which a run of atoms needs one to be looked at.
            macros: capital names → what they stand for in a pattern.
            leading: names that are left out where they begin a composition.
            trailing: names that are left out where they end one.

        Raises:
            re.error: for a pattern that is no regular expression.
            KeyError: for a macro that is not explained.
        """
        self._core = frozenset(core)
        self._leading = frozenset(leading)
        self._trailing = frozenset(trailing)
        self._macros = macros or {}
        self._signs: defaultdict[str, str] = defaultdict(self._sign)
        self._levels = [self._level(rules) for rules in levels]

    def _sign(self) -> str:
        return chr(_FIRST_SIGN + len(self._signs))

    def _level(self, rules: Sequence[Rule]) -> _Level:
        sources = [self._pattern(rule.match) for rule in rules]
        compiled = [re.compile(source) for source in sources]
        start = re.compile("|".join(sources))
        return _Level(start, list(zip(compiled, rules, strict=True)))

    def _pattern(self, match: str) -> str:
        while _MACRO.search(match):
            match = _MACRO.sub(lambda found: self._macros[found[0]], match)
        named = _NAME.sub(lambda found: self._signs[found[0]], match)
        return re.sub(r"\((?!\?)", "(?:", named.replace(" ", ""))

    def find(self, atoms: Iterable[Node | None], doc: Doc) -> Iterator[Node]:
        """The largest nodes of a row of atoms, in order.

        None among the atoms stands for an unknown word; it ends a run. Atoms that no
        rule took up are given as they are. Empty where no run has a core atom.
        """
        for _, group in groupby(atoms, key=bool):
            run = [atom for atom in group if atom is not None]
            if any(atom.name in self._core for atom in run):
                yield from self.compose(run, doc)

    def compose(self, run: list[Node], doc: Doc) -> list[Node]:
        """What all levels make of a run of neighbouring atoms."""
        codes = self._codes(run)
        for level in self._levels:
            made = self._apply(level, run, codes, doc)
            if made is not run:
                run, codes = made, self._codes(made)
        return run

    def _codes(self, nodes: Sequence[Node]) -> str:
        """A sign for each node, as the rules are compiled to."""
        return "".join([self._signs.get(node.name, " ") for node in nodes])

    def _apply(
        self, level: _Level, nodes: list[Node], codes: str, doc: Doc
    ) -> list[Node]:
        """What a level makes of nodes; the same list where it makes nothing."""
        made: list[Node] = []
        done = place = 0
        while found := level.start.search(codes, place):
            first = found.start()
            rule, last = self._longest(level, codes, first, partial(_fits, nodes, doc))
            if rule is None:
                place = first + 1
                continue
            left, node = self._node(rule, nodes[first:last])
            made += nodes[done:first]
            made += left
            made.append(node)
            done = place = last
        return made + nodes[done:] if made else nodes

    @staticmethod
    def _longest(
        level: _Level,
        codes: str,
        first: int,
        fits: Callable[[Rule, int, int], bool],
    ) -> tuple[Rule | None, int]:
        """The rule that takes most of the nodes from a place on, and where it ends."""
        best, end = None, first
        for pattern, rule in level.rules:
            found = pattern.match(codes, first)
            if found is None or found.end() <= end:
                continue
            if fits(rule, first, found.end()):
                best, end = rule, found.end()
        return best, end

    def _node(self, rule: Rule, nodes: list[Node]) -> tuple[list[Node], Node]:
        """The node of a rule, and the leading nodes that stay outside of it."""
        if rule.build is not None:
            return [], rule.build(nodes)
        kept = list(nodes)
        while len(kept) > 1 and kept[-1].name in self._trailing:
            kept.pop()
        first = 0
        if not rule.keep:
            first = self._opening(kept)
        start, end = kept[first].start, kept[-1].end
        node = Node(rule.gives, start, end, None, rule.make, tuple(kept))
        return [n for n in kept[:first] if n.end <= start], node

    def _opening(self, nodes: Sequence[Node]) -> int:
        """How many leading words stand before what is meant."""
        last = len(nodes) - 1
        first = 0
        while first < last and nodes[first].name in self._leading:
            first += 1
        return first
