"""Two names that the labels made one: "LFI Ségolène Amiot", "le ministère de la Culture et le conseil régional"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.names.extent import Name, labelled
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.names.page import Page


def each_name(page: Page, labels: Sequence[str]) -> Iterator[Name]:
    """The names that labels spell out, in order, each by itself."""
    for name in labelled(labels):
        person = _person_in(page, name)
        second = _second_body(page, name)
        behind = _person_behind(page, name)
        if behind > name.start:
            # Between them stands a preposition.
            yield name._replace(end=behind - 1)
            yield name._replace(start=behind, kind=EntityType.PER)
        elif person > name.start:
            yield name._replace(end=person, kind=EntityType.ORG)
            yield name._replace(start=person, kind=EntityType.PER)
        elif second > name.start:
            # Between them stand "et" and the article.
            yield name._replace(end=second - 2)
            yield name._replace(start=second)
        else:
            yield name


def _person_in(page: Page, name: Name) -> int:
    """Index of the first name behind a known body; the name's own beginning where there is none."""
    tag = page.borne[name.start]
    if tag is None or tag.kind != EntityType.ORG or tag.ordinary:
        return name.start
    behind = _known_end(page, name.start, name.end)
    rest = page.words[behind : name.end]
    # "la députée LFI Ségolène Amiot"
    is_titled = page.before[name.start].lower in page.guides.titles
    is_full = len(rest) > 1 and (is_titled or bool(rest[0].first_name))
    is_full = is_full and all(word.capital for word in rest)
    is_known = len(rest) == 1 and page.names.single.get(page.forms[behind]) == "PER"
    return behind if is_full or is_known else name.start


def _person_behind(page: Page, name: Name) -> int:
    """Index of a known person behind a preposition that joins no names: "Équipement sous de Gaulle"; the beginning for none."""
    if name.kind != EntityType.ORG:
        return name.start
    for at in range(name.start + 2, name.end):
        tag, before = page.borne[at], page.words[at - 1]
        is_person = tag is not None and tag.kind == EntityType.PER and tag.part != "I"
        is_whole = _known_end(page, at, name.end) == name.end
        is_other = not before.capital and before.lower not in page.guides.links
        if is_person and is_whole and is_other and before.shape == "x":
            return at
    return name.start


def _known_end(page: Page, start: int, stop: int) -> int:
    """Index of the word behind a known name that begins at one word, `stop` at most."""
    for at in range(start + 1, stop):
        tag = page.borne[at]
        if tag is None or tag.part != "I":
            return at
    return stop


def _second_body(page: Page, name: Name) -> int:
    """Index of the first word behind "et le" in the name of a body that nobody knows as one; its beginning where there is none."""
    tag = page.borne[name.start]
    is_known = tag is not None and _known_end(page, name.start, name.end) == name.end
    if name.kind != EntityType.ORG or is_known:
        return name.start
    for at in range(name.start + 1, name.end - 2):
        is_joined = page.words[at].lower in page.guides.joints
        if is_joined and page.words[at + 1].lower in page.guides.articles:
            return at + 2
    return name.start
