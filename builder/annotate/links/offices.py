"""Says who is meant by an office: a name beside it, its holder at the date told, or whom the article named in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.answers import Answer, one, refused
from builder.annotate.links.apposition import apposed
from builder.annotate.links.counterparts import counterpart
from builder.annotate.links.holders import by_office, told_at
from builder.annotate.links.phrases import OfficePhrase, RoleModifiers
from builder.annotate.links.posts import each_state, fits, offices_meant
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from builder.annotate.links.context import Context
    from builder.annotate.links.discourse import DiscourseState
    from builder.model.dates import EdtfDate

_RULE_BACK = "office:anaphora"


def resolve(
    context: Context, phrase: OfficePhrase, state: DiscourseState
) -> Answer | None:
    """Who is meant by an office; none where the wording is no office after all."""
    kinds, roles = frozenset(phrase.title.kinds), context.words.roles
    if phrase.beside is not None:
        answer = apposed(context, phrase, phrase.beside, state)
        # "le président Trump": a title, part of the naming
        return None if phrase.bare and phrase.direct else answer
    if roles.counterpart_kind in kinds:
        return counterpart(context, phrase, state) if phrase.of else None
    if kinds and kinds <= roles.beside_names:
        return None
    if phrase.title.many:
        return each_state(context, phrase) if len(phrase.of) > 1 else None
    if not phrase.of and not phrase.title.office:
        return _alone(context, phrase, state)
    if phrase.has(RoleModifiers.GENERIC, RoleModifiers.PREDICATE):
        return refused(context, "generic")
    return by_office(context, phrase, offices_meant(context, phrase), state)


def _alone(
    context: Context, phrase: OfficePhrase, state: DiscourseState
) -> Answer | None:
    """`le chef de l’État` without a state: whom the article last named in that office; nothing where there is nobody."""
    if not phrase.has(RoleModifiers.DEFINITE):
        return None
    if phrase.has(RoleModifiers.FUTURE, RoleModifiers.ORDINAL):
        return None
    if phrase.has(RoleModifiers.FORMER):
        return _former_alone(context, phrase, state)
    kinds = phrase.title.kinds
    if context.words.roles.alone.isdisjoint(kinds):
        return None
    at = told_at(context, phrase)
    given = state.holding(kinds, former=False) | state.holding(kinds, former=True)
    for link in state.recent(phrase.span):
        person = link.entities[0]
        if person in given or _in_office(context, person, kinds, at):
            return one(context, person, "anaphora", unsure=True, rule=_RULE_BACK)
    if offices := offices_meant(context, phrase):
        return by_office(context, phrase, offices, state)
    return _of_only_state(context, phrase, state)


def _former_alone(
    context: Context, phrase: OfficePhrase, state: DiscourseState
) -> Answer | None:
    """`l’ancien président` once the article has said of whom; nothing where it names another who was one."""
    if phrase.open:
        return None  # "l’ancien président du club"
    # The President of the Republic is a president.
    kinds = set(phrase.title.kinds)
    for kind, others in context.words.roles.instead.items():
        if not kinds.isdisjoint(others):
            kinds.add(kind)
    told = state.holding(kinds, former=True)
    if len(told) != 1:
        return None
    at = told_at(context, phrase)
    near = {link.entities[0] for link in state.recent(phrase.span)} - told
    if any(_was_once(context, person, kinds, at) for person in near):
        return None
    return one(context, next(iter(told)), "told", unsure=True, rule=_RULE_BACK)


def _of_only_state(
    context: Context, phrase: OfficePhrase, state: DiscourseState
) -> Answer | None:
    """`le chef de l’État` in an article that names one state's matters only; nothing where its holder is not certain."""
    states = context.about.near & context.kb.states
    # "le Premier ministre de l’île": not of the state
    if len(states) != 1 or phrase.open:
        return None
    (home,) = states
    offices = offices_meant(context, replace(phrase, of=(home,)))
    answer = by_office(context, phrase, offices, state)
    if answer.verdict is not LinkStatus.LINKED:
        return None
    reasons = (*answer.reasons, context.say("only-state", name=home))
    return replace(answer, status=Status.UNSURE, reasons=reasons)


def _was_once(
    context: Context, person: str, kinds: Collection[str], at: EdtfDate | None
) -> bool:
    """Whether a person once held such an office, and does no more."""
    held = _in_office(context, person, kinds, None)
    return held and not _in_office(context, person, kinds, at)


def _in_office(
    context: Context, person: str, kinds: Collection[str], at: EdtfDate | None
) -> bool:
    for term in context.entity(person).tenures:
        holders = context.kb.holders(term.office, at)
        if person in holders and fits(context, term.office, kinds):
            return True
    return False


def marked(context: Context, phrase: OfficePhrase, answer: Answer) -> Link:
    """The link of an office."""
    is_group = phrase.title.many and phrase.beside is None
    mention = Mention(
        phrase.span,
        phrase.span.of(context.article.text),
        MentionKind.GROUP if is_group else MentionKind.ROLE,
        EntityType.PER,
        answer.rule,
        answer.status,
    )
    return Link(mention, answer.verdict, answer.entities, answer.reasons)
