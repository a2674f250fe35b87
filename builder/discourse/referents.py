"""Somebody or something that acts, speaks or undergoes, as a text refers to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model.article import Span


class HeadKind(StrEnum):
    """What sort of thing the head of a wording names."""

    PERSON = "person"
    BODY = "body"
    """An institution, a group, a state that acts."""

    PLACE = "place"
    DOCUMENT = "document"
    """A text: it speaks for whoever issued it."""

    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a wording stands for, as far as the article tells."""

    words: Span | None
    """The wording; that of the antecedent for a pronoun that stands for no entity.
    None where nobody is named."""

    entities: tuple[str, ...] = ()
    """Ids; empty where the wording is linked to nothing."""

    gender: str = ""
    """m, f, or empty."""

    number: str = ""
    """s, p, or empty."""

    pronoun: bool = False
    kind: HeadKind = HeadKind.OTHER

    @property
    def speaks(self) -> bool:
        """Whether it is a person or body, by its head."""
        return self.kind in (HeadKind.PERSON, HeadKind.BODY)

    def fits(self, gender: str, number: str) -> bool:
        """Whether a pronoun of this gender and number can stand for it.

        Empty fits everything.
        """
        same_number = not (number and self.number) or number == self.number
        if not same_number:
            return False
        return not (gender and self.gender) or gender == self.gender


NOBODY = Actor(None)
"""Where the text names nobody."""
