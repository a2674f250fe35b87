"""Makes mentions of labelled words: span, type, what decided, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.names.weights import OUTSIDE, Matrix
from builder.model.article import Article, Span
from builder.model.mention import EntityType, Mention, MentionKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.annotate.names.known import Tag
    from builder.annotate.names.page import Page
    from builder.model.dates import Timex

SURE = 0.7
"""Least probability of each word's label in a sure name; calibrated on winer.dev, see `scripts/train_names.py`."""


class Name(NamedTuple):
    """Words that the labels make one name of, half-open, and its type."""

    start: int
    end: int
    kind: str

    @property
    def is_person(self) -> bool:
        """Whether it is labelled as a person's."""
        return self.kind == EntityType.PER


def mentions(
    article: Article,
    page: Page,
    labels: Sequence[str],
    certain: Matrix,
    timexes: Iterable[Timex],
) -> list[Mention]:
    """The names that the labels spell out, in order. What is part of a date is no name."""
    sure = certain.max(axis=1).tolist()
    dated = _offsets(timexes)
    found: list[Mention] = []
    for labelled in names(labels):
        name = labelled._replace(start=_begin(page, labels, labelled))
        span = _span(page, name)
        if span.start in dated and span.end - 1 in dated:
            continue
        if found and found[-1].span.end > span.start:
            found.pop()  # the first name in brackets, as a name of its own
        doubt = min(sure[name.start : name.end]) < SURE
        tag = page.borne[name.start]
        if doubt and tag and _matches(page.borne, name):
            # The text hesitates, the knowledge base does not.
            name = name._replace(kind=tag.kind)
        found.append(
            Mention(
                span,
                span.of(article.text),
                MentionKind.NAME,
                EntityType(name.kind),
                "dateline" if article.dateline == span else _rule(page, name),
                Status.UNSURE if doubt else Status.MACHINE,
            )
        )
    return found


def _offsets(timexes: Iterable[Timex]) -> set[int]:
    """Every character that is part of a date."""
    dated: set[int] = set()
    for timex in timexes:
        dated.update(range(timex.span.start, timex.span.end))
    return dated


def names(labels: Sequence[str]) -> Iterator[Name]:
    """The names that labels spell out, in order: a beginning and what goes on from it."""
    start = 0
    for n, label in enumerate((*labels, OUTSIDE)):
        if label[0] == "I" and n:
            continue
        if n and labels[start] != OUTSIDE:
            yield Name(start, n, labels[start][2:])
        start = n


def _span(page: Page, name: Name) -> Span:
    """Without the stop of a sentence that ends in a single capital: "la plateforme X."."""
    start, end = page.tokens[name.start].start, page.tokens[name.end - 1].end
    if end - start == len("X.") and page.doc.text[end - 1] == ".":
        end -= 1
    return Span(start, end)


def _begin(page: Page, labels: Sequence[str], name: Name) -> int:
    """Where the name begins: it has no "M.", but the initial of a first name."""
    start = name.start
    if name.is_person:
        opening = _bracket(page, name)
        if opening is not None:
            return opening
    if name.end - start > 1 and page.words[start].lower in page.guides.civil:
        return start + 1
    if name.kind == EntityType.ORG and not page.borne[start]:
        return _proper(page, name)
    if name.is_person and not page.opens(start) and labels[start - 1] == OUTSIDE:
        before = page.before[start]
        if before.shape == "X." and before.lower not in page.guides.civil:
            return start - 1
    return start


def _bracket(page: Page, name: Name) -> int | None:
    """Where the bracket opens before a first name in it: "(Volodymyr) Zelensky".

    The labels have the name begin behind the bracket, or with the first name.
    """
    opens = name.start - (3 if page.forms[name.start - 1] == ")" else 1)
    if opens < 0 or page.forms[opens : opens + 3 : 2] != ["(", ")"]:
        return None
    given = page.words[opens + 1]
    unlisted = given.shape == "Xx" and not page.lists[opens + 1]
    whole = name.end > opens + 3
    return opens if whole and (given.first_name or unlisted) else None


def _proper(page: Page, name: Name) -> int:
    """Without the common nouns right before a proper name: "agence météorologique [Aemet]".

    All of "ministère de la Justice": small words join it.
    """
    for n in range(name.start, name.end):
        own = page.words[n]
        if own.capital:
            return n
        if own.lower in page.guides.links:
            break
    return name.start


def _rule(page: Page, name: Name) -> str:
    """The evidence that a reader would name first."""
    tag = page.lists[name.start]
    if _matches(page.borne, name):
        return "kb:name"
    if tag and _matches(page.lists, name):
        return f"list:{tag.kind}"
    shape = _shape_of_person if name.is_person else _shape_of_thing
    return shape(page, name)


def _shape_of_person(page: Page, name: Name) -> str:
    if page.before[name.start].lower in page.guides.titles:
        return "shape:title"
    long = name.end - name.start > 1
    return "shape:person" if long and page.words[name.start].first_name else "context"


def _shape_of_thing(page: Page, name: Name) -> str:
    first = page.words[name.start]
    if not first.capital:
        return "shape:head"
    alone = name.end - name.start == 1
    return "shape:acronym" if alone and first.shape == "XX" else "context"


def _matches(tags: Sequence[Tag | None], name: Name) -> bool:
    """Whether exactly these words are one known name."""
    parts = [tag.part if tag else "" for tag in tags[name.start : name.end + 1]]
    length = name.end - name.start
    begins = parts[0].startswith("B")
    goes_on = parts[1:length] == ["I"] * (length - 1)
    ends = parts[length:] != ["I"]
    return begins and goes_on and ends
