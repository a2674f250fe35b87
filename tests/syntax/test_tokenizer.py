"""Where words begin and end, for any text."""

from __future__ import annotations

import unicodedata

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from builder.model.article import Span
from builder.syntax.tokenizer import tokenize

CUTS = {
    "elision": (
        "l'Iran d’Idleb qu'Obama jusqu'à",
        "l'|Iran|d'|Idleb|qu'|Obama|jusqu'|à",
    ),
    "elision apart": ("l' Iran", "l'|Iran"),
    "apostrophe inside": ("aujourd'hui Val-d'Oise O’Donnel", "aujourd'hui|Val-d'Oise|O'Donnel"),
    "somebody": ("Quelqu'un, quelqu’une", "Quelqu'un|,|quelqu'une"),
    "that is": ("Moi, c'est-à-dire lui", "Moi|,|c'est-à-dire|lui"),
    "apostrophes as marks": ("'Lui, comme'", "'|Lui|,|comme|'"),
    "hyphens": ("Jean-Noël États-Unis al-Bab", "Jean-Noël|États-Unis|al-Bab"),
    "hyphens of words": ("l'état-major ultra-froide", "l'|état-major|ultra-froide"),
    "prefixes": ("anti-Trump ex-URSS", "anti|-|Trump|ex|-|URSS"),
    "inversion": ("a-t-il dit-elle Trump-t-il", "a|-t|-il|dit|-elle|Trump|-t|-il"),
    "orders": ("dites-le-moi vas-y", "dites|-le|-moi|vas|-y"),
    "pronouns": ("Celui-ci, celles-là", "Celui-ci|,|celles-là"),
    "here": ("ce mois-ci", "ce|mois|-ci"),
    "meeting": ("le rendez-vous au-delà", "le|rendez-vous|au-delà"),
    "marks": ("« Non ! » (PS).", "«|Non|!|»|(|PS|)|."),
    "dots": ("Oui... Non…", "Oui|...|Non|…"),
    "figures": ("3,5 % en 2015-2016.", "3,5|%|en|2015|-|2016|."),
    "times": ("à 14h30 ou 2h, 1er et 3e", "à|14h30|ou|2h|,|1er|et|3e"),
    "records": ("en 3'30\"65 et 9\"81", "en|3'30\"65|et|9\"81"),
    "letters and figures": ("G7. A380", "G7|.|A380"),
    "numbers": ("Le n°1 coûte 120 M€.", "Le|n°|1|coûte|120|M€|."),
    "plus": ("Canal+ diffuse", "Canal+|diffuse"),
    "endings": ("les candidat(e)s", "les|candidat(e)s"),
    "initials": ("J. Moreau, U.S. et M. Roux", "J.|Moreau|,|U.S.|et|M.|Roux"),
    "plan": ("le plan B.", "le|plan|B|."),
    "abbreviations": ("M. et Mme. Dupont, etc.", "M.|et|Mme.|Dupont|,|etc."),
    "glued title": ("l'appelM. Trump M.Trump", "l'|appel|M.|Trump|M.|Trump"),
    "glued sentences": ("fin.Le", "fin|.|Le"),
    "units": ("220 km/h.", "220|km|/|h|."),
    "address": ("exemple.org et https://a.fr/b?c=1", "exemple.org|et|https://a.fr/b?c=1"),
    "mail": ("ecrire@exemple.fr", "ecrire@exemple.fr"),
    "tags": ("#Paris @lemonde", "#Paris|@lemonde"),
    "soft hyphen": ("prési\u00addent", "président"),
    "combining": ("e\u0301te\u0301", "été"),
    "nothing": (" ", ""),
}  # fmt: skip


def cut(text: str) -> list[str]:
    return [piece.form for piece in tokenize(text, Span(0, len(text)))]


@pytest.mark.parametrize(("text", "expected"), CUTS.values(), ids=CUTS.keys())
def test_words_and_marks(text: str, expected: str) -> None:
    assert "|".join(cut(text)) == expected


ANY = st.characters() | st.sampled_from("aÉ1 '’-.,«M\u0301\u00ad\ud800\0م😀()\"+°")


@given(st.text(ANY, max_size=80))
def test_every_character_but_white_space_is_in_exactly_one_word(text: str) -> None:
    pieces = tokenize(text, Span(0, len(text)))
    covered = [place for piece in pieces for place in range(piece.start, piece.end)]
    seen = {place for place, char in enumerate(text) if not char.isspace()}
    assert len(covered) == len(set(covered))
    assert seen <= set(covered)


@given(st.text(ANY, max_size=80))
def test_words_have_a_form_and_no_white_space(text: str) -> None:
    for piece in tokenize(text, Span(0, len(text))):
        assert piece.form
        assert not any(char.isspace() for char in text[piece.start : piece.end])


@given(st.text(st.sampled_from("éàç’' -lt"), max_size=40))
def test_composed_and_decomposed_texts_have_the_same_words(text: str) -> None:
    assert cut(text) == cut(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    "unit", ["a", "-", "a-", "l'", ".", "A.", "1,", "a(", "M.", "é"]
)
def test_time_is_linear(unit: str) -> None:
    def run(n: int) -> None:
        text = unit * n
        tokenize(text, Span(0, len(text)))

    assert grows_linearly(run, 20_000)
