"""A text is cut where its sentences end, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from builder import ingest
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published
from builder.syntax import sentences

PACK = language_pack("fr")


def cut(text: str) -> list[str]:
    article = ingest.plain(text, "t", Published(None, Basis.UNKNOWN), PACK)
    return [s.span.of(text) for s in sentences.split(article, PACK)]


# One case a line; `|` marks where a sentence ends.
CASES = [
    "Il est parti. |Elle reste.",
    "Il est parti ! |Vraiment ? |Oui.",
    "M. Trump a parlé à Mme. Merkel.",
    "Le Dr. Martin et J. D. Vance sont venus. |Ils repartent.",
    "L’appelM. Trump a déclaré la paix.",
    "Il a acheté du pain, du lait, etc. |Puis il est parti.",
    "« Pourquoi ? » a-t-il demandé.",
    "« C’est fini. » |Il est parti.",
    "« C’est fini », a-t-il dit. |« Nous partons. |Merci. »",
    "'Nous partons', dit-il. |'Ils veulent la PAIX'. |Le ministre confirme.",
    "“Nous partons”, a-t-il déclaré mardi. |“Il n’y a pas de paix. |C’est tout.”",
    "Il hésite… |Puis il part.",
    "18 h 40 – |Les rebelles avancent. |Ils reculent.",
    "20h10 - |La tour s’est effondrée.",
    "Départ à 18 h 40 – les rebelles avancent.",
    "… De nombreux points ont été discutés.",
    "Le conflit est toujours actif.|Trump attend une réponse.",
    "Le site lemonde.fr et l’adresse www.Exemple.com restent entiers.",
    "Le prix est de 3.5 millions. |Il baisse.",
    "Il viendra le 3 mars. |12 pays suivront.",
    "La S.N.C.F. a répondu.",
    "Le parti ? c’est fini.",
    "Selon l’art. 5 du traité, oui.",
    "(Il ment.) |Elle le sait.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_they_end(case: str) -> None:
    assert [s.strip() for s in cut(case.replace("|", ""))] == [
        s.strip() for s in case.split("|")
    ]


def test_addresses_count_told_paragraphs() -> None:
    text = " date 2025-02-01 Un. Deux.\n\nUn titre\n\nTrois. Quatre."
    article = ingest.plain(text, "t", Published(None, Basis.UNKNOWN), PACK)
    assert [s.id for s in sentences.split(article, PACK)] == [
        "p1s1",
        "p1s2",
        "p2s1",
        "p3s1",
        "p3s2",
    ]


def test_an_edit_in_one_paragraph_moves_no_other_address() -> None:
    before, after = (
        "Un. Deux.\n\nTrois. Fin de tout.",
        "Un. Neuf. Deux.\n\nTrois. Fin de tout.",
    )
    ids = [
        {
            s.span.of(t): s.id
            for s in sentences.split(
                ingest.plain(t, "t", Published(None, Basis.UNKNOWN), PACK), PACK
            )
        }
        for t in (before, after)
    ]
    assert ids[0]["Trois."] == ids[1]["Trois."] == "p2s1"


@given(st.text(alphabet="abÀB .!?…«»”\"'’)\n-1", max_size=200))
def test_sentences_cover_the_told_text_in_order(text: str) -> None:
    article = ingest.plain(text, "t", Published(None, Basis.UNKNOWN), PACK)
    found = sentences.split(article, PACK)
    for block_index, block in enumerate(article.blocks):
        mine = [s.span for s in found if s.block == block_index]
        left = block.span.of(text) if not mine and block.kind.told else ""
        assert not left.strip()
        assert all(a.end <= b.start for a, b in pairwise(mine))
        joined = "".join(s.of(text) for s in mine)
        if block.kind.told:
            assert "".join(joined.split()) == "".join(block.span.of(text).split())


@pytest.mark.parametrize("piece", [". ", "« ", "...", "M. ", ".»”\"' ", "A.b", "  "])
def test_time_is_linear(piece: str) -> None:
    def cut(n: int) -> None:
        sentences.split(
            ingest.plain(piece * n, "t", Published(None, Basis.UNKNOWN), PACK), PACK
        )

    assert grows_linearly(cut, 5_000)


@pytest.mark.parametrize(
    "text",
    ["mot " * 2000, "m" * 5000, "mot, " * 999 + "\n\nUn autre."],
    ids=["words", "letters", "list"],
)
def test_what_is_longer_than_any_sentence_is_cut_at_a_space_and_nothing_lost(
    text: str,
) -> None:
    found = cut(text)
    assert max(map(len, found)) <= 1500
    assert "".join("".join(found).split()) == "".join(text.split())
