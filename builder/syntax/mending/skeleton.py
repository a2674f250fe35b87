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
    NOMINAL,
    bare,
    finite_of,
    is_sign,
    previous_word,
    verb_head,
)
from builder.syntax.mending.incises import find_incise, is_quote_end

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.mending.incises import Incise
    from builder.syntax.tree import Tree

_OPENING = frozenset({"mark", "obj", "nsubj", "nsubj:pass", "fixed", "iobj", "obl:mod"})
_IMPOSSIBLE = frozenset(
    {"amod", "nmod", "flat", "flat:name", "flat:foreign", "obl:mod", "obl:arg", "obl",
     "obj", "nsubj", "nsubj:pass", "det", "case", "appos", "iobj", "dep", "advmod",
     "xcomp", "acl", "fixed", "cc", "nummod"}
)  # fmt: skip
"""Relations that no finite verb can have without a word that opens its clause."""


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


def mend_clauses(tree: Tree, context: Context) -> None:
    """Openers and verbs that belong together hang together; a sentence has its verb."""
    incise = find_incise(tree, context)
    skeleton = _skeleton(tree, context, incise)
    main = skeleton.frames[0]
    if main.verb is not None and incise is None:
        _mend_root(tree, context, skeleton, main.verb)
    for frame in skeleton.frames[1:]:
        if frame.verb is not None and frame.opener is not None:
            _mend_frame(tree, context, frame, frame.opener, frame.verb)
    for verb, frame in skeleton.joined:
        _mend_joined(tree, verb, frame)
    if incise is not None:
        _mend_incise(tree, incise, main.verb)


def _skeleton(tree: Tree, context: Context, incise: Incise | None) -> Skeleton:
    top = Frame(None, None)
    skeleton = Skeleton([top])
    for index in tree.indices:
        token = tree[index]
        if _opens(tree, context, token):
            top = Frame(index, top)
            skeleton.frames.append(top)
        if not token.is_finite or token.pos not in ("VERB", "AUX"):
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
    return same is not None and same.index < index


def _give(
    tree: Tree, skeleton: Skeleton, top: Frame, head: int, finite: int
) -> Frame:
    """Give a verb to the frame whose turn it is; the frame that is then on top."""
    if top.verb is None:
        top.verb = head
        return top
    below: Frame | None = top
    while below is not None and below.verb is not None:
        below = below.below
    if below is None or _after_conjunction(tree, finite):
        skeleton.joined.append((head, top))
        return top
    below.verb = head
    return below


def _after_conjunction(tree: Tree, index: int) -> bool:
    """Whether "et" or its like stands directly before a verb, pronouns passed over."""
    at = index - 1
    while (token := tree.get(at)) is not None:
        if token.pos == "CCONJ":
            return True
        passed = token.pos == "ADV" or token.relation.startswith(("expl", "iobj", "obj"))
        if not passed or token.pos in ("NOUN", "PROPN"):
            return False
        at -= 1
    return False


def _opens(tree: Tree, context: Context, token: Token) -> bool:
    """Whether a word opens a clause that must have a finite verb."""
    words = context.words
    if token.low in words.that:
        before = previous_word(tree, token.index)
        if before is not None and before.low in words.no_clause:
            return False
        if token.relation not in _OPENING:
            return False
        after = tree.get(token.index + 1)
        return after is not None and not (after.pos == "ADP" and _no_partitive(after))
    if token.low in words.relative:
        return token.pos in ("PRON", "ADV")
    return token.pos == "SCONJ" and token.relation == "mark"


def _no_partitive(token: Token) -> bool:
    return token.low not in ("de", "d'", "des", "du")


def _own_verb(tree: Tree, index: int) -> int | None:
    """The first predicate with a finite verb at or above a word."""
    at = tree[index]
    while finite_of(tree, at.index) is None:
        if at.head == at.index:
            return None
        at = tree[at.head]
    return at.index


def _mend_frame(
    tree: Tree, context: Context, frame: Frame, opener: int, verb: int
) -> None:
    if _own_verb(tree, opener) == verb and not _stands_as_main(tree, verb):
        return
    token = tree[opener]
    relative = token.low in context.words.relative and token.pos != "SCONJ"
    antecedent = _antecedent(tree, context, opener) if relative else None
    if antecedent is not None:
        _hang_opener(tree, opener, verb)
        tree.hang(verb, antecedent, "acl:relcl")
        return
    placed = _place(tree, context, frame, opener)
    if placed is None or placed[0] == verb:
        return
    if tree.is_above(verb, placed[0]):
        tree.rise_over(placed[0], verb)
    if tree.hang(verb, *placed):
        _hang_opener(tree, opener, verb)


def _stands_as_main(tree: Tree, verb: int) -> bool:
    """Whether the parse joined a verb with an opener of its own to another clause."""
    return tree[verb].relation == "conj" and tree.child(verb, "cc") is None


