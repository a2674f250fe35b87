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
    verb_head,
)
from builder.syntax.mending.incises import find_incises
from builder.syntax.mending.openers import opens_clause

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.mending.incises import Incise
    from builder.syntax.tree import Tree

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
    incise, skeleton = _read(tree, context)
    main = skeleton.frames[0]
    if main.verb is not None and incise is None:
        _mend_root(tree, context, skeleton, main.verb)
    for frame in skeleton.frames[1:]:
        if frame.verb is not None and frame.opener is not None:
            _mend_frame(tree, context, frame, frame.opener, frame.verb)
            _move_up(tree, frame, frame.opener, frame.verb)
    for verb, frame in skeleton.joined:
        _mend_joined(tree, verb, frame)
    if incise is not None:
        _mend_incise(tree, incise, main.verb)
    elif main.verb is not None:
        _mend_topic(tree, main.verb)
        _mend_colon(tree, context, main.verb)


def _read(tree: Tree, context: Context) -> tuple[Incise | None, Skeleton]:
    """The frames, with the verb of saying that is put into them taken out.

    A verb that has a phrase before it too is one only where the main clause has another
    verb: "Les dégâts, constate un pompier, sont considérables".
    """
    for incise in find_incises(tree, context):
        skeleton = _skeleton(tree, context, incise)
        if incise.sure or skeleton.frames[0].verb is not None:
            return incise, skeleton
    return None, _skeleton(tree, context, None)


def _move_up(tree: Tree, frame: Frame, opener: int, verb: int) -> None:
    """What stands before the opener of a clause cannot belong to its verb."""
    above = frame.below.verb if frame.below is not None else None
    if above is None or above == verb:
        return
    for child in tree.children(verb):
        inside = child.index >= opener or tree.is_above(child.index, opener)
        outside = child.relation.startswith(("nsubj", "obl", "obj", "dislocated"))
        if outside and not inside and not tree.is_above(verb, above):
            tree.hang(child.index, above, child.relation)


def _skeleton(tree: Tree, context: Context, incise: Incise | None) -> Skeleton:
    top = Frame(None, None)
    skeleton = Skeleton([top])
    for index in tree.indices:
        token = tree[index]
        if opens_clause(tree, context, token):
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


def _give(tree: Tree, skeleton: Skeleton, top: Frame, head: int, finite: int) -> Frame:
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
        passed = token.pos == "ADV" or token.relation.startswith(
            ("expl", "iobj", "obj")
        )
        if not passed or token.pos in ("NOUN", "PROPN"):
            return False
        at -= 1
    return False


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
    if _is_plain_that(tree, context, opener, verb):
        tree.change(opener, pos="SCONJ", relation="mark")
    elif _is_hidden_relative(tree, context, opener, verb):
        tree.change(opener, pos="PRON", relation="obj")
        tree.hang(opener, verb, "obj")
    token = tree[opener]
    relative = token.low in context.words.relative and token.pos != "SCONJ"
    if _own_verb(tree, opener) == verb and _is_placed(tree, context, token, verb):
        return
    antecedent = _antecedent(tree, context, opener) if relative else None
    if antecedent is not None:
        _free_antecedent(tree, frame, antecedent, verb)
        _hang_opener(tree, context, opener, verb)
        tree.hang(verb, antecedent, "acl:relcl")
        return
    placed = _place(tree, context, frame, opener)
    if placed is None or placed[0] == verb:
        return
    if tree.is_above(verb, placed[0]):
        tree.rise_over(placed[0], verb)
    if tree.hang(verb, *placed):
        _hang_opener(tree, context, opener, verb)


def _free_antecedent(tree: Tree, frame: Frame, noun: int, verb: int) -> None:
    """Take what a relative clause explains out of that clause."""
    above = frame.below.verb if frame.below is not None else None
    if above is None or not tree.is_above(verb, noun) or tree.is_above(verb, above):
        return
    at = tree[noun]
    while at.head != verb:
        at = tree[at.head]
    tree.hang(at.index, above, at.relation)


