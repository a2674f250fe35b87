"""Tells two unknown people of one full name apart, by what the articles call them.

"La maire Claire Martin" of one article and "Claire Martin, déléguée CGT" of another are
nobody's one person until somebody says so: each has her own page, and the two are asked
about. Articles that name the same others beside them speak of one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.corpus.renaming import Renaming, silenced
from builder.kb.lexicon import lexicon
from builder.lang.pack import language_pack
from builder.lang.schema_links import LinkWords
from builder.model.mention import EntityType, Link, LinkStatus, MentionKind, Status
from builder.text.fold import key
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.span import Span
    from builder.model.word import Word

_TELLING = ("NOUN", "PROPN", "ADJ")
"""Parts of speech of the words that say what somebody is."""

_SEGMENTS = 2
"""Appositions read behind a name: "Claire Martin, 38 ans, déléguée CGT"."""

_OFTEN = 4
"""In one article of so many, a body is the subject of the dossier, and no company."""


@dataclass(frozen=True, slots=True)
class _Calling:
    """What an article calls somebody."""

    surface: str
    head: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Somebody of a name, as one article knows him."""

    number: int
    """Of the article."""

    entity: Entity
    callings: tuple[_Calling, ...]
    company: frozenset[str]
    """Ids of the other people and bodies that the article names."""


def told_apart(articles: Sequence[Annotated]) -> tuple[Annotated, ...]:
    """The articles in their order, with an id of its own for each of several people of one name.

    The first in the order of the articles keeps the plain one. An article that does not
    say which of them it means leaves it open. What the author decided stays.
    """
    found = list(articles)
    common = _common(articles)
    for name, bearers in _bearers(articles, common).items():
        people = _people(bearers)
        if len(people) <= 1:
            continue
        ids = _ids(name, people)
        for bearer in bearers:
            meant = [ids[number] for number in _meant(bearer, people)]
            here = found[bearer.number]
            found[bearer.number] = _renamed(here, bearer, meant)
    return tuple(found)


def _bearers(
    articles: Sequence[Annotated], common: frozenset[str]
) -> Mapping[str, list[_Bearer]]:
    """The unknown people of full names that several articles have, by their ids."""
    found: dict[str, list[_Bearer]] = defaultdict(list)
    places: dict[str, list[tuple[int, Entity]]] = defaultdict(list)
    for number, annotated in enumerate(articles):
        for entity in annotated.locals:
            if entity.type is EntityType.PER and " " in entity.name:
                places[entity.id].append((number, entity))
    for name, where in places.items():
        for number, entity in where if len(where) > 1 else ():
            annotated = articles[number]
            if _is_decided(annotated, name):
                continue
            others = company(annotated) - common - {name}
            callings = tuple(_callings(annotated, name))
            bearer = _Bearer(number, entity, callings, frozenset(others))
            found[name].append(bearer)
    return found


def _is_decided(annotated: Annotated, entity: str) -> bool:
    """Whether the author says of some words of an article that they mean somebody."""
    return any(
        link.mention.status is Status.AUTHOR and entity in link.entities
        for link in annotated.links
    )


