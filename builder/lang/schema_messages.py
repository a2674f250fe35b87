"""What the program says, typed: `messages.yml`.

The words are read without it, by `messages.py`: a build in which nothing changed waits for no library. That the file is
as it should be is a matter of the program, which its tests settle.
"""

from __future__ import annotations

from typing import ClassVar

from builder.lang.schema import Part, Sentence, Words


class Report(Part):
    """What is said of one problem."""

    what: Sentence
    """What was expected and what was found."""

    hint: Sentence
    """What to do."""


Sentences = dict[str, Sentence]
Reports = dict[str, Report]


class Messages(Words):
    """`messages.yml`: code → sentence, in a group for each part of the program."""

    FILE: ClassVar[str] = "messages"

    review: Sentences
    """Doubts, as "À vérifier" and `dossier check` show them."""

    reading: Sentences
    """Where the date of an article comes from, as readers see it."""

    commands: Sentences
    """What `dossier` says of itself and of what it did."""

    importing: Sentences
    """What `dossier import` took, and what it did."""

    kinds: Sentences
    """Formats that are read."""

    fields: Sentences
    """What is known of an article."""
    correcting: Sentences
    """What `dossier corrections` took over from elsewhere."""

    settling: Sentences
    """Questions to the author, and what can be answered."""

    progress: Sentences
    """How far a run has come."""

    counts: dict[str, tuple[Sentence, Sentence]]
    """One of something, and several."""

    severities: Sentences
    """Names of the severities, and of doubts."""

    places: Sentences
    parts: Sentences
    """What is put into other sentences."""

    expected: Sentences
    """What a key may hold, by the kind of error that pydantic has for what does not fit."""

    files: Sentences
    """Kinds of files that are no text."""

    system: Sentences
    """Why a system refuses to read or write."""

    remedies: Sentences
    """What to do then, by the same names."""

    dates: Sentences
    """Why a date cannot be."""

    line: Sentences
    """What is wrong with a line that `dossier annotate` is given."""

    yaml: Reports
    author: Reports
    knowledge: Reports
    corrections: Reports
    articles: Reports
    returned: Reports
    """Annotations and tables that come back from others' tools."""

    imports: Reports
    writing: Reports
    starting: Reports
    analysis: Reports
