"""Articles that attack the site: each is shown as text or refused by name, and the page around it stays as it is."""

from __future__ import annotations

import gzip
import json
import mimetypes
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from built_site import Site, build

from builder.text.escape import shown
from builder.text.slug import article_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Route

LENIENT = ".venv/bin/mkdocs build --no-strict"
RUN = "window.__pwned=1"
SHOWN = {
    "script": f"<script>{RUN}</script> </script><script>{RUN}//",
    "handlers": f"<img src=x onerror={RUN}><svg/onload={RUN}><body onpageshow={RUN}> <a href=javascript:{RUN}>Kiev</a>",
    "elements": '<base href="https://evil.invalid/"><iframe src="https://evil.invalid/"></iframe><object data="//evil.invalid/x">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.invalid/"><form action=https://evil.invalid/><button>',
    "style": "<style>@import url(https://evil.invalid/x.css)</style><link rel=stylesheet href=//evil.invalid/y.css>",
    "never-closed": "Le début <!-- la suite <title> et <textarea> et <![CDATA[ et <noscript><template> et <plaintext>",
    "clobbering": '<div id="__config"></div><form name="elements" id="__search"><input name=attributes></form>',
    "references": "&lt;b&gt; &amp;amp; &eacute; &#60;i&#62; &#x3c;u&#x3e; &nbsp &copy",
    "markdown": f"# Titre\n\n- a\n- b\n\n1986. Une année\n\n> cité\n\n    code\n\n![x](https://evil.invalid/i.gif) [y](javascript:{RUN})",
    "extensions": '!!! note "x"\n\n::: builder.pipeline\n\n--8<-- "mkdocs.yml"\n\n[TOC]\n\n|a|b|\n|-|-|\n|1|2|\n\n=== "Onglet"\n\n[^1]: note',
    "attributes": f'*mot*{{: onclick="{RUN}" }} [x](y){{ #__config .c }} ## Titre {{: onmouseover={RUN} }}',
    "jinja": "{{ 7*7 }} {% include 'main.html' %} {# rien #} {{ config.site_name }} ${HOME} {0.__class__}",
    "metadata": "---\ntitle: Piraté\ntemplate: 404.html\nhide: [toc]\n---\nUn texte.\ntemplate: 404.html",
    "front-matter-bomb": "a: &a [x,x,x]\nb: &b [*a,*a]\nc: !!python/object/apply:os.system [id]\n\nUn texte.",
    "links": "http://evil.invalid/ <https://evil.invalid/> www.evil.invalid a@evil.invalid [Kiev]: https://evil.invalid",
    "title": f'Un "titre" \'cité\' "><svg onload={RUN}> </title><script>{RUN}</script>\nDonald Trump est à Kiev.',
    "names": f'Jean <b>Dupont</b> et Marie " onmouseover={RUN} x=" Curie ont parlé à Kiev à M. O\'Neill.',
    "quotes": f"« <script>{RUN}</script> », a déclaré Donald Trump mercredi. “&quot; onfocus={RUN}”, a dit M. Poutine.",
    "formulas": "=HYPERLINK(\"https://evil.invalid\") Trump a dit : « =cmd|' /C calc'!A0 ». « @SUM(1) », dit Poutine.",
    "xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e; ]]> <?php echo 1 ?>',
    "calendar": "END:VEVENT\nBEGIN:VALARM\nLe 12 février 2025\\, Trump a appelé Poutine;X-EVIL:1",
    "bidi": "Le texte \u202eesrever\u202c et \u2066isolé\u2069 et \U000e0041\U000e007f et \x1b[31m et \x07.",
    "unicode": "İstanbul ﬁn Zеlеnsky Київ القاهرة 👩‍👩‍👧‍👦 🇺🇦 e\u0301te\u0301 \u0301seul \u200b \u00ad ٣",
    "separators": "Un\u2028deux\u2029trois\x85quatre\x0bcinq\x0csix\rsept\r\nhuit",
    "placeholders": "wzxhzdk:0 klzzwxh:0000 \x02wzxhzdk:1\x03 \x02amp\x03",
    "properties": "constructor __proto__ hasOwnProperty toString ont parlé à Kiev avec Constructor.",
    "long-word": "Kiev" * 5000,
    "con": "Un nom que Windows interdit.",
    "index": "Un nom que MkDocs prend.",
    "Casse": "Une capitale.",
    "casse": "Une minuscule.",
    "Été à « Kiev »": "Un nom avec accents.",
    "deux\nlignes": "Un nom sur deux lignes.",
    "..": "Un nom qui monte.",
    "": "Sans nom.",
}
REFUSED = {
    "vide.txt": b"",
    "blanc.txt": b" \n\t\n",
    "nul.txt": b"avant\0apres",
    "pdf.txt": b"%PDF-1.7",
    "gz.txt": gzip.compress(b"x", mtime=0),
    "coupe.txt": "L’été à Kiev, déjà".encode()[:-1],
    "latin.txt": "Москва".encode("cp1251"),
    "tags.md": b"---\na: !!python/object/apply:os.system [id]\n---\nx",
    "enorme.txt": b"a" * 2_000_001,
}


