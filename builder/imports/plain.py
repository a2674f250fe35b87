"""Plain texts and Markdown: as they are, with what a front matter or a head says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.errors import message
from builder.imports import lines
from builder.imports.found import Found, heading, joined, language_code
from builder.imports.moments import day_in
from builder.ingest.front_matter import front_matter
from builder.ingest.spoiled import refuse_spoiled
from builder.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.errors import Message
    from builder.imports.found import Source

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")


def read(source: Source) -> Iterator[Found]:
    """The articles of a text: those of an export that it is a copy of, else the one that it is."""
    text = decode(source.raw, source.name).replace("\r\n", "\n")
    refuse_spoiled(text, source.name)
    markdown = source.ending in ("md", "markdown")
    front = front_matter(text, source.name, source.pack, markdown=markdown)
    if front is None:
        yield from lines.articles(text.split("\n"), source)
        return
    body = text[front.end :].strip().split("\n")
    title = front.fields.get("title", "")
    if body and _HEADING.sub("", body[0]) == title:
        del body[0]
    published = front.fields.get("published", front.fields.get("saved", ""))
    doubts: tuple[Message, ...] = ()
    if front.unread:
        keys = ", ".join(front.unread)
        doubts = (message("imports.keys-left", keys=keys),)
    author = front.fields.get("author", "")
    yield Found(
        text=joined([_HEADING.sub(heading(""), line) for line in body]),
        title=title,
        published=day_in(published, source.pack) or published,
        outlet=front.fields.get("outlet", ""),
        authors=tuple(filter(None, author.split(", "))),
        url=front.fields.get("url", ""),
        language=language_code(front.fields.get("language", ""), source.pack),
        rights=front.fields.get("rights", ""),
        doubts=doubts,
    )
