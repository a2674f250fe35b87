"""The title of an event: the best of its mentions' own, else its kind and who took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.lang.kinds import kind_name
from builder.lang.wording import french
from builder.model.event import Rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.corpus.chronology.evidence import Evidence
    from builder.corpus.chronology.features import EventFeatures
    from builder.model.event import Event

_RANKS = tuple(Rank)
_PARTIES = 3
"""Names in a title, at most."""

_PAIR = 2


def title(events: Sequence[EventFeatures], kind: str, evidence: Evidence) -> str:
    """The title of the event that some mentions tell, in the order of reading."""
    told = own(events, kind, evidence)
    if told:
        return told[0]
    # The fullest account of those who took part.
    accounts = [[p.entity for p in e.mention.participants] for e in events]
    return bare(kind, max(accounts, key=len), evidence)


def own(events: Sequence[EventFeatures], kind: str, evidence: Evidence) -> list[str]:
    """The titles that the mentions of an event have, the best first.

    Those of its own kind come first, asserted before wished, what an article is about
    before details, what tells before what only names the kind ("Déclaration du maire"),
    what names somebody before what does not; of equals the first. Words of a sentence
    that rights keep back are not used.
    """
    strength = list(evidence.known.words.modalities)
    label = kind_name(evidence.known.language, kind)
    told = [e.mention for e in events if _is_shown(e) and e.mention.title]
    told.sort(
        key=lambda mention: (
            mention.kind != kind,
            strength.index(mention.modality),
            not mention.headline,
            mention.title.startswith(label),
            not mention.participants,
            _RANKS.index(mention.rank),
        ),
    )
    return [mention.title for mention in told]


def _is_shown(event: EventFeatures) -> bool:
    return event.mention.sentence in event.story.opened


def bare(kind: str, entities: Sequence[str], evidence: Evidence) -> str:
    """A kind of event and a few names: `Appel téléphonique entre Ada Roux et Jan Vik`.

    `Accord : Ada Roux, Pérou` where no preposition fits them all; of nobody the kind.
    """
    label = kind_name(evidence.known.language, kind)
    parties = list(dict.fromkeys(entities))[:_PARTIES]
    names = [evidence.sides.name(entity) for entity in parties]
    if not names:
        return label
    words = evidence.known.words
    # "entre Pérou et Chili" wants articles that nobody knows; people have none.
    people = evidence.sides.people.issuperset(parties)
    if kind in words.mutual and people and len(names) >= _PAIR:
        first = ", ".join(names[:-1])
        return f"{label} {words.between} {first} {words.joining} {names[-1]}"
    return f"{label}\u00a0: {', '.join(names)}"


def others(
    event: Event, events: Sequence[EventFeatures], evidence: Evidence
) -> Iterator[str]:
    """What else an event can be called where another has its title.

    The words of its other mentions, its kind and names, then its title with where and
    when it was.
    """
    yield from own(events, event.kind, evidence)
    entities = [each.entity for each in event.participants]
    label = kind_name(evidence.known.language, event.kind)
    if entities and not event.title.startswith(label):
        yield bare(event.kind, entities, evidence)
    if event.places:
        yield f"{event.title} ({', '.join(evidence.sides.named(event.places))})"
    if event.placed is not None:
        yield f"{event.title} ({french(event.placed)})"
