"""Whose parliament, ministry or police it is: what every state or city has is one body only where its owner is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, new_id, nobody, one
from builder.annotate.links.context import offsets
from builder.annotate.links.words import COMMON
from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind
from builder.text.fold import key
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.annotate.links.words import CommonBody
    from builder.kb.base import KnowledgeBase
    from builder.syntax.doc import Token

_TAIL = 6
"""Words of a place inside a name at most, with its preposition."""

_OPENING = 1
"""Words before a place with which a sentence opens."""

_DEFINITE = ("the", "of_the", "at_the")
_OTHER = ("formerly", "coming", "next", "newly", "ordinal")
"""What says before a body that it is another than the present one."""

RULE = "body"


class _Body(NamedTuple):
    """A body of common words, read."""

    name: str
    """Without the state or place: "Parlement"."""

    owner: str
    """Id or slug of the state or place named with it; empty where none is."""

    of_state: bool = False
    """Every state has one, so that it is the home state's where no owner is named."""


def find_bodies(context: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of bodies by a common noun: `le gouvernement`, `la police d’Orlando`, `la capitale`.

    They hold the name of their owner where it stands with them, and cross no name.
    """
    finder = _Finder(context, mentions)
    found: list[Mention] = []
    for hit in context.phrases:
        begin = context.doc.tokens[hit.first].start
        # Of wordings that begin together the longest comes first.
        is_free = not found or begin >= found[-1].span.end
        if hit.name == COMMON and is_free:
            found += finder.read(hit.first, hit.stop)
    return found


class _Finder:
    """Reads the bodies of an article."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        self._context = context
        self._starting = {m.span.start: m for m in mentions}
        self._taken = offsets(m.span for m in mentions)

    def read(self, first: int, stop: int) -> Iterator[Mention]:
        """The body whose common noun stands there; nothing where it is none in particular."""
        context = self._context
        token = context.doc.tokens[first]
        if token.start in self._taken or token.start in context.idiomatic:
            return
        common = context.words.common[tuple(context.keys[first:stop])]
        if not self._is_definite(first):
            return
        end = self._end(first, stop, common)
        if common.owned and end == context.doc.tokens[stop - 1].end:
            return
        span = Span(token.start, end)
        type_ = EntityType.LOC if common.capital else EntityType.ORG
        words = span.of(context.article.text)
        yield Mention(span, words, MentionKind.ROLE, type_, RULE)

    def _is_definite(self, first: int) -> bool:
        """Whether the one body there is is meant: `le gouvernement`, neither any nor the former one."""
        token = self._context.doc.tokens[first]
        if token.number == "p" or first == self._context.doc.bounds[token.sentence]:
            return False
        return self._context.atom(first - 1) in _DEFINITE

    def _end(self, first: int, stop: int, common: CommonBody) -> int:
        """Where the body ends, the name of its owner or its field included."""
        context, tokens = self._context, self._context.doc.tokens
        sentence = tokens[first].sentence
        last = stop - 1
        if common.field and context.is_of(stop):
            last = max(last, self._field(stop, sentence))
        after = last + 1
        # "l'armée gouvernementale syrienne"
        if context.key(after + 1, sentence) and tokens[after].pos == "ADJ":
            after += bool(context.state_of(tokens[after + 1]))
        if context.key(after, sentence) and context.state_of(tokens[after]):
            return tokens[after].end
        owner = self._owner(last + 1, sentence)
        return owner.span.end if owner is not None else tokens[last].end

    def _field(self, at: int, sentence: int) -> int:
        """Last word of `[ministère] de la Santé`; the one before where no field with a capital follows."""
        context, tokens = self._context, self._context.doc.tokens
        begin = context.past_article(at + 1)
        if not context.key(begin, sentence) or not tokens[begin].text[0].isupper():
            return at - 1
        place = self._starting.get(tokens[begin].start)
        if place is None:
            return begin
        return at - 1 if place.type is EntityType.LOC else begin

    def _owner(self, at: int, sentence: int) -> Mention | None:
        """The place named right behind: `de Géorgie`; or who leads it: `gouvernement Fabius`."""
        context, tokens = self._context, self._context.doc.tokens
        if not context.key(at, sentence):
            return None
        led = self._starting.get(tokens[at].start)
        if led is not None:
            return led if led.type is EntityType.PER else None
        begin = context.past_article(at + 1) if context.is_of(at) else at
        if begin == at or not context.key(begin, sentence):
            return None
        place = self._starting.get(tokens[begin].start)
        return place if place is not None and place.type is EntityType.LOC else None


@dataclass(frozen=True, slots=True)
class Bodies:
    """The institutions of common names that an article names."""

    read: Mapping[Mention, _Body]
    owners: Mapping[str, frozenset[str]]
    """Every state or place that the article names with a bare name, by its slug."""

    fronted: Mapping[Mention, str]
    """State of the place with which the sentence of a body opens: "À Londres, le gouvernement"."""

    @property
    def owned(self) -> set[Mention]:
        """Those with which their state or place is named."""
        return {mention for mention, body in self.read.items() if body.owner}

    @classmethod
    def of(cls, context: Context, mentions: Sequence[Mention]) -> Bodies:
        """Read the marked names of organisations, and the bodies of common nouns."""
        reader = _Reader(context, {m.span.start: m for m in mentions})
        found: dict[Mention, _Body] = {}
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.type is not EntityType.ORG and mention.rule != RULE:
                continue
            body = reader.read(mention)
            if body is not None:
                found[mention] = body
                owners[slug(body.name)] |= {body.owner} - {""}
        told = {name: frozenset(ids) for name, ids in owners.items()}
        return cls(found, told, _fronted(context, mentions, found))

    def owner(self, context: Context, mention: Mention) -> str:
        """Whose it is: said with it, or elsewhere with the same name, or of the state that the article is at home in."""
        body = self.read[mention]
        told = self.owners.get(slug(self._meant(body)), frozenset())
        if body.owner or len(told) == 1:
            return body.owner or next(iter(told))
        if body.of_state:
            return self.fronted.get(mention) or context.about.home
        # "la mairie" is of some city, of which nothing is said.
        is_common = mention.rule == RULE
        return "" if told or is_common else context.about.main

    def answer(self, context: Context, mention: Mention) -> Answer:
        """An unknown organisation: one of common words is never another article's, unless both say whose it is."""
        if mention not in self.read:
            own = new_id(context, mention.surface, mention.type)
            return one(context, own, "unknown")
        name, owner = self._meant(self.read[mention]), self.owner(context, mention)
        if mention.type is EntityType.LOC:
            capital = context.kb.capitals.get(owner, "")
            # "la capitale" of a state that is not said is a city that the article names.
            told = self.read[mention].owner or capital in context.about.named
            if not (capital and told):
                return nobody(context, "no-referent", RULE)
            return one(context, capital, "capital", name=owner)
        if not owner:
            own = f"{slug(name)}-{context.article.id}"
            return one(context, own, "body", unsure=True)
        borne = context.kb.named(mention.surface)
        # "administration Trump" is known as it stands; "Chambre des communes" may be another state's.
        countries = {context.kb.entities[i].country for i in borne}
        is_same = owner in countries or owner not in context.kb.states
        if len(borne) == 1 and is_same:
            return one(context, borne[0], "institution")
        meant = body_of(context, name, owner)
        is_known = meant in context.kb.entities
        return one(context, meant, "institution" if is_known else "unknown")

    def _meant(self, body: _Body) -> str:
        """`le tribunal`, once "tribunal correctionnel de Lima" is named: that one; else what it is called itself."""
        if body.owner or self.owners.get(slug(body.name)):
            return body.name
        longer = {b.name for b in self.read.values() if b.owner}
        fuller = [name for name in longer if name.startswith(f"{body.name} ")]
        return fuller[0] if len(fuller) == 1 else body.name

    def name(self, context: Context, mention: Mention) -> str:
        """Its name with its owner's: `Parlement (Géorgie)`; empty where the words of the text are the name."""
        if mention not in self.read:
            return ""
        bare = self._meant(self.read[mention])
        owner = context.kb.entities.get(self.owner(context, mention))
        if owner is None:
            return ""
        return f"{bare[0].upper()}{bare[1:]} ({owner.name})"


def _fronted(
    context: Context, mentions: Sequence[Mention], bodies: Collection[Mention]
) -> dict[Mention, str]:
    """The state of the place that opens the sentence of a body, where one does."""
    opening: dict[int, str] = {}
    for mention in mentions:
        sentence = context.doc.sentence_at(mention.span.start)
        if mention.type is not EntityType.LOC or sentence is None:
            continue
        at = context.index(mention.span.start) - context.doc.bounds[sentence]
        bearers = context.kb.named(mention.surface)
        if 0 < at <= _OPENING and len(bearers) == 1:
            place = context.kb.entities[bearers[0]]
            is_state = place.id in context.kb.states
            opening.setdefault(sentence, place.id if is_state else place.country)
    found: dict[Mention, str] = {}
    for body in bodies:
        sentence = context.doc.sentence_at(body.span.start)
        if sentence is not None and opening.get(sentence):
            found[body] = opening[sentence]
    return found


def body_of(context: Context, name: str, owner: str) -> str:
    """Id of the body of a state or place, by its name without that; of the knowledge base where it knows one."""
    return _known(context, name, owner) or f"{slug(name)}-{owner}"


def _known(context: Context, name: str, owner: str) -> str:
    """The body of an owner that the knowledge base knows by a common name; empty for none or several."""
    state = context.kb.entities.get(owner)
    if state is None:
        return ""
    bearers: set[str] = set()
    for demonym in ("", *state.demonyms):
        for entity in context.kb.named(f"{name} {demonym}".strip()):
            if context.kb.entities[entity].country == owner:
                bearers.add(entity)
    if not bearers and context.is_in(key(name), "shortened"):
        # "l'Assemblée" of the state that has one Assembly; "l'armée russe" is no Armée rouge.
        longer = _by_head(context.kb).get((owner, key(name)), set())
        # "l'Assemblée" is the Assemblée nationale, not that of some region.
        words = {i: len(context.kb.entities[i].name.split()) for i in longer}
        bearers = {i for i in longer if words[i] == min(words.values())}
    return next(iter(bearers)) if len(bearers) == 1 else ""


@lru_cache(maxsize=8)
def _by_head(kb: KnowledgeBase) -> dict[tuple[str, str], set[str]]:
    """Organisations of a state by the first word of their names, for names of several words."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in kb.entities.values():
        words = key(entity.name).split()
        is_body = entity.country and kb.tables.get(entity.id) == "institutions"
        if is_body and len(words) > 1:
            found[entity.country, words[0]].add(entity.id)
    return found


class _Reader(NamedTuple):
    """Reads names of bodies."""

    context: Context
    starting: Mapping[int, Mention]
    """The names of the article, by where they begin."""

    def read(self, mention: Mention) -> _Body | None:
        """Bare name and owner; none for a name of its own ("Banque Rivaud")."""
        context = self.context
        tokens = context.doc.tokens_in(mention.span)
        if mention.rule == RULE:
            return self._common(tokens)
        head = context.keys[tokens[0].index] if tokens else ""
        if not context.is_in(
            head,
            "bodies",
            "shortened",
            "ministries",
        ):
            return None
        name, place = self._without_place(tokens)
        owners = [place, self._after(tokens[-1])]
        rest = [tokens[0]]
        for token in name[1:]:
            state = context.state_of(token)
            owners.append(state)
            if not state:
                rest.append(token)
        # "ministère de la Justice": the field has a capital.
        if self._has_own_word(rest[1:]) and not context.is_in(head, "ministries"):
            return None
        bare = self._words(rest)
        common = context.words.common.get(tuple(context.keys[t.index] for t in rest))
        owner = next((owner for owner in owners if owner), "")
        if common is None:
            of_state = context.is_in(head, "ministries", "of_states")
            return _Body(bare, owner, of_state)
        return _Body(common.name, owner, common.of_state)

    def _common(self, tokens: Sequence[Token]) -> _Body:
        """A body of a common noun: what it is called, and its owner."""
        context, commons = self.context, self.context.words.common
        keys = [context.keys[token.index] for token in tokens]
        length = max(n for n in range(len(keys) + 1) if tuple(keys[:n]) in commons)
        common = commons[tuple(keys[:length])]
        owner, field = "", []
        for token in tokens[length:]:
            state = context.state_of(token)
            place = self.starting.get(token.start)
            if state:
                owner = state
            elif place is not None and place.type in (EntityType.LOC, EntityType.PER):
                owner = self._place(place)
                break
            elif common.field and token.pos != "ADJ":
                field.append(token)
        name = common.name
        if field and not (owner and len(field) <= 1):
            name = f"{name} {self._words(field)}"
        return _Body(name, owner, common.of_state)

    def _place(self, place: Mention) -> str:
        """Id of a place that one entity is called by; else its slug, which tells two courts apart as well."""
        known = self.context.kb.named(place.surface)
        return known[0] if len(known) == 1 else slug(place.surface)

    def _words(self, tokens: Sequence[Token]) -> str:
        words = [token.span.of(self.context.article.text) for token in tokens]
        return " ".join(words).replace("’ ", "’").replace("' ", "'")

    def _has_own_word(self, tokens: Sequence[Token]) -> bool:
        """Whether a word has a capital that is no common one: "Parti Rivaud"."""
        return any(
            token.text[0].isupper() and not self.context.listed(token.index, "public")
            for token in tokens
        )

    def _without_place(self, tokens: Sequence[Token]) -> tuple[Sequence[Token], str]:
        """The bare name in `Parlement [de Géorgie]`, and the place; all of it where it has none."""
        entities = self.context.kb.entities
        for at in range(max(1, len(tokens) - _TAIL), len(tokens) - 1):
            if not self.context.is_of(tokens[at].index):
                continue
            begin = self.context.past_article(tokens[at].index + 1)
            first = self.context.doc.tokens[min(begin, tokens[-1].index)]
            tail = self.context.article.text[first.start : tokens[-1].end]
            bearers = self.context.kb.named(tail)
            found = [i for i in bearers if entities[i].type is EntityType.LOC]
            if len(found) == 1:
                return tokens[:at], found[0]
        return tokens, ""

    def _after(self, last: Token) -> str:
        """The state or place right after a name: `géorgien`, `de Géorgie`."""
        context, at = self.context, last.index + 1
        if not context.key(at, last.sentence):
            return ""
        if not self.context.is_of(at):
            return context.state_of(context.doc.tokens[at])
        begin = context.past_article(at + 1)
        if not context.key(begin, last.sentence):
            return ""
        place = self.starting.get(context.doc.tokens[begin].start)
        if place is None or place.type is not EntityType.LOC:
            return ""
        return self._place(place)
