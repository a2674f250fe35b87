"""Claims as they are compared: when, who on whose side, where, in what words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builder.corpus.chronology.words import Words, figures, holds, stems, tokens
from builder.model.article import BlockKind
from builder.model.dates import EdtfDate, Precision, parse_edtf
from builder.model.event import EventMention, Modality, Role
from builder.model.mention import EntityType, LinkStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.model.dossier import Annotated
    from builder.model.entity import Entity, Office

TOLD = (Modality.ASSERTED, Modality.REPORTED, Modality.CONDITIONAL)
"""Told as so, however surely."""
_NEWS = timedelta(days=31)
"""News without a date of its own is not older than this before its article."""
_SEVERAL = 2
_OPENING = 3
"""Blocks among which a title is looked for."""


@dataclass(frozen=True)
class Cast:
    """Who stands on whose side: the person on that of the state or organisation whose office they hold."""

    side: Mapping[str, str]
    people: frozenset[str]
    names: Mapping[str, str]


def cast_of(entities: Mapping[str, Entity], offices: Mapping[str, Office]) -> Cast:
    """The cast of a dossier."""
    return Cast(
        {e: _side(e, entities, offices) for e in entities},
        frozenset(e.id for e in entities.values() if e.type is EntityType.PER),
        {e.id: e.name for e in entities.values()},
    )


def _side(
    entity: str, entities: Mapping[str, Entity], offices: Mapping[str, Office]
) -> str:
    for _ in range(4):  # a person, their office, its seat, the state
        known = entities.get(entity)
        if known is None:
            break
        held = next(
            (
                offices[t.office].of
                for t in reversed(known.tenures)
                if t.office in offices
            ),
            "",
        )
        above = known.stands_for or known.country or held
        if not above:
            break
        entity = above
    return entity


@dataclass(frozen=True)
class Profile:
    """A claim as it is compared with others."""

    claim: EventMention
    told: Annotated
    """The article, of which only what stands in the claim's sentence is kept beside the text (see `scopes`)."""

    place: int
    """Number of its sentence in the article."""

    focus: EdtfDate | None
    """Its moment; for something that goes on since a date, that date."""

    window: tuple[date, date]
    """Days, both included, in which it can have been; news without a date is as old as its article at most."""

    news: date | None
    """First day its article can be of."""

    actors: frozenset[str]
    parties: frozenset[str]
    """Those who do it or with whom it is done; all participants where the text tells no parts."""

    named: frozenset[str]
    """Whom and what its words name besides."""

    places: frozenset[str]
    """None for a claim that refers back: where it was has been said."""

    stems: Mapping[str, str]
    """Without those of names."""

    trigger: frozenset[str]
    """Stems of the trigger."""

    figures: Mapping[str, float]
    refers: str
    """The determiner with which it refers back ("cet échange"); empty where it does not."""

    denies: bool
    """Whether it is the act of denying, which is another than that of saying."""

    title: bool
    """Whether the title of its article tells it."""

    @property
    def stance(self) -> str:
        """What keeps apart: what is told as so, however surely, and each way of not telling it so."""
        told = "denying" if self.denies else "told"
        return told if self.claim.modality in TOLD else self.claim.modality.value

    @property
    def place_told(self) -> tuple[str, str]:
        """Article and sentence."""
        return self.claim.article, self.claim.sentence

    def meets(self, other: Profile) -> bool:
        """Whether both can have been on one day."""
        return self.window[0] <= other.window[1] and other.window[0] <= self.window[1]


def apart(
    claim: EventMention, told: Annotated, known: Words
) -> tuple[EventMention, ...]:
    """The claim; one a counterpart where it says that somebody met or called several in turn."""
    patients = [p for p in claim.participants if p.part is Role.PATIENT]
    words = claim.span.of(told.article.text)
    if (
        len(patients) < _SEVERAL
        or not known.is_a("dyadic", claim.kind)
        or not holds(words, known.data["distinct"])
    ):
        return (claim,)
    rest = tuple(p for p in claim.participants if p.part is not Role.PATIENT)
    return tuple(
        replace(
            claim, id=f"{claim.id}{f'-{n}' if n else ''}", participants=(*rest, patient)
        )
        for n, patient in enumerate(patients)
    )


def profile(claim: EventMention, place: int, told: Annotated, known: Words) -> Profile:
    """What is compared of a claim; of `told` only what stands in its sentence is looked at."""
    text = told.article.text
    links = [k for k in told.links if claim.span.covers(k.mention.span)]
    names = stems(" ".join(k.mention.surface for k in links), known)
    trigger = frozenset(stems(claim.trigger.of(text), known))
    published = told.article.published.date
    focus = _focus(claim)
    before = tokens(text[max(0, claim.trigger.start - 24) : claim.trigger.start])
    refers = before[-1] if before and before[-1] in known.data["definite"] else ""
    actors = frozenset(p.entity for p in claim.participants)
    parties = frozenset(
        p.entity for p in claim.participants if p.part is not Role.OTHER
    )
    places = frozenset(() if refers else claim.places)
    named = frozenset(
        e for k in links if k.verdict is not LinkStatus.AMBIGUOUS for e in k.entities
    )
    return Profile(
        claim,
        told,
        place,
        focus,
        _window(claim, focus, published),
        published.earliest if published else None,
        actors,
        parties or actors,
        (named | set(claim.places)) - actors - places,
        places,
        {s: w for s, w in stems(claim.span.of(text), known).items() if s not in names},
        trigger,
        figures(claim.span.of(text), known),
        refers,
        bool(holds(claim.trigger.of(text), known.data["denial"])),
        any(
            b.kind is BlockKind.TITLE and b.span.covers(claim.trigger)
            for b in told.article.blocks[:_OPENING]
        ),
    )


def _focus(claim: EventMention) -> EdtfDate | None:
    moment = claim.date
    if moment is None or moment.precision is Precision.NONE:
        return None
    if claim.timex is None and moment.earliest is None:
        return None  # no words date it: it is only no later than its article
    if moment.precision is Precision.OPEN and moment.earliest:
        return parse_edtf(moment.edtf.partition("/")[0])
    return moment


def _window(
    claim: EventMention, focus: EdtfDate | None, published: EdtfDate | None
) -> tuple[date, date]:
    if focus is not None:
        low, high = focus.earliest or date.min, focus.latest or date.max
        return (date.min, date.max) if focus.approximate else (low, high)
    if published is None:
        return date.min, date.max
    first = published.earliest if published.earliest and not claim.background else None
    low = first - _NEWS if first and first > date.min + _NEWS else date.min
    return low, (published.latest or date.max) if claim.modality in (
        *TOLD,
        Modality.DENIED,
    ) else date.max
