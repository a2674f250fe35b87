"""Where it happens: literal places on a map drawn from packaged outlines. A city that stands for a government is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from builder.model.mention import LinkStatus, MentionKind
from builder.pages import geo, page, svg
from builder.pages.svg import Element, Href, Words, element
from builder.text import typography

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model.dossier import Dossier
    from builder.model.entity import Entity

PLACES, NEAR, FONT, LINE = 40, 27.0, 12.0, 15.0
"""Places named at most; nearer ones share a mark (a finger needs 24); size of letters, height of a line."""

FRAMES = (("wide", svg.WIDE, 300, 460, 60), ("narrow", svg.NARROW, 180, 340, 40))
"""Of both drawings: width, least and greatest height, room around the places."""

TOLD, CLOSE = 12, 0.5
"""Places read out at most; degrees within which places are one town."""

LITERAL = (MentionKind.NAME, MentionKind.ALIAS, MentionKind.ROLE)
"""How a text refers to a place as a place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, how often and in how many articles it is named."""

    entity: Entity
    mentions: int
    articles: int
    at: geo.Place
    wide: bool
    """Too wide for a point."""


@dataclass(slots=True)
class Mark:
    """A spot in a frame, with those too near to be told apart."""

    spot: Spot
    x: float
    y: float
    near: list[Spot] = field(default_factory=list)


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def places(dossier: Dossier, href: Href) -> str:
    """A figure with the literal places that have coordinates; empty where no place, or one alone, has any."""
    say = svg.words(dossier.language, "map")
    spots, lost = _spots(dossier, tuple(say.data["areas"]))
    if len(spots) < 2:  # noqa: PLR2004 - one place is no map
        return ""
    towns = [s.at for s in spots if not s.wide]
    points = towns if len(towns) > 1 else [s.at for s in spots]
    view = geo.view(points, *FRAMES[0][1:])
    drawings: list[svg.Child] = [
        *_drawings(spots, points, say, href, "map", say("title"))
    ]
    if crowd := _crowd(spots, view):
        title = say("around", name=crowd[0].entity.name)
        drawings.append(element("p", title, class_="picture-part", aria_hidden="true"))
        drawings += _drawings(
            spots, [s.at for s in crowd], say, href, "map-zoom", title
        )
    notes = [
        say("legend"),
        *([say("unplaced", names=", ".join(lost))] if lost else []),
        say("background"),
    ]
    samples = [(element("circle", cx=14, cy=7, r=5, class_="pic-place"), say("spot"))]
    if any(s.wide and view.shows(view.spot(s.at)) for s in spots):
        samples.append(
            (svg.rect(3, 1, 22, 12, "pic-land pic-land-named", 2), say("named"))
        )
    return svg.figure(
        "map",
        drawings,
        [svg.legend(samples), element("p", " ".join(notes))],
        _table(spots, say, href),
    )


def _spots(dossier: Dossier, areas: tuple[str, ...]) -> tuple[list[Spot], list[str]]:
    """Places with coordinates, the most named first; and the names of those without."""
    counted, articles = Counter[str](), Counter[str]()
    for annotated in dossier.articles:
        links = (
            i
            for i in annotated.links
            if i.verdict is LinkStatus.LINKED and i.mention.kind in LITERAL
        )
        meant = (dossier.entities.get(e) for link in links for e in link.entities)
        ids = [e.id for e in meant if e and e.type == "LOC"]
        counted.update(ids)
        articles.update(set(ids))
    ranked = [
        dossier.entities[i] for i in sorted(counted, key=lambda i: (-counted[i], i))
    ]
    placed = ((e, e.coordinates) for e in ranked if e.coordinates)
    spots = [
        Spot(e, counted[e.id], articles[e.id], at, e.description.startswith(areas))
        for e, at in placed
    ]
    return spots[:PLACES], [e.name for e in ranked if not e.coordinates]


def _table(spots: Sequence[Spot], say: Words, href: Href) -> Element:
    rows = []
    for s in spots:
        name: svg.Child = element(
            "a", s.entity.name, href=href(page.entity(s.entity.id))
        )
        rows.append(
            [
                name,
                typography.spaced(s.entity.description),
                str(s.mentions),
                str(s.articles),
            ]
        )
    return svg.table(say("summary"), say.data["head"], rows)


def _drawings(
    spots: Sequence[Spot],
    points: Sequence[geo.Place],
    say: Words,
    href: Href,
    key: str,
    title: str,
) -> Iterator[Element]:
    """The wide and the narrow map of the points."""
    for variant, width, flat, tall, pad in FRAMES:
        view = geo.view(points, width, flat, tall, pad)
        marks = [
            (m, _radius(m, spots))
            for m in _marks([s for s in spots if not s.wide], view)
        ]
        taken = [(m.x - r, m.y - r, m.x + r, m.y + r) for m, r in marks]
        dots = [_dot(m, r, _label(m, r, view, say, taken), say, href) for m, r in marks]
        names = [_name(s, view, taken, say, href) for s in spots if s.wide]
        shown = [s for m, _ in marks for s in (m.spot, *m.near)][:TOLD]
        told = ", ".join(_told(s, say) for s in shown)
        clip = f"pic-{key}-{variant}-frame"
        frame = element("clipPath", svg.rect(0, 0, width, view.height, "", 6), id=clip)
        base = element(
            "g", _ground(view, {s.entity.id for s in spots}), clip_path=f"url(#{clip})"
        )
        size, desc = (width, round(view.height)), say("desc", places=told)
        yield svg.drawing(key, variant, size, title, desc, frame, base, names, dots)


def _crowd(spots: Sequence[Spot], view: geo.View) -> list[Spot]:
    """The places of the fullest mark of a map, where a closer look would tell them apart; mostly none."""
    groups = ([m.spot, *m.near] for m in _marks([s for s in spots if not s.wide], view))
    group = max(groups, key=len, default=[])
    if len(group) <= 2:  # noqa: PLR2004 - two can be told in words
        return []
    lats, lons = zip(*(s.at for s in group), strict=True)
    return group if max(max(lats) - min(lats), max(lons) - min(lons)) > CLOSE else []


def _ground(view: geo.View, named: set[str]) -> list[Element]:
    """Sea, meridians and parallels, lands; those named in another colour."""
    sea = svg.rect(0, 0, view.width, view.height, "pic-sea")
    plain = geo.outline(
        view, (r for land in geo.lands() if land.id not in named for r in land.rings)
    )
    told = geo.outline(
        view, (r for land in geo.lands() if land.id in named for r in land.rings)
    )
    shapes = [
        element("path", d=plain, class_="pic-land"),
        element("path", d=told, class_="pic-land pic-land-named"),
    ]
    lines = element("path", d=geo.grid(view), class_="pic-graticule")
    return [sea, element("g", lines, shapes, transform="scale(0.5)")]


def _marks(spots: Iterable[Spot], view: geo.View) -> list[Mark]:
    """The most named first; a place too near one of these joins it."""
    marks: list[Mark] = []
    for spot in spots:
        x, y = view.spot(spot.at)
        host = next((m for m in marks if max(abs(m.x - x), abs(m.y - y)) < NEAR), None)
        if host is not None:
            host.near.append(spot)
        elif view.shows((x, y), 10):
            marks.append(Mark(spot, x, y))
    return marks


def _radius(mark: Mark, spots: Sequence[Spot]) -> float:
    total, most = (
        mark.spot.mentions + sum(s.mentions for s in mark.near),
        max(s.mentions for s in spots),
    )
    return 4 + 6 * min(1, sqrt(total / most))


def _label(
    mark: Mark, radius: float, view: geo.View, say: Words, taken: list[Box]
) -> Element | None:
    """The name beside its dot, where nothing else stands; nothing where there is no room."""
    words = svg.fitted(mark.spot.entity.name, 150, FONT) + (
        say("more", n=len(mark.near)) if mark.near else ""
    )
    wide, gap = svg.width_of(words, FONT + 1), radius + 4  # bold
    for side, anchor, down in (
        (gap, "start", 0), (-gap, "end", 0), (0, "middle", -gap - 6), (0, "middle", gap + 6),
        (gap - 3, "start", -gap), (gap - 3, "start", gap), (3 - gap, "end", -gap), (3 - gap, "end", gap),
    ):  # fmt: skip
        x, y = mark.x + side, mark.y + down
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        box = (left, y - LINE / 2, left + wide, y + LINE / 2)
        if _free(box, view, taken):
            taken.append(box)
            return svg.text(x, y + 4, words, "pic-halo", anchor)
    return None


def _free(box: Box, view: geo.View, taken: Iterable[Box]) -> bool:
    if not (view.shows(box[:2], 2) and view.shows(box[2:], 2)):
        return False
    return all(
        box[2] <= t[0] or t[2] <= box[0] or box[3] <= t[1] or t[3] <= box[1]
        for t in taken
    )


def _told(spot: Spot, say: Words) -> str:
    return say(
        "place", name=spot.entity.name, mentions=say("mentions", n=spot.mentions)
    )


def _dot(
    mark: Mark, radius: float, label: Element | None, say: Words, href: Href
) -> Element:
    told = _told(mark.spot, say)
    told += (
        say("nearby", names=", ".join(s.entity.name for s in mark.near))
        if mark.near
        else ""
    )
    hit = svg.rect(
        mark.x - NEAR / 2, mark.y - NEAR / 2, NEAR, NEAR, "pic-hit", NEAR / 2
    )
    dot = element("circle", cx=mark.x, cy=mark.y, r=radius, class_="pic-place")
    return svg.link(href(page.entity(mark.spot.entity.id)), told, hit, dot, label)


def _name(
    spot: Spot, view: geo.View, taken: list[Box], say: Words, href: Href
) -> Element | None:
    """The name of a wide place, across it; nothing where it has no room."""
    x, y = view.spot(spot.at)
    wide = svg.width_of(spot.entity.name, FONT)
    box = (x - wide / 2, y - LINE / 2, x + wide / 2, y + LINE / 2)
    if not _free(box, view, taken):
        return None
    taken.append(box)
    hit = svg.rect(box[0], y - NEAR / 2, wide, NEAR, "pic-hit", 4)
    words = svg.text(box[0], y + 4, spot.entity.name, "pic-halo pic-area")
    return svg.link(href(page.entity(spot.entity.id)), _told(spot, say), hit, words)