def lay(root: Path) -> None:
    seeds = root / "seeds"
    for name, text in SHOWN.items():
        (seeds / f"{name}.txt").write_bytes(text.encode())
    for name, raw in REFUSED.items():
        (seeds / name).write_bytes(raw)
    (root / "secret").write_text("SECRET-DEHORS", "utf-8")
    (seeds / "lien.txt").symlink_to(root / "secret")
    (seeds / "dossier.txt").mkdir()
    os.mkfifo(seeds / "tube.txt")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("hostile"), lay, LENIENT)


def page(site: Site, name: str) -> Path:
    return site.pages / "articles" / article_id(f"{name}.txt") / "index.html"


@lru_cache(maxsize=64)
def parsed(path: Path):
    """A page as a browser reads it; bounded to more than all articles, which several tests read."""
    return html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", SHOWN, ids=ascii)
def test_it_is_shown_as_it_is_typed(hostile: Site, name: str) -> None:
    (article,) = parsed(page(hostile, name)).iter("article")
    visible = squeeze("".join(article.itertext()))
    for line in shown(SHOWN[name]).split("\n"):
        assert squeeze(line) in visible


@pytest.mark.parametrize("name", [*REFUSED, "lien.txt", "dossier.txt", "tube.txt"])
def test_it_is_refused_by_name_and_listed(hostile: Site, name: str) -> None:
    assert name in hostile.log
    assert name in "".join(
        parsed(hostile.pages / "a-verifier" / "index.html").itertext()
    )
    assert not page(hostile, name.rpartition(".")[0]).exists()


def test_nothing_of_it_is_markup(hostile: Site) -> None:
    paths = list(hostile.pages.rglob("*.html"))
    assert len(paths) > 10
    for path in paths:
        for element in parsed(path).iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag not in (
                "base",
                "iframe",
                "object",
                "embed",
                "plaintext",
            ), path
            is_script = element.tag == "script"
            if is_script and element.get("type") == "application/ld+json":
                # data, which no browser runs: it ends where it should, or it would not be JSON
                json.loads("".join(element.itertext()))
            elif is_script:
                assert RUN not in "".join(element.itertext()), path
            for name, value in element.attrib.items():
                assert not name.startswith("on"), f"{path}: {name}"
                assert not (name == "http-equiv" and value.lower() == "refresh"), path
                # what a description holds is words, whatever they look like
                kind = element.get("property") or element.get("name") or ""
                is_words = name == "content" and kind not in (
                    "og:url",
                    "og:image",
                    "citation_public_url",
                )
                if (
                    name in ("href", "src", "action", "data", "content")
                    and not is_words
                ):
                    assert not re.match(
                        r"\s*(javascript|vbscript|data:text)", value, re.IGNORECASE
                    ), path
                    assert not re.match(r"(https?:)?//evil|mailto:", value), (
                        f"{path}: {value}"
                    )


