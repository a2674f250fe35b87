"""Entries of the author's files, ready to copy."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.config.schema import UNKNOWN
from builder.corrections.anchor import places
from builder.model.correction import EVERY
from builder.text.escape import yaml_scalar
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.article import Article, Published, Span

DECIDED = "corrections.yml"
"""A list: whatever is pasted under it stands by itself, which holds for no other file of the author's."""

REJECT = "reject: true"
"""The decision that words are no mention."""

_CONTEXT = 24
"""Code points before the words that tell one place from another."""


class Doubted:
    """How often each wording of an article is doubted."""

    def __init__(self, article: Article, spans: Iterable[Span]) -> None:
        """Count the wordings at some places."""
        self._article = article
        self._counts: Counter[str] = Counter()
        for span in spans:
            words = span.of(article.text)
            self._counts[key(words)] += 1

    def correction(self, span: Span, decisions: Sequence[str]) -> str:
        """An entry about words: the likeliest decision, the others as comments."""
        text = self._article.text
        quote = " ".join(span.of(text).split())
        is_alone = _count(text, quote) <= self._counts[key(quote)]
        return entry(words_at(self._article, span, alone=is_alone), decisions)


def words_at(article: Article, span: Span, *, alone: bool) -> list[str]:
    """The lines that say which words are meant.

    What stands before them goes with them, unless the words `alone` will do.
    """
    text = article.text
    quote = " ".join(span.of(text).split())
    lines = [
        "- article: " + yaml_scalar(article.id),
        "  quote: " + yaml_scalar(quote),
    ]
    start = max(0, span.start - _CONTEXT)
    before = " ".join(text[start : span.start].split())
    if before and not alone:
        lines.append(f"  before: {yaml_scalar(before)}")
    return lines


def everywhere(quote: str) -> list[str]:
    """The lines that say that words are meant wherever the dossier has them."""
    return [f"- article: {yaml_scalar(EVERY)}", f"  quote: {yaml_scalar(quote)}"]


def entry(place: Sequence[str], decisions: Sequence[str]) -> str:
    """An entry about the words of a place: the likeliest decision, the others as comments."""
    likeliest, *others = decisions
    lines = [*place, f"  {likeliest}"]
    lines += [f"  # {other}" for other in others]
    return "\n".join([*lines, ""])


@lru_cache(maxsize=10_000)
def _count(text: str, quote: str) -> int:
    """How often the words stand in the text.

    Remembered: a name may be doubted a thousand times.
    """
    return len(places(text, quote))


def publication(article: str, value: str, published: Published) -> str:
    """An entry that takes an inferred date over as the author's, or says that nobody knows it."""
    reason = yaml_scalar(" ".join(published.reasons) or "…")
    lines = [
        f"- article: {yaml_scalar(article)}",
        "  published:",
        f"    value: {yaml_scalar(value)}",
        "    basis: inferred",
        f"    reason: {reason}",
        f"  # published: {UNKNOWN}",
    ]
    return "\n".join(lines) + "\n"


def dates(article: str, values: Sequence[str]) -> str:
    """An entry with the first of the dates that an article can have, the others as comments; that nobody knows is one."""
    first, *others = [*map(yaml_scalar, values), UNKNOWN]
    lines = [f"- article: {yaml_scalar(article)}", f"  published: {first}"]
    lines += [f"  # published: {other}" for other in others]
    return "\n".join(lines) + "\n"


def repeats(article: str, other: str) -> str:
    """An entry that says that an article repeats another, with its opposite as a comment."""
    name, first = yaml_scalar(article), yaml_scalar(other)
    repeated = f"- article: {name}\n  same_as: {first}\n"
    return f"{repeated}# - apart_articles: [{first}, {name}]\n"


def either(action: str, otherwise: str, ids: Sequence[str]) -> str:
    """An entry about ids, with its opposite as a comment."""
    listed = f"[{', '.join(ids)}]"
    return f"- {action}: {listed}\n# - {otherwise}: {listed}\n"
