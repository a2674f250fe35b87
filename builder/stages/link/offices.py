"""Says who is meant by an office: a name beside it, its holder at the date told, or whom the article named in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.lang.wording import french
from builder.model.mention import EntityType, Link, Mention, MentionKind, Status, Verdict
from builder.model.moment import day, parse_edtf
from builder.stages.link.roles import Role, Rules, rules
from builder.stages.link.when import told_at
from builder.text.spelling import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model.moment import Moment
    from builder.stages.link.scene import Scene


_RECENT = 60
"""Names of people looked back at for "le chef de l’État" alone."""


@dataclass(slots=True)
class Memory:
    """What the article has told so far, sentence by sentence."""

    people: list[Link]
    """Links to persons by name, in the order of the text."""

    cast: frozenset[str]
    """Ids of the people whom the article names."""

    renamed: dict[Mention, str] = field(default_factory=dict)
    """Who a name beside an office turns out to be."""

    told: dict[tuple[str, str], str] = field(default_factory=dict)
    """Person by (function or office, state), as appositions gave it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant, and why."""

    verdict: Verdict
    entities: tuple[str, ...]
    reasons: tuple[str, ...]
    status: Status = Status.MACHINE
    rule: str = "office"


def resolve(scene: Scene, role: Role, beside: Link | None, memory: Memory) -> Answer | None:
    """Who is meant by an office; none where the wording is no office after all."""
    known = rules(scene.pack, scene.kb)
    kinds = set(role.title.kinds)
    if beside is not None and beside.entities:
        answer = _beside(scene, role, beside, offices_meant(scene, role, known), memory)
        direct = scene.lines[role.line].index(beside.mention.span.start) == role.stop
        bare = role.stop - role.first == 1 and not role.title.office and direct
        return None if bare else answer  # "le président Trump": a title, part of the naming
    if kinds and kinds <= {*known.data["beside_names"], "counterpart"}:  # type: ignore[misc]
        return None
    if role.title.many:
        return _several(scene, role, known) if len(role.of) > 1 else None
    if not role.of and not role.title.office:
        return _alone(scene, role, known, memory)
    if "generic" in role.flags:
        return Answer(Verdict.REFUSED, (), (scene.say("generic"),))
    return _by_office(scene, role, offices_meant(scene, role, known), memory)


def _by_office(scene: Scene, role: Role, offices: Sequence[str], memory: Memory) -> Answer:
    if not offices:
        return _told(scene, role, memory) or Answer(Verdict.UNKNOWN, (), (scene.say("no-office"),))
    if "former" in role.flags:
        return _former(scene, offices[0], role, memory)
    if role.flags & {"future", "ordinal"}:
        return _next(scene, offices[0], role)
    return _holder(scene, offices[0], role, memory)


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
            (scene.say("group-offices", at=_when(at), names=scene.names(everybody)),),
            rule="office:group",
        )
    if not all(holders):
        return Answer(Verdict.UNKNOWN, (), (scene.say("no-holder"),), rule="office:group")
    reason = scene.say("change", at=_when(at))
    return Answer(Verdict.AMBIGUOUS, everybody, (reason,), Status.UNSURE, "office:group")


def _when(at: Moment | None) -> str:
    return f" ({french(at)})" if at is not None else ""


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
    return any(own & set(known.data["instead"].get(k, ())) for k in kinds)  # type: ignore[attr-defined]


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
    words = set(parts(beside.mention.surface))
    holders = scene.kb.holders(offices[0], scene.article.published.moment) or scene.kb.holders(offices[0], None)
    bearing = [h for h in holders if words <= set(parts(scene.kb.entities[h].name))]
    return bearing[0] if len(bearing) == 1 else ""


def _alone(scene: Scene, role: Role, known: Rules, memory: Memory) -> Answer | None:
    """`le chef de l’État` without a state: whom the article last named in that office; nothing where there is nobody."""
    if not set(role.title.kinds) & set(known.data["alone"]) or role.flags & {"former", "future", "ordinal"}:  # type: ignore[call-overload]
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
    return _holder(scene, offices[0], role, memory) if offices else None


def _states(memory: Memory) -> Iterable[str]:
    return {state for _, state in memory.told}


def _in_office(scene: Scene, person: str, kinds: Sequence[str], at: Moment | None, known: Rules) -> bool:
    entity = scene.kb.entities.get(person)
    return entity is not None and any(
        _fits(scene, t.office, kinds, known) and person in scene.kb.holders(t.office, at) for t in entity.tenures
    )


def _told(scene: Scene, role: Role, memory: Memory) -> Answer | None:
    """The person to whom the article itself gave the office."""
    if role.flags & {"former", "future"}:
        return None
    for kind in role.title.kinds:
        for state in role.of:
            if (person := memory.told.get((kind, state))) is not None:
                verdict = Verdict.LINKED if person in scene.kb.entities else Verdict.UNKNOWN
                return Answer(verdict, (person,), (scene.say("told", name=person),), rule="office:told")
    return None


def _former(scene: Scene, office: str, role: Role, memory: Memory) -> Answer:
    """`l’ancien président`: never today's holder; the one former holder whom the article names, if it names one."""
    at = told_at(scene, role)
    today = scene.kb.holders(office, at)
    past = [h for h in scene.kb.holders(office, _until(at)) if h not in today or len(today) > 1]
    named = [h for h in past if h in memory.cast]
    if len(named) == 1:
        return Answer(Verdict.LINKED, (named[0],), (scene.say("former-named", name=named[0]),), Status.UNSURE)
    return Answer(Verdict.AMBIGUOUS, tuple(named or past), (scene.say("former"),), Status.UNSURE)


