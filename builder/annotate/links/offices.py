"""Says who is meant by an office: a name beside it, its holder at the date told, or whom the article named in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, nobody, one, refused, several
from builder.annotate.links.apposition import apposed
from builder.annotate.links.counterparts import counterpart
from builder.annotate.links.groups import names_behind
from builder.annotate.links.holders import (
    RULE_BACK,
    by_office,
    stated,
    told_at,
    unnamed,
)
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
    from collections.abc import Callable, Collection

    from builder.annotate.links.context import Context
    from builder.annotate.links.discourse import DiscourseState
    from builder.model.dates import EdtfDate

    _Resolver = Callable[[Context, OfficePhrase, DiscourseState], Answer | None]

_NAMED_AGAIN = 2
"""Times that somebody is named at least for whom the article has another word."""


def resolve(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """Who is meant by an office; none where the wording is no office after all.

    A definite one always has an answer: linked, ambiguous, or nobody and why.
    """
    for rule in RULES:
        if rule.applies(context, phrase):
            return rule.resolve(context, phrase, state)
    return by_office(
        context,
        phrase,
        offices_meant(context, phrase),
        state,
    )


class Rule(NamedTuple):
    """How one sort of wording is resolved. The first that applies decides."""

    code: str
    applies: Callable[[Context, OfficePhrase], bool]
    resolve: _Resolver


def _is_beside(_: Context, phrase: OfficePhrase) -> bool:
    return phrase.beside is not None


def _beside(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    if phrase.beside is None:
        return None
    return apposed(
        context,
        phrase,
        phrase.beside,
        state,
    )


def _is_counterpart(context: Context, phrase: OfficePhrase) -> bool:
    return context.roles.counterpart_kind in phrase.title.kinds


def _counterpart(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    return counterpart(context, phrase, state) if phrase.of else None


def _is_many(_: Context, phrase: OfficePhrase) -> bool:
    return phrase.title.many


def _many(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`les ministres russe et turc`; `les porte-parole du front, Jan Vik et Awa Ndiaye`."""
    if len(phrase.of) > 1:
        return each_state(context, phrase)
    after = state.after(phrase.sentence, phrase.span.end)
    listed = names_behind(context, phrase.span, after)
    people = [i for link in listed for i in link.entities]
    if len(people) <= 1 or any(
        link.mention.type is not EntityType.PER for link in listed
    ):
        return None
    said = context.say("group-apposed", names=context.names(people))
    return Answer(LinkStatus.LINKED, tuple(people), (said,))


def _is_described(context: Context, phrase: OfficePhrase) -> bool:
    """Whether a wording names no office that the knowledge base could have: "le député de Trappes"."""
    kinds = frozenset(phrase.title.kinds)
    return bool(kinds) and kinds <= context.roles.beside_names


def _is_alone(_: Context, phrase: OfficePhrase) -> bool:
    return not phrase.of and not phrase.title.office


def _is_anybody(_: Context, phrase: OfficePhrase) -> bool:
    return phrase.has(RoleModifiers.GENERIC, RoleModifiers.PREDICATE)


def _anybody(
    context: Context,
    _: OfficePhrase,
    __: DiscourseState,
) -> Answer:
    return refused(context, "generic")


