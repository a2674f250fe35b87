"""Each doubt comes with the lines that would settle it; no decision of the author is dropped without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import ENTITIES, Tell, account
from linking import made

from builder.annotate.links import link
from builder.config import load
from builder.corpus import review
from builder.kb.load import knowledge_base
from builder.lang.messages import told
from builder.lang.pack import language_pack
from builder.model.article import Basis, Published, Span
from builder.model.correction import (
    ClaimRef,
    Correction,
    Corrections,
    EventAction,
    EventCorrection,
)
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf
from builder.model.dossier import Annotated
from builder.model.entity import Entity
from builder.model.event import MergeProposal
from builder.model.mention import EntityType, LinkStatus, Status
from builder.model.quote import Quote, Quoted, QuoteKind

TRUMP, POUTINE = "donald-trump", "vladimir-poutine"
TOLD = account(
    "a",
    "2025-02",
    Tell(
        "Mercredi, Trump a dit : « non: # merci ». Trump se tait.",
        "dit",
        "statement",
        "",
        (TRUMP,),
    ),
)
TEXT = TOLD.article.text


def span(words):
    at = TEXT.index(words)
    return Span(at, at + len(words))


def doubtful():
    links = tuple(
        replace(k, verdict=LinkStatus.AMBIGUOUS, entities=(TRUMP, POUTINE))
        if n == 0
        else k
        for n, k in enumerate(TOLD.links)
    )
    days = parse_edtf("[2025-02-05,2025-02-12]")
    timex = Timex(
        span("Mercredi"),
        days,
        DatingType.DATE,
        Anchor(AnchorKind.NONE),
        Basis.RELATIVE,
        "Quel mercredi ?",
        "r",
    )
    words = span("non: # merci")
    quote = Quote(
        Quoted(words, words),
        QuoteKind.DIRECT,
        (),
        None,
        None,
        "s",
        status=Status.UNSURE,
        sentence="p1s1",
    )
    published = Published(
        parse_edtf("2025-02"), Basis.INFERRED, ("Le texte dit : « février ».",)
    )
    article = replace(TOLD.article, published=published)
    return replace(
        TOLD, article=article, links=links, timexes=(timex,), quotes=(quote,)
    )


def found():
    return review.gather((doubtful(),), ENTITIES, (), ())


def test_each_kind_of_doubt_is_listed():
    assert [d.kind for d in found()] == ["article", "date", "quote", "mention"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-02", "en février 2025"),
        ("2017-05-14/..", "le 14 mai 2017 au plus tôt"),
    ],
)
def test_an_inferred_date_is_asked_about_in_words(value, words):
    published = Published(parse_edtf(value), Basis.INFERRED, ("Un indice.",))
    dated = replace(TOLD, article=replace(TOLD.article, published=published))
    doubt = next(iter(review.gather((dated,), ENTITIES, (), ())))
    assert doubt.what == f"La date de l’article est déduite : {words}."


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Awa Ndiayé", "Awa Ndiaie", True),
        ("Serguei Kovtchenko", "Sergueï Kovchenko", True),
        ("Awa Ndiaye", "A. Ndiaye", True),
        ("Awa Ndiaye", "Awa Ndiaye-Diop", True),
        ("Awa Ndiaye", "Awa Diop", False),
        ("Awa Ndiaye", "I. Ndiaye", False),
        ("Awa Ndiaye", "Awa Ndiaye-Diop-Sarr", False),
        ("Ndiaye", "Awa Ndiaye", False),
    ],
)
def test_unknown_people_of_near_names_are_asked_about(one, other, asked):
    known = {
        i: Entity(i, EntityType.PER, name, source=source, known=False)
        for i, name, source in (("first", one, "a"), ("second", other, "b"))
    }
    lines = [d.yaml for d in review.gather((TOLD,), known, (), ())]
    assert lines == (
        ["- merge_entities: [first, second]\n# - apart_entities: [first, second]\n"]
        if asked
        else []
    )
    assert not review.gather(
        (TOLD,),
        known,
        (),
        (),
        review.Answers(cannot_link={frozenset(("first", "second"))}),
    )


def test_institutions_of_one_name_are_asked_about_and_those_of_two_states_are_not():
    names = (
        ("a", "Parlement"),
        ("b", "Parlement"),
        ("c", "Parlement (Géorgie)"),
        ("d", "Parlements"),
    )
    asked = review.gather(
        (TOLD,),
        {i: Entity(i, EntityType.ORG, name, known=False) for i, name in names},
        (),
        (),
    )
    assert [d.yaml for d in asked] == [
        "- merge_entities: [a, b]\n# - apart_entities: [a, b]\n"
    ]
    assert asked[0].what.startswith("Une seule institution ou plusieurs")


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("UBT", "Union bretonne des travailleurs", True),
        ("UBT", "Union bretonne de tir à l’arc", False),
        ("Fonds Ardent", "Fonds Ardent Partners", True),
        ("Fonds Ardent", "Fonds Solide", False),
    ],
)
def test_unknown_institutions_are_asked_about_by_acronym_and_by_one_more_word(
    one, other, asked
):
    known = {
        i: Entity(i, EntityType.ORG, name, known=False)
        for i, name in (("first", one), ("second", other))
    }
    assert bool(review.gather((TOLD,), known, (), ())) is asked


def linked(article_id, marked):
    """An article with the names that are marked in it, linked by the machine."""
    article, doc, timexes, mentions = made(marked)
    links, local = link(
        article, doc, timexes, mentions, language_pack("fr"), knowledge_base()
    )
    return Annotated(
        replace(article, id=article_id), doc.sentences, (), links, (), (), local
    )


def unsure(annotated, *surfaces):
    links = tuple(
        replace(k, mention=replace(k.mention, status=Status.UNSURE))
        if k.mention.surface in surfaces
        else k
        for k in annotated.links
    )
    return replace(annotated, links=links)


A = unsure(linked("a", "[Hawkwind|ORG] a joué. [Hawkwind|ORG] revient."), "Hawkwind")
B = unsure(linked("b", "[Hawkwind|ORG] jouera à [Lens|LOC]."), "Hawkwind")
SURE = linked("c", "[Hawkwind|ORG] est un groupe.")
LONGER = linked("d", "Le [Hawkwind Fan Club|ORG] écoute.")
UNMARKED = linked("e", "Le mot hawkwind est anglais.")


def names_asked(*articles):
    entities = {e.id: e for a in articles for e in a.locals}
    return [d for d in review.gather(articles, entities, (), ()) if d.kind == "mention"]


def test_a_name_is_asked_about_once_however_often_it_stands():
    (asked,) = names_asked(A, B)
    assert asked.what == "« Hawkwind » : nom incertain. 3 mentions, dans 2 articles."
    assert (asked.where, asked.settles) == ("a", 3)


@pytest.mark.parametrize(
    ("others", "quoted"),
    [
        ((), ['- article: "*"']),
        ((SURE,), ['- article: "*"']),
        ((LONGER,), ['- article: "*"']),
        ((UNMARKED,), ['- article: "a"', '- article: "b"']),
    ],
    ids=["doubted", "meant", "part of a name", "another word"],
)
def test_a_decision_is_for_the_whole_dossier_where_the_words_mean_the_same_everywhere(
    others, quoted
):
    (asked,) = names_asked(A, B, *others)
    lines = asked.yaml.splitlines()
    assert [line for line in lines if line.startswith("-")] == quoted


def test_a_name_can_be_of_another_type_or_none():
    (asked,) = names_asked(A)
    assert [line.strip(" #") for line in asked.yaml.splitlines()[2:]] == [
        "type: ORG",
        "type: PER",
        "type: LOC",
        "type: EVENT",
        "type: PRODUCT",
        "reject: true",
    ]


def test_what_settles_most_mentions_comes_first():
    other = unsure(linked("0", "[Samopo|ORG] recule."), "Samopo")
    assert [d.settles for d in names_asked(other, A, B)] == [3, 1]


def test_candidates_of_one_name_are_told_by_what_they_are():
    pair = (TRUMP, POUTINE)
    named = {
        i: Entity(i, EntityType.PER, "Claire Martin", description=told)
        for i, told in zip(pair, ("maire", "déléguée CGT"), strict=True)
    }
    asked = [d for d in review.gather((doubtful(),), named, (), ()) if d.where]
    assert asked[-1].what == (
        "« Trump » : Claire Martin (maire) ou Claire Martin (déléguée CGT)."
    )


def test_people_whom_the_base_knows_are_not_asked_about():
    known = {
        i: Entity(i, EntityType.PER, name)
        for i, name in (("first", "Awa Ndiaye"), ("second", "Awa Ndiaie"))
    }
    assert review.gather((TOLD,), known, (), ()) == ()


def test_every_doubt_says_why_in_french_and_how_to_settle_it():
    doubts = found()
    assert doubts
    assert all(d.what.endswith((".", "?")) and d.yaml and d.file for d in doubts)


def test_the_lines_are_what_the_author_files_take(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    lines = "".join(d.yaml for d in found())
    (tmp_path / "corrections.yml").write_text(lines, "utf-8")
    settings = load(tmp_path)
    assert [
        (c.quote, c.entity, c.date, c.speaker) for c in settings.corrections.words
    ] == [
        ("Mercredi", None, parse_edtf("2025-02-05"), None),
        ("non: # merci", None, None, ()),  # nobody is sure to be named before
        ("Trump", TRUMP, None, None),
    ]
    assert settings.articles["a"].published.date == parse_edtf("2025-02")


def test_words_that_are_sure_elsewhere_are_told_apart():
    mention = next(d for d in found() if d.kind == "mention")
    assert 'before: "Mercredi,"' in mention.yaml


def test_a_proposed_merge_is_taken_by_the_author_file(tmp_path):
    events = _events()
    proposal = MergeProposal(events[0].id, events[1].id, 6.0, ("Même genre de fait.",))
    found = review.gather((TOLD,), ENTITIES, events, (proposal,))
    (doubt,) = [each for each in found if each.kind == "event"]
    (tmp_path / "corrections.yml").write_text(doubt.yaml, "utf-8")
    assert load(tmp_path).corrections.events[0].action is EventAction.MERGE


def _events():
    from builder.corpus import chronology  # noqa: PLC0415 - one test needs events

    tell = Tell("Trump a appelé Poutine.", "appelé", "call", "", (TRUMP, POUTINE))
    pair = (account("a", "", tell), account("b", "", tell))
    return chronology.gather(pair, ENTITIES, Corrections(), language_pack("fr")).events


def test_what_is_sure_is_no_doubt():
    assert review.gather((TOLD,), ENTITIES, (), ()) == ()


@pytest.mark.parametrize(
    ("correction", "says", "hint"),
    [
        (
            Correction("k", "a", "Trump se tut", entity=TRUMP),
            "ne s’y trouve plus",
            "Trump se tait",
        ),
        (
            Correction("k", "aa", "Trump", entity=TRUMP),
            "Article du dossier attendu",
            "« a »",
        ),
        (Correction("k", "a", "Trump", entity=TRUMP), "rien à y changer", "Supprimez"),
    ],
    ids=["words", "article", "no-op"],
)
def test_a_lost_correction_is_told_with_what_to_do(correction, says, hint):
    (lost,) = review.stale_corrections((TOLD,), Corrections((correction,)), frozenset())
    problem = told(lost)
    assert says in problem.what
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("correction", "says", "hint"),
    [
        (
            EventCorrection("k", EventAction.HIDE, ("appel-1234567",)),
            "appel-1234567",
            "appel-12345678",
        ),
        (
            EventCorrection("k", EventAction.ADD, (), (ClaimRef("a", "Trump se tut"),)),
            "ne s’y trouve plus",
            "se tait",
        ),
        (
            EventCorrection("k", EventAction.ADD, (), (ClaimRef("z", "x"),)),
            "Article du dossier attendu",
            "",
        ),
    ],
    ids=["event", "sentence", "article"],
)
def test_lost_events_are_reported_with_the_nearest(correction, says, hint):
    (lost,) = review.stale_corrections(
        (TOLD,), Corrections((), (correction,)), frozenset(), ["appel-12345678"]
    )
    problem = told(lost)
    assert says in problem.what
    assert hint in problem.hint


def test_words_of_all_articles_are_sought_in_all():
    lost = Correction("k", "*", "Trump se tut", entity=TRUMP)
    idle = Correction("l", "*", "Trump", entity=TRUMP)
    said = [
        told(problem).what
        for problem in review.stale_corrections(
            (TOLD,), Corrections((lost, idle)), frozenset()
        )
    ]
    assert ["ne s’y trouve plus" in each for each in said] == [True, False]


def test_what_found_its_words_is_no_orphan():
    correction = Correction("k", "a", "Trump", entity=TRUMP)
    assert (
        review.stale_corrections((TOLD,), Corrections((correction,)), frozenset({"k"}))
        == ()
    )


@pytest.mark.parametrize(
    ("lost", "nearest"),
    [
        ("1er mars", "4 mars"),
        ("Donald Trumpp", "Donald Trump"),
        ("Trumpp", "Trump"),
        ("MOSCU", "Moscou"),
        ("la prese", "la presse"),
    ],
)
def test_lost_words_get_the_nearest(lost, nearest):
    told_text = "Le 4 mars, Donald Trump a appelé Moscou. Il l’a dit à « la presse »."
    here = account("a", "2025", Tell(told_text, "appelé", "call", "", ()))
    correction = Correction("k", "a", lost, reject=True)
    (problem,) = review.stale_corrections(
        (here,), Corrections((correction,)), frozenset()
    )
    assert told(problem).hint == f"Le plus proche : « {nearest} »."
