"""The wording of a verb's subject: before it, across a phrase between commas, after it, or after `par`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, MentionKind

if TYPE_CHECKING:
    from builder.lang.actors import Lookup, Unit
    from builder.lang.verbs import Verb

_REACH = 60
"""Tokens at most between a verb and its subject; more is no sentence of the press."""

_STEP = 12
"""Tokens at most of a phrase that is stepped over: "à la presse étrangère"."""

BREAKS = frozenset(',;:.!?…()[]«»“”"–—')
_DASHES = (",", "–", "—")
_CLOSING = (*_DASHES, ")")


def head(look: Lookup, unit: Unit, first: int) -> int:
    """Index of the first clitic before a verb (`ne`, `s'`, `lui`)."""
    while (
        first > 0
        and unit.low(first - 1) in look.grammar.clitics
        and unit.low(first - 1) not in look.speech["plain"]
    ):
        first -= 1
    return first


def before(look: Lookup, unit: Unit, first: int, *, plural: bool) -> Span | None:
    """The subject that ends right before a verb; a pronoun is a subject too, `je` and `ce` are none."""
    at = head(look, unit, first)
    if at == 0:
        return None
    word = unit.words[at - 1]
    if word.low in look.speech["pronouns"]:
        return Span(word.start, word.end)
    if word.low == look.speech["who"]:
        return _antecedent(look, unit, at - 1, plural=plural)
    if word.low in look.grammar.subjects:
        return None
    if word.low in _CLOSING:
        return _across(look, unit, at - 1, plural=plural)
    return _phrase(look, unit, at, plural=plural)


def _antecedent(look: Lookup, unit: Unit, at: int, *, plural: bool) -> Span | None:
    """What `qui` stands for: the wording before it; its last name or part where it names nobody."""
    end = at - 1 if unit.low(at - 1) in _DASHES else at
    if end < 1:
        return None
    words, link = (
        _phrase(look, unit, end, plural=plural),
        look.mention_at(unit.words[end - 1].start),
    )
    inner = _innermost(look, unit, end)
    if inner is not None and end == at and link is None:
        return inner  # "annoncé à l'AFP par sa famille qui …"
    if words is not None and look.actor(words).entities:
        return words
    behind = (
        bisect_left([w.start for w in unit.words], words.start) - 1
        if words is not None and end != at
        else 0
    )
    named = (
        look.mention_at(unit.words[behind - 1].start)
        if behind > 0 and unit.low(behind) == ","
        else None
    )
    if named is not None and named.mention.type is EntityType.PER:
        return named.mention.span  # "selon Jan Vik, un de ses avocats, qui"
    place = link is not None and link.mention.type is EntityType.LOC
    if (
        link is not None
        and not place
        and link.mention.span.end >= unit.words[end - 1].end
    ):
        return (
            link.mention.span
        )  # "une pression sur Ada, qui", but "la guerre au Pérou, qui"
    return words if place else inner or words


def _innermost(look: Lookup, unit: Unit, end: int) -> Span | None:
    """The wording after the last preposition that is no "de"."""
    for at in range(end - 1, max(end - _STEP, 0), -1):
        if unit.low(at) in BREAKS or unit.verbal(at):
            break
        if _preposed(look, unit, at - 1) and look.opens(unit.words[at]):
            return Span(unit.words[at].start, unit.words[end - 1].end)
    return None


def _preposed(look: Lookup, unit: Unit, at: int) -> bool:
    return (
        unit.low(at) in look.grammar.prepositions
        and unit.low(at) not in look.speech["of"]
    )


def _across(look: Lookup, unit: Unit, comma: int, *, plural: bool) -> Span | None:
    """The subject before a phrase between commas or in brackets: `Le maire, Ada Roux, a dit`; with the name that says who."""
    opening = "(" if unit.low(comma) == ")" else unit.low(comma)
    for at in range(comma - 1, max(0, comma - _REACH), -1):
        if unit.low(at) != opening:
            continue
        words = _phrase(look, unit, at, plural=plural)
        if words is None:
            continue
        beside = Span(unit.words[at + 1].start, unit.words[comma].start)
        if not look.actor(words).entities and look.actor(beside).entities:
            return Span(words.start, unit.words[comma - 1].end)
        return words
    return _phrase(look, unit, comma, plural=plural)


def _phrase(look: Lookup, unit: Unit, end: int, *, plural: bool) -> Span | None:
    """The wording that ends before the token at `end`."""
    at = end
    clause = look.speech["clause"]
    while at > max(0, end - _REACH):
        token = unit.words[at - 1]
        if at < end and unit.words[at].start - token.end > 1 and look.closes(unit, at):
            break
        if look.mention_at(token.start) is None:
            if token.low in BREAKS or look.dated(token.start) or unit.verbal(at - 1):
                break
            joined = token.low == look.speech["and"] and (
                plural or _paired(look, unit, at - 1)
            )
            if (
                token.low in clause
                and not joined
                and unit.low(at - 2) not in look.speech["articles"]
            ):  # "un car"
                break
        at -= 1
    return _trimmed(look, unit, at, end)


def _paired(look: Lookup, unit: Unit, at: int) -> bool:
    """Whether `et` belongs to `entre X et Y`."""
    return any(
        unit.low(i) == look.speech["between"] for i in range(max(0, at - _STEP), at)
    )


def _trimmed(look: Lookup, unit: Unit, start: int, end: int) -> Span | None:
    """A wording without what stands before its article, title or name."""
    for at in range(start, end):
        token = unit.words[at]
        if token.low == look.speech["by"]:
            return None  # "dirigée par le Pérou" completes what stands before
        held = (
            at - 2
            if at > start + 1 and unit.low(at - 1) in look.speech["articles"]
            else at - 1
        )
        if at > start and unit.low(held) in look.grammar.prepositions:
            continue  # neither "le Pérou" nor "Pérou" of "dans le Pérou"
        capital = (
            look.text[token.start].isupper()
            and at > 0
            and token.low not in look.grammar.prepositions
        )
        if look.opens(token) or capital or token.low in look.speech["pronouns"]:
            return Span(token.start, unit.words[end - 1].end)
    return None


def after(look: Lookup, unit: Unit, at: int) -> Span | None:
    """The subject to the right: `a déclaré mercredi à la presse le ministre Jean Roux`."""
    end = len(unit.words)
    while at < end and (
        look.dated(unit.words[at].start)
        or _skippable(look, unit.low(at))
        or _of_date(look, unit, at)
    ):
        at += 1
    if unit.low(at) in look.grammar.prepositions:
        at = _past(look, unit, at)
    if at >= end or unit.low(at) in BREAKS or unit.low(at) in look.speech["that"]:
        return None
    return apposed(look, unit, phrase_from(look, unit, at))


def apposed(look: Lookup, unit: Unit, words: Span | None) -> Span | None:
    """With the name that says who: `a indiqué une porte-parole, Ada Roux`."""
    comma = next(
        (
            i
            for i, w in enumerate(unit.words)
            if words is not None and w.start >= words.end
        ),
        None,
    )
    if (
        words is None
        or comma is None
        or unit.low(comma) != ","
        or look.actor(words).entities
    ):
        return words
    link = (
        look.mention_at(unit.words[comma + 1].start)
        if comma + 1 < len(unit.words)
        else None
    )
    named = link is not None and link.mention.type is EntityType.PER
    return (
        Span(words.start, link.mention.span.end)
        if named and link is not None
        else words
    )


def _of_date(look: Lookup, unit: Unit, at: int) -> bool:
    """Whether an article belongs to a date: `le 20 mars`."""
    return (
        unit.low(at) in look.speech["articles"]
        and at + 1 < len(unit.words)
        and look.dated(unit.words[at + 1].start)
    )


def _skippable(look: Lookup, low: str) -> bool:
    adverb = low in look.grammar.adverbs and low not in look.grammar.prepositions
    return (adverb and low not in look.grammar.determiners) or low.endswith("ment")


def _past(look: Lookup, unit: Unit, at: int) -> int:
    """Step over `à la presse`, `sur Twitter`: to the next article, title or name that no preposition holds."""
    for i in range(at + 1, min(at + _STEP, len(unit.words))):
        if unit.low(i) in BREAKS:
            break
        held = (
            unit.low(i - 1) in look.grammar.prepositions
            or unit.low(i - 1) in look.speech["articles"]
        )
        if look.opens(unit.words[i]) and not held:
            return i
    return len(unit.words)


def phrase_from(look: Lookup, unit: Unit, first: int) -> Span | None:
    """The wording that begins at a token and ends before the next sign, verb or stop word outside a name."""
    named, end = False, first
    for at in range(first, min(first + _REACH, len(unit.words))):
        link = look.mention_at(unit.words[at].start)
        if (
            at > first
            and unit.words[at].start - unit.words[at - 1].end > 1
            and look.closes(unit, at)
        ):
            break
        if link is None and _ends(look, unit, at, first, named=named):
            break
        named |= link is not None and link.mention.kind in (
            MentionKind.NAME,
            MentionKind.ALIAS,
        )
        end = at + 1
    while end > first + 1 and unit.low(end - 1) in look.speech["articles"]:
        end -= 1  # "lancée par la Russie le" before a date
    return (
        Span(unit.words[first].start, unit.words[end - 1].end) if end > first else None
    )


def _ends(look: Lookup, unit: Unit, at: int, first: int, *, named: bool) -> bool:
    low = unit.low(at)
    if low in BREAKS:
        return not (low == "." and unit.low(at - 1) in look.speech["titles"])
    if at == first:
        return False
    if low == look.speech["and"]:
        return at + 1 >= len(unit.words) or not look.opens(unit.words[at + 1])
    if look.dated(unit.words[at].start) or unit.verbal(at):
        return True
    return low in look.speech["stops"] and (named or low not in look.speech["held"])


def agent(look: Lookup, unit: Unit, verb: Verb) -> Span | None:
    """The one after `par`: `présentée par Moscou comme …`."""
    for at in range(verb.last + 1, min(verb.last + _STEP, len(unit.words) - 1)):
        if unit.low(at) == look.speech["by"]:
            return phrase_from(look, unit, at + 1)
        if unit.low(at) in BREAKS or unit.verbal(at):
            break
    return None