def _is_plain_that(tree: Tree, context: Context, opener: int, verb: int) -> bool:
    """Whether a "que" that was called a pronoun opens a clause that lacks no object."""
    token = tree[opener]
    if token.pos != "PRON" or token.low not in context.words.that:
        return False
    own = tree.child(verb, "nsubj", "nsubj:pass")
    objects = [c for c in tree.children(verb) if c.relation == "obj" and c.index > verb]
    return own is not None and own.index < verb and bool(objects)


def _is_hidden_relative(tree: Tree, context: Context, opener: int, verb: int) -> bool:
    """Whether a "que" that was called a conjunction stands for the noun before it.

    "une baisse QUE le ministère attribue", "l'artiste, QUE beaucoup croyaient perdue"; an
    "annonce que …" has the article of what is known, and no comma.
    """
    token = tree[opener]
    if token.pos != "SCONJ" or token.low not in context.words.that:
        return False
    if token.relation != "mark" or tree[verb].pos != "VERB":
        return False
    before = tree.get(opener - 1)
    comma = before is not None and before.text == ","
    noun = tree.get(opener - 2) if comma else before
    if noun is None or noun.pos not in ("NOUN", "PROPN"):
        return False
    if tree.child(verb, "obj", "ccomp", "cop", "aux:pass") is not None:
        return False
    determiner = tree.child(noun.index, "det")
    indefinite = determiner is not None and determiner.definite == "Ind"
    return (comma or indefinite) and tree[verb].head in (noun.index, tree[noun.index].head)


def _is_placed(tree: Tree, context: Context, opener: Token, verb: int) -> bool:
    """Whether a verb with the right opener hangs where such a clause can hang."""
    token = tree[verb]
    if opener.pos == "SCONJ":
        joined = token.relation == "conj" and tree.child(verb, "cc") is not None
        if joined and tree[token.head].relation not in ("ROOT", "conj"):
            return True
        loose = token.relation in ("conj", "parataxis", "dep", "ROOT")
        return not loose and not _is_beside(tree, context, opener, token)
    above = tree[token.head]
    if token.relation == "acl:relcl":
        return above.pos not in ("VERB", "AUX") and above.index < opener.index
    return tree.child(verb, "cc") is not None


def _is_beside(tree: Tree, context: Context, opener: Token, verb: Token) -> bool:
    """Whether "que" stands right behind a noun or verb, and not as a circumstance."""
    before = tree.get(opener.index - 1)
    plain = opener.relation == "mark" and verb.relation == "advcl"
    plain = plain and opener.low in context.words.that
    return plain and before is not None and before.pos in ("NOUN", "VERB")


def _hang_opener(tree: Tree, context: Context, opener: int, verb: int) -> None:
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
        relation = "obj" if token.low in context.words.that else "obl:mod"
        if token.low in context.words.who and subject is None:
            relation = "nsubj"
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


def _mend_root(tree: Tree, context: Context, skeleton: Skeleton, verb: int) -> None:
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
    if is_sign(root):
        _replace_sign(tree, root.index, verb)
    elif root.pos not in NOMINAL or finite:
        clausal = finite or root.pos in ("VERB", "AUX")
        relation = "advcl" if clausal else "dislocated"
        tree.hang(root.index, verb, relation)
    elif _is_topic(tree, root.index, verb):
        tree.hang(root.index, verb, "discourse")
    elif root.index > verb:
        _take_all(tree, context, root.index, verb)
    elif subject is not None and tree.child(subject.index, "cc") is not None:
        tree.hang(root.index, verb, subject.relation)
        tree.hang(subject.index, root.index, "conj")
    elif _has_conjunction_between(tree, root.index, subject):
        tree.hang(root.index, verb, "nsubj")
    elif subject is None and _can_be_subject(tree, context, root.index, verb):
        tree.hang(root.index, verb, "nsubj")
    else:
        tree.hang(root.index, verb, "dislocated")
    _give_back(tree, root.index, verb)


def _replace_sign(tree: Tree, sign: int, verb: int) -> None:
    """A dash at the beginning is no root."""
    for child in tree.children(sign):
        tree.hang(child.index, verb, child.relation)
    tree.hang(sign, verb, "punct")


