"""What a pronoun stands for: the last fitting subject, main clauses first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.discourse.referents import Actor, HeadKind
from builder.model.article import Span
from builder.model.mention import EntityType
from builder.syntax.clause import Governor
from builder.syntax.phrases import make_phrase

if TYPE_CHECKING:
    from builder.discourse.context import Context
    from builder.syntax.clause import Clause, Phrase

_MEMORY = 5
"""Sentences back in which a pronoun finds its antecedent."""

_NEAR = 4
"""The same for "a-t-il dit": a speaker is no further than a few sentences back."""

_MOST = 8
"""Subjects of one sentence that are looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The subject of a clause that was read, or the one who says it in a frame."""

    actor: Actor
    at: int
    """Index of the head of its phrase."""

    main: bool
    says: bool
    framed: bool = False
    """Of a frame: "Selon Ada Roux, …"."""

    @property
    def weighty(self) -> bool:
        """Whether it can be an antecedent without being known by name.

        "jusqu'à ce qu'un site la relaye": nobody goes on with that site.
        """
        if self.main:
            return True
        return self.says

    def rank(self, wanted: Wanted) -> tuple[bool, bool, int]:
        """Main clauses first, for one who speaks those who spoke; then the last one."""
        spoke = self.says and wanted.speaks
        return (not self.main, not spoke, -self.at)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an antecedent must be like."""

    gender: str
    number: str
    sentence: int
    before: int
    """Index of the token that stands for it."""

    speaks: bool = False
    """It stands for somebody who says something."""

    incise: bool = False
    """"a-t-il dit": what stands before it in its sentence is what he says."""


