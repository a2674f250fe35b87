"""An annotated article as JSON, and back.

Not in a format of Python's own, which runs whatever it names: a folder of the dossier is no place for that. The
schema is the model itself: pydantic reads the types of its frozen values, and refuses what is not of them.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter

from builder import model
from builder.model import (  # noqa: F401 - the modules of `model`, loaded
    article,
    correction,
    dates,
    dossier,
    edtf,
    entity,
    event,
    mention,
    quote,
    span,
    word,
)
from builder.model.dossier import Annotated


def encode(value: object) -> bytes:
    """A frozen value of the model as JSON; what a field has by default is left out."""
    noun: Any = type(value)
    return _schema(noun).dump_json(value, exclude_defaults=True)


def decode(written: bytes) -> Annotated:
    """The article that JSON tells of.

    Raises:
        ValueError: where it is no JSON, or not that of an annotated article.
    """
    schema: TypeAdapter[Annotated] = _schema(Annotated)
    return schema.validate_json(written)


@lru_cache(maxsize=8)
def _schema(noun: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any type of the model
    schema: TypeAdapter[Any] = TypeAdapter(noun)
    # The nouns name each other for the type checker alone: here is what those names mean.
    schema.rebuild(_types_namespace=_nouns())
    return schema


def _nouns() -> dict[str, Any]:
    """Every type of the model by its name."""
    found: dict[str, Any] = {"date": date}
    for module in vars(model).values():
        if isinstance(module, ModuleType):
            types = {n: v for n, v in vars(module).items() if isinstance(v, type)}
            found |= types
    return found
