"""What two articles tell of one thing is one event; what only sounds alike is two."""

from __future__ import annotations

import pytest

from builder.config import Settings
from builder.pipeline import annotate, assemble


def one(article, resources, first, second, words):
    """Whether the two words that tell it, one of each article, are of one event."""
    told = []
    for name, (day, text) in zip("ab", (first, second), strict=True):
        told.append(annotate(article(text, day, name), resources))
    found = []
    for each, word in zip(told, words, strict=True):
        at = each.article.text.index(word)
        mentions = (*each.event_mentions, *each.faint_mentions)
        found.append({m.id for m in mentions if m.trigger.start <= at < m.trigger.end})
    events = assemble(told, Settings(), resources).events
    ids = [{m.id for m in event.mentions} for event in events]
    return any(found[0] & each and found[1] & each for each in ids)


ONE = [
    (
        ("2024-05-15", "Un attentat a fait douze morts à Brest le 14 mai."),
        ("2024-07-02", "Depuis l’attentat du 14 mai de Brest, la gare est gardée par des soldats."),
        ("attentat", "attentat"),
    ),
    (
        ("2024-05-07", "La gouverneure a signé lundi une nouvelle version du décret 412 sur les pêches."),
        ("2024-05-16", "Le décret 412 est contesté. Cette nouvelle mouture avait été signée le 6 mai."),
        ("signé", "signée"),
    ),
    (
        ("2024-05-16", "L’élection du maire de Plouzané aura lieu mardi."),
        ("2024-05-22", "Soizic Morvan a remporté mardi l’élection du maire de Plouzané."),
        ("élection", "remporté"),
    ),
    (
        ("2024-05-16", "Des centaines de salariés de Valmore ont défilé mercredi à Vannes."),
        ("2024-05-20", "Le 15 mai, des centaines de salariés de Valmore avaient manifesté à Vannes."),
        ("défilé", "manifesté"),
    ),
    (
        ("2017-01-20", "Ada Roux est en campagne pour le premier tour de la primaire de Vannes, qui se tiendra dimanche."),
        ("2017-01-21", "Jan Vik a visité Vannes à la veille du premier tour de la primaire de Vannes, qui se tiendra demain."),
        ("tiendra", "tiendra"),
    ),
]  # fmt: skip

TWO = [
    (
        ("2023-08-20", "Lise Kerdran a remporté samedi la médaille d’or du skiff aux championnats du monde d’aviron."),
        ("2023-08-20", "Ana Popa a remporté samedi la médaille d’or du deux de pointe aux championnats du monde d’aviron."),
        ("remporté", "remporté"),
    ),
    (
        ("2023-08-16", "La première demi-finale du tournoi s’est déroulée mardi à Lyon."),
        ("2023-08-16", "La seconde demi-finale du tournoi s’est déroulée mardi à Lyon."),
        ("demi-finale", "demi-finale"),
    ),
    (
        ("2024-05-16", "La direction de Valmore a proposé mercredi un accord sur les salaires à Vannes."),
        ("2024-05-17", "Les syndicats de Valmore ont accepté jeudi l’accord sur les salaires à Vannes."),
        ("proposé", "accepté"),
    ),
    (
        ("2024-05-12", "Des salariés de Valmore ont défilé samedi à Vannes."),
        ("2024-05-19", "Des salariés de Valmore ont défilé samedi à Vannes."),
        ("défilé", "défilé"),
    ),
    (
        ("2017-05-09", "Le concours de chant de Kiev a commencé : la première demi-finale a eu lieu mardi à Kiev."),
        ("2017-05-12", "Le concours de chant de Kiev : les résultats de la seconde demi-finale ont été publiés jeudi à Kiev."),
        ("demi-finale", "demi-finale"),
    ),
    (
        ("2018-12-03", "À Vannes, les salariés de Valmore ont rencontré le préfet dimanche."),
        ("2018-12-04", "À Vannes, un incendie a détruit dimanche l’atelier de peinture de Valmore."),
        ("rencontré", "détruit"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "words"),
    ONE,
    ids=["recalled", "decree", "announced-and-held", "march", "schedule"],
)
def test_one_event(first, second, words, article, resources):
    assert one(article, resources, first, second, words)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    TWO,
    ids=[
        "medals",
        "rounds",
        "proposed-and-accepted",
        "two-saturdays",
        "rounds-in-passing",
        "other-words",
    ],
)
def test_two_events(first, second, words, article, resources):
    assert not one(article, resources, first, second, words)
