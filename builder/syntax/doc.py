"""The analysed text of one article: tokens with what the parser says of them.

Made by `syntax.parser`, read by every stage that looks at an article, changed by none.
Relations are those of Universal Dependencies. Only this package looks at `Token.head`;
everybody else asks the clauses and phrases.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from builder.model.article import Sentence
    from builder.syntax.clause import Clause


class Token(NamedTuple):
    """A word or sign of the article.

    A tuple, not a frozen dataclass: an article has many, and a dataclass takes ten times as long to make.
    """

    index: int  # type: ignore[assignment] # a tuple's own `index` is of no use here
    """Place in `Doc.tokens`."""

    start: int
    end: int
    """Code points of the article's text, half-open."""

    text: str
    """The plain form that was read: composed, straight apostrophe."""

    low: str
    """The same in small letters."""

    lemma: str
    pos: str
    """Universal part of speech: NOUN, PROPN, VERB, AUX, ADP …; empty for none."""

    relation: str
    """Universal relation to the head: nsubj, obj, obl:agent, ROOT …"""

    head: int
    """Index of the head; its own for the root of a sentence. For `syntax` alone."""

    sentence: int
    """Index into `Doc.sentences`."""

    gender: str = ""
    """m, f, or empty where the form does not tell."""

    number: str = ""
    """s, p, or empty."""

    person: str = ""
    """1, 2, 3, or empty."""

    mood: str = ""
    """Ind, Cnd, Sub, Imp, or empty."""

    tense: str = ""
    """Pres, Past, Imp, Fut, or empty."""

    verb_form: str = ""
    """Fin, Inf, Part, or empty."""

    definite: str = ""
    """Def, Ind, or empty."""

    entity: str = ""
    """What the pipeline's own recogniser thinks: B-PER, I-LOC, … or empty. Evidence."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or a figure."""
        return self.low.isalnum() or any(map(str.isalnum, self.low))

    @property
    def is_finite(self) -> bool:
        """Whether its form is that of a finite verb or auxiliary."""
        return self.verb_form == "Fin" or bool(self.mood)


@dataclass(frozen=True, eq=False)
class Doc:
    """One article, analysed once.

    Equal to itself alone. Empty where the article tells nothing: no tokens, no clauses.
    """

    text: str
    """The article's text, to the character."""

    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    bounds: tuple[int, ...]
    """Index of the first token of each sentence, and the number of tokens at the end."""

    build: Callable[[Doc], tuple[Clause, ...]] = field(repr=False)
    """Makes the clauses when they are first asked for."""

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens begin, for search by place."""
        return [token.start for token in self.tokens]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause of the article, in the order of the predicates."""
        return self.build(self)

    @cached_property
    def _clause_of(self) -> list[int]:
        """Index of the clause that owns each token; -1 where none does."""
        owner = [-1] * len(self.tokens)
        for clause in self.clauses:
            for index in clause.tokens:
                owner[index] = clause.index
        return owner

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in the order of the text. For `syntax` alone."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token.index)
        return found

    def sentence_tokens(self, index: int) -> Sequence[Token]:
        """The tokens of a sentence, by its index."""
        return self.tokens[self.bounds[index] : self.bounds[index + 1]]

    def sentence_at(self, at: int) -> int | None:
        """Index of the sentence that a place of the text lies in; none between them."""
        index = bisect_right(self._sentence_starts, at) - 1
        inside = index >= 0 and at < self.sentences[index].span.end
        return index if inside else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def token_at(self, at: int) -> Token | None:
        """The token that covers a place of the text; none in white space."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return None
        if at >= self.tokens[index].end:
            return None
        return self.tokens[index]

    def tokens_in(self, span: Span) -> Sequence[Token]:
        """The tokens that begin inside a stretch of the text, in order."""
        first = bisect_left(self.starts, span.start)
        return self.tokens[first : bisect_left(self.starts, span.end)]

    def head_in(self, span: Span) -> Token | None:
        """The word of a stretch that all its other words hang on.

        None where the stretch holds no word. Of several, the one that is highest in the
        tree, then the first.
        """
        inside = self.tokens_in(span)
        words = [token for token in inside if token.is_word] or list(inside)
        if not words:
            return None
        low, high = inside[0].index, inside[-1].index
        outward = [t for t in words if not low <= t.head <= high or t.head == t.index]
        return min(outward or words, key=lambda token: (self.depth(token), token.index))

    def depth(self, token: Token) -> int:
        """Steps from a token to the root of its sentence."""
        return self._depths[token.index]

    @cached_property
    def _depths(self) -> list[int]:
        """Of each token; counted once, so that long chains cost no more than short ones."""
        # Each way up is walked once: a flat list of a thousand names costs no more than
        # a thousand short sentences.
        depths = [-1] * len(self.tokens)
        for token in self.tokens:
            path = []
            at = token
            while depths[at.index] < 0 and at.head != at.index:
                path.append(at.index)
                at = self.tokens[at.head]
            below = max(depths[at.index], 0)
            depths[at.index] = below
            for steps, index in enumerate(reversed(path), start=below + 1):
                depths[index] = steps
        return depths

    def clause_of(self, token: Token) -> Clause | None:
        """The innermost clause that a token belongs to; none where there is none."""
        index = self._clause_of[token.index]
        return self.clauses[index] if index >= 0 else None

    def clause_at(self, span: Span) -> Clause | None:
        """The clause that governs a stretch of the text, by its head word."""
        head = self.head_in(span)
        return self.clause_of(head) if head is not None else None

    def clauses_in(self, sentence: int) -> Sequence[Clause]:
        """The clauses of a sentence, in the order of their predicates."""
        lo, hi = self.bounds[sentence], self.bounds[sentence + 1]
        first = bisect_left(self._predicates, lo)
        return self.clauses[first : bisect_left(self._predicates, hi)]

    def governed(self, clause: Clause) -> Sequence[Clause]:
        """The clauses that a clause governs, in the order of the text."""
        return self._governed.get(clause.index, ())

    @cached_property
    def _governed(self) -> dict[int, list[Clause]]:
        """Index of a clause → the clauses that it governs."""
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            above = clause.governed_by
            if above is not None and above != clause.index:
                found.setdefault(above, []).append(clause)
        return found

    @cached_property
    def _predicates(self) -> list[int]:
        return [clause.predicate for clause in self.clauses]

    def below(self, index: int) -> Iterator[int]:
        """Indices of a token and of everything that hangs on it, in no set order.

        For `syntax` alone.
        """
        # No recursion: machine-made lists nest deeper than Python allows.
        waiting = [index]
        while waiting:
            at = waiting.pop()
            yield at
            waiting.extend(self.children[at])

    def dependents(self, *indices: int) -> Sequence[Token]:
        """The dependents of tokens, in the order of the text. For `syntax` alone."""
        if len(indices) == 1:
            return self._dependents[indices[0]]
        found = [token for index in indices for token in self._dependents[index]]
        return sorted(found)

    @cached_property
    def _dependents(self) -> list[list[Token]]:
        return [[self.tokens[i] for i in below] for below in self.children]
