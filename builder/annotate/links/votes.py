"""Votes that common nouns name: `l’élection présidentielle de 2017`, `la primaire socialiste`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, one
from builder.annotate.links.words import VOTES
from builder.model.article import Span
from builder.model.mention import EntityType, Mention, MentionKind, Status
from builder.text.fold import fold
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.links.context import Context
    from builder.syntax.doc import Token

RULE = "vote"
_TAIL = 2
"""Words between a vote and its date at most: "législatives prévues en <juin 2017>"."""


class _Vote(NamedTuple):
    """A wording of a vote, read."""

    span: Span
    name: str
    owner: str
    """Id of the state, or the voters as the text calls them; empty where it says none."""

    year: str
    """Empty where the text says none."""


def find_votes(
    context: Context, mentions: Sequence[Mention]
) -> Iterator[tuple[Mention, Answer]]:
    """Every vote whose day or voters the article tells, and what it means; a longer name of an event is left alone."""
    votes = list(_read_all(context))
    years: dict[tuple[str, str], set[str]] = {}
    for vote in votes:
        years.setdefault((vote.name, vote.owner), set()).update(
            filter(None, [vote.year])
        )
    for vote in votes:
        year = vote.year or _coming(context, years[vote.name, vote.owner])
        by_voters = context.words.names.votes[vote.name].of == "voters" and vote.owner
        if not year and not by_voters:
            continue
        if any(m.span != vote.span and m.span.covers(vote.span) for m in mentions):
            continue
        yield _linked(context, vote, year)


def _coming(context: Context, years: set[str]) -> str:
    """The one year told of a vote, unless it is past when the article appears; empty where there is none."""
    published = context.article.published.date
    day = published.earliest if published is not None else None
    year = next(iter(years)) if len(years) == 1 else ""
    return year if day is None or year >= str(day.year) else ""


def _linked(context: Context, vote: _Vote, year: str) -> tuple[Mention, Answer]:
    words = vote.span.of(context.article.text)
    own = slug(f"{vote.name} {vote.owner} {year}")
    state = context.kb.entities.get(vote.owner)
    called = f" ({state.name})" if state is not None else ""
    name = (
        f"{vote.name}{called} {year}" if state is not None else " ".join(words.split())
    )
    context.make(own, EntityType.EVENT, name[0].upper() + name[1:].rstrip())
    mention = Mention(
        vote.span,
        words,
        MentionKind.NAME if vote.year else MentionKind.ALIAS,
        EntityType.EVENT,
        RULE,
        Status.MACHINE if vote.year else Status.UNSURE,
    )
    return mention, one(context, own, "vote", name=own)


def _read_all(context: Context) -> Iterator[_Vote]:
    end = 0
    for hit in context.phrases:
        first = context.doc.tokens[hit.first]
        # Of wordings that begin together the longest comes first; "école primaire" is none.
        before = context.doc.tokens[hit.first - 1]
        is_adjective = first.pos == "ADJ" and before.pos == "NOUN"
        if hit.name == VOTES and first.start >= end and not is_adjective:
            vote = _read(context, hit.first, hit.stop)
            end = vote.span.end
            yield vote


def _read(context: Context, first: int, stop: int) -> _Vote:
    """A vote with the adjectives and complements that say whose it is, and its date."""
    tokens = context.doc.tokens
    name = context.words.votes[tuple(context.keys[first:stop])]
    whose = context.words.names.votes[name].of
    owner, last = "", stop - 1
    for token in _tail(context, stop):
        state = context.state_of(token)
        if whose == "voters":
            owner = owner or token.lemma
        elif state:
            owner = state
        last = token.index
    if whose == "state":
        owner = owner or context.about.home
    year, end = _year(context, tokens[last])
    return _Vote(Span(tokens[first].start, end), name, owner, year)


def _tail(context: Context, at: int) -> Iterator[Token]:
    """The adjectives behind a vote, and "de la droite et du centre"."""
    tokens = context.doc.tokens
    sentence = tokens[at - 1].sentence
    while context.key(at, sentence) and _is_adjective(context, tokens[at]):
        yield tokens[at]
        at += 1
    joined = ("of", "of_the", "of_many")
    while context.key(at, sentence) and context.atom(at) in joined:
        noun = context.past_article(at + 1)
        if not context.key(noun, sentence) or tokens[noun].pos != "NOUN":
            return
        if tokens[noun].text[0].isdigit() or _dated_at(context, tokens[noun]):
            return
        yield tokens[noun]
        at = noun + 1
        if context.key(at, sentence) and context.atom(at) == "and":
            at += 1


def _is_adjective(context: Context, token: Token) -> bool:
    is_party = context.words.atoms.get(fold(token.lemma)) == "modifier"
    return is_party or token.pos == "ADJ" or bool(context.state_of(token))


def _dated_at(context: Context, token: Token) -> bool:
    dates = context.dated[token.sentence]
    return any(timex.span.covers(token.span) for timex in dates)


def _year(context: Context, last: Token) -> tuple[str, int]:
    """The year that a date right behind a vote tells, and where the date ends; none and the end of the vote without one."""
    for timex in context.dated[last.sentence]:
        between = context.index(timex.span.start) - last.index - 1
        day = timex.date.earliest if timex.date is not None else None
        if 0 <= between <= _TAIL and day is not None:
            joining = context.atom(last.index + 1)
            if not between or joining in ("of", "of_the"):
                return str(day.year), timex.span.end
    return "", last.end
