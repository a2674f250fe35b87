"""Turns the bytes of a file under `seeds/` into an article: its text untouched, its parts told apart."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from builder.config import ArticleSettings, Settings
from builder.errors import ArticleRefusedError, NotUnderstoodError, problem
from builder.ingest.blocks import blocks, dateline
from builder.ingest.front_matter import front_matter
from builder.ingest.head_lines import opening
from builder.ingest.headers import leading, published
from builder.ingest.outlets import outlet_of
from builder.ingest.spoiled import refuse_spoiled
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
from builder.text.composed import composed, places
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

_DATED_NAME = re.compile(r"(\d{4}-\d\d-\d\d)[-_ ]")
"""`2024-04-12-la-visite.md`, as Jekyll has it."""

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
    refuse_spoiled(text, where)
    markdown = _is_markdown(name)
    header, fields = _header(text, where, pack, markdown=markdown)
    found, stated = blocks(text, header, pack, markdown=markdown)
    known = article_id(name)
    author = settings.articles.get(known) or ArticleSettings()
    # What the author wrote into a front matter wins over what is read out of a text, or out of a line of it.
    beside = opening(fields.get("published", ""), pack)
    fields = {**beside, **stated, **fields}
    url = safe_url(_first(author.url, fields.get("url")))
    return Article(
        id=known,
        text=text,
        blocks=found,
        published=author.published or _published(fields, name, pack),
        title=_first(author.title, fields.get("title"), _title(text, found)),
        dateline=dateline(text, found),
        outlet=_first(author.outlet, fields.get("outlet"), outlet_of(url)),
        author=_first(author.author, fields.get("author")),
        url=url,
        rights=author.rights or Rights(fields.get("rights", settings.rights)),
        excerpt=author.excerpts or settings.excerpts,
        language=settings.language,
        source=name,
    )


def plain(text: str, article_id: str, dated: Published, pack: LanguagePack) -> Article:
    """An article out of a bare text, as `dossier annotate` gets it.

    A date given by the caller is never overruled; a date at the head of the text that does not exist is text.
    """
    header, fields = _plain_header(text, pack)
    found, stated = blocks(text, header, pack, markdown=False)
    fields = {**stated, **fields}
    if dated.date is None:
        with suppress(ArticleRefusedError):
            dated = _published(fields, "", pack)
    return Article(
        article_id,
        text,
        found,
        dated,
        dateline=dateline(text, found),
    )


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(".md")


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
    front = front_matter(text, where, pack, markdown=markdown)
    if front:
        return Span(0, front.end), front.fields
    return _plain_header(text, pack)


def _plain_header(
    text: str, pack: LanguagePack
) -> tuple[Span | None, Mapping[str, str]]:
    match = _HEADER.match(text)
    if match:
        words = match[0]
        start = len(words) - len(words.lstrip())
        span = Span(start, match.end())
        return span, {"published": match["date"]}
    otherwise = _OTHERWISE.match(text)
    if otherwise:
        start = otherwise.end()
        words = text[start : start + _LONGEST_DATE]
        day, length = leading(composed(words), pack)
        if day:
            end = start + places(words)[length]
            return Span(otherwise.start(), end), {"published": day}
    return None, {}


_WITH_HOUR = re.compile(
    r"(\d{4})[- ]?(\d\d)[- ]?(\d\d)(?:[T ]+\d{1,2}[:h\d].*)?", re.IGNORECASE
)
"""A day in figures, with or without its hour, which no article needs: `2024-04-12T10:45:00+02:00`, `20240412`."""


def day(value: str, pack: LanguagePack) -> EdtfDate:
    """The moment that is written as EDTF, or as the press and programs write it: `12 avril 2024`, `2024-04-12T10:45`.

    Raises:
        NotUnderstoodError: where it is none of these.
    """
    in_figures = _WITH_HOUR.fullmatch(value)
    if in_figures:
        return parse_edtf("-".join(in_figures.groups()))
    try:
        return parse_edtf(value)
    except NotUnderstoodError:
        # A sentence that tells a date is no date: nothing but names may stand beside it.
        written = published(value, pack)
        if not written:
            raise
        return parse_edtf(written)


def unread(
    article: Article, settings: Settings, pack: LanguagePack
) -> Iterator[Problem]:
    """A warning where the front matter of an article says what nobody reads, or that it is in another language."""
    where = f"seeds/{article.source}"
    markdown = _is_markdown(article.source)
    front = front_matter(article.text, where, pack, markdown=markdown)
    if front is None:
        return
    if front.unread:
        keys = ", ".join(front.unread)
        yield problem(where, "articles.unknown-keys", keys=keys)
    language = front.fields.get("language", settings.language)
    if language[:2].lower() != settings.language[:2]:
        yield problem(
            where,
            "articles.other-language",
            expected=settings.language,
            found=language,
        )


def _published(fields: Mapping[str, str], name: str, pack: LanguagePack) -> Published:
    """When the article says it was published; a date that does not exist is told as such, never guessed at."""
    words = sentences(pack, "reading")
    value = fields.get("published", "")
    if value:
        try:
            date = day(value, pack)
        except NotUnderstoodError:
            reason = words["no-such-date"].format(value=value[:40])
            return Published(None, Basis.UNKNOWN, (reason,))
        return Published(date, Basis.STATED, (words["dated-at-head"],))
    named = _DATED_NAME.match(name.rpartition("/")[2])
    others = {
        "dated-by-name": named[1] if named else "",
        "dated-by-copy": fields.get("saved", ""),
    }
    for code, other in others.items():
        with suppress(NotUnderstoodError):
            if other:
                return Published(day(other, pack), Basis.INFERRED, (words[code],))
    return Published(None, Basis.UNKNOWN)
