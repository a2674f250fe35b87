"""Reads `clauses.yml` and compares what it expects with the clauses of a doc."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from builder import ingest
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published
from builder.syntax.clause import Clause, Governor, Phrase, SubjectSource
from builder.syntax.parser import load_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.syntax.doc import Doc

TENSES = {
    "present": "present", "perfect": "perfect", "recent": "recent",
    "imperfect": "imperfect", "pluperfect": "pluperfect", "past": "simple past",
    "future": "future", "near": "near future", "anterior": "future perfect", "none": "",
}  # fmt: skip
MOODS = {"conditional", "subjunctive", "imperative", "infinitive", "participle"}
MOODS |= {"gerund", "nominal"}
VOICES = {"passive", "reflexive"}
FLAGS = {
    "not": "negated", "copula": "copula", "impersonal": "impersonal",
    "inverted": "inverted", "incise": "incise",
}  # fmt: skip
MODALS = {"devoir": "devoir", "pouvoir": "pouvoir"}
GOVERNORS = {"reporting", "control", "condition", "circumstance", "noun", "relative"}


@dataclass(frozen=True)
class Case:
    """A sentence, the clauses that it truly has, and why they are not reached yet."""

    phenomenon: str
    text: str
    clauses: tuple[str, ...]
    unreached: str


def cases() -> Iterator[Case]:
    """Every case of the table, in its order."""
    table = yaml.safe_load(Path(__file__).with_name("clauses.yml").read_text("utf-8"))
    for phenomenon, lines in table.items():
        text = unreached = ""
        clauses: list[str] = []
        for line in [*lines.splitlines(), "."]:
            if line.startswith("  "):
                clauses.append(line.strip())
                continue
            if text and clauses:
                yield Case(phenomenon, text, tuple(clauses), unreached)
                text, clauses, unreached = "", [], ""
            if line.startswith("! "):
                unreached = line[2:]
            else:
                text = line


def doc_of(text: str) -> Doc:
    """The doc of a bare text."""
    pack = language_pack("fr")
    article = ingest.plain(text, "t", Published(None, Basis.UNKNOWN), pack)
    return load_parser("auto").parse(article, pack)


class Comparison:
    """The facts of one case: which hold, and what was found in place of the others."""

    def __init__(self, case: Case, doc: Doc) -> None:
        self.doc = doc
        self.held = 0
        self.wrong: list[tuple[str, str]] = []
        left = list(doc.clauses)
        for line in case.clauses:
            head, *parts = [part.strip() for part in line.split(";")]
            lemma, *manner = head.split()
            clause = next((c for c in left if c.lemma == lemma), None)
            if clause is None:
                self._fact("clause", f"no clause of {lemma}", holds=False)
                continue
            self._fact("clause", "", holds=True)
            left.remove(clause)
            self._manner(clause, lemma, manner)
            for part in parts:
                self._part(clause, lemma, part)
        for clause in left:
            what = f"{clause.lemma} {clause.tense}/{clause.mood} is no clause"
            self._fact("clause", what, holds=False)

    def _fact(self, kind: str, found: str, *, holds: bool) -> None:
        if holds:
            self.held += 1
        else:
            self.wrong.append((kind, found))

    def _manner(self, clause: Clause, lemma: str, words: list[str]) -> None:
        tense = next((w for w in words if w in TENSES), "")
        if tense:
            found = f"{lemma}: {clause.tense.value or 'none'}, not {tense}"
            self._fact("tense", found, holds=clause.tense.value == TENSES[tense])
        mood = next((w for w in words if w in MOODS), "indicative")
        if tense or mood != "indicative":
            found = f"{lemma}: {clause.mood}, not {mood}"
            self._fact("mood", found, holds=clause.mood.value == mood)
        if tense == "" and mood == "indicative":
            return
        voice = next((w for w in words if w in VOICES), "active")
        found = f"{lemma}: {clause.voice}, not {voice}"
        self._fact("voice", found, holds=clause.voice.value == voice)
        for word, name in FLAGS.items():
            value = getattr(clause, name)
            found = f"{lemma}: {name} is {value}"
            self._fact(name, found, holds=value == (word in words))
        modal = next((w for w in words if w in MODALS), "")
        found = f"{lemma}: modal {clause.modal!r}"
        self._fact("modal", found, holds=clause.modal == modal)

    def _part(self, clause: Clause, lemma: str, part: str) -> None:
        key, _, said = part.partition(" ")
        what = {"S": "subject", "O": "object", "R": "recipient", "X": "oblique",
                "A": "agent"}.get(key, "governor")  # fmt: skip
        holds, found = self._judge(clause, key, said)
        self._fact(what, f"{lemma}: {part} — {found}", holds=holds)

    def _judge(self, clause: Clause, key: str, said: str) -> tuple[bool, str]:
        if key == "S":
            return self._subject(clause, said)
        if key == "A":
            agent = clause.agent
            found = self._show(agent._replace(preposition="")) if agent else "-"
            return self._same(found, said), found
        lists = {"O": clause.objects, "R": clause.recipients, "X": clause.obliques}
        if key in lists:
            found = [self._show(phrase) for phrase in lists[key]]
            held = any(self._same(one, said) for one in found)
            held = held or (said == "-" and not found)
            return held, ", ".join(found) or "-"
        return self._governor(clause, key, said)

    def _subject(self, clause: Clause, said: str) -> tuple[bool, str]:
        source = clause.subject_source
        if clause.subject is not None:
            found = self._show(clause.subject)
        else:
            found = "?" if source is SubjectSource.UNKNOWN else "-"
        return self._same(found, said), f"{found} ({source})"

    def _governor(self, clause: Clause, key: str, said: str) -> tuple[bool, str]:
        above = clause.governed_by
        lemma = self.doc.clauses[above].lemma if above is not None else ""
        noun = self.doc.tokens[clause.noun].text if clause.noun is not None else ""
        joined = clause.joined_to
        first = self.doc.clauses[joined].lemma if joined is not None else ""
        found = f"{clause.governor} {lemma} {noun} joined {first}"
        if key == "joined":
            return first == said, found
        if key == "main":
            return clause.governor is Governor.NOTHING, found
        assert key in GOVERNORS, f"what is {key!r}?"
        beside = noun if key in ("noun", "relative") else lemma
        return clause.governor.value == key and said in ("", beside), found

    @staticmethod
    def _same(found: str, said: str) -> bool:
        """Whether each head is the one that was said, by any word of its name."""
        heads, wanted = found.split(" + "), said.split(" + ")
        if len(heads) != len(wanted):
            return False
        for head, want in zip(heads, wanted, strict=True):
            *before, name = head.split(" ")
            forms = {" ".join([*before, part]).lower() for part in name.split("_")}
            if want.lower() not in forms:
                return False
        return True

    def _show(self, phrase: Phrase) -> str:
        """Its preposition and its heads, the words of a name tied together."""
        heads = [self._word(index) for index in (phrase.head, *phrase.joined)]
        joined = " + ".join(heads)
        return f"{phrase.preposition} {joined}".strip()

    def _word(self, index: int) -> str:
        """The form of a head; in small letters where it is no name."""
        tokens = self.doc.tokens
        token = tokens[index]
        if token.pos == "PRON":
            return token.low.removeprefix("-")
        words = [token.text]
        names = {i for i in self.doc.children[index] if "flat" in tokens[i].relation}
        words += [tokens[i].text for i in sorted(names)]
        return "_".join(words)
