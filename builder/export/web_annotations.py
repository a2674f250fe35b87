"""What was found in each article as W3C Web Annotations: one collection an article, for Recogito and Hypothesis.

A target has two selectors: the words with some before and after, and their place in code points. Where rights keep the
words back, the place alone.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from builder.export.documents import json_text
from builder.export.record import mention_rows, speakers, time_rows
from builder.model.article import Rights, Span
from builder.text.escape import shown
from builder.text.label import label
from builder.text.slug import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.export.material import Material
    from builder.export.record import Row
    from builder.model.dossier import Annotated
    from builder.model.event import EventMention
    from builder.model.quote import Quote

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FOLDER = "annotations"
_AROUND = 32
"""Code points before and after that tell two equal wordings apart, as Hypothesis takes them."""


def index(material: Material) -> str:
    """The collections, with where each stands: `annotations/index.json`."""
    found = []
    for annotated in material.dossier.articles:
        article = annotated.article
        entry = {"id": f"{article.id}.json", "label": shown(label(article))}
        found.append(entry)
    return json_text({"@context": _CONTEXT, "collections": found})


def collections(material: Material) -> Mapping[str, str]:
    """File under `donnees/` → collection, one an article; a collection of none where nothing was found."""
    found = {}
    for annotated in material.dossier.articles:
        name = f"{annotated.article.id}.json"
        found[f"{_FOLDER}/{name}"] = json_text(collection(annotated, material))
    return found


def collection(annotated: Annotated, material: Material) -> Row:
    """All that is annotated in one article."""
    article = annotated.article
    name = f"{article.id}.json"
    items = list(_Writer(annotated, material).items())
    return {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": shown(label(article)),
        "total": len(items),
        # Empty pages are no pages to the model.
        "first": {"id": f"{name}#page", "type": "AnnotationPage", "items": items},
    }


def seal(bodies: Iterable[Row], start: int, end: int) -> str:
    """What tells an annotation that comes back as it went out from one that somebody edited, whatever the dossier says by then."""
    said = []
    for body in bodies:
        value = body.get("source", body.get("value"))
        said.append(f"{body.get('purpose', '')} {value}")
    return digest(str(start), str(end), *said)


class _Writer:
    """Writes the annotations of one article."""

    def __init__(self, annotated: Annotated, material: Material) -> None:
        self._annotated = annotated
        self._material = material
        self._text = annotated.article.text
        self._open = material.open_spans(annotated)

    def items(self) -> Iterator[Row]:
        """Mentions, expressions of time, quotations and events, each kind in the order of the text."""
        for number, found in enumerate(self._found(), start=1):
            start, end, motivation, said = found
            bodies = list(said)
            name = f"a{number}-{seal(bodies, start, end)}"
            yield {
                "id": f"{self._annotated.article.id}.json#{name}",
                "type": "Annotation",
                "motivation": motivation,
                "body": bodies,
                "target": {
                    "source": f"../../articles/{self._annotated.article.id}/",
                    "selector": list(self._selectors(start, end)),
                },
            }

    def _found(self) -> Iterator[tuple[int, int, str, Iterator[Row]]]:
        """Where it stands, why it is marked, and what is said of it."""
        for row in mention_rows(self._annotated, self._material.names):
            yield row["start"], row["end"], "identifying", _of_mention(row)
        for row in time_rows(self._annotated):
            yield row["start"], row["end"], "describing", _of_time(row)
        for quote in self._annotated.quotes:
            span = quote.span
            yield span.start, span.end, "describing", self._of_quote(quote)
        for mention in self._accounts():
            span = mention.trigger
            yield span.start, span.end, "classifying", self._of_event(mention)

    def _accounts(self) -> Iterator[EventMention]:
        """What the article tells, then what it only touches on and an event gathered."""
        yield from self._annotated.event_mentions
        for mention in self._annotated.faint_mentions:
            if mention.id in self._material.event_of:
                yield mention

    def _of_quote(self, quote: Quote) -> Iterator[Row]:
        yield _tag(f"quote:{quote.kind.value}")
        for name in speakers(quote, self._text, self._material.names):
            yield _words(name, "describing")

    def _of_event(self, mention: EventMention) -> Iterator[Row]:
        yield _tag(f"event:{mention.kind}")
        yield _tag(f"modality:{mention.modality.value}")
        if event := self._material.event_of.get(mention.id):
            yield {"type": "SpecificResource", "source": f"../../evenements/{event}/"}
        for participant in mention.participants:
            yield _entity(participant.entity, "linking")
        if moment := mention.placed or mention.date:
            yield _words(moment.edtf, "describing")

    def _selectors(self, start: int, end: int) -> Iterator[Row]:
        if span := self._shown(start, end):
            yield {
                "type": "TextQuoteSelector",
                "exact": self._text[start:end],
                "prefix": self._text[max(span.start, start - _AROUND) : start],
                "suffix": self._text[end : min(span.end, end + _AROUND)],
            }
        yield {"type": "TextPositionSelector", "start": start, "end": end}

    def _shown(self, start: int, end: int) -> Span | None:
        """The sentence that holds all of it, where it may be shown; the whole text where all of that may."""
        if self._annotated.article.rights is Rights.FULL:
            return Span(0, len(self._text))
        number = bisect_right(self._open, start, key=lambda span: span.start) - 1
        if number < 0 or self._open[number].end < end:
            return None
        return self._open[number]


def _of_mention(row: Row) -> Iterator[Row]:
    yield _tag(row["type"])
    for entity, name in zip(row["entities"], row["names"], strict=True):
        yield _entity(entity, "identifying")
        yield _words(name, "identifying")


def _of_time(row: Row) -> Iterator[Row]:
    yield _tag(row["type"])
    if row["value"]:
        yield _words(row["value"], "describing")


def _entity(entity: str, purpose: str) -> Row:
    source = f"../../entites/{entity}/"
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def _tag(value: str) -> Row:
    return _words(value, "tagging")


def _words(value: str, purpose: str) -> Row:
    return {"type": "TextualBody", "value": shown(value), "purpose": purpose}
