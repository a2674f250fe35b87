"""Who a wording with a noun or name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.descriptions import Descriptions
from builder.discourse.referents import Actor, HeadKind
from builder.model.article import Span
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind
from builder.syntax.phrases import make_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.discourse.context import Context
    from builder.syntax.clause import Phrase
    from builder.syntax.doc import Token

_KINDS = {
    EntityType.PER: HeadKind.PERSON,
    EntityType.ORG: HeadKind.BODY,
    EntityType.MEDIA: HeadKind.BODY,
    EntityType.NORP: HeadKind.BODY,
    EntityType.LOC: HeadKind.PLACE,
}
_CLOSING = (",", ".", ":", ";", ")")
_NAMES = (MentionKind.NAME, MentionKind.ALIAS)


class Naming:
    """Reads heads, appositions and what the article said before."""

    def __init__(self, context: Context) -> None:
        """Take what the article calls its people along."""
        self._context = context
        self._doc = context.doc
        self._words = context.words
        self._layers = context.layers
        self._grammar = context.lexicon.words
        self._low = context.low
        self._descriptions = Descriptions(context.doc, context.layers, context.words)

    def actor(self, phrase: Phrase) -> Actor:
        """The actor of a nominal phrase, with its entities where they are known."""
        head = self._doc.tokens[phrase.head]
        span = self.outside_quotes(phrase)
        links = self._links(phrase)
        if not links:
            return self._described(phrase, span, head)
        span = self._with_apposition(span, links)
        kind = self._kind_of_link(links[0])
        entities = tuple(dict.fromkeys(e for link in links for e in link.entities))
        number = phrase.number if len(entities) == 1 else "p"
        if len(entities) == 1 and kind is HeadKind.PERSON:
            number = "s"
        gender = self._gender(phrase, entities)
        return Actor(span, entities, gender, number, kind=kind)

    def kind(self, head: Token) -> HeadKind:
        """What a common noun names."""
        lemmas = {head.lemma, head.low}
        if lemmas & self._words.documents:
            return HeadKind.DOCUMENT
        if lemmas & self._words.persons:
            return HeadKind.PERSON
        if lemmas & self._words.bodies:
            return HeadKind.BODY
        return HeadKind.OTHER

    def outside_quotes(self, phrase: Phrase) -> Span:
        """The phrase up to a quotation or relative clause that begins in it."""
        layers = self._layers
        head = self._doc.tokens[phrase.head]
        if layers.inside_quote(head.start):
            return phrase.span
        end = phrase.span.end
        relative = self._grammar.relative
        for token in self._doc.tokens_in(phrase.span):
            ends = layers.inside_quote(token.start) or token.low in relative
            if token.index > head.index and ends:
                end = token.start
                break
        if end == phrase.span.end:
            end = self._to_the_end_of_name(phrase)
        start = phrase.span.start
        words = [t for t in self._doc.tokens_in(Span(start, end)) if t.is_word]
        return Span(start, words[-1].end) if words else phrase.span

    def _to_the_end_of_name(self, phrase: Phrase) -> int:
        """Where a name ends that the parse cut: "l'entraîneur Patrice | Canayer"."""
        end = phrase.span.end
        last = self._doc.tokens_in(phrase.span)[-1]
        for token in self._doc.tokens[last.index + 1 : last.index + 3]:
            goes_on = token.pos == "PROPN" and token.sentence == last.sentence
            if last.pos != "PROPN":
                break
            if not goes_on:
                break
            end, last = token.end, token
        return end

    def _links(self, phrase: Phrase) -> list[Link]:
        """The links that the phrase is about, one for each of its joined heads."""
        first = self._about(phrase)
        found = [first] if first is not None else []
        if first is not None and phrase.number == "p":
            found = self._list(phrase, first)
        for head in phrase.joined:
            token = self._doc.tokens[head]
            joined = make_phrase(self._doc, self._context.lexicon, token)
            link = self._about(joined)
            if link is not None and link not in found:
                found.append(link)
        return found

    def _list(self, phrase: Phrase, first: Link) -> list[Link]:
        """Names beside a plural: "les porte-parole, Ada Roux et Jan Vik"."""
        if first.mention.kind not in _NAMES:
            return [first]
        found = []
        for link in self._layers.links_in(phrase.span):
            person = link.mention.type is first.mention.type
            usable = self._usable(link.mention.span.start) is not None
            if usable and person and link.mention.kind in _NAMES:
                found.append(link)
        return found or [first]

    def _about(self, phrase: Phrase) -> Link | None:
        """The link of the head, or of the name that belongs to it or stands beside it."""
        at_head = self._usable(self._doc.tokens[phrase.head].start)
        if at_head is not None and at_head.mention.kind in _NAMES:
            return at_head
        # The name of a person decides: "le chef de Boko Haram, Abubakar Shekau".
        for link in self._beside(phrase):
            person = link.mention.type is EntityType.PER
            if person and link.mention.kind in _NAMES:
                return link
        if at_head is not None:
            return at_head
        head = self._doc.tokens[phrase.head]
        # "l'agence Tass", "le quotidien Le Soir": the parse makes the name a complement.
        medium = head.lemma in self._words.media
        inside = self._layers.links_in(phrase.span if medium else phrase.core)
        usable = [link for link in inside if self._usable(link.mention.span.start)]
        return usable[-1] if usable else None

    def _beside(self, phrase: Phrase) -> Iterator[Link]:
        """Links of what belongs to the head: its core, its appositions, what follows."""
        for link in reversed(self._layers.links_in(phrase.core)):
            if self._usable(link.mention.span.start) is not None:
                yield link
        for head in phrase.apposed:
            apposed = self._usable(self._doc.tokens[head].start)
            if apposed is not None:
                yield apposed
        behind = self._behind(phrase)
        if behind is not None:
            yield behind

    def _behind(self, phrase: Phrase) -> Link | None:
        """The name of a person behind a phrase that the parse cut short.

        Between commas, or right behind: "la ministre du Commerce Lena Fors".
        """
        head = self._doc.tokens[phrase.head]
        one = head.low in self._words.one and not phrase.preposition
        if self.kind(head) is not HeadKind.PERSON and not one:
            return None
        last = self._doc.tokens_in(phrase.span)[-1].index
        inside = self._at_end(phrase, last)
        if inside is not None or self._low(last + 1) != ",":
            return inside
        return self._between_commas(last + 2)

    def _between_commas(self, at: int) -> Link | None:
        """The name that begins at an index, a title before it passed over."""
        tokens = self._doc.tokens[at : at + 2]
        link = self._usable(tokens[0].start) if tokens else None
        if link is None and len(tokens) > 1:
            # ", Me Ada Roux,"
            titled = self.kind(tokens[0]) is HeadKind.PERSON
            link = self._usable(tokens[1].start) if titled else None
        if link is None or link.mention.kind not in _NAMES:
            return None
        after = self._doc.tokens_in(link.mention.span)[-1].index + 1
        return link if self._low(after) in _CLOSING else None

    def _at_end(self, phrase: Phrase, last: int) -> Link | None:
        """The name of a person with which a phrase ends."""
        inside = self._layers.links_in(phrase.span)
        names = [link for link in inside if link.mention.kind in _NAMES]
        if not names:
            return None
        if names[-1].mention.type is not EntityType.PER:
            return None
        tokens = self._doc.tokens_in(names[-1].mention.span)
        held = self._doc.tokens[tokens[0].index - 1].pos in ("ADP", "DET", "CCONJ")
        at_end = tokens[-1].index == last
        return self._usable(tokens[0].start) if at_end and not held else None

    def _usable(self, at: int) -> Link | None:
        """The link at a place, if it says who is meant."""
        link = self._layers.link_at(at)
        if link is None:
            return None
        if link.verdict is LinkStatus.AMBIGUOUS:
            return None
        if not link.entities:
            return None
        if link.mention.kind is MentionKind.DEMONYM:
            return None
        if link.mention.type not in _KINDS:
            return None
        return link

    def _with_apposition(self, span: Span, links: list[Link]) -> Span:
        """The wording up to the end of the name that the article gives beside it."""
        end = max(link.mention.span.end for link in links)
        return Span(min(span.start, links[0].mention.span.start), max(span.end, end))

    def _kind_of_link(self, link: Link) -> HeadKind:
        if link.mention.kind is MentionKind.METONYM:
            return HeadKind.BODY
        return _KINDS[link.mention.type]

    def _described(self, phrase: Phrase, span: Span, head: Token) -> Actor:
        """A wording without a name: by the description, or by who issued the text."""
        kind = self.kind(head)
        entities: tuple[str, ...] = ()
        if kind is HeadKind.DOCUMENT:
            entities = self._issuer(span, head) or self._writer(head)
        elif phrase.determiner in self._words.referring and phrase.number != "p":
            tokens = self._doc.tokens_in(span)
            entities = self._descriptions.meant(tokens)
        if kind is HeadKind.OTHER and (entities or self._is_inhabitant(head)):
            kind = HeadKind.PERSON
        person = kind is HeadKind.PERSON
        known = self._gender(phrase, entities) if person else ""
        gender = known or phrase.gender
        return Actor(span, entities, gender, phrase.number, kind=kind)

    def _is_inhabitant(self, head: Token) -> bool:
        """Whether it is "une Canadienne", "des Parisiens"."""
        link = self._layers.link_at(head.start)
        demonym = link is not None and link.mention.kind is MentionKind.DEMONYM
        if not demonym:
            return False
        return head.text[:1].isupper()

    def _issuer(self, span: Span, head: Token) -> tuple[str, ...]:
        """Whose text it is: "un communiqué de la mairie".

        Nobody's where something else comes first: "un rapport sur l'Otan"; no person's
        farther down: "le récit de la mort d'Ada Roux".
        """
        held = 0
        last = self._doc.tokens_in(span)[-1].index
        for token in self._doc.tokens[head.index + 1 : last + 1]:
            held += token.pos == "ADP"
            if held == 1 and token.pos == "ADP" and token.lemma != self._words.of:
                return ()
            link = self._usable(token.start)
            if link is not None:
                far = held > 1 and link.mention.type is EntityType.PER
                return () if far or not held else link.entities
            if token.pos in ("VERB", "PUNCT"):
                return ()
        return ()

    def _writer(self, head: Token) -> tuple[str, ...]:
        """Who wrote a text: "le communiqué rédigé par les organisateurs"."""
        for clause in self._doc.clauses_in(head.sentence):
            agent = clause.agent
            wrote = clause.noun == head.index and clause.lemma in self._words.writing
            if agent is not None and wrote:
                return self.actor(agent).entities
        return ()

    def _gender(self, phrase: Phrase, entities: tuple[str, ...]) -> str:
        """As the knowledge base has it, for one whom it knows; else by the words.

        What a parser says of the gender of names is chance.
        """
        if len(entities) != 1:
            return ""
        known = self._context.kb.entities.get(entities[0])
        if known is not None and known.gender:
            return known.gender[0]
        return "" if phrase.proper and not phrase.determiner else phrase.gender
