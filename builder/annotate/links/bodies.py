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
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.kb.base import KnowledgeBase
    from builder.syntax.doc import Token

_TAIL = 6
"""Words of a place inside a name at most, with its preposition."""

_COMMON = 7
"""Words at most of a name that the body of another state may have as well."""

_DEFINITE = ("the", "of_the", "at_the")
RULE = "body"


class _Body(NamedTuple):
    """A body of common words, read."""

    name: str
    """Without the state or place: "Parlement"."""

    owner: str
    """Id or slug of the state or place named with it; empty where none is."""

    of_state: bool = False
    """Every state has one, so that it is the home state's where no owner is named."""

    of: frozenset[str] = frozenset()
    """What sort of place has one: "département"."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The institutions of common names that an article names."""

    read: Mapping[Mention, _Body]
    owners: Mapping[str, frozenset[str]]
    """Every state or place that the article names with a bare name, by its slug."""

    starting: Mapping[int, Mention]
    """The names of the article, by where they begin."""

    @classmethod
    def of(cls, context: Context, mentions: Sequence[Mention]) -> Bodies:
        """Read the marked names of organisations, and the bodies of common nouns, which hold their owner and cross no name."""
        reader = _Reader(context, {m.span.start: m for m in mentions})
        found = dict(_common_bodies(context, reader, mentions))
        for mention in mentions:
            is_read = mention in found or mention.type is not EntityType.ORG
            body = None if is_read else reader.named(mention)
            if body is not None:
                found[mention] = body
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for body in found.values():
            owners[slug(body.name)] |= {body.owner} - {""}
        told = {name: frozenset(ids) for name, ids in owners.items()}
        return cls(found, told, reader.starting)

    @property
    def common(self) -> list[Mention]:
        """Mentions by a common noun: `le gouvernement`, `la police d’Orlando`, `la capitale`."""
        return [mention for mention in self.read if mention.rule == RULE]

    def owner(self, context: Context, mention: Mention) -> str:
        """Whose it is: said with it, or elsewhere with the same name, or of the state that the article is at home in."""
        body = self.read[mention]
        told = self.owners.get(slug(self._meant(body)), frozenset())
        if body.owner or len(told) == 1:
            return body.owner or next(iter(told))
        if body.of_state:
            return self._fronted(context, mention) or context.about.home
        only = _only_place(context, body.of)
        if only:
            return only
        # "la mairie" is of some city, of which nothing is said.
        is_common = mention.rule == RULE or bool(body.of)
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

    def _fronted(self, context: Context, mention: Mention) -> str:
        """The state of the place that opens the sentence: "À Londres, le gouvernement"; empty where none does."""
        sentence = context.doc.sentence_at(mention.span.start)
        if sentence is None:
            return ""
        at = context.doc.bounds[sentence] + 1
        # "Parlement", the title of a section, is a sentence of one word.
        if not context.key(at, sentence):
            return ""
        place = self.starting.get(context.doc.tokens[at].start)
        bearers = context.kb.named(place.surface) if place is not None else ()
        if place is None or place.type is not EntityType.LOC or len(bearers) != 1:
            return ""
        is_state = bearers[0] in context.kb.states
        return bearers[0] if is_state else context.kb.entities[bearers[0]].country


def body_of(context: Context, name: str, owner: str) -> str:
    """Id of the body of a state or place, by its name without that; of the knowledge base where it knows one."""
    return _known(context, name, owner) or f"{slug(name)}-{owner}"


def _only_place(context: Context, sorts: frozenset[str]) -> str:
    """The one place of a sort that the article names: "le Département" is the Sarthe's; empty for none or several."""
    found: list[str] = []
    for entity in context.about.named if sorts else ():
        known = context.kb.entities[entity]
        is_place = known.type is EntityType.LOC
        if is_place and not sorts.isdisjoint(known.description.split()[:1]):
            found.append(entity)
    return found[0] if len(found) == 1 else ""


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
    # "le conseil départemental" is that "de la Sarthe".
    for joint in context.words.names.of_places:
        bearers.update(context.kb.named(f"{name} {joint}{state.name}"))
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


def _common_bodies(
    context: Context, reader: _Reader, mentions: Sequence[Mention]
) -> Iterator[tuple[Mention, _Body]]:
    """The bodies of common nouns, outside of the names; a noun that is marked as a name keeps its mention."""
    taken = offsets(m.span for m in mentions) | context.idiomatic
    end = 0
    for hit in context.phrases:
        span = context.span(hit.first, hit.stop)
        # Of wordings that begin together the longest comes first.
        if hit.name != COMMON or span.start < end:
            continue
        marked = reader.starting.get(span.start)
        # "le Département" may be marked already.
        if marked is not None and marked.span != span:
            marked = None
        common = reader.common(hit.first, hit.stop)
        if common is None or (marked is None and span.start in taken):
            continue
        mention, body = common
        end = mention.span.end
        yield marked or mention, body


