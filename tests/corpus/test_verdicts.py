"""What accounts came to before changes how long a chronology takes, and nothing of what comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import ENTITIES, OFFICES, Tell, account
from hypothesis import given, settings
from hypothesis import strategies as st
from test_joining_invariants import PACK, dossiers

from builder.corpus import chronology
from builder.corpus.chronology import clustering
from builder.corpus.chronology.verdicts import Verdicts
from builder.model.correction import Corrections

CALL = Tell(
    "Un appel a eu lieu mardi", "appel", "call", "2025-03-18", ("donald-trump",)
)
TALK = Tell("Un appel a été passé", "appel", "call", "2025-03-18", ("donald-trump",))
TWO = [account("a", "2025-03-20", CALL), account("b", "2025-03-20", TALK)]
LESS = {name: replace(one, country="", tenures=()) for name, one in ENTITIES.items()}


def line(articles, verdicts=None, entities=ENTITIES):
    return chronology.gather(articles, entities, Corrections(), PACK, OFFICES, verdicts)


def after(articles, entities=ENTITIES) -> Verdicts:
    """What is kept of a run."""
    verdicts = Verdicts()
    line(articles, verdicts, entities)
    return Verdicts(verdicts.written())


@pytest.fixture
def weighed(monkeypatch):
    """The pairs that are weighed, as they are."""
    found = []
    real = clustering._weighed

    def seen(*given, refers):
        found.append(given[-1])
        return real(*given, refers=refers)

    monkeypatch.setattr(clustering, "_weighed", seen)
    return found


@settings(max_examples=100, deadline=None)
@given(dossiers, dossiers, st.sampled_from([ENTITIES, LESS]))
def test_whatever_changed_the_chronology_is_that_of_a_first_run(before, now, entities):
    # Articles of both have the same ids: some are changed, some come, some go, the first stays.
    now = before[:1] + now[1:]
    assert line(now, after(before, entities)) == line(now)


def test_nothing_is_weighed_twice(weighed):
    known = after(TWO)
    assert weighed
    weighed.clear()
    assert line(TWO, known) == line(TWO, known)
    assert not weighed


def test_an_account_that_changed_is_weighed_again(weighed):
    known = after(TWO)
    weighed.clear()
    later = [TWO[0], account("b", "2025-03-21", TALK)]
    line(later, known)
    assert weighed


def test_what_nothing_asks_for_any_more_is_dropped():
    known = after(TWO)
    line(TWO, known)
    whole = known.written()
    line(TWO[:1], known)
    assert len(known.written()) < len(whole)


@pytest.mark.parametrize(
    "written", [b"{", b"1", b"[1]", b'{"a": 1}', b'{"a": [[], {"x": 1}]}', b"\xff"]
)
def test_what_is_no_verdict_is_not_taken_for_one(written):
    assert line(TWO, Verdicts(written)) == line(TWO)
