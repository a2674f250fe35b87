"""Views in, Markdown out: the only module that knows Jinja2."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from builder.pages import (
    articles,
    chronology,
    entities,
    events,
    home,
    quotations,
    upkeep,
    views,
)
from builder.pages.index import DossierIndex, label, tellers
from builder.pages.page import Page, relative
from builder.pages.page import article as article_page
from builder.pages.page import entity as entity_page
from builder.text import escape, typography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from builder.config import Settings
    from builder.model.article import Article
    from builder.model.dossier import Dossier

PAGES: tuple[Callable[[DossierIndex], Iterable[Page]], ...] = (
    home.pages,
    articles.pages,
    entities.pages,
    chronology.pages,
    events.pages,
    quotations.pages,
    upkeep.pages,
)
"""Every kind of page. Each function gives its pages in a fixed order; paths do not meet."""


def pages(dossier: Dossier, settings: Settings) -> Mapping[str, str]:
    """Path under `docs/` → Markdown, for all pages, in the order of paths.

    Raises:
        ValueError: where two pages have one path.
    """
    del settings
    look, environment = DossierIndex(dossier), _environment()
    made: dict[str, str] = {}
    for gather in PAGES:
        for page in gather(look):
            if page.path in made:
                raise ValueError(f"two pages at {page.path}")
            made[page.path] = _render(page, look, environment)
    return dict(sorted(made.items()))


def _render(page: Page, look: DossierIndex, environment: Environment) -> str:
    front = {
        "title": page.title,
        "description": page.description,
        "hide": ["navigation"],
        **page.front,
    }
    template = environment.get_template(page.template)
    matter = escape.front_matter(
        {name: value for name, value in front.items() if value is not None}
    )
    to, told = partial(relative, page.path), partial(views.told, look)
    return matter + template.render(
        page=page, view=page.view, look=look, to=to, told=told
    )


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
        "spaced": typography.spaced,
        "attr": escape.html,
        "url": escape.url,
        "count": count,
        "words": words,
        "label": label,
        "tellers": tellers,
        "group": views.group,
        "when": views.when,
        "happened": views.happened,
        "published": views.published,
        "article_page": article_page,
        "entity_page": entity_page,
    }
    return environment


def prose(text: str) -> str:
    """A sentence of the program's own, as Markdown with the spaces that French asks for."""
    return escape.markdown(typography.spaced(text))


def words(article: Article) -> int:
    """How many words the blocks of an article that tell something have."""
    return sum(
        len(b.span.of(article.text).split()) for b in article.blocks if b.kind.told
    )


def count(number: int, one: str, many: str) -> str:
    r"""A number with its noun, in French: `0 article`, `1 article`, `1 234 articles`.

    >>> count(1234, "article", "articles")
    '1\u202f234\xa0articles'
    """
    return (
        f"{number:,}".replace(",", "\u202f") + "\u00a0" + (many if number > 1 else one)
    )
