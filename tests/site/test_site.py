"""What holds for every page of the built site."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock
from urllib.parse import unquote, urljoin, urlsplit

import commands
import lxml.html
import pytest
from built_site import ROOT, Site, build
from folders import SEEDS, contents
from mkdocs.config import load_config

from builder import mkdocs_hook
from builder.export import FORMATS
from builder.text.escape import shown

if TYPE_CHECKING:
    from builder.model.dossier import Dossier

BASE = commands.PUBLISHED
HOST = urlsplit(BASE).netloc
LOADS = "//img/@src | //script/@src | //link[not(@rel='canonical')]/@href | //iframe/@src | //source/@src | //object/@data"


@lru_cache(maxsize=512)
def parsed(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(path.read_bytes())


def html(site: Site) -> list[Path]:
    return sorted(site.pages.rglob("*.html"))


def address(site: Site, path: Path) -> str:
    return urljoin(BASE, str(path.relative_to(site.pages)).removesuffix("index.html"))


def target(site: Site, url: str) -> Path:
    path = site.pages / unquote(urlsplit(url).path.removeprefix("/dossier/"))
    return path / "index.html" if path.is_dir() else path


def broken(site: Site, page: Path, link: str) -> str | None:
    url = urljoin(address(site, page), link)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.netloc != HOST:
        return None
    found = target(site, url)
    if not found.is_file():
        return f"{address(site, page)}: {link} leads nowhere"
    if (
        parts.fragment
        and found.suffix == ".html"
        and not parsed(found).xpath("//*[@id=$i]", i=unquote(parts.fragment))
    ):
        return f"{address(site, page)}: {link} has no such anchor"
    return None


def test_a_strict_build_says_nothing(site: Site) -> None:
    assert "WARNING" not in site.log


def test_every_link_and_anchor_resolves(site: Site) -> None:
    found = [
        broken(site, p, a)
        for p in html(site)
        for a in {*parsed(p).xpath("//a/@href | //@src | //link/@href")}
    ]
    assert [f for f in found if f] == []


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    loads = {
        urljoin(address(site, p), u) for p in html(site) for u in parsed(p).xpath(LOADS)
    }
    assert {u for u in loads if urlsplit(u).netloc != HOST} == set()


def test_no_style_sheet_loads_from_another_host(site: Site) -> None:
    styles = "".join(p.read_text("utf-8") for p in site.pages.rglob("*.css"))
    assert [
        u
        for u in re.findall(r"url\(([^)]*)\)|@import ([^;]*)", styles)
        if "//" in u[0].strip("\"'")[:8] or u[1]
    ] == []


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    twice = {
        str(p): [i for i, n in Counter(parsed(p).xpath("//@id")).items() if n > 1]
        for p in html(site)
    }
    assert {p: ids for p, ids in twice.items() if ids} == {}


def test_the_policy_names_every_inline_script_by_its_hash_and_nothing_unsafe(
    site: Site,
) -> None:
    assert html(site)
    for path in html(site):
        page = parsed(path)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        scripts = page.xpath(
            "//script[not(@src) and not(contains(@type, 'json'))]/text()"
        )
        hashes = {
            base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()
            for s in scripts
        }
        assert hashes <= set(re.findall(r"'sha256-([^']+)'", policy)), path
        assert "unsafe" not in policy
        assert page.xpath("//@style | //*[starts-with(name(@*), 'on')]") == []


def test_the_text_of_every_article_is_on_its_page_to_the_character(
    site: Site, seeds_dossier: Dossier
) -> None:
    articles = [a.article for a in seeds_dossier.articles]
    assert len(articles) == 5
    for article in articles:
        page = parsed(site.pages / "articles" / article.id / "index.html")
        blocks = sorted(page.xpath("//*[@data-b]"), key=lambda e: int(e.get("data-b")))
        assert [b.text_content() for b in blocks] == [
            shown(b.span.of(article.text)) for b in article.blocks
        ]


def test_every_sentence_has_its_address_and_stands_there(
    site: Site, seeds_dossier: Dossier
) -> None:
    articles = seeds_dossier.articles
    assert all(annotated.sentences for annotated in articles)
    for annotated in articles:
        page = parsed(site.pages / "articles" / annotated.article.id / "index.html")
        for sentence in annotated.sentences:
            (found,) = page.xpath("//*[@id=$i]", i=sentence.id)
            assert found.text_content() == shown(
                sentence.span.of(annotated.article.text)
            )


def test_a_sentence_quoted_elsewhere_is_the_sentence_at_the_address_it_leads_to(
    site: Site,
) -> None:
    quoted = 0
    for path in html(site):
        for link in parsed(path).xpath(
            "//a[contains(concat(' ', @class, ' '), ' phrase ')]"
        ):
            url = urlsplit(urljoin(address(site, path), link.get("href")))
            said = re.sub(r"^«\u00a0|\u00a0»$", "", link.text_content())
            (there,) = parsed(target(site, url.geturl())).xpath(
                "//*[@id=$i]", i=url.fragment
            )
            paragraph = (
                there.text_content()
                if "«" not in link.text_content()[:1]
                else there.getparent().text_content()
            )
            assert said in paragraph, (path, said)
            quoted += 1
    assert quoted > 100


def test_the_page_of_a_name_opens_articles_that_name_it(site: Site) -> None:
    followed = 0
    for page in sorted(site.pages.glob("entites/*/index.html")):
        for link in parsed(page).xpath("//a[contains(@href, '?acteur=')]/@href"):
            name = link.partition("?acteur=")[2]
            assert name == page.parent.name
            article = target(site, urljoin(address(site, page), link))
            cards = parsed(article).xpath("//*[@data-c]/@data-c")
            assert any(name in card.removeprefix("c-").split("--") for card in cards)
            followed += 1
    assert followed > 20


def test_an_article_leads_to_all_that_compares_it(site: Site) -> None:
    for page in sorted(site.pages.glob("comparer/*--*/index.html")):
        for article in page.parent.name.split("--"):
            links = parsed(site.pages / f"articles/{article}/index.html").xpath(
                "//a/@href"
            )
            assert f"../../comparer/{page.parent.name}/" in links


def test_search_knows_the_other_names_of_an_entity_and_what_kind_of_page_it_is(
    site: Site,
) -> None:
    docs = json.loads((site.pages / "search/search_index.json").read_text("utf-8"))[
        "docs"
    ]
    tags = {d["location"]: d.get("tags", []) for d in docs}
    assert tags["entites/volodymyr-zelensky/"][0] == "Personne"
    assert {"Volodymyr Zelensky", "Zelenskyy"} <= set(
        tags["entites/volodymyr-zelensky/"]
    )


def test_the_navigation_does_not_grow_with_the_dossier(site: Site) -> None:
    page = parsed(site.pages / "index.html")
    assert (
        len(
            page.xpath(
                "//nav[contains(@class, 'md-nav--primary')]//a[contains(@class, 'md-nav__link')]"
            )
        )
        < 25
    )


def test_two_builds_elsewhere_with_other_times_give_the_same_bytes(
    site: Site, tmp_path: Path
) -> None:
    for n, seed in enumerate(sorted(SEEDS.iterdir())):
        assert seed.stat().st_mtime != 86_400.0 * n
    other = build(tmp_path)
    for n, seed in enumerate(sorted((tmp_path / "seeds").iterdir(), reverse=True)):
        os.utime(seed, (86_400 * n, 86_400 * n))
    for folder in ("docs", "site"):
        first, second = contents(site.root / folder), contents(other.root / folder)
        assert first.keys() == second.keys()
        assert [
            name
            for name in first
            if first[name] != second[name] and not name.startswith("sitemap")
        ] == []


@pytest.mark.parametrize(
    "name", ["articles/000_bcc7453a529f1a01", "entites/vladimir-poutine", "chronologie"]
)
def test_pages_are_light(site: Site, name: str) -> None:
    limit = {"articles/000_bcc7453a529f1a01": 20_000}.get(name, 60_000)
    assert (
        len(gzip.compress((site.pages / name / "index.html").read_bytes(), 9)) < limit
    )


def test_a_link_to_data_says_of_which_kind_they_are(site: Site) -> None:
    page = parsed(site.pages / "donnees/index.html")
    linked = page.xpath("//article//table//a[@type]")
    assert {a.get("href"): a.get("type") for a in linked} == {
        file: each.media_type for file, each in FORMATS.items()
    }


def test_serving_watches_what_a_person_writes_and_not_what_a_build_writes() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    server = Mock()
    mkdocs_hook.on_serve(server, config)
    server.unwatch.assert_called_once_with(config.docs_dir)
    watched = {
        Path(call.args[0]).relative_to(ROOT).as_posix()
        for call in server.watch.call_args_list
    }
    assert watched == {"seeds", "builder/theme"}


@pytest.mark.parametrize("name", ["", "articles/004_2ebc1dfd62354d57", "chronologie"])
def test_our_own_style_and_scripts_of_a_page_are_small(site: Site, name: str) -> None:
    page = parsed(site.pages / name / "index.html")
    loaded = page.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    own = [ROOT / "builder/theme/assets" / Path(one).name for one in loaded]
    own = [ROOT / "builder/theme/assets/javascripts/workers/recherche.js", *own]
    sizes = [len(gzip.compress(one.read_bytes(), 9)) for one in own if one.is_file()]
    assert len(sizes) > 4
    assert sum(sizes) < 25_000


def test_the_head_of_an_article_tells_what_it_is(site: Site) -> None:
    page = parsed(site.pages / "articles/004_2ebc1dfd62354d57/index.html")
    meta = {
        one.get("property") or one.get("name"): one.get("content")
        for one in page.xpath("//meta[@content]")
    }
    assert meta["og:type"] == "article"
    assert meta["og:title"] == meta["citation_title"]
    assert meta["og:description"].startswith("Le président Trump a déclaré")
    assert meta["citation_publication_date"] == "2025/03/18"
    (told,) = page.xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(told)
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == meta["og:title"]
    assert told["datePublished"] == "2025-03-18"
    assert told["isPartOf"]["name"] == meta["og:site_name"]
    picture = site.pages / meta["og:image"].removeprefix(told["isPartOf"]["url"])
    assert picture.read_bytes()[:4] == b"\x89PNG"
    (feed,) = page.xpath("//link[@type='application/atom+xml']/@href")
    assert (site.pages / "articles/004_2ebc1dfd62354d57" / feed).is_file()
