"""Which finite verb belongs to which opener, by counting.

A conjunction or relative pronoun opens a frame, and each frame has one verb: the next one
in its turn. So "la police estime QUE le tireur, QUI portait un casque, a agi seul" gives
"portait" to "qui" and "a agi" to "que", and a verb for which no frame is open any more
belongs to the main clause, whatever the parse hung it on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    after_conjunction,
    finite_of,
    is_verb,
    verb_head,
)
from builder.syntax.mending.incises import find_incises
from builder.syntax.mending.openers import opens_clause

if TYPE_CHECKING:
    from builder.syntax.mending.context import Context
    from builder.syntax.mending.incises import Incise
    from builder.syntax.tree import Tree


@dataclass
class Frame:
    """A clause with a finite verb: what opens it (none for the main one), and its verb."""

    opener: int | None
    below: Frame | None
    verb: int | None = None


@dataclass
class Skeleton:
    """The frames of a sentence, and the verbs that no frame was left for."""

    frames: list[Frame]
    joined: list[tuple[int, Frame]] = field(default_factory=list)


def read(tree: Tree, context: Context) -> tuple[Incise | None, Skeleton]:
    """The frames, with the verb of saying that is put into them taken out.

    A verb that has a phrase before it too is one only where the main clause has another
    verb: "Les dégâts, constate un pompier, sont considérables".
    """
    for incise in find_incises(tree, context):
        skeleton = _skeleton(tree, context, incise)
        if incise.sure:
            return incise, skeleton
        if skeleton.frames[0].verb is not None:
            return incise, skeleton
    return None, _skeleton(tree, context, None)


def _skeleton(tree: Tree, context: Context, incise: Incise | None) -> Skeleton:
    top = Frame(None, None)
    skeleton = Skeleton([top])
    for index in tree.indices:
        token = tree[index]
        if opens_clause(tree, context, token):
            top = Frame(index, top)
            skeleton.frames.append(top)
        if not token.is_finite:
            continue
        if not is_verb(token):
            continue
        head = verb_head(tree, index)
        if incise is not None and head == incise.verb:
            continue
        if token.index != head and _has_earlier_finite(tree, head, index):
            continue
        top = _give(tree, skeleton, top, head, index)
    return skeleton


def _has_earlier_finite(tree: Tree, head: int, index: int) -> bool:
    """Whether another finite word of the same predicate stands before."""
    same = finite_of(tree, head)
    if same is None:
        return False
    return same.index < index


def _give(tree: Tree, skeleton: Skeleton, top: Frame, head: int, finite: int) -> Frame:
    """Give a verb to the frame whose turn it is; the frame that is then on top."""
    if top.verb is None:
        top.verb = head
        return top
    # A full frame is closed by the next verb: "que le tireur, qui portait un casque, A AGI".
    below: Frame | None = top
    while below is not None and below.verb is not None:
        below = below.below
    if below is None or after_conjunction(tree, finite):
        skeleton.joined.append((head, top))
        return top
    below.verb = head
    return below
