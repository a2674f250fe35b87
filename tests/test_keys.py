"""An annotation is kept under everything that it was made from: whatever changes, the key does."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from builder import kept, keys, versions
from builder.config import Settings
from builder.keys import ingredients
from builder.model.article import Basis, Block, BlockKind, Published, Rights, Span
from builder.model.correction import Correction, Corrections
from builder.model.dates import parse_edtf
from builder.model.entity import Entity, Office, Tenure
from builder.model.mention import EntityType
from builder.pipeline import annotate, load_resources

HOUSE = Path(versions.__file__).parent
TEXT = "Anna Lindqvist a reçu le maire de Tarbes."


@pytest.fixture(scope="module")
def told(article):
    return article(TEXT, "2025-02-12")


def key(article, resources):
    return ingredients(article, resources).key


def with_own(*entities, offices=()):
    """Resources of a dossier whose author tells of some entities."""
    settings = Settings(entities=entities, offices=offices)
    return load_resources(settings)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "u"},
        {"text": TEXT.replace("Tarbes", "Dax")},
        {"published": Published(parse_edtf("2025-02-13"), Basis.STATED)},
        {"published": Published(parse_edtf("2025-02-12"), Basis.INFERRED)},
        {"blocks": (Block(Span(0, 41), BlockKind.CREDIT),)},
        {"title": "Visite"},
        {"dateline": Span(0, 4)},
        {"outlet": "Le Journal"},
        {"author": "A. B."},
        {"url": "https://exemple.fr/"},
        {"rights": Rights.EXCERPTS},
        {"language": "de"},
        {"source": "t.md"},
    ],
)
def test_every_part_of_an_article_counts(told, resources, changed):
    assert key(replace(told, **changed), resources) != key(told, resources)


def test_the_key_of_the_same_is_the_same(told, resources):
    assert key(told, load_resources(Settings())) == key(told, resources)


def test_a_correction_of_the_article_counts_and_another_s_does_not(told, resources):
    def corrected(article):
        words = (Correction("entrée 1", article, "Tarbes", reject=True),)
        return replace(resources, corrections=Corrections(words=words))

    assert key(told, corrected("t")) != key(told, resources)
    assert key(told, corrected("u")) == key(told, resources)


def test_entities_that_are_never_one_count(told, resources):
    apart = Corrections(cannot_link=(("anna-lindqvist", "anna-lind"),))
    assert key(told, replace(resources, corrections=apart)) != key(told, resources)


def test_the_setting_of_the_analysis_counts(told, resources):
    assert key(told, replace(resources, model="autre")) != key(told, resources)


def test_a_pipeline_of_one_s_own_counts_to_the_byte(tmp_path):
    (tmp_path / "weights").write_bytes(b"1")
    before = keys.analysis_files(str(tmp_path))
    at_work = keys.analysis_at_work(str(tmp_path))
    (tmp_path / "weights").write_bytes(b"2")
    assert keys.analysis_files(str(tmp_path)) != before
    # The process has loaded the first, and says so of what it makes.
    assert keys.analysis_at_work(str(tmp_path)) == at_work == before


@pytest.mark.parametrize(
    "own",
    [
        Entity("anna-lindqvist", EntityType.PER, "Anna Lindqvist"),
        Entity("lindkvist", EntityType.PER, "A. Lindkvist"),
        Entity("mairie", EntityType.ORG, "Conseil", aliases=("Mairie de Tarbes",)),
        Entity("x", EntityType.PER, "Y Z", tenures=(Tenure("maire-de-tarbes"),)),
        Entity("x", EntityType.LOC, "Y", stands_for="france"),
        Entity("x", EntityType.LOC, "Y", demonyms=("zède",)),
        Entity("france", EntityType.LOC, "France"),
    ],
)
def test_an_entity_of_the_author_counts_where_a_word_may_mean_it(told, own):
    office = Office("maire-de-tarbes", "maire de Tarbes")
    known = with_own(own, offices=(office,))
    without = with_own(offices=(office,))
    assert key(told, known) != key(told, without)


def test_what_the_author_says_of_an_entity_counts(told):
    own = Entity("anna-lindqvist", EntityType.PER, "Anna Lindqvist")
    changed = replace(own, gender="f")
    keys_of = [key(told, with_own(each)) for each in (own, changed)]
    assert len(set(keys_of)) == 2


def test_an_entity_that_no_word_can_mean_asks_no_article_again(told, resources):
    own = Entity("bo-qvarnstrom", EntityType.PER, "Bo Qvarnström")
    assert key(told, with_own(own)) == key(told, resources)
    assert annotate(told, with_own(own)) == annotate(told, resources)


def test_an_office_of_the_author_counts(told, resources):
    office = Office("maire-de-tarbes", "maire de Tarbes")
    assert key(told, with_own(offices=(office,))) != key(told, resources)


def test_the_program_counts(told, resources, monkeypatch):
    before = key(told, resources)
    monkeypatch.setattr(keys, "program", lambda *_: "another")
    assert key(told, resources) != before


@pytest.mark.parametrize("name", ["annotate/a.py", "lang/fr/b.yml", "kb/data/c.tsv"])
def test_every_file_of_the_program_counts(tmp_path, monkeypatch, name):
    monkeypatch.setattr(versions, "_HOUSE", tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    named = []
    for content in ("1", "2"):
        path.write_text(content)
        versions.program.cache_clear()
        named.append(versions.program("annotate", "kb", "lang"))
    versions.program.cache_clear()
    assert len(set(named)) == 2


def test_a_library_that_reads_counts(monkeypatch):
    before = versions.program(*versions.READERS)
    versions.program.cache_clear()
    monkeypatch.setattr(versions, "version", "0.{}".format)
    assert versions.program(*versions.READERS) != before
    versions.program.cache_clear()


def test_what_reads_an_article_imports_nothing_that_the_key_leaves_out():
    """Found by reading imports: a room that a reader takes from must be one of the key's own."""
    found = []
    for room in versions.READERS:
        top = HOUSE / room
        for path in [top] if top.is_file() else sorted(top.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    parts = node.module.split(".")
                    inside = parts[0] == "builder" and len(parts) > 1
                    if inside and not {parts[1], f"{parts[1]}.py"} & {
                        *versions.READERS,
                        "corpus",
                        "seed_files",
                    }:
                        found.append(f"{path.name}: {node.module}")
    assert not found


def test_an_annotated_article_comes_back_as_it_was(seeds_annotated):
    annotated, _ = seeds_annotated
    for each in annotated.values():
        assert kept.decode(kept.encode(each)) == each


@pytest.mark.parametrize(
    "written",
    [b"", b"{}", b"null", b"[1]", b'{"article": 5}', b"\xff", b"[" * 100_000],
)
def test_what_is_no_annotated_article_is_refused(written):
    with pytest.raises(ValueError, match="Annotated"):
        kept.decode(written)
