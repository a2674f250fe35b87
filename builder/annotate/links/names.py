"""Links names: people by `people`, all others by the knowledge base, acronyms given in the text, or an entity of their own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.links.answers import Answer, one, refused, several
from builder.annotate.links.bodies import RULE as BODY
from builder.annotate.links.bodies import Bodies, find_bodies
from builder.annotate.links.cast import (
    find_short,
    name_with_article,
    short_forms,
    typed_alike,
)
from builder.annotate.links.people import FAMILY, link_people, named, unbracketed
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
    from builder.model.entity import Entity

_Answers = dict[Mention, Answer]


def link_names(context: Context, mentions: Sequence[Mention]) -> list[Link]:
    """A link for every name, in the order of the text; entities of unknown names go into the context."""
    mentions = typed_alike(context, mentions)
    answers = {
        m: refused(context, "idiom")
        for m in mentions
        if m.span.start in context.idiomatic
    }
    # "l’eau de Cologne" is no city: set phrases first, then people, then the rest.
    mentions = [*mentions, *find_short(context, mentions)]
    mentions = sorted([*mentions, *find_bodies(context, mentions)], key=_outer_first)
    left = [m for m in mentions if m not in answers]
    answers |= link_people(context, [m for m in left if m.type is EntityType.PER])
    bodies = Bodies.of(context, mentions)
    linker = _NameLinker(context, bodies)
    linker.read_acronyms(mentions)
    for mention in left:
        if mention not in answers:
            answers[mention] = linker.link(mention)
    answers |= _told_elsewhere(context, answers)
    for short, entity, name in list(short_forms(context, answers, bodies.owned)):
        answers[short] = one(context, entity, "short-form", name=name)
    _make_entities(context, answers, bodies)
    return [_link(context, m, answers[m]) for m in mentions]


def is_office(context: Context, link: Link) -> bool:
    """Whether an unknown name is the wording of an office, its article written with a capital: "La Première ministre"."""
    tokens = context.doc.tokens_in(link.mention.span)
    is_unknown = link.verdict is LinkStatus.UNKNOWN and len(tokens) > 1
    if not is_unknown or context.atom(tokens[0].index) != "the":
        return False
    keys = context.keys[tokens[1].index : tokens[-1].index + 1]
    return any(tuple(keys[:n]) in context.words.titles for n in range(1, len(keys) + 1))


@dataclass(slots=True)
class _NameLinker:
    """Links names that are no person's."""

    context: Context
    bodies: Bodies
    acronyms: Mapping[str, str] = field(default_factory=dict)
    """Id by acronym, and by the folded long name where only the acronym is known."""

    def read_acronyms(self, mentions: Sequence[Mention]) -> None:
        """Note each `Organisation du lac (ODL)`."""
        found: dict[str, str] = {}
        text = self.context.article.text
        for long, short in pairwise(mentions):
            between = text[long.span.end : short.span.start]
            after = text[short.span.end : short.span.end + 1]
            in_brackets = (between, after) == (" (", ")")
            if in_brackets and _are_initials(long, short):
                found |= self._acronym(long, short)
        self.acronyms = found

    def _acronym(self, long: Mention, short: Mention) -> dict[str, str]:
        """Whom both forms of a name mean, by the form that the knowledge base lacks."""
        known = self._typed(long)
        abbreviated = self._typed(short)
        if not known:
            if len(abbreviated) == 1:
                return {key(long.surface): abbreviated[0]}
            known = self.bodies.answer(self.context, long).entities
        # Of two bodies with one name, or one acronym, nothing follows.
        if abbreviated or len(known) > 1:
            return {}
        return {short.surface: known[0]}

    def link(self, mention: Mention) -> Answer:
        """Whom a name means."""
        if mention.rule == BODY:
            return self.bodies.answer(self.context, mention)
        if region := self._region(mention):
            return one(self.context, region, "region")
        known = self._typed(mention)
        found = self._by_acronym(mention)
        if found and not known:
            reason = "acronym" if found in self.context.kb.entities else "unknown"
            return one(self.context, found, reason)
        # "Douma, en Syrie": the state named decides before the type.
        known = self._grounded(mention) or known
        if len(known) > 1:
            return several(self.context, known, "shared")
        if known:
            return named(self.context, mention, known[0])
        return self.bodies.answer(self.context, mention)

    def _by_acronym(self, mention: Mention) -> str:
        folded = self.acronyms.get(key(mention.surface), "")
        return self.acronyms.get(mention.surface, folded)

    def _grounded(self, mention: Mention) -> tuple[str, ...]:
        """The one of several bearers whose state the article speaks of; empty where none or several are."""
        entities, near = self.context.kb.entities, self.context.about.near
        bearers = self._borne(mention)
        grounded = tuple(i for i in bearers if entities[i].country in near)
        if len(bearers) == 1 or len(grounded) != 1:
            return ()
        return grounded

    def _region(self, mention: Mention) -> str:
        """`la région de Koursk` is not the city; empty where the knowledge base has no such region."""
        head, of = self.context.before(mention.span, 2)
        # "région de Koursk", not "dans la région".
        if not self.context.is_in(head, "regions"):
            return ""
        if self.context.words.atoms.get(of) != "of":
            return ""
        wording = f"{head} {of} {mention.surface}".replace("' ", "'")
        bearers = self.context.kb.named(wording)
        return bearers[0] if len(bearers) == 1 else ""

    def _typed(self, mention: Mention) -> tuple[str, ...]:
        """Bearers of the name: those of its type before those of another."""
        entities, known = self.context.kb.entities, self._borne(mention)
        same = tuple(i for i in known if entities[i].type is mention.type)
        return same or known

    def _borne(self, mention: Mention) -> tuple[str, ...]:
        """Bearers of the name; never a person for what is none."""
        # "monsieur X"
        if len(mention.surface) == 1 and not _is_medium(self.context, mention):
            return ()
        found = []
        bearers = self.context.kb.named(mention.surface)
        # "au Parisien": the paper has an article of its own.
        first = self.context.doc.token_at(mention.span.start)
        if not bearers and first is not None and first.end == mention.span.end:
            bearers = self.context.kb.named(name_with_article(self.context, first))
        for bearer in bearers:
            entity = self.context.kb.entities[bearer]
            if entity.type is EntityType.PER:
                continue
            if not self._elsewhere(mention, entity):
                found.append(bearer)
        return tuple(found)

    def _elsewhere(self, mention: Mention, entity: Entity) -> bool:
        """Whether a name made of common words ("Chambre des communes") is another state's.

        That state is said with it, or others are the only ones named.
        """
        states = self.context.kb.states
        body = self.bodies.read.get(mention)
        if body is not None and {body.owner, entity.country} <= states:
            return entity.country != body.owner
        if entity.type is not EntityType.ORG or not _is_common(mention.surface):
            return False
        spoken_of = self.context.about.spoken_of & states
        if not spoken_of or not entity.country:
            return False
        return entity.country not in spoken_of


