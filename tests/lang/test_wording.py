"""Dates and durations in French, at their true precision."""

from __future__ import annotations

import pytest

from builder.lang.wording import duration, french, sometime
from builder.model.dates import parse_edtf

FRENCH = {
    "2025": "2025",
    "2025-02": "février 2025",
    "2025-02-12": "12 février 2025",
    "2025-03-01": "1er mars 2025",
    "2025-02~": "vers février 2025",
    "2025-01-29~": "vers le 29 janvier 2025",
    "2014~": "vers 2014",
    "2024-22": "été 2024",
    "199X": "années 1990",
    "18XX": "XIXe siècle",
    "00XX": "Ier siècle",
    "2022-02/..": "depuis février 2022",
    "2022-02-24/..": "depuis le 24 février 2022",
    "2022~/..": "depuis 2022 environ",
    "../2013": "jusqu’en 2013",
    "../2025-03-02": "jusqu’au 2 mars 2025",
    "2025-02-12/": "à partir du 12 février 2025",
    "2025-04/": "à partir d’avril 2025",
    "2024-22/": "à partir de l’été 2024",
    "199X/": "à partir des années 1990",
    "199X/200X": "des années 1990 aux années 2000",
    "17XX/18XX": "du XVIIIe siècle au XIXe siècle",
    "2024-21/2024-22": "du printemps 2024 à l’été 2024",
    "/2025-02-12": "jusqu’au 12 février 2025",
    "[2025-02-05,2025-02-12,2025-02-19]": "5, 12 ou 19 février 2025",
    "[2026-01-31,2026-02-01]": "31 janvier ou 1er février 2026",
    "[2025-12-31,2026-01-01]": "31 décembre 2025 ou 1er janvier 2026",
    "XXXX-03-01": "1er mars (année inconnue)",
    "XXXX-03": "mars (année inconnue)",
    "2025-02-03/2025-02-09": "du 3 au 9 février 2025",
    "2025-03-28/2025-04-03": "du 28 mars au 3 avril 2025",
    "2023-12-28/2024-01-03": "du 28 décembre 2023 au 3 janvier 2024",
    "2024-10/2024-12": "quatrième trimestre 2024",
    "2024-01/2024-06": "premier semestre 2024",
    "2024-12/2025-02": "hiver 2024-2025",
    "2025-02-14~/2025-02-16~": "du 14 au 16 février 2025 environ",
    "2014/2022": "de 2014 à 2022",
    "2017-01/2021-01": "de janvier 2017 à janvier 2021",
    "2024-04/2024-07": "d’avril à juillet 2024",
    "2025-02-11?": "11 février 2025 (incertain)",
}


@pytest.mark.parametrize(("value", "words"), FRENCH.items(), ids=FRENCH)
def test_a_moment_in_words(value: str, words: str) -> None:
    assert french(parse_edtf(value)) == words


def test_a_day_can_be_told_with_its_name() -> None:
    assert french(parse_edtf("2025-02-12"), weekday=True) == "mercredi 12 février 2025"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-02-12", "le 12 février 2025"),
        ("2025-02", "en février 2025"),
        ("2025-03-13/2025-03-31", "entre le 13 et le 31 mars 2025"),
        ("2025-03-13/2025-04-02", "entre le 13 mars et le 2 avril 2025"),
        ("2025-02/2025-05", "entre février et mai 2025"),
        ("2019-05-20/..", "le 20 mai 2019 au plus tôt"),
        ("../2025-03-02", "le 2 mars 2025 au plus tard"),
        ("[2025-02-05,2025-02-12]", "le 5 ou 12 février 2025"),
        ("199X", "dans les années 1990"),
        ("18XX", "au XIXe siècle"),
    ],
    ids=str,
)
def test_a_moment_as_the_frame_of_one_event(value: str, words: str) -> None:
    assert sometime(parse_edtf(value)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P30D", "30\u00a0jours"),
        ("P1Y", "1\u00a0an"),
        ("P1Y6M", "1\u00a0an et 6\u00a0mois"),
        ("P1Y2M10D", "1\u00a0an, 2\u00a0mois et 10\u00a0jours"),
        ("P2.5Y", "2,5\u00a0ans"),
        ("PXD", "plusieurs jours"),
    ],
    ids=str,
)
def test_a_duration_in_words(value: str, words: str) -> None:
    assert duration(value) == words


@pytest.mark.parametrize("value", ["", "P", "30 jours", "PT3H", "P3"])
def test_what_is_no_duration_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=f"^{value}$"):
        duration(value)
