"""Titles that stand alone: subject, verb and objects of a clause, in words of its text.

At most `LONGEST` code points, nothing cut inside a phrase, no day that only the article
can tell ("hier", "mardi"). Nothing is invented: a pronoun gives way to the name that it
stands for, and where nothing can stand alone the title is empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.model.article import BlockKind
from builder.model.dates import AnchorKind
from builder.model.mention import EntityType, MentionKind
from builder.syntax.clause import Governor, Mood, SubjectSource
from builder.syntax.phrases import make_phrase
from builder.text.typography import apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.lang.schema_titles import TitleWords
    from builder.model.article import Block, Span
    from builder.model.dates import Timex
    from builder.model.mention import Mention
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Doc, Token

LONGEST = 90
"""Code points of a title: a line of a phone in two rows."""

_SHORTEST = 12
"""Code points below which words say too little alone."""

_TOGETHER = 2
"""People whose names stand for "ils" in a title, at most."""

_HALF_QUOTED = re.compile(r"(?<!\w)['’](?=\w)|(?<=[\w.!?…])['’](?!\w)")
"""A single quotation mark, rather than an apostrophe."""

_BESIDE_VERBS = ("PRON", "ADV", "AUX")
"""Parts of speech of what stands right before a verb and belongs to it."""

_OWN_SIGNS = ("%", "€", "$", "&")

_MARKS = {"«": "»", "“": "”", "(": ")"}
_TELLING_KINDS = (BlockKind.TITLE, BlockKind.HEADING)


def headline(block: Block, text: str) -> str:
    """The whole line of a heading that is short enough to be a title; empty else."""
    words = " ".join(block.span.of(text).split()).rstrip(".")
    fits = _SHORTEST <= len(words) <= LONGEST
    return words if block.kind in _TELLING_KINDS and fits else ""


class Titles:
    """Makes the titles of one article's candidates."""

    def __init__(self, view: View, timexes: Iterable[Timex], words: TitleWords) -> None:
        """Read the names by which a title may call somebody."""
        self._view = view
        self._names: dict[str, str] = {}
        people: list[Mention] = []
        for link in view.layers.links:
            mention = link.mention
            full = mention.kind is MentionKind.NAME and len(link.entities) == 1
            if full and mention.type is EntityType.PER:
                known = self._names.get(link.entities[0], "")
                # "Trump" in one place, "Donald Trump" in another: the full name stands alone.
                name = max(known, mention.surface, key=len)
                self._names[link.entities[0]] = name
                people.append(mention)
        self._and = words.joining
        self._writer = Writer(view.doc, timexes, words, people)

    def of(self, candidate: Candidate) -> str:
        """The title of a candidate; empty where nothing of its sentence stands alone."""
        clause, doc = candidate.clause, self._view.doc
        sentence = doc.sentences[clause.sentence]
        line = headline(self._view.article.blocks[sentence.block], doc.text)
        if line and clause.main:
            return line
        if candidate.noun and not candidate.carried:
            lexicon = self._view.discourse.context.lexicon
            phrase = make_phrase(doc, lexicon, doc.tokens[candidate.token])
            return self._writer.of_noun(phrase) or self._told(clause)
        return self._told(clause)

    def _told(self, clause: Clause) -> str:
        return self._writer.of_clause(clause, self._called(clause))

    def _called(self, clause: Clause) -> str:
        """The name of the person whom a pronoun or a left-out subject means; empty else."""
        if clause.subject is not None and not clause.subject.pronoun:
            return ""
        actor = self._view.discourse.subject(clause)
        names = [self._names.get(entity, "") for entity in actor.entities]
        if not 1 <= len(names) <= _TOGETHER or not all(names):
            return ""
        return f" {self._and} ".join(names)


