"""Views in, Markdown out: the only module that knows Jinja2."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from builder.pages import (
    article_list,
    articles,
    chronology,
    comparisons,
    data_fields,
    downloads,
    entities,
    entity_list,
    events,
    facts_file,
    home,
    kinds,
    method,
    moved,
    quotations,
    review,
    views,
)
from builder.pages import page as addresses
from builder.pages.asked import Asked
from builder.pages.index import DossierIndex
from builder.pages.phrases import page_phrases
from builder.pages.telling import tellers
from builder.text import escape, typography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from builder.config import Settings
    from builder.model.article import Article
    from builder.model.dossier import Dossier
    from builder.model.entity import Entity
    from builder.pages.known import Known
    from builder.pages.page import Page

PAGES: tuple[Callable[[DossierIndex], Iterable[Page]], ...] = (
    home.pages,
    article_list.pages,
    articles.pages,
    entity_list.pages,
    entities.pages,
    chronology.pages,
    kinds.pages,
    events.pages,
    comparisons.pages,
    quotations.pages,
    review.pages,
    downloads.pages,
    data_fields.pages,
    method.pages,
)
"""Every kind of page. Each function gives its pages in a fixed order; paths do not meet."""


def pages(
    dossier: Dossier, settings: Settings, known: Known | None = None
) -> Mapping[str, str]:
    """Path under `docs/` → Markdown, for all pages, and the files that the site's scripts read; in the order of paths.

    `known` saves making those of which nothing changed, and changes nothing of what comes out.

    Raises:
        ValueError: where two pages have one path.
    """
    del settings
    index = DossierIndex(dossier)
    asked = Asked(index)
    made: dict[str, str] = {}
    for pages_of_a_kind in PAGES:
        for page in pages_of_a_kind(index):
            # one would take the place of the other, and nobody would see it
            if page.path in made:
                raise ValueError(f"two pages at {page.path}")
            make = partial(_render, page, asked, dossier.language)
            made[page.path] = known.text(page, asked, make) if known else make()
    made[moved.PATH] = moved.addresses(index)
    made[facts_file.FACTS] = facts_file.facts(index)
    made[facts_file.NAMES] = facts_file.names(index)
    return dict(sorted(made.items()))


def _render(page: Page, asked: Asked, language: str) -> str:
    template = _environment().get_template(page.template)
    body = template.render(
        page=page,
        view=page.view,
        index=asked,
        to=partial(addresses.relative, page.path),
        is_platform=partial(is_platform, language),
    )
    return _front_matter(page) + body


def _front_matter(page: Page) -> str:
    front = {
        "title": page.title,
        "description": page.description,
        "hide": ["navigation"],
        **page.front,
    }
    # what a page sets to none is left out: the home page has no title of its own
    given = {name: value for name, value in front.items() if value is not None}
    return escape.front_matter(given)


@lru_cache
def _environment() -> Environment:
    """Strict: a name that a view lacks stops the build. Everything untrusted goes through `md` or `attr`."""
    environment = Environment(  # noqa: S701 - Markdown, not HTML: the filters escape for it
        loader=PackageLoader("builder.pages"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "md": escape.markdown,
        "prose": prose,
        "valued": valued,
        "spaced": typography.spaced,
        "attr": escape.html,
        "url": escape.url,
        "count": count,
        "words": words,
        "label": views.label,
        "tellers": tellers,
        "group": views.group,
        "when": views.when,
        "happened": views.happened,
        "published": views.published,
        "article_page": addresses.article,
    }
    return environment


def prose(text: str) -> str:
    """A sentence of the program's own, as Markdown with the spaces that French asks for."""
    return escape.markdown(typography.spaced(text))


def valued(text: str) -> str:
    """The same for a sentence that names values of the data, each between backticks.

    >>> valued("`day` ou `month`")
    '<code>day</code> ou <code>month</code>'
    """
    shown = []
    for number, part in enumerate(text.split("`")):
        is_value = number % 2 == 1
        shown.append(escape.code(part) if is_value else prose(part))
    return "".join(shown)


def words(article: Article) -> int:
    """How many words the blocks of an article that tell something have."""
    total = 0
    for block in article.blocks:
        # a credit or "Lire aussi" is nothing that one reads
        if block.kind.told:
            total += len(block.span.of(article.text).split())
    return total


def is_platform(language: str, medium: Entity) -> bool:
    """Whether one writes *on* a medium ("sur Truth Social"), rather than it says something itself ("selon CNN")."""
    platforms = page_phrases(language, "entities").listed("platforms")
    return medium.description.startswith(platforms)


def count(
    number: int,
    one: str,
    many: str,
) -> str:
    r"""A number with its noun, in French: `0 article`, `1 article`, `1 234 articles`.

    >>> count(1234, "article", "articles")
    '1\u202f234\xa0articles'
    """
    digits = f"{number:,}".replace(",", "\u202f")
    noun = many if number > 1 else one
    return f"{digits}\u00a0{noun}"
