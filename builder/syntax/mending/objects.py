"""Objects, and what hangs on the wrong noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.astray import astray
from builder.syntax.mending.context import (
    bare,
    begins,
    is_noun,
    previous_word,
)
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree


def mend_objects(tree: Tree, context: Context) -> None:
    """A phrase without preposition right behind an active verb is its object."""
    for index in tree.indices:
        token = tree[index]
        if token.pos != "VERB" or token.lemma in context.words.with_etre:
            continue
        if tree.has(index, "obj", "cop", "aux:pass"):
            continue
        for child in tree.children(index):
            # "a quitté HANOÏ": the parse called the name an adverb.
            near = begins(tree, child.index) == index + 1
            near = near and child.relation == "obl:mod"
            loose = near or child.relation in ("obl:arg", "xcomp", "nmod")
            if not loose:
                continue
            if _is_object(tree, context, child, index):
                tree.hang(child.index, index, "obj")
                break
        else:
            _take_astray(tree, context, index)


def _take_astray(tree: Tree, context: Context, verb: int) -> None:
    """A verb without object takes the phrase that hangs astray behind it."""
    if tree.has(verb, "ccomp", "xcomp", "expl:comp", "expl:pass"):
        return
    token = tree[verb]
    passive = token.verb_form == "Part" and token.tense != "Pres"
    if passive and not (token.relation == "conj" or tree.has(verb, *AUXILIARY)):
        return
    phrase = astray(tree, context, verb)
    if phrase is not None:
        tree.hang(phrase.index, verb, "obj")


def _is_object(tree: Tree, context: Context, child: Token, verb: int) -> bool:
    if not is_noun(child):
        return False
    if child.index < verb:
        return False
    if not bare(tree, child.index):
        return False
    if context.is_time(tree, child.index):
        return False
    if tree.has(child.index, "det", "nummod") or tree.pos(child.index - 1) == "DET":
        return True
    return child.pos == "PROPN" or child.text[:1].isupper()


def mend_modified(tree: Tree, context: Context) -> None:
    """A participle stands beside the noun that it agrees with.

    "la sœur du ministre, ARRÊTÉE lundi", "record de chaleur BATTU".
    """
    # The nearest noun that agrees: a phrase of several nouns is climbed from its end.
    for index in tree.indices:
        token = tree[index]
        if token.relation in ("advcl", "obl:mod") and token.verb_form == "Part":
            _take_participle(tree, context, token)
            continue
        if token.relation != "acl":
            continue
        noun = tree[token.head]
        while _contradicts(tree, context, token, noun) and noun.relation == "nmod":
            noun = tree[noun.head]
        fits = not _contradicts(tree, context, token, noun)
        if fits and noun.index < index:
            tree.hang(index, noun.index, "acl")


def _take_participle(tree: Tree, context: Context, token: Token) -> None:
    """A participle that the subject contradicts belongs to the noun before its comma.

    "Le ministre a promis aux pêcheurs, RÉUNIS samedi à Lorient, une aide".
    """
    verb = tree[token.head]
    subject = tree.child(verb.index, "nsubj", "nsubj:pass")
    noun = tree.get(token.index - 2)
    before = tree.low(token.index - 1) == "," and token.index > verb.index
    if not before or subject is None or noun is None or not is_noun(noun):
        return
    contradicts = _contradicts(tree, context, token, subject)
    if contradicts and not _contradicts(tree, context, token, noun):
        tree.hang(token.index, noun.index, "acl")


def _contradicts(tree: Tree, context: Context, participle: Token, noun: Token) -> bool:
    if noun.pos not in ("NOUN", "PRON"):
        return False
    number = context.number(tree, noun.index)
    determiner = tree.child(noun.index, "det")
    gender = determiner.gender if determiner is not None else ""
    gender = gender or noun.gender
    other = number and participle.number and number != participle.number
    return bool(other or (gender and participle.gender and gender != participle.gender))


def mend_prepositions(tree: Tree, context: Context) -> None:
    """An adverb and "de" are one preposition: "PRÈS DE Calais"."""
    for index in tree.indices:
        token = tree[index]
        if token.low not in context.words.with_de:
            continue
        if token.pos != "ADV":
            continue
        for child in tree.children(index):
            case = tree.child(child.index, "case")
            if case is None:
                continue
            tree.rise_over(child.index, index)
            tree.change(child.index, relation="obl:mod")
            tree.hang(index, child.index, "case")
            tree.hang(case.index, index, "fixed")
            break
        else:
            _join_to_de(tree, context, index)


def _join_to_de(tree: Tree, context: Context, index: int) -> None:
    """An adverb that hangs on the verb, beside "de" and its noun: "LORS d'un discours"."""
    case = tree.get(index + 1)
    if case is None or case.relation != "case":
        return
    if context.lexicon.preposition(case.low) != context.words.of:
        return
    noun = case.head
    if tree[noun].head == tree[index].head and not tree.children(index):
        tree.hang(index, noun, "case")
        tree.hang(case.index, index, "fixed")


def mend_intransitive(tree: Tree, context: Context) -> None:
    """Verbs with "être" have no object: "a laissé partir LE SUSPECT"."""
    for index in tree.indices:
        token = tree[index]
        if token.verb_form != "Inf":
            continue
        if token.lemma not in context.words.with_etre:
            continue
        before = previous_word(tree, index)
        if before is None or before.lemma not in context.words.causatives:
            continue
        child = tree.child(index, "obj")
        if child is not None and child.index > index and bare(tree, child.index):
            tree.change(child.index, relation="nsubj")


def mend_controlled(tree: Tree, context: Context) -> None:
    """What somebody is asked to do hangs on the verb of asking, not on who is asked.

    "aide les réfugiés À TROUVER un logement".
    """
    words = context.words
    for index in tree.indices:
        noun = tree[tree[index].head]
        if noun.relation != "obj":
            continue
        verb = tree[noun.head]
        mark = tree.child(index, "mark")
        if mark is None or verb.lemma not in words.object_control:
            continue
        if context.lexicon.preposition(mark.low) in (words.to, words.of):
            tree.hang(index, verb.index, "xcomp")


def mend_moods(tree: Tree, context: Context) -> None:
    """A subjunctive that looks like an indicative needs a "que"."""
    for index in tree.indices:
        token = tree[index]
        if token.mood != "Sub":
            continue
        form = context.forms.sure(token.low, token.lemma)
        alike = form is not None and form.mood == "Ind"
        told = tree[token.head].lemma in context.lexicon.reporting
        if not alike:
            continue
        if told or not tree.has(index, "mark"):
            tree.change(index, mood="Ind")
