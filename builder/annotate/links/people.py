"""Links names of people: full names first, then what the article's own full names make of the short ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.answers import Answer, one, several
from builder.annotate.links.person_index import PersonIndex, known_people
from builder.kb.lexicon import lexicon
from builder.model.mention import EntityType, LinkStatus, Mention, Status
from builder.text.fold import fold, key
from builder.text.slug import slug
from builder.text.spelling import Parts, alike, parts, sounds_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.annotate.links.context import Context

_FAR_MORE = 3
"""How many times as often the foremost of several bearers is named in full."""

FAMILY = "family"
"""Rule of an answer that means several people by their surname."""

_MIDDLE = 3
"""Words of a name that has a middle one."""


class _Short(NamedTuple):
    """A name that is not full, with what the text says before it."""

    mention: Mention
    words: Parts
    """Its words, with the initial before them."""

    known: tuple[str, ...]
    """People of the knowledge base who bear it."""

    gender: str
    """What "M." or "Mme" tells."""


def link_people(context: Context, mentions: Sequence[Mention]) -> dict[Mention, Answer]:
    """An answer to each mention of a person."""
    linker = _PeopleLinker(context)
    full = [m for m in mentions if linker.is_full(m.surface)]
    answers = {m: linker.full(m) for m in full}
    for first, other in pairwise(mentions):
        if answer := linker.with_surname_of(first, other):
            answers[first] = answer
    short = [m for m in mentions if m not in answers]
    for mention in short:
        if answer := linker.family(mention) or linker.with_title(mention):
            answers[mention] = answer
    for mention in short:
        if mention not in answers:
            answers[mention] = linker.short(mention)
    return answers


@dataclass(slots=True)
class _PeopleLinker:
    """Reads the full names of an article, then its short ones."""

    context: Context
    index: PersonIndex = field(default_factory=PersonIndex)
    titled: dict[Parts, str] = field(default_factory=dict)
    """Id by the words of a short name that stands with its title somewhere: `le pape François`."""

    def is_full(self, name: str) -> bool:
        """Whether a first name and a surname stand there: neither `von der Leyen` nor `J. Kerry`."""
        words = name.split()
        # One word, or an initial, is no full name.
        if len(words) == 1 or len(parts(name)[0]) == 1:
            return False
        return not self.context.is_in(fold(words[0]), "particles")

    def full(self, mention: Mention) -> Answer:
        """Whom a full name means; from then on the article names them."""
        answer = self._told_apart(mention, self._full(mention))
        for entity in answer.entities:
            self.index.add(mention.surface, entity)
        return answer

    def with_title(self, mention: Mention) -> Answer | None:
        """`le roi Salmane`: who bears the name with the title before it; none where nobody does."""
        (title,) = self.context.before(mention.span)
        bearers = self._known(f"{title} {mention.surface}") if title else ()
        if len(bearers) != 1:
            return None
        self.titled[parts(mention.surface)] = bearers[0]
        return one(self.context, bearers[0], "alias")

    def with_surname_of(self, first: Mention, other: Mention) -> Answer | None:
        """`Patrick et Isabelle Balkany`: the first bears the surname of the second; none for other names."""
        between = self.context.article.text[first.span.end : other.span.start]
        names = other.surface.split()
        is_first_name = " " not in first.surface and len(names) > 1
        if not is_first_name or between.strip() not in self.context.words.names.pairs:
            return None
        if not lexicon().first_names.issuperset({first.surface, names[0]}):
            return None
        whole = " ".join([first.surface, *names[1:]])
        known = self._known(whole)
        person = known[0] if len(known) == 1 else slug(whole)
        self.index.add(whole, person)
        return one(self.context, person, "shared-surname", name=whole)

    def family(self, mention: Mention) -> Answer | None:
        """`les Troadec`, `la famille Troadec`: everybody of that name whom the article names in full; none for another name."""
        if not self.context.is_in(self.context.before(mention.span)[0], "families"):
            return None
        bearers = self.index.bearers(parts(mention.surface))
        if len(bearers) <= 1:
            return None
        names = ", ".join(self.index.first_wording[i] for i in bearers)
        said = self.context.say("family", names=names)
        return Answer(
            LinkStatus.LINKED,
            tuple(bearers),
            (said,),
            Status.UNSURE,
            FAMILY,
        )

    def short(self, mention: Mention) -> Answer:
        """Whom a surname, a first name or an initial and a surname mean."""
        return self._told_apart(mention, self._short(self._read(mention)))

    def _told_apart(self, mention: Mention, answer: Answer) -> Answer:
        """The answer, or a person of the mention's own where the author tells the two apart."""
        own = new_id(self.context, mention)
        for entity in answer.entities:
            if frozenset((own, entity)) in self.context.kb.cannot_link:
                return named(self.context, mention, own)
        return answer

    def _full(self, mention: Mention) -> Answer:
        words = parts(mention.surface)
        known = tuple(self.index.names.get(words, ()))
        if not known and (same := self.index.part_of(mention.surface)):
            return self._is(same, "middle", unsure=True)
        known = known or self._known(mention.surface) or self._known(" ".join(words))
        if len(known) > 1:
            return several(self.context, known, "shared")
        if known:
            return named(self.context, mention, known[0])
        return self._nearly(mention, words)

    def _nearly(self, mention: Mention, words: Parts) -> Answer:
        """A name that nobody bears as it stands: with more words in between, or spelled another way."""
        # Names in between: "Juan Manuel Rivas" for a "Juan Rivas" of the base; a "Juan Pedro Rivas" is another man.
        base = known_people(self.context.kb)
        same_ends = {
            entity
            for name, entity in base.near(words)
            if (name[0], name[-1]) == (words[0], words[-1])
            and set(name).issubset(words)
        }
        if len(same_ends) == 1 and len(words) >= _MIDDLE:
            return one(
                self.context,
                same_ends.pop(),
                "middle",
                unsure=True,
            )
        # Another alphabet, another spelling: "Lavrof".
        sounds = self.context.words.names.spellings
        near = {
            entity
            for name, entity in self.index.near(words)
            if alike(name, words, sounds)
        }
        # Among thousands of people one letter tells two: "Delpech" is no "Delpuech".
        near.update(
            entity
            for name, entity in base.near(words)
            if sounds_alike(name, words, sounds)
        )
        if len(near) != 1:
            return named(self.context, mention, new_id(self.context, mention))
        return self._is(
            near.pop(),
            "near",
            unsure=True,
            seen=mention.surface,
        )

    def _read(self, mention: Mention) -> _Short:
        gender, initial = before_name(self.context, mention)
        words = parts(mention.surface)
        known = [
            i
            for i in self._known(mention.surface)
            if key(self.context.kb.entities[i].name).startswith(initial)
        ]
        if initial:
            words = (initial, *words)
        return _Short(
            mention,
            words,
            tuple(known),
            gender,
        )

    def _short(self, name: _Short) -> Answer:
        # Whom the article names in full, then whom the base knows, then first names.
        if bearers := self._fitting(self.index.bearers(name.words), name.gender):
            return self._by_article(name, bearers)
        if fitting := self._fitting(name.known, name.gender):
            return self._by_base(name, fitting)
        firsts = self._fitting(self.index.with_first_name(name.words), name.gender)
        if name.words in self.titled:
            person = self.titled[name.words]
            return one(
                self.context,
                person,
                "alias",
                unsure=bool(firsts),
            )
        if len(firsts) == 1:
            return self._is(firsts[0], "first-name", unsure=True)
        return named(self.context, name.mention, new_id(self.context, name.mention))

    def _by_article(self, name: _Short, bearers: Sequence[str]) -> Answer:
        """The article's own full names decide before anybody whom it does not name."""
        if len(bearers) > 1:
            return self._foremost(name, bearers)
        if bearers[0] in name.known:
            return named(self.context, name.mention, bearers[0])
        is_initial = len(parts(name.mention.surface)[0]) == 1
        return self._is(bearers[0], "initial" if is_initial else "surname")

    def _foremost(self, name: _Short, bearers: Sequence[str]) -> Answer:
        """Of several bearers, the one whom the article is about.

        That is who is named in full far more often, or alone famous by the surname.
        """
        counts = self.index.counts
        first, second, *_ = sorted(bearers, key=lambda i: (-counts[i], i))
        if counts[first] >= _FAR_MORE * counts[second]:
            return self._is(first, "foremost", unsure=True)
        famous = [i for i in bearers if i in name.known]
        if len(famous) == 1 and _FAR_MORE * counts[famous[0]] > counts[first]:
            return self._is(famous[0], "foremost", unsure=True)
        return several(self.context, sorted(bearers), "shared")

    def _by_base(self, name: _Short, fitting: Sequence[str]) -> Answer:
        """Whom the article does not name in full: nobody known where nothing but a surname speaks for it."""
        context, mention, person = self.context, name.mention, fitting[0]
        if len(fitting) > 1:
            return several(context, fitting, "shared")
        sure = bool(name.gender)
        sure = sure or self._at_home(person) or self._has_title(mention, person)
        if not sure and not self._names_others(person):
            return named(context, mention, new_id(context, mention))
        (before,) = context.before(mention.span)
        doubted = not sure or context.is_in(before, "some")
        reason = "gender" if len(name.known) > 1 else "alias"
        return one(
            context,
            person,
            reason,
            unsure=doubted,
        )

    def _names_others(self, person: str) -> bool:
        """Whether the article may name other known people: then a famous surname is less of an accident."""
        others = self.context.about.named - {person}
        entities = self.context.kb.entities
        return any(entities[i].type is EntityType.PER for i in others)

    def _has_title(self, mention: Mention, person: str) -> bool:
        """`le président Trump`: whether the word before is the title of an office that the person held."""
        title = self.context.words.titles.get(self.context.before(mention.span))
        if title is None:
            return False
        kb = self.context.kb
        held = [kb.offices[t.office].kinds for t in kb.entities[person].tenures]
        return any(not set(title.kinds).isdisjoint(kinds) for kinds in held)

    def _at_home(self, person: str) -> bool:
        """Whether the article speaks of a state or body that the person served: a bare surname could be anybody's."""
        kb = self.context.kb
        entity = kb.entities[person]
        served = {kb.offices[t.office].of for t in entity.tenures}
        near = {kb.entities[i].country for i in served} | served | {entity.country}
        return not served or not near.isdisjoint(self.context.about.near)

    def _is(
        self,
        entity: str,
        reason: str,
        *,
        unsure: bool = False,
        **words: str,
    ) -> Answer:
        """That a person is meant, whom reasons call as the knowledge base does, or as the article first did."""
        known = entity in self.context.kb.entities
        name = entity if known else self.index.first_wording[entity]
        return one(
            self.context,
            entity,
            reason,
            unsure=unsure,
            name=name,
            **words,
        )

    def _known(self, surface: str) -> tuple[str, ...]:
        entities = self.context.kb.entities
        bearers = self.context.kb.named(surface)
        return tuple(i for i in bearers if entities[i].type is EntityType.PER)

    def _fitting(self, ids: Sequence[str], gender: str) -> list[str]:
        """Those whom the title before the name does not exclude."""
        if not gender:
            return list(ids)
        entities = self.context.kb.entities
        genders = {i: entities[i].gender if i in entities else "" for i in ids}
        # "Mme Clinton" is the one woman, before anybody of unknown gender.
        sure = [i for i in ids if genders[i] == gender]
        if len(sure) == 1:
            return sure
        return [i for i in ids if genders[i] in ("", gender)]