def _hang_opener(tree: Tree, opener: int, verb: int) -> None:
    """Hang "que", "qui", "alors que" on their verb, as what they are there."""
    token = tree[opener]
    if token.relation == "fixed":
        tree.hang(token.head, verb, "mark")
        return
    if _own_verb(tree, opener) == verb:
        return
    relation = "mark"
    if token.pos == "PRON":
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        relation = "obj" if token.low in ("que", "qu'") else "nsubj"
        if relation == "nsubj" and subject is not None and subject.index > opener:
            relation = "obl:mod"
    tree.hang(opener, verb, relation)


def _antecedent(tree: Tree, context: Context, opener: int) -> int | None:
    """The noun that a relative pronoun stands behind; none for a question."""
    at = opener - 1
    while (token := tree.get(at)) is not None:
        if token.pos in NOMINAL and not context.is_time(tree, at):
            while token.relation.startswith("flat") and token.head < token.index:
                token = tree[token.head]
            return token.index
        if token.pos in ("VERB", "AUX", "SCONJ"):
            return None
        at -= 1
    return None


def _place(
    tree: Tree, context: Context, frame: Frame, opener: int
) -> tuple[int, str] | None:
    """What a clause with a conjunction hangs on, and how."""
    token = tree[opener]
    above = frame.below.verb if frame.below is not None else None
    if token.low not in context.words.that or token.relation == "fixed":
        return (above, "advcl") if above is not None else None
    before = _before_complement(tree, context, opener)
    if before is None:
        return None
    if before.pos in ("NOUN", "PROPN") and (above is None or above > opener):
        return before.index, "acl"
    if before.pos in ("VERB", "AUX"):
        return verb_head(tree, before.index), "ccomp"
    if above is not None and above < opener:
        return above, "ccomp"
    return None


def _before_complement(tree: Tree, context: Context, opener: int) -> Token | None:
    """The word that "que" follows, adverbs and dates passed over."""
    at = opener - 1
    while (token := tree.get(at)) is not None:
        passed = is_sign(token) or token.pos in ("ADV", "DET", "ADP")
        if not passed and not context.is_time(tree, at):
            return token
        at -= 1
    return None


def _mend_root(
    tree: Tree, context: Context, skeleton: Skeleton, verb: int
) -> None:
    """The verb of the main clause is the root of the sentence."""
    root = tree.root()
    if root is None or root.index == verb:
        return
    below = {frame.verb for frame in skeleton.frames[1:]}
    finite = finite_of(tree, root.index) is not None
    if finite and root.index not in below:
        return
    tree.uproot(verb)
    subject = tree.child(verb, "nsubj", "nsubj:pass", "expl:subj")
    if root.pos not in NOMINAL or finite:
        relation = "advcl" if root.pos in ("VERB", "AUX") else "dislocated"
        tree.hang(root.index, verb, relation)
    elif _is_topic(tree, root.index, verb):
        tree.hang(root.index, verb, "discourse")
    elif root.index > verb:
        tree.hang(root.index, verb, "dislocated")
    elif subject is None and _can_be_subject(tree, context, root.index, verb):
        tree.hang(root.index, verb, "nsubj")
    else:
        tree.hang(root.index, verb, "dislocated")


def _is_topic(tree: Tree, root: int, verb: int) -> bool:
    """Whether a colon stands between: "Espagne : deux ministres démissionnent"."""
    return any(tree[i].text == ":" for i in range(root, verb))


def _can_be_subject(tree: Tree, context: Context, noun: int, verb: int) -> bool:
    finite = finite_of(tree, verb)
    return (
        finite is not None
        and bare(tree, noun)
        and context.agrees(tree, noun, finite)
        and not context.is_time(tree, noun)
    )


def _mend_joined(tree: Tree, verb: int, frame: Frame) -> None:
    """A finite verb with no opener of its own is joined to the clause before it."""
    token = tree[verb]
    if token.relation not in _IMPOSSIBLE or frame.verb is None:
        return
    if frame.verb != verb and not tree.is_above(verb, frame.verb):
        tree.hang(verb, frame.verb, "conj")


def _mend_incise(tree: Tree, incise: Incise, content: int | None) -> None:
    """What is said hangs on the verb of saying that stands in it or behind it."""
    said = content
    if said is None:
        said = _nominal_content(tree, incise)
    tree.uproot(incise.verb)
    if said is None:
        return
    for index in tree.indices:
        if tree[index].head == index and index not in (incise.verb, said):
            tree.hang(index, said, "dislocated")
    tree.hang(said, incise.verb, "ccomp")


def _nominal_content(tree: Tree, incise: Incise) -> int | None:
    """The top word of a quotation without a verb: "« Bravo », lance-t-elle"."""
    root = tree.root()
    if root is not None and root.index < incise.start and not is_quote_end(root):
        return root.index
    return None
