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
    if moment is None or moment.approximate or moment.uncertain:
        return ()
    if moment.earliest is None:
        return ()
    day = moment.earliest
    known = _KNOWN.get(moment.precision, 0)
    return (day.year, day.month, day.day)[:known]


def bibtex(dossier: Dossier) -> str:
    """BibTeX, one `@misc` an article."""
    return "\n".join(_bibtex(a.article) for a in dossier.articles)


def _bibtex(article: Article) -> str:
    # Braces inside those of the field keep capitals, and a newspaper from being read as a person's name.
    title = _tex(label(article))
    author = _tex(article.author)
    fields = {
        "title": f"{{{title}}}",
        "author": f"{{{author}}}" if author else "",
        "howpublished": _tex(article.outlet),
        **_bibtex_date(article),
        "url": url(article.url).replace("%", "\\%"),
        "language": article.language,
    }
    # A comma or a brace in the key would end it.
    key = re.sub(r"[^A-Za-z0-9_-]+", "-", article.id)
    lines = [f"@misc{{{key},"]
    for name, value in fields.items():
        if value:
            lines.append(f"  {name} = {{{value}}},")
    lines += ["}", ""]
    return "\n".join(lines)


def _bibtex_date(article: Article) -> dict[str, str]:
    """Year and month for BibTeX, the EDTF value for BibLaTeX; nothing where the year is not sure."""
    dated = _date(article)
    if not dated or article.published.date is None:
        return {}
    return {
        "year": f"{dated[0]:04d}",
        "month": f"{dated[1]:02d}" if len(dated) > 1 else "",
        "date": article.published.date.edtf,
    }


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _tex(text: str) -> str:
    return re.sub(r"[\\{}~^#$%&_]", _tex_mark, one_line(text))


def _tex_mark(match: re.Match[str]) -> str:
    return _TEX.get(match[0], f"\\{match[0]}")


def ris(dossier: Dossier) -> str:
    """RIS, one `NEWS` an article."""
    lines = []
    for annotated in dossier.articles:
        for tag, value in _ris(annotated.article):
            # Readers want exactly these spaces, and a value that stays on its line.
            shown = one_line(value)
            lines.append(f"{tag}  - {shown}\r\n")
    return "".join(lines)


def _ris(article: Article) -> Iterable[tuple[str, str]]:
    """Tags and values; those without a value are left out, but for the closing one."""
    dated = _date(article)
    day = "/".join(f"{part:02d}" for part in dated)
    fields = {
        "ID": article.id,
        "TI": label(article),
        "AU": article.author,
        "T2": article.outlet,
        "PY": f"{dated[0]:04d}" if dated else "",
        "DA": day,
        "UR": url(article.url),
        "LA": article.language,
    }
    # A record begins with its type, and its closing tag has no value.
    yield "TY", "NEWS"
    for tag, value in fields.items():
        if value:
            yield tag, value
    yield "ER", ""


def csl(dossier: Dossier) -> str:
    """CSL-JSON, one `article-newspaper` an article."""
    items = [_csl(a.article) for a in dossier.articles]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _csl(article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": one_line(label(article)),
        "author": None,
        "container-title": one_line(article.outlet),
        "issued": None,
        "URL": url(article.url),
        "language": article.language,
    }
    if article.author:
        # "literal": whoever signs may be an agency, whose name has no first name to take apart.
        fields["author"] = [{"literal": one_line(article.author)}]
    if dated := _date(article):
        fields["issued"] = {"date-parts": [list(dated)]}
    return {name: value for name, value in fields.items() if value}
