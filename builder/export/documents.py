"""How data becomes the text of a file, the same for every format."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from pydantic_core import PydanticSerializationError, to_json

WIKIDATA = "http://www.wikidata.org/entity/"
"""What an id of Wikidata follows, as its own data have it."""


def json_text(content: object) -> str:
    """JSON with one field a line, of what JSON knows: mappings, lists, words, numbers."""
    try:
        # Many times as fast as the standard library's where lines are indented.
        text = to_json(content, indent=1).decode()
    except PydanticSerializationError:
        # Half of a surrogate pair, for which UTF-8 has no bytes.
        text = json.dumps(content, ensure_ascii=False, indent=1)
    return f"{text}\n"


def xml_text(root: ET.Element) -> str:
    """An XML document in UTF-8."""
    document = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'
