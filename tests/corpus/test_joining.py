"""One event for all accounts of it, two for two that only look alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from accounts import ENTITIES, OFFICES, Tell, account

from builder.corpus import chronology
from builder.model.article import BlockKind, Rights, Span
from builder.model.correction import ClaimRef, Corrections, EventAction, EventCorrection
from builder.model.dates import parse_edtf
from builder.model.event import Modality, Rank

TRUMP, POUTINE, ZELENSKY = "donald-trump", "vladimir-poutine", "volodymyr-zelensky"

FEBRUARY = account(
    "002", "2025-02",
    Tell("Donald Trump a eu mercredi un entretien téléphonique avec Vladimir Poutine.", "entretien téléphonique", "call",
         "[2025-02-05,2025-02-12,2025-02-19,2025-02-26]", (TRUMP, POUTINE)),
    Tell("Donald Trump a parlé mercredi au téléphone avec Volodymyr Zelensky.", "parlé", "call",
         "[2025-02-05,2025-02-12,2025-02-19,2025-02-26]", (TRUMP, ZELENSKY)),
    Tell("Cette discussion a duré environ une heure.", "discussion", "call"),
    Tell("La Russie a lancé son offensive en Ukraine le 24 février 2022.", "offensive", "attack", "2022-02-24",
         ("russie", "ukraine"), background=True),
)  # fmt: skip
MARCH = account(
    "004", "2025-03-18",
    Tell("Donald Trump et Vladimir Poutine ont parlé mardi lors d’un long appel téléphonique.", "appel téléphonique",
         "call", "2025-03-18", (TRUMP, POUTINE)),
    Tell("L’appel a duré au moins 90 minutes.", "appel", "call"),
    Tell("La semaine dernière, les États-Unis et l’Ukraine ont proposé un cessez-le-feu de 30 jours.", "proposé",
         "proposal", "2025-03-10/2025-03-16", ("etats-unis", "ukraine")),
)  # fmt: skip
UNDATED = account(
    "001", "",
    Tell("Volodymyr Zelensky a accepté une proposition de cessez-le-feu de 30 jours des États-Unis.", "accepté",
         "agreement", "", (ZELENSKY, "etats-unis")),
    Tell("Donald Trump a décrit les soldats comme « vulnérables et encerclés ».", "décrit", "statement", "", (TRUMP,)),
    Tell("L’armée ukrainienne a démenti être encerclée.", "démenti", "statement", "", ("armee-ukrainienne",),
         Modality.DENIED),
)  # fmt: skip
JULY = account(
    "003", "2025-07",
    Tell("Donald Trump s’est récemment entretenu avec Vladimir Poutine.", "entretenu", "call", "", (TRUMP, POUTINE)),
    Tell("La guerre en Ukraine, menée par la Russie, perdure depuis février 2022.", "guerre", "war", "2022-02/..",
         ("russie", "ukraine"), background=True),
)  # fmt: skip
ALL = (UNDATED, FEBRUARY, JULY, MARCH)


def line(articles, pack, *decisions):
    return chronology.gather(
        articles, ENTITIES, Corrections(events=decisions), pack, OFFICES
    )


def groups(chronology):
    return {frozenset(c.id for c in e.mentions) for e in chronology.events}


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"002.p1s1"}, "the call of February"),
        ({"004.p1s1", "004.p2s1"}, "the call of March, and how long it was"),
        ({"003.p1s1"}, "the call of July, which has no day"),
        ({"002.p2s1", "002.p3s1"}, "“cette discussion” is the one just told"),
        ({"002.p4s1", "003.p2s1"}, "one invasion, told by the day and by the month"),
        ({"004.p3s1"}, "a truce of 30 days, proposed: not yet accepted"),
        ({"001.p1s1"}, "a truce of 30 days, accepted"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_claims_are_one_event(claims, why, pack):
    assert claims in groups(line(ALL, pack)), why


def test_order_of_articles_changes_nothing(pack):
    assert (
        line(ALL, pack)
        == line(ALL[::-1], pack)
        == line((JULY, UNDATED, MARCH, FEBRUARY), pack)
    )


def test_no_claim_is_lost_or_told_twice(pack):
    told = [c.id for e in line(ALL, pack).events for c in e.mentions]
    assert sorted(told) == sorted(c.id for a in ALL for c in a.event_mentions)


@pytest.mark.parametrize("gone", range(len(ALL)))
def test_removing_an_article_removes_exactly_its_claims(gone, pack):
    rest = [a for n, a in enumerate(ALL) if n != gone]
    told = {c.id for e in line(rest, pack).events for c in e.mentions}
    assert told == {c.id for a in rest for c in a.event_mentions}


@pytest.mark.parametrize("added", range(len(ALL)))
def test_adding_an_article_leaves_every_address_with_an_event(added, pack):
    before = line([a for n, a in enumerate(ALL) if n != added], pack)
    after = line(ALL, pack)
    there = {i for e in after.events for i in (e.id, *e.aliases)}
    assert {e.id for e in before.events} <= there


@pytest.mark.parametrize("added", range(len(ALL)))
def test_what_has_a_page_of_its_own_is_redirected(added, pack):
    before = line([a for n, a in enumerate(ALL) if n != added], pack)
    after = line(ALL, pack)
    shared = {e.id for e in before.events if len({c.article for c in e.mentions}) > 1}
    assert shared <= {e.id for e in after.events} | after.redirects.keys()


def test_adding_the_last_article_by_id_changes_no_id(pack):
    before = {c.id: e.id for e in line(ALL[:3], pack).events for c in e.mentions}
    later = line((*ALL[:3], account("900", "2025-02-13", *_as_told(FEBRUARY))), pack)
    after = {c.id: e.id for e in later.events for c in e.mentions}
    assert {c: after[c] for c in before} == before


def _as_told(told):
    tells = []
    for claim in told.event_mentions[:2]:
        words = claim.trigger.of(told.article.text)
        who = tuple(p.entity for p in claim.participants)
        tells.append(
            Tell(claim.span.of(told.article.text), words, claim.kind, "2025-02-12", who)
        )
    return tells


def test_an_id_depends_on_no_entity_rule_or_date(pack):
    plain = Tell(
        "Donald Trump a appelé Vladimir Poutine.",
        "appelé",
        "call",
        "2025-02-12",
        (TRUMP, POUTINE),
    )
    other = Tell(plain.text, plain.trigger, "meeting", "", (TRUMP,))
    one, two = (
        line([account("a", "2025-02-12", t)], pack).events[0].id for t in (plain, other)
    )
    assert one == two


def _pair(first, second, pack):
    """Whether two claims of two articles published the same day become one event."""
    events = line(
        (account("a", "2025-03-20", first), account("b", "2025-03-20", second)), pack
    ).events
    return len(events) == 1


CALL = Tell(
    "Donald Trump a appelé Vladimir Poutine.",
    "appelé",
    "call",
    "2025-03-18",
    (TRUMP, POUTINE),
)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (Tell("Trump et Poutine ont eu un appel.", "appel", "call", "2025-03-18", (TRUMP, POUTINE)), True),
        (Tell("Trump et Poutine ont eu un appel.", "appel", "call", "2025-03", (TRUMP, POUTINE)), True),
        (Tell("Moscou et Washington se sont parlé.", "parlé", "call", "2025-03-18", ("russie", "etats-unis")), True),
        (Tell("Trump et Poutine ont eu un appel.", "appel", "call", "2025-03-19", (TRUMP, POUTINE)), False),
        (Tell("Trump et Poutine ont eu un appel.", "appel", "call", "2025-02", (TRUMP, POUTINE)), False),
        (Tell("Trump a appelé Zelensky.", "appelé", "call", "2025-03-18", (TRUMP, ZELENSKY)), False),
        (Tell("Witkoff a appelé Poutine.", "appelé", "call", "2025-03-18", ("steve-witkoff", POUTINE)), False),
        (Tell("Trump a attaqué Poutine.", "attaqué", "attack", "2025-03-18", (TRUMP, POUTINE)), False),
        (Tell("Trump appellera Poutine.", "appellera", "call", "2025-03-18", (TRUMP, POUTINE), Modality.PLANNED), True),
        (Tell("Trump n’a pas appelé Poutine.", "appelé", "call", "2025-03-18", (TRUMP, POUTINE), Modality.DENIED), False),
        (Tell("Trump aurait appelé Poutine.", "appelé", "call", "2025-03-18", (TRUMP, POUTINE), Modality.CONDITIONAL), True),
    ],
    ids=["day", "month", "states", "next-day", "other-month", "counterpart", "person", "kind", "planned", "denied", "conditional"],
)  # fmt: skip
def test_one_event_or_two(other, one, pack):
    assert _pair(CALL, other, pack) is one


@pytest.mark.parametrize(
    ("place", "one"),
    [("kiev", True), ("odessa", False), ("ukraine", True)],
    ids=["same", "elsewhere", "around"],
)
def test_attacks_of_one_day_are_one_only_in_one_place(place, one, pack):
    told = [
        Tell(
            f"La Russie a frappé {n}.",
            "frappé",
            "attack",
            "2025-03-18",
            ("russie",),
            places=(p,),
        )
        for n, p in (("Kiev", "kiev"), (place, place))
    ]
    assert _pair(*told, pack) is one


def test_what_fits_two_events_joins_neither_and_is_proposed(pack):
    first = Tell(
        "Trump et Poutine ont eu un appel.",
        "appel",
        "call",
        "2025-03-04",
        (TRUMP, POUTINE),
    )
    unsure = Tell(
        "En mars, Trump et Poutine ont eu un appel.",
        "appel",
        "call",
        "2025-03",
        (TRUMP, POUTINE),
    )
    articles = [
        account(i, "2025-04", t) for i, t in (("a", CALL), ("b", first), ("c", unsure))
    ]
    chronology = line(articles, pack)
    assert len(chronology.events) == 3
    assert len(chronology.proposals) == 2
    reasons = [reason for p in chronology.proposals for reason in p.reasons]
    assert reasons
    assert all("même genre de fait" in reason.lower() for reason in reasons)


def test_two_undated_articles_prove_nothing_together(pack):
    tell = Tell(
        "Donald Trump a longuement parlé à Vladimir Poutine.",
        "parlé",
        "call",
        "",
        (TRUMP, POUTINE),
    )
    chronology = line((account("a", "", tell), account("b", "", tell)), pack)
    assert len(chronology.events) == 2
    assert len(chronology.proposals) == 1


def test_no_event_has_two_claims_with_incompatible_days(pack):
    moments = [[c.date for c in e.mentions if c.date] for e in line(ALL, pack).events]
    pairs = [pair for some in moments for pair in combinations(some, 2)]
    assert pairs
    assert all(a.compatible(b) for a, b in pairs)


def test_an_event_takes_the_narrowest_moment_its_claims_allow(pack):
    dated = account(
        "z",
        "2025-02-13",
        Tell(CALL.text, "appelé", "call", "2025-02-12", (TRUMP, POUTINE)),
    )
    event = next(
        e
        for e in line((FEBRUARY, dated), pack).events
        if "z.p1s1" in {c.id for c in e.mentions}
    )
    assert event.date == parse_edtf("2025-02-12")
    assert len(event.mentions) == 2


PAUSE = Tell(
    "Cet hiver, les frappes russes ont marqué une pause.",
    "pause",
    "truce",
    "2025-12/2026-02",
    ("russie",),
)
SUSPENSION = Tell(
    "La Russie a respecté une suspension temporaire.",
    "suspension",
    "truce",
    "",
    ("russie",),
)


@pytest.mark.parametrize(
    ("tells", "events"),
    [
        ((PAUSE, SUSPENSION), 1),
        ((PAUSE, Tell(SUSPENSION.text, "suspension", "truce", "2026-03-02", ("russie",))), 2),
        ((PAUSE, Tell("L’Ukraine a respecté une suspension.", "suspension", "truce", "", ("ukraine",))), 2),
        ((PAUSE, Tell(SUSPENSION.text, "suspension", "truce", "", ("russie",), Modality.DEMANDED)), 2),
        ((Tell("La Russie a frappé.", "frappé", "attack", "", ("russie",)),
          Tell("La Russie a bombardé.", "bombardé", "attack", "", ("russie",))), 2),
        ((SUSPENSION, Tell("Un accord a été trouvé.", "accord", "agreement", "", ("ukraine",)),
          Tell("La suspension a duré de dimanche à dimanche.", "suspension", "truce", "2026-01-25/2026-02-01")), 2),
        ((Tell("Donald Trump a annoncé une trêve.", "annoncé", "statement", "", (TRUMP,)),
          Tell("Donald Trump a confirmé une trêve.", "confirmé", "statement", "", (TRUMP,))), 1),
        ((Tell("Donald Trump a annoncé une trêve.", "annoncé", "statement", "", (TRUMP,)),
          Tell("Donald Trump a démenti une trêve.", "démenti", "statement", "", (TRUMP,))), 2),
    ],
    ids=["season-and-undated", "other-time", "other-party", "only-demanded", "kind-that-does-not-last", "named-again", "said-on", "taken-back"],
)  # fmt: skip
def test_what_one_article_tells_of_one_thing(tells, events, pack):
    assert len(line([account("a", "2026-02-04", *tells)], pack).events) == events


@pytest.mark.parametrize(
    ("kind", "one"),
    [(BlockKind.TITLE, True), (BlockKind.PARAGRAPH, False)],
    ids=["title", "sentence"],
)
def test_a_title_tells_what_the_first_sentences_tell(kind, one, pack):
    tells = (
        ("Séisme : Kiev frappée", "frappée"),
        ("Un séisme a secoué Kiev samedi.", "secoué"),
    )
    told = account(
        "a", "2016-08-24", *(Tell(t, w, "disaster", "", ("kiev",)) for t, w in tells)
    )
    blocks = (replace(told.article.blocks[0], kind=kind), *told.article.blocks[1:])
    told = replace(told, article=replace(told.article, blocks=blocks))
    assert (len(line([told], pack).events) == 1) is one


@pytest.mark.parametrize(
    ("kind", "events"), [("attack", 1), ("death", 2)], ids=["one-kind", "two-kinds"]
)
def test_two_kinds_of_thing_in_one_clause_are_two(kind, events, pack):
    told = account("a", "2016-08-24", Tell("La Russie aurait mené un attentat à Kiev et perdu trois drones.", "attentat", "attack",
                                           "", ("russie",), places=("kiev",)))  # fmt: skip
    at = told.article.text.index("perdu")
    other = replace(
        told.event_mentions[0], id="a.p1s1b", kind=kind, trigger=Span(at, at + 5)
    )
    assert (
        len(
            line(
                [replace(told, event_mentions=(*told.event_mentions, other))], pack
            ).events
        )
        == events
    )


def test_an_event_that_some_sentence_calls_a_call_is_one(pack):
    met = Tell(
        "Trump et Poutine se sont entretenus.",
        "entretenus",
        "meeting",
        "2025-03-18",
        (TRUMP, POUTINE),
    )
    called = Tell(
        "L’appel a duré une heure.",
        "appel",
        "call",
        "",
        (TRUMP, POUTINE),
        Modality.REPORTED,
    )
    events = line([account("a", "2025-03-18", met, called)], pack).events
    assert [(e.kind, e.modality) for e in events] == [("call", Modality.ASSERTED)]


def test_an_event_has_the_best_title_of_its_mentions(pack):
    detail = replace(titled("a", "Un détail"), rank=Rank.DETAIL)
    told = [titled("b", "Ce que dit l’article"), detail]
    assert chosen_title(told, pack) == "Ce que dit l’article"


def test_the_headline_gives_the_title_before_others_of_its_rank(pack):
    first = titled("a", "Premier")
    assert chosen_title(
        [first, replace(titled("b", "Titre"), headline=True)], pack
    ) == ("Titre")


def test_an_event_without_a_title_of_its_own_has_kind_and_names(pack):
    bare = chosen_title([titled("a", "")], pack)
    assert bare == "Appel téléphonique entre Donald Trump et Vladimir Poutine"


def test_no_two_entries_have_one_title(pack):
    one = account("a", "2025-03-18", CALL)
    two = account("b", "2025-07-04", replace(CALL, when="2025-07-04"))
    found = line([titled_account(one), titled_account(two)], pack).events
    assert [event.title for event in found] == [
        "Un appel",
        "Appel téléphonique entre Donald Trump et Vladimir Poutine",
    ]


def titled_account(whole):
    """An article whose call is titled "Un appel"."""
    (mention,) = whole.event_mentions
    called = replace(mention, title="Un appel", rank=Rank.PRIMARY)
    return replace(whole, event_mentions=(called,))


def test_what_has_no_words_is_no_entry_beside_one_of_its_sentence(pack):
    whole = account("a", "2025-03-18", CALL)
    (mention,) = whole.event_mentions
    called = replace(mention, title="Un appel", rank=Rank.PRIMARY)
    bare = replace(called, id="a.p1s1b", kind="justice", title="")
    found = line([replace(whole, event_mentions=(called, bare))], pack).events
    assert [event.title for event in found] == ["Un appel"]


def titled(article, title):
    """The call, as an article titles it."""
    (mention,) = account(article, "2025-03-18", CALL).event_mentions
    return replace(mention, title=title, rank=Rank.PRIMARY)


def chosen_title(mentions, pack):
    """The title of the one event that these mentions of a call tell."""
    told = []
    for mention in mentions:
        whole = account(mention.article, "2025-03-18", CALL)
        told.append(replace(whole, event_mentions=(mention,)))
    (event,) = line(told, pack).events
    return event.title


def test_a_reserved_text_lends_no_clause_to_a_title(pack):
    told = account("a", "2025-03", CALL, rights=Rights.REFERENCE)
    assert (
        line([told], pack).events[0].title
        == "Appel téléphonique entre Donald Trump et Vladimir Poutine"
    )


def test_encircled_and_denies_being_encircled_differ(pack):
    found = {
        frozenset(d.mentions) for e in line(ALL, pack).events for d in e.divergences
    }
    assert frozenset({"001.p2s1", "001.p3s1"}) in found


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("L’attaque a fait 12 morts.", "L’attaque a fait 15 morts.", True),
        ("L’attaque a fait 12 morts.", "L’attaque a fait douze morts.", False),
        ("L’attaque a fait 12 morts.", "L’attaque a tué au moins 15 personnes.", True),
        ("L’attaque a duré 90 minutes.", "L’attaque a duré une heure et demie.", False),
        ("L’attaque a duré 90 minutes.", "L’attaque a duré près de deux heures.", True),
        ("L’attaque a visé un pont stratégique, une trêve complète rompue.",
         "L’attaque a visé un pont stratégique, une trêve limitée rompue.", True),
    ],
    ids=["numbers", "same-number", "killed", "same-duration", "durations", "opposed"],
)  # fmt: skip
def test_what_differs_within_an_event(first, second, differ, pack):
    tells = [
        Tell(t, "attaque", "attack", "2025-03-18", ("russie",), places=("kiev",))
        for t in (first, second)
    ]
    event = line(
        [account(i, "2025-03-19", t) for i, t in zip("ab", tells, strict=True)], pack
    ).events[0]
    assert len(event.mentions) == 2
    assert bool(event.divergences) is differ


def decision(action, events=(), claims=(), **more):
    refs = tuple(ClaimRef(a, q) for a, q in claims)
    return EventCorrection("k", action, tuple(events), refs, **more)


def _id(claim, pack):
    return next(
        e.id for e in line(ALL, pack).events if claim in {c.id for c in e.mentions}
    )


def test_the_author_merges(pack):
    ids = [_id("002.p1s1", pack), _id("003.p1s1", pack)]
    chronology = line(
        ALL, pack, decision(EventAction.MERGE, ids, title="Un seul appel")
    )
    event = next(e for e in chronology.events if e.id == ids[0])
    assert {c.id for c in event.mentions} == {"002.p1s1", "003.p1s1"}
    assert event.title == "Un seul appel"
    assert chronology.redirects[ids[1]] == ids[0]
    assert event.aliases == (ids[1],)
    assert chronology.matched == {"k"}


def test_the_author_splits(pack):
    told = decision(
        EventAction.SPLIT, [_id("004.p1s1", pack)], [("004", "au moins 90 minutes")]
    )
    assert {frozenset({"004.p1s1"}), frozenset({"004.p2s1"})} <= groups(
        line(ALL, pack, told)
    )


def test_the_author_redates_retitles_and_hides(pack):
    ids = [_id("002.p1s1", pack), _id("003.p1s1", pack)]
    chronology = line(
        ALL, pack,
        decision(EventAction.REDATE, ids[:1], date=parse_edtf("2025-02-12")),
        decision(EventAction.RETITLE, ids[:1], title="L’appel de février"),
        decision(EventAction.HIDE, ids[1:]),
    )  # fmt: skip
    event = next(e for e in chronology.events if e.id == ids[0])
    assert (event.date, event.title) == (parse_edtf("2025-02-12"), "L’appel de février")
    assert (event.placed, event.placed_by) == (event.date, None)
    assert ids[1] not in {e.id for e in chronology.events}


def test_the_author_adds(pack):
    told = decision(
        EventAction.ADD,
        (),
        [("004", "duré au moins 90 minutes")],
        title="Un ajout",
        date=parse_edtf("2025-03"),
    )
    event = next(e for e in line(ALL, pack, told).events if e.title == "Un ajout")
    assert (event.date, event.mentions[0].sentence) == (parse_edtf("2025-03"), "p2s1")


def test_the_author_marks_and_rejects_a_divergence(pack):
    marked = decision(
        EventAction.DIVERGE,
        (),
        [("002", "environ une heure"), ("004", "au moins 90")],
        topic="durée",
    )
    agreed = decision(
        EventAction.AGREE, (), [("001", "vulnérables"), ("001", "démenti")]
    )
    found = {
        d.topic for e in line(ALL, pack, marked, agreed).events for d in e.divergences
    }
    assert found == {"durée"}


def test_the_author_rejects_a_proposed_merge(pack):
    tell = Tell(
        "Donald Trump a longuement parlé à Vladimir Poutine.",
        "parlé",
        "call",
        "",
        (TRUMP, POUTINE),
    )
    articles = (account("a", "", tell), account("b", "", tell))
    proposal = line(articles, pack).proposals[0]
    told = decision(EventAction.APART, (proposal.first, proposal.second))
    assert line(articles, pack, told).proposals == ()


def test_a_decision_about_nothing_is_not_matched(pack):
    assert (
        line(ALL, pack, decision(EventAction.HIDE, ["appel-inconnu"])).matched
        == frozenset()
    )


ALIKE = Tell("La Russie a mené une attaque.", "attaque", "attack", "", ("russie",))
AFTER = Tell(
    "Cette attaque a tué douze hommes de l’Ukraine.",
    "attaque",
    "attack",
    "",
    ("ukraine",),
)
WHOLE = account("b", "2025-03-18", ALIKE, AFTER)
OTHER = account(
    "a",
    "2025-03-18",
    replace(ALIKE, text="Une autre attaque de la Russie visait Kiev."),
)


@pytest.mark.parametrize("others", [(), (OTHER,)], ids=["alone", "beside-a-look-alike"])
def test_what_one_article_tells_does_not_hang_on_another_that_looks_alike(others, pack):
    assert {"b.p1s1", "b.p2s1"} in groups(line((*others, WHOLE), pack))
