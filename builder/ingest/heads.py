"""The head of an article as people paste it: which lines say who published it when, and which is its title.

A line belongs to the head where everything in it is understood: a day, an outlet, who wrote, figures and the words
that stand beside them. A line of which a part is not understood tells something, and stays in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.ingest.headers import days, header_words, is_told
from builder.ingest.outlets import outlet
from builder.ingest.people import people, signed, split_names
from builder.lang.schema import ReadingWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack

_MOST_LINES = 16
"""Lines that a head has at most: exports of data bases give one to each fact."""

_NEAR_TOP = 4
"""Lines among which a day is rather that of publication than one that is told."""

_LONGEST = 160
"""Characters of a line of a head at most."""

_LONGEST_TITLE = 250
_LONGEST_NAME = 3
"""Words of a place or a section below a line of a head."""

_LONGEST_SECTION = 2
"""Words of one above everything else, where a title of names may stand as well."""

_FULL_STOP = re.compile(r"[.!?…]\s+(?=[«“\"]?\s?[A-ZÀ-Ý])")
_STOPPED = re.compile(r"[.…][»”\"’)\s]*\Z")
_SHORTEST_SENTENCES = 20
"""Characters of two sentences at least: "L. G." is who signs."""

_PROSE = 90
"""Characters from which a line that ends with a full stop is a sentence of the story."""

_PARTS = re.compile(r"\s*[|·•▪\t]\s*|\s+[-–—/>]\s+|[,;]\s+|[\[\]()]|\s[-–—]\Z")
_TITLE_PARTS = re.compile(r"\s*[|\t]\s*|\s+[-–—]\s+")
_TRAIL = re.compile(r"[^>]{2,40}(?: [>›»/] [^>]{2,60}){2,}")
"""The way to a page: "Accueil > Sports > Natation"."""

_ADDRESS = re.compile(r"https?://\S+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\Z")
_CODE = re.compile(r"(?P<key>[A-Z]{2,3})(?:[ \t]+(?P<value>\S.*))?")
_FEWEST_CODES = 3
_LABEL = re.compile(r"(?P<key>[^\W\d_][^:]{1,30}?)\s?:\s+(?P<value>\S.*)")
_SYMBOL = re.compile(r"[A-Z]{2,}\d*|@\w+|[A-ZÀ-Ý](?:\. ?[A-ZÀ-Ý]){1,2}\.?")
"""What a data base calls a paper or an edition ("OUEST", "SABLE5"), a signature of a network, initials."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


class _Weight(IntEnum):
    """How much a line says for itself."""

    TELLS = 0
    """Of the story, or the title."""

    NAME = 1
    """A name that stands for nothing known: a place, a section, or the title."""

    WEAK = 2
    """Figures, a code, somebody's name: of the head where it stands beside other lines of it."""

    STRONG = 3
    """A day, an outlet, a labelled value."""


@dataclass(slots=True)
class _Line:
    weight: _Weight
    fields: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    is_signed: bool = False
    """Whether a word such as "par" says that these wrote."""

    unknown: int = 0
    """Words in it that are names of nothing known."""

    is_labelled: bool = False
    """Whether its key says what it is."""

    title: slice | None = None
    """Where the title stands in a line that says that it is one."""


class Head(NamedTuple):
    """What the first lines of a text say of it."""

    fields: Mapping[str, str]
    """By `published` (a day, ISO), `outlet`, `author` and `url`; what is not said is left out."""

    lines: frozenset[int]
    """Which lines, from 0, say nothing else."""

    title: int = -1
    """Which line holds the title for sure; -1 where the usual signs must tell."""

    title_at: slice = slice(0, 0)
    """Where in that line: `Titre : La piscine ferme`, `La piscine ferme | Le Figaro`."""


_NO_TITLE = (-1, slice(0, 0))
NO_HEAD = Head({}, frozenset())


def head(lines: Sequence[str], pack: LanguagePack) -> Head:
    """The head of a text of these lines; `NO_HEAD` where it has none, or nothing stands below it."""
    top = list(_top(lines))
    read = _read(top, pack)
    _read_codes(top, read, pack)
    _read_labels(top, read)
    kept = _kept(read)
    if not kept or len(kept) == len(lines):
        return NO_HEAD
    fields: dict[str, str] = {}
    for rank in sorted(kept):
        for name, value in read[rank].fields.items():
            fields.setdefault(name, value)
        authors = ", ".join(read[rank].authors)
        if authors:
            fields.setdefault("author", authors)
    title, title_at = _title(top, read, kept, fields, pack)
    return Head(fields, frozenset(kept - {title}), title, title_at)


