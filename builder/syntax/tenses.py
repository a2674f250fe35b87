"""Tense and mood of a clause, out of its auxiliaries and its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.clause import Mood, Tense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Doc, Token
    from builder.syntax.drafts import Draft
    from builder.syntax.lexicon import Lexicon

_MOODS = {
    "Ind": Mood.INDICATIVE,
    "Cnd": Mood.CONDITIONAL,
    "Sub": Mood.SUBJUNCTIVE,
    "Imp": Mood.IMPERATIVE,
}
_SIMPLE = {
    "Pres": Tense.PRESENT,
    "Imp": Tense.IMPERFECT,
    "Past": Tense.SIMPLE_PAST,
    "Fut": Tense.FUTURE,
}
_COMPOUND = {
    "Pres": Tense.PERFECT,
    "Imp": Tense.PLUPERFECT,
    "Past": Tense.PLUPERFECT,
    "Fut": Tense.FUTURE_PERFECT,
}


def tense_and_mood(
    doc: Doc, lexicon: Lexicon, draft: Draft
) -> tuple[Tense, Mood, int | None]:
    """Tense, mood, and the index of the word that carries them (none in a headline)."""
    predicate = doc.tokens[draft.predicate]
    parts = [doc.tokens[i] for i in draft.auxiliaries]
    finite = next((token for token in [*parts, predicate] if token.is_finite), None)
    if finite is None:
        return _unfinite(lexicon, draft, predicate, parts)
    mood = _MOODS.get(finite.mood, Mood.INDICATIVE)
    tense = finite.tense or "Pres"
    if draft.carrier != draft.predicate:
        return _carried(doc, lexicon, draft, parts, tense), mood, finite.index
    if _is_compound(lexicon, draft, parts, predicate):
        return _COMPOUND.get(tense, Tense.PERFECT), mood, finite.index
    return _SIMPLE.get(tense, Tense.PRESENT), mood, finite.index


def _unfinite(
    lexicon: Lexicon, draft: Draft, predicate: Token, parts: list[Token]
) -> tuple[Tense, Mood, int | None]:
    """Infinitives, participles, and sentences without a verb."""
    words = [*parts, predicate]
    # "avoir signé", "ayant perdu": past beside what governs them.
    compound = _is_compound(lexicon, draft, parts, predicate)
    tense = Tense.PERFECT if compound else Tense.NONE
    infinitive = next((token for token in words if token.verb_form == "Inf"), None)
    if infinitive is not None:
        return tense, Mood.INFINITIVE, infinitive.index
    if predicate.verb_form == "Part" or any(t.verb_form == "Part" for t in parts):
        present = any(token.tense == "Pres" for token in words)
        mood = Mood.GERUND if present else Mood.PARTICIPLE
        return tense, mood, predicate.index
    return Tense.NONE, Mood.NOMINAL, None


def _is_compound(
    lexicon: Lexicon, draft: Draft, parts: Sequence[Token], predicate: Token
) -> bool:
    """Whether an auxiliary makes a perfect: "a signé", "est parti", "s'est réuni"."""
    tensed = {(t.lemma, t.relation) for t in parts if t.relation.startswith("aux")}
    lemmas = {lemma for lemma, _ in tensed}
    be = lexicon.words.be
    if lexicon.words.have in lemmas:
        return True
    if be not in lemmas:
        return False
    if predicate.verb_form == "Inf":
        # "s'est fait arrêter": "être" is the auxiliary of "fait"; not "serait à revoir".
        return any(relation == "aux:caus" for _, relation in tensed)
    if predicate.lemma in lexicon.words.with_etre:
        return True
    if not draft.reflexive:
        return False
    return (be, "aux:tense") in tensed


def _carried(
    doc: Doc, lexicon: Lexicon, draft: Draft, parts: Sequence[Token], tense: str
) -> Tense:
    """The tense of an infinitive under "aller", "venir de", "devoir", "pouvoir"."""
    words = lexicon.words
    carrier = doc.tokens[draft.carrier]
    if any(token.lemma == words.have for token in parts if token.relation != "cop"):
        # "a pu signer", "doit avoir signé".
        return _COMPOUND.get(tense, Tense.PERFECT)
    if tense in ("Pres", "Imp"):
        if carrier.lemma == words.going:
            return Tense.NEAR_FUTURE
        if carrier.lemma == words.coming:
            return Tense.RECENT if tense == "Pres" else Tense.PLUPERFECT
    return _SIMPLE.get(tense, Tense.PRESENT)
