"""Files that nobody can read whole: each is named in French, nothing of it is written, and the others are read."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import documents
import pytest

from builder.errors import ArticleRefusedError, DossierError, Severity
from builder.imports import MOST_BYTES, Source, read
from builder.lang.messages import told
from builder.lang.pack import language_pack

PACK = language_pack("fr")
FIXTURES = Path(__file__).parent / "fixtures"
WORD = documents.docx_of(documents.LINES, documents.TITLE)
LOCKED = documents.COLUMNS.replace(
    b"/Root 1 0 R >>",
    b"/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
    + b"11" * 32
    + b"> /U <"
    + b"22" * 32
    + b"> >> >>",
)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY b "&lol;&lol;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>'


def bomb() -> bytes:
    stream = io.BytesIO()
    with (
        ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(210):
            part.write(bytes(1_000_000))
    return stream.getvalue()


BROKEN = [
    ("cut.docx", WORD[: len(WORD) // 2], "imports.damaged"),
    ("bomb.docx", bomb(), "imports.bomb"),
    ("empty.docx", documents.zipped({"word/x.xml": "x"}), "imports.damaged"),
    (
        "locked.docx",
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "imports.password",
    ),
    (
        "old.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        "imports.unknown-format",
    ),
    ("cut.odt", documents.odt_of(["x"], "y")[:-40], "imports.damaged"),
    (
        "laughs.odt",
        documents.zipped(
            {"content.xml": LAUGHS}, "application/vnd.oasis.opendocument.text"
        ),
        "imports.entities",
    ),
    (
        "nothing.epub",
        documents.zipped({"a": "b"}, "application/epub+zip"),
        "imports.damaged",
    ),
    ("scan.pdf", documents.SCAN, "imports.scan"),
    ("cut.pdf", documents.COLUMNS[:300], "imports.damaged"),
    ("locked.pdf", LOCKED, "imports.password"),
    ("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, "imports.damaged"),
    ("cut.rtf", (FIXTURES / "factiva.rtf").read_bytes()[:-60], "imports.damaged"),
    ("huge.html", b"<html>" + b"<p>mot</p>" * (MOST_BYTES // 10), "imports.too-large"),
    (
        "no-articles.html",
        b"<html><body class='DocPublicationName'></body></html>",
        "imports.no-articles",
    ),
    ("no-text.csv", b"a,b\n1,2\n", "imports.no-text-column"),
    ("cut.jsonl", b'{"text": "a"}\n{"text": "b', "imports.damaged"),
    ("deep.json", b"[" * 100_000, "imports.damaged"),
    ("number.json", b"5", "imports.no-articles"),
    ("nothing.csl.json", b'{"items": 5, "container-title": 1}', "imports.no-articles"),
    ("cut.xml", (FIXTURES / "feed.xml").read_bytes()[:600], "imports.damaged"),
    ("laughs.rdf", LAUGHS, "imports.entities"),
    ("nulls.txt", b"a\0b\0c\0", "articles.nulls"),
    (
        "twisted.txt",
        "Fermée depuis l’été, la piscine de Sablé".encode()
        .decode("cp1252", "replace")
        .encode(),
        "articles.mojibake",
    ),
    ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "imports.unknown-format"),
    ("texts.zip", documents.zipped({"a.md": "Un texte."}), "imports.unknown-format"),
    ("empty.html", b"  \n", "articles.empty"),
]


@pytest.mark.parametrize(("name", "raw", "code"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_file_is_named_and_refused(name: str, raw: bytes, code: str) -> None:
    with pytest.raises(ArticleRefusedError) as caught:
        read(Source(name, raw, PACK))
    (problem,) = caught.value.problems
    assert (problem.where.file, problem.message.code) == (name, code)
    assert problem.severity is Severity.ERROR
    assert told(problem).hint


def test_what_a_reader_did_not_foresee_is_told_as_a_defect_with_what_it_met(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(source: Source) -> None:
        raise KeyError(source.name)

    monkeypatch.setattr("builder.imports.plain.read", stumble)
    with pytest.raises(ArticleRefusedError) as caught:
        read(Source("a.txt", b"Un texte.", PACK))
    (problem,) = caught.value.problems
    assert problem.message.code == "imports.failed"
    assert "KeyError: 'a.txt'" in told(problem).what


def test_the_last_article_of_a_cut_export_is_doubted() -> None:
    raw = (FIXTURES / "europresse.html").read_bytes()
    cut = raw[: raw.index(b"180 voix")]
    articles = read(Source("cut.html", cut, PACK))
    codes = [[doubt.code for doubt in each.doubts] for each in articles]
    assert codes == [[], ["imports.cut"]]


def test_the_last_row_of_a_cut_table_is_doubted() -> None:
    raw = (FIXTURES / "articles.csv").read_bytes()
    cut = raw[: raw.index(b"Deux millions")]
    (article,) = read(Source("cut.csv", cut, PACK))
    assert "imports.cut" in [doubt.code for doubt in article.doubts]


def test_a_missing_library_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "builder.imports.rtf", raising=False)
    monkeypatch.setitem(sys.modules, "striprtf.striprtf", None)
    with pytest.raises(DossierError) as caught:
        read(Source("a.rtf", b"{\\rtf1 x}", PACK))
    (problem,) = caught.value.problems
    assert "dossier-annote[import]" in told(problem).hint
