"""References to the articles for bibliography software. What is not known is left out, never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from builder.export.documents import json_text
from builder.export.signature import signers
from builder.lang.pack import language_pack
from builder.model.dates import Precision
from builder.text.escape import one_line, url
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.export.material import Material
    from builder.export.signature import Signer
    from builder.lang.pack import LanguagePack
    from builder.model.article import Article

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


def bibtex(material: Material) -> str:
    """BibLaTeX, one `@article` of a newspaper an article."""
    pack = language_pack(material.dossier.language)
    return "\n".join(_bibtex(a.article, pack) for a in material.dossier.articles)


def _bibtex(article: Article, pack: LanguagePack) -> str:
    published = article.published.date
    fields = {
        "title": _tex(label(article)),
        "author": " and ".join(map(_bibtex_name, signers(article.author, pack))),
        "journaltitle": _tex(article.outlet),
        "entrysubtype": "newspaper",
        # BibLaTeX reads EDTF: a month stays a month, an interval an interval.
        "date": published.edtf if published else "",
        "url": url(article.url).replace("%", "\\%"),
        "langid": _LANGUAGES.get(article.language, ""),
    }
    # A comma or a brace in the key would end it.
    key = re.sub(r"[^A-Za-z0-9_-]+", "-", article.id)
    lines = [f"@article{{{key},"]
    for name, value in fields.items():
        if value:
            lines.append(f"  {name} = {{{value}}},")
    lines += ["}", ""]
    return "\n".join(lines)


_LANGUAGES = {"fr": "french"}
"""What BibLaTeX calls them."""


def _bibtex_name(signer: Signer) -> str:
    """Family name first; a newsroom in braces, which keep it from being taken apart."""
    if not signer.given:
        return f"{{{_tex(signer.family)}}}"
    return f"{_tex(signer.family)}, {_tex(signer.given)}"


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


def ris(material: Material) -> str:
    """RIS, one `NEWS` an article."""
    pack = language_pack(material.dossier.language)
    lines = []
    for annotated in material.dossier.articles:
        for tag, value in _ris(annotated.article, pack):
            # Readers want exactly these spaces, and a value that stays on its line.
            shown = one_line(value)
            lines.append(f"{tag}  - {shown}\r\n")
    return "".join(lines)


def _ris(article: Article, pack: LanguagePack) -> Iterator[tuple[str, str]]:
    """Tags and values; those without a value are left out, but for the closing one."""
    # A record begins with its type, and its closing tag has no value.
    yield "TY", "NEWS"
    yield "ID", article.id
    yield "TI", label(article)
    for signer in signers(article.author, pack):
        yield "AU", ", ".join(filter(None, (signer.family, signer.given)))
    if article.outlet:
        yield "T2", article.outlet
    if dated := _date(article):
        yield "PY", f"{dated[0]:04d}"
        yield "DA", _ris_date(dated)
    if address := url(article.url):
        yield "UR", address
    yield "LA", article.language
    yield "ER", ""


def _ris_date(dated: tuple[int, ...]) -> str:
    """`2024/02/23/`: year, month, day and a remark, with all three slashes also where one is not known."""
    year, month, day = (*dated, 0, 0)[:3]
    month_day = [f"{part:02d}" if part else "" for part in (month, day)]
    return "/".join((f"{year:04d}", *month_day, ""))


def csl(material: Material) -> str:
    """CSL-JSON, one `article-newspaper` an article."""
    pack = language_pack(material.dossier.language)
    items = [_csl(a.article, pack) for a in material.dossier.articles]
    return json_text(items)


def _csl(article: Article, pack: LanguagePack) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": one_line(label(article)),
        "author": [_csl_name(each) for each in signers(article.author, pack)],
        "container-title": one_line(article.outlet),
        "issued": None,
        "URL": url(article.url),
        "language": article.language,
    }
    if dated := _date(article):
        fields["issued"] = {"date-parts": [list(dated)]}
    return {name: value for name, value in fields.items() if value}


def _csl_name(signer: Signer) -> dict[str, str]:
    family = one_line(signer.family)
    if not signer.given:
        return {"literal": family}
    return {"family": family, "given": one_line(signer.given)}
