"""Says who held an office at the date told: its holder, a former or a coming one, or whom the article named in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from builder.annotate.links.scene import Answer, Scene
from builder.lang.wording import french
from builder.model.dates import EdtfDate, Timex, day, parse_edtf
from builder.model.mention import LinkStatus, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.links.memory import Memory
    from builder.annotate.links.roles import OfficePhrase

_ELECT = 240
"""Days at most between an election and taking office."""


def by_office(
    scene: Scene, role: OfficePhrase, offices: Sequence[str], memory: Memory
) -> Answer:
    """Who is meant by a wording that can name these offices, the best first; unknown where it can name none."""
    if not offices:
        return _told_as(scene, role, memory) or scene.nobody("no-office")
    at = told_at(scene, role)
    if "former" in role.flags:
        return _former(scene, offices[0], at, memory)
    if role.flags & {"future", "ordinal"}:
        return _next(scene, role, _coming(scene, offices[0], at))
    return _holder(scene, offices[0], role, memory)


def told_at(scene: Scene, role: OfficePhrase) -> EdtfDate | None:
    """When what the clause tells took place: a past date in it; else the day of the article; none where neither is known."""
    published = scene.article.published.date
    near = [d for d in role.line.dates_near(role.span) if _governs(scene, role, d)]
    past = [d for d in near if d.date is not None and _past(d.date, published)]
    if not past:
        return None if "then" in role.flags else published
    return min(past, key=lambda d: abs(role.line.index(d.span.start) - role.first)).date


def _past(moment: EdtfDate, published: EdtfDate | None) -> bool:
    if moment.latest is None or moment.earliest is None:
        return False
    return published is None or (
        published.earliest is not None and moment.latest < published.earliest
    )


def _governs(scene: Scene, role: OfficePhrase, timex: Timex) -> bool:
    """Whether a date says when the clause of the office took place: in it, and neither `l’accord de 2015` nor `élu en 2016`."""
    line, sets = role.line, scene.rules.sets
    first, stop = line.indices(timex.span)
    leading = first <= 1 or all(
        k in sets["date_of"] or k in ("en", "le", "des", "a") for k in line.keys[:first]
    )
    if not leading and not sets["date_of"].isdisjoint(
        (line.key(first - 1), *line.keys[first : min(first + 1, stop)])
    ):
        return False
    if not sets["elected"].isdisjoint(line.keys[max(first - 4, 0) : first]):
        return False
    between = (
        line.keys[stop : role.first]
        if stop <= role.first
        else line.keys[role.stop : first]
    )
    breaks = sum(k in sets["clauses"] for k in between)
    return breaks == 0 or (leading and breaks == 1 and line.key(stop) == ",")


def at_words(at: EdtfDate | None) -> str:
    """A moment in brackets, as reasons give it; empty where there is none."""
    return f" ({french(at)})" if at is not None else ""


def held(role: OfficePhrase, kind: str) -> str:
    """A function as an article tells of it: who had it once is not who has it."""
    return f"ex-{kind}" if "former" in role.flags else kind


def _told_as(scene: Scene, role: OfficePhrase, memory: Memory) -> Answer | None:
    """The person to whom the article itself gave the office."""
    if role.flags & {"future", "predicate"}:
        return None
    given = (
        memory.told.get((held(role, kind), state))
        for kind in role.title.kinds
        for state in role.of
    )
    person = next((p for p in given if p is not None), None)
    return scene.one(person, "told", rule="office:told") if person is not None else None


def _only(
    scene: Scene, people: Sequence[str], memory: Memory, reason: str, status: Status
) -> Answer | None:
    """The one of these whom the article names, if it names one only."""
    named = [i for i in people if i in memory.cast]
    return scene.one(named[0], reason, status) if len(named) == 1 else None


def _former(scene: Scene, office: str, at: EdtfDate | None, memory: Memory) -> Answer:
    """`l’ancien président`: never today's holder; the one former holder whom the article names, if it names one."""
    today = scene.kb.holders(office, at)
    until = None if at is None or at.latest is None else parse_edtf(f"../{at.latest}")
    past = [
        h for h in scene.kb.holders(office, until) if h not in today or len(today) > 1
    ]
    only = _only(scene, past, memory, "former-named", Status.UNSURE)
    return only or scene.several(
        [h for h in past if h in memory.cast] or past, "former"
    )


def _next(scene: Scene, role: OfficePhrase, coming: Sequence[str]) -> Answer:
    """`le président élu`: who takes office next, where the base knows; the 45th is not counted."""
    known = len(coming) == 1 and "elect" in role.flags
    return (
        scene.one(coming[0], "next", Status.UNSURE)
        if known
        else scene.several((), "future")
    )


def _coming(scene: Scene, office: str, at: EdtfDate | None) -> list[str]:
    """Who takes the office soon after a moment; empty for an open moment."""
    if at is None or at.latest is None:
        return []
    later = scene.kb.holders(
        office, parse_edtf(f"{at.latest}/{at.latest + timedelta(days=_ELECT)}")
    )
    return [h for h in later if h not in scene.kb.holders(office, at)]


def _holder(scene: Scene, office: str, role: OfficePhrase, memory: Memory) -> Answer:
    at = told_at(scene, role)
    everybody = scene.kb.holders(office, at)
    if "newly" in role.flags and (coming := _coming(scene, office, at)):
        everybody = (*everybody, *coming)
        if newest := [
            h for h in everybody if h in memory.cast
        ]:  # "le nouveau président", days before the handover
            return scene.one(newest[-1], "next", Status.UNSURE)
    women = tuple(h for h in everybody if scene.kb.entities[h].gender != "m")
    holders = women if "f" in role.flags else everybody
    told = _told_as(scene, role, memory)
    if not holders:  # the one who ever held it and whom the article names: a president overthrown the day before
        once = _only(
            scene, scene.kb.holders(office, None), memory, "only-named", Status.UNSURE
        )
        return told or once or scene.nobody("no-holder")
    if len(holders) > 1:
        only = told if told and told.entities[0] in holders else None
        only = only or _only(scene, holders, memory, "only-named", Status.MACHINE)
        return only or scene.several(holders, "change", at=at_words(at))
    return _today(scene, office, holders[0], at, memory)


def _today(
    scene: Scene, office: str, holder: str, at: EdtfDate | None, memory: Memory
) -> Answer:
    """The one holder; doubtful where only the age of the knowledge base makes it so and the article does not name them."""
    title = scene.kb.offices[office].name
    reasons = (
        scene.say(
            "holder", office=title[0].upper() + title[1:], name=holder, at=at_words(at)
        ),
    )
    read, last = (
        scene.kb.as_of,
        [t for t in scene.kb.entities[holder].tenures if t.office == office],
    )
    late = (
        read is not None and at is not None and (at.latest is None or at.latest > read)
    )
    if (
        read is None
        or not late
        or holder in memory.cast
        or all(t.end is not None for t in last)
    ):
        return Answer(LinkStatus.LINKED, (holder,), reasons)
    late_words = scene.say("after-base", day=french(day(read)))
    return Answer(LinkStatus.LINKED, (holder,), (*reasons, late_words), Status.UNSURE)
