"""Articles out of lines of text: exports that are told apart by their words, and single documents with a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.imports import factiva_lines, nexis
from builder.imports.found import Found, joined, unmarked
from builder.ingest.heads import head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.imports.found import Source
    from builder.ingest.heads import Head

_NEAR_TOP = 10


def articles(lines: Sequence[str], source: Source, title: str = "") -> list[Found]:
    """The articles of a document: those of an export, else the one that it is. `title` is what its file says."""
    filled = [line for line in lines if line.strip()]
    exported = nexis.split(filled, source.pack)
    exported = exported or factiva_lines.split(filled, source.pack)
    return exported or [single(filled, source, title)]


def single(lines: Sequence[str], source: Source, title: str = "") -> Found:
    """One article, whose first lines may say who published it when."""
    plain = list(map(unmarked, lines))
    known = head(plain, source.pack)
    kept = list(range(len(lines)))
    if title and title in plain[:_NEAR_TOP]:
        kept.remove(plain.index(title))
    elif known.title >= 0 and _is_followed(known, len(lines)):
        title = plain[known.title][known.title_at].strip()
        kept.remove(known.title)
    told = [lines[rank] for rank in kept if rank not in known.lines]
    author = known.fields.get("author", "")
    return Found(
        text=joined(told),
        title=title,
        published=known.fields.get("published", ""),
        outlet=known.fields.get("outlet", ""),
        authors=tuple(filter(None, author.split(", "))),
        url=known.fields.get("url", ""),
    )


def _is_followed(known: Head, count: int) -> bool:
    """Whether anything stands beside a head and its title: a text of one line is no title without a text."""
    return len({*known.lines, known.title}) < count
