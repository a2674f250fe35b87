"""Finds offices and descriptions of people: head words, demonyms and names that go with them, and what limits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, Verdict
from builder.stages.link.rules import Rules, Title, rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.model.mention import Link
    from builder.stages.link.scene import Line, Scene


@dataclass(frozen=True, slots=True)
class Role:
    """A wording of an office, not resolved yet."""

    line: int
    first: int
    """Index of its first word in the line."""

    stop: int
    """Index after its last word."""

    span: Span
    title: Title
    of: tuple[str, ...]
    """States and organisations that the wording names, in its order; several in "les présidents russe et ukrainien"."""

    flags: frozenset[str]
    """`generic`, `definite`, `former`, `future`, `elect`, `ordinal`, `predicate`, `f`; `then` for "de l'époque"."""

    names: frozenset[int] = frozenset()
    """Where the names begin that it is completed by: "[Maison Blanche]" in "locataire de la Maison Blanche"."""


def find(scene: Scene, names: Sequence[Link]) -> list[Role]:
    """Every office in the told text, in order, none inside another. Names in them stay marks of their own."""
    known = rules(scene.pack, scene.kb)
    starting = {link.mention.span.start: link for link in names}
    found: list[Role] = []
    for number, line in enumerate(scene.lines):
        at = 0
        while at < len(line.keys):
            role = _role(scene, number, at, known, starting) if line.keys[at] in known.starts else None
            if role is None:
                at += 1
            else:
                found.append(role)
                at = role.stop
    return found


def _role(scene: Scene, number: int, at: int, known: Rules, starting: Mapping[int, Link]) -> Role | None:
    line = scene.lines[number]
    if starting.get(line.starts[at]) is not None and starting[line.starts[at]].verdict is Verdict.LINKED:
        return None  # the word is a name: "Reine" of a known entity
    if line.keys[at] in known.sets["articled"] and not _after_article(line, at, known):
        return None
    matched = _title(scene, line, at, known)
    if matched is None:
        return None
    title, stop, inner = matched
    of = [_state(scene, line, i) for i in inner]
    last, names = stop, set()
    for end, entity, start in _tail(scene, line, stop, known, starting, many=title.many):
        if start >= 0 and not title.many:
            of.clear()  # "le président américain de la Banque mondiale" is the bank's
        of.append(entity)
        names.add(start)
        last = end
    if line.keys[at] in known.sets["portfolio"] and stop == at + 1 + len(inner):
        last = _field(scene, line, last, known, starting)
    if title.office and not names and line.key(last) in _OF:
        return None  # "le pape de la gastronomie"
    span = Span(line.words[at].start, line.words[last - 1].end)
    flags = _flags(line, at, last, known)
    return Role(number, at, last, span, title, tuple(x for x in of if x), flags, frozenset(names))


def _after_article(line: Line, at: int, known: Rules) -> bool:
    """Whether an article, a pronoun, a comma or the beginning stands before a head and its adjectives."""
    at -= 1
    while at >= 0 and line.keys[at] in known.sets["modifiers"] | known.sets["former"] | known.sets["ordinals"]:
        at -= 1
    before = line.key(at)
    return not before[:1].isalpha() or before in known.sets["articles"] | known.sets["generic"] | {"et", "ou", "comme"}


def _field(scene: Scene, line: Line, at: int, known: Rules, starting: Mapping[int, Link]) -> int:
    """Index after `des Transports et de l’Énergie`; the index itself where no field in capitals follows."""
    end, i = at, at
    while i < min(len(line.words), at + _FIELD):
        name = starting.get(line.words[i].start)
        if name is not None and name.mention.type is EntityType.PER:
            break
        if scene.article.text[line.words[i].start].isupper() and i > at:
            end = i + 1
        elif line.keys[i] not in known.sets["field"]:
            break
        i += 1
    return end


_FIELD = 12
"""Words of a field at most."""


def _title(scene: Scene, line: Line, at: int, known: Rules) -> tuple[Title, int, tuple[int, ...]] | None:
    """The longest wording that begins at a word; one demonym or adjective may stand after its first word."""
    longest = known.starts[line.keys[at]]
    for skip in (0, 1):
        between = at + 1
        if skip and not (_demonym(scene, line, between) or line.key(between) in known.sets["modifiers"]):
            break
        for size in range(longest, skip, -1):
            words = (line.keys[at], *line.keys[at + 1 + skip : at + skip + size])
            if len(words) == size and words in known.titles and _written_so(scene, line, at, at + skip + size, known):
                inner = (between,) if skip and _demonym(scene, line, between) else ()
                longer_later = not skip and size == 1 and _demonym(scene, line, between)
                better = _title_over(line, at, longest, known) if longer_later else None
                return better or (known.titles[words], at + skip + size, inner)
    return None


def _written_so(scene: Scene, line: Line, at: int, stop: int, known: Rules) -> bool:
    """Whether the words that need a capital have one, and "République" is not the beginning of a state's name."""
    if line.keys[stop - 1] == "republique" and line.key(stop) in known.sets["republic_of"]:
        return False
    capitals = (i for i in range(at, stop) if line.keys[i] in known.sets["capitalised"])
    return all(scene.article.text[line.words[i].start].isupper() for i in capitals)


