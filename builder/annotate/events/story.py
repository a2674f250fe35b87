"""Places what an article tells without a date on the day of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.annotate.events.rank import Chosen
    from builder.annotate.events.view import View


def story_day(view: View, chosen: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    """The chosen, those of the story's course at the story's day."""
    del view
    return chosen
