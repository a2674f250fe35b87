"""Subjects and objects: what the parse gave to the wrong verb, or to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.syntax.mending.context import (
    NOMINAL,
    bare,
    finite_of,
    is_sign,
    previous_word,
)
from builder.syntax.tree import AUXILIARY

if TYPE_CHECKING:
    from builder.syntax.doc import Token
    from builder.syntax.mending.context import Context
    from builder.syntax.tree import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
_LOOSE = frozenset({"obl:arg", "xcomp", "obl", "nmod", "obl:mod"})
_FREE = frozenset({"ROOT", "dep", "nmod", "dislocated", "parataxis", "appos", "obl:mod",
                   "obl:arg", "obl"})  # fmt: skip


def mend_times(tree: Tree, context: Context) -> None:
    """A noun of time is an adverb of its verb, never its object.

    "a annoncé MERCREDI", "a quitté le pays LUNDI".
    """
    for index in tree.indices:
        token = tree[index]
        if token.pos not in NOMINAL or not context.is_time(tree, index):
            continue
        above = tree[token.head]
        if above.index == index or _is_part_of_date(tree, context, above):
            continue
        if token.relation in ("obj", "xcomp", "obl:arg", "appos", "flat:name"):
            loose = bare(tree, index) or token.relation != "obl:arg"
        else:
            loose = token.relation == "nmod" and _is_adverbial(tree, context, index)
        if loose:
            tree.hang(index, _verb_above(tree, above.index), "obl:mod")
        _release(tree, context, index)


def _release(tree: Tree, context: Context, time: int) -> None:
    """A phrase with its own article behind a day is no part of it.

    "rencontrera JEUDI les syndicats".
    """
    day = tree[time]
    verb = tree[day.head]
    if day.lemma not in context.words.days or verb.pos != "VERB" or verb.index > time:
        return
    for child in tree.children(time):
        loose = child.relation in ("nmod", "appos", "dep")
        loose = loose and child.pos in ("NOUN", "PROPN", "PRON")
        between = [tree[i] for i in range(time + 1, child.index)]
        loose = loose and all(t.pos in ("DET", "ADJ", "NUM") for t in between)
        if loose and bare(tree, child.index) and not context.is_time(tree, child.index):
            taken = tree.child(verb.index, "obj") is not None
            tree.hang(child.index, verb.index, "obl:arg" if taken else "obj")


def _is_part_of_date(tree: Tree, context: Context, above: Token) -> bool:
    """Whether what a noun of time hangs on is one too: "samedi 14 mai 2016"."""
    if above.pos == "NUM" or above.low[:1].isdigit():
        return True
    words = context.words
    return above.lemma in words.times or above.lemma in words.days | words.months


def _is_adverbial(tree: Tree, context: Context, index: int) -> bool:
    """Whether a date beside a noun tells when, and not which one: no "de" before it."""
    case = tree.child(index, "case")
    if case is None:
        # "le pays lundi", but "début juin".
        return tree[index].lemma not in context.words.months
    return context.lexicon.preposition(case.low) in ("en", "depuis")


def _verb_above(tree: Tree, index: int) -> int:
    """The next verb or predicate above a noun; the top of the sentence otherwise."""
    at = tree[index]
    while at.head != at.index:
        if at.pos == "VERB" or finite_of(tree, at.index) is not None:
            break
        at = tree[at.head]
    return at.index


def mend_subjects(tree: Tree, context: Context) -> None:
    """Each finite verb has a subject that can be one, where the sentence shows it."""
    for index in tree.indices:
        finite = finite_of(tree, index)
        if finite is None or tree[index].relation in AUXILIARY:
            continue
        _demote(tree, context, index)
        _join(tree, context, index, finite)
        _repeat(tree, context, index)
        if tree.child(index, *_SUBJECTS) is None and finite.mood != "Imp":
            _invert(tree, context, index, finite)
        if tree.child(index, *_SUBJECTS) is None:
            _take_from_participle(tree, index)
        if tree.child(index, *_SUBJECTS) is None and _needs_own(tree, index):
            _look_left(tree, context, index, finite)


def _demote(tree: Tree, context: Context, verb: int) -> None:
    """Adverbs and phrases with a preposition of place are no subjects."""
    for child in tree.children(verb):
        if child.relation not in ("nsubj", "nsubj:pass"):
            continue
        case = tree.child(child.index, "case")
        held = case is not None and case.low not in context.words.partitive
        if child.pos == "ADV" and child.lemma not in context.words.collective:
            tree.hang(child.index, verb, "advmod")
        elif context.is_time(tree, child.index) and _has_other(tree, verb, child):
            tree.hang(child.index, verb, "obl:mod")
        elif held or (case is None and child.index > verb and child.pos == "ADP"):
            tree.hang(child.index, verb, "obl:mod")


def _has_other(tree: Tree, verb: int, subject: Token) -> bool:
    """Whether a verb has another subject."""
    return any(
        child.relation.startswith("nsubj") and child.index != subject.index
        for child in tree.children(verb)
    )


def _join(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """Several subjects before a plural verb are one list: "A, B et C ont signé"."""
    subjects = [
        child
        for child in tree.children(verb)
        if child.relation in ("nsubj", "nsubj:pass")
        and child.index < finite.index
        and child.pos != "PRON"
    ]
    if finite.number != "p":
        _appose(tree, context, verb, finite)
        return
    for other in subjects[1:]:
        marks = tree.child(other.index, "cc") is not None
        before = [tree[i] for i in range(subjects[0].index + 1, other.index)]
        marks = marks or any(t.text == "," or t.pos == "CCONJ" for t in before)
        if marks:
            tree.hang(other.index, subjects[0].index, "conj")


def _appose(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """Of two phrases before a singular verb the second explains the first.

    "La chancelière allemande, Angela Merkel, a salué l'accord".
    """
    subjects = [
        child
        for child in tree.children(verb)
        if child.relation in ("nsubj", "nsubj:pass", "dislocated", "obl:mod", "obl:arg")
        and child.index < finite.index
        and child.pos in ("NOUN", "PROPN")
        and bare(tree, child.index)
        and not context.is_time(tree, child.index)
    ]
    if len(subjects) != len(("noun", "name")):
        return
    first, second = subjects
    between = [tree[i].text for i in range(first.index + 1, second.index)]
    behind = tree.get(finite.index - 1)
    apart = behind is not None and behind.text == ","
    if between.count(",") == 1 and apart and second.pos == "PROPN":
        relation = second.relation
        tree.change(first.index, relation=relation)
        tree.hang(second.index, first.index, "appos")


def _repeat(tree: Tree, context: Context, verb: int) -> None:
    """A pronoun that repeats the subject is none: "L'armée, elle, dément"."""
    subjects = [c for c in tree.children(verb) if c.relation.startswith("nsubj")]
    nouns = [c for c in subjects if c.pos != "PRON"]
    for child in subjects:
        repeats = child.pos == "PRON" and child.low in context.words.repeating
        if repeats and nouns and child.index > nouns[0].index:
            tree.hang(child.index, verb, "dislocated")


def _take_from_participle(tree: Tree, verb: int) -> None:
    """Give the verb the noun of a participle: "LE NAVIRE, parti de Libye, a chaviré"."""
    for child in tree.children(verb):
        if child.relation != "advcl" or child.verb_form != "Part" or child.index > verb:
            continue
        subject = tree.child(child.index, "nsubj", "nsubj:pass")
        if subject is None or tree.child(child.index, *AUXILIARY) is not None:
            continue
        comma = tree.get(child.index - 1)
        if comma is not None and comma.text == "," and subject.index < comma.index:
            tree.hang(subject.index, verb, "nsubj")
            tree.hang(child.index, subject.index, "acl")
            return


def _needs_own(tree: Tree, verb: int) -> bool:
    """Whether a verb without subject has none to share with the clause before it."""
    token = tree[verb]
    if token.relation != "conj" or tree.child(verb, "mark") is not None:
        return True
    # A noun between "et" and the verb can only be its subject.
    at = tree.get(verb - 1)
    while at is not None and at.pos != "CCONJ" and at.text not in ",;":
        if at.relation == "conj" and at.pos in ("NOUN", "PROPN"):
            return tree[at.head].pos in ("VERB", "AUX")
        at = tree.get(at.index - 1)
    return False


def _invert(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """The phrase behind its verb is the subject where French puts it there."""
    behind = [
        child
        for child in tree.children(verb)
        if child.relation in ("obj", "obl:arg", "xcomp", "dislocated", "nmod", "conj")
        and child.index > max(verb, finite.index)
        and child.pos in ("NOUN", "PROPN", "PRON", "NUM")
        and bare(tree, child.index)
        and not context.is_time(tree, child.index)
    ]
    if not _may_invert(tree, context, verb, finite):
        return
    stolen = _stolen(tree, context, verb)
    if not behind and stolen is not None:
        behind = [stolen]
    if _after_conjunction(tree, finite.index):
        return
    if not behind or (len(behind) > 1 and behind[1].relation == "obj"):
        return
    if context.agrees(tree, behind[0].index, finite):
        tree.hang(behind[0].index, verb, "nsubj")


def _after_conjunction(tree: Tree, index: int) -> bool:
    """Whether "et" stands right before: "… et CONTINUE sa série" has a subject."""
    before = tree.get(index - 1)
    return before is not None and before.pos == "CCONJ"


def _stolen(tree: Tree, context: Context, verb: int) -> Token | None:
    """The phrase behind a relative verb that the parse gave to the verb of the sentence.

    "Le rapport que publie jeudi L'INSPECTION est accablant": that verb has two.
    """
    at = verb + 1
    while (token := tree.get(at)) is not None:
        if token.relation in ("nsubj", "nsubj:pass"):
            other = _has_other(tree, token.head, token)
            return token if other and token.head > at else None
        passed = token.pos in ("ADV", "DET", "ADJ") or context.is_time(tree, at)
        if not passed:
            return None
        at += 1
    return None


def _may_invert(tree: Tree, context: Context, verb: int, finite: Token) -> bool:
    """In an incise, a relative clause, and behind an adverb or place at the beginning."""
    token = tree[verb]
    said = tree.child(verb, "ccomp")
    if said is not None and _begins(tree, said.index) < finite.index:
        return True
    opened = [
        child
        for child in tree.children(verb)
        if child.index < finite.index and _is_relative(tree, context, child)
    ]
    if opened:
        return not any(child.low in context.words.who for child in opened)
    if token.relation not in ("ROOT", "ccomp", "conj"):
        return False
    joined = token.relation == "conj"
    first = _after_sign(tree, finite.index) if joined else tree.first
    before = [
        tree[i]
        for i in range(first, finite.index)
        if not is_sign(tree[i]) and not context.is_clitic(tree[i])
    ]
    if joined and (not before or before[0].pos != "ADP"):
        return False
    if any(word.pos == "PRON" or word.is_finite for word in before):
        return False
    return not any(_is_bare_phrase(tree, context, word) for word in before)


def _after_sign(tree: Tree, index: int) -> int:
    """The place behind the last comma before a word; the beginning where there is none."""
    at = index
    while at > tree.first and not is_sign(tree[at - 1]):
        at -= 1
    return at


def _begins(tree: Tree, index: int) -> int:
    """The first of a word and its own dependents."""
    return min([index, *(c.index for c in tree.children(index) if not is_sign(c))])


def _is_relative(tree: Tree, context: Context, child: Token) -> bool:
    inside = [child, *tree.children(child.index)]
    return any(
        token.low in context.words.relative and token.pos in ("PRON", "ADV")
        for token in inside
    )


def _is_bare_phrase(tree: Tree, context: Context, word: Token) -> bool:
    """Whether a word is a noun that no preposition holds, directly or above it."""
    if word.pos not in ("NOUN", "PROPN"):
        return False
    at = word
    while at.pos in ("NOUN", "PROPN", "ADJ"):
        if not bare(tree, at.index) or context.is_time(tree, at.index):
            return False
        lo, hi = sorted((at.index, at.head))
        if lo == hi or any(tree[i].text == "," for i in range(lo, hi)):
            break
        at = tree[at.head]
    return True


def _look_left(tree: Tree, context: Context, verb: int, finite: Token) -> None:
    """The nearest phrase without preposition that agrees, and belongs to nobody else."""
    opener = tree.child(verb, "mark")
    first = tree.first if opener is None else opener.index + 1
    at = min(verb, finite.index) - 1
    closed = 0
    while at >= first:
        token = tree[at]
        closed += (token.text == ")") - (token.text == "(")
        if closed <= 0 and _is_candidate(tree, context, token, verb):
            noun = _apposed_to(tree, token)
            if context.agrees(tree, noun, finite):
                if tree.is_above(noun, verb):
                    tree.rise_over(verb, noun)
                tree.hang(noun, verb, "nsubj")
                return
        if token.text == ";" or (opener is None and token.is_finite):
            return
        at -= 1


def _apposed_to(tree: Tree, token: Token) -> int:
    """What an apposition explains; a phrase that is none is itself."""
    nominal = ("NOUN", "PROPN", "PRON")
    while token.relation == "appos" and tree[token.head].pos in nominal:
        token = tree[token.head]
    return token.index


def _is_candidate(tree: Tree, context: Context, token: Token, verb: int) -> bool:
    if _is_free(tree, context, token):
        return True
    if token.pos == "ADV":
        # "que BEAUCOUP croyaient perdue"
        return token.relation == "advmod" and token.lemma in context.words.quantities
    # "…, mais plusieurs centaines de personnes se sont rassemblées": joined to a verb
    # as if it were one, with nothing but its own words before the next verb.
    joined = token.relation == "conj" and tree[token.head].pos in ("VERB", "AUX")
    return joined and token.pos in ("NOUN", "PROPN") and token.head != verb


def _is_free(tree: Tree, context: Context, token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN", "PRON") or token.relation not in _FREE:
        return False
    if token.low in context.words.relative or context.is_clitic(token):
        return False
    return bare(tree, token.index) and not context.is_time(tree, token.index)


def mend_objects(tree: Tree, context: Context) -> None:
    """A phrase without preposition right behind an active verb is its object."""
    for index in tree.indices:
        token = tree[index]
        if token.pos != "VERB" or token.lemma in context.words.with_etre:
            continue
        if tree.child(index, "obj", "cop", "aux:pass") is not None:
            continue
        for child in tree.children(index):
            near = _begins(tree, child.index) == index + 1
            near = near and child.relation == "obl:mod"
            loose = near or child.relation in ("obl:arg", "xcomp", "nmod")
            if loose and _is_object(tree, context, child, index):
                tree.hang(child.index, index, "obj")
                break


def _is_object(tree: Tree, context: Context, child: Token, verb: int) -> bool:
    if child.pos not in ("NOUN", "PROPN") or child.index < verb:
        return False
    if not bare(tree, child.index) or context.is_time(tree, child.index):
        return False
    determiner = tree.child(child.index, "det", "nummod")
    name = child.pos == "PROPN" or child.text[:1].isupper()
    return determiner is not None or name


def mend_modified(tree: Tree, context: Context) -> None:
    """A participle stands beside the noun that it agrees with.

    "la sœur du ministre, ARRÊTÉE lundi", "record de chaleur BATTU".
    """
    for index in tree.indices:
        token = tree[index]
        if token.verb_form != "Part" or token.relation != "acl":
            continue
        noun = tree[token.head]
        while _contradicts(tree, context, token, noun) and noun.relation == "nmod":
            noun = tree[noun.head]
        fits = not _contradicts(tree, context, token, noun)
        if fits and noun.index != token.head and noun.index < index:
            tree.hang(index, noun.index, "acl")


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
        if token.low not in context.words.with_de or token.pos != "ADV":
            continue
        for child in tree.children(index):
            case = tree.child(child.index, "case")
            if case is None or case.index != index + 1 or child.pos not in NOMINAL:
                continue
            tree.rise_over(child.index, index)
            tree.change(child.index, relation="obl:mod")
            tree.hang(index, child.index, "case")
            tree.hang(case.index, index, "fixed")
            break


def mend_intransitive(tree: Tree, context: Context) -> None:
    """Verbs with "être" have no object: "a laissé partir LE SUSPECT"."""
    for index in tree.indices:
        token = tree[index]
        if token.verb_form != "Inf" or token.lemma not in context.words.with_etre:
            continue
        before = previous_word(tree, index)
        if before is None or before.lemma not in context.words.causatives:
            continue
        child = tree.child(index, "obj")
        if child is not None and child.index > index and bare(tree, child.index):
            tree.change(child.index, relation="nsubj")


def mend_moods(tree: Tree, context: Context) -> None:
    """A subjunctive that looks like an indicative needs a "que"."""
    for index in tree.indices:
        token = tree[index]
        if token.mood != "Sub" or token.tense != "Pres" or token.pos != "VERB":
            continue
        form = context.forms.sure(token.low, token.lemma)
        alike = form is not None and form.mood == "Ind"
        told = tree[token.head].lemma in context.lexicon.reporting
        if alike and (told or tree.child(index, "mark") is None):
            tree.change(index, mood="Ind")


def mend_controlled(tree: Tree, context: Context) -> None:
    """What somebody is asked to do hangs on the verb of asking, not on who is asked.

    "aide les réfugiés À TROUVER un logement".
    """
    for index in tree.indices:
        token = tree[index]
        noun = tree[token.head]
        verb = tree[noun.head]
        mark = tree.child(index, "mark")
        if token.relation != "acl" or mark is None or mark.pos != "ADP":
            continue
        if noun.relation != "obj" or verb.lemma not in context.words.object_control:
            continue
        if noun.index < mark.index and context.lexicon.preposition(mark.low) in "àde":
            tree.hang(index, verb.index, "xcomp")


def mend_ago(tree: Tree, context: Context) -> None:
    """Time gone by is a preposition with its noun, no clause: "IL Y A deux ans"."""
    words = context.words
    for index in tree.indices:
        il, place, has = tree.get(index), tree.get(index + 1), tree.get(index + 2)
        if il is None or place is None or has is None:
            return
        if il.low not in words.nobody or place.low not in words.places:
            continue
        if has.lemma != "avoir" or has.tense != "Pres":
            continue
        noun = _time_behind(tree, context, has.index + 1)
        if noun is None:
            continue
        if tree.is_above(has.index, noun):
            tree.rise_over(noun, has.index)
        tree.hang(has.index, noun, "case")
        tree.hang(index, has.index, "fixed")
        tree.hang(index + 1, has.index, "fixed")
        tree.change(has.index, pos="ADP", verb_form="", mood="", tense="", person="")


def _time_behind(tree: Tree, context: Context, index: int) -> int | None:
    """The noun of time that follows, with its numeral."""
    for at in range(index, min(index + 4, tree.end)):
        token = tree[at]
        if token.lemma in context.words.times or token.lemma in context.words.spans:
            return at
        if token.pos not in ("NUM", "DET", "ADJ", "ADV"):
            return None
    return None
