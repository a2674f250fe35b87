"""The author's entities over ours: what wins, and what is refused, all at once."""

from __future__ import annotations

from saying import refused

from builder.kb.load import knowledge_base
from builder.model.dates import parse_edtf
from builder.model.entity import Entity, Office, Tenure
from builder.model.mention import EntityType


def person(entity_id, name, *aliases, terms=(), **fields):
    tenures = tuple(
        Tenure(o, *(parse_edtf(x) if x else None for x in span)) for o, *span in terms
    )
    return Entity(entity_id, EntityType.PER, name, aliases, tenures, **fields)


def problems(*entities, offices=()):
    return [(p.where, p.what) for p in refused(knowledge_base, entities, offices)]


def test_a_new_person_in_a_new_office():
    office = Office("maire-plouzane", "maire de Plouzané", ("maire",), "plouzane")
    city = Entity("plouzane", EntityType.LOC, "Plouzané")
    mayor = person(
        "awa-ndiaye", "Awa Ndiaye", terms=[("maire-plouzane", "2020-07-04", None)]
    )
    kb = knowledge_base((city, mayor), (office,))
    assert kb.holders("maire-plouzane", parse_edtf("2024")) == ("awa-ndiaye",)
    assert kb.offices_of("plouzane") == ("maire-plouzane",)


def test_the_author_adds_to_a_known_person():
    kb = knowledge_base(
        (person("friedrich-merz", "Friedrich Merz", "le Sauerlandais"),)
    )
    merz = kb.entities["friedrich-merz"]
    assert merz.aliases[0] == "le Sauerlandais"
    assert "Merz" in merz.aliases
    assert merz.wikidata == "Q566257"
    assert kb.holders("chancelier-allemagne", parse_edtf("2025-07")) == (
        "friedrich-merz",
    )


def test_a_name_given_by_the_author_is_that_entity_alone():
    kb = knowledge_base((person("ulrich-merz", "Ulrich Merz", "Merz"),))
    assert kb.named("Merz") == ("ulrich-merz",)
    assert kb.named("Friedrich Merz") == ("friedrich-merz",)


def test_the_author_corrects_a_term():
    merz = person(
        "friedrich-merz",
        "Friedrich Merz",
        terms=[("chancelier-allemagne", "2025-05-07", None)],
    )
    assert knowledge_base((merz,)).holders(
        "chancelier-allemagne", parse_edtf("2025-05-06")
    ) == ("olaf-scholz",)


def test_an_alias_of_two_entities():
    assert problems(
        person("a-lee", "Ann Lee", "Lee"), person("b-lee", "Bo Lee", "Lee")
    ) == [
        (
            "seeds/entities.yml, b-lee.aliases",
            "Nom d’une seule entité attendu : « Lee » nomme déjà « a-lee » (seeds/entities.yml).",
        )
    ]


def test_two_people_of_one_full_name():
    kb = knowledge_base((person("a-lee", "Ann Lee"), person("b-lee", "Ann Lee")))
    assert kb.named("Ann Lee") == ("a-lee", "b-lee")


def test_one_id_twice():
    assert (
        problems(person("ann", "Ann Lee"), person("ann", "Bo Ray"))[0][0]
        == "seeds/entities.yml, ann"
    )


def test_an_id_of_an_office():
    assert problems(person("president-france", "Ann Lee")) == [
        (
            "seeds/entities.yml, president-france",
            "Identifiant d’entité attendu, « president-france » est celui d’une fonction.",
        )
    ]


def test_dangling_ids():
    entity = Entity(
        "lac", EntityType.LOC, "Lac", stands_for="nulle-part", country="nullande"
    )
    found = problems(entity, person("ann", "Ann Lee", terms=[("sans-nom", None, None)]))
    assert [where for where, _ in found] == [
        "seeds/entities.yml, ann.offices",
        "seeds/entities.yml, lac.country",
        "seeds/entities.yml, lac.stands_for",
    ]


def test_a_term_that_ends_before_it_begins():
    found = problems(
        person("ann", "Ann Lee", terms=[("maire-paris", "1980-01-02", "1979-01-02")])
    )
    assert found == [
        (
            "seeds/entities.yml, ann.offices",
            "Début avant la fin attendu : le mandat « maire-paris » va de 1980-01-02 à 1979-01-02.",
        )
    ]


def test_overlapping_holders():
    found = problems(
        person(
            "ann",
            "Ann Lee",
            terms=[("chancelier-allemagne", "2024-01-01", "2024-02-01")],
        )
    )
    assert [where for where, _ in found] == ["seeds/entities.yml, ann.offices"]
    assert "olaf-scholz" in found[0][1]


def test_all_problems_at_once():
    found = problems(
        person("ann", "Ann Lee", "Lee", terms=[("sans-nom", None, None)]),
        person("bo", "Bo Lee", "Lee", country="nullande"),
    )
    assert len(found) == 3
