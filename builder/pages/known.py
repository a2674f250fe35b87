"""Pages that were made before, by all that they were made from: they are not made again.

A page is its template, its view, and what the template asked beyond it. The program's own part, templates and words among
it, is named by whoever keeps what `written` gives. The text itself is not kept twice: it stands where the run before
left it, and counts where its digest says that it is that text still.
"""

from __future__ import annotations

import copyreg
import json
import pickle
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.model.article import Article
from builder.model.entity import Entity
from builder.model.event import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from builder.pages.asked import Asked, Question
    from builder.pages.page import Page

_NOUNS = (Article, Entity, Event)
"""What stands in many views, and is named once."""

_LETTERS = 32
"""Hexadecimal digits of a name."""

_PROTOCOL = 5


class _Entry(NamedTuple):
    """What is known of a page."""

    view: str
    """Names page and view."""

    answers: str
    """Names the answers to its template's questions."""

    text: str
    """Digest of what came out."""

    questions: Sequence[Question]


class Known:
    """The pages of the run before, and those of this one."""

    def __init__(self, written: bytes, read: Callable[[str], bytes | None]) -> None:
        """Take what `written` gave, nothing where it is nothing of ours; `read` gives the bytes at a page's path."""
        self._read = read
        self._names = _Names()
        self._answers: dict[Question, str] = {}
        self._used: dict[str, _Entry] = {}
        self._kept: dict[str, _Entry] = {}
        try:
            self._kept = dict(map(_entry, json.loads(written))) if written else {}
        except (ValueError, TypeError):
            # Whole, but nothing that we would write.
            self._kept = {}

    def text(self, page: Page, asked: Asked, make: Callable[[], str]) -> str:
        """The page's Markdown: what stands there where nothing that it is made from changed, else what `make` gives."""
        view = self._names.of(page)
        known = self._kept.get(page.path)
        if known is not None and known.view == view:
            text = self._standing(known, page.path, asked)
            if text is not None:
                self._used[page.path] = known
                return text
        asked.noted.clear()
        made = make()
        questions = tuple(asked.noted)
        answers = self._answered(questions, asked)
        self._used[page.path] = _Entry(view, answers, _digest(made.encode()), questions)
        return made

    def _standing(self, known: _Entry, path: str, asked: Asked) -> str | None:
        """The text that stands there, where it is still right."""
        try:
            if self._answered(known.questions, asked) != known.answers:
                return None
        except KeyError:
            # What it asked about is gone.
            return None
        content = self._read(path)
        if content is None or _digest(content) != known.text:
            return None
        return content.decode()

    def _answered(self, questions: Sequence[Question], asked: Asked) -> str:
        named = []
        for question in questions:
            name = self._answers.get(question)
            if name is None:
                name = self._names.of(asked.answer(question))
                self._answers[question] = name
            named.append(name)
        return _digest("".join(named).encode())

    def written(self) -> bytes:
        """What is known of the pages that this run asked for, as JSON."""
        entries = list(self._used.items())
        return json.dumps(entries, ensure_ascii=True, separators=(",", ":")).encode()


def _entry(written: Sequence[Any]) -> tuple[str, _Entry]:
    path, (view, answers, text, questions) = written
    return path, _Entry(view, answers, text, tuple(map(tuple, questions)))


class _Names:
    """Names values by their content: equal names are of equal values."""

    def __init__(self) -> None:
        self._nouns: dict[int, tuple[object, bytes]] = {}
        """By their places in memory, with the noun itself, so that no other takes its place."""
        self._table = dict(copyreg.dispatch_table)
        for noun in _NOUNS:
            self._table[noun] = self._noun

    def of(self, value: object) -> str:
        return _digest(_content(value, self._table))

    def _noun(self, noun: object) -> tuple[type[bytes], tuple[bytes]]:
        """How a noun stands in what names a view: by its own name."""
        known = self._nouns.get(id(noun))
        if known is None:
            name = _digest(_content(noun, copyreg.dispatch_table)).encode()
            known = self._nouns[id(noun)] = (noun, name)
        return bytes, (known[1],)


def _content(value: object, table: Any) -> bytes:  # noqa: ANN401 - as copyreg has it
    """The bytes of a value, of its classes and parts."""
    stream = BytesIO()
    pickler = pickle.Pickler(stream, _PROTOCOL)
    # Else it would matter which of two equal words are one in memory.
    pickler.fast = True
    pickler.dispatch_table = table
    pickler.dump(value)
    return stream.getvalue()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:_LETTERS]
