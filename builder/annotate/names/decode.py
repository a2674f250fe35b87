"""Makes mentions of labelled words: span, type, what decided, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.names import extent
from builder.annotate.names.known import SEVERAL
from builder.annotate.names.parted import each_name
from builder.model.mention import EntityType, Mention, MentionKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.annotate.names.extent import Name
    from builder.annotate.names.known import Tag
    from builder.annotate.names.page import Page
    from builder.annotate.names.weights import Matrix
    from builder.model.article import Article
    from builder.model.dates import Timex

SURE = 0.7
"""Least probability of each word's label in a sure name; calibrated on winer.dev, see `scripts/train_names.py`."""


def mentions(
    article: Article,
    page: Page,
    labels: Sequence[str],
    certain: Matrix,
    timexes: Iterable[Timex],
) -> list[Mention]:
    """The names that the labels spell out, in order. What is part of a date is no name."""
    sure = certain.max(axis=1)
    dated = _offsets(timexes)
    found: list[Mention] = []
    for labelled in each_name(page, labels):
        name = extent.exact(page, labels, labelled)
        doubt = bool(sure[name.start : name.end].min() < SURE)
        mention = _mention(article, page, name, doubt=doubt)
        first, last = mention.span.start, mention.span.end - 1
        if first in dated and last in dated:
            continue
        if found and found[-1].span.end > first:
            found.pop()  # the first name in brackets, as a name of its own
        found.append(mention)
    return found


def _offsets(timexes: Iterable[Timex]) -> set[int]:
    """Every character that is part of a date."""
    dated: set[int] = set()
    for timex in timexes:
        dated.update(range(timex.span.start, timex.span.end))
    return dated


def _mention(article: Article, page: Page, name: Name, *, doubt: bool) -> Mention:
    kind = name.kind
    tag = page.borne[name.start]
    decided = tag is not None and tag.kind != SEVERAL and not tag.ordinary
    if doubt and tag and decided and _matches(page.borne, name):
        # The text hesitates, the knowledge base does not.
        kind = tag.kind
    span = extent.span(page, name)
    written_there = article.dateline == span
    return Mention(
        span=span,
        surface=span.of(article.text),
        kind=MentionKind.NAME,
        type=EntityType(kind),
        rule="dateline" if written_there else _rule(page, name, kind),
        status=Status.UNSURE if doubt else Status.MACHINE,
    )


def _rule(page: Page, name: Name, kind: str) -> str:
    """The evidence that a reader would name first."""
    tag = page.lists[name.start]
    if _matches(page.borne, name):
        return "kb:name"
    if tag and _matches(page.lists, name):
        return f"list:{tag.kind}"
    person = kind == EntityType.PER
    shape = _shape_of_person(page, name) if person else _shape_of_thing(page, name)
    return shape or "context"


def _shape_of_person(page: Page, name: Name) -> str:
    if page.before[name.start].lower in page.guides.titles:
        return "shape:title"
    known = page.words[name.start].first_name
    return "shape:person" if known and name.length > 1 else ""


def _shape_of_thing(page: Page, name: Name) -> str:
    first = page.words[name.start]
    if not first.capital:
        return "shape:head"
    acronym = name.length == 1 and first.shape == "XX"
    return "shape:acronym" if acronym else ""


def _matches(tags: Sequence[Tag | None], name: Name) -> bool:
    """Whether exactly these words are one known name."""
    parts = [tag.part if tag else "" for tag in tags[name.start : name.end + 1]]
    first, rest = parts[0], parts[1 : name.length]
    if not first.startswith("B") or rest != ["I"] * len(rest):
        return False
    return parts[name.length :] != ["I"]
