"""A message as a mail program saves it (.eml): a newsletter, or an article that somebody sent on."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.utils import parseaddr
from typing import TYPE_CHECKING

from builder.errors import message
from builder.imports import webpage
from builder.imports.found import Found, foreign, joined
from builder.imports.markup import page, paragraphs
from builder.imports.moments import day_in
from builder.ingest.outlets import outlet
from builder.ingest.people import people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from builder.errors import Message
    from builder.imports.found import Source


def read(source: Source) -> Iterator[Found]:
    """The one text of a message; what is attached is named and left."""
    with foreign(source.name):
        # Its lines are understood when they are asked for.
        mail = message_from_bytes(source.raw, policy=policy.default)
        body = _body(mail, source)
        attached = [part.get_filename() or "?" for part in mail.iter_attachments()]
        title = str(mail.get("Subject", "")).strip()
        sent = str(mail.get("Date", ""))
        sender, _ = parseaddr(str(mail.get("From", "")))
    doubts: tuple[Message, ...] = ()
    if attached:
        files = ", ".join(attached)
        doubts = (message("imports.attachments-left", files=files),)
    yield Found(
        text=joined(body),
        title=title,
        published=day_in(sent, source.pack),
        outlet=outlet(sender, source.pack),
        authors=tuple(people(sender, source.pack)),
        doubts=doubts,
    )


def read_page(source: Source) -> Iterator[Found]:
    """The page that a browser saved with its pictures, which makes it a message (.mht, .mhtml)."""
    with foreign(source.name):
        mail = message_from_bytes(source.raw, policy=policy.default)
        part = mail.get_body(preferencelist=("html",))
        content = None if part is None else part.get_content()
    if content is not None:
        yield from webpage.read(replace(source, raw=content.encode()))


def _body(mail: EmailMessage, source: Source) -> list[str]:
    part = mail.get_body(preferencelist=("html", "plain"))
    if part is None:
        return []
    content = part.get_content()
    if part.get_content_subtype() == "html":
        return paragraphs(page(content.encode(), source.name))
    # Mail programs wrap lines; an empty one parts paragraphs.
    wrapped: list[str] = content.replace("\r\n", "\n").split("\n\n")
    return wrapped
