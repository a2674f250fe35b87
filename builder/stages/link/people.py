"""Links names of people: full names first, then what the article's own full names make of the short ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Status, Verdict
from builder.stages.link.cast import Cast, full, people, sounds
from builder.stages.link.rules import rules
from builder.text.fold import key
from builder.text.slug import slug
from builder.text.spelling import alike, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.mention import Mention
    from builder.stages.link.scene import Scene


@dataclass(frozen=True, slots=True)
class Decision:
    """What one name means."""

    verdict: Verdict
    entities: tuple[str, ...]
    reason: str
    status: Status = Status.MACHINE
    firm: bool = False
    """Whether it also settles doubts about the name itself."""


def link_people(scene: Scene, mentions: Sequence[Mention]) -> tuple[dict[Mention, Decision], dict[str, Mention]]:
    """A decision on each mention of a person; and the first wording of each local entity to be made, by id."""
    cast = Cast()
    decided: dict[Mention, Decision] = {}
    local: dict[str, Mention] = {}
    for mention in mentions:
        if full(mention.surface, scene.pack) and len(parts(mention.surface)[0]) > 1:
            decision = decided[mention] = _full_name(scene, mention, cast)
            if decision.verdict is Verdict.UNKNOWN:
                local.setdefault(decision.entities[0], mention)
            for entity in decision.entities:
                cast.add(mention.surface, entity)
    for mention in mentions:
        if mention not in decided:
            decision = decided[mention] = _short_name(scene, mention, cast)
            if decision.verdict is Verdict.UNKNOWN:
                local.setdefault(decision.entities[0], mention)
    return decided, local


def _full_name(scene: Scene, mention: Mention, cast: Cast) -> Decision:
    words = parts(mention.surface)
    if words in cast.names:
        return _again(scene, mention, cast.names[words])
    if same := _part_of(mention.surface, cast):
        return _of(scene, same, _say(scene, "middle", same, cast), Status.UNSURE)
    known = _known(scene, mention.surface) or _known(scene, " ".join(words))
    if len(known) > 1:
        return Decision(Verdict.AMBIGUOUS, known, scene.say("shared"))
    return _named(scene, mention, known[0]) if known else _nearly(scene, mention, cast)


def _nearly(scene: Scene, mention: Mention, cast: Cast) -> Decision:
    """A name that nobody bears as it stands: with more words in between, or spelled another way."""
    words = parts(mention.surface)
    index = people(scene.kb)
    ends = index.ends.get((words[0], words[-1]), ())
    if len(ends) == 1 and len(words) > 2:  # noqa: PLR2004 - a first name, a surname, and more between
        return Decision(Verdict.LINKED, ends, scene.say("middle", name=ends[0]), Status.UNSURE)
    near = [
        *(x for x in cast.near(words) if alike(x[0], words, sounds(scene.pack))),
        *(
            x
            for x in (*index.firsts.get(words[0], ()), *index.lasts.get(words[-1], ()))
            if alike(x[0], words, sounds(scene.pack))
        ),
    ]
    if len({i for _, i in near}) == 1:
        seen = cast.seen.get(near[0][1], near[0][1])
        reason = scene.say("near", name=near[0][1] if near[0][1] in scene.kb.entities else seen, seen=mention.surface)
        return _of(scene, near[0][1], reason, Status.UNSURE)
    return Decision(Verdict.UNKNOWN, (new_id(scene, mention),), scene.say("unknown"))


def _part_of(surface: str, cast: Cast) -> str:
    """`Fra Matthew Festing`: the person whose full name ends the longer one; empty where there is none."""
    written = surface.split()
    for cut in range(1, len(written) - 1):
        person = cast.names.get(parts(" ".join(written[cut:])))
        if person is not None:
            return person
    return ""


def _short_name(scene: Scene, mention: Mention, cast: Cast) -> Decision:
    gender, initial = _before(scene, mention)
    words = (initial, *parts(mention.surface)) if initial else parts(mention.surface)
    known = tuple(i for i in _known(scene, mention.surface) if key(scene.kb.entities[i].name).startswith(initial))
    bearers = _fitting(scene, cast.bearers(words), gender)
    if bearers:
        return _by_article(scene, mention, bearers, known, cast)
    fitting = tuple(_fitting(scene, known, gender))
    if fitting:
        return _by_base(scene, mention, fitting, known, gender)
    firsts = _fitting(scene, cast.firsts(words), gender)
    if len(firsts) == 1:
        bracketed = scene.article.text[mention.span.end : mention.span.end + 2] == ") "  # "(Volodymyr) Zelensky"
        said = _of(scene, firsts[0], _say(scene, "first-name", firsts[0], cast), Status.UNSURE)
        return replace(said, status=Status.MACHINE, firm=True) if bracketed else said
    return Decision(Verdict.UNKNOWN, (new_id(scene, mention),), scene.say("unknown"))


def _by_article(scene: Scene, mention: Mention, bearers: Sequence[str], known: Sequence[str], cast: Cast) -> Decision:
    """The article's own full names decide before anybody whom it does not name."""
    if len(bearers) > 1:
        return _foremost(scene, bearers, known, cast)
    if bearers[0] in known:
        return _named(scene, mention, bearers[0])
    reason = "initial" if len(parts(mention.surface)[0]) == 1 else "surname"
    return _of(scene, bearers[0], _say(scene, reason, bearers[0], cast))


