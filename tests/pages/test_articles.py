"""The text of an article is sacred: through the site's own Markdown, what is seen is what was written."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from builder import ingest
from builder.config import Settings
from builder.lang.pack import language_pack
from builder.model.article import (
    Article,
    Basis,
    Block,
    BlockKind,
    Published,
    Rights,
    Sentence,
    Span,
)
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf
from builder.model.dossier import Annotated, Dossier
from builder.model.entity import Entity
from builder.model.mention import (
    EntityType,
    Link,
    LinkStatus,
    Mention,
    MentionKind,
    Status,
)
from builder.model.quote import Quote, Quoted, QuoteKind
from builder.pages import articles, render
from builder.pages.asked import Asked
from builder.pages.index import DossierIndex
from builder.syntax import sentences
from builder.text.escape import shown

ROOT = Path(__file__).parents[2]

HOSTILE = {
    "ordered list": "1. un\n\n2. deux",
    "year": "1986. Une année",
    "heading": "# titre",
    "bullet": "- tiret",
    "plus": "+ plus",
    "quote": "> cité",
    "admonition": "!!! note",
    "link": "[x](y) et [z][y]",
    "image": "![x](y)",
    "stars": "*a* **b** _c_ __d__",
    "tag": "<b>gras</b> <script>alert(1)</script>",
    "entity": "&amp; &#42; &nbsp;",
    "jinja": "{{ x }} {% y %}",
    "attributes": "mot {: .classe onclick=x }",
    "rule": "avant\n---\naprès",
    "setext": "Le 24 février 2022\n=====",
    "rule of stars": "* * *",
    "indent": "    quatre espaces",
    "table": "|a|b|\n|-|-|",
    "autodoc": "::: x",
    "snippet": '--8<-- "x"',
    "metadata": "Moscou: la réponse est non",
    "emoji": ":smile: 😀",
    "address": "https://exemple.org/a_b_c www.exemple.org a@exemple.org <https://exemple.org>",
    "code": "`code` ```bloc``` ~~~",
    "footnote": "[^1]: note",
    "definition": "[Kiev]: https://exemple.org",
    "abbreviation": "*[OTAN]: Organisation",
    "backslash": "a\\*b\\",
    "spaces": "deux  espaces   puis trois",
    "no-break spaces": "«\u00a0Oui\u202f!\u00a0»",
    "quotes": 'l\'un "et" l’autre',
    "cdata": "a <![CDATA[ b ]]> <!-- c -->",
    "math": "$x$ \\(y\\) 5 > 3 < 7",
    "front matter": "---\ntitle: x\n---",
    "task": "[ ] à faire",
    "caret": "H^2^O ~~rayé~~ ==marqué==",
    "combining": "e\u0301te\u0301",
    "override": "avant \u202eaprès",
}


@lru_cache
def markdown() -> Markdown:
    """Python-Markdown as `mkdocs.yml` sets it up."""
    config = load_config(str(ROOT / "mkdocs.yml"), hooks=[], plugins=[])
    return Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )


def page_of(annotated: Annotated, *entities: Entity) -> lxml.html.HtmlElement:
    article = annotated.article
    dossier = Dossier("T", "", "fr", (annotated,), {e.id: e for e in entities}, {}, ())
    index = DossierIndex(dossier)
    page = next(
        p for p in articles.pages(index) if p.path == f"articles/{article.id}.md"
    )
    _, _, body = render._render(page, Asked(index), "fr").split("---\n", 2)
    return lxml.html.fromstring(f"<main>{markdown().reset().convert(body)}</main>")


def text_of(page: lxml.html.HtmlElement) -> list[str]:
    blocks = sorted(page.xpath("//*[@data-b]"), key=lambda e: int(e.get("data-b")))
    return [b.text_content() for b in blocks]


def bare(article: Article) -> Annotated:
    return Annotated(
        article, sentences.split(article, language_pack("fr")), (), (), (), ()
    )


def plain(text: str) -> Article:
    return ingest.plain(text, "a", Published(None, Basis.UNKNOWN), language_pack("fr"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_markdown_would_mangle_is_shown_to_the_character(text: str) -> None:
    article = plain(f"Avant.\n\n{text}\n\nAprès.")
    assert text_of(page_of(bare(article))) == [
        shown(b.span.of(article.text)) for b in article.blocks
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_marks_inside_hostile_text_change_no_character(text: str) -> None:
    article = _one_block(text)
    page = page_of(_marked(article, range(0, len(text) - 1, 3)), _entity("x<y>\"'&*_"))
    assert text_of(page) == [shown(text)]


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_text_is_shown_to_the_character(text: str) -> None:
    assert text_of(page_of(bare(_one_block(text)))) == [shown(text)]


@given(st.data())
def test_quotations_and_marks_that_cross_lose_no_character(data: st.DataObject) -> None:
    text = "Un « deux trois » quatre. Cinq six sept huit. Neuf dix onze douze."
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda s: Span(min(s), max(s))
    )
    cuts = (
        Sentence("p1s1", Span(0, 25), 0),
        Sentence("p1s2", Span(26, 45), 0),
        Sentence("p1s3", Span(46, len(text)), 0),
    )
    links = tuple(
        _link(text, s) for s in data.draw(st.lists(spans, max_size=4)) if len(s)
    )
    quotes = tuple(_quote(s) for s in data.draw(st.lists(spans, max_size=3)) if len(s))
    timexes = tuple(
        _dating(s) for s in data.draw(st.lists(spans, max_size=2)) if len(s)
    )
    page = page_of(
        Annotated(_one_block(text), cuts, timexes, links, quotes, ()), _entity()
    )
    assert text_of(page) == [text]


def test_signs_of_markdown_become_headings_and_are_not_shown() -> None:
    raw = "# Un titre\n\nKiev a dit non.\n\n## La suite\n\nMoscou aussi."
    article = ingest.read(raw.encode(), "a.md", Settings(), language_pack("fr"))
    page = page_of(bare(article))
    assert text_of(page) == ["Un titre", "Kiev a dit non.", "La suite", "Moscou aussi."]
    assert page.xpath("string(//h1)") == "Un titre"
    assert "#" not in page.text_content()


def test_a_repeat_in_a_paragraph_is_tinted_and_no_stop_for_the_keyboard() -> None:
    text = "Kiev résiste. Kiev tient."
    cuts = (Sentence("p1s1", Span(0, 13), 0), Sentence("p1s2", Span(14, 25), 0))
    links = (_link(text, Span(0, 4)), _link(text, Span(14, 18)))
    page = page_of(Annotated(_one_block(text), cuts, (), links, (), ()), _entity())
    assert [e.tag for e in page.xpath("//p[@data-b]//*[contains(@class, 'm ')]")] == [
        "a",
        "span",
    ]


def test_a_doubtful_link_says_so_in_the_text_and_beside_it() -> None:
    text = "Kiev résiste."
    link = _link(text, Span(0, 4), Status.UNSURE)
    page = page_of(
        Annotated(
            _one_block(text), (Sentence("p1s1", Span(0, 13), 0),), (), (link,), (), ()
        ),
        _entity(),
    )
    assert page.xpath("//p[@data-b]//a[contains(@class, 'doute')]")
    assert page.xpath("//*[@id='c-kiev']//*[contains(@class, 'doute')]")


@pytest.mark.parametrize(
    ("value", "datetime"),
    [
        ("2022-02-24", "2022-02-24"),
        ("2022-02", "2022-02"),
        ("2014~", None),
        ("2022-02-24/..", None),
    ],
)
def test_only_a_plain_date_is_given_to_machines(
    value: str, datetime: str | None
) -> None:
    text = "C’était alors."
    timex = Timex(
        Span(8, 13),
        parse_edtf(value),
        DatingType.DATE,
        Anchor(AnchorKind.NONE),
        Basis.STATED,
        "Dit.",
        "r",
    )
    page = page_of(
        Annotated(
            _one_block(text), (Sentence("p1s1", Span(0, 14), 0),), (timex,), (), (), ()
        )
    )
    found = page.xpath("//p[@data-b]//time/@datetime")
    assert found == ([datetime] if datetime else [])


@pytest.mark.parametrize(
    ("rights", "seen"), [(Rights.FULL, 2), (Rights.EXCERPTS, 1), (Rights.REFERENCE, 0)]
)
def test_rights_decide_how_much_of_the_text_is_on_the_page(
    rights: Rights, seen: int
) -> None:
    blocks = (
        Block(Span(0, 4), BlockKind.PARAGRAPH),
        Block(Span(6, 12), BlockKind.PARAGRAPH),
    )
    article = Article(
        "a",
        "Vrai\n\nSecret",
        blocks,
        Published(None, Basis.UNKNOWN),
        title="T",
        rights=rights,
    )
    page = page_of(Annotated(article, (), (), (), (), ()))
    assert len(text_of(page)) == seen
    assert ("Secret" in page.text_content()) == (rights is Rights.FULL)


def test_paragraphs_are_numbered_from_one_whatever_stands_before_them() -> None:
    page = page_of(bare(plain("Un.\n\nDeux.")))
    assert page.xpath("//p[@data-b]/@id") == ["p1", "p2"]
    assert page.xpath("//p[@data-b]//span[@class='s']/@id") == ["p1s1", "p2s1"]
    blocks = (
        Block(Span(0, 2), BlockKind.TITLE),
        Block(Span(4, 8), BlockKind.PARAGRAPH),
    )
    titled = page_of(
        bare(
            Article(
                "a", "Un\n\nDeux", blocks, Published(None, Basis.UNKNOWN), title="Un"
            )
        )
    )
    assert titled.xpath("//a[@class='num']/@aria-label") == [
        "Paragraphe 1, lien permanent"
    ]


def test_an_article_without_title_is_known_by_its_first_words() -> None:
    page = page_of(bare(plain("Kiev résiste encore. " * 20)))
    title = page.xpath("string(//h1)")
    assert title.startswith("Kiev résiste encore. Kiev")
    assert title.endswith("…")


@pytest.mark.parametrize(("headings", "listed"), [(2, 0), (3, 3)])
def test_a_text_with_headings_has_contents(headings: int, listed: int) -> None:
    parts = [f"## Partie {n}\n\nKiev résiste." for n in range(headings)]
    raw = "# Titre\n\n" + "\n\n".join(parts)
    article = ingest.read(raw.encode(), "a.md", Settings(), language_pack("fr"))
    page = page_of(bare(article))
    entries = page.xpath("//details[@class='sommaire']//a/@href")
    assert len(entries) == listed
    assert all(page.xpath(f"//h2[@id='{one[1:]}']") for one in entries)


def test_a_header_of_several_lines_is_folded_and_whole() -> None:
    raw = "---\ntitle: Titre\npublished: 2025-02\n---\nKiev résiste."
    article = ingest.read(raw.encode(), "a.md", Settings(), language_pack("fr"))
    page = page_of(bare(article))
    (folded,) = page.xpath("//details[@class='tete-repliee']//*[@data-b]")
    assert "published: 2025-02" in folded.text_content()
    assert folded.text_content() == article.blocks[0].span.of(article.text)


def test_an_article_describes_itself_by_its_first_sentence_without_its_place() -> None:
    text = "KIEV – La ville résiste. Elle tient."
    article = replace(_one_block(text), dateline=Span(0, 4))
    cut = (Sentence("p1s1", Span(0, 24), 0), Sentence("p1s2", Span(25, 36), 0))
    annotated = Annotated(article, cut, (), (), (), ())
    index = DossierIndex(Dossier("T", "", "fr", (annotated,), {}, {}, ()))
    (page,) = articles.pages(index)
    assert page.description == "La ville résiste."


def _one_block(text: str) -> Article:
    return Article(
        "a",
        text,
        (Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
        Published(None, Basis.UNKNOWN),
        title="T",
    )


def _marked(article: Article, starts: range) -> Annotated:
    cut = (Sentence("p1s1", Span(0, len(article.text)), 0),)
    return Annotated(
        article,
        cut,
        (),
        tuple(_link(article.text, Span(s, s + 2)) for s in starts),
        (),
        (),
    )


def _link(text: str, span: Span, status: Status = Status.MACHINE) -> Link:
    mention = Mention(
        span, span.of(text), MentionKind.NAME, EntityType.LOC, "kb:name", status
    )
    return Link(mention, LinkStatus.LINKED, ("kiev",), ("Nom *connu* <b>.",))


def _quote(span: Span) -> Quote:
    return Quote(Quoted(span, span), QuoteKind.DIRECT, (), None, None, "s")


def _dating(span: Span) -> Timex:
    return Timex(
        span,
        parse_edtf("2025-02"),
        DatingType.DATE,
        Anchor(AnchorKind.NONE),
        Basis.STATED,
        "Dit.",
        "r",
    )


def _entity(name: str = "Kiev") -> Entity:
    return Entity("kiev", EntityType.LOC, name)
