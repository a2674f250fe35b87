"""How much each actor is present from article to article: small multiples, and one larger drawing for one entity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.pages import page, svg, views
from builder.pages.index import DossierIndex, label
from builder.pages.svg import Child, Element, Href, Words, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model.article import Article
    from builder.model.dossier import Dossier

ACTORS, COLUMNS, ACTING = 12, 60, ("PER", "ORG", "LOC")
"""Actors shown at most, columns of a small drawing at most, the types that act."""

FINGER, TALL = 27.0, 84.0
"""Least width of a column that is a link; height of the columns of the larger drawing."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Mentions of one entity, article by article, in the order of the dossier."""

    id: str
    name: str
    group: str
    counts: tuple[int, ...]

    @property
    def articles(self) -> int:
        """Articles that mention it."""
        return sum(map(bool, self.counts))

    def counted(self, say: Words) -> dict[str, object]:
        """How often it is mentioned, in how many articles, of how many: what phrases about it are filled with."""
        mentions, articles = (
            say("mentions", n=sum(self.counts)),
            say("articles", n=self.articles),
        )
        return {"mentions": mentions, "articles": articles, "total": len(self.counts)}


def presences(look: DossierIndex) -> tuple[Presence, ...]:
    """Those that act, the most present first: by articles, then by mentions, then by id."""
    dossier, found = look.dossier, []
    known = (
        (dossier.entities.get(entity_id), linked)
        for entity_id, linked in look.mentions.items()
    )
    for entity, linked in known:
        if entity and entity.type in ACTING:
            by_article = Counter(annotated.article.id for annotated, _ in linked)
            counts = tuple(by_article[a.article.id] for a in dossier.articles)
            found.append(
                Presence(entity.id, entity.name, views.group(entity.type), counts)
            )
    return tuple(sorted(found, key=lambda p: (-p.articles, -sum(p.counts), p.id)))


