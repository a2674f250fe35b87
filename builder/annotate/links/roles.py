"""Finds offices and descriptions of people: head words, demonyms and names that go with them, and what limits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.links.scene import OF, Line, Scene, offsets
from builder.model.article import Span
from builder.model.mention import EntityType, Link, LinkStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.rules import Title

_FIELD = 12
"""Words of a field at most."""


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A wording of an office, not resolved yet."""

    line: Line
    first: int
    """Index of its first word in the line."""

    stop: int
    """Index after its last word."""

    span: Span
    title: Title
    of: tuple[str, ...]
    """States and organisations that the wording names, in its order; several in "les présidents russe et ukrainien"."""

    flags: frozenset[str]
    """`generic`, `definite`, `former`, `future`, `elect`, `newly`, `ordinal`, `predicate`, `f`; `then` for "de l'époque"."""

    names: frozenset[int] = frozenset()
    """Where the names begin that it is completed by: "[Maison Blanche]" in "locataire de la Maison Blanche"."""


def find(scene: Scene, names: Sequence[Link]) -> list[OfficePhrase]:
    """Every office in the told text, in order, none inside another. Names in them stay marks of their own."""
    starting = {link.mention.span.start: link for link in names}
    found: list[OfficePhrase] = []
    for line in scene.lines:
        at = 0
        while at < len(line.keys):
            role = (
                _role(scene, line, at, starting)
                if line.keys[at] in scene.rules.starts
                else None
            )
            if role is not None:
                found.append(role)
            at = role.stop if role is not None else at + 1
    return found


def fields(scene: Scene, found: Sequence[OfficePhrase]) -> set[int]:
    """Offsets in what ministers and secretaries are in charge of: "ministre des [Sports]" names no organisation."""
    return offsets(
        r.span for r in found if r.line.keys[r.first] in scene.rules.sets["portfolio"]
    )


def _role(
    scene: Scene, line: Line, at: int, starting: Mapping[int, Link]
) -> OfficePhrase | None:
    sets, name = scene.rules.sets, starting.get(line.starts[at])
    if name is not None and name.verdict is LinkStatus.LINKED:
        return None  # the word is a name: "Reine" of a known entity
    if line.keys[at] in sets["articled"] and not _after_article(scene, line, at):
        return None
    matched = _title(scene, line, at)
    if matched is None:
        return None
    title, stop, demonym = matched
    of = [_state(scene, line, at + 1)] if demonym else []
    last, names = stop, set()
    for end, entity, start in _tail(scene, line, stop, starting, many=title.many):
        if start >= 0 and not title.many:
            of.clear()  # "le président américain de la Banque mondiale" is the bank's
        of.append(entity)
        names.add(start)
        last = end
    if line.keys[at] in sets["portfolio"] and stop == at + 1 + demonym:
        last = _field(scene, line, last, starting)
    if title.office and not names and line.key(last) in OF:
        return None  # "le pape de la gastronomie"
    span = Span(line.words[at].start, line.words[last - 1].end)
    flags = frozenset(_flags(scene, line, at, last))
    return OfficePhrase(
        line, at, last, span, title, tuple(x for x in of if x), flags, frozenset(names)
    )


def _after_article(scene: Scene, line: Line, at: int) -> bool:
    """Whether an article, a pronoun, a comma or the beginning stands before a head and its adjectives."""
    sets = scene.rules.sets
    at -= 1
    while (
        at >= 0
        and line.keys[at] in sets["modifiers"] | sets["former"] | sets["ordinals"]
    ):
        at -= 1
    before = line.key(at)
    return not before[:1].isalpha() or before in sets["articles"] | sets["generic"] | {
        "et",
        "ou",
        "comme",
    }


def _title(scene: Scene, line: Line, at: int) -> tuple[Title, int, bool] | None:
    """The longest wording that begins at a word, the index after it, and whether a demonym stands inside.

    A demonym or an adjective may stand after the first word: `ministre [russe] des Affaires étrangères`.
    """
    demonym = _demonym(scene, line, at + 1)
    skips = (
        (0, 1) if demonym or line.key(at + 1) in scene.rules.sets["modifiers"] else (0,)
    )
    for size in range(scene.rules.starts[line.keys[at]], 0, -1):
        for skip in skips if size > 1 else (0,):
            stop = at + skip + size
            title = scene.rules.titles.get(
                (line.keys[at], *line.keys[at + 1 + skip : stop])
            )
            if (
                title is not None
                and stop <= len(line.keys)
                and _written_so(scene, line, at, stop)
            ):
                return title, stop, demonym and skip == 1
    return None


