"""Links names of people: full names first, then what the article's own full names make of the short ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Mention, Status
from builder.text.fold import fold, key
from builder.text.slug import slug
from builder.text.spelling import Parts, alike, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.links.scene import Answer, Scene
    from builder.kb.base import KnowledgeBase

_FAR_MORE = 3
"""How many times as often the foremost of several bearers is named in full."""


_SURNAME = 5
"""Words of a surname at most."""

_NEAR = 50
"""Names compared letter by letter at most."""


@dataclass(slots=True)
class Cast:
    """Full names. Every question is answered from an index, so that a crowd costs no more."""

    names: dict[Parts, dict[str, None]] = field(default_factory=dict)
    """Ids by the words of the full name."""

    seen: dict[str, str] = field(default_factory=dict)
    """First full wording, by id."""

    counts: dict[str, int] = field(default_factory=dict)
    """How often the full name stands, by id."""

    styled: dict[Parts, str] = field(default_factory=dict)
    """Id by the words of a short name that stands with its title somewhere: `le pape François`."""

    _tails: dict[Parts, dict[str, str]] = field(default_factory=dict)
    """By surname words: id and first name."""

    _heads: dict[Parts, dict[str, None]] = field(default_factory=dict)
    _ends: dict[str, list[tuple[Parts, str]]] = field(default_factory=dict)
    """Full names by first word and by last word."""

    def add(self, surface: str, entity: str) -> None:
        """Note a full name."""
        words = parts(surface)
        self.seen.setdefault(entity, surface)
        self.counts[entity] = self.counts.get(entity, 0) + 1
        bearers = self.names.setdefault(words, {})
        if entity in bearers:
            return
        bearers[entity] = None
        for cut in range(1, min(len(words), _SURNAME + 1)):
            self._tails.setdefault(words[-cut:], {}).setdefault(entity, words[0])
            self._heads.setdefault(words[:cut], {})[entity] = None
        for end in {words[0], words[-1]}:
            self._ends.setdefault(end, []).append((words, entity))

    def bearers(self, words: Parts) -> list[str]:
        """Ids of those whose surname the words are, or whose initial and surname."""
        initial, tail = (
            (words[0], words[1:])
            if len(words) > 1 and len(words[0]) == 1
            else ("", words)
        )
        return [
            i
            for i, first in self._tails.get(tail, {}).items()
            if first.startswith(initial)
        ]

    def firsts(self, words: Parts) -> list[str]:
        """Ids of those whose first name the words are."""
        return list(self._heads.get(words, ()))

    def near(self, words: Parts) -> list[tuple[Parts, str]]:
        """Full names that share the first word or the last; the first dozens of them."""
        return [
            *self._ends.get(words[0], ())[:_NEAR],
            *self._ends.get(words[-1], ())[:_NEAR],
        ]


@lru_cache(maxsize=8)
def _base(kb: KnowledgeBase) -> Cast:
    """Everybody whom a knowledge base knows by a full name, indexed once."""
    cast = Cast()
    for entity in kb.entities.values():
        if entity.type is EntityType.PER:
            for name in (entity.name, *entity.aliases):
                if len(parts(name)) > 1:
                    cast.add(name, entity.id)
    return cast


def link_people(scene: Scene, mentions: Sequence[Mention]) -> dict[Mention, Answer]:
    """An answer to each mention of a person."""
    cast = Cast()
    full = [m for m in mentions if _full(scene, m.surface)]
    answers: dict[Mention, Answer] = {}
    for mention in full:
        answers[mention] = _told_apart(scene, mention, _full_name(scene, mention, cast))
        for entity in answers[mention].entities:
            cast.add(mention.surface, entity)
    styled = {
        m: person
        for m in mentions
        if m not in answers and (person := _styled(scene, m))
    }
    answers |= {m: scene.one(person, "alias") for m, person in styled.items()}
    cast.styled = {parts(m.surface): person for m, person in styled.items()}
    return answers | {
        m: _told_apart(scene, m, _short_name(scene, m, cast))
        for m in mentions
        if m not in answers
    }


def _told_apart(scene: Scene, mention: Mention, answer: Answer) -> Answer:
    """The answer, or a person of the mention's own where the author tells the two apart."""
    own = new_id(scene, mention)
    return (
        named(scene, mention, own)
        if any(frozenset((own, i)) in scene.kb.cannot_link for i in answer.entities)
        else answer
    )


