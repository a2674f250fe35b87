"""The packaged knowledge base holds together, and says what is known to be so."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from builder.kb.load import knowledge_base, packaged
from builder.lang.pack import language_pack
from builder.lang.schema_links import RoleWords
from builder.model.dates import parse_edtf
from builder.model.mention import EntityType

KB = knowledge_base()
STATES = [KB.entities[i] for i in sorted(KB.states)]


def test_all_states_are_there():
    assert len(STATES) >= 195
    assert all(
        s.type is EntityType.LOC and s.coordinates and s.wikidata for s in STATES
    )


def test_every_entity_has_a_source_and_a_place_on_earth():
    for entity in KB.entities.values():
        assert entity.source, entity.id
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity.id)
        assert re.fullmatch(r"(Q[1-9]\d*)?", entity.wikidata), entity.id
        latitude, longitude = entity.coordinates or (0, 0)
        assert abs(latitude) <= 90, entity.id
        assert abs(longitude) <= 180, entity.id


def test_wikidata_ids_belong_to_one_entity():
    ids = [e.wikidata for e in KB.entities.values() if e.wikidata]
    assert len(ids) == len(set(ids))


def test_demonyms_belong_to_one_state_or_are_declared_shared():
    shared = {form for form, states in KB.demonyms.items() if len(states) > 1}
    assert shared == {name for name in packaged().shared if name.islower()}


def test_demonyms_come_in_small_letters_without_doubles():
    for entity in KB.entities.values():
        assert len(set(entity.demonyms)) == len(entity.demonyms), entity.id
        assert all(d == d.lower() for d in entity.demonyms), entity.id


def test_a_capital_acts_for_its_state():
    for state, city in KB.capitals.items():
        assert KB.entities[city].country == state
        assert KB.entities[city].stands_for in (state, "union-europeenne")


def test_an_office_has_functions_that_the_language_names():
    known = set(language_pack("fr").words(RoleWords).kinds)
    assert not [o.id for o in KB.offices.values() if not o.kinds]
    assert not [o.id for o in KB.offices.values() if not set(o.kinds) <= known]


def test_an_office_has_a_source_and_belongs_to_somebody():
    assert not [o.id for o in KB.offices.values() if not o.source]
    assert not [o.id for o in KB.offices.values() if o.of not in KB.entities]


@pytest.fixture(scope="module")
def terms():
    """First and last day of every term as far as they are sure, by office and in order."""
    found = {office: [] for office in KB.offices}
    for entity in KB.entities.values():
        for term in entity.tenures:
            begin = term.start.latest if term.start else date.min
            end = term.end.earliest if term.end else date.max
            found[term.office].append((begin, end))
    return {office: sorted(days) for office, days in found.items()}


def test_every_office_was_held(terms):
    assert terms
    assert not [office for office, days in terms.items() if not days]


def test_no_term_ends_before_it_begins(terms):
    backwards = {o: [d for d in days if d[1] < d[0]] for o, days in terms.items()}
    assert not {office: days for office, days in backwards.items() if days}


def test_terms_come_one_after_the_other(terms):
    overlapping = {}
    for office, days in terms.items():
        pairs = pairwise(days)
        overlapping[office] = [(a, b) for a, b in pairs if b[0] < a[1]]
    assert not {office: pairs for office, pairs in overlapping.items() if pairs}


def test_an_office_has_one_holder_today_at_most(terms):
    ends = {office: [end for _, end in days] for office, days in terms.items()}
    assert not [office for office, days in ends.items() if days.count(date.max) > 1]


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        ("president-etats-unis", "2016-06-01", "barack-obama"),
        ("president-etats-unis", "2019-06-01", "donald-trump"),
        ("president-etats-unis", "2022-02-24", "joe-biden"),
        ("president-etats-unis", "2025-02-12", "donald-trump"),
        ("chancelier-allemagne", "2025-05-05", "olaf-scholz"),
        ("chancelier-allemagne", "2025-05-07", "friedrich-merz"),
        ("president-france", "2014-09-01", "francois-hollande"),
        ("premier-ministre-france", "2016-12-31", "bernard-cazeneuve"),
        ("premier-ministre-royaume-uni", "2022-10-01", "liz-truss"),
        ("president-russie", "2009-08-08", "dmitri-medvedev"),
        ("president-ukraine", "2015-02-12", "petro-porochenko"),
        ("president-conseil-italie", "2016-06-01", "matteo-renzi"),
        ("president-gouvernement-espagne", "2017-10-27", "mariano-rajoy"),
        ("secretaire-general-otan", "2024-12-01", "mark-rutte"),
        ("secretaire-general-onu", "2016-06-01", "ban-ki-moon"),
        ("secretaire-defense-etats-unis", "2025-02-12", "pete-hegseth"),
        ("ministre-affaires-etrangeres-france", "2025-02-12", "jean-noel-barrot"),
        ("pape", "2025-05-09", "leon-xiv"),
        ("emissaire-special-etats-unis", "2025-03-13", "steve-witkoff"),
        ("ministre-defense-pologne", "2023-12-01", "mariusz-blaszczak"),
        ("ministre-economie-france", "2025-10-08", "roland-lescure"),
        ("ministre-affaires-etrangeres-israel", "2019-06-01", "israel-katz"),
        ("ministre-defense-ukraine", "2026-02-04", "mykhailo-fedorov"),
    ],
)
def test_the_holder_on_a_day(office, day, holder):
    assert KB.holders(office, parse_edtf(day)) == (holder,)


def test_a_handover_leaves_both():
    assert KB.holders("chancelier-allemagne", parse_edtf("2025-05-06")) == (
        "olaf-scholz",
        "friedrich-merz",
    )
    assert KB.holders(
        "chancelier-allemagne", parse_edtf("[2025-05-05,2025-05-07]")
    ) == (
        "olaf-scholz",
        "friedrich-merz",
    )


@pytest.mark.parametrize(
    ("office", "day"),
    [
        (
            "ministre-economie-france",
            "2015-06-01",
        ),  # economy and finance were two ministries
        ("chancelier-autriche", "2019-05-30"),
        ("president-perou", "2026-02-18"),
        ("president-togo", "2004-01-01"),
    ],
)
def test_nobody_is_named_where_nobody_is_sure(office, day):
    assert KB.holders(office, parse_edtf(day)) == ()


def test_nobody_holds_an_office_before_it_is_known():
    assert KB.holders("chancelier-allemagne", parse_edtf("1950")) == ()
    assert KB.holders("no-such-office", None) == ()


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Otan", ("otan",)),
        ("OTAN", ("otan",)),
        ("ZELENSKY", ("volodymyr-zelensky",)),
        ("Côte d'Ivoire", ("cote-d-ivoire",)),
        ("COTE D’IVOIRE", ("cote-d-ivoire",)),
        ("Iran", ("iran",)),
        ("IRAN", ("iran",)),
        ("iran", ()),
        ("Maison Blanche", ("maison-blanche",)),
        ("Maison-Blanche", ("maison-blanche",)),
        ("Clinton", ("bill-clinton", "hillary-clinton")),
        ("", ()),
    ],
)
def test_names_are_found(words, ids):
    assert KB.named(words) == ids


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("russe", "russie"),
        ("Ukrainiennes", "ukraine"),
        ("nord-coréens", "coree-du-nord"),
        ("congolais", None),
        ("table", None),
    ],
)
def test_demonyms_are_found(word, state):
    assert KB.state_of(word) == state
