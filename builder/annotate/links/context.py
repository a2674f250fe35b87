"""What every part of linking looks at: one analysed article and what the knowledge base says of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.words import FORMER, IDIOMS, Vocabulary, vocabulary
from builder.model.article import Span
from builder.model.entity import Entity
from builder.model.mention import EntityType
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.lang.schema_links import RoleWords
    from builder.model.article import Article
    from builder.model.dates import Timex
    from builder.model.entity import Office
    from builder.model.mention import Mention
    from builder.syntax.doc import Doc, Token
    from builder.syntax.phrase_lists import PhraseHit


_OF = ("of", "of_the", "of_many")
"""Classes of words that open a complement."""

_DEFINITE = ("the", "the_many", "of_the", "at_the", "of_many")
"""Classes of words that are or hold a definite article."""


class Layers(NamedTuple):
    """What earlier steps found in the article."""

    doc: Doc
    timexes: Sequence[Timex]
    mentions: Sequence[Mention]


@dataclass(frozen=True, eq=False)
class Context:
    """One article, ready to be linked."""

    article: Article
    doc: Doc
    timexes: Sequence[Timex]
    kb: KnowledgeBase
    words: Vocabulary
    about: About
    local: dict[str, Entity]
    """Entities made from unknown names of this article, by id; filled when names are linked."""

    @classmethod
    def of(
        cls,
        article: Article,
        layers: Layers,
        pack: LanguagePack,
        kb: KnowledgeBase,
    ) -> Context:
        """Ready an article."""
        words = vocabulary(pack, kb)
        about = About.of(
            layers.doc,
            layers.mentions,
            kb,
            words.roles.home,
        )
        return cls(
            article,
            layers.doc,
            layers.timexes,
            kb,
            words,
            about,
            {},
        )

    @property
    def roles(self) -> RoleWords:
        """The words of offices."""
        return self.words.roles

    @cached_property
    def keys(self) -> list[str]:
        """The folded words of the doc; "ex-président" is a president."""
        return [fold(token.low).removeprefix(FORMER) for token in self.doc.tokens]

    @cached_property
    def phrases(self) -> list[PhraseHit]:
        """Phrases of the lists, in the order of the text, long ones first."""
        return self.words.phrases.find(self.keys)

    @cached_property
    def sports(self) -> Counter[str]:
        """How often the article names each sport, or somebody or something known for it."""
        listed = self.words.places.sports
        counts = Counter(word for word in self.keys if word in listed)
        for entity in self.about.named:
            described = key(self.kb.entities[entity].description).split()
            counts.update(listed.intersection(described))
        return counts

    @cached_property
    def idiomatic(self) -> set[int]:
        """Offsets of what stands in a set phrase and names nothing."""
        hits = [hit for hit in self.phrases if hit.name == IDIOMS]
        return offsets(self.span(hit.first, hit.stop) for hit in hits)

    @cached_property
    def dated(self) -> list[list[Timex]]:
        """The dates of each sentence."""
        found: list[list[Timex]] = [[] for _ in self.doc.sentences]
        for timex in self.timexes:
            sentence = self.doc.sentence_at(timex.span.start)
            if sentence is not None:
                found[sentence].append(timex)
        return found

    def span(self, first: int, stop: int) -> Span:
        """The stretch of some tokens, without the beginning of "ex-président"."""
        start = self.doc.tokens[first].start
        if self.doc.tokens[first].low.startswith(FORMER):
            start += len(FORMER)
        return Span(start, self.doc.tokens[stop - 1].end)

    def index(self, offset: int) -> int:
        """Index of the first token that begins at an offset or after it."""
        return bisect_left(self.doc.starts, offset)

    def key(self, index: int, sentence: int) -> str:
        """A folded word of a sentence; empty for a place outside of it."""
        bounds = self.doc.bounds
        inside = bounds[sentence] <= index < bounds[sentence + 1]
        return self.keys[index] if inside else ""

    def is_of(self, index: int) -> bool:
        """Whether a word opens a complement: "de", "du", "des"; none behind the last."""
        return self.atom(index) in _OF

    def is_definite(self, index: int) -> bool:
        """Whether a word is a definite article, or holds one: "le", "du", "aux"; none behind the last."""
        return self.atom(index) in _DEFINITE

    def is_completed(self, index: int, sentence: int) -> bool:
        """Whether a complement begins at a word of a sentence: "de la ville", not "de prendre des mesures"."""
        behind = self.doc.tokens[index + 1 : index + 2]
        is_deed = any(token.verb_form == "Inf" for token in behind)
        return bool(self.key(index, sentence)) and self.is_of(index) and not is_deed

    def past_article(self, index: int) -> int:
        """Index of the word that a complement names: past the article behind "de"."""
        inside = index < len(self.keys)
        return index + (inside and self.is_in(self.keys[index], "articles_after_of"))

    def before(self, span: Span, count: int = 1) -> tuple[str, ...]:
        """The folded words right before a stretch; empty ones before its sentence."""
        sentence = self.doc.sentence_at(span.start)
        if sentence is None:
            return ("",) * count
        at = self.index(span.start)
        return tuple(self.key(i, sentence) for i in range(at - count, at))

    def is_in(self, key: str, *names: str) -> bool:
        """Whether a folded word stands in one of the lists with these names."""
        return any(key in self.words.sets[name] for name in names)

    def listed(self, index: int, *names: str) -> bool:
        """Whether the word at an index stands in one of the lists with these names."""
        return self.is_in(self.keys[index], *names)

    def atom(self, index: int) -> str:
        """Class of the word at an index; empty for one that no pattern names, and behind the last."""
        if index >= len(self.keys):
            return ""
        return self.words.atoms.get(self.keys[index], "")

    def is_adjective(self, token: Token) -> bool:
        """Whether a word is a demonym in small letters: "russe"."""
        return token.low in self.kb.demonyms and not token.text[0].isupper()

    def state_of(self, token: Token) -> str:
        """The state of a demonym in small letters; empty where several share it."""
        if not self.is_adjective(token):
            return ""
        return self.kb.state_of(token.low) or ""

    def entity(self, entity: str) -> Entity:
        """The entity with an id, known or made here."""
        return self.local.get(entity) or self.kb.entities[entity]

    def entity_type(self, entity: str) -> EntityType | None:
        """What an entity is; none for one that is not made yet."""
        known = self.local.get(entity) or self.kb.entities.get(entity)
        return known.type if known is not None else None

    def functions(self, person: Entity) -> set[str]:
        """The functions of the offices that somebody has ever held."""
        offices = self.kb.offices
        return {kind for term in person.tenures for kind in offices[term.office].kinds}

    def served(self, person: Entity) -> set[str]:
        """The states, places and bodies of the offices that somebody has ever held."""
        return {self.kb.offices[term.office].of for term in person.tenures}

    def held(self, person: str) -> list[Office]:
        """The offices that somebody holds when the article appears; none for what is no person."""
        kb, now = self.kb, self.article.published.date
        ids = [term.office for term in self.entity(person).tenures]
        return [kb.offices[i] for i in ids if person in kb.holders(i, now)]

    def make(
        self, entity: str, type_: EntityType, name: str, aliases: tuple[str, ...] = ()
    ) -> None:
        """Make an entity that only this article knows; nothing where the id has one."""
        if entity not in self.kb.entities and entity not in self.local:
            self.local[entity] = Entity(
                entity,
                type_,
                name,
                aliases,
                source=self.article.id,
                known=False,
            )

    def say(self, reason: str, **names: str) -> str:
        """A reason in the words of the language; `name` may be an entity id."""
        called = names.get("name", "")
        if called in self.kb.entities or called in self.local:
            names["name"] = self.entity(called).name
        return self.words.names.reasons[reason].format(**names)

    def names(self, entities: Iterable[str]) -> str:
        """The names of entities, one after the other."""
        return ", ".join([self.entity(i).name for i in entities])


@dataclass(frozen=True, slots=True)
class About:
    """Whom and which states an article speaks of, as far as the knowledge base knows them."""

    named: frozenset[str]
    """Ids of the entities that the article may name."""

    people: frozenset[str]
    """Those of them who are people."""

    spoken_of: frozenset[str]
    """All of them, and the states that some demonym of the article means."""

    near: frozenset[str]
    """Those, and the states in which the places named lie."""

    main: str
    """The state that more than half of its known places and its demonyms mean; empty where there is none."""

    home: str
    """The state whose matters it tells: the only one it names, the one it mostly names, or the readers' own where it names none."""

    @classmethod
    def of(
        cls,
        doc: Doc,
        mentions: Sequence[Mention],
        kb: KnowledgeBase,
        readers: str,
    ) -> About:
        """Look at the names and demonyms of an article."""
        # Demonyms count as often as they stand: "les troupes russes" names Russia.
        adjectives = [
            kb.demonyms[token.low] for token in doc.tokens if token.low in kb.demonyms
        ]
        places: list[tuple[str, ...]] = []
        others: list[tuple[str, ...]] = []
        for mention in mentions:
            bearers = kb.named(mention.surface)
            is_place = mention.type is EntityType.LOC
            (places if is_place else others).append(bearers)
        named = frozenset(_flat(kb.named(mention.surface) for mention in mentions))
        spoken_of = named | set(_flat(adjectives))
        countries = {
            kb.entities[i].country
            for i in named
            if kb.entities[i].type is EntityType.LOC
        }
        near = spoken_of | (countries - {""})
        main = _main(kb, [*places, *adjectives])
        home = main or _home(kb, places, adjectives, readers)
        if not any(places) and not adjectives:
            home = _main(kb, others) or home
        people = (i for i in named if kb.entities[i].type is EntityType.PER)
        return cls(
            named,
            frozenset(people),
            spoken_of,
            near,
            main,
            home,
        )


