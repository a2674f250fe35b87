"""An office beside a name is that person, not a second one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.answers import Answer, one
from builder.annotate.links.holders import told_at
from builder.annotate.links.phrases import OfficePhrase, RoleModifiers
from builder.annotate.links.posts import offices_meant
from builder.model.mention import EntityType, LinkStatus, Status
from builder.text.spelling import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.links.context import Context
    from builder.annotate.links.discourse import DiscourseState
    from builder.model.mention import Link
    from builder.syntax.clause import Clause

_RULE = "office:apposition"
_DATED = (
    RoleModifiers.FORMER,
    RoleModifiers.FUTURE,
    RoleModifiers.ELECT,
    RoleModifiers.ORDINAL,
    RoleModifiers.THEN,
)
"""What says that somebody need not hold the office now."""


def name_beside(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Link | None:
    """The person's name in apposition to an office, or the subject of the verb that gives it; none where there is none."""
    if phrase.beside is not None and phrase.direct:
        return phrase.beside
    found = phrase.beside or _given_to(context, phrase, state)
    if found is None or not _can_be(context, phrase, found):
        return None
    return found


def _given_to(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Link | None:
    """`Boris Johnson est devenu mercredi Premier ministre`: the subject of the verb that gives the office."""
    clause = context.doc.clause_at(phrase.span)
    if clause is None or clause.subject is None:
        return None
    if not _gives_office(context, phrase, clause):
        return None
    # Of the sentence itself.
    links = next(state.before(phrase.sentence, phrase.span.start))
    for link in links:
        if link.mention.type is not EntityType.PER or not link.entities:
            continue
        head = context.doc.head_in(link.mention.span)
        if head is not None and head.index == clause.subject.head:
            return link
    return None


def _gives_office(
    context: Context,
    phrase: OfficePhrase,
    clause: Clause,
) -> bool:
    """Whether the office is what the verb of a clause makes of its subject."""
    if clause.negated or not clause.finite:
        return False
    tokens = context.doc.tokens
    if tokens[clause.verb].start > phrase.span.start:
        return False
    if clause.copula:
        return phrase.span.covers(tokens[clause.predicate].span)
    if clause.lemma not in context.roles.copulas:
        return False
    # "est devenu mercredi le Premier ministre": the parse has it beside the day.
    for told in (*clause.objects, *clause.obliques):
        if not told.preposition and phrase.span.overlaps(told.span):
            return True
    return False


def _can_be(
    context: Context,
    phrase: OfficePhrase,
    link: Link,
) -> bool:
    """Whether the person is one who held the office, or one of whom nothing is known."""
    person = context.kb.entities.get(next(iter(link.entities), ""))
    if person is None or not person.tenures:
        return True
    offices = offices_meant(context, phrase)
    held = {term.office for term in person.tenures}
    return not offices or not held.isdisjoint(offices)


def apposed(
    context: Context,
    phrase: OfficePhrase,
    beside: Link,
    state: DiscourseState,
) -> Answer:
    """Who is meant by an office beside a name."""
    offices = offices_meant(context, phrase)
    asked = offices
    if not offices and not phrase.of:
        # "l’émir Tamim ben Hamad Al Thani", where all is of Qatar.
        at_home = replace(phrase, of=(context.about.home,))
        asked = offices_meant(context, at_home)
    named = _named_holder(context, beside, asked)
    if named:
        state.renamed[beside.mention] = named
    elif beside.verdict is LinkStatus.AMBIGUOUS:
        return Answer(
            LinkStatus.AMBIGUOUS,
            beside.entities,
            beside.reasons,
            Status.UNSURE,
            _RULE,
        )
    person = named or beside.entities[0]
    state.state(phrase, person)
    holders = (
        context.kb.holders(offices[0], told_at(context, phrase)) if offices else ()
    )
    if holders and person not in holders and not phrase.has(*_DATED):
        return one(
            context,
            person,
            "apposed-other",
            unsure=True,
            rule=_RULE,
        )
    return one(
        context,
        person,
        "apposed",
        rule=_RULE,
    )


def _named_holder(
    context: Context,
    beside: Link,
    offices: Sequence[str],
) -> str:
    """`le pape François`, `la secrétaire d’État Clinton`: the one holder who bears the name; empty where none or several do."""
    if beside.verdict is LinkStatus.LINKED or not offices:
        return ""
    words, kb = parts(beside.mention.surface), context.kb
    holders = kb.holders(offices[0], context.article.published.date)
    holders = holders or kb.holders(offices[0], None)
    bearing = [h for h in holders if _bears(words, parts(kb.entities[h].name))]
    return bearing[0] if len(bearing) == 1 else ""


def _bears(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether all words of one are of the other, or the first and more than half of them: names from Arabic are spelled freely."""
    common = set(words) & set(name)
    if len(common) in (len(words), len(name)):
        return True
    return words[0] == name[0] and 2 * len(common) > len(words)