def opening(words: str, pack: LanguagePack) -> dict[str, str]:
    """What the words before the first dash of a story say: `PARIS, 18 mars 2025 (AFP)`; empty where they give no day."""
    fields = _parts(words, pack).fields
    return fields if "published" in fields else {}


def _top(lines: Sequence[str]) -> Iterator[str]:
    """The first lines, up to the first of the story; a standfirst above the day is not taken for one."""
    for rank, words in enumerate(lines[:_MOST_LINES]):
        if rank >= _NEAR_TOP and _is_prose(words):
            return
        yield words


def _read(top: Sequence[str], pack: LanguagePack) -> list[_Line]:
    read: list[_Line] = []
    is_told = False
    for rank, words in enumerate(top):
        is_told = is_told or _is_prose(words)
        line = _line(words, pack)
        # Under a first sentence only a day is surely of the head, and that only near the top.
        is_day = "published" in line.fields and rank < _NEAR_TOP
        if is_told and not is_day:
            line = _Line(_Weight.TELLS)
        read.append(line)
    return read


def _is_prose(words: str) -> bool:
    if len(words) > _LONGEST_TITLE:
        return True
    if not _STOPPED.search(words) or len(words) < _SHORTEST_SENTENCES:
        return False
    return len(words) > _PROSE or _FULL_STOP.search(words) is not None


def _line(words: str, pack: LanguagePack) -> _Line:
    """What one line says by itself."""
    if len(words) > _LONGEST:
        return _Line(_Weight.TELLS)
    if _ADDRESS.fullmatch(words):
        return _Line(_Weight.STRONG, {"url": words})
    if _TRAIL.fullmatch(words) or fold(words) in pack.words(ReadingWords).sections:
        return _Line(_Weight.WEAK)
    authors = signed(words, pack)
    if authors is not None and not days(words, pack):
        line = _Line(_Weight.STRONG)
        _sign(authors, line, pack)
        return line
    return (
        _label(words, pack)
        or _with_source(words, pack)
        or _titled(words, pack)
        or _parts(words, pack)
    )


def _with_source(words: str, pack: LanguagePack) -> _Line | None:
    """`Source AFP`: a label without its colon, before a known outlet."""
    key, _, rest = words.partition(" ")
    paper = outlet(rest, pack) if key_names(pack).get(key.lower()) == "outlet" else ""
    return _Line(_Weight.STRONG, {"outlet": paper}) if paper else None


def _titled(words: str, pack: LanguagePack) -> _Line | None:
    """`La piscine ferme (Ouest-France, 12 avril 2024)`: a title with its head in brackets."""
    behind = _BRACKETS.search(words)
    inner = _parts(behind[1], pack) if behind and behind.start() else None
    # A day alone may be that of what the title announces.
    if (
        behind is None
        or inner is None
        or not {"published", "outlet"} <= set(inner.fields)
    ):
        return None
    inner.title = slice(0, behind.start())
    return inner


def _label(words: str, pack: LanguagePack) -> _Line | None:
    """`Source : Sud Ouest`, by any name that a key of a front matter has; none where the line has no such key."""
    match = _LABEL.fullmatch(words)
    if match is None:
        return None
    name = key_names(pack).get(match["key"].lower().strip(), "")
    value = match["value"].strip()
    by = pack.words(ReadingWords).by
    line = _Line(_Weight.STRONG, is_labelled=True)
    if name == "title":
        line.title = slice(match.start("value"), len(words))
    elif name == "url" or (name and _ADDRESS.fullmatch(value)):
        line.fields["url"] = value
    elif name == "author" and _is_name(value, pack):
        line.authors = signed(f"{by} {value}", pack) or [value]
    elif name == "outlet":
        line.fields = _parts(value, pack).fields
        # "Journal : la fin d'une époque" is a title.
        if _is_name(value, pack):
            line.fields.setdefault(name, value)
    elif name == "published":
        line.fields = _parts(value, pack).fields
    is_said = line.fields or line.authors or line.title
    return line if is_said else None