def _alone(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`le chef de l’État` without a state: whom the article gave the office, or last named in it; else nobody."""
    if not phrase.has(RoleModifiers.DEFINITE) or phrase.has(RoleModifiers.ORDINAL):
        return None
    if phrase.has(RoleModifiers.FUTURE):
        return several(context, (), "future")
    if phrase.has(RoleModifiers.LATE):
        return nobody(context, "no-referent")
    former = phrase.has(RoleModifiers.FORMER)
    told = (_former_alone,) if former else (stated, _last_in_office)
    finders: tuple[_Resolver, ...] = (
        *told,
        _of_town,
        _at_home,
        _of_that_kind,
        _other_word,
    )
    for find in finders:
        answer = find(context, phrase, state)
        if answer is not None:
            return answer
    # "l’écrivain" is no office, and nobody's in particular without a name.
    if context.roles.occupations.issuperset(phrase.title.kinds):
        return None
    is_other_word = not context.roles.periphrases.isdisjoint(phrase.title.kinds)
    if phrase.of and not is_other_word:
        return unnamed(context, phrase)
    return nobody(context, "no-referent")


def _last_in_office(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """Whom the article last named in that office."""
    kinds: Collection[str] = phrase.title.kinds
    if phrase.keys == (context.roles.minister,):
        # "la ministre": of whatever.
        kinds = context.words.ministers
    if phrase.open or phrase.of or context.roles.alone.isdisjoint(kinds):
        return None
    at = told_at(context, phrase)
    now = state.holding(kinds, former=False)
    given = now | state.holding(kinds, former=True)
    for link in state.recent(phrase.span):
        person = link.entities[0]
        if _is_of_other_gender(context, phrase, person):
            continue
        if person in given or _in_office(
            context,
            person,
            kinds,
            at,
        ):
            return one(
                context,
                person,
                "anaphora",
                unsure=True,
                rule=RULE_BACK,
            )
    # Whom the article names in that office later on.
    if len(now) != 1:
        return None
    return one(context, now.pop(), "told", unsure=True, rule=RULE_BACK)


def _is_of_other_gender(context: Context, phrase: OfficePhrase, person: str) -> bool:
    """Whether an office with a feminine article is no man's."""
    is_man = context.entity(person).gender == "m"
    return phrase.has(RoleModifiers.FEMININE) and is_man


def _former_alone(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`l’ancien président` once the article has said of whom; nothing where it names another who was one."""
    if phrase.open or phrase.of:
        return None  # "l’ancien président du club"
    # The President of the Republic is a president.
    kinds = set(phrase.title.kinds)
    for kind, others in context.roles.instead.items():
        if not kinds.isdisjoint(others):
            kinds.add(kind)
    told = state.holding(kinds, former=True)
    if len(told) != 1:
        return None
    at = told_at(context, phrase)
    near = {link.entities[0] for link in state.recent(phrase.span)} - told
    if any(
        _was_once(
            context,
            person,
            kinds,
            at,
        )
        for person in near
    ):
        return None
    return one(
        context,
        next(iter(told)),
        "told",
        unsure=True,
        rule=RULE_BACK,
    )


def _at_home(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`le chef de l’État` of the state that the article is at home in; nothing where its holder is not certain."""
    home = context.about.home
    # "le Premier ministre de l’île": not of the state
    if not home or phrase.open or phrase.of:
        return None
    roles = context.roles
    if roles.alone.isdisjoint(phrase.title.kinds):
        return None
    offices = offices_meant(context, replace(phrase, of=(home,)))
    answer = by_office(
        context,
        phrase,
        offices,
        state,
    )
    is_republic = roles.home_kind in phrase.title.kinds and home == roles.home
    if answer.verdict is not LinkStatus.LINKED:
        return answer if is_republic and offices else None
    # Clubs and courts have presidents too.
    is_plain = not roles.of_many_bodies.isdisjoint(phrase.title.kinds)
    if is_plain and answer.entities[0] not in state.cast:
        return None
    # The President of the Republic needs no "of the Republic".
    if is_republic:
        return answer
    reasons = (*answer.reasons, context.say("only-state", name=home))
    return replace(answer, status=Status.UNSURE, reasons=reasons)


def _of_town(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`le maire de la ville`: of the city that the text has named last."""
    if phrase.keys[-1] not in context.roles.towns or phrase.of:
        return None
    for links in state.before(phrase.sentence, phrase.span.start):
        for link in reversed(links):
            town = link.entities[0] if len(link.entities) == 1 else ""
            if context.kb.tables.get(town) == "cities":
                there = replace(phrase, of=(town,))
                offices = offices_meant(context, there)
                return by_office(context, there, offices, state)
    return None


def _of_that_kind(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`la parlementaire`: the only one whom the article calls a député or a sénateur."""
    kinds = context.roles.periphrases.intersection(phrase.title.kinds)
    told = state.holding(kinds, former=False)
    # "le candidat socialiste" may be another.
    is_plain = len(phrase.keys) == 1 and not phrase.of and not phrase.open
    if len(told) != 1 or not is_plain:
        return None
    (person,) = told
    if _is_of_other_gender(context, phrase, person):
        return None
    return one(context, person, "told", unsure=True, rule=RULE_BACK)


def _other_word(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`le candidat`, `la députée de Trappes`: another word for the one person just named, of whom no other function is told."""
    if context.roles.periphrases.isdisjoint(phrase.title.kinds):
        return None
    # A party's candidate, of whom nothing is told, may be another's rival.
    if any(context.entity_type(i) is EntityType.ORG for i in phrase.of):
        return _of_party(context, phrase, state)
    person = state.just_named(phrase)
    if not person or state.named[person] < _NAMED_AGAIN:
        return None
    if _is_of_other_gender(context, phrase, person):
        return None
    at = told_at(context, phrase)
    held = context.entity(person).tenures
    if any(person in context.kb.holders(term.office, at) for term in held):
        return None
    if state.functions_of(person) - context.roles.periphrases:
        return None
    return one(
        context,
        person,
        "other-word",
        unsure=True,
        rule=RULE_BACK,
    )


def _of_party(
    context: Context, phrase: OfficePhrase, state: DiscourseState
) -> Answer | None:
    """`le candidat de la France insoumise`: the one whom the article names of those who hold an office there."""
    at, kb = told_at(context, phrase), context.kb
    found: set[str] = set()
    for owner in phrase.of:
        for office in kb.offices_of(owner):
            found.update(state.cast.intersection(kb.holders(office, at)))
    if len(found) != 1:
        return None
    return one(context, found.pop(), "only-named", unsure=True, rule=RULE_BACK)


RULES = (
    Rule("beside", _is_beside, _beside),
    Rule("counterpart", _is_counterpart, _counterpart),
    Rule("many", _is_many, _many),
    Rule("described", _is_described, _alone),
    Rule("alone", _is_alone, _alone),
    Rule("anybody", _is_anybody, _anybody),
)
"""What stands beside the wording before what the wording says."""


def _was_once(
    context: Context,
    person: str,
    kinds: Collection[str],
    at: EdtfDate | None,
) -> bool:
    """Whether a person once held such an office, and does no more."""
    held = _in_office(
        context,
        person,
        kinds,
        None,
    )
    return held and not _in_office(
        context,
        person,
        kinds,
        at,
    )


def _in_office(
    context: Context,
    person: str,
    kinds: Collection[str],
    at: EdtfDate | None,
) -> bool:
    for term in context.entity(person).tenures:
        holders = context.kb.holders(term.office, at)
        if person in holders and fits(context, term.office, kinds):
            return True
    return False


def marked(
    context: Context,
    phrase: OfficePhrase,
    answer: Answer,
) -> Link:
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
    return Link(
        mention,
        answer.verdict,
        answer.entities,
        answer.reasons,
    )
