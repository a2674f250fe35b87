"""Links names: people by `people`, all others by the knowledge base, acronyms given in the text, or an entity of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.links.answers import Answer, one, refused, several
from builder.annotate.links.organisations import GenericOrganisations
from builder.annotate.links.people import link_people, named, unbracketed
from builder.model.entity import Entity
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.annotate.links.context import Context

_Answers = dict[Mention, Answer]


def link_names(context: Context, mentions: Sequence[Mention]) -> list[Link]:
    """A link for every name, in the order of the text; entities of unknown names go into the context."""
    answers = {
        m: refused(context, "idiom")
        for m in mentions
        if m.span.start in context.idiomatic
    }
    left = [m for m in mentions if m not in answers]
    answers |= link_people(context, [m for m in left if m.type is EntityType.PER])
    bodies = GenericOrganisations.of(context, mentions)
    linker = _NameLinker(context, bodies)
    linker.read_acronyms(mentions)
    for mention in left:
        if mention not in answers:
            answers[mention] = linker.link(mention)
    answers |= linker.shortened(answers)
    _make_entities(context, answers, bodies)
    return [_link(context, m, answers[m]) for m in mentions]


@dataclass(slots=True)
class _NameLinker:
    """Links names that are no person's."""

    context: Context
    bodies: GenericOrganisations
    acronyms: Mapping[str, str] | None = None
    """Id by acronym, and by the folded long name where only the acronym is known."""

    def read_acronyms(self, mentions: Sequence[Mention]) -> None:
        """Note each `Organisation du lac (ODL)`."""
        found: dict[str, str] = {}
        text = self.context.article.text
        for long, short in pairwise(mentions):
            between = text[long.span.end : short.span.start]
            closed = text[short.span.end : short.span.end + 1] == ")"
            if between != " (" or not closed or not _are_initials(long, short):
                continue
            known, abbreviated = self._typed(long), self._typed(short)
            if not known and len(abbreviated) == 1:
                found[key(long.surface)] = abbreviated[0]
            elif not abbreviated and len(known) <= 1:
                answer = self.bodies.answer(self.context, long)
                found[short.surface] = (known or answer.entities)[0]
        self.acronyms = found

    def link(self, mention: Mention) -> Answer:
        """Whom a name means."""
        if region := self._region(mention):
            return one(self.context, region, "region")
        known = self._typed(mention)
        if not known and (found := self._by_acronym(mention)):
            is_known = found in self.context.kb.entities
            return one(self.context, found, "acronym" if is_known else "unknown")
        # "Douma, en Syrie": the state named decides before the type.
        known = self._grounded(mention) or known
        if len(known) > 1:
            return several(self.context, known, "shared")
        if known:
            return named(self.context, mention, known[0])
        return self.bodies.answer(self.context, mention)

    def shortened(self, answers: _Answers) -> _Answers:
        """`l’Assemblée`, where the article names one body in full that begins so: that body."""
        full: dict[str, set[str]] = {}
        for mention, answer in answers.items():
            words = key(mention.surface).split()
            is_longer = len(words) > 1 and mention.type is EntityType.ORG
            if is_longer and self.context.is_in(words[0], "shortened"):
                full.setdefault(words[0], set()).update(answer.entities)
        found: _Answers = {}
        for mention, body in self.bodies.read.items():
            meant = full.get(key(mention.surface), set())
            plain = mention.surface[0].isupper() and not body.owner
            if plain and len(meant) == 1 and not self.context.kb.named(mention.surface):
                found[mention] = named(self.context, mention, next(iter(meant)))
        return found

    def _by_acronym(self, mention: Mention) -> str:
        acronyms = self.acronyms or {}
        return acronyms.get(mention.surface) or acronyms.get(key(mention.surface)) or ""

    def _grounded(self, mention: Mention) -> tuple[str, ...]:
        """The one of several bearers whose state the article speaks of; empty where none or several are."""
        entities, near = self.context.kb.entities, self.context.about.near
        bearers = self._borne(mention)
        grounded = tuple(i for i in bearers if entities[i].country in near)
        return grounded if len(bearers) > 1 and len(grounded) == 1 else ()

    def _region(self, mention: Mention) -> str:
        """`la région de Koursk` is not the city; empty where the knowledge base has no such region."""
        head, of = self.context.before(mention.span, 2)
        is_of = self.context.words.syntax.preposition(of) in self._of
        if not is_of or not self.context.is_in(head, "regions"):
            return ""
        wording = f"{head} {of} {mention.surface}".replace("' ", "'")
        bearers = self.context.kb.named(wording)
        return bearers[0] if len(bearers) == 1 else ""

    @property
    def _of(self) -> tuple[str, ...]:
        return self.context.words.roles.atoms["of"]

    def _typed(self, mention: Mention) -> tuple[str, ...]:
        """Bearers of the name: those of its type before those of another."""
        entities, known = self.context.kb.entities, self._borne(mention)
        same = tuple(i for i in known if entities[i].type is mention.type)
        return same or known

    def _borne(self, mention: Mention) -> tuple[str, ...]:
        """Bearers of the name; never a person for what is none."""
        if len(mention.surface) == 1 and not _is_medium(self.context, mention):
            return ()  # "monsieur X"
        body = self.bodies.read.get(mention)
        owner = body.owner if body is not None else ""
        found = []
        for bearer in self.context.kb.named(mention.surface):
            entity = self.context.kb.entities[bearer]
            is_person = entity.type is EntityType.PER
            if not is_person and not self._elsewhere(mention, entity, owner):
                found.append(bearer)
        return tuple(found)

    def _elsewhere(self, mention: Mention, entity: Entity, owner: str) -> bool:
        """Whether a name made of common words ("Chambre des communes") is another state's: said with it, or the only ones named."""
        states = self.context.kb.states
        if owner in states and entity.country in states:
            return entity.country != owner
        first, *others = mention.surface.split()
        is_common = bool(others) and all(word.islower() for word in others)
        if entity.type is not EntityType.ORG or not is_common:
            return False
        spoken_of = self.context.about.spoken_of & states
        return bool(entity.country and spoken_of) and entity.country not in spoken_of