class _Reader(NamedTuple):
    """Reads names of bodies."""

    context: Context
    starting: Mapping[int, Mention]
    """The names of the article, by where they begin."""

    def common(self, first: int, stop: int) -> tuple[Mention, _Body] | None:
        """The body whose common noun stands there; none where it is none in particular: any, or a former one."""
        context, tokens = self.context, self.context.doc.tokens
        head = tokens[first]
        is_first = first == context.doc.bounds[head.sentence]
        if is_first or head.number == "p" or context.atom(first - 1) not in _DEFINITE:
            return None
        common = context.words.common[tuple(context.keys[first:stop])]
        if common.written and not head.text[0].isupper():
            return None
        name, last = common.name, stop - 1
        if common.field:
            last = self._field(stop, head.sentence)
            name = self._words([*tokens[stop : last + 1]], name)
        owner, end = self._behind(last + 1, head.sentence)
        if common.owned and not owner:
            return None
        span = Span(head.start, end or tokens[last].end)
        type_ = EntityType.LOC if common.capital else EntityType.ORG
        words = span.of(context.article.text)
        mention = Mention(span, words, MentionKind.ROLE, type_, RULE)
        owner = self._state(owner, of_state=common.of_state)
        return mention, _Body(name, owner, common.of_state, common.of)

    def named(self, mention: Mention) -> _Body | None:
        """Bare name and owner; none for a name of its own ("Banque Rivaud")."""
        context = self.context
        tokens = context.doc.tokens_in(mention.span)
        head = context.keys[tokens[0].index] if tokens else ""
        if not context.is_in(head, "bodies", "shortened", "ministries"):
            return None
        name, owner = self._without_place(tokens)
        owner = owner or self._behind(tokens[-1].index + 1, tokens[-1].sentence)[0]
        rest = [tokens[0]]
        for token in name[1:]:
            state = context.state_of(token)
            owner = owner or state
            if not state:
                rest.append(token)
        # "ministère de la Justice": the field has a capital. "Conseil national pour la
        # défense de la démocratie": so long a name is nobody else's.
        is_own = self._has_own_word(rest[1:]) or len(rest) > _COMMON
        if is_own and not context.is_in(head, "ministries"):
            return None
        common = context.words.common.get(tuple(context.keys[t.index] for t in rest))
        if common is None:
            of_state = context.is_in(head, "ministries", "of_states")
            owner = self._state(owner, of_state=of_state)
            return _Body(self._words(rest), owner, of_state)
        owner = self._state(owner, of_state=common.of_state)
        return _Body(common.name, owner, common.of_state, common.of)

    def _field(self, at: int, sentence: int) -> int:
        """Last word of `[ministère] de la Santé`; the one before where no field with a capital follows."""
        context, tokens = self.context, self.context.doc.tokens
        begin = context.past_article(at + 1) if context.is_of(at) else at
        if not context.key(begin, sentence):
            return at - 1
        # "ministère des finances": what a minister may be in charge of.
        wording = (context.roles.minister, *context.keys[at : begin + 1])
        if not tokens[begin].text[0].isupper() and wording not in context.words.titles:
            return at - 1
        place = self.starting.get(tokens[begin].start)
        is_place = place is not None and place.type is EntityType.LOC
        return at - 1 if is_place or begin == at else begin

    def _behind(self, at: int, sentence: int) -> tuple[str, int]:
        """The owner named from a word on, and where it ends: `géorgien`, `de Géorgie`, `Fabius`; empty and 0 for none."""
        context, tokens = self.context, self.context.doc.tokens
        # "l'armée gouvernementale syrienne"
        for index in (at, at + 1):
            if not context.key(index, sentence):
                break
            state = context.state_of(tokens[index])
            if state:
                return state, tokens[index].end
            if tokens[index].pos != "ADJ":
                break
        begin = context.past_article(at + 1) if context.is_of(at) else at
        if not context.key(begin, sentence):
            return "", 0
        owner = self.starting.get(tokens[begin].start)
        wanted = EntityType.PER if begin == at else EntityType.LOC
        if owner is None or owner.type is not wanted:
            return "", 0
        return self._place(owner), owner.span.end

    def _place(self, place: Mention) -> str:
        """Id of a place that one entity is called by; else its slug, which tells two courts apart as well."""
        known = self.context.kb.named(place.surface)
        return known[0] if len(known) == 1 else slug(place.surface)

    def _state(self, owner: str, *, of_state: bool) -> str:
        """`le Parlement de Londres`: of what every state has, a capital stands for its state."""
        known = self.context.kb.entities.get(owner)
        is_capital = of_state and known is not None and bool(known.capital_of)
        return known.capital_of if is_capital and known is not None else owner

    def _words(self, tokens: Sequence[Token], before: str = "") -> str:
        words = [token.span.of(self.context.article.text) for token in tokens]
        words = [before, *words] if before else words
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
