"""How data becomes the text of a file, the same for every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable

WIKIDATA = "http://www.wikidata.org/entity/"
"""What an id of Wikidata follows, as its own data have it."""


_DEPTH = 4
"""How deep each value has a line of its own: that of a mention in an article of a list is the last that a person wants to find."""


def json_text(content: object, default: Callable[[Any], object] | None = None) -> str:
    """JSON, a value a line down to a mention or an annotation, which is one line; `default` says how what JSON does not know is written.

    Raises:
        TypeError: where there is such a thing, and no `default`.
    """
    # With an indent Python writes JSON itself: that alone took longer than all other formats.
    encode = json.JSONEncoder(ensure_ascii=False, default=default).encode
    return f"{_laid_out(content, encode, _DEPTH)}\n"


def _laid_out(value: object, encode: Callable[[object], str], depth: int) -> str:
    margin = " " * (_DEPTH - depth)
    if depth and value and isinstance(value, dict):
        fields = []
        for key, below in value.items():
            laid_out = _laid_out(below, encode, depth - 1)
            fields.append(f"{margin} {encode(key)}: {laid_out}")
        return "{\n" + ",\n".join(fields) + f"\n{margin}}}"
    if depth and value and isinstance(value, list | tuple):
        items = [f"{margin} {_laid_out(each, encode, depth - 1)}" for each in value]
        return "[\n" + ",\n".join(items) + f"\n{margin}]"
    return encode(value)


def xml_text(root: ET.Element) -> str:
    """An XML document in UTF-8."""
    document = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'
