"""Ids out of file names: safe everywhere, distinct, and never moved by another file."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.text.slug import article_id, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_bcc7453a529f1a01.txt", "000_bcc7453a529f1a01"),
        ("le-monde-2025.md", "le-monde-2025"),
        ("x", "x"),
    ],
)
def test_a_safe_name_is_kept(name, expected):
    assert article_id(name) == expected


@pytest.mark.parametrize(
    "name",
    ["Été à Kiev.txt", "AUX.txt", "con.txt", "index.md", "README.md", "404.txt", ".txt", "../x.txt", "a\nb.txt", "\u202egpj.txt", "Київ.txt", "a.b.txt", "\udcff.txt", "x" * 300 + ".txt"],
)  # fmt: skip
def test_another_name_gets_words_and_a_digest(name):
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}-[0-9a-f]{8}", article_id(name))


@pytest.mark.parametrize(
    "names",
    [("casse.txt", "Casse.txt", "CASSE.txt"), ("été.txt", "e\u0301te\u0301.txt", "ete.txt"), ("a b.txt", "a-b.txt", "a_b.txt", "a  b.txt")],
)  # fmt: skip
def test_names_that_look_alike_stay_apart(names):
    assert len({article_id(name).casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("2024/04/la-visite.md", "2024.04.la-visite"),
        ("presse/a.txt", "presse.a"),
    ],
)
def test_an_id_of_a_file_in_a_folder_has_dots(name, known):
    assert article_id(name) == known


@pytest.mark.parametrize(
    "name", ["Presse/a.txt", "con/a.txt", "a/b.c.txt", f"{'a/' * 50}b.txt"]
)
def test_folders_that_are_no_address_get_a_digest(name):
    assert re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{8}", article_id(name))


@given(st.text(min_size=1).map(lambda name: f"{name}.txt"))
def test_an_id_is_a_safe_address(name):
    assert re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,90}", article_id(name))


@given(st.sets(st.text(min_size=1), min_size=2))
def test_two_files_have_two_ids(stems):
    assert len({article_id(f"{stem}.txt") for stem in stems}) == len(stems)


@given(st.text())
def test_a_slug_is_short_and_plain(name):
    assert re.fullmatch(r"[a-z0-9-]{1,60}", slug(name))