def actors(dossier: Dossier, href: Href) -> str:
    """A figure with a row an actor; empty where nobody is mentioned, or in one article only: that is no time."""
    say, shown = (
        svg.words(dossier.language, "presence"),
        presences(DossierIndex(dossier))[:ACTORS],
    )
    if not shown or len(dossier.articles) < 2:  # noqa: PLR2004 - said above
        return ""
    articles = [a.article for a in dossier.articles]
    chunk = -(-len(articles) // COLUMNS)
    top = max(max(_chunks(p.counts, chunk)) for p in shown)
    rows = element(
        "ul",
        (_row(p, chunk, top, say, href) for p in shown),
        class_="presence",
        aria_label=say("title"),
    )
    ends = [views.published(a).words for a in (articles[0], articles[-1])]
    axis = element(
        "p",
        (element("span", e) for e in ends),
        class_="presence-axis",
        aria_hidden="true",
    )
    caption = say("legend") + (" " + say("chunk", n=chunk) if chunk > 1 else "")
    return svg.figure(
        "presence", [rows, axis], caption, _table(articles, shown, say, href)
    )


def _chunks(counts: Sequence[int], size: int) -> list[int]:
    return [sum(counts[i : i + size]) for i in range(0, len(counts), size)]


def _row(presence: Presence, chunk: int, top: int, say: Words, href: Href) -> Element:
    told = say("row", name=presence.name, **presence.counted(say))
    name = element("span", presence.name, class_="presence-name")
    spark = _spark(_chunks(presence.counts, chunk), top, presence.group)
    total = element("span", str(sum(presence.counts)), class_="presence-total")
    return element(
        "li",
        element(
            "a", name, spark, total, href=href(page.entity(presence.id)), title=told
        ),
    )


def _spark(counts: Sequence[int], top: int, group: str) -> Element:
    """Columns on a ground line, 10 wide each, which the style sheet stretches to the room there is."""
    half = 3.5 * min(1, len(counts) / 12)
    steps = [(i * 10 + 5, max(2.0, 26 * c / top)) for i, c in enumerate(counts) if c]
    bars = [svg.rect(x - half, 28 - h, 2 * half, h, f"pic-{group}") for x, h in steps]
    ground = svg.line(0, 28, len(counts) * 10, 28, "pic-axis")
    size = {
        "viewBox": svg.Numbers(f"0 0 {len(counts) * 10} 29"),
        "preserveAspectRatio": "none",
    }
    return element("svg", ground, bars, **size, class_="pic-spark", aria_hidden="true")


def _table(
    articles: Sequence[Article], shown: Sequence[Presence], say: Words, href: Href
) -> Element:
    rows = [
        [*_article(a, href), *(str(p.counts[i] or "") for p in shown)]
        for i, a in enumerate(articles)
    ]
    return svg.table(
        say("summary"), [say("article"), say("date"), *(p.name for p in shown)], rows
    )


def _article(article: Article, href: Href) -> list[Child]:
    return [
        element("a", label(article), href=href(page.article(article.id))),
        views.published(article).words,
    ]


def of_entity(dossier: Dossier, presence: Presence, href: Href) -> str:
    """A figure with one column an article that leads to it; empty where the dossier has one article only."""
    if len(dossier.articles) < 2:  # noqa: PLR2004 - one column says nothing
        return ""
    say = svg.words(dossier.language, "presence_of")
    articles = [a.article for a in dossier.articles]
    drawings = [
        _columns(presence, articles, say, href, variant)
        for variant in ("wide", "narrow")
    ]
    chunk = _chunk(len(articles), svg.NARROW)
    caption = say("legend" if chunk == 1 else "chunk")
    rows = [
        [*_article(a, href), str(n)]
        for a, n in zip(articles, presence.counts, strict=True)
        if n
    ]
    table = svg.table(say("summary"), [say("article"), say("date"), say("count")], rows)
    return svg.figure("presence-of", drawings, caption, table)


def _chunk(articles: int, width: float) -> int:
    return -(-articles // int(width // FINGER))


def _columns(
    presence: Presence,
    articles: Sequence[Article],
    say: Words,
    href: Href,
    variant: str,
) -> Element:
    width = svg.NARROW if variant == "narrow" else svg.WIDE
    size = _chunk(len(articles), width)
    counts = _chunks(presence.counts, size)
    step, top = min(72.0, width / len(counts)), max(counts)
    held = list(zip(articles, presence.counts, strict=True))
    drawn = [
        _column(
            held[i * size : (i + 1) * size],
            (i * step, step, TALL * count / top),
            presence.group,
            say,
            href,
        )
        for i, count in enumerate(counts)
    ]
    title, desc = say("title", name=presence.name), say("desc", **presence.counted(say))
    ground = svg.line(0, TALL + 20, step * len(counts), TALL + 20, "pic-axis")
    first, last = (views.published(a).words for a in (articles[0], articles[-1]))
    right = max(step * len(counts), 200)
    ends = [
        svg.text(0, TALL + 36, first, "pic-tick"),
        svg.text(right, TALL + 36, last, "pic-tick", "end"),
    ]
    return svg.drawing(
        "presence", variant, (width, TALL + 42), title, desc, ground, ends, drawn
    )


def _column(
    held: Sequence[tuple[Article, int]],
    place: tuple[float, float, float],
    group: str,
    say: Words,
    href: Href,
) -> Element | None:
    """One column: a link to the first of its articles that has a mention; nothing where none has."""
    x, width, height = place
    naming = [(a, n) for a, n in held if n]
    if not naming:
        return None
    total, first, last = sum(n for _, n in naming), naming[0][0], naming[-1][0]
    counted = say("mentions", n=total)
    told = say(
        "column",
        title=label(first),
        date=views.published(first).words,
        mentions=counted,
    )
    if len(naming) > 1:
        told = say(
            "group",
            n=len(naming),
            first=label(first),
            last=label(last),
            mentions=counted,
        )
    bar = svg.rect(
        x + width * 0.2, TALL + 20 - height, width * 0.6, height, f"pic-{group}", 2
    )
    count = svg.text(
        x + width / 2, TALL + 15 - height, str(total), "pic-count", "middle"
    )
    hit = svg.rect(x, 0, width, TALL + 20, "pic-hit", 4)
    return svg.link(href(page.article(first.id)), told, hit, bar, count)
