"""The one way out: untrusted text reaches Markdown, HTML, SVG, XML, JSON, YAML and CSV only through here.

Every function takes any string at all, lone surrogates and control characters included, takes time linear in its
length, and gives the empty string for the empty string. Pieces escaped apart may be joined: none relies on what
stands before or after it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import quote, urlsplit

Json: TypeAlias = (
    "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
)

_LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")

_NONCHARACTERS = "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; \x02 and \x03 are Python-Markdown's own marks
    "\u202a-\u202e\u2066-\u206f"  # what turns the order of letters around
    "\ufff9-\ufffb\ufdd0-\ufdef\U000e0000-\U000e007f"  # annotations, non-characters, tags: text that nobody sees
    "\ud800-\udfff" + _NONCHARACTERS + "]"
)

# What Markdown, or an extension of it that some renderer may have, can see. Left as they are, so that the pages can be
# read as text: `,` `;` `'` `%`, a full stop after a word, a hyphen or slash inside one, a colon between words.
_SEEN = re.compile(
    r"""
    (?P<first>(?:(?<=\n)|\A)[^\W_]+)(?P<marker>[.)])  # "1986. Une année", "a) …", "M. X": no list at the start of a line
  | ["\#$&*+<=>@\[\\\]^_`{|}~!?]
  | \A\(                                            # after a link that stands before it
  | (?<=\d)[.)]
  | (?<!\w)\. | \.(?=[^\s»”’)])                     # "...", "www.exemple"
  | (?<!\w)- | -(?!\w)                              # lists, rules, dashes that a typographer would join
  | (?<!\w)/ | /(?!\w)
  | (?:(?<!\w)(?<!\S[ \u00a0\u202f])):              # definitions; but "il a dit : « …"
  | :(?!\ )                                         # addresses, emoji, blocks
  | [\n\t]
  | \ (?=\ ) | (?<=\ )\                             # four spaces are code, two at the end a line break
  | (?<!\S)[^\S ] | [^\S ](?!\S)                   # a no-break space is stripped at the ends of a line
    """,
    re.VERBOSE,
)


def shown(text: str) -> str:
    r"""Make visible what would be hidden: a forbidden character becomes `⟨U+202E⟩`, every kind of line break a newline.

    Forbidden are controls (but the tab), overrides of the direction of writing, tags, non-characters and lone
    surrogates. This is what a page shows of a text; all else is shown as it is.
    """
    # Most texts: many times as fast as looking each character up.
    if text.isprintable():
        return text
    lines = _LINE_BREAKS.sub("\n", text)
    return _FORBIDDEN.sub(_named, lines)


def _named(match: re.Match[str]) -> str:
    """A character by its number."""
    return f"⟨U+{ord(match[0]):04X}⟩"


def one_line(text: str) -> str:
    """As `shown`, on one line with single spaces: for a terminal, or a field that ends with its line."""
    return " ".join(shown(text).split())


# A sentence stands on the pages of everybody whom it names, a title on those of all that it tells.
@lru_cache(maxsize=32_768)
def markdown(text: str) -> str:
    """Text for a paragraph, heading, cell or link text of Markdown, on one line; the reader sees `shown(text)`.

    >>> markdown("1986. *Kiev* : [x](y)")
    '1986&#46; &#42;Kiev&#42; : &#91;x&#93;(y)'
    """
    return _SEEN.sub(_reference, shown(text))


def code(text: str) -> str:
    """A value of the data, for the same places.

    >>> code("day")
    '<code>day</code>'
    """
    return f"<code>{markdown(text)}</code>"


def _reference(match: re.Match[str]) -> str:
    # Of "1986." the number stays and the full stop is written as a reference.
    first = match["first"] or ""
    mark = match["marker"] or match[0]
    return f"{first}&#{ord(mark)};"


def html(text: str) -> str:
    """Text for an HTML element or a quoted attribute, also of HTML inside Markdown."""
    return markdown(text).replace("'", "&#39;")


def svg(text: str) -> str:
    """Text for an SVG element or a quoted attribute, inside a Markdown page or in a file of its own."""
    return html(text)


def xml(text: str) -> str:
    """Text for an XML element or a quoted attribute."""
    return re.sub(r"[&<>\"']", _numbered, shown(text))


def _numbered(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"&#{number};"


def url(text: str) -> str:
    """The address in ASCII where it is http or https and names a host, else nothing.

    Safe as a Markdown link's target; an attribute takes it through `html`.
    """
    address = text.strip()
    if _FORBIDDEN.search(address) or re.search(r"[\s\\]", address):
        return ""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        ascii_host = (host or "").encode("idna").decode("ascii")
    except ValueError:  # a malformed port or IPv6 address; UnicodeError is one too
        return ""
    if parts.scheme not in ("http", "https") or not ascii_host:
        return ""
    # A name or password before the host shows a reader another host than the one that is asked.
    if re.search(r"[@%\[\]]", parts.netloc):
        return ""
    netloc = parts.netloc
    if not netloc.isascii():
        netloc = f"{ascii_host}:{port}" if port else ascii_host
    whole = parts._replace(netloc=netloc).geturl()
    return quote(whole, safe="%/:?#@!$&+,;=-._~")


def front_matter(values: Mapping[str, Json]) -> str:
    """A front matter of one line of JSON, every string in it escaped for the HTML templates that print it raw.

    JSON is a subset of YAML. A page always begins with one: MkDocs takes a first line "Moscou: la réponse est non" for
    metadata otherwise, and drops it.
    """
    line = json.dumps(_escaped(values), ensure_ascii=False)
    return f"---\n{line}\n---\n\n"


def _escaped(value: Json) -> Json:
    if isinstance(value, str):
        return xml(value).replace("\n", " ")
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Mapping):
        return {key: _escaped(item) for key, item in value.items()}
    return list(map(_escaped, value))


def csv_cell(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula; the `csv` module does the quoting."""
    visible = shown(text)
    # Spreadsheets of East Asia read the wide signs too; an apostrophe says "text" to all of them.
    formula = re.match(r"\s*[=+\-@＝＋－＠|]|[\t\n]", visible)
    return f"'{visible}" if formula else visible


def yaml_scalar(text: str) -> str:
    """A quoted YAML scalar on one line, to copy into one of the author's files; it reads back as the same text."""
    plain = json.dumps(text, ensure_ascii=False)
    unsafe = "[\x7f-\x9f\u2028\u2029\ufeff]|" + _FORBIDDEN.pattern
    return re.sub(unsafe, _as_yaml_escape, plain)


def _as_yaml_escape(match: re.Match[str]) -> str:
    return f"\\U{ord(match[0]):08X}"
