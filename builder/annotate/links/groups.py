"""Finds `les deux dirigeants`, `ses homologues russe et ukrainien`, `la capitale ukrainienne`: said of others just named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.holders import told_at
from builder.annotate.links.offices import offices_meant, several
from builder.annotate.links.rules import Kinds, Title
from builder.annotate.links.scene import OF, Answer, Line, Scene, offsets
from builder.model.article import Span
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.annotate.links.memory import Memory
    from builder.annotate.links.roles import OfficePhrase


def counterpart(scene: Scene, role: OfficePhrase, memory: Memory) -> Answer:
    """`son homologue russe`: who fills, in that state, the function of the person named before."""
    rule = "office:counterpart"
    for links in memory.before(role.line, role.span.start):
        for link in reversed(links):
            if (
                len(link.entities) != 1
                or scene.entity(link.entities[0]).type is not EntityType.PER
            ):
                continue
            kinds, of = _function(scene, role, link.entities[0], memory)
            if (
                not of or of not in role.of
            ):  # "Poutine … son homologue russe": somebody else's
                return replace(
                    _counterparts(scene, role, link.entities[0], kinds), rule=rule
                )
    return replace(scene.nobody("no-counterpart"), status=Status.UNSURE, rule=rule)


def _function(
    scene: Scene, role: OfficePhrase, person: str, memory: Memory
) -> tuple[tuple[str, ...], str]:
    """Functions of a person at the date told, and of which state: by the knowledge base, else by the article itself."""
    at = told_at(scene, role)
    for term in scene.entity(person).tenures:
        if person in scene.kb.holders(term.office, at):
            return scene.kb.offices[term.office].kinds, scene.kb.offices[term.office].of
    return next(
        (((kind,), of) for (kind, of), i in memory.told.items() if i == person),
        ((), ""),
    )


def _counterparts(
    scene: Scene, role: OfficePhrase, person: str, kinds: Sequence[str]
) -> Answer:
    """Who fills, in the states of the wording, the first of these functions that all of them have."""
    asked = (replace(role, title=Title((kind,))) for kind in kinds)
    fitting = (
        r
        for r in asked
        if all(offices_meant(scene, replace(r, of=(state,))) for state in r.of)
    )
    answer = several(scene, next(fitting, replace(role, of=())))
    reason = scene.say("counterpart", name=person)
    if answer.verdict is LinkStatus.LINKED:
        return replace(answer, reasons=(reason,))
    return replace(answer, reasons=(reason, *answer.reasons), status=Status.UNSURE)


def find(scene: Scene, memory: Memory, taken: Iterable[Span]) -> Iterator[Link]:
    """Groups that the text has just named, capitals and institutions named by their state; outside the spans taken."""
    used, known = offsets(taken), scene.rules
    for line in scene.lines:
        for at, key in enumerate(line.keys):
            if key not in known.heads or line.starts[at] in used:
                continue
            if key in known.data["numbers"]:
                yield from _group(scene, line, at, memory)
            elif at + 1 < len(line.words):
                yield from _described(scene, line, at)


def _group(scene: Scene, line: Line, at: int, memory: Memory) -> Iterator[Link]:
    if line.key(at - 1) not in scene.rules.sets["determiners"]:
        return
    for wording, kinds in scene.rules.groups:
        end = at + 1 + len(wording)
        if tuple(line.keys[at + 1 : end]) == wording and not _narrowed(
            scene, line, end
        ):
            span = Span(line.words[at].start, line.words[end - 1].end)
            yield _said(
                scene,
                line,
                span,
                scene.rules.data["numbers"][line.key(at)],
                kinds,
                memory,
            )
            return


def _narrowed(scene: Scene, line: Line, end: int) -> bool:
    """Whether more words say which ones: `les deux pays baltes`, `les deux dirigeants du parti`."""
    return line.key(end) in OF or (
        end < len(line.words) and line.words[end].low in scene.kb.demonyms
    )


def _said(
    scene: Scene, line: Line, span: Span, count: int, kinds: Kinds, memory: Memory
) -> Link:
    """Those named right after, else the last ones, going back sentence by sentence until there are enough; open where too many."""
    found: dict[str, None] = {}
    after = [
        x
        for x in memory.by_line.get(line.number, ())
        if x.mention.span.start > span.end
    ][:count]
    apposed = bool(after) and after[0].mention.span.start == span.end + 1
    reason, together = "group-apposed" if apposed else "group", False
    for back, links in enumerate(
        [after] if apposed else memory.before(line, span.start)
    ):
        here = [(x, i) for x in links for i in _members(scene, x, kinds)]
        if len({*found, *(i for _, i in here)}) > count:
            fronted = _fronted(scene.lines[line.number - back], links)
            here, reason = (
                [(x, i) for x, i in here if x.mention.span.start >= fronted],
                "group-main",
            )
        found.update(dict.fromkeys(i for _, i in here))
        if len(found) >= count:
            together = {i for _, i in here} >= found.keys()
            break
    type_ = EntityType.LOC if kinds is None else EntityType.PER
    sure = (
        kinds is not None
        and len(found) == count
        and reason != "group-main"
        and together
    )
    status = Status.MACHINE if sure else Status.UNSURE
    mention = Mention(
        span, span.of(scene.article.text), MentionKind.GROUP, type_, "group", status
    )
    if len(found) < count:
        return Link(mention, LinkStatus.UNKNOWN, (), (scene.say("group-open"),))
    verdict, reason = (
        (LinkStatus.LINKED, reason)
        if len(found) == count
        else (LinkStatus.AMBIGUOUS, "group-doubt")
    )
    return Link(
        mention,
        verdict,
        tuple(found),
        (scene.say(reason, names=scene.names(tuple(found))),),
    )


def _fronted(line: Line, links: Sequence[Link]) -> int:
    """Where the main clause begins after a fronted phrase (`Parallèlement à cet échange avec Poutine, …`); else 0."""
    if links and line.index(links[0].mention.span.start) <= 1:
        return 0  # the line begins with one of them: its comma is that of a list
    comma = next((i for i, k in enumerate(line.keys) if k == ","), -1)
    if comma < 0 or any(
        v.finite and v.first < comma for v in line.verbs_from(0, comma)
    ):
        return 0
    return line.starts[comma]


def _members(scene: Scene, link: Link, kinds: Kinds) -> list[str]:
    """Those of a link whom the group word can sum up."""
    if link.verdict not in (LinkStatus.LINKED, LinkStatus.UNKNOWN):
        return []
    if kinds is None:
        return [s for i in link.entities if (s := _state(scene, i))]
    return [
        i
        for i in link.entities
        if scene.entity(i).type is EntityType.PER and _fills(scene, i, kinds)
    ]


def _fills(scene: Scene, person: str, kinds: frozenset[str]) -> bool:
    """Whether a person fills one of the functions; of one whom nobody knows, it cannot be ruled out."""
    offices = [scene.kb.offices[t.office] for t in scene.entity(person).tenures]
    return not kinds or not offices or any(kinds & set(o.kinds) for o in offices)


def _state(scene: Scene, entity: str) -> str:
    """The state that an entity is, acts for or governs; empty where it is none."""
    known = scene.entity(entity)
    now = (
        t.office
        for t in known.tenures
        if entity in scene.kb.holders(t.office, scene.article.published.date)
    )
    governed = (scene.kb.offices[o].of for o in now)
    belongs = known.country if known.type is EntityType.ORG else ""
    return next((i for i in (entity, *governed, belongs) if i in scene.kb.states), "")


def _described(scene: Scene, line: Line, at: int) -> Iterator[Link]:
    """`la capitale ukrainienne`, `la présidence ukrainienne`: the city or the institution, named by its state."""
    span = Span(line.words[at].start, line.words[at + 1].end)
    words = span.of(scene.article.text)
    if line.key(at) in scene.rules.sets["capital"]:
        state = scene.kb.state_of(line.words[at + 1].low) or ""
        named, type_ = scene.kb.capitals.get(state, ""), EntityType.LOC
        reason = scene.say("capital", name=state)
    else:
        bearers = scene.kb.named(words)
        named, type_ = bearers[0] if len(bearers) == 1 else "", EntityType.ORG
        reason = scene.say("institution", name=named)
    if named:
        yield Link(
            Mention(span, words, MentionKind.ROLE, type_, "description"),
            LinkStatus.LINKED,
            (named,),
            (reason,),
        )
