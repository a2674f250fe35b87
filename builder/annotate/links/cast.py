"""The cast of an article: one row for each name in it, with all that is said beside it wherever it stands.

The rows are made before anything is linked. They are linked in the order of `Cast.rows`,
full names first, and each that is linked helps those that follow: `l’Ordre` is the Ordre
de Malte, `Mme Clinton` is Hillary, where the article names them in full.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.links.families import listed_family
from builder.annotate.links.person_index import PersonIndex
from builder.kb.lexicon import lexicon
from builder.model.mention import EntityType, Mention
from builder.syntax.nouns import completed, determiner, names_the_same
from builder.text.fold import fold, key
from builder.text.spelling import Parts, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.links.bodies import Bodies
    from builder.annotate.links.context import Context
    from builder.model.article import Span

_Form = tuple[EntityType, Parts]
"""A short form of a thing of some type, as folded words."""

_ACRONYM = 3
"""Letters of an acronym at least."""

_JOINT = 3
"""Letters of a word at most that an acronym may leave out: "des", "la"."""

_FAR_MORE = 2
"""How many times as often the one fuller name stands, of several."""


class Beside(NamedTuple):
    """What stands beside a name and makes it another row than the same words elsewhere."""

    gender: str = ""
    """What "M." or "Mme" tells."""

    initial: str = ""
    """Of a first name: "H. Clinton"."""

    region: str = ""
    """Id of the region that a city gives its name to: "la région de Koursk"."""

    family: bool = False
    """All of that name: "les Troadec"."""

    owner: str = ""
    """Whose body it is: "le Parlement géorgien"."""


@dataclass(slots=True)
class Member:
    """A row of the cast."""

    name: str
    """Its full form, where the text gives it: `Patrick Balkany` in "Patrick et Isabelle Balkany"."""

    type: EntityType
    words: Parts
    """Of the name, with the initial before them."""

    beside: Beside
    mentions: list[Mention] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    """The words right before it: "président", "groupe"."""

    articled: str = ""
    """The name with the article that is contracted before it: `Le Monde` for "au Monde"."""

    @property
    def is_person(self) -> bool:
        """Whether somebody is named."""
        return self.type is EntityType.PER

    gender: str = ""
    """What a title of civility tells, or the noun that the name stands beside: "sa fille, Ada Roux"."""

    is_full: bool = False
    """A first name and a surname stand there: neither `von der Leyen` nor `J. Kerry`."""


@dataclass(slots=True)
class Cast:
    """All names of an article, and whom those linked so far mean."""

    rows: list[Member]
    """In the order in which they are linked: full names of people, other names from long to short, short names of people."""

    other_names: Mapping[Parts, str]
    """The other form that the text gives of a name, by its words: acronym and long name, married and maiden name."""

    people: PersonIndex = field(default_factory=PersonIndex)
    """Full names of the people linked so far."""

    named: dict[Parts, str] = field(default_factory=dict)
    """Whom each full name means that means one."""

    genders: dict[str, str] = field(default_factory=dict)
    """What is told of the people linked so far, by their ids."""

    listed: frozenset[Parts] = frozenset()
    """Full names of those whom the article lists as its family."""

    paired: frozenset[Parts] = frozenset()
    """Full names of those who share a surname in one breath: "Patrick et Isabelle Balkany"."""

    _fuller: dict[_Form, Counter[tuple[str, str]]] = field(default_factory=dict)
    """How often each full name that has a short form stands, with whom it means."""

    @classmethod
    def of(cls, context: Context, mentions: Sequence[Mention], bodies: Bodies) -> Cast:
        """Lay out the rows; bodies of common nouns have none."""
        rows: dict[tuple[EntityType, Parts, Beside], Member] = {}
        pairs = list(_shared_surnames(context, mentions))
        shared = {first: name for first, name, _ in pairs}
        paired = {parts(name) for _, *names in pairs for name in names}
        family = listed_family(context, mentions)
        members = {member: family.full_name(member) for member in family.members}
        shared |= members
        for mention in mentions:
            name = shared.get(mention) or unbracketed(mention)
            beside = _beside(context, mention, bodies)
            words = parts(name)
            if beside.initial:
                words = (beside.initial, *words)
            place = mention.type, words, beside
            row = rows.setdefault(place, Member(name, mention.type, words, beside))
            # "M. Cap-Kerdraon" is a surname.
            row.is_full = " " in name and _is_full(context, words)
            row.gender = (
                row.gender or beside.gender or _gender_apposed(context, mention)
            )
            row.mentions.append(mention)
            row.heads.update(context.before(mention.span))
            row.articled = row.articled or name_with_article(context, mention.span)
        ordered = sorted(rows.values(), key=lambda row: _turn(context, row))
        listed = frozenset(parts(name) for name in members.values())
        others = dict(_other_names(context, mentions))
        return cls(ordered, others, listed=listed, paired=frozenset(paired))

    def note(self, context: Context, row: Member, entities: Sequence[str]) -> None:
        """Note whom a row means: from then on the article names them."""
        times = len(row.mentions)
        if row.is_person:
            for entity in entities if row.is_full else ():
                self.people.add(row.name, entity, times)
                self.genders.setdefault(entity, row.gender)
            return
        if len(entities) != 1:
            return
        self.named.setdefault(row.words, entities[0])
        forms: set[Parts] = set()
        for name in full_names(context, row.name):
            forms.update(_short_forms(name))
        for form in forms:
            counts = self._fuller.setdefault((row.type, form), Counter())
            counts[entities[0], row.name] += times

    def family(self, surname: Parts, *, is_couple: bool = False) -> list[str]:
        """Those of a surname whom the article names in full; of a family that it lists, those of the list.

        Of a couple, those whom it names in one breath.
        """
        bearers = self.people.bearers(surname)
        meant: set[str] = set()
        for words in self.paired if is_couple else self.listed:
            meant.update(self.people.names.get(words, ()))
        return [i for i in bearers if i in meant] or bearers

    def fuller(self, row: Member) -> tuple[str, str]:
        """Whom a name means that the article also gives in full, and the first full form; empty ones where several do."""
        words = tuple(key(row.name).split())
        totals: Counter[str] = Counter()
        names: dict[str, str] = {}
        for form in (words, _frame(words)):
            for (entity, full), count in self._fuller.get((row.type, form), {}).items():
                totals[entity] += count
                names.setdefault(entity, full)
        (first, most), (_, second), *_ = [*totals.most_common(2), ("", 0), ("", 0)]
        return (first, names[first]) if most > _FAR_MORE * second else ("", "")


def unbracketed(mention: Mention) -> str:
    """The words of a name, without the brackets of "(Volodymyr) Zelensky"."""
    return " ".join(mention.surface.translate({40: 32, 41: 32}).split())


def full_names(context: Context, name: str) -> Iterator[str]:
    """A name, and those of the one known thing that bears it: "UE" is "Union européenne"."""
    yield name
    bearers = context.kb.named(name)
    for entity in bearers if len(bearers) == 1 else ():
        known = context.kb.entities[entity]
        if known.type is not EntityType.LOC:
            yield from (known.name, *known.aliases)


def name_with_article(context: Context, span: Span) -> str:
    """`Le Monde` for "au Monde", `Les Républicains` for "des Républicains"; empty where no contracted article stands before."""
    before, contracted = context.before(span, 2)
    article = context.words.names.contracted.get(contracted, "")
    # "la Coupe du Monde" is one name.
    at = context.index(span.start) - 2
    is_part = bool(before) and context.doc.tokens[at].text[0].isupper()
    is_part = is_part and at not in context.doc.bounds
    word = span.of(context.article.text)
    return f"{article} {word}" if article and " " not in word and not is_part else ""


def _is_full(context: Context, words: Parts) -> bool:
    is_name = len(words) > 1 and len(words[0]) > 1
    return is_name and not context.is_in(words[0], "particles")


def _turn(context: Context, row: Member) -> tuple[int, int]:
    """When a row is linked: of things those that are known or dated first, then the long ones."""
    if row.is_person:
        return (0, 0) if row.is_full else (3, 0)
    is_first = bool(context.kb.named(row.name)) or row.name[-1:].isdigit()
    return 1 if is_first else 2, -len(key(row.name).split())


def _beside(context: Context, mention: Mention, bodies: Bodies) -> Beside:
    body = bodies.read.get(mention)
    if mention.type is not EntityType.PER:
        owner = body.owner if body is not None else ""
        return Beside(region=_region(context, mention), owner=owner)
    sentence = context.doc.sentence_at(mention.span.start)
    if sentence is None:
        return Beside()
    at = context.index(mention.span.start) - 1
    word = context.key(at, sentence)
    gender = context.words.genders.get(word, "")
    # "H. Clinton": one capital and a full stop.
    is_initial = not gender and len(word) == len("H.") and word.endswith(".")
    initial = ""
    if is_initial and context.doc.tokens[at].text[0].isupper():
        initial = word[0]
    return Beside(gender, initial, family=context.is_in(word, "families"))


def _gender_apposed(context: Context, mention: Mention) -> str:
    """The gender of the noun that a full name stands in apposition to; empty for none."""
    head = context.doc.head_in(mention.span)
    if mention.type is not EntityType.PER or head is None:
        return ""
    noun = completed(context.doc, head)
    if noun is None or not names_the_same(context.doc, head, noun):
        return ""
    article = determiner(context.doc, noun)
    # "la ministre": the article knows better than the noun, "son" before "avocate" knows nothing.
    is_article = article is not None and context.atom(article.index) != "mine"
    told = article.gender if article is not None and is_article else ""
    return told or noun.gender


def _region(context: Context, mention: Mention) -> str:
    """`la région de Koursk` is not the city; empty where the knowledge base has no such region."""
    head, of = context.before(mention.span, 2)
    # "région de Koursk", not "dans la région".
    is_region = context.is_in(head, "regions")
    if not is_region or context.words.atoms.get(of) != "of":
        return ""
    wording = f"{head} {of} {mention.surface}".replace("' ", "'")
    bearers = context.kb.named(wording)
    return bearers[0] if len(bearers) == 1 else ""


def _shared_surnames(
    context: Context, mentions: Sequence[Mention]
) -> Iterator[tuple[Mention, str, str]]:
    """`Patrick et Isabelle Balkany`: the first bears the surname of the second; both full names."""
    for first, other in pairwise(mentions):
        between = context.article.text[first.span.end : other.span.start]
        names = other.surface.split()
        is_first_name = " " not in first.surface and len(names) > 1
        if not is_first_name or between.strip() not in context.words.names.pairs:
            continue
        if {first.type, other.type} != {EntityType.PER}:
            continue
        if lexicon().first_names.issuperset({first.surface, names[0]}):
            yield first, " ".join([first.surface, *names[1:]]), other.surface


def _other_names(
    context: Context, mentions: Sequence[Mention]
) -> Iterator[tuple[Parts, str]]:
    """Each form of a name by the other: `Organisation du lac (ODL)`, `France Gall (née Isabelle Gall)`."""
    for one, other in pairwise(mentions):
        text = context.article.text
        between = text[one.span.end : other.span.start].strip()
        if one.type is not other.type or between[:1] != "(":
            continue
        said = fold(between[1:].strip().lower())
        is_maiden = context.is_in(said, "other_name")
        closed = text[other.span.end : other.span.end + 2].strip().startswith(")")
        is_acronym = _are_initials(one, other) or _are_initials(other, one)
        if is_maiden or (closed and not said and is_acronym):
            yield parts(one.surface), other.surface
            yield parts(other.surface), one.surface


def _are_initials(long: Mention, short: Mention) -> bool:
    """Whether the letters of the acronym come in order among the initials of the long name."""
    words = key(long.surface.replace("'", " ").replace("’", " ")).split()
    initials = iter([word[0] for word in words])
    letters = key(short.surface).replace(" ", "")
    return short.surface.isupper() and all(letter in initials for letter in letters)


def acronyms(name: str) -> set[str]:
    """What a name of three words and more may be called, folded: its capitals, or the first letters of its long words."""
    words = name.replace("-", " ").replace("’", " ").replace("'", " ").split()
    capitals = [word[0] for word in words if word[0].isupper()]
    long = [word[0] for word in words if len(word) > _JOINT]
    return {key("".join(found)) for found in (capitals, long) if len(found) >= _ACRONYM}


def _short_forms(name: str) -> Iterator[Parts]:
    """The beginnings and ends of a name that are shorter than it, its frame, and its initials."""
    words = tuple(key(name).split())
    for letters in acronyms(name):
        yield (letters,)
    for cut in range(1, len(words)):
        yield words[:cut]
        yield words[cut:]
    if len(words) > 1:
        yield _frame(words)


def _frame(words: Parts) -> Parts:
    """First and last word, which a fuller form keeps: "Ordre souverain de Malte" is the "Ordre de Malte"."""
    return words[0], "…", words[-1]