def _title_over(line: Line, at: int, longest: int, known: Rules) -> tuple[Title, int, tuple[int, ...]] | None:
    """`ministre [russe] des Affaires étrangères`: the long wording around a demonym, before the short one without it."""
    for size in range(longest, 1, -1):
        words = (line.keys[at], *line.keys[at + 2 : at + 1 + size])
        if len(words) == size and words in known.titles:
            return known.titles[words], at + 1 + size, (at + 1,)
    return None


def _tail(
    scene: Scene, line: Line, at: int, known: Rules, starting: Mapping[int, Link], *, many: bool
) -> Iterator[tuple[int, str, int]]:
    """(end, entity, offset of a name or -1) for each demonym and each `de …` that follows a title."""
    seen = 0
    while at < len(line.keys):
        here = at
        while line.key(here) in known.sets["modifiers"]:
            here += 1
        if many and seen and line.key(here) in ("et", ","):
            here += 1
        if _demonym(scene, line, here):
            at, seen = here + 1, seen + 1
            yield at, _state(scene, line, here), -1
            continue
        complement = _complement(scene, line, here, starting)
        if complement is None:
            return
        at, seen = complement[0], seen + 1
        yield complement
        if not many:
            return


_OF = frozenset(("de", "du", "des", "d'"))
_REACH = 7


def _complement(scene: Scene, line: Line, at: int, starting: Mapping[int, Link]) -> tuple[int, str, int] | None:
    """End, entity and beginning of `du Kremlin`, `de la Commission européenne`, `des États-Unis`; none where no name follows."""
    if line.key(at) not in _OF:
        return None
    at += 1
    at += line.key(at) in ("la", "l'", "les")
    if at >= len(line.words):
        return None
    start = line.words[at].start
    link = starting.get(start)
    if link is not None:
        entity = (link.literal or link.entities)[0] if link.entities else ""
        return line.index(link.mention.span.end), entity, start
    text = scene.article.text
    if text[start].isupper():
        for end in range(min(at + _REACH, len(line.words)), at, -1):
            named = scene.kb.named(text[start : line.words[end - 1].end])
            if len(named) == 1:
                return end, named[0], start
    return None


def _demonym(scene: Scene, line: Line, at: int) -> bool:
    """Whether a word is a demonym as an adjective, in small letters."""
    return 0 <= at < len(line.words) and line.words[at].low in scene.kb.demonyms and _small(scene, line, at)


def _small(scene: Scene, line: Line, at: int) -> bool:
    return scene.article.text[line.words[at].start].islower()


def _state(scene: Scene, line: Line, at: int) -> str:
    """The state of a demonym; empty where several share it."""
    return scene.kb.state_of(line.words[at].low) or ""


def _determined(word: str, known: Rules) -> bool:
    """Whether a word before an office makes it somebody's in particular: not "devient président", "comme ministre"."""
    return word in known.sets["definite"] | known.sets["articles"] | known.sets["determiners"] | known.sets["generic"]


def _flags(line: Line, first: int, stop: int, known: Rules) -> frozenset[str]:
    """What the words around an office say of it."""
    found = set()
    at = first - 1
    passed = known.sets["former"] | known.sets["future"] | known.sets["modifiers"] | known.sets["ordinals"] | {"-"}
    while at >= 0 and (line.keys[at] in passed or line.keys[at][0].isdigit()):
        ordinal = line.keys[at] in known.sets["ordinals"] or line.keys[at][0].isdigit()
        found |= {name for name in ("former", "future", "elect", "newly") if line.keys[at] in known.sets[name]}
        found |= {"ordinal"} if ordinal else set()
        at -= 1
    if line.key(at) in known.sets["generic"] or (line.key(at) == "de" and line.key(first - 1) == "de"):
        found.add("generic")
    found |= {"definite"} if line.key(at) in known.sets["definite"] else set()
    found |= {"predicate"} if line.key(at)[:1].isalpha() and not _determined(line.key(at), known) else set()
    for i in range(first + 1, min(stop + 1, len(line.keys))):
        found |= {name for name in ("future", "elect") if line.keys[i] in known.sets[name]}
    if any(line.key(i) in known.sets["feminine"] for i in range(max(at, 0), first)):
        found.add("f")
    after = line.keys[stop : stop + 3]
    if after[:3] == ["de", "l'", "epoque"] or after[:2] == ["d'", "alors"] or line.key(at) == "alors":
        found.add("then")
    return frozenset(found)
