"""Header, title, headings, paragraphs, credits and boilerplate are told apart; the text is never altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import case_files
import pytest
from folders import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from builder import ingest
from builder.config import ArticleSettings, Settings
from builder.errors import ArticleRefusedError
from builder.lang.messages import told
from builder.lang.pack import language_pack
from builder.model.article import Basis, BlockKind, Published, Rights
from builder.model.dates import parse_edtf

if TYPE_CHECKING:
    from pathlib import Path

PACK = language_pack("fr")


def parse(text: str, name: str = "a.txt", settings: Settings | None = None):
    return ingest.read(text.encode(), name, settings or Settings(), PACK)


def shape(article) -> str:
    """One letter a block: h(eader) T(itle) H(eading) p(aragraph) c(redit) b(oilerplate) m(arkup)."""
    letters = {BlockKind.TITLE: "T", BlockKind.HEADING: "H"}
    return "".join(letters.get(b.kind, b.kind.value[0]) for b in article.blocks)


PARAGRAPH = "Le ministre est arrivé tard. Il a parlé longtemps devant la presse."
SHAPES = [
    ("one paragraph", PARAGRAPH, "p"),
    ("header and text on one line", f" date 2026-02-04 {PARAGRAPH}", "hp"),
    ("header with a month", f" date 2025-02 {PARAGRAPH}", "hp"),
    ("header with a year", f"date 2024\n{PARAGRAPH}", "hp"),
    (
        "the word date in a sentence is no header",
        "date de 2014 ou non, la loi tient.",
        "p",
    ),
    ("title", f"Le ministre parle enfin\n{PARAGRAPH}", "Tp"),
    ("title that asks", f"Que veut le ministre ?\n{PARAGRAPH}", "Tp"),
    (
        "title after a header",
        f" date 2025-02-01\nLe ministre parle enfin\n{PARAGRAPH}",
        "hTp",
    ),
    (
        "heading without punctuation",
        f"{PARAGRAPH}\n\nUne visite éclair\n\n{PARAGRAPH}",
        "pHp",
    ),
    (
        "a last line without punctuation is a paragraph",
        f"{PARAGRAPH}\n\nUne visite éclair",
        "pp",
    ),
    ("one newline separates", f"{PARAGRAPH}\n{PARAGRAPH}", "pp"),
    (
        "Windows line ends",
        f"{PARAGRAPH}\r\n\r\nUne visite éclair\r\n{PARAGRAPH}\r\n",
        "pHp",
    ),
    (
        "credit",
        f"{PARAGRAPH}\nAnne Roche et Luc Petit ont contribué à ce rapport.",
        "pc",
    ),
    ("signature", f"{PARAGRAPH}\nPar Anne Roche", "pc"),
    ("agency", f"{PARAGRAPH}\n(avec AFP)", "pc"),
    (
        "by order is no signature",
        "Par arrêté du maire, la rue est fermée.",
        "p",
    ),
    ("web leftover", f"{PARAGRAPH}\nPlus", "pb"),
    (
        "read also",
        f"{PARAGRAPH}\nLire aussi : La visite du ministre\n{PARAGRAPH}",
        "pbp",
    ),
    (
        "buttons on one line",
        f"{PARAGRAPH}\nPartager cet article : Facebook, Twitter, Copier le lien",
        "pb",
    ),
    (
        "a button a line",
        f"{PARAGRAPH}\nPartager cet article :\nFacebook ,\nTwitter ,\nYahoo!",
        "pbbbb",
    ),
    (
        "a sentence about platforms",
        f"{PARAGRAPH}\nFacebook et Twitter ont refusé de répondre.",
        "pp",
    ),
    ("copyright", f"{PARAGRAPH}\n© 2025 Le Quotidien", "pb"),
    (
        "published line",
        f"La visite\nPublié le 4 février 2026 à 10h12\n{PARAGRAPH}",
        "Thp",
    ),
    ("a date alone is a text", "Mardi 18 mars 2025", "p"),
    (
        "text wrapped by hand",
        "\n".join(
            ["Un long texte que quelqu’un a coupé à la main vers la soixantième"] * 5
        ),
        "p",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [s[1:] for s in SHAPES], ids=[s[0] for s in SHAPES]
)
def test_blocks_are_told_apart(text: str, expected: str) -> None:
    assert shape(parse(text)) == expected


DATES = [
    (f" date 2026-02-04 {PARAGRAPH}", "2026-02-04"),
    (f" date 2025-02 {PARAGRAPH}", "2025-02"),
    (f"La visite\nPublié le 4 février 2026\n{PARAGRAPH}", "2026-02-04"),
    (f"La visite\nMis en ligne le 1er août 2025 à 9h\n{PARAGRAPH}", "2025-08-01"),
    (f"Irak : un attentat\n\n4 janvier 2016 . – {PARAGRAPH}", "2016-01-04"),
    (f"La visite\n2025-03-18\n{PARAGRAPH}", "2025-03-18"),
    (f"date 2025-3-8\n\n{PARAGRAPH}", "2025-03-08"),
    (f"Ski : un record\n\n30 mars 2016 . –\n{PARAGRAPH}", "2016-03-30"),
    (
        f"Handball : la finale\n\n12 mars 2016, Montpellier . –\n{PARAGRAPH}",
        "2016-03-12",
    ),
    (
        f"Un avion détourné\n\n29 mars 2016, 8\u202fh\u202f13 UTC . –\n{PARAGRAPH}",
        "2016-03-29",
    ),
    (f"PARIS, 18 mars 2025 (AFP) – {PARAGRAPH * 9}", "2025-03-18"),
    (f"La visite\nMardi 18 mars 2025 à 10h30\n{PARAGRAPH}", "2025-03-18"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_the_date_of_publication_is_read_where_it_is_stated(
    text: str, expected: str
) -> None:
    published = parse(text).published
    assert (published.date.edtf, published.basis) == (expected, Basis.STATED)


HEADS = [
    "Ouest-France, vendredi 12 avril 2024",
    "Sablé, vendredi 12 avril 2024, p. 5",
    "12 avril 2024 vendredi",
    "12 avr. 2024",
    "Publié le 12/04/2024 à 10:45",
    "Publié le 12 avr. 2024 à 06h00, mis à jour le 13 avr. 2024",
    "LE MONDE | 12.04.2024",
    "Le 12-04-2024",
    "Par Jeanne Roux, le 12 avril 2024",
    "Par Jean Lind | Publié le 12/04/2024",
    "La Voix du Nord, édition de Lens, vendredi 12 avril 2024, page 12",
    "Sud Ouest · 12/04/2024",
    "Libération.fr, le 12 avril 2024",
    "[12 avril 2024]",
    "Le Figaro, no 24715, vendredi 12 avril 2024",
    "2024-04-12T10:45:00+02:00",
    "PARIS, 12 avr 2024 (AFP) -",
    "Temps de lecture : 3 min · Publié le 12 avril 2024",
]


@pytest.mark.parametrize("head", [*HEADS, " date 12/04/2024", " date 12 avril 2024"])
def test_headers_that_really_occur_give_the_date(head: str) -> None:
    assert (
        parse(f"{head}\n{PARAGRAPH}\n{PARAGRAPH}").published.date.edtf == "2024-04-12"
    )


@pytest.mark.parametrize("head", HEADS)
def test_a_header_may_stand_under_the_title(head: str) -> None:
    article = parse(f"La visite est finie\n{head}\n{PARAGRAPH}")
    assert (shape(article), article.published.date.edtf) == ("Thp", "2024-04-12")


UNDATED = [
    f"Élu le 12 avril 2024\n{PARAGRAPH}\n{PARAGRAPH}",
    f"Le conseil du 12 avril 2024\n{PARAGRAPH}\n{PARAGRAPH}",
    f"La visite\nLe concert aura lieu vendredi 12 avril 2024, place Carnot.\n{PARAGRAPH}",
    f"{PARAGRAPH} Le 4 février 2026, il était à Rome.",
    f"4 février 2026, la fin d’un monde\n{PARAGRAPH}",
    f"Le 4 février 2026, il était à Rome.\n{PARAGRAPH}",
    f"31 février 2016 – {PARAGRAPH}",
    f"La visite\n{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\nPublié le 4 février 2026",
]


@pytest.mark.parametrize("text", UNDATED)
def test_a_date_that_the_story_tells_is_not_its_date_of_publication(text: str) -> None:
    assert parse(text).published == Published(None, Basis.UNKNOWN)


def test_the_author_overrides_what_the_file_says() -> None:
    ours = Published(
        parse_edtf("2025-03-18"), Basis.INFERRED, ("Le lundi précède l’appel.",)
    )
    settings = Settings(
        articles={
            "a": ArticleSettings(
                title="Le titre", published=ours, rights=Rights.REFERENCE
            )
        }
    )
    article = parse(f" date 2024-01-01 {PARAGRAPH}", settings=settings)
    assert (article.title, article.published, article.rights) == (
        "Le titre",
        ours,
        Rights.REFERENCE,
    )


@pytest.mark.parametrize("value", ["2026-02-30", "2026-13", "0000"])
def test_an_impossible_date_is_told_and_the_article_kept(value: str) -> None:
    article = parse(f" date {value} {PARAGRAPH}")
    assert (article.published.date, article.published.basis) == (None, Basis.UNKNOWN)
    assert value in article.published.reasons[0]
    assert shape(article) == "hp"


def test_front_matter_of_markdown_is_read() -> None:
    text = f'---\ntitle: "Le titre"\ndate: 2025-03-18\nurl: https://exemple.fr/a\n---\n# Le grand titre\n\n{PARAGRAPH}\n'
    article = parse(text, "a.md")
    assert (
        article.title,
        article.published.date.edtf,
        article.url,
        shape(article),
    ) == (
        "Le titre",
        "2025-03-18",
        "https://exemple.fr/a",
        "hmTp",
    )


@pytest.mark.parametrize(
    "yaml", ["a: &x [1]\nb: *x", "a: !!python/object:os.system x", "a: [1"]
)
def test_front_matter_with_tricks_refuses_the_article(yaml: str) -> None:
    with pytest.raises(ArticleRefusedError):
        parse(f"---\n{yaml}\n---\n{PARAGRAPH}", "a.md")


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        ("journal: Ouest-France", "outlet", "Ouest-France"),
        ("Média: Le Monde", "outlet", "Le Monde"),
        ("authors: [Anne Roche, Luc Petit]", "author", "Anne Roche, Luc Petit"),
        ("lien: https://exemple.fr/a", "url", "https://exemple.fr/a"),
        ("droits: reference", "rights", Rights.REFERENCE),
    ],
)
def test_keys_of_a_front_matter_go_by_several_names(
    written: str, field: str, value: str
) -> None:
    article = parse(f"---\n{written}\n---\n{PARAGRAPH}", "a.md")
    assert getattr(article, field) == value


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("date: 2024-04-12T10:45:00+02:00", "2024-04-12"),
        ("date: 2024-04-12 10:45:00", "2024-04-12"),
        ("date: 12 avril 2024", "2024-04-12"),
        ("published: 12/04/2024", "2024-04-12"),
        ("date: 2024-04", "2024-04"),
        ("date: 2024-04-12~", "2024-04-12~"),
    ],
)
def test_dates_of_a_front_matter_are_read_as_they_are_written(
    written: str, day: str
) -> None:
    article = parse(f"---\n{written}\n---\n{PARAGRAPH}", "a.md")
    assert article.published.date.edtf == day


def test_rights_that_nobody_knows_never_publish_a_text() -> None:
    with pytest.raises(ArticleRefusedError) as caught:
        parse(f"---\nrights: extraits\n---\n{PARAGRAPH}", "a.md")
    assert "« extraits »" in told(*caught.value.problems).what


@pytest.mark.parametrize("written", ["{licence: CC}", "false", "[full, reference]"])
def test_rights_of_another_shape_are_refused(written: str) -> None:
    with pytest.raises(ArticleRefusedError):
        parse(f"---\nrights: {written}\n---\n{PARAGRAPH}", "a.md")


@pytest.mark.parametrize("head", ["rights: reference", "tags: [a]\ntitle: T"])
def test_a_front_matter_that_is_never_closed_publishes_nothing(head: str) -> None:
    with pytest.raises(ArticleRefusedError):
        parse(f"---\n{head}\n\n{PARAGRAPH}", "a.md")


def test_a_rule_above_an_article_is_no_front_matter() -> None:
    text = f"---\nParis : il neige.\n\n{PARAGRAPH}"
    assert shape(parse(text, "a.md")).endswith("p")


def test_keys_that_nobody_reads_are_told() -> None:
    text = f"---\ntitle: T\ntags: [a, b]\nlayout: post\n---\n{PARAGRAPH}"
    (problem,) = ingest.unread(parse(text, "a.md"), Settings(), PACK)
    assert "tags, layout" in told(problem).what
    assert list(ingest.unread(parse(PARAGRAPH, "a.txt"), Settings(), PACK)) == []


GENERATORS = case_files.read("front_matters")
PASTED = case_files.read("heads")


@pytest.mark.parametrize("tool", GENERATORS)
def test_front_matters_of_other_tools_keep_day_outlet_and_author(tool: str) -> None:
    case = GENERATORS[tool]
    article = parse(f"{case['text']}{PARAGRAPH}", case.get("file", "a.md"))
    found = (article.published.date.edtf, article.outlet, article.author.lower())
    assert found == ("2024-04-12", "Ouest-France", "jeanne roux")


def test_a_front_matter_may_stand_in_a_plain_text() -> None:
    article = parse(f"---\ntitre: La piscine\nrights: reference\n---\n{PARAGRAPH}")
    assert (article.title, article.rights, shape(article)) == (
        "La piscine",
        Rights.REFERENCE,
        "hp",
    )


def test_rules_around_a_line_of_a_plain_text_are_text() -> None:
    assert shape(parse(f"---\nChapitre premier\n---\n{PARAGRAPH}"))[0] != "h"


def test_a_day_out_of_the_name_of_the_file_is_told_as_such() -> None:
    published = parse(PARAGRAPH, "2024-04-12-la-piscine.txt").published
    assert (published.date.edtf, published.basis) == ("2024-04-12", Basis.INFERRED)


def test_stars_and_ampersands_in_quotes_are_no_tricks() -> None:
    article = parse(f'---\ntitle: "Allô, *docteur* & fils !"\n---\n{PARAGRAPH}', "a.md")
    assert article.title == "Allô, *docteur* & fils !"


def test_another_language_is_told() -> None:
    article = parse(f"---\nlang: en\n---\n{PARAGRAPH}", "a.md")
    (problem,) = ingest.unread(article, Settings(), PACK)
    assert problem.message.code == "articles.other-language"


SPOILED = [
    ("SablÃ©, la piscine rouvrira dÃ¨s lâ€™Ã©tÃ©.", "articles.mojibake"),
    ("Sabl\ufffd, la piscine rouvrira.", "articles.mojibake"),
    ("<!DOCTYPE html>\n<html><body><p>Un texte</p></body></html>", "articles.markup"),
    (
        "<div><p>Un texte</p><p>Un autre</p><a href='/'>lien</a></div>",
        "articles.markup",
    ),
]


@pytest.mark.parametrize(("text", "code"), SPOILED)
def test_a_spoiled_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(ArticleRefusedError) as caught:
        parse(text)
    assert [problem.message.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "L’été, la forêt et l’écluse ; on y lisait « SablÃ© » sur un écran.",
        "Âgé de 30 ans, Ângelo aime São Paulo.",
        "La balise </p> ferme un paragraphe, </a> un lien, dit le développeur.",
    ],
)
def test_a_text_that_quotes_such_things_is_kept(text: str) -> None:
    assert parse(text).text == text


COLUMN = (
    "Fermée depuis le mois d’avril,\nla piscine de Sablé rouvrira\nses portes en septembre, a\n"
    "annoncé jeudi soir le maire de\nla commune, devant une foule.\n"
)


def test_lines_of_a_narrow_column_are_joined() -> None:
    assert shape(parse(COLUMN)) == "p"


def test_lines_of_a_list_are_not() -> None:
    lines = "Le maire de la ville, Luc Petit\nSon adjointe aux sports et loisirs\n"
    assert len(shape(parse(lines * 3))) == 6


HEAD_STORY = (
    "Le maire de la commune l’a annoncé jeudi soir devant une cinquantaine d’habitants, réunis dans la salle des fêtes. "
    "Les travaux dureront cinq mois.\n\nIls coûteront deux millions d’euros, selon la mairie. Une réunion est prévue avant l’été.\n"
)


@pytest.mark.parametrize("case", PASTED, ids=lambda case: case["text"][:40])
def test_heads_as_people_paste_them_are_read(case) -> None:
    article = parse(f"{case['text']}\n{HEAD_STORY}")
    date = article.published.date
    found = {
        "date": date.edtf if date else "",
        "outlet": article.outlet,
        "author": article.author,
        "title": article.title,
        "url": article.url,
    }
    wanted = {name: str(case.get(name, "")) for name in found}
    if wanted["url"]:
        wanted["outlet"] = "exemple.fr"
    assert found == wanted


@pytest.mark.parametrize("case", PASTED, ids=lambda case: case["text"][:40])
def test_what_a_head_says_is_no_part_of_the_story(case) -> None:
    article = parse(f"{case['text']}\n{HEAD_STORY}")
    told = [block for block in article.blocks if block.kind.told]
    titles = [block for block in told if block.kind is BlockKind.TITLE]
    assert (len(told) - len(titles), len(titles)) == (2, int("title" in case))


def test_what_a_head_says_can_be_overruled() -> None:
    settings = Settings(articles={"a": ArticleSettings(outlet="Le Mans", author="")})
    article = parse(f"Ouest-France\nPar Jeanne Roux\n{HEAD_STORY}", settings=settings)
    assert article.outlet == "Le Mans"


TOLD = [
    "Journal : la fin d’une époque",
    "Signature : un accord historique à Genève",
    "Le grand concert de Noël (samedi 14 décembre 2024)",
    "Le Monde d’hier n’est plus, dit le maire de Sablé",
    "Ouest-France et Sud Ouest ferment leurs kiosques",
    "Emmanuel Macron",
    "Guerre en Ukraine",
    "Les Échos du passé : un village se souvient",
    "Par amour du vélo, ils traversent l’Europe",
]


@pytest.mark.parametrize("title", TOLD)
def test_a_title_that_names_a_paper_or_a_person_is_a_title(title: str) -> None:
    assert parse(f"{title}\n{HEAD_STORY}").title == title


def test_a_dateline_is_known() -> None:
    article = parse(f"WASHINGTON – {PARAGRAPH}")
    assert article.dateline.of(article.text) == "WASHINGTON"


def test_an_article_too_large_is_refused_with_its_size() -> None:
    with pytest.raises(ArticleRefusedError) as caught:
        parse("a" * 101, settings=Settings(max_bytes=100))
    assert "101" in told(*caught.value.problems).what


@given(st.text())
def test_every_visible_character_is_in_exactly_one_block(text: str) -> None:
    article = ingest.plain(text, "t", Published(None, Basis.UNKNOWN), PACK)
    assert article.text == text
    position = 0
    for block in article.blocks:
        assert (
            not text[position : block.span.start]
            .strip("\r\n\u2028\u2029\u0085")
            .strip()
        )
        position = block.span.end
    assert not text[position:].strip()


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem[:3])
def test_the_text_of_a_seed_is_the_file(path: Path) -> None:
    article = ingest.read(path.read_bytes(), path.name, Settings(), PACK)
    assert article.text == path.read_bytes().decode()
