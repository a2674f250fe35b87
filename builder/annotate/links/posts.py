"""Which offices of the knowledge base a wording can name, and who holds them in several states at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.answers import Answer, nobody, several
from builder.annotate.links.holders import at_words, told_at
from builder.model.mention import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.annotate.links.context import Context
    from builder.annotate.links.phrases import OfficePhrase

_RULE_GROUP = "office:group"


def offices_meant(context: Context, phrase: OfficePhrase) -> list[str]:
    """Offices that the wording can name, the best first."""
    if phrase.title.office:
        return [phrase.title.office]
    roles, kinds = context.roles, phrase.title.kinds
    owners = phrase.of
    is_republic = not owners and roles.home_kind in kinds
    if is_republic and roles.home in context.about.spoken_of:
        owners = (roles.home,)
    found: list[str] = []
    for owner in owners:
        named = [o for o in context.kb.offices_of(owner) if fits(context, o, kinds)]
        found += named or _seated(context, owner, kinds)
    return found


def _seated(
    context: Context,
    place: str,
    kinds: Collection[str],
) -> list[str]:
    """The offices of whoever sits in a place: "le locataire de la Maison Blanche"."""
    if context.roles.seat_kind not in kinds:
        return []
    return [o.id for o in context.kb.offices.values() if o.seat == place]


def fits(
    context: Context,
    office: str,
    kinds: Collection[str],
) -> bool:
    """Whether an office is of a kind, or of one that the press puts for it where the state has none of the kind."""
    kb = context.kb
    own = {*kb.offices[office].kinds, f"={office}"}
    if not own.isdisjoint(kinds):
        return True
    for sibling in kb.offices_of(kb.offices[office].of):
        if not set(kb.offices[sibling].kinds).isdisjoint(kinds):
            return False
    instead = context.roles.instead
    return any(not own.isdisjoint(instead.get(kind, ())) for kind in kinds)


def each_state(context: Context, phrase: OfficePhrase) -> Answer:
    """`les présidents russe et ukrainien`: the holders of one function in several states, where each is certain."""
    at = told_at(context, phrase)
    each = list(_holders(context, phrase))
    everybody = tuple(dict.fromkeys(i for ids in each for i in ids))
    if not each or not all(each):
        return nobody(context, "no-holder", _RULE_GROUP)
    when = at_words(at)
    if any(len(ids) > 1 for ids in each):
        return several(
            context,
            everybody,
            "change",
            _RULE_GROUP,
            at=when,
        )
    said = context.say("group-offices", at=when, names=context.names(everybody))
    return Answer(
        LinkStatus.LINKED,
        everybody,
        (said,),
        rule=_RULE_GROUP,
    )


def _holders(context: Context, phrase: OfficePhrase) -> Iterator[tuple[str, ...]]:
    at = told_at(context, phrase)
    for state in phrase.of:
        offices = offices_meant(context, replace(phrase, of=(state,)))
        yield context.kb.holders(offices[0], at) if offices else ()
