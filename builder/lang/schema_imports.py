"""How exports of data bases and tables are worded, typed: `imports.yml`."""

from __future__ import annotations

from typing import ClassVar

from builder.lang.schema import Words


class ImportWords(Words):
    """`imports.yml`: labels of exports, names of columns."""

    FILE: ClassVar[str] = "imports"

    text_columns: tuple[str, ...]
    """Names of columns that hold the text of an article, the surest first, in small letters."""

    appeared: str
    """Regular expression of the words of a link that leads to the article itself."""

    not_told: str
    """Regular expression of how lines begin that an export adds below or above a text."""

    units: tuple[str, ...]
    """Folded words for words: "482 mots"."""

    nexis_body: frozenset[str]
    nexis_end: frozenset[str]
    """Folded lines before and behind a text."""

    nexis_labels: dict[str, tuple[str, ...]]
    """Our name of a labelled line of its head, and theirs, folded."""

    nexis_after: frozenset[str]
    """Folded lines under which a document is classified."""

    behind_outlet: str
    """Regular expression of what stands behind the name of an outlet."""

    languages: dict[str, str]
    """Code of a language by the first two letters of its folded name."""

    nexis_cover: str
    """Regular expression of folded lines of the pages before the first document."""
