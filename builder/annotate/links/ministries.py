"""`ministre de l’[Intérieur]`: what a minister is in charge of is the ministry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.answers import one
from builder.annotate.links.bodies import body_of
from builder.annotate.links.context import offsets
from builder.model.article import Span
from builder.model.mention import EntityType, Link, LinkStatus, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from builder.annotate.links.context import Context
    from builder.annotate.links.phrases import OfficePhrase
    from builder.syntax.doc import Token

_RULE = "ministry"


def with_ministries(
    context: Context,
    offices: Sequence[OfficePhrase],
    names: Sequence[Link],
) -> Iterator[Link]:
    """The same links, and those of the fields of ministers; a name in a field that nobody knows is the ministry's."""
    elsewhere = (EntityType.LOC, EntityType.PER)
    others = offsets(x.mention.span for x in names if _is_name(x, elsewhere))
    made = list(_ministries(context, offices, others))
    inside = {link.mention.span.start: link for link in made}
    for link in names:
        ministry = inside.get(link.mention.span.start)
        if ministry is None or link.verdict is not LinkStatus.UNKNOWN:
            yield link
            continue
        # The name may be shorter than the field.
        mention = replace(link.mention, type=EntityType.ORG, kind=MentionKind.ALIAS)
        if mention.span.covers(ministry.mention.span):
            mention = ministry.mention
        yield replace(ministry, mention=mention)
    taken = {link.mention.span.start for link in names}
    yield from (link for link in made if link.mention.span.start not in taken)


def _is_name(link: Link, types: Collection[EntityType]) -> bool:
    return link.mention.kind is not MentionKind.ROLE and link.mention.type in types


def _ministries(
    context: Context, offices: Sequence[OfficePhrase], others: Collection[int]
) -> Iterator[Link]:
    for phrase in offices:
        council = _council(context, phrase)
        field = council or _field(context, phrase, others)
        owner = next((i for i in phrase.of if i in context.kb.states), "")
        owner = owner or _state_served(context, phrase)
        if field is None or not owner:
            continue
        name = context.roles.council
        if council is None:
            name = f"{context.roles.ministry} {_of_field(context, field)}"
        ministry = body_of(context, " ".join(name.split()), owner)
        called = f"{name[0].upper()}{name[1:]} ({context.entity(owner).name})"
        context.make(ministry, EntityType.ORG, called)
        answer = one(context, ministry, _RULE)
        surface = field.of(context.article.text)
        # "le ministre des transports": common words name no more than a function.
        mention = Mention(
            field,
            surface,
            MentionKind.ROLE if surface.islower() else MentionKind.ALIAS,
            EntityType.ORG,
            _RULE,
        )
        yield Link(mention, answer.verdict, answer.entities, answer.reasons)


def _state_served(context: Context, phrase: OfficePhrase) -> str:
    """The state of whoever is named beside the office, else the home state; empty for somebody of whom nothing is known."""
    beside = phrase.beside
    if beside is None or not beside.entities:
        return context.about.home
    person = context.kb.entities.get(beside.entities[0])
    if person is None:
        return ""
    served = context.served(person) & context.kb.states
    return served.pop() if len(served) == 1 else context.about.home


def _field(
    context: Context, phrase: OfficePhrase, others: Collection[int]
) -> Span | None:
    """From the first word with a capital behind the head to the last of the wording, without its state."""
    tokens = context.doc.tokens_in(phrase.span)
    # "ex-président": the wording begins inside of a word.
    if not tokens:
        return None
    head, *rest = tokens
    if not context.is_in(context.keys[head.index], "portfolio"):
        return None
    field = _words_of_field(context, rest, others)
    # "ministre Jan Vik" and "ministre des Sports de la Serbie" name others.
    if not field or field[0].pos == "ADP":
        return None
    # "ministre de de Gaulle"
    at = field[0].index
    if context.is_of(at - 1) and context.is_of(at - 2):
        return None
    return Span(field[0].start, field[-1].end)


def _council(context: Context, phrase: OfficePhrase) -> Span | None:
    """What the head of a government presides over: "président du [Conseil]"; none for another office."""
    inside = context.doc.tokens_in(phrase.span)
    at = [n for n, t in enumerate(inside) if context.listed(t.index, "capitalised")]
    if not at or context.roles.council_kind not in phrase.title.kinds:
        return None
    words = [t for t in inside[at[0] :] if not context.state_of(t)]
    return Span(words[0].start, words[-1].end)


def _words_of_field(
    context: Context, words: Sequence[Token], others: Collection[int]
) -> Sequence[Token]:
    """What is left of the words behind "ministre", without the preposition, the state and what names others."""
    field: list[Token] = []
    for token in words:
        # "ministre de l’Équipement sous de Gaulle"
        is_other = token.pos == "ADP" and not context.atom(token.index)
        if token.start in others or is_other:
            break
        if not context.state_of(token):
            field.append(token)
    while field and context.is_of(field[-1].index):
        field.pop()
    is_small = " ".join(token.text for token in field).islower()
    while field and not _begins_field(field[0], is_small=is_small):
        field.pop(0)
    return field


def _begins_field(token: Token, *, is_small: bool) -> bool:
    """Whether a word may be the first of a field: one with a capital, or any noun where it is written small."""
    return token.pos == "NOUN" if is_small else token.text[0].isupper()


def _of_field(context: Context, field: Span) -> str:
    """A field as the name of its ministry has it: "de l’Enfance", of a minister "à l’Enfance" too."""
    text = context.article.text
    at = context.index(field.start)
    words: list[str] = [field.of(text)]
    while at > 0 and context.atom(at - 1) in (
        "the",
        "of",
        "of_the",
        "of_many",
        "at",
        "at_the",
    ):
        at -= 1
        token = context.doc.tokens[at]
        words.insert(0, context.roles.of_for_at.get(token.low, token.text))
        if context.atom(at) != "the":
            break
    return " ".join(words).replace("’ ", "’").replace("' ", "'")