def _common(articles: Sequence[Annotated]) -> frozenset[str]:
    """Who and what is named so often that it tells nobody from another."""
    counts: Counter[str] = Counter()
    for annotated in articles:
        counts.update(company(annotated))
    least = max(_OFTEN, len(articles) // _OFTEN)
    return frozenset(entity for entity, count in counts.items() if count > least)


def company(annotated: Annotated) -> set[str]:
    """The people and bodies that an article names without doubt."""
    found: set[str] = set()
    for link in annotated.links:
        is_place = link.mention.type is EntityType.LOC
        if link.verdict is not LinkStatus.AMBIGUOUS and not is_place:
            found.update(link.entities)
    return found


def _callings(annotated: Annotated, entity: str) -> Iterator[_Calling]:
    """The offices that an article gives somebody, and what stands in apposition to the name."""
    for link in annotated.links:
        if link.entities != (entity,):
            continue
        span = link.mention.span
        if link.mention.kind is MentionKind.ROLE:
            yield from _calling(annotated, _inside(annotated, span))
        elif link.mention.kind is MentionKind.NAME:
            yield from _apposed(annotated, span.end)


def _calling(annotated: Annotated, words: Sequence[Word]) -> Iterator[_Calling]:
    """None of an office that the parse takes for no noun: it says nothing to compare."""
    telling = [key(word.lemma or word.text) for word in words if word.pos in _TELLING]
    if telling:
        surface = annotated.article.text[words[0].start : words[-1].end]
        yield _Calling(" ".join(surface.split()), telling[0], frozenset(telling))


def _inside(annotated: Annotated, span: Span) -> Sequence[Word]:
    words = annotated.words
    first = bisect_left(words, span.start, key=_start)
    stop = bisect_left(words, span.end, key=_start)
    return words[first:stop]


def _start(word: Word) -> int:
    return word.start


def _apposed(annotated: Annotated, end: int) -> Iterator[_Calling]:
    """`Claire Martin, déléguée CGT, …`: a bare noun with a name in its complement, up to the next sign."""
    text, words = annotated.article.text, annotated.words
    at = bisect_left(words, end, key=_start)
    for _ in range(_SEGMENTS):
        if at >= len(words) or text[end : words[at].start].strip() != ",":
            return
        first = at
        while at < len(words) and _follows(text, words, first, at):
            at += 1
        run = words[first:at]
        end = run[-1].end
        has_name = any(word.text[0].isupper() for word in run)
        is_closed = text[end : end + 1] in (",", ".", ")")
        if run[0].pos == "NOUN" and has_name and is_closed:
            yield from _calling(annotated, run)


def _follows(text: str, words: Sequence[Word], first: int, at: int) -> bool:
    """Whether no sign parts a word from the first."""
    return at == first or not text[words[at - 1].end : words[at].start].strip("-'’ \n")


def _people(bearers: Sequence[_Bearer]) -> list[list[_Bearer]]:
    """Those who are one, together: each with the first whom nothing tells apart from him.

    One alone where no article calls them anything.
    """
    people: list[list[_Bearer]] = []
    for bearer in bearers:
        if not bearer.callings:
            continue
        for group in people:
            if not any(_clash(bearer, other) for other in group):
                group.append(bearer)
                break
        else:
            people.append([bearer])
    return people


def _clash(one: _Bearer, other: _Bearer) -> bool:
    """Whether nothing that two articles call somebody goes together, and they name nobody else in common."""
    if not one.company.isdisjoint(other.company):
        return False
    for calling in one.callings:
        for told in other.callings:
            if _go_together(calling, told):
                return False
    return True


def _go_together(one: _Calling, other: _Calling) -> bool:
    """Whether two callings share a word, or begin with words that are used alike: "actrice", "comédienne"."""
    if not one.words.isdisjoint(other.words):
        return True
    clusters = lexicon().clusters
    cluster = clusters.get(one.head)
    return cluster is not None and cluster == clusters.get(other.head)


def _meant(bearer: _Bearer, people: Sequence[Sequence[_Bearer]]) -> list[int]:
    """Whom of several an article can mean; of whom it says nothing, the one in whose company he is, or any."""
    near: list[int] = []
    for number, group in enumerate(people):
        if bearer in group:
            return [number]
        company = {entity for other in group for entity in other.company}
        near += [] if bearer.company.isdisjoint(company) else [number]
    return near if len(near) == 1 else list(range(len(people)))


def _ids(name: str, people: Sequence[Sequence[_Bearer]]) -> list[str]:
    """An id for each: the plain one, and others with what they are called."""
    found = [name]
    for first, *_ in people[1:]:
        told = f"{name}-{slug(first.callings[0].surface)}"
        # Two groups may begin with one calling: each has an id of its own.
        found.append(told if told not in found else f"{told}-{len(found)}")
    return found


def _renamed(annotated: Annotated, bearer: _Bearer, meant: Sequence[str]) -> Annotated:
    """An article with the id of the one whom it means; all of them where it does not say which."""
    former = bearer.entity
    if len(meant) > 1:
        return _left_open(annotated, former.id, tuple(meant))
    described = former.description
    if bearer.callings and not described:
        described = bearer.callings[0].surface
    entity = replace(former, id=meant[0], description=described)
    others = [each for each in annotated.locals if each.id != former.id]
    renaming = Renaming({}, {former.id: entity.id}, {entity.id: entity})
    new = renaming.of(annotated) if entity.id != former.id else annotated
    return replace(new, locals=(*others, entity))


def _left_open(annotated: Annotated, name: str, meant: tuple[str, ...]) -> Annotated:
    """An article that names several, without saying which: nobody is said to have said or done anything."""
    pack = language_pack(annotated.article.language)
    because = pack.words(LinkWords).reasons["shared"]
    links: list[Link] = []
    for link in annotated.links:
        if link.entities == (name,):
            mention = replace(link.mention, status=Status.UNSURE)
            told = Link(mention, LinkStatus.AMBIGUOUS, meant, (because,))
            links.append(told)
        else:
            links.append(link)
    return replace(silenced(annotated, name), links=tuple(links))
