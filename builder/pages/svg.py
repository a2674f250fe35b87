"""Elements of SVG and HTML as values, and the frame that all pictures share.

Text goes out through `escape.svg` alone; numbers are rounded to a tenth, so that two builds give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from builder.text import escape

Href: TypeAlias = Callable[[str], str]
"""Gives the relative address of a path of the site ("entites/x/" → "../entites/x/") from the page at work."""

WIDE = 720
NARROW = 312
"""Widths of the two drawings of a picture, in units that are about a CSS pixel on a desk and on the narrowest phone."""

_LABEL = 300
"""Letters of the name of a link at most."""

_THIN_LETTERS = "iljtfr.,:;'’|!()I- \u202f"
_WIDE_LETTERS = "mwMWŒœ@%—…"
_IDEOGRAPHS = 0x1100
"""Hangul, ideographs and the like begin there: as wide as they are high."""


class Numbers(str):
    """What this module wrote out of numbers: the only value that goes out as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `str` gives its markup, without a line break."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]

    def __str__(self) -> str:
        """Write the markup; the end tag is always there, so that HTML parsers agree."""
        written = [f"<{self.tag}"]
        for name, value in self.attributes:
            plain = value if isinstance(value, Numbers) else _escaped(value)
            written.append(f' {name}="{plain}"')
        written.append(">")
        written += map(_markup, self.children)
        written.append(f"</{self.tag}>")
        return "".join(written)


def _markup(child: Element | str) -> str:
    return str(child) if isinstance(child, Element) else _escaped(child)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """What many elements share (classes, labels) is escaped once."""
    return escape.svg(text)


Child: TypeAlias = "Element | str | Iterable[Child] | None"


def element(tag: str, *children: Child, **attributes: str | float | None) -> Element:
    """An element. None and nested sequences are allowed among children; attributes that are None are left out.

    `class_` is written `class`, other underscores become hyphens.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in attributes.items():
        if value is None:
            continue
        # `class` is a word of Python, and a hyphen is a minus
        written_name = name.strip("_").replace("_", "-")
        written = value if isinstance(value, str) else number(value)
        pairs.append((written_name, written))
    return Element(tag, tuple(pairs), tuple(_flat(children)))


def _flat(children: Iterable[Child]) -> Iterator[Element | str]:
    for child in children:
        # a string is a sequence of strings: it must be asked first
        if isinstance(child, (Element, str)):
            yield child
        elif child is not None:
            yield from _flat(child)


def number(value: float) -> Numbers:
    """A number to a tenth, without needless zeros: `3`, `-0.5`."""
    # to add nothing turns -0.0 into 0.0
    rounded = round(value, 1) + 0
    return Numbers(f"{rounded:.1f}".removesuffix(".0"))


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    class_: str,
    rx: float | None = None,
) -> Element:
    """A rectangle; with `rx`, its corners are round."""
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        rx=rx,
        class_=class_,
    )


def circle(
    x: float,
    y: float,
    radius: float,
    class_: str,
) -> Element:
    """A circle around a point."""
    return element("circle", cx=x, cy=y, r=radius, class_=class_)


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    class_: str,
) -> Element:
    """A straight line."""
    return element(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        class_=class_,
    )


def text(
    x: float,
    y: float,
    words: str,
    class_: str,
    anchor: str | None = None,
) -> Element:
    """A line of text whose baseline stands at y."""
    return element(
        "text",
        words,
        x=x,
        y=y,
        class_=class_,
        text_anchor=anchor,
    )


def link(href: str, label: str, *children: Child) -> Element:
    """A link inside a drawing; the label is read aloud, and shown by the mouse.

    It is a title and no `aria-label`, which would hide the words that are drawn from those who speak to their machine.
    """
    if len(label) > _LABEL:
        label = label[: _LABEL - 1] + "…"
    title = element("title", label)
    return element("a", title, children, href=href)


def width_of(words: str, size: float) -> float:
    """About how wide words are in a sans serif of that size: rather too wide than too narrow."""
    return size * sum(_advance(character) for character in words)


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    if character in _THIN_LETTERS:
        return 0.36
    if character in _WIDE_LETTERS or ord(character) > _IDEOGRAPHS:
        return 1.0
    return 0.72 if character.isupper() else 0.59


def fitted(
    words: str,
    width: float,
    size: float,
) -> str:
    """As many whole words as the width holds, with an ellipsis; of a word too long for it, what fits."""
    if width_of(words, size) <= width:
        return words
    # the ellipsis takes `size`; the loop ends, since all the words are wider than the room
    room = width - size
    kept = 0
    while True:
        room -= size * _advance(words[kept])
        if room < 0:
            break
        kept += 1
    # one more letter than fits: where that is a space, the word before it is whole
    whole = words[: kept + 1].rpartition(" ")[0]
    shown = whole or words[:kept]
    return shown.rstrip(" ,;:’'") + "…"


def drawing(
    name: str,
    variant: str,
    size: tuple[float, float],
    title: str,
    desc: str,
    *children: Child,
) -> Element:
    """One `<svg>`, with its title and description; `variant` is `wide` or `narrow`."""
    title_id = f"pic-{name}-{variant}-t"
    desc_id = f"pic-{name}-{variant}-d"
    width, height = size
    return element(
        "svg",
        element("title", title, id=title_id),
        element("desc", desc, id=desc_id),
        children,
        viewBox=Numbers(f"0 0 {number(width)} {number(height)}"),
        class_=f"pic pic-{variant}",
        # not `img`: that would hide the links in it
        role="group",
        aria_labelledby=title_id,
        aria_describedby=desc_id,
    )


def figure(
    name: str,
    drawings: Child,
    caption: Child,
    table: Child,
) -> str:
    """A picture as one block of raw HTML without blank lines, safe to stand in a Markdown page."""
    whole = element(
        "figure",
        drawings,
        element("figcaption", caption, table),
        class_=f"picture picture-{name}",
        # what it says stands on other pages: search would find each fact twice
        data_search_exclude="1",
    )
    return str(whole)


def legend(entries: Iterable[tuple[Child, str]]) -> Element:
    """What the shapes mean: each drawn 28 by 14, with its words."""
    lines: list[Element] = []
    for shape, words in entries:
        sample = element(
            "svg",
            shape,
            viewBox=Numbers("0 0 28 14"),
            class_="pic-sample",
            aria_hidden="true",
        )
        lines.append(element("li", sample, words))
    return element("ul", lines, class_="pic-legend")


def table(
    summary: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Child]],
) -> Element:
    """The facts behind a picture, folded: a table that scrolls in its own box; the first cell of a row is its head."""
    heads = [element("th", words, scope="col") for words in head]
    body: list[Element] = []
    for first, *others in rows:
        name = element("th", first, scope="row")
        cells = [element("td", _times(cell)) for cell in others]
        body.append(element("tr", name, cells))
    grid = element(
        "table",
        element("thead", element("tr", heads)),
        element("tbody", body),
    )
    box = element(
        "section",
        grid,
        class_="picture-table",
        aria_label=summary,
        # a box that scrolls must be reached by the keyboard too
        tabindex=0,
    )
    return element("details", element("summary", summary), box)


def _times(cell: Child) -> Child:
    """A bare number in a cell says that it counts: `3 ×`."""
    if isinstance(cell, str) and cell.isdecimal():
        return f"{cell}\u00a0×"
    return cell
