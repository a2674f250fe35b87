"""Writes clauses, nouns and sayings of one doc as titles, in words of its text.

Nothing is cut inside a phrase, no day stays that only the article can tell ("hier",
"mardi"), and what would not stand alone is not written at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.dates import AnchorKind, DatingType
from builder.syntax.clause import Governor, Mood, SubjectSource, Tense, Voice
from builder.syntax.shortening import endings
from builder.text.typography import apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.lang.schema_titles import TitleWords
    from builder.model.article import Span
    from builder.model.dates import Timex
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Doc, Token

LONGEST = 90
"""Code points of a title: a line of a phone in two rows."""

_SHORTEST = 12
"""Code points below which words say too little alone."""

_HALF_QUOTED = re.compile(r"(?<!\w)['’](?=\w)|(?<=[\w.!?…])['’](?!\w)")
"""A single quotation mark, rather than an apostrophe."""

_LOOSE = re.compile(r"\s+(?=[,.)])|(?<=\()\s+|(?<=\w['’])\s+")
"""A space that type does not set: some sources cut their words apart."""

_BESIDE_VERBS = ("PRON", "ADV", "AUX")
"""Parts of speech of what stands right before a verb and belongs to it."""

_OPENING = ("ADP", "DET", "CCONJ", "SCONJ")
"""Parts of speech of words that open what follows them."""

_BARE = (Mood.INFINITIVE, Mood.GERUND, Mood.NOMINAL)
_MOMENTS = (DatingType.DATE, DatingType.PERIOD)
_WANTING = (Tense.PRESENT, Tense.FUTURE)
_NOMINAL = ("DET", "NUM", "NOUN", "PROPN", "PRON")
_COMPLETING = (Governor.CONTROL, Governor.REPORTING)
_ADJUNCT = "obl:mod"
_OBLIQUE = ("obl:arg", "nmod")
_DIVIDING = (",", ";", ":", "–", "—", "-", ".")
_CLOSING = ("%", "€", "$", "»", ")", "”")
_MARKS = {"«": "»", "“": "”", "(": ")"}


@dataclass(frozen=True, slots=True)
class Lead:
    """Who a title is about: a name, or words of the text."""

    name: str = ""
    words: tuple[int, ...] = ()
    """Indices of tokens; empty beside a name."""


class Writer:
    """Writes for one doc. Everything it gives fits, and stands alone."""

    def __init__(self, doc: Doc, timexes: Iterable[Timex], words: TitleWords) -> None:
        """Take the doc, and the expressions of time that a title must not repeat."""
        self._doc = doc
        self._words = words
        self._dropped: set[int] = set()
        self._dates: set[int] = set()
        for timex in timexes:
            if timex.type not in _MOMENTS:
                continue  # "trois jours de deuil" says what, not when
            told = set(self._with_preposition(timex.span))
            self._dates |= told
            if timex.anchor.kind is not AnchorKind.EXPLICIT:
                self._dropped |= told

        self._dropped |= self._connectives()

    def _connectives(self) -> set[int]:
        """The words of "en effet" and its like."""
        phrases = [words.split() for words in self._words.connectives if " " in words]
        found: set[int] = set()
        tokens = self._doc.tokens
        for token in tokens:
            for words in phrases:
                if token.low == words[0]:
                    place = range(token.index, token.index + len(words))
                    if [tokens[i].low for i in place if i < len(tokens)] == words:
                        found.update(place)
        return found

    def of_clause(self, clause: Clause, leads: Sequence[Lead]) -> Iterator[str]:
        """Titles of what a clause tells, the fullest first; `leads` say who, likewise."""
        bare = clause.mood in _BARE
        if clause.main and clause.subject_source is SubjectSource.OWN:
            bare = False  # "le bilan s'alourdit": the parse does not know the form
        if bare or clause.impersonal:  # "il s'agit de la première femme": of what?
            return
        body = self._body(clause)
        if not body or self._points_outside(clause, body):
            return
        bodies = [b for b in self._shorter(clause, body) if self._is_whole(clause, b)]
        # Better without a circumstance than without what tells which minister it is.
        for group in (leads[:-1], leads[-1:]):
            for kept in bodies:
                for lead in group:
                    title = self._written(lead, kept)
                    if title:
                        yield title

    def of_noun(self, noun: Phrase, owner: str = "") -> Iterator[str]:
        """Titles of an event noun: with its complements, without its article.

        None where it has no complement: "la victoire" alone says nothing. `owner` is
        whose it is where a possessive says so: "son procès" is "Procès de Jan Vik".
        """
        inside = [t for t in self._doc.tokens_in(noun.span) if self._stays(t)]
        while inside and inside[0].pos in ("DET", "ADP"):
            if inside.pop(0).low in self._words.pointing:
                yield from self.of_whom(noun, owner)
                return
        for end in (inside[-1].index + 1 if inside else 0, *endings(self._doc, noun)):
            kept = [token.index for token in inside if token.index < end]
            if len(kept) > 1:
                title = self._written(Lead(), kept)
                if title:
                    yield title

    def of_whom(self, noun: Phrase, person: str) -> Iterator[str]:
        """The title of what a noun tells of a person: "Mort de Jan Vik"; none of nobody."""
        tokens = self._doc.tokens_in(noun.core)
        what = " ".join(token.text for token in tokens if token.pos != "DET")
        if person and what:
            elided = person[0].lower() in self._words.vowels
            of = self._words.of_vowel if elided else self._words.of
            yield f"{what[:1].upper()}{what[1:]} {of}{person}"

    def of_saying(self, name: str, quoted: Span) -> Iterator[str]:
        """`Ada Roux : « J'ai signé »`: a name and the first whole sentence that fits."""
        lead = name[:1].upper() + name[1:]
        for sentence in self._doc.sentences:
            start = max(sentence.span.start, quoted.start)
            end = min(sentence.span.end, quoted.end)
            words = " ".join(self._doc.text[start:end].split()).rstrip(" .,;")
            if start >= end or _is_unbalanced(words):
                continue
            title = f"{lead}\u00a0: «\u00a0{apostrophes(words[:1].upper() + words[1:])}\u00a0»"
            if " " in words and len(title) <= LONGEST:
                yield title

    def has_complement(self, clause: Clause) -> bool:
        """Whether anything completes the verb of a clause, in it or below it."""
        return bool(clause.objects or clause.obliques or self._completions(clause))

    def leads(self, phrase: Phrase) -> Iterator[Lead]:
        """A phrase as what a title is about, whole and then shorter; none if it points."""
        if phrase.pronoun or phrase.determiner in self._words.pointing:
            return
        if self._doc.tokens[phrase.head].pos == "ADJ" and not phrase.determiner:
            return  # "originaire de Lima", of a name before it
        inside = self._doc.tokens_in(phrase.span)
        whole = [token.index for token in inside if self._stays(token)]
        if not whole or inside[0].low in self._words.relative or self._tears(inside):
            return
        whole = [*self._partitive(phrase), *whole]
        if self._points(whole):
            # "Dans ce climat tendu, les élus": what the parse takes into the subject.
            whole = [i for i in whole if self._doc.tokens[i].start >= phrase.core.start]
        if phrase.joined:
            yield Lead(words=tuple(whole))  # "Ada et Jan ont": nobody is left out
            return
        for end in (whole[-1] + 1, *endings(self._doc, phrase)):
            shorter = [index for index in whole if index < end]
            if self._has_comma(shorter):
                following = shorter[-1] + 1
                if not self._has_comma([following]):
                    continue
                # Behind an apposition: "le ministre, Jan Vik, se rend à Nice".
                shorter.append(following)
            yield Lead(words=tuple(shorter))
        if not self._points(whole):
            core = [token.index for token in self._doc.tokens_in(phrase.core)]
            yield Lead(words=tuple(core))

    def _tears(self, inside: Sequence[Token]) -> bool:
        """Whether a name goes on behind a phrase: "Anne | Le Goff a annoncé"."""
        last = inside[-1]
        after = self._doc.tokens[last.index + 1 : last.index + 2]
        return last.pos == "PROPN" and any(token.text[:1].isupper() for token in after)

    def _has_comma(self, indices: Sequence[int]) -> bool:
        tokens = self._doc.tokens
        return any(tokens[i].low == "," for i in indices if i < len(tokens))

    def _partitive(self, phrase: Phrase) -> list[int]:
        """The "des" of "des explosions ont secoué la ville", which the parse takes for a preposition."""
        first = self._doc.tokens_in(phrase.span)[0].index
        if not phrase.preposition or first == 0:
            return []
        return [first - 1]

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
        return self._until_sign([i for i in left if self._stays(self._doc.tokens[i])])

    def _until_sign(self, body: list[int]) -> list[int]:
        """The words before a dash, a colon or a relative pronoun: what comes is beside.

        Also where the pronoun is of another clause, and its words are said to be of this.
        """
        for place, index in enumerate(body):
            near = self._doc.tokens[index - 1 : index + 1]
            breaks = any(token.low in self._words.breaks for token in near)
            if breaks and place > 1:
                return body[:place]
        return body

    def _completed(self, clause: Clause) -> set[int]:
        """The words of a clause and of what its verb wants or says."""
        words = set(clause.tokens)
        for other in self._completions(clause):
            words |= self._completed(other)
        return words

    def _completions(self, clause: Clause) -> list[Clause]:
        found: list[Clause] = []
        for other in self._doc.clauses_in(clause.sentence):
            below = other.governed_by == clause.index and other.index > clause.index
            if not below or other.joined_to is not None or other.incise:
                continue
            # "se sont gardés de commenter", whatever the parse makes of it.
            bare = other.mood is Mood.INFINITIVE and other.marker in self._words.linking
            if bare or other.governor in _COMPLETING:
                found.append(other)
        return found

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
        if token.relation == "cc":
            return True  # "blessées puis hospitalisées"
        return token.low not in self._words.connectives or token.pos == "ADP"

    def _points_outside(self, clause: Clause, body: Sequence[int]) -> bool:
        """Whether an object is a pronoun, or stands before the words, in a quotation."""
        tokens = [self._doc.tokens[index] for index in body]
        for token in tokens:
            if token.low in self._words.clitics and token.pos == "PRON":
                return True
        # "a précisé le ministre" behind a quotation: the words alone say nothing.
        return clause.incise and len(clause.objects) == 0

    def _shorter(self, clause: Clause, body: list[int]) -> Iterator[list[int]]:
        """The words, then cut before one circumstance after the other, from the end.

        What the verb wants stays, but for further complements of its last noun.
        """
        yield body
        # The day stands beside the title: it is the first to go.
        undated = [index for index in body if index not in self._dates]
        yield undated
        needed, cuts = self._parts(clause)
        last = max(needed, default=-1)
        for cut in sorted(cuts, reverse=True):
            if cut > last:
                yield [index for index in undated if index < cut]
        # A circumstance in the middle goes where the end must stay.
        for start, stop in sorted(cuts.items(), reverse=True):
            if start <= last:
                undated = [i for i in undated if not start <= i < stop]
                yield undated
        yield from self._at_joints(clause, undated, needed)

    def _at_joints(
        self, clause: Clause, body: list[int], needed: set[int]
    ) -> Iterator[list[int]]:
        """The words cut at a comma or "et", where something the verb wants stays."""
        wanted = needed - {clause.predicate}
        for place in range(len(body) - 1, 0, -1):
            token = self._doc.tokens[body[place]]
            joint = token.low == "," or token.relation == "cc"
            kept = body[:place]
            lows = {self._doc.tokens[index].low for index in kept}
            stands = not wanted or bool(wanted & set(kept))
            if joint and stands and not self._words.pairing & lows:
                yield kept

    def _is_whole(self, clause: Clause, body: Sequence[int]) -> bool:
        """Whether the verb has what it wants, and what it says its "que"."""
        kept = set(body)
        for other in self._completions(clause):
            if other.finite and other.predicate in kept:
                opening = range(clause.predicate + 1, other.predicate)
                halves = (
                    self._doc.tokens[i].low in self._words.halves
                    for i in opening
                    if i in kept
                )
                if not any(halves):
                    return False
        words = [index for index in body if self._doc.tokens[index].is_word]
        if not words or words[-1] != clause.predicate:
            return bool(words)
        if clause.voice is Voice.ACTIVE and clause.tense in _WANTING:
            return False  # "le président prévoit": what?
        after = clause.predicate + 1
        while after in self._dates:
            after += 1
        following = self._doc.tokens[after : after + 1]
        return all(token.pos not in _NOMINAL for token in following)

    def _parts(self, clause: Clause) -> tuple[set[int], dict[int, int]]:
        """Heads of what the verb wants; and what can go, by its first index, to its end."""
        needed = {clause.predicate}
        cuts: dict[int, int] = {}
        if clause.negated:
            return {clause.tokens[-1]}, cuts
        for phrase in (*clause.objects, *clause.recipients, *clause.obliques):
            inside = self._with_preposition(phrase.span)
            end = inside[-1] + 1 if inside else 0
            relation = self._doc.tokens[phrase.head].relation
            # "a démissionné mardi à la suite de …": the verb stands without it.
            apart = bool(phrase.preposition) and inside[0] > clause.predicate + 1
            free = relation == _ADJUNCT or (apart and relation in _OBLIQUE)
            # "pas sans Kiev", "n'a pas voté à Brest": it decides what is true.
            if free and phrase.preposition not in self._words.restricting:
                cuts[inside[0]] = end
            else:
                needed.add(phrase.head)
            cuts.update(dict.fromkeys(endings(self._doc, phrase), end))
        if clause.agent is not None:
            inside = self._with_preposition(clause.agent.span)
            cuts[inside[0]] = inside[-1] + 1
        for other in self._completions(clause):
            further, more = self._parts(other)
            needed |= further
            cuts.update(more)
        return needed, cuts

    def _with_preposition(self, span: Span) -> list[int]:
        """A stretch with the prepositions and articles right before it."""
        inside = [token.index for token in self._doc.tokens_in(span)]
        if not inside:
            return []
        first = inside[0]
        while first > 0 and self._doc.tokens[first - 1].pos in ("ADP", "DET"):
            first -= 1
        return [*range(first, inside[0]), *inside]

    def _written(self, lead: Lead, body: Sequence[int]) -> str:
        """The title with a capital and French marks; empty where it does not stand."""
        kept = self._closed(body)
        if kept is None or self._points(lead.words) or self._points(kept):
            return ""
        words = f"{lead.name} {self._joined([*lead.words, *kept])}".strip(" ,;:–—-.…")
        words = _LOOSE.sub("", words)
        if _is_unbalanced(words) or not _SHORTEST <= len(words) <= LONGEST:
            return ""
        return apostrophes(words[:1].upper() + words[1:])

    def _points(self, indices: Iterable[int]) -> bool:
        """Whether a word points at what was told before: "cette finale"."""
        tokens = [self._doc.tokens[index] for index in indices]
        return any(
            token.low in self._words.demonstratives and token.pos == "DET"
            for token in tokens
        )

    def _closed(self, body: Sequence[int]) -> list[int] | None:
        """The words without those that open what was left out; none for half a "que"."""
        kept = list(body)
        at = len(kept)
        while at:
            at -= 1
            token = self._doc.tokens[kept[at]]
            if not token.is_word and token.low not in _CLOSING:
                if at + 1 == len(kept):
                    del kept[at]
                continue
            if at + 1 < len(kept) and self._is_held(token.index, kept[at + 1]):
                continue
            if token.low in self._words.halves:
                return None  # "à ce", "ainsi que": what they announce is gone
            if token.pos in _OPENING or token.low in self._words.opening:
                del kept[at]
        return kept

    def _is_held(self, index: int, following: int) -> bool:
        """Whether a word still stands before what it opens.

        A circumstance between them may go: "de [notamment] Brest".
        """
        between = self._doc.tokens[index + 1 : following]
        return all(
            token.low in self._words.connectives or not token.is_word
            for token in between
        )

    def _joined(self, indices: Sequence[int]) -> str:
        """Words as the text has them; one space where something was left out."""
        kept = set(indices)
        words = ""
        last: Token | None = None
        for index in indices:
            token = self._doc.tokens[index]
            if token.low in _DIVIDING and not {index - 1, index + 1} <= kept:
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


def fits(line: str) -> bool:
    """Whether a line is neither too short nor too long for a title."""
    return _SHORTEST <= len(line) <= LONGEST


def _is_unbalanced(words: str) -> bool:
    """Whether a quotation or bracket is open or closed alone."""
    if words.count('"') % 2 or len(_HALF_QUOTED.findall(words)) % 2:
        return True
    return any(words.count(a) != words.count(b) for a, b in _MARKS.items())
