"""Writes clauses, nouns and sayings of one doc as titles, in words of its text.

Nothing is cut inside a phrase, no day stays that only the article can tell ("hier",
"mardi"), and what would not stand alone is not written at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.events.title_bodies import Bodies
from builder.annotate.events.title_sayings import Sayings, behind_of
from builder.annotate.events.title_subjects import Lead, leads
from builder.annotate.events.title_text import LONGEST, TitleText, is_unbalanced
from builder.syntax.clause import Mood, SubjectSource
from builder.text.typography import apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.lang.schema_titles import TitleWords
    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Doc

_TELLING = ("PROPN", "DET", "X")
_BARE = (Mood.INFINITIVE, Mood.GERUND, Mood.NOMINAL)


class Writer:
    """Writes for one doc. Everything it gives fits, and stands alone."""

    def __init__(self, doc: Doc, timexes: Iterable[Timex], words: TitleWords) -> None:
        """Take the doc, and the expressions of time that a title must not repeat."""
        self._doc = doc
        self._words = words
        self._text = TitleText(doc, timexes, words)
        self._bodies = Bodies(self._text)
        self._sayings = Sayings(self._text)

    def leads(self, phrase: Phrase) -> Iterator[Lead]:
        """A phrase as what a title is about, the fullest first; none if it points elsewhere."""
        yield from leads(self._text, phrase)

    def has_complement(self, clause: Clause) -> bool:
        """Whether anything completes the verb of a clause, in it or below it."""
        return self._bodies.has_complement(clause)

    def of_clause(self, clause: Clause, leads: Sequence[Lead]) -> Iterator[str]:
        """Titles of what a clause tells, the fullest first; `leads` say who, likewise."""
        bare = clause.mood in _BARE
        told = clause.main and clause.subject_source is SubjectSource.OWN
        if told and clause.mood is not Mood.GERUND:
            bare = False  # "le bilan s'alourdit": the parse does not know the form
        # "a démenti que les otages aient été libérés" does not say that they were.
        unreal = clause.mood is Mood.SUBJUNCTIVE
        if bare or unreal or clause.impersonal:  # "il s'agit d'une femme": who?
            return
        borrowed = self._bodies.borrowed(clause)
        bodies = self._bodies.of(clause)
        # Better without a circumstance than without what tells which minister it is.
        for group in (leads[:-1], leads[-1:]):
            for kept in bodies:
                for lead in group:
                    if clause.predicate in lead.words:
                        continue  # "une maison DÉVASTÉE par un incendie"
                    words = (*lead.words, *borrowed)
                    title = self._text.written(lead.name, words, kept)
                    if title:
                        yield title

    def of_noun(self, noun: Phrase, told: Span, owner: str = "") -> Iterator[str]:
        """Titles of an event noun: with its complements, without its article.

        None where nothing stands behind the words that tell it, `told`: "la victoire"
        alone says nothing. `owner` is whose it is where a possessive says so: "son procès" is "Procès de Jan Vik".
        """
        inside = self._text.kept(noun.span)
        while inside and self._doc.tokens[inside[0]].pos in ("DET", "ADP"):
            if self._doc.tokens[inside.pop(0)].low in self._words.pointing:
                yield from self.of_whom(noun, owner)
                return
        for kept in self._cut(noun, inside):
            if self._says_which(told.end, kept):
                title = self._text.written("", (), kept)
                if title:
                    yield title

    def of_sentence(self, told: Span) -> Iterator[str]:
        """A sentence without a verb, as it stands: "Vide-greniers au stade de Kerlann"."""
        title = self._text.written("", (), self._text.kept(told))
        if title:
            yield title

    def _cut(self, noun: Phrase, inside: Sequence[int]) -> Iterator[list[int]]:
        """The words of a noun, whole up to a relative clause or dash, then shorter."""
        end = self._doc.tokens_in(noun.span)[-1].index + 1
        for index in reversed(inside):
            if self._doc.tokens[index].low in self._words.breaks:
                end = index
        for stop in (end, *self._text.endings(noun)):
            yield [index for index in inside if index < min(stop, end)]

    def _says_which(self, end: int, kept: Sequence[int]) -> bool:
        """Whether words behind a place tell which event it is: "tempête Thomas".

        "Deuxième attaque", "mort en 1997", "manifestation pacifique" and "tirs de
        missiles" do not.
        """
        for index in kept:
            token = self._doc.tokens[index]
            if token.start < end or index in self._text.dates:
                continue
            if token.pos in _TELLING or token.low in self._words.definite_of:
                return True
        return False

    def of_whom(self, noun: Phrase, person: str) -> Iterator[str]:
        """The title of what a noun tells of a person: "Mort de Jan Vik"; none of nobody.

        First with what else completes it: "Conversation de Jan Vik avec Ada Roux".
        """
        tokens = self._doc.tokens_in(noun.core)
        what = " ".join(token.text for token in tokens if token.pos != "DET")
        if not (person and what):
            return
        title = f"{what[:1].upper()}{what[1:]} {behind_of(self._words, person)}"
        core = {token.index for token in tokens}
        for kept in self._cut(noun, self._text.kept(noun.span)):
            further = self._text.inside([i for i in kept if i not in core])
            if further and len(title) + len(further) < LONGEST:
                yield f"{title} {further}"
        yield title

    def of_speakers(
        self, label: str, speakers: Sequence[Lead], said: Sequence[Clause]
    ) -> Iterator[str]:
        """Titles of a saying by its kind, who speaks, and what of, the fullest first."""
        yield from self._sayings.titles(label, speakers, said)

    def of_saying(self, name: str, quoted: Span) -> Iterator[str]:
        """`Ada Roux : « J'ai signé »`: a name and the first whole sentence that fits."""
        lead = name[:1].upper() + name[1:]
        for number in self._sentences(quoted):
            sentence = self._doc.sentences[number]
            start = max(sentence.span.start, quoted.start)
            for end in (min(sentence.span.end, quoted.end), *self._joints(number)):
                words = " ".join(self._doc.text[start:end].split()).rstrip(" .,;")
                if not start < end <= quoted.end or is_unbalanced(words):
                    continue
                told = apostrophes(words[:1].upper() + words[1:])
                title = f"{lead}\u00a0: «\u00a0{told}\u00a0»"
                if " " in words and len(title) <= LONGEST:
                    yield title
                    break

    def _joints(self, number: int) -> Iterator[int]:
        """Where a sentence may end before what is joined to it: "J'ai signé | et il part"."""
        verbs = {
            clause.predicate
            for clause in self._doc.clauses_in(number)
            if clause.joined_to is not None and clause.main and clause.finite
        }
        for token in self._doc.sentence_tokens(number):
            if token.relation == "cc" and token.head in verbs:
                yield token.start

    def _sentences(self, quoted: Span) -> range:
        """Indices of the sentences that a quotation reaches into."""
        inside = self._doc.tokens_in(quoted)
        if not inside:
            return range(0)
        return range(inside[0].sentence, inside[-1].sentence + 1)
