"""What the index finds, and what the pages may show of it."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import made
import pytest

from builder.model.article import (
    Article,
    Basis,
    Block,
    BlockKind,
    Published,
    Rights,
    Sentence,
    Span,
)
from builder.model.dates import parse_edtf
from builder.model.dossier import Annotated
from builder.model.entity import Entity, Office, Tenure
from builder.model.event import Participant, Role
from builder.model.mention import EntityType, LinkStatus
from builder.pages import events, home, page, periods
from builder.pages.index import PAGED, DossierIndex, shown_blocks
from builder.pages.phrases import Phrases

ADA = Entity("ada", EntityType.PER, "Ada Roux")


def told(
    text: str = "Ada parle. Jan dort.  Fin.", rights: Rights = Rights.FULL
) -> Annotated:
    """An article of three sentences: 0 to 10, 11 to 20, 22 to 26."""
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    article = Article(
        "a",
        text,
        (block,),
        Published(None, Basis.UNKNOWN),
        rights=rights,
        excerpt=100,
    )
    spans = (Span(0, 10), Span(11, 20), Span(22, 26))
    sentences = tuple(Sentence(f"p1s{n}", s, 0) for n, s in enumerate(spans, 1))
    return Annotated(article, sentences, (), (), (), ())


def index_of(*articles: Annotated, **more: object) -> DossierIndex:
    return DossierIndex(replace(made.empty(), articles=articles, **more))


@pytest.mark.parametrize(
    ("offset", "found"),
    [(0, "p1s1"), (9, "p1s1"), (10, ""), (11, "p1s2"), (21, ""), (25, "p1s3"), (26, "")],
)  # fmt: skip
def test_the_sentence_at_an_offset(offset, found):
    sentence = index_of(told()).sentence_at("a", offset)
    assert (sentence.id if sentence else "") == found


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([Span(0, 3)], {"p1s1": [Span(0, 3)]}),
        (
            [Span(11, 14), Span(4, 10), Span(0, 3)],
            {"p1s1": [Span(0, 3), Span(4, 10)], "p1s2": [Span(11, 14)]},
        ),
        ([Span(8, 14)], {}),
        ([Span(10, 11)], {}),
        ([], {}),
    ],
    ids=[
        "one",
        "in the order of the text",
        "over the end of a sentence",
        "between two",
        "none",
    ],
)
def test_spans_by_sentence(spans, found):
    by_sentence = index_of(told()).spans_by_sentence("a", spans)
    assert by_sentence == found
    assert list(by_sentence) == list(found)


@pytest.mark.parametrize(
    ("verdict", "counts"),
    [
        (LinkStatus.LINKED, True),
        (LinkStatus.UNKNOWN, True),
        (LinkStatus.AMBIGUOUS, False),
        (LinkStatus.REFUSED, False),
    ],
)
def test_only_who_is_meant_is_mentioned(verdict, counts):
    link = replace(made.link(ADA, 0), verdict=verdict)
    index = index_of(replace(told(), links=(link,)))
    assert index.mentions_of == ({"ada": {"a": [link]}} if counts else {})


def test_a_party_at_its_own_place_has_the_event_once():
    both = replace(made.event(1, "2025"), participants=(Participant("ada", Role.AGENT),), places=("ada",))  # fmt: skip
    assert index_of(events=(both,)).events_of == {"ada": [both]}


@pytest.mark.parametrize(
    ("rights", "text"),
    [
        (Rights.FULL, "Jan dort."),
        (Rights.EXCERPTS, "Jan dort."),
        (Rights.REFERENCE, ""),
    ],
)
def test_rights_decide_what_is_said_of_a_sentence(rights, text):
    index = index_of(told(rights=rights))
    assert index.sentence_text("a", "p1s2") == text
    assert index.is_open("a", "p1s2") is bool(text)
    assert not index.is_open("a", "")


KINDS = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    ("rights", "kinds", "shown"),
    [
        (Rights.FULL, KINDS, [0, 1, 2]),
        (Rights.EXCERPTS, KINDS, [0, 1]),
        (Rights.EXCERPTS, KINDS[:1], []),
        (Rights.REFERENCE, KINDS, []),
    ],
    ids=["full", "to the end of the first paragraph", "no paragraph", "reference"],
)
def test_blocks_on_the_page_of_an_article(rights, kinds, shown):
    blocks = tuple(Block(Span(n, n + 1), kind) for n, kind in enumerate(kinds))
    article = Article("a", "abc", blocks, Published(None, Basis.UNKNOWN), rights=rights)
    assert list(shown_blocks(article)) == shown


@pytest.mark.parametrize(
    ("start", "end", "at", "holds"),
    [
        ("2012", "2020", "2015-06", True),
        ("2012", "2020", "2020-12", True),
        ("2012", "2020", "2021", False),
        ("2012", "2020", "2011", False),
        (None, None, "2015", True),
        ("2012", None, "2030", True),
        (None, "2020", "2000", True),
        ("2012", "2020", "../2011", False),
        ("2012", "2020", "2021/..", False),
        ("2012", "2020", "2011/..", True),
    ],
)
def test_an_office_that_may_have_been_held(start, end, at, holds):
    tenure = Tenure("o", *(parse_edtf(x) if x else None for x in (start, end)))
    holder = replace(ADA, tenures=(tenure, tenure), description="Mathématicienne")
    index = index_of(offices={"o": Office("o", "présidente")})
    expected = "présidente" if holds else "Mathématicienne"
    assert index.line(holder, parse_edtf(at)) == expected


@pytest.mark.parametrize(
    ("edtf", "year"),
    [
        ("2025-03", "2025"),
        ("../2024-05", "2024"),
        ("0987", "0987"),
        ("XXXX-03-08", "sans-date"),
        (None, "sans-date"),
    ],
)
def test_the_period_of_an_event(edtf, year):
    assert periods.year(made.event(1, edtf).moment) == year


@pytest.mark.parametrize(
    ("count", "address"),
    [
        (PAGED, "chronologie/index.md#e-e1"),
        (PAGED + 1, "chronologie/2025-03.md#e-e1"),
    ],
)
def test_an_entry_stands_on_the_page_of_its_month_where_that_has_one(count, address):
    many = tuple(made.event(n, "2025-03") for n in range(count))
    assert index_of(events=many).event_address(many[1]) == address


def steps(*actors: str | None, at: int) -> tuple[list[str], list[str]]:
    """Ids of the nearest events before and after the one at that place, of which each has one actor; none: undated."""
    told_events = tuple(
        replace(
            made.event(n, "2025" if actor else None),
            participants=(Participant(actor or "ada", Role.AGENT),),
        )
        for n, actor in enumerate(actors)
    )
    index, event = index_of(events=told_events), told_events[at]
    before, after = (f(index, event, at) for f in (events._before, events._after))
    return [e.id for e in before], [e.id for e in after]


@pytest.mark.parametrize(
    ("actors", "at", "before", "after"),
    [
        (["ada", "jan", "ada", "jan", "ada"], 2, ["e0"], ["e4"]),
        (["ada"] * 7, 3, ["e1", "e2"], ["e4", "e5"]),
        (["ada", None, "ada"], 0, [], ["e2"]),
        (["ada", None, "ada"], 1, [], []),
        (["jan", "ada", "eve"], 1, [], []),
    ],
    ids=["of one actor", "two at most", "dated ones", "not of the undated", "alone"],
)
def test_what_was_before_and_after(actors, at, before, after):
    assert steps(*actors, at=at) == (before, after)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 fait"), (1, "1 fait"), (-1, "-1 fait"), (2, "2 faits"), (1234, "1234 faits")],
)  # fmt: skip
def test_zero_and_one_are_singular_in_french(number, words):
    assert Phrases({"facts": ["{n} fait", "{n} faits"]})("facts", n=number) == words


def test_a_name_with_braces_is_only_a_name():
    assert Phrases({"of": "Avec {name}"})("of", name="{x} {0}") == "Avec {x} {0}"


def test_an_address_that_moved_leads_on():
    dossier = replace(
        made.empty(),
        entities={"ada": ADA},
        redirects={"entites/adah/": "entites/ada/"},
    )
    moved = list(home.pages(DossierIndex(dossier)))[1]
    assert moved.path == page.entity("adah")
    assert moved.view.address == page.listed("", "ada")


SIGNS = set("…–—×’Œœ\u00a0\u202f")
"""Signs of typography that pictures put between words, or cut words at."""


def shown_strings(path: Path) -> list[str]:
    """The strings of a module that are no documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    ]


def test_python_shows_no_accented_word_of_its_own():
    modules = sorted((Path(home.__file__).parent).glob("*.py"))
    strings = [text for path in modules for text in shown_strings(path)]
    assert len(strings) > 500
    assert [t for t in strings if not set(t) - SIGNS <= set(map(chr, range(128)))] == []
