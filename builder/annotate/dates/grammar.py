"""The compositions of a language: `dates.yml` and `dates_rules.yml`, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
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
    """A composition, with what it asks besides the names."""
    check = checks.CHECKS.get(rule.check)
    behind, not_behind = (
        rules.behind.get(rule.behind),
        rules.behind.get(rule.not_behind),
    )

    def fits(nodes: Sequence[Node], doc: Doc) -> bool:
        if not _has_values(rule, nodes):
            return False
        if check is not None and not check(nodes, doc):
            return False
        if behind is not None and not _stands(behind, nodes[-1], doc):
            return False
        return not_behind is None or not _stands(not_behind, nodes[-1], doc)

    build = checks.number if rule.make == "number" else None
    return Rule(rule.match, rule.gives, rule.make, rule.keep, fits, build)


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
