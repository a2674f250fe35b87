"""Where the words of a title are torn: they end, or go on, where the text did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.schema_titles import TitleWords
    from builder.syntax.doc import Doc, Token

_BEHIND = {
    "NUM": ("NOUN", "ADJ"),
    "DET": ("NOUN", "ADJ"),
    "ADJ": ("NOUN",),
    "PRON": ("NOUN",),
    "ADV": ("NOUN", "ADJ", "NUM", "SCONJ", "VERB"),
    "NOUN": ("PROPN",),
    "PROPN": ("PROPN",),
}
"""What a word of one part of speech is said for the sake of, or is a part of."""

_TYING = ("-", "/")
"""Signs that tie words together: "2018-2019"."""

_SHARES = ("%",)
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
_VERBS = ("VERB", "AUX")
_HOLDING = ("DET", "NOUN", "ADJ", "PROPN", "PUNCT")
"""Parts of speech of what stands before a name that belongs to it."""

_BARE_AFTER = ("ADP", "PUNCT")
_BESIDE = (
    "appos",
    "conj",
    "nmod",
    "obl:mod",
    "obl:arg",
    "flat",
    "flat:name",
    "dislocated",
    "parataxis",
)
"""Relations of what only hangs on another phrase, and is nothing without it."""

_HELD = 3
"""Words of a noun with its article and preposition."""

_PHRASE = 5
"""Words in which the noun of a determiner comes."""


class Seams:
    """One doc, and which of its words may go without a trace."""

    def __init__(self, doc: Doc, words: TitleWords, passing: set[int]) -> None:
        """`passing` are the tokens of dates and of words that only connect."""
        self._doc = doc
        self._words = words
        self._passing = passing

    def cuts(self, indices: Sequence[int]) -> bool:
        """Whether words end inside a name or number, or before what one of them wants.

        "une partie | de la ville", "Pôle | emploi", "mise | en examen".
        """
        last, after = self._doc.tokens[indices[-1]], self._following(indices[-1])
        if self._doc.text[last.end : last.end + 1] in _TYING:
            return True
        if after is None:
            return False
        if not last.is_word:
            # As in "payer 80 % | de la facture".
            held = after.low in self._words.completing
            return held and last.low in _SHARES
        if after.pos == "NUM" or after.entity.startswith("I-"):
            return True
        if after.pos in _BEHIND.get(last.pos, ()):
            return True
        return self._wants(self._before(indices), last, after)

    def _before(self, indices: Sequence[int]) -> Token:
        """The word before the last one; the last one where it is alone."""
        return self._doc.tokens[indices[-2] if len(indices) > 1 else indices[-1]]

    def _wants(self, opened: Token, last: Token, after: Token) -> bool:
        """Whether the last word says nothing without what a preposition ties to it.

        "la société de conseil | de Jan" does: it has a complement of its own.
        """
        if after.pos != "ADP":
            return False
        if after.low in self._words.completing:
            of = opened.pos == "ADP" and opened.low in self._words.completing
            return last.pos == "ADV" or not (of or last.pos == "PROPN")
        if last.pos == "ADJ":
            return opened.pos in _VERBS  # "est équivalente | à celle de Lima"
        bare = last.pos == "NOUN" and opened.pos in (*_BARE_AFTER, "NOUN")
        return bare and after.low in self._words.tying

    def ends_early(self, indices: Sequence[int]) -> bool:
        """Whether the end of a title wants the word behind it: what tells which, or where.

        "la voiture | piégée", "au moment | où", "a pris contact | avec Lima".
        """
        last, after = self._doc.tokens[indices[-1]], self._following(indices[-1])
        if after is None or not last.is_word:
            return False
        if last.verb_form == "Inf":
            return after.pos == "CCONJ"  # "d'analyser | et d'expliquer le contrat"
        if last.pos != "NOUN":
            return False
        opened = self._before(indices)
        if self._is_apposed(indices) or self._is_left_open(indices):
            return True
        if opened.pos == "VERB" or last.low in self._words.halfway:
            return after.pos == "ADP"
        if after.low == self._words.where or after.pos == "ADJ":
            return True
        bare = opened.pos in _BARE_AFTER and opened.low not in self._words.completing
        told = bare or opened.low in self._words.definite
        return told and after.verb_form == "Part"

    def _is_apposed(self, indices: Sequence[int]) -> bool:
        """Whether words end in the noun of an apposition: "Ada Roux, (la) championne"."""
        opened = self._before(indices)
        if opened.pos != "DET" or len(indices) <= _HELD:
            return opened.low == ","
        return self._doc.tokens[indices[-_HELD]].low == ","

    def _is_left_open(self, indices: Sequence[int]) -> bool:
        """Whether a circumstance ends before what tells which: "pour la période | du …"."""
        opened = self._before(indices)
        held = opened.pos == "ADP" and opened.low in self._words.definite_of
        if opened.low in self._words.definite and len(indices) > _HELD:
            held = self._doc.tokens[indices[-_HELD]].pos == "ADP"
        last = indices[-1]
        below = self._doc.dependents(last)
        return held and any(c.relation == "nmod" and c.index > last for c in below)

    def ends_before_verb(self, indices: Sequence[int]) -> bool:
        """Whether words end in the subject of a verb that is left out.

        "s'est rendu sur place et l'état d'urgence | a été décrété", "voit Lima | jouer".
        """
        after = self._following(indices[-1])
        if after is not None and self._opens_verb(after):
            return True
        for index in reversed(indices):
            token = self._doc.tokens[index]
            if token.is_finite:
                return False
            if token.relation.startswith("nsubj"):
                return True
        return False

    def _opens_verb(self, token: Token) -> bool:
        """Whether a word begins a verb: "lorsqu'un viaduc | s'est effondré"; no "qui"."""
        if token.low in self._words.relative:
            return False
        return token.is_finite or token.verb_form == "Inf" or token.pos == "PRON"

    def _following(self, index: int) -> Token | None:
        """The word behind another, dates passed over; none behind a sign or at the end."""
        sentence = self._doc.tokens[index].sentence
        end = self._doc.bounds[sentence + 1]
        for token in self._doc.tokens[index + 1 : end]:
            if not token.is_word:
                return None
            if token.index not in self._passing:
                return token
        return None

    def first(self, indices: Sequence[int]) -> int:
        """The place among words from which they no longer hold together.

        Behind a clause that was left out nothing goes on; and behind a phrase that was,
        only another circumstance, or the object: "a rendu | le prix". Their number where
        all hold.
        """
        for place in range(1, len(indices)):
            between = self._doc.tokens[indices[place - 1] + 1 : indices[place]]
            if not between:
                continue
            words = (i for i in indices[place:] if self._doc.tokens[i].is_word)
            following = next(words, None)
            if following is not None and not self._may_follow(between, following):
                return place
        return len(indices)

    def _may_follow(self, left_out: Sequence[Token], index: int) -> bool:
        """Whether a word may stand behind what was left out."""
        following = self._doc.tokens[index]
        if following.pos == "PROPN" and left_out[-1].pos in _HOLDING:
            return False  # "devant [la Suissesse] Ada Roux", "champion [du monde,] Jan Vik"
        told = [t for t in left_out if t.is_word and t.index not in self._passing]
        if any(token.pos in _VERBS for token in told):
            return False
        loose = all(token.pos == "ADV" for token in told)
        if self._doc.tokens[index].relation == "cc":
            return loose
        for head in self._doc.tokens[index : index + _PHRASE]:
            if head.pos in ("DET", "ADJ") or head.relation == "nummod":
                continue
            if head.is_finite:
                return loose  # its subject is among what was left out
            return head.pos not in _NOUNS or head.relation not in _BESIDE
        return True
