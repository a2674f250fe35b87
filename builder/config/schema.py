"""What the author may write in each of the three files; entities and offices as the knowledge base has them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from builder.errors import NotUnderstoodError
from builder.kb.schema import Id, Ids, Strict, Text, Texts, When
from builder.lang.pack import LANGUAGES
from builder.model.article import EXCERPT, Basis, Rights
from builder.model.event import Modality  # noqa: TC001 - pydantic reads it
from builder.model.mention import EntityType  # noqa: TC001 - as above
from builder.text.escape import url as safe_url


def _address(value: str) -> str:
    address = safe_url(value)
    if not address:
        raise NotUnderstoodError("expected.address")
    return address


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise NotUnderstoodError("expected.language", codes=", ".join(LANGUAGES))
    return value


UNKNOWN = "unknown"
"""Written for a date that the author looked for and did not find: nobody infers one then."""


def _dated(value: object) -> object:
    """A bare date is the short form of a block that says nothing else."""
    if value == UNKNOWN:
        # Not validated: whoever writes a date writes its value.
        return PublishedEntry.model_construct(date=None)  # type: ignore[arg-type]
    return {"value": value} if isinstance(value, str | list) else value


Percent = Annotated[int, Field(ge=1, le=100)]
Pair = Annotated[Ids, Field(min_length=2)]
SomeIds = Annotated[Ids, Field(min_length=1)]


class PublishedEntry(Strict):
    """`published: 2025-03-18`, or with who says so and why; none where the author wrote that nobody knows."""

    date: Annotated[When, Field(alias="value")]
    basis: Literal[Basis.STATED, Basis.INFERRED, Basis.CORRECTED] = Basis.CORRECTED
    reasons: Annotated[Texts, Field(alias="reason")] = ()


def _reasoned(entry: PublishedEntry) -> PublishedEntry:
    # A reader can follow no deduction that gives no reason.
    if entry.basis is Basis.INFERRED and not entry.reasons:
        raise NotUnderstoodError("expected.reason")
    return entry


class ArticleEntry(Strict):
    """What the author says of one article."""

    title: Text | None = None
    published: (
        Annotated[PublishedEntry, BeforeValidator(_dated), AfterValidator(_reasoned)]
        | None
    ) = None
    outlet: Text | None = None
    author: Text | None = None
    url: Annotated[str, AfterValidator(_address)] | None = None
    rights: Rights | None = None
    excerpts: Percent | None = None
    same_as: Text | None = None
    """The article whose text it repeats."""


class AboutArticle(ArticleEntry):
    """The same in `corrections.yml`, where each decision stands by itself and is pasted under the one before."""

    article: Text


class DossierFile(Strict):
    """`dossier.yml`."""

    title: Text = "Dossier"
    description: str = ""
    language: Annotated[str, AfterValidator(_language)] = "fr"
    model: Text = "auto"
    rights: Rights = Rights.FULL
    excerpts: Percent = EXCERPT
    max_bytes: Annotated[int, Field(ge=1_000, le=100_000_000)] = 2_000_000
    articles: dict[str, ArticleEntry | None] = Field(default_factory=dict)


class ClaimEntry(Strict):
    """A sentence of an article, by some of its words."""

    article: Text
    quote: Text


SomeClaims = Annotated[tuple[ClaimEntry, ...], Field(min_length=1)]
TwoClaims = Annotated[tuple[ClaimEntry, ...], Field(min_length=2, max_length=2)]


class WordsEntry(Strict):
    """A decision about words of one article."""

    article: Text
    quote: Text
    before: str = ""
    after: str = ""
    entity: Id | None = None
    reject: bool = False
    type: EntityType | None = None
    date: When | None = None
    speaker: Ids | None = None
    modality: Modality | None = None
    kind: Text | None = None


WHICH_WORDS = ("article", "quote", "before", "after")
"""Keys of a `WordsEntry` that say which words are meant."""

OF_WORDS = tuple(name for name in WordsEntry.model_fields if name not in WHICH_WORDS)
"""What can be decided about words, by the key that says so."""


class Merge(Strict):
    """Events that are one."""

    merge: Pair
    title: str = ""


class Split(Strict):
    """An event that is two: the sentences of the second."""

    split: Id
    claims: SomeClaims
    title: str = ""


class Redate(Strict):
    """An event on another date."""

    redate: Id
    date: When


class Retitle(Strict):
    """An event of another title."""

    retitle: Id
    title: Text


class Hide(Strict):
    """Events that the site does not show."""

    hide: SomeIds


class Add(Strict):
    """An event that the program missed, by the sentences that tell it."""

    add: Text
    date: When
    claims: SomeClaims
    kind: str = ""


class Diverge(Strict):
    """Two sentences that contradict each other."""

    diverge: TwoClaims
    topic: str = ""


class Agree(Strict):
    """Two sentences that do not."""

    agree: TwoClaims


class Apart(Strict):
    """Events that are never one."""

    apart: Pair


class MergeEntities(Strict):
    """Entities that are one; the first stays."""

    merge_entities: Pair


class ApartEntities(Strict):
    """Entities that are never one."""

    apart_entities: Pair


class ApartArticles(Strict):
    """Articles of which none repeats another, however alike they are."""

    apart_articles: Annotated[Texts, Field(min_length=2)]


DECISIONS: dict[str, type[Strict]] = {
    "merge": Merge,
    "split": Split,
    "redate": Redate,
    "retitle": Retitle,
    "hide": Hide,
    "add": Add,
    "diverge": Diverge,
    "agree": Agree,
    "apart": Apart,
    "merge_entities": MergeEntities,
    "apart_entities": ApartEntities,
    "apart_articles": ApartArticles,
}
"""What can be decided about events and entities, by the key that says so; what has none of them is about words."""
