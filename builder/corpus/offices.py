"""Who holds an office that one article names and another gives to somebody, by a visible sum.

"Le procureur de Tarbes" of one article is a holder without a name; "le procureur de
Tarbes, Jan Vik" of another says who he is. Where two people bear the wording, or the sum
falls short, each article keeps its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.namesakes import company
from builder.model.mention import EntityType, MentionKind
from builder.text.fold import key
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from builder.corpus.renaming import Ids
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity

_ENOUGH = 80
"""What must speak for two holders of one wording to be one."""

_SHORT, _LONG = 100, 400
"""Days between two articles up to which an office seldom changes hands, and from which on it may well have."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two articles that have the same wording of an office."""

    one: Annotated
    other: Annotated

    @property
    def days(self) -> int | None:
        """How far apart they appeared; none where one has no date."""
        dates = [each.article.published.date for each in (self.one, self.other)]
        first, second = [None if d is None else d.earliest for d in dates]
        if first is None or second is None:
            return None
        return abs((first - second).days)


class _Evidence(NamedTuple):
    """What speaks for one holder, and how much."""

    code: str
    weight: int
    holds: Callable[[_Pair], bool]


def _is_near(pair: _Pair) -> bool:
    return pair.days is not None and pair.days <= _SHORT


def _is_not_far(pair: _Pair) -> bool:
    return pair.days is not None and pair.days <= _LONG


def _is_far(pair: _Pair) -> bool:
    return pair.days is not None and pair.days > _LONG


def _shares_company(pair: _Pair) -> bool:
    return not company(pair.one).isdisjoint(company(pair.other))


EVIDENCE = (
    _Evidence("wording", 60, lambda _: True),
    _Evidence("year", 20, _is_not_far),
    _Evidence("months", 10, _is_near),
    _Evidence("company", 20, _shares_company),
    _Evidence("far", -60, _is_far),
)


def told_elsewhere(articles: Sequence[Annotated]) -> Ids:
    """Holders without a name → whom another article gives their office, or else the first holder without a name."""
    found: Ids = {}
    told = _told(articles)
    for wording, places in _unnamed(articles).items():
        named = told.get(wording, {})
        if len(named) > 1:
            continue
        (first, holder), *_ = places
        for person, article in named.items():
            first, holder = article, person
        for article, unnamed in places:
            if unnamed != holder and _sum(_Pair(article, first)) >= _ENOUGH:
                found[unnamed] = holder
    return found


def _sum(pair: _Pair) -> int:
    return sum(evidence.weight for evidence in EVIDENCE if evidence.holds(pair))


def _unnamed(
    articles: Sequence[Annotated],
) -> Mapping[str, list[tuple[Annotated, str]]]:
    """The holders without a name, by the folded wording of their offices, with the articles that have them."""
    found: dict[str, list[tuple[Annotated, str]]] = defaultdict(list)
    for annotated in articles:
        for entity in annotated.locals:
            if _is_unnamed(annotated, entity):
                found[key(entity.name)].append((annotated, entity.id))
    return found


def _is_unnamed(annotated: Annotated, entity: Entity) -> bool:
    """Whether an entity is the holder of an office whom its article does not name: the wording is all his name."""
    own = f"{slug(entity.name)}-{annotated.article.id}"
    # "le président du tribunal" is of some court: a place or body has a capital.
    is_of_one = any(word[0].isupper() for word in entity.name.split())
    return entity.type is EntityType.PER and entity.id == own and is_of_one


def _told(articles: Sequence[Annotated]) -> Mapping[str, dict[str, Annotated]]:
    """Whom the articles give an office in so many words, by the folded wording, with the first that does."""
    found: dict[str, dict[str, Annotated]] = defaultdict(dict)
    for annotated in articles:
        unnamed = {e.id for e in annotated.locals if _is_unnamed(annotated, e)}
        for wording, person in _offices(annotated):
            if person not in unnamed:
                found[wording].setdefault(person, annotated)
    return found


def _offices(annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Each wording of an office that means one person without doubt, folded, and that person."""
    for link in annotated.links:
        is_office = link.mention.kind is MentionKind.ROLE
        if is_office and link.is_settled and len(link.entities) == 1:
            yield key(" ".join(link.mention.surface.split())), link.entities[0]
