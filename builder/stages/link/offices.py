"""Says who is meant by an office: a name beside it, its holder at the date told, or whom the article named in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Link, Mention, MentionKind, Status, Verdict
from builder.stages.link.holders import Answer, Memory, at_words, by_office
from builder.stages.link.rules import Rules, rules
from builder.stages.link.when import told_at
from builder.text.spelling import Parts, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.moment import Moment
    from builder.stages.link.roles import Role
    from builder.stages.link.scene import Scene


_RECENT = 60
"""Names of people looked back at for "le chef de l’État" alone."""


def resolve(scene: Scene, role: Role, beside: Link | None, memory: Memory) -> Answer | None:
    """Who is meant by an office; none where the wording is no office after all."""
    known = rules(scene.pack, scene.kb)
    kinds = set(role.title.kinds)
    if beside is not None and beside.entities:
        answer = _beside(scene, role, beside, offices_meant(scene, role, known), memory)
        line = scene.lines[role.line]
        start = line.index(beside.mention.span.start)
        direct = role.stop <= start and "," not in line.keys[role.stop : start]
        bare = role.stop - role.first == 1 and not role.title.office and direct
        return None if bare else answer  # "le président Trump": a title, part of the naming
    if kinds and kinds <= {*known.data["beside_names"], "counterpart"}:
        return None
    if role.title.many:
        return _several(scene, role, known) if len(role.of) > 1 else None
    if not role.of and not role.title.office:
        return _alone(scene, role, known, memory)
    if role.flags & {"generic", "predicate"}:
        return Answer(Verdict.REFUSED, (), (scene.say("generic"),))
    return by_office(scene, role, offices_meant(scene, role, known), memory)


def _several(scene: Scene, role: Role, known: Rules) -> Answer:
    """`les présidents russe et ukrainien`: the holders of one function in several states, where each is certain."""
    at = told_at(scene, role)
    each = [offices_meant(scene, replace(role, of=(state,)), known) for state in role.of]
    holders = [scene.kb.holders(found[0], at) if found else () for found in each]
    everybody = tuple(dict.fromkeys(i for ids in holders for i in ids))
    if all(len(ids) == 1 for ids in holders):
        return Answer(
            Verdict.LINKED,
            everybody,
            (scene.say("group-offices", at=at_words(at), names=scene.names(everybody)),),
            rule="office:group",
        )
    if not all(holders):
        return Answer(Verdict.UNKNOWN, (), (scene.say("no-holder"),), rule="office:group")
    reason = scene.say("change", at=at_words(at))
    return Answer(Verdict.AMBIGUOUS, everybody, (reason,), Status.UNSURE, "office:group")


def offices_meant(scene: Scene, role: Role, known: Rules) -> list[str]:
    """Offices that the wording can name, the best first."""
    if role.title.office:
        return [role.title.office]
    home: list[str] = []
    if not role.of and "republic" in role.title.kinds and known.data["home"] in scene.states | scene.named:
        home = [str(known.data["home"])]
    found: list[str] = []
    for state in (*role.of, *home):
        found += [o for o in scene.kb.offices_of(state) if _fits(scene, o, role.title.kinds, known)] or [
            o.id for o in scene.kb.offices.values() if o.seat == state and "tenant" in role.title.kinds
        ]
    return found


def _fits(scene: Scene, office: str, kinds: Sequence[str], known: Rules) -> bool:
    """Whether an office is of a kind, or of one that the press puts for it where the state has none of the kind."""
    own = {*scene.kb.offices[office].kinds, f"={office}"}
    if own & set(kinds):
        return True
    siblings = scene.kb.offices_of(scene.kb.offices[office].of)
    if any(set(kinds) & set(scene.kb.offices[o].kinds) for o in siblings):
        return False
    return any(own & set(known.data["instead"].get(k, ())) for k in kinds)


def _beside(scene: Scene, role: Role, beside: Link, offices: Sequence[str], memory: Memory) -> Answer:
    """An office in apposition to a name is that person, not a second one."""
    person = beside.entities[0]
    named = _named_holder(scene, beside, offices)
    if named:
        memory.renamed[beside.mention] = person = named
    name = scene.entity(person).name if person in scene.local or person in scene.kb.entities else beside.mention.surface
    if beside.verdict is Verdict.AMBIGUOUS and not named:
        return Answer(Verdict.AMBIGUOUS, beside.entities, beside.reasons, Status.UNSURE, "office:apposition")
    for kind in role.title.kinds:
        for state in role.of or ("",):
            memory.told.setdefault((kind, state), person)
    holders = scene.kb.holders(offices[0], told_at(scene, role)) if offices else ()
    dated = role.flags & {"former", "future", "elect", "ordinal", "then"}
    other = bool(holders) and person not in holders and not dated
    reason = scene.say("apposed-other" if other else "apposed", name=name)
    verdict = Verdict.LINKED if person in scene.kb.entities else Verdict.UNKNOWN
    return Answer(verdict, (person,), (reason,), Status.UNSURE if other else Status.MACHINE, "office:apposition")


def _named_holder(scene: Scene, beside: Link, offices: Sequence[str]) -> str:
    """`le pape François`, `la secrétaire d’État Clinton`: the one holder who bears the name; empty where none or several do."""
    if beside.verdict is Verdict.LINKED or not offices:
        return ""
    words = parts(beside.mention.surface)
    holders = scene.kb.holders(offices[0], scene.article.published.moment) or scene.kb.holders(offices[0], None)
    bearing = [h for h in holders if _bears(words, parts(scene.kb.entities[h].name))]
    return bearing[0] if len(bearing) == 1 else ""


def _bears(words: Parts, name: Parts) -> bool:
    """Whether all words are of the name, or the first and more than half of them: names from Arabic are spelled freely."""
    common = set(words) & set(name)
    return len(common) == len(words) or (words[0] == name[0] and 2 * len(common) > len(words))


def _alone(scene: Scene, role: Role, known: Rules, memory: Memory) -> Answer | None:
    """`le chef de l’État` without a state: whom the article last named in that office; nothing where there is nobody."""
    if not set(role.title.kinds) & set(known.data["alone"]) or role.flags & {"former", "future", "ordinal"}:
        return None
    if "definite" not in role.flags:
        return None
    at = told_at(scene, role)
    stop = bisect_right(memory.people, role.span.start, key=lambda x: x.mention.span.start)
    for link in reversed(memory.people[max(stop - _RECENT, 0) : stop]):
        person = link.entities[0]
        if _in_office(scene, person, role.title.kinds, at, known) or any(
            (k, s) in memory.told and memory.told[k, s] == person
            for k in role.title.kinds
            for s in ("", *_states(memory))
        ):
            verdict = Verdict.LINKED if person in scene.kb.entities else Verdict.UNKNOWN
            return Answer(verdict, (person,), (scene.say("anaphora", name=person),), Status.UNSURE, "office:anaphora")
    offices = offices_meant(scene, role, known)
    return by_office(scene, role, offices, memory) if offices else None


def _states(memory: Memory) -> Iterable[str]:
    return {state for _, state in memory.told}


def _in_office(scene: Scene, person: str, kinds: Sequence[str], at: Moment | None, known: Rules) -> bool:
    entity = scene.kb.entities.get(person)
    return entity is not None and any(
        _fits(scene, t.office, kinds, known) and person in scene.kb.holders(t.office, at) for t in entity.tenures
    )


def mention(scene: Scene, role: Role, answer: Answer) -> Link:
    """The link of an office."""
    kind = MentionKind.GROUP if role.title.many and answer.rule != "office:apposition" else MentionKind.ROLE
    marked = Mention(role.span, role.span.of(scene.article.text), kind, EntityType.PER, answer.rule, answer.status)
    return Link(marked, answer.verdict, answer.entities, answer.reasons)
