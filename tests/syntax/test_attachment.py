"""What a name does in its sentence: its function, preposition and what governs it."""

from __future__ import annotations

import pytest
from linking import made

from builder.lang.pack import language_pack
from builder.model.article import Span
from builder.syntax.attachment import Function, attachment
from builder.syntax.lexicon import lexicon

LEXICON = lexicon(language_pack("fr"))


def hangs(marked):
    _, doc, _, mentions = made(marked)
    return attachment(doc, mentions[0].span, LEXICON)


@pytest.mark.parametrize(
    ("marked", "function", "preposition", "governor"),
    [
        ("[Moscou|LOC] accuse ses voisins.", Function.SUBJECT, "", "accuser"),
        ("[Moscou|LOC], de son côté, a reconnu son échec.", Function.SUBJECT, "", ""),
        ("Il a accusé [Moscou|LOC] de mentir.", Function.OBJECT, "", "accuser"),
        ("Il a quitté [Pékin|LOC] mardi.", Function.OBJECT, "", "quitter"),
        ("Les alliés de [Kiev|LOC] hésitent.", Function.COMPLEMENT, "de", "allié"),
        ("La porte-parole du [Kremlin|LOC] parle.", Function.COMPLEMENT, "de", ""),
        ("L’accord est signé par [Ankara|LOC].", Function.AGENT, "par", "signer"),
        ("Elle vit à [Paris|LOC].", Function.OBLIQUE, "à", "vivre"),
    ],
)
def test_a_name_hangs_on(marked, function, preposition, governor):
    found = hangs(marked)
    assert (found.function, found.preposition) == (function, preposition)
    assert not governor or governor in [token.lemma for token in found.governors]


def test_a_contracted_preposition_has_an_article():
    assert hangs("La porte-parole du [Kremlin|LOC] parle.").article
    assert not hangs("Les alliés de [Kiev|LOC] hésitent.").article


def test_the_second_of_a_pair_shares_its_preposition():
    _, doc, _, mentions = made("La médiation entre [Moscou|LOC] et [Kiev|LOC] piétine.")
    found = attachment(doc, mentions[1].span, LEXICON)
    assert found.preposition == "entre"
    assert found.joined_before.text == "Moscou"


def test_a_blank_stretch_hangs_on_nothing():
    _, doc, _, _ = made("Elle parle.  ")
    assert attachment(doc, Span(11, 12), LEXICON).function is Function.NONE
