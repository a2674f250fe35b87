"""What an import says: file by file what it took and from where, what is missing, what it refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.lang.messages import counted, say, told
from builder.text.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.importing import FromFile, Report, Taken
    from builder.model.article import Article

_LONGEST_TITLE = 70
_MOST_TAKEN = 5
"""Articles of one file whose details are told in an import; a preview tells all."""


def lines(report: Report, *, is_preview: bool) -> Iterator[str]:
    """Lines for a terminal, a count last."""
    for file in report.files:
        yield from map(one_line, _file(file, is_preview=is_preview))
    if report.is_public:
        yield say("importing.public")
    new = counted("article", report.written)
    if is_preview:
        yield say("importing.preview", articles=new)
    else:
        yield say("importing.written", articles=new)


def _file(file: FromFile, *, is_preview: bool) -> Iterator[str]:
    for each in file.problems:
        yield str(told(each))
    if not file.articles:
        return
    yield say(
        "importing.file",
        file=file.name,
        kind=say(f"kinds.{file.kind}"),
        articles=counted("article", len(file.articles)),
    )
    taken = dict(file.articles[0].found.taken)
    if taken:
        parts = [f"{say(f'fields.{name}')} ← {where}" for name, where in taken.items()]
        yield say("importing.taken", fields=", ".join(parts))
    told_whole = file.articles if is_preview else file.articles[:_MOST_TAKEN]
    for article in told_whole:
        yield _article(article)
    left = len(file.articles) - len(told_whole)
    if left:
        yield say("importing.more", articles=counted("article", left))
    yield from _summed_up(file)


def _article(taken: Taken) -> str:
    article = taken.article
    date = article.published.date
    said = [
        date.edtf if date else "",
        article.outlet,
        _short(article.title),
        article.author,
    ]
    code = "importing.article" if taken.is_new else "importing.known"
    place = f"{taken.found.place}. " if taken.found.place else ""
    return say(
        code,
        place=place,
        path=taken.path,
        said=" · ".join(filter(None, said)),
        missing=_missing(article),
    )


def _missing(article: Article) -> str:
    missing = _missing_fields(article)
    if not missing:
        return ""
    listed = ", ".join(say(f"fields.{name}") for name in missing)
    return say("importing.missing", fields=listed)


def _missing_fields(article: Article) -> list[str]:
    values = {
        "published": article.published.date,
        "outlet": article.outlet,
        "title": article.title,
    }
    return [name for name, value in values.items() if not value]


def _summed_up(file: FromFile) -> Iterator[str]:
    """How many of a file's articles are known already, and how many lack what."""
    known = sum(not taken.is_new for taken in file.articles)
    if known:
        yield say("importing.already", articles=counted("article", known))
    counts: dict[str, int] = {}
    for taken in file.articles:
        for name in _missing_fields(taken.article):
            counts[name] = counts.get(name, 0) + 1
    for name, count in counts.items():
        yield say(
            "importing.lack",
            field=say(f"fields.{name}"),
            articles=counted("article", count),
        )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
