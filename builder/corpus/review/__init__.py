"""What a person should look at, with the YAML that would settle it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

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


def gather(
    articles: Sequence[Annotated],
    entities: Mapping[str, Entity],
    events: Sequence[Event],
    proposals: Sequence[MergeProposal],
    settled: Collection[str] = (),
    cannot_link: Collection[frozenset[str]] = (),
    copies: Mapping[str, str] | None = None,
) -> tuple[Doubt, ...]:
    """Everything that a person should look at; empty for an empty dossier.

    Inferred dates of articles, open dates and quotations without speaker, in the order of the articles, then of the
    text; then unsure names, those first that settle most mentions; then what concerns the whole dossier: proposed
    merges and names that may be one. What is doubted twice in an article in the same words and manner is given
    once: the lines settle every place. `settled` are articles whose date the author
    gave, `cannot_link` pairs of entities that he tells apart, `copies` articles that
    repeat another, with the other.
    """
    if not articles:
        return ()
    pack = language_pack(articles[0].article.language)
    found = chain(
        chain.from_iterable(
            of_article(a, entities, pack, dated=a.article.id in settled)
            for a in articles
        ),
        of_names(articles, entities, pack),
        repeated(articles, copies or {}, pack),
        proposed(proposals, events, pack),
        near_names(articles, entities, cannot_link, pack),
    )
    last: dict[tuple[str, str, str], Doubt] = {}
    for doubt in found:
        last.setdefault((doubt.where, doubt.what, doubt.yaml), doubt)
    return tuple(last.values())
