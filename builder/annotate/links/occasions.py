"""What common nouns and a place or a date name: `la présidentielle de 2017`, `la primaire socialiste`, `le traité de Rome`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, one
from builder.annotate.links.context import offsets
from builder.annotate.links.words import OCCASIONS
from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status
from builder.text.fold import fold
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.context import Context
    from builder.lang.schema_links import OccasionWords
    from builder.syntax.doc import Token

RULE = "occasion"
_OWNED = ("voters", "place", "title")
"""What tells one occasion from others of its name, besides the date."""

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
    starting = {m.span.start: m for m in mentions}
    found = list(_read_all(context, starting))
    times: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in found:
        if each.time:
            times[each.name, each.owner].add(each.time)
    inside = offsets(m.span for m in mentions)
    for each in found:
        other = starting.get(each.span.start)
        is_longer = other is None or other.span.end > each.span.end
        if each.span.start in inside and is_longer:
            continue
        time = each.time or _coming(context, each, times[each.name, each.owner])
        if _is_told(each, time):
            yield _linked(context, each, time)


def _is_told(occasion: _Occasion, time: str) -> bool:
    """Whether the article says enough for an occasion to be one in particular."""
    if occasion.words.yearly or occasion.words.of in _OWNED:
        return bool(occasion.owner)
    return bool(time)


def _coming(context: Context, occasion: _Occasion, times: set[str]) -> str:
    """The one time told elsewhere, unless it is past when the article appears; empty where there is none."""
    # "un attentat" is any.
    if occasion.words.of == "day":
        return ""
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
        name = f"{occasion.name} ({state}) {time}".strip()
    type_ = EntityType(occasion.words.type)
    context.make(own, type_, name[0].upper() + name[1:])
    is_whole = occasion.time or occasion.words.of in ("place", "title")
    mention = Mention(
        occasion.span,
        words,
        MentionKind.NAME if is_whole else MentionKind.ALIAS,
        type_,
        RULE,
        Status.MACHINE if is_whole else Status.UNSURE,
    )
    return mention, one(context, own, "occasion")


def _read_all(context: Context, starting: Mapping[int, Mention]) -> Iterator[_Occasion]:
    end = 0
    for hit in context.phrases:
        first = context.doc.tokens[hit.first]
        before = context.doc.tokens[max(hit.first - 1, 0)]
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
    start = tokens[first].start
    if words.of == "place":
        place = _place(context, starting, stop)
        end = place.span.end if place is not None else tokens[stop - 1].end
        where = slug(place.surface) if place is not None else ""
        return _Occasion(Span(start, end), name, words, where, "")
    if words.of == "title":
        end = tokens[_title_end(context, stop)].end
        title = context.article.text[tokens[stop - 1].end : end]
        owner = slug(title) if title else ""
        return _Occasion(Span(start, end), name, words, owner, "")
    owner, last = "", tokens[stop - 1]
    for last in _tail(context, stop):
        told = last.lemma if words.of == "voters" else context.state_of(last)
        owner = owner or told
    if words.of == "state":
        owner = owner or context.about.home
    time, end = _time(context, last, words)
    return _Occasion(Span(start, end), name, words, owner, time)


def _title_end(context: Context, at: int) -> int:
    """Index of the last word of "loi [travail]", "loi [El Khomri]"; the one before where no title follows."""
    tokens = context.doc.tokens
    sentence = tokens[at - 1].sentence
    last = at - 1
    while context.key(last + 1, sentence):
        token = tokens[last + 1]
        is_name = token.text[0].isupper() and token.is_word
        if not is_name and (token.pos != "NOUN" or last >= at):
            break
        last += 1
    return last


def _place(
    context: Context, starting: Mapping[int, Mention], at: int
) -> Mention | None:
    """The place in "de Rome"; none for anything else."""
    if not context.is_of(at):
        return None
    begin = context.past_article(at + 1)
    tokens = context.doc.tokens
    place = starting.get(tokens[begin].start) if begin < len(tokens) else None
    is_place = place is not None and place.type is EntityType.LOC
    return place if is_place else None


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


def _time(context: Context, last: Token, words: OccasionWords) -> tuple[str, int]:
    """What the date right behind an occasion tells, and where that ends; nothing and the end of the occasion without one."""
    for timex in context.dated[last.sentence]:
        between = context.index(timex.span.start) - last.index - 1
        is_joined = not between or context.is_of(last.index + 1)
        day = timex.date.earliest if timex.date is not None else None
        if timex.date is None or day is None:
            continue
        if 0 <= between <= _TAIL and is_joined:
            time = timex.date.edtf if words.of == "day" else str(day.year)
            return time, timex.span.end
    return "", last.end
