"""Finds the name that stands beside an office: `le président américain Donald Trump`, `Jean-Noël Barrot, ministre …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Verdict
from builder.stages.link.offices import offices_meant
from builder.stages.link.rules import rules
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.mention import Link
    from builder.stages.link.roles import Role
    from builder.stages.link.rules import Rules
    from builder.stages.link.scene import Scene

_REACH = 4
"""Words at most between an office and the name beside it."""

_CLOSING = frozenset((",", ".", ";", ":", ")", "", "—", "–", "!", "?", "»", "”", '"'))


def beside(scene: Scene, role: Role, people: Sequence[Link]) -> Link | None:
    """The person's name in apposition to an office, among the names of its sentence; none where there is none."""
    known = rules(scene.pack, scene.kb)
    line = scene.lines[role.line]
    bounds = [(x, (line.index(x.mention.span.start), line.index(x.mention.span.end))) for x in people]
    after = (x for x, at in bounds if role.stop <= at[0] <= role.stop + _REACH and _follows(scene, role, x, at, known))
    before = (
        x for x, at in bounds if role.first - _REACH <= at[1] <= role.first and _precedes(scene, role, x, at, known)
    )
    return next(after, None) or next(before, None) or _subject(scene, role, bounds, known)


def _subject(scene: Scene, role: Role, bounds: Sequence[tuple[Link, tuple[int, int]]], known: Rules) -> Link | None:
    """`Boris Johnson est devenu mercredi Premier ministre`: the subject of the verb that gives the office."""
    line = scene.lines[role.line]
    verb = line.verb_before(role.first)
    if verb is None or verb.negated or not verb.finite or role.first - verb.last > _REACH:
        return None
    if not verb.lemmas & set(known.data["copulas"]) or "," in line.keys[verb.last : role.first]:
        return None
    return next((x for x, (_, stop) in bounds if stop == verb.first and _can_be(scene, role, x, known)), None)


def _follows(scene: Scene, role: Role, link: Link, at: tuple[int, int], known: Rules) -> bool:
    line = scene.lines[role.line]
    between = line.keys[role.stop : at[0]]
    titles = {fold(t) for group in scene.pack.data("link")["titles"].values() for t in group}
    plain = [k for k in between if k not in titles and k not in (".", "(") and k not in known.sets["modifiers"]]
    if " ".join(plain) in {fold(str(w)) for w in known.data["after_office"]} | {""}:
        return True
    return plain == [","] and line.key(at[1]) in _CLOSING and _can_be(scene, role, link, known)


def _precedes(scene: Scene, role: Role, link: Link, at: tuple[int, int], known: Rules) -> bool:
    line = scene.lines[role.line]
    between = line.keys[at[1] : role.first]
    if not between or between[0] not in (",", "("):
        return False
    extra = known.sets["articles"] | known.sets["modifiers"] | known.sets["former"] | known.sets["ordinals"]
    if any(k not in extra for k in between[1:]):
        return False
    if between[1:] and between[1] in known.sets["articles"] and line.key(role.stop) in ("et", "ou"):
        return False  # "avec Emmanuel Macron, le chancelier allemand et …" is a list
    return _can_be(scene, role, link, known)


def _can_be(scene: Scene, role: Role, link: Link, known: Rules) -> bool:
    """Whether the person is one who held the office, or one of whom nothing is known."""
    person = link.entities[0] if link.entities else ""
    if link.verdict is Verdict.UNKNOWN or person not in scene.kb.entities:
        return link.mention.type is EntityType.PER
    tenures = scene.kb.entities[person].tenures
    offices = offices_meant(scene, role, known)
    return not tenures or not offices or any(t.office in offices for t in tenures)
