"""Names in French news: one sentence, one phenomenon, one row. The sentences are ours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from growth import TIMES, grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from builder import ingest
from builder.annotate.names import find
from builder.kb.load import knowledge_base
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published, Span
from builder.model.entity import Entity
from builder.model.mention import EntityType, MentionKind, Status
from builder.syntax.parser import load_parser

PACK = language_pack("fr")
KB = knowledge_base()


def parsed(text):
    article = ingest.plain(text, "a", Published(None, Basis.UNKNOWN), PACK)
    return article, load_parser("auto").parse(article, PACK)


def mentions(text, kb=KB, timexes=()):
    return find(*parsed(text), timexes, PACK, kb)


def names(text, kb=KB):
    return " · ".join(f"{m.surface}/{m.type}" for m in mentions(text, kb))


TABLE = {
    "elision": ("Il revient d'Iran et d’Italie.", "Iran/LOC · Italie/LOC"),
    "title before": ("Mme Arnault a reçu M. Delacour.", "Arnault/PER · Delacour/PER"),
    "full name": ("La chimiste Hélène Vasseur a été élue.", "Hélène Vasseur/PER"),
    "compound first name": (
        "Jean-Baptiste Morel est arrivé.",
        "Jean-Baptiste Morel/PER",
    ),
    "particle": (
        "Le maire Antoine de Villiers a démissionné.",
        "Antoine de Villiers/PER",
    ),
    "initial": ("Le sénateur J. Moreau a voté contre.", "J. Moreau/PER"),
    "unknown foreign name": (
        "L'entraîneur Goran Petkovski a été renvoyé.",
        "Goran Petkovski/PER",
    ),
    "surname of a full name told before": (
        "Bertille Guinard dirige l'usine. Hier, Guinard a parlé.",
        "Bertille Guinard/PER · Guinard/PER",
    ),
    "acronym": ("La CGT et la CFDT appellent à la grève.", "CGT/ORG · CFDT/ORG"),
    "acronym in brackets": (
        "Jeanne Simonet (PS) a répondu.",
        "Jeanne Simonet/PER · PS/ORG",
    ),
    "letter and digit": ("Les ministres du G7 se réunissent.", "G7/ORG"),
    "head in small letters": (
        "La cour d'appel de Versailles a confirmé.",
        "cour d'appel de Versailles/ORG",
    ),
    "common nouns before a name": (
        "L’agence météorologique Aemet a prévenu la population.",
        "Aemet/ORG",
    ),
    "unknown places": (
        "À Ber, une habitante de Paiporta a fui. La ville de Djibo est assiégée.",
        "Ber/LOC · Paiporta/LOC · Djibo/LOC",
    ),
    "university": (
        "Une équipe de l'université de Turin publie.",
        "université de Turin/ORG",
    ),
    "paper": ("Selon le New York Times, rien ne presse.", "New York Times/ORG"),
    "paper with an article": ("Un entretien publié par Le Monde.", "Le Monde/ORG"),
    "article that opens a sentence": (
        "L'Union africaine appelle au calme.",
        "Union africaine/ORG",
    ),
    "hyphens": ("Il vit à Saint-Germain-en-Laye.", "Saint-Germain-en-Laye/LOC"),
    "state of several words": (
        "Elle quitte la Corée du Sud pour les États-Unis.",
        "Corée du Sud/LOC · États-Unis/LOC",
    ),
    "no accent on a capital": ("Les Etats-Unis refusent.", "Etats-Unis/LOC"),
    "small city": ("La mairie de Lodève reste fermée.", "Lodève/LOC"),
    "first name in brackets": (
        "Il (Volodymyr) Zelensky a dit non à (Jean) Dupond.",
        "(Volodymyr) Zelensky/PER · (Jean) Dupond/PER",
    ),
    "acronym in brackets before a name": (
        "Le ministre (LR) Wauquiez a parlé.",
        "LR/ORG · Wauquiez/PER",
    ),
    "no surname after an article": (
        "La Hollande a gagné. M. Hollande a perdu.",
        "Hollande/LOC · Hollande/PER",
    ),
    "age": ("Sofia, 12 ans, est arrivée à Varsovie.", "Sofia/PER · Varsovie/LOC"),
    "coordination": (
        "Des combats à Kharkiv, Kherson et Odessa.",
        "Kharkiv/LOC · Kherson/LOC · Odessa/LOC",
    ),
    "prefix": ("Une coalition anti-Trump se forme.", "Trump/PER"),
    "inversion": (
        "Que veut Poutine ? dira-t-on ; Macron-t-il hésité ?",
        "Poutine/PER · Macron/PER",
    ),
    "quotation marks": ("« Paris doit agir », dit-il.", "Paris/LOC"),
    "typographic apostrophe": ("L’ONU et l’Otan protestent.", "ONU/ORG · Otan/ORG"),
    "palace of a power": ("La Maison Blanche dément.", "Maison Blanche/ORG"),
    "room": ("Il a parlé dans le Bureau ovale.", "Bureau ovale/LOC"),
    "network named after a word": (
        "Il l'a écrit sur le réseau social Truth.",
        "Truth/ORG",
    ),
    "glued title": ("Avant l’appelM. Trump a parlé.", "Trump/PER"),
    "capital of insistence": ("Ils veulent faire la PAIX maintenant.", ""),
    "headline with capitals": (
        "Macron Annonce Une Nouvelle Rencontre Avec Poutine À Budapest",
        "Macron/PER · Poutine/PER · Budapest/LOC",
    ),
    "headline in capitals": ("LA CGT ANNONCE UNE GRÈVE À PARIS", "CGT/ORG · PARIS/LOC"),
    "initial kept, title not": (
        "Hier, F. Granier a écrit à Mme Granier.",
        "F. Granier/PER · Granier/PER",
    ),
    "capital at the beginning": (
        "Plusieurs pays hésitent. Cependant, rien ne bouge.",
        "",
    ),
    "capital of a machine": ("Un accord de Cessez-le-feu est proposé.", ""),
    "demonym": ("Les autorités russes ont prévenu leurs voisins.", ""),
    "nothing": ("", ""),
    "marks only": ("« … » — (?) !", ""),
}


GAPS = {"network named after a word": "a common noun that no list knows as a network"}


def cases():
    """The table; a known gap is expected to fail, with its reason."""
    for name, case in TABLE.items():
        gap = GAPS.get(name)
        marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
        yield pytest.param(*case, id=name, marks=marks)


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_names_of_a_sentence(text, expected):
    assert names(text) == expected


def test_a_broken_word_keeps_its_letters_and_shows_the_name_in_it():
    text = "Le président Volodymyr Zelenskyy a parlé. Le président Zelenskyymeraient attend."
    broken = mentions(text)[-1]
    assert (broken.surface, broken.type, broken.rule, broken.status) == (
        "Zelenskyy", EntityType.PER, "glued", Status.UNSURE,
    )  # fmt: skip
    assert text[broken.span.end :].startswith("meraient")


@pytest.mark.parametrize("word", ["Zelenskyiste", "Zelenskyiennes", "Zelenskya"])
def test_words_made_of_a_name_are_not_broken(word):
    assert "glued" not in {
        m.rule for m in mentions(f"Volodymyr Zelensky parle. Un {word} attend.")
    }


def test_the_place_of_writing_is_a_place():
    first = mentions("WASHINGTON – Le président a parlé mardi.")[0]
    assert (first.surface, first.type, first.rule) == (
        "WASHINGTON",
        EntityType.LOC,
        "dateline",
    )


def test_what_the_author_names_is_found_with_the_authors_type():
    text = "Puis le dernier quart a commencé."
    own = Entity(
        "dernier-quart", EntityType.ORG, "Dernier Quart", source="seeds/entities.yml"
    )
    assert (
        names(text.replace("dernier quart", "Dernier Quart"), kb=knowledge_base([own]))
        == "Dernier Quart/ORG"
    )


def test_a_medium_is_named_as_an_organisation():
    own = Entity(
        "l-abeille", EntityType.MEDIA, "L'Abeille picarde", source="seeds/entities.yml"
    )
    assert (
        names("Elle écrit dans L’Abeille picarde.", kb=knowledge_base([own]))
        == "L’Abeille picarde/ORG"
    )


def test_what_is_part_of_a_date_is_no_name():
    text = "Il reviendra à Paris, à Noël."
    start = text.index("Paris")
    timex = type("Dated", (), {"span": Span(start, start + 5)})()
    assert "Paris" in {m.surface for m in mentions(text)}
    assert "Paris" not in {m.surface for m in mentions(text, timexes=(timex,))}


def test_only_what_is_told_is_searched():
    text = "Un accord a été signé à Rome.\n\nLire aussi : Berlin proteste"
    assert names(text) == "Rome/LOC"


@given(st.text(alphabet=st.sampled_from("Aé ’'-.–«»,\nTrumpdeL"), max_size=300))
def test_whatever_comes_mentions_are_in_order_apart_and_verbatim(text):
    found = mentions(text)
    assert all(
        text[m.span.start : m.span.end] == m.surface and m.kind is MentionKind.NAME
        for m in found
    )
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert found == mentions(text)


PIECES = [
    "Donald Trump et ",
    "« Paris ",
    "M.",
    "a'",
    "(",
    "Xx-",
    "É",
    "Corée du ",
    "1er, ",
]


def grows_linearly_after_the_parse(text_of, size):
    """The parse is measured where it is made; here, only what comes after it."""
    docs = {n: parsed(text_of(n)) for n in (1, size, TIMES * size)}
    for _, doc in docs.values():
        assert len(doc.clauses) >= 0  # made when they are first asked for
    return grows_linearly(lambda n: find(*docs[n], (), PACK, KB), size)


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear_in_the_length_of_the_text(piece):
    assert grows_linearly_after_the_parse(lambda n: piece * n, 5_000 // len(piece))


def broken_words(n):
    endings = ("".join(chr(97 + i // 26**k % 26) for k in range(4)) for i in range(n))
    return " et ".join(f"Zelensky{ending}zz" for ending in endings)


def test_a_broken_word_among_many_is_found():
    assert mentions(broken_words(30))[-1].rule == "glued"


def test_each_of_many_broken_words_takes_the_same_time():
    assert grows_linearly_after_the_parse(broken_words, 1_000)
