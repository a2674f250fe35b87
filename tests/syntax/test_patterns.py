"""The pattern engine: facts about lexicons, pieces and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.lang.pack import language_pack
from builder.model.article import Article, Basis, Block, BlockKind, Published, Span
from builder.syntax.parser import load_parser
from builder.syntax.patterns import Lexicon, Node, Patterns, Rule, pieces, words_of

if TYPE_CHECKING:
    from builder.syntax.doc import Doc

TEXT = "Le maire d'Évian, avant-hier, a vu le pre\u00admier pre\u0301fet."


@pytest.fixture(scope="module")
def doc() -> Doc:
    block = Block(Span(0, len(TEXT)), BlockKind.PARAGRAPH)
    article = Article("a", TEXT, (block,), Published(None, Basis.UNKNOWN))
    return load_parser("auto").parse(article, language_pack("fr"))


def atoms(names: str) -> list[Node]:
    return [Node(name, at, at + 1) for at, name in enumerate(names.split())]


def found(
    names: str, doc: Doc, *rules: Rule, **options: object
) -> list[tuple[str, int]]:
    patterns = Patterns([rules], core={"a", "b", "c"}, **options)  # type: ignore[arg-type]
    return [(node.name, node.end) for node in patterns.find(atoms(names), doc)]


def test_a_word_with_hyphens_is_cut_and_keeps_its_places(doc: Doc) -> None:
    row = pieces(doc.tokens, TEXT)
    cut = [(p.word, TEXT[p.start : p.end]) for p in row if p.word_start is not None]
    assert cut == [("avant", "avant"), ("-", "-"), ("hier", "hier")]


def test_words_are_folded_and_point_into_the_source(doc: Doc) -> None:
    row = {
        piece.word: TEXT[piece.start : piece.end] for piece in pieces(doc.tokens, TEXT)
    }
    assert row["premier"] == "pre\u00admier"
    assert row["prefet"] == "pre\u0301fet"


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("l'", ("l'",)),
        ("à partir d'", ("a", "partir", "d'")),
        ("avant-hier", ("avant", "-", "hier")),
    ],
)
def test_a_wording_is_cut_as_the_text_is(wording: str, words: tuple[str, ...]) -> None:
    assert words_of(wording) == words


def test_the_longest_wording_counts_and_no_part_of_a_word_ends_it(doc: Doc) -> None:
    row = pieces(doc.tokens, TEXT)
    lexicon = Lexicon.of({"x": {1: ["maire d'Évian"], 2: ["maire"], 3: [", avant"]}})
    taken = [lexicon.at(row, place) for place in range(len(row))]
    assert [(atom, n) for atom, n in taken if atom] == [(("x", 1), 3)]


def test_accents_can_be_asked_for(doc: Doc) -> None:
    row = pieces(doc.tokens, TEXT)
    lexicon = Lexicon.of({"x": {0: ["=préfet"]}, "y": {0: ["=prefet"]}})
    assert [lexicon.at(row, place)[0] for place in range(len(row))][-2] == ("x", 0)


def test_the_leftmost_then_the_longest_match_counts(doc: Doc) -> None:
    rules = (Rule("b c", "short"), Rule("a b", "first"), Rule("a b c", "long"))
    assert found("a b c", doc, *rules) == [("long", 3)]


def test_of_equal_matches_the_first_rule_counts(doc: Doc) -> None:
    assert found("a b", doc, Rule("a b", "one"), Rule("a b?", "two")) == [("one", 2)]


def test_where_a_test_fails_the_next_rule_is_tried(doc: Doc) -> None:
    never = Rule("a b", "never", test=lambda nodes, _: not nodes)
    assert found("a b", doc, never, Rule("a", "x")) == [("x", 1), ("b", 2)]


def test_an_unknown_word_parts_runs(doc: Doc) -> None:
    first, last = atoms("a b")
    patterns = Patterns([[Rule("a b", "x")]], core={"a"})
    assert [node.name for node in patterns.find([first, None, last], doc)] == ["a"]


def test_a_macro_stands_for_its_pattern(doc: Doc) -> None:
    rule = Rule("AB+", "x")
    assert found("a b a", doc, rule, macros={"AB": "(a|b)"}) == [("x", 3)]


def test_leading_words_stay_outside_unless_kept(doc: Doc) -> None:
    patterns = Patterns([[Rule("the a", "x")]], core={"a"}, leading={"the"})
    spans = [(node.name, node.start) for node in patterns.find(atoms("the a"), doc)]
    assert spans == [("the", 0), ("x", 1)]
