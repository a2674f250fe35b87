"""Turns the bytes of a file under `seeds/` into an article: its text untouched, its parts told apart."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import yaml

from builder.config import ArticleSettings, Settings
from builder.errors import ArticleRefusedError, problem
from builder.ingest.blocks import blocks, dateline
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
    from collections.abc import Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.article import Block

# ` date 2026-02-04 Pendant…`: the first words of the dossier's own seeds.
_HEADER = re.compile(r"\s*date\s+(?P<date>\d{4}(?:-\d{2}){0,2})(?=\s|$)", re.IGNORECASE)
_OTHERWISE = re.compile(r"\s*date\s+(?=\d)", re.IGNORECASE)
"""The same before a date that is written as the press does: ` date 12/04/2024`."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_FRONT_MATTER_LIMIT = 20_000
_LONGEST_DATE = len("30 septembre 2025 ")
_NOT_PLAIN = re.compile(r"(?:^|[\s\[{,:])[&*!][\w!]")


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
        rights=author.rights or _rights(fields.get("rights"), settings.rights),
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


def _rights(given: str | None, default: Rights) -> Rights:
    # Whatever else a web page says of its rights is for people to read.
    return Rights(given) if given in set(Rights) else default


def _header(
    text: str, where: str, pack: LanguagePack, *, markdown: bool
) -> tuple[Span | None, Mapping[str, str]]:
    """The machine-made first words, and what they say."""
    front = None
    if markdown:
        front = _FRONT_MATTER.match(text, 0, _FRONT_MATTER_LIMIT)
    if front:
        fields = _front_matter(front["yaml"], where)
        return Span(0, front.end()), fields
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


_NAMES = {
    "date": "published",
    "source": "outlet",
    "media": "outlet",
    "auteur": "author",
    "titre": "title",
    "link": "url",
}


def _front_matter(source: str, where: str) -> Mapping[str, str]:
    """Title, date, outlet, author, url and rights of a Markdown file; anything else in it is left alone."""
    # Looked for in the text: by the time PyYAML tells of an alias, a bomb has gone off.
    if _NOT_PLAIN.search(source):
        raise ArticleRefusedError(problem(where, "articles.reference-in-head"))
    try:
        data = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ArticleRefusedError(problem(where, "articles.unreadable-head")) from error
    if not isinstance(data, dict):
        return {}
    fields = {}
    for key, value in data.items():
        # YAML reads a bare date as a date; lists and blocks say nothing that an article has room for.
        if isinstance(value, (str, int)) or key == "date":
            name = str(key)
            fields[_NAMES.get(name, name)] = str(value)
    return fields


def _published(fields: Mapping[str, str], stated: str, pack: LanguagePack) -> Published:
    """When the article says it was published; a date that does not exist is told as such, never guessed at."""
    words = sentences(pack, "reading")
    value = fields.get("published") or stated
    if not value:
        return Published(None, Basis.UNKNOWN)
    try:
        date = parse_edtf(value)
    except ValueError:
        reason = words["no-such-date"].format(value=value[:40])
        return Published(None, Basis.UNKNOWN, (reason,))
    return Published(date, Basis.STATED, (words["dated-at-head"],))
