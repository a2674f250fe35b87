"""Features of verbs that their form contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    has_finite,
    is_verb,
)
from builder.syntax.mending.retag import (
    make_adjective,
    make_finite,
    make_noun,
    make_predicate,
)
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


_INFINITIVE = ("er", "ir")
_GERUND = ("ant", "ants", "ante", "antes")


def mend_finite_forms(tree: Tree, context: Context) -> None:
    """Tense, mood and number as an unambiguous ending tells them: "irons", "-rait"."""
    told = _tells_in_simple_past(tree, context)
    for index in tree.indices:
        token = tree[index]
        if not is_verb(token):
            continue
        as_listed = token.verb_form != "Inf" and token.low == token.lemma
        if as_listed and token.low.endswith(_INFINITIVE):
            # "une délégation rencontrer le président": nobody conjugates so.
            tree.change(index, verb_form="Inf", mood="", tense="", person="")
            continue
        if token.verb_form == "Inf" and not _mend_infinitive(tree, context, index):
            continue
        token = tree[index]
        lemma = context.words.lemmas.get(token.low, token.lemma)
        if lemma != token.lemma:
            tree.change(index, lemma=lemma)
        if not _mend_predicate(tree, context, index):
            _mend_verb(tree, context, index, told=told)


def _mend_infinitive(tree: Tree, context: Context, index: int) -> bool:
    """Read what no infinitive looks like as what it is: "trois immeubles ÉVACUÉS"."""
    low = tree[index].low
    lemma = context.forms.verb(low)
    if not lemma or low.endswith(lemma[-2:]):
        return False
    beside = tree[index].relation in ("acl", "amod") and not tree.has(index, "obj")
    if context.forms.nominal(low):
        tense = "Pres" if low.endswith(_GERUND) else "Past"
        tree.change(index, verb_form="Part", tense=tense, lemma=lemma)
    elif not beside:
        make_finite(tree, context, index, lemma)
    return True


def _mend_predicate(tree: Tree, context: Context, index: int) -> bool:
    """Whether a word beside "être" is no verb: "étaient PRÉSENTES" is no participle."""
    token = tree[index]
    copula = tree.child(index, "aux:pass", "aux:tense", "cop")
    if copula is None:
        return False
    if context.forms.participle(token.low):
        return False
    if copula.lemma == context.words.be:
        noun = tree.has(index, "case", "det")
        make_predicate(tree, context, index, "NOUN" if noun else "ADJ")
        tree.change(copula.index, relation="cop")
    return True


def _mend_verb(tree: Tree, context: Context, index: int, *, told: bool) -> None:
    """Read one verb by its form; `told` says that the sentence has a simple past."""
    token = tree[index]
    if _is_noun(tree, token) or _is_unknown_name(context, tree, token):
        make_noun(tree, context, index)
    elif _is_plain_present(tree, token) or _is_known_verb(context, token):
        make_finite(tree, context, index, token.lemma)
    elif _is_no_participle(context, token):
        make_adjective(tree, context, index)
    elif token.is_finite:
        _correct(tree, context, index, told=told)
    elif token.verb_form == "Part":
        _mend_participle(tree, context, index)


def _mend_participle(tree: Tree, context: Context, index: int) -> None:
    """Tense, gender and number of a participle, by its ending."""
    token = tree[index]
    if token.low.endswith(_GERUND):
        return
    gender, number = context.forms.agreement(token.low)
    tree.change(index, tense="Past", gender=gender, number=number or token.number)


def _is_known_verb(context: Context, token: Token) -> bool:
    """Whether what was called a participle is a finite form that a table knows."""
    unfit = _is_no_participle(context, token)
    if not unfit:
        return False
    return bool(context.forms.verb(token.low))


def _is_noun(tree: Tree, token: Token) -> bool:
    """Whether its only subject is an adjective right before: "Nouvelle HAUSSE"."""
    subject = tree.child(token.index, "nsubj")
    alone = subject is not None and subject.pos == "ADJ"
    if not alone:
        return False
    if subject is None:
        return False
    return subject.index == token.index - 1


def _is_unknown_name(context: Context, tree: Tree, token: Token) -> bool:
    """Whether it is a capital inside a sentence, and no known verb: "al-NOSRA"."""
    capital = token.text[:1].isupper() or "-" in token.low
    inside = token.index > tree.first and token.relation not in AUXILIARY
    if not capital:
        return False
    if not inside:
        return False
    return not context.forms.verb(token.low)


def _is_plain_present(tree: Tree, token: Token) -> bool:
    """Whether it has a subject and no auxiliary: "Le club DIT attendre"."""
    if token.verb_form != "Part":
        return False
    # No participle without auxiliary has an object: "Le président SALUE un militant".
    if not (token.low.endswith("it") or tree.has(token.index, "obj")):
        return False
    subject = tree.child(token.index, "nsubj")
    if subject is None:
        return False
    if subject.index > token.index:
        return False
    if token.relation != "ROOT":
        return False
    if tree.has(token.index, *AUXILIARY):
        return False
    return not has_finite(tree)


def _is_no_participle(context: Context, token: Token) -> bool:
    """Whether no participle ends like it: "déplore", "mourut", "prévient"."""
    if token.verb_form != "Part":
        return False
    if not token.low.isalpha():
        return False
    gerund = token.low.endswith(_GERUND)
    if gerund:
        return False
    return not context.forms.participle(token.low)


def _correct(tree: Tree, context: Context, index: int, *, told: bool) -> None:
    token = tree[index]
    if token.person == "3":
        tree.change(index, number=context.forms.number(token.low, token.lemma))
    form = context.forms.sure(token.low, token.lemma)
    if form is not None:
        keeps_person = token.person in ("1", "2") and form.person == "3"
        person = token.person if keeps_person else form.person
        mood = token.mood if _same_form(token, form.mood, form.tense) else form.mood
        tree.change(
            index, mood=mood, tense=form.tense, person=person, number=form.number,
            verb_form="Fin",
        )  # fmt: skip
    elif context.forms.contradicts(token):
        tree.change(index, tense="Pres", mood="Ind")
    elif _is_twofold_past(context, token) and not told:
        # "Venise interdit les gros navires": the same form in the present. Without
        # another simple past beside it, the press means the present.
        tree.change(index, tense="Pres")


def _same_form(token: Token, mood: str, tense: str) -> bool:
    """Whether the parse and the ending differ only in a mood that looks the same."""
    if token.mood not in ("Sub", "Imp"):
        return False
    if mood != "Ind":
        return False
    return token.tense == tense == "Pres"


def _is_twofold_past(context: Context, token: Token) -> bool:
    if token.tense != "Past":
        return False
    return context.forms.twofold(token.low, token.lemma)


def _tells_in_simple_past(tree: Tree, context: Context) -> bool:
    """Whether the sentence has a verb that can be nothing but a simple past."""
    for index in tree.indices:
        token = tree[index]
        if not is_verb(token):
            continue
        if token.is_finite:
            form = context.forms.sure(token.low, token.lemma)
            if form is not None and form.tense == "Past":
                return True
    return False
