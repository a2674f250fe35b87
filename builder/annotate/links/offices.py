"""Says who is meant by an office: a name beside it, its holder at the date told, or whom the article named in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.links.holders import at_words, by_office, held, told_at
from builder.annotate.links.scene import OF, Answer, Scene
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.text.spelling import parts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from builder.annotate.links.memory import Memory
    from builder.annotate.links.roles import OfficePhrase
    from builder.model.dates import EdtfDate

_REACH = 4
"""Words at most between an office and the name beside it."""

_CLOSING = frozenset((",", ".", ";", ":", ")", "", "—", "–", "!", "?", "»", "”", '"'))


def resolve(
    scene: Scene, role: OfficePhrase, beside: Link | None, memory: Memory
) -> Answer | None:
    """Who is meant by an office; none where the wording is no office after all."""
    kinds = set(role.title.kinds)
    if beside is not None:
        answer = _beside(scene, role, beside, memory)
        start = role.line.index(beside.mention.span.start)
        direct = role.stop <= start and "," not in role.line.keys[role.stop : start]
        bare = role.stop - role.first == 1 and not role.title.office and direct
        return (
            None if bare else answer
        )  # "le président Trump": a title, part of the naming
    if kinds and kinds <= {*scene.rules.data["beside_names"], "counterpart"}:
        return None
    if role.title.many:
        return several(scene, role) if len(role.of) > 1 else None
    if not role.of and not role.title.office:
        return _alone(scene, role, memory)
    if role.flags & {"generic", "predicate"}:
        return Answer(LinkStatus.REFUSED, (), (scene.say("generic"),))
    return by_office(scene, role, offices_meant(scene, role), memory)


def several(scene: Scene, role: OfficePhrase) -> Answer:
    """`les présidents russe et ukrainien`: the holders of one function in several states, where each is certain."""
    at, rule = told_at(scene, role), "office:group"
    each = [offices_meant(scene, replace(role, of=(state,))) for state in role.of]
    holders = [scene.kb.holders(found[0], at) if found else () for found in each]
    everybody = tuple(dict.fromkeys(i for ids in holders for i in ids))
    if not holders or not all(holders):
        return scene.nobody("no-holder", rule)
    if any(len(ids) > 1 for ids in holders):
        return scene.several(everybody, "change", rule, at=at_words(at))
    reason = scene.say("group-offices", at=at_words(at), names=scene.names(everybody))
    return Answer(LinkStatus.LINKED, everybody, (reason,), rule=rule)


def offices_meant(scene: Scene, role: OfficePhrase) -> list[str]:
    """Offices that the wording can name, the best first."""
    if role.title.office:
        return [role.title.office]
    home = scene.rules.data["home"]
    at_home = not role.of and "republic" in role.title.kinds and home in scene.spoken_of
    found: list[str] = []
    for state in (home,) if at_home else role.of:
        found += [
            o for o in scene.kb.offices_of(state) if _fits(scene, o, role.title.kinds)
        ] or [
            o.id
            for o in scene.kb.offices.values()
            if o.seat == state and "tenant" in role.title.kinds
        ]
    return found


def _fits(scene: Scene, office: str, kinds: Collection[str]) -> bool:
    """Whether an office is of a kind, or of one that the press puts for it where the state has none of the kind."""
    own = {*scene.kb.offices[office].kinds, f"={office}"}
    if own & set(kinds):
        return True
    siblings = scene.kb.offices_of(scene.kb.offices[office].of)
    if any(set(kinds) & set(scene.kb.offices[o].kinds) for o in siblings):
        return False
    return any(own & set(scene.rules.data["instead"].get(k, ())) for k in kinds)


def _beside(scene: Scene, role: OfficePhrase, beside: Link, memory: Memory) -> Answer:
    """An office in apposition to a name is that person, not a second one."""
    offices, rule = offices_meant(scene, role), "office:apposition"
    person = beside.entities[0]
    if named := _named_holder(scene, beside, offices):
        memory.renamed[beside.mention] = person = named
    elif beside.verdict is LinkStatus.AMBIGUOUS:
        return Answer(
            LinkStatus.AMBIGUOUS, beside.entities, beside.reasons, Status.UNSURE, rule
        )
    for kind in role.title.kinds:
        for state in role.of or ("",):
            memory.told.setdefault((held(role, kind), state), person)
    holders = scene.kb.holders(offices[0], told_at(scene, role)) if offices else ()
    dated = role.flags & {"former", "future", "elect", "ordinal", "then"}
    if holders and person not in holders and not dated:
        return scene.one(person, "apposed-other", Status.UNSURE, rule)
    return scene.one(person, "apposed", rule=rule)


def _named_holder(scene: Scene, beside: Link, offices: Sequence[str]) -> str:
    """`le pape François`, `la secrétaire d’État Clinton`: the one holder who bears the name; empty where none or several do."""
    if beside.verdict is LinkStatus.LINKED or not offices:
        return ""
    words = parts(beside.mention.surface)
    holders = scene.kb.holders(
        offices[0], scene.article.published.date
    ) or scene.kb.holders(offices[0], None)
    bearing = [h for h in holders if _bears(words, parts(scene.kb.entities[h].name))]
    return bearing[0] if len(bearing) == 1 else ""


def _bears(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether all words are of the name, or the first and more than half of them: names from Arabic are spelled freely."""
    common = set(words) & set(name)
    return len(common) == len(words) or (
        words[0] == name[0] and 2 * len(common) > len(words)
    )


