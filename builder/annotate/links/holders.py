"""Says who held an office at the date told: its holder, a former or a coming one, or whom the article named in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.links.answers import Answer, nobody, one, several
from builder.annotate.links.phrases import OfficePhrase, RoleModifiers
from builder.lang.wording import french
from builder.model.dates import EdtfDate, Timex, day, parse_edtf
from builder.model.mention import EntityType, LinkStatus, Status
from builder.syntax.attachment import attachment
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.links.context import Context
    from builder.annotate.links.discourse import DiscourseState

RULE_BACK = "office:anaphora"
_ELECT = 240
"""Days at most between an election and taking office."""

_HANDOVER = 3
"""Days at most before the end of a term in which its holder is called a former one."""

_NEAREST = 8
"""Dates of a sentence asked for one office: more are a table."""


def by_office(
    context: Context,
    phrase: OfficePhrase,
    offices: Sequence[str],
    state: DiscourseState,
) -> Answer:
    """Who is meant by a wording that can name these offices, the best first; unknown where it can name none."""
    if not offices:
        other = phrase.has(RoleModifiers.FUTURE, RoleModifiers.PREDICATE)
        told = None if other else stated(context, phrase, state)
        return told or unnamed(context, phrase)
    if phrase.has(RoleModifiers.FORMER):
        at = told_at(context, phrase)
        return _former(
            context,
            offices[0],
            at,
            state,
        )
    if phrase.has(RoleModifiers.FUTURE, RoleModifiers.ORDINAL):
        return _next(context, phrase, offices[0])
    return _holder(
        context,
        offices[0],
        phrase,
        state,
    )


def told_at(context: Context, phrase: OfficePhrase) -> EdtfDate | None:
    """When what the clause tells took place: a past date in it; else the day of the article.

    None where neither is known, and for "le président de l’époque" without a date.
    """
    published = context.article.published.date
    # The nearest date that the clause of the office has, and that is past.
    dates = context.dated[phrase.sentence]
    dates = sorted(dates, key=lambda timex: _distance(phrase, timex))[:_NEAREST]
    for timex in dates:
        if _is_past(timex.date, published) and _dates_clause(context, phrase, timex):
            return timex.date
    return None if phrase.has(RoleModifiers.THEN) else published


def _distance(phrase: OfficePhrase, timex: Timex) -> int:
    return abs(timex.span.start - phrase.span.start)


def _is_past(moment: EdtfDate | None, published: EdtfDate | None) -> bool:
    if moment is None or moment.earliest is None:
        return False
    if published is None:
        return moment.latest is not None
    if moment.latest is None or published.earliest is None:
        return False
    return moment.latest < published.earliest


def _dates_clause(
    context: Context,
    phrase: OfficePhrase,
    timex: Timex,
) -> bool:
    """Whether a date says when the clause of the office took place.

    Neither `l’accord de 2015` nor `depuis 2015`, nor the clause "élu en 2016" beside it.
    """
    doc, syntax = context.doc, context.words.syntax
    hangs = attachment(doc, timex.span, syntax)
    before = {hangs.preposition}
    # The marked date may hold its preposition: "depuis 2015".
    for token in doc.tokens_in(timex.span)[:1]:
        before.add(syntax.preposition(token.low))
    if not before.isdisjoint(context.roles.date_of):
        return False
    clause = doc.clause_at(phrase.span)
    if clause is not None and hangs.clause is not None:
        return clause.index == hangs.clause.index
    # Without a parse of one of them, a sentence of one clause dates all of it.
    return len(doc.clauses_in(phrase.sentence)) <= 1


def at_words(at: EdtfDate | None) -> str:
    """A moment in brackets, as reasons give it; empty where there is none."""
    return f" ({french(at)})" if at is not None else ""


def stated(
    context: Context,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer | None:
    """`la présidente`, where the article tells of whom: of several, the one named last; of one, also later on."""
    given = state.meant_by(phrase.keys)
    # "le directeur du festival", who was "son directeur".
    if not given and phrase.keys[-1] in context.roles.bodies_again:
        only = state.called(phrase.keys[0])
        given = only if len(only) == 1 else set()
    # "son directeur, Jan Vik, est limogé. Le nouveau directeur …" is another.
    if phrase.has(RoleModifiers.NEW):
        given = given & state.newly
    if phrase.has(RoleModifiers.FEMININE):
        given = {i for i in given if context.entity(i).gender != "m"}
    before = (link.entities[0] for link in state.recent(phrase.span))
    person = next((i for i in before if i in given), "")
    if not person and len(given) == 1:
        person = next(iter(given))
    if not person:
        return None
    return one(context, person, "told", unsure=True, rule=RULE_BACK)


def unnamed(context: Context, phrase: OfficePhrase) -> Answer:
    """The holder of an office of a body or place that is named, whom the article does not name: somebody of its own.

    Nobody in particular where the wording does not mean the present one.
    """
    other = phrase.modifiers & ~(RoleModifiers.DEFINITE | RoleModifiers.FEMININE)
    if other or not phrase.of or not phrase.has(RoleModifiers.DEFINITE):
        return nobody(context, "no-office")
    words = " ".join(phrase.span.of(context.article.text).split())
    holder = f"{slug(words)}-{context.article.id}"
    context.make(holder, EntityType.PER, words)
    return one(context, holder, "unnamed")


def _only(
    context: Context,
    people: Sequence[str],
    state: DiscourseState,
    reason: str,
    *,
    unsure: bool,
) -> Answer | None:
    """The one of these whom the article names, if it names one only."""
    named = [i for i in people if i in state.cast]
    if len(named) != 1:
        return None
    return one(
        context,
        named[0],
        reason,
        unsure=unsure,
    )


def _former(
    context: Context,
    office: str,
    at: EdtfDate | None,
    state: DiscourseState,
) -> Answer:
    """`l’ancien président`: never today's holder; the one former holder whom the article names, if it names one."""
    today = context.kb.holders(office, at)
    until = None
    if at is not None and at.latest is not None:
        until = parse_edtf(f"../{at.latest}")
    # Of two in one day, the day of a handover, one is former.
    excluded = today if len(today) == 1 else ()
    if excluded and _leaves(context, office, today[0], at):
        excluded = ()
    past = [h for h in context.kb.holders(office, until) if h not in excluded]
    only = _only(
        context,
        past,
        state,
        "former-named",
        unsure=True,
    )
    named = [h for h in past if h in state.cast]
    return only or several(context, named or past, "former")


