"""Holds what the author wrote against the schema, and says in French what pydantic finds wrong."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.kb.schema import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from builder.config.yaml_file import Place, Value, YamlFile

Model = TypeVar("Model", bound=Strict)


def checked(
    schema: type[Model], value: Value, file: YamlFile, place: Place = ()
) -> Model | None:
    """The value as the schema has it; where it is not, none, and every problem is noted in the file."""
    try:
        return schema.model_validate(value)
    except ValidationError as error:
        known = sorted(set(_keys(schema)))
        for found in error.errors(include_url=False):
            if _said_already(found):
                continue
            inner = tuple(filter(_written, found["loc"]))
            what, hint = _said(found, inner, known)
            file.report((*place, *inner), what, hint)
        return None


def _said_already(found: ErrorDetails) -> bool:
    """Whether a list is long enough, but for items that are wrong themselves and have said so."""
    if found["type"] != "too_short":
        return False
    given: int = len(found["input"])
    expected: int = found["ctx"]["min_length"]
    return given >= expected


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


def _said(found: ErrorDetails, place: Place, known: list[str]) -> tuple[str, str]:
    """What was expected and what was found, and a hint; in French."""
    kind = found["type"]
    more = found.get("ctx", {})
    key = place[-1] if place else ""
    if kind == "missing":
        what = f"clé « {key} »" if isinstance(key, str) else f"élément {key + 1}"
        return f"{what} attendu, absent", "Ajoutez-le."
    if kind == "extra_forbidden":
        hint = nearest(str(key), known, "Clés connues")
        return f"clé inconnue « {key} »", hint
    if kind == "value_error":  # one of our own validators, which speaks French
        return str(more["error"]), ""
    expected = _EXPECTED.get(kind, "autre chose").format(**more)
    # Pydantic writes choices as English does: 'a', 'b' or 'c'.
    expected = expected.replace("'", "").replace(" or ", " ou ")
    given = _found(found["input"])
    return f"attendu : {expected} ; trouvé : {given}", ""


_EXPECTED = {
    "string_type": "texte",
    "string_too_short": "texte non vide",
    "string_pattern_mismatch": "texte de la forme {pattern}",
    "enum": "l’un de {expected}",
    "literal_error": "l’un de {expected}",
    "bool_parsing": "true ou false",
    "bool_type": "true ou false",
    "int_parsing": "nombre entier",
    "int_type": "nombre entier",
    "float_parsing": "nombre",
    "float_type": "nombre",
    "greater_than_equal": "nombre d’au moins {ge}",
    "less_than_equal": "nombre d’au plus {le}",
    "model_type": "bloc de clés",
    "dict_type": "bloc de clés",
    "tuple_type": "liste",
    "list_type": "liste",
    "too_short": "liste d’au moins {min_length} éléments",
    "too_long": "liste d’au plus {max_length} éléments",
}


def _found(value: object) -> str:
    if value is None or value == "":
        return "rien"
    if isinstance(value, dict):
        return "bloc de clés"
    if isinstance(value, list | tuple):
        return f"liste de {len(value)}"
    text = str(value)
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    return f"« {text} »"


_LONGEST = 60
"""Characters of what was found that a line of a terminal has room for."""

_MOST = 20
"""Words that one reads through to find the right one."""


def nearest(given: str, known: list[str], label: str) -> str:
    """A hint: the known word that is meant, else all of them where they are few."""
    # Time grows with the square of the length: nobody means a key of a thousand letters.
    close = get_close_matches(given[:100], known, n=1, cutoff=0.6)
    if close:
        return f"Vouliez-vous dire « {close[0]} » ?"
    if not known or len(known) > _MOST:
        return ""
    words = ", ".join(known)
    return f"{label} : {words}."
