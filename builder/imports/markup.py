"""HTML and XML of others, read without trust: no network, no entities of their own, no depth without end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml import html as lxml_html

from builder.errors import ArticleRefusedError, problem
from builder.imports.found import heading

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any
"""An element of lxml, which has no types of its own."""

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE
)
_HEAD = 4_096
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DEFINED = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "svg", "button"}
)


def page(raw: bytes, where: str) -> Element:
    """The root of a web page, whatever is wrong with it.

    Raises:
        ArticleRefusedError: where there is nothing in it.
    """
    text = _DECLARED.sub("", decoded(raw))
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleRefusedError(problem(where, "imports.damaged")) from error
    return root


def decoded(raw: bytes) -> str:
    """The text of a page: by its mark, as UTF-8, as it says itself, as Windows has it; a strange byte shows as one."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(raw[:_HEAD])
        encoding = declared[1].decode("ascii") if declared else "cp1252"
        # A page that says UTF-8 and is not is of Windows, as like as not.
        if encoding.lower().startswith("utf") or encoding.lower() == "iso-8859-1":
            encoding = "cp1252"
        try:
            text = raw.decode(encoding, "replace")
        except LookupError:
            text = raw.decode("cp1252", "replace")
    return text.replace("\0", "")


def tree(raw: bytes, where: str) -> Element:
    """The root of an XML file.

    Raises:
        ArticleRefusedError: where it is cut or damaged, or defines entities, which may grow without end.
    """
    if _DEFINED.search(raw):
        raise ArticleRefusedError(problem(where, "imports.entities"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleRefusedError(problem(where, "imports.damaged")) from error


def is_cut(raw: bytes) -> bool:
    """Whether a page opens and is never closed: what stood at its end is lost."""
    return b"<html" in raw[:_HEAD].lower() and b"</html" not in raw[-_HEAD:].lower()


def words(element: Element | None) -> str:
    """The text of an element on one line; empty for none."""
    if element is None:
        return ""
    return " ".join(" ".join(element.itertext()).split())


def classed(element: Element, name: str) -> list[Element]:
    """The elements below one of that class, in order."""
    path = f'.//*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]'
    found: list[Element] = element.xpath(path)
    return found


def first_classed(element: Element, *names: str) -> Element | None:
    """The first element of the first of these classes that there is; none where there is none."""
    for name in names:
        found = classed(element, name)
        if found:
            return found[0]
    return None


def paragraphs(element: Element) -> list[str]:
    """The texts of the blocks below an element, in order; headings begin with `## `."""
    found: list[str] = []
    for block, pieces in _blocks(element):
        text = " ".join("".join(pieces).split())
        if text:
            found.append(heading(text) if block in _HEADINGS else text)
    return found


def of_fragment(source: str) -> list[str]:
    """The paragraphs of a piece of HTML, as tables and feeds have them; plain text has its lines."""
    if "<" not in source:
        return source.splitlines()
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True)
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div", parser=parser)
    except (etree.ParserError, ValueError):
        return []
    return paragraphs(root)


def _blocks(element: Element) -> Iterator[tuple[str, list[str]]]:
    """Runs of text between the bounds of blocks, each with the block that it stands in."""
    names = ["div"]
    pieces: list[str] = []
    hidden = 0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        name = part.tag if isinstance(part.tag, str) else ""
        is_start = event == "start"
        if name in _BLOCKS:
            yield names[-1], pieces
            pieces = []
            if is_start:
                names.append(name)
            else:
                names.pop()
        if name in _HIDDEN:
            hidden += 1 if is_start else -1
        text = part.text if is_start else part.tail
        is_inside = is_start or part is not element
        if text and is_inside and not hidden:
            pieces.append(text)
    yield names[-1], pieces
