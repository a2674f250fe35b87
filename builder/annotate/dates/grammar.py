"""The compositions of a language: `dates.yml` and `dates_rules.yml`, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from builder.annotate.dates import checks
from builder.annotate.dates.atoms import atoms
from builder.lang.schema_dates import DateGuards, DateRules, DateWords
from builder.syntax.neighbours import after
from builder.syntax.patterns import Lexicon, Node, Patterns, Rule
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.lang.pack import LanguagePack
    from builder.lang.schema_dates import Behind, DateRule
    from builder.syntax.doc import Doc


@dataclass(frozen=True)
class _Grammar:
    lexicon: Lexicon
    patterns: Patterns
    ending: frozenset[str]


def expressions(doc: Doc, pack: LanguagePack) -> Iterator[Node]:
    """The largest expressions of a text, in order, and the atoms that no rule took up."""
    grammar = _grammar(pack)
    for sentence in range(len(doc.sentences)):
        found = atoms(doc, sentence, grammar.lexicon, grammar.ending)
        yield from grammar.patterns.find(found, doc)


@lru_cache(maxsize=4)
def _grammar(pack: LanguagePack) -> _Grammar:
    words = pack.words(DateWords)
    rules = pack.words(DateRules)
    lexicon = Lexicon.of({**words.atoms, "nothing": {0: words.nothing}})
    levels = [[_rule(rule, rules) for rule in level] for level in rules.levels]
    patterns = Patterns(
        levels,
        core=rules.core,
        macros=rules.macros,
        leading=rules.leading,
        trailing=rules.trailing,
    )
    return _Grammar(lexicon, patterns, pack.words(DateGuards).ending)


def _rule(rule: DateRule, rules: DateRules) -> Rule:
    build = checks.number if rule.make == "number" else None
    test = partial(_fits, _Conditions(rule, rules))
    return Rule(rule.match, rule.gives, rule.make, rule.keep, test, build)


class _Conditions:
    """What a rule asks besides the names."""

    def __init__(self, rule: DateRule, rules: DateRules) -> None:
        self.rule = rule
        self.check = checks.CHECKS.get(rule.check)
        self.behind = rules.behind[rule.behind] if rule.behind else None
        self.not_behind = rules.behind[rule.not_behind] if rule.not_behind else None


def _fits(asked: _Conditions, nodes: Sequence[Node], doc: Doc) -> bool:
    """Whether these nodes, which have the right names, are what is meant."""
    if not _has_values(asked.rule, nodes):
        return False
    if asked.check and not asked.check(nodes, doc):
        return False
    last = nodes[-1]
    if asked.behind and not _stands(asked.behind, last, doc):
        return False
    if asked.not_behind is None:
        return True
    return not _stands(asked.not_behind, last, doc)


def _has_values(rule: DateRule, nodes: Sequence[Node]) -> bool:
    last = nodes[-1]
    if rule.ends and last.value not in rule.ends:
        return False
    dated = last.make == "fields" and last.has(*rule.last)
    if rule.last and not dated:
        # "les 5, 12 et 19 février": the last has what the others lack
        return False
    for node in nodes:
        allowed = rule.values.get(node.name)
        if allowed is not None and node.value not in allowed:
            return False
    return True


def _stands(behind: Behind, node: Node, doc: Doc) -> bool:
    """Whether one of a class of words stands behind a node."""
    token = after(doc, node.span)
    if token is None or not token.is_word:
        return behind.stop
    if token.pos in behind.pos or token.verb_form in behind.forms:
        return True
    return fold(token.low) in behind.words
