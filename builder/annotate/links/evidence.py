"""Whom a name can mean, and what speaks for each: a visible sum.

Every line of `EVIDENCE` names those for whom it speaks, and how much. The greatest sum is
meant, two that are equal are a doubt, and below what a name of its own weighs nobody
known is meant.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Flag, auto
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, new_id, one, several
from builder.annotate.links.cast import acronyms
from builder.annotate.links.marks import is_any_states
from builder.annotate.links.person_index import known_people
from builder.model.mention import EntityType
from builder.text.fold import key
from builder.text.spelling import alike, parts, sounds_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from builder.annotate.links.cast import Cast, Member
    from builder.annotate.links.context import Context
    from builder.model.entity import Entity

_OWN = 25
"""What speaks for somebody of whom nobody knows more than the name."""

_NEVER = -10_000
_PUBLIC = ("institutions", "parties", "unions", "armed", "associations", "sport")
"""Tables of the registry whose bodies have their like in other states."""

_SPORTS = 3
"""How often an article on a sport names it at least, or somebody known for it."""

_FAR_MORE = 3
"""How many times as often the foremost of several bearers is named in full."""


class Sort(Flag):
    """What sort of name a row is."""

    FULL = auto()
    """Full name of a person."""

    SHORT = auto()
    """Surname, first name, initial and surname."""

    THING = auto()
    PERSON = FULL | SHORT
    ANY = PERSON | THING


@dataclass(slots=True)
class Question:
    """A row of the cast, of which it is asked whom it means."""

    context: Context
    cast: Cast
    row: Member
    sums: Counter[str] = field(default_factory=Counter)
    """What speaks for each candidate so far."""

    @property
    def sort(self) -> Sort:
        """What sort of name is asked about."""
        if not self.row.is_person:
            return Sort.THING
        return Sort.FULL if self.row.is_full else Sort.SHORT

    def known(self, name: str) -> list[str]:
        """Those whom the knowledge base knows by a name: people for a person, others for what is none."""
        entities = self.context.kb.entities
        is_person = self.row.is_person
        bearers = self.context.kb.named(name)
        return [i for i in bearers if (entities[i].type is EntityType.PER) == is_person]

    def candidates(self) -> Iterable[Entity]:
        """The candidates whom the knowledge base knows."""
        entities = self.context.kb.entities
        return [entities[i] for i in self.sums if i in entities]


class Evidence(NamedTuple):
    """Something that speaks for candidates, or against them."""

    code: str
    """Its name, and that of the sentence which tells the reader."""

    weight: int
    of: Sort
    """The names of which it speaks."""

    finds: Callable[[Question], Iterable[str]]
    alone: bool = False
    """It says something only where it finds one."""

    unsure: bool = False


def meant_by(question: Question) -> Answer | None:
    """Whom a name means; none for one that nobody knows."""
    sums = question.sums
    told: dict[str, Evidence] = {}
    for evidence in EVIDENCE:
        if question.sort not in evidence.of:
            continue
        found = dict.fromkeys(evidence.finds(question))
        if evidence.alone and len(found) != 1:
            continue
        for entity in found:
            sums[entity] += evidence.weight
            told.setdefault(entity, evidence)
    most = max(sums.values(), default=0)
    if most <= _OWN:
        return None
    best = [entity for entity in sums if sums[entity] == most]
    if len(best) > 1:
        return several(question.context, sorted(best), "shared")
    rivals = [i for i in sums if told[i] is told[best[0]] and sums[i] > _OWN]
    return _said(question, best[0], told[best[0]], is_foremost=len(rivals) > 1)


def _said(
    question: Question, entity: str, evidence: Evidence, *, is_foremost: bool
) -> Answer:
    """That somebody is meant, and by which evidence."""
    context, row = question.context, question.row
    code, unsure = evidence.code, evidence.unsure
    name = question.cast.people.first_wording.get(entity, entity)
    if row.is_person and is_foremost:
        code = "gender" if row.beside.gender else "foremost"
        unsure = not row.beside.gender
    elif code == "name":
        known = context.kb.entities.get(entity)
        code = "unknown" if known is None else "alias"
        if known is not None and key(known.name) == key(row.name):
            code = "name"
    elif code == "alias":
        unsure = not _is_grounded(question, entity)
    if code == "short-form":
        name = _fuller(question)[1]
    return one(
        context,
        entity,
        code,
        unsure=unsure,
        name=entity if entity in context.kb.entities else name,
        seen=row.name,
    )


def _is_grounded(question: Question, person: str) -> bool:
    """Whether more than a famous surname speaks for a person."""
    some = question.context.words.sets["some"]
    grounds = (_of_gender, _at_home, _in_office)
    is_sure = any(person in ground(question) for ground in grounds)
    return is_sure and question.row.heads.isdisjoint(some)


# People: by full name.


def _part(question: Question) -> Iterable[str]:
    """Whose full name a longer one holds."""
    found = question.cast.people.part_of(question.row.name)
    return [found] if found else ()


def _named(question: Question) -> Iterable[str]:
    """Whom the knowledge base knows by a full name, and what it knows by any."""
    row = question.row
    # "monsieur X" is no medium.
    media = question.context.words.sets["media"]
    if len(row.name) == 1 and row.heads.isdisjoint(media):
        return ()
    return question.known(row.name) or question.known(" ".join(row.words))


def _near(question: Question) -> Iterable[str]:
    """Another alphabet, another spelling: "Lavrof"."""
    words, sounds = question.row.words, question.context.words.names.spellings
    near = [
        entity
        for name, entity in question.cast.people.near(words)
        if alike(name, words, sounds)
    ]
    # Among thousands of people one letter tells two: "Delpech" is no "Delpuech".
    near += [
        entity
        for name, entity in known_people(question.context.kb).near(words)
        if sounds_alike(name, words, sounds)
    ]
    return near


# People: by a short form.


def _titled(question: Question) -> Iterable[str]:
    """`le roi Salmane`: who bears the name with the title before it."""
    row = question.row
    titled = [question.known(f"{title} {row.name}") for title in row.heads if title]
    return [bearers[0] for bearers in titled if len(bearers) == 1]


def _surname(question: Question) -> Iterable[str]:
    """Whose surname it is, or initial and surname, of those whom the article names in full."""
    row = question.row
    return question.cast.people.bearers(row.words)


def _foremost(question: Question) -> Iterable[str]:
    """Of several bearers, the one who is named in full far more often."""
    counts = question.cast.people.counts
    bearers = sorted(_surname(question), key=lambda i: -counts[i])
    if len(bearers) <= 1:
        return ()
    first, second, *_ = bearers
    return [first] if counts[first] >= _FAR_MORE * counts[second] else ()


def _alias(question: Question) -> Iterable[str]:
    """Whom the knowledge base knows by the short form: a famous surname."""
    row = question.row
    entities = question.context.kb.entities
    bearers = question.known(row.name)
    initial = row.beside.initial
    return [i for i in bearers if key(entities[i].name).startswith(initial)]


def _first_name(question: Question) -> Iterable[str]:
    """Whose first name it is."""
    row = question.row
    return question.cast.people.with_first_name(row.words)


def _gender(question: Question, person: str) -> str:
    """What the knowledge base tells of a candidate, or else the article; empty for nothing."""
    known = question.context.kb.entities.get(person)
    told = question.cast.genders.get(person, "")
    return (known.gender if known is not None else "") or told


def _of_gender(question: Question) -> Iterable[str]:
    """Whom the title of civility fits."""
    gender = question.row.beside.gender
    return [i for i in question.sums if gender and _gender(question, i) == gender]


def _of_other_gender(question: Question) -> Iterable[str]:
    # Known, not told by a noun: "la victime, Jan Vik" is a man.
    gender = question.row.beside.gender
    return [
        p.id for p in question.candidates() if gender and p.gender not in ("", gender)
    ]


def _at_home(question: Question) -> Iterable[str]:
    """Who served a state or body of which the article speaks; a bare surname could be anybody's."""
    kb, near = question.context.kb, question.context.about.near
    found = []
    for person in question.candidates():
        served = question.context.served(person)
        places = {kb.entities[i].country for i in served} | served | {person.country}
        if not served or not places.isdisjoint(near):
            found.append(person.id)
    return found


