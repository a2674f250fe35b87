"""Words of texts made by hand: cut as the product cuts them, without an analysis."""

from __future__ import annotations

from builder.model.word import Word
from builder.syntax.tokenizer import tokenize


def words_of(text, sentences):
    """The words of some sentences; nothing is said of them but their form."""
    return tuple(
        Word(piece.start, piece.end, piece.form, "", "")
        for sentence in sentences
        for piece in tokenize(text, sentence.span)
        if any(map(str.isalnum, piece.form))
    )
