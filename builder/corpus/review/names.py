"""Doubts about names: one for whoever is in doubt, however many mentions it settles."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.corpus.review.lines import DECIDED, REJECT, entry, everywhere, words_at
from builder.corrections.anchor import places_of_folded
from builder.lang.messages import sentences
from builder.model.dossier import Doubt
from builder.model.mention import NAMES, EntityType, LinkStatus, Status
from builder.text.escape import yaml_scalar
from builder.text.fold import fold, key
from builder.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.lang.pack import LanguagePack
    from builder.model.article import Span
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.mention import Link
    from builder.model.word import Word


_ENTRIES = 10
"""Entries for one point at most: what is left comes again when these are decided."""

_WORDINGS = 3
"""Wordings that the question quotes at most."""

_TYPES = (
    EntityType.PER,
    EntityType.ORG,
    EntityType.LOC,
    EntityType.EVENT,
    EntityType.PRODUCT,
)
"""Types offered for a name that may be none of its own."""


@dataclass(slots=True)
class _Case:
    """Somebody or something in doubt, with every mention that is."""

    verdict: LinkStatus
    entities: tuple[str, ...]
    mentions: list[tuple[Annotated, Link]] = field(default_factory=list)

    @property
    def wordings(self) -> dict[str, str]:
        """How it is called, as first written, by folded words."""
        found: dict[str, str] = {}
        for _, link in self.mentions:
            words = " ".join(link.mention.surface.split())
            found.setdefault(key(words), words)
        return found

    @property
    def is_name(self) -> bool:
        """Whether somebody is called by a name, and no office is."""
        return all(link.mention.kind in NAMES for _, link in self.mentions)

    @property
    def articles(self) -> int:
        """How many articles doubt it."""
        return len({annotated.article.id for annotated, _ in self.mentions})


def of_names(
    articles: Sequence[Annotated], entities: Mapping[str, Entity], pack: LanguagePack
) -> Iterator[Doubt]:
    """A doubt for each entity, and for each wording that could be several; what settles most mentions first."""
    cases = _cases(articles)
    wording = _Wording(cases, entities, pack)
    lines = _Lines(articles)
    ordered = sorted(cases, key=lambda case: -len(case.mentions))
    for case in ordered:
        annotated, link = case.mentions[0]
        written = lines.of(case, wording)
        yield Doubt(
            "mention",
            annotated.article.id,
            link.mention.span,
            wording.question(case),
            written,
            DECIDED,
            settles=len(case.mentions),
        )


def is_unsure(link: Link) -> bool:
    """Whether a person should look at a mention."""
    if link.verdict is LinkStatus.REFUSED:
        return False
    if link.verdict is LinkStatus.AMBIGUOUS:
        return link.mention.status is not Status.AUTHOR
    return link.mention.status is Status.UNSURE


def _cases(articles: Sequence[Annotated]) -> list[_Case]:
    found: dict[tuple[str, ...], _Case] = {}
    for annotated in articles:
        for link in annotated.links:
            if not is_unsure(link):
                continue
            # Of whom nobody knows who it is, the words are all that is known.
            is_open = link.verdict is LinkStatus.AMBIGUOUS or not link.entities
            words = key(link.mention.surface) if is_open else ""
            place = (words, link.verdict, *link.entities)
            case = found.setdefault(place, _Case(link.verdict, link.entities))
            case.mentions.append((annotated, link))
    return list(found.values())


class _Wording:
    """What is asked about a case, and what the author may decide."""

    def __init__(
        self,
        cases: Iterable[_Case],
        entities: Mapping[str, Entity],
        pack: LanguagePack,
    ) -> None:
        self._known: dict[str, Entity] = {}
        for case in cases:
            for annotated, _ in case.mentions:
                self._known.update((each.id, each) for each in annotated.locals)
        # The dossier's name of an entity is the best of all articles.
        self._known.update(entities)
        self._words = sentences(pack, "review")

    def question(self, case: _Case) -> str:
        """What is in doubt, and how many mentions an answer settles."""
        meant = self._named(case.entities)
        if case.verdict is LinkStatus.AMBIGUOUS:
            code = "mention-ambiguous" if meant else "mention-ambiguous-nobody"
            told = self._words["or"].join(meant)
        else:
            code = "mention-unsure" if self.other_names(case) else "mention-uncertain"
            told = self._words["and"].join(meant)
        wordings = list(case.wordings.values())[:_WORDINGS]
        quoted = self._words["wordings"].join(wordings)
        asked = [self._words[code].format(words=quoted, meant=told)]
        mentions, articles = len(case.mentions), case.articles
        if articles > 1:
            many = self._words["settles-in"]
            asked.append(many.format(mentions=mentions, articles=articles))
        elif mentions > 1:
            asked.append(self._words["settles"].format(mentions=mentions))
        return " ".join(asked)

    def other_names(self, case: _Case) -> bool:
        """Whether somebody is meant who is called otherwise than the words in doubt."""
        names = {key(self._name(entity)) for entity in case.entities}
        return not names <= case.wordings.keys()

    def choices(self, case: _Case) -> list[str]:
        """What the author may decide, the likeliest first."""
        found = [f"entity: {yaml_scalar(entity)}" for entity in case.entities]
        is_open = case.verdict is LinkStatus.AMBIGUOUS or not case.entities
        if not is_open and not self.other_names(case):
            found = self._of_name(case)
        elif case.is_name and len(case.wordings) == 1:
            # Somebody of that name, whom nobody else is.
            (words,) = case.wordings.values()
            found.append(f"entity: {yaml_scalar(slug(words))}")
        return [*dict.fromkeys(found), REJECT]

    def _of_name(self, case: _Case) -> list[str]:
        """Of a name that may be of another type, or longer or shorter."""
        annotated, link = case.mentions[0]
        own = link.mention.type
        found = [f"type: {own}"]
        found += [f"type: {each}" for each in _TYPES if each is not own]
        for words in _other_bounds(annotated, link):
            named = yaml_scalar(slug(words))
            found += [f"quote: {yaml_scalar(words)}", f"entity: {named}"]
        return found

    def _named(self, entities: Sequence[str]) -> list[str]:
        """Names of entities, with what they are where two have one name; the id of one that has none."""
        names = [self._name(entity) for entity in entities]
        if len(set(names)) == len(names):
            return names
        found: list[str] = []
        for entity, name in zip(entities, names, strict=True):
            known = self._known.get(entity)
            told = known.description if known is not None else ""
            found.append(f"{name} ({told or entity})")
        return found

    def _name(self, entity: str) -> str:
        known = self._known.get(entity)
        return entity if known is None else known.name


def _other_bounds(annotated: Annotated, link: Link) -> Iterator[str]:
    """`Challenge Roth` of "15e édition du Challenge Roth"; the name with a capitalised word right beside it."""
    if link.mention.kind not in NAMES:
        return
    text, words = annotated.article.text, annotated.words
    span = link.mention.span
    first = bisect_left(words, span.start, key=_start)
    stop = bisect_left(words, span.end, key=_start)
    named = [word for word in words[first:stop] if word.text[0].isupper()]
    if named and named[0] is not words[first]:
        yield text[named[0].start : span.end]
    for beside in (*words[max(0, first - 1) : first], *words[stop : stop + 1]):
        gap = text[min(beside.end, span.end) : max(beside.start, span.start)]
        if gap == " " and beside.pos == "PROPN" and beside.text[0].isupper():
            yield text[min(beside.start, span.start) : max(beside.end, span.end)]


def _start(word: Word) -> int:
    return word.start


class _Lines:
    """Entries of `corrections.yml` that settle a case."""

    def __init__(self, articles: Sequence[Annotated]) -> None:
        self._articles = articles
        self._folded = [fold(told.article.text) for told in articles]
        self._number = {told.article.id: n for n, told in enumerate(articles)}

    def of(self, case: _Case, wording: _Wording) -> str:
        """One entry for each wording, over the whole dossier where that is safe; else one an article, or a place."""
        likeliest, *others = wording.choices(case)
        found: dict[str, None] = {}
        for words in case.wordings.values():
            for place in self._places(case, words):
                found[entry(place, [likeliest])] = None
        # What else may be decided is said once.
        first, *rest = list(found)[:_ENTRIES]
        told = "".join(f"  # {other}\n" for other in others)
        return "".join((first, told, *rest))

    def _places(self, case: _Case, words: str) -> Iterator[list[str]]:
        wanted = key(words)
        where = [
            (annotated, link.mention.span)
            for annotated, link in case.mentions
            if key(link.mention.surface) == wanted
        ]
        in_articles = {annotated.article.id for annotated, _ in where}
        if len(in_articles) > 1 and self._is_same_everywhere(case, words):
            yield everywhere(words)
            return
        for annotated, span in where:
            number = self._number[annotated.article.id]
            is_alone = self._mean_the_same(number, words, case.entities)
            yield words_at(annotated.article, span, alone=is_alone)

    def _is_same_everywhere(self, case: _Case, words: str) -> bool:
        first, *_ = fold(words).split()
        for number, folded in enumerate(self._folded):
            # Most articles have not even the first word: asked fast.
            is_there = first in folded
            if is_there and not self._mean_the_same(number, words, case.entities):
                return False
        return True

    def _mean_the_same(self, number: int, words: str, entities: Sequence[str]) -> bool:
        """Whether words mean the same wherever an article has them, inside of longer names aside."""
        found = places_of_folded(self._folded[number], words, whole=True)
        if not found:
            return True
        names: list[Span] = []
        same: set[Span] = set()
        wanted = key(words)
        for link in self._articles[number].links:
            mention = link.mention
            if key(mention.surface) == wanted and set(link.entities) == set(entities):
                same.add(mention.span)
            elif mention.kind in NAMES:
                names.append(mention.span)
        for place in found:
            is_inside = any(name.covers(place) and name != place for name in names)
            if place not in same and not is_inside:
                return False
        return True
