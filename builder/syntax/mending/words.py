"""Parts of speech and features that the form and the neighbours of a word contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import finite_of, is_sign
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_TAGGED_AMISS = frozenset({"NOUN", "ADJ", "ADV", "X", "PROPN", "INTJ", "ADP"})
_DET = ("det", "nummod", "case", "amod")


def mend_clitics(tree: Tree, context: Context) -> None:
    """Pronouns before a verb: no determiner ("il LE lui a remis"), never a subject."""
    for index in reversed(tree.indices):
        token = tree[index]
        if token.low not in context.words.objects or token.pos not in ("DET", "PRON"):
            continue
        verb = _verb_after(tree, context, index)
        if verb is None:
            continue
        wrong = token.pos == "DET" or token.relation.startswith(("nsubj", "dep"))
        if token.low in context.words.reflexive:
            tree.hang(index, verb, "expl:comp")
        elif wrong or token.low in context.words.datives:
            dative = token.low in context.words.datives
            tree.change(index, pos="PRON", verb_form="", definite="")
            tree.hang(index, verb, "iobj" if dative else "obj")


def _verb_after(tree: Tree, context: Context, index: int) -> int | None:
    """The predicate of the verb that follows, with nothing but pronouns between."""
    at = index + 1
    while (token := tree.get(at)) is not None and context.is_clitic(token):
        if token.pos == "DET" and token.low != "le" and at == index + 2:
            break
        at += 1
    if token is None or token.pos not in ("VERB", "AUX"):
        return None
    if not (token.is_finite or token.verb_form == "Inf"):
        return None
    while token.relation in AUXILIARY and token.head != token.index:
        token = tree[token.head]
    return token.index


def mend_participles(tree: Tree, context: Context) -> None:
    """What stands after "avoir" or "être" as a verb of the compound is a participle."""
    for index in tree.indices:
        token = tree[index]
        if token.pos == "AUX" or token.lemma == "avoir":
            _mend_bare_auxiliary(tree, context, index)
        tensed = tree.child(index, "aux:tense")
        if tensed is None or tensed.lemma not in ("avoir", "être"):
            continue
        if token.pos in _TAGGED_AMISS and context.forms.participle(token.low):
            _make_participle(tree, context, index)


def _mend_bare_auxiliary(tree: Tree, context: Context, index: int) -> None:
    """"d'avoir truqué": the parse made the participle an object of "avoir"."""
    token = tree[index]
    if token.relation in AUXILIARY or token.lemma != "avoir":
        return
    after = tree.get(index + 1)
    while after is not None and after.pos == "ADV":
        after = tree.get(after.index + 1)
    if after is None or after.head != index:
        return
    if after.pos not in _TAGGED_AMISS or not context.forms.verb(after.low):
        return
    if not context.forms.participle(after.low) or tree.child(after.index, "det"):
        return
    _make_participle(tree, context, after.index)
    tree.rise(after.index)
    tree.hang(index, after.index, "aux:tense")
    for child in tree.children(index):
        tree.hang(child.index, after.index, child.relation)


def _make_participle(tree: Tree, context: Context, index: int) -> None:
    low = tree[index].low
    lemma = context.forms.verb(low) or tree[index].lemma
    tree.change(
        index, pos="VERB", lemma=lemma, verb_form="Part", tense="Past", mood="",
        person="",
    )  # fmt: skip


def mend_finite_forms(tree: Tree, context: Context) -> None:
    """Tense, mood and number as an unambiguous ending tells them: "irons", "-rait"."""
    told = _tells_in_simple_past(tree, context)
    for index in tree.indices:
        token = tree[index]
        if token.pos not in ("VERB", "AUX") or token.verb_form == "Inf":
            continue
        lemma = context.words.lemmas.get(token.low, token.lemma)
        if lemma != token.lemma:
            tree.change(index, lemma=lemma)
        gerund = token.low.endswith(("ant", "ants", "ante", "antes"))
        if token.verb_form == "Part" and not gerund and token.tense == "Pres":
            tree.change(index, tense="Past")
        if _is_no_participle(context, token):
            _make_finite(tree, context, index, lemma)
        elif tree[index].is_finite:
            _correct(tree, context, index, told=told)


def _is_no_participle(context: Context, token: Token) -> bool:
    """"déplore", "mourut", "prévient": called a participle, which has other endings."""
    if token.verb_form != "Part" or not token.low.isalpha():
        return False
    return not (token.low.endswith(("ant", "ants", "ante", "antes"))) and not (
        context.forms.participle(token.low)
    )


def _correct(tree: Tree, context: Context, index: int, *, told: bool) -> None:
    token = tree[index]
    form = context.forms.sure(token.low, token.lemma)
    if form is not None:
        keeps_person = token.person in ("1", "2") and form.person == "3"
        person = token.person if keeps_person else form.person
        mood = token.mood if _same_form(token, form.mood, form.tense) else form.mood
        tree.change(
            index, mood=mood, tense=form.tense, person=person, number=form.number,
            verb_form="Fin",
        )  # fmt: skip
    elif token.tense == "Past" and not told:
        # "Venise interdit les gros navires": the same form in the present. Without
        # another simple past beside it, the press means the present.
        if context.forms.twofold(token.low, token.lemma):
            tree.change(index, tense="Pres")


def _same_form(token: Token, mood: str, tense: str) -> bool:
    """Whether the parse and the ending differ only in a mood that looks the same."""
    return token.mood == "Sub" and mood == "Ind" and token.tense == tense == "Pres"


def _tells_in_simple_past(tree: Tree, context: Context) -> bool:
    """Whether the sentence has a verb that can be nothing but a simple past."""
    for index in tree.indices:
        token = tree[index]
        if token.pos in ("VERB", "AUX") and token.is_finite:
            form = context.forms.sure(token.low, token.lemma)
            if form is not None and form.tense == "Past":
                return True
    return False


def _make_finite(tree: Tree, context: Context, index: int, lemma: str) -> None:
    form = context.forms.guess(tree[index].low, lemma)
    tree.change(
        index, pos="VERB", lemma=lemma, verb_form="Fin", mood=form.mood,
        tense=form.tense, person=form.person, number=form.number, gender="",
    )  # fmt: skip


def mend_hidden_verbs(tree: Tree, context: Context) -> None:
    """Finite verbs that were called nouns, adjectives or adverbs.

    "La police ESTIME que", "le barrage PEINE à convaincre", "Le Sénat VOTE la loi".
    """
    for index in tree.indices:
        token = tree[index]
        if token.pos not in _TAGGED_AMISS or not token.low.isalpha():
            continue
        lemma = context.forms.verb(token.low)
        if not lemma or token.low == lemma:
            continue
        has_subject = tree.child(index, "nsubj", "nsubj:pass", "expl:subj") is not None
        if has_subject and tree.child(index, *AUXILIARY) is None:
            if not context.forms.participle(token.low):
                _make_finite(tree, context, index, lemma)
        elif _must_be_verb(tree, context, token, lemma):
            _make_finite(tree, context, index, lemma)


def _must_be_verb(tree: Tree, context: Context, token: Token, lemma: str) -> bool:
    """Whether a word has nothing of a noun, and the sentence has no verb without it."""
    if token.text != token.low or _has_finite_main(tree):
        return False
    ending = context.forms.sure(token.low, lemma)
    looks = ending is not None or token.low.endswith(("e", "ent"))
    looks = looks or (token.pos == "ADV" and not context.forms.participle(token.low))
    if not looks:
        return False
    if any(child.relation.startswith(_DET) for child in tree.children(token.index)):
        return False
    before = _noun_before(tree, token.index)
    return before is not None and (
        ending is not None or _begins_complement(tree, context, token.index + 1)
    )


def _begins_complement(tree: Tree, context: Context, index: int) -> bool:
    """Whether what follows a word is what follows a verb: an article, "à", "que", a stop."""
    token = tree.get(index)
    while token is not None and (is_sign(token) and token.text in "«“\""):
        token = tree.get(token.index + 1)
    if token is None or token.text in ".!?":
        return True
    if token.low in context.words.that or token.pos == "DET":
        return token.low not in ("de", "d'")
    if token.pos == "ADV":
        return True
    after = tree.get(token.index + 1)
    infinitive = after is not None and after.verb_form == "Inf"
    return infinitive and context.lexicon.preposition(token.low) in ("à", "de")


def _noun_before(tree: Tree, index: int) -> Token | None:
    """The end of a phrase directly before a word: a noun, a name, an adjective."""
    before = tree.get(index - 1)
    if before is not None and is_sign(before):
        before = tree.get(index - 2)
    if before is None or before.pos not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return None
    return before


def _has_finite_main(tree: Tree) -> bool:
    root = tree.root()
    return root is not None and finite_of(tree, root.index) is not None
