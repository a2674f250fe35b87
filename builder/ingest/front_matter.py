"""The front matter of a file: what it says of its article, by the names that we have for it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import yaml

from builder.errors import ArticleRefusedError, problem
from builder.ingest.key_names import key_names
from builder.lang.schema import ReadingWords
from builder.model.article import Rights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.lang.pack import LanguagePack

_BLOCK = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_TOML = re.compile(
    r"\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_PERCENT = re.compile(
    r"(?P<lines>(?:%[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*\r?\n){1,3})\r?\n"
)
"""Title, authors and day as Pandoc has them: a line each, begun by `%`."""

_OPENED = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n(?P<lines>(?:[^\S\n]*\S.*\n?)*)")
"""How a front matter begins: the lines up to an empty one."""

_KEY = re.compile(r"^(?P<key>[^\s:=]+)[ \t]*[:=]", re.MULTILINE)

_LIMIT = 20_000
"""Characters that a front matter has at most."""

_WIKI_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")
_ADDRESS = re.compile(r"https?://\S+")
_NOTHING = frozenset({"", "~", "null", "nan", "none", "n/a", "unknown", "unk"})
"""What programs write where they know nothing, in small letters."""

_NAMES = ("name", "literal", "title")
"""Where a mapping says what it is called: `author: {name: Anne Roche}`."""


class FrontMatter(NamedTuple):
    """What the first lines of a file say."""

    end: int
    """Where the text goes on."""

    fields: Mapping[str, str]
    """By `title`, `published`, `outlet`, `author`, `url`, `rights`, `language` and `saved`; what is not said is left out."""

    unread: tuple[str, ...]
    """Keys that say nothing that an article has room for."""


# An article is asked twice in a row: for what it says, and for what nobody reads.
@lru_cache(maxsize=1)
def front_matter(
    text: str, where: str, pack: LanguagePack, *, markdown: bool
) -> FrontMatter | None:
    """The front matter of a text; none where it begins with none. A plain text's has a key of ours.

    Raises:
        ArticleRefusedError: where it is no plain YAML or TOML, is never closed, or grants rights that nobody knows.
    """
    names = key_names(pack)
    is_begun = _is_begun(text, names)
    # A rule above and below a line of a plain text is no front matter.
    if not (markdown or is_begun):
        return None
    block = _block(text, where)
    if block is not None:
        end, said = block
        fields, unread = _sorted(said, pack)
        _check_rights(fields, where)
        return FrontMatter(end, fields, unread)
    percent = _PERCENT.match(text, 0, _LIMIT)
    if percent is not None and markdown:
        return FrontMatter(percent.end(), _of_pandoc(percent["lines"]), ())
    # Read as text it would be published, whatever rights it means to keep.
    if is_begun:
        raise ArticleRefusedError(problem(where, "articles.unreadable-head"))
    return None


def _is_begun(text: str, names: Mapping[str, str]) -> bool:
    """Whether a text opens a front matter with a key of ours: a rule above an article opens none."""
    opened = _OPENED.match(text, 0, _LIMIT)
    if opened is None:
        return False
    keys = [line["key"].lower() for line in _KEY.finditer(opened["lines"])]
    return any(key in names for key in keys)


def _block(text: str, where: str) -> tuple[int, dict[str, object]] | None:
    """Where a front matter in YAML or TOML ends, and what it says; none where there is none."""
    block = _BLOCK.match(text, 0, _LIMIT)
    if block is not None:
        return block.end(), _mapping(block["yaml"], where)
    block = _TOML.match(text, 0, _LIMIT)
    if block is None:
        return None
    try:
        return block.end(), tomllib.loads(block["toml"].replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ArticleRefusedError(problem(where, "articles.unreadable-head")) from error


def _mapping(source: str, where: str) -> dict[str, object]:
    try:
        # Looked for in the events: by the time PyYAML tells of an alias, a bomb has gone off.
        for event in yaml.parse(source, Loader=yaml.BaseLoader):
            if _is_trick(event):
                trick = problem(where, "articles.reference-in-head")
                raise ArticleRefusedError(trick)
        # Every value as it is written: "NO" is no boolean, "12:30" no number, and a day keeps its zone.
        data = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - makes text, lists and mappings only
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ArticleRefusedError(problem(where, "articles.unreadable-head")) from error
    if not isinstance(data, dict):
        return {}
    return {str(key): value for key, value in data.items()}


def _is_trick(event: yaml.Event) -> bool:
    if isinstance(event, yaml.AliasEvent):
        return True
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def _of_pandoc(lines: str) -> dict[str, str]:
    values = [
        line.strip(" %\r\n\t")
        for line in re.split(r"^%", lines, flags=re.MULTILINE)[1:]
    ]
    title, author, published, *_ = [*values, "", ""]
    fields = {
        "title": " ".join(title.split()),
        "author": ", ".join(re.split(r"\s*(?:;|\n)\s*", author)),
        "published": published,
    }
    return {name: value for name, value in fields.items() if value}


def _sorted(
    said: Mapping[str, object], pack: LanguagePack
) -> tuple[dict[str, str], tuple[str, ...]]:
    """What is said, by our names, and the keys that say nothing for us."""
    names = key_names(pack)
    inside = pack.words(ReadingWords).inside
    fields: dict[str, str] = {}
    unread: list[str] = []
    deeper: list[Mapping[str, object]] = []
    for key, value in said.items():
        name = names.get(key.lower(), "")
        if name == "rights" and isinstance(value, dict):
            # Whatever is meant by it, it is none of ours: unknown means refused.
            fields.setdefault(name, str(value))
        elif name:
            _take(name, _words(value), fields)
        elif key.lower() in inside and isinstance(value, dict):
            deeper.append(value)
        else:
            unread.append(key)
    # What stands at the top wins over what stands inside.
    for within in deeper:
        found, left = _sorted(within, pack)
        fields = {**found, **fields}
        unread += left
    return fields, tuple(unread)


def _take(name: str, words: str, fields: dict[str, str]) -> None:
    if name == "outlet" and _ADDRESS.fullmatch(words):
        # Clippers call the page's address its source.
        name = "url"
    if words:
        fields.setdefault(name, words)


def _check_rights(fields: Mapping[str, str], where: str) -> None:
    rights = fields.get("rights")
    # A slip of the pen must not publish a text that is withheld.
    if rights is not None and rights not in set(Rights):
        choices = ", ".join(Rights)
        unknown = problem(
            where, "articles.unknown-rights", choices=choices, found=rights
        )
        raise ArticleRefusedError(unknown)


def _words(value: object) -> str:
    """A value as text, several with commas between them; empty where nothing is said."""
    if isinstance(value, list):
        parts = filter(None, map(_words, value))
        return ", ".join(parts)
    if isinstance(value, dict):
        return _name_of(value)
    words = "" if isinstance(value, bool) else " ".join(str(value).split())
    words = _WIKI_LINK.sub(r"\1", words)
    return "" if says_nothing(words) else words


def says_nothing(words: str) -> bool:
    """Whether a value is what programs write where they know nothing."""
    return words.lower() in _NOTHING


def _name_of(value: Mapping[str, object]) -> str:
    """What a mapping is called: `{name: Anne Roche}`, `{family: Roche, given: Anne}`; empty where it says neither."""
    for key in _NAMES:
        if key in value:
            return _words(value[key])
    parts = (value.get(key, "") for key in ("given", "family"))
    return " ".join(filter(None, map(_words, parts)))
