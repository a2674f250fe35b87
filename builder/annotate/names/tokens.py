"""Cuts told text into words and marks, with spaCy's tokenizer and rules of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.tokens import Doc

    from builder.model.article import Article, Sentence

# Places where a run of characters without white space is cut; each is of no width, so that a cut alters nothing and
# the search is linear. Elisions (l'Iran), marks, a full stop that ends no abbreviation, prefixes (anti-Trump),
# inversions (Trump-t-il), and a title glued to the word before it (l'appelM. Trump).
_CUTS = re.compile(
    r"""
    (?<=(?<![\w\-])[cdjlmnstCDJLMNST]['’])(?=.) | (?<=qu['’])(?=.)
  | (?<=[^\w'’.,\-])(?=.) | (?<=.)(?=[^\w'’.,\-]) | (?<=,)(?=\D) | (?<=\D)(?=,) | (?=,(?!\d))
  | (?<=(?<!\w)['’])(?=.) | (?<!\b[cdjlmnstCDJLMNST])(?<!qu)(?=['’](?!\w))
  | (?<=\.)(?=[^\w.]) | (?<=\.)(?=[A-ZÀ-Ý]\w) | (?<=[\w)])(?=\.\.) | (?<=[\d)])(?=\.(?!\d))
  | (?<!\b[A-ZÀ-Ý])(?<!\bMM)(?<!\bM[mg][er])(?<!\bDr)(?<!\bSt)(?<!\bSte)(?<!\.)(?<![a-zà-ÿ]M)(?=\.(?![a-z0-9]))
  | (?<=\b[Aa]nti)(?=-) | (?<=\b[Pp]ro)(?=-) | (?<=\b[Ee]x)(?=-) | (?<=\b[Nn]on)(?=-)
  | (?<=\b[Aa]nti-)(?=\w) | (?<=\b[Pp]ro-)(?=\w) | (?<=\b[Ee]x-)(?=\w) | (?<=\b[Nn]on-)(?=\w)
  | (?<=(?<!\w)-)(?=\w) | (?=-(?!\w)) | (?=-(?:t-)?(?:ils?|elles?|on)\b) | (?<=[a-zà-ÿ])(?=M\.)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of an article's told blocks, in order. Parallel tuples."""

    forms: Sequence[str]
    starts: Sequence[int]
    """Offset of each form into the article's text."""

    sentences: Sequence[int]
    """Index of the first token of each sentence, and the number of tokens as the last item."""


_SURROGATES = re.compile("[\ud800-\udfff]")
_REMEMBERED = 4_000_000
"""Characters after which spaCy's memory of words begins anew: `dossier annotate` may see millions of texts."""


class _Cutter:
    """spaCy's tokenizer, which remembers how it cut a word, and how much it has been given."""

    def __init__(self) -> None:
        from spacy.tokenizer import Tokenizer  # noqa: PLC0415 - costs a second: only where names are searched
        from spacy.vocab import Vocab  # noqa: PLC0415

        self.cut: Tokenizer = Tokenizer(Vocab(), infix_finditer=_CUTS.finditer)
        self.given = 0

    def __call__(self, text: str) -> list[tuple[str, int]]:
        """Words and marks with offsets. Half a character, which spaCy cannot carry, becomes a replacement sign."""
        self.given += len(text)
        doc: Doc = self.cut(_SURROGATES.sub("\ufffd", text))
        return [
            (form, token.idx) for token in doc if not (form := token.text).isspace()
        ]


@lru_cache(maxsize=1)
def _cutter() -> _Cutter:
    return _Cutter()


def cut(text: str) -> list[str]:
    """The words and marks of a short text, such as a name."""
    return [form for form, _ in _cutter()(text)]


def tokenize(article: Article, sentences: Sequence[Sentence]) -> Tokens:
    """The tokens of every sentence; empty where there is none. Linear in the length of the text."""
    cutter = _cutter()
    forms: list[str] = []
    starts: list[int] = []
    bounds: list[int] = []
    for sentence in sentences:
        bounds.append(len(forms))
        for form, start in cutter(sentence.span.of(article.text)):
            forms.append(form)
            starts.append(sentence.span.start + start)
    bounds.append(len(forms))
    if cutter.given > _REMEMBERED:
        _cutter.cache_clear()
    return Tokens(forms, starts, bounds)
