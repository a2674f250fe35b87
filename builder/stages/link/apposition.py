"""Finds the name that stands beside an office: `le président américain Donald Trump`, `Jean-Noël Barrot, ministre …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model.mention import EntityType, Verdict
from builder.stages.link.offices import offices_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.mention import Link
    from builder.stages.link.roles import Role
    from builder.stages.link.scene import Scene

_REACH = 4
"""Words at most between an office and the name beside it."""

_CLOSING = frozenset((",", ".", ";", ":", ")", "", "—", "–", "!", "?", "»", "”", '"'))


def beside(scene: Scene, role: Role, people: Sequence[Link]) -> Link | None:
    """The person's name in apposition to an office, among the names of its sentence; none where there is none."""
    bounds = [(x, *role.line.indices(x.mention.span)) for x in people]
    after = (x for x, first, stop in bounds if _follows(scene, role, x, first, stop))
    before = (x for x, _, stop in bounds if _precedes(scene, role, x, stop))
    subject = (x for x, _, stop in bounds if _governs(scene, role, x, stop))
    return next(after, None) or next(before, None) or next(subject, None)


def _follows(scene: Scene, role: Role, link: Link, first: int, stop: int) -> bool:
    line, known = role.line, scene.rules
    if not role.stop <= first <= role.stop + _REACH:
        return False
    between = line.keys[role.stop : first]
    plain = [k for k in between if k not in known.genders and k not in (".", "(") and k not in known.sets["modifiers"]]
    if not plain or " ".join(plain).replace("' ", "'") in known.sets["after_office"]:
        return True
    return plain == [","] and line.key(stop) in _CLOSING and _can_be(scene, role, link)


def _precedes(scene: Scene, role: Role, link: Link, stop: int) -> bool:
    line, sets = role.line, scene.rules.sets
    between = line.keys[stop : role.first]
    if not role.first - _REACH <= stop <= role.first or not between or between[0] not in (",", "("):
        return False
    extra = sets["articles"] | sets["modifiers"] | sets["former"] | sets["ordinals"]
    if any(k not in extra for k in between[1:]):
        return False
    if between[1:] and between[1] in sets["articles"] and line.key(role.stop) in ("et", "ou"):
        return False  # "avec Emmanuel Macron, le chancelier allemand et …" is a list
    return _can_be(scene, role, link)


def _governs(scene: Scene, role: Role, link: Link, stop: int) -> bool:
    """`Boris Johnson est devenu mercredi Premier ministre`: the subject of the verb that gives the office."""
    line = role.line
    verb = line.verb_before(role.first)
    if verb is None or verb.negated or not verb.finite or role.first - verb.last > _REACH or stop != verb.first:
        return False
    if not verb.lemmas & set(scene.rules.data["copulas"]) or "," in line.keys[verb.last : role.first]:
        return False
    return _can_be(scene, role, link)


def _can_be(scene: Scene, role: Role, link: Link) -> bool:
    """Whether the person is one who held the office, or one of whom nothing is known."""
    person = link.entities[0] if link.entities else ""
    if link.verdict is Verdict.UNKNOWN or person not in scene.kb.entities:
        return link.mention.type is EntityType.PER
    tenures = scene.kb.entities[person].tenures
    offices = offices_meant(scene, role)
    return not tenures or not offices or any(t.office in offices for t in tenures)
