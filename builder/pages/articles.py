"""Pages of the articles, and their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.lang import wording
from builder.model.mention import Status, Verdict
from builder.model.quote import QuoteKind
from builder.pages import marks, page, views
from builder.pages.look import label, shown_blocks
from builder.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.config import Settings
    from builder.model.article import Article
    from builder.model.claim import Claim
    from builder.model.dossier import Annotated
    from builder.model.entity import Entity
    from builder.model.mention import Link
    from builder.model.moment import Dating, Moment
    from builder.model.quote import Quote
    from builder.pages.look import Look


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in a list."""

    label: str
    titled: bool
    address: str
    published: views.WhenView
    basis: str
    reasons: tuple[str, ...]
    outlet: str
    author: str
    source: str
    rights: str
    url: str
    words: int
    """Words of the blocks that tell something."""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What a mention means: shown beside the text and as its preview."""

    id: str
    group: str
    type: str
    entities: tuple[views.EntityView, ...]
    line: str
    """The office held when the article appeared, else the description."""

    verdict: str
    status: str
    reasons: tuple[str, ...]
    wordings: tuple[str, ...]
    """The words that mean it in this article, in the order of the text."""

    paragraph: str
    """Id of the first block that has it."""


@dataclass(frozen=True, slots=True)
class DateCard:
    """What an expression of time means."""

    id: str
    words: str
    when: views.WhenView | None
    duration: str
    basis: str
    reason: str
    type: str
    address: str
    """Where the chronology tells of it; empty where it does not."""

    paragraph: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quotation, and who says it."""

    id: str
    words: str
    speakers: tuple[views.EntityView, ...]
    speaker_words: str
    reporters: tuple[views.EntityView, ...]
    address: str
    paragraph: str
    reason: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ToldView:
    """One thing the article tells, on its own small chronology."""

    when: views.WhenView
    sentence: views.SentenceView
    modality: str
    address: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """An article that goes with this one, and why."""

    article: ArticleView
    entities: tuple[views.EntityView, ...]
    events: tuple[tuple[str, str], ...]
    """Titles and addresses."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article shows."""

    article: ArticleView
    blocks: tuple[marks.BlockView, ...]
    hidden: bool
    """Whether rights keep part of the text off the page."""

    cards: tuple[EntityCard, ...]
    dates: tuple[DateCard, ...]
    quotes: tuple[QuoteView, ...]
    told: tuple[ToldView, ...]
    related: tuple[RelatedView, ...]
    earlier: ArticleView | None
    later: ArticleView | None


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The list of all articles."""

    articles: tuple[ArticleView, ...]
    undated: int


def pages(look: Look, settings: Settings) -> Iterable[Page]:
    """The list, then one page an article, in the order of the dossier."""
    del settings
    listed = tuple(summary(a) for a in look.dossier.articles)
    undated = sum(not a.published.edtf for a in listed)
    yield Page(
        path=page.ARTICLES,
        template="articles.md.j2",
        title="Articles",
        view=ArticlesPage(listed, undated),
        description="Les articles du dossier, dans l’ordre de leur parution.",
        front={"hide": ["navigation", "toc"], "search": {"exclude": True}},
    )
    for annotated in look.dossier.articles:
        yield _page(annotated, look, listed)


def summary(annotated: Annotated) -> ArticleView:
    """An article as lists show it."""
    article = annotated.article
    return ArticleView(
        label=label(article),
        titled=bool(article.title),
        address=page.article(article.id),
        published=views.published(article),
        basis=article.published.basis.value,
        reasons=article.published.reasons,
        outlet=article.outlet,
        author=article.author,
        source=article.source,
        rights=article.rights.value,
        url=article.url,
        words=sum(len(b.span.of(article.text).split()) for b in article.blocks if b.kind.told),
    )


def _page(annotated: Annotated, look: Look, listed: Sequence[ArticleView]) -> Page:
    article = annotated.article
    found, shown = marks.marks(annotated, look), shown_blocks(article)
    here = next(i for i, a in enumerate(listed) if a.address == page.article(article.id))
    place = _Places(annotated)
    view = ArticlePage(
        article=listed[here],
        blocks=marks.blocks(annotated, found, shown),
        hidden=len(shown) < len(article.blocks),
        cards=tuple(_entity_cards(annotated, look, found, place)),
        dates=tuple(_date_cards(annotated, found, place)),
        quotes=tuple(_quote(i, q, annotated, look, place) for i, q in enumerate(annotated.quotes) if _says(q)),
        told=tuple(_told(c, look) for c in sorted(annotated.claims, key=_claim_order)),
        related=tuple(_related(article, look)),
        earlier=listed[here - 1] if here else None,
        later=listed[here + 1] if here + 1 < len(listed) else None,
    )
    return Page(
        path=page.article(article.id),
        template="article.md.j2",
        title=listed[here].label,
        view=view,
        description=_description(listed[here]),
        front={"hide": ["navigation", "toc"], "tags": ["Article"]},
    )


def _description(article: ArticleView) -> str:
    dated = f", {article.published.words}" if article.published.edtf else ""
    return f"Article annoté{dated} : personnes, lieux, dates et citations, chacun avec la phrase qui le dit."


class _Places:
    """Tells in which block something stands."""

    def __init__(self, annotated: Annotated) -> None:
        self._blocks: list[tuple[int, str]] = []
        told = 0
        for block in annotated.article.blocks:
            told += block.kind.told
            if block.kind.told:
                self._blocks.append((block.span.end, f"p{told}"))

    def __call__(self, at: int) -> str:
        return next((name for end, name in self._blocks if at < end), "")


def _entity_cards(
    annotated: Annotated, look: Look, found: Sequence[marks.Mark], place: _Places
) -> Iterable[EntityCard]:
    links: dict[str, list[Link]] = {}
    kept = {m.span for m in found}
    for link in sorted(annotated.links, key=lambda k: k.mention.span):
        if link.entities and link.verdict is not Verdict.REFUSED and link.mention.span in kept:
            links.setdefault(marks.card_of(link.entities), []).append(link)
    for card, same in links.items():
        yield _entity_card(card, same, annotated.article, look, place)


def _entity_card(card: str, links: Sequence[Link], article: Article, look: Look, place: _Places) -> EntityCard:
    first = links[0]
    entities = [look.dossier.entities[e] for e in first.entities]
    doubtful = [k for k in links if k.mention.status is Status.UNSURE or k.verdict is Verdict.AMBIGUOUS]
    told = (doubtful or links)[0]
    return EntityCard(
        id=card,
        group=views.group(first.mention.type),
        type=entities[0].type.value if len(entities) == 1 else "",
        entities=tuple(views.entity(look, e.id) for e in entities),
        line=line(entities[0], article.published.moment, look) if len(entities) == 1 else "",
        verdict=told.verdict.value,
        status=told.mention.status.value,
        reasons=told.reasons,
        wordings=tuple(dict.fromkeys(k.mention.surface for k in links)),
        paragraph=place(first.mention.span.start),
    )


def line(entity: Entity, at: Moment | None, look: Look) -> str:
    """One line on an entity: offices it may have held at a moment, else its description."""
    held = [t for t in entity.tenures if at is not None and _held(t.start, t.end, at)]
    names = [look.dossier.offices[t.office].name for t in held if t.office in look.dossier.offices]
    return ", ".join(dict.fromkeys(names)) or entity.description


def _held(start: Moment | None, end: Moment | None, at: Moment) -> bool:
    begun = start is None or start.earliest is None or at.latest is None or start.earliest <= at.latest
    over = end is not None and end.latest is not None and at.earliest is not None and end.latest < at.earliest
    return begun and not over


def _date_cards(annotated: Annotated, found: Sequence[marks.Mark], place: _Places) -> Iterable[DateCard]:
    kept = {m.span: m for m in found if m.group == "date"}
    for dating in annotated.datings:
        if dating.span in kept:
            yield _date_card(dating, kept[dating.span], annotated.article.text, place)


def _date_card(dating: Dating, mark: marks.Mark, text: str, place: _Places) -> DateCard:
    return DateCard(
        id=mark.card,
        words=dating.span.of(text),
        when=views.when(dating.moment, weekday=True) if dating.moment else None,
        duration=_duration(dating),
        basis=dating.basis.value,
        reason=dating.reason,
        type=dating.type.value,
        address=mark.address,
        paragraph=place(dating.span.start),
    )


def _duration(dating: Dating) -> str:
    try:
        return wording.duration(dating.duration) if dating.duration else ""
    except ValueError:  # hours and the like: the words of the text say it better
        return ""


def _says(quote: Quote) -> bool:
    return quote.kind is not QuoteKind.TERM


def _quote(index: int, quote: Quote, annotated: Annotated, look: Look, place: _Places) -> QuoteView:
    article = annotated.article
    return QuoteView(
        id=f"q-{index}",
        words=quote.span.of(article.text),
        speakers=tuple(views.entity(look, e) for e in quote.speakers if e in look.dossier.entities),
        speaker_words=quote.speaker_words.of(article.text) if quote.speaker_words else "",
        reporters=tuple(views.entity(look, e) for e in quote.reporters if e in look.dossier.entities),
        address=look.sentence_address(article.id, quote.sentence) if quote.sentence else "",
        paragraph=place(quote.span.start),
        reason=quote.reason,
        doubtful=quote.status is Status.UNSURE,
    )


def _claim_order(claim: Claim) -> tuple[bool, tuple[str, str, str], tuple[int, int]]:
    moment = claim.moment
    return (moment is None, moment.sort_key if moment else ("", "", ""), (claim.span.start, claim.span.end))


def _told(claim: Claim, look: Look) -> ToldView:
    event = look.events.get(claim.id)
    return ToldView(
        when=views.when(claim.moment),
        sentence=views.sentence(look, claim.article, claim.sentence, (claim.trigger,)),
        modality=claim.modality.value,
        address=look.event_address(event) if event else "",
    )


def _related(article: Article, look: Look) -> Iterable[RelatedView]:
    titles = {e.id: (e.title, look.event_address(e)) for e in look.dossier.events}
    for relation in sorted(look.dossier.related, key=lambda r: (-r.weight, r)):
        if article.id in (relation.first, relation.second):
            other = relation.second if relation.first == article.id else relation.first
            shared = [what for _, what in relation.evidence]
            yield RelatedView(
                article=summary(look.articles[other]),
                entities=tuple(views.entity(look, e) for e in shared if e in look.dossier.entities),
                events=tuple(titles[e] for e in shared if e in titles),
            )
