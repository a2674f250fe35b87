"""Addresses out of names."""

from __future__ import annotations

import re
from hashlib import sha256

from builder.text.fold import key

_LIMIT = 60


def digest(*parts: str) -> str:
    """Eight hexadecimal digits that stand for the parts, the same on every machine."""
    joined = "\x1f".join(parts)
    octets = joined.encode("utf-8", "surrogatepass")
    return sha256(octets).hexdigest()[:8]


def slug(name: str) -> str:
    """A lower-case address of `[a-z0-9-]`, 1 to 60 characters; a digest where nothing of the name is left.

    >>> slug("L’Œuvre du port")
    'l-oeuvre-du-port'
    """
    words = re.sub(r"[^a-z0-9]+", "-", key(name)).strip("-")
    if not words:
        return f"x-{digest(name)}"
    if len(words) <= _LIMIT:
        return words
    # Two long names may begin alike.
    room = _LIMIT - len("-01234567")
    start = words[:room].rstrip("-")
    return f"{start}-{digest(name)}"


_LONGEST_ID = 80
_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|index|readme|404)")
"""Names that Windows, MkDocs or a web server keep for themselves."""


def _is_safe(part: str) -> bool:
    return bool(_SAFE_ID.fullmatch(part)) and not _RESERVED.fullmatch(part)


def article_id(file_name: str) -> str:
    """The id of an article out of its file's name under `seeds/`: the name without its ending where that is a safe address.

    Other names (capitals, accents, spaces, names Windows forbids) get a digest of the whole name, so that two files
    whose names differ only by case or accents stay two, and adding one never moves the other. Only `x.txt` and `x.md`
    share an id. Of a file in a sub-folder, dots stand between the names: no id of a file at the top has any.

    >>> article_id("2024/04/la-visite.md")
    '2024.04.la-visite'
    >>> article_id("000_bcc7453a529f1a01.txt")
    '000_bcc7453a529f1a01'
    >>> article_id("Été à Kiev.txt")
    'ete-a-kiev-5f870471'
    """
    stem = file_name
    folder, slash, last = file_name.rpartition("/")
    if "." in last:
        stem = folder + slash + last.rpartition(".")[0]
    parts = stem.split("/")
    dotted = ".".join(parts)
    if len(dotted) <= _LONGEST_ID and all(map(_is_safe, parts)):
        return dotted
    words = "article"
    if stem:
        words = slug(stem)[:_LIMIT].strip("-")
    return f"{words}-{digest(file_name)}"
