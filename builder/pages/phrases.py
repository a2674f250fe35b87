"""What the program says on pages and in pictures, by key, out of the language data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang.pack import language_pack
from builder.lang.schema_pages import PageWords, PictureWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.lang.schema import Phrase, Words

_PLURAL_FROM = 2
"""In French 0 and 1 are singular."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one page or one picture."""

    data: Mapping[str, Phrase]
    """A phrase by key; a list of two is its singular and its plural."""

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of that key, with its values; `n` chooses between singular and plural.

        Raises:
            KeyError: where there is no such phrase, or a value that it needs is missing.
        """
        phrase = self.data[key]
        if not isinstance(phrase, str):
            singular, plural = phrase
            number = abs(int(str(values["n"])))
            phrase = plural if number >= _PLURAL_FROM else singular
        # names of articles and entities are values, never part of the phrase: their braces stay as they are
        return phrase.format(**values)

    def listed(self, key: str) -> tuple[str, ...]:
        """All phrases of a list, as they are.

        Raises:
            KeyError: where there is no such list.
        """
        return tuple(self.data[key])


def page_phrases(language: str, page: str) -> Phrases:
    """What is said around one kind of page, from `lang/<code>/pages.yml`.

    Raises:
        LookupError: where the project has no pack for the language, or the pack no such page.
    """
    return _phrases(language, PageWords, page)


def picture_phrases(language: str, picture: str) -> Phrases:
    """What one picture says, from `lang/<code>/pictures.yml`.

    Raises:
        LookupError: where the project has no pack for the language, or the pack no such picture.
    """
    return _phrases(language, PictureWords, picture)


def _phrases(language: str, kind: type[Words], name: str) -> Phrases:
    words = language_pack(language).words(kind)
    if name not in kind.model_fields:
        raise LookupError(name)
    return Phrases(getattr(words, name))
