"""The line: articles in, dossier out. Read this module from the top, and you know the project.

`annotate` takes one article through `STEPS`; `assemble` makes a dossier of all of them. Nothing here touches the files of
a dossier: `project.py` brings the articles and takes what comes out, `run.py` annotates no article twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.annotate import dates, events, links, names, quotes
from builder.corpus import chronology, identity, publication, relations, review
from builder.corrections.events import correct_event_mentions
from builder.corrections.links import correct_links
from builder.corrections.quotes import correct_quotes
from builder.corrections.timexes import correct_timexes
from builder.corrections.unknown_ids import unknown_ids
from builder.discourse.discourse import read_discourse
from builder.kb.load import knowledge_base
from builder.lang.pack import LanguagePack, language_pack
from builder.lang.schema import QuotationWords
from builder.lang.schema_events import EventWords
from builder.model.article import Article, Basis
from builder.model.correction import Corrections
from builder.model.dossier import Annotated, Dossier
from builder.model.event import Rank
from builder.model.word import Word
from builder.syntax.parser import load_parser
from builder.text import quotation

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from builder.config import Settings
    from builder.corpus.chronology.verdicts import Verdicts
    from builder.errors import Problem
    from builder.kb.base import KnowledgeBase
    from builder.model.entity import Entity, Office
    from builder.model.event import EventMention
    from builder.model.quote import Quoted
    from builder.syntax.doc import Doc

    Annotate = Callable[[Sequence[Article]], Iterable[Annotated]]


@dataclass(frozen=True, slots=True)
class Resources:
    """What the steps use besides the article. Small, and the same in every process."""

    pack: LanguagePack
    kb: KnowledgeBase
    model: str = ""
    """Name of the pipeline that analyses the text; loaded where it is first used."""

    corrections: Corrections = field(default_factory=Corrections)
    own_entities: tuple[Entity, ...] = ()
    """Those of the author, which `kb` has over its own."""

    own_offices: tuple[Office, ...] = ()


class Step(NamedTuple):
    """One step of the line over one article: a function from layers to a new layer."""

    name: str
    """Name of the layer that it gives."""

    run: Callable[..., Any]
    needs: tuple[str, ...]
    """Layers it reads, as its first arguments."""

    uses: tuple[str, ...] = ()
    """Resources it reads, as its last arguments."""

    corrects: bool = False
    """It applies the author's decisions and says which of them found their words."""


def load_resources(settings: Settings) -> Resources:
    """Language and knowledge for these settings.

    Raises:
        DossierError: where the author's entities contradict each other.
    """
    return Resources(
        language_pack(settings.language),
        _known(
            settings.entities,
            settings.offices,
            settings.corrections.cannot_link,
            tuple(settings.lines.items()),
        ),
        settings.model,
        settings.corrections,
        settings.entities,
        settings.offices,
    )


# Kept while a site is served, with all that is compiled from it: most edits are of articles.
@lru_cache(maxsize=1)
def _known(
    entities: tuple[Entity, ...],
    offices: tuple[Office, ...],
    cannot_link: tuple[tuple[str, ...], ...],
    lines: tuple[tuple[str, int], ...],
) -> KnowledgeBase:
    return knowledge_base(entities, offices, cannot_link, dict(lines))


def _parse(article: Article, model: str, pack: LanguagePack) -> Doc:
    return load_parser(model).parse(article, pack)


def _words(doc: Doc) -> tuple[Word, ...]:
    return tuple(
        Word(token.start, token.end, token.text, token.lemma, token.pos)
        for token in doc.tokens
        if token.is_word
    )


def _quote_spans(article: Article, pack: LanguagePack) -> tuple[Quoted, ...]:
    told = [block.span for block in article.blocks if block.kind.told]
    return quotation.find(article.text, told, pack.words(QuotationWords).elided)


def _entries(mentions: Iterable[EventMention]) -> tuple[EventMention, ...]:
    return tuple(each for each in mentions if each.rank is not Rank.MENTION)


def _faint(mentions: Iterable[EventMention]) -> tuple[EventMention, ...]:
    return tuple(each for each in mentions if each.rank is Rank.MENTION)


STEPS = (
    Step("doc", _parse, ("article",), ("model", "pack")),
    Step("sentences", attrgetter("sentences"), ("doc",)),
    Step("words", _words, ("doc",)),
    Step("quote_spans", _quote_spans, ("article",), ("pack",)),
    Step("found_timexes", dates.find, ("article", "doc", "quote_spans"), ("pack",)),
    Step(
        "timexes",
        correct_timexes,
        ("article", "found_timexes", "decided"),
        corrects=True,
    ),
    Step("mentions", names.find, ("article", "doc", "timexes"), ("pack", "kb")),
    Step(
        "linked",
        links.link,
        ("article", "doc", "timexes", "mentions"),
        ("pack", "kb"),
    ),
    Step("found_links", itemgetter(0), ("linked",)),
    Step("locals", itemgetter(1), ("linked",)),
    Step(
        "links",
        correct_links,
        ("article", "found_links", "decided"),
        ("kb",),
        corrects=True,
    ),
    Step(
        "discourse",
        read_discourse,
        ("doc", "timexes", "links", "quote_spans"),
        ("pack", "kb"),
    ),
    Step(
        "found_quotes",
        quotes.attribute,
        ("discourse", "quote_spans"),
        ("pack",),
    ),
    Step(
        "quotes", correct_quotes, ("article", "found_quotes", "decided"), corrects=True
    ),
    Step(
        "found_events",
        events.gather,
        ("article", "discourse", "timexes", "quotes"),
        ("pack",),
    ),
    Step(
        "all_events",
        correct_event_mentions,
        ("article", "sentences", "found_events", "decided"),
        corrects=True,
    ),
    Step("event_mentions", _entries, ("all_events",)),
    Step("faint_mentions", _faint, ("all_events",)),
)
"""The line over one article, in order. Read it, and you know what is known when."""

