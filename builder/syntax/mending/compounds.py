"""Compound verbs: participles that share an auxiliary, passives, causatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import bare
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_infinitives(tree: Tree, context: Context) -> None:
    """An infinitive behind a preposition is nobody's auxiliary; "s'est fait arrêter".

    "Ceux qui refusent DE PAYER seront poursuivis".
    """
    for index in tree.indices:
        token = tree[index]
        if _is_hidden_infinitive(tree, context, token):
            _make_infinitive(tree, index)
        _rehang_behind_participle(tree, index)
        if token.verb_form == "Inf" and token.relation in AUXILIARY:
            before = tree.get(index - 1)
            lone = token.lemma not in ("être", "avoir", "faire", "laisser")
            if lone and before is not None and before.pos == "ADP":
                _free_infinitive(tree, index)
        elif token.verb_form == "Inf":
            _causative(tree, context, index)


def _is_hidden_infinitive(tree: Tree, context: Context, token: Token) -> bool:
    """Behind "ne pas" a dictionary form of a verb is an infinitive: "LICENCIER"."""
    if token.pos not in ("NOUN", "ADJ", "PROPN", "X"):
        return False
    denial, ne = tree.get(token.index - 1), tree.get(token.index - 2)
    if denial is None or ne is None or ne.low not in context.words.ne:
        return False
    negated = denial.low in context.words.negations
    return negated and context.forms.verb(token.low) == token.low


def _make_infinitive(tree: Tree, index: int) -> None:
    token = tree[index]
    tree.change(index, pos="VERB", lemma=token.low, verb_form="Inf")
    case = tree.child(index, "case")
    if case is not None:
        tree.change(case.index, relation="mark")
    if tree[token.head].pos == "VERB":
        tree.change(index, relation="xcomp")


def _rehang_behind_participle(tree: Tree, index: int) -> None:
    """An infinitive behind a participle completes it: "Accusée D'AVOIR FERMÉ …"."""
    token = tree[index]
    mark = tree.child(index, "mark")
    if mark is None or mark.pos != "ADP" or token.pos != "VERB":
        return
    before = tree.get(mark.index - 1)
    if before is None or before.pos != "VERB" or token.head == before.index:
        return
    if token.relation in ("nsubj", "csubj", "dep", "parataxis"):
        tree.hang(index, before.index, "xcomp")


def _free_infinitive(tree: Tree, index: int) -> None:
    """Hang an infinitive on the verb before it."""
    at = index - 2
    while (token := tree.get(at)) is not None:
        if token.pos in ("VERB", "NOUN", "ADJ"):
            relation = "xcomp" if token.pos == "VERB" else "acl"
            tree.change(index, pos="VERB")
            tree.hang(index, token.index, relation)
            return
        at -= 1


def _causative(tree: Tree, context: Context, index: int) -> None:
    """Make "faire", and "se voir", "se laisser", one verb with the infinitive."""
    before = tree.get(index - 1)
    while before is not None and before.pos == "ADV":
        before = tree.get(before.index - 1)
    if before is None or before.lemma not in context.words.causatives:
        return
    if before.relation == "aux:caus" or tree[index].head not in (
        before.index, before.head, index,
    ):  # fmt: skip
        return
    around = [*tree.children(before.index), *tree.children(index)]
    reflexive = any(
        c.low in context.words.reflexive and c.index < index for c in around
    )
    if before.lemma != "faire" and not reflexive:
        return
    if before.head == index:
        tree.change(before.index, relation="aux:caus")
        return
    if tree[index].head != before.index:
        return
    below = [c for c in tree.children(before.index) if c.index != index]
    tree.rise(index)
    tree.hang(before.index, index, "aux:caus")
    for child in below:
        tree.hang(child.index, index, child.relation)


def mend_auxiliaries(tree: Tree, context: Context) -> None:
    """What "être" makes of a participle: a perfect of "aller", of a reflexive; a passive."""
    for index in tree.indices:
        token = tree[index]
        if token.lemma != "être" or token.relation not in AUXILIARY:
            continue
        verb = tree[token.head]
        if verb.pos != "VERB" or verb.verb_form != "Part":
            continue
        reflexive = any(
            child.relation.startswith("expl") and child.low in context.words.reflexive
            for child in tree.children(verb.index)
        )
        perfect = reflexive or verb.lemma in context.words.with_etre
        tree.change(index, relation="aux:tense" if perfect else "aux:pass")


def mend_shared(tree: Tree, context: Context) -> None:
    """Participles that share "avoir" with the compound before them.

    "a arraché des toitures, COUPÉ des routes et RENVERSÉ des camions". Behind "avoir" the
    form is that of the masculine, whatever noun stands before.
    """
    first: int | None = None
    for index in tree.indices:
        token = tree[index]
        auxiliary = tree.child(index, "aux:tense")
        if token.pos == "VERB" and auxiliary is not None:
            first = index if auxiliary.lemma == "avoir" else None
            continue
        if token.is_finite and token.relation not in AUXILIARY:
            first = None
        if first is not None and _shares(tree, context, token, first):
            _share(tree, context, index, first)


def _shares(tree: Tree, context: Context, token: Token, first: int) -> bool:
    if token.pos not in ("VERB", "ADJ", "NOUN") or tree.child(token.index, *AUXILIARY):
        return False
    if not context.forms.participle(token.low) or not context.forms.verb(token.low):
        return False
    if token.low.endswith(("e", "es", "és", "is", "us")) and token.pos != "VERB":
        return False
    if token.low.endswith(("ée", "és", "ées", "ies", "ues", "ie", "ue")):
        return False
    if token.relation not in ("conj", "advcl", "acl", "amod", "xcomp", "ccomp"):
        return False
    return _after_list(tree, token, first) and _has_object(tree, token)


def _after_list(tree: Tree, token: Token, first: int) -> bool:
    """Whether "et", or a comma of a list that ends with "et", stands before."""
    at = token.index - 1
    while (before := tree.get(at)) is not None and before.pos == "ADV":
        at -= 1
    if before is None:
        return False
    if before.pos == "CCONJ" or before.low == "puis":
        return True
    if before.text != ",":
        return False
    for index in range(token.index, tree.end - 1):
        if tree[index].is_finite:
            return False
        if tree[index].pos == "CCONJ" and _participle_behind(tree, index):
            return True
    return False


def _participle_behind(tree: Tree, index: int) -> bool:
    after = tree.get(index + 1)
    return after is not None and after.verb_form == "Part"


def _has_object(tree: Tree, token: Token) -> bool:
    """Whether a determiner, name or preposition follows, as behind an active verb."""
    after = tree.get(token.index + 1)
    return after is not None and after.pos in ("DET", "PROPN", "NUM", "ADP", "PRON")


def _share(tree: Tree, context: Context, index: int, first: int) -> None:
    low = tree[index].low
    lemma = context.forms.verb(low) or tree[index].lemma
    tree.change(index, pos="VERB", lemma=lemma, verb_form="Part", tense="Past")
    tree.hang(index, first, "conj")
    for child in tree.children(index):
        if child.pos not in ("NOUN", "PROPN") or child.index < index:
            continue
        case = tree.child(child.index, "case")
        article = case is not None and case.low == "des" and case.index == index + 1
        if article and case is not None:
            tree.change(case.index, pos="DET", lemma="un", number="p")
            tree.hang(case.index, child.index, "det")
        if bare(tree, child.index) and child.relation in ("nmod", "obl:arg", "obl:mod"):
            tree.hang(child.index, index, "obj")
    _take_object(tree, index)


def _take_object(tree: Tree, index: int) -> None:
    """The phrase right behind a verb, hung on something before it, is its object."""
    after = tree.get(index + 1)
    if after is None or after.pos not in ("DET", "NUM", "PROPN", "NOUN"):
        return
    noun = tree[after.head] if after.pos in ("DET", "NUM") else after
    if noun.index > index and noun.head < index and bare(tree, noun.index):
        tree.hang(noun.index, index, "obj")


def mend_headlines(tree: Tree, context: Context) -> None:
    """In a headline a noun and its participle are a sentence: "sept soldats tués"."""
    root = tree.root()
    if root is None or root.pos not in ("NOUN", "PROPN") or _has_verb(tree):
        return
    _drop_place(tree, root)
    root = tree.root() or root
    topic = _topic_end(tree, root.index)
    for index in tree.indices:
        token = tree[index]
        if token.verb_form != "Part" or token.tense != "Past" or index < topic:
            continue
        noun = tree[token.head]
        near = token.relation in ("acl", "amod", "xcomp", "advcl", "ROOT")
        if near and noun.pos in ("NOUN", "PROPN") and _heads(tree, noun, root.index):
            _make_sentence(tree, context, index, noun.index)
            return


def _drop_place(tree: Tree, root: Token) -> None:
    """A lone name before the colon is the topic: "Syrie : reprise des combats"."""
    after = tree.get(root.index + 1)
    lone = root.index == tree.first and root.pos == "PROPN"
    if not lone or after is None or after.text != ":":
        return
    for child in tree.children(root.index):
        nominal = child.pos == "NOUN" and bare(tree, child.index)
        if nominal and child.relation in ("nmod", "appos", "parataxis", "dep"):
            tree.rise(child.index)
            tree.hang(root.index, child.index, "discourse")
            for other in tree.children(root.index):
                tree.hang(other.index, child.index, other.relation)
            return


def _is_lone(tree: Tree, topic: Token, participle: int) -> bool:
    """Whether a topic has no complement of its own, as "Grève à la SNCF" has."""
    return not any(
        child.relation in ("nmod", "obl:mod", "obl:arg", "amod")
        and tree.child(child.index, "case") is not None
        and child.index < participle
        for child in tree.children(topic.index)
    )


def _heads(tree: Tree, noun: Token, root: int) -> bool:
    """Whether a noun without preposition is the top of a headline, or of its second half."""
    if not bare(tree, noun.index):
        return False
    return noun.index == root or (
        noun.head == root and noun.relation in ("nmod", "appos", "parataxis", "conj")
    )


def _topic_end(tree: Tree, root: int) -> int:
    """Where what follows a colon begins; the beginning where there is none."""
    for index in tree.indices:
        if tree[index].text == ":" and index > root:
            return index
    return tree.first


def _has_verb(tree: Tree) -> bool:
    return any(tree[i].is_finite for i in tree.indices)


def _make_sentence(tree: Tree, context: Context, participle: int, noun: int) -> None:
    comma = any(tree[i].text == "," for i in range(noun, participle))
    last = tree[tree.end - 1]
    if comma or last.text == ".":
        return
    topic = tree.root()
    tree.uproot(participle)
    lone = topic is not None and _is_lone(tree, topic, participle)
    if topic is not None and topic.index != noun and lone:
        tree.hang(topic.index, participle, "discourse")
    active = tree[participle].lemma in context.words.with_etre
    tree.hang(noun, participle, "nsubj" if active else "nsubj:pass")
    for child in tree.children(noun):
        if any(tree[i].text == ":" for i in range(child.index, noun)):
            tree.hang(child.index, participle, "discourse")
