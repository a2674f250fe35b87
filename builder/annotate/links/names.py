"""Links names: the cast of the article, row by row, by what speaks for each candidate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.answers import Answer, new_id, one, refused
from builder.annotate.links.bodies import RULE as BODY
from builder.annotate.links.bodies import Bodies
from builder.annotate.links.cast import Cast
from builder.annotate.links.context import offsets
from builder.annotate.links.evidence import Question, meant_by
from builder.annotate.links.families import RULE as FAMILY
from builder.annotate.links.families import family_noun, find_families
from builder.annotate.links.marks import (
    find_events,
    find_known,
    find_short,
    typed_alike,
)
from builder.annotate.links.occasions import find_occasions
from builder.model.article import Span
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind, Status
from builder.text.fold import fold, key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from builder.annotate.links.cast import Member
    from builder.annotate.links.context import Context
    from builder.model.entity import Entity
    from builder.model.mention import Mention

_Answers = dict["Mention", Answer]


def link_names(context: Context, mentions: Sequence[Mention]) -> list[Link]:
    """A link for every name, in the order of the text; entities of unknown names go into the context."""
    mentions = typed_alike(context, mentions)
    # "l’eau de Cologne" is no city.
    idioms = [m for m in mentions if m.span.start in context.idiomatic]
    for find in (find_short, find_families, find_known, find_events):
        mentions = [*mentions, *find(context, mentions)]
    answers = dict(find_occasions(context, mentions))
    taken = offsets(each.span for each in answers)
    left = [m for m in mentions if not _is_part_of(taken, m)]
    answers |= {m: refused(context, "idiom") for m in idioms}
    marked = list(dict.fromkeys(sorted([*left, *answers], key=_outer_first)))
    bodies = Bodies.of(context, marked)
    names = [m for m in marked if m not in answers]
    cast = Cast.of(context, names, bodies)
    answers |= _by_cast(context, cast, bodies)
    answers |= {m: bodies.answer(context, m) for m in bodies.common}
    _make_entities(context, answers, cast, bodies)
    ordered = sorted(answers, key=_outer_first)
    return [_link(context, m, answers[m]) for m in ordered]


def _by_cast(context: Context, cast: Cast, bodies: Bodies) -> _Answers:
    """Whom each name means, row by row."""
    answers: _Answers = {}
    for row in cast.rows:
        answer = _family(context, cast, row) or meant_by(Question(context, cast, row))
        for mention in row.mentions:
            answers[mention] = answer or _own(context, bodies, row, mention)
        cast.note(context, row, answers[row.mentions[0]].entities)
    return answers


def is_office(context: Context, link: Link) -> bool:
    """Whether an unknown name is the wording of an office, its article written with a capital: "La Première ministre"."""
    tokens = context.doc.tokens_in(link.mention.span)
    is_unknown = link.verdict is LinkStatus.UNKNOWN and len(tokens) > 1
    if not is_unknown or context.atom(tokens[0].index) != "the":
        return False
    keys = context.keys[tokens[1].index : tokens[-1].index + 1]
    return any(tuple(keys[:n]) in context.words.titles for n in range(1, len(keys) + 1))


def _family(context: Context, cast: Cast, row: Member) -> Answer | None:
    """`les Troadec`, `la famille Troadec`: everybody of that name whom the article names in full; none for another name.

    A family of whom it does not name two is one of its own: "la famille Le Gall".
    """
    if not row.beside.family:
        return None
    noun = family_noun(context, row.mentions[0].span)
    is_couple = noun is not None and context.is_in(fold(noun.low), "couples")
    members = cast.family(row.words, is_couple=is_couple)
    if len(members) > 1:
        names = ", ".join(cast.people.first_wording[i] for i in members)
        said = context.say("family", names=names)
        return Answer(
            LinkStatus.LINKED,
            tuple(members),
            (said,),
            Status.UNSURE,
            FAMILY,
        )
    if noun is None:
        return None
    name = f"{noun.text} {row.name}"
    own = new_id(context, name, row.type)
    context.make(own, row.type, name[0].upper() + name[1:])
    return one(context, own, "family-own", rule=FAMILY)


def _own(context: Context, bodies: Bodies, row: Member, mention: Mention) -> Answer:
    """An entity of its own, for a name that nobody knows."""
    if row.is_person:
        return one(context, new_id(context, row.name, row.type), "unknown")
    return bodies.answer(context, mention)


def _is_part_of(taken: Collection[int], mention: Mention) -> bool:
    """Whether a name is one of the occasions read already, or a part of its wording: "Macron" in "la loi Macron". Places stay."""
    span = mention.span
    is_inside = span.start in taken or span.end - 1 in taken
    return is_inside and mention.type is not EntityType.LOC


def _outer_first(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _make_entities(
    context: Context,
    answers: _Answers,
    cast: Cast,
    bodies: Bodies,
) -> None:
    """An entity for each id that only this article knows, out of its wordings: the longest is its name."""
    unknown: dict[str, list[Mention]] = {}
    for mention in sorted(answers, key=lambda m: m.span):
        for entity in answers[mention].entities:
            unknown.setdefault(entity, []).append(mention)
    full = {m: row.name for row in cast.rows for m in row.mentions}
    for entity, mentions in unknown.items():
        wordings = dict.fromkeys(full.get(m, m.surface) for m in mentions)
        longest = max(mentions, key=lambda m: len(m.surface))
        name = bodies.name(context, longest) or max(wordings, key=len)
        others = tuple(w for w in wordings if w != name)
        context.make(entity, mentions[0].type, name, others)


def _is_plain(
    context: Context,
    mention: Mention,
    entity: Entity | None,
) -> bool:
    """Whether a name is so much its own that doubts about its type or bounds do not matter."""
    if entity is None or entity.type is EntityType.PER:
        # A first name in brackets: "(Volodymyr) Zelensky".
        return mention.surface[0] == "("
    (before,) = context.before(mention.span)
    if entity.type is EntityType.MEDIA and context.is_in(before, "media"):
        return True
    if entity.stands_for or entity.demonyms:
        return True
    names = (entity.name, *entity.aliases)
    return any(" " in name for name in names)


def _with_noun(context: Context, mention: Mention) -> Mention:
    """`famille Troadec`: of a family the noun is a part."""
    noun = family_noun(context, mention.span)
    if noun is None:
        return mention
    span = Span(noun.start, mention.span.end)
    return replace(mention, span=span, surface=span.of(context.article.text))


def _link(
    context: Context,
    mention: Mention,
    answer: Answer,
) -> Link:
    first = next(iter(answer.entities), "")
    entity = context.kb.entities.get(first)
    kind = MentionKind.NAME
    if mention.rule == BODY or mention.kind is MentionKind.ROLE:
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
    if answer.rule == FAMILY:
        marked = _with_noun(context, marked)
    return Link(
        marked,
        answer.verdict,
        answer.entities,
        answer.reasons,
    )
