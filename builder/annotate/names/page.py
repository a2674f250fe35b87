"""The words of an article, laid out for those who look around in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.names import known
from builder.annotate.names.features import UNSEEN, Word, word
from builder.lang.schema_names import NameWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.annotate.names.known import Tag
    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.model.article import Span
    from builder.syntax.doc import Doc, Token


def _edge(sign: str) -> Word:
    return Word(*5 * (sign,), capital=False, common=False, first_name="")


LEFT, RIGHT, NOTHING = map(_edge, ("^", "$", ""))
"""What stands before a sentence, after it, and where there is no word."""

HEADLINE, SHARE = 3, 0.85
"""Common words with capitals, and the share of words with capitals, from which on a sentence is set as a headline."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article's words. Everything is parallel to the tokens of the doc."""

    doc: Doc
    forms: Sequence[str]
    """As written, but small where a headline gives capitals to all."""

    words: Sequence[Word]
    before: Sequence[Word]
    after: Sequence[Word]
    """The word before each word and the one after it; `LEFT` and `RIGHT` at the edges."""

    lists: Sequence[Tag | None]
    """Names of the packaged lists."""

    borne: Sequence[Tag | None]
    """Names of the knowledge base."""

    places: Mapping[str, Sequence[int]]
    """Where each word with a capital stands, by its form."""

    names: known.Names
    guides: NameWords

    @property
    def tokens(self) -> Sequence[Token]:
        """The words as the parser has them."""
        return self.doc.tokens

    def sentences(self) -> Iterator[range]:
        """The indices of each sentence's words."""
        for start, end in pairwise(self.doc.bounds):
            yield range(start, end)

    def opens(self, n: int) -> bool:
        """Whether a word is the first of its sentence."""
        return self.before[n] is LEFT

    def closes(self, n: int) -> bool:
        """Whether a word is the last of its sentence."""
        return self.after[n] is RIGHT

    def at(self, span: Span) -> tuple[int, int] | None:
        """The words (half-open) that a stretch of the text consists of, to the character."""
        inside = self.doc.tokens_in(span)
        if not inside or (inside[0].start, inside[-1].end) != (span.start, span.end):
            return None
        return inside[0].index, inside[-1].index + 1


def lay_out(doc: Doc, pack: LanguagePack, kb: KnowledgeBase) -> Page:
    """The page of an article, known names found."""
    guides, names = pack.words(NameWords), known.names_of(kb)
    forms = _recased(doc, guides, names)
    words = [word(form) for form in forms]
    firsts = set(doc.bounds)
    lasts = {end - 1 for end in doc.bounds}
    before = [LEFT if n in firsts else words[n - 1] for n in range(len(words))]
    after = [RIGHT if n in lasts else words[n + 1] for n in range(len(words))]
    return Page(
        doc=doc,
        forms=forms,
        words=words,
        before=before,
        after=after,
        lists=known.listed(forms, names),
        borne=known.borne(forms, names, guides.feminine),
        places=_places(forms, words),
        names=names,
        guides=guides,
    )


def _places(forms: Sequence[str], words: Iterable[Word]) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = {}
    for n, (form, own) in enumerate(zip(forms, words, strict=True)):
        if own.capital:
            places.setdefault(form, []).append(n)
    return places


def _recased(doc: Doc, guides: NameWords, names: known.Names) -> Sequence[str]:
    """Common words in small letters where a headline gives capitals to all.

    "Trump Annonce Une Rencontre", "PAIX À GAZA". Each word keeps its length.
    """
    found = [token.text for token in doc.tokens]
    for start, end in pairwise(doc.bounds):
        if _is_headline(found[start:end], guides):
            found[start:end] = [_small(form, names) for form in found[start:end]]
    return found


def _is_headline(forms: Sequence[str], guides: NameWords) -> bool:
    words = capitals = common = 0
    for form in forms:
        if not form[:1].isalpha() or form.lower() in guides.links:
            # Small words stay small in such headlines, and tell nothing.
            continue
        words += 1
        if form[0].isupper():
            capitals += 1
            common += word(form.capitalize()).common
    return common >= HEADLINE and capitals >= SHARE * words


def _small(form: str, names: known.Names) -> str:
    plain = form.capitalize() if form.isupper() and len(form) > 1 else form
    own = word(plain)
    if known.is_name(form, names) or own.fine == UNSEEN:
        return form  # an acronym keeps its capitals
    small = plain.lower() if own.common else plain
    return small if len(small) == len(form) else form