def _is_medium(context: Context, mention: Mention) -> bool:
    """Whether the word before a name says that it is a medium or platform: `la plateforme X`, `sur X`."""
    (before,) = context.before(mention.span)
    return context.is_in(before, "media")


def _are_initials(long: Mention, short: Mention) -> bool:
    """Whether the letters of the acronym come in order among the initials of the long name."""
    words = key(long.surface.replace("'", " ").replace("’", " ")).split()
    initials = iter([word[0] for word in words])
    letters = key(short.surface).replace(" ", "")
    return short.surface.isupper() and all(letter in initials for letter in letters)


def _make_entities(
    context: Context, answers: _Answers, bodies: GenericOrganisations
) -> None:
    """An entity for each id that only this article knows."""
    unknown: dict[str, list[Mention]] = {}
    for mention, answer in answers.items():
        for entity in answer.entities:
            if entity not in context.kb.entities:
                unknown.setdefault(entity, []).append(mention)
    for entity, mentions in unknown.items():
        context.local[entity] = _entity(context, entity, mentions, bodies)


def _entity(
    context: Context,
    entity: str,
    mentions: Sequence[Mention],
    bodies: GenericOrganisations,
) -> Entity:
    """An entity out of the article's own wordings; its name is the longest of them, the first where two are as long."""
    ordered = sorted(mentions, key=lambda m: m.span)
    wordings = dict.fromkeys(unbracketed(m) for m in ordered)
    longest = max(mentions, key=lambda m: len(m.surface))
    name = bodies.name(context, longest) or max(wordings, key=len)
    others = tuple(w for w in wordings if w != name)
    source = context.article.id
    return Entity(entity, mentions[0].type, name, others, source=source, known=False)


def _is_plain(context: Context, mention: Mention, entity: Entity | None) -> bool:
    """Whether a name is so much its own that doubts about its type or bounds do not matter."""
    if entity is None or entity.type is EntityType.PER:
        return mention.surface[0] == "("  # "(Volodymyr) Zelensky"
    if entity.type is EntityType.MEDIA and _is_medium(context, mention):
        return True
    if entity.stands_for or entity.demonyms:
        return True
    return any(" " in name for name in (entity.name, *entity.aliases))


def _link(context: Context, mention: Mention, answer: Answer) -> Link:
    first = next(iter(answer.entities), "")
    entity = context.kb.entities.get(first)
    is_alias = entity is not None and key(entity.name) != key(mention.surface)
    settled = answer.verdict is LinkStatus.LINKED and _is_plain(
        context, mention, entity
    )
    doubted = mention.status is Status.UNSURE and not settled
    unsure = doubted or answer.status is Status.UNSURE
    marked = replace(
        mention,
        kind=MentionKind.ALIAS if is_alias else MentionKind.NAME,
        status=Status.UNSURE if unsure else Status.MACHINE,
    )
    return Link(marked, answer.verdict, answer.entities, answer.reasons)
