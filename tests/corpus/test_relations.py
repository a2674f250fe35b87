"""Who appears with whom, and which articles go together."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from accounts import ENTITIES, OFFICES, Tell, account
from hypothesis import given
from hypothesis import strategies as st

from builder.corpus import chronology, relations
from builder.model.article import Span
from builder.model.correction import Corrections
from builder.model.event import Event, Modality
from builder.model.mention import EntityType, Link, LinkStatus, Mention, MentionKind

MENTION = Mention(Span(0, 1), "x", MentionKind.NAME, EntityType.PER, "kb:name")
ASSERTED = Modality.ASSERTED

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


def pairs_by_hand(articles, events):
    """Every pair and what it weighs, as `between_articles` defines it and without an index."""
    people = {
        a.article.id: {
            e
            for k in a.links
            if k.verdict is LinkStatus.LINKED and k.mention.type is EntityType.PER
            for e in k.entities
        }
        for a in articles
    }
    found = {}
    for one, two in combinations(sorted(people), 2):
        weight = 0
        for event in events:
            weight += 10 * ({one, two} <= {m.article for m in event.mentions})
        for person in people[one] & people[two]:
            named = sum(person in had for had in people.values())
            weight += 2 if 2 * named <= len(people) else 1
        if weight:
            found[one, two] = weight
    return found


@given(st.lists(st.sets(st.sampled_from("abcdefghij"), max_size=5), max_size=24),
       st.lists(st.sets(st.integers(0, 23), min_size=1, max_size=4), max_size=6))  # fmt: skip
def test_an_article_goes_with_the_eight_that_share_most(named, told):
    articles = []
    for number, people in enumerate(named):
        bare = account(f"{number:02}", "", Tell("Il dort.", "dort", "other"))
        links = [
            Link(MENTION, LinkStatus.LINKED, (person,), ()) for person in sorted(people)
        ]
        articles.append(replace(bare, links=tuple(links)))
    events = []
    for number, numbers in enumerate(told):
        mentions = [articles[n].event_mentions[0] for n in numbers if n < len(articles)]
        events.append(Event(f"e{number}", "other", "", None, tuple(mentions), ASSERTED))
    weights = pairs_by_hand(articles, events)
    nearest = set()
    for article in [a.article.id for a in articles]:
        mine = [pair for pair in weights if article in pair]
        nearest |= set(sorted(mine, key=lambda p: (-weights[p], p))[:8])
    found = relations.between_articles(articles, events)
    assert {(r.first, r.second): r.weight for r in found} == {
        pair: weights[pair] for pair in nearest
    }
    assert list(found) == sorted(found, key=lambda r: (-r.weight, r.first, r.second))
