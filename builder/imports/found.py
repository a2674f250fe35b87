"""What a reader of a format is given, and what it finds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from builder.errors import ArticleRefusedError, DossierError, message, problem
from builder.lang.schema_imports import ImportWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from builder.errors import Message, Place
    from builder.lang.pack import LanguagePack


COLUMNS = (
    "text",
    "title",
    "published",
    "outlet",
    "author",
    "url",
    "language",
    "rights",
)
"""What a column of a table may hold."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as somebody has it."""

    name: str
    """As the author knows it: where problems are told to be."""

    raw: bytes
    pack: LanguagePack
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the author says of the columns of a table: our name → theirs."""

    beside: Callable[[str], bytes | None] = lambda _: None
    """The bytes of a file by its path from this one's folder; none where there is none, or it lies outside."""

    @property
    def ending(self) -> str:
        """`html` of `Export.HTML`; empty where the name has none."""
        _, dot, ending = self.name.rpartition(".")
        return ending.lower() if dot else ""


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a file holds it; what it does not say is empty."""

    text: str
    """Paragraphs with an empty line between them; headings begin with `## `."""

    title: str = ""
    published: str = ""
    """As it is written there, or as a day (ISO)."""

    outlet: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    """Two letters."""

    rights: str = ""
    """What a front matter or a column says of them, as it is written."""

    place: str = ""
    """Where in the file, if it may hold several: `12`."""

    taken: tuple[tuple[str, str], ...] = ()
    """Field and what it was read from, where that is a choice: `("title", "og:title")`."""

    doubts: tuple[Message, ...] = ()
    """What a person should look at."""


def language_code(words: str, pack: LanguagePack) -> str:
    """The code of the language that the words name; empty for none that we know."""
    return pack.words(ImportWords).languages.get(fold(words.strip())[:2], "")


@contextmanager
def foreign(where: Place | str) -> Iterator[None]:
    """Around a call of a library that reads files: whatever it raises, the file is at fault, and said to be damaged.

    Raises:
        ArticleRefusedError: where the library raises anything.
    """
    try:
        yield
    except DossierError:
        raise
    except Exception as error:
        # Libraries say what is wrong with a file by whichever exception they stumble over.
        raise ArticleRefusedError(problem(where, "imports.damaged")) from error


def doubted(found: Found) -> Found:
    """An article that a cut file may hold only in part."""
    return replace(found, doubts=(*found.doubts, message("imports.cut")))


def heading(words: str) -> str:
    """The line of a heading inside a text."""
    return f"## {words}"


def unmarked(line: str) -> str:
    """The words of a line, whether it is a heading or not."""
    return line.removeprefix(heading(""))


def joined(paragraphs: list[str]) -> str:
    """The text of paragraphs: each on a line of its own, the empty ones left out."""
    lines = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return "\n\n".join(filter(None, lines))
