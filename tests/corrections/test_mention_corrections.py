"""The author's word over the machine's, on names, dates and quotations."""

from __future__ import annotations

from dataclasses import replace

import pytest
from linking import answers, made

from builder.annotate.links import link
from builder.corrections.links import correct_links
from builder.corrections.quotes import correct_quotes
from builder.corrections.timexes import correct_timexes
from builder.kb.load import knowledge_base
from builder.lang.pack import language_pack
from builder.model.article import Basis, Span
from builder.model.correction import Correction, Corrections
from builder.model.dates import parse_edtf
from builder.model.mention import EntityType, LinkStatus, MentionKind, Status
from builder.model.quote import Quote, Quoted, QuoteKind

KB = knowledge_base()
PACK = language_pack("fr")
TEXT = "Le chancelier allemand a reçu [Awa Ndiaye|PER] au sommet de [Berlin|LOC] <mardi|2025-07-01>."


def linked(marked=TEXT, date="2025-07-04"):
    article, doc, timexes, mentions = made(marked, date)
    links, _ = link(article, doc, timexes, mentions, PACK, KB)
    return article, timexes, links


def decide(links, article, *corrections):
    return correct_links(article, links, corrections, KB)


def correction(quote, key="c1", **fields):
    return Correction(key, "t", quote, **fields)


def test_nothing_decided_changes_nothing():
    article, timexes, links = linked()
    assert decide(links, article) == (links, frozenset())
    assert correct_timexes(article, timexes, ()) == (tuple(timexes), frozenset())
    assert correct_quotes(article, (), ()) == ((), frozenset())


@pytest.mark.parametrize(
    "quote",
    ["chancelier allemand", "le chancelier allemand", "LE CHANCELIER  ALLEMAND"],
)
def test_the_author_links_marked_words(quote):
    article, _, links = linked()
    corrected, matched = decide(links, article, correction(quote, entity="olaf-scholz"))
    role = next(x for x in corrected if x.mention.surface == "chancelier allemand")
    assert (role.verdict, role.entities, role.mention.status) == (
        LinkStatus.LINKED,
        ("olaf-scholz",),
        Status.AUTHOR,
    )
    assert matched == {"c1"}
    assert len(corrected) == len(links)


def test_words_that_the_machine_did_not_mark_become_a_mention():
    article, _, links = linked()
    corrected, matched = decide(
        links,
        article,
        correction("sommet de Berlin", entity="ue", type=EntityType.EVENT),
    )
    new = next(x for x in corrected if x.mention.surface == "sommet de Berlin")
    assert (new.mention.type, new.mention.rule, new.mention.status) == (
        EntityType.EVENT,
        "author",
        Status.AUTHOR,
    )
    assert answers(article.text, corrected, "Berlin") == answers(
        article.text, links, "Berlin"
    )
    assert matched == {"c1"}


def test_a_decision_that_changes_nothing_is_reported():
    article, _, links = linked()
    corrected, matched = decide(
        links, article, correction("chancelier allemand", entity="friedrich-merz")
    )
    role = next(x for x in corrected if x.mention.kind is MentionKind.ROLE)
    assert role.mention.status is Status.AUTHOR
    assert matched == frozenset()


def test_a_doubt_is_settled():
    article, _, links = linked("[Lagarde|PER] a marqué trois buts.")
    corrected, matched = decide(
        links, article, correction("Lagarde", entity="christine-lagarde")
    )
    assert corrected[0].mention.status is Status.AUTHOR
    assert matched == {"c1"}


def test_words_that_are_gone_match_nothing():
    article, _, links = linked()
    assert decide(
        links, article, correction("la chancelière", entity="angela-merkel")
    ) == (links, frozenset())


def test_words_around_choose_the_place():
    article, _, links = linked(
        "[Clinton|PER] puis encore [Clinton|PER] aux [États-Unis|LOC]."
    )
    corrected, _ = decide(
        links, article, correction("Clinton", before="encore", entity="hillary-clinton")
    )
    assert [x.entities for x in corrected][:2] == [
        ("bill-clinton", "hillary-clinton"),
        ("hillary-clinton",),
    ]


def test_what_is_decided_of_all_articles_yields_to_what_is_decided_of_one():
    everywhere = Correction("k1", "*", "Clinton", entity="bill-clinton")
    here = Correction("k2", "t", "Clinton", entity="hillary-clinton")
    decided = Corrections((here, everywhere))
    assert decided.of("t") == (everywhere, here)
    assert decided.of("u") == (everywhere,)


def test_a_part_of_a_name_is_left_alone_where_the_words_stand_by_themselves():
    article, _, links = linked("[Paul Martin|PER] parle. [Martin|PER] se tait.")
    corrected, _ = decide(links, article, correction("Martin", entity="jean-martin"))
    assert [(x.mention.surface, x.entities) for x in corrected] == [
        ("Paul Martin", ("paul-martin",)),
        ("Martin", ("jean-martin",)),
    ]


def test_a_part_of_a_name_is_left_alone_by_what_is_decided_of_all_articles():
    article, _, links = linked("[Paul Martin|PER] parle.")
    everywhere = Correction("k", "*", "Martin", entity="jean-martin")
    assert decide(links, article, everywhere) == (links, frozenset())


