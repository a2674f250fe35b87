"""The words of events, ready to be asked: kinds by verb and arguments, kinds by noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.lang.schema_events import EventWords, ModalityWords
from builder.syntax.clause import Voice
from builder.syntax.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.syntax.clause import Clause
    from builder.syntax.doc import Token

_BEHIND = "…"
_PERSON = "PER"
_REFLEXIVE = "se "


class VerbEntry(NamedTuple):
    """A verb of a kind, and the arguments of which it must have one."""

    kind: str
    reflexive: bool
    arguments: frozenset[str]
    """Empty where the verb tells it by itself."""

    person: bool
    """Whether a person will do as the argument."""

    def fits(self, arguments: Collection[str], *, person: bool) -> bool:
        """Whether one of the arguments that it must have is there."""
        if self.person and person:
            return True
        if not self.arguments:
            return not self.person
        return not self.arguments.isdisjoint(arguments)


class NounMatch(NamedTuple):
    """Words that name an event."""

    kind: str
    tokens: tuple[int, ...]
    """Their indices; the first is the noun."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """`kinds.yml` and `modality.yml`, compiled."""

    words: EventWords
    modality: ModalityWords
    lexicon: Lexicon
    verbs: Mapping[str, tuple[VerbEntry, ...]]
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word → phrases that begin with it, longest first, and their kinds; no kind
    for phrases that tell of no event."""

    def verb_kind(
        self, clause: Clause, arguments: Collection[str], *, person: bool
    ) -> str:
        """The kind that a verb tells with its arguments; empty for none."""
        reflexive = clause.voice is Voice.REFLEXIVE
        for entry in self.verbs.get(clause.lemma, ()):
            if entry.reflexive == reflexive and entry.fits(arguments, person=person):
                return entry.kind
        return ""

    def noun_at(self, tokens: Sequence[Token], at: int) -> NounMatch | None:
        """The event that the words from a place of a sentence on name; the longest.

        A match without a kind says that the words name none.
        """
        first = self.key(tokens[at])
        for phrase, kind in self.nouns.get(first, ()):
            taken = tokens[at : at + len(phrase)]
            if phrase == (first, *map(self.key, taken[1:])):
                return NounMatch(kind, tuple(token.index for token in taken))
        return None

    def key(self, token: Token) -> str:
        """The word as the phrases of the data have it: contracted forms in full."""
        full = self.lexicon.preposition(token.low)
        if full != token.low or token.pos == "ADP":
            return full
        return self.lexicon.determiner(token.lemma)

    def is_verb(self, clause: Clause, words: Collection[str]) -> bool:
        """Whether the verb of a clause stands in a list: "se tenir", "s'ouvrir"."""
        if clause.voice is not Voice.REFLEXIVE:
            return clause.lemma in words
        if f"se {clause.lemma}" in words:
            return True
        return f"s'{clause.lemma}" in words


@lru_cache(maxsize=4)
def vocabulary(pack: LanguagePack) -> Vocabulary:
    """Compile the words of a pack; once."""
    words = pack.words(EventWords)
    closed = lexicon(pack)
    verbs: dict[str, list[VerbEntry]] = {}
    nouns: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, entry in words.kinds.items():
        for phrase in entry.verbs:
            lemma, verb = _verb(kind, phrase)
            verbs.setdefault(lemma, []).append(verb)
        _add(nouns, closed, entry.nouns, kind)
        _add(nouns, closed, entry.excluded, "")
    for entries in verbs.values():
        entries.sort(key=_bare_last)
    for phrases in nouns.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return Vocabulary(
        words,
        pack.words(ModalityWords),
        closed,
        {lemma: tuple(entries) for lemma, entries in verbs.items()},
        {first: tuple(phrases) for first, phrases in nouns.items()},
    )


def _bare_last(entry: VerbEntry) -> bool:
    return not (entry.arguments or entry.person)


def _verb(kind: str, phrase: str) -> tuple[str, VerbEntry]:
    verb, _, behind = phrase.partition(_BEHIND)
    verb = verb.strip().replace("s'", _REFLEXIVE)
    reflexive = verb.startswith(_REFLEXIVE)
    arguments = {word.strip() for word in behind.split("/") if word.strip()}
    person = _PERSON in arguments
    rest = frozenset(arguments - {_PERSON})
    return verb.removeprefix(_REFLEXIVE), VerbEntry(kind, reflexive, rest, person)


def _add(
    nouns: dict[str, list[tuple[tuple[str, ...], str]]],
    closed: Lexicon,
    phrases: Iterable[str],
    kind: str,
) -> None:
    for phrase in phrases:
        spaced = phrase.replace("'", "' ").split()
        words = tuple(closed.preposition(word) for word in spaced)
        nouns.setdefault(words[0], []).append((words, kind))