def test_the_frame_of_a_page_does_not_depend_on_its_text(hostile: Site) -> None:
    frames = set()
    for path in (hostile.pages / "articles").glob("*/index.html"):
        tree = parsed(path)
        outside = [
            e.tag
            for part in ("header", "footer")
            for e in tree.iter(part)
            for e in e.iter()
            if isinstance(e.tag, str)
        ]
        frames.add(
            (
                len(list(tree.iter("main"))),
                len(list(tree.iter("article"))),
                len(list(tree.iter("title"))),
                *outside,
            )
        )
    assert len(frames) == 1


def test_no_file_has_a_strange_name_and_nothing_from_outside_came_in(
    hostile: Site,
) -> None:
    paths = list(hostile.pages.rglob("*"))
    assert len(paths) > 10
    for path in paths:
        name = path.relative_to(hostile.pages).as_posix()
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", name), name
        assert len(path.name) < 150
        if path.is_file() and path.suffix in (
            ".html",
            ".json",
            ".csv",
            ".xml",
            ".ics",
            ".bib",
            ".ris",
        ):
            text = path.read_text("utf-8")
            assert "SECRET-DEHORS" not in text
            assert "root:x:0:0" not in text
            if path.suffix != ".json":
                assert not re.search(
                    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]",
                    text,
                ), name


def test_no_cell_is_a_formula(hostile: Site) -> None:
    tables = list(hostile.pages.rglob("*.csv"))
    assert tables
    for path in tables:
        assert not re.search(
            r"(^|[,\n])\"?\s*[=+@-](?!\d)", path.read_text("utf-8-sig")
        ), path


def test_no_calendar_line_is_the_article_s(hostile: Site) -> None:
    calendars = list(hostile.pages.rglob("*.ics"))
    assert calendars
    for path in calendars:
        assert not re.search(
            r"^(X-EVIL|BEGIN:VALARM)", path.read_text("utf-8"), re.MULTILINE
        )


@pytest.mark.browser
def test_in_a_browser_nothing_runs_and_nothing_is_asked_elsewhere(
    hostile: Site, browser: Browser
) -> None:
    assert list(faults(hostile, browser)) == []


def faults(site: Site, browser: Browser) -> Iterator[str]:
    """What goes wrong on any page: a script that ran, a dialog, a request to another host, a way out."""
    asked: list[str] = []

    def serve(route: Route) -> None:
        url = urlsplit(route.request.url)
        path = site.pages / unquote(url.path.removeprefix("/dossier/"))
        path = path / "index.html" if path.is_dir() else path
        if url.hostname != "here.invalid":
            asked.append(route.request.url)
            route.abort()
        elif path.is_file():
            route.fulfill(
                body=path.read_bytes(),
                content_type=mimetypes.guess_type(path.name)[0] or "text/plain",
            )
        else:
            route.fulfill(status=404, body="")

    context = browser.new_context(service_workers="block")
    context.route("**/*", serve)
    tab = context.new_page()
    tab.on("dialog", lambda d: (asked.append(f"dialog {d.message}"), d.dismiss()))
    for path in [
        site.pages / "index.html",
        *(page(site, n) for n in SHOWN),
        site.pages / "citations" / "index.html",
    ]:
        address = f"http://here.invalid/dossier/{path.parent.relative_to(site.pages).as_posix()}/".replace(
            "/./", "/"
        )
        tab.goto(address)
        tab.evaluate(
            "document.querySelectorAll('article *').forEach(e => { e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})); e.focus?.() })"
        )
        if tab.evaluate("window.__pwned !== undefined"):
            yield f"{address}: a script of the article ran"
        if tab.url.split("#")[0] != address:
            yield f"{address}: went to {tab.url}"
    context.close()
    yield from asked
