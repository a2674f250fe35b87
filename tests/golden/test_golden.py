"""What the bundled seeds give is what it was: every change of it is looked at (`scripts/golden.py`) and then held."""

from __future__ import annotations

import net
import pytest

WRITE = "read the differences, then hold them: scripts/golden.py --write"


@pytest.fixture(scope="module")
def answered(annotator):
    return net.answers(annotator)


def test_the_net_holds_every_seed():
    assert list(net.held_answers()) == list(net.seeds())
    assert all(answer["mentions"] for answer in net.held_answers().values())


@pytest.mark.parametrize("seed", net.seeds())
def test_the_annotation_of_a_seed_is_the_one_held(seed, answered):
    old, new = {seed: net.held_answers()[seed]}, {seed: answered[seed]}
    lines = list(net.compared(old, new, net.seeds(), net.Count()))
    assert not lines, "\n".join([*lines, WRITE])


def test_pages_and_data_of_the_seeds_are_the_ones_held(seeds_settings, seeds_dossier):
    held, made = net.held_digests(), net.digests(seeds_dossier, seeds_settings)
    differing = [path for path in {**held, **made} if held.get(path) != made.get(path)]
    assert not differing, WRITE


TEXT = "Trump a appelé Poutine. Il a dit « oui » mardi."
MENTION = {"start": 0, "end": 5, "text": "Trump", "type": "PER", "entities": ["a"]}
CASES = {
    "the same": ([MENTION], [MENTION], []),
    "went": ([MENTION], [], ['  - mention « Trump » type=PER entities=["a"]']),
    "came": ([], [MENTION], ['  + mention « Trump » type=PER entities=["a"]']),
    "changed": (
        [MENTION],
        [{**MENTION, "type": "ORG"}],
        ["  ~ mention « Trump » type: PER → ORG"],
    ),
    "moved": (
        [MENTION],
        [{**MENTION, "end": 14}],
        ["  ~ mention « Trump » → « Trump a appelé »"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), CASES.values(), ids=CASES)
def test_a_difference_is_told_with_its_sentence(old, new, said):
    count = net.Count()
    lines = list(
        net.compared(
            {"a": {"mentions": old}}, {"a": {"mentions": new}}, {"a": TEXT}, count
        )
    )
    assert lines == (["a @0  Trump a appelé Poutine.", *said] if said else [])
    assert count.sentences == len(said)


def test_a_key_that_is_ignored_is_no_difference():
    old, new = [{**MENTION, "rule": "x"}], [{**MENTION, "rule": "y"}]
    found = net.compared(
        {"a": {"mentions": old}},
        {"a": {"mentions": new}},
        {"a": TEXT},
        net.Count(),
        frozenset({"rule"}),
    )
    assert not list(found)


def test_the_net_holds_pages_and_data():
    held = net.held_digests()
    assert {"chronologie/index.md", "donnees/dossier.json"} <= set(held)
    assert all(len(digest) == 64 for digest in held.values())
