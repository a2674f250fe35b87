"""The front matter of a Markdown file: what it says of its article, by the names that we have for it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import yaml

from builder.errors import ArticleRefusedError, problem
from builder.lang.schema import ReadingWords
from builder.model.article import Rights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.lang.pack import LanguagePack

_BLOCK = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_OPENED = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:[^\S\n]*\S.*\n?)*)")
"""How a front matter begins: the lines up to an empty one."""

_KEY = re.compile(r"^(?P<key>[^\s:]+)[ \t]*:", re.MULTILINE)

_LIMIT = 20_000
"""Characters that a front matter has at most."""

_NOT_PLAIN = re.compile(r"(?:^|[\s\[{,:])[&*!][\w!]")
_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d.*")
"""A day with its hour, which no article needs."""


class FrontMatter(NamedTuple):
    """What the first lines of a file say."""

    end: int
    """Where the text goes on."""

    fields: Mapping[str, str]
    """By `title`, `published`, `outlet`, `author`, `url` and `rights`; what is not said is left out."""

    unread: tuple[str, ...]
    """Keys that say nothing that an article has room for."""


# An article is asked twice in a row: for what it says, and for what nobody reads.
@lru_cache(maxsize=1)
def front_matter(text: str, where: str, pack: LanguagePack) -> FrontMatter | None:
    """The front matter of a text; none where it begins with none.

    Raises:
        ArticleRefusedError: where it is no plain YAML, is never closed, or grants rights that nobody knows.
    """
    names = _names(pack)
    block = _BLOCK.match(text, 0, _LIMIT)
    if block is None:
        # Read as text it would be published, whatever rights it means to keep.
        if _is_begun(text, names):
            raise ArticleRefusedError(problem(where, "articles.unreadable-head"))
        return None
    fields: dict[str, str] = {}
    unread: list[str] = []
    for key, value in _mapping(block["yaml"], where).items():
        name = names.get(key.lower(), "")
        words = _words(value)
        if not name:
            unread.append(key)
        elif words:
            fields.setdefault(name, words)
    rights = fields.get("rights")
    # A slip of the pen must not publish a text that is withheld.
    if rights is not None and rights not in set(Rights):
        choices = ", ".join(Rights)
        unknown = problem(
            where, "articles.unknown-rights", choices=choices, found=rights
        )
        raise ArticleRefusedError(unknown)
    return FrontMatter(block.end(), fields, tuple(unread))


def _is_begun(text: str, names: Mapping[str, str]) -> bool:
    """Whether a text opens a front matter with a key of ours: a rule above an article opens none."""
    opened = _OPENED.match(text, 0, _LIMIT)
    if opened is None:
        return False
    keys = [line["key"].lower() for line in _KEY.finditer(opened["lines"])]
    return any(key in names for key in keys)


def _names(pack: LanguagePack) -> dict[str, str]:
    """Our name of a key, by each name that people have for it."""
    names: dict[str, str] = {}
    for ours, theirs in pack.words(ReadingWords).front_matter.items():
        names[ours] = ours
        names.update(dict.fromkeys(theirs, ours))
    return names


def _mapping(source: str, where: str) -> dict[str, object]:
    # Looked for in the text: by the time PyYAML tells of an alias, a bomb has gone off.
    if _NOT_PLAIN.search(source):
        raise ArticleRefusedError(problem(where, "articles.reference-in-head"))
    try:
        data = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ArticleRefusedError(problem(where, "articles.unreadable-head")) from error
    if not isinstance(data, dict):
        return {}
    return {str(key): value for key, value in data.items()}


def _words(value: object) -> str:
    """A value as text, several with commas between them; empty for blocks, and where nothing is said."""
    if isinstance(value, list):
        parts = filter(None, map(_words, value))
        return ", ".join(parts)
    if value is None or isinstance(value, dict | bool):
        return ""
    # YAML reads a bare date as a date, and an hour with it.
    return _HOUR.sub(r"\1", str(value).strip())
