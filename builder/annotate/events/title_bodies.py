"""What a title tells of its subject: the verb with what it wants, whole and then shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.clause import Governor, Mood, Tense, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.events.title_text import TitleText
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Doc, Token

_BESIDE_VERBS = ("PRON", "ADV", "AUX")
"""Parts of speech of what stands right before a verb and belongs to it."""

_NO_PREDICATES = ("NUM", "PRON", "DET")
_NOUNS = ("NOUN", "PROPN")
_WANTING = (Tense.PRESENT, Tense.FUTURE)
_NOMINAL = ("DET", "NUM", "NOUN", "PROPN", "PRON")
_COMPLETING = (Governor.CONTROL, Governor.REPORTING)
_ADJUNCT = "obl:mod"
_COMPLEMENT = "nmod"
_AGENT = "obl:agent"
_OBLIQUE = ("obl:arg", "nmod")


class Bodies:
    """The predicates of one doc, as titles tell them."""

    def __init__(self, text: TitleText) -> None:
        """Take the words."""
        self._text = text
        self._doc = text.doc
        self._words = text.words

    def of(self, clause: Clause) -> list[list[int]]:
        """Indices of the words, the fullest first; empty where they do not stand alone."""
        if self._has_no_verb(clause) or self._tells_of_noun(clause):
            return []
        if self._lost_to_antecedent(clause):
            return []
        found = self._wholes(clause, self._body(clause))
        if self._says_only_when(clause, found):
            # "La séance aura lieu jeudi": it is the day that tells something.
            dated = self._wholes(clause, self._body(clause, dated=True))
            told = [kept for kept in dated if self._last_word(kept) != clause.predicate]
            return told or dated or found
        return found

    def _says_only_when(self, clause: Clause, found: list[list[int]]) -> bool:
        """Whether what is to come says little without its day: "sera rétablie mardi"."""
        if found and self._last_word(found[0]) != clause.predicate:
            return False
        if clause.future or clause.modal:
            return True
        if self._only_happens(clause):
            return True
        # "est prévu", but no "prévoit"
        return bool(found) and (clause.voice, clause.past) == (Voice.PASSIVE, False)

    def _last_word(self, indices: Sequence[int]) -> int:
        return [index for index in indices if self._doc.tokens[index].is_word][-1]

    def _wholes(self, clause: Clause, body: list[int]) -> list[list[int]]:
        """The words, and shorter, as far as they say something."""
        if not body or self._points_outside(clause, body):
            return []
        found: list[list[int]] = []
        for shorter in self._shorter(clause, body):
            kept = shorter[: self._text.seams.first(shorter)]
            if kept not in found and self._is_whole(clause, kept):
                found.append(kept)
        return found

    def _has_no_verb(self, clause: Clause) -> bool:
        """Whether the parse lost the verb: "ont tous deux", "a, à son tour, menacé"."""
        pos = self._doc.tokens[clause.predicate].pos
        if pos in _NO_PREDICATES:
            return True
        return pos in _NOUNS and bool(clause.auxiliaries) and not clause.copula

    def _tells_of_noun(self, clause: Clause) -> bool:
        """Whether a participle is of the noun before it: "(Jan …) son objectif déclaré"."""
        if clause.mood is not Mood.PARTICIPLE or clause.subject is None:
            return False
        if clause.joined_to is not None:
            return True  # "un recensement, le premier en dix ans et mené tard"
        before = self._doc.tokens[max(clause.predicate - 1, 0)]
        own = clause.subject.span.covers(before.span)
        return before.pos in _NOUNS and not own

    def _lost_to_antecedent(self, clause: Clause) -> bool:
        """Whether what a verb wants stands before it: "un don que Jan attribue à Ada"."""
        if clause.marker in self._words.whose:
            return True
        for phrase in (*clause.objects, *clause.obliques):
            head = self._doc.tokens[phrase.head]
            before = head.low in self._words.relative and head.pos == "PRON"
            if before and head.relation != _ADJUNCT:
                return True
        return False

    def borrowed(self, clause: Clause) -> tuple[int, ...]:
        """The auxiliaries that a participle shares: "a été" of "a été arrêté et jugé"."""
        own = clause.auxiliaries or self._doc.tokens[clause.predicate].is_finite
        if own or clause.joined_to is None or clause.mood is Mood.PARTICIPLE:
            return ()
        before = self._doc.clauses[clause.joined_to]
        return before.auxiliaries or self.borrowed(before)

    def has_complement(self, clause: Clause) -> bool:
        """Whether anything completes the verb of a clause, in it or below it."""
        if clause.objects or self._completions(clause):
            return True
        return not all(map(self._is_adjunct, clause.obliques))

    def _is_adjunct(self, phrase: Phrase) -> bool:
        """Whether a phrase is circumstance.

        "a déclaré par la suite": what the parse takes for an agent, of no passive.
        """
        return self._doc.tokens[phrase.head].relation in (_ADJUNCT, _AGENT)

    def _body(self, clause: Clause, *, dated: bool = False) -> list[int]:
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
        while left and self._doc.tokens[left[0]].pos == "CCONJ":
            left.pop(0)
        # "le navire, qui battait pavillon bolivien": the relative is the subject.
        if left and self._doc.tokens[left[0]].low == clause.marker:
            left.pop(0)
        stays: list[int] = []
        for index in left:
            if self._text.stays(self._doc.tokens[index], dated=dated):
                stays.append(index)  # noqa: PERF401 - one thought a line
        stays = self._until_sign(self._without_there(clause, stays))
        return self._without_strays(clause, _without_empty_brackets(self._doc, stays))

    def _without_there(self, clause: Clause, body: list[int]) -> list[int]:
        """The words without "y" where the verb says enough: "y ont été découvertes"."""
        told = clause.voice is not Voice.ACTIVE or bool(clause.objects)
        if not told or clause.lemma in self._words.having:
            return body
        there = self._words.there.intersection
        return [i for i in body if not there([self._doc.tokens[i].low])]

    def _without_strays(self, clause: Clause, body: list[int]) -> list[int]:
        """The words without what the parse gives to the clause behind its last comma.

        "a été sifflé, le public lui rappelant …": who is of another clause.
        """
        commas = [n for n, i in enumerate(body) if self._doc.tokens[i].low == ","]
        if not commas:
            return body
        last = body[commas[-1] + 1 :]
        own = {clause.predicate, clause.verb}
        for phrase in (*clause.objects, *clause.recipients, *clause.obliques):
            own.update(token.index for token in self._doc.tokens_in(phrase.span))
        for other in self._completions(clause):
            own.update(other.tokens)
        return body if own.intersection(last) else body[: commas[-1]]

    def _until_sign(self, body: list[int]) -> list[int]:
        """The words before a dash, a colon or a relative pronoun: what comes is beside.

        Also where the pronoun is of another clause, and its words are said to be of this.
        """
        for place, index in enumerate(body):
            if place < 2:  # noqa: PLR2004 - the verb itself
                continue
            apart = body[place - 1] != index - 1 and self._is_held(index - 1)
            if apart or self._breaks(index) or self._breaks(index - 1):
                return body[:place]
        return body

    def _is_held(self, index: int) -> bool:
        """Whether a preposition that the parse gives to no clause stands there."""
        token = self._doc.tokens[index]
        return token.pos == "ADP" and self._text.stays(token)

    def _breaks(self, index: int) -> bool:
        """Whether a word or sign opens something else; "6-4" is one score."""
        before, token = self._doc.tokens[index - 1 : index + 1]
        return token.low in self._words.breaks and token.start > before.end

    def _completed(self, clause: Clause) -> set[int]:
        """The words of a clause and of what its verb wants or says."""
        words = set(clause.tokens)
        for other in self._completions(clause):
            words |= self._completed(other)
        return words

    def _completions(self, clause: Clause) -> list[Clause]:
        found: list[Clause] = []
        for other in self._doc.governed(clause):
            apart = other.joined_to is not None or other.incise
            if apart or other.index < clause.index:
                continue
            # "se sont gardés de commenter", whatever the parse makes of it.
            bare = other.mood is Mood.INFINITIVE and other.marker in self._words.linking
            if bare or other.governor in _COMPLETING:
                found.append(other)
        return found

    def _verb_start(self, clause: Clause, words: set[int]) -> int:
        """Index of the first word of the verb, with "ne" and "se" before it."""
        first = min([clause.verb, clause.predicate, *clause.auxiliaries])
        first = max(first, min(clause.tokens))
        while first - 1 in words and self._doc.tokens[first - 1].pos in _BESIDE_VERBS:
            if self._doc.tokens[first - 2].pos == "ADP":
                break  # "sept personnes au moins"
            first -= 1
        return first

    def _points_outside(self, clause: Clause, body: Sequence[int]) -> bool:
        """Whether an object is a pronoun, or stands before the words, in a quotation."""
        tokens = [self._doc.tokens[index] for index in body]
        for token in tokens:
            there = token.low in self._words.there
            if there and self._doc.tokens[token.index + 1].lemma in self._words.having:
                continue  # "qu'il y avait 270 blessés"
            if token.low in self._words.clitics and token.pos == "PRON":
                return True
            subject = token.pos == "PRON" and token.relation.startswith("nsubj")
            if subject and token.index in clause.tokens:
                return True  # "l'agence il aurait trouvé la mort"
        # "a précisé le ministre" behind a quotation: the words alone say nothing.
        return clause.incise and not self._completions(clause)

    def _shorter(self, clause: Clause, body: list[int]) -> Iterator[list[int]]:
        """The words, then cut before one circumstance after the other, from the end.

        What the verb wants stays, but for further complements of its last noun.
        """
        yield body
        # The day stands beside the title: it is the first to go.
        undated = [index for index in body if index not in self._text.dates]
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
            if not self._text.is_joint(body[place]) or self._shares(body, place):
                continue
            kept = body[:place]
            lows = {self._doc.tokens[index].low for index in kept}
            stands = not wanted or bool(wanted & set(kept))
            if stands and not self._words.pairing & lows:
                yield kept

    def _shares(self, body: list[int], place: int) -> bool:
        """Whether what stands before a joint wants a complement of what stands behind.

        "l'exploration | et l'exploitation du gaz de schiste".
        """
        before = self._doc.tokens[body[place - 1]]
        if before.pos != "NOUN" or self._has_own(before):
            return False
        for index in body[place + 1 :]:
            token = self._doc.tokens[index]
            if token.pos == "NOUN":
                return self._has_own(token)
        return False

    def _has_own(self, noun: Token) -> bool:
        """Whether anything behind a noun completes it."""
        below = self._doc.dependents(noun.index)
        return any(each.relation == _COMPLEMENT for each in below)

    def _is_whole(self, clause: Clause, body: Sequence[int]) -> bool:
        """Whether the verb has what it wants, and what it says its "que"."""
        kept = set(body)
        if clause.predicate not in kept or self._lacks(clause, kept):
            return False
        if not all(self._is_told(clause, o, kept) for o in self._completions(clause)):
            return False
        last = self._last_word(body)
        if self._doc.tokens[last].lemma in self._words.being:
            return False  # "a annoncé qu'il est"
        objects = {phrase.head for phrase in clause.objects}
        if last in {clause.predicate, *objects} and self._only_happens(clause):
            return False  # "la finale s'est tenue", "la collision a eu lieu"
        if last != clause.predicate:
            return True
        # "ont été remportés | par des acteurs de couleur"
        by = clause.agent is not None and clause.agent.head > last
        return not by and self._stands_bare(clause)

    def _is_told(self, clause: Clause, below: Clause, kept: set[int]) -> bool:
        """Whether what completes a verb is left out, or kept with what it wants."""
        if below.predicate not in kept:
            return not below.finite or kept.isdisjoint(below.tokens)
        if self._lacks(below, kept) or below.lemma in self._words.identifying:
            return False
        return not below.finite or self._opens(clause, below, kept)

    def _stands_bare(self, clause: Clause) -> bool:
        """Whether a verb says enough with nothing behind it."""
        if clause.voice is not Voice.PASSIVE and clause.tense in _WANTING:
            return False  # "le président prévoit": what?
        if clause.mood is Mood.PARTICIPLE:
            return False  # "les chiffres dévoilés"
        after = clause.predicate + 1
        while after in self._text.dates:
            after += 1
        following = self._doc.tokens[after : after + 1]
        return all(token.pos not in _NOMINAL for token in following)

    def _lacks(self, clause: Clause, kept: set[int]) -> bool:
        """Whether an object is gone, or never found, that the verb wants."""
        if clause.mood is Mood.PARTICIPLE and clause.objects:
            return True  # "L'Irlande remporté le tournoi": the parse lost "a"
        if clause.voice is not Voice.ACTIVE or clause.copula:
            return False
        wanted = {phrase.head for phrase in clause.objects}
        wanted |= {other.predicate for other in self._completions(clause)}
        if wanted:
            return not wanted & kept
        return clause.lemma in self._words.wanting and not self._takes(clause, kept)

    def _takes(self, clause: Clause, kept: set[int]) -> bool:
        """Whether a noun stands right behind a verb, whatever the parse calls it.

        "ont atteint le nombre de …": an object that it takes for a circumstance.
        """
        for index in range(clause.predicate + 1, max(kept) + 1):
            token = self._doc.tokens[index]
            if token.pos != "ADV":
                return index in kept and token.pos in _NOMINAL
        return False

    def _opens(self, clause: Clause, below: Clause, kept: set[int]) -> bool:
        """Whether the "que" of what is said stays with it."""
        between = kept.intersection(range(clause.predicate + 1, below.predicate))
        return any(self._doc.tokens[i].low in self._words.halves for i in between)

    def _parts(self, clause: Clause) -> tuple[set[int], dict[int, int]]:
        """Heads of what the verb wants; and what can go, by its first index, to its end."""
        needed = {clause.predicate}
        cuts: dict[int, int] = {}
        if clause.negated:
            # "n'a pas voté à Brest": every word may decide what is true.
            return {clause.tokens[-1]}, cuts
        for phrase in (*clause.objects, *clause.recipients, *clause.obliques):
            inside = self._text.with_preposition(phrase.span)
            if self._is_free(clause, phrase, inside[0]):
                cuts[inside[0]] = inside[-1] + 1
            else:
                needed.add(phrase.head)
            ends = self._text.endings(phrase)
            cuts.update(dict.fromkeys(ends, inside[-1] + 1))
        if clause.agent is not None:
            inside = self._text.with_preposition(clause.agent.span)
            cuts[inside[0]] = inside[-1] + 1
        for other in self._completions(clause):
            further, more = self._parts(other)
            needed |= further
            cuts.update(more)
        return needed, cuts

    def _only_happens(self, clause: Clause) -> bool:
        """Whether a verb says nothing without where or when: "s'est produit"."""
        verbs = {clause.lemma, *(each.lemma for each in clause.objects)}
        return bool(verbs & self._words.happening)

    def _is_free(self, clause: Clause, phrase: Phrase, first: int) -> bool:
        """Whether the verb stands without a phrase: "a démissionné mardi à la suite de …".

        Never what decides whether it is true: "ne se décidera pas sans Kiev".
        """
        if phrase.preposition in self._words.restricting:
            return False
        if self._only_happens(clause):
            return False
        wanted = phrase.preposition in self._words.linking
        between = self._doc.tokens[clause.predicate + 1 : first]
        if wanted and all(token.pos == "ADV" for token in between):
            # "a été contraint à la démission", "nuire gravement à la santé"
            return False
        if self._is_adjunct(phrase):
            return True
        apart = bool(phrase.preposition) and first > clause.predicate + 1
        return apart and self._doc.tokens[phrase.head].relation in _OBLIQUE


def _without_empty_brackets(doc: Doc, body: Sequence[int]) -> list[int]:
    """The words without brackets of which all words were left out: "Tobrouk ( )"."""
    kept: list[int] = []
    for index in body:
        if kept and (doc.tokens[kept[-1]].low, doc.tokens[index].low) == ("(", ")"):
            kept.pop()
        else:
            kept.append(index)
    return kept
