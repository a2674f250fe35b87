"""What a clause depends on: a verb of saying, a condition, a noun, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.syntax.clause import Governor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Doc, Token
    from builder.syntax.drafts import Draft
    from builder.syntax.lexicon import Lexicon

_BESIDE_NOUN = ("acl:relcl", "acl", "amod", "appos", "nmod", "compound")
_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "obj")


@dataclass(frozen=True, slots=True)
class Governance:
    """What governs one clause; the fields are those of `Clause`."""

    kind: Governor = Governor.NOTHING
    clause: int | None = None
    marker: str = ""
    joined_to: int | None = None
    incise: bool = False
    noun: int | None = None


def governance(
    doc: Doc, drafts: Sequence[Draft], owner: Sequence[int], lexicon: Lexicon
) -> list[Governance]:
    """One for each draft, in their order."""
    judge = _Judge(doc, drafts, owner, lexicon)
    return [judge.of(index) for index in range(len(drafts))]


class _Judge:
    """Looks upward from each predicate; remembers what it found."""

    def __init__(
        self, doc: Doc, drafts: Sequence[Draft], owner: Sequence[int], lexicon: Lexicon
    ) -> None:
        self._doc = doc
        self._drafts = drafts
        self._owner = owner
        self._lexicon = lexicon
        self._known: dict[int, Governance] = {}

    def of(self, index: int) -> Governance:
        """What governs a draft."""
        if index not in self._known:
            self._known[index] = Governance()  # ends a circle of a broken parse
            self._known[index] = self._find(self._drafts[index])
        return self._known[index]

    def _find(self, draft: Draft) -> Governance:
        top = self._doc.tokens[draft.carrier]
        head = self._doc.tokens[top.head]
        above = self._owner[head.index] if head.index != top.index else -1
        marker = self._marker(draft)
        relation = top.relation
        if self._is_condition(marker, relation, above):
            # Whatever the parse hangs it on: "Si la Russie attaque, l'Otan répondra".
            over = above if above >= 0 else None
            joined = over if relation == "conj" else None
            return Governance(Governor.CONDITION, over, marker, joined_to=joined)
        if above < 0:
            return Governance(marker=marker, incise=self._is_incise(draft))
        if relation in ("ROOT", "parataxis"):
            return Governance(marker=marker, incise=self._is_incise(draft))
        if relation == "conj":
            return self._joined(draft, above, marker)
        if relation in _BESIDE_NOUN:
            kind = self._beside_noun(draft, marker)
            return Governance(kind, above, marker, noun=head.index)
        if relation in _COMPLEMENTS:
            kind = self._complement(draft, above, marker)
            return Governance(kind, above, marker)
        return Governance(self._circumstance(marker), above, marker)

    def _is_condition(self, marker: str, relation: str, above: int) -> bool:
        """Whether "si" opens a condition, and no question: "ignore si …"."""
        if marker not in self._lexicon.words.conditions:
            return False
        if relation not in _COMPLEMENTS:
            return True
        if above < 0:
            return True
        verb = self._doc.tokens[self._drafts[above].predicate]
        return verb.lemma not in self._lexicon.words.asking

    def _joined(self, draft: Draft, above: int, marker: str) -> Governance:
        """A clause joined to another shares what governs that one, unless it says its own."""
        first = self.of(above)
        if marker in self._lexicon.words.who:
            return replace(first, joined_to=above, marker=marker)
        incise = self._is_incise(draft)
        return replace(first, joined_to=above, incise=incise)

    def _beside_noun(self, draft: Draft, marker: str) -> Governor:
        top = self._doc.tokens[draft.carrier]
        if top.relation == "acl:relcl":
            return Governor.RELATIVE
        if marker not in self._lexicon.words.relative:
            return Governor.NOUN
        # "l'annonce QUE l'usine fermera" is no relative clause.
        relative = top.is_finite and not self._has_conjunction(draft)
        return Governor.RELATIVE if relative else Governor.NOUN

    def _complement(self, draft: Draft, above: int, marker: str) -> Governor:
        if self._is_incise(self._drafts[above]):
            return Governor.REPORTING
        if self._is_cleft(self._drafts[above], marker):
            return Governor.RELATIVE
        if not self._reports(self._drafts[above], draft):
            return Governor.CONTROL
        words = self._lexicon.words
        asked = self._infinitive(draft) and marker in (words.of, words.to)
        # "promet de partir", "appelle à partir" want; "dit partir" tells.
        return Governor.CONTROL if asked else Governor.REPORTING

    def _is_cleft(self, above: Draft, marker: str) -> bool:
        """Whether "c'est … que" only stresses a fact: "C'est fin 2015 QU'une équipe …"."""
        words = self._lexicon.words
        if marker not in words.that | words.who:
            return False
        below = self._children(above.predicate)
        copula = any(child.relation == "cop" for child in below)
        if not copula:
            return False
        return any(child.low in words.pointing_subject for child in below)

    def _reports(self, above: Draft, draft: Draft) -> bool:
        """Whether a verb says what its complement tells: "a fait savoir que …"."""
        verb = self._doc.tokens[above.predicate]
        beside = [self._doc.tokens[i].lemma for i in above.auxiliaries]
        beside += [child.low for child in self._children(verb.index)]
        if self._lexicon.reports(verb.lemma, beside):
            return True
        # "promet que", "demande que": what is promised is told; "promet de" is wanted.
        saying = verb.lemma in self._lexicon.saying
        if not saying:
            return False
        return not self._infinitive(draft)

    def _circumstance(self, marker: str) -> Governor:
        words = self._lexicon.words
        if marker in words.conditions and marker not in words.concessive:
            return Governor.CONDITION
        return Governor.CIRCUMSTANCE

    def _marker(self, draft: Draft) -> str:
        """The word that opens the clause: a conjunction, a preposition, a relative pronoun."""
        below = self._doc.dependents(*draft.tops)
        before = [child for child in below if child.index < draft.predicate]
        infinitive = self._infinitive(draft)
        for child in before:
            if child.relation == "mark":
                return self._opening(child)
            if child.relation == "case" and infinitive:
                return self._opening(child)
        for child in before:
            word = self._relative_in(child, draft)
            if word is not None:
                return word.low
        return ""

    def _relative_in(self, child: Token, draft: Draft) -> Token | None:
        """The relative pronoun of a phrase: itself, or "dont" of "dont le mandat"."""
        for token in (child, *self._doc.dependents(child.index)):
            if not self._is_relative(token):
                continue
            if token.index < draft.predicate:
                return token
        return None

    def _has_conjunction(self, draft: Draft) -> bool:
        return any(
            child.relation == "mark" and child.pos == "SCONJ"
            for top in draft.tops
            for child in self._children(top)
        )

    def _opening(self, mark: Token) -> str:
        """One word in its full form, or all the words of "alors que"."""
        rest = self._doc.dependents(mark.index)
        fixed = [token.low for token in rest if token.relation == "fixed"]
        words = [mark.low, *fixed]
        last = words[-1]
        full = self._lexicon.words.conjunctions.get(last)
        words[-1] = full or self._lexicon.preposition(last)
        return self._whole(" ".join(words), mark)

    def _whole(self, word: str, mark: Token) -> str:
        """The conjunction that a word ends, where the parse left its words apart.

        "à condition QUE", "au moment OÙ".
        """
        tokens = self._doc.tokens
        before: list[str] = []
        for index in range(mark.index - 1, max(mark.index - 4, -1), -1):
            if tokens[index].sentence != mark.sentence:
                break
            before.insert(0, tokens[index].low)
            whole = " ".join([*before, word])
            if whole in self._lexicon.words.openers:
                return whole
        return word

    def _infinitive(self, draft: Draft) -> bool:
        words = (draft.carrier, *draft.auxiliaries)
        return any(self._doc.tokens[i].verb_form == "Inf" for i in words)

    def _is_relative(self, token: Token) -> bool:
        pronoun = token.pos in ("PRON", "ADV")
        if not pronoun:
            return False
        return token.low in self._lexicon.words.relative

    def _is_incise(self, draft: Draft) -> bool:
        """Whether a verb of saying stands behind or inside what is said."""
        predicate = self._doc.tokens[draft.predicate]
        if predicate.lemma not in self._lexicon.saying:
            return False
        top = self._doc.tokens[draft.carrier]
        said = [
            child
            for child in self._children(top.index)
            if child.relation in ("ccomp", "parataxis") and child.index != top.index
        ]
        if any(self._begins_before(child, top) for child in said):
            return True
        if top.relation not in ("parataxis", "conj"):
            return False
        return self._inverted(draft)

    def _begins_before(self, said: Token, top: Token) -> bool:
        """Whether what is said, or its subject, stands before the verb of saying."""
        below = [said, *self._children(said.index)]
        return any(token.index < top.index and token.is_word for token in below)

    def _inverted(self, draft: Draft) -> bool:
        for child in self._children(draft.predicate):
            behind = child.index > draft.predicate
            if child.low.startswith("-"):
                return True
            if not behind:
                continue
            if child.relation.startswith("nsubj"):
                return True
        return False

    def _children(self, index: int) -> Sequence[Token]:
        return self._doc.dependents(index)
