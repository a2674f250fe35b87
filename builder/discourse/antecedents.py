"""What a pronoun stands for: the last fitting subject, main clauses first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.discourse.referents import Actor, HeadKind
from builder.model.article import Span
from builder.model.mention import EntityType
from builder.syntax.clause import Governor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.discourse.context import Context
    from builder.model.mention import Link
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token

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

    aside: bool = False
    """Of what only says who tells it: "…, a annoncé SA FAMILLE"."""

    reported: bool = False
    """Of what such a clause reports: "ADA ROUX est morte, a annoncé sa famille"."""

    def rank(self, wanted: Wanted) -> tuple[bool, int]:
        """Main clauses first, then the last one.

        Who only tells it comes first for one who speaks, and last for others.
        """
        first = self.main
        if not wanted.speaks:
            first = self.reported or (first and not self.aside)
        return not first, -self.at

    def fits(self, sentence: int, wanted: Wanted) -> bool:
        """Whether a pronoun can stand for it; `sentence` is its own."""
        actor = self.actor
        if not actor.fits(wanted.gender, wanted.number):
            return False
        # "Jan est parti, a-t-il dit": in his own sentence only one who speaks already.
        here = sentence == wanted.sentence
        if here and wanted.incise and not self.says:
            return False
        if actor.entities:
            return True
        if not actor.speaks:
            return False
        # "jusqu'à ce qu'un site la relaye": nobody goes on with that site.
        return self.main or self.says


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

    def unknown(self, words: Span) -> Actor:
        """The pronoun itself, where nobody is found whom it stands for."""
        return Actor(words, (), self.gender, self.number, pronoun=True)


class Antecedents:
    """Remembers the subjects of an article as they are read."""

    def __init__(self, context: Context) -> None:
        """Begin with nothing."""
        self._context = context
        self._by_sentence: dict[int, list[Candidate]] = {}

    def record(self, clause: Clause, at: int, actor: Actor, *, says: bool) -> None:
        """Remember the subject of a clause, or the agent of a passive of saying."""
        if not (clause.finite or says):
            return
        main = clause.governor in (Governor.NOTHING, Governor.CONDITION)
        reported = clause.governor is Governor.REPORTING and not clause.marker
        candidate = Candidate(
            actor, at, main, says, aside=clause.incise, reported=reported
        )
        self._remember(clause.sentence, candidate)

    def record_frame(self, sentence: int, at: int, actor: Actor) -> None:
        """Remember the one of a frame: "Selon Ada Roux, …"."""
        candidate = Candidate(actor, at, main=True, says=True, framed=True)
        self._remember(sentence, candidate)

    def _remember(self, sentence: int, candidate: Candidate) -> None:
        self._by_sentence.setdefault(sentence, []).append(candidate)

    def pronoun(self, phrase: Phrase, wanted: Wanted) -> Actor | None:
        """Who a pronoun stands for; none where the phrase is no pronoun of anybody."""
        token = self._context.doc.tokens[phrase.head]
        low = bare(token)
        span = Span(token.end - len(low), token.end)  # "-elle" of "a-t-elle dit"
        words = self._context.words
        if low in words.nobody:
            return Actor(span, (), "", phrase.number, pronoun=True)
        return self.find(span, wanted) if low in words.pronouns else None

    def find(self, words: Span, wanted: Wanted) -> Actor:
        """The last fitting one; an actor without entities where nobody fits."""
        memory = _NEAR if wanted.incise else _MEMORY
        farthest = max(wanted.sentence - memory, -1)
        for sentence in range(wanted.sentence, farthest, -1):
            actor = self._fitting(sentence, wanted)
            if actor is None and sentence == wanted.sentence - 1:
                actor = self._sole_person(sentence, wanted)
            if actor is not None:
                return self._standing(words, actor, wanted)
        return self._group(wanted) or wanted.unknown(words)

    def _fitting(self, sentence: int, wanted: Wanted) -> Actor | None:
        """The first of the subjects of a sentence that fits."""
        for candidate in self._ranked(sentence, wanted):
            if candidate.fits(sentence, wanted):
                return candidate.actor
        return None

    def _sole_person(self, sentence: int, wanted: Wanted) -> Actor | None:
        """The one person whom the sentence before names, whatever the part.

        Nearer than a subject of two sentences ago: "La vidéo de Jan Vik plaît. Il …".
        """
        context = self._context
        span = context.doc.sentences[sentence].span
        people: dict[str, Actor] = {}
        for link in context.layers.links_in(span):
            if link.mention.type is not EntityType.PER:
                continue
            if context.layers.inside_quote(link.mention.span.start):
                continue
            for actor in self._named(link, wanted):
                people[actor.entities[0]] = actor
        return next(iter(people.values())) if len(people) == 1 else None

    def _named(self, link: Link, wanted: Wanted) -> Iterator[Actor]:
        """The one whom a link names, where it is one who fits."""
        if len(link.entities) != 1:
            return
        gender = self._context.gender_of(link.entities[0])
        kind = HeadKind.PERSON
        actor = Actor(link.mention.span, link.entities, gender, "s", kind=kind)
        if actor.fits(wanted.gender, wanted.number):
            yield actor

    def _group(self, wanted: Wanted) -> Actor | None:
        """The people of the sentence before, whatever their part, if it has one group.

        "a provoqué la colère des féministes. Pour eux, …"
        """
        if wanted.number != "p" or not wanted.sentence:
            return None
        tokens = self._context.doc.sentence_tokens(wanted.sentence - 1)
        people = [self._context.phrase(t) for t in tokens if self._is_people(t)]
        groups = [phrase for phrase in people if phrase.number == "p"]
        if len(groups) != 1:
            return None
        span, kind = groups[0].span, HeadKind.PERSON
        return Actor(span, (), wanted.gender, "p", pronoun=True, kind=kind)

    def _is_people(self, token: Token) -> bool:
        """Whether a word outside quotations is a noun of people."""
        if token.pos != "NOUN" or self._context.quoted(token):
            return False
        return token.lemma in self._context.words.persons

    def last_named(self, words: Span, wanted: Wanted) -> Actor:
        """Whom "ce dernier" means: the last person or body named before, whatever its part."""
        doc = self._context.doc
        start = doc.sentences[max(wanted.sentence - 1, 0)].span.start
        end = doc.tokens[wanted.before].start
        found = wanted.unknown(words)
        for link in self._context.layers.links_in(Span(start, end)):
            for named in self._named(link, wanted):
                found = replace(named, words=words, pronoun=True)
        return found

    def last_document(self, actor: Actor, sentence: int) -> Actor:
        """Whom "le texte" speaks for: whose text was spoken of last; the actor itself where none was."""
        for back in range(sentence, max(sentence - _NEAR, -1), -1):
            for candidate in reversed(self._by_sentence.get(back, ())):
                known = candidate.actor
                if known.kind is HeadKind.DOCUMENT:
                    words = actor.words if known.entities else known.words
                    return replace(actor, words=words, entities=known.entities)
        return actor

    def _ranked(self, sentence: int, wanted: Wanted) -> list[Candidate]:
        """The last subjects of a sentence before a pronoun, the likeliest first."""
        able: list[Candidate] = []
        for candidate in self._by_sentence.get(sentence, ()):
            if candidate.at >= wanted.before:
                continue
            # "Selon Pim Dal, Jan Vik est parti. Il a pris le train": the one who left.
            if wanted.speaks or not candidate.framed:
                able.append(candidate)
        return sorted(able[-_MOST:], key=lambda each: each.rank(wanted))

    def _standing(self, words: Span, actor: Actor, wanted: Wanted) -> Actor:
        """The antecedent as the pronoun says it.

        Its own words where it is no entity, so that a reader sees "un témoin", not "il".
        """
        shown = words if actor.entities else actor.words
        gender = wanted.gender or actor.gender
        number = wanted.number
        return replace(actor, words=shown, gender=gender, number=number, pronoun=True)


def bare(token: Token) -> str:
    """A pronoun in small letters, without what ties it to its verb: "elle" of "-t-elle"."""
    tied = token.low.startswith("-")
    return token.low.rsplit("-", 1)[-1] if tied else token.low
