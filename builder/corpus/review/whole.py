"""Doubts about the whole dossier: events that may be one, names that may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.corpus import duplicates
from builder.corpus.review.lines import DECIDED, either, repeats
from builder.lang.messages import sentences
from builder.lang.schema_links import LinkWords
from builder.model.dossier import Doubt
from builder.model.mention import EntityType
from builder.text.fold import key
from builder.text.spelling import alike, parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.event import Event, MergeProposal
    from builder.text.spelling import Sounds

_NEAR = 50
"""Names with one end in common that are compared letter by letter, at most."""

_ASKED = {EntityType.PER: "person-two", EntityType.ORG: "institution-two"}
"""Message for each type of entity that is asked about."""


def repeated(
    articles: Sequence[Annotated],
    copies: Mapping[str, str],
    distinct: Sequence[Collection[str]],
    pack: LanguagePack,
) -> Iterator[Doubt]:
    """Pairs of nearly the same text of which the author has said nothing."""
    asked = sentences(pack, "review")["article-twice"]
    for pair in duplicates.find(articles):
        both = {pair.first, pair.second}
        if copies.keys() & both or any(both <= set(group) for group in distinct):
            continue
        share = round(100 * pair.share)
        what = asked.format(first=pair.first, second=pair.second, share=share)
        entry = repeats(pair.second, pair.first)
        yield Doubt("article", pair.second, None, what, entry, DECIDED)


def proposed(
    proposals: Sequence[MergeProposal], events: Sequence[Event], pack: LanguagePack
) -> Iterator[Doubt]:
    """One for each proposal whose events are both told."""
    titles = {event.id: event.title for event in events}
    asked = sentences(pack, "review")["event-two"]
    for proposal in proposals:
        pair = (proposal.first, proposal.second)
        if not titles.keys() >= set(pair):
            continue
        what = asked.format(
            first=_inner(titles[proposal.first]),
            second=_inner(titles[proposal.second]),
            reasons=" ".join(proposal.reasons),
        )
        entry = either("merge", "apart", pair)
        yield Doubt("event", "", None, what, entry, DECIDED, pair)


def _inner(title: str) -> str:
    """A title as it stands within guillemets."""
    return title.replace("«\u00a0", "“").replace("\u00a0»", "”")


def near_names(
    entities: Mapping[str, Entity],
    cannot_link: Collection[frozenset[str]],
    pack: LanguagePack,
) -> Iterator[Doubt]:
    """Unknown people of near names and unknown institutions of one name.

    They are left apart, and asked about. Names are compared with those that share
    their first or last word, so that time stays linear in the number of names.
    """
    sounds = pack.words(LinkWords).spellings
    by_end: dict[str, list[Entity]] = {}
    for new in entities.values():
        ends = _ends(new)
        for old in _sharing(ends, by_end):
            told_apart = frozenset((old.id, new.id)) in cannot_link
            if not told_apart and _may_be_one(old, new, sounds):
                yield _two_names(old, new, pack)
        for end in ends:
            near = by_end.setdefault(end, [])
            near.append(new)


def _ends(entity: Entity) -> tuple[str, ...]:
    """The first and the last word of a name that is asked about; none of what is known, or of another type."""
    if entity.known or entity.type not in _ASKED:
        return ()
    words = parts(entity.name)
    if not words:
        return ()
    first, last = words[0], words[-1]
    return (first,) if first == last else (first, last)


def _sharing(
    ends: Sequence[str], by_end: Mapping[str, Sequence[Entity]]
) -> list[Entity]:
    """Those whose name has an end in common with another, each once."""
    found: dict[str, Entity] = {}
    for end in ends:
        # Comparing all with all would take the square of the names.
        for old in by_end.get(end, ())[-_NEAR:]:
            found[old.id] = old
    return list(found.values())


def _two_names(old: Entity, new: Entity, pack: LanguagePack) -> Doubt:
    asked = sentences(pack, "review")[_ASKED[new.type]]
    what = asked.format(
        first=old.name,
        first_source=old.source,
        second=new.name,
        second_source=new.source,
    )
    entry = either("merge_entities", "apart_entities", (old.id, new.id))
    return Doubt("mention", "", None, what, entry, DECIDED)


def _may_be_one(old: Entity, new: Entity, sounds: Sounds) -> bool:
    """Whether two names can be one: of an institution, in the same words only."""
    if old.type is not new.type:
        return False
    if new.type is EntityType.ORG:
        return key(old.name) == key(new.name)
    # People are spelled in many ways: Zelensky, Zelenskyy.
    return alike(parts(old.name), parts(new.name), sounds)
