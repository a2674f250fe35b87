"""Titles stand alone: subject, verb and objects of a clause, nothing that only the article knows."""

from __future__ import annotations

import pytest

from builder.annotate.events.titles import LONGEST, Writer
from builder.lang.schema_titles import TitleWords

TITLES = {
    "deictic day left out": (
        "Les forces turques ont saisi hier treize tonnes de marijuana.",
        "saisir",
        "",
        "Les forces turques ont saisi treize tonnes de marijuana",
    ),
    "apposition and relative left out": (
        "Le navire, qui battait pavillon bolivien, a été arraisonné au large de Tobrouk.",
        "arraisonner",
        "",
        "Le navire a été arraisonné au large de Tobrouk",
    ),
    "relative clause by its antecedent": (
        "Le navire, qui battait pavillon bolivien, a été arraisonné.",
        "battre",
        "",
        "Le navire battait pavillon bolivien",
    ),
    "a name for a pronoun": (
        "Elle a condamné fermement l'attentat de Brest.",
        "condamner",
        "Ada Roux",
        "Ada Roux a condamné fermement l’attentat de Brest",
    ),
    "a pronoun that nobody resolved": (
        "Elle a condamné fermement l'attentat de Brest.",
        "condamner",
        "",
        "",
    ),
    "an object that is a pronoun": (
        "La juge l'a condamné à Brest.",
        "condamner",
        "",
        "",
    ),
    "what only the article knows": ("Ce rival a quitté la course.", "quitter", "", ""),
    "a possessive of the subject": (
        "Le musée a rouvert ses portes.",
        "rouvrir",
        "",
        "Le musée a rouvert ses portes",
    ),
    "what is added between signs": (
        "Le juge, un ancien avocat, a quitté la salle.",
        "quitter",
        "",
        "Le juge a quitté la salle",
    ),
    "a score": (
        "La joueuse a battu sa rivale 6-4, 6-3.",
        "battre",
        "",
        "La joueuse a battu sa rivale 6-4, 6-3",
    ),
    "whom the grammar refuses": (
        "Le juge a quitté la salle.",
        "quitter",
        None,
        "",
    ),
    "asking and what is asked": (
        "La maire a demandé à Jan Vik de signer l'accord.",
        "signer",
        "",
        "La maire a demandé à Jan Vik de signer l’accord",
    ),
    "half a quotation": (
        "Le maire a promis « une ville propre. Et plus sûre » aux habitants.",
        "promettre",
        "",
        "",
    ),
}


@pytest.mark.parametrize(
    ("text", "lemma", "name", "title"), TITLES.values(), ids=TITLES
)
def test_a_title_stands_alone(text, lemma, name, title, doc_of, pack):
    doc = doc_of(text)
    clause = next(clause for clause in doc.clauses if clause.lemma == lemma)
    timexes = deictics(text)
    words = pack.words(TitleWords)
    assert Writer(doc, timexes, words, lambda _: name).of_clause(clause) == title


def deictics(text):
    from builder.model.article import Basis, Span  # noqa: PLC0415 - one value by hand
    from builder.model.dates import Anchor, AnchorKind, DatingType, Timex  # noqa: PLC0415

    at = text.find("hier")
    if at < 0:
        return ()
    anchor = Anchor(AnchorKind.PUBLICATION)
    span = Span(at, at + len("hier"))
    return (Timex(span, None, DatingType.DATE, anchor, Basis.RELATIVE, "", ""),)


def test_a_long_clause_loses_complements_never_half_of_one(doc_of, pack):
    text = (
        "Le conseil municipal de la ville a adopté le budget de l'année prochaine "
        "après un long débat dans la salle des fêtes du quartier de la gare."
    )
    doc = doc_of(text)
    title = Writer(doc, (), pack.words(TitleWords)).of_clause(doc.clauses[0])
    assert title.startswith("Le conseil municipal de la ville a adopté le budget")
    assert len(title) <= LONGEST
