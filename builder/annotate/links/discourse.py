"""What an article has told so far: whom it named where, and in which office."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.phrases import RoleModifiers
from builder.model.mention import EntityType, Link, LinkStatus, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.annotate.links.context import Context
    from builder.annotate.links.phrases import OfficePhrase
    from builder.model.article import Span
    from builder.syntax.phrase_lists import Keys

_BACK = 4
"""Sentences looked back for those whom a group or a counterpart goes with."""

_MANY = 40
"""Links of one sentence looked at, so that no list makes a text slow."""

_RECENT = 60
"""Names of people looked back at for "le chef de l’État" alone."""


class StatedOffice(NamedTuple):
    """A function that an apposition gives to somebody."""

    kind: str
    of: str
    """State or organisation; empty where the wording names none."""

    former: bool


def start(link: Link) -> int:
    """Where a link begins."""
    return link.mention.span.start


def place(link: Link) -> tuple[int, int]:
    """In the order of the text, the outer before the inner."""
    return link.mention.span.start, -link.mention.span.end


def _stated(phrase: OfficePhrase) -> Iterator[StatedOffice]:
    """What a wording tells of whoever it is given to. Who had an office once is not who has it."""
    former = phrase.has(RoleModifiers.FORMER)
    for kind in phrase.title.kinds:
        for of in phrase.of or ("",):
            yield StatedOffice(kind, of, former)


def _is_one_person(link: Link) -> bool:
    return link.mention.type is EntityType.PER and len(link.entities) == 1


@dataclass(slots=True)
class DiscourseState:
    """Filled while the offices are read in the order of the text."""

    by_sentence: dict[int | None, list[Link]]
    """Links made so far, in the order of the text; under none those outside every sentence."""

    people: list[Link]
    """Links to persons by name, and by offices read already, in the order of the text."""

    cast: frozenset[str]
    """Ids of the people whom the article names."""

    named: Counter[str]
    """How often it names each."""

    renamed: dict[Mention, str] = field(default_factory=dict)
    """Who a name beside an office turns out to be."""

    stated_offices: dict[StatedOffice, str] = field(default_factory=dict)
    """Person by the office that an apposition gave."""

    newly: set[str] = field(default_factory=set)
    """Those to whom the article gave an office as a new one: "élue présidente"."""

    wordings: dict[str, dict[Keys, set[str]]] = field(default_factory=dict)
    """Wordings of offices that meant somebody, and whom, by their first word."""

    @classmethod
    def of(cls, context: Context, links: Iterable[Link]) -> DiscourseState:
        """Begin with these links."""
        ordered = sorted(links, key=place)
        by_sentence: dict[int | None, list[Link]] = {}
        for link in ordered:
            sentence = context.doc.sentence_at(start(link))
            by_sentence.setdefault(sentence, []).append(link)
        persons = [x for x in ordered if x.mention.type is EntityType.PER]
        people = [x for x in persons if x.entities]
        cast = frozenset(i for link in people for i in link.entities)
        named = Counter(i for link in people for i in link.entities)
        return cls(
            by_sentence,
            people,
            cast,
            named,
        )

    def add(self, phrase: OfficePhrase, link: Link) -> None:
        """Note the link of an office, and whom its wording means from here on."""
        links = self.by_sentence.setdefault(phrase.sentence, [])
        insort(links, link, key=place)
        if len(link.entities) == 1 and link.verdict is not LinkStatus.AMBIGUOUS:
            insort(self.people, link, key=place)
            self.word(phrase, link.entities[0])

    def word(self, phrase: OfficePhrase, person: str) -> None:
        """Note that a wording means somebody. Of the past, another wording tells."""
        if not phrase.has(RoleModifiers.FORMER):
            meant = self.wordings.setdefault(phrase.keys[0], {})
            meant.setdefault(phrase.keys, set()).add(person)

    def meant_by(self, keys: Keys) -> set[str]:
        """Those whom these words, a fuller wording, or a shorter one with a complement mean.

        "le ministre" is whoever is called "ministre de la Santé", "le ministre de la
        Santé" no mere "ministre".
        """
        found: set[str] = set()
        for wording, people in self.wordings.get(keys[0], {}).items():
            shorter = len(wording) > 1 and keys[: len(wording)] == wording
            if shorter or wording[: len(keys)] == keys:
                found |= people
        return found

    def called(self, title: str) -> set[str]:
        """All whom wordings with this first word mean, where one of them is the word alone; none elsewhere."""
        wordings = self.wordings.get(title, {})
        if (title,) not in wordings:
            return set()
        return {person for people in wordings.values() for person in people}

    def state(self, phrase: OfficePhrase, person: str) -> None:
        """Note that an office was given to somebody; the first one keeps it."""
        self.word(phrase, person)
        if phrase.has(RoleModifiers.NEW, RoleModifiers.ELECT, RoleModifiers.PREDICATE):
            self.newly.add(person)
        for office in _stated(phrase):
            self.stated_offices.setdefault(office, person)

    def holding(self, kinds: Iterable[str], *, former: bool) -> set[str]:
        """Those to whom the article gave one of these functions, wherever."""
        wanted = frozenset(kinds)
        return {
            person
            for office, person in self.stated_offices.items()
            if office.kind in wanted and office.former == former
        }

    def recent(self, span: Span) -> list[Link]:
        """People named before a span, the last one first."""
        stop = bisect_right(self.people, span.start, key=start)
        return self.people[max(stop - _RECENT, 0) : stop][::-1]

    def just_named(self, phrase: OfficePhrase) -> str:
        """The one person that the sentence of an office, or else the one before it, has named; empty for none or several."""
        for links in islice(self.before(phrase.sentence, phrase.span.start), 2):
            people = {link.entities[0] for link in links if _is_one_person(link)}
            if people:
                return people.pop() if len(people) == 1 else ""
        return ""

    def functions_of(self, person: str) -> set[str]:
        """The functions that the article gives to somebody."""
        return {told.kind for told, who in self.stated_offices.items() if who == person}

    def before(self, sentence: int, offset: int) -> Iterator[list[Link]]:
        """Links before an offset, sentence by sentence, the nearest first; at most the sentences looked back."""
        for number in range(sentence, max(sentence - _BACK - 1, -1), -1):
            links = self.by_sentence.get(number, [])
            stop = bisect_right(links, offset, key=start)
            near = links[max(stop - _MANY, 0) : stop]
            yield [link for link in near if link.mention.span.end <= offset]

    def after(self, sentence: int, offset: int) -> list[Link]:
        """Links of a sentence that begin behind an offset, in order."""
        links = self.by_sentence.get(sentence, [])
        stop = bisect_right(links, offset, key=start)
        return links[stop : stop + _MANY]
