"""Elements of SVG and HTML as values, and the frame that all pictures share.

Text goes out through `escape.svg` alone; numbers are rounded to a tenth, so that two builds give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from builder.lang.pack import language_pack
from builder.text import escape

Href: TypeAlias = Callable[[str], str]
"""Gives the relative address of a path of the site ("entites/x/" → "../entites/x/") from the page at work."""

WIDE, NARROW = 720, 312
"""Widths of the two drawings of a picture, in units that are about a CSS pixel on a desk and on the narrowest phone."""


TOLD = 300
"""Letters of the name of a link at most."""


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
        given = (
            (n, v if isinstance(v, Numbers) else _escaped(v))
            for n, v in self.attributes
        )
        attributes = "".join(f' {name}="{value}"' for name, value in given)
        inner = "".join(
            str(c) if isinstance(c, Element) else _escaped(c) for c in self.children
        )
        return f"<{self.tag}{attributes}>{inner}</{self.tag}>"


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """What many elements share (classes, labels) is escaped once."""
    return escape.svg(text)


Child: TypeAlias = "Element | str | Iterable[Child] | None"


def element(tag: str, *children: Child, **attributes: str | float | None) -> Element:
    """An element. None and nested sequences are allowed among children; attributes that are None are left out.

    `class_` is written `class`, other underscores become hyphens.
    """
    given = (
        (name.strip("_").replace("_", "-"), value)
        for name, value in attributes.items()
        if value is not None
    )
    pairs = tuple(
        (name, value if isinstance(value, str) else number(value))
        for name, value in given
    )
    return Element(tag, pairs, tuple(_flat(children)))


def _flat(children: Iterable[Child]) -> Iterable[Element | str]:
    for child in children:
        if isinstance(child, (Element, str)):
            yield child
        elif child is not None:
            yield from _flat(child)


def number(value: float) -> Numbers:
    """A number to a tenth, without needless zeros: `3`, `-0.5`."""
    return Numbers(f"{round(value, 1) + 0:.1f}".removesuffix(".0"))


def path(points: Iterable[tuple[float, float]]) -> Numbers:
    """The `d` of an open path through points, of which at least one is expected."""
    return Numbers("M" + " ".join(f"{number(x)} {number(y)}" for x, y in points))


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    class_: str,
    rx: float | None = None,
) -> Element:
    """A rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, rx=rx, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Element:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def text(
    x: float, y: float, words: str, class_: str = "", anchor: str | None = None
) -> Element:
    """A line of text whose baseline stands at y."""
    return element("text", words, x=x, y=y, class_=class_ or None, text_anchor=anchor)


def link(href: str, label: str, *children: Child) -> Element:
    """A link inside a drawing; the label is read aloud, and shown by the mouse.

    It is a title and no `aria-label`, which would hide the words that are drawn from those who speak to their machine.
    """
    told = label if len(label) <= TOLD else label[: TOLD - 1] + "…"
    return element("a", element("title", told), children, href=href)


def width_of(words: str, size: float) -> float:
    """About how wide words are in a sans serif of that size: rather too wide than too narrow."""
    return size * sum(_advance(c) for c in words)


def _advance(character: str) -> float:
    if character in "iljtfr.,:;'’|!()I- \u202f":
        return 0.36
    if character in "mwMWŒœ@%—…" or ord(character) > 0x1100:  # noqa: PLR2004 - ideographs and the like begin there
        return 1.0
    return 0.72 if character.isupper() else 0.59


def fitted(words: str, width: float, size: float) -> str:
    """As many whole words as the width holds, with an ellipsis; of a word too long for it, what fits."""
    if width_of(words, size) <= width:
        return words
    room, kept = width - size, 0
    while (room := room - size * _advance(words[kept])) >= 0:
        kept += 1
    whole = words[: kept + 1].rpartition(" ")[0]
    return (whole or words[:kept]).rstrip(" ,;:’'") + "…"


@dataclass(frozen=True, slots=True)
class Words:
    """What pictures say, from `lang/<code>/pictures.yml`."""

    data: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of that key, with its values; `n` chooses between singular and plural."""
        phrase = self.data[key]
        if isinstance(phrase, list):
            phrase = phrase[0 if abs(int(str(values["n"]))) < 2 else 1]  # noqa: PLR2004 - French: 0 and 1 are singular
        return str(phrase).format(**values)


def words(language: str, picture: str) -> Words:
    """The words of one picture in a language.

    Raises:
        LookupError: where the project has no pack for it.
    """
    return Words(language_pack(language).data("pictures")[picture])


def drawing(
    name: str,
    variant: str,
    size: tuple[float, float],
    title: str,
    desc: str,
    *children: Child,
) -> Element:
    """One `<svg>`, with its title and description; `variant` is `wide` or `narrow`."""
    key = f"pic-{name}-{variant}"
    told = element("title", title, id=f"{key}-t"), element("desc", desc, id=f"{key}-d")
    box = Numbers(f"0 0 {number(size[0])} {number(size[1])}")
    labels = {"aria_labelledby": f"{key}-t", "aria_describedby": f"{key}-d"}
    return element(
        "svg",
        told,
        children,
        viewBox=box,
        class_=f"pic pic-{variant}",
        role="group",
        **labels,
    )


def figure(name: str, drawings: Child, caption: Child, table: Child) -> str:
    """A picture as one block of raw HTML without blank lines, safe to stand in a Markdown page."""
    below = element("figcaption", caption, table)
    return str(
        element(
            "figure",
            drawings,
            below,
            class_=f"picture picture-{name}",
            data_search_exclude="1",
        )
    )


def legend(entries: Iterable[tuple[Child, str]]) -> Element:
    """What the shapes mean: each drawn 28 by 14, with its words."""
    sample = {
        "viewBox": Numbers("0 0 28 14"),
        "class_": "pic-sample",
        "aria_hidden": "true",
    }
    lines = (
        element("li", element("svg", shape, **sample), told) for shape, told in entries
    )
    return element("ul", lines, class_="pic-legend")


def table(
    summary: str, head: Sequence[str], rows: Iterable[Sequence[Child]]
) -> Element:
    """The facts behind a picture, folded: a table that scrolls in its own box; the first cell of a row is its head."""
    first = element("tr", (element("th", h, scope="col") for h in head))
    body = (
        element(
            "tr",
            element("th", r[0], scope="row"),
            (element("td", _times(c)) for c in r[1:]),
        )
        for r in rows
    )
    grid = element("table", element("thead", first), element("tbody", body))
    box = element(
        "section", grid, class_="picture-table", aria_label=summary, tabindex=0
    )
    return element("details", element("summary", summary), box)


def _times(cell: Child) -> Child:
    """A bare number in a cell says that it counts: `3 ×`."""
    return f"{cell}\u00a0×" if isinstance(cell, str) and cell.isdecimal() else cell
