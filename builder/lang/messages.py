"""What the program says, by code: the sentences stand in `lang/<code>/messages.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from builder.lang.schema import Words

if TYPE_CHECKING:
    from builder.lang.pack import LanguagePack


class Messages(Words):
    """`messages.yml`: code → sentence, in a group for each part of the program."""

    FILE: ClassVar[str] = "messages"

    review: dict[str, str]
    """Doubts, as "À vérifier" and `dossier check` show them."""

    stale: dict[str, str]
    """Corrections of the author's that no longer find their words."""


def messages(pack: LanguagePack) -> Messages:
    """The messages of a language; read once."""
    return pack.words(Messages)
