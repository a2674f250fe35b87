"""Makes mentions of labelled words: span, type, what decided, and how sure it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builder.annotate.names.weights import OUTSIDE, Matrix
from builder.model.article import Article, Span
from builder.model.mention import EntityType, Mention, MentionKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.names.context import Page
    from builder.annotate.names.known import Tag
    from builder.annotate.names.tokens import Tokens
    from builder.model.dates import Timex

SURE = 0.7
"""Least probability of each word's label in a sure name; calibrated on winer.dev, see `scripts/train_names.py`."""

SHORTEST = 6
"""Letters of a name that is looked for inside words."""
LONGEST = 40
REST = 4
"""Letters that must be left over: fewer are an ending, or another name (Petrov, Petrovsky)."""


def mentions(
    article: Article,
    cut: Tokens,
    page: Page,
    labels: Sequence[str],
    certain: Matrix,
    timexes: Sequence[Timex],
) -> list[Mention]:
    """The names that the labels spell out, in order. What is part of a date is no name."""
    sure = certain.max(axis=1).tolist()
    dated = {offset for d in timexes for offset in range(d.span.start, d.span.end)}
    found: list[Mention] = []
    for begin, end, kind in names(labels):
        start = _begin(page, labels, begin, end)
        span = _trimmed(
            article.text,
            Span(cut.starts[start], cut.starts[end - 1] + len(cut.forms[end - 1])),
        )
        if span.start in dated and span.end - 1 in dated:
            continue
        if found and found[-1].span.end > span.start:
            found.pop()  # the first name in brackets, as a name of its own
        doubt = min(sure[start:end]) < SURE
        if doubt and _matches(page.borne, start, end):
            known = page.borne[start]
            kind = known.kind if known else kind  # noqa: PLW2901 - the text hesitates, the knowledge base does not
        status = Status.UNSURE if doubt else Status.MACHINE
        rule = _rule(page, start, end, kind, dateline=article.dateline == span)
        found.append(
            Mention(
                span,
                span.of(article.text),
                MentionKind.NAME,
                EntityType(kind),
                rule,
                status,
            )
        )
    return found


def names(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of words (half-open) that are one name, with the type."""
    n = 0
    while n < len(labels):
        end = n + 1
        if labels[n] != OUTSIDE:
            kind = labels[n][2:]
            while end < len(labels) and labels[end] == f"I-{kind}":
                end += 1
            yield n, end, kind
        n = end


def _begin(page: Page, labels: Sequence[str], start: int, end: int) -> int:
    """Without "M.", with the initial of a first name, "F. Fillon", or the first name in brackets, "(Volodymyr) Zelensky"."""
    words, civil = page.words, page.guides.civil
    if labels[start] == "B-PER":
        bracket = start - 3 if page.forms[start - 1] == ")" else start - 1
        if (
            page.forms[max(bracket, 0) : bracket + 3 : 2] == ["(", ")"]
            and end > bracket + 3
        ):
            given = words[bracket + 1]
            return (
                bracket
                if given.first_name
                or (given.shape == "Xx" and not page.lists[bracket + 1])
                else start
            )
    if end - start > 1 and words[start].lower in civil:
        return start + 1
    if labels[start] == "B-ORG" and not page.borne[start]:
        start = _proper(page, start, end)
    if (
        labels[start] == "B-PER"
        and start not in page.bounds
        and labels[start - 1] == OUTSIDE
    ):
        before = words[start - 1]
        if before.shape == "X." and before.lower not in civil:
            return start - 1
    return start


def _proper(page: Page, start: int, end: int) -> int:
    """Without the common nouns right before a proper name: "agence météorologique [Aemet]"; all of "ministère de la Justice"."""
    capital = next((n for n in range(start, end) if page.words[n].capital), start)
    return (
        start
        if any(w.lower in page.guides.links for w in page.words[start:capital])
        else capital
    )


def _trimmed(text: str, span: Span) -> Span:
    """Without the stop of a sentence that ends in a single capital: "la plateforme X."."""
    return (
        Span(span.start, span.end - 1)
        if len(span) == 2 and text[span.end - 1] == "."
        else span
    )


def _rule(page: Page, start: int, end: int, kind: str, *, dateline: bool) -> str:
    """The evidence that a reader would name first."""
    person, tag, first = kind == EntityType.PER, page.lists[start], page.words[start]
    titled = (
        start not in page.bounds and page.words[start - 1].lower in page.guides.titles
    )
    known = (
        (dateline, "dateline"),
        (_matches(page.borne, start, end), "kb:name"),
        (_matches(page.lists, start, end), f"list:{tag.kind}" if tag else ""),
        (person and titled, "shape:title"),
        (person and end - start > 1 and first.first_name, "shape:person"),
        (not person and not first.capital, "shape:head"),
        (not person and end - start == 1 and first.shape == "XX", "shape:acronym"),
    )
    return next((rule for holds, rule in known if holds), "context")


def _matches(tags: Sequence[Tag | None], start: int, end: int) -> bool:
    """Whether exactly these words are one known name."""
    parts = [tag.part if tag else "" for tag in tags[start : end + 1]]
    return (
        parts[0][:1] == "B"
        and set(parts[1 : end - start]) <= {"I"}
        and parts[end - start :] != ["I"]
    )


def mend(
    found: Sequence[Mention], text: str, cut: Tokens, page: Page, labels: Sequence[str]
) -> list[Mention]:
    """The mentions, in order, with the names in broken words instead of the broken words. The text is not altered.

    Strong evidence only: the name stands whole in this article or in the knowledge base, the word is in no lexicon, and
    what is left over is no ending that makes adjectives of names ("Trumpiste"). A word that comes twice is not broken.
    """
    whole = _whole(cut, page, labels)
    once = Counter(form for form in cut.forms if len(form) >= SHORTEST + REST)
    broken = [
        mention
        for n, form in enumerate(cut.forms)
        if once[form] == 1 and (mention := _inside(text, cut.starts[n], page, n, whole))
    ]
    taken = {offset for m in broken for offset in range(m.span.start, m.span.end)}
    kept = [m for m in found if taken.isdisjoint(range(m.span.start, m.span.end))]
    return sorted([*kept, *broken], key=lambda m: m.span)


def _whole(cut: Tokens, page: Page, labels: Sequence[str]) -> Mapping[str, str]:
    """Names of one word of the knowledge base, and last words of persons' full names in the article, with types."""
    people = {
        cut.forms[end - 1]: kind
        for start, end, kind in names(labels)
        if kind == "PER" and end - start > 1 and page.words[end - 1].capital
    }
    return people | dict(page.names.single)


def _inside(
    text: str, start: int, page: Page, n: int, whole: Mapping[str, str]
) -> Mention | None:
    form, word = page.forms[n], page.words[n]
    if not word.capital or word.fine != "?" or len(form) > LONGEST:
        return None
    for length in range(len(form) - REST, SHORTEST - 1, -1):
        kind = whole.get(form[:length])
        if (
            kind
            and form[length:].isalpha()
            and form[length:].islower()
            and form[length:] not in page.guides.endings
        ):
            span = Span(start, start + length)
            return Mention(
                span,
                span.of(text),
                MentionKind.NAME,
                EntityType(kind),
                "glued",
                Status.UNSURE,
            )
    return None
