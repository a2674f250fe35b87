"""One entity for the whole dossier, whatever the order of its articles."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from linking import made

from builder.annotate.links import link
from builder.corpus.identity import gather
from builder.kb.load import knowledge_base
from builder.lang.pack import language_pack
from builder.model.correction import Corrections
from builder.model.dossier import Annotated
from builder.model.event import EventMention, Modality, Participant, Role
from builder.model.mention import EntityType, LinkStatus, MentionKind, Status

KB = knowledge_base()
PACK = language_pack("fr")


def annotated(article_id, marked, date="2025-07-04"):
    article, doc, timexes, mentions = made(marked, date)
    article = replace(article, id=article_id)
    links, local = link(article, doc, timexes, mentions, PACK, KB)
    return Annotated(
        article,
        doc.sentences,
        (),
        links,
        (),
        (),
        tuple(replace(e, source=article_id) for e in local),
    )


A = annotated(
    "a", "[Awa Ndiaye|PER], maire de [Thiès|LOC], a parlé à M. [Poutine|PER]."
)
B = annotated("b", "[Ndiaye|PER] a répondu à [Moscou|LOC], dit l’[UBT|ORG].")
C = annotated("c", "L’[UBT|ORG] et [Lamine Sarr|PER] aussi.")


def test_an_empty_dossier():
    found = gather((), KB, Corrections())
    assert (found.articles, dict(found.entities), dict(found.redirects)) == ((), {}, {})


def test_only_those_mentioned_are_there_in_the_order_of_ids():
    found = gather((A,), KB, Corrections())
    assert list(found.entities) == ["awa-ndiaye", "thies", "vladimir-poutine"]


def test_the_place_of_a_power_is_there_too():
    assert {"moscou", "russie"} <= gather((B,), KB, Corrections()).entities.keys()


def test_a_surname_explained_by_another_article():
    found = gather((A, B), KB, Corrections())
    name = found.articles[1].links[0]
    assert (name.verdict, name.entities, name.mention.status) == (
        LinkStatus.UNKNOWN,
        ("awa-ndiaye",),
        Status.UNSURE,
    )
    assert "Awa Ndiaye" in name.reasons[0]
    assert "ndiaye" not in found.entities
    assert found.redirects == {"ndiaye": "awa-ndiaye"}


def test_a_surname_among_many_others_is_no_one_of_another_world():
    others = ", ".join(
        f"[{name}|PER]" for name in ("Vik", "Roux", "Sarr", "Diop", "Kane")
    )
    crowd = annotated("d", f"[Ndiaye|PER], {others} ont joué.")
    assert {"ndiaye", "awa-ndiaye"} <= gather(
        (A, crowd), KB, Corrections()
    ).entities.keys()


def test_a_surname_that_the_author_tells_apart_stays_alone():
    found = gather(
        (A, B), knowledge_base(cannot_link=[("ndiaye", "awa-ndiaye")]), Corrections()
    )
    assert {"ndiaye", "awa-ndiaye"} <= found.entities.keys()
    assert not found.redirects


def test_a_surname_that_two_bear_stays_alone():
    other = annotated("d", "[Modou Ndiaye|PER] aussi.")
    assert "ndiaye" in gather((A, B, other), KB, Corrections()).entities


def test_a_short_form_is_what_another_article_names_in_full():
    told = ["[Fenix Sarlande|ORG] gagne.", "Le [Fenix|ORG] perd."]
    articles = [annotated(f"a{n}", text) for n, text in enumerate(told)]
    found = gather(articles, KB, Corrections())
    assert set(found.entities) == {"fenix-sarlande"}
    assert found.redirects == {"fenix": "fenix-sarlande"}


def test_a_common_word_is_no_short_form_of_another_article_s_name():
    told = ["L’[Ordre de Sarlande|ORG] gagne.", "L’[Ordre|ORG] perd."]
    articles = [annotated(f"a{n}", text) for n, text in enumerate(told)]
    found = gather(articles, KB, Corrections())
    assert set(found.entities) == {"ordre-de-sarlande", "ordre"}


PREFECT = "Le préfet de la [Mayenne|LOC] a parlé."
NAMED = "Le préfet de la [Mayenne|LOC], [Jan Vik|PER], a parlé."


def holders(*told):
    articles = [annotated(f"a{n}", text, date) for n, (text, date) in enumerate(told)]
    found = gather(articles, KB, Corrections())
    return [each.links[0].entities for each in found.articles]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ([(PREFECT, "2025-07-04"), (NAMED, "2025-07-09")], ["jan-vik", "jan-vik"]),
        (
            [(PREFECT, "2022-07-04"), (NAMED, "2025-07-09")],
            ["prefet-de-la-mayenne-a0", "jan-vik"],
        ),
        (
            [(PREFECT, "2025-07-04"), (PREFECT, "2025-07-09")],
            ["prefet-de-la-mayenne-a0", "prefet-de-la-mayenne-a0"],
        ),
        (
            [
                (PREFECT, "2025-07-04"),
                (NAMED, "2025-07-09"),
                (NAMED.replace("Jan Vik", "Awa Sarr"), "2025-08-09"),
            ],
            ["prefet-de-la-mayenne-a0", "jan-vik", "awa-sarr"],
        ),
    ],
    ids=["told elsewhere", "years before", "never named", "two are named"],
)
def test_who_holds_an_office_is_told_by_another_article(told, meant):
    assert holders(*told) == [(each,) for each in meant]


def test_a_holder_told_by_another_article_says_so():
    told = [annotated("a", PREFECT), annotated("b", NAMED)]
    link = gather(told, KB, Corrections()).articles[0].links[0]
    assert (link.mention.status, link.mention.kind) == (
        Status.UNSURE,
        MentionKind.ROLE,
    )
    assert "en ces mots" in link.reasons[0]


def test_one_entity_for_one_name_in_two_articles():
    found = gather((B, C), KB, Corrections())
    assert found.entities["ubt"].source == "b, c"


def test_institutions_of_two_states_are_two_and_of_one_state_one():
    told = [
        "Le [Parlement|ORG] géorgien.",
        "Le [Parlement|ORG] ukrainien.",
        "Le [Parlement géorgien|ORG].",
        "Le [Parlement|ORG].",
    ]
    found = gather(
        [annotated(f"a{n}", text) for n, text in enumerate(told)], KB, Corrections()
    )
    bodies = {
        i: e.source for i, e in found.entities.items() if e.type is EntityType.ORG
    }
    assert bodies == {
        "parlement-georgie": "a0, a2",
        "parlement-ukraine": "a1",
        "parlement-france": "a3",
    }
    assert found.entities["parlement-georgie"].name == "Parlement (Géorgie)"


def test_the_author_merges():
    corrections = Corrections(
        entity_merges=(
            ("awa-ndiaye", "lamine-sarr"),
            ("vladimir-poutine", "awa-ndiaye"),
        )
    )
    found = gather((A, B, C), KB, corrections)
    assert {"awa-ndiaye", "lamine-sarr", "ndiaye"}.isdisjoint(found.entities)
    assert "Lamine Sarr" in found.entities["vladimir-poutine"].aliases
    assert found.redirects == {
        "awa-ndiaye": "vladimir-poutine",
        "lamine-sarr": "vladimir-poutine",
        "ndiaye": "vladimir-poutine",
    }
    assert found.articles[2].links[1].verdict is LinkStatus.LINKED


def test_a_merge_into_nothing_keeps_the_articles():
    found = gather((A, B), KB, Corrections(entity_merges=(("nobody", "awa-ndiaye"),)))
    assert found.articles[1].links[0].entities == ("nobody",)
    assert "nobody" not in found.entities


def test_a_merge_in_a_circle_ends():
    gather(
        (A, C),
        KB,
        Corrections(
            entity_merges=(("awa-ndiaye", "lamine-sarr"), ("lamine-sarr", "awa-ndiaye"))
        ),
    )


def test_claims_follow():
    claim = EventMention(
        "b.p1s1",
        "b",
        "p1s1",
        B.sentences[0].span,
        "other",
        B.sentences[0].span,
        None,
        None,
        (Participant("ndiaye", Role.AGENT),),
        ("moscou",),
        ("ndiaye",),
        Modality.ASSERTED,
    )
    found = gather((A, replace(B, event_mentions=(claim,))), KB, Corrections())
    told = found.articles[1].event_mentions[0]
    assert (told.participants[0].entity, told.speakers) == (
        "awa-ndiaye",
        ("awa-ndiaye",),
    )


def test_the_order_of_articles_changes_nothing():
    results = []
    for order in permutations((A, B, C)):
        found = gather(order, KB, Corrections())
        results.append(
            (
                sorted(found.articles, key=lambda a: a.article.id),
                found.entities,
                found.redirects,
            )
        )
    assert all(r == results[0] for r in results)
