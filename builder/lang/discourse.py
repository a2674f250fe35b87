"""An article as sentences with verbs and their subjects; pronouns stand for the last fitting subject."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.lang import subjects
from builder.lang.actors import Actor, Lookup, Unit
from builder.lang.asking import asked
from builder.lang.verbs import Verb, bare, verbs
from builder.lang.words import Token, tokens
from builder.model.article import Article, Sentence, Span
from builder.model.mention import EntityType, Link, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.dates import Timex
    from builder.model.entity import Entity

_MEMORY = 8
"""Sentences back in which a pronoun finds its antecedent."""

_LONGEST = 400
"""Words of one sentence that are looked at together; a longer one is cut, so that time stays linear."""

_BEHIND = 40
"""Code points after "a-t-on indiqué au" in which an institution is named."""

_NEAR = 5
"""Verbs back at most from which an infinitive takes its subject."""

_STOPS = frozenset(",:;")
"""Signs after which a clause is no longer subordinate."""

_MARKS = frozenset('«»“”"‹›')


class Scene(Lookup):
    """An article as a sequence of sentences with verbs and subjects. Everything is found in one pass."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        quoted: Iterable[Span],
        found: tuple[Sequence[Timex], Sequence[Link]],
        pack: LanguagePack,
        entities: Mapping[str, Entity],
    ) -> None:
        """Read the article; what stands in `quoted` (spans with their marks) is not looked into."""
        super().__init__(article.text, quoted, found, pack, entities)
        self._subordinators = frozenset(self.speech["subordinators"])
        self._saying = saying(pack)
        self._sentences = [s.span.start for s in sentences]
        self.units: list[Unit] = []
        for span, sentence in self._joined(sentences):
            words = [
                t
                for t in tokens(self.text, span.start, span.end)
                if not self.inside_quote(t.start)
            ]
            for unit in self._cut(
                span, sentence, [w for w in words if w.low not in _MARKS]
            ):
                self.units.append(unit)
                for index in range(len(unit.verbs)):
                    self._find_subject(unit, index)

    def _joined(self, sentences: Sequence[Sentence]) -> list[tuple[Span, Sentence]]:
        """Sentences, those that one quotation runs through taken together."""
        joined: list[tuple[Span, Sentence]] = []
        for sentence in sentences:
            if (
                joined
                and joined[-1][1].block == sentence.block
                and self.inside_quote(sentence.span.start, edge=False)
            ):
                joined[-1] = (
                    Span(joined[-1][0].start, sentence.span.end),
                    joined[-1][1],
                )
            else:
                joined.append((sentence.span, sentence))
        return joined

    def _cut(
        self, span: Span, sentence: Sentence, words: list[Token]
    ) -> Iterator[Unit]:
        for at in range(0, max(len(words), 1), _LONGEST):
            part = words[at : at + _LONGEST]
            known = verbs(part, self.grammar)
            start = part[0].start if at else span.start
            end = words[at + _LONGEST].start if at + _LONGEST < len(words) else span.end
            spoken = frozenset(
                i for i, v in enumerate(known) if v.lemmas & self._saying
            )
            yield Unit(Span(start, end), sentence, part, known, len(self.units), spoken)

    def breaks(self, start: int, end: int) -> bool:
        """Whether a sentence begins between two places."""
        return bisect_left(self._sentences, start) < bisect_left(
            self._sentences, end + 1
        )

    def _find_subject(self, unit: Unit, index: int) -> None:
        """The verb's own subject; that of the finite verb before for infinitives and gerunds."""
        verb = unit.verbs[index]
        actor = asked(self, unit, index) or self._subject(unit, index)
        if (
            actor is None
            and (not verb.finite or self._joined_on(unit, verb))
            and verb.tense != "pp"
        ):
            near = [
                i
                for i in range(index - 1, max(index - _NEAR, -1), -1)
                if unit.verbs[i].tense != "pp"
            ]
            if verb.tense == "ger":  # "Ada dit que Jan ment, ajoutant …": she
                near.sort(key=lambda i: self.subordinate(unit, i))
            actor = next((unit.subjects[i] for i in near if i in unit.subjects), None)
        if actor is not None:
            unit.subjects[index] = actor
        agent = self.agent(unit, verb) if verb.passive else None
        if agent is not None:
            unit.agents[index] = agent

    def _joined_on(self, unit: Unit, verb: Verb) -> bool:
        """Whether a verb without subject of its own goes on from the verb before: `… et ont proposé`."""
        at = subjects.head(self, unit, verb.first) - 1
        while unit.low(at) in self.grammar.adverbs - self.grammar.negations or unit.low(
            at
        ).endswith("ment"):
            at -= 1
        return unit.low(at) in (",", *self.speech["joining"]) or unit.verbal(at)

    def _subject(self, unit: Unit, index: int) -> Actor | None:
        verb = unit.verbs[index]
        if (
            verb.pronoun in self.speech["impersonal"]
            and unit.low(verb.last + 1) in self.speech["among"]
        ):
            near = self.links_in(
                Span(verb.span.end, min(verb.span.end + _BEHIND, unit.span.end))
            )[:1]
            if near and self._institution(near[0]):
                return self.who(unit, near[0].mention.span)
        if verb.pronoun:
            end = next(
                w.end
                for w in unit.words[verb.first : verb.last + 1]
                if w.low.startswith("-")
            )
            return self.antecedent(
                unit, verb.pronoun, Span(end - len(verb.pronoun), end), incise=True
            )
        if verb.tense == "pp":
            return self.agent(unit, verb)
        if not verb.finite:
            return None
        if self.inverted(unit, index):
            return self.who(unit, subjects.after(self, unit, verb.last + 1))
        return self.who(
            unit, subjects.before(self, unit, verb.first, plural=verb.plural)
        )

    def _institution(self, link: Link) -> bool:
        """Whether a name is that of a body, or of a building that stands for one."""
        known = self.entities.get(link.entities[0]) if link.entities else None
        stands = known is not None and bool(known.stands_for)
        return (
            stands
            or link.mention.type is EntityType.ORG
            or link.mention.kind is MentionKind.METONYM
        )

    def who(self, unit: Unit, words: Span | None) -> Actor | None:
        """The actor that a wording or pronoun stands for; none where there is no wording."""
        if words is None:
            return None
        low = words.of(self.text).lower().replace("’", "'")
        form = self.speech["pronouns"].get(low) or self.speech["demonstratives"].get(
            low
        )
        if form:
            return self.antecedent(unit, form, words)
        first, joined = low.split(" ", 1)[0], f" {self.speech['and']} "
        actor = self.actor(words)
        if first in self.speech["pronouns"] and joined in low:  # "lui et le président"
            other = self.antecedent(
                unit, first, Span(words.start, words.start + len(first))
            )
            return Actor(
                words, tuple(dict.fromkeys(other.entities + actor.entities)), "xp"
            )
        return actor

    def agent(self, unit: Unit, verb: Verb) -> Actor | None:
        """The actor after `par`."""
        return self.who(unit, subjects.agent(self, unit, verb))

    def inverted(self, unit: Unit, index: int) -> bool:
        """Whether the subject follows: `…, a déclaré mercredi le ministre`."""
        verb = unit.verbs[index]
        if verb.pronoun or not verb.finite:
            return bool(verb.pronoun)
        at = subjects.head(self, unit, verb.first)
        said = index in unit.spoken
        if self.closes(unit, at):
            return said or at == 0  # "« A » a dit Ada", but "cette « pause » a compté"
        previous = unit.low(at - 1)
        if previous in self.speech["inverting"]:
            return subjects.before(self, unit, verb.first, plural=verb.plural) is None
        if previous != "," or unit.low(verb.last + 1) in (*self.speech["that"], ":"):
            return False
        main = self._main_before(unit, index)
        return main or (self.closes(unit, at - 1) and (said or at == 1))

    def closes_before(self, unit: Unit, verb: Verb) -> bool:
        """Whether a quotation ends right before a verb, a comma between them or not."""
        at = subjects.head(self, unit, verb.first)
        return self.closes(unit, at) or (
            unit.low(at - 1) == "," and at > 0 and self.closes(unit, at - 1)
        )

    def _main_before(self, unit: Unit, index: int) -> bool:
        """Whether a clause that is no relative one stands before a verb: then the verb follows what is said."""
        return any(v.finite and not self.relative(unit, v) for v in unit.verbs[:index])

    def relative(self, unit: Unit, verb: Verb) -> bool:
        """Whether `qui`, `que`, `dont`, `où` stands right before a verb."""
        at = subjects.head(self, unit, verb.first)
        return any(unit.low(i) in self.speech["relative"] for i in (at - 2, at - 1))

    def antecedent(
        self, unit: Unit, pronoun: str, words: Span, *, incise: bool = False
    ) -> Actor:
        """The last fitting subject: main clauses before subordinate ones, this sentence before earlier ones.

        `pronoun` is a word or a form (`ms`). What stands before `a-t-il dit` is what he says: there (`incise`) only
        speakers of the same sentence are looked at. Nobody fits: an actor without entities.
        """
        form = self.speech["pronouns"].get(pronoun, pronoun)
        if pronoun in self.speech["impersonal"]:
            return Actor(words, (), form, pronoun=True)
        back = (
            _MEMORY // 2 if incise else _MEMORY
        )  # a speaker is no further than a few sentences back
        recent = [unit, *(u for u in reversed(self.units[-back:]) if u is not unit)]
        for other in recent:
            for index, actor in self._by_rank(other, words.start):
                said = index in other.spoken and (
                    not other.verbs[index].passive or index in other.agents
                )
                if (
                    not actor.fits(form)
                    or actor.words == words
                    or not (actor.entities or said)
                ):
                    continue
                if not (incise and other is unit and not said):
                    return Actor(
                        words if actor.entities else actor.words,
                        actor.entities,
                        form,
                        pronoun=True,
                    )
        return Actor(words, (), form, pronoun=True)

    def _by_rank(self, unit: Unit, at: int) -> list[tuple[int, Actor]]:
        """Subjects of the finite verbs before a place: main clauses and verbs of saying first, the last first."""
        found: list[tuple[int, Actor]] = []
        for index in range(bisect_left(unit.starts, at) - 1, -1, -1):
            agent = unit.agents.get(index) if index in unit.spoken else None
            actor = agent or unit.subjects.get(index)
            if actor is not None and unit.verbs[index].finite:
                found.append((index, actor))
            if len(found) == _MEMORY:
                break
        return sorted(
            found,
            key=lambda f: (
                self.subordinate(unit, f[0]),
                f[0] not in unit.spoken,
                -f[0],
            ),
        )

    def subordinate(self, unit: Unit, index: int) -> bool:
        """Whether `que`, `qui`, `lorsque` … opens the clause of a verb, or of the verb it is joined to."""
        known = unit.below
        for at in range(len(known), index + 1):
            start = unit.verbs[at - 1].last + 1 if at else 0
            ahead = {w.low for w in unit.words[start : unit.verbs[at].first]}
            bare = ahead.isdisjoint(self.speech["joining"])
            apart = unit.verbs[at].finite and bare  # "ceux qui ont vu la mer ont ri"
            joined = at > 0 and ahead.isdisjoint(_STOPS) and not apart and known[at - 1]
            known.append(bool(ahead & self._subordinators) or joined)
        return known[index]


@lru_cache(maxsize=4)
def saying(pack: LanguagePack) -> frozenset[str]:
    """Infinitives of the verbs of saying."""
    lists = pack.data("reporting")
    return frozenset(
        bare(p)[0] for manner, ps in lists.items() if manner != "incise" for p in ps
    )
