"""Titles that stand alone: the best words that an article has for what it tells.

A line of its own, subject, verb and objects of the clause, an event noun with its
complements, who says what in quotation marks. At most `LONGEST` code points. Nothing is
invented: a pronoun gives way to what it stands for, and where nothing can stand alone
the title is empty.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from builder.annotate.events.bearers import entities_of
from builder.annotate.events.owners import owner
from builder.annotate.events.places import apposed_to
from builder.annotate.events.subjects import agrees, subject
from builder.annotate.events.title_headlines import Headlines
from builder.annotate.events.title_likeness import Told
from builder.annotate.events.title_subjects import Lead
from builder.annotate.events.title_writer import Writer
from builder.discourse.wordings import Manner
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
    from builder.model.dates import Timex
    from builder.model.quote import Quote
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token

_TOGETHER = 2
"""Entities whose names stand for "ils" in a title, at most."""

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
        self._headlines = Headlines(view, told)
        self._names = _names(view)
        self._surfaces = _surfaces(view)
        self._used = Told()
        self._sayings: dict[str, list[Quote]] = {}
        for quote in quotes:
            if quote.kind is QuoteKind.DIRECT:
                self._sayings.setdefault(quote.sentence, []).append(quote)

    def of(self, chosen: Chosen) -> str:
        """The title of what is told; empty where nothing of its sentence stands alone.

        What the article is about has the article's own headline where that tells it.
        What names nobody, or who only the article knows ("l'assaillant"), stands under
        the subject of the headline: "Bruxelles : l'assaillant a été abattu". Only what
        is worth an entry by itself is called by its kind and by who speaks.
        """
        candidate = chosen.draft.candidate
        own, same, akin = "", False, False
        if chosen.headline:
            own, same, akin = self._headlines.of(candidate)
        nameless: list[str] = []
        for title in chain([own] if same else [], self._all(candidate)):
            if not self._names_something(title):
                nameless.append(title)
            elif self._is_free(title):
                return self._take(title)
        vague = list(self._vague(candidate))
        # Of what is told of somebody the fullest wording; of a vague one any that fits.
        loose = [*nameless[:1], *vague]
        if candidate.noun:
            loose = [*vague, *nameless[:1]]
        rest = nameless  # "le journal" alone says nothing of a mere detail
        if chosen.rank is Rank.PRIMARY:
            rest = [*nameless, *vague, *self._held(candidate.clause), own]
        # What is recalled of another time is no part of what the headline is about.
        is_recalled = chosen.draft.time.background
        held = () if is_recalled else self._under_subject(loose)
        further = self._at_worst(chosen)
        for title in chain([own] if akin else [], held, rest, further):
            if self._is_free(title):
                return self._take(title)
        return ""

    def _at_worst(self, chosen: Chosen) -> Iterator[str]:
        """Titles of what has no other: of the headline's own verb; by kind and speaker."""
        if chosen.headline:
            for clause in self._headlines.clauses():
                yield from self._told(clause)
                yield from self._under_subject(self._told(clause, vague=True))
        if chosen.rank is Rank.PRIMARY:
            declared = list(self._declared(chosen.draft.candidate))
            yield from self._under_subject(declared)
            yield from declared

    def _take(self, title: str) -> str:
        self._used.add(self._headlines.told(title))
        return apostrophes(title)

    def _is_free(self, title: str) -> bool:
        """Whether no other title says the same, or the same and more."""
        return bool(title) and not self._used.has(self._headlines.told(title))

    def _names_something(self, title: str) -> bool:
        """Whether a name of the article stands in a title."""
        return any(surface in title for surface in self._surfaces)

    def _under_subject(self, titles: Iterable[str]) -> Iterator[str]:
        """Titles behind what the article is about, as far as both fit."""
        for title in titles:
            yield self._headlines.above(title)

    def _all(self, candidate: Candidate) -> Iterator[str]:
        """Titles, the best first."""
        clause = candidate.clause
        sentence = self._view.doc.sentences[clause.sentence]
        line = self._headlines.line(self._view.article.blocks[sentence.block])
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

    def _held(self, clause: Clause) -> Iterator[str]:
        """What a verb only gives a day to: "le premier tour de la primaire, qui se tiendra"."""
        phrase, vocabulary = clause.subject, self._view.vocabulary
        if phrase is None or clause.objects or not clause.finite:
            return
        given = vocabulary.is_verb(clause, vocabulary.words.scheduling)
        if not (given or self._view.happens(clause)):
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

    def _told(self, clause: Clause, *, vague: bool = False) -> Iterator[str]:
        """Titles of a clause; `vague`: those of whom only the article knows."""
        above = self._asking(clause)
        if above is not None:
            # "a demandé à Jan de signer": the asking is part of what is told.
            yield from self._told(above, vague=vague)
            return
        if clause.marker in self._view.vocabulary.modality.unreal:
            return  # "avant qu'il ne blesse d'autres personnes"
        if any(self._is_another_s(phrase) for phrase in clause.objects):
            return
        leads = [
            each
            for each in self._leads(clause)
            if self._is_vague(each) == vague and not self._is_possessed(clause, each)
        ]
        yield from self._writer.of_clause(clause, leads)

    def _is_possessed(self, clause: Clause, lead: Lead) -> bool:
        """Whether "son" is of somebody else: "une enquête a été ouverte à SON encontre"."""
        if clause.voice is not Voice.PASSIVE or lead.name:
            return False
        if any(self._view.doc.tokens[index].pos == "PROPN" for index in lead.words):
            return False
        possessives = self._view.discourse.context.words.possessives
        return any(phrase.determiner in possessives for phrase in clause.obliques)

    def _vague(self, candidate: Candidate) -> Iterator[str]:
        """What is told of somebody whom only the article knows."""
        if not self._says_nothing(candidate):
            yield from self._told(candidate.clause, vague=True)

    def _is_vague(self, lead: Lead) -> bool:
        """Whether only the article tells who is meant: "l'assaillant", "le conseil"."""
        tokens = [self._view.doc.tokens[index] for index in lead.words]
        if not tokens or tokens[0].low not in self._words.definite:
            return False
        for token in tokens[1:]:
            if token.low in self._words.completing or token.pos == "PROPN":
                return False
            if self._view.layers.link_at(token.start) is not None:
                return False
        return True

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
        # "Les deux dirigeants" are other people in every article: rather their names.
        first = 0 if phrase is not None and self._is_group(phrase) else 1
        yield from own[:first]
        acting = entities_of(self._view, actor, phrase, acts=True)
        one = len(acting) == 1 and clause.number == "p"
        for name in self._called(() if one else tuple(acting)):
            yield Lead(name=name)
        yield from own[first:]
        if own or actor.words is None:
            return
        antecedent = self._view.doc.head_in(actor.words)
        if antecedent is not None and self._goes_on(antecedent, clause):
            lexicon = self._view.discourse.context.lexicon
            stands_for = phrase_of(self._view.doc, lexicon, antecedent)
            yield from self._writer.leads(stands_for)

    def _is_group(self, phrase: Phrase) -> bool:
        """Whether a phrase means several whom the article names elsewhere."""
        head = self._view.doc.tokens[phrase.head]
        link = self._view.layers.link_at(head.start)
        return link is not None and link.mention.kind is MentionKind.GROUP

    def _goes_on(self, antecedent: Token, clause: Clause) -> bool:
        """Whether a pronoun is near enough to what it stands for to be called by it."""
        doc = self._view.doc
        before = doc.sentences[antecedent.sentence].block
        near = clause.sentence - antecedent.sentence <= 1
        same = before == doc.sentences[clause.sentence].block
        if not (near and same) or clause.subject is None:
            return False
        for index in range(clause.index - 1, -1, -1):
            phrase = doc.clauses[index].subject
            if phrase is not None and agrees(doc.clauses[index], clause.subject):
                # "Un témoin a dit qu'un homme avait crié. Il a fui": the man did.
                return phrase.head == antecedent.index
        return False

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


def _surfaces(view: View) -> frozenset[str]:
    """Every name of the article, as titles write it."""
    return frozenset(apostrophes(link.mention.surface) for link in view.layers.links)
