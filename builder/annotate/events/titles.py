"""Titles that stand alone: subject, verb and objects of a clause, in words of its text.

At most `LONGEST` code points, nothing cut inside a phrase, no day that only the article
can tell ("hier", "mardi"). Nothing is invented: a pronoun gives way to the name that it
stands for, and where nothing can stand alone the title is empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.annotate.events.participants import entities_of, owner
from builder.annotate.events.places import apposed_to
from builder.annotate.events.subjects import subject
from builder.model.article import BlockKind, Span
from builder.model.dates import AnchorKind, DatingType
from builder.model.mention import EntityType, MentionKind
from builder.syntax.clause import Governor, Mood, SubjectSource
from builder.syntax.phrases import make_phrase
from builder.text.typography import apostrophes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.view import View
    from builder.lang.schema_titles import TitleWords
    from builder.model.article import Block
    from builder.model.dates import Timex
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

_BEFORE_NOUNS = ("DET", "ADJ", "NUM", "CCONJ")
"""Parts of speech of what stands before a joined noun and belongs to it."""

_JOINING = ("PUNCT", "CCONJ", "DET")
"""Parts of speech of what stands between two days of one list."""

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
        for link in view.layers.links:
            mention = link.mention
            full = mention.kind is MentionKind.NAME and len(link.entities) == 1
            if full and mention.type is EntityType.PER:
                known = self._names.get(link.entities[0], "")
                # "Trump" in one place, "Donald Trump" in another: the full name stands alone.
                name = max(known, mention.surface, key=len)
                self._names[link.entities[0]] = name
        self._words = words
        self._given: set[str] = set()
        self._writer = Writer(view.doc, timexes, words, self._called)

    def of(self, candidate: Candidate) -> str:
        """The title of a candidate; empty where nothing of its sentence stands alone.

        Nor is one given twice: two events of an article have two titles.
        """
        for title in self._offers(candidate):
            if title and title not in self._given:
                self._given.add(title)
                return title
        return ""

    def _offers(self, candidate: Candidate) -> Iterator[str]:
        """Titles that would do, the best first."""
        clause, doc = candidate.clause, self._view.doc
        sentence = doc.sentences[clause.sentence]
        line = headline(self._view.article.blocks[sentence.block], doc.text)
        if line and clause.main:
            yield line
        if candidate.noun and not candidate.carried:
            yield self._of_noun(candidate)
        yield self._writer.of_clause(clause)
        if candidate.carried:
            yield self._of_noun(candidate)

    def _of_noun(self, candidate: Candidate) -> str:
        doc = self._view.doc
        lexicon = self._view.discourse.context.lexicon
        noun = doc.tokens[candidate.token]
        phrase = make_phrase(doc, lexicon, noun)
        person = apposed_to(self._view, noun)
        if person is not None:
            link = self._view.layers.link_at(person.start)
            return self._writer.of_whom(
                phrase, self._name(link.entities if link else ())
            )
        return self._writer.of_noun(phrase, self._name(owner(self._view, noun)))

    def _called(self, clause: Clause) -> str | None:
        """The name of whoever the grammar makes the subject of a clause.

        Empty where it is no named person, none where the grammar contradicts the parse.
        """
        actor = subject(self._view, clause)
        if actor is None:
            return None
        acting = entities_of(self._view, actor, clause.subject, acts=True)
        return self._name(acting)

    def _name(self, entities: Sequence[str]) -> str:
        """The names of one person or two; empty where anybody is none or has none."""
        names = [self._names.get(entity, "") for entity in entities]
        if not 1 <= len(names) <= _TOGETHER or not all(names):
            return ""
        return f" {self._words.joining} ".join(names)


def _nobody(clause: Clause) -> str | None:
    """Nobody's name: for a writer who knows the words alone."""
    del clause
    return ""


