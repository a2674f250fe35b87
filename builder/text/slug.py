"""Addresses out of names."""

from __future__ import annotations

import re
from hashlib import sha256

from builder.text.fold import key

_LIMIT = 60


def digest(*parts: str) -> str:
    """Eight hexadecimal digits that stand for the parts, the same on every machine."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def slug(name: str) -> str:
    """A lower-case address of `[a-z0-9-]`, 1 to 60 characters; a digest where nothing of the name is left.

    >>> slug("L’Œuvre du port")
    'l-oeuvre-du-port'
    """
    words = re.sub(r"[^a-z0-9]+", "-", key(name)).strip("-")
    if not words:
        return f"x-{digest(name)}"
    return words if len(words) <= _LIMIT else f"{words[: _LIMIT - 9].rstrip('-')}-{digest(name)}"