def _in_office(question: Question) -> Iterable[str]:
    """`le président Trump`: who held an office with the title that stands before the name."""
    context = question.context
    kinds: set[str] = set()
    for head in question.row.heads:
        title = context.words.titles.get((head,))
        kinds.update(title.kinds if title is not None else ())
    people = question.candidates()
    return [p.id for p in people if not kinds.isdisjoint(context.functions(p))]


def _of_other_field(question: Question) -> Iterable[str]:
    """Who held offices, in an article on a sport: "Lagarde (3/7)" is a handball player."""
    sports = question.context.sports
    if max(sports.values(), default=0) < _SPORTS:
        return ()
    return [
        p.id
        for p in question.candidates()
        if p.tenures and sports.keys().isdisjoint(key(p.description).split())
    ]


def _among_known(question: Question) -> Iterable[str]:
    """Whom an article that names other known people may name: a famous surname is less of an accident there."""
    people = question.context.about.people
    return [p.id for p in question.candidates() if len(people) > (p.id in people)]


# Names of things.


def _region(question: Question) -> Iterable[str]:
    return filter(None, [question.row.beside.region])


def _articled(question: Question) -> Iterable[str]:
    """`au Parisien`: the paper has an article of its own."""
    row, entities = question.row, question.context.kb.entities
    known = question.known(row.articled) if row.articled else ()
    # "du Soleil" is no paper where a place is meant.
    is_place = row.type is EntityType.LOC
    return [i for i in known if (entities[i].type is EntityType.LOC) == is_place]


def _of_type(question: Question) -> Iterable[str]:
    return [e.id for e in question.candidates() if e.type is question.row.type]


def _near_state(question: Question) -> Iterable[str]:
    """`Douma, en Syrie`: the one of several bearers whose state the article speaks of."""
    found = list(question.candidates())
    if len(found) == 1:
        return ()
    return [e.id for e in found if e.country in question.context.about.near]


