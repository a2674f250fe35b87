"""A corpus as spaCy keeps it on a disk (`DocBin`), for those who train models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens
    from spacy.vocab import Vocab

    from builder.model.span import Span
    from builder.model.word import Word

# A blank after a word belongs to it; more of them are a token, as spaCy has it. Signs stand alone.
_BETWEEN = re.compile(r"(?P<blank>\s+)|(?P<sign>[^\s])")


class Labelled(NamedTuple):
    """Some words of a text with what they are."""

    span: Span
    """Code points of the text, half-open."""

    label: str
    entity: str = ""
    """Id of what is meant; empty where nothing is, or nothing was decided."""


class Text(NamedTuple):
    """One text with its words, in order, and what was found in it by kind."""

    text: str
    words: Sequence[Word]
    layers: Mapping[str, Sequence[Labelled]]


class _Piece(NamedTuple):
    text: str
    lemma: str
    pos: str


def doc_bin(texts: Iterable[Text], language: str, names: str) -> bytes:
    """The bytes of a `DocBin`, one `Doc` a text, whose `Doc.text` is the text itself.

    Each layer is a group of spans (`Doc.spans`); of the layer `names` those that lie apart are `Doc.ents` too. Words that
    cut a token in two take all of it. Without a text, a bin of none.
    """
    from spacy import blank  # noqa: PLC0415 - a second to import, for this alone
    from spacy.tokens import DocBin  # noqa: PLC0415

    vocab = blank(language).vocab
    found = DocBin(attrs=["LEMMA", "POS", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"])
    for each in texts:
        found.add(_doc(each, vocab, names))
    return bytes(found.to_bytes())


def _doc(text: Text, vocab: Vocab, names: str) -> Doc:
    from spacy.tokens import Doc  # noqa: PLC0415 - as above
    from spacy.util import filter_spans  # noqa: PLC0415

    words: list[str] = []
    spaces: list[bool] = []
    lemmas, tags = [], []
    for piece in _pieces(text):
        # One blank belongs to the token before it.
        if piece.text == " " and words and not spaces[-1]:
            spaces[-1] = True
            continue
        words.append(piece.text)
        spaces.append(False)
        lemmas.append(piece.lemma)
        tags.append(piece.pos)
    doc = Doc(vocab, words=words, spaces=spaces, lemmas=lemmas, pos=tags)
    for layer, labelled in text.layers.items():
        doc.spans[layer] = list(_spans(doc, labelled))
    doc.ents = filter_spans(doc.spans[names])
    return doc


def _pieces(text: Text) -> Iterator[_Piece]:
    """Every character of the text in one piece: words, signs, and blanks one by one where a word may take the first."""
    at = 0
    for word in text.words:
        yield from _gap(text.text[at : word.start])
        written = text.text[word.start : word.end]
        yield _Piece(written, word.lemma, word.pos)
        at = word.end
    yield from _gap(text.text[at:])


def _gap(between: str) -> Iterator[_Piece]:
    for match in _BETWEEN.finditer(between):
        blank = match["blank"]
        if blank is None:
            yield _Piece(match["sign"], match["sign"], "PUNCT")
            continue
        if blank.startswith(" "):
            yield _Piece(" ", " ", "SPACE")
            blank = blank[1:]
        if blank:
            yield _Piece(blank, blank, "SPACE")


def _spans(doc: Doc, labelled: Iterable[Labelled]) -> Iterator[Tokens]:
    for span, label, entity in labelled:
        found = doc.char_span(
            span.start,
            span.end,
            label=label,
            kb_id=entity,
            alignment_mode="expand",
        )
        if found is not None:
            yield found
