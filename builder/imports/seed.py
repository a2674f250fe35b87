"""An article of a file of others as a seed: Markdown, with what is known of it in a front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from builder.text.slug import slug

if TYPE_CHECKING:
    from builder.imports.found import Found

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff]"
)
"""What no text has and YAML forbids."""


def seed(found: Found, rights: str = "") -> bytes:
    """The file of an article. `rights` is what the author says of all; what the article itself says comes first."""
    fields: dict[str, object] = {
        "title": _clean(found.title),
        "date": _clean(found.published),
        "outlet": _clean(found.outlet),
        "authors": [_clean(name) for name in found.authors],
        "url": _clean(found.url),
        "language": _clean(found.language),
        "rights": found.rights or rights,
    }
    said = {name: value for name, value in fields.items() if value}
    front = ""
    if said:
        front = yaml.safe_dump(
            said, allow_unicode=True, sort_keys=False, width=float("inf")
        )
    parts = [_NO_TEXT.sub("", found.text)]
    if found.title:
        parts.insert(0, f"# {fields['title']}")
    body = "\n\n".join(parts)
    # Also where nothing is known: rules inside the text would else be taken for one.
    return f"---\n{front}---\n\n{body}\n".encode()


def seed_name(found: Found) -> str:
    """The name of its file, without ending: day, outlet and title, as a safe address."""
    parts = [found.outlet, found.title or found.place or "article"]
    if _DAY.match(found.published):
        parts.insert(0, found.published)
    return slug(" ".join(filter(None, parts)))


def _clean(words: str) -> str:
    return " ".join(_NO_TEXT.sub(" ", words).split())
