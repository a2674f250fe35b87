"""A page before it is rendered, and the addresses of pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import dirname, relpath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.text.escape import Json

HOME = "index.md"
ARTICLES = "articles/index.md"
ENTITIES = "entites/index.md"
CHRONOLOGY = "chronologie/index.md"
DOUBTS = "a-verifier/index.md"
QUOTES = "citations/index.md"
DATA = "donnees/index.md"
DATA_FIELDS = "donnees/champs.md"
COMPARISONS = "comparer/index.md"

UNSEARCHED: Mapping[str, Json] = {"search": {"exclude": True}}
"""Front matter of what search leaves out: all that it shows stands on other pages."""
METHOD = "methode.md"


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file: a template, and the view it shows."""

    path: str
    """Under `docs/`, with `/`: `articles/004_2ebc.md`."""

    template: str
    """File under `templates/`."""

    title: str
    """As it is; escaped where it is written. Also the page's `<title>` and its name in search."""

    view: object
    """What the template sees as `view`: a frozen value of strings, numbers, nouns of the model and other views."""

    description: str = ""
    """One French sentence for search engines and shared links."""

    front: Mapping[str, Json] = field(default_factory=dict)
    """More front matter (`hide`, `search`, `template`), or other; what is none is left out."""


def article(article_id: str, sentence: str = "", number: int = 1) -> str:
    """Address of an article, or of one sentence of it, under `docs/`; of a very long one its page of that number."""
    path = f"articles/{article_id}.md"
    if number > 1:
        path = f"articles/{article_id}/{number}.md"
    return f"{path}#{sentence}" if sentence else path


def entity(entity_id: str) -> str:
    """Address of an entity's page under `docs/`."""
    return f"entites/{entity_id}.md"


def event(event_id: str) -> str:
    """Address of an event's own page under `docs/`."""
    return f"evenements/{event_id}.md"


def pair(name: str) -> str:
    """Address of two articles side by side, by the name of the pair."""
    return f"comparer/{name}.md"


def day(edtf: str) -> str:
    """Address of a day of which several articles tell: `2025-03-18`."""
    return f"comparer/jour/{edtf}.md"


def kind(name: str) -> str:
    """Address of all facts of one kind, by its slug."""
    return f"chronologie/genre/{name}.md"


def listed(part: str, entity_id: str = "") -> str:
    """Address of one part of the list of names (`d-2`; the whole list for an empty name), or of an entry in it."""
    path = f"entites/lettre/{part}.md" if part else ENTITIES
    return f"{path}#n-{entity_id}" if entity_id else path


def chronology(part: str, event_id: str = "") -> str:
    """Address of one part of the chronology (`2025-03`; the whole one for an empty name), or of an entry in it."""
    path = f"chronologie/{part}.md" if part else CHRONOLOGY
    return f"{path}#e-{event_id}" if event_id else path


def articles(part: str) -> str:
    """Address of one part of the list of articles (`2025-03`; the whole list for an empty name)."""
    return f"articles/parus/{part}.md" if part else ARTICLES


def quotes(part: str, anchor: str = "") -> str:
    """Address of one part of the quotations (`d-2`; all of them for an empty name), or of a speaker in it."""
    path = f"citations/{part}.md" if part else QUOTES
    return f"{path}#{anchor}" if anchor else path


def doubts(part: str) -> str:
    """Address of one part of what is doubtful (`noms-2`; the first page for an empty name)."""
    return f"a-verifier/{part}.md" if part else DOUBTS


def further(entity_id: str, number: int) -> str:
    """Address of one of the pages of an entity, from 1, which is its own."""
    return entity(entity_id) if number == 1 else f"entites/{entity_id}/{number}.md"


def relative(page: str, target: str) -> str:
    """A link target for Markdown, from one page to an address under `docs/`.

    >>> relative("articles/a.md", "entites/kiev.md#m-b")
    '../entites/kiev.md#m-b'
    >>> relative("articles/a.md", "articles/a.md#p1s2")
    '#p1s2'
    """
    path, mark, anchor = target.partition("#")
    # on the page itself the anchor alone: it does not load the page again
    if path == page and mark:
        return f"#{quote(anchor)}"
    return _way(path, dirname(page)) + mark + quote(anchor)


# A page leads to the same few from many places, and those of its folder go the same way.
@lru_cache(maxsize=32_768)
def _way(path: str, folder: str) -> str:
    return quote(relpath(path, folder or "."))


def site(page: str, target: str) -> str:
    """The same for links that MkDocs does not see (in drawings): to the folder where a page is served.

    >>> site("chronologie/index.md", "articles/a.md#p1s2")
    '../articles/a/#p1s2'
    """
    path, mark, anchor = target.partition("#")
    if path == page and mark:
        return f"#{quote(anchor)}"
    way = relpath(_served(path), _served(page))
    return quote(f"{way}/") + mark + quote(anchor)


def _served(path: str) -> str:
    """The folder of the site that a page is served from; `.` for the home page."""
    # With `use_directory_urls`, `a/b.md` and `a/b/index.md` are both `a/b/`.
    folder = path.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return folder or "."
