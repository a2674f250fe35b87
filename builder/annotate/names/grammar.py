"""What the parse and the pipeline's own recogniser say of each word, as named pieces of evidence.

That recogniser learned from Wikipedia: alone it is worse on the press than our own
lists and words, but it errs elsewhere. So what it thinks is evidence, with the words,
the lists and the knowledge base beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.names.context import others
from builder.annotate.names.features import named, word
from builder.syntax.around import surroundings
from builder.syntax.doc import Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.annotate.names.page import Page
    from builder.syntax.around import Surroundings
    from builder.syntax.clause import Clause, Phrase

    Said = Iterator[tuple[str, ...]]

_TOLD_ELSEWHERE = frozenset({"G", "J", "Jw", "Rp", "Y", "Yc"})
"""What a word's grammar says of it at its other places, too."""


_EDGE = Token(-1, 0, 0, "", "", "", "^", "", -1, -1)
"""What stands before a sentence and after it."""


class _Role(NamedTuple):
    """What a phrase is in its clause."""

    name: str
    """subj, obj, agent …, with the preposition of an oblique."""

    verb: str
    """Lemma of the clause's predicate."""


def add_evidence(page: Page, found: Sequence[list[str]]) -> None:
    """Add to each word's evidence. Linear in the number of words."""
    places = _places(page)
    for n, evidence in enumerate(found):
        evidence.extend(named(_of_tags(page, n)))
        if n in places:
            evidence.extend(named(places[n]))
        if page.words[n].capital:
            evidence.extend(named(_elsewhere(page, n, places)))


def _of_tags(page: Page, n: int) -> Said:
    """Part of speech and entity, of the word and of those beside it."""
    token, own = page.tokens[n], page.words[n]
    before = _EDGE if page.opens(n) else page.tokens[n - 1]
    after = _EDGE if page.closes(n) else page.tokens[n + 1]
    yield "T", token.pos, own.shape
    yield "T3", before.pos, token.pos, after.pos
    entities = (before.entity, token.entity, after.entity)
    if any(entities):
        entity = token.entity
        yield "E", entity
        yield "E3", *entities
        yield "Es", entity, own.shape
        yield "Ew", entity, own.said
        yield "Eg", entity, str(page.lists[n])
        yield "Ek", entity, str(page.borne[n])


def _places(page: Page) -> Mapping[int, Sequence[tuple[str, ...]]]:
    """How each word that may be a name hangs in its sentence.

    Those with a capital, and those that the pipeline takes for names.
    """
    roles = _roles(page)
    heads: dict[int, list[tuple[str, ...]]] = {}
    found: dict[int, list[tuple[str, ...]]] = {}
    for token, own in zip(page.tokens, page.words, strict=True):
        if not own.capital and not token.entity:
            continue
        around = surroundings(page.doc, token)
        head = around.head
        # All words of a name hang where its first word does: asked once a name.
        if head.index not in heads:
            heads[head.index] = list(_of_head(page, around, roles.get(head.index)))
        items = heads[head.index]
        found[token.index] = items if head is token else _inside(items, head)
    return found


def _inside(items: Sequence[tuple[str, ...]], head: Token) -> list[tuple[str, ...]]:
    """What the head of a name says for its further words."""
    first = word(head.text)
    inside = [(*item, "+") for item in items]
    return [*inside, ("F", first.said), ("Fc", first.fine)]


def _of_head(page: Page, around: Surroundings, role: _Role | None) -> Said:
    yield "R", around.head.relation
    yield "Rp", around.preposition, around.determiner
    above, preposition = around.governor, around.preposition
    if above is not None:
        # Names are not learned by heart.
        lemma = above.lemma if above.pos != "PROPN" else "*"
        yield "G", lemma
        yield "Gc", word(above.low).fine
        yield "Gp", lemma, preposition
        yield "Gr", above.pos, around.head.relation, preposition
    if role is not None:
        yield "Y", role.name
        yield "Yl", role.name, role.verb
        yield "Yc", role.name, word(role.verb).fine
    for beside in around.beside:
        yield from _of_company(page, beside)


def _of_company(page: Page, beside: Token) -> Said:
    """What is joined or apposed to a name: "Renault et PSA", "Aemet, une agence"."""
    own, listed = page.words[beside.index], page.lists[beside.index]
    if listed:
        yield "J", listed.kind
    if beside.entity:
        yield "Je", beside.entity[2:]
    if not own.capital:
        yield "Jw", beside.lemma
        yield "Jc", own.fine


def _roles(page: Page) -> Mapping[int, _Role]:
    """Roles by the head of the phrase; of several the first clause's."""
    found: dict[int, _Role] = {}
    for clause in page.doc.clauses:
        for name, phrase in _phrases(clause):
            for head in (phrase.head, *phrase.joined):
                found.setdefault(head, _Role(name, clause.lemma))
    return found


def _phrases(clause: Clause) -> Iterator[tuple[str, Phrase]]:
    for phrase in clause.obliques:
        yield f"obl-{phrase.preposition}", phrase
    for phrase in clause.objects:
        yield "obj", phrase
    for phrase in clause.recipients:
        yield "rec", phrase
    if clause.agent is not None:
        yield "agent", clause.agent
    if clause.subject is not None:
        yield "subj", clause.subject


def _elsewhere(
    page: Page, n: int, places: Mapping[int, Sequence[tuple[str, ...]]]
) -> Said:
    """What the pipeline and the grammar say of the same word at its other places, each once."""
    seen: dict[tuple[str, ...], None] = {}
    for other in others(page, n):
        seen["X", page.tokens[other].entity[2:]] = None
        for item in places[other]:
            if item[0] in _TOLD_ELSEWHERE:
                seen[f"D{item[0]}", *item[1:]] = None
    yield from seen