def _parts(words: str, pack: LanguagePack) -> _Line:
    """What the parts of a line say, where all of them are understood."""
    found = _Line(_Weight.TELLS)
    rest = _take_days(words, found, pack)
    unknown: list[str] = []
    for written in _PARTS.split(rest):
        part = (written or "").strip(" .:*")
        bare = _bare(part, pack)
        if _understood(part, found, pack) or _understood(bare, found, pack):
            continue
        if not _is_name(bare, pack):
            return _Line(_Weight.TELLS)
        unknown += bare.split()
    # "Élu le 12 avril 2024": a day that hangs on a word is told; on a newspaper ("Ouest-France du 12 avril") it dates it.
    if is_told(words, pack) and "outlet" not in found.fields:
        return _Line(_Weight.TELLS)
    # A day that there is not.
    if not found.fields.get("published", "-"):
        return _Line(_Weight.TELLS)
    found.unknown = len(unknown)
    found.weight = _weight(found)
    return found


def _take_days(words: str, found: _Line, pack: LanguagePack) -> str:
    """Takes the days that a line writes out, and gives the line with a bar in place of each."""
    rest = words
    # From the last to the first, so that places before it hold; the first is that of publication.
    for day, start, end in reversed(days(words, pack)):
        found.fields["published"] = day
        rest = f"{rest[:start]} | {rest[end:]}"
    return rest


def _weight(found: _Line) -> _Weight:
    if found.fields or found.is_signed:
        return _Weight.STRONG
    if not found.unknown:
        return _Weight.WEAK
    return _Weight.NAME if found.unknown <= _LONGEST_NAME else _Weight.TELLS


def _understood(part: str, found: _Line, pack: LanguagePack) -> bool:
    """Takes what a part of a line says; whether it says something, or is empty."""
    if not part:
        return True
    authors = signed(part, pack)
    if authors is not None:
        _sign(authors, found, pack)
        return True
    paper = outlet(part, pack)
    if paper:
        found.fields.setdefault("outlet", paper)
        return True
    names = people(part, pack)
    found.authors += names
    is_known = bool(names) or _is_with_agencies(part, found, pack)
    return is_known or _SYMBOL.fullmatch(part) is not None


def _is_with_agencies(part: str, found: _Line, pack: LanguagePack) -> bool:
    """`Le Monde.fr avec AFP`: a newspaper, and those whom nobody quotes as its authors."""
    first, *others = [*split_names(part, pack), ""]
    paper = outlet(first, pack)
    nobody = pack.words(ReadingWords).nobody
    if not paper or {fold(name) for name in others if name} - nobody:
        return False
    found.fields.setdefault("outlet", paper)
    return True


def _sign(names: Sequence[str], found: _Line, pack: LanguagePack) -> None:
    """Takes who signed; "Par Le Figaro avec AFP" says which paper it is."""
    found.is_signed = True
    for name in names:
        paper = outlet(name, pack)
        if paper:
            found.fields.setdefault("outlet", paper)
        else:
            found.authors.append(name)


def _bare(part: str, pack: LanguagePack) -> str:
    """A part without the figures and words that stand beside a day: `no 24715` and `à 10h45` are nothing."""
    known = header_words(pack)
    before_names = pack.words(ReadingWords).before_names
    words = part.split()
    while words and _is_beside(words[-1], known):
        words.pop()
    while words and _is_beside(words[0], known - before_names):
        del words[0]
    return " ".join(words)


def _is_beside(word: str, known: frozenset[str]) -> bool:
    letters = _WORD.findall(fold(word))
    return all(part in known or part[0].isdigit() for part in letters)


def _is_name(part: str, pack: LanguagePack) -> bool:
    """Whether a part may be a place, an edition or a section: each of its longer words has a capital."""
    known = header_words(pack)
    for word in _WORD.findall(part):
        if word[0].islower() and fold(word) not in known:
            return False
    return True


def _read_codes(top: Sequence[str], read: list[_Line], pack: LanguagePack) -> None:
    """Reads lines as Factiva writes them ("SN Ouest-France"), where several begin with a code."""
    codes = pack.words(ReadingWords).codes
    matches = [_CODE.fullmatch(words) for words in top]
    known = [
        rank for rank, match in enumerate(matches) if match and match["key"] in codes
    ]
    if len(known) < _FEWEST_CODES:
        return
    for rank in known:
        match = matches[rank]
        if match is None:
            continue
        read[rank] = _coded(codes[match["key"]], match, pack)