class Antecedents:
    """Remembers the subjects of an article as they are read."""

    def __init__(self, context: Context) -> None:
        """Begin with nothing."""
        self._context = context
        self._by_sentence: dict[int, list[Candidate]] = {}

    def record(self, clause: Clause, at: int, actor: Actor, *, says: bool) -> None:
        """Remember the subject of a clause, or the agent of a passive of saying."""
        if actor.words is None:
            return
        if not (clause.finite or says):
            return
        subordinate = clause.governor not in (Governor.NOTHING, Governor.CONDITION)
        candidate = Candidate(actor, at, not subordinate, says)
        self._by_sentence.setdefault(clause.sentence, []).append(candidate)

    def record_frame(self, sentence: int, at: int, actor: Actor) -> None:
        """Remember the one of a frame: "Selon Ada Roux, …"."""
        candidate = Candidate(actor, at, main=True, says=True, framed=True)
        self._by_sentence.setdefault(sentence, []).append(candidate)

    def pronoun(self, phrase: Phrase, wanted: Wanted) -> Actor | None:
        """Who a pronoun stands for; none where the phrase is no pronoun of anybody."""
        token = self._context.doc.tokens[phrase.head]
        low = token.low.rsplit("-", 1)[-1] if token.low[0] == "-" else token.low
        span = Span(token.end - len(low), token.end)  # "-elle" of "a-t-elle dit"
        words = self._context.words
        if low in words.nobody:
            return Actor(span, (), "", phrase.number, pronoun=True)
        if low in words.pronouns:
            return self.find(span, wanted)
        return None

    def find(self, words: Span, wanted: Wanted) -> Actor:
        """The last fitting one; an actor without entities where nobody fits."""
        nearest = max(wanted.sentence - (_NEAR if wanted.incise else _MEMORY), -1)
        for sentence in range(wanted.sentence, nearest, -1):
            for candidate in self._ranked(sentence, wanted):
                if self._fits(candidate, sentence, wanted):
                    return self._standing(words, candidate.actor, wanted)
            sole = self._sole_person(sentence, wanted)
            if sole is not None:
                return self._standing(words, sole, wanted)
        group = self._group(wanted) if wanted.number == "p" else None
        if group is not None:
            kind = HeadKind.PERSON
            return Actor(group, (), wanted.gender, "p", pronoun=True, kind=kind)
        return Actor(words, (), wanted.gender, wanted.number, pronoun=True)

    def _sole_person(self, sentence: int, wanted: Wanted) -> Actor | None:
        """The one person whom the sentence before names, whatever the part.

        Nearer than a subject of two sentences ago: "La vidéo de Jan Vik plaît. Il …".
        """
        if sentence != wanted.sentence - 1:
            return None
        if wanted.number != "s":
            return None
        context = self._context
        people: dict[str, Actor] = {}
        for link in context.layers.links_in(context.doc.sentences[sentence].span):
            mention = link.mention
            outside = not context.layers.inside_quote(mention.span.start)
            person = mention.type is EntityType.PER and len(link.entities) == 1
            if not (outside and person):
                continue
            known = context.kb.entities.get(link.entities[0])
            gender = known.gender[:1] if known is not None else ""
            kind = HeadKind.PERSON
            actor = Actor(mention.span, link.entities, gender, "s", kind=kind)
            if actor.fits(wanted.gender, "s"):
                people[link.entities[0]] = actor
        return next(iter(people.values())) if len(people) == 1 else None

    def _group(self, wanted: Wanted) -> Span | None:
        """The people of the sentence before, whatever their part, if it has one group.

        "a provoqué la colère des féministes. Pour eux, …"
        """
        if not wanted.sentence:
            return None
        context = self._context
        found: list[Phrase] = []
        for token in context.doc.sentence_tokens(wanted.sentence - 1):
            people = token.lemma in context.words.persons and token.pos == "NOUN"
            joined = any(token.index in phrase.joined for phrase in found)
            if not people:
                continue
            if joined:
                continue
            if context.layers.inside_quote(token.start):
                continue
            phrase = make_phrase(context.doc, context.lexicon, token)
            if phrase.number == "p":
                found.append(phrase)
        return found[0].span if len(found) == 1 else None

    def last_named(self, words: Span, wanted: Wanted) -> Actor:
        """Whom "ce dernier" means: the last person or body named before, whatever its part."""
        doc, layers = self._context.doc, self._context.layers
        first = max(wanted.sentence - 1, 0)
        start = doc.sentences[first].span.start
        end = doc.tokens[wanted.before].start
        found = Actor(words, (), wanted.gender, wanted.number, pronoun=True)
        for link in layers.links_in(Span(min(start, end), end)):
            span = link.mention.span
            if len(link.entities) != 1:
                continue
            known = self._context.kb.entities.get(link.entities[0])
            gender = known.gender[:1] if known is not None else ""
            named = Actor(span, link.entities, gender, "s", kind=HeadKind.PERSON)
            if named.fits(wanted.gender, wanted.number):
                found = replace(named, words=words, pronoun=True)
        return found

    def last_document(self, actor: Actor, sentence: int) -> Actor:
        """Whom "le texte" speaks for: whose text was spoken of last; the actor itself where none was."""
        for back in range(sentence, max(sentence - _NEAR, -1), -1):
            for candidate in reversed(self._by_sentence.get(back, ())):
                known = candidate.actor
                if known.kind is not HeadKind.DOCUMENT:
                    continue
                if known.words == actor.words:
                    continue
                words = actor.words if known.entities else known.words
                return replace(actor, words=words, entities=known.entities)
        return actor

    def _ranked(self, sentence: int, wanted: Wanted) -> list[Candidate]:
        before = [
            candidate
            for candidate in self._by_sentence.get(sentence, ())
            if candidate.at < wanted.before
        ]
        # "Selon Pim Dal, Jan Vik est parti. Il a pris le train": the one who left.
        able = [each for each in before if wanted.speaks or not each.framed]
        return sorted(able[-_MOST:], key=lambda candidate: candidate.rank(wanted))

    def _fits(self, candidate: Candidate, sentence: int, wanted: Wanted) -> bool:
        actor = candidate.actor
        if not actor.fits(wanted.gender, wanted.number):
            return False
        if wanted.number and not actor.number and not actor.entities:
            return False
        if wanted.incise and sentence == wanted.sentence and not candidate.says:
            return False
        if actor.pronoun:
            return bool(actor.entities)
        if actor.entities:
            return True
        return actor.speaks and candidate.weighty

    def _standing(self, words: Span, actor: Actor, wanted: Wanted) -> Actor:
        """The antecedent as the pronoun says it.

        Its own words where it is no entity, so that a reader sees "un témoin", not "il".
        """
        shown = words if actor.entities else actor.words
        gender = wanted.gender or actor.gender
        number = wanted.number or actor.number
        return replace(actor, words=shown, gender=gender, number=number, pronoun=True)
