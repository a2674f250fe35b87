"""What many tests need: the French pack, an article out of a bare text, and the bundled seeds annotated once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from folders import SEEDS
from hypothesis import settings

from builder import ingest
from builder.annotator import Annotator
from builder.config import Settings, load
from builder.lang.pack import LanguagePack, language_pack
from builder.model.article import Article, Basis, Published
from builder.model.dates import parse_edtf
from builder.pipeline import Resources, annotate, assemble, load_resources
from builder.project import read_all
from builder.syntax.parser import load_parser

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.errors import Problem
    from builder.model.dossier import Annotated, Dossier
    from builder.syntax.doc import Doc

# `HYPOTHESIS_PROFILE=long make test` looks harder; the default finds the same things on every machine.
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=400, deadline=None)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def pack() -> LanguagePack:
    return language_pack("fr")


@pytest.fixture(scope="session")
def article(pack: LanguagePack) -> Callable[..., Article]:
    """`article("Un texte.", "2025-02-12")`: an article with that date of publication, or with none."""

    def make(text: str, published: str = "", name: str = "t") -> Article:
        when = (
            Published(parse_edtf(published), Basis.STATED)
            if published
            else Published(None, Basis.UNKNOWN)
        )
        return ingest.plain(text, name, when, pack)

    return make


@pytest.fixture(scope="session")
def doc_of(article: Callable[..., Article], pack: LanguagePack) -> Callable[[str], Doc]:
    """`doc_of("Un texte.")`: the analysed text, by the default pipeline."""

    def make(text: str) -> Doc:
        return load_parser("").parse(article(text), pack)

    return make


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Those of a dossier whose author has set nothing."""
    return load_resources(Settings())


@pytest.fixture(scope="session")
def seeds_settings() -> Settings:
    return load(SEEDS)


@pytest.fixture(scope="session")
def seeds_resources(seeds_settings: Settings) -> Resources:
    return load_resources(seeds_settings)


@pytest.fixture(scope="session")
def seeds_annotated(
    seeds_settings: Settings, seeds_resources: Resources
) -> tuple[dict[str, Annotated], list[Problem]]:
    """Each bundled article by id, before the whole dossier is looked at; and what is wrong with the files."""
    articles, problems = read_all(SEEDS, seeds_settings, seeds_resources.pack)
    return {a.id: annotate(a, seeds_resources) for a in articles}, problems


@pytest.fixture(scope="session")
def seeds_dossier(
    seeds_annotated: tuple[dict[str, Annotated], list[Problem]],
    seeds_settings: Settings,
    seeds_resources: Resources,
) -> Dossier:
    annotated, problems = seeds_annotated
    return assemble(list(annotated.values()), seeds_settings, seeds_resources, problems)


_CLOCKS = ("grows_linearly", "too_slow", "TIMES")
"""Names of `growth.py`: a test that uses one takes time by the clock."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes time by the clock, directly or through a function of its module."""
    for item in items:
        function = getattr(item, "function", None)
        code = getattr(function, "__code__", None)
        if code is None:
            continue
        named = set(code.co_names)
        for name in code.co_names:
            helper = getattr(item.module, name, None)
            named |= set(getattr(getattr(helper, "__code__", None), "co_names", ()))
        if not named.isdisjoint(_CLOCKS):
            item.add_marker(pytest.mark.growth)
