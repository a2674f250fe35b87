"""Whom a verb of asking makes the agent of what follows: "exhorter Ada à signer", "demander à Ada qu'elle signe"."""

from __future__ import annotations

from builder.lang import subjects
from builder.lang.actors import NOBODY, Actor, Lookup, Unit
from builder.model.article import Span


def asked(look: Lookup, unit: Unit, index: int) -> Actor | None:
    """The agent of a verb whose clause a verb of asking governs; without entities where the text does not decide.

    None where no verb of asking governs it, and the subject is to be found as ever.
    """
    asking = unit.verbs[index - 1] if index else None
    words = look.pack.data("verbs")["asking"]
    if (
        asking is None
        or asking.reflexive
        or not asking.lemmas & {*words["object"], *words["either"]}
    ):
        return None
    opener = _opener(look, unit, index, asking.last)
    if opener is None or (asking.passive and asking.tense != "pp"):
        return None  # "a été invitée à signer": she
    told = _object(look, unit, asking.last + 1, opener)
    before = {
        unit.low(i)
        for i in range(subjects.head(look, unit, asking.first), asking.first)
    }
    clitic, either = (
        bool(before & set(words["clitics"])),
        bool(asking.lemmas & set(words["either"])),
    )
    own = either or (opener == asking.last + 1 and unit.low(opener) in words["own"])
    if told is None and not clitic and own:
        return None  # "demande à partir", "propose de signer"
    return (
        NOBODY
        if told is None or clitic or either
        else _standing(look, unit, index, told)
    )


def _standing(look: Lookup, unit: Unit, index: int, told: Actor) -> Actor:
    """The object as the agent of an infinitive; of a finite verb only where its pronoun fits."""
    verb = unit.verbs[index]
    if not verb.finite:
        return told
    pronoun = unit.words[subjects.head(look, unit, verb.first) - 1]
    form = look.speech["pronouns"][pronoun.low]
    if not told.entities or not told.fits(form):
        return NOBODY
    return Actor(Span(pronoun.start, pronoun.end), told.entities, form, pronoun=True)


def _opener(look: Lookup, unit: Unit, index: int, after: int) -> int | None:
    """Index of the "de", "à" or "que" between a verb of asking and the verb it governs; none where it governs none."""
    verb = unit.verbs[index]
    at = subjects.head(look, unit, verb.first) - 1
    while at > after and (
        unit.low(at) in look.grammar.negations or unit.low(at) in look.grammar.clitics
    ):
        at -= 1
    low, ahead = unit.low(at), unit.low(at - 1)
    purpose = look.pack.data("modality")["purpose"]
    if verb.tense == "inf":
        return (
            at
            if at > after and low in look.speech["leading"] and ahead not in purpose
            else None
        )
    that = at - 1
    if (
        low not in look.speech["pronouns"]
        or that <= after
        or unit.low(that) not in look.speech["that"]
    ):
        return None
    before = unit.low(that - 1)
    aim = before in purpose
    return None if before in look.speech["compound"] and not aim else that - aim


def _object(look: Lookup, unit: Unit, at: int, end: int) -> Actor | None:
    """Who stands between a verb of asking and what it asks; none where nobody does."""
    passed = {*look.speech["leading"], *look.speech["held"]}
    while at < end and (
        look.dated(unit.words[at].start)
        or unit.low(at) in passed | look.grammar.adverbs
        or unit.low(at).endswith("ment")
    ):
        at += 1
    words = subjects.phrase_from(look, unit, at) if at < end else None
    return (
        look.actor(Span(words.start, min(words.end, unit.words[end - 1].end)))
        if words is not None
        else None
    )
