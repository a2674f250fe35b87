"""How data becomes the text of a file, the same for every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable

WIKIDATA = "http://www.wikidata.org/entity/"
"""What an id of Wikidata follows, as its own data have it."""


def json_text(content: object, default: Callable[[Any], object] | None = None) -> str:
    """JSON with one field a line; `default` says how what JSON does not know is written.

    Raises:
        TypeError: where there is such a thing, and no `default`.
    """
    text = json.dumps(content, ensure_ascii=False, indent=1, default=default)
    return f"{text}\n"


def xml_text(root: ET.Element) -> str:
    """An XML document in UTF-8."""
    document = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'
