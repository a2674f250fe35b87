"""The author's word on how sure a thing is told."""

from __future__ import annotations

import pytest
from accounts import Tell, account

from builder.corrections.events import correct_event_mentions
from builder.model.correction import Correction
from builder.model.event import Modality

TOLD = account(
    "a",
    "2025",
    Tell("Poutine a appelé Trump.", "appelé", "call"),
    Tell("Trump a appelé.", "appelé", "call"),
)


@pytest.mark.parametrize(
    ("quote", "before", "changed"),
    [("Poutine a appelé", "", {"a.p1s1"}), ("a appelé", "", {"a.p1s1", "a.p2s1"}), ("a appelé", "Trump", {"a.p2s1"}),
     ("a écrit", "", set())],
    ids=["one", "both", "anchored", "none"],
)  # fmt: skip
def test_the_sentences_meant_change(quote, before, changed):
    decided = Correction(
        "k", "a", quote, before, modality=Modality.DENIED, kind="talks"
    )
    claims, matched = correct_event_mentions(
        TOLD.article, TOLD.sentences, TOLD.event_mentions, [decided]
    )
    assert {
        c.id for c in claims if (c.modality, c.kind) == (Modality.DENIED, "talks")
    } == changed
    assert matched == ({"k"} if changed else set())


def test_a_correction_of_something_else_is_left_to_others():
    claims, matched = correct_event_mentions(
        TOLD.article,
        TOLD.sentences,
        TOLD.event_mentions,
        [Correction("k", "a", "a appelé", reject=True)],
    )
    assert (claims, matched) == (TOLD.event_mentions, frozenset())
