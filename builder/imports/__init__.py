"""From the files that people have to articles: what an export, a page or a document holds, and where it says so.

A format is one module and one line of `FORMATS`. Nothing is taken from a network, nothing is written here.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from builder.errors import ArticleRefusedError, DossierError, problem
from builder.imports.found import COLUMNS, Found, Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Pattern

__all__ = [
    "COLUMNS",
    "MOST_BYTES",
    "Format",
    "Found",
    "Source",
    "format_of",
    "read",
    "read_as",
]

MOST_BYTES = 40_000_000
"""Bytes of a file at most: some thousand articles of an export."""

_MEGABYTE = 1_000_000
_HEAD = 4_096
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)",
    re.IGNORECASE,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_MAIL = re.compile(
    rb"(?:From|Received|Return-Path|Delivered-To|Subject|Date|MIME-Version): ",
    re.IGNORECASE,
)
_FACTIVA = re.compile(rb"class=\"article [a-z]{2}Article\"")
_EUROPRESSE = re.compile(rb"DocPublicationName|docOcurrContainer|titreArticleVisu")
_CSL = re.compile(rb"\"(?:date-parts|container-title)\"")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Format(NamedTuple):
    """How one kind of file is known and read."""

    code: str
    """Of its name, in the messages `kinds`."""

    module: str
    function: str
    is_kind: Callable[[Source], bool]
    """Whether a file is of this kind, by its ending and its first bytes; asked in the order of the table."""


def _is_markup(source: Source) -> bool:
    is_named = source.ending in ("html", "htm", "xhtml")
    return is_named or _PAGE.match(source.raw[:_HEAD]) is not None


def _page_with(mark: Pattern[bytes]) -> Callable[[Source], bool]:
    """A page of a data base: its classes tell which."""
    return lambda source: _is_markup(source) and mark.search(source.raw) is not None


def _starts(*marks: bytes) -> Callable[[Source], bool]:
    return lambda source: source.raw.startswith(marks)


def _ends(*endings: str) -> Callable[[Source], bool]:
    return lambda source: source.ending in endings


def _holds(mark: bytes) -> Callable[[Source], bool]:
    """Archives name their files, and documents say first what they are."""
    return lambda source: source.raw.startswith(b"PK") and mark in source.raw


def _is_rdf(source: Source) -> bool:
    return (
        source.ending == "rdf" or b"zotero.org/namespaces/export" in source.raw[:_HEAD]
    )


def _is_mail(source: Source) -> bool:
    return source.ending == "eml" or bool(_MAIL.match(source.raw))


FORMATS = (
    Format("pdf", "pdf", "read", _starts(b"%PDF-")),
    Format("rtf", "rtf", "read", _starts(b"{\\rtf")),
    Format("docx", "word", "read_docx", _holds(b"word/")),
    Format(
        "odt", "word", "read_odt", _holds(b"application/vnd.oasis.opendocument.text")
    ),
    Format("epub", "epub", "read", _holds(b"application/epub+zip")),
    Format("zotero", "zotero", "read_rdf", _is_rdf),
    Format("europresse", "europresse", "read", _page_with(_EUROPRESSE)),
    Format("factiva", "factiva", "read", _page_with(_FACTIVA)),
    Format("webpage", "webpage", "read", _is_markup),
    Format(
        "feed", "feed", "read", lambda source: bool(_FEED.search(source.raw[:_HEAD]))
    ),
    Format("csv", "table", "read_csv", _ends("csv", "tsv")),
    Format("jsonl", "table", "read_lines", _ends("jsonl", "ndjson")),
    Format(
        "csl",
        "zotero",
        "read_csl",
        lambda source: source.ending == "json" and bool(_CSL.search(source.raw)),
    ),
    Format("json", "table", "read_json", _ends("json")),
    Format("webarchive", "mail", "read_page", _ends("mht", "mhtml")),
    Format("mail", "mail", "read", _is_mail),
    Format("text", "plain", "read", _ends("txt", "md", "markdown", "text")),
)


def format_of(source: Source) -> Format:
    """The format of a file.

    Raises:
        ArticleRefusedError: where it is none that is read, is empty or too large, or needs a password.
    """
    if len(source.raw) > MOST_BYTES:
        too_large = problem(
            source.name,
            "imports.too-large",
            limit=MOST_BYTES // _MEGABYTE,
            found=len(source.raw) // _MEGABYTE,
        )
        raise ArticleRefusedError(too_large)
    if not source.raw.strip():
        raise ArticleRefusedError(problem(source.name, "articles.empty"))
    for known in FORMATS:
        if known.is_kind(source):
            return known
    is_locked = source.raw.startswith(_OLE) and _ENCRYPTED in source.raw
    code = "imports.password" if is_locked else "imports.unknown-format"
    raise ArticleRefusedError(problem(source.name, code))


def read(source: Source) -> list[Found]:
    """The articles of a file of whatever format, in its order; never empty.

    Raises:
        ArticleRefusedError: as `format_of` and `read_as`.
        DossierError: as `read_as`.
    """
    return read_as(format_of(source), source)


def read_as(known: Format, source: Source) -> list[Found]:
    """The articles of a file of that format, in its order; never empty.

    Raises:
        ArticleRefusedError: where the file is damaged, locked, or holds no article.
        DossierError: where what reads the format is not installed.
    """
    try:
        module = import_module(f"builder.imports.{known.module}")
    except ModuleNotFoundError as error:
        missing = problem(source.name, "imports.extra-missing", module=error.name or "")
        raise DossierError(missing) from error
    reader = getattr(module, known.function)
    try:
        # A library names files of every format.
        found = reader(source, read) if known.code == "zotero" else reader(source)
        articles = list(found)
    except DossierError:
        raise
    except Exception as error:
        # A reader that did not foresee something must not keep the other files out; what it met is told, to be reported.
        met = f"{type(error).__name__}: {error}"
        failed = problem(source.name, "imports.failed", reason=met)
        raise ArticleRefusedError(failed) from error
    if not articles:
        raise ArticleRefusedError(problem(source.name, "imports.no-articles"))
    return articles
