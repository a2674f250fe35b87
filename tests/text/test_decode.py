"""Bytes become the text they stand for, or a refusal that says why."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saying import refused

from builder.errors import ArticleRefusedError
from builder.text.decode import decode

FRENCH = "Le cœur de l’hiver, « déjà vu », naïveté à Évry : 30 € — c’est tout.\r\nDeuxième ligne.\rTroisième.\u2028Fin.\n"
LATIN = "Le cœur de l’été, « déjà vu » : naïveté à Évry, 30 €…\r\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
    ],
)
def test_unicode_is_read_and_nothing_but_the_encoding_undone(encoding, mark):
    assert decode(mark + FRENCH.encode(encoding), "x") == FRENCH


def test_archives_in_windows_1252_are_read():
    assert decode(LATIN.encode("cp1252"), "x") == LATIN


def test_archives_in_latin_9_are_read():
    text = "Le cœur de l'été à Évry, 30 €\n"
    assert decode(text.encode("iso8859-15"), "x") == text


def test_archives_in_latin_1_are_read():
    text = "L'été à Évry, \xab déjà \xbb\n"
    assert decode(text.encode("latin-1"), "x") == text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "vide"),
        (b"\xef\xbb\xbf", "vide"),
        (b" \r\n\t\n", "vide"),
        ("\ufeff\u200b\u00a0".encode(), "vide"),
        (b"%PDF-1.7 x", "PDF"),
        (gzip.compress(b"x", mtime=0), "gzip"),
        (b"PK\x03\x04x", "zip"),
        (b"{\\rtf1 x}", "RTF"),
        (b"avant\0apres", "nuls"),
        ("Kiev".encode("utf-16-le"), "nuls"),
        (bytes(range(1, 32)) * 10, "commande"),
        ("L’été à Kiev, déjà".encode()[:-1], "octet étranger"),
        ("L’été à Kiev".encode() + b"\xed\xa0\x80 fin", "octet étranger"),
        ("Москва заявила о переговорах".encode("cp1251"), "octet étranger"),
        ("d\u00e9j\u00e0 vu \u00e0 \u00c9vry".encode("mac-roman"), "octet étranger"),
        (b"\xff\xfe" + b"\x00\xd8x\x00", "octet étranger"),
        (b"\xff\xfea", "octet étranger"),
        (bytes(range(128, 256)) * 4, "octet étranger"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(raw, words):
    (problem,) = refused(decode, raw, "seeds/x.txt")
    assert problem.where == "seeds/x.txt"
    assert words in problem.what


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.text(st.characters(max_codepoint=255)).map(lambda t: t.encode("latin-1"))
)
def test_any_bytes_are_text_or_refused(raw):
    try:
        text = decode(raw, "x")
    except ArticleRefusedError:
        return
    assert "\0" not in text
    text.encode()


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map("a".__add__)
)
def test_every_text_in_utf_8_is_read_as_it_is(text):
    assert decode(text.encode(), "x") == text
