"""What one line of a head says by itself, part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from builder.ingest.headers import days, header_words, is_told
from builder.ingest.key_names import key_names
from builder.ingest.outlets import outlet
from builder.ingest.people import people, signed, split_names, without_place
from builder.ingest.rules import reading_rules
from builder.lang.schema import ReadingWords
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.pack import LanguagePack

LONGEST = 160
"""Characters of a line of a head at most."""

_LONGEST_TITLE = 250
LONGEST_NAME = 3
"""Words of a place or a section below a line of a head."""

_FULL_STOP = re.compile(r"[.!?…]\s+(?=[«“\"]?\s?[A-ZÀ-Ý])")
_STOPPED = re.compile(r"[.…][»”\"’)\s]*\Z")
_SHORTEST_SENTENCES = 20
"""Characters of two sentences at least: "L. G." is who signs."""

_PROSE = 90
"""Characters from which a line that ends with a full stop is a sentence of the story."""

_PARTS = re.compile(r"\s*[|·•▪\t]\s*|\s+[-–—/>]\s+|[,;]\s+|[\[\]()]|\s[-–—]\Z")
_TRAIL = re.compile(r"[^>]{2,40}(?: [>›»/] [^>]{2,60}){2,}")
"""The way to a page: "Accueil > Sports > Natation"."""

_ADDRESS = re.compile(r"https?://\S+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\Z")
_BRACKETS_BEFORE = re.compile(r"\[([^\[\]]+)\]\s*")

LABEL = re.compile(r"(?P<key>[^\W\d_][^:]{1,30}?)\s?:\s+(?P<value>\S.*)")
"""A key and what it says: `Source : Sud Ouest`."""

_SYMBOL = re.compile(r"[A-Z]{2,}\d*|@\w+|[A-ZÀ-Ý](?:\. ?[A-ZÀ-Ý]){1,2}\.?")
"""What a data base calls a paper or an edition ("OUEST", "SABLE5"), a signature of a network, initials."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


class Weight(IntEnum):
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
class Line:
    """What a line says."""

    weight: Weight
    fields: dict[str, str] = field(default_factory=dict)
    """By `published`, `outlet` and `url`."""

    authors: list[str] = field(default_factory=list)
    is_signed: bool = False
    """Whether a word such as "par" says that these wrote."""

    unknown: int = 0
    """Words in it that are names of nothing known."""

    is_labelled: bool = False
    """Whether its key says what it is."""

    title: slice | None = None
    """Where the title stands in a line that says that it is one."""


def opening(words: str, pack: LanguagePack) -> dict[str, str]:
    """What the words before the first dash of a story say: `PARIS, 18 mars 2025 (AFP)`; empty where they give no day."""
    fields = parts(words, pack).fields
    return fields if "published" in fields else {}


def is_prose(words: str) -> bool:
    """Whether a line is of the story: too long for a title, or sentences with their stops."""
    if len(words) > _LONGEST_TITLE:
        return True
    if not _STOPPED.search(words) or len(words) < _SHORTEST_SENTENCES:
        return False
    return len(words) > _PROSE or _FULL_STOP.search(words) is not None


def read_line(words: str, pack: LanguagePack) -> Line:
    """What one line says by itself."""
    if len(words) > LONGEST:
        return Line(Weight.TELLS)
    if _ADDRESS.fullmatch(words):
        return Line(Weight.STRONG, {"url": words})
    folded = fold(words)
    if _TRAIL.fullmatch(words) or folded in pack.words(ReadingWords).sections:
        return Line(Weight.WEAK)
    authors = signed(words, pack)
    if authors is not None and not days(words, pack):
        line = Line(Weight.STRONG)
        _sign(authors, line, pack)
        return line
    line = (
        _label(words, pack)
        or _with_source(words, pack)
        or _titled(words, pack)
        or parts(words, pack)
    )
    # Buttons between the lines of a head say nothing of it: "Écouter l'article", "Partager".
    is_button = reading_rules(pack).boilerplate.fullmatch(folded) is not None
    return Line(Weight.WEAK) if is_button and line.weight < Weight.STRONG else line


def _with_source(words: str, pack: LanguagePack) -> Line | None:
    """`Source AFP`: a label without its colon, before a known outlet."""
    key, _, rest = words.partition(" ")
    paper = outlet(rest, pack) if key_names(pack).get(key.lower()) == "outlet" else ""
    return Line(Weight.STRONG, {"outlet": paper}) if paper else None


