"""One article as the search for events reads it: clauses, layers and words at hand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.discourse.referents import HeadKind
from builder.model.article import BlockKind, Span
from builder.model.mention import EntityType, MentionKind
from builder.syntax.clause import Governor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from builder.annotate.events.vocabulary import Vocabulary
    from builder.discourse.discourse import Discourse
    from builder.discourse.layers import Layers
    from builder.discourse.referents import Actor
    from builder.model.article import Article
    from builder.model.dates import Timex
    from builder.model.mention import Link
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Doc, Token

_GOVERNED = (Governor.CONTROL, Governor.REPORTING)
_THAT = ("que",)
_CONTENT = ("NOUN", "VERB", "PROPN", "ADJ", "NUM")


@dataclass(frozen=True, eq=False)
class View:
    """What the steps of this room ask of an article."""

    article: Article
    doc: Doc
    discourse: Discourse
    vocabulary: Vocabulary
    quoted: tuple[Span, ...] = ()
    """Everything in quotation marks that somebody says, in order: fragments too."""

    def in_words_of(self, at: int) -> bool:
        """Whether a place stands in somebody's own words."""
        index = bisect_left(self._quoted_ends, at + 1)
        if index >= len(self.quoted):
            return False
        return self.quoted[index].start <= at

    @cached_property
    def _quoted_ends(self) -> list[int]:
        return [span.end for span in self.quoted]

    @cached_property
    def titles(self) -> tuple[int, ...]:
        """Indices of the sentences of the title; empty where the text has none."""
        sentences = range(len(self.doc.sentences))
        return tuple(i for i in sentences if self.block(i) is BlockKind.TITLE)

    @property
    def layers(self) -> Layers:
        """Names, dates and quotations by place."""
        return self.discourse.context.layers

    @property
    def first_day(self) -> date | None:
        """First day on which the article can have come out."""
        published = self.article.published.date
        return published.earliest if published is not None else None

    @property
    def last_day(self) -> date | None:
        """Last day on which the article can have come out."""
        published = self.article.published.date
        return published.latest if published is not None else None

    def words(self, phrase: Phrase) -> Iterator[Token]:
        """Head, then what is joined to it."""
        yield self.doc.tokens[phrase.head]
        for index in phrase.joined:
            yield self.doc.tokens[index]

    def links(self, phrase: Phrase) -> list[Link]:
        """The names that a phrase stands for: those that hold its head or a joined one."""
        heads = [*self.words(phrase), *(self.doc.tokens[i] for i in phrase.apposed)]
        found = [self.layers.link_at(token.start) for token in heads]
        return [link for link in found if link is not None]

    def is_person(self, phrase: Phrase) -> bool:
        """Whether a phrase names a person, by name or office.

        "le ministre Jan Vik" does, "le prix Jan Vik" does not.
        """
        head = self.doc.tokens[phrase.head]
        link = self.layers.link_at(head.start)
        if link is not None:
            return link.mention.type is EntityType.PER
        person = self.discourse.actor(phrase).kind is HeadKind.PERSON
        if not person:
            return False
        return self.is_somebody(head)

    def is_somebody(self, head: Token) -> bool:
        """Whether a common noun is of people or bodies that do things."""
        words = self.discourse.context.words
        named = {head.lemma, head.low}
        # One list after the other: to unite them takes longer than to ask.
        known = (words.persons, words.bodies, self.vocabulary.words.doers)
        return any(not nouns.isdisjoint(named) for nouns in known)

    def is_event_noun(self, token: Token) -> bool:
        """Whether a common noun can name an event: "rencontre", "chute"."""
        named = token.pos == "NOUN" and token.text[:1].islower()
        return named and self.vocabulary.key(token) in self.vocabulary.nouns

    def preposition(self, token: Token) -> str:
        """The full form of the preposition before a noun; empty for none."""
        at = token.index - 1
        while at >= 0 and self.doc.tokens[at].pos in ("DET", "NUM", "ADJ"):
            at -= 1
        if at < 0 or self.doc.tokens[at].pos != "ADP":
            return ""
        return self.vocabulary.lexicon.preposition(self.doc.tokens[at].low)

    def is_named(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody or a body that can act."""
        for link in self.links(phrase):
            acts = link.mention.type is not EntityType.LOC
            if acts or link.mention.kind is MentionKind.METONYM:
                return True
        return False

    def arguments(self, clause: Clause) -> Iterator[Phrase]:
        """What a verb takes: objects, phrases behind it, the subject of a passive."""
        yield from clause.objects
        yield from clause.recipients
        yield from clause.obliques
        if clause.voice == "passive" and clause.subject is not None:
            yield clause.subject

    def happens(self, clause: Clause) -> bool:
        """Whether a verb says that its subject takes place: "se tenir", "avoir lieu"."""
        words = self.vocabulary.words.happening
        if self.vocabulary.is_verb(clause, words):
            return True
        heads = [self.doc.tokens[phrase.head].lemma for phrase in clause.objects]
        return any(f"{clause.lemma} {head}" in words for head in heads)

    def complements(self, clause: Clause) -> Iterator[Clause]:
        """What a verb governs: infinitives and "que …", in the order of the text."""
        for below in self.doc.governed(clause):
            asked = below.marker in self.vocabulary.modality.leading
            if below.governor in _GOVERNED or (asked and not below.finite):
                yield below

    def is_state(self, link: Link) -> bool:
        """Whether a name is that of a state, which can act and be met."""
        if link.mention.kind is MentionKind.DEMONYM:
            return False
        for entity in link.entities[:1]:
            known = self.discourse.context.kb.entities.get(entity)
            return known is not None and bool(known.demonyms)
        return False

    def depends(self, clause: Clause) -> bool:
        """Whether it hangs on a condition: "s'il signe, elle viendra"."""
        governors = {below.governor for below in self.doc.governed(clause)}
        return Governor.CONDITION in governors

    def governing(self, clause: Clause) -> Clause | None:
        """The clause that a clause depends on; none for a main clause."""
        above = clause.governed_by
        return self.doc.clauses[above] if above is not None else None

    def beside_noun(self, token: int) -> Sequence[Clause]:
        """Participles, relative clauses and complements of a noun."""
        return self._beside.get(token, ())

    @cached_property
    def _beside(self) -> dict[int, list[Clause]]:
        """Index of a noun → the clauses that hang on it."""
        found: dict[int, list[Clause]] = {}
        for clause in self.doc.clauses:
            if clause.noun is not None:
                found.setdefault(clause.noun, []).append(clause)
        return found

    @cached_property
    def finite_before(self) -> dict[int, int]:
        """Index of a clause → number of finite clauses before it in its sentence."""
        found: dict[int, int] = {}
        sentence, number = -1, 0
        for clause in self.doc.clauses:
            if clause.sentence != sentence:
                sentence, number = clause.sentence, 0
            found[clause.index] = number
            number += clause.finite
        return found

    @cached_property
    def leading(self) -> frozenset[int]:
        """Indices of the first main clause of each sentence."""
        first: dict[int, int] = {}
        for clause in self.doc.clauses:
            if clause.main:
                first.setdefault(clause.sentence, clause.index)
        return frozenset(first.values())

    @property
    def of(self) -> str:
        """The preposition before a complement, in full."""
        return self.discourse.context.words.of

    def block(self, sentence: int) -> BlockKind:
        """What kind of block a sentence stands in."""
        return self.article.blocks[self.doc.sentences[sentence].block].kind

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Indices of the sentences of paragraphs that have a clause, in order."""
        found = []
        for index in range(len(self.doc.sentences)):
            told = self.block(index) is BlockKind.PARAGRAPH
            if told and any(c.finite for c in self.doc.clauses_in(index)):
                found.append(index)
        return tuple(found)

    @cached_property
    def place(self) -> dict[int, int]:
        """Sentence → its number among those of the body."""
        return {sentence: number for number, sentence in enumerate(self.body)}

    @cached_property
    def kinds_told(self) -> frozenset[str]:
        """Kinds of which the article has a noun that is not doubtful."""
        words = self.vocabulary
        lemmas = {token.lemma for token in self.doc.tokens if token.pos == "NOUN"}
        found: set[str] = set()
        for lemma in lemmas - words.words.doubtful.keys():
            for phrase, kind in words.nouns.get(lemma, ()):
                if len(phrase) == 1:
                    found.add(kind)
        return frozenset(found)

    @cached_property
    def title(self) -> frozenset[str]:
        """Content words of the title, in dictionary forms; empty without a title."""
        found: set[str] = set()
        for index in self.titles:
            found |= self.content(self.doc.sentence_tokens(index))
        return frozenset(found)

    def content(self, tokens: Iterable[Token]) -> set[str]:
        """Dictionary forms of nouns, verbs, names and numbers."""
        kept = [t for t in tokens if t.pos in _CONTENT and len(t.lemma) > 1]
        return {token.lemma.lower() for token in kept}

    def trigger_span(self, clause: Clause) -> Span:
        """From the first auxiliary to the predicate; without verbs that only give a wish.

        "devrait être nommé" is told by "être nommé".
        """
        modals = self.vocabulary.lexicon.words.modals
        first = clause.predicate
        for index in reversed(clause.auxiliaries):
            if index > first or self.doc.tokens[index].lemma in modals:
                break
            first = index
        tokens = self.doc.tokens
        last = max(clause.predicate, first)
        return Span(tokens[first].start, tokens[last].end)

    def timexes_in(self, span: Span, at: int) -> list[Timex]:
        """Expressions of time in a stretch that are told with what stands at a place.

        Those of a quotation date only what is quoted, and nothing else does.
        """
        quote = self.layers.quote_at(at)
        if quote is None:
            return self.layers.timexes_in(span)
        first = bisect_left(self._timex_starts, max(span.start, quote.start))
        last = bisect_left(self._timex_starts, min(span.end, quote.end))
        return self.layers.timexes[first:last]

    @cached_property
    def _timex_starts(self) -> list[int]:
        return [timex.span.start for timex in self.layers.timexes]

    def is_linked_by_of(self, start: int) -> bool:
        """Whether "de" stands before a place, an article between or not."""
        token = self.doc.token_at(start)
        if token is None or not token.index:
            return False
        lexicon = self.vocabulary.lexicon
        before = self.doc.tokens[token.index - 1]
        if before.pos == "DET" and before.index:
            before = self.doc.tokens[before.index - 1]
        return lexicon.preposition(before.low) == self.of

    def opens_bracket(self, start: int) -> bool:
        """Whether a bracket opens right before a place: it tells of the noun before."""
        return self.article.text[max(0, start - 1) : start] == "("

    def in_brackets(self, token: Token) -> bool:
        """Whether a word stands in brackets of its sentence."""
        first = self.doc.sentences[token.sentence].span.start
        before = self.article.text[first : token.start]
        return before.rfind("(") > before.rfind(")")

    def breaks_out(self, clause: Clause) -> bool:
        """Whether a clause joined to what is said is the article's own voice again.

        "Ada a dit que c'était fini, mais le Pérou a bombardé Arica": "que" would be
        repeated before what she still says.
        """
        if clause.joined_to is None or not clause.finite:
            return False
        before = self.doc.clauses[clause.joined_to]
        if before.governor is not Governor.REPORTING or before.marker not in _THAT:
            return False
        tokens = self.doc.tokens[max(before.tokens) + 1 : clause.verb]
        lows = [token.low for token in tokens]
        adversative = self.vocabulary.modality.adversative
        if not any(low in adversative for low in lows):
            return False
        return "que" not in lows

    def links_of(self, actor: Actor) -> list[Link]:
        """The names in the wording of an actor that stand for him."""
        if actor.words is None:
            return []
        inside = self.layers.links_in(actor.words)
        return [k for k in inside if set(k.entities) & set(actor.entities)]
