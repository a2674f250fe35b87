"""Open data: valid by its schema, deterministic, and no word more than the rights allow."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from accounts import ENTITIES, OFFICES, Tell, account
from jsonschema import Draft202012Validator
from spacy.tokens import DocBin

from builder.config import Settings
from builder.corpus import chronology
from builder.export import FORMATS, exports, written
from builder.export.documents import json_text
from builder.export.record import record
from builder.model.article import Rights, Span
from builder.model.correction import Corrections
from builder.model.dossier import Dossier, Doubt
from builder.model.event import Modality
from builder.model.mention import LinkStatus, Status
from builder.model.quote import Quote, Quoted, QuoteKind
from builder.pages import downloads

TRUMP, POUTINE = "donald-trump", "vladimir-poutine"
CALL = Tell(
    "Donald Trump a appelé Vladimir Poutine mardi, « bonne idée ».",
    "appelé",
    "call",
    "2025-03-18",
    (TRUMP, POUTINE),
)
PLAN = Tell("=HYPERLINK(1) Donald Trump ira à Kiev ; enfin, peut-être.", "ira", "visit", "2025-04-01", (TRUMP,),
            Modality.PLANNED, places=("kiev",))  # fmt: skip
DENIED = Tell(
    "Moscou dément toute attaque.",
    "attaque",
    "attack",
    "2025-03-19",
    ("russie",),
    Modality.DENIED,
)
VAGUE = Tell("En mars, Donald Trump a appelé Volodymyr Zelensky.", "appelé", "call", "2025-03",
             (TRUMP, "volodymyr-zelensky"))  # fmt: skip


def made(pack, rights=Rights.FULL):
    told = account("a{1}", "2025-03-20", CALL, PLAN, DENIED, VAGUE, rights=rights)
    text = told.article.text
    at = text.index("bonne idée")
    quoted = Quoted(Span(at, at + 10), Span(at - 2, at + 12))
    said = Quote(
        quoted, QuoteKind.FRAGMENT, (TRUMP,), None, None, "s1", sentence="p1s1"
    )
    article = replace(
        told.article,
        outlet="Le Monde\nER  - ",
        author="A. {B} & C",
        url="https://exemple.fr/a_b%20c",
    )
    told = replace(told, article=article, quotes=(said,))
    line = chronology.gather((told,), ENTITIES, Corrections(), pack, OFFICES)
    return Dossier(
        "Essai", "", "fr", (told,), ENTITIES, OFFICES, line.events, line.proposals
    )


def text_of(name, dossier):
    return exports(dossier, Settings())[f"donnees/{name}"].decode()


def test_the_document_is_valid_by_its_schema(pack):
    schema = json.loads(
        files("builder.export").joinpath("dossier.schema.json").read_text("utf-8")
    )
    Draft202012Validator.check_schema(schema)
    assert not [
        e.message
        for e in Draft202012Validator(schema).iter_errors(
            json.loads(text_of("dossier.json", made(pack)))
        )
    ]


def test_every_span_of_the_document_is_in_the_text(pack):
    dossier = made(pack)
    document, text = (
        json.loads(text_of("dossier.json", dossier)),
        dossier.articles[0].article.text,
    )
    article = document["articles"][0]
    assert article["mentions"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in article["mentions"])
    assert [text[q["start"] : q["end"]] for q in article["quotes"]] == ["bonne idée"]
    told = [mention for event in document["events"] for mention in event["mentions"]]
    assert told
    assert all(text[slice(*c["trigger"])] in c["text"] for c in told)


def test_the_same_dossier_gives_the_same_bytes(pack):
    assert exports(made(pack), Settings()) == exports(made(pack), Settings())


def test_an_empty_dossier_has_every_format():
    empty = Dossier("", "", "fr", (), {}, {}, ())
    assert len(exports(empty, Settings())) == len(FORMATS)


def test_the_page_of_data_lists_every_format_once():
    listed = [file for files in downloads.GROUPS.values() for file in files]
    assert sorted(listed) == sorted(FORMATS)


@pytest.mark.parametrize(
    "words", ["bonne idée", "ira à", "dément toute", "En mars, Donald"]
)
def test_a_text_that_may_only_be_referred_to_stays_home(words, pack):
    files = exports(made(pack, Rights.REFERENCE), Settings())
    assert [name for name, held in files.items() if words.encode() in held] == []


@pytest.mark.parametrize("rights", [Rights.FULL, Rights.REFERENCE])
def test_the_lines_for_a_doubtful_quotation_stay_home_with_its_text(rights, pack):
    dossier = made(pack, rights)
    (said,) = dossier.articles[0].quotes
    article = dossier.articles[0].article
    lines = f'- quote: "{said.span.of(article.text)}"\n'
    doubts = tuple(
        Doubt(kind, article.id, said.span, "Qui ?", lines, "corrections.yml")
        for kind in ("quote", "name")
    )
    document = json.loads(text_of("dossier.json", replace(dossier, doubts=doubts)))
    shown = lines if rights is Rights.FULL else ""
    assert [doubt["yaml"] for doubt in document["doubts"]] == [shown, lines]


@pytest.mark.parametrize("rights", [Rights.EXCERPTS, Rights.REFERENCE])
def test_no_model_is_trained_on_a_text_that_may_not_be_shown_whole(rights, pack):
    held = DocBin().from_bytes(written(made(pack, rights), "corpus.spacy"))
    assert len(held) == 0


def test_a_text_that_may_be_shown_is_in_the_files_for_texts(pack):
    files = exports(made(pack), Settings())
    told = {name for name, held in files.items() if b"En mars, " in held}
    assert {"donnees/dossier.json", "donnees/dossier.ftm.jsonl"} <= told


def test_two_dossiers_of_one_article_have_no_id_in_common(pack):
    one = made(pack)
    other = replace(one, title="Autre")
    for name, sign in [("flux.xml", "<id>"), ("chronologie.ics", "UID:")]:
        ids = [
            {line.strip() for line in text_of(name, each).split("\n") if sign in line}
            for each in (one, other)
        ]
        assert ids[0]
        assert ids[0].isdisjoint(ids[1])


@pytest.mark.parametrize("file", [name for name in FORMATS if name.endswith(".csv")])
def test_a_table_has_a_cell_for_each_column_it_describes(file, pack):
    text = text_of(file, made(pack)).removeprefix("\ufeff")
    head, *rows = csv.reader(io.StringIO(text))
    package = json.loads(text_of("datapackage.json", made(pack)))
    (described,) = [r["schema"] for r in package["resources"] if r["path"] == file]
    assert head == [field["name"] for field in described["fields"]]
    assert {len(row) for row in rows} <= {len(head)}


def test_excerpts_keep_what_is_evidence(pack):
    told = made(pack, Rights.EXCERPTS).articles[0]
    half = replace(told.article, excerpt=50)
    bare = replace(told, article=half, event_mentions=told.event_mentions[:1])
    line = chronology.gather((bare,), ENTITIES, Corrections(), pack, OFFICES)
    text = text_of(
        "dossier.json",
        Dossier("Essai", "", "fr", (bare,), ENTITIES, OFFICES, line.events),
    )
    assert "bonne idée" in text
    assert "En mars, Donald" not in text


def test_no_cell_is_a_formula(pack):
    rows = list(
        csv.reader(
            io.StringIO(text_of("chronologie.csv", made(pack)).removeprefix("\ufeff"))
        )
    )
    assert len(rows) == 5
    assert not [
        cell
        for row in rows[1:]
        for cell in row
        if cell.startswith(("=", "+", "-", "@"))
    ]


def test_the_calendar_keeps_only_days_that_are_known_and_told(pack):
    lines = text_of("chronologie.ics", made(pack)).split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20250318",
        "DTSTART;VALUE=DATE:20250401",
    ]
    assert [line for line in lines if line.startswith("STATUS")] == [
        "STATUS:CONFIRMED",
        "STATUS:TENTATIVE",
    ]
    assert "SUMMARY:Annoncé" in "\n".join(lines)
    assert all(len(line.encode()) <= 75 for line in lines)


def test_the_feed_is_xml_with_the_true_precision(pack):
    feed = ET.fromstring(text_of("flux.xml", made(pack)).split("\n", 1)[1])  # noqa: S314 - our own
    space = "{http://www.w3.org/2005/Atom}"
    assert feed.find(f"{space}entry/{space}category").get("term") == "2025-03-20"
    assert (
        feed.find(f"{space}entry/{space}link[@rel='via']").get("href")
        == "https://exemple.fr/a_b%20c"
    )


def test_a_reference_cannot_be_broken_out_of(pack):
    assert text_of("articles.ris", made(pack)).count("\r\nER  - ") == 1
    bib = text_of("articles.bib", made(pack))
    assert r"{A. \{B\}} and {C}" in bib
    assert bib.startswith("@article{a-1-,")
    assert "journaltitle = {Le Monde ER -}" in bib
    assert "\r\nDA  - 2025/03/20/\r\n" in text_of("articles.ris", made(pack))
    assert json.loads(text_of("articles.csl.json", made(pack)))[0]["issued"] == {
        "date-parts": [[2025, 3, 20]]
    }


def test_candidates_are_not_given_as_entities(pack):
    told = made(pack).articles[0]
    link = replace(
        told.links[0], verdict=LinkStatus.AMBIGUOUS, entities=(TRUMP, POUTINE)
    )
    row = record(replace(told, links=(link,)), {})["mentions"][0]
    assert (row["entities"], row["candidates"]) == ([], [TRUMP, POUTINE])


def test_what_the_author_rejects_is_no_mention(pack):
    told = made(pack).articles[0]
    mention = replace(told.links[0].mention, status=Status.AUTHOR)
    link = replace(
        told.links[0], mention=mention, verdict=LinkStatus.REFUSED, entities=()
    )
    assert record(replace(told, links=(link,)), {})["mentions"] == []


@pytest.mark.parametrize("text", ["é", "\x01\n\t\x7f\u2028", '"\\', "", "\ud800", "😀"])
def test_json_is_that_of_the_standard_library(text):
    content = {"a": [text, 1, 1.5, None, True, [], {}], text: (1, 2)}
    assert (
        json_text(content) == json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    )
