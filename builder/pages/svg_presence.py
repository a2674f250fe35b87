"""How much each actor is present from article to article: small multiples, and one larger drawing for one entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.pages import page, svg, views
from builder.pages.phrases import Phrases, picture_phrases
from builder.pages.svg import Child, Element, Href, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.article import Article
    from builder.pages.index import DossierIndex

COLUMNS = 60
"""Columns of a small drawing at most."""

FINGER = 27.0
"""Least width of a column that is a link."""

TALL = 84.0
"""Height of the columns of the larger drawing."""

_COLUMN = 72.0
"""Greatest width of a column of the larger drawing."""

_FLOOR = TALL + 20
"""Where they stand: above them is room for their counts."""

_DATES = 200
"""Room that the dates of the first and the last article take below the columns."""

TOLD_IN = 10
"""Articles from which on a drawing says more than a list of them."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Mentions of one entity, article by article."""

    id: str
    name: str
    group: str
    address: str
    """Where the pages have it."""

    # Most entities of a dossier stand in one article of it: what is drawn of each must not
    # cost as much as all articles, or time grows with the square of the dossier.
    counts: Mapping[int, int]
    """By the article's place in the dossier, ascending; articles that do not mention it are not there."""

    total: int
    """Articles of the dossier."""

    @property
    def mentions(self) -> int:
        """How often it is mentioned."""
        return sum(self.counts.values())

    @property
    def articles(self) -> int:
        """Articles that mention it."""
        return len(self.counts)

    def counted(self, say: Phrases) -> dict[str, object]:
        """How often it is mentioned, in how many articles, of how many: what phrases about it are filled with."""
        return {
            "mentions": say("mentions", n=self.mentions),
            "articles": say("articles", n=self.articles),
            "total": self.total,
        }


@dataclass(frozen=True, slots=True)
class _Column:
    """Articles that follow each other, of which some mention the entity."""

    rank: int
    """From the left, from 0."""

    counts: Sequence[tuple[int, int]]
    """Of each article that mentions it, its place in the dossier, and how often."""

    @property
    def mentions(self) -> int:
        return sum(count for _, count in self.counts)


def presences(index: DossierIndex) -> Sequence[Presence]:
    """Those that act, the most present first: by articles, then by mentions, then by id."""
    found: list[Presence] = []
    for entity in index.entities(index.mentions_of):
        if entity.type not in views.ACTING:
            continue
        counts: dict[int, int] = {}
        for article_id, links in index.mentions_of[entity.id].items():
            counts[index.ranks[article_id]] = len(links)
        presence = Presence(
            id=entity.id,
            name=entity.name,
            group=views.group(entity.type),
            address=index.entity_address(entity.id),
            counts=counts,
            total=len(index.dossier.articles),
        )
        found.append(presence)
    return sorted(found, key=_most_present_first)


def _most_present_first(presence: Presence) -> tuple[int, int, str]:
    return -presence.articles, -presence.mentions, presence.id


def actors(index: DossierIndex, ids: Sequence[str], href: Href) -> str:
    """A figure with a row an actor; empty where a few articles say it as well."""
    say = picture_phrases(index.dossier.language, "presence")
    everybody = {presence.id: presence for presence in presences(index)}
    shown = [everybody[one] for one in ids if one in everybody]
    articles = [annotated.article for annotated in index.dossier.articles]
    if not shown or len(articles) < TOLD_IN:
        return ""
    chunk = _rounded_up(len(articles), COLUMNS)
    rows = _rows(index, shown, chunk, say, href)
    first = views.published(articles[0]).words
    last = views.published(articles[-1]).words
    # hidden from those who listen: the table behind it has every date
    axis = element(
        "p",
        element("span", first),
        element("span", last),
        class_="presence-axis",
        aria_hidden="true",
    )
    caption = say("legend")
    if chunk > 1:
        caption += " " + say("chunk", n=chunk)
    table = _table(articles, shown, chunk, say, href)
    return svg.figure("presence", [rows, axis], caption, table)


