"""Rich text, as Factiva exports it and old programs save it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from striprtf.striprtf import rtf_to_text

from builder.errors import ArticleRefusedError, problem
from builder.imports import lines
from builder.imports.found import foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.imports.found import Found, Source

_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read(source: Source) -> Iterator[Found]:
    """The articles of a document."""
    if source.raw.rstrip()[-1:] != b"}":
        raise ArticleRefusedError(problem(source.name, "imports.damaged"))
    page = _CODEPAGE.search(source.raw[:4_096])
    encoding = f"cp{page[1].decode()}" if page else "cp1252"
    written = source.raw.decode("latin-1")
    with foreign(source.name):
        text = rtf_to_text(written, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    found = [line.strip(" |\t") for line in text.replace("\u2028", "\n").split("\n")]
    yield from lines.articles(found, source)
