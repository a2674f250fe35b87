"""What every rule of mending may ask: words, forms of verbs, and small questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.lang.schema import SyntaxWords
    from builder.syntax.doc import Token
    from builder.syntax.forms import Forms
    from builder.syntax.lexicon import Lexicon
    from builder.syntax.tree import Tree

SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
"""Relations of a subject, "il" for nobody included."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, eq=False)
class Context:
    """The language, for the rules of mending."""

    lexicon: Lexicon
    forms: Forms

    @cached_property
    def words(self) -> SyntaxWords:
        """The closed classes."""
        return self.lexicon.words

    def is_time(self, tree: Tree, index: int) -> bool:
        """Whether a noun without preposition is a date or another adverb of time.

        "mercredi", "le 3 mai", "cette année", "lundi matin"; not "deux ans".
        """
        token = tree[index]
        words = self.words
        if token.lemma in words.days:
            return True
        if token.lemma in words.months:
            return True
        if token.pos == "NUM" or token.low.isdigit():
            below = tree.children(index)
            return any(child.lemma in words.months for child in below)
        if token.lemma not in words.times:
            return False
        return self._is_pointed_at(tree, index)

    def bare_phrases(
        self, tree: Tree, verb: int, relations: Collection[str]
    ) -> Iterator[Token]:
        """What hangs on a verb so, without a preposition, and is no adverb of time."""
        for child in tree.children(verb):
            if child.relation not in relations or not bare(tree, child.index):
                continue
            if not self.is_time(tree, child.index):
                yield child

    def is_period(self, token: Token) -> bool:
        """Whether a noun measures time or names a part of it: "deux jours", "mai"."""
        words = self.words
        periods = (words.days, words.months, words.times, words.spans)
        return any(token.lemma in nouns for nouns in periods)

    def _is_pointed_at(self, tree: Tree, index: int) -> bool:
        """Whether a noun of time is an adverb: "ce matin", "lundi matin", "semaine"."""
        below = tree.children(index)
        if any(child.low in self.words.pointing for child in below):
            return True
        before = tree.get(index - 1)
        if before is not None and before.lemma in self.words.days:
            return True
        return not any(is_determiner(child) for child in below)

    def is_clitic(self, token: Token) -> bool:
        """Whether a word stands between a subject and its verb: "ne", "se", "lui", "y"."""
        words = self.words
        if token.low in words.objects:
            return True
        return token.low in words.ne

    def agrees(self, tree: Tree, noun: int, verb: Token) -> bool:
        """Whether the number of a phrase allows it to be the subject of a finite verb."""
        if tree[noun].lemma in self.words.collective:
            return True
        number = self.number(tree, noun)
        if not (number and verb.number):
            return True
        return number == verb.number

    def number(self, tree: Tree, noun: int, *, alone: bool = False) -> str:
        """Of a phrase: plural where something is joined to it, else by its determiner.

        `alone`: of the noun without what is joined to it.
        """
        below = tree.children(noun)
        for child in below:
            if not alone and _is_listed(tree, child):
                return "p"
            if child.relation != "nummod":
                continue
            if child.lemma not in self.words.one:
                return "p"
        # The article tells more than the noun: "les héros", "le bras".
        marks = [child.number for child in below if child.relation.startswith("det")]
        return next((mark for mark in marks if mark), tree[noun].number)


def _is_listed(tree: Tree, child: Token) -> bool:
    """Whether a noun is joined to another; "Didier Queloz, de l'Université" is no list."""
    if child.relation != "conj":
        return False
    if child.pos not in NOMINAL:
        return False
    if bare(tree, child.index):
        return True
    return tree.has(child.index, "cc")


def is_verb(token: Token) -> bool:
    """Whether a word is a verb or an auxiliary."""
    return token.pos in ("VERB", "AUX")


def is_noun(token: Token) -> bool:
    """Whether a word is a noun or a name."""
    return token.pos in ("NOUN", "PROPN")


def is_determiner(token: Token) -> bool:
    """Whether a dependent is an article, a possessive or a numeral."""
    if token.relation.startswith("det"):
        return True
    return token.relation == "nummod"


def bare(tree: Tree, index: int) -> bool:
    """Whether a phrase has no preposition."""
    return not tree.has(index, "case")


def as_article(tree: Tree, context: Context, case: Token) -> None:
    """Make "des" before a noun its article; any other preposition stays one."""
    if case.low == context.words.some:
        tree.change(case.index, pos="DET", lemma=context.words.one_of_many, number="p")
        tree.hang(case.index, case.head, "det")


def verb_head(tree: Tree, index: int) -> int:
    """The predicate that an auxiliary or copula belongs to; other words are their own."""
    at = tree[index]
    while at.relation in AUXILIARY and at.head != at.index:
        at = tree[at.head]
    return at.index


def finite_of(tree: Tree, index: int) -> Token | None:
    """The finite word of a predicate: itself, or its auxiliary or copula."""
    if tree[index].is_finite:
        return tree[index]
    for child in tree.children(index):
        if child.relation not in AUXILIARY:
            continue
        if child.is_finite:
            return child
    return None


def is_sign(token: Token) -> bool:
    """Whether a token is no word."""
    if token.pos == "PUNCT":
        return True
    return not token.is_word


def previous_word(tree: Tree, index: int) -> Token | None:
    """The word before a token, signs passed over; none at the beginning."""
    at = index - 1
    while at >= tree.first and is_sign(tree[at]):
        at -= 1
    return tree.get(at)


def after_conjunction(tree: Tree, index: int) -> bool:
    """Whether "et" or its like stands right before a verb, pronouns passed over."""
    at = index - 1
    while (token := tree.get(at)) is not None:
        if token.pos == "CCONJ":
            return True
        passed = token.pos == "ADV" or token.relation.startswith(
            ("expl", "iobj", "obj")
        )
        if not passed:
            return False
        at -= 1
    return False


def begins(tree: Tree, index: int) -> int:
    """The first of a word and its own dependents, signs passed over."""
    below = [child.index for child in tree.children(index) if not is_sign(child)]
    return min([index, *below])


def has_finite(tree: Tree) -> bool:
    """Whether a sentence has any finite verb."""
    return any(tree[index].is_finite for index in tree.indices)
