"""An installed spaCy model: a tiny one, trained here, stands for those that people install."""

from __future__ import annotations

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

from builder.annotate.names import model
from builder.errors import DossierError
from builder.model.article import Span
from builder.model.mention import EntityType

SENTENCES = [
    ("Zorglub attend.", [(0, 7, "PER")]),
    ("Zorglub parle à Champignac.", [(0, 7, "PER"), (16, 26, "LOC")]),
    ("Il vit à Champignac.", [(9, 19, "LOC")]),
    ("Elle attend le soir.", []),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    fix_random_seed(1)
    nlp = spacy.blank("fr")
    nlp.add_pipe("ner")
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": spans})
        for text, spans in SENTENCES
    ]
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples)
    path = tmp_path_factory.mktemp("models") / "minuscule"
    nlp.to_disk(path)
    return path


def test_a_model_by_its_path_gives_spans_and_our_types(folder):
    opinion = model.load_model(str(folder))
    assert opinion is not None
    assert list(opinion("Zorglub parle à Champignac.")) == [
        (Span(0, 7), EntityType.PER),
        (Span(16, 26), EntityType.LOC),
    ]
    assert list(opinion("")) == []


def test_none_is_no_model():
    assert model.load_model("none") is None


def test_auto_without_any_installed_model_is_no_model(monkeypatch):
    monkeypatch.setattr(model, "AUTO", ("no_such_model_anywhere",))
    assert model.load_model("auto") is None


def test_auto_takes_the_first_that_is_installed(monkeypatch, folder):
    monkeypatch.setattr(model, "AUTO", ("no_such_model_anywhere", "minuscule"))
    monkeypatch.setattr(model, "_installed", lambda name: name == "minuscule")
    monkeypatch.chdir(folder.parent)
    assert model.load_model("auto") is not None


@pytest.mark.parametrize("name", ["fr_core_news_xxl", "../nowhere", "dossier.yml"])
def test_a_named_model_that_is_missing_is_said_with_a_way_out(name):
    with pytest.raises(DossierError) as caught:
        model.load_model(name)
    (problem,) = caught.value.problems
    assert "model" in problem.where
    assert name in problem.what
    assert "model: none" in problem.hint


def test_a_model_that_finds_no_names_is_refused(tmp_path):
    spacy.blank("fr").to_disk(tmp_path / "vide")
    with pytest.raises(DossierError, match="ner"):
        model.load_model(str(tmp_path / "vide"))