def _told_elsewhere(context: Context, answers: _Answers) -> _Answers:
    """`l’AMF`, which several bear: the one of them that the article names by a name of its own."""
    sure = {a.entities[0] for a in answers.values() if len(a.entities) == 1}
    found: _Answers = {}
    for mention, answer in answers.items():
        meant = [entity for entity in answer.entities if entity in sure]
        is_open = answer.verdict is LinkStatus.AMBIGUOUS
        if is_open and mention.type is not EntityType.PER and len(meant) == 1:
            found[mention] = one(context, meant[0], "short-form")
    return found


def _outer_first(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _is_common(name: str) -> bool:
    """Whether a name is a capital and common words: "Chambre des communes"."""
    others = name.split()[1:]
    return bool(others) and all(word.islower() for word in others)


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
    context: Context,
    answers: _Answers,
    bodies: Bodies,
) -> None:
    """An entity for each id that only this article knows."""
    unknown: dict[str, list[Mention]] = {}
    for mention, answer in answers.items():
        for entity in answer.entities:
            if entity not in context.kb.entities:
                unknown.setdefault(entity, []).append(mention)
    for entity, mentions in unknown.items():
        _make_entity(
            context,
            entity,
            mentions,
            bodies,
        )


def _make_entity(
    context: Context,
    entity: str,
    mentions: Sequence[Mention],
    bodies: Bodies,
) -> None:
    """An entity out of the article's own wordings; its name is the longest of them, the first where two are as long."""
    # Mentions come by type, the wordings of an entity in the order of the text.
    ordered = sorted(mentions, key=lambda m: m.span)
    wordings = dict.fromkeys(unbracketed(m) for m in ordered)
    longest = max(mentions, key=lambda m: len(m.surface))
    name = bodies.name(context, longest) or max(wordings, key=len)
    others = tuple(w for w in wordings if w != name)
    context.make(
        entity,
        mentions[0].type,
        name,
        others,
    )


def _is_plain(
    context: Context,
    mention: Mention,
    entity: Entity | None,
) -> bool:
    """Whether a name is so much its own that doubts about its type or bounds do not matter."""
    if entity is None or entity.type is EntityType.PER:
        # A first name in brackets: "(Volodymyr) Zelensky".
        return mention.surface[0] == "("
    if entity.type is EntityType.MEDIA and _is_medium(context, mention):
        return True
    if entity.stands_for or entity.demonyms:
        return True
    names = (entity.name, *entity.aliases)
    return any(" " in name for name in names)


def _link(
    context: Context,
    mention: Mention,
    answer: Answer,
) -> Link:
    first = next(iter(answer.entities), "")
    entity = context.kb.entities.get(first)
    kind = MentionKind.NAME
    if mention.rule == BODY:
        kind = MentionKind.ROLE
    elif answer.rule == FAMILY:
        kind = MentionKind.GROUP
    elif entity is not None and key(entity.name) != key(mention.surface):
        kind = MentionKind.ALIAS
    status = mention.status
    is_linked = answer.verdict is LinkStatus.LINKED
    if is_linked and _is_plain(context, mention, entity):
        status = Status.MACHINE
    if answer.status is Status.UNSURE:
        status = Status.UNSURE
    marked = replace(mention, kind=kind, status=status)
    return Link(
        marked,
        answer.verdict,
        answer.entities,
        answer.reasons,
    )
