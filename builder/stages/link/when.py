"""Says when the clause of an office took place: the date that the holder is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.stages.link.rules import Rules, rules

if TYPE_CHECKING:
    from builder.model.moment import Dating, Moment
    from builder.stages.link.roles import Role
    from builder.stages.link.scene import Scene


def told_at(scene: Scene, role: Role) -> Moment | None:
    """When what the clause tells took place: a past date in it; else the day of the article; none where neither is known."""
    published = scene.article.published.moment
    line = scene.lines[role.line]
    known = rules(scene.pack, scene.kb)
    near = [d for d in scene.near(role.line, role.span) if _governs(scene, role, d, known)]
    past = [d for d in near if d.moment is not None and _past(d.moment, published)]
    if not past:
        return None if "then" in role.flags else published
    return min(past, key=lambda d: abs(line.index(d.span.start) - role.first)).moment


def _past(moment: Moment, published: Moment | None) -> bool:
    if moment.latest is None or moment.earliest is None:
        return False
    return published is None or (published.earliest is not None and moment.latest < published.earliest)


def _governs(scene: Scene, role: Role, dating: Dating, known: Rules) -> bool:
    """Whether a date says when the clause of the office took place: in it, and neither `l’accord de 2015` nor `élu en 2016`."""
    line = scene.lines[role.line]
    first, stop = line.index(dating.span.start), line.index(dating.span.end)
    leading = first <= 1 or all(k in known.sets["date_of"] or k in ("en", "le", "des", "a") for k in line.keys[:first])
    words = line.between(dating.span.start, dating.span.end)
    if not leading and (line.key(first - 1) in known.sets["date_of"] or (words and words[0] in known.sets["date_of"])):
        return False
    if any(k in known.sets["elected"] for k in line.keys[max(first - 4, 0) : first]):
        return False
    between = line.keys[stop : role.first] if stop <= role.first else line.keys[role.stop : first]
    breaks = sum(k in known.sets["clauses"] for k in between)
    return breaks == 0 or (leading and breaks == 1 and line.key(stop) == ",")
