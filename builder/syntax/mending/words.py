"""Parts of speech and features that the form and the neighbours of a word contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import is_sign, verb_head
from builder.syntax.mending.openers import opens_clause
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_TAGGED_AMISS = frozenset({"NOUN", "ADJ", "ADV", "X", "PROPN", "INTJ"})
_DASHES = frozenset("-–—")
_AFTER_VERB = frozenset({".", "!", "?", ",", "«", "“", '"'})
_DET = ("det", "nummod", "case", "amod")


def mend_clitics(tree: Tree, context: Context) -> None:
    """Pronouns before a verb: no determiner ("il LE lui a remis"), never a subject."""
    for index in reversed(tree.indices):
        token = tree[index]
        if token.low == context.words.linking:
            tree.change(index, relation="dep")
        if not token.is_word and token.text in _DASHES and token.pos != "PUNCT":
            tree.change(index, pos="PUNCT", relation="punct")
        _tie_behind(tree, context, token)
        if token.low not in context.words.objects or token.pos not in ("DET", "PRON"):
            continue
        after = tree.get(index + 1)
        noun = after is not None and after.pos in ("NOUN", "PROPN")
        if noun and token.pos == "PRON" and token.low in context.words.articles:
            # "L' Allemagne possède": an article, torn off by a space.
            tree.change(index, pos="DET")
            tree.hang(index, index + 1, "det")
            continue
        verb = _verb_after(tree, context, index)
        if verb is None:
            continue
        wrong = token.pos == "DET" or token.relation.startswith(("nsubj", "dep"))
        if token.low in context.words.reflexive:
            tree.hang(index, verb, "expl:comp")
        elif wrong or token.low in context.words.datives:
            tree.change(index, pos="PRON", verb_form="", definite="")
            tree.hang(index, verb, _role(context, token))


def _tie_behind(tree: Tree, context: Context, token: Token) -> None:
    """A pronoun tied to a finite verb is its subject: "a-t-IL poursuivi"."""
    words = context.words
    if token.low not in words.tied or token.low == words.linking:
        return
    before = tree.get(token.index - 1)
    if before is not None and before.low == words.linking:
        before = tree.get(token.index - 2)
    if before is None or not before.is_finite or before.pos not in ("VERB", "AUX"):
        return
    if not token.relation.startswith(("nsubj", "expl:subj")):
        tree.hang(token.index, verb_head(tree, before.index), "nsubj")


def _role(context: Context, token: Token) -> str:
    if token.low in context.words.datives:
        return "iobj"
    return "obl:mod" if token.low in context.words.places else "obj"


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
        if not token.is_word and token.pos in ("VERB", "AUX"):
            tree.change(index, pos="PUNCT", relation="punct", verb_form="", mood="")
            continue
        if token.pos == "AUX" or token.lemma == "avoir":
            _mend_bare_auxiliary(tree, context, index)
        if _is_hidden_participle(tree, context, token):
            _make_participle(tree, context, index)


def _is_hidden_participle(tree: Tree, context: Context, token: Token) -> bool:
    """Whether another part of speech stands where only a participle can.

    "a NIÉ", "d'être ÉLU maire"; at the beginning or behind a comma "ARRÊTÉ à Metz, …".
    """
    if token.pos == "VERB":
        tensed = tree.child(token.index, "aux:tense", "aux:pass")
        return tensed is not None and context.forms.participle(token.low)
    if token.pos not in _TAGGED_AMISS or not context.forms.participle(token.low):
        return False
    if not context.forms.verb(token.low) or tree.child(token.index, "det", "case"):
        return False
    if tree.child(token.index, "aux:tense", "aux:pass") is not None:
        return tree.child(token.index, "cop") is None
    noun = token.pos == "NOUN" and token.text[1:] == token.low[1:]
    if noun and tree.child(token.index, "cop") is not None:
        return True
    before, after = tree.get(token.index - 1), tree.get(token.index + 1)
    apart = before is None or before.text == ","
    place = token.relation in ("obl:mod", "dislocated", "conj", "advcl", "nmod")
    return noun and apart and place and after is not None and after.pos == "ADP"


def _mend_bare_auxiliary(tree: Tree, context: Context, index: int) -> None:
    """Undo a participle that is an object of "avoir": "d'avoir TRUQUÉ"."""
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
    token = tree[index]
    lemma = context.forms.verb(token.low) or token.lemma
    alone = tree.child(index, *AUXILIARY) is None
    above = tree[token.head]
    if alone and token.pos != "VERB" and above.index != index:
        behind = above.pos in ("NOUN", "PROPN") and above.index < index
        tree.change(index, relation="acl" if behind else "advcl")
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
        copula = tree.child(index, "aux:pass", "aux:tense", "cop")
        if copula is not None and not context.forms.participle(token.low):
            # "étaient présentes": no participle has this form.
            if copula.lemma == "être" and token.verb_form != "Inf":
                noun = tree.child(index, "case", "det") is not None
                pos = "NOUN" if noun else "ADJ"
                word = context.forms.lemma(token.low, pos)
                tree.change(index, pos=pos, lemma=word, verb_form="", mood="", tense="")
                tree.change(copula.index, relation="cop")
            continue
        gerund = token.low.endswith(("ant", "ants", "ante", "antes"))
        if token.verb_form == "Part" and not gerund and token.tense == "Pres":
            tree.change(index, tense="Past")
        if _is_noun(tree, token) or _is_unknown_name(context, tree, token):
            _make_noun(tree, context, index)
        elif _is_plain_present(tree, context, token):
            _make_finite(tree, context, index, lemma)
        elif _is_no_participle(context, token):
            if context.forms.verb(token.low):
                _make_finite(tree, context, index, lemma)
            else:
                _make_adjective(tree, context, index)
        elif tree[index].is_finite:
            _correct(tree, context, index, told=told)
        elif token.verb_form == "Part" and not gerund:
            gender, number = context.forms.agreement(token.low)
            tree.change(index, gender=gender, number=number or token.number)


def _is_noun(tree: Tree, token: Token) -> bool:
    """Whether its only subject is an adjective right before: "Nouvelle HAUSSE"."""
    subject = tree.child(token.index, "nsubj")
    alone = subject is not None and subject.pos == "ADJ"
    return alone and subject is not None and subject.index == token.index - 1


def _is_unknown_name(context: Context, tree: Tree, token: Token) -> bool:
    """Whether it is a capital inside a sentence, and no known verb: "al-NOSRA"."""
    capital = token.text[:1].isupper() or "-" in token.low
    inside = token.index > tree.first and token.relation not in AUXILIARY
    return capital and inside and not context.forms.verb(token.low)


def _make_noun(tree: Tree, context: Context, index: int) -> None:
    token = tree[index]
    subject = tree.child(index, "nsubj")
    if subject is not None and subject.pos == "ADJ":
        tree.change(subject.index, relation="amod")
    capital = token.text[:1].isupper() and subject is None
    pos = "PROPN" if capital else "NOUN"
    lemma = context.forms.lemma(token.low, pos)
    tree.change(index, pos=pos, lemma=lemma, verb_form="", mood="", tense="")


def _is_plain_present(tree: Tree, context: Context, token: Token) -> bool:
    """Whether it has a subject and no auxiliary: "Le club DIT attendre"."""
    if token.verb_form != "Part" or not token.low.endswith("it"):
        return False
    subject = tree.child(token.index, "nsubj")
    if subject is None or subject.index > token.index or token.relation != "ROOT":
        return False
    return tree.child(token.index, *AUXILIARY) is None and not _has_finite(tree)


def _has_finite(tree: Tree) -> bool:
    return any(tree[i].is_finite for i in tree.indices)


def _is_no_participle(context: Context, token: Token) -> bool:
    """Whether no participle ends like it: "déplore", "mourut", "prévient"."""
    if token.verb_form != "Part" or not token.low.isalpha():
        return False
    return not (token.low.endswith(("ant", "ants", "ante", "antes"))) and not (
        context.forms.participle(token.low)
    )


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
    elif token.tense == "Past" and not told:
        # "Venise interdit les gros navires": the same form in the present. Without
        # another simple past beside it, the press means the present.
        if context.forms.twofold(token.low, token.lemma):
            tree.change(index, tense="Pres")


def _same_form(token: Token, mood: str, tense: str) -> bool:
    """Whether the parse and the ending differ only in a mood that looks the same."""
    alike = token.mood in ("Sub", "Imp") and mood == "Ind"
    return alike and token.tense == tense == "Pres"


def _tells_in_simple_past(tree: Tree, context: Context) -> bool:
    """Whether the sentence has a verb that can be nothing but a simple past."""
    for index in tree.indices:
        token = tree[index]
        if token.pos in ("VERB", "AUX") and token.is_finite:
            form = context.forms.sure(token.low, token.lemma)
            if form is not None and form.tense == "Past":
                return True
    return False


def _make_adjective(tree: Tree, context: Context, index: int) -> None:
    """Make an adjective of what no table knows as a verb: "ses liens STRUCTURELS"."""
    token = tree[index]
    if token.text[:1].isupper() and index > tree.first:
        tree.change(index, pos="PROPN", verb_form="", mood="", tense="")
        return
    if token.relation in ("acl", "amod", "appos", "nmod", "flat:name"):
        lemma = context.forms.lemma(token.low, "ADJ")
        tree.change(index, pos="ADJ", lemma=lemma, verb_form="", mood="", tense="")


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
        if _is_verb(tree, context, token, lemma):
            _make_finite(tree, context, index, lemma)
            _take_infinitive(tree, index)
            _tie(tree, context, index)


def _is_verb(tree: Tree, context: Context, token: Token, lemma: str) -> bool:
    after = tree.get(token.index + 1)
    if after is not None and after.low in context.words.tied:
        return True
    subject = tree.child(token.index, "nsubj", "nsubj:pass", "expl:subj")
    if subject is not None and subject.pos == "ADJ":
        # "Nouvelle hausse des prix".
        tree.change(subject.index, relation="amod")
        subject = None
    if subject is not None and tree.child(token.index, "det", *AUXILIARY) is None:
        return not context.forms.participle(token.low)
    return _must_be_verb(tree, context, token, lemma)


def _tie(tree: Tree, context: Context, index: int) -> None:
    """Make the pronoun behind a new verb its subject: "lance-t-elle"."""
    at = index + 1
    while (token := tree.get(at)) is not None and token.low in context.words.tied:
        linking = token.low == context.words.linking
        tree.hang(at, index, "dep" if linking else "nsubj")
        at += 1


def _take_infinitive(tree: Tree, index: int) -> None:
    """Hang "à convaincre" on "peine" once that is a verb."""
    preposition, infinitive = tree.get(index + 1), tree.get(index + 2)
    if preposition is None or infinitive is None or infinitive.verb_form != "Inf":
        return
    if preposition.pos == "ADP":
        tree.hang(infinitive.index, index, "xcomp")


def _must_be_verb(tree: Tree, context: Context, token: Token, lemma: str) -> bool:
    """Whether a word has nothing of a noun, and the sentence has no verb without it."""
    if token.text != token.low or not _lacks_verb(tree, context):
        return False
    ending = context.forms.sure(token.low, lemma)
    present = ending is None or ending.tense == "Pres"
    if present and token.pos in ("ADJ", "PROPN"):
        # "huit blessés grave": too many adjectives look like a present.
        return False
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
    if token is None or is_sign(token):
        return token is None or token.text in _AFTER_VERB
    if token.low in context.words.that or token.pos == "DET":
        return token.low not in ("de", "d'")
    if token.pos == "ADV":
        return True
    after = tree.get(token.index + 1)
    infinitive = after is not None and after.verb_form == "Inf"
    return infinitive and context.lexicon.preposition(token.low) in ("à", "de")


def _noun_before(tree: Tree, index: int) -> Token | None:
    """The end of a phrase directly before a word: a noun, a name, an adjective."""
    at = index - 1
    token = tree.get(at)
    if token is not None and token.text == ",":
        at -= 1
    while (token := tree.get(at)) is not None and token.pos == "ADJ":
        at -= 1
    # "une belle 6 e place": a letter is no noun, and no article may be left open.
    if token is None or token.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    return token if len(token.low) > 1 else None


def _lacks_verb(tree: Tree, context: Context) -> bool:
    """Whether there are more clauses than finite verbs: one, and one for each opener."""
    needed = 1
    for index in tree.indices:
        token = tree[index]
        if token.is_finite and token.pos in ("VERB", "AUX"):
            needed -= 1
        elif opens_clause(tree, context, token):
            needed += 1
    return needed > 0
