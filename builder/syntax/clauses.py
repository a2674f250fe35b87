"""Builds the clauses of a doc out of its tokens. Every look at a head is in this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.syntax.clause import Clause, Phrase, Voice
from builder.syntax.drafts import drafts_of, owners
from builder.syntax.govern import Governance, governance
from builder.syntax.phrases import make_phrase
from builder.syntax.shared import share_auxiliaries
from builder.syntax.subjects import find_subjects
from builder.syntax.tenses import tense_and_mood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Doc, Token
    from builder.syntax.drafts import Draft
    from builder.syntax.lexicon import Lexicon


def clauses_of(doc: Doc, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of a doc in the order of their predicates; empty for an empty doc."""
    drafts = drafts_of(doc, lexicon)
    owner = owners(doc, drafts)
    own: list[list[int]] = [[] for _ in drafts]
    for token in doc.tokens:
        if owner[token.index] >= 0:
            own[owner[token.index]].append(token.index)
    governing = governance(doc, drafts, owner, lexicon)
    made: list[Clause] = []
    for draft, governed, words in zip(drafts, governing, own, strict=True):
        made.append(_clause(doc, lexicon, draft, governed, words, len(made)))
    return find_subjects(doc, lexicon, share_auxiliaries(doc, made))


def _clause(
    doc: Doc,
    lexicon: Lexicon,
    draft: Draft,
    governed: Governance,
    own: Sequence[int],
    index: int,
) -> Clause:
    """Everything of a clause but its subject."""
    predicate = doc.tokens[draft.predicate]
    tense, mood, verb = tense_and_mood(doc, lexicon, draft)
    children = doc.dependents(*draft.tops)
    voice = _voice(doc, lexicon, draft, children)
    phrases = _Complements(doc, lexicon, voice)
    for child in children:
        phrases.add(child)
    carriers = [doc.tokens[i].lemma for i in draft.tops[:-1]]
    modal = next((name for name in carriers if name in lexicon.words.modals), "")
    finite = doc.tokens[verb] if verb is not None else predicate
    return Clause(
        index=index,
        sentence=predicate.sentence,
        predicate=draft.predicate,
        lemma=predicate.lemma,
        verb=finite.index,
        auxiliaries=tuple(draft.auxiliaries),
        tokens=tuple(own),
        span=_span(doc, own),
        tense=tense,
        mood=mood,
        voice=voice,
        negated=_negated(lexicon, children, [doc.tokens[i] for i in own]),
        modal=modal,
        copula=any(doc.tokens[i].relation == "cop" for i in draft.auxiliaries),
        person=finite.person,
        number=finite.number if finite.is_finite else "",
        pronoun=_inverted_pronoun(lexicon, finite, children),
        objects=tuple(phrases.objects),
        recipients=tuple(phrases.recipients),
        obliques=tuple(phrases.obliques),
        agent=phrases.agent,
        governor=governed.kind,
        governed_by=governed.clause,
        marker=governed.marker,
        joined_to=governed.joined_to,
        incise=governed.incise,
        noun=governed.noun,
    )


def _span(doc: Doc, own: Sequence[int]) -> Span:
    """From the first word to the last, without signs at the ends."""
    words = [doc.tokens[i] for i in own if doc.tokens[i].is_word]
    ends = words or [doc.tokens[i] for i in own]
    return Span(ends[0].start, max(token.end for token in ends))


def _voice(
    doc: Doc, lexicon: Lexicon, draft: Draft, children: Sequence[Token]
) -> Voice:
    relations = {doc.tokens[index].relation for index in draft.auxiliaries}
    if draft.reflexive:
        # "s'est fait arrêter": done to the subject by somebody else.
        return Voice.PASSIVE if "aux:caus" in relations else Voice.REFLEXIVE
    predicate = doc.tokens[draft.predicate]
    if (predicate.verb_form, predicate.tense) != ("Part", "Past"):
        return Voice.ACTIVE
    bare = not any(relation.startswith("aux") for relation in relations)
    if not bare and not _has_etre(doc, lexicon, draft):
        return Voice.ACTIVE
    if any(_is_by(doc, lexicon, child) for child in children):
        return Voice.PASSIVE
    carried = bare and draft.carrier != draft.predicate
    perfect = predicate.lemma in lexicon.words.with_etre
    return Voice.ACTIVE if carried or perfect else Voice.PASSIVE


def _is_by(doc: Doc, lexicon: Lexicon, child: Token) -> bool:
    """Whether a dependent is an agent: "par la foule"; not "survenu dans le nord"."""
    cases = {token.low for token in doc.dependents(child.index)}
    return child.relation == "obl:agent" and lexicon.words.passive in cases


def _has_etre(doc: Doc, lexicon: Lexicon, draft: Draft) -> bool:
    """Whether "être" is an auxiliary of a predicate, and no copula."""
    for index in draft.auxiliaries:
        token = doc.tokens[index]
        if token.lemma != lexicon.words.be:
            continue
        if token.relation != "cop":
            return True
    return False


def _negated(lexicon: Lexicon, children: Sequence[Token], own: Sequence[Token]) -> bool:
    """Whether "ne … pas" or its like denies the predicate.

    "ne … que" does not, nor does the "ne" of "avant qu'il ne parte".
    """
    words = lexicon.words
    lows = {child.low for child in children}
    if lows & words.strong:
        return True
    if not lows & words.ne:
        return False
    inside = {token.low for token in own}
    denies = inside & words.negations
    if inside & words.only:
        return bool(denies - words.only_with)
    if bool(denies):
        return True
    return any(token.lemma in words.ne_alone for token in own)


def _inverted_pronoun(lexicon: Lexicon, verb: Token, children: Sequence[Token]) -> str:
    """The pronoun tied to its verb by a hyphen: "a-t-il"."""
    for child in children:
        word = child.low.removeprefix("-")
        behind = child.index > verb.index and child.low.startswith("-")
        if not behind:
            continue
        if word in lexicon.words.subject_pronouns:
            return word
    return ""


class _Complements:
    """Sorts the dependents of a predicate into objects, recipients and obliques."""

    def __init__(self, doc: Doc, lexicon: Lexicon, voice: Voice) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._passive = voice is Voice.PASSIVE
        self.objects: list[Phrase] = []
        self.recipients: list[Phrase] = []
        self.obliques: list[Phrase] = []
        self.agent: Phrase | None = None

    def add(self, child: Token) -> None:
        """Take one dependent; what is no complement is passed over."""
        relation = child.relation.split(":")[0]
        if relation not in ("obj", "iobj", "obl", "dislocated", "nmod"):
            return
        if child.low in self._lexicon.words.reflexive:
            return
        phrase = make_phrase(self._doc, self._lexicon, child)
        if relation == "obj":
            self.objects.append(phrase)
        elif self._is_recipient(child, phrase):
            self.recipients.append(phrase)
        elif self._is_agent(child, phrase):
            self.agent = phrase
        else:
            self.obliques.append(phrase)

    def _is_recipient(self, child: Token, phrase: Phrase) -> bool:
        """Whether it is "lui", "nous"; "y" and "en" are places and things."""
        dative = child.relation == "iobj" and not phrase.preposition
        if not dative:
            return False
        return child.low not in self._lexicon.words.adverbial

    def _is_agent(self, child: Token, phrase: Phrase) -> bool:
        if not self._passive:
            return False
        if self.agent is not None:
            return False
        by = phrase.preposition == self._lexicon.words.passive
        if child.relation == "obl:agent":
            return True
        return by
