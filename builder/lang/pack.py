"""Reads a language's YAML files, typed. Stages compile what they need from them, once per pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar, cast

import yaml

if TYPE_CHECKING:
    from builder.lang.schema import Words

    Read = TypeVar("Read", bound=Words)

LANGUAGES = ("fr",)
"""Codes of the languages that there is a pack for."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """One language. Equal packs have equal codes, so that compiled rules can be cached by pack."""

    code: str

    def words(self, kind: type[Read]) -> Read:
        """The content of the file that a schema of `lang.schema` names, typed. Read once.

        Raises:
            FileNotFoundError: where the pack has no such file.
            pydantic.ValidationError: where the file is not as the schema has it.
        """
        return cast("Read", _typed(self.code, kind))

    def written(self, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
        """The content of a file as it is written, for those who cannot wait for a schema. Read once."""
        return _read(self.code, name)


@lru_cache(maxsize=64)
def _typed(code: str, kind: type[Words]) -> Words:
    return kind.model_validate(_read(code, kind.FILE))


@lru_cache(maxsize=64)
def _read(code: str, name: str) -> Any:  # noqa: ANN401
    text = (
        files("builder.lang").joinpath(code, f"{name}.yml").read_text(encoding="utf-8")
    )
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the C one where it is built


@lru_cache(maxsize=8)
def language_pack(code: str) -> LanguagePack:
    """The pack of a language.

    Raises:
        LookupError: where the project has no pack for it.
    """
    if code not in LANGUAGES:
        raise LookupError(code)
    return LanguagePack(code)