def _written_so(scene: Scene, line: Line, at: int, stop: int) -> bool:
    """Whether the words that need a capital have one, and "République" is not the beginning of a state's name."""
    if (
        line.keys[stop - 1] == "republique"
        and line.key(stop) in scene.rules.sets["republic_of"]
    ):
        return False
    return all(
        line.words[i].capital
        for i in range(at, stop)
        if line.keys[i] in scene.rules.sets["capitalised"]
    )


def _tail(
    scene: Scene, line: Line, at: int, starting: Mapping[int, Link], *, many: bool
) -> Iterator[tuple[int, str, int]]:
    """(end, entity, offset of a name or -1) for each demonym and each `de …` that follows a title."""
    seen = 0
    while at < len(line.keys):
        here = at
        while line.key(here) in scene.rules.sets["modifiers"]:
            here += 1
        if many and seen and line.key(here) in ("et", ","):
            here += 1
        if _demonym(scene, line, here):
            found = here + 1, _state(scene, line, here), -1
        elif complement := _complement(line, here, starting):
            found = complement
        else:
            return
        yield found
        at, seen = found[0], seen + 1
        if found[2] >= 0 and not many:
            return


def _complement(
    line: Line, at: int, starting: Mapping[int, Link]
) -> tuple[int, str, int] | None:
    """End, entity and beginning of `du Kremlin`, `de la Commission européenne`, `des États-Unis`; none where no name follows."""
    if line.key(at) not in OF:
        return None
    at = line.past_article(at + 1)
    if at >= len(line.words):
        return None
    link = starting.get(line.words[at].start)
    if link is None:
        return None
    entity = (link.literal or link.entities)[0] if link.entities else ""
    return line.index(link.mention.span.end), entity, link.mention.span.start


def _field(scene: Scene, line: Line, at: int, starting: Mapping[int, Link]) -> int:
    """Index after `des Transports et de l’Énergie`; the index itself where no field in capitals follows."""
    end = at
    for i in range(at, min(len(line.words), at + _FIELD)):
        name = starting.get(line.words[i].start)
        if name is not None and name.mention.type is EntityType.PER:
            break
        if line.words[i].capital and i > at:
            end = i + 1
        elif line.keys[i] not in scene.rules.sets["field"]:
            break
    return end


def _demonym(scene: Scene, line: Line, at: int) -> bool:
    """Whether a word is a demonym as an adjective, in small letters."""
    return (
        0 <= at < len(line.words)
        and line.words[at].low in scene.kb.demonyms
        and not line.words[at].capital
    )


def _state(scene: Scene, line: Line, at: int) -> str:
    """The state of a demonym; empty where several share it."""
    return scene.kb.state_of(line.words[at].low) or ""


def _flags(scene: Scene, line: Line, first: int, stop: int) -> Iterator[str]:
    """What the words around an office say of it."""
    sets, at = scene.rules.sets, first - 1
    passed = (
        sets["former"] | sets["future"] | sets["modifiers"] | sets["ordinals"] | {"-"}
    )
    while line.key(at) in passed or line.key(at)[:1].isdigit():
        yield from (
            name
            for name in ("former", "future", "elect", "newly")
            if line.key(at) in sets[name]
        )
        if line.key(at) in sets["ordinals"] or line.key(at)[0].isdigit():
            yield "ordinal"
        at -= 1
    before = line.key(at)
    if before in sets["generic"] or (before == "de" and at == first - 1):
        yield "generic"
    if before in sets["definite"]:
        yield "definite"
    if (
        before[:1].isalpha()
        and before
        not in sets["definite"]
        | sets["articles"]
        | sets["determiners"]
        | sets["generic"]
    ):
        yield "predicate"  # "devient président", "comme ministre": nobody's in particular
    for key in line.keys[first + 1 : stop + 1]:
        yield from (name for name in ("future", "elect") if key in sets[name])
    if not sets["feminine"].isdisjoint(line.keys[max(at, 0) : first]):
        yield "f"
    after = line.keys[stop : stop + 3]
    if (
        after == ["de", "l'", "epoque"]
        or after[:2] == ["d'", "alors"]
        or before == "alors"
    ):
        yield "then"