@pytest.mark.parametrize(
    ("marked", "quote"),
    [
        ("La 15e [édition du Challenge Roth|EVENT] commence.", "Challenge Roth"),
        ("L’ONG [Oxfam|ORG] proteste.", "ONG Oxfam"),
    ],
    ids=["shorter", "longer"],
)
def test_the_author_gives_other_bounds_to_a_name_in_doubt(marked, quote):
    article, _, links = linked(marked)
    doubted = [
        replace(x, mention=replace(x.mention, status=Status.UNSURE)) for x in links
    ]
    corrected, matched = decide(doubted, article, correction(quote, entity="roth"))
    assert [(x.mention.surface, x.entities) for x in corrected] == [(quote, ("roth",))]
    assert matched == {"c1"}


def test_what_the_article_leaves_open_is_whom_the_author_named():
    article, _, links = linked("[Bill Clinton|PER] parle. [Clinton|PER] se tait.")
    pair = ("bill-clinton", "hillary-clinton")
    left_open = [replace(x, verdict=LinkStatus.AMBIGUOUS, entities=pair) for x in links]
    corrected, _ = decide(
        left_open, article, correction("Bill Clinton", entity="bill-clinton")
    )
    assert [(x.verdict, x.entities) for x in corrected] == [
        (LinkStatus.LINKED, ("bill-clinton",)),
        (LinkStatus.LINKED, ("bill-clinton",)),
    ]


def test_words_are_rejected():
    article, _, links = linked()
    corrected, matched = decide(links, article, correction("Awa Ndiaye", reject=True))
    name = next(x for x in corrected if x.mention.surface == "Awa Ndiaye")
    assert (name.verdict, name.entities, name.mention.status) == (
        LinkStatus.REFUSED,
        (),
        Status.AUTHOR,
    )
    assert matched == {"c1"}


def test_words_are_retyped():
    article, _, links = linked()
    corrected, _ = decide(links, article, correction("Awa Ndiaye", type=EntityType.ORG))
    name = next(x for x in corrected if x.mention.surface == "Awa Ndiaye")
    assert (name.mention.type, name.entities) == (EntityType.ORG, ("awa-ndiaye",))


def test_an_entity_that_only_the_author_names():
    article, _, links = linked()
    corrected, _ = decide(
        links,
        article,
        correction("au sommet", entity="sommet-de-berlin", type=EntityType.EVENT),
    )
    assert answers(article.text, corrected, "au sommet") == {"new sommet-de-berlin"}


def test_a_date_is_corrected():
    article, timexes, _ = linked()
    corrected, matched = correct_timexes(
        article, timexes, [correction("mardi", date=parse_edtf("2025-07-08"))]
    )
    assert [(d.value, d.basis) for d in corrected] == [("2025-07-08", Basis.CORRECTED)]
    assert matched == {"c1"}


def test_a_date_is_rejected():
    article, timexes, _ = linked()
    assert correct_timexes(article, timexes, [correction("mardi", reject=True)]) == (
        (),
        {"c1"},
    )


def test_a_date_is_given_where_the_machine_saw_none():
    article, timexes, _ = linked()
    corrected, _ = correct_timexes(
        article, timexes, [correction("au sommet", date=parse_edtf("2025-07"))]
    )
    assert [(d.span.of(article.text), d.value) for d in corrected] == [
        ("au sommet", "2025-07"),
        ("mardi", "2025-07-01"),
    ]


def quote(article, words, saying="s1", **fields):
    start = article.text.index(words)
    span = Span(start, start + len(words))
    quoted = Quoted(span, Span(span.start - 1, span.end + 1))
    return Quote(
        quoted, QuoteKind.DIRECT, ("donald-trump",), None, None, saying, **fields
    )


def test_a_speaker_speaks_every_part_of_a_saying():
    article, *_ = made("« Oui », dit-il, « mais non » ; « jamais », dit-elle.")
    said = [
        quote(article, " Oui "),
        quote(article, " mais non "),
        quote(article, " jamais ", "s2"),
    ]
    corrected, matched = correct_quotes(
        article, said, [correction("Oui", speaker=("angela-merkel",))]
    )
    assert [q.speakers for q in corrected] == [
        ("angela-merkel",),
        ("angela-merkel",),
        ("donald-trump",),
    ]
    assert [q.status for q in corrected] == [Status.AUTHOR, Status.AUTHOR, None]
    assert matched == {"c1"}


def test_a_quotation_loses_its_speaker():
    article, *_ = made("« Oui », dit-il.")
    corrected, _ = correct_quotes(
        article, [quote(article, " Oui ")], [correction("Oui", speaker=())]
    )
    assert corrected[0].speakers == ()


def test_a_whole_quotation_is_rejected_and_a_word_in_it_is_not_enough():
    article, *_ = made("« Oui, mais non », dit-il.")
    said = [quote(article, " Oui, mais non ")]
    assert (
        correct_quotes(article, said, [correction("« Oui, mais non »", reject=True)])[0]
        == ()
    )
    assert correct_quotes(article, said, [correction("mais", reject=True)]) == (
        tuple(said),
        frozenset(),
    )
