"""The author's files: what they may say, and what is said of their mistakes: all at once, never a traceback."""

import os

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from saying import refused

from builder.config import load
from builder.errors import DossierError, Place, Severity
from builder.lang.messages import told
from builder.model.article import Basis, Rights
from builder.model.correction import ClaimRef, EventAction

FILES = ("dossier.yml", "entities.yml", "corrections.yml")


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a_1.txt").write_text("Un texte.", "utf-8")
    (folder / "Été.txt").write_text("Un texte.", "utf-8")
    return folder


@pytest.fixture
def given_files(seeds):
    def put(dossier="", entities="", corrections=""):
        for name, text in zip(FILES, (dossier, entities, corrections), strict=True):
            (seeds / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return seeds

    return put


def problems(seeds):
    return refused(load, seeds)


def test_without_files_the_defaults_hold(seeds):
    settings = load(seeds)
    assert (settings.title, settings.rights, settings.max_bytes, settings.articles) == (
        "Dossier",
        Rights.FULL,
        2_000_000,
        {},
    )


def test_a_folder_that_is_not_there_is_no_empty_dossier(tmp_path):
    (problem,) = problems(tmp_path / "seeds")
    assert problem.where.endswith("seeds")


def test_empty_files_say_nothing(given_files):
    assert load(given_files("", "# rien\n", b"\xef\xbb\xbf\n")).problems == ()


def test_what_the_author_says_of_the_dossier(given_files):
    settings = load(
        given_files("title: Été\nrights: excerpts\nmax_bytes: 5000\nmodel: none\n")
    )
    assert (settings.title, settings.rights, settings.max_bytes, settings.model) == (
        "Été",
        Rights.EXCERPTS,
        5000,
        "none",
    )


@pytest.mark.parametrize("name", ["a_1", "a_1.txt"])
def test_what_the_author_says_of_an_article(given_files, name):
    text = "{title: T, outlet: O, url: 'https://e.fr/a', rights: reference, published: {value: 2025-03, basis: inferred, reason: R}}"
    article = load(given_files(f"articles:\n  {name}: {text}")).articles["a_1"]
    assert (article.title, article.outlet, article.url, article.rights) == (
        "T",
        "O",
        "https://e.fr/a",
        Rights.REFERENCE,
    )
    assert (
        article.published.date.edtf,
        article.published.basis,
        article.published.reasons,
    ) == (
        "2025-03",
        Basis.INFERRED,
        ("R",),
    )


def test_a_bare_date_is_the_author_s_word(given_files):
    assert (
        load(given_files("articles: {a_1: {published: 2025-03-18}}"))
        .articles["a_1"]
        .published.basis
        is Basis.CORRECTED
    )


def test_an_article_may_be_named_by_its_file(given_files):
    (known,) = load(given_files("articles: {Été: {title: T}}")).articles
    assert known.startswith("ete-")


def test_text_stays_text(given_files):
    assert (
        load(
            given_files("title: no\narticles: {a_1: {title: 2025-03-18, outlet: 1.10}}")
        )
        .articles["a_1"]
        .outlet
        == "1.10"
    )


def test_entities_and_offices(given_files):
    text = """
    friedrich-merz: {type: PER, name: Friedrich Merz, aliases: Merz, offices: [{office: chancelier, from: 2025-05-06}], wikidata: Q566257}
    kiev: {type: LOC, name: Kiev, coordinates: [50.45, 30.5], country: ukraine}
    offices:
      maire: {name: maire de Kiev, titles: [maire], of: kiev}
    """
    settings = load(given_files(entities=text))
    merz, kiev = settings.entities
    assert (merz.id, merz.aliases, merz.wikidata) == (
        "friedrich-merz",
        ("Merz",),
        "Q566257",
    )
    assert (
        merz.tenures[0].office,
        merz.tenures[0].start.edtf,
        merz.tenures[0].end,
    ) == (
        "chancelier",
        "2025-05-06",
        None,
    )
    assert kiev.coordinates == (50.45, 30.5)
    assert [(o.id, o.of) for o in settings.offices] == [("maire", "kiev")]


def test_corrections_of_words(given_files):
    text = """
    - {article: a_1, quote: le chancelier, before: avec, entity: friedrich-merz}
    - {article: a_1, quote: mercredi, date: 2025-02-12}
    - {article: a_1, quote: Plus, reject: true}
    - {article: a_1, quote: oui, speaker: []}
    - {article: a_1, quote: non, speaker: kiev}
    """
    corrections = load(given_files(corrections=text)).corrections
    merz, date, plus, nobody, kiev = corrections.of("a_1")
    assert (merz.before, merz.entity) == ("avec", "friedrich-merz")
    where = [corrections.where(each.key) for each in (merz, date)]
    assert where == [
        Place("seeds/corrections.yml", 2, 1),
        Place("seeds/corrections.yml", 3, 2),
    ]
    assert (date.date.edtf, plus.reject, nobody.speaker, kiev.speaker) == (
        "2025-02-12",
        True,
        (),
        ("kiev",),
    )


def test_corrections_of_events_and_entities(given_files):
    claims = "[{article: a_1, quote: x}, {article: a_1, quote: y}]"
    text = f"""
    - merge: [e-1, e-2]
    - {{split: e-1, claims: {claims}}}
    - {{redate: e-1, date: 2025-02}}
    - {{retitle: e-1, title: T}}
    - hide: e-3
    - {{add: Titre, date: 2025-02-12, claims: {claims}}}
    - {{diverge: {claims}, topic: la durée}}
    - agree: {claims}
    - apart: [e-4, e-5]
    - merge_entities: [a, b]
    - apart_entities: [c, d]
    """
    found = load(given_files(corrections=text)).corrections
    assert [c.action for c in found.events] == list(EventAction)
    assert [c.events for c in found.events] == [
        ("e-1", "e-2"),
        ("e-1",),
        ("e-1",),
        ("e-1",),
        ("e-3",),
        (),
        (),
        (),
        ("e-4", "e-5"),
    ]
    assert found.events[6].claims == (ClaimRef("a_1", "x"), ClaimRef("a_1", "y"))
    assert (found.events[5].title, found.events[6].topic, found.entity_merges) == (
        "Titre",
        "la durée",
        (("a", "b"),),
    )
    assert found.cannot_link == (("c", "d"),)


def test_every_problem_of_every_file_at_once_with_file_key_and_line(given_files):
    found = problems(
        given_files(
            "titre: x\nrights: bof\narticles:\n  a_1:\n    published: 2025-02-30\n    url: javascript:1\n",
            "merz:\n  type: PERS\n  nom: x\n",
            "- {article: a_1, quote: x}\n- merge: a\n- {article: a_1, quote: x, entity: É}\n",
        )
    )
    places = [p.where for p in found]
    assert sorted(places) == sorted(
        [
            "seeds/dossier.yml, ligne 1, titre",
            "seeds/dossier.yml, ligne 2, rights",
            "seeds/dossier.yml, ligne 5, articles.a_1.published.value",
            "seeds/dossier.yml, ligne 6, articles.a_1.url",
            "seeds/entities.yml, ligne 2, merz.type",
            "seeds/entities.yml, ligne 3, merz.nom",
            "seeds/entities.yml, ligne 1, merz.name",
            "seeds/corrections.yml, ligne 1, entrée 1",
            "seeds/corrections.yml, ligne 2, entrée 2, merge",
            "seeds/corrections.yml, ligne 3, entrée 3, entity",
        ]
    )
    assert "title" in next(p for p in found if "titre" in p.where).hint


def test_a_date_deduced_says_why(given_files):
    (problem,) = problems(
        given_files("articles: {a_1: {published: {value: 2025, basis: inferred}}}")
    )
    assert "reason" in problem.what


def test_an_article_that_is_not_there_is_a_warning_with_the_nearest_one(given_files):
    settings = load(
        given_files(
            "articles: {a_2: {title: x}}",
            "",
            "- {article: a_3, quote: x, reject: true}",
        )
    )
    (absent,) = settings.problems
    assert absent.severity is Severity.WARNING
    assert "a_1" in told(absent).hint
    assert [c.article for c in settings.corrections.words] == ["a_3"], (
        "kept: what looks for its words reports it"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x 1\nb: *x", "ancre"),
        ("title: !!python/object/apply:os.system [x]", "étiquette"),
        ("title: !ENV [HOME]", "étiquette"),
        ("title: a\ntitle: b", "deux fois"),
        ("title: a\n---\ntitle: b", "Un seul document"),
        ("title: [a", "bien formé"),
        ("title: a: b", "bien formé"),
        ("title:\n\t- a", "bien formé"),
        ("{[a]: b}", "Clé attendue"),
        ("title: \x07", "caractère interdit"),
        ("[" * 5000, "niveaux"),
        ("- a\n- b", "bloc de clés"),
        ("texte", "bloc de clés"),
        ("title: " + "é" * 2_000_000, "octets"),
        (b"title: \x81\x8d", "octet étranger"),
        (b"title: a\0b", "nuls"),
    ],
)
@pytest.mark.parametrize("position", [0, 1])
def test_yaml_that_is_not_ours_is_told(given_files, text, words, position):
    files = ["", "", ""]
    files[position] = text
    assert any(words in p.what for p in problems(given_files(*files))) or (
        position == 1 and "texte" not in words
    )