def _alone(scene: Scene, role: OfficePhrase, memory: Memory) -> Answer | None:
    """`le chef de l’État` without a state: whom the article last named in that office; nothing where there is nobody."""
    kinds = role.title.kinds
    if "definite" not in role.flags or role.flags & {"future", "ordinal"}:
        return None
    if "former" in role.flags:
        return _former_alone(scene, role, memory)
    if set(kinds).isdisjoint(scene.rules.data["alone"]):
        return None
    at = told_at(scene, role)
    apposed = {person for (kind, _), person in memory.told.items() if kind in kinds}
    for link in memory.recent(role.span):
        person = link.entities[0]
        if person in apposed or _in_office(scene, person, kinds, at):
            return scene.one(person, "anaphora", Status.UNSURE, "office:anaphora")
    if offices := offices_meant(scene, role):
        return by_office(scene, role, offices, memory)
    return _of_only_state(scene, role, memory)


def _former_alone(scene: Scene, role: OfficePhrase, memory: Memory) -> Answer | None:
    """`l’ancien président` once the article has said of whom; nothing where it names another who was one."""
    instead = scene.rules.data[
        "instead"
    ].items()  # the President of the Republic is a president
    kinds = {
        *role.title.kinds,
        *(
            kind
            for kind, others in instead
            if not {*role.title.kinds}.isdisjoint(others)
        ),
    }
    if role.line.key(role.stop) in OF:
        return None  # "l’ancien président du club"
    told = {
        person
        for (kind, _), person in memory.told.items()
        if kind in {held(role, k) for k in kinds}
    }
    near = {x.entities[0] for x in memory.recent(role.span)} - told
    if len(told) != 1 or any(
        _once(scene, person, kinds, told_at(scene, role)) for person in near
    ):
        return None
    return scene.one(next(iter(told)), "told", Status.UNSURE, "office:anaphora")


def _of_only_state(scene: Scene, role: OfficePhrase, memory: Memory) -> Answer | None:
    """`le chef de l’État` in an article that names one state's matters only; nothing where its holder is not certain."""
    states = scene.near & scene.kb.states
    if (
        len(states) != 1 or role.line.key(role.stop) in OF
    ):  # "le Premier ministre de l’île": not of the state
        return None
    (state,) = states
    answer = by_office(
        scene, role, offices_meant(scene, replace(role, of=(state,))), memory
    )
    if answer.verdict is not LinkStatus.LINKED:
        return None
    return replace(
        answer,
        status=Status.UNSURE,
        reasons=(*answer.reasons, scene.say("only-state", name=state)),
    )


