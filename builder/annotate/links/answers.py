"""How linking answers: who is meant by a wording, how surely, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, LinkStatus, Status
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.annotate.links.context import Context

OFFICE = "office"
"""What found an office, where nothing more is to be said; a name's mention has its own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant by a wording, and why."""

    verdict: LinkStatus
    entities: tuple[str, ...]
    reasons: tuple[str, ...]
    status: Status = Status.MACHINE
    rule: str = OFFICE


def one(
    context: Context,
    entity: str,
    reason: str,
    *,
    unsure: bool = False,
    rule: str = OFFICE,
    **names: str,
) -> Answer:
    """That an entity is meant: linked where it is known, else a wording of an unknown one."""
    known = entity in context.kb.entities
    verdict = LinkStatus.LINKED if known else LinkStatus.UNKNOWN
    said = context.say(reason, **{"name": entity, **names})
    status = Status.UNSURE if unsure else Status.MACHINE
    return Answer(
        verdict,
        (entity,),
        (said,),
        status,
        rule,
    )


def several(
    context: Context,
    entities: Iterable[str],
    reason: str,
    rule: str = OFFICE,
    **names: str,
) -> Answer:
    """That the text does not decide between these."""
    said = (context.say(reason, **names),)
    ids = tuple(entities)
    return Answer(
        LinkStatus.AMBIGUOUS,
        ids,
        said,
        Status.UNSURE,
        rule,
    )


def nobody(
    context: Context,
    reason: str,
    rule: str = OFFICE,
) -> Answer:
    """That nobody knows who is meant."""
    return Answer(
        LinkStatus.UNKNOWN,
        (),
        (context.say(reason),),
        rule=rule,
    )


def refused(context: Context, reason: str) -> Answer:
    """That nobody in particular is meant."""
    return Answer(LinkStatus.REFUSED, (), (context.say(reason),))


def new_id(context: Context, name: str, type_: EntityType) -> str:
    """Address of an entity that nobody knew: the slug of its name, with its type where a known one has that address."""
    address = slug(name)
    taken = address in context.kb.entities or address in context.kb.offices
    return f"{address}-{type_.value.lower()}" if taken else address
