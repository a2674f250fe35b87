"""Whose parliament, ministry or party it is: what every state has is one body only where the state is named."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, one
from builder.annotate.links.people import named, new_id
from builder.model.mention import EntityType, Mention
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.syntax.doc import Token

_TAIL = 6
"""Words of a place inside a name at most, with its preposition."""


class _GenericName(NamedTuple):
    """A body of common words, read."""

    name: str
    """Without the state or place: "Parlement"."""

    owner: str
    """Id or slug of the state or place named with it; empty where none is."""


@dataclass(frozen=True, slots=True)
class GenericOrganisations:
    """The institutions of common names that an article names."""

    read: Mapping[Mention, _GenericName]
    owners: Mapping[str, frozenset[str]]
    """Every state or place that the article names with a bare name, by its slug."""

    @classmethod
    def of(cls, context: Context, mentions: Sequence[Mention]) -> GenericOrganisations:
        """Read the marked names of organisations."""
        reader = _Reader(context, {m.span.start: m for m in mentions})
        found: dict[Mention, _GenericName] = {}
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.type is not EntityType.ORG:
                continue
            body = reader.read(mention)
            if body is not None:
                found[mention] = body
                owners[slug(body.name)] |= {body.owner} - {""}
        return cls(found, {name: frozenset(ids) for name, ids in owners.items()})

    def owner(self, context: Context, mention: Mention) -> str:
        """Whose it is: said with it, or elsewhere with the same name, or the state that the article mostly speaks of."""
        body = self.read[mention]
        told = self.owners[slug(body.name)]
        if body.owner or len(told) == 1:
            return body.owner or next(iter(told))
        return "" if told else context.about.main

    def answer(self, context: Context, mention: Mention) -> Answer:
        """An unknown organisation: one of common words is never another article's, unless both say whose it is."""
        if mention not in self.read:
            return one(context, new_id(context, mention), "unknown")
        address, owner = slug(self.read[mention].name), self.owner(context, mention)
        if owner:
            return named(context, mention, f"{address}-{owner}")
        return one(
            context,
            f"{address}-{context.article.id}",
            "body",
            unsure=True,
        )

    def name(self, context: Context, mention: Mention) -> str:
        """Its name with its owner's: `Parlement (Géorgie)`; empty where the words of the text are the name."""
        if mention not in self.read:
            return ""
        owner = context.kb.entities.get(self.owner(context, mention))
        return "" if owner is None else f"{self.read[mention].name} ({owner.name})"


class _Reader(NamedTuple):
    """Reads names of bodies."""

    context: Context
    starting: Mapping[int, Mention]
    """The names of the article, by where they begin."""

    def read(self, mention: Mention) -> _GenericName | None:
        """Bare name and owner; none for a name of its own ("Banque Rivaud")."""
        context = self.context
        tokens = context.doc.tokens_in(mention.span)
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
        words = [token.span.of(context.article.text) for token in rest]
        bare = " ".join(words).replace("’ ", "’").replace("' ", "'")
        return _GenericName(bare, next((owner for owner in owners if owner), ""))

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
        # An unknown place tells two courts apart as well as a known one.
        known = context.kb.named(place.surface)
        return known[0] if len(known) == 1 else slug(place.surface)