@pytest.mark.parametrize("special", ["folder", "pipe", "link to nothing"])
def test_special_files_do_not_stop_it_without_a_word(seeds, special):
    path = seeds / "dossier.yml"
    if special == "folder":
        path.mkdir()
    elif special == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(seeds / "nowhere")
    assert problems(seeds)[0].where.startswith("seeds/dossier.yml")


WORDS = """
title titre description articles a_1 published value basis reason rights max_bytes type name aliases offices office from
to coordinates article quote entity reject date speaker merge split claims hide add diverge merge_entities apart_entities
"""
names = st.sampled_from(WORDS.split())
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.dates() | st.text(max_size=9) | st.sampled_from(["2025-02-30", "full", "PER", "inferred"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def loads_or_tells(seeds):
    try:
        found = load(seeds).problems
    except DossierError as error:
        found = error.problems
        assert found
    for problem in map(told, found):
        assert problem.where.startswith("seeds/")
        assert problem.what
        assert problem.hint


@given(values, values, values)
def test_any_values_are_taken_or_told(tmp_path_factory, dossier, entities, corrections):
    seeds = tmp_path_factory.mktemp("seeds")
    for name, value in zip(FILES, (dossier, entities, corrections), strict=True):
        (seeds / name).write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")
    loads_or_tells(seeds)


@given(st.text() | st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@#,? \n\t")), st.binary())
def test_any_text_is_taken_or_told(tmp_path_factory, text, raw):
    seeds = tmp_path_factory.mktemp("seeds")
    (seeds / "dossier.yml").write_text(text, "utf-8", "surrogatepass", newline="")
    (seeds / "corrections.yml").write_bytes(raw)
    loads_or_tells(seeds)


@pytest.mark.parametrize("name", FILES)
@given(position=st.integers(0, 10_000), char=st.sampled_from("\t:-[]{}&*!|>'\"#, \n"))
def test_one_wrong_key_stroke_is_taken_or_told(tmp_path_factory, name, position, char):
    seeds = tmp_path_factory.mktemp("seeds")
    text = GOOD[name]
    at = position % (len(text) + 1)
    (seeds / name).write_text(text[:at] + char + text[at:], "utf-8")
    loads_or_tells(seeds)


GOOD = {
    "dossier.yml": 'title: "Un titre : le mien"\nrights: full\narticles:\n  a_1:\n    title: T\n    published: {value: 2025-03, basis: inferred, reason: "x"}\n',
    "entities.yml": "merz:\n  type: PER\n  name: Merz\n  offices:\n    - {office: chancelier, from: 2025-05-06}\n",
    "corrections.yml": "- article: a_1\n  quote: le chancelier\n  entity: merz\n- merge: [a-1, b-2]\n",
}


@pytest.mark.parametrize(
    "written",
    [
        "[2025-02-05,2025-02-07]",
        "'[2025-02-05..2025-02-07]'",
        "[2025-02-05..2025-02-07]",
    ],
)
def test_a_set_of_days_needs_no_quotation_marks(given_files, written):
    settings = load(given_files(f"articles: {{a_1: {{published: {written}}}}}"))
    moment = settings.articles["a_1"].published.date
    assert (str(moment.earliest), str(moment.latest)) == ("2025-02-05", "2025-02-07")


def test_an_article_is_decided_about_beside_the_other_decisions(given_files):
    decided = (
        "- {article: a_1, published: unknown}\n- {article: a_1, rights: excerpts}\n"
    )
    settings = load(given_files("articles: {a_1: {title: T}}", corrections=decided))
    article = settings.articles["a_1"]
    assert (article.title, article.rights) == ("T", Rights.EXCERPTS)
    assert article.published.date is None
    assert settings.dated == {"a_1"}