def _full(scene: Scene, name: str) -> bool:
    """Whether a first name and a surname stand there: neither `Trump` nor `von der Leyen` nor `J. Kerry`."""
    words = name.split()
    return (
        len(words) > 1
        and fold(words[0]) not in scene.rules.sets["particles"]
        and len(parts(name)[0]) > 1
    )


def _full_name(scene: Scene, mention: Mention, cast: Cast) -> Answer:
    words = parts(mention.surface)
    known = tuple(cast.names.get(words, ()))
    if not known and (same := _part_of(mention.surface, cast)):
        return _of(scene, same, "middle", cast, Status.UNSURE)
    known = known or _known(scene, mention.surface) or _known(scene, " ".join(words))
    if len(known) > 1:
        return scene.several(known, "shared")
    return named(scene, mention, known[0]) if known else _nearly(scene, mention, cast)


def _nearly(scene: Scene, mention: Mention, cast: Cast) -> Answer:
    """A name that nobody bears as it stands: with more words in between, or spelled another way."""
    words, base = parts(mention.surface), _base(scene.kb)
    ends = {
        i
        for name, i in base.near(words)
        if (name[0], name[-1]) == (words[0], words[-1])
    }
    if len(ends) == 1 and len(words) > 2:  # noqa: PLR2004 - a first name, a surname, and more between
        return scene.one(ends.pop(), "middle", Status.UNSURE)
    near = {
        i
        for name, i in (*cast.near(words), *base.near(words))
        if alike(name, words, scene.rules.sounds)
    }
    if len(near) == 1:
        return _of(scene, near.pop(), "near", cast, Status.UNSURE, seen=mention.surface)
    return named(scene, mention, new_id(scene, mention))


def _part_of(surface: str, cast: Cast) -> str:
    """Whose full name is the end of a longer one (`Fra Matthew Festing`) or three words and more at its beginning; empty where nobody’s."""
    written = surface.split()
    shorter = [written[cut:] for cut in range(1, len(written) - 1)] + [
        written[:cut] for cut in range(3, len(written))
    ]
    found = (cast.names.get(parts(" ".join(words))) for words in shorter)
    return next((next(iter(ids)) for ids in found if ids), "")


def _short_name(scene: Scene, mention: Mention, cast: Cast) -> Answer:
    gender, initial = _before(scene, mention)
    words = (initial, *parts(mention.surface)) if initial else parts(mention.surface)
    known = tuple(
        i
        for i in _known(scene, mention.surface)
        if key(scene.kb.entities[i].name).startswith(initial)
    )
    if bearers := _fitting(scene, cast.bearers(words), gender):
        return _by_article(scene, mention, bearers, known, cast)
    if fitting := _fitting(scene, known, gender):
        return _by_base(scene, mention, fitting, known, gender)
    firsts = _fitting(scene, cast.firsts(words), gender)
    if words in cast.styled:
        return scene.one(
            cast.styled[words], "alias", Status.UNSURE if firsts else Status.MACHINE
        )
    if len(firsts) != 1:
        return named(scene, mention, new_id(scene, mention))
    return _of(scene, firsts[0], "first-name", cast, Status.UNSURE)


def _styled(scene: Scene, mention: Mention) -> str:
    """`le roi Salmane`, `le pape François`: who bears the name with the title before it; empty where nobody does."""
    title = scene.before(mention.span, 1)[0]
    bearers = _known(scene, f"{title} {mention.surface}") if title else ()
    return bearers[0] if len(bearers) == 1 else ""


def _by_article(
    scene: Scene,
    mention: Mention,
    bearers: Sequence[str],
    known: Sequence[str],
    cast: Cast,
) -> Answer:
    """The article's own full names decide before anybody whom it does not name."""
    if len(bearers) > 1:
        return _foremost(scene, bearers, known, cast)
    if bearers[0] in known:
        return named(scene, mention, bearers[0])
    return _of(
        scene,
        bearers[0],
        "initial" if len(parts(mention.surface)[0]) == 1 else "surname",
        cast,
    )


def _foremost(
    scene: Scene, bearers: Sequence[str], known: Sequence[str], cast: Cast
) -> Answer:
    """Of several bearers, the one whom the article is about: named in full far more often, or alone famous by the surname."""
    famous = [i for i in bearers if i in known]
    first, second, *_ = sorted(bearers, key=lambda i: (-cast.counts[i], i))
    if cast.counts[first] >= _FAR_MORE * cast.counts[second]:
        return _of(scene, first, "foremost", cast, Status.UNSURE)
    if len(famous) == 1 and _FAR_MORE * cast.counts[famous[0]] > cast.counts[first]:
        return _of(scene, famous[0], "foremost", cast, Status.UNSURE)
    return scene.several(sorted(bearers), "shared")


