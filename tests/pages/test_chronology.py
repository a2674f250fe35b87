"""The pages of the chronology, events, quotations, doubts and data, as Markdown before any theme."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml
from accounts import ENTITIES, OFFICES, Tell, account

from builder.config import Settings
from builder.corpus import chronology
from builder.model.article import Rights, Span
from builder.model.correction import Corrections
from builder.model.dates import parse_edtf
from builder.model.dossier import Dossier, Doubt
from builder.model.event import MergeProposal, Modality, PlacedBy
from builder.model.quote import Quote, Quoted, QuoteKind
from builder.pages.index import PAGED, DossierIndex
from builder.pages.onward import Ways
from builder.pages.render import pages

TRUMP, POUTINE = "donald-trump", "vladimir-poutine"
CALL = Tell(
    "Donald Trump a appelé <u>Vladimir Poutine</u> : « *oui* ».",
    "appelé",
    "call",
    "2025-03-18",
    (TRUMP, POUTINE),
)
SAME = Tell(
    "Trump et Poutine ont eu un appel.", "appel", "call", "2025-03", (TRUMP, POUTINE)
)
PLAN = Tell(
    "Donald Trump ira à Kiev en avril.",
    "ira",
    "visit",
    "2025-04",
    (TRUMP,),
    Modality.PLANNED,
    places=("kiev",),
)
OLD = Tell(
    "La Russie avait attaqué en 2022.",
    "attaqué",
    "attack",
    "2022",
    ("russie",),
    background=True,
)
VAGUE = Tell(
    "Donald Trump n’a jamais rencontré Zelensky.",
    "rencontré",
    "meeting",
    "",
    (TRUMP,),
    Modality.DENIED,
)


def made(pack, *told, **more):
    line = chronology.gather(told, ENTITIES, Corrections(), pack, OFFICES)
    return Dossier(
        "Essai", "", "fr", told, ENTITIES, OFFICES, line.events, line.proposals, **more
    )


@pytest.fixture
def dossier(pack):
    first = account("a", "2025-03-20", CALL, PLAN, OLD)
    text = first.article.text
    at = text.index("*oui*")
    said = Quote(
        Quoted(Span(at, at + 5), Span(at - 2, at + 7)),
        QuoteKind.DIRECT,
        (TRUMP,),
        None,
        None,
        "s",
        sentence="p1s1",
    )
    return made(
        pack, replace(first, quotes=(said,)), account("b", "2025-03-19", SAME, VAGUE)
    )


def page(dossier, path):
    return pages(dossier, Settings())[path]


def test_every_event_is_an_entry_with_its_sentences(dossier):
    text = page(dossier, "chronologie/index.md")
    assert re.findall(r'<li class="fait[^>]* id="e-([^"]+)"', text) == [
        e.id for e in dossier.events
    ]
    assert dossier.events
    for event in dossier.events:
        for claim in event.mentions:
            assert f"../articles/{claim.article}.md#{claim.sentence}" in text


def test_entries_stand_by_year_and_the_undated_last(dossier):
    text = page(dossier, "chronologie/index.md")
    heads = re.findall(r"^## (.+?) \{ #(\S+) \.periode", text, re.MULTILINE)
    assert heads == [("2025", "a-2025"), ("Sans date", "sans-date")]


@pytest.mark.parametrize(
    ("trigger", "shape", "says"),
    [("appelé", "t-jour", ""), ("ira", "t-mois", "annonc"), ("attaqué", "t-large", "rappel"), ("rencontré", "t-sans", "nié")],
    ids=["day", "month", "year", "none"],
)  # fmt: skip
def test_precision_and_modality_are_seen(trigger, shape, says, dossier):
    claims = {
        c.id: c.trigger
        for a in dossier.articles
        for c in a.event_mentions
        if c.trigger.of(a.article.text) == trigger
    }
    event = next(e for e in dossier.events for c in e.mentions if c.id in claims)
    text = page(dossier, "chronologie/index.md")
    entry = text[
        text.rindex("<li", 0, text.index(f'id="e-{event.id}" markdown')) :
    ].split("</li>")[0]
    assert shape in entry
    assert says in entry


def test_news_without_a_day_stands_under_its_article(dossier):
    first = replace(
        dossier.events[-1],
        date=parse_edtf("../2025-03-20"),
        placed=parse_edtf("2025-03-20~"),
        placed_by=PlacedBy.PUBLICATION,
    )
    text = page(replace(dossier, events=(first,)), "chronologie/index.md")
    before, _, after = text.partition(f'id="e-{first.id}"')
    assert f'id="parution-{first.mentions[0].article}"' in before
    assert "2025" not in after.split("<summary")[0]


def test_former_ids_keep_an_anchor(dossier):
    event = next(e for e in dossier.events if e.aliases)
    assert f'<span id="e-{event.aliases[0]}"></span>' in page(
        dossier, "chronologie/index.md"
    )


def test_only_what_two_articles_tell_has_a_page(dossier):
    shared = [e.id for e in dossier.events if len({c.article for c in e.mentions}) > 1]
    assert len(shared) == 1
    made_pages = [p for p in pages(dossier, Settings()) if p.startswith("evenements/")]
    assert made_pages == [f"evenements/{shared[0]}.md"]
    text = page(dossier, made_pages[0])
    assert text.count('<section class="recit"') == 2
    assert "précisions différentes" in text


def test_words_of_articles_are_only_words(dossier):
    text = "".join(
        body.split("\n---\n", 1)[1]
        for path, body in pages(dossier, Settings()).items()
        if path.endswith(".md")
    )
    assert "<u>" not in text
    assert "*oui*" not in text


def test_a_long_chronology_is_cut_into_pages(pack):
    tells = [
        Tell(
            f"Donald Trump a signé le décret numéro {n}.",
            "signé",
            "decision",
            f"{2000 + n % 5}-{n // 5 % 12 + 1:02}-{n % 27 + 1:02}",
            (TRUMP,),
        )
        for n in range(170)
    ]
    dossier = made(pack, *(account(f"a{n}", "2025", t) for n, t in enumerate(tells)))
    out = pages(dossier, Settings())
    assert len(dossier.events) > PAGED
    years = [path for path in out if path.startswith("chronologie/2")]
    assert years == [f"chronologie/{year}.md" for year in range(2000, 2005)]
    assert '<li class="fait' not in out["chronologie/index.md"]
    told = "".join(out[path] for path in years)
    anchors = re.findall(r'<li class="fait[^>]* id="e-([^"]+)"', told)
    assert sorted(anchors) == sorted(event.id for event in dossier.events)
    assert "chronologie/2003.md#e-" in out["articles/a3.md"]
    facts = sum(event.date.edtf.startswith("2003") for event in dossier.events)
    assert f"{facts} faits" in out["chronologie/2003.md"].replace("\u00a0", " ")
    assert "](2002.md)" in out["chronologie/2003.md"]
    assert "](2004.md)" in out["chronologie/2003.md"]


def test_an_article_lists_what_it_tells_once_each_with_the_sentences(dossier):
    told = (
        page(dossier, "articles/a.md")
        .split('id="dans-l-ordre-du-temps"')[1]
        .split("</details>")[0]
    )
    assert any(c.article == "a" for e in dossier.events for c in e.mentions)
    for event in dossier.events:
        inside = [c.sentence for c in event.mentions if c.article == "a"]
        assert told.count(f"/{event.id}.md") + told.count(f"#e-{event.id})") == bool(
            inside
        )
        assert all(f"(#{sentence})" in told for sentence in inside)


def test_each_fact_stands_beside_the_first_sentence_that_tells_it(dossier):
    text = page(dossier, "articles/a.md")
    rail = text.split('<aside class="rail"')[1].split("</aside>")[0]
    notes = dict(re.findall(r'data-beside="(\w+)"(.*?)</div>', rail, re.DOTALL))
    for event in dossier.events:
        inside = [c.sentence for c in event.mentions if c.article == "a"]
        beside = [one for one, note in notes.items() if f'"{event.id}"' in note]
        assert beside == inside[:1]


def test_an_actor_leads_to_the_next_article_that_names_it(dossier):
    index = DossierIndex(dossier)
    assert index.mentions_of
    for entity_id, by_article in index.mentions_of.items():
        order = list(by_article)
        for rank, article in enumerate(order):
            onward = Ways(index, article).of_entity(entity_id)
            beside = [one.id if one else "" for one in (onward.before, onward.after)]
            assert beside == [
                order[rank - 1] if rank else "",
                order[rank + 1] if rank + 1 < len(order) else "",
            ]


def test_a_doubt_about_two_facts_leads_to_both(dossier):
    ids = tuple(e.id for e in dossier.events[:2])
    assert len(ids) == 2
    doubt = Doubt("event", "", None, "Un ou deux ?", "", "", ids)
    text = page(replace(dossier, doubts=(doubt,)), "a-verifier/index.md")
    assert all(f"{i})" in text or f"{i}.md)" in text for i in ids)


def test_quotations_stand_by_speaker_with_their_sentence(dossier):
    text = page(dossier, "citations/index.md")
    assert "## [Donald Trump](../entites/donald-trump.md)" in text
    assert "&#42;oui&#42;" in text
    assert "../articles/a.md#p1s1" in text


def test_rights_keep_words_off_every_page(pack):
    told = account("a", "2025-03-20", CALL, PLAN, rights=Rights.REFERENCE)
    text = "".join(pages(made(pack, told), Settings()).values())
    assert "appelé" not in text.replace("appele", "")
    assert "ira à Kiev" not in text


def test_doubts_come_with_lines_that_read_back(pack):
    lines = '- article: "a"\n  quote: "x <b> & y"\n  reject: true\n'
    doubts = (
        Doubt("mention", "a", Span(0, 12), "« Donald » ?", lines, "corrections.yml"),
        Doubt("event", "", None, "Un ou deux ?"),
    )
    text = page(
        made(pack, account("a", "2025", CALL), doubts=doubts), "a-verifier/index.md"
    )
    code = re.search(r"<pre class=\"lignes\"><code>(.+?)</code></pre>", text)[1]
    assert "\n" not in code
    plain = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), code)
    assert yaml.safe_load(plain) == [
        {"article": "a", "quote": "x <b> & y", "reject": True}
    ]


def test_what_speaks_for_one_event_is_behind_a_question(pack):
    told = made(pack, account("a", "2025", CALL), account("b", "2025", PLAN))
    first, second = (event.id for event in told.events)
    doubt = Doubt("event", "", None, "Un ou deux ?", events=(first, second))
    proposal = MergeProposal(first, second, 6.5, ("Mêmes acteurs (6,5 points).",))
    asked = replace(told, doubts=(doubt,), proposals=(proposal,))
    text = page(asked, "a-verifier/index.md")
    question, _, answer = text.partition('<summary markdown="span">Pourquoi</summary>')
    assert "points" not in question
    assert "6,5 points" in answer.partition("</details>")[0]


def test_a_fact_without_day_and_kind_has_no_empty_head(pack):
    told = made(pack, account("a", "2025", CALL))
    (event,) = told.events
    bare = replace(event, kind="other", placed_by=PlacedBy.PUBLICATION)
    text = page(replace(told, events=(bare,)), "chronologie/index.md")
    (entry,) = re.findall(r'<li class="fait.*?</li>', text, re.DOTALL)
    assert "{: .quand }" not in entry


@pytest.mark.parametrize(
    ("rights", "there"),
    [(Rights.FULL, True), (Rights.REFERENCE, False)],
    ids=["full", "reference"],
)
def test_a_doubtful_quotation_is_withheld_with_its_text(rights, there, pack):
    told = account("a", "2025", CALL, rights=rights)
    doubt = Doubt(
        "quote",
        "a",
        Span(0, 19),
        "Qui parle ?",
        'quote: "Donald Trump a appelé"',
        "corrections.yml",
    )
    text = page(made(pack, told, doubts=(doubt,)), "a-verifier/index.md")
    assert ("Donald Trump a appel" in text) is there
    assert "Qui parle" in text


def test_an_empty_dossier_has_all_its_pages():
    out = pages(Dossier("", "", "fr", (), {}, {}, ()), Settings())
    assert {
        "chronologie/index.md",
        "citations/index.md",
        "a-verifier/index.md",
        "donnees/index.md",
    } <= out.keys()
