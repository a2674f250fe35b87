"""What a person should look at, with the YAML that would settle it."""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from builder.corpus.review.articles import of_article
from builder.corpus.review.names import of_names
from builder.corpus.review.pairs import near_names
from builder.corpus.review.stale import stale_corrections as stale_corrections
from builder.corpus.review.whole import proposed, repeated
from builder.lang.pack import language_pack

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from builder.model.dossier import Annotated, Doubt
    from builder.model.entity import Entity
    from builder.model.event import Event, MergeProposal


class Answers(NamedTuple):
    """What the author has said already of articles and names."""

    dated: Collection[str] = ()
    """Articles whose date the author gave."""

    cannot_link: Collection[frozenset[str]] = ()
    """Pairs of entities that are told apart."""

    copies: Mapping[str, str] = MappingProxyType({})
    """Articles that repeat another, with the other."""

    distinct: Sequence[Collection[str]] = ()
    """Groups of articles of which none repeats another."""


def gather(
    articles: Sequence[Annotated],
    entities: Mapping[str, Entity],
    events: Sequence[Event],
    proposals: Sequence[MergeProposal],
    answers: Answers | None = None,
) -> tuple[Doubt, ...]:
    """Everything that a person should look at; empty for an empty dossier.

    Inferred dates of articles, open dates and quotations without speaker, in the order of the articles, then of the
    text; then unsure names, those first that settle most mentions; then what concerns the whole dossier: proposed
    merges and names that may be one. What is doubted twice in an article in the same words and manner is given
    once: the lines settle every place. What the author has answered is not asked.
    """
    if not articles:
        return ()
    answers = answers or Answers()
    pack = language_pack(articles[0].article.language)
    names = {entity.id: entity.name for entity in entities.values()}
    found = chain(
        chain.from_iterable(
            of_article(a, names, pack, dated=a.article.id in answers.dated)
            for a in articles
        ),
        of_names(articles, entities, pack),
        repeated(articles, answers.copies, answers.distinct, pack),
        proposed(proposals, events, pack),
        near_names(articles, entities, answers.cannot_link, pack),
    )
    last: dict[tuple[str, str, str], Doubt] = {}
    for doubt in found:
        last.setdefault((doubt.where, doubt.what, doubt.yaml), doubt)
    return tuple(last.values())