def _next(scene: Scene, office: str, role: Role) -> Answer:
    """`le président élu`: who takes office next, where the base knows; the 45th is not counted."""
    at = told_at(scene, role)
    coming = _coming(scene, office, at) if role.flags & {"elect", "newly"} else []
    if len(coming) == 1:
        return Answer(Verdict.LINKED, (coming[0],), (scene.say("next", name=coming[0]),), Status.UNSURE)
    return Answer(Verdict.AMBIGUOUS, (), (scene.say("future"),), Status.UNSURE)


def _coming(scene: Scene, office: str, at: Moment | None) -> list[str]:
    """Who takes the office soon after a moment; empty for an open moment."""
    if at is None or at.latest is None:
        return []
    later = scene.kb.holders(office, parse_edtf(f"{at.latest}/{at.latest + timedelta(days=_ELECT)}"))
    return [h for h in later if h not in scene.kb.holders(office, at)]


def _either(scene: Scene, office: str, at: Moment | None, coming: Sequence[str]) -> Answer:
    everybody = (*scene.kb.holders(office, at), *coming)
    return Answer(Verdict.AMBIGUOUS, everybody, (scene.say("change", at=_when(at)),), Status.UNSURE)


_ELECT = 240
"""Days at most between an election and taking office."""


def _until(at: Moment | None) -> Moment | None:
    """All time up to the end of a moment."""
    return None if at is None or at.latest is None else parse_edtf(f"../{at.latest}")


def _holder(scene: Scene, office: str, role: Role, memory: Memory) -> Answer:
    at = told_at(scene, role)
    if "newly" in role.flags and (coming := _coming(scene, office, at)):
        return _next(scene, office, role) if coming[0] in memory.cast else _either(scene, office, at, coming)
    everybody = scene.kb.holders(office, at)
    women = tuple(h for h in everybody if scene.kb.entities[h].gender != "m")
    holders = women if "f" in role.flags else everybody
    told = _told(scene, role, memory)
    if not holders:
        return told or _once(scene, office, memory)
    if len(holders) > 1 and "newly" in role.flags:
        return Answer(Verdict.LINKED, holders[-1:], (scene.say("next", name=holders[-1]),), Status.UNSURE)
    if len(holders) > 1:
        return told if told is not None and told.entities[0] in holders else _one_of(scene, holders, at, memory)
    title = scene.kb.offices[office].name
    reasons = (scene.say("holder", office=title[0].upper() + title[1:], name=holders[0], at=_when(at)),)
    if not _after_base(scene, office, holders[0], at) or holders[0] in memory.cast:
        return Answer(Verdict.LINKED, holders, reasons)
    late = scene.say("after-base", day=french(day(scene.kb.as_of)) if scene.kb.as_of else "")
    return Answer(Verdict.LINKED, holders, (*reasons, late), Status.UNSURE)


def _once(scene: Scene, office: str, memory: Memory) -> Answer:
    """Nobody holds it at that date: the one who ever did and whom the article names (a president overthrown the day before)."""
    named = [h for h in scene.kb.holders(office, None) if h in memory.cast]
    if len(named) != 1:
        return Answer(Verdict.UNKNOWN, (), (scene.say("no-holder"),))
    return Answer(Verdict.LINKED, (named[0],), (scene.say("only-named", name=named[0]),), Status.UNSURE)


def _one_of(scene: Scene, holders: tuple[str, ...], at: Moment | None, memory: Memory) -> Answer:
    """Several can be meant: the one whom the article names, if it names one only."""
    named = [h for h in holders if h in memory.cast]
    if len(named) == 1:
        return Answer(Verdict.LINKED, (named[0],), (scene.say("only-named", name=named[0]),))
    return Answer(Verdict.AMBIGUOUS, holders, (scene.say("change", at=_when(at)),), Status.UNSURE)


def _after_base(scene: Scene, office: str, holder: str, at: Moment | None) -> bool:
    """Whether the holder is only so because the base was read through before the date told."""
    read = scene.kb.as_of
    latest = at.latest if at is not None else None
    last = [t for t in scene.kb.entities[holder].tenures if t.office == office]
    return (
        read is not None and (latest is None or latest > read) and any(t.end is None for t in last) and at is not None
    )


def mention(scene: Scene, role: Role, answer: Answer) -> Link:
    """The link of an office."""
    kind = MentionKind.GROUP if role.title.many else MentionKind.ROLE
    marked = Mention(role.span, role.span.of(scene.article.text), kind, EntityType.PER, answer.rule, answer.status)
    return Link(marked, answer.verdict, answer.entities, answer.reasons)
