"""What a person should look at, each with the lines that would settle it; and what there is to download."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from builder.model.article import Article, Rights
from builder.pages import page, views
from builder.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.errors import Problem
    from builder.model.dossier import Doubt
    from builder.pages.index import DossierIndex

FORMATS = (
    (
        "dossier.json",
        "Tout",
        "articles, mentions, dates, citations, événements",
        "JSON",
    ),
    (
        "dossier.schema.json",
        "Schéma",
        "ce que contient dossier.json, champ par champ",
        "JSON Schema",
    ),
    ("chronologie.csv", "Chronologie", "un fait par ligne, avec ses phrases", "CSV"),
    (
        "chronologie.ics",
        "Calendrier",
        "les seuls faits dont le jour est connu",
        "iCalendar",
    ),
    ("citations.csv", "Citations", "une citation par ligne", "CSV"),
    ("entites.csv", "Personnes, lieux, organisations", "une entité par ligne", "CSV"),
    ("flux.xml", "Fil des articles", "à suivre dans un lecteur de flux", "Atom"),
    ("articles.bib", "Références", "pour LaTeX", "BibTeX"),
    ("articles.ris", "Références", "pour Zotero, EndNote", "RIS"),
    (
        "articles.csl.json",
        "Références",
        "pour tout logiciel de bibliographie",
        "CSL-JSON",
    ),
)
"""(file, name, what it holds, format) of everything under `donnees/`; a test compares it with the exports."""


@dataclass(frozen=True, slots=True)
class DoubtView:
    """One thing to look at."""

    doubt: Doubt
    article: Article | None
    sentence: views.SentenceView | None
    """Where the words in question stand, set apart; none where there are none."""

    yaml: str
    """The lines that would settle it; empty where rights keep their words back."""


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    """All doubts, by kind."""

    kinds: tuple[tuple[str, tuple[DoubtView, ...]], ...]
    problems: tuple[Problem, ...]
    count: int


@dataclass(frozen=True, slots=True)
class DataPage:
    """What can be downloaded."""

    formats: tuple[tuple[str, str, str, str], ...]
    reserved: int
    """Articles whose rights keep words out of the data."""


def pages(look: DossierIndex) -> Iterable[Page]:
    """The page of doubts, and the page of data."""
    doubts = sorted(
        look.dossier.doubts,
        key=lambda d: _ORDER.index(d.kind) if d.kind in _ORDER else len(_ORDER),
    )
    yield Page(
        path=page.DOUBTS,
        template="a-verifier.md.j2",
        title="À vérifier",
        view=DoubtsPage(
            tuple(_by_kind(look, doubts)), look.dossier.problems, len(doubts)
        ),
        description="Ce dont le programme n’est pas sûr, avec les lignes qui trancheraient.",
        front={"search": {"exclude": True}},
    )
    reserved = sum(a.article.rights is not Rights.FULL for a in look.dossier.articles)
    yield Page(
        path=page.DATA,
        template="donnees.md.j2",
        title="Données",
        view=DataPage(FORMATS, reserved),
        description="Le dossier sous des formes qu’un autre programme peut lire.",
    )


_ORDER = ("correction", "article", "event", "mention", "date", "quote")


def _by_kind(
    look: DossierIndex, doubts: Sequence[Doubt]
) -> Iterable[tuple[str, tuple[DoubtView, ...]]]:
    for kind, group in groupby(doubts, key=lambda d: d.kind):
        yield kind, tuple(_doubt(look, d) for d in group)


def _doubt(look: DossierIndex, doubt: Doubt) -> DoubtView:
    here, span = look.articles.get(doubt.where), doubt.span
    if here is None or span is None:
        return DoubtView(doubt, here.article if here else None, None, doubt.yaml)
    found = next(
        (s.id for s in here.sentences if s.span.start <= span.start < s.span.end), ""
    )
    sentence = views.sentence(look, doubt.where, found, (span,)) if found else None
    withheld = doubt.kind == "quote" and not (
        sentence and sentence.parts
    )  # a name or a date is no excerpt
    return DoubtView(doubt, here.article, sentence, "" if withheld else doubt.yaml)
