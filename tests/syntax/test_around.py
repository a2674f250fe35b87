"""What stands around a word: the noun or verb it hangs on, and what is beside it."""

from __future__ import annotations

import pytest

from builder import ingest
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published
from builder.syntax.around import governor, name_head, surroundings
from builder.syntax.parser import load_parser

PACK = language_pack("fr")


def word_of(text, form):
    article = ingest.plain(text, "a", Published(None, Basis.UNKNOWN), PACK)
    doc = load_parser("auto").parse(article, PACK)
    return doc, next(token for token in doc.tokens if token.text == form)


TABLE = {
    "subject": ("Renault a fermé une usine.", "Renault", "fermé", "", "", ""),
    "complement": (
        "Le président de la Fifa part.",
        "Fifa",
        "président",
        "de",
        "la",
        "",
    ),
    "place": ("Le train arrive à Tours.", "Tours", "arrive", "à", "", ""),
    "second of a list": ("Elle quitte Lyon et Tours.", "Tours", "Lyon", "", "", "Lyon"),
    "first of a list": (
        "Elle quitte Lyon et Tours.",
        "Lyon",
        "quitte",
        "",
        "",
        "Tours",
    ),
    "root": ("Silence.", "Silence", None, "", "", ""),
}


@pytest.mark.parametrize(
    ("text", "form", "above", "preposition", "determiner", "beside"),
    TABLE.values(),
    ids=TABLE.keys(),
)
def test_surroundings(text, form, above, preposition, determiner, beside):
    around = surroundings(*word_of(text, form))
    assert (around.governor and around.governor.text) == above
    assert (around.preposition, around.determiner) == (preposition, determiner)
    assert " ".join(token.text for token in around.beside) == beside


def test_the_further_words_of_a_name_hang_where_its_first_word_does():
    doc, last = word_of("Hier, Hélène Vasseur a quitté Paris.", "Vasseur")
    assert name_head(doc, last).text == "Hélène"
    assert surroundings(doc, last).governor.text == "quitté"


def test_the_root_of_a_sentence_hangs_on_nothing():
    doc, verb = word_of("Renault a fermé une usine.", "fermé")
    assert governor(doc, verb) is None
