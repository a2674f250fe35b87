"""The line: articles in, dossier out. Read this module from the top, and you know the project."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from builder.annotate import dates, events, links, names, quotes
from builder.annotate.names.model import load_model
from builder.corpus import chronology, identity, publication, relations, review
from builder.corrections.events import correct_event_mentions
from builder.corrections.links import correct_links
from builder.corrections.quotes import correct_quotes
from builder.corrections.timexes import correct_timexes
from builder.corrections.unknown_ids import unknown_ids
from builder.kb.load import knowledge_base
from builder.lang.pack import LanguagePack, language_pack
from builder.model.article import Article, Basis
from builder.model.correction import Corrections
from builder.model.dossier import Annotated, Dossier
from builder.syntax import sentences
from builder.text import quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.annotate.names import NameModel
    from builder.config import Settings
    from builder.errors import Problem
    from builder.kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Resources:
    """What every per-article stage needs besides the article."""

    pack: LanguagePack
    kb: KnowledgeBase
    model: NameModel | None = None
    corrections: Corrections = field(default_factory=Corrections)


def load_resources(settings: Settings) -> Resources:
    """Language, knowledge and model for these settings.

    Raises:
        DossierError: where the author's entities contradict each other, or a named model is not installed.
    """
    return Resources(
        language_pack(settings.language),
        knowledge_base(
            settings.entities, settings.offices, settings.corrections.cannot_link
        ),
        load_model(settings.model),
        settings.corrections,
    )


def annotate(article: Article, tools: Resources) -> Annotated:
    """Run the per-article stages. Pure: the same article and tools give the same answer, on any machine."""
    pack, kb = tools.pack, tools.kb
    decided = tools.corrections.of(article.id)
    sents = sentences.split(article, pack)
    quote_spans = quotation.find(
        article.text, [b.span for b in article.blocks if b.kind.told]
    )
    timexes, dated = correct_timexes(
        article, dates.find(article, sents, quote_spans, pack), decided
    )
    mentions = names.find(article, sents, timexes, pack, kb, tools.model)
    found, local = links.link(article, sents, timexes, mentions, pack, kb)
    linked, named = correct_links(article, found, decided, kb)
    said, spoken = correct_quotes(
        article,
        quotes.attribute(article, sents, quote_spans, timexes, linked, pack, kb),
        decided,
    )
    told, stood = correct_event_mentions(
        article,
        sents,
        events.gather(article, sents, timexes, linked, said, pack, kb),
        decided,
    )
    return Annotated(
        article,
        sents,
        timexes,
        linked,
        said,
        told,
        local,
        dated | named | spoken | stood,
    )


def assemble(
    annotated: Sequence[Annotated],
    settings: Settings,
    tools: Resources,
    problems: Sequence[Problem] = (),
) -> Dossier:
    """Run the stages that see the whole dossier. The order of the articles changes nothing."""
    dated = date_articles(annotated, tools)
    known = identity.gather(dated, tools.kb, tools.corrections)
    line = chronology.gather(
        known.articles, known.entities, tools.corrections, tools.pack, tools.kb.offices
    )
    matched = line.matched.union(*(a.matched for a in known.articles))
    settled = [
        article for article, given in settings.articles.items() if given.published
    ]
    ids = [known_id for e in line.events for known_id in (e.id, *e.aliases)]
    return Dossier(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        articles=known.articles,
        entities=known.entities,
        offices=tools.kb.offices,
        events=line.events,
        proposals=line.proposals,
        relations=relations.between_entities(known.articles),
        related=relations.between_articles(known.articles, line.events),
        doubts=review.gather(
            known.articles,
            known.entities,
            line.events,
            line.proposals,
            settled,
            tools.kb.cannot_link,
        ),
        problems=(
            *problems,
            *_unknown_ids(annotated, tools),
            *review.orphans(known.articles, tools.corrections, matched, ids),
        ),
        redirects={
            **{
                f"entites/{old}/": f"entites/{new}/"
                for old, new in known.redirects.items()
            },
            **{
                f"evenements/{old}/": f"evenements/{new}/"
                for old, new in line.redirects.items()
            },
        },
    )


def _unknown_ids(annotated: Sequence[Annotated], tools: Resources) -> Iterator[Problem]:
    known = {*tools.kb.entities, *(e.id for a in annotated for e in a.locals)}
    return unknown_ids(tools.corrections, known, tools.pack.data("kinds")["kinds"])


def date_articles(
    annotated: Sequence[Annotated], tools: Resources
) -> tuple[Annotated, ...]:
    """Date the undated as far as evidence goes, annotate those again, and put all in the order of time."""
    inferred = publication.infer(annotated, tools.pack, tools.kb)
    dated = [
        annotate(replace(a.article, published=inferred[a.article.id]), tools)
        if a.article.id in inferred
        else a
        for a in annotated
    ]
    return tuple(sorted(dated, key=_by_time))


def _by_time(annotated: Annotated) -> tuple[bool, tuple[str, str, str], str]:
    published = annotated.article.published
    moment = None if published.basis is Basis.UNKNOWN else published.date
    return (
        moment is None,
        moment.sort_key if moment else ("", "", ""),
        annotated.article.id,
    )
