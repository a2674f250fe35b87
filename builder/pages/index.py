"""Finds things in a dossier by their ids, and says at which address the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.model.article import Article, BlockKind, Rights, Sentence
from builder.model.mention import Link, LinkStatus
from builder.pages import page
from builder.text import rights
from builder.text.label import label as label  # noqa: PLC0414 - asked here by all pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model.dates import EdtfDate
    from builder.model.dossier import Annotated, Dossier, Relation
    from builder.model.entity import Entity
    from builder.model.event import Event


@dataclass(frozen=True)
class DossierIndex:
    """The dossier, and tables made from it once."""

    dossier: Dossier

    @cached_property
    def articles(self) -> Mapping[str, Annotated]:
        """Articles by id."""
        return {a.article.id: a for a in self.dossier.articles}

    @cached_property
    def sentences(self) -> Mapping[tuple[str, str], Sentence]:
        """Sentences by article id and sentence id."""
        return {
            (a.article.id, s.id): s for a in self.dossier.articles for s in a.sentences
        }

    @cached_property
    def paragraphs(self) -> Mapping[tuple[str, int], int]:
        """Numbers of paragraphs as pages count them, titles left out, by article id and index of block."""
        named = (
            (
                a.article.id,
                [
                    i
                    for i, b in enumerate(a.article.blocks)
                    if b.kind is BlockKind.PARAGRAPH
                ],
            )
            for a in self.dossier.articles
        )
        return {
            (name, block): number
            for name, blocks in named
            for number, block in enumerate(blocks, 1)
        }

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Events by the ids of their claims."""
        return {c.id: e for e in self.dossier.events for c in e.mentions}

    @cached_property
    def named_events(self) -> Mapping[str, Event]:
        """Events by their own ids."""
        return {e.id: e for e in self.dossier.events}

    @cached_property
    def latest(self) -> EdtfDate | None:
        """When the last dated article appeared."""
        return next(
            (
                a.article.published.date
                for a in self.dossier.articles[::-1]
                if a.article.published.date
            ),
            None,
        )

    @cached_property
    def neighbours(self) -> Mapping[str, Sequence[Relation]]:
        """What ties an article to others, by its id."""
        ties: dict[str, list[Relation]] = {}
        for relation in self.dossier.related:
            ties.setdefault(relation.first, []).append(relation)
            ties.setdefault(relation.second, []).append(relation)
        return ties

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[tuple[Annotated, Link]]]:
        """Every link to an entity, by its id, in the order of articles and text; refused and ambiguous ones do not count."""
        found: dict[str, list[tuple[Annotated, Link]]] = {}
        for annotated in self.dossier.articles:
            for link in annotated.links:
                if link.verdict in (LinkStatus.LINKED, LinkStatus.UNKNOWN):
                    for entity in link.entities:
                        found.setdefault(entity, []).append((annotated, link))
        return found

    @cached_property
    def _open(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (a.article.id, s)
            for a in self.dossier.articles
            for s in rights.open_sentences(a)
        )

    def entities(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Those of the entities that the dossier knows, in the order given."""
        return tuple(
            self.dossier.entities[e] for e in ids if e in self.dossier.entities
        )

    def line(self, entity: Entity, at: EdtfDate | None) -> str:
        """One line on an entity: offices it may have held at a moment, else its description."""
        held = [
            t.office
            for t in entity.tenures
            if at is not None and _held(t.start, t.end, at)
        ]
        names = [
            self.dossier.offices[o].name for o in held if o in self.dossier.offices
        ]
        return ", ".join(dict.fromkeys(names)) or entity.description

    def sentence_text(self, article_id: str, sentence_id: str) -> str:
        """The words of a sentence; empty where the article's rights let no page show them."""
        if (article_id, sentence_id) not in self._open:
            return ""
        return self.sentences[article_id, sentence_id].span.of(
            self.articles[article_id].article.text
        )

    def sentence_address(self, article_id: str, sentence_id: str) -> str:
        """Where a sentence stands; the article's page alone where its rights keep the sentence off that page."""
        article = self.articles[article_id].article
        block = self.sentences[article_id, sentence_id].block
        return page.article(
            article_id, sentence_id if block in shown_blocks(article) else ""
        )

    def event_address(self, event: Event) -> str:
        """A page of its own for what several articles tell, else its place in the chronology."""
        return (
            f"evenements/{event.id}.md"
            if len(tellers(event)) > 1
            else entry_address(event, self.dossier)
        )


def _held(start: EdtfDate | None, end: EdtfDate | None, at: EdtfDate) -> bool:
    begun = (
        start is None
        or start.earliest is None
        or at.latest is None
        or start.earliest <= at.latest
    )
    over = (
        end is not None
        and end.latest is not None
        and at.earliest is not None
        and end.latest < at.earliest
    )
    return begun and not over


PAGED = 150
"""Entries up to which the chronology is one page."""
UNDATED = "sans-date"


def period(event: Event) -> str:
    """The year an event begins in (ends in, where the beginning is open); `sans-date` where there is none."""
    day = event.date and (event.date.earliest or event.date.latest)
    return f"{day.year:04d}" if day else UNDATED


def entry_address(event: Event, dossier: Dossier) -> str:
    """The entry of an event in the chronology, or in the page of its year where the whole is too long for one page."""
    path = (
        page.CHRONOLOGY
        if len(dossier.events) <= PAGED
        else f"chronologie/{period(event)}.md"
    )
    return f"{path}#e-{event.id}"


def tellers(event: Event) -> frozenset[str]:
    """Ids of the articles that tell an event."""
    return frozenset(c.article for c in event.mentions)


def shown_blocks(article: Article) -> frozenset[int]:
    """Indices of the blocks that the article's page shows: all, an excerpt (to the end of the first paragraph), or none."""
    if article.rights is Rights.FULL:
        return frozenset(range(len(article.blocks)))
    if article.rights is Rights.REFERENCE:
        return frozenset()
    kinds = [b.kind for b in article.blocks]
    first = kinds.index(BlockKind.PARAGRAPH) if BlockKind.PARAGRAPH in kinds else -1
    return frozenset(range(first + 1))