_KEPT = (
    "sentences",
    "words",
    "timexes",
    "links",
    "quotes",
    "event_mentions",
    "faint_mentions",
    "locals",
)
"""Layers that go on to the corpus."""


def annotate(article: Article, resources: Resources) -> Annotated:
    """Run the steps over one article.

    Pure: the same article and resources give the same answer, on any machine.
    """
    decided = resources.corrections.of(article.id)
    # Values of many types under one name each: the table says who reads what.
    layers: dict[str, Any] = {"article": article, "decided": decided}
    matched: set[str] = set()
    for step in STEPS:
        given = [layers[name] for name in step.needs]
        used = [getattr(resources, name) for name in step.uses]
        found = step.run(*given, *used)
        if step.corrects:
            found, keys = found
            matched |= keys
        layers[step.name] = found
    kept = {name: layers[name] for name in _KEPT}
    return Annotated(article=article, matched=frozenset(matched), **kept)


def assemble(
    annotated: Sequence[Annotated],
    settings: Settings,
    resources: Resources,
    problems: Sequence[Problem] = (),
    again: Annotate | None = None,
    verdicts: Verdicts | None = None,
) -> Dossier:
    """Run the stages that see the whole dossier. The order of the articles changes nothing.

    Dates of articles first, then who is who, then what happened when; then what is read off these. `problems` are those
    of the files, which the dossier tells with its own. `again` annotates the articles whose date comes from the others;
    none does it here. `verdicts` save comparing accounts of which nothing changed.
    """
    dated = date_articles(annotated, resources, again)
    known = identity.gather(dated, resources.kb, resources.corrections)
    # What a reprint tells is told once: by the article that it repeats.
    told = [each for each in known.articles if each.article.id not in settings.copies]
    line = chronology.gather(
        told,
        known.entities,
        resources.corrections,
        resources.pack,
        resources.kb.offices,
        verdicts,
    )
    matched = line.matched.union(*(a.matched for a in known.articles))
    ids = [known_id for e in line.events for known_id in (e.id, *e.aliases)]
    return Dossier(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        articles=known.articles,
        entities=known.entities,
        offices=resources.kb.offices,
        events=line.events,
        proposals=line.proposals,
        relations=relations.between_entities(known.articles),
        related=relations.between_articles(known.articles, line.events),
        doubts=review.gather(
            known.articles,
            known.entities,
            line.events,
            line.proposals,
            review.Answers(
                settings.dated,
                resources.kb.cannot_link,
                settings.copies,
                resources.corrections.distinct,
            ),
        ),
        problems=(
            *problems,
            *_unknown(known.named, resources),
            *review.stale_corrections(
                known.articles, resources.corrections, matched, ids
            ),
        ),
        redirects=_moved("entites", known.redirects)
        | _moved("evenements", line.redirects),
    )


def _moved(room: str, redirects: Mapping[str, str]) -> dict[str, str]:
    """Addresses of pages that are no more, and of those that stand for them."""
    return {f"{room}/{old}/": f"{room}/{new}/" for old, new in redirects.items()}


def _unknown(known: Collection[str], resources: Resources) -> Iterator[Problem]:
    kinds = resources.pack.words(EventWords).kinds
    return unknown_ids(resources.corrections, known, kinds)


def date_articles(
    annotated: Sequence[Annotated],
    resources: Resources,
    again: Annotate | None = None,
) -> tuple[Annotated, ...]:
    """Date the undated as far as evidence goes, annotate those again, and put all in the order of time."""
    inferred = publication.infer(annotated, resources.pack, resources.kb)
    dated: list[Article] = []
    found: list[Annotated] = []
    for known in annotated:
        published = inferred.get(known.article.id)
        if published is None:
            found.append(known)
        else:
            dated.append(replace(known.article, published=published))
    if again is not None:
        found += again(dated)
    else:
        found += [annotate(article, resources) for article in dated]
    return tuple(sorted(found, key=_by_time))


def _by_time(annotated: Annotated) -> tuple[bool, tuple[str, str, str], str]:
    published = annotated.article.published
    moment = None if published.basis is Basis.UNKNOWN else published.date
    return (
        moment is None,
        moment.sort_key if moment else ("", "", ""),
        annotated.article.id,
    )
