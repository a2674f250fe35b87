"""Docs of any text, and pipelines that are not there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import spacy
from clause_table import doc_of
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import refused

from builder.model.article import Span
from builder.syntax.package import DEFAULT
from builder.syntax.parser import load_parser
from builder.syntax.tree import Tree

if TYPE_CHECKING:
    from pathlib import Path

ODD = [
    "a", ".", "😀", "😀😀 ! 👩‍👩‍👧", "السلام عليكم", "中文。", "\0", "-", "« »", "l'", "Que", "qui",
    "a a a a", "et et", "()", "e\u0301", "\u00ad", "« Qui que quoi dont où ? »", ":", "Si.",
    "il y a", "a-t-il", "-t-il", "de ne pas", "M.", "1", "anti-", "se voir", "près de",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_any_text_has_a_doc(text: str) -> None:
    doc = doc_of(text)
    assert "".join(doc.text[t.start : t.end] for t in doc.tokens) == "".join(
        text.split()
    )
    assert all(clause.tokens for clause in doc.clauses)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \u00a0"])
def test_what_tells_nothing_has_no_tokens_and_no_clauses(text: str) -> None:
    doc = doc_of(text)
    assert (doc.tokens, doc.clauses, doc.sentences) == ((), (), ())


SOME = (
    "le la que qui qu' l' maire ville a est été dit voté morte et , . : « » - dont où si ne "
    "pas se fait lundi Paris Jean Dupont tués par de vient va être avoir t il -il ( ) "
    "porte estime beaucoup près anti il y deux ans"
)
WORDS = st.sampled_from(SOME.split())


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=30))
def test_every_doc_is_a_forest_with_each_clause_in_its_sentence(
    words: list[str],
) -> None:
    doc = doc_of(" ".join(words))
    for token in doc.tokens:
        assert doc.tokens[token.head].sentence == token.sentence
        assert doc.depth(token) <= len(doc.tokens)
    owned = [index for clause in doc.clauses for index in clause.tokens]
    assert len(owned) == len(set(owned))
    for index, clause in enumerate(doc.clauses):
        assert clause.index == index
        assert clause.governed_by != index
        assert clause.predicate in clause.tokens
        assert doc.tokens[clause.predicate].sentence == clause.sentence


def test_a_tree_never_holds_a_circle() -> None:
    tokens = list(doc_of("Le maire de Lyon a signé.").tokens)
    tree = Tree(tokens, 0, len(tokens))
    assert not tree.hang(5, 1, "conj")
    assert tree.hang(1, 3, "nmod") is False
    assert tree.hang(3, 5, "obl:mod")


def test_the_head_of_a_stretch_is_its_highest_word() -> None:
    doc = doc_of("Le maire de la ville de Lyon a signé.")
    head = doc.head_in(Span(0, doc.text.index(" a signé")))
    assert head is not None
    assert head.text == "maire"


LONG = {"one line": "porte ", "names": "Jean Dupont, ", "openers": "que ", "short": "Oui. ",
        "verbs": "a dit ", "commas": ", a ", "participles": "blessé et ", "days": "lundi "}  # fmt: skip


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG.keys())
def test_time_is_linear(unit: str) -> None:
    def work(n: int) -> None:
        doc = doc_of(unit * n)
        assert len(doc.clauses) <= len(doc.tokens)
        for token in doc.tokens[:: max(1, n // 50)]:
            doc.depth(token)

    assert grows_linearly(work, 150)


def refusal(setting: str) -> str:
    (problem,) = refused(load_parser, setting)
    return str(problem)


def test_a_pipeline_that_is_not_installed_is_named_with_what_to_install() -> None:
    message = refusal("fr_core_news_xx")
    assert "fr_core_news_xx" in message
    assert "pip install fr-core-news-xx" in message


def test_a_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    assert "attendue" in refusal(str(tmp_path))


def broken(tmp_path: Path) -> Path:
    whole = spacy.util.get_package_path(DEFAULT)
    data = next(path.parent for path in whole.glob("*/config.cfg"))
    copy = tmp_path / "copy"
    shutil.copytree(data, copy)
    return copy


@pytest.mark.parametrize("part", ["parser/model", "config.cfg"])
def test_a_broken_package_is_refused(tmp_path: Path, part: str) -> None:
    copy = broken(tmp_path)
    (copy / part).write_bytes(b"\x00broken")
    assert "ne se laisse pas charger" in refusal(str(copy))


def test_a_package_that_lacks_a_file_is_refused(tmp_path: Path) -> None:
    copy = broken(tmp_path)
    (copy / "parser" / "model").unlink()
    assert "ne se laisse pas charger" in refusal(str(copy))


def test_a_version_that_the_program_does_not_know_is_refused(tmp_path: Path) -> None:
    copy = broken(tmp_path)
    meta = copy / "meta.json"
    text = meta.read_text("utf-8")
    meta.write_text(
        text.replace('"spacy_version":">=3.8.0,<3.9.0"', '"spacy_version":">=9.0.0"'),
        "utf-8",
    )
    assert ">=9.0.0" in refusal(str(copy))


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("xx")
    nlp.to_disk(tmp_path / "blank")
    message = refusal(str(tmp_path / "blank"))
    assert "analyse syntaxique" in message
    assert DEFAULT in message