def named(
    context: Context,
    mention: Mention,
    entity: str,
) -> Answer:
    """That an entity is meant by its name, by another that it bears, or by one that nobody knows."""
    known = context.kb.entities.get(entity)
    if known is None:
        return one(context, entity, "unknown")
    is_name = key(known.name) == key(mention.surface)
    return one(context, entity, "name" if is_name else "alias")


def before_name(context: Context, mention: Mention) -> tuple[str, str]:
    """What stands right before a name: the gender that "M." or "Mme" tells, or the initial of a first name."""
    sentence = context.doc.sentence_at(mention.span.start)
    if sentence is None:
        return "", ""
    at = context.index(mention.span.start) - 1
    word = context.key(at, sentence)
    gender = context.words.genders.get(word, "")
    # "H. Clinton": one capital and a full stop.
    is_initial = len(word) == len("H.") and word.endswith(".")
    if gender or not is_initial:
        return gender, ""
    return "", word[0] if context.doc.tokens[at].text[0].isupper() else ""


def unbracketed(mention: Mention) -> str:
    """The words of a name, without the brackets of "(Volodymyr) Zelensky"."""
    return " ".join(mention.surface.translate({40: 32, 41: 32}).split())


def new_id(context: Context, mention: Mention) -> str:
    """Address of an entity that nobody knew: the slug of its name, with its type where a known one has that address."""
    address = slug(unbracketed(mention))
    taken = address in context.kb.entities or address in context.kb.offices
    return f"{address}-{mention.type.value.lower()}" if taken else address
