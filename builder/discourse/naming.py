"""Who a wording with a noun or name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.discourse.context import is_person_name
from builder.discourse.descriptions import Descriptions
from builder.discourse.referents import Actor, HeadKind
from builder.model.article import Span
from builder.model.mention import NAMES, EntityType, Link, LinkStatus, MentionKind
from builder.syntax import nouns

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
_CLOSING = (",", ".", ":", ";", ")", "(")


class Naming:
    """Reads heads, appositions and what the article said before."""

    def __init__(self, context: Context) -> None:
        """Take what the article calls its people along."""
        self._context = context
        self._tokens = context.doc.tokens
        self._tokens_in = context.doc.tokens_in
        self._words = context.words
        self._layers = context.layers
        self._low = context.low
        self._descriptions = Descriptions(context)

    def actor(self, phrase: Phrase) -> Actor:
        """The actor of a nominal phrase, with its entities where they are known."""
        span = self.outside_quotes(phrase)
        links = self._links(phrase)
        if not links:
            return self._described(phrase, span)
        kind = self._kind_of_link(links[0])
        entities: dict[str, None] = {}
        for link in links:
            entities.update(dict.fromkeys(link.entities))
        number = phrase.number
        if len(entities) > 1:
            number = "p"
        elif kind is HeadKind.PERSON:
            number = "s"
        ids = tuple(entities)
        gender = self._gender(phrase, ids)
        epicene = nouns.is_epicene(self._context.doc, self._tokens[phrase.head])
        if kind is HeadKind.PERSON and epicene:
            gender = self._context.gender_of(ids[0]) if len(ids) == 1 else ""
        span = self._with_apposition(span, links)
        return Actor(span, ids, gender, number, kind=kind)

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
        head = self._tokens[phrase.head]
        if self._context.quoted(head):
            return phrase.span
        start = phrase.span.start
        end = self._cut(phrase) or self._to_the_end_of_name(phrase)
        inside = self._tokens_in(Span(start, end))
        words = [token for token in inside if token.is_word]
        return Span(start, words[-1].end) if words else phrase.span

    def _cut(self, phrase: Phrase) -> int:
        """Where a quotation or relative clause begins behind the head; 0 for nowhere."""
        relative = self._context.lexicon.words.relative
        for token in self._tokens_in(phrase.span):
            if token.index <= phrase.head:
                continue
            if token.low in relative or self._context.quoted(token):
                return token.start
        return 0

    def _to_the_end_of_name(self, phrase: Phrase) -> int:
        """Where a name ends that the parse cut: "l'entraîneur Patrice | Canayer"."""
        end = phrase.span.end
        last = self._tokens_in(phrase.span)[-1]
        if last.pos != "PROPN":
            return end
        for token in self._tokens[last.index + 1 : last.index + 3]:
            if token.pos != "PROPN" or token.sentence != last.sentence:
                break
            end = token.end
        return end

    def _links(self, phrase: Phrase) -> list[Link]:
        """The links that the phrase is about, one for each of its joined heads."""
        found: list[Link] = []
        first = self._about(phrase)
        if first is not None:
            found = self._list(phrase, first)
        for head in phrase.joined:
            joined = self._context.phrase(self._tokens[head])
            link = self._about(joined)
            if link is not None and link not in found:
                found.append(link)
        return found

    def _list(self, phrase: Phrase, first: Link) -> list[Link]:
        """Names beside a plural: "les porte-parole, Ada Roux et Jan Vik"."""
        if phrase.number != "p" or first.mention.kind not in NAMES:
            return [first]
        if first.mention.span.start <= self._tokens[phrase.head].start:
            return [first]  # "Ada Roux et le frère de Jan Vik" are no list of names
        found: list[Link] = []
        for link in self._names_in(phrase.span):
            if link.mention.type is not first.mention.type:
                continue
            if self._usable(link.mention.span.start) is not None:
                found.append(link)
        return found or [first]

    def _names_in(self, span: Span) -> list[Link]:
        inside = self._layers.links_in(span)
        return [link for link in inside if link.mention.kind in NAMES]

    def _about(self, phrase: Phrase) -> Link | None:
        """The link of the head, or of the name that belongs to it or stands beside it."""
        head = self._tokens[phrase.head]
        at_head = self._usable(head.start)
        if at_head is not None and at_head.mention.kind in NAMES:
            return at_head
        # The name of a person decides: "le chef de Boko Haram, Abubakar Shekau".
        for link in self._beside(phrase):
            if is_person_name(link):
                return link
        if at_head is not None:
            return at_head
        opening = self._opening(phrase)
        if opening is not None:
            return opening
        # "l'agence Tass", "le quotidien Le Soir": the parse makes the name a complement.
        medium = head.lemma in self._words.media
        span = phrase.span if medium else phrase.core
        return next(self._backwards(phrase, span), None) or self._body_behind(phrase)

    def _body_behind(self, phrase: Phrase) -> Link | None:
        """The name of a body right behind what sort of body it is: "le syndicat SUD"."""
        head = self._tokens[phrase.head]
        if not phrase.determiner or self.kind(head) is not HeadKind.BODY:
            return None
        link = self._usable_at(phrase.head + 1)
        if link is None or self._kind_of_link(link) is not HeadKind.BODY:
            return None
        return link

    def _backwards(self, phrase: Phrase, span: Span) -> Iterator[Link]:
        """Links in a stretch of a phrase that say who is meant, the last one first."""
        for link in reversed(self._layers.links_in(span)):
            usable = self._usable(link.mention.span.start) is not None
            if usable and not self._names_a_thing(phrase, link):
                yield link

    def _names_a_thing(self, phrase: Phrase, link: Link) -> bool:
        """Whether one word names the noun before it: "le directeur de la clinique Saint-Jude".

        A full name may be the head's: "la présidente du tribunal Ada Roux".
        """
        words = self._tokens_in(link.mention.span)
        # None where the name is a part of a broken word.
        if len(words) != 1 or words[0].index - 1 <= phrase.head:
            return False
        noun = self._tokens[words[0].index - 1]
        office = self._layers.link_at(noun.start)
        if office is not None:
            # An office that holds the noun, and is not that of who is named.
            return set(office.entities).isdisjoint(link.entities)
        return self._is_noun_apart(noun, phrase)

    def _beside(self, phrase: Phrase) -> Iterator[Link]:
        """Links of what belongs to the head: its core, its appositions, what follows."""
        yield from self._backwards(phrase, phrase.core)
        for head in phrase.apposed:
            apposed = self._usable(self._tokens[head].start)
            if apposed is not None and not self._is_of_another(phrase, head):
                yield apposed
        opening = self._opening(phrase)
        if opening is not None:
            yield opening
        ahead = self._ahead(phrase)
        if ahead is not None:
            yield ahead
        behind = self._behind(phrase)
        if behind is not None:
            yield behind

    def _opening(self, phrase: Phrase) -> Link | None:
        """The name with which a phrase opens that goes on to say what it is.

        "Cofra, une filiale de Norsk, …", "Le Péruvien Jan Vik auteur d'un triplé": the
        parse takes the apposition for the head.
        """
        for token in self._tokens_in(phrase.span):
            link = self._usable(token.start)
            if link is not None and link.mention.kind in NAMES:
                after = self._context.last(link.mention.span) + 1
                apart = self._low(after) == ","
                told = self._tokens[after].pos in ("NOUN", "ADJ")
                return link if apart or told else None
            if token.pos != "DET" and not self._context.is_inhabitant(token):
                return None
        return None

    def _ahead(self, phrase: Phrase) -> Link | None:
        """The name of a person whom a bare noun tells something of.

        "Jan Vik, auteur d'un triplé, …": the parse takes what follows for the subject.
        """
        head = self._tokens[phrase.head]
        if phrase.determiner or phrase.proper or phrase.preposition:
            return None
        at = self._tokens_in(phrase.span)[0].index - 1
        if self.kind(head) is not HeadKind.PERSON or head.number == "p":
            return None
        if self._low(at) == ",":
            at -= 1
        link = self._usable_at(at)
        if link is None or not is_person_name(link):
            return None
        return link if self._tokens[at].sentence == head.sentence else None

    def _behind(self, phrase: Phrase) -> Link | None:
        """The name of a person behind a phrase that the parse cut short.

        Between commas, or right behind: "la ministre du Commerce Lena Fors".
        """
        head = self._tokens[phrase.head]
        # "L'une des voix discordantes, Ada Roux".
        one = head.low in self._words.one
        if not one and self.kind(head) is not HeadKind.PERSON:
            return None
        last = self._context.last(phrase.span)
        inside = self._at_end(phrase, last)
        if inside is None and self._low(last + 1) == ",":
            return self._between_commas(last + 2)
        return inside or self._right_behind(phrase, last + 1)

    def _right_behind(self, phrase: Phrase, at: int) -> Link | None:
        """The name of a person that begins at an index: "son frère | Simon Roux"."""
        if not phrase.determiner or self._is_of_another(phrase, at):
            return None
        link = self._usable_at(at)
        if link is None or not is_person_name(link):
            return None
        begins = link.mention.span.start == self._tokens[at].start
        return link if begins else None

    def _between_commas(self, at: int) -> Link | None:
        """The name that begins at an index, with a sign behind it."""
        link = self._usable_at(at)
        if link is None or link.mention.kind not in NAMES:
            return None
        after = self._context.last(link.mention.span) + 1
        return link if self._low(after) in _CLOSING else None

    def _at_end(self, phrase: Phrase, last: int) -> Link | None:
        """The name of a person with which a phrase ends."""
        names = self._names_in(phrase.span)
        if not names or not is_person_name(names[-1]):
            return None
        if self._names_a_thing(phrase, names[-1]):
            return None
        tokens = self._tokens_in(names[-1].mention.span)
        if not tokens or tokens[-1].index != last:
            return None
        # "la mère de Jan Vik": somebody else.
        before = self._tokens[tokens[0].index - 1]
        if before.pos in ("ADP", "DET", "CCONJ"):
            return None
        if self._is_of_another(phrase, tokens[0].index):
            return None
        return self._usable(tokens[0].start)

    def _is_of_another(self, phrase: Phrase, at: int) -> bool:
        """Whether a name is rather that of somebody between: "le fils du maire Jan Vik"."""
        for token in reversed(self._tokens[phrase.head + 1 : at]):
            if token.low == ",":
                return False
            one = token.number != "p" and token.index not in phrase.joined
            one = one and token.text[:1].islower()  # "des droits de l'Homme"
            if one and self.kind(token) is HeadKind.PERSON:
                head = self._tokens[phrase.head]
                return not nouns.names_the_same(self._context.doc, token, head)
        return self._is_noun_apart(self._tokens[at - 1], phrase)

    def _is_noun_apart(self, token: Token, phrase: Phrase) -> bool:
        """Whether a noun has an article of its own: "la mère de la victime Ada Roux".

        Not one of an office: "le ministre de la justice".
        """
        if token.index == phrase.head or token.pos != "NOUN":
            return False
        if not token.text[:1].islower() or self._layers.link_at(token.start):
            return False
        before = self._tokens[token.index - 1]
        if before.pos == "DET":
            return True
        # "du" holds an article, "d'" of "l'homme d'affaires" does not.
        contracted = self._context.lexicon.preposition(before.low) != before.low
        return contracted and not before.low.endswith("'")

    def _usable(self, at: int) -> Link | None:
        """The link at a place, if it says who is meant."""
        link = self._layers.link_at(at)
        if link is None or not link.entities:
            return None
        if link.verdict is LinkStatus.AMBIGUOUS:
            return None
        if link.mention.kind is MentionKind.DEMONYM:
            return None
        return link if link.mention.type in _KINDS else None

    def _usable_at(self, index: int) -> Link | None:
        """The same for the word at an index; none outside the article."""
        if not 0 <= index < len(self._tokens):
            return None
        return self._usable(self._tokens[index].start)

    def _with_apposition(self, span: Span, links: list[Link]) -> Span:
        """The wording up to the end of the name that the article gives beside it."""
        start = min(span.start, links[0].mention.span.start)
        end = max(link.mention.span.end for link in links)
        return Span(start, max(span.end, end))

    def _kind_of_link(self, link: Link) -> HeadKind:
        if link.mention.kind is MentionKind.METONYM:
            return HeadKind.BODY
        return _KINDS[link.mention.type]

    def _described(self, phrase: Phrase, span: Span) -> Actor:
        """A wording without a name: by the description, or by who issued the text."""
        head = self._tokens[phrase.head]
        kind = self.kind(head)
        entities: tuple[str, ...] = ()
        if kind is HeadKind.DOCUMENT:
            entities = self._issuer(span, head) or self._writer(head)
        elif phrase.determiner in self._words.referring and phrase.number != "p":
            entities = self._descriptions.meant(self._tokens_in(span))
        if kind is HeadKind.OTHER and (entities or self._context.is_inhabitant(head)):
            kind = HeadKind.PERSON
        gender = phrase.gender
        if kind is HeadKind.PERSON:
            gender = self._gender(phrase, entities) or gender
        return Actor(span, entities, gender, phrase.number, kind=kind)

    def _issuer(self, span: Span, head: Token) -> tuple[str, ...]:
        """Whose text it is: "un communiqué de la mairie"."""
        held = 0
        last = self._context.last(span)
        for token in self._tokens[head.index + 1 : last + 1]:
            if token.pos in ("VERB", "PUNCT"):
                return ()
            if token.pos == "ADP":
                held += 1
                # "un rapport sur l'Otan": nobody's, as far as the words tell.
                if held == 1 and token.lemma != self._words.of:
                    return ()
            link = self._usable(token.start)
            if link is None:
                continue
            # "le récit de la mort d'Ada Roux": no person's farther down.
            far = held > 1 and link.mention.type is EntityType.PER
            return link.entities if held and not far else ()
        return ()

    def _writer(self, head: Token) -> tuple[str, ...]:
        """Who wrote a text: "le communiqué rédigé par les organisateurs"."""
        for clause in self._context.doc.clauses_in(head.sentence):
            if clause.noun != head.index or clause.agent is None:
                continue
            if clause.lemma in self._words.writing:
                return self.actor(clause.agent).entities
        return ()

    def _gender(self, phrase: Phrase, entities: tuple[str, ...]) -> str:
        """As the knowledge base has it, for one whom it knows; else by the words.

        What a parser says of the gender of names is chance.
        """
        if len(entities) != 1:
            return ""
        known = self._context.gender_of(entities[0])
        if known:
            return known
        return "" if phrase.proper and not phrase.determiner else phrase.gender