class Writer:
    """Writes clauses and nouns of one doc as titles."""

    def __init__(
        self,
        doc: Doc,
        timexes: Iterable[Timex],
        words: TitleWords,
        people: Sequence[Mention] = (),
    ) -> None:
        """Take the doc, and the expressions of time that a title must not repeat.

        `people` are the names of people in the text.
        """
        self._doc = doc
        self._words = words
        self._people = people
        self._dropped: set[int] = set()
        self._dates: set[int] = set()
        for timex in timexes:
            told = set(self._with_preposition(timex.span))
            self._dates |= told
            if timex.anchor.kind is not AnchorKind.EXPLICIT:
                self._dropped |= told

    def of_clause(self, clause: Clause, name: str = "") -> str:
        """The title of what a clause tells; empty where nothing stands alone.

        `name` is whom its subject means, where that is a pronoun or left out.
        """
        above = self._asking(clause)
        if above is not None:
            # "a demandé à Jan de signer": the asking is part of what is told.
            return self.of_clause(above, name if above.subject is None else "")
        bare = clause.mood in (Mood.INFINITIVE, Mood.GERUND, Mood.NOMINAL)
        if bare or clause.impersonal:  # "il s'agit de la première femme": of what?
            return ""
        body = self._body(clause)
        if not body or self._points_outside(clause, body):
            return ""
        leads = self._leads(clause, name)
        for kept in self._shorter(clause, body):
            for lead in leads:
                title = self._written(lead, kept)
                if len(title) <= LONGEST:
                    return title if len(title) >= _SHORTEST else ""
        return ""

    def of_noun(self, noun: Phrase) -> str:
        """The title of an event noun: with its complements, without its article.

        Empty where it has none: "la victoire" alone says nothing.
        """
        inside = [t for t in self._doc.tokens_in(noun.span) if self._stays(t)]
        while inside and inside[0].pos in ("DET", "ADP"):
            if inside[0].low in self._words.pointing:
                return ""
            inside.pop(0)
        title = self._written("", [token.index for token in inside])
        alone = sum(token.is_word for token in inside) <= 1
        fits = _SHORTEST <= len(title) <= LONGEST
        return title if fits and not alone else ""

    def _asking(self, clause: Clause) -> Clause | None:
        """The finite clause that an infinitive completes; none where it stands by itself."""
        if clause.mood is not Mood.INFINITIVE or clause.governed_by is None:
            return None
        above = self._doc.clauses[clause.governed_by]
        wants = clause.governor is Governor.CONTROL
        return above if wants and above.finite else None

    def _leads(self, clause: Clause, name: str) -> list[str | list[int]]:
        """Ways to say who, the fullest first; none where nobody knows it.

        The words of the subject, then the name in them, then the words without what
        completes them.
        """
        if name:
            return [name]
        phrase = clause.subject
        if phrase is None or phrase.pronoun:
            return []
        if phrase.determiner in self._words.pointing:
            return []
        whole = [t for t in self._doc.tokens_in(phrase.span) if self._stays(t)]
        if clause.subject_source is SubjectSource.OWN:
            whole = [*self._partitive(phrase), *whole]
        found: list[str | list[int]] = []
        if sum(len(token.text) + 1 for token in whole) <= LONGEST // 2:
            found.append([token.index for token in whole])
        found += self._named(phrase.span)
        if not found:
            found.append([t.index for t in self._doc.tokens_in(phrase.core)])
        return found

    def _partitive(self, phrase: Phrase) -> list[Token]:
        """The "des" of "des explosions ont secoué la ville", which the parse takes for a preposition."""
        first = self._doc.tokens_in(phrase.span)[0].index
        if not phrase.preposition or first == 0:
            return []
        return [self._doc.tokens[first - 1]]

    def _named(self, span: Span) -> list[str]:
        """The one person whom a stretch names, by name; empty for none or several."""
        inside = {n.surface for n in self._people if span.covers(n.span)}
        return list(inside) if len(inside) == 1 else []

    def _body(self, clause: Clause) -> list[int]:
        """The words from the verb on, with the infinitives and "que" that complete it.

        What stands before the verb besides its subject is circumstance.
        """
        words = self._completed(clause)
        first = self._verb_start(clause, words)
        subject: set[int] = set()
        if clause.subject is not None:
            inside = self._doc.tokens_in(clause.subject.span)
            subject = {token.index for token in inside}
        left = [i for i in sorted(words - subject) if i >= first]
        # "le navire, qui battait pavillon bolivien": the relative is the subject.
        if left and self._doc.tokens[left[0]].low == clause.marker:
            left.pop(0)
        return [i for i in left if self._stays(self._doc.tokens[i])]

    def _completed(self, clause: Clause) -> set[int]:
        """The words of a clause and of what its verb wants or says."""
        words = set(clause.tokens)
        for other in self._doc.clauses_in(clause.sentence):
            completes = other.governor in (Governor.CONTROL, Governor.REPORTING)
            below = other.governed_by == clause.index and other.index != clause.index
            if completes and below and other.joined_to is None:
                words |= self._completed(other)
        return words

    def _verb_start(self, clause: Clause, words: set[int]) -> int:
        """Index of the first word of the verb, with "ne" and "se" before it."""
        first = min([clause.verb, clause.predicate, *clause.auxiliaries])
        while first - 1 in words and self._doc.tokens[first - 1].pos in _BESIDE_VERBS:
            first -= 1
        return first

    def _stays(self, token: Token) -> bool:
        """Whether a word is fit for a title."""
        if token.index in self._dropped or token.low.startswith("-"):
            return False
        return token.low not in self._words.connectives or token.pos == "ADP"

    def _points_outside(self, clause: Clause, body: Sequence[int]) -> bool:
        """Whether an object is a pronoun, or what only the article knows."""
        tokens = [self._doc.tokens[index] for index in body]
        for token in tokens:
            if token.low in self._words.clitics and token.pos == "PRON":
                return True
        told = [*clause.objects, *clause.recipients]
        pointing = any(phrase.determiner in self._words.pointing for phrase in told)
        # "a précisé le ministre" behind a quotation: the words alone say nothing.
        return pointing or (clause.incise and len(clause.objects) == 0)

    def _shorter(self, clause: Clause, body: list[int]) -> Iterator[list[int]]:
        """The words, then without one complement after the other, from the end."""
        yield body
        # The day stands beside the title: it is the first to go.
        left = [index for index in body if index not in self._dates]
        yield left
        complements = [*clause.obliques, *clause.recipients]
        complements.sort(key=lambda phrase: phrase.span.start, reverse=True)
        for phrase in complements:
            gone = set(self._with_preposition(phrase.span))
            left = [index for index in left if index not in gone]
            yield left

    def _with_preposition(self, span: Span) -> list[int]:
        """A stretch with the prepositions and articles right before it."""
        inside = [token.index for token in self._doc.tokens_in(span)]
        if not inside:
            return []
        first = inside[0]
        while first > 0 and self._doc.tokens[first - 1].pos in ("ADP", "DET"):
            first -= 1
        return [*range(first, inside[0]), *inside]

    def _written(self, lead: str | list[int], body: Sequence[int]) -> str:
        """The words with single spaces, a capital and French marks; empty for half a quotation."""
        subject = lead if isinstance(lead, str) else self._joined(lead)
        words = f"{subject} {self._joined(body)}".strip(" ,;:–—-.…")
        if _is_unbalanced(words):
            return ""
        return apostrophes(words[:1].upper() + words[1:])

    def _joined(self, indices: Sequence[int]) -> str:
        """Words as the text has them; one space where something was left out."""
        kept = set(indices)
        words = ""
        last: Token | None = None
        for index in indices:
            token = self._doc.tokens[index]
            sign = not token.is_word and token.low not in _OWN_SIGNS
            if sign and not {index - 1, index + 1} <= kept:
                continue  # a comma beside what was left out
            if last is not None:
                words += self._gap(last, token)
            words += self._doc.text[token.start : token.end]
            last = token
        return words

    def _gap(self, last: Token, token: Token) -> str:
        if token.index == last.index + 1:
            return " " if token.start > last.end else ""
        return "" if last.text.endswith("'") else " "


def _is_unbalanced(words: str) -> bool:
    """Whether a quotation or bracket is open or closed alone."""
    if words.count('"') % 2 or len(_HALF_QUOTED.findall(words)) % 2:
        return True
    return any(words.count(a) != words.count(b) for a, b in _MARKS.items())
