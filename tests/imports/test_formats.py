"""Each format gives its articles, with all that it says of them and nothing of what stands around them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import documents
import pages
import pytest

from builder.imports import FORMATS, Source, format_of, read
from builder.imports.moments import day_in
from builder.lang.messages import say
from builder.lang.pack import language_pack

if TYPE_CHECKING:
    from builder.imports import Found

PACK = language_pack("fr")
FIXTURES = Path(__file__).parent / "fixtures"
POOL = (
    "La piscine rouvrira en septembre",
    "2024-04-12",
    "Ouest-France",
)
BUDGET = ("Budget : le Sénat dit non", "2024-04-13", "Le Monde")


def found(name: str, **more: object) -> list[Found]:
    path = FIXTURES / name

    def beside(inner: str) -> bytes:
        return (path.parent / inner).read_bytes()

    return read(Source(name, path.read_bytes(), PACK, beside=beside, **more))


def heads(articles: list[Found]) -> list[tuple[str, str, str]]:
    return [(each.title, each.published, each.outlet) for each in articles]


EXPORTS = [
    (
        "europresse.html",
        [
            (
                "La piscine rouvrira « en septembre », promet le maire",
                *POOL[1:],
            ),
            BUDGET,
            ("Incendie à Corte : deux hectares brûlés", "2024-04-15", "Corse Matin"),
        ],
    ),
    ("factiva.html", [POOL, BUDGET]),
    ("factiva.rtf", [POOL, BUDGET]),
    ("nexis.html", [POOL, BUDGET]),
    ("europarser.md", [POOL]),
    ("articles.csv", [POOL, BUDGET]),
    ("articles.jsonl", [POOL, BUDGET]),
    ("feed.xml", [POOL, (*BUDGET[:2], "Ouest-France")]),
    ("atom.xml", [(*POOL[:2], "Le Blog du lac")]),
    ("message.eml", [BUDGET]),
    (
        "zotero/bibliotheque.rdf",
        [POOL, BUDGET, ("Une référence sans texte", "2024-04-14", "")],
    ),
    ("references.json", [POOL]),
]


@pytest.mark.parametrize(("name", "expected"), EXPORTS, ids=[e[0] for e in EXPORTS])
def test_titles_dates_and_outlets_are_those_of_the_export(
    name: str, expected: list[tuple[str, str, str]]
) -> None:
    assert heads(found(name)) == expected


AUTHORS = [
    (
        "europresse.html",
        [
            ("Jeanne ROUX",),
            ("Claire Martin", "Karim Benali"),
            ("J. ALBERTINI", "P. ROSSI"),
        ],
    ),
    ("factiva.html", [("Jeanne Roux",), ("Claire Martin",)]),
    ("factiva.rtf", [(), ("Claire Martin",)]),
    ("nexis.html", [("Jeanne ROUX",), ()]),
    ("europarser.md", [("jeanne roux",)]),
    ("articles.csv", [("Jeanne Roux",), ("Claire Martin", "Karim Benali")]),
    ("articles.jsonl", [("Jeanne Roux",), ("Claire Martin", "Karim Benali")]),
    ("feed.xml", [("Jeanne Roux",), ()]),
    ("zotero/bibliotheque.rdf", [("Jeanne Roux",), (), ()]),
]


@pytest.mark.parametrize(("name", "expected"), AUTHORS, ids=[a[0] for a in AUTHORS])
def test_authors_are_those_of_the_export(
    name: str, expected: list[tuple[str, ...]]
) -> None:
    assert [each.authors for each in found(name)] == expected


FIRST = "Fermée depuis avril, la piscine de Sablé rouvrira ses portes en septembre"
SECOND = "Deux millions d’euros ont été dépensés."
WHOLE = [
    name
    for name, _ in EXPORTS
    if name not in ("message.eml", "references.json", "europarser.md")
]


@pytest.mark.parametrize("name", WHOLE)
def test_a_text_has_its_paragraphs_and_nothing_else(name: str) -> None:
    lines = found(name)[0].text.split("\n\n")
    told = [line for line in lines if line.startswith((FIRST, SECOND))]
    others = {
        "Les travaux auront duré cinq mois.",
        "## Une seconde vie",
        "## Deux millions",
        "« Elle en avait besoin », explique l’adjointe aux sports.",
    }
    assert len(told) == 2
    assert set(lines) - set(told) <= others


def test_the_address_is_the_articles_own() -> None:
    assert found("europresse.html")[0].url == "https://www.ouest-france.fr/piscine-1"


def test_a_heading_stays_one() -> None:
    assert "## Une seconde vie" in found("europresse.html")[0].text


DOCUMENTS = {
    "a.docx": documents.docx_of(documents.LINES, documents.TITLE),
    "a.odt": documents.odt_of(documents.LINES, documents.TITLE),
    "a.pdf": documents.COLUMNS,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_an_article_with_its_head(name: str) -> None:
    articles = read(Source(name, DOCUMENTS[name], PACK))
    assert heads(articles) == [POOL]
    assert articles[0].text.startswith("Fermée depuis avril")


@pytest.mark.parametrize("make", [documents.docx_of, documents.odt_of])
def test_headings_of_a_document_stay_headings(make) -> None:
    lines = [*documents.LINES[1:], "## Une seconde vie", SECOND]
    name = "a.docx" if make is documents.docx_of else "a.odt"
    (article,) = read(Source(name, make(lines, documents.TITLE), PACK))
    assert article.text.split("\n\n") == lines


def test_a_document_of_nexis_is_its_articles() -> None:
    articles = read(Source("a.docx", documents.docx_of(documents.NEXIS), PACK))
    assert heads(articles) == [POOL, BUDGET]
    assert articles[0].text == "\n\n".join(documents.LINES[1:])


def test_columns_of_a_pdf_stay_apart_and_torn_words_are_joined() -> None:
    (article,) = read(Source("a.pdf", documents.COLUMNS, PACK))
    left, right = article.text.split("\n\n")
    assert left.endswith("devant une cinquantaine d’habitants.")
    assert right.endswith("les vestiaires et le chauffage de l’établissement.")


def test_columns_that_reach_into_each_other_are_doubted() -> None:
    lines = [
        (
            60 + 130 * (rank % 3),
            700 - 40 * (rank // 3),
            10,
            f"Un texte de colonne {rank} qui",
        )
        for rank in range(9)
    ]
    (article,) = read(Source("a.pdf", documents.pdf_of([lines]), PACK))
    assert [doubt.code for doubt in article.doubts] == ["imports.columns-unsure"]


def test_pages_of_a_pdf_without_text_are_told() -> None:
    page = [
        (60, 700 - 14 * rank, 10, line) for rank, line in enumerate(documents.LINES)
    ]
    (article,) = read(Source("a.pdf", documents.pdf_of([page, [], page]), PACK))
    (doubt,) = article.doubts
    assert dict(doubt.values) == {"pages": "2"}


@pytest.mark.parametrize("nothing", ["nan", "None", "N/A", ""])
def test_what_programs_write_for_nothing_is_nothing(nothing: str) -> None:
    raw = f"titre,auteur,texte\nA,{nothing},Un texte\n".encode()
    (article,) = read(Source("a.csv", raw, PACK))
    assert article.authors == ()


def test_a_book_gives_an_article_for_each_part_that_tells_something() -> None:
    budget = "Le Sénat a rejeté le budget, par 180 voix contre 120. " * 8
    chapters = [
        ("Couverture", ["Recueil"]),
        (POOL[0], documents.LINES * 3),
        (BUDGET[0], [budget]),
    ]
    articles = read(Source("a.epub", documents.epub_of(chapters), PACK))
    assert heads(articles) == [POOL, (BUDGET[0], *POOL[1:])]


@pytest.mark.parametrize("page", pages.PAGES, ids=[page.name for page in pages.PAGES])
def test_a_saved_page_gives_its_article(page: pages.Page) -> None:
    (article,) = read(Source("a.html", page.html.encode(), PACK))
    assert heads([article]) == [(pages.TITLE, page.date, page.outlet)]
    assert not [line for line in pages.TEXT if line not in article.text]
    assert not [word for word in pages.NOISE if word in article.text]


def test_a_page_says_where_its_data_was_found() -> None:
    (article,) = read(Source("a.html", pages.PAGES[0].html.encode(), PACK))
    assert dict(article.taken)["published"] == "JSON-LD"


def test_a_page_for_subscribers_is_doubted() -> None:
    own = pages.script(pages.data("Le Monde", isAccessibleForFree=False))
    html = pages.page(
        own, f"<article><h1>{pages.TITLE}</h1><p>{pages.TEXT[0]}</p></article>"
    )
    (article,) = read(Source("a.html", html.encode(), PACK))
    assert [doubt.code for doubt in article.doubts] == ["imports.paywall"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_page_is_read_in_its_encoding(encoding: str) -> None:
    html = pages.PAGES[9].html.replace('<meta charset="utf-8">', "")
    (article,) = read(Source("a.html", html.encode(encoding), PACK))
    assert pages.TEXT[2] in article.text


def test_columns_of_a_table_are_as_the_author_says() -> None:
    raw = b"a,b,c\nUn titre,Un texte,2024\n"
    columns = {"text": "b", "title": "a", "published": "c"}
    (article,) = read(Source("a.csv", raw, PACK, columns))
    assert (article.title, article.text, article.published) == (
        "Un titre",
        "Un texte",
        "2024",
    )


def test_a_column_of_texts_is_known_by_its_length() -> None:
    raw = f"x\ty\nUn titre\t{FIRST * 6}\n".encode()
    (article,) = read(Source("a.tsv", raw, PACK))
    assert article.text == FIRST * 6


def test_columns_that_nobody_takes_are_told() -> None:
    (doubt,) = found("articles.csv")[0].doubts
    assert dict(doubt.values) == {"columns": "Rubrique"}


def test_what_is_only_a_summary_is_doubted() -> None:
    codes = [[doubt.code for doubt in each.doubts] for each in found("feed.xml")]
    assert codes == [[], ["imports.summary-only"]]


@pytest.mark.parametrize("known", FORMATS, ids=[known.code for known in FORMATS])
def test_each_format_has_a_french_name(known) -> None:
    assert say(f"kinds.{known.code}")


def test_a_text_that_is_no_export_is_one_article() -> None:
    raw = f"Ouest-France, vendredi 12 avril 2024\n{POOL[0]}\n{FIRST} en tout cas, a-t-il dit à la presse locale.\n{SECOND}".encode()
    source = Source("a.txt", raw, PACK)
    assert format_of(source).code == "text"
    assert heads(read(source)) == [POOL]


DAYS = [
    ("vendredi 12 avril 2024 482 mots, p. 5", "2024-04-12"),
    ("Friday, April 12, 2024", "2024-04-12"),
    ("12 April 2024", "2024-04-12"),
    ("Fri, 12 Apr 2024 23:45:00 -0500", "2024-04-12"),
    ("2024-04-12T23:45:00-05:00", "2024-04-12"),
    ("20240412", "2024-04-12"),
    ("no. 12, mai 2024", "2024-05"),
    ("2024", "2024"),
    ("Le 31 avril 2024", ""),
    ("hier", ""),
]


@pytest.mark.parametrize(("written", "day"), DAYS)
def test_days_are_read_as_exports_write_them(written: str, day: str) -> None:
    assert day_in(written, PACK) == day


def test_a_page_that_a_browser_saved_in_one_file() -> None:
    head = b"From: <Saved by Blink>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    raw = head + pages.PAGES[0].html.encode() + b"\r\n--x--\r\n"
    (article,) = read(Source("a.mhtml", raw, PACK))
    assert heads([article]) == [(pages.TITLE, "2024-04-12", "Ouest-France")]
