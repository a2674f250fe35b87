"""Doubts as questions to a person, and what is answered: entries at the end of `seeds/corrections.yml`, which can be taken back.

Entries are added as text: the author's comments, order and spacing stay as they are, to the byte.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import yaml

from builder.config import load
from builder.config.schema import UNKNOWN, WHICH_WORDS
from builder.corpus.review.order import by_effect
from builder.errors import DossierError, problem, refusal
from builder.lang.messages import say
from builder.text.escape import one_line, yaml_scalar
from builder.text.fold import key as folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from builder.errors import Problem
    from builder.model.dossier import Annotated, Dossier, Doubt
    from builder.model.event import Event

_FILE = "corrections.yml"
DECISIONS = (
    "entity",
    "reject",
    "type",
    "date",
    "speaker",
    "published",
    "same_as",
    "merge",
    "apart",
    "merge_entities",
    "apart_entities",
    "apart_articles",
)
"""Keys of an entry that decide something of what is asked; `settling` of the messages has a sentence for each."""

_PASTED = "- "
_ANOTHER = "# - "
"""What begins an entry, and one instead of all others, as the lines of a doubt have them."""

_INSTEAD = "  # "
"""What begins a line that may stand in place of what an entry decides."""

_AROUND = 90
"""Characters of a sentence that are shown before and after the words in question."""

_NAMED = ("entity", "speaker")
"""Decisions whose value is the id of somebody: people know the name."""

_DATED = ("date", "published")
"""Decisions whose value is a day, a month or a year."""


class Choice(NamedTuple):
    """One answer."""

    label: str
    """In words."""

    entry: str
    """What is written when it is chosen."""


class Question(NamedTuple):
    """One doubt, as it is asked."""

    where: str
    """The article; empty where it concerns the whole dossier."""

    what: str
    sentences: tuple[str, ...]
    """The words in question with what stands around them, or a sentence of each event; none where there are none."""

    choices: tuple[Choice, ...]
    """The likeliest first."""


def questions(dossier: Dossier) -> Iterator[Question]:
    """Every doubt that an entry settles, those first that touch most of the dossier."""
    articles = {told.article.id: told for told in dossier.articles}
    events = {event.id: event for event in dossier.events}
    names = {entity.id: entity.name for entity in dossier.entities.values()}
    for doubt in chain.from_iterable(by_effect(dossier).values()):
        written = dict.fromkeys(_alternatives(doubt.yaml))
        choices = [Choice(_label(lines, names), lines) for lines in written]
        if choices:
            yield Question(
                doubt.where,
                one_line(doubt.what),
                tuple(map(one_line, _sentences(doubt, articles, events))),
                tuple(choices),
            )


def _sentences(
    doubt: Doubt, articles: Mapping[str, Annotated], events: Mapping[str, Event]
) -> Iterator[str]:
    for event in doubt.events:
        account = events[event].mentions[0]
        told = articles[account.article]
        for sentence in told.sentences:
            if sentence.id == account.sentence:
                yield sentence.span.of(told.article.text)
    if doubt.span is not None:
        text, span = articles[doubt.where].article.text, doubt.span
        start, end = max(0, span.start - _AROUND), span.end + _AROUND
        before, after = text[start : span.start], text[span.end : end]
        yield f"…{before}[{span.of(text)}]{after}…"


def _alternatives(lines: str) -> Iterator[str]:
    """What may be written to settle a doubt: its lines as they stand, then what their comments say instead."""
    entries: list[list[str]] = []
    instead: list[str] = []
    others: list[str] = []
    for line in lines.splitlines():
        if line.startswith(_ANOTHER):
            others.append(line.removeprefix("# "))
        elif line.startswith(_INSTEAD):
            instead.append(line.removeprefix(_INSTEAD))
        elif line.startswith(_PASTED):
            entries.append([line])
        elif entries:
            entries[-1].append(line)
    if entries:
        yield _text(chain.from_iterable(entries))
    wording = ""
    for each in instead:
        # Other bounds of a name are said before what it is.
        if each.startswith("quote:"):
            wording = each
        else:
            yield _text(_decided_otherwise(entries, each, wording))
            wording = ""
    for other in others:
        yield _text([other])


def _decided_otherwise(
    entries: Iterable[Sequence[str]], decision: str, wording: str
) -> Iterator[str]:
    """Entries with another decision; of a name with other bounds the first alone, with its words."""
    for entry in entries:
        for line in entry:
            is_wording = bool(wording) and line.startswith("  quote:")
            if is_wording:
                yield f"  {wording}"
            elif line.partition(":")[0].strip("- ") in WHICH_WORDS:
                yield line
        yield f"  {decision}"
        if wording:
            return


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _label(lines: str, names: Mapping[str, str]) -> str:
    """What entries decide, in words."""
    decision, value = _decided(lines)
    if isinstance(value, dict):
        value = value["value"]
    if value == UNKNOWN:
        return say("settling.unknown")
    if isinstance(value, list):
        if not value:
            return say("settling.nobody")
        value = ", ".join(names.get(each, each) for each in value)
    else:
        value = names.get(str(value), str(value))
    return say(f"settling.{decision}", value=one_line(value))


def _decided(lines: str) -> tuple[str, object]:
    """The key of an entry that decides something, and what stands there; all of it text, as the author's files are read."""
    written, *_ = yaml.load(lines, Loader=yaml.BaseLoader)  # noqa: S506 - builds lists, blocks and text, nothing else
    decision = next(name for name in DECISIONS if name in written)
    return decision, written[decision]