def _rounded_up(number: int, parts: int) -> int:
    """How many go into each part, so that all find room."""
    return -(-number // parts)


def _columns(presence: Presence, chunk: int) -> Sequence[_Column]:
    """The columns that are not empty, of so many articles each."""
    held: dict[int, list[tuple[int, int]]] = {}
    for rank, count in presence.counts.items():
        held.setdefault(rank // chunk, []).append((rank, count))
    return [_Column(rank, counts) for rank, counts in held.items()]


def _rows(
    index: DossierIndex,
    shown: Sequence[Presence],
    chunk: int,
    say: Phrases,
    href: Href,
) -> Element:
    """A list of links, each with its small drawing."""
    # one scale for all, so that their heights can be compared
    top = max(_highest(_columns(presence, chunk)) for presence in shown)
    lines: list[Element] = []
    for presence in shown:
        entity = index.dossier.entities[presence.id]
        line = index.line(entity, index.latest)
        what = element("span", line, class_="presence-line") if line else None
        name = element("span", presence.name, what, class_="presence-name")
        spark = _spark(presence, chunk, top)
        total = element("span", str(presence.mentions), class_="presence-total")
        link = element(
            "a",
            name,
            spark,
            total,
            href=href(presence.address),
            title=say("row", name=presence.name, **presence.counted(say)),
        )
        lines.append(element("li", link))
    return element("ul", lines, class_="presence", aria_label=say("title"))


def _highest(columns: Iterable[_Column]) -> int:
    return max(column.mentions for column in columns)


def _spark(
    presence: Presence,
    chunk: int,
    top: int,
) -> Element:
    """Columns on a ground line, 10 wide each, which the style sheet stretches to the room there is."""
    length = _rounded_up(presence.total, chunk)
    width = length * 10
    # few columns are stretched far: they must not become walls
    half = 3.5 * min(1, length / 12)
    bars: list[Element] = []
    for column in _columns(presence, chunk):
        middle = column.rank * 10 + 5
        # one mention beside a hundred is still seen
        height = max(2.0, 26 * column.mentions / top)
        bar = svg.rect(
            x=middle - half,
            y=28 - height,
            width=2 * half,
            height=height,
            class_=f"pic-{presence.group}",
        )
        bars.append(bar)
    return element(
        "svg",
        svg.line(
            x1=0,
            y1=28,
            x2=width,
            y2=28,
            class_="pic-axis",
        ),
        bars,
        viewBox=svg.Numbers(f"0 0 {width} 29"),
        preserveAspectRatio="none",
        class_="pic-spark",
        aria_hidden="true",
    )


def _table(
    articles: Sequence[Article],
    shown: Sequence[Presence],
    chunk: int,
    say: Phrases,
    href: Href,
) -> Element:
    """The same numbers, a row a column of the drawing."""
    head = [say("article"), say("date")]
    head += [presence.name for presence in shown]
    columns: list[Mapping[int, int]] = []
    for presence in shown:
        held = {column.rank: column.mentions for column in _columns(presence, chunk)}
        columns.append(held)
    rows: list[Sequence[Child]] = []
    for start in range(0, len(articles), chunk):
        together = articles[start : start + chunk]
        # an empty cell reads better than a column of noughts
        counts = [str(held.get(start // chunk, "")) for held in columns]
        rows.append([*_named(together, href), *counts])
    return svg.table(say("summary"), head, rows)


def _named(together: Sequence[Article], href: Href) -> tuple[Child, Child]:
    """The first two cells of a row: an article, or the first of some that follow each other, and when they appeared."""
    first, last = together[0], together[-1]
    link = element("a", views.label(first), href=href(page.article(first.id)))
    dates = dict.fromkeys((views.published(first).words, views.published(last).words))
    return link, "\u00a0– ".join(dates)


def of_entity(
    index: DossierIndex,
    presence: Presence,
    href: Href,
) -> str:
    """A figure with one column an article that leads to it; empty where a few articles name it."""
    if presence.articles < TOLD_IN:
        return ""
    say = picture_phrases(index.dossier.language, "presence_of")
    wide = _Drawing(index, presence, say, href, "wide", svg.WIDE)
    narrow = _Drawing(index, presence, say, href, "narrow", svg.NARROW)
    drawings = [wide.draw(), narrow.draw()]
    chunk = _articles_a_column(presence.total, svg.WIDE)
    rows: list[Sequence[Child]] = []
    for column in _columns(presence, chunk):
        ranks = [rank for rank, _ in column.counts]
        together = [index.dossier.articles[rank].article for rank in ranks]
        rows.append([*_named(together, href), str(column.mentions)])
    head = [say("article"), say("date"), say("count")]
    table = svg.table(say("summary"), head, rows)
    # the narrow drawing joins articles first: the caption must be true of both
    alone = _articles_a_column(presence.total, svg.NARROW) == 1
    caption = say("legend") if alone else say("chunk")
    return svg.figure("presence-of", drawings, caption, table)


def _articles_a_column(articles: int, width: float) -> int:
    """How many share a column, so that each column can be touched."""
    columns = int(width // FINGER)
    return _rounded_up(articles, columns)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One of the two drawings of one entity's presence."""

    index: DossierIndex
    presence: Presence
    say: Phrases
    href: Href
    variant: str
    width: int

    def draw(self) -> Element:
        """The `<svg>`."""
        chunk = _articles_a_column(self.presence.total, self.width)
        length = _rounded_up(self.presence.total, chunk)
        step = min(_COLUMN, self.width / length)
        columns = _columns(self.presence, chunk)
        top = _highest(columns)
        drawn = [self._column(column, step, top) for column in columns]
        right = step * length
        ground = svg.line(
            x1=0,
            y1=_FLOOR,
            x2=right,
            y2=_FLOOR,
            class_="pic-axis",
        )
        return svg.drawing(
            "presence",
            self.variant,
            (self.width, TALL + 42),
            self.say("title", name=self.presence.name),
            self.say("desc", **self.presence.counted(self.say)),
            ground,
            self._ends(max(right, _DATES)),
            drawn,
        )

    def _ends(self, right: float) -> list[Element]:
        """When the first and the last article of the dossier appeared."""
        articles = self.index.dossier.articles
        first = views.published(articles[0].article).words
        last = views.published(articles[-1].article).words
        return [
            svg.text(
                x=0,
                y=TALL + 36,
                words=first,
                class_="pic-tick",
            ),
            svg.text(
                x=right,
                y=TALL + 36,
                words=last,
                class_="pic-tick",
                anchor="end",
            ),
        ]

    def _column(
        self,
        column: _Column,
        step: float,
        top: int,
    ) -> Element:
        """A link to the first of its articles that mentions the entity."""
        x = column.rank * step
        height = TALL * column.mentions / top
        bar = svg.rect(
            x=x + step * 0.2,
            y=_FLOOR - height,
            width=step * 0.6,
            height=height,
            class_=f"pic-{self.presence.group}",
            rx=2,
        )
        count = svg.text(
            x=x + step / 2,
            y=TALL + 15 - height,
            words=str(column.mentions),
            class_="pic-count",
            anchor="middle",
        )
        # the whole height is touched: a low bar is no target
        hit = svg.rect(
            x=x,
            y=0,
            width=step,
            height=_FLOOR,
            class_="pic-hit",
            rx=4,
        )
        first = self._article(column.counts[0])
        target = self.href(page.article(first.id))
        return svg.link(target, self._words(column), hit, bar, count)

    def _words(self, column: _Column) -> str:
        mentions = self.say("mentions", n=column.mentions)
        first = self._article(column.counts[0])
        last = self._article(column.counts[-1])
        if len(column.counts) == 1:
            return self.say(
                "column",
                title=views.label(first),
                date=views.published(first).words,
                mentions=mentions,
            )
        return self.say(
            "group",
            n=len(column.counts),
            first=views.label(first),
            last=views.label(last),
            mentions=mentions,
        )

    def _article(self, counted: tuple[int, int]) -> Article:
        rank, _ = counted
        return self.index.dossier.articles[rank].article
