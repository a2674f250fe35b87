"""Tense and mood of a clause, out of its auxiliaries and its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.clause import Mood, Tense

if TYPE_CHECKING:
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
        return _unfinite(predicate, parts)
    mood = _MOODS.get(finite.mood, Mood.INDICATIVE)
    tense = finite.tense or "Pres"
    if _is_compound(lexicon, draft, parts, predicate):
        return _COMPOUND.get(tense, Tense.PERFECT), mood, finite.index
    carrier = doc.tokens[draft.carrier]
    if draft.carrier != draft.predicate and finite.index == carrier.index:
        return _carried(carrier, tense), mood, finite.index
    return _SIMPLE.get(tense, Tense.PRESENT), mood, finite.index


def _unfinite(predicate: Token, parts: list[Token]) -> tuple[Tense, Mood, int | None]:
    """Infinitives, participles, and sentences without a verb."""
    words = [*parts, predicate]
    infinitive = next((token for token in words if token.verb_form == "Inf"), None)
    if infinitive is not None:
        perfect = infinitive.index != predicate.index and len(parts) > 0
        tense = Tense.PERFECT if perfect else Tense.NONE
        return tense, Mood.INFINITIVE, infinitive.index
    if predicate.verb_form == "Part" or any(t.verb_form == "Part" for t in parts):
        present = any(token.tense == "Pres" for token in words)
        mood = Mood.GERUND if present else Mood.PARTICIPLE
        return Tense.NONE, mood, predicate.index
    return Tense.NONE, Mood.NOMINAL, None


def _is_compound(
    lexicon: Lexicon, draft: Draft, parts: list[Token], predicate: Token
) -> bool:
    """Whether an auxiliary makes a perfect: "a signé", "est parti", "s'est réuni", "a été élu"."""
    tensed = [t for t in parts if t.relation.startswith("aux")]
    if any(token.lemma == "avoir" for token in tensed):
        return True
    if not any(token.lemma == "être" for token in tensed):
        return False
    if predicate.lemma in lexicon.words.with_etre:
        return True
    return any(token.relation == "aux:tense" for token in tensed) and draft.reflexive


def _carried(carrier: Token, tense: str) -> Tense:
    """The tense of an infinitive under "aller", "venir de", "devoir", "pouvoir"."""
    if carrier.lemma == "aller" and tense in ("Pres", "Imp"):
        return Tense.NEAR_FUTURE
    if carrier.lemma == "venir" and tense in ("Pres", "Imp"):
        return Tense.RECENT if tense == "Pres" else Tense.PLUPERFECT
    return _SIMPLE.get(tense, Tense.PRESENT)
