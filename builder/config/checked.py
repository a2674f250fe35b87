"""Holds what the author wrote against the schema, and tells by code what pydantic finds wrong."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.errors import Message, NotUnderstoodError, message
from builder.kb.schema import Strict
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic_core import ErrorDetails

    from builder.config.yaml_file import Keys, Written, YamlFile
    from builder.errors import Value

Model = TypeVar("Model", bound=Strict)


def checked(
    schema: type[Model], value: Written, file: YamlFile, keys: Keys = ()
) -> Model | None:
    """The value as the schema has it; where it is not, none, and every problem is noted in the file."""
    try:
        return schema.model_validate(value)
    except ValidationError as error:
        known = sorted(set(_keys(schema)))
        for found in error.errors(include_url=False):
            if _said_already(found):
                continue
            inner = (*keys, *filter(_written, found["loc"]))
            code, values = _told(found, inner, known)
            file.report(inner, code, **values)
        return None


def _said_already(found: ErrorDetails) -> bool:
    """Whether a list is long enough, but for items that are wrong themselves and have said so."""
    given = found["input"]
    # A text that stands for a list is a list of one, however long it is.
    if found["type"] != "too_short" or not isinstance(given, list):
        return False
    expected: int = found["ctx"]["min_length"]
    return len(given) >= expected


def _written(part: str | int) -> bool:
    """Pydantic names the branch of a union in its places; the author never wrote that."""
    return isinstance(part, int) or not part.startswith(
        ("function-", "literal[", "constrained-")
    )


def _keys(schema: type[BaseModel]) -> Iterator[str]:
    for name, info in schema.model_fields.items():
        yield info.alias or name
        for inner in _models(info.annotation):
            yield from _keys(inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - a type, of any kind
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _told(
    found: ErrorDetails, keys: Keys, known: list[str]
) -> tuple[str, dict[str, Value]]:
    """The code of a problem of pydantic's, and what is put into its sentence."""
    kind = found["type"]
    more = found.get("ctx", {})
    given = found["input"]
    last = keys[-1] if keys else ""
    if kind == "missing":
        if isinstance(last, int):
            return "author.missing-item", {"number": last + 1}
        return "author.missing-key", {"key": last}
    if kind == "extra_forbidden":
        key = str(last)
        advice = nearest(key, known, "parts.remove-key")
        return "author.unknown-key", {"key": key, "advice": advice}
    if kind == "value_error":
        return _not_understood(more["error"], given)
    # Pydantic writes choices as English does: 'a', 'b' or 'c'.
    choices = re.findall("'([^']+)'", str(more.get("expected", "")))
    more = {**more, "choices": ", ".join(choices)}
    expected = message(f"expected.{_kind(kind, more)}", **_places(more))
    return _value(expected, given, close(str(given), choices, "parts.mend-value"))


def _kind(kind: str, more: dict[str, Any]) -> str:
    """The kind of pydantic's error, where the schemas can cause it."""
    if kind not in EXPECTED:
        return "other"
    return "empty" if more.get("min_length") == 1 else kind


EXPECTED = frozenset(
    {
        "bool_parsing",
        "bool_type",
        "dict_type",
        "enum",
        "float_parsing",
        "float_type",
        "greater_than_equal",
        "int_parsing",
        "int_type",
        "less_than_equal",
        "literal_error",
        "model_type",
        "string_too_short",
        "string_type",
        "too_long",
        "too_short",
        "tuple_type",
    }
)
"""Kinds of pydantic's errors that `expected` in `messages.yml` has a sentence for."""


def _places(more: dict[str, Any]) -> dict[str, Value]:
    """What pydantic knows besides, as far as it can be put into a sentence."""
    places: dict[str, Value] = {}
    for name, value in more.items():
        if isinstance(value, float):
            places[name] = f"{value:g}"
        elif isinstance(value, str | int):
            places[name] = value
    return places


def _not_understood(
    error: NotUnderstoodError, given: object
) -> tuple[str, dict[str, Value]]:
    """What one of our own validators refused."""
    code = error.message.code
    if code == "expected.identifier":
        example = message("parts.example", word=slug(str(given)))
        return _value(error.message, given, example)
    if not code.startswith("dates."):
        return _value(error.message, given, message("parts.mend-value"))
    if isinstance(given, str):
        return "author.no-such-date", {"value": given, "why": error.message}
    # `[2025-02-05,2025-02-12]` is a date of EDTF, and a list of YAML.
    return _value(message("expected.date"), given, message("parts.quotes"))


def _value(
    expected: Message, given: object, advice: Message
) -> tuple[str, dict[str, Value]]:
    return "author.value", {
        "expected": expected,
        "found": found_words(given),
        "advice": advice,
    }


def found_words(value: object) -> Message:
    """What stands in a place, as a part of a sentence."""
    if value is None or value == "":
        return message("parts.nothing")
    if isinstance(value, dict):
        return message("parts.block")
    if isinstance(value, list | tuple):
        return message("parts.list") if value else message("parts.empty-list")
    text = str(value)
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    return message("parts.words", words=text)


_LONGEST = 60
"""Characters of what was found that a line of a terminal has room for."""

_MOST = 20
"""Words that one reads through to find the right one."""


def close(given: str, known: Sequence[str], otherwise: str) -> Message:
    """A hint: the known word that is meant; the message of another code where none is near."""
    # Time grows with the square of the length: nobody means a key of a thousand letters.
    found = get_close_matches(given[:100], known, n=1, cutoff=0.6)
    return message("parts.nearest", word=found[0]) if found else message(otherwise)


def nearest(given: str, known: Sequence[str], otherwise: str) -> Message:
    """As `close`; all that are known where none is near and they are few."""
    hint = close(given, known, otherwise)
    if hint.code == otherwise and 0 < len(known) <= _MOST:
        return message("parts.known", words=", ".join(known))
    return hint
