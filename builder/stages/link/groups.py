"""Finds `les deux dirigeants`, `ses homologues russe et ukrainien`, `la capitale ukrainienne`: said of others just named."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.model.mention import EntityType, Link, Mention, MentionKind, Status, Verdict
from builder.stages.link.holders import Answer
from builder.stages.link.offices import offices_meant
from builder.stages.link.rules import Title, rules, words_of
from builder.stages.link.scene import Taken
from builder.stages.link.when import told_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.stages.link.roles import Role
    from builder.stages.link.rules import Rules
    from builder.stages.link.scene import Line, Scene

_BACK = 4
"""Sentences looked back for those whom a group sums up."""

_CLOSE = 6
"""Links on either side among which the name beside an office stands."""

_MANY = 40
"""Links of one sentence looked at, so that no list makes a text slow."""


Kinds = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Known:
    """Links made so far, by line: those of people and those of states."""

    by_line: dict[int, list[Link]]
    """In the order of the text, the outer before the inner."""

    def around(self, line: int, span: Span) -> list[Link]:
        """Links of a line close to a span, before it and after it."""
        links = self.by_line.get(line, [])
        at = bisect_right(links, span.start, key=lambda x: x.mention.span.start)
        return links[max(at - _CLOSE, 0) : at + _CLOSE]

    def before(self, line: int, offset: int) -> Iterator[list[Link]]:
        """Links before an offset, sentence by sentence, the nearest first; at most the sentences looked back."""
        for number in range(line, max(line - _BACK - 1, -1), -1):
            links = self.by_line.get(number, [])
            stop = bisect_right(links, offset, key=lambda x: x.mention.span.start)
            yield [x for x in links[max(stop - _MANY, 0) : stop] if x.mention.span.end <= offset]


def counterpart(scene: Scene, role: Role, known: Known, told: Mapping[tuple[str, str], str]) -> Answer:
    """`son homologue russe`: who fills, in that state, the function of the person named before."""
    for links in known.before(role.line, role.span.start):
        for link in reversed(links):
            if len(link.entities) != 1 or scene.entity(link.entities[0]).type is not EntityType.PER:
                continue
            kinds, of = _function(scene, role, link.entities[0], told)
            if not of or of not in role.of:  # "Poutine … son homologue russe": somebody else's
                return _counterparts(scene, role, link.entities[0], kinds)
    return Answer(Verdict.UNKNOWN, (), (scene.say("no-counterpart"),), Status.UNSURE, "office:counterpart")


def _function(
    scene: Scene, role: Role, person: str, told: Mapping[tuple[str, str], str]
) -> tuple[tuple[str, ...], str]:
    """Functions of a person at the date told, and of which state: by the knowledge base, else by the article itself."""
    at = told_at(scene, role)
    for term in scene.entity(person).tenures:
        if person in scene.kb.holders(term.office, at):
            return scene.kb.offices[term.office].kinds, scene.kb.offices[term.office].of
    return next((((kind,), of) for (kind, of), i in told.items() if i == person), ((), ""))


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


def find(scene: Scene, known: Known, taken: Iterable[Span]) -> Iterator[Link]:
    """Groups that the text has just named, capitals and institutions named by their state; outside the spans taken."""
    used = Taken(taken)
    data = rules(scene.pack, scene.kb)
    for number, line in enumerate(scene.lines):
        for at, key in enumerate(line.keys):
            if key not in data.heads or used.holds(line.starts[at]):
                continue
            if key in _numbers(data):
                yield from _group(scene, number, at, data, known)
            elif key in data.sets["capital"]:
                yield from _capital(scene, line, at)
            elif key in data.sets["institutions"]:
                yield from _institution(scene, line, at)


def _numbers(data: Rules) -> dict[str, int]:
    numbers: dict[str, int] = data.data["numbers"]
    return numbers


def _group(scene: Scene, number: int, at: int, data: Rules, known: Known) -> Iterator[Link]:
    line = scene.lines[number]
    if line.key(at - 1) not in data.data["determiners"]:
        return
    count = _numbers(data)[line.key(at)]
    for wording, kinds in _wordings(data):
        end = at + 1 + len(wording)
        if tuple(line.keys[at + 1 : end]) == wording and not _narrowed(scene, line, end):
            yield _said(scene, number, Span(line.words[at].start, line.words[end - 1].end), count, kinds, known)
            return


@lru_cache(maxsize=8)
def _wordings(data: Rules) -> list[tuple[tuple[str, ...], Kinds]]:
    """Group words and the functions they sum up, long ones first; no functions for states, which are no people."""
    found: list[tuple[tuple[str, ...], Kinds]] = [(words_of(w), None) for w in data.data["powers"]]
    for group in data.data["people"]:
        found += [(words_of(w), frozenset(group["kinds"])) for w in group["words"]]
    return sorted(found, key=lambda x: -len(x[0]))


def _narrowed(scene: Scene, line: Line, end: int) -> bool:
    """Whether more words say which ones: `les deux pays baltes`, `les deux dirigeants du parti`."""
    return line.key(end) in ("de", "du", "des", "d'") or (
        end < len(line.words) and line.words[end].low in scene.kb.demonyms
    )


def _said(scene: Scene, number: int, span: Span, count: int, kinds: Kinds, known: Known) -> Link:
    """The last ones named, going back sentence by sentence until there are enough; open where there are too many."""
    found: dict[str, None] = {}
    reason, together = "group", False
    for back, links in enumerate(known.before(number, span.start)):
        here = [(x, i) for x in links for i in _members(scene, x, kinds)]
        if len({*found, *(i for _, i in here)}) > count:
            fronted = _fronted(scene.lines[number - back], links)
            here, reason = [(x, i) for x, i in here if x.mention.span.start >= fronted], "group-main"
        found.update(dict.fromkeys(i for _, i in here))
        if len(found) >= count:
            together = {i for _, i in here} >= found.keys()
            break
    type_ = EntityType.LOC if kinds is None else EntityType.PER
    sure = kinds is not None and len(found) == count and reason == "group" and together
    status = Status.MACHINE if sure else Status.UNSURE
    mention = Mention(span, span.of(scene.article.text), MentionKind.GROUP, type_, "group", status)
    if len(found) == count:
        return Link(mention, Verdict.LINKED, tuple(found), (scene.say(reason, names=scene.names(tuple(found))),))
    if len(found) > count:
        return Link(mention, Verdict.AMBIGUOUS, tuple(found), (scene.say("group-doubt"),))
    return Link(mention, Verdict.UNKNOWN, (), (scene.say("group-open"),))


def _fronted(line: Line, links: Sequence[Link]) -> int:
    """Where the main clause begins after a fronted phrase (`Parallèlement à cet échange avec Poutine, …`); else 0."""
    if links and line.index(links[0].mention.span.start) <= 1:
        return 0  # the line begins with one of them: its comma is that of a list
    comma = next((i for i, k in enumerate(line.keys) if k == ","), -1)
    if comma < 0 or any(v.finite and v.first < comma for v in line.verbs_from(0, comma)):
        return 0
    return line.starts[comma]


def _members(scene: Scene, link: Link, kinds: Kinds) -> list[str]:
    """Those of a link whom the group word can sum up."""
    if link.verdict not in (Verdict.LINKED, Verdict.UNKNOWN) or link.mention.kind is MentionKind.DEMONYM:
        return []
    if kinds is None:
        return [s for i in link.entities if (s := _state(scene, i))]
    return [i for i in link.entities if scene.entity(i).type is EntityType.PER and _fills(scene, i, kinds)]


def _fills(scene: Scene, person: str, kinds: frozenset[str]) -> bool:
    """Whether a person fills one of the functions; of one whom nobody knows, it cannot be ruled out."""
    offices = [scene.kb.offices[t.office] for t in scene.entity(person).tenures if t.office in scene.kb.offices]
    return not kinds or not offices or any(kinds & set(o.kinds) for o in offices)


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
        yield _described(scene, line, at, EntityType.LOC, city, scene.say("capital", name=state))


def _institution(scene: Scene, line: Line, at: int) -> Iterator[Link]:
    """`la présidence ukrainienne`: an institution that the knowledge base knows by these words."""
    if at + 1 < len(line.words):
        named = scene.kb.named(scene.article.text[line.words[at].start : line.words[at + 1].end])
        if len(named) == 1:
            yield _described(scene, line, at, EntityType.ORG, named[0], scene.say("institution", name=named[0]))


def _described(scene: Scene, line: Line, at: int, kind: EntityType, entity: str, reason: str) -> Link:
    span = Span(line.words[at].start, line.words[at + 1].end)
    mention = Mention(span, span.of(scene.article.text), MentionKind.ROLE, kind, "description")
    return Link(mention, Verdict.LINKED, (entity,), (reason,))
