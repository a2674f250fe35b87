"""`dossier import`: files in, new seeds out; nothing written over, nothing twice, all or none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import yaml

from builder import import_report, importing, ingest
from builder.cli import main
from builder.config import Settings, load
from builder.errors import DossierError
from builder.importing import How, bring_in
from builder.imports import Found
from builder.imports.seed import seed
from builder.lang.pack import language_pack

PACK = language_pack("fr")
FIXTURES = Path(__file__).parent / "fixtures"
EXPORT = str(FIXTURES / "europresse.html")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    return tmp_path


def seeds(root: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (root / "seeds").iterdir()}


def codes(report: importing.Report) -> list[str]:
    return [each.message.code for file in report.files for each in file.problems]


def test_an_article_is_a_file_that_says_what_is_known_of_it(root: Path) -> None:
    bring_in(root, [EXPORT], How(rights="excerpts"))
    written = seeds(root)["2024-04-13-le-monde-budget-le-senat-dit-non.md"]
    _, front, text = written.split("---\n")
    assert yaml.safe_load(front) == {
        "title": "Budget : le Sénat dit non",
        "date": "2024-04-13",
        "outlet": "Le Monde",
        "authors": ["Claire Martin", "Karim Benali"],
        "rights": "excerpts",
    }
    assert text.startswith("\n# Budget : le Sénat dit non\n\nLe Sénat a rejeté")


def test_a_preview_writes_nothing(root: Path) -> None:
    report = bring_in(root, [EXPORT], How(dry_run=True))
    assert (report.written, seeds(root)) == (3, {})
    assert not (root / ".cache").exists()


def test_what_stands_there_is_never_written_over(root: Path) -> None:
    other = root / "seeds" / "2024-04-13-le-monde-budget-le-senat-dit-non.md"
    other.write_text("Un autre texte.", "utf-8")
    bring_in(root, [EXPORT], How())
    assert other.read_text("utf-8") == "Un autre texte."
    assert "2024-04-13-le-monde-budget-le-senat-dit-non-2.md" in seeds(root)


def test_the_same_articles_are_taken_once(root: Path) -> None:
    bring_in(root, [EXPORT], How())
    before = seeds(root)
    report = bring_in(root, [EXPORT], How())
    assert (report.written, seeds(root)) == (0, before)
    assert [taken.is_new for taken in report.files[0].articles] == [False] * 3


def test_the_same_article_in_two_exports_is_taken_once(root: Path) -> None:
    given = [str(FIXTURES / "factiva.html"), str(FIXTURES / "factiva.rtf")]
    report = bring_in(root, given, How())
    second = report.files[1].articles
    assert [taken.is_new for taken in second] == [False, True]
    assert second[0].path in {taken.path for taken in report.files[0].articles}


def test_the_same_file_twice_is_told(root: Path) -> None:
    copy = root / "copie.html"
    copy.write_bytes(Path(EXPORT).read_bytes())
    report = bring_in(root, [EXPORT, str(copy)], How())
    assert codes(report) == ["imports.same-file"]
    assert not report.failed


def test_a_folder_is_read_with_those_in_it(root: Path) -> None:
    report = bring_in(root, [str(FIXTURES / "zotero")], How())
    assert [file.name.rpartition("zotero/")[2] for file in report.files] == [
        "bibliotheque.rdf",
        "files/12/piscine.txt",
    ]
    # The attached text is the article of the library, not a second one.
    assert report.written == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("https://www.exemple.fr/a", "imports.address"),
        ("rien.html", "imports.absent"),
    ],
)
def test_what_is_no_file_is_refused_and_the_rest_read(
    root: Path, given: str, code: str
) -> None:
    report = bring_in(root, [given, EXPORT], How())
    assert (codes(report), report.written, report.failed) == ([code], 3, True)


def test_a_disk_that_refuses_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = importing._move
    moved: list[Path] = []

    def full(staged: Path, target: Path) -> None:
        if len(moved) == 2:
            raise OSError(28, "No space left on device", str(target))
        move(staged, target)
        moved.append(target)

    monkeypatch.setattr(importing, "_move", full)
    with pytest.raises(DossierError):
        bring_in(root, [EXPORT], How())
    assert len(moved) == 2
    assert seeds(root) == {}
    assert list((root / ".cache").iterdir()) == []


def test_a_disk_without_second_names_is_written_to(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    bring_in(root, [EXPORT], How())
    assert len(seeds(root)) == 3


def test_a_folder_without_seeds_is_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError):
        bring_in(tmp_path, [EXPORT], How())


@pytest.mark.parametrize("written", ["title", "titre=a", "title=a,b"])
def test_columns_that_are_wrongly_given_are_told(written: str) -> None:
    with pytest.raises(DossierError):
        importing.columns(written)


def test_columns_are_given_in_pairs() -> None:
    assert importing.columns("title=Titre, text=Le texte") == {
        "title": "Titre",
        "text": "Le texte",
    }


STRANGE = [
    "Titre : « a » & *b* !c # d",
    "--- rien",
    "- une liste",
    "[[lien]] {x: y}",
    "2024",
    "non",
    "\x07Bip\u2028fin",
    "a" * 300,
]


@pytest.mark.parametrize("title", STRANGE)
def test_whatever_a_title_holds_it_is_read_again(title: str) -> None:
    content = seed(Found(text="Un texte.", title=title, outlet=title))
    article = ingest.read(content, "a.md", Settings(), PACK)
    words = " ".join(title.replace("\x07", " ").split()).replace("[[lien]]", "lien")
    assert (article.title, article.outlet) == (words, words)


def test_rules_of_a_text_are_no_front_matter() -> None:
    text = "---\n\nrights: full\n\n---\n\nUn texte."
    article = ingest.read(seed(Found(text=text)), "a.md", Settings(), PACK)
    told = [block.span.of(article.text) for block in article.blocks[1:]]
    assert told == text.split("\n\n")


def test_rights_of_the_article_itself_hold(root: Path) -> None:
    (root / "a.md").write_text("---\ntitre: A\ndroits: reference\n---\nUn texte.")
    bring_in(root, [str(root / "a.md")], How(rights="full"))
    (written,) = seeds(root).values()
    assert "rights: reference" in written


def test_rights_that_nobody_knows_are_never_imported(root: Path) -> None:
    (root / "a.csv").write_text("titre,texte,droits\nA,Un texte,extraits\n")
    report = bring_in(root, [str(root / "a.csv")], How())
    assert (codes(report), seeds(root)) == (["articles.unknown-rights"], {})


def test_the_command_says_what_it_took_and_what_is_missing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "note.txt").write_text("Une note sans date ni titre, sur la piscine.")
    given = ["import", "--root", str(root), str(root / "note.txt"), EXPORT]
    assert main(given) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith("(manque : date, journal, titre)")
    assert lines[-1] == "Écrits dans seeds/ : 4 articles."
    assert any("export Europresse, 3 articles" in line for line in lines)


def test_a_sentence_below_a_date_is_a_text_and_no_title_without_one(root: Path) -> None:
    words = "Le conseil a voté mardi le budget de la ville."
    (root / "a.txt").write_text(f"date 2025-03-18\n\n{words}\n", "utf-8")
    assert codes(bring_in(root, [str(root / "a.txt")], How())) == []
    (written,) = seeds(root).values()
    assert "date: '2025-03-18'" in written
    assert "title:" not in written
    assert written.endswith(f"\n{words}\n")


@pytest.mark.parametrize(("rights", "told"), [("", True), ("excerpts", False)])
def test_that_texts_are_published_whole_is_told(
    root: Path, rights: str, *, told: bool
) -> None:
    report = bring_in(root, [EXPORT], How(rights=rights))
    lines = import_report.lines(report, is_preview=False)
    assert any("publiés en entier" in line for line in lines) is told


def test_the_command_tells_a_refusal_by_its_status(root: Path) -> None:
    assert main(["import", "--root", str(root), "https://exemple.fr"]) == 1


def test_the_command_reads_the_standard_input(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(EXPORT).open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["import", "--root", str(root), "-"]) == 0
    assert len(seeds(root)) == 3


def test_a_long_import_is_told_in_short(root: Path) -> None:
    (root / "export.html").write_text(export(300), "utf-8")
    report = bring_in(root, [str(root / "export.html")], How())
    lines = list(import_report.lines(report, is_preview=False))
    assert len(lines) < 12
    assert "295 articles" in " ".join(lines)


OUTLETS = ["Ouest-France", "Le Monde", "Corse Matin", "La Voix du Nord", "Libération"]
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin"]


def expected(number: int) -> tuple[str, str, str]:
    """Title, day and outlet of one of many documents."""
    month, day = 1 + number % 6, 1 + number % 28
    title = f"Conseil municipal, séance {number} : « Nous avons voté », dit le maire"
    return title, f"2024-{month:02}-{day:02}", OUTLETS[number % 5]


def export(count: int) -> str:
    """So many documents as Europresse exports them, with the editions and counts that it puts beside."""
    documents = []
    behind = [", no. Sarthe", " (site web)", "", " - Édition du soir", " ; Lens"]
    for number in range(count):
        title, day, outlet = expected(number)
        year, month, of_month = day.split("-")
        written = f"{int(of_month)} {MONTHS[int(month) - 1]} {year}"
        documents.append(
            f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{outlet}{behind[number % 5]}</span></div>'
            f'<span class="DocHeader">Sablé, {written} {300 + number} mots, p. {number}</span></header>'
            f'<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{title}</p></div>'
            f'<div class="docOcurrContainer"><p>Le conseil a voté {number} fois mardi soir, selon le maire de la commune.</p>'
            f"<p>La séance {number} a duré deux heures ; la prochaine se tiendra dans un mois.</p></div></article>"
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(documents)}</body></html>'


def test_three_hundred_articles_of_one_export_keep_titles_days_and_outlets(
    root: Path,
) -> None:
    (root / "export.html").write_text(export(300), "utf-8")
    assert main(["import", "--root", str(root), str(root / "export.html")]) == 0
    settings = load(root / "seeds")
    heads = set()
    for path in (root / "seeds").iterdir():
        article = ingest.read(path.read_bytes(), path.name, settings, PACK)
        heads.add((article.title, article.published.date.edtf, article.outlet))
    assert heads == {expected(number) for number in range(300)}


def test_a_library_is_read_before_the_files_beside_it(root: Path) -> None:
    folder = root / "export"
    shutil.copytree(FIXTURES / "zotero", folder)
    (folder / "bibliotheque.rdf").rename(folder / "z.rdf")
    report = bring_in(root, [str(folder)], How())
    assert report.files[0].articles[0].article.outlet == "Ouest-France"


def test_what_a_browser_saves_beside_a_page_is_left(root: Path) -> None:
    folder = root / "pages"
    (folder / "a_fichiers").mkdir(parents=True)
    (folder / "a_fichiers" / "x.html").write_text("<html><p>Une publicité</p></html>")
    (folder / ".DS_Store").write_text("x")
    shutil.copy(EXPORT, folder / "a.html")
    report = bring_in(root, [str(folder)], How())
    assert [Path(file.name).name for file in report.files] == ["a.html"]
