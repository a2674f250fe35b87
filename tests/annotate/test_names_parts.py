"""The parts of the search for names: words, shapes, known names, exact search."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate.names import crf, features
from builder.annotate.names.extent import labelled
from builder.annotate.names.known import Tag, listed, names_in, names_of, spread
from builder.annotate.names.weights import BARRED, Weights, parsed
from builder.kb.load import knowledge_base


@pytest.mark.parametrize(
    ("form", "expected"),
    [("Paris", "Xx"), ("OTAN", "XX"), ("X", "X"), ("paix", "x"), ("Saint-Denis", "Xx-Xx"), ("iPhone", "xX"),
     ("2025", "0000"), ("30", "0"), ("G7", "X0"), ("«", "«"), ("", "")],
)  # fmt: skip
def test_shapes(form, expected):
    assert features.shape(form) == expected


def test_the_longest_known_name_wins():
    names = names_of(knowledge_base())
    tags = listed(["la", "Corée", "du", "Nord", "et", "le", "Nord"], names)
    assert [str(tag) if tag else "" for tag in tags] == [
        "", "B2:territories", "I:territories", "I:territories", "", "", "B1:regions",
    ]  # fmt: skip


def test_tags_spell_out_names_again():
    tags = [
        None,
        *spread(2, Tag("", "PER")),
        *spread(1, Tag("", "LOC")),
        None,
        Tag("I", "ORG"),
    ]
    assert [(start, end, tag.kind) for start, end, tag in names_in(tags)][:2] == [
        (1, 3, "PER"),
        (3, 4, "LOC"),
    ]


LABELS = ("O", "B-PER", "I-PER", "B-LOC")


def model(steps):
    barred = [
        [BARRED if b[0] == "I" and a[2:] != b[2:] else 0.0 for b in LABELS]
        for a in LABELS
    ]
    opening = np.array([BARRED if label[0] == "I" else 0.0 for label in LABELS])
    return Weights(
        LABELS,
        {},
        np.zeros((0, 4)),
        np.array(steps).reshape(4, 4) + np.array(barred),
        opening,
    )


def total_of(path, scores, learned):
    steps = sum(learned.steps[a, b] for a, b in pairwise(path))
    return (
        learned.opening[path[0]]
        + steps
        + sum(scores[n, label] for n, label in enumerate(path))
    )


NUMBERS = st.floats(-3, 3, allow_nan=False).map(lambda x: round(x, 3))


@settings(max_examples=60)
@given(
    st.lists(NUMBERS, min_size=16, max_size=16),
    st.lists(st.lists(NUMBERS, min_size=4, max_size=4), max_size=5),
)
def test_the_search_finds_what_trying_everything_finds(steps, rows):
    learned = model(steps)
    scores = np.array(rows).reshape(len(rows), 4)
    labels, certain = crf.best(scores, [0, len(rows)], learned)
    if not rows:
        assert labels == []
        return
    paths = list(product(range(4), repeat=len(rows)))
    totals = np.array([total_of(path, scores, learned) for path in paths])
    assert total_of(labels, scores, learned) == pytest.approx(totals.max(), abs=1e-6)
    odds = np.exp(totals - totals.max())
    for n in range(len(rows)):
        for label in range(4):
            share = (
                sum(o for o, path in zip(odds, paths, strict=True) if path[n] == label)
                / odds.sum()
            )
            assert certain[n, label] == pytest.approx(share, abs=0.05)


def test_weights_are_read_as_they_are_written():
    learned = parsed("labels\tO B-PER I-PER\n>B-PER\tI-PER=1.50\nw=maire\tO=0.25\n")
    assert learned.labels == ("O", "B-PER", "I-PER")
    assert learned.scores[learned.rows["w=maire"]].tolist() == [0.25, 0.0, 0.0]
    assert learned.steps[1].tolist() == [0.0, 0.0, 1.5]
    assert learned.steps[0, 2] == learned.opening[2] == BARRED


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        (["O"], []),
        (["B-PER"], [(0, 1, "PER")]),
        (["B-PER", "I-PER", "O", "B-LOC"], [(0, 2, "PER"), (3, 4, "LOC")]),
        (["B-LOC", "B-LOC"], [(0, 1, "LOC"), (1, 2, "LOC")]),
    ],
)
def test_labels_spell_out_names(labels, expected):
    assert list(labelled(labels)) == expected
