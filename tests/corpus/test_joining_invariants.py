"""What holds for the chronology of any articles whatever."""

from __future__ import annotations

from itertools import combinations

from accounts import ENTITIES, OFFICES, Tell, account
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.corpus import chronology
from builder.lang.pack import language_pack
from builder.model.correction import Corrections
from builder.model.event import Modality

PACK = language_pack("fr")
WORDS = {
    "call": "Un appel a eu lieu avec lui",
    "meeting": "La rencontre a duré deux heures",
    "attack": "Cette attaque a fait 12 morts",
    "agreement": "Un accord sur une trêve de 30 jours",
    "statement": "Une déclaration sur la trêve",
}
WHEN = [
    "",
    "2025-03",
    "2025-03-18",
    "2025-03-19",
    "[2025-03-11,2025-03-18]",
    "2025-03-17/2025-03-23",
    "2022-02/..",
    "../2025-03",
]
WHO = [
    (),
    ("donald-trump",),
    ("donald-trump", "vladimir-poutine"),
    ("russie", "ukraine"),
    ("steve-witkoff", "vladimir-poutine"),
]

tells = st.builds(
    lambda kind, when, who, modality, background, place: Tell(
        WORDS[kind],
        WORDS[kind].split()[1],
        kind,
        when,
        who,
        modality,
        background,
        (place,) if place else (),
    ),
    st.sampled_from(sorted(WORDS)),
    st.sampled_from(WHEN),
    st.sampled_from(WHO),
    st.sampled_from(
        [Modality.ASSERTED, Modality.REPORTED, Modality.PLANNED, Modality.DENIED]
    ),
    st.booleans(),
    st.sampled_from(["", "kiev", "odessa"]),
)
dossiers = st.lists(
    st.tuples(
        st.sampled_from(["", "2025-03-20", "2025-03", "2025-07"]),
        st.lists(tells, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda articles: [
        account(f"a{n}", published, *told)
        for n, (published, told) in enumerate(articles)
    ]
)


def line(articles):
    return chronology.gather(articles, ENTITIES, Corrections(), PACK, OFFICES)


@settings(max_examples=150, deadline=None)
@given(dossiers, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(articles, random):
    shuffled = random.sample(articles, len(articles))
    assert line(shuffled) == line(articles)


@settings(max_examples=150, deadline=None)
@given(dossiers)
def test_every_claim_is_told_once_and_no_event_contradicts_itself(articles):
    events = line(articles).events
    assert sorted(c.id for e in events for c in e.mentions) == sorted(
        c.id for a in articles for c in a.event_mentions
    )
    for event in events:
        assert all(
            x.date.compatible(y.date)
            for x, y in combinations(event.mentions, 2)
            if x.date and y.date
        )
        assert (
            len(
                {
                    c.modality.occurred or c.modality is Modality.CONDITIONAL
                    for c in event.mentions
                    if c.modality is not Modality.PLANNED
                }
            )
            <= 1
        )
        assert event.title


@settings(max_examples=150, deadline=None)
@given(dossiers, st.integers(0, 3))
def test_an_article_more_takes_no_address_away(articles, more):
    rest = [a for n, a in enumerate(articles) if n != more % len(articles)]
    before, after = line(rest), line(articles)
    assert {e.id for e in before.events} <= {
        i for e in after.events for i in (e.id, *e.aliases)
    }


@settings(max_examples=150, deadline=None)
@given(dossiers)
def test_an_article_that_comes_last_by_its_id_changes_no_id_but_where_it_joins_two(
    articles,
):
    before = line(articles[:-1])
    after = {c.id: e.id for e in line(articles).events for c in e.mentions}
    kept = {e.id for e in before.events}
    for event in before.events:
        founder = min(event.mentions, key=lambda c: (c.article, c.id))
        assert after[founder.id] in kept


def test_a_crowd_of_accounts_is_one_event():
    call = Tell(
        "Trump a appelé Poutine",
        "appelé",
        "call",
        "2025-03-18",
        ("donald-trump", "vladimir-poutine"),
    )
    other = Tell(
        "Trump a appelé Poutine",
        "appelé",
        "call",
        "2025-03-19",
        ("donald-trump", "vladimir-poutine"),
    )
    events = line(
        [account(f"a{n:03}", "2025-03-20", call, other) for n in range(150)]
    ).events
    assert [len(e.mentions) for e in events] == [150, 150]
