"""The pictures that links to pages of the site show: one of each article, and one of the dossier for all other pages."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from builder.export.card import picture
from builder.store import digest
from builder.versions import program

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from builder.store import Store

_FOLDER = "assets/cartes"
_OF_DOSSIER = f"{_FOLDER}/dossier.png"


class Shared:
    """Draws each picture once; it is kept by its words and by what draws it."""

    def __init__(self, store: Store, title: str, description: str) -> None:
        """Take where pictures are kept, and what the dossier is called, escaped as MkDocs has it."""
        self._store = store
        self._title = unescape(title)
        self._drawn_by = program("export", "shared.py").encode()
        self.files: dict[str, bytes] = {}
        """What the site is to hold beside its pages, by address."""

        self._draw(_OF_DOSSIER, self._title, description)

    def show(self, page: Page) -> None:
        """Tell a page, as `picture` of its front matter, where its picture will be: nowhere if its words cannot be drawn."""
        address = _OF_DOSSIER
        reference = page.meta.get("reference")
        # a page of the author's may mean anything by it
        if isinstance(reference, dict):
            name = page.file.src_uri.removesuffix(".md").replace("/", "-")
            address = f"{_FOLDER}/{name}.png"
            title = unescape(page.meta.get("title", ""))
            self._draw(address, title, unescape(reference.get("line", "")), self._title)
        if address in self.files:
            page.meta["picture"] = address

    def _draw(self, address: str, *words: str) -> None:
        spelled = [one.encode("utf-8", "replace") for one in words]
        key = digest(self._drawn_by, *spelled)
        drawn = self._store.get(key)
        if drawn is None:
            title, *lines = words
            drawn = picture(title, lines) or b""
            self._store.put(key, drawn)
        if drawn:
            self.files[address] = drawn
