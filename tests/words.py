"""Words of texts made by hand: cut as the product cuts them, without an analysis."""

from __future__ import annotations

from builder.model.token import Token
from builder.syntax.tokenizer import tokenize


def tokens_of(text, sentences):
    """The tokens of some sentences; nothing is said of them but their words."""
    pieces = [
        (number, piece)
        for number, sentence in enumerate(sentences)
        for piece in tokenize(text, sentence.span)
    ]
    return tuple(
        Token(i, p.start, p.end, p.form, p.form.lower(), p.form.lower(), "", "", i, n)
        for i, (n, p) in enumerate(pieces)
    )
