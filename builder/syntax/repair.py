"""Mends the parse once, before clauses are built: by rules of grammar, sentence by sentence.

The parser was trained on edited text and is right about most of it. Where French itself
forbids what it says (a finite verb beside a noun, a subject behind "à", a date as an
object), the rules of `mending` hang the words where they belong.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from builder.syntax.forms import forms_of
from builder.syntax.mending.appositions import (
    mend_appositions,
    mend_held_names,
    mend_opening_names,
)
from builder.syntax.mending.clauses import mend_clauses
from builder.syntax.mending.clitics import mend_clitics
from builder.syntax.mending.compounds import mend_auxiliaries, mend_shared
from builder.syntax.mending.context import Context
from builder.syntax.mending.having import mend_having
from builder.syntax.mending.headlines import mend_headlines
from builder.syntax.mending.hidden import mend_hidden_verbs
from builder.syntax.mending.infinitives import mend_infinitives
from builder.syntax.mending.lists import mend_complements, mend_pairs
from builder.syntax.mending.names import mend_names, mend_prefixes
from builder.syntax.mending.objects import (
    mend_controlled,
    mend_intransitive,
    mend_modified,
    mend_moods,
    mend_objects,
    mend_prepositions,
)
from builder.syntax.mending.participles import mend_participles
from builder.syntax.mending.relatives import mend_relatives
from builder.syntax.mending.subjects import mend_subjects
from builder.syntax.mending.times import mend_ago, mend_times
from builder.syntax.mending.words import mend_finite_forms
from builder.syntax.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.syntax.doc import Token
    from builder.syntax.lemmas import Lemmas
    from builder.syntax.lexicon import Lexicon

RULES = (
    mend_names,
    mend_prefixes,
    mend_participles,
    mend_having,
    mend_finite_forms,
    mend_hidden_verbs,
    mend_clitics,
    mend_infinitives,
    mend_auxiliaries,
    mend_ago,
    mend_prepositions,
    mend_times,
    mend_modified,
    mend_headlines,
    mend_complements,
    mend_pairs,
    mend_clauses,
    mend_relatives,
    mend_shared,
    mend_appositions,
    mend_held_names,
    mend_opening_names,
    mend_intransitive,
    mend_subjects,
    mend_objects,
    mend_controlled,
    mend_moods,
)
"""In the order in which each can rely on those before it."""


def repair(
    tokens: Sequence[Token],
    bounds: Sequence[int],
    lexicon: Lexicon,
    lemmas: Lemmas | None,
) -> tuple[Token, ...]:
    """The tokens, with heads, relations and features as French allows them.

    `bounds` are those of `Doc`. Without tables of lemmas no word becomes a verb that the
    parse calls otherwise. No token is added, lost or moved. Time grows with the text; a sentence has a bounded length.
    """
    mended = list(tokens)
    context = Context(lexicon, forms_of(lexicon, lemmas))
    for first, end in pairwise(bounds):
        tree = Tree(mended, first, end)
        for rule in RULES:
            rule(tree, context)
    return tuple(mended)