def _at_home_here(question: Question) -> Iterable[str]:
    """`le PS`: the one whose state the article is at home in."""
    home = question.context.about.home
    return [e.id for e in question.candidates() if home and e.country == home]


def _other_name(question: Question) -> Iterable[str]:
    """Whom the other form means that the text gives of the name."""
    other = question.cast.other_names.get(parts(question.row.name), "")
    if not other:
        return ()
    words = parts(other)
    named = question.cast.named.get(words)
    said = [named] if named else list(question.cast.people.names.get(words, ()))
    return said or question.known(other)


def _of_other_long_form(question: Question) -> Iterable[str]:
    """Those who share an acronym with what the text gives in full: "Future Pipe Industries (FPI)" is no party.

    Their own names have the same initials, and no word in common with that.
    """
    row = question.row
    other = question.cast.other_names.get(parts(row.name), "")
    short, long = sorted((row.name, other), key=len)
    if not short or not short.isupper():
        return ()
    words = set(key(long).split())
    found: list[str] = []
    for entity in question.candidates():
        name = entity.name
        is_other = key(short) in acronyms(name) and words.isdisjoint(key(name).split())
        if is_other:
            found.append(entity.id)
    return found


def _fuller(question: Question) -> tuple[str, str]:
    return question.cast.fuller(question.row)


def _short_form(question: Question) -> Iterable[str]:
    """What the article also gives in full."""
    row = question.row
    is_name = row.name[:1].isupper() and not row.beside.owner
    # "Steam" is no Steam VR: the names of a line of products begin alike.
    is_name = is_name and row.type is not EntityType.PRODUCT
    if not is_name or is_any_states(question.context, key(row.name)):
        return ()
    return filter(None, [_fuller(question)[0]])


def _edition(question: Question) -> Iterable[str]:
    """`la Coupe du monde` of the year that the article names, rather than any."""
    entity, name = _fuller(question)
    is_dated = question.row.type is EntityType.EVENT and name[-1:].isdigit()
    return [entity] if is_dated else ()


def _elsewhere(question: Question) -> Iterable[str]:
    """Bodies of common words ("Chambre des communes") that are another state's.

    That state is said with it, or others are the only ones named.
    """
    context, row, kb = question.context, question.row, question.context.kb
    states = kb.states
    others = row.name.split()[1:]
    is_common = bool(others) and all(word.islower() for word in others)
    is_common = is_common or context.is_in(key(row.name), "of_states")
    spoken_of = context.about.spoken_of & states
    owner = row.beside.owner
    found = []
    for entity in question.candidates():
        # "Olympique lyonnais", "Société générale" are no bodies that every state has.
        is_public = kb.tables.get(entity.id) in _PUBLIC
        here = spoken_of if is_common and is_public else frozenset()
        if {owner, entity.country} <= states:
            here = frozenset((owner,))
        if here and entity.country and entity.country not in here:
            found.append(entity.id)
    return found


def _told_apart(question: Question) -> Iterable[str]:
    """Those from whom the author tells the name's own bearer apart."""
    own = new_id(question.context, question.row.name, question.row.type)
    apart = question.context.kb.cannot_link
    return [i for i in question.sums if frozenset((own, i)) in apart]


EVIDENCE = (
    Evidence("region", 400, Sort.THING, _region),
    Evidence("name", 350, Sort.SHORT, _titled, alone=True),
    Evidence("short-form", 350, Sort.THING, _edition),
    Evidence("middle", 250, Sort.FULL, _part, unsure=True),
    Evidence("name", 200, Sort.FULL | Sort.THING, _named),
    Evidence("name", 190, Sort.THING, _articled),
    Evidence("near", 120, Sort.FULL, _near, alone=True, unsure=True),
    Evidence("surname", 100, Sort.SHORT, _surname),
    Evidence("acronym", 100, Sort.FULL | Sort.THING, _other_name, alone=True),
    Evidence("short-form", 60, Sort.THING, _short_form),
    Evidence("first-name", 27, Sort.SHORT, _first_name, alone=True, unsure=True),
    Evidence("foremost", 25, Sort.SHORT, _foremost),
    Evidence("alias", 20, Sort.SHORT, _alias),
    Evidence("near-state", 40, Sort.THING, _near_state, alone=True),
    Evidence("home-state", 5, Sort.THING, _at_home_here, alone=True),
    Evidence("type", 20, Sort.THING, _of_type),
    Evidence("gender", 15, Sort.SHORT, _of_gender),
    Evidence("home", 10, Sort.SHORT, _at_home),
    Evidence("office", 10, Sort.SHORT, _in_office),
    Evidence("other-field", -20, Sort.SHORT, _of_other_field),
    Evidence("among-known", 6, Sort.SHORT, _among_known),
    Evidence("other-gender", _NEVER, Sort.SHORT, _of_other_gender),
    Evidence("elsewhere", _NEVER, Sort.THING, _elsewhere),
    Evidence("other-long-form", _NEVER, Sort.THING, _of_other_long_form),
    Evidence("told-apart", _NEVER, Sort.ANY, _told_apart),
)
"""What names a candidate comes before what weighs those named."""
