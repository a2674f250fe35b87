"""Doubts about two names that may be one: near spellings, an acronym, an initial, one more word."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from builder.corpus.review.lines import DECIDED, either
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
    from builder.text.spelling import Parts, Sounds

_NEAR = 50
"""Names with one end in common that are compared, at most."""

_JOINT = 3
"""Letters of a word at most that an acronym may leave out: "des", "la"."""

_ASKED = {EntityType.PER: "person-two", EntityType.ORG: "institution-two"}
"""Message for each type of entity that is asked about."""


def near_names(
    articles: Sequence[Annotated],
    entities: Mapping[str, Entity],
    cannot_link: Collection[frozenset[str]],
    pack: LanguagePack,
) -> Iterator[Doubt]:
    """People and institutions, one of them unknown at least, whose names may be one; those mentioned most first.

    They are left apart, and asked about. Names are compared with those that share
    their first or last word, or their initials, so that time stays linear in the
    number of names.
    """
    counts = _mentions(articles)
    groups = _of_one_name(entities, cannot_link)
    asked = [_one_name(group, counts, pack) for group in groups]
    for old, new in _pairs(entities, pack.words(LinkWords).spellings):
        if frozenset((old.id, new.id)) not in cannot_link:
            asked.append(_two_names(old, new, counts, pack))
    yield from sorted(asked, key=lambda doubt: -doubt.settles)


def _mentions(articles: Sequence[Annotated]) -> Counter[str]:
    """How often each entity is meant."""
    counts: Counter[str] = Counter()
    for annotated in articles:
        for link in annotated.links:
            counts.update(link.entities)
    return counts


def _of_one_name(
    entities: Mapping[str, Entity], cannot_link: Collection[frozenset[str]]
) -> Iterator[list[Entity]]:
    """Unknown institutions of the very same name, all together, without those told apart from the first."""
    named: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities.values():
        if entity.type is EntityType.ORG and not entity.known:
            named[key(entity.name)].append(entity)
    for first, *others in named.values():
        left = [e for e in others if frozenset((first.id, e.id)) not in cannot_link]
        if left:
            yield [first, *left]


def _pairs(
    entities: Mapping[str, Entity], sounds: Sounds
) -> Iterator[tuple[Entity, Entity]]:
    by_end: dict[str, list[Entity]] = {}
    for new in entities.values():
        ends = _ends(new)
        for old in _sharing(ends, by_end):
            if _may_be_one(old, new, sounds):
                yield old, new
        for end in ends:
            near = by_end.setdefault(end, [])
            near.append(new)


def _ends(entity: Entity) -> tuple[str, ...]:
    """The first and the last word of a name that is asked about, and its initials; nothing of another type."""
    words = parts(entity.name) if entity.type in _ASKED else ()
    if not words:
        return ()
    ends = [words[0], words[-1]]
    if entity.type is EntityType.ORG:
        ends.append(_initials(entity.name))
    return tuple(dict.fromkeys(ends))


def _initials(name: str) -> str:
    """The first letters of the words of a name, its joints left out: `ubt` for "Union bretonne des travailleurs"."""
    words = key(name).replace("'", " ").split()
    return "".join(word[0] for word in words if len(word) > _JOINT)


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


def _may_be_one(old: Entity, new: Entity, sounds: Sounds) -> bool:
    """Whether two names can be one."""
    if old.type is not new.type or (old.known and new.known):
        return False
    short, long = sorted((parts(old.name), parts(new.name)), key=len)
    if _is_one_more_word(short, long):
        return True
    if new.type is EntityType.ORG:
        return _is_acronym(old.name, new.name) or _is_acronym(new.name, old.name)
    # People are spelled in many ways: Zelensky, Zelenskyy.
    return alike(short, long, sounds) or _has_initial(short, long)


def _is_one_more_word(short: Parts, long: Parts) -> bool:
    """`Claire Martin`, `Claire Martin-Duval`: two words and more, and one besides."""
    if len(short) <= 1 or len(long) != len(short) + 1:
        return False
    return any(short == (*long[:at], *long[at + 1 :]) for at in range(len(long)))


def _has_initial(one: Parts, other: Parts) -> bool:
    """`J. Kerry`, `John Kerry`."""
    if len(one) != len(other) or len(one) == 1 or one[1:] != other[1:]:
        return False
    initial, name = sorted((one[0], other[0]), key=len)
    return len(initial) == 1 and name.startswith(initial) and name != initial


def _is_acronym(short: str, long: str) -> bool:
    """`UBT`, `Union bretonne des travailleurs`."""
    is_acronym = short.isupper() and " " not in short
    return is_acronym and " " in long and key(short) == _initials(long)


def _one_name(
    group: Sequence[Entity], counts: Mapping[str, int], pack: LanguagePack
) -> Doubt:
    first, *others = group
    sources = "\u00a0; ".join(entity.source for entity in group)
    asked = sentences(pack, "review")["institutions-same"]
    what = asked.format(name=first.name, sources=sources)
    return _doubt(what, group, sum(counts[entity.id] for entity in others))


def _two_names(
    old: Entity, new: Entity, counts: Mapping[str, int], pack: LanguagePack
) -> Doubt:
    asked = sentences(pack, "review")[_ASKED[new.type]]
    what = asked.format(
        first=old.name,
        first_source=_told(old),
        second=new.name,
        second_source=_told(new),
    )
    return _doubt(what, (old, new), min(counts[old.id], counts[new.id]))


def _told(entity: Entity) -> str:
    """What somebody is called, and where."""
    return ", ".join(filter(None, (entity.description, entity.source)))


def _doubt(what: str, group: Sequence[Entity], settles: int) -> Doubt:
    ids = [entity.id for entity in group]
    lines = either("merge_entities", "apart_entities", ids)
    return Doubt("mention", "", None, what, lines, DECIDED, settles=max(settles, 1))
