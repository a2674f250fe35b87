"""What common nouns and a place or a date name: `la présidentielle de 2017`, `la primaire socialiste`, `le traité de Rome`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, one
from builder.annotate.links.words import OCCASIONS
from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status
from builder.text.fold import fold
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.lang.schema_links import OccasionWords
    from builder.model.dates import Timex
    from builder.syntax.doc import Token

RULE = "occasion"
_TAIL = 2
"""Words between an occasion and its date at most: "les législatives de <juin 2017>"."""


class _Occasion(NamedTuple):
    """A wording, read."""

    span: Span
    name: str
    words: OccasionWords
    owner: str
    """Id of the state, the place or the voters as the text calls them; empty where it says none."""

    time: str
    """The year, or the day of what may happen twice a year; empty where the text says none."""


def find_occasions(
    context: Context, mentions: Sequence[Mention]
) -> Iterator[tuple[Mention, Answer]]:
    """Every one whose date, place or voters the article tells, and what it means; a longer name is left alone."""
    found = list(_read_all(context, {m.span.start: m for m in mentions}))
    times: dict[tuple[str, str], set[str]] = {}
    for each in found:
        times.setdefault((each.name, each.owner), set()).update(
            [each.time] * bool(each.time)
        )
    for each in found:
        is_longer = any(
            m.span != each.span and m.span.covers(each.span) for m in mentions
        )
        time = each.time
        # "un attentat" is any.
        if each.words.of != "day":
            time = time or _coming(context, times[each.name, each.owner])
        is_told = each.owner if each.words.of in ("voters", "place") else time
        if is_told and not is_longer:
            yield _linked(context, each, time)


def _coming(context: Context, times: set[str]) -> str:
    """The one time told elsewhere, unless it is past when the article appears; empty where there is none."""
    published = context.article.published.date
    day = published.earliest if published is not None else None
    time = next(iter(times)) if len(times) == 1 else ""
    return time if day is None or time >= str(day.year) else ""


def _linked(context: Context, occasion: _Occasion, time: str) -> tuple[Mention, Answer]:
    words = occasion.span.of(context.article.text)
    own = slug(f"{occasion.name} {occasion.owner} {time}")
    name = " ".join(words.split())
    if occasion.words.of == "state" and occasion.owner:
        state = context.kb.entities[occasion.owner].name
        name = f"{occasion.name} ({state}) {time}"
    type_ = EntityType(occasion.words.type)
    context.make(own, type_, name[0].upper() + name[1:])
    is_whole = occasion.time or occasion.words.of == "place"
    mention = Mention(
        occasion.span,
        words,
        MentionKind.NAME if is_whole else MentionKind.ALIAS,
        type_,
        RULE,
        Status.MACHINE if is_whole else Status.UNSURE,
    )
    return mention, one(context, own, "occasion", name=own)


def _read_all(context: Context, starting: Mapping[int, Mention]) -> Iterator[_Occasion]:
    end = 0
    for hit in context.phrases:
        first = context.doc.tokens[hit.first]
        before = context.doc.tokens[hit.first - 1]
        # Of wordings that begin together the longest comes first; "école primaire" is none.
        is_adjective = first.pos == "ADJ" and before.pos == "NOUN"
        if hit.name == OCCASIONS and first.start >= end and not is_adjective:
            occasion = _read(context, starting, hit.first, hit.stop)
            end = occasion.span.end
            yield occasion


def _read(
    context: Context, starting: Mapping[int, Mention], first: int, stop: int
) -> _Occasion:
    """An occasion with what says whose or where it is, and its date."""
    tokens = context.doc.tokens
    name = context.words.occasions[tuple(context.keys[first:stop])]
    words = context.words.names.occasions[name]
    begin = context.past_article(stop + 1) if context.is_of(stop) else stop
    place = starting.get(tokens[begin].start) if begin < len(tokens) else None
    if words.of == "place":
        if place is None or begin == stop or place.type is not EntityType.LOC:
            return _Occasion(tokens[first].span, name, words, "", "")
        span = Span(tokens[first].start, place.span.end)
        return _Occasion(span, name, words, slug(place.surface), "")
    owner, last = "", tokens[stop - 1]
    for last in _tail(context, stop):
        told = last.lemma if words.of == "voters" else context.state_of(last)
        owner = owner or told
    if words.of == "state":
        owner = owner or context.about.home
    timex = _date(context, last)
    day = timex.date.earliest if timex is not None and timex.date is not None else None
    if timex is None or day is None:
        return _Occasion(Span(tokens[first].start, last.end), name, words, owner, "")
    time = timex.date.edtf if words.of == "day" and timex.date else str(day.year)
    span = Span(tokens[first].start, timex.span.end)
    return _Occasion(span, name, words, owner, time)


def _tail(context: Context, at: int) -> Iterator[Token]:
    """The adjectives behind an occasion, and "de la droite et du centre"."""
    tokens = context.doc.tokens
    sentence = tokens[at - 1].sentence
    while context.key(at, sentence) and _is_adjective(context, tokens[at]):
        yield tokens[at]
        at += 1
    while context.key(at, sentence) and context.is_of(at):
        noun = context.past_article(at + 1)
        is_noun = context.key(noun, sentence) and tokens[noun].pos == "NOUN"
        dates = context.dated[sentence]
        if not is_noun or any(t.span.covers(tokens[noun].span) for t in dates):
            return
        yield tokens[noun]
        at = noun + 1
        if context.key(at, sentence) and context.atom(at) == "and":
            at += 1


def _is_adjective(context: Context, token: Token) -> bool:
    is_party = context.words.atoms.get(fold(token.lemma)) == "modifier"
    return is_party or token.pos == "ADJ" or bool(context.state_of(token))


def _date(context: Context, last: Token) -> Timex | None:
    """The date right behind an occasion; none without one."""
    for timex in context.dated[last.sentence]:
        between = context.index(timex.span.start) - last.index - 1
        is_joined = not between or context.is_of(last.index + 1)
        if 0 <= between <= _TAIL and is_joined:
            return timex
    return None
