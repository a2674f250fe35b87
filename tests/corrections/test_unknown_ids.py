"""What corrections name and nobody knows is told with what is nearest."""

import pytest

from builder.corrections.unknown_ids import unknown_ids
from builder.errors import Severity
from builder.lang.messages import told
from builder.model.correction import Correction, Corrections


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (Correction("k", "a", "q", entity="friedrich-mertz"), "friedrich-merz"),
        (Correction("k", "a", "q", speaker=("kiev", "mosco")), "moscou"),
        (Correction("k", "a", "q", kind="meetin"), "meeting"),
        (Correction("k", "a", "q", entity="zzz"), "entities.yml"),
    ],
)
def test_an_id_that_nobody_knows_is_told_with_the_nearest(correction, words):
    (found,) = unknown_ids(
        Corrections((correction,)),
        {"friedrich-merz", "kiev", "moscou"},
        {"meeting", "call"},
    )
    assert words in told(found).hint
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize("decision", ["entity_merges", "cannot_link"])
def test_entities_merged_or_told_apart_are_known(decision):
    (found,) = unknown_ids(
        Corrections(**{decision: (("kiev", "kyv"),)}), {"kiev", "kyiv"}, ()
    )
    assert told(found).hint == "Vouliez-vous dire « kyiv » ?"
