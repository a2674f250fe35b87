"""Titles that stand alone: the best words that an article has for what it tells.

A line of its own, subject, verb and objects of the clause, an event noun with its
complements, who says what in quotation marks. At most `LONGEST` code points. Nothing is
invented: a pronoun gives way to what it stands for, and where nothing can stand alone
the title is empty.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import chain
from typing import TYPE_CHECKING

from builder.annotate.events.bearers import entities_of
from builder.annotate.events.participants import owner
from builder.annotate.events.places import apposed_to
from builder.annotate.events.subjects import subject
from builder.annotate.events.title_subjects import Lead
from builder.annotate.events.title_text import fits
from builder.annotate.events.title_writer import Writer
from builder.discourse.wordings import Manner
from builder.model.article import BlockKind
from builder.model.dates import AnchorKind
from builder.model.event import Rank
from builder.model.mention import EntityType, MentionKind
from builder.model.quote import QuoteKind
from builder.syntax import nouns
from builder.syntax.clause import Governor, Mood, SubjectSource, Voice
from builder.syntax.nominals import phrase_of
from builder.syntax.phrases import make_phrase
from builder.text.typography import apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.annotate.events.candidates import Candidate
    from builder.annotate.events.rank import Chosen
    from builder.annotate.events.view import View
    from builder.lang.schema_titles import TitleWords
    from builder.model.article import Block, Span
    from builder.model.dates import Timex
    from builder.model.quote import Quote
    from builder.syntax.clause import Clause, Phrase

_TOGETHER = 2
"""Entities whose names stand for "ils" in a title, at most."""

_TELLING_KINDS = (BlockKind.TITLE, BlockKind.HEADING)
_ASKED = (Governor.CONTROL, Governor.REPORTING)


class Titles:
    """Makes the titles of one article's events; no two of them are alike."""

    def __init__(
        self,
        view: View,
        timexes: Iterable[Timex],
        quotes: Iterable[Quote],
        words: TitleWords,
    ) -> None:
        """Read the names by which a title may call somebody."""
        self._view = view
        self._words = words
        told = tuple(timexes)
        self._writer = Writer(view.doc, told, words)
        self._relative = [
            timex.span for timex in told if timex.anchor.kind is not AnchorKind.EXPLICIT
        ]
        self._names = _names(view)
        self._used: list[str] = []
        """Titles in order, none the beginning of another."""
        self._lines: dict[Span, str] = {}
        self._sayings: dict[str, list[Quote]] = {}
        for quote in quotes:
            if quote.kind is QuoteKind.DIRECT:
                self._sayings.setdefault(quote.sentence, []).append(quote)

    def of(self, chosen: Chosen) -> str:
        """The title of what is told; empty where nothing of its sentence stands alone.

        What the article is about may have the article's own headline, if that has the
        same word for it or there is no other title. Only what is worth an entry by
        itself is called by its kind and by who speaks.
        """
        candidate = chosen.draft.candidate
        own, same = self._headline(candidate) if chosen.headline else ("", False)
        last = self._declared(candidate) if chosen.rank is Rank.PRIMARY else ()
        for title in chain([own] if same else [], self._all(candidate), [own], last):
            if title and not self._is_used(title):
                insort(self._used, title)
                return apostrophes(title)
        return ""

    def _is_used(self, title: str) -> bool:
        """Whether another title says the same, or the same and more."""
        # What begins like it stands beside it.
        place = bisect_left(self._used, title)
        after = self._used[place : place + 1]
        before = self._used[max(0, place - 1) : place]
        begun = any(used.startswith(title) for used in after)
        return begun or any(map(title.startswith, before))

    def _headline(self, candidate: Candidate) -> tuple[str, bool]:
        """The article's headline, and whether it has the word that tells the event."""
        view = self._view
        token = view.doc.tokens[candidate.token]
        for index, sentence in enumerate(view.doc.sentences):
            block = view.article.blocks[sentence.block]
            line = self._line(block)
            if block.kind is BlockKind.TITLE and line:
                lemmas = {each.lemma for each in view.doc.sentence_tokens(index)}
                return line, token.lemma in lemmas
        line = " ".join(view.article.title.split()).rstrip(".")
        return (line, False) if fits(line) else ("", False)

    def _line(self, block: Block) -> str:
        """The whole line of a heading that is short enough to be a title; empty else.

        Also where its day is one that only the article tells: "arrêtés hier".
        """
        # A block may be the whole article, and is asked for by all that it tells.
        if block.kind not in _TELLING_KINDS:
            return ""
        found = self._lines.get(block.span)
        if found is None:
            found = self._lines[block.span] = self._read(block.span)
        return found

    def _read(self, span: Span) -> str:
        words = " ".join(span.of(self._view.doc.text).split()).rstrip(".")
        if not fits(words) or any(map(span.covers, self._relative)):
            return ""
        return words

    def _all(self, candidate: Candidate) -> Iterator[str]:
        """Titles, the best first."""
        clause = candidate.clause
        sentence = self._view.doc.sentences[clause.sentence]
        line = self._line(self._view.article.blocks[sentence.block])
        if line and clause.main:
            yield line
        if not candidate.carried:
            yield from self._of_noun(candidate)
        if not self._says_nothing(candidate):
            yield from self._told(clause)
        if candidate.carried:
            yield from self._of_noun(candidate)
        if not any(each.finite for each in self._view.doc.clauses_in(clause.sentence)):
            yield from self._writer.of_sentence(sentence.span)
        yield from self._said(clause)
        yield from self._held(clause)

    def _held(self, clause: Clause) -> Iterator[str]:
        """What a verb only gives a day to: "le premier tour de la primaire, qui se tiendra"."""
        phrase, vocabulary = clause.subject, self._view.vocabulary
        if phrase is None or clause.objects:
            return
        if not vocabulary.is_verb(clause, vocabulary.words.support):
            return
        noun = self._view.doc.tokens[phrase.head]
        if not self._view.is_somebody(noun):
            yield from self._writer.of_noun(phrase, noun.span, "")

    def _says_nothing(self, candidate: Candidate) -> bool:
        """Whether a verb of saying stands alone: "a-t-elle ajouté"."""
        clause = candidate.clause
        saying = self._view.discourse.saying
        # "…, ont annoncé les Nations unies": rather who says it.
        says = saying.manner(clause) is not None
        lost = clause.subject is None
        named = says and lost and any(map(self._view.is_named, clause.objects))
        if named or saying.inverted(clause):
            return next(self._view.complements(clause), None) is None
        said = candidate.kind in self._view.vocabulary.words.said
        return said and not self._writer.has_complement(clause)

    def _of_noun(self, candidate: Candidate) -> Iterator[str]:
        """Titles of an event noun, with whose event it is where only the article tells."""
        if not candidate.noun:
            return
        doc, lexicon = self._view.doc, self._view.discourse.context.lexicon
        noun = doc.tokens[candidate.token]
        phrase = make_phrase(doc, lexicon, noun)
        person = apposed_to(self._view, noun)
        if person is not None:
            link = self._view.layers.link_at(person.start)
            for name in self._called(link.entities if link is not None else ()):
                yield from self._writer.of_whom(phrase, name)
            return
        whose = next(self._called(owner(self._view, noun)), "")
        yield from self._writer.of_noun(phrase, candidate.span, whose)

    def _told(self, clause: Clause) -> Iterator[str]:
        above = self._asking(clause)
        if above is not None:
            # "a demandé à Jan de signer": the asking is part of what is told.
            yield from self._told(above)
            return
        if clause.marker in self._view.vocabulary.modality.unreal:
            return  # "avant qu'il ne blesse d'autres personnes"
        if any(self._is_another_s(phrase) for phrase in clause.objects):
            return
        yield from self._writer.of_clause(clause, list(self._leads(clause)))

    def _is_another_s(self, phrase: Phrase) -> bool:
        """Whether "son" of an object is not its subject's: "Jan a annoncé son décès"."""
        vocabulary = self._view.vocabulary
        match = vocabulary.noun_at(self._view.doc.tokens, phrase.head)
        owned = phrase.determiner in self._view.discourse.context.words.possessives
        undergone = match is not None and match.kind in vocabulary.words.undergone
        return owned and undergone

    def _asking(self, clause: Clause) -> Clause | None:
        """The finite clause that an infinitive completes, or that denies what it governs.

        None where a clause stands by itself.
        """
        above = self._view.governing(clause)
        if above is None or clause.governor not in _ASKED or not above.finite:
            return None
        denied = self._view.discourse.saying.manner(above) is Manner.DENY
        return above if denied or clause.mood is Mood.INFINITIVE else None

    def _said(self, clause: Clause) -> Iterator[str]:
        """Who says it, and the words; for a saying in quotation marks."""
        sentence = self._view.doc.sentences[clause.sentence].id
        actor = self._view.discourse.subject(clause)
        for quote in self._sayings.get(sentence, ()):
            if set(quote.speakers) != set(actor.entities):
                continue
            for name in self._called(quote.speakers):
                yield from self._writer.of_saying(name, quote.span)

    def _declared(self, candidate: Candidate) -> Iterator[str]:
        """What is said, by its kind and who speaks: "Déclaration du maire de Lima"."""
        clause, words = candidate.clause, self._view.vocabulary.words
        passive = clause.voice is Voice.PASSIVE
        if candidate.noun or passive or candidate.kind not in words.said:
            return
        speakers = list(self._leads(clause))
        if clause.subject is not None and clause.subject.span == clause.subject.core:
            # "Donald Trump" rather than "M. Trump" or "l'Américain".
            speakers.sort(key=lambda lead: not lead.name)
        said = list(self._view.complements(clause))
        label = words.kinds[candidate.kind].label
        yield from self._writer.of_speakers(label, speakers, said)

    def _leads(self, clause: Clause) -> Iterator[Lead]:
        """Ways to say who, the fullest first; none where nobody knows it."""
        actor = subject(self._view, clause)
        if actor is None:
            return
        phrase = self._acting(clause)
        own = list(self._own_leads(phrase)) if phrase is not None else []
        if own:
            yield own[0]
        acting = entities_of(self._view, actor, phrase, acts=True)
        one = len(acting) == 1 and clause.number == "p"
        for name in self._called(() if one else tuple(acting)):
            yield Lead(name=name)
        yield from own[1:]
        if own or actor.words is None:
            return
        antecedent = self._view.doc.head_in(actor.words)
        if antecedent is not None:
            lexicon = self._view.discourse.context.lexicon
            stands_for = phrase_of(self._view.doc, lexicon, antecedent)
            yield from self._writer.leads(stands_for)

    def _acting(self, clause: Clause) -> Phrase | None:
        """The subject; of "qui" behind "l'hôte de la maison" the one who can act.

        None where the clause has no subject.
        """
        phrase = clause.subject
        if phrase is None or clause.subject_source is not SubjectSource.RELATIVE:
            return phrase
        head = self._view.doc.tokens[phrase.head]
        above = nouns.completed(self._view.doc, head)
        if above is None or self._view.is_somebody(head):
            return phrase
        if not self._view.is_somebody(above):
            return phrase
        lexicon = self._view.discourse.context.lexicon
        return phrase_of(self._view.doc, lexicon, above)

    def _own_leads(self, phrase: Phrase) -> Iterator[Lead]:
        """The words of a phrase; of one that the parse tears out of a name, the name.

        "Boko | Haram a lancé", where the article knows it.
        """
        doc = self._view.doc
        for at in (phrase.span.start, phrase.span.end - 1):
            link = self._view.layers.link_at(at)
            if link is None or phrase.span.covers(link.mention.span):
                continue
            if link.mention.span.covers(phrase.span):
                words = [token.index for token in doc.tokens_in(link.mention.span)]
                before = doc.tokens[max(words[0] - 1, 0)]
                if before.pos == "DET":
                    words.insert(0, before.index)  # "la | Foire de Lima"
                yield Lead(words=tuple(words))
            return
        yield from self._writer.leads(phrase)

    def _called(self, entities: Sequence[str]) -> Iterator[str]:
        """The names of a few entities, together; none where one has no name in the text."""
        names = [self._names.get(entity, "") for entity in entities]
        if 1 <= len(names) <= _TOGETHER and all(names):
            yield f" {self._words.joining} ".join(names)


def _names(view: View) -> dict[str, str]:
    """By entity, the fullest name that the article gives a person.

    "Trump" in one place, "Donald Trump" in another: the full name stands alone. Of
    others the article that stands before the name is not known, and nobody writes
    "États-Unis a signé".
    """
    names: dict[str, str] = {}
    for link in view.layers.links:
        mention = link.mention
        full = mention.kind is MentionKind.NAME and len(link.entities) == 1
        if full and mention.type is EntityType.PER:
            known = names.get(link.entities[0], "")
            names[link.entities[0]] = max(known, mention.surface, key=len)
    return names