def _give_back(tree: Tree, root: int, verb: int) -> None:
    """What stands behind the verb is no part of the noun before it."""
    if root > verb:
        return
    for child in tree.children(root):
        if child.index > verb:
            held = tree.child(child.index, "case") is not None
            nominal = child.relation == "nmod" and held
            tree.hang(child.index, verb, "obl:mod" if nominal else child.relation)


def _take_all(tree: Tree, context: Context, root: int, verb: int) -> None:
    """What a noun behind the verb had as root: the noun before the verb is the subject.

    "Le porte-parole dément toute RUMEUR", where "dément" was called an adverb.
    """
    near = all(tree[i].pos in ("DET", "ADJ", "NUM") for i in range(verb + 1, root))
    tree.hang(root, verb, "obj" if near and bare(tree, root) else "dislocated")
    for child in tree.children(root):
        if child.index > verb:
            continue
        free = tree.child(verb, "nsubj", "nsubj:pass", "expl:subj") is None
        nominal = child.pos in ("NOUN", "PROPN", "PRON")
        if free and nominal and _can_be_subject(tree, context, child.index, verb):
            tree.hang(child.index, verb, "nsubj")
        elif not is_sign(child) and child.relation not in ("det", "amod", "case"):
            tree.hang(child.index, verb, child.relation)


def _has_conjunction_between(tree: Tree, root: int, subject: Token | None) -> bool:
    """Whether "et" joins what the parse made root and subject: "la directrice et lui"."""
    if subject is None or subject.index < root:
        return False
    return any(tree[i].pos == "CCONJ" for i in range(root, subject.index))


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


def _mend_topic(tree: Tree, verb: int) -> None:
    """What stands before the colon of a headline is no part of the clause behind it."""
    colon = next((i for i in range(tree.first, verb) if tree[i].text == ":"), None)
    if colon is None or any(tree[i].is_finite for i in range(tree.first, colon)):
        return
    for child in tree.children(verb):
        if child.index < colon and child.pos in NOMINAL:
            tree.hang(child.index, verb, "discourse")
        elif child.relation.startswith("nsubj"):
            _drop_topic(tree, child.index, colon, verb)


def _drop_topic(tree: Tree, subject: int, colon: int, verb: int) -> None:
    """Take the topic out of the subject: "FRANCE : le centre a quarante ans"."""
    for child in tree.children(subject):
        if child.index < colon < subject and child.pos in NOMINAL:
            tree.hang(child.index, verb, "discourse")


def _mend_colon(tree: Tree, context: Context, verb: int) -> None:
    """What a verb of saying has behind its colon is what is said: "Elle a ajouté : …"."""
    if tree[verb].lemma not in context.lexicon.saying:
        return
    colon = next((i for i in range(verb, tree.end) if tree[i].text == ":"), None)
    if colon is None:
        return
    for child in tree.children(verb):
        loose = child.relation in ("advcl", "parataxis", "conj", "dep")
        if child.index > colon and loose and finite_of(tree, child.index) is not None:
            tree.hang(child.index, verb, "ccomp")


def _mend_incise(tree: Tree, incise: Incise, content: int | None) -> None:
    """What is said hangs on the verb of saying that stands in it or behind it."""
    said = content
    if said is None:
        said = _nominal_content(tree, incise)
    tree.uproot(incise.verb)
    if said is None:
        return
    tree.uproot(said)
    subject = tree.child(incise.verb, "nsubj")
    for index in tree.indices:
        if tree[index].head != index or index in (incise.verb, said):
            continue
        behind = subject is not None and index > subject.index > incise.start
        if behind and subject is not None and tree[index].pos in NOMINAL:
            tree.hang(index, subject.index, "appos")
        else:
            tree.hang(index, said, "dislocated")
    for child in tree.children(incise.verb):
        if child.index < incise.start and not is_sign(child):
            tree.hang(child.index, said, child.relation)
    tree.hang(said, incise.verb, "ccomp")


def _nominal_content(tree: Tree, incise: Incise) -> int | None:
    """The top word of a quotation without a verb: "« Bravo », lance-t-elle"."""
    root = tree.root()
    if root is not None and root.index < incise.start and not is_sign(root):
        return root.index
    return None
