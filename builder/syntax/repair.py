"""Mends the parse once, before clauses are built: by rules of grammar, sentence by sentence.

The parser was trained on edited text and is right about most of it. Where French itself
forbids what it says (a finite verb beside a noun, a subject behind "à", a date as an
object), the rules of `mending` hang the words where they belong.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from builder.syntax.forms import Forms
from builder.syntax.mending.arguments import mend_objects, mend_subjects, mend_times
from builder.syntax.mending.compounds import (
    mend_auxiliaries,
    mend_headlines,
    mend_infinitives,
    mend_shared,
)
from builder.syntax.mending.context import Context
from builder.syntax.mending.names import mend_names
from builder.syntax.mending.skeleton import mend_clauses
from builder.syntax.mending.words import (
    mend_clitics,
    mend_finite_forms,
    mend_hidden_verbs,
    mend_participles,
)
from builder.syntax.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from builder.syntax.doc import Token
    from builder.syntax.lexicon import Lexicon

RULES = (
    mend_names,
    mend_participles,
    mend_finite_forms,
    mend_hidden_verbs,
    mend_clitics,
    mend_infinitives,
    mend_auxiliaries,
    mend_times,
    mend_headlines,
    mend_clauses,
    mend_shared,
    mend_subjects,
    mend_objects,
)
"""In the order in which each can rely on those before it."""


def repair(
    tokens: Sequence[Token],
    bounds: Sequence[int],
    lexicon: Lexicon,
    verb: Callable[[str], str],
) -> tuple[Token, ...]:
    """The tokens, with heads, relations and features as French allows them.

    `bounds` are those of `Doc`; `verb` gives the infinitive of a form. No token is added,
    lost or moved. Time grows with the text; a sentence has a bounded length.
    """
    mended = list(tokens)
    context = Context(lexicon, Forms(lexicon.words, verb))
    for first, end in pairwise(bounds):
        tree = Tree(mended, first, end)
        for rule in RULES:
            rule(tree, context)
    return tuple(mended)