def otherwise(question: Question, value: str, dossier: Dossier) -> str:
    """An entry that decides the same with a value that a person typed: a day, somebody's name or id.

    Empty where the question is between two things and takes no other value.
    """
    likeliest = question.choices[0].entry
    decision, _ = _decided(likeliest)
    # A question between two things takes no third.
    if f"\n  {decision}:" not in likeliest:
        return ""
    # A year is a date; of anything else, figures are a number that no answer has.
    if value.isdecimal() and decision not in _DATED:
        return ""
    if decision in _NAMED:
        wanted = folded(value)
        named = [e.id for e in dossier.entities.values() if folded(e.name) == wanted]
        value = named[0] if named else value
    *_, last = _alternatives(f"{likeliest}{_INSTEAD}{decision}: {yaml_scalar(value)}\n")
    return last


class Decisions:
    """The file of decisions while they are written; each is taken whole or not at all."""

    def __init__(self, root: Path) -> None:
        """Take the file as it is; one that is missing is empty."""
        self._seeds = root / "seeds"
        self._path = self._seeds / _FILE
        self._kept = root / ".cache" / "decisions"
        self._states = [_bytes(self._path)]

    @property
    def count(self) -> int:
        """How many entries were added."""
        return len(self._states) - 1

    def add(self, entry: str) -> tuple[Problem, ...]:
        """Write an entry after all others; what is wrong with it, and then nothing was written.

        Raises:
            DossierError: where the file is no UTF-8, or the disk refuses.
        """
        before = self._states[-1]
        after = _with(before, entry)
        self._write(after)
        try:
            load(self._seeds)
        except DossierError as error:
            self._write(before)
            return error.problems
        self._states.append(after)
        return ()

    def take_back(self) -> bool:
        """Take the last entry out again; false where there is none."""
        if not self.count:
            return False
        self._states.pop()
        self._write(self._states[-1])
        return True

    def remember(self) -> None:
        """Keep how the file was, for a later `undo`."""
        if self.count:
            self._kept.mkdir(parents=True, exist_ok=True)
            (self._kept / "before").write_bytes(self._states[0])
            (self._kept / "after").write_bytes(self._states[-1])

    def undo(self) -> bool:
        """Make the file what it was before the last entries, and say true; asked again, what it was after them, and false.

        Raises:
            DossierError: where there were none, or somebody has changed the file since.
        """
        before, after = (_bytes(self._kept / name) for name in ("before", "after"))
        now = self._states[-1]
        if before == after:
            raise DossierError(problem(f"seeds/{_FILE}", "author.nothing-to-undo"))
        if now not in (before, after):
            raise DossierError(problem(f"seeds/{_FILE}", "author.changed-since"))
        is_undone = now == after
        self._write(before if is_undone else after)
        return is_undone

    def _write(self, content: bytes) -> None:
        # Beside its place and moved there: a machine that stops leaves the old file or the new one.
        draft = self._path.with_suffix(".part")
        try:
            draft.write_bytes(content)
            draft.replace(self._path)
        except OSError as error:
            where = f"seeds/{_FILE}"
            raise DossierError(refusal(where, "writing.refused", error)) from error


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _with(content: bytes, entry: str) -> bytes:
    """A file with an entry after everything else, with line ends as it has them."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DossierError(problem(f"seeds/{_FILE}", "author.no-utf-8")) from error
    between = "" if not text or text.endswith("\n") else "\n"
    added = f"{between}{entry}"
    if "\r\n" in text:
        added = added.replace("\n", "\r\n")
    return content + added.encode()
