"""Openers and verbs that belong together hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import SUBJECTS, is_noun, is_verb
from builder.syntax.mending.placing import antecedent_of, hang_opener, own_verb, place
from builder.syntax.mending.quotes import mend_colon, mend_incise, mend_topic
from builder.syntax.mending.roots import mend_root
from builder.syntax.mending.skeleton import Frame, Skeleton, read

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_IMPOSSIBLE = frozenset(
    [
        "amod",
        "nmod",
        "flat",
        "flat:name",
        "flat:foreign",
        "obl:mod",
        "obl:arg",
        "obl",
        "obj",
        "nsubj",
        "nsubj:pass",
        "det",
        "case",
        "appos",
        "iobj",
        "dep",
        "advmod",
        "xcomp",
        "acl",
        "fixed",
        "cc",
        "nummod",
    ]
)
"""Relations that no finite verb can have without a word that opens its clause."""


def mend_clauses(tree: Tree, context: Context) -> None:
    """Openers and verbs that belong together hang together; a sentence has its verb."""
    incise, skeleton = read(tree, context)
    main = skeleton.frames[0]
    _join_all(tree, skeleton)
    if main.verb is not None and incise is None:
        mend_root(tree, context, skeleton, main.verb)
    _join_all(tree, skeleton)
    for frame in skeleton.frames[1:]:
        if frame.verb is None:
            continue
        if frame.opener is not None:
            _mend_frame(tree, context, frame, frame.opener, frame.verb)
            _move_up(tree, frame, frame.opener, frame.verb)
    if incise is not None:
        mend_incise(tree, incise, main.verb)
    elif main.verb is not None:
        mend_topic(tree, main.verb)
        mend_colon(tree, context, main.verb)


def _join_all(tree: Tree, skeleton: Skeleton) -> None:
    for verb, frame in skeleton.joined:
        _mend_joined(tree, verb, frame)


def _move_up(tree: Tree, frame: Frame, opener: int, verb: int) -> None:
    """What stands before the opener of a clause cannot belong to its verb."""
    above = frame.below.verb if frame.below is not None else None
    if above is None:
        return
    for child in tree.children(verb):
        inside = child.index >= opener or tree.is_above(child.index, opener)
        outside = child.relation.startswith(("nsubj", "obl", "obj", "dislocated"))
        if not outside:
            continue
        if inside:
            continue
        if not tree.is_above(verb, above):
            tree.hang(child.index, above, child.relation)


def _mend_frame(
    tree: Tree, context: Context, frame: Frame, opener: int, verb: int
) -> None:
    """Hang a clause and its opener where they belong."""
    _retag(tree, context, opener, verb)
    token = tree[opener]
    _free_of_date(tree, context, token, verb)
    if own_verb(tree, opener) == verb and _is_placed(tree, context, token, verb):
        return
    if token.pos != "SCONJ" and token.low in context.words.relative:
        antecedent = antecedent_of(tree, context, opener)
        if antecedent is not None:
            _free_antecedent(tree, frame, antecedent, verb)
            hang_opener(tree, context, opener, verb)
            tree.hang(verb, antecedent, "acl:relcl")
            return
    placed = place(tree, context, frame, opener)
    if placed is None:
        return
    if tree.is_above(verb, placed[0]):
        tree.rise_over(placed[0], verb)
    if tree.hang(verb, *placed):
        hang_opener(tree, context, opener, verb)


def _retag(tree: Tree, context: Context, opener: int, verb: int) -> None:
    """Tell the conjunction "que" from the pronoun."""
    if _is_plain_that(tree, context, opener, verb):
        tree.change(opener, pos="SCONJ", relation="mark")
    elif _is_hidden_relative(tree, context, opener, verb):
        tree.change(opener, pos="PRON", relation="obj")
        tree.hang(opener, verb, "obj")


def _free_of_date(tree: Tree, context: Context, opener: Token, verb: int) -> None:
    """Behind a date "qui" is what the date completes: "l'attaque du 14 mai, QUI a …"."""
    above = tree[tree[verb].head]
    if not opener.relation.startswith(("nsubj", "obj")):
        return
    if (tree[verb].relation, above.relation) != ("acl:relcl", "nmod"):
        return
    if above.pos == "NUM" or context.is_period(above):
        tree.hang(verb, above.head, "acl:relcl")


def _free_antecedent(tree: Tree, frame: Frame, noun: int, verb: int) -> None:
    """Take what a relative clause explains out of that clause."""
    above = frame.below.verb if frame.below is not None else None
    if above is None:
        return
    if not tree.is_above(verb, noun):
        return
    if tree.is_above(verb, above):
        return
    at = tree[noun]
    while at.head != verb:
        at = tree[at.head]
    tree.hang(at.index, above, at.relation)


def _is_plain_that(tree: Tree, context: Context, opener: int, verb: int) -> bool:
    """Whether a "que" that was called a pronoun opens a clause that lacks no object."""
    token = tree[opener]
    if token.pos != "PRON":
        return False
    if token.low not in context.words.that:
        return False
    own = tree.child(verb, "nsubj", "nsubj:pass")
    objects = [c for c in tree.children(verb) if c.relation == "obj" and c.index > verb]
    if own is None:
        return False
    if own.index >= verb:
        return False
    return bool(objects)


def _is_hidden_relative(tree: Tree, context: Context, opener: int, verb: int) -> bool:
    """Whether a "que" that was called a conjunction stands for the noun before it.

    "une baisse QUE le ministère attribue", "l'artiste, QUE beaucoup croyaient perdue"; an
    "annonce que …" has the article of what is known, and no comma.
    """
    token = tree[opener]
    if token.pos != "SCONJ" or token.low not in context.words.that:
        return False
    if tree.has(verb, "obj", "ccomp", "cop", "aux:pass"):
        return False
    return _is_indefinite_before(tree, opener, verb)


def _is_indefinite_before(tree: Tree, opener: int, verb: int) -> bool:
    """Whether a noun with "un", or any noun and a comma, stands before an opener."""
    comma = tree.low(opener - 1) == ","
    noun = tree.get(opener - 2 if comma else opener - 1)
    if noun is None or not is_noun(noun):
        return False
    if tree[verb].head not in (noun.index, noun.head):
        return False
    determiner = tree.child(noun.index, "det")
    if determiner is None:
        return comma
    if comma:
        return True
    return determiner.definite == "Ind"


def _is_placed(tree: Tree, context: Context, opener: Token, verb: int) -> bool:
    """Whether a verb with the right opener hangs where such a clause can hang."""
    token = tree[verb]
    if opener.pos == "SCONJ":
        joined = token.relation == "conj" and tree.has(verb, "cc")
        if joined and tree[token.head].relation not in ("ROOT", "conj"):
            return True
        loose = token.relation in ("conj", "parataxis", "dep", "ROOT")
        if loose or _is_far_from_noun(tree, context, opener, token):
            return False
        return not _is_beside(tree, context, opener, token)
    above = tree[token.head]
    if token.relation == "acl:relcl":
        if is_verb(above):
            return False
        return above.index < opener.index
    return tree.has(verb, "cc")


def _is_far_from_noun(tree: Tree, context: Context, opener: Token, verb: Token) -> bool:
    """Whether "que" hangs on a noun with a verb between: "a nié dans la lettre lue lundi que"."""
    if verb.relation != "acl" or not is_noun(tree[verb.head]):
        return False
    if opener.low not in context.words.that:
        return False
    return any(map(is_verb, tree.between(verb.head + 1, opener.index)))


def _is_beside(tree: Tree, context: Context, opener: Token, verb: Token) -> bool:
    """Whether "que" stands right behind a noun or verb, and not as a circumstance."""
    before = tree.get(opener.index - 1)
    plain = opener.relation == "mark" and verb.relation == "advcl"
    plain = plain and opener.low in context.words.that
    if not plain:
        return False
    if before is None:
        return False
    return before.pos in ("NOUN", "VERB")


def _mend_joined(tree: Tree, verb: int, frame: Frame) -> None:
    """A finite verb with no opener of its own is joined to the clause before it."""
    first = frame.verb
    if first is None:
        return
    loose = tree[verb].relation == "parataxis" and tree.has(verb, "cc")
    if not loose and tree[verb].relation not in _IMPOSSIBLE:
        return
    if tree.is_above(verb, first) or not tree.hang(verb, first, "conj"):
        return
    # "Toulon corrige Pau et prend la tête": the subject is that of the first.
    subject = tree.child(verb, *SUBJECTS)
    shared = subject is not None and subject.index < first < verb
    if subject is not None and shared and not tree.has(first, *SUBJECTS):
        tree.hang(subject.index, first, subject.relation)
