"""What the program says of what it refuses, as an author reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.errors import DossierError
from builder.lang.messages import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.lang.messages import Told


def refused(call: Callable[..., object], *given: object) -> list[Told]:
    """The problems of a call that must fail, in words."""
    with pytest.raises(DossierError) as caught:
        call(*given)
    return [told(problem) for problem in caught.value.problems]
