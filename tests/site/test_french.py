"""A reader sees French: every value of the model has its words, and none stands on a page as it is."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import lxml.html
import pytest

import builder.model
from builder.model.article import Basis, BlockKind
from builder.model.edtf import Precision
from builder.model.event import Modality
from builder.model.mention import EntityType, LinkStatus
from builder.pages import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built_site import Site

FRENCH = frozenset(
    {
        "article",
        "direct",
        "fragment",
        "indirect",
        "machine",
        "mention",
        "metonym",
        "name",
        "patient",
        "phrase",
        "publication",
        "range",
    }
)
"""Values that are French words too, or that French writes in an address."""
TEMPLATES = Path(render.__file__).parent / "templates"
OF_ARTICLES = ".//code | .//pre | .//*[@data-b] | .//*[contains(@class, 'phrase')] | .//*[contains(@class, 'mots')]"


def values() -> Iterator[str]:
    for module in iter_modules(builder.model.__path__):
        for found in vars(import_module(f"builder.model.{module.name}")).values():
            if (
                isinstance(found, type)
                and issubclass(found, StrEnum)
                and found is not StrEnum
            ):
                yield from found


def test_no_value_of_the_model_is_read_on_a_page(site: Site) -> None:
    unwanted = {*values()} - FRENCH
    assert len(unwanted) > 60
    paths = list(site.pages.rglob("*.html"))
    assert len(paths) > 10
    for path in paths:
        (article,) = lxml.html.fromstring(path.read_bytes()).xpath("//article")
        for words in article.xpath(OF_ARTICLES):
            words.clear(keep_tail=True)
        seen = set(re.findall(r"[\w-]+", article.text_content()))
        assert not seen & unwanted, path


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.j2")), ids=lambda p: p.name)
def test_high_signs_and_guillemets_of_our_own_prose_keep_to_their_words(
    path: Path,
) -> None:
    prose = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r".{0,20}(?:« | »|[\w»}`] [:;!?](?=\s|$))", prose) == []


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("BASIS", Basis),
        ("MODALITY", Modality),
        ("VERDICT", LinkStatus),
        ("TYPES", EntityType),
        ("TYPES_MANY", EntityType),
        ("BLOCK", [k for k in BlockKind if not k.told and k is not BlockKind.MARKUP]),
        ("PRECISION", [Precision.MONTH, Precision.YEAR]),
    ],
    ids=lambda p: p if isinstance(p, str) else "",
)
def test_every_value_that_pages_show_has_its_words(
    table: str, named: type[StrEnum] | list[StrEnum]
) -> None:
    macros = (
        render._environment().get_template("_macros.md.j2").make_module({"to": str})
    )
    words = getattr(macros, table)
    assert {str(v) for v in named} <= words.keys()
    assert not {*words.values()} & {*values()} - FRENCH
