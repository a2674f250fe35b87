"""What rights withhold is nowhere in the site: not in pages, search, data, feeds or drawings."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from built_site import Site, build

from builder import project
from builder.model.article import BlockKind, Rights
from builder.text import rights

if TYPE_CHECKING:
    from pathlib import Path

FEW = 8
"""Words in a row that are a copy, not a mention."""

GIVEN = {
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


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("rights"), restrict)


def words(text: str) -> str:
    """The bare words, whatever the format around them."""
    return " ".join(
        re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", "", html.unescape(text))))
    )


def published(site: Site) -> dict[str, str]:
    """Every text file of the site, JSON read first, as bare words."""
    texts = {}
    for path in site.pages.rglob("*"):
        if path.suffix in (
            ".html",
            ".xml",
            ".csv",
            ".ics",
            ".bib",
            ".ris",
            ".svg",
            ".txt",
            ".jsonld",
            ".geojson",
        ):
            texts[path.relative_to(site.pages).as_posix()] = words(
                path.read_text("utf-8")
            )
        elif path.suffix == ".json":
            texts[path.relative_to(site.pages).as_posix()] = words(
                json.dumps(json.loads(path.read_bytes()), ensure_ascii=False)
            )
    return texts


def runs(text: str) -> list[str]:
    """Every few words in a row; the whole where it is shorter."""
    each = words(text).split()
    return [" ".join(each[n : n + FEW]) for n in range(max(1, len(each) - FEW + 1))]


def test_withheld_sentences_are_nowhere(restricted: Site) -> None:
    texts = published(restricted)
    assert any(name.endswith("search_index.json") for name in texts)
    found = []
    withheld = 0
    for annotated in project.gather(restricted.root).dossier.articles:
        opened = rights.open_sentences(annotated)
        for sentence in annotated.sentences:
            titled = annotated.article.blocks[sentence.block].kind is BlockKind.TITLE
            if (
                sentence.id in opened
                or titled
                or len(words(sentence.span.of(annotated.article.text)).split()) < FEW
            ):
                continue
            withheld += 1
            found += [
                (annotated.article.id, sentence.id, run, name)
                for run in runs(sentence.span.of(annotated.article.text))
                for name, text in texts.items()
                if run in text
            ]
    assert withheld > 20
    assert found == []


def test_what_is_open_is_there(restricted: Site) -> None:
    """The search would be blind if it found nothing where everything may be shown."""
    texts = published(restricted)
    (whole,) = (
        a
        for a in project.gather(restricted.root).dossier.articles
        if a.article.id.startswith("000")
    )
    assert whole.sentences
    for sentence in whole.sentences:
        assert any(
            runs(sentence.span.of(whole.article.text))[0] in text
            for text in texts.values()
        )
