"""Where a name that the labels found begins and ends in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.names.weights import OUTSIDE
from builder.model.article import Span
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.names.page import Page


class Name(NamedTuple):
    """Words that the labels make one name of, half-open, and its type."""

    start: int
    end: int
    kind: str

    @property
    def is_person(self) -> bool:
        """Whether it is labelled as a person's."""
        return self.kind == EntityType.PER

    @property
    def length(self) -> int:
        """Number of words."""
        return self.end - self.start


def labelled(labels: Sequence[str]) -> Iterator[Name]:
    """The names that labels spell out, in order: a beginning and what goes on from it."""
    start = 0
    for n, label in enumerate((*labels, OUTSIDE)):
        if n and label[0] == "I":
            continue
        if n and labels[start] != OUTSIDE:
            yield Name(start, n, labels[start][2:])
        start = n


def exact(page: Page, labels: Sequence[str], name: Name) -> Name:
    """The name without "M." before it, with the initial of a first name."""
    start = name.start
    titled = page.words[start].lower in page.guides.civil
    if titled and name.length > 1:
        start += 1
    elif name.is_person:
        start = _given(page, labels, name)
    elif _only_opens(page, name):
        start += 1
    elif name.kind == EntityType.ORG and not page.borne[start]:
        start = _proper(page, name)
    return name._replace(start=start)


def span(page: Page, name: Name) -> Span:
    """The stretch of the text."""
    start = page.tokens[name.start].start
    end = page.tokens[name.end - 1].end
    if end - start == len("X.") and page.doc.text[end - 1] == ".":
        # The stop ends the sentence: "la plateforme X."
        end -= 1
    return Span(start, end)


def _only_opens(page: Page, name: Name) -> bool:
    """Whether its first word is the article of a sentence: "L'Union africaine appelle".

    Not "Le Monde", which the lists have with its article.
    """
    start = name.start
    if name.length == 1 or not page.opens(start):
        return False
    if page.words[start].lower not in page.guides.articles:
        return False
    return page.lists[start] is None and page.borne[start] is None


def _given(page: Page, labels: Sequence[str], name: Name) -> int:
    """Where a person's first name begins, if only by its initial or in brackets."""
    opening = _bracket(page, name)
    if opening is not None:
        return opening
    start, before = name.start, page.before[name.start]
    initial = before.shape == "X." and before.lower not in page.guides.civil
    # "F. Granier", where the labels left the initial alone.
    return start - 1 if initial and labels[start - 1] == OUTSIDE else start


def _bracket(page: Page, name: Name) -> int | None:
    """Where the bracket opens before a first name in it: "(Volodymyr) Zelensky".

    The labels have the name begin behind the bracket, or with the first name.
    """
    closed = page.before[name.start].lower == ")"
    opens = name.start - (3 if closed else 1)
    if opens < 0 or page.forms[opens : opens + 3 : 2] != ["(", ")"]:
        return None
    if name.end <= opens + 3:
        return None
    given = page.words[opens + 1]
    # In "(LR) Wauquiez" the bracket holds the party, which the lists know.
    unlisted = given.shape == "Xx" and not page.lists[opens + 1]
    return opens if given.first_name or unlisted else None


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
