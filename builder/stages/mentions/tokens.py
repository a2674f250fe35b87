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


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from spacy.tokenizer import Tokenizer  # noqa: PLC0415 - costs a second: only where names are searched
    from spacy.vocab import Vocab  # noqa: PLC0415

    return Tokenizer(Vocab(), infix_finditer=_CUTS.finditer)


_SURROGATES = re.compile("[\ud800-\udfff]")


def _words(tokenizer: Tokenizer, text: str) -> Doc:
    """What spaCy makes of a text. Half a character, which JSON can carry and spaCy cannot, becomes a replacement sign."""
    doc: Doc = tokenizer(_SURROGATES.sub("\ufffd", text))
    return doc


def cut(text: str) -> list[str]:
    """The words and marks of a short text, such as a name."""
    tokenizer = _tokenizer()
    with tokenizer.vocab.memory_zone():
        return [token.text for token in _words(tokenizer, text) if not token.text.isspace()]


def tokenize(article: Article, sentences: Sequence[Sentence]) -> Tokens:
    """The tokens of every sentence; empty where there is none. Linear in the length of the text."""
    tokenizer = _tokenizer()
    forms: list[str] = []
    starts: list[int] = []
    bounds: list[int] = []
    # The zone gives back what the vocabulary learned from this text: `dossier annotate` may see millions.
    with tokenizer.vocab.memory_zone():
        for sentence in sentences:
            bounds.append(len(forms))
            for token in _words(tokenizer, sentence.span.of(article.text)):
                form = token.text
                if not form.isspace():
                    forms.append(form)
                    starts.append(sentence.span.start + token.idx)
    bounds.append(len(forms))
    return Tokens(forms, starts, bounds)
