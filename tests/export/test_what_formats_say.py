"""What each format says of the bundled articles, read back by a program that is not ours."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from lxml import etree

from builder import export
from builder.config import Settings
from builder.export.tei_dates import datable
from builder.model.dates import parse_edtf
from builder.model.mention import EntityType, LinkStatus

if TYPE_CHECKING:
    from builder.model.dossier import Dossier

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def files(seeds_dossier: Dossier) -> dict[str, bytes]:
    made = export.exports(seeds_dossier, Settings())
    return {name.removeprefix("donnees/"): held for name, held in made.items()}


@pytest.fixture(scope="module")
def tei(files: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(files["corpus.tei.xml"])


@pytest.mark.parametrize("file", ["reseau.gexf", "reseau.graphml"])
def test_the_graph_has_every_person_and_body_and_their_company(
    file, files, seeds_dossier
):
    read = nx.read_gexf if file.endswith("gexf") else nx.read_graphml
    graph = read(io.BytesIO(files[file]))
    actors = [
        entity.id
        for entity in seeds_dossier.entities.values()
        if entity.type in (EntityType.PER, EntityType.ORG)
    ]
    pairs = [r for r in seeds_dossier.relations if {r.first, r.second} <= set(actors)]
    assert sorted(graph.nodes) == sorted(actors)
    assert graph.number_of_edges() == len(pairs) > 0
    assert graph.nodes["donald-trump"]["label"] == "Donald Trump"


def test_no_two_keys_of_a_graph_have_one_id(files):
    keys = etree.fromstring(files["reseau.graphml"]).findall("{*}key")
    ids = [key.get("id") for key in keys]
    assert ids
    assert len(ids) == len(set(ids))


def test_the_words_of_the_corpus_are_those_of_the_articles(tei, seeds_dossier):
    written = {s.get(ID): "".join(s.itertext()) for s in tei.iterfind(".//t:s", TEI)}
    told = {}
    for annotated in seeds_dossier.articles:
        for sentence in annotated.sentences:
            words = sentence.span.of(annotated.article.text)
            told[f"a.{annotated.article.id}.{sentence.id}"] = words
    assert written == told


def test_what_the_corpus_points_at_is_in_it(tei):
    ids = [each.get(ID) for each in tei.iter() if each.get(ID)]
    pointers = [
        target.removeprefix("#")
        for each in tei.iter()
        for name in ("ref", "who", "target", "prev")
        for target in (each.get(name) or "").split()
        if target.startswith("#")
    ]
    assert len(ids) == len(set(ids))
    assert pointers
    assert set(pointers) <= set(ids)


def test_every_linked_mention_of_the_corpus_names_whom_it_means(tei, seeds_dossier):
    linked = sum(
        link.verdict is not LinkStatus.REFUSED and bool(link.entities)
        for annotated in seeds_dossier.articles
        for link in annotated.links
    )
    marked = tei.xpath("//t:s//t:*[@ref and not(@prev)]", namespaces=TEI)
    assert len(marked) == linked


def test_a_place_stands_at_its_longitude_and_latitude(files):
    read = json.loads(files["lieux.geojson"])
    (kiev,) = [each for each in read["features"] if each["id"] == "kiev"]
    longitude, latitude = kiev["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (31, 50)


def test_a_slide_is_no_finer_than_its_event(files, seeds_dossier):
    slides = {
        each["unique_id"]: each for each in json.loads(files["frise.json"])["events"]
    }
    precisions = {
        event.id: event.moment for event in seeds_dossier.events if event.moment
    }
    months = [name for name, m in precisions.items() if m.precision == "month"]
    assert months
    assert all("day" not in slides[name]["start_date"] for name in months)


def test_the_words_of_an_annotation_stand_where_it_says(files, seeds_dossier):
    for annotated in seeds_dossier.articles:
        text = annotated.article.text
        held = json.loads(files[f"annotations/{annotated.article.id}.json"])
        items = held["first"]["items"]
        assert held["total"] == len(items) > 0
        for item in items:
            words, place = item["target"]["selector"]
            assert text[place["start"] : place["end"]] == words["exact"]
            before = text[: place["start"]]
            assert before.endswith(words["prefix"])


def test_every_reference_of_the_stream_is_to_a_line_of_it(files):
    lines = [json.loads(line) for line in files["dossier.ftm.jsonl"].splitlines()]
    ids = {line["id"] for line in lines}
    pointing = ("holder", "post", "involved", "proof", "document", "resolved")
    named = {
        value
        for line in lines
        for key in pointing
        for value in line["properties"].get(key, ())
    }
    assert len(ids) == len(lines)
    assert named
    assert named <= ids


def test_a_parliament_or_a_presidency_is_a_public_body(files):
    lines = [json.loads(line) for line in files["dossier.ftm.jsonl"].splitlines()]
    public = [line for line in lines if line["schema"] == "PublicBody"]
    names = {name for line in public for name in line["properties"]["name"]}
    assert "Présidence russe (Kremlin)" in names
    assert "OTAN" not in names


def test_linked_data_has_every_article_event_and_quotation(files, seeds_dossier):
    graph = json.loads(files["dossier.jsonld"])["@graph"]
    kinds = [node["@type"] for node in graph]
    assert kinds.count("NewsArticle") == len(seeds_dossier.articles)
    assert kinds.count("Event") >= len(seeds_dossier.events)
    quotations = sum(len(annotated.quotes) for annotated in seeds_dossier.articles)
    assert kinds.count("Quotation") == quotations


def test_a_bin_for_training_holds_the_texts_and_the_names(seeds_dossier):
    import spacy  # noqa: PLC0415 - as its user has it
    from spacy.tokens import DocBin  # noqa: PLC0415

    held = DocBin().from_bytes(export.written(seeds_dossier, "corpus.spacy"))
    docs = list(held.get_docs(spacy.blank("fr").vocab))
    assert [doc.text for doc in docs] == [
        a.article.text for a in seeds_dossier.articles
    ]
    assert all(doc.ents for doc in docs)


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("2025-03-18", {"when": "2025-03-18"}),
        ("2025-03", {"when": "2025-03"}),
        ("2025", {"when": "2025"}),
        ("2025-03-18~", {"when": "2025-03-18", "when-custom": "2025-03-18~"}),
        (
            "2022-02/..",
            {"from": "2022-02-01", "when-custom": "2022-02/.."},
        ),
        (
            "[2025-02-05,2025-02-12]",
            {
                "notBefore": "2025-02-05",
                "notAfter": "2025-02-12",
                "when-custom": "[2025-02-05,2025-02-12]",
            },
        ),
    ],
)
def test_a_moment_in_tei_is_no_finer_than_it_is(value, attributes):
    assert datable(parse_edtf(value)) == attributes