def _coded(name: str, match: re.Match[str], pack: LanguagePack) -> _Line:
    line = _Line(_Weight.STRONG)
    value = match["value"] or ""
    if name == "title":
        line.title = slice(match.start("value"), match.end())
    elif name == "author":
        line.authors = signed(value, pack) or people(value, pack) or [value]
        line.is_signed = True
    elif name == "published":
        line.fields = _parts(value, pack).fields
    elif name and value:
        line.fields[name] = value
    return line


def _read_labels(top: Sequence[str], read: list[_Line]) -> None:
    """Takes short labelled values for what they are beside labels that we know: `Pays : FR` under `Support : La Provence`."""
    for rank, words in enumerate(top):
        match = _LABEL.fullmatch(words)
        if match is None or read[rank].weight > _Weight.NAME:
            continue
        beside = {rank - 1, rank + 1} & set(range(len(top)))
        is_beside = any(read[other].is_labelled for other in beside)
        if is_beside and len(match["value"].split()) <= _LONGEST_NAME:
            read[rank] = _Line(_Weight.WEAK, is_labelled=True)


def _kept(read: Sequence[_Line]) -> set[int]:
    """Which lines belong to the head: strong ones, and weak ones that stand beside others of it."""
    kept = {rank for rank, line in enumerate(read) if line.weight is _Weight.STRONG}
    told = [rank for rank, line in enumerate(read) if line.weight is _Weight.TELLS]
    first, last = (told[0], told[-1]) if told else (len(read), -1)
    for rank, line in enumerate(read):
        is_titled = first < rank
        # Between the head and the title stands a place, a section, who wrote.
        is_between = rank - 1 in kept and not is_titled and last > rank
        # "Nécrologie", "ICI Normandie": above a title under which the head begins.
        is_above = rank == 0 and first == 1 and line.unknown <= _LONGEST_SECTION
        is_between = is_between or (is_above and not kept.isdisjoint({2, 3}))
        if _belongs(line, rank, kept, is_titled=is_titled, is_between=is_between):
            kept.add(rank)
    return kept


def _belongs(
    line: _Line, rank: int, kept: set[int], *, is_titled: bool, is_between: bool
) -> bool:
    if line.weight is _Weight.NAME:
        return is_between
    # Somebody's name above everything else is rather what the article is about.
    is_subject = bool(line.authors) and not (is_titled or (is_between and rank))
    if line.weight is not _Weight.WEAK or is_subject:
        return False
    beside = {rank - 2, rank - 1, rank + 1, rank + 2}
    return bool(beside & kept)


def _first_told(read: Sequence[_Line], kept: set[int]) -> int:
    """The first line that tells something; -1 where none does."""
    for rank, line in enumerate(read):
        if rank not in kept and line.weight in (_Weight.TELLS, _Weight.NAME):
            return rank
    return -1


def _title(
    top: Sequence[str],
    read: Sequence[_Line],
    kept: set[int],
    fields: dict[str, str],
    pack: LanguagePack,
) -> tuple[int, slice]:
    """The line that holds the title, and where in it; -1 where nothing tells."""
    for rank, line in enumerate(read):
        if line.title:
            return rank, line.title
    rank = _first_told(read, kept)
    if rank < 0 or _is_prose(top[rank]):
        return _NO_TITLE
    words = top[rank]
    paper, end = _named_behind(words, pack)
    if paper:
        fields.setdefault("outlet", paper)
        return rank, slice(0, end)
    # Between lines of a head, or at its end, a line is the title however it ends.
    below = any(other > rank for other in kept)
    above = rank - 1 in kept
    if (below or above) and len(words) <= _LONGEST:
        return rank, slice(0, len(words))
    return _NO_TITLE


def _named_behind(words: str, pack: LanguagePack) -> tuple[str, int]:
    """The outlet behind a title, and where the title ends: `La piscine ferme | Le Figaro`, as windows of browsers are called."""
    *_, last = (None, *_TITLE_PARTS.finditer(words))
    if last is None:
        return "", 0
    return outlet(words[last.end() :], pack), last.start()


@lru_cache(maxsize=8)
def key_names(pack: LanguagePack) -> dict[str, str]:
    """Our name of a key, by each name that people have for it, in small letters."""
    names: dict[str, str] = {}
    for ours, theirs in pack.words(ReadingWords).front_matter.items():
        names[ours] = ours
        names.update(dict.fromkeys(theirs, ours))
    return names
