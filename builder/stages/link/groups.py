"""Finds `les deux dirigeants`, `ses homologues russe et ukrainien`, `la capitale ukrainienne`: said of others just named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, Link, Mention, MentionKind, Status, Verdict
from builder.stages.link.offices import Answer, offices_meant, told_at
from builder.stages.link.roles import Title, rules
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.stages.link.roles import Role, Rules
    from builder.stages.link.scene import Line, Scene

_BACK = 4
"""Sentences looked back for those whom a group sums up."""


@dataclass(frozen=True, slots=True)
class Known:
    """Links made so far, by line: those of people and those of states."""

    by_line: dict[int, list[Link]]

    def before(self, line: int, offset: int) -> Iterator[list[Link]]:
        """Links before an offset, sentence by sentence, the nearest first; at most the sentences looked back."""
        for number in range(line, max(line - _BACK - 1, -1), -1):
            yield [x for x in self.by_line.get(number, ()) if x.mention.span.end <= offset]


def counterpart(scene: Scene, role: Role, known: Known) -> Answer:
    """`son homologue russe`: who fills, in that state, the function of the person named before."""
    at = told_at(scene, role)
    for links in known.before(role.line, role.span.start):
        for link in reversed(links):
            person = scene.kb.entities.get(link.entities[0]) if len(link.entities) == 1 else None
            if person is None or link.verdict is not Verdict.LINKED or person.type is not EntityType.PER:
                continue
            held = [scene.kb.offices[t.office] for t in person.tenures if person.id in scene.kb.holders(t.office, at)]
            held = [o for o in held if o.of not in role.of]
            if held:
                return _counterparts(scene, role, person.id, held[0].kinds)
    return Answer(Verdict.UNKNOWN, (), (scene.say("no-counterpart"),), Status.UNSURE, "office:counterpart")


def _counterparts(scene: Scene, role: Role, person: str, kinds: Sequence[str]) -> Answer:
    at, rule = told_at(scene, role), "office:counterpart"
    reason = scene.say("counterpart", name=person)
    found: list[str] = []
    for state in role.of:
        each = (replace(role, title=Title((kind,)), of=(state,), flags=frozenset()) for kind in kinds)
        offices = [o for asked in each for o in offices_meant(scene, asked, rules(scene.pack, scene.kb))]
        holders = scene.kb.holders(offices[0], at) if offices else ()
        if len(holders) != 1:
            verdict = Verdict.AMBIGUOUS if holders else Verdict.UNKNOWN
            return Answer(verdict, tuple(holders), (reason, scene.say("change", at="")), Status.UNSURE, rule)
        found.append(holders[0])
    if not found:
        return Answer(Verdict.UNKNOWN, (), (reason, scene.say("no-holder")), Status.UNSURE, rule)
    return Answer(Verdict.LINKED, tuple(dict.fromkeys(found)), (reason,), rule=rule)


def find(scene: Scene, known: Known) -> Iterator[Link]:
    """Groups of people and of states that the text has just named, and capitals named by their state."""
    data = rules(scene.pack, scene.kb)
    for number, line in enumerate(scene.lines):
        for at, key in enumerate(line.keys):
            if key in _numbers(data):
                yield from _group(scene, number, at, data, known)
            elif key in data.data["capital"]:  # type: ignore[operator]
                yield from _capital(scene, line, at)


def _numbers(data: Rules) -> dict[str, int]:
    numbers: dict[str, int] = data.data["numbers"]  # type: ignore[assignment]
    return numbers


def _group(scene: Scene, number: int, at: int, data: Rules, known: Known) -> Iterator[Link]:
    line = scene.lines[number]
    if line.key(at - 1) not in data.data["determiners"]:  # type: ignore[operator]
        return
    count = _numbers(data)[line.key(at)]
    for kind, wordings in (*data.data["people"].items(), ("state", data.data["powers"])):  # type: ignore[attr-defined]
        for wording in wordings:
            words = fold(wording.lower()).replace("'", "' ").split()
            end = at + 1 + len(words)
            if line.keys[at + 1 : end] == words and not _narrowed(scene, line, end):
                yield _said(scene, number, Span(line.words[at].start, line.words[end - 1].end), count, kind, known)
                return


def _narrowed(scene: Scene, line: Line, end: int) -> bool:
    """Whether more words say which ones: `les deux pays baltes`, `les deux dirigeants du parti`."""
    return line.key(end) in ("de", "du", "des", "d'") or (
        end < len(line.words) and line.words[end].low in scene.kb.demonyms
    )


def _said(scene: Scene, number: int, span: Span, count: int, kind: str, known: Known) -> Link:
    """The last ones named, going back sentence by sentence until there are enough; open where there are too many."""
    found: dict[str, None] = {}
    for links in known.before(number, span.start):
        for link in links:
            found.update(dict.fromkeys(_members(scene, link, kind)))
        if len(found) >= count:
            break
    what = span.of(scene.article.text)
    kinds = (EntityType.LOC if kind == "state" else EntityType.PER, MentionKind.GROUP)
    sure = kind != "state" and len(found) == count
    mention = Mention(span, what, kinds[1], kinds[0], "group", Status.MACHINE if sure else Status.UNSURE)
    if len(found) == count:
        return Link(mention, Verdict.LINKED, tuple(found), (scene.say("group", count=what.partition(" ")[2]),))
    if len(found) > count:
        return Link(mention, Verdict.AMBIGUOUS, tuple(found), (scene.say("group-doubt"),))
    return Link(mention, Verdict.UNKNOWN, (), (scene.say("group-open"),))


def _members(scene: Scene, link: Link, kind: str) -> list[str]:
    """Those of a link whom the group word can sum up."""
    if link.verdict not in (Verdict.LINKED, Verdict.UNKNOWN) or link.mention.kind is MentionKind.DEMONYM:
        return []
    if kind == "state":
        return [s for i in link.entities if (s := _state(scene, i))]
    return [i for i in link.entities if scene.entity(i).type is EntityType.PER]


def _state(scene: Scene, entity: str) -> str:
    """The state that an entity is, acts for or governs; empty where it is none."""
    known = scene.kb.entities.get(entity)
    if known is None:
        return ""
    if known.id in scene.kb.states:
        return known.id
    if known.type is EntityType.PER:
        now = [t.office for t in known.tenures if entity in scene.kb.holders(t.office, scene.article.published.moment)]
        states = [scene.kb.offices[o].of for o in now if scene.kb.offices[o].of in scene.kb.states]
        return states[0] if states else ""
    return known.country if known.type is EntityType.ORG and known.country in scene.kb.states else ""


def _capital(scene: Scene, line: Line, at: int) -> Iterator[Link]:
    """`la capitale ukrainienne`: the city, named by its state."""
    state = scene.kb.state_of(line.words[at + 1].low) if at + 1 < len(line.words) else None
    city = scene.kb.capitals.get(state or "")
    if state is not None and city is not None:
        span = Span(line.words[at].start, line.words[at + 1].end)
        mention = Mention(span, span.of(scene.article.text), MentionKind.ROLE, EntityType.LOC, "capital")
        yield Link(mention, Verdict.LINKED, (city,), (scene.say("capital", name=state),))
