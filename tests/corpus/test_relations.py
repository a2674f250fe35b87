"""Who appears with whom, and which articles go together."""

from __future__ import annotations

from accounts import ENTITIES, OFFICES, Tell, account

from builder.corpus import chronology, relations
from builder.model.correction import Corrections

A = account("a", "2025-03-18", Tell("Donald Trump a appelé Vladimir Poutine.", "appelé", "call", "2025-03-18",
                                    ("donald-trump", "vladimir-poutine")), Tell("Zelensky attend.", "attend", "other"))  # fmt: skip
B = account("b", "2025-03-19", Tell("Trump a parlé à Poutine.", "parlé", "call", "2025-03-18",
                                    ("donald-trump", "vladimir-poutine")))  # fmt: skip
C = account(
    "c",
    "2025-03-19",
    Tell("Zelensky est à Kiev.", "est", "other"),
    Tell("Trump dort.", "dort", "other"),
)


def test_company_is_a_sentence_in_common():
    found = {
        (r.first, r.second): r.evidence for r in relations.between_entities((A, B, C))
    }
    assert found == {
        ("donald-trump", "vladimir-poutine"): (("a", "p1s1"), ("b", "p1s1")),
        ("kiev", "volodymyr-zelensky"): (("c", "p1s1"),),
    }


def test_articles_go_together_by_events_first(pack):
    events = chronology.gather((A, B, C), ENTITIES, Corrections(), pack, OFFICES).events
    found = relations.between_articles((A, B, C), events)
    assert [(r.first, r.second) for r in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert found[0].evidence[0] == (
        "event",
        next(e.id for e in events if len(e.mentions) > 1),
    )
    assert found[1].evidence == (
        ("entity", "volodymyr-zelensky"),
        ("entity", "donald-trump"),
    )


def test_order_of_articles_changes_nothing(pack):
    events = chronology.gather((A, B, C), ENTITIES, Corrections(), pack, OFFICES).events
    assert relations.between_articles((A, B, C), events) == relations.between_articles(
        (C, A, B), events
    )


def test_nobody_alone_is_in_company():
    assert (
        relations.between_entities(
            (account("z", "", Tell("Trump dort.", "dort", "other")),)
        )
        == ()
    )