class Writer:
    """Writes clauses and nouns of one doc as titles."""

    def __init__(
        self,
        doc: Doc,
        timexes: Iterable[Timex],
        words: TitleWords,
        called: Callable[[Clause], str | None] = _nobody,
    ) -> None:
        """Take the doc, and the expressions of time that a title must not repeat.

        `called` gives the name of the person who is the subject of a clause.
        """
        self._doc = doc
        self._words = words
        self._called = called
        self._dropped: set[int] = set()
        self._dates: set[int] = set()
        last = None
        for timex in timexes:
            if timex.type is DatingType.DURATION:
                continue  # "à quatre mois de prison"
            told = {*self._with_preposition(timex.span), *self._between(last, timex)}
            last = timex
            self._dates |= told
            if timex.anchor.kind is not AnchorKind.EXPLICIT:
                self._dropped |= told

    def _between(self, last: Timex | None, timex: Timex) -> list[int]:
        """The signs and "et" between two days: "les 8, 10 et 12 juillet"."""
        if last is None or last.span.end >= timex.span.start:
            return []
        between = self._doc.tokens_in(Span(last.span.end, timex.span.start))
        joins = all(token.pos in _JOINING for token in between)
        return [token.index for token in between] if joins else []

    def of_clause(self, clause: Clause) -> str:
        """The title of what a clause tells; empty where nothing stands alone."""
        above = self._asking(clause)
        if above is not None:
            # "a demandé à Jan de signer": the asking is part of what is told.
            return self.of_clause(above)
        bare = clause.mood in (Mood.INFINITIVE, Mood.GERUND, Mood.NOMINAL)
        if clause.main and clause.subject_source is SubjectSource.OWN:
            bare = False  # "le bilan s'alourdit": the parse does not know the form
        if bare or clause.impersonal:  # "il s'agit de la première femme": of what?
            return ""
        body = self._body(clause)
        if not body or self._points_outside(clause, body):
            return ""
        *full, core = self._leads(clause) or [[], []]
        kept = list(self._shorter(clause, body))
        # The subject loses what completes it only where that saves the rest.
        for leads in (full, [core]):
            title = self._fitting(leads, kept)
            if title:
                return title if len(title) >= _SHORTEST else ""
        return ""

    def _fitting(
        self, leads: Sequence[str | list[int]], bodies: Sequence[list[int]]
    ) -> str:
        """The fullest of the titles that are short enough; empty for none."""
        for body in bodies:
            for lead in leads:
                title = self._written(lead, body) if lead else ""
                if title and len(title) <= LONGEST:
                    return title
        return ""

    def of_noun(self, noun: Phrase, owner: str = "") -> str:
        """The title of an event noun: with its complements, without its article.

        Empty where it has none: "la victoire" alone says nothing. `owner` is whose it is
        where a possessive says so: "son procès" is "Procès de Jan Vik".
        """
        inside = [t for t in self._doc.tokens_in(noun.span) if self._stays(t)]
        own = False
        while inside and inside[0].pos in ("DET", "ADP"):
            own = inside.pop(0).low in self._words.pointing
            if own and not owner:
                return ""
        title = self._written("", [token.index for token in inside])
        if own:
            title = self._of(title, owner)
        alone = not own and sum(token.is_word for token in inside) <= 1
        fits = _SHORTEST <= len(title) <= LONGEST
        return title if fits and not alone else ""

    def of_whom(self, noun: Phrase, person: str) -> str:
        """The title of what a bare noun tells of a person: "Mort de Jan Vik"."""
        return self._of(noun.core.of(self._doc.text).capitalize(), person)

    def _of(self, what: str, person: str) -> str:
        """Whose it is; empty where nobody is named."""
        if not person:
            return ""
        elided = person[0].lower() in self._words.vowels
        of = self._words.of_vowel if elided else self._words.of
        return f"{what} {of}{person}"

    def _asking(self, clause: Clause) -> Clause | None:
        """The finite clause that an infinitive completes; none where it stands by itself."""
        if clause.mood is not Mood.INFINITIVE or clause.governed_by is None:
            return None
        above = self._doc.clauses[clause.governed_by]
        wants = clause.governor is Governor.CONTROL
        return above if wants and above.finite else None

    def _leads(self, clause: Clause) -> list[str | list[int]]:
        """Ways to say who, the fullest first; none where nobody knows it.

        The words of the subject, then the name of the person who is the subject, then
        the words without what completes them.
        """
        name, phrase = self._called(clause), clause.subject
        if name is None:
            return []
        named: list[str | list[int]] = [name] if name else []
        if phrase is None or phrase.pronoun:
            return [*named, ""]
        if self._points(phrase) or self._is_bare(phrase):
            return [*named, ""]
        whole = self._plain(phrase)
        if clause.subject_source is SubjectSource.OWN:
            whole = [*self._partitive(phrase), *whole]
        short = sum(len(token.text) + 1 for token in whole) <= LONGEST // 2
        found: list[str | list[int]] = []
        if short and whole:
            found.append([token.index for token in whole])
        found += named
        torn = self._tears(self._doc.tokens_in(phrase.span)[-1])
        return [*found, [] if torn else self._core(phrase)]

    def _plain(self, phrase: Phrase) -> list[Token]:
        """The subject without what is added between signs; empty for half a name.

        "Jan Vik, agent à Lima, …"; but what is joined stays.
        """
        inside = self._doc.tokens_in(phrase.span)
        kept = [token for token in inside if self._stays(token)]
        if self._tears(inside[-1]):
            return []
        if phrase.joined:
            return kept
        for number, token in enumerate(kept):
            if token.low == "," and token.index > phrase.head:
                return kept[:number]
        return kept

    def _tears(self, last: Token) -> bool:
        """Whether a name goes on behind a phrase: "Anne | Le Goff a annoncé"."""
        after = self._doc.tokens[last.index + 1 : last.index + 2]
        return last.pos == "PROPN" and any(token.text[:1].isupper() for token in after)

    def _points(self, phrase: Phrase) -> bool:
        """Whether a subject stands for what only the article tells: "dont le frère"."""
        first = self._doc.tokens_in(phrase.span)[0]
        if first.low in self._words.relative:
            return True
        return phrase.determiner in self._words.pointing

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether a subject is no noun: "originaire de Lima" of a name before it."""
        return self._doc.tokens[phrase.head].pos == "ADJ" and not phrase.determiner

    def _core(self, phrase: Phrase) -> list[int]:
        """The subject without what completes it: all of those who are joined in it.

        Of "Cofra, une filiale de Norsk, …" what stands before the sign.
        """
        whole = self._doc.tokens_in(phrase.span)
        for token in whole:
            if token.low == "," and token.index < phrase.head:
                return [each.index for each in whole if each.index < token.index]
        found = [token.index for token in self._doc.tokens_in(phrase.core)]
        for head in phrase.joined:
            first = head
            while self._doc.tokens[first - 1].pos in _BEFORE_NOUNS:
                first -= 1
            found += range(first, head + 1)
        return found

    def _partitive(self, phrase: Phrase) -> list[Token]:
        """The "des" of "des explosions ont secoué la ville", which the parse takes for a preposition."""
        first = self._doc.tokens_in(phrase.span)[0].index
        if not phrase.preposition or first == 0:
            return []
        return [self._doc.tokens[first - 1]]

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
        tied = token.low.startswith("-") and token.pos == "PRON"
        if token.index in self._dropped or tied:
            return False
        return token.low not in self._words.connectives or token.pos == "ADP"

    def _points_outside(self, clause: Clause, body: Sequence[int]) -> bool:
        """Whether an object is a pronoun, or what only the article knows."""
        tokens = [self._doc.tokens[index] for index in body]
        for token in tokens:
            if token.low in self._words.clitics and token.pos == "PRON":
                return True
        told = [*clause.objects, *clause.recipients]
        pointing = any(phrase.determiner in self._words.showing for phrase in told)
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
        for number, index in enumerate(left):
            if number and self._doc.tokens[index].low == ",":
                yield left[:number]
                return

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