def _leaves(context: Context, office: str, holder: str, at: EdtfDate | None) -> bool:
    """Whether somebody's term ends within days: of who resigned this morning the article of the evening says "l’ancien"."""
    day = at.latest if at is not None else None
    terms = [t for t in context.kb.entities[holder].tenures if t.office == office]
    ends = [term.end.earliest for term in terms if term.end is not None]
    return day is not None and any(
        end is not None and timedelta() <= end - day <= timedelta(days=_HANDOVER)
        for end in ends
    )


def _next(
    context: Context,
    phrase: OfficePhrase,
    office: str,
) -> Answer:
    """`le président élu`: who takes office next, where the base knows; the 45th is not counted."""
    coming = _coming(context, office, told_at(context, phrase))
    if len(coming) == 1 and phrase.has(RoleModifiers.ELECT):
        return one(
            context,
            coming[0],
            "next",
            unsure=True,
        )
    return several(context, (), "future")


def _coming(
    context: Context,
    office: str,
    at: EdtfDate | None,
) -> list[str]:
    """Who takes the office soon after a moment; empty for an open moment."""
    if at is None or at.latest is None:
        return []
    # In the United States ten weeks pass; in Mexico four months.
    soon = parse_edtf(f"{at.latest}/{at.latest + timedelta(days=_ELECT)}")
    now = context.kb.holders(office, at)
    return [h for h in context.kb.holders(office, soon) if h not in now]


def _holder(
    context: Context,
    office: str,
    phrase: OfficePhrase,
    state: DiscourseState,
) -> Answer:
    at = told_at(context, phrase)
    holders = context.kb.holders(office, at)
    if phrase.has(RoleModifiers.NEW):
        coming = _coming(context, office, at)
        holders = (*holders, *coming)
        newest = [h for h in holders if h in state.cast]
        # "le nouveau président", days before the handover
        if coming and newest:
            return one(
                context,
                newest[-1],
                "next",
                unsure=True,
            )
    if phrase.has(RoleModifiers.FEMININE):
        entities = context.kb.entities
        holders = tuple(h for h in holders if entities[h].gender != "m")
    if len(holders) == 1:
        return _today(
            context,
            office,
            holders[0],
            at,
            state,
        )
    told = stated(context, phrase, state)
    if not holders:
        return told or _once(context, office, state)
    if told is not None and told.entities[0] in holders:
        return told
    only = _only(
        context,
        holders,
        state,
        "only-named",
        unsure=False,
    )
    return only or several(
        context,
        holders,
        "change",
        at=at_words(at),
    )


def _once(
    context: Context,
    office: str,
    state: DiscourseState,
) -> Answer:
    """Where nobody holds it that day: the one whom the article names of those who ever did.

    A president overthrown the day before.
    """
    ever = context.kb.holders(office, None)
    named = _only(
        context,
        ever,
        state,
        "only-named",
        unsure=True,
    )
    return named or nobody(context, "no-holder")


def _today(
    context: Context,
    office: str,
    holder: str,
    at: EdtfDate | None,
    state: DiscourseState,
) -> Answer:
    """The one holder; doubtful where only the age of the knowledge base makes it so and the article does not name them."""
    title = context.kb.offices[office].name
    called = title[0].upper() + title[1:]
    said = context.say(
        "holder",
        office=called,
        name=holder,
        at=at_words(at),
    )
    read = context.kb.as_of
    if (
        read is None
        or holder in state.cast
        or not _is_later(
            context,
            office,
            holder,
            at,
        )
    ):
        return Answer(LinkStatus.LINKED, (holder,), (said,))
    late = context.say("after-base", day=french(day(read)))
    return Answer(
        LinkStatus.LINKED,
        (holder,),
        (said, late),
        Status.UNSURE,
    )


def _is_later(
    context: Context,
    office: str,
    holder: str,
    at: EdtfDate | None,
) -> bool:
    """Whether a moment is later than the knowledge base, and the holder's term open."""
    read = context.kb.as_of
    if read is None or at is None:
        return False
    if at.latest is not None and at.latest <= read:
        return False
    terms = context.kb.entities[holder].tenures
    return any(term.office == office and term.end is None for term in terms)
