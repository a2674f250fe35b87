"""Pages of a large dossier: each list is cut, what is cut off is found, and no page grows with the dossier."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import made
import pytest

from builder.config import Settings
from builder.model.article import Sentence, Span
from builder.model.dossier import Doubt
from builder.model.entity import Entity
from builder.model.mention import EntityType
from builder.model.quote import Quote, Quoted, QuoteKind
from builder.pages import moved, review
from builder.pages.index import LISTED, DossierIndex
from builder.pages.render import pages

ADA = Entity("ada", EntityType.PER, "Ada Roux")


def named(n: int, entity: Entity):
    """An article that names somebody once."""
    return made.annotated(n, f"2025-{n % 12 + 1:02}-01", (made.link(entity, 9),))


def of_ada(articles: int):
    """A dossier of so many articles, each of which names one person."""
    notes = tuple(named(n, ADA) for n in range(articles))
    return replace(made.empty(), articles=notes, entities={"ada": ADA})


def built(dossier) -> dict[str, str]:
    return dict(pages(dossier, Settings()))


def test_mentions_in_many_articles_go_on_on_other_pages():
    out = built(of_ada(150))
    ours = [path for path in out if path.startswith("entites/ada")]
    assert ours == ["entites/ada.md", "entites/ada/2.md"]
    told = re.findall(r"\(\S*articles/(a\d+)\.md#p1s1\)", "".join(map(out.get, ours)))
    assert sorted(told) == sorted(f"a{n}" for n in range(150))
    assert "](ada/2.md)" in out["entites/ada.md"]
    assert "](../ada.md)" in out["entites/ada/2.md"]


def test_many_articles_are_listed_by_period():
    out = built(of_ada(150))
    lists = [path for path in out if path.startswith("articles/parus/")]
    assert len(lists) > 1
    told = "".join(map(out.get, lists))
    assert all(f"](../a{n}.md)" in told for n in range(150))
    assert all(f"](parus/{path[15:]})" in out["articles/index.md"] for path in lists)


def test_the_home_page_shows_the_last_ten_articles():
    home = built(of_ada(150))["index.md"].split("{ #articles }")[1]
    assert home.count("](articles/a") == 10
    assert "](articles/index.md)" in home


def of_unknown(names: int):
    """A dossier of one article that names so many people whom nobody knows."""
    people = [
        Entity(f"nom-{n}", EntityType.PER, f"Jan Nom{n}", known=False)
        for n in range(names)
    ]
    links = tuple(made.link(one, n % 80) for n, one in enumerate(people))
    note = made.annotated(0, "2025-01-01", links)
    entities = {one.id: one for one in people}
    return replace(made.empty(), articles=(note,), entities=entities)


@pytest.mark.parametrize("names", [3, 2 * LISTED])
def test_names_of_one_article_live_in_the_list_with_their_sentence(names):
    dossier = of_unknown(names)
    out = built(dossier)
    index = DossierIndex(dossier)
    assert not [path for path in out if path.startswith("entites/nom-")]
    for entity_id in dossier.entities:
        path, anchor = index.entity_address(entity_id).split("#")
        (entry,) = [one for one in out[path].split("\n- ") if f'id="{anchor}"' in one]
        assert "articles/a0.md#p1s1" in entry


def test_a_long_list_of_names_has_pages_by_letter():
    out = built(of_unknown(2 * LISTED))
    letters = [path for path in out if path.startswith("entites/lettre/")]
    assert letters[:2] == ["entites/lettre/n-2.md", "entites/lettre/n-3.md"]
    assert all(out[path].count(' class="nom ') <= LISTED for path in letters)


def test_former_addresses_of_names_are_kept():
    found = json.loads(moved.addresses(DossierIndex(of_unknown(2 * LISTED))))
    assert "nom-0" in found["noms"]["n"]


def test_doubts_are_cut_into_pages_those_first_that_settle_most():
    once = [Doubt("mention", "", None, f"Nom {n} ?") for n in range(120)]
    often = [Doubt("mention", "a0", Span(0, 3), "Xxx ?", settles=3)]
    dossier = replace(of_ada(1), doubts=(*once, *often))
    out = built(dossier)
    assert [path for path in out if path.startswith("a-verifier/")] == [
        "a-verifier/index.md",
        "a-verifier/mention-2.md",
        "a-verifier/mention-3.md",
        "a-verifier/mention.md",
    ]
    first = out["a-verifier/mention.md"]
    assert first.count('class="point"') == 50
    assert first.index("Xxx") < first.index("Nom 0")


def test_doubts_beyond_counting_are_told_to_be_left_out(monkeypatch):
    monkeypatch.setattr(review, "_A_KIND", 60)
    doubts = tuple(Doubt("mention", "", None, f"Nom {n} ?") for n in range(100))
    out = built(replace(of_ada(1), doubts=doubts))
    assert "40\u00a0points n’ont pas de page" in out["a-verifier/index.md"]
    assert "100\u00a0points" in out["a-verifier/index.md"]


def long_article(sentences: int):
    """An article of so many sentences of 1,000 characters."""
    text = ("x" * 999 + ".") * sentences
    spans = [Span(1000 * n, 1000 * n + 1000) for n in range(sentences)]
    note = made.annotated(0, "2025-01-01")
    (block,) = note.article.blocks
    whole = replace(block, span=Span(0, len(text)))
    return replace(
        note,
        article=replace(note.article, text=text, blocks=(whole,)),
        sentences=tuple(Sentence(f"p1s{n}", s, 0) for n, s in enumerate(spans, 1)),
    )


def test_a_very_long_text_has_several_pages_and_loses_no_sentence():
    dossier = replace(made.empty(), articles=(long_article(150),))
    out = built(dossier)
    ours = [path for path in out if path.startswith("articles/a0")]
    assert ours == ["articles/a0.md", "articles/a0/2.md", "articles/a0/3.md"]
    told = [re.findall(r'id="(p1s\d+)"', out[path]) for path in ours]
    all_told = [one for sentences in told for one in sentences]
    assert all_told == [f"p1s{n}" for n in range(1, 151)]
    index = DossierIndex(dossier)
    for path, sentences in zip(ours, told, strict=True):
        assert {index.sentence_address("a0", one) for one in sentences} == {
            f"{path}#{one}" for one in sentences
        }


def quoted(n: int, speaker: str):
    """An article in which somebody says three words."""
    span = Span(10, 14)
    quote = Quote(
        Quoted(span, Span(9, 15)), QuoteKind.DIRECT, (speaker,), None, None, "s"
    )
    told = replace(quote, sentence="p1s1")
    return replace(made.annotated(n, "2025-01-01"), quotes=(told,))


def test_many_quotations_are_cut_by_name():
    people = [
        Entity(f"{letter}-x", EntityType.PER, f"Jan {letter}x") for letter in "ABC"
    ]
    ids = {one.id: one for one in people}
    notes = [quoted(n, people[n % 3].id) for n in range(240)]
    out = built(replace(made.empty(), articles=tuple(notes), entities=ids))
    lists = [path for path in out if path.startswith("citations/")]
    assert lists == [f"citations/{name}.md" for name in ("a", "b", "c", "index")]
    assert [out[path].count("<figure") for path in lists] == [80, 80, 80, 0]
    assert "80\u00a0paroles](a.md#A-x)" in out["citations/index.md"]
