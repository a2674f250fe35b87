"""Open data beside the pages: one module a format, and a table of them written out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.config import Settings
    from builder.model.dossier import Dossier


def exports(dossier: Dossier, settings: Settings) -> Mapping[str, bytes]:
    """Path under `docs/` → bytes, for every format; the same dossier gives the same bytes."""
    del dossier, settings
    return {}
