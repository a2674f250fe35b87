"""What the program says on pages and in pictures: `pages.yml`, `pictures.yml`, typed."""

from __future__ import annotations

from typing import ClassVar

from builder.lang.schema import Phrase, Words

Phrases = dict[str, Phrase]


class PageWords(Words):
    """`pages.yml`: titles, descriptions, names of filters and files, for each page."""

    FILE: ClassVar[str] = "pages"

    home: Phrases
    articles: Phrases
    chronology: Phrases
    kinds: Phrases
    comparisons: Phrases
    events: Phrases
    entities: Phrases
    quotations: Phrases
    review: Phrases
    method: Phrases
    downloads: Phrases
    fields: Phrases
    moments: Phrases
    placed: Phrases
    periods: Phrases


class PictureWords(Words):
    """`pictures.yml`: titles, descriptions and labels of each picture."""

    FILE: ClassVar[str] = "pictures"

    presence: Phrases
    presence_of: Phrases
    map: Phrases
