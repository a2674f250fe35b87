"""Turns the bytes of a file under `seeds/` into an article: its text untouched, its parts told apart."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from builder.config import ArticleSettings, Settings
from builder.errors import ArticleRefusedError, NotUnderstoodError, problem
from builder.ingest.blocks import blocks, dateline
from builder.ingest.front_matter import front_matter
from builder.ingest.headers import leading
from builder.lang.messages import sentences
from builder.model.article import (
    Article,
    Basis,
    BlockKind,
    Published,
    Rights,
    Span,
)
from builder.model.dates import parse_edtf
from builder.text.decode import decode
from builder.text.escape import url as safe_url
from builder.text.slug import article_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.errors import Problem
    from builder.lang.pack import LanguagePack
    from builder.model.article import Block
    from builder.model.dates import EdtfDate

# ` date 2026-02-04 Pendant…`: the first words of the dossier's own seeds.
_HEADER = re.compile(r"\s*date\s+(?P<date>\d{4}(?:-\d{2}){0,2})(?=\s|$)", re.IGNORECASE)
_OTHERWISE = re.compile(r"\s*date\s+(?=\d)", re.IGNORECASE)
"""The same before a date that is written as the press does: ` date 12/04/2024`."""

_LONGEST_DATE = len("30 septembre 2025 ")


def read(raw: bytes, name: str, settings: Settings, pack: LanguagePack) -> Article:
    """An article out of a file's bytes; what the author says in `dossier.yml` overrides what the file says.

    Raises:
        ArticleRefusedError: where the bytes are no text, too many, or tell nothing.
    """
    where = f"seeds/{name}"
    if len(raw) > settings.max_bytes:
        too_large = problem(
            where,
            "articles.too-large",
            limit=settings.max_bytes,
            found=len(raw),
        )
        raise ArticleRefusedError(too_large)
    text = decode(raw, where)
    markdown = name.lower().endswith(".md")
    header, fields = _header(text, where, pack, markdown=markdown)
    found, stated = blocks(text, header, pack, markdown=markdown)
    known = article_id(name)
    author = settings.articles.get(known) or ArticleSettings()
    return Article(
        id=known,
        text=text,
        blocks=found,
        published=author.published or _published(fields, stated, pack),
        title=_first(author.title, fields.get("title"), _title(text, found)),
        dateline=dateline(text, found),
        outlet=_first(author.outlet, fields.get("outlet")),
        author=_first(author.author, fields.get("author")),
        url=safe_url(_first(author.url, fields.get("url"))),
        rights=author.rights or Rights(fields.get("rights", settings.rights)),
        excerpt=author.excerpts or settings.excerpts,
        language=settings.language,
        source=name,
    )


def plain(
    text: str, article_id: str, published: Published, pack: LanguagePack
) -> Article:
    """An article out of a bare text, as `dossier annotate` gets it.

    A date given by the caller is never overruled; a date at the head of the text that does not exist is text.
    """
    header, fields = _header(text, article_id, pack, markdown=False)
    found, stated = blocks(text, header, pack, markdown=False)
    if published.date is None:
        with suppress(ArticleRefusedError):
            published = _published(fields, stated, pack)
    return Article(
        article_id,
        text,
        found,
        published,
        dateline=dateline(text, found),
    )


def _first(*values: str | None) -> str:
    """The first that says something; empty where none does."""
    return next(filter(None, values), "")


def _title(text: str, found: Sequence[Block]) -> str:
    """The first title of the text, on one line; empty where there is none."""
    for block in found:
        if block.kind is BlockKind.TITLE:
            words = block.span.of(text)
            return " ".join(words.split())
    return ""


def _header(
    text: str, where: str, pack: LanguagePack, *, markdown: bool
) -> tuple[Span | None, Mapping[str, str]]:
    """The machine-made first words, and what they say."""
    front = front_matter(text, where, pack) if markdown else None
    if front:
        return Span(0, front.end), front.fields
    match = _HEADER.match(text)
    if match:
        words = match[0]
        start = len(words) - len(words.lstrip())
        span = Span(start, match.end())
        return span, {"published": match["date"]}
    otherwise = _OTHERWISE.match(text)
    if otherwise:
        start = otherwise.end()
        day, length = leading(text[start : start + _LONGEST_DATE], pack)
        if day:
            return Span(otherwise.start(), start + length), {"published": day}
    return None, {}


def _day(value: str, pack: LanguagePack) -> EdtfDate:
    """The moment that is written as EDTF, or as the press writes it: `12 avril 2024`, `12/04/2024`.

    Raises:
        NotUnderstoodError: where it is neither.
    """
    try:
        return parse_edtf(value)
    except NotUnderstoodError:
        day, length = leading(value, pack)
        if length < len(value):
            raise
        return parse_edtf(day)


def unread(article: Article, pack: LanguagePack) -> Iterator[Problem]:
    """A warning where the front matter of an article says what nobody reads."""
    if not article.source.lower().endswith(".md"):
        return
    where = f"seeds/{article.source}"
    front = front_matter(article.text, where, pack)
    if front and front.unread:
        keys = ", ".join(front.unread)
        yield problem(where, "articles.unknown-keys", keys=keys)


def _published(fields: Mapping[str, str], stated: str, pack: LanguagePack) -> Published:
    """When the article says it was published; a date that does not exist is told as such, never guessed at."""
    words = sentences(pack, "reading")
    value = fields.get("published") or stated
    if not value:
        return Published(None, Basis.UNKNOWN)
    try:
        date = _day(value, pack)
    except NotUnderstoodError:
        reason = words["no-such-date"].format(value=value[:40])
        return Published(None, Basis.UNKNOWN, (reason,))
    return Published(date, Basis.STATED, (words["dated-at-head"],))
