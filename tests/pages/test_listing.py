"""The list of names: its order, and which names have a page of their own."""

from __future__ import annotations

import pytest

from builder.model.entity import Entity, Tenure
from builder.model.mention import EntityType
from builder.pages.listing import ListedEntity, adds_something, list_order, listed_words


@pytest.mark.parametrize(
    ("name", "aliases", "words"),
    [
        ("Volodymyr Zelensky", (), "Zelensky, Volodymyr"),
        ("Ursula von der Leyen", (), "Leyen, Ursula von der"),
        ("Marine Le Pen", (), "Le Pen, Marine"),
        ("Charles de Gaulle", ("de Gaulle",), "Gaulle, Charles de"),
        ("Valéry Giscard d’Estaing", ("Giscard d’Estaing",), "Giscard d’Estaing, Valéry"),
        ("Abdel Fattah al-Sissi", (), "Sissi, Abdel Fattah al-"),
        ("Xi Jinping", ("Xi",), "Xi Jinping"),
        ("Kim Jong-un", (), "Kim Jong-un"),
        ("Jean-Paul II", (), "Jean-Paul II"),
        ("Denis Sassou-Nguesso", (), "Sassou-Nguesso, Denis"),
        ("procureure de Grasse", (), "procureure de Grasse"),
        ("Coluche", (), "Coluche"),
        ("", (), ""),
    ],
)  # fmt: skip
def test_people_are_listed_by_surname(name, aliases, words):
    entity = Entity("x", EntityType.PER, name, aliases)
    assert listed_words(entity, "fr") == words


def test_what_is_no_person_keeps_its_name():
    assert listed_words(Entity("x", EntityType.MEDIA, "Le Monde"), "fr") == "Le Monde"


def test_accents_and_capitals_do_not_change_the_order():
    names = ["Zelensky", "Étienne", "euler", "Erdogan"]
    listed = [
        ListedEntity(Entity(name, EntityType.PER, name), name, 1, 1, has_page=True)
        for name in names
    ]
    ordered = [one.words for one in sorted(listed, key=list_order)]
    assert ordered == ["Erdogan", "Étienne", "euler", "Zelensky"]


KNOWN = Entity("x", EntityType.PER, "Ada Roux")
IN_OFFICE = Entity("x", EntityType.PER, "Ada Roux", tenures=(Tenure("maire"),))
UNKNOWN = Entity("x", EntityType.PER, "Ada Roux", known=False)


@pytest.mark.parametrize(
    ("entity", "sentences", "articles", "quotes", "has_page"),
    [
        (KNOWN, 4, 1, 0, True),
        (KNOWN, 3, 2, 0, False),
        (KNOWN, 1, 1, 1, True),
        (IN_OFFICE, 1, 1, 0, True),
        (UNKNOWN, 4, 2, 0, True),
        (UNKNOWN, 40, 1, 9, False),
        (UNKNOWN, 3, 3, 1, False),
        (KNOWN, 0, 0, 0, False),
    ],
)
def test_a_page_exists_where_it_adds_something(
    entity, sentences, articles, quotes, has_page
):
    assert adds_something(entity, sentences, articles, quotes) is has_page