def _titled(words: str, pack: LanguagePack) -> Line | None:
    """`La piscine ferme (Ouest-France, 12 avril 2024)`, `[Ouest-France] La piscine ferme`: a title with its head in brackets."""
    before = _BRACKETS_BEFORE.match(words)
    behind = _BRACKETS.search(words)
    paper = outlet(before[1], pack) if before else ""
    start = before.end() if before and paper else 0
    line, end = Line(Weight.STRONG), len(words)
    if behind and behind.start() > start:
        inner = parts(behind[1], pack)
        # "(vidéo)" is of the title.
        if inner.fields:
            line, end = inner, behind.start()
    if paper:
        line.fields["outlet"] = paper
    elif not {"published", "outlet"} <= set(line.fields):
        # A day alone may be that of what the title announces.
        return None
    line.title = slice(start, end)
    return line


def _label(words: str, pack: LanguagePack) -> Line | None:
    """`Source : Sud Ouest`, by any name that a key of a front matter has; none where the line has no such key."""
    match = LABEL.fullmatch(words)
    if match is None:
        return None
    name = key_names(pack).get(match["key"].lower().strip(), "")
    value = match["value"].strip()
    line = Line(Weight.STRONG, is_labelled=True)
    if name == "title":
        line.title = slice(match.start("value"), len(words))
    elif name:
        _say(name, value, line, pack)
    is_said = line.fields or line.authors or line.title
    return line if is_said else None


def _say(name: str, value: str, line: Line, pack: LanguagePack) -> None:
    """Takes what a labelled value says, by our name of its label."""
    if name == "url" or _ADDRESS.fullmatch(value):
        line.fields["url"] = value
        return
    if name in ("outlet", "published"):
        line.fields = parts(value, pack).fields
    # "Journal : la fin d'une époque" is a title.
    if not _is_name(value, pack):
        return
    if name == "outlet":
        line.fields.setdefault(name, value)
    elif name == "author":
        by = pack.words(ReadingWords).by
        line.authors = signed(f"{by} {value}", pack) or [value]


def parts(words: str, pack: LanguagePack) -> Line:
    """What the parts of a line say, where all of them are understood."""
    found = Line(Weight.TELLS)
    rest = _take_days(words, found, pack)
    unknown: list[str] = []
    for written in _PARTS.split(without_place(rest, pack)):
        part = (written or "").strip(" .:*")
        bare = _bare(part, pack)
        if _understood(part, found, pack) or _understood(bare, found, pack):
            continue
        if not _is_name(bare, pack):
            return Line(Weight.TELLS)
        unknown += bare.split()
    # "Élu le 12 avril 2024": a day that hangs on a word is told; on a newspaper ("Ouest-France du 12 avril") it dates it.
    if is_told(words, pack) and "outlet" not in found.fields:
        return Line(Weight.TELLS)
    # A day that there is not.
    if not found.fields.get("published", "-"):
        return Line(Weight.TELLS)
    found.unknown = len(unknown)
    found.weight = _weight(found)
    return found


def _take_days(words: str, found: Line, pack: LanguagePack) -> str:
    """Takes the days that a line writes out, and gives the line with a bar in place of each."""
    rest = words
    written = days(words, pack)
    if written:
        # "Mis à jour le 16 avril, publié le 15": the first day is that of publication.
        found.fields["published"] = min(day for day, _, _ in written)
    # From the last to the first, so that places before it hold.
    for _, start, end in reversed(written):
        rest = f"{rest[:start]} | {rest[end:]}"
    return rest


def _weight(found: Line) -> Weight:
    if found.fields or found.is_signed:
        return Weight.STRONG
    if not found.unknown:
        return Weight.WEAK
    return Weight.NAME if found.unknown <= LONGEST_NAME else Weight.TELLS


def _understood(part: str, found: Line, pack: LanguagePack) -> bool:
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


def _is_with_agencies(part: str, found: Line, pack: LanguagePack) -> bool:
    """`Le Monde.fr avec AFP`: a newspaper, and those whom nobody quotes as its authors."""
    first, *others = [*split_names(part, pack), ""]
    paper = outlet(first, pack)
    nobody = pack.words(ReadingWords).nobody
    if not paper or {fold(name) for name in others if name} - nobody:
        return False
    found.fields.setdefault("outlet", paper)
    return True


def _sign(names: Sequence[str], found: Line, pack: LanguagePack) -> None:
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


def coded(name: str, match: re.Match[str], pack: LanguagePack) -> Line:
    """What a line says behind the code of an export, by our name of the code; nothing where that is empty."""
    line = Line(Weight.STRONG)
    value = match["value"] or ""
    if name == "title":
        line.title = slice(match.start("value"), match.end())
    elif name == "author":
        line.authors = signed(value, pack) or people(value, pack) or [value]
        line.is_signed = True
    elif name == "published":
        line.fields = parts(value, pack).fields
    elif name and value:
        line.fields[name] = value
    return line