def _foremost(scene: Scene, bearers: Sequence[str], known: Sequence[str], cast: Cast) -> Decision:
    """Of several bearers, the one whom the article is about: named in full far more often, or alone famous by the surname."""
    famous = [i for i in bearers if i in known]
    first, second, *_ = sorted(bearers, key=lambda i: (-cast.counts[i], i))
    if cast.counts[first] >= _FAR_MORE * cast.counts[second]:
        return _of(scene, first, _say(scene, "foremost", first, cast), Status.UNSURE)
    if len(famous) == 1 and _FAR_MORE * cast.counts[famous[0]] > cast.counts[first]:
        return _of(scene, famous[0], _say(scene, "foremost", famous[0], cast), Status.UNSURE)
    return Decision(Verdict.AMBIGUOUS, tuple(sorted(bearers)), scene.say("shared"), Status.UNSURE)


_FAR_MORE = 3


def _by_base(scene: Scene, mention: Mention, fitting: tuple[str, ...], known: Sequence[str], gender: str) -> Decision:
    if len(fitting) > 1:
        return Decision(Verdict.AMBIGUOUS, fitting, scene.say("shared"), Status.UNSURE)
    sure = gender or _spoken_of(scene, fitting[0]) or _titled(scene, mention, fitting[0])
    status = Status.MACHINE if sure else Status.UNSURE
    return _of(scene, fitting[0], scene.say("gender" if len(known) > 1 else "alias", name=fitting[0]), status)


def _titled(scene: Scene, mention: Mention, person: str) -> bool:
    """`le président Trump`: whether the word before the name is the title of an office that the person held."""
    title = rules(scene.pack, scene.kb).titles.get(scene.before(mention.span, 1))
    held = (scene.kb.offices[t.office].kinds for t in scene.kb.entities[person].tenures)
    return title is not None and any(set(title.kinds) & set(kinds) for kinds in held)


def _spoken_of(scene: Scene, person: str) -> bool:
    """Whether the article speaks of a state or body that the person served: a bare surname alone could be anybody's."""
    entity = scene.kb.entities[person]
    served = {scene.kb.offices[t.office].of for t in entity.tenures}
    near = served | {scene.kb.entities[i].country for i in served} | {entity.country}
    return not served or not near.isdisjoint(scene.states | scene.named | scene.countries)


def _of(scene: Scene, entity: str, reason: str, status: Status = Status.MACHINE) -> Decision:
    """Linked, where the entity is known; else one more wording of an unknown one."""
    verdict = Verdict.LINKED if entity in scene.kb.entities else Verdict.UNKNOWN
    return Decision(verdict, (entity,), reason, status)


def _say(scene: Scene, reason: str, entity: str, cast: Cast) -> str:
    return scene.say(reason, name=entity if entity in scene.kb.entities else cast.seen[entity])


def _again(scene: Scene, mention: Mention, entity: str) -> Decision:
    if entity in scene.kb.entities:
        return _named(scene, mention, entity)
    return Decision(Verdict.UNKNOWN, (entity,), scene.say("unknown"))


def _named(scene: Scene, mention: Mention, entity: str) -> Decision:
    own = scene.kb.entities[entity].name
    reason = "name" if key(own) == key(mention.surface) else "alias"
    return Decision(Verdict.LINKED, (entity,), scene.say(reason, name=entity))


def _known(scene: Scene, surface: str) -> tuple[str, ...]:
    return tuple(i for i in scene.kb.named(surface) if scene.kb.entities[i].type is EntityType.PER)


def _fitting(scene: Scene, ids: Sequence[str], gender: str) -> list[str]:
    """Those whom the title before the name does not exclude."""
    kept = [i for i in ids if not gender or i not in scene.kb.entities or scene.kb.entities[i].gender in ("", gender)]
    sure = [i for i in kept if gender and i in scene.kb.entities and scene.kb.entities[i].gender == gender]
    return sure if len(kept) > 1 and len(sure) == 1 else kept


def _before(scene: Scene, mention: Mention) -> tuple[str, str]:
    """What stands right before a name: the gender that "M." or "Mme" tells, or the initial of a first name."""
    at = scene.at(mention.span.start)
    if at < 0:
        return "", ""
    line = scene.lines[at]
    index = line.index(mention.span.start) - 1
    dotted = line.key(index) == "."
    word = line.key(index - 1) if dotted else line.key(index)
    gender = _titles(scene.pack).get(word + "." if dotted else word, "")
    initial = dotted and not gender and len(word) == 1 and scene.article.text[line.words[index - 1].start].isupper()
    return gender, word if initial else ""


@lru_cache(maxsize=8)
def _titles(pack: LanguagePack) -> dict[str, str]:
    return {key(title): gender for gender, titles in pack.data("link")["titles"].items() for title in titles}


def new_id(scene: Scene, mention: Mention) -> str:
    """Address of an entity that nobody knew: the slug of its name, with its type where a known one has that address."""
    address = slug(" ".join(mention.surface.translate({40: 32, 41: 32}).split()))
    taken = address in scene.kb.entities or address in scene.kb.offices
    return f"{address}-{mention.type.value.lower()}" if taken else address
