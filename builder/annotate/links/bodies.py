"""Whose parliament, ministry or party it is: institutions that every state has are one only where the state is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.links.people import named, new_id
from builder.annotate.links.scene import OF, Answer, Line, Scene
from builder.model.mention import EntityType, Mention, Status
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_TAIL = 6
"""Words of a place inside a name at most, with its preposition."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The institutions of common names that an article names."""

    read: Mapping[Mention, tuple[str, str]]
    """Their bare name, and the state or place named with it: ("Parlement", "georgie"); empty where none is."""

    said: Mapping[str, frozenset[str]]
    """Every state or place that the article names with a bare name, by its slug."""

    @classmethod
    def of(cls, scene: Scene, mentions: Sequence[Mention]) -> Bodies:
        """Read the marked names of organisations."""
        places = {m.span.start: m for m in mentions if m.type is EntityType.LOC}
        found = {
            m: _read(scene, m, places) for m in mentions if m.type is EntityType.ORG
        }
        said: dict[str, set[str]] = defaultdict(set)
        for name, owner in found.values():
            said[slug(name)] |= {owner} - {""}
        return cls(
            {m: x for m, x in found.items() if x[0]},
            {name: frozenset(x) for name, x in said.items()},
        )

    def owner(self, scene: Scene, mention: Mention) -> str:
        """Whose it is: said with it, or elsewhere with the same name, or the state that the article mostly speaks of."""
        name, owner = self.read[mention]
        told = self.said[slug(name)]
        return owner or (
            scene.main if not told else next(iter(told)) if len(told) == 1 else ""
        )

    def answer(self, scene: Scene, mention: Mention) -> Answer:
        """An unknown organisation: one of common words is never another article's, unless both say whose it is."""
        if mention not in self.read:
            return scene.one(new_id(scene, mention), "unknown")
        address, owner = slug(self.read[mention][0]), self.owner(scene, mention)
        if owner:
            return named(scene, mention, f"{address}-{owner}")
        return scene.one(f"{address}-{scene.article.id}", "body", Status.UNSURE)

    def name(self, scene: Scene, mention: Mention) -> str:
        """Its name with its owner's: `Parlement (Géorgie)`; empty where the words of the text are the name."""
        owner = (
            scene.kb.entities.get(self.owner(scene, mention))
            if mention in self.read
            else None
        )
        return f"{self.read[mention][0]} ({owner.name})" if owner is not None else ""


def _read(
    scene: Scene, mention: Mention, places: Mapping[int, Mention]
) -> tuple[str, str]:
    """Bare name and owner; both empty for a name of its own ("Banque Rivaud")."""
    line, sets = scene.at(mention.span.start), scene.rules.sets
    if line is None:
        return "", ""
    first, stop = line.indices(mention.span)
    if line.key(first) not in sets["bodies"] | sets["shortened"] | sets["ministries"]:
        return "", ""
    end, owner = _inner(scene, line, first, stop)
    owner = owner or _after(scene, line, stop, places)
    adjectives = {i for i in range(first + 1, end) if _state(scene, line, i)}
    owner = owner or next((_state(scene, line, i) for i in sorted(adjectives)), "")
    rest = [line.words[i] for i in range(first + 1, end) if i not in adjectives]
    own = any(
        w.capital for w in rest if line.keys[line.index(w.start)] not in sets["public"]
    )
    if own and line.key(first) not in sets["ministries"]:
        return "", ""
    words = [scene.article.text[w.start : w.end] for w in (line.words[first], *rest)]
    return " ".join(words).replace("’ ", "’").replace("' ", "'"), owner


def _state(scene: Scene, line: Line, at: int) -> str:
    """The state of a demonym in small letters at a word; empty elsewhere."""
    word = line.words[at] if at < len(line.words) else None
    return "" if word is None or word.capital else scene.kb.state_of(word.low) or ""


def _inner(scene: Scene, line: Line, first: int, stop: int) -> tuple[int, str]:
    """Where the bare name ends in `Parlement [de Géorgie]`, and the place; all of it where it has none."""
    for at in range(max(first + 1, stop - _TAIL), stop - 1):
        if line.key(at) in OF:
            begin = line.past_article(at + 1)
            tail = scene.article.text[
                line.words[min(begin, stop - 1)].start : line.words[stop - 1].end
            ]
            found = [
                i
                for i in scene.kb.named(tail)
                if scene.kb.entities[i].type is EntityType.LOC
            ]
            if len(found) == 1:
                return at, found[0]
    return stop, ""


def _after(scene: Scene, line: Line, stop: int, places: Mapping[int, Mention]) -> str:
    """The state or place right after a name: `géorgien`, `de Géorgie`."""
    if line.key(stop) not in OF:
        return _state(scene, line, stop)
    at = line.past_article(stop + 1)
    place = places.get(line.words[at].start) if at < len(line.words) else None
    if place is None:
        return ""
    known = scene.kb.named(place.surface)
    return known[0] if len(known) == 1 else slug(place.surface)
