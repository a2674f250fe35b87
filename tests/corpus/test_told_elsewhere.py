"""What two articles tell of one thing is one event; what only sounds alike is two."""

from __future__ import annotations

import pytest

from builder.config import Settings
from builder.corpus.chronology import read
from builder.corpus.chronology.affiliations import affiliations
from builder.model.correction import Corrections
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
    (
        ("2024-05-16", "Le conseil municipal de Vannes a adopté la loi sur les halles du port."),
        ("2024-05-18", "Le conseil municipal de Vannes a adopté mercredi la loi sur les halles du port."),
        ("adopté", "adopté"),
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
    (
        ("2016-10-14", "Le Conseil de sécurité enverra un émissaire à Bujumbura la semaine prochaine."),
        ("2016-10-24", "Deux journalistes ont été arrêtés dimanche à Bujumbura."),
        ("enverra", "arrêtés"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "words"),
    ONE,
    ids=["recalled", "decree", "announced-and-held", "march", "schedule", "same-word"],
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
        "planned-and-another-deed",
    ],
)
def test_two_events(first, second, words, article, resources):
    assert not one(article, resources, first, second, words)


def text_of(event):
    return event.mention.trigger.of(event.story.text)


@pytest.mark.parametrize(
    ("second", "word", "near"),
    [
        ("Le dépôt de Vannes a été bloqué mardi par les salariés.", "bloqué", True),
        ("Le dépôt de Vannes a été évacué mardi par les gendarmes.", "évacué", False),
    ],
    ids=["one-word", "another-word"],
)
def test_a_day_near_the_news_is_a_time_in_common_where_one_word_tells_both(
    second, word, near, article, resources
):
    first = "Les salariés ont bloqué le dépôt de Vannes."
    told = [
        annotate(article(first, "2018-12-10", "a"), resources),
        annotate(article(second, "2018-12-12", "b"), resources),
    ]
    _, events, evidence = read(
        told, affiliations({}, {}), Corrections(), resources.pack
    )
    one = next(e for e in events if e.article == "a" and "bloqué" in text_of(e))
    two = next(e for e in events if e.article == "b" and word in text_of(e))
    found = {amount.name for amount in evidence.across.amounts(one, two)}
    assert ("period" in found) is near


def test_a_title_quoted_in_a_heading_is_told(article, resources):
    text = (
        "Vannes : une femme blessée\n\nAda Roux a été blessée lundi par balle à Vannes.\n\n"
        "Page actualisée — « Ada Roux a succombé à ses blessures »\n\nLa police a ouvert une enquête."
    )
    told = annotate(article(text, "2024-05-14", "a"), resources)
    assert "a succombé" in [m.trigger.of(text) for m in told.faint_mentions]