def _once(
    scene: Scene, person: str, kinds: Collection[str], at: EdtfDate | None
) -> bool:
    """Whether a person once held such an office, and does no more."""
    return _in_office(scene, person, kinds, None) and not _in_office(
        scene, person, kinds, at
    )


def _in_office(
    scene: Scene, person: str, kinds: Collection[str], at: EdtfDate | None
) -> bool:
    tenures = scene.entity(person).tenures
    return any(
        _fits(scene, t.office, kinds) and person in scene.kb.holders(t.office, at)
        for t in tenures
    )


def marked(scene: Scene, role: OfficePhrase, answer: Answer) -> Link:
    """The link of an office."""
    kind = (
        MentionKind.GROUP
        if role.title.many and answer.rule != "office:apposition"
        else MentionKind.ROLE
    )
    mention = Mention(
        role.span,
        role.span.of(scene.article.text),
        kind,
        EntityType.PER,
        answer.rule,
        answer.status,
    )
    return Link(mention, answer.verdict, answer.entities, answer.reasons)


def name_beside(
    scene: Scene, role: OfficePhrase, people: Sequence[Link]
) -> Link | None:
    """The person's name in apposition to an office, among the names of its sentence; none where there is none."""
    bounds = [(x, *role.line.indices(x.mention.span)) for x in people]
    after = (x for x, first, stop in bounds if _follows(scene, role, x, first, stop))
    before = (x for x, _, stop in bounds if _precedes(scene, role, x, stop))
    subject = (x for x, _, stop in bounds if _governs(scene, role, x, stop))
    return next(after, None) or next(before, None) or next(subject, None)


def _follows(
    scene: Scene, role: OfficePhrase, link: Link, first: int, stop: int
) -> bool:
    line, known = role.line, scene.rules
    if not role.stop <= first <= role.stop + _REACH:
        return False
    between = line.keys[role.stop : first]
    plain = [
        k
        for k in between
        if k not in known.genders
        and k not in (".", "(")
        and k not in known.sets["modifiers"]
    ]
    if not plain or " ".join(plain).replace("' ", "'") in known.sets["after_office"]:
        return True
    return plain == [","] and line.key(stop) in _CLOSING and _can_be(scene, role, link)


def _precedes(scene: Scene, role: OfficePhrase, link: Link, stop: int) -> bool:
    line, sets = role.line, scene.rules.sets
    between = line.keys[stop : role.first]
    if (
        not role.first - _REACH <= stop <= role.first
        or not between
        or between[0] not in (",", "(")
    ):
        return False
    extra = sets["articles"] | sets["modifiers"] | sets["former"] | sets["ordinals"]
    if any(k not in extra for k in between[1:]):
        return False
    if (
        between[1:]
        and between[1] in sets["articles"]
        and line.key(role.stop) in ("et", "ou")
    ):
        return False  # "avec Emmanuel Macron, le chancelier allemand et …" is a list
    return _can_be(scene, role, link)


def _governs(scene: Scene, role: OfficePhrase, link: Link, stop: int) -> bool:
    """`Boris Johnson est devenu mercredi Premier ministre`: the subject of the verb that gives the office."""
    line = role.line
    verb = line.verb_before(role.first)
    if (
        verb is None
        or verb.negated
        or not verb.finite
        or role.first - verb.last > _REACH
        or stop != verb.first
    ):
        return False
    if (
        not verb.lemmas & set(scene.rules.data["copulas"])
        or "," in line.keys[verb.last : role.first]
    ):
        return False
    return _can_be(scene, role, link)


def _can_be(scene: Scene, role: OfficePhrase, link: Link) -> bool:
    """Whether the person is one who held the office, or one of whom nothing is known."""
    person = link.entities[0] if link.entities else ""
    if link.verdict is LinkStatus.UNKNOWN or person not in scene.kb.entities:
        return link.mention.type is EntityType.PER
    tenures = scene.kb.entities[person].tenures
    offices = offices_meant(scene, role)
    return not tenures or not offices or any(t.office in offices for t in tenures)
