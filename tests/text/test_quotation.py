"""Which stretches stand between quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from builder.lang.pack import language_pack
from builder.lang.schema import QuotationWords
from builder.model.article import Span
from builder.text.quotation import find

ELIDED = language_pack("fr").words(QuotationWords).elided

PAIRS = {
    "guillemets": ("Elle a dit « oui » hier.", ["oui"]),
    "guillemets without spaces": ("Elle a dit «oui» hier.", ["oui"]),
    "no-break spaces stay outside": ("Elle a dit «\u00a0oui\u202f» hier.", ["oui"]),
    "ascii guillemets": ("Elle a dit << oui >> hier.", ["oui"]),
    "curly": ("Il parle d’un “accord historique” avec Lima.", ["accord historique"]),
    "german opening": ("Il a dit „ja“ puis “non”.", ["ja", "non"]),
    "closing mark on both sides": ("Il a dit ”ja” puis rien.", ["ja"]),
    "straight": ('Le maire a dit "non" deux fois, puis "oui".', ["non", "oui"]),
    "straight with spaces inside": ('" Nous partons ", dit-il.', ["Nous partons"]),
    "straight after an apostrophe": ('L\'"axe du thé" est né.', ["axe du thé"]),
    "single straight among apostrophes": (
        "L'usine d'Aoste qu'il dit 'à l'arrêt' n'a pas d'avenir, c'est 'fini'.",
        ["à l'arrêt", "fini"],
    ),
    "single straight after an elision": (
        "Il n'est pas d''accord cadre' qui tienne.",
        ["accord cadre"],
    ),
    "apostrophes alone": (
        "L'an d'avant, jusqu' alors, l' homme n'avait rien dit aujourd' hui.",
        [],
    ),
    "a capital before the mark closes": ("Le 'plan B' est prêt.", ["plan B"]),
    "years with an apostrophe": (
        "Les années '90 et l'album 'Nevermind' du groupe.",
        ["Nevermind"],
    ),
    "single curly": ("Ses ‘choses’ qu’il ‘n’aime pas’.", ["choses", "n’aime pas"]),
    "doubled apostrophes": ("Le film ''Zazie'' est sorti.", ["Zazie"]),
    "inches are no marks": ('Un écran de 12" et un "vrai" clavier.', ["vrai"]),
    "nothing inside": ("Il n’a rien dit : « ».", []),
    "several sentences": (
        "« Il pleut. Nous rentrons. C’est tout. »",
        ["Il pleut. Nous rentrons. C’est tout."],
    ),
    "a closing mark without opening": (
        "la fin », dit-elle, « le début ».",
        ["le début"],
    ),
    "no mark": ("Rien n’est dit.", []),
    "empty": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), PAIRS.values(), ids=PAIRS)
def test_what_stands_between_marks(text, expected):
    assert [
        q.span.of(text) for q in find(text, [Span(0, len(text))], ELIDED)
    ] == expected


NESTED = {
    "guillemets in guillemets": (
        "« Il a dit « non » hier »",
        [(0, "Il a dit « non » hier"), (1, "non")],
    ),
    "curly in guillemets": (
        "« Il a dit “non” hier »",
        [(0, "Il a dit “non” hier"), (1, "non")],
    ),
    "single in curly": (
        "“L'homme dit 'non' ici”",
        [(0, "L'homme dit 'non' ici"), (1, "non")],
    ),
    "straight in straight": (
        '"Il a dit "non" hier", dit-elle.',
        [(0, 'Il a dit "non" hier'), (1, "non")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NESTED.values(), ids=NESTED)
def test_quotations_inside_quotations(text, expected):
    assert [
        (q.depth, q.span.of(text)) for q in find(text, [Span(0, len(text))], ELIDED)
    ] == expected


OPEN = {
    "ends with the block": (
        "Elle a écrit : « Tout va bien. Ou presque.",
        ["Tout va bien. Ou presque."],
    ),
    "ends where the next begins": (
        "“Le port ferme. “Il rouvrira”, dit-elle.",
        ["Le port ferme."],
    ),
    "ends where an outer one ends": (
        "« Le “vrai port ferme », dit-elle.",
        ["vrai port ferme"],
    ),
    "a single mark that begins a sentence": (
        "'Le port ferme, a-t-elle écrit.",
        ["Le port ferme, a-t-elle écrit."],
    ),
    "a single mark in a sentence": ("Le rock 'n roll est mort.", []),
}


@pytest.mark.parametrize(("text", "expected"), OPEN.values(), ids=OPEN)
def test_marks_never_closed_say_so(text, expected):
    assert [
        q.span.of(text)
        for q in find(text, [Span(0, len(text))], ELIDED)
        if not q.closed
    ] == expected


def test_none_crosses_a_block():
    text = "« Le port ferme.\n« Il rouvrira. »"
    found = find(text, [Span(0, 16), Span(17, len(text))], ELIDED)
    assert [(q.span.of(text), q.closed) for q in found] == [
        ("Le port ferme.", False),
        ("Il rouvrira.", True),
    ]


def test_depth_is_bounded():
    assert max(q.depth for q in find("«a" * 50 + "»" * 50, [Span(0, 150)], ELIDED)) < 5


@given(st.text(alphabet="ab.l d\n'\"«»“”‘’<>", max_size=80))
def test_spans_are_valid_and_nest(text):
    found = find(text, [Span(0, len(text))], ELIDED)
    for quoted in found:
        assert quoted.outer.covers(quoted.span)
        assert quoted.span.of(text).strip() == quoted.span.of(text) != ""
    for first, second in pairwise(found):
        assert first.outer.covers(second.outer) or first.outer.end <= second.outer.start


@pytest.mark.parametrize("piece", ["«", "“", '"', "'", "« '", "a' 'b ", ". « ", "«»"])
def test_time_grows_with_the_text(piece):
    def pair(n):
        find(piece * n, [Span(0, n * len(piece))], ELIDED)

    assert grows_linearly(pair, 10_000 // len(piece))
