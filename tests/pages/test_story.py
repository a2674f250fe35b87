"""The story: what stands under what, which articles are compared, what the filter's data hold."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import made
import pytest

from builder.model.event import MergeProposal, Participant, PlacedBy, Rank, Role
from builder.pages import facts_file, pairs, story, strip
from builder.pages.index import DossierIndex
from builder.pages.story_index import StoryIndex

NONE = frozenset()
ARTICLES = {f"a{n}": made.annotated(n, "2025-03-20").article for n in range(5)}


def event(n, day, rank=Rank.PRIMARY, **more):
    return replace(made.event(n, day), rank=rank, **more)


def under(*events, articles=("a0", "a1"), turning=NONE):
    """For each item of the story: whose it is, and what stands under it."""
    found = []
    for item in story.items(events, [ARTICLES[one] for one in articles], turning):
        name = item.article.id if item.article else item.event.id
        found.append((name, *(
            [one.id for one in many] for many in (item.own, item.folded, item.reactions)
        )))  # fmt: skip
    return found


def test_what_an_article_does_not_date_stands_under_it():
    news = event(1, "2025-03-20~", placed_by=PlacedBy.PUBLICATION)
    assert under(news, articles=["a1"]) == [("a1", [], ["e1"], [])]
    assert under(news, articles=["a1"], turning={"e1"}) == [("a1", ["e1"], [], [])]


def test_a_reaction_is_folded_under_its_article_or_the_fact_of_its_day():
    deed = event(1, "2025-03-18")
    same = event(6, "2025-03-18", Rank.REACTION)
    assert under(deed, same, articles=[]) == [("e1", [], [], ["e6"])]
    other = event(7, "2025-03-19", Rank.REACTION)
    assert [row[0] for row in under(deed, other, articles=[])] == ["e1", "e7"]
    news = event(1, "2025-03-20~", Rank.REACTION, placed_by=PlacedBy.PUBLICATION)
    assert under(news, articles=["a1"]) == [("a1", [], [], ["e1"])]


def test_nothing_dated_is_lost_and_the_order_is_that_of_time():
    dossier = made.dossier(5, 12, 60, 6)
    articles = [annotated.article for annotated in dossier.articles]
    items = story.items(dossier.events, articles, NONE)
    told = [
        one.id
        for item in items
        for one in (
            *filter(None, [item.event]),
            *item.own,
            *item.folded,
            *item.reactions,
        )
    ]
    assert sorted(told) == sorted(e.id for e in dossier.events if e.moment is not None)
    assert [item.order for item in items] == sorted(item.order for item in items)


@pytest.mark.parametrize(
    ("day", "is_old"),
    [("1991-12", True), ("2022-02-24/..", True), ("2024-06", False), (None, False)],
)
def test_what_was_over_a_year_before_the_first_article_is_long_ago(day, is_old):
    index = DossierIndex(made.dossier(5, 3, 0, 3))
    assert bool(story.long_ago(index, [event(1, day)])) is is_old


def shared(n, *articles):
    """An event that those articles tell."""
    one = made.event(n, "2025-03-18")
    (mention,) = one.mentions
    told = tuple(replace(mention, id=f"{a}.p1s{n}", article=a) for a in articles)
    return replace(one, mentions=told)


def test_two_articles_that_tell_one_event_are_a_pair():
    dossier = replace(made.dossier(40, 3, 0), events=(shared(1, "a3", "a7"),))
    (pair,) = StoryIndex(dossier).pairs
    assert (pair.first, pair.second) == ("a3", "a7")


def test_two_articles_that_tell_of_one_day_with_one_actor_are_a_pair():
    actor = (Participant("per-1", Role.AGENT),)
    events = tuple(
        replace(shared(n, f"a{n}"), participants=actor if n < 3 else ())
        for n in (1, 2, 3)
    )
    dossier = replace(made.dossier(40, 3, 0), events=events)
    assert [(pair.name, pair.days) for pair in StoryIndex(dossier).pairs] == [
        ("a1--a2", ["2025-03-18"])
    ]


def test_pairs_grow_with_the_articles_and_not_with_their_square():
    articles = [f"a{n}" for n in range(60)]
    events = tuple(
        shared(n, *two) for n, two in enumerate(combinations(articles, 2)) if n % 2
    )
    dossier = replace(made.dossier(60, 3, 0), events=events)
    found = StoryIndex(dossier).pairs
    assert 60 < len(found) <= 60 * pairs.PARTNERS / 2


def test_a_vague_day_and_that_of_an_article_are_nobody_s_day():
    assert pairs.own_day(event(1, "2025-03-18")) == "2025-03-18"
    assert pairs.own_day(event(1, "2025-03-18~")) == ""
    assert pairs.own_day(event(1, "2025-03")) == ""
    assert pairs.own_day(event(1, "2025-03-18", placed_by=PlacedBy.PUBLICATION)) == ""


def facts(dossier):
    script = facts_file.facts(DossierIndex(dossier))
    assert script.isascii()
    assert script.count("\n") == 1
    return json.loads(script.removeprefix("window.dossierFaits=").rstrip(";\n"))


def test_the_file_of_the_filter_has_every_fact_once_and_is_small():
    dossier = made.dossier(120, 90, 400, 12)
    found = facts(dossier)
    assert [row[0] for row in found["faits"]] == [event.id for event in dossier.events]
    assert len(json.dumps(found)) < 200 * len(dossier.events)


def test_a_title_cannot_end_the_script():
    hostile = "</script>\u2028*/é"
    dossier = made.dossier(5, 3, 1)
    told = tuple(replace(event, title=hostile) for event in dossier.events)
    assert facts(replace(dossier, events=told))["faits"][0][1] == hostile


def test_columns_of_time_count_every_dated_fact():
    dossier = made.dossier(5, 12, 60, 6)
    columns = strip.periods_of(DossierIndex(dossier))
    dated = [event for event in dossier.events if event.moment is not None]
    assert sum(one.count for one in columns) == len(dated)
    assert columns[0].words == "avant 2024"
    assert max(one.height for one in columns) == strip.HIGH


def test_a_column_leads_to_its_month_where_the_page_has_it():
    index = DossierIndex(made.dossier(5, 12, 60, 6))
    chosen = strip.periods_of(index)[2].period
    columns = strip.periods_of(index, frozenset([f"m-{chosen}"]))
    led = {one.period: one.address.partition("#")[2] for one in columns}
    assert led.pop(chosen) == f"m-{chosen}"
    assert set(led.values()) == {"avant"}


def test_no_dates_no_columns():
    undated = replace(made.dossier(5, 3, 0), events=(made.event(1, None),))
    assert strip.periods_of(DossierIndex(undated)) == ()


def test_an_article_belongs_to_the_part_of_the_chronology_in_which_it_came_out():
    index = DossierIndex(made.dossier(40, 12, 400, 6))
    found = index.articles_of_part
    told = [article.id for within in found.values() for article in within]
    assert sorted(told) == sorted(index.articles)
    for name, within in found.items():
        years = {article.published.date.edtf[:4] for article in within}
        assert any(year in name for year in years) or "--" in name


@pytest.mark.parametrize(("score", "count"), [(2.8, 1), (1.0, 0)])
def test_two_events_that_are_likely_one_are_compared(score, count):
    events = (shared(1, "a1"), shared(2, "a2"))
    proposal = MergeProposal("e1", "e2", score, ())
    dossier = replace(made.dossier(40, 3, 0), events=events, proposals=(proposal,))
    assert [len(pair.maybe) for pair in StoryIndex(dossier).pairs] == [1] * count
