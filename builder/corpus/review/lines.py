"""Entries of the author's files, ready to copy."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.corrections.anchor import places
from builder.text.escape import yaml_scalar
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.article import Article, Published, Span

DECIDED = "corrections.yml"
"""A list: whatever is pasted under it stands by itself, which holds for no other file of the author's."""

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

    def correction(self, span: Span, decisions: Sequence[str]) -> tuple[str, ...]:
        """An entry about words for each decision.

        What stands before the words goes with them where the article has them
        elsewhere too, without doubt.
        """
        text = self._article.text
        quote = " ".join(span.of(text).split())
        lines = [
            "- article: " + yaml_scalar(self._article.id),
            "  quote: " + yaml_scalar(quote),
        ]
        if _count(text, quote) > self._counts[key(quote)]:
            start = max(0, span.start - _CONTEXT)
            before = " ".join(text[start : span.start].split())
            if before:
                lines.append(f"  before: {yaml_scalar(before)}")
        return tuple("\n".join([*lines, f"  {each}", ""]) for each in decisions)


@lru_cache(maxsize=10_000)
def _count(text: str, quote: str) -> int:
    """How often the words stand in the text.

    Remembered: a name may be doubted a thousand times.
    """
    return len(places(text, quote))


def published(article: str, values: Iterable[str]) -> tuple[str, ...]:
    """An entry for each date that an article can have."""
    head = f"- article: {yaml_scalar(article)}\n"
    return tuple(f"{head}  published: {yaml_scalar(value)}\n" for value in values)


def inferred(article: str, known: Published) -> str:
    """An entry that takes an inferred date over as the author's; empty where there is none."""
    if known.date is None:
        return ""
    reason = yaml_scalar(" ".join(known.reasons) or "…")
    lines = [
        f"- article: {yaml_scalar(article)}",
        "  published:",
        f"    value: {yaml_scalar(known.date.edtf)}",
        "    basis: inferred",
        f"    reason: {reason}",
    ]
    return "\n".join(lines) + "\n"


def repeats(article: str, other: str) -> tuple[str, str]:
    """An entry that says that an article repeats another, and one that it does not."""
    name, first = yaml_scalar(article), yaml_scalar(other)
    repeated = f"- article: {name}\n  same_as: {first}\n"
    return repeated, f"- apart_articles: [{first}, {name}]\n"


def either(action: str, otherwise: str, ids: Sequence[str]) -> tuple[str, str]:
    """An entry about ids, and its opposite."""
    listed = f"[{', '.join(ids)}]"
    return f"- {action}: {listed}\n", f"- {otherwise}: {listed}\n"


def shown(choices: Sequence[str]) -> str:
    """Entries as one block to paste: the likeliest, and as comments what the others say otherwise."""
    if not choices:
        return ""
    likeliest, *others = choices
    said = likeliest.splitlines()
    block = list(said)
    for other in others:
        lines = other.splitlines()
        for number, line in enumerate(lines):
            # What both begin with stands there already.
            if lines[: number + 1] != said[: number + 1]:
                indent = len(line) - len(line.lstrip())
                block.append(f"{line[:indent]}# {line[indent:]}")
    return "\n".join([*block, ""])
