"""Who speaks in articles of many registers, in quotation marks and without."""

from __future__ import annotations

import json

import case_files
import pytest
from marked import marked

from builder.model.quote import QuoteKind


@pytest.mark.parametrize("case", case_files.with_gaps("speakers"))
def test_every_quotation_has_its_speaker(annotator, case):
    text = case["text"]
    asked = {"id": 1, "text": text, "published": "2024-05-16"}
    answer = annotator.answer(json.dumps(asked).encode())
    told = {text[q["start"] : q["end"]]: q["speakers"] for q in answer["quotes"]}
    for words, speaker in case["quotes"]:
        named = [who for who in told[words] if speaker and speaker in who]
        assert bool(told[words]) is (speaker is not None), words
        assert bool(named) is (speaker is not None), (words, told[words])


REPORTED = {
    "under a verb": (
        "[Ada Roux|ada-roux] a déclaré {mardi|2024-05-14} que le port de Nantes rouvrirait en mai.",
        [("le port de Nantes rouvrirait en mai", "ada-roux")],
    ),
    "under two verbs": (
        "[Ada Roux|ada-roux] assure avoir prévenu la police et affirme que le stade était plein.",
        [("avoir prévenu la police", "ada-roux"), ("le stade était plein", "ada-roux")],
    ),
    "before an incise": (
        "Le port rouvrira en mai, a annoncé [Ada Roux|ada-roux].",
        [("Le port rouvrira en mai", "ada-roux")],
    ),
    "behind a frame": (
        "Selon la préfecture, douze personnes sont blessées.",
        [("douze personnes sont blessées", "")],
    ),
    "before a frame": (
        "Douze personnes sont blessées, selon [Ada Roux|ada-roux].",
        [("Douze personnes sont blessées", "ada-roux")],
    ),
    "behind one who is cited": (
        "Selon [Tass|tass|MEDIA], citant [Jan Vik|jan-vik], le port est fermé.",
        [("le port est fermé", "jan-vik")],
    ),
    "by the subject of two": (
        "[Ada Roux|ada-roux] a reçu [Jan Vik|jan-vik], indiquant que le port fermerait.",
        [("le port fermerait", "ada-roux")],
    ),
    "for somebody it is so": (
        "Pour [Ada Roux|ada-roux], les conséquences sont immédiates.",
        [],
    ),
    "denied": ("[Ada Roux|ada-roux] dément que la route soit fermée.", []),
    "not said": ("[Ada Roux|ada-roux] n'a pas dit que le train partirait.", []),
    "thought": ("[Ada Roux|ada-roux] croit que tout ira très bien.", []),
    "asked": ("[Ada Roux|ada-roux] a-t-elle dit que le train partirait ?", []),
    "in marks already": (
        "[Ada Roux|ada-roux] estime que « rien » n'est sûr à Nantes.",
        [],
    ),
    "by nobody who can speak": ("La baisse montre que le port va très mal.", []),
}


@pytest.mark.parametrize(("text", "expected"), REPORTED.values(), ids=REPORTED)
def test_what_is_said_without_marks_is_attributed(text, expected):
    found = marked(text)
    quotes = [q for q in found.quotes() if q.kind is QuoteKind.INDIRECT]
    told = [(q.span.of(found.article.text), " ".join(q.speakers)) for q in quotes]
    assert told == expected


def test_reported_words_stand_in_no_marks():
    text = "[Ada Roux|ada-roux] a dit que le port rouvrirait. « Enfin », a dit [Jan Vik|jan-vik]."
    reported, quoted = marked(text).quotes()
    assert (reported.marked, quoted.marked) == (False, True)
    assert reported.quoted.outer == reported.span