def _by_base(
    scene: Scene,
    mention: Mention,
    fitting: Sequence[str],
    known: Sequence[str],
    gender: str,
) -> Answer:
    """Whom the article does not name in full: nobody known where nothing but a surname speaks for it."""
    if len(fitting) > 1:
        return scene.several(fitting, "shared")
    sure = gender or _at_home(scene, fitting[0]) or _titled(scene, mention, fitting[0])
    if not sure and not any(
        scene.kb.entities[i].type is EntityType.PER for i in scene.named - {fitting[0]}
    ):
        return named(scene, mention, new_id(scene, mention))
    doubted = not sure or scene.before(mention.span, 1)[0] in scene.rules.sets["some"]
    status = Status.UNSURE if doubted else Status.MACHINE
    return scene.one(fitting[0], "gender" if len(known) > 1 else "alias", status)


def _titled(scene: Scene, mention: Mention, person: str) -> bool:
    """`le président Trump`: whether the word before the name is the title of an office that the person held."""
    title = scene.rules.titles.get(scene.before(mention.span, 1))
    held = (scene.kb.offices[t.office].kinds for t in scene.kb.entities[person].tenures)
    return title is not None and any(set(title.kinds) & set(kinds) for kinds in held)


def _at_home(scene: Scene, person: str) -> bool:
    """Whether the article speaks of a state or body that the person served: a bare surname alone could be anybody's."""
    entity = scene.kb.entities[person]
    served = {scene.kb.offices[t.office].of for t in entity.tenures}
    near = served | {scene.kb.entities[i].country for i in served} | {entity.country}
    return not served or not near.isdisjoint(scene.near)


def _of(
    scene: Scene,
    entity: str,
    reason: str,
    cast: Cast,
    status: Status = Status.MACHINE,
    **words: str,
) -> Answer:
    """That a person is meant, whom reasons call as the knowledge base does, or as the article first did."""
    name = entity if entity in scene.kb.entities else cast.seen[entity]
    return scene.one(entity, reason, status, name=name, **words)


def named(scene: Scene, mention: Mention, entity: str) -> Answer:
    """That an entity is meant by its name, by another that it bears, or by one that nobody knows."""
    known = scene.kb.entities.get(entity)
    if known is None:
        return scene.one(entity, "unknown")
    return scene.one(
        entity, "name" if key(known.name) == key(mention.surface) else "alias"
    )


def _known(scene: Scene, surface: str) -> tuple[str, ...]:
    return tuple(
        i
        for i in scene.kb.named(surface)
        if scene.kb.entities[i].type is EntityType.PER
    )


def _fitting(scene: Scene, ids: Sequence[str], gender: str) -> list[str]:
    """Those whom the title before the name does not exclude."""
    if not gender:
        return list(ids)
    genders = {
        i: scene.kb.entities[i].gender if i in scene.kb.entities else "" for i in ids
    }
    sure = [i for i in ids if genders[i] == gender]
    return sure if len(sure) == 1 else [i for i in ids if genders[i] in ("", gender)]


def _before(scene: Scene, mention: Mention) -> tuple[str, str]:
    """What stands right before a name: the gender that "M." or "Mme" tells, or the initial of a first name."""
    line = scene.at(mention.span.start)
    if line is None:
        return "", ""
    index = line.index(mention.span.start) - 1
    dotted = line.key(index) == "."
    index -= dotted
    word = line.key(index)
    gender = scene.rules.genders.get(word + "." if dotted else word, "")
    initial = dotted and not gender and len(word) == 1 and line.words[index].capital
    return gender, word if initial else ""


def unbracketed(mention: Mention) -> str:
    """The words of a name, without the brackets of "(Volodymyr) Zelensky"."""
    return " ".join(mention.surface.translate({40: 32, 41: 32}).split())


def new_id(scene: Scene, mention: Mention) -> str:
    """Address of an entity that nobody knew: the slug of its name, with its type where a known one has that address."""
    address = slug(unbracketed(mention))
    taken = address in scene.kb.entities or address in scene.kb.offices
    return f"{address}-{mention.type.value.lower()}" if taken else address