def _flat(lists: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for ids in lists:
        yield from ids


def _home(
    kb: KnowledgeBase,
    places: Iterable[tuple[str, ...]],
    adjectives: Iterable[tuple[str, ...]],
    readers: str,
) -> str:
    """The state that most of these lie in, the readers' own before others; empty where two others are equal.

    One demonym makes no home: "son homologue tchadien" is abroad.
    """
    counts = Counter(_states(kb, places))
    told = Counter(_states(kb, adjectives))
    for state, count in told.items():
        if count > 1 or len(told) > 1 or state in counts:
            counts[state] += count
    most = max(counts.values(), default=0)
    foremost = {state for state, count in counts.items() if count == most}
    if not foremost or readers in foremost:
        return readers
    return foremost.pop() if len(foremost) == 1 else ""


def _states(kb: KnowledgeBase, spoken: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The state of each of these that one state can claim."""
    for bearers in spoken:
        if len(bearers) == 1:
            bearer = bearers[0]
            state = bearer if bearer in kb.states else kb.entities[bearer].country
            if state:
                yield state


def _main(kb: KnowledgeBase, spoken: Iterable[tuple[str, ...]]) -> str:
    """The state of most of these; empty where none has two and more than half.

    Each is given by the bearers of a name or demonym; shared ones do not count.
    """
    owned = list(_states(kb, spoken))
    counts = Counter(owned)
    if not counts:
        return ""
    # Named once in passing is nothing: two, and more than all others together.
    state, count = counts.most_common(1)[0]
    return state if count > max(1, len(owned) / 2) else ""


def offsets(spans: Iterable[Span]) -> set[int]:
    """Every offset in some spans: what is marked there already is not marked again."""
    return {offset for span in spans for offset in range(span.start, span.end)}
