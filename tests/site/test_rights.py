"""What rights withhold is nowhere in the site: not in pages, search, data, feeds or drawings."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from built_site import Site, build

from builder import project
from builder.export import FORMATS
from builder.model.article import BlockKind, Rights
from builder.text import rights

if TYPE_CHECKING:
    from pathlib import Path

    from builder.model.dossier import Dossier

FEW = 8
"""Words in a row that are a copy, not a mention."""

GIVEN = {
    "001_5df0c133a030b5fe": Rights.EXCERPTS,
    "002_8203fcc26b8d55c1": Rights.EXCERPTS,
    "003_c0905ebb23629ecf": Rights.REFERENCE,
    "004_2ebc1dfd62354d57": Rights.REFERENCE,
}


def restrict(root: Path) -> None:
    path = root / "seeds" / "dossier.yml"
    text = path.read_text("utf-8")
    for article, given in GIVEN.items():
        text = text.replace(f"  {article}:\n", f"  {article}:\n    rights: {given}\n")
    path.write_text(text, "utf-8")
    # Whose words these are is doubted, and a doubt has lines to copy.
    article = root / "seeds" / "004_2ebc1dfd62354d57.txt"
    said = "\n\n« Jamais une foule aussi grande n’avait attendu si longtemps sous la pluie », a-t-on entendu.\n"
    article.write_text(article.read_text("utf-8") + said, "utf-8")


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("rights"), restrict)


def test_a_doubtful_quotation_is_tried(dossier: Dossier) -> None:
    doubted = {doubt.where for doubt in dossier.doubts if doubt.kind == "quote"}
    assert "004_2ebc1dfd62354d57" in doubted


def test_an_excerpt_shows_no_more_than_its_share(dossier: Dossier) -> None:
    excerpts = 0
    for annotated in dossier.articles:
        article = annotated.article
        if article.rights is not Rights.EXCERPTS:
            continue
        opened = rights.open_sentences(annotated)
        shown = whole = 0
        for sentence in annotated.sentences:
            if article.blocks[sentence.block].kind is BlockKind.TITLE:
                continue
            whole += len(sentence.span)
            shown += len(sentence.span) if sentence.id in opened else 0
        assert 0 < shown <= whole * article.excerpt / 100
        excerpts += 1
    assert excerpts == 2


def words(text: str) -> str:
    """The bare words, whatever the format around them; two wordings of a name side by side are no run."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", html.unescape(text)))
    return " ".join(re.findall(r"\w+", re.sub(r"»\s*,\s*«", " puis ", plain)))


@pytest.fixture(scope="module")
def dossier(restricted: Site) -> Dossier:
    return project.gather(restricted.root).dossier


@pytest.fixture(scope="module")
def published(restricted: Site) -> dict[str, str]:
    """Every text file of the site, as bare words."""
    texts = {}
    for path in restricted.pages.rglob("*"):
        if path.is_file():
            name = path.relative_to(restricted.pages).as_posix()
            try:
                texts[name] = words(plain(name, path.read_text("utf-8")))
            except UnicodeDecodeError:
                assert path.suffix in (".gz", ".png", ".woff", ".woff2"), name
    return texts


def plain(name: str, text: str) -> str:
    """A file without what its format does to words: escapes of JSON, folded lines of a calendar."""
    if name.endswith((".json", ".jsonld", ".geojson", ".jsonl", ".map")):
        lines = text.splitlines() if name.endswith(".jsonl") else [text]
        return " ".join(json.dumps(json.loads(x), ensure_ascii=False) for x in lines)
    return text.replace("\n ", "") if name.endswith(".ics") else text


def runs(text: str) -> list[str]:
    """Every few words in a row; the whole where it is shorter."""
    each = words(text).split()
    return [" ".join(each[n : n + FEW]) for n in range(max(1, len(each) - FEW + 1))]


def test_withheld_sentences_are_nowhere(
    published: dict[str, str], dossier: Dossier
) -> None:
    assert any(name.endswith("search_index.json") for name in published)
    assert {f"donnees/{name}" for name in FORMATS} <= published.keys()
    withheld: dict[str, tuple[str, str]] = {}
    for annotated in dossier.articles:
        opened = rights.open_sentences(annotated)
        for sentence in annotated.sentences:
            titled = annotated.article.blocks[sentence.block].kind is BlockKind.TITLE
            if (
                sentence.id in opened
                or titled
                or len(words(sentence.span.of(annotated.article.text)).split()) < FEW
            ):
                continue
            for run in runs(sentence.span.of(annotated.article.text)):
                withheld[run] = (annotated.article.id, sentence.id)
    assert len({*withheld.values()}) > 20
    found = [
        (name, run, withheld[run])
        for name, text in published.items()
        for run in runs(text)
        if run in withheld
    ]
    assert found == []


def test_what_is_open_is_there(published: dict[str, str], dossier: Dossier) -> None:
    """The search would be blind if it found nothing where everything may be shown."""
    (whole,) = (a for a in dossier.articles if a.article.id.startswith("000"))
    assert whole.sentences
    for sentence in whole.sentences:
        assert any(
            runs(sentence.span.of(whole.article.text))[0] in text
            for text in published.values()
        )
