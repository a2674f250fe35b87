"""Says who held an office at the date told: its holder, a former or a coming one, or whom the article named in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from builder.lang.wording import french
from builder.model.mention import Status, Verdict
from builder.model.moment import day, parse_edtf
from builder.stages.link.when import told_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.mention import Link, Mention
    from builder.model.moment import Moment
    from builder.stages.link.roles import Role
    from builder.stages.link.scene import Scene


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


def by_office(scene: Scene, role: Role, offices: Sequence[str], memory: Memory) -> Answer:
    """Who is meant by a wording that can name these offices, the best first; unknown where it can name none."""
    if not offices:
        return told_as(scene, role, memory) or Answer(Verdict.UNKNOWN, (), (scene.say("no-office"),))
    if "former" in role.flags:
        return _former(scene, offices[0], role, memory)
    if role.flags & {"future", "ordinal"}:
        return _next(scene, offices[0], role)
    return _holder(scene, offices[0], role, memory)


def at_words(at: Moment | None) -> str:
    """A moment in brackets, as reasons give it; empty where there is none."""
    return f" ({french(at)})" if at is not None else ""


def told_as(scene: Scene, role: Role, memory: Memory) -> Answer | None:
    """The person to whom the article itself gave the office."""
    if role.flags & {"former", "future", "predicate"}:
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
    return Answer(Verdict.AMBIGUOUS, everybody, (scene.say("change", at=at_words(at)),), Status.UNSURE)


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
    told = told_as(scene, role, memory)
    if not holders:
        return told or _once(scene, office, memory)
    if len(holders) > 1 and "newly" in role.flags:
        return Answer(Verdict.LINKED, holders[-1:], (scene.say("next", name=holders[-1]),), Status.UNSURE)
    if len(holders) > 1:
        return told if told is not None and told.entities[0] in holders else _one_of(scene, holders, at, memory)
    title = scene.kb.offices[office].name
    reasons = (scene.say("holder", office=title[0].upper() + title[1:], name=holders[0], at=at_words(at)),)
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
    return Answer(Verdict.AMBIGUOUS, holders, (scene.say("change", at=at_words(at)),), Status.UNSURE)


def _after_base(scene: Scene, office: str, holder: str, at: Moment | None) -> bool:
    """Whether the holder is only so because the base was read through before the date told."""
    read = scene.kb.as_of
    latest = at.latest if at is not None else None
    last = [t for t in scene.kb.entities[holder].tenures if t.office == office]
    return (
        read is not None and (latest is None or latest > read) and any(t.end is None for t in last) and at is not None
    )
