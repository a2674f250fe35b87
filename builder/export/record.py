"""What was found in one article, as plain data with offsets: for `dossier annotate` and for `dossier.json`."""

from __future__ import annotations

import re
from collections import ChainMap
from typing import TYPE_CHECKING, Any, TypeAlias

from builder.model.event import Role
from builder.model.mention import Link, LinkStatus, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.model.article import Span
    from builder.model.dossier import Annotated
    from builder.model.event import EventMention
    from builder.model.quote import Quote

Row: TypeAlias = "dict[str, Any]"

_SEVERAL = re.compile(r"\w[\s.'’]+\w")


def record(
    annotated: Annotated,
    names: dict[str, str],
    events: Mapping[str, str] | None = None,
) -> Row:
    """The four lists `mentions`, `times`, `quotes`, `events` of one article, each in the order of the text.

    Offsets are code points of the article's text, half-open. Every list is there, empty where nothing was found.

    Args:
        annotated: the article with what was found in it.
        names: name of every known entity by id; those the article made itself need not be among them.
        events: event id of each claim id; without it (one article alone) a claim stands for its event.
    """
    text = annotated.article.text
    # The dossier's name of an entity is the best of all articles; the article's own is what one text alone has.
    own = {entity.id: entity.name for entity in annotated.locals}
    # Looked up one in the other: all names of a dossier are not copied for each of its articles.
    known = ChainMap(names, own)
    return {
        "mentions": list(mention_rows(annotated, known)),
        "times": list(time_rows(annotated)),
        "quotes": [_quote(quote, text, known) for quote in annotated.quotes],
        "events": list(_events(annotated, events or {}, known)),
    }


def mention_rows(annotated: Annotated, names: Mapping[str, str]) -> Iterator[Row]:
    """Every mention in the order of the text, but for words of which the author said that they are none."""
    for link in annotated.links:
        refused = link.verdict is LinkStatus.REFUSED
        if refused and link.mention.status is Status.AUTHOR:
            continue
        yield _mention(link, names)


def _mention(link: Link, names: Mapping[str, str]) -> Row:
    """One mention; candidates that compete are told apart from entities that are meant together."""
    mention = link.mention
    meant = list(link.entities) if link.is_settled else []
    row = {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.surface,
        "type": mention.type.value,
        "kind": mention.kind.value,
        "entities": meant,
        "names": named(meant, names),
        "link": _outcome(link, meant),
        "status": mention.status.value,
        "rule": mention.rule,
    }
    # Who may be meant is not who is meant: a key of its own, which nobody can read as the answer.
    if link.verdict is LinkStatus.AMBIGUOUS:
        row["candidates"] = list(link.entities)
    return row


def _outcome(link: Link, meant: list[str]) -> str:
    """How linking ended: `linked`, `ambiguous`, `nil` or `refused`.

    `nil` is said of those that nobody knows and that got no entry of their own either.
    """
    if link.is_settled:
        return "linked" if meant else "nil"
    return link.verdict.value


def time_rows(annotated: Annotated) -> Iterator[Row]:
    """Every expression of time in the order of the text."""
    text = annotated.article.text
    for timex in annotated.timexes:
        yield {
            "start": timex.span.start,
            "end": timex.span.end,
            "text": timex.span.of(text),
            "type": timex.type.value,
            "value": timex.value,
            "basis": timex.basis.value,
        }


def _quote(quote: Quote, text: str, names: Mapping[str, str]) -> Row:
    row = {
        "start": quote.span.start,
        "end": quote.span.end,
        "speakers": speakers(quote, text, names),
        "kind": quote.kind.value,
    }
    if quote.reporters:
        row["reporters"] = named(quote.reporters, names)
    return row


def speakers(quote: Quote, text: str, names: Mapping[str, str]) -> list[str]:
    """Names of those who speak; the text's own words where they name no entity ("des habitants du quartier").

    Empty where the text does not say, and where all it says is one word: a name would be an entity, so it is a pronoun.
    "l'homme" is two.
    """
    if quote.speakers:
        return named(quote.speakers, names)
    # One word that is no entity is a pronoun: "il" would tell a reader of the data nothing.
    words = quote.speaker_words.of(text) if quote.speaker_words else ""
    return [words] if _SEVERAL.search(words) else []


def named(entities: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Names of entities by their ids; the id of one that has none."""
    return [names.get(entity, entity) for entity in entities]


def _events(
    annotated: Annotated, event_of: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Row]:
    sentences = {s.id: s.span for s in annotated.sentences}
    for mention in annotated.event_mentions:
        sentence = sentences.get(mention.sentence, mention.span)
        event = event_of.get(mention.id, mention.id)
        yield _event(mention, sentence, event, names)


def _event(
    mention: EventMention, sentence: Span, event: str, names: Mapping[str, str]
) -> Row:
    """One event mention; `placed` and `placed_by` are null where nothing places it."""
    return {
        "id": event,
        "date": mention.date.edtf if mention.date else None,
        "placed": mention.placed.edtf if mention.placed else None,
        "placed_by": mention.placed_by.value if mention.placed_by else None,
        "sentence": [sentence.start, sentence.end],
        "trigger": [mention.trigger.start, mention.trigger.end],
        "clause": [mention.span.start, mention.span.end],
        "kind": mention.kind,
        "modality": mention.modality.value,
        "rank": mention.rank.value,
        "headline": mention.headline,
        "title": mention.title,
        "participants": [*_participants(mention, names)],
    }


def _participants(mention: EventMention, names: Mapping[str, str]) -> Iterator[Row]:
    """Who takes part; where the text names nobody, the place that it is told of."""
    parts = [(each.entity, each.part.value) for each in mention.participants]
    if not parts:
        parts = [(place, Role.OTHER.value) for place in mention.places[:1]]
    for entity, role in parts:
        yield {"entity": entity, "name": names.get(entity, entity), "role": role}
