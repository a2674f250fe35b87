"""References to the articles for bibliography software. What is not known is left out, never guessed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from builder.model.dates import Precision
from builder.text.escape import one_line, url
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model.article import Article
    from builder.model.dossier import Dossier

_KNOWN = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}
"""How many parts of a date are known; none of what is wider or uncertain."""


def _date(article: Article) -> tuple[int, ...]:
    """Year, month and day, as far as they are known for sure."""
    moment = article.published.date
    if (
        moment is None
        or moment.earliest is None
        or moment.approximate
        or moment.uncertain
    ):
        return ()
    day = moment.earliest
    return (day.year, day.month, day.day)[: _KNOWN.get(moment.precision, 0)]


def bibtex(dossier: Dossier) -> str:
    """BibTeX, one `@misc` an article."""
    return "\n".join(_bibtex(a.article) for a in dossier.articles)


def _bibtex(article: Article) -> str:
    dated = _date(article)
    fields = {
        "title": f"{{{_tex(label(article))}}}",
        "author": f"{{{_tex(article.author)}}}" if article.author else "",
        "howpublished": _tex(article.outlet),
        "year": f"{dated[0]:04d}" if dated else "",
        "month": f"{dated[1]:02d}" if len(dated) > 1 else "",
        "date": article.published.date.edtf if dated and article.published.date else "",
        "url": url(article.url).replace("%", "\\%"),
        "language": article.language,
    }
    lines = "".join(
        f"  {name} = {{{value}}},\n" for name, value in fields.items() if value
    )
    return f"@misc{{{re.sub(r'[^A-Za-z0-9_-]+', '-', article.id)},\n{lines}}}\n"


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _tex(text: str) -> str:
    return re.sub(
        r"[\\{}~^#$%&_]", lambda m: _TEX.get(m[0], "\\" + m[0]), one_line(text)
    )


def ris(dossier: Dossier) -> str:
    """RIS, one `NEWS` an article."""
    return "".join(
        f"{tag}  - {one_line(value)}\r\n"
        for a in dossier.articles
        for tag, value in _ris(a.article)
    )


def _ris(article: Article) -> Iterable[tuple[str, str]]:
    dated = _date(article)
    fields = (
        ("ID", article.id),
        ("TI", label(article)),
        ("AU", article.author),
        ("T2", article.outlet),
        ("PY", f"{dated[0]:04d}" if dated else ""),
        ("DA", "/".join(f"{part:02d}" for part in dated)),
        ("UR", url(article.url)),
        ("LA", article.language),
    )
    return (("TY", "NEWS"), *(f for f in fields if f[1]), ("ER", ""))


def csl(dossier: Dossier) -> str:
    """CSL-JSON, one `article-newspaper` an article."""
    return (
        json.dumps(
            [_csl(a.article) for a in dossier.articles], ensure_ascii=False, indent=1
        )
        + "\n"
    )


def _csl(article: Article) -> dict[str, Any]:
    dated = _date(article)
    fields: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": one_line(label(article)),
        "author": [{"literal": one_line(article.author)}] if article.author else None,
        "container-title": one_line(article.outlet),
        "issued": {"date-parts": [list(dated)]} if dated else None,
        "URL": url(article.url),
        "language": article.language,
    }
    return {name: value for name, value in fields.items() if value}
