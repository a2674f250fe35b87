"""What the parse and the pipeline's own recogniser say of each word, as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.names.context import others
from builder.annotate.names.features import word
from builder.syntax.around import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.annotate.names.page import Page
    from builder.syntax.around import Surroundings
    from builder.syntax.clause import Clause, Phrase
    from builder.syntax.doc import Token




def add_evidence(page: Page, found: list[list[str]]) -> None:
    """Add to each word's evidence. Linear in the number of words."""
    roles = _roles(page)
    hung: dict[int, list[str]] = {}
    for n, token in enumerate(page.tokens):
        found[n].extend(_of_tags(page, n))
        if page.words[n].capital or token.entity:
            hung[n] = list(_of_place(page, token, roles))
            found[n].extend(hung[n])
    for n in hung:
        if page.words[n].capital:
            found[n].extend(_elsewhere(page, n, hung))


def _of_tags(page: Page, n: int) -> Iterator[str]:
    """Part of speech and entity, of the word and of those beside it."""
    token, own = page.tokens[n], page.words[n]
    before = page.tokens[n - 1] if not page.opens(n) else None
    last = n + 1 == len(page.tokens) or page.opens(n + 1)
    after = page.tokens[n + 1] if not last else None
    pos_before = before.pos if before else "^"
    pos_after = after.pos if after else "$"
    yield f"T={token.pos}|{own.shape}"
    yield f"T3={pos_before}|{token.pos}|{pos_after}"
    entity_before = before.entity if before else "^"
    entity_after = after.entity if after else "$"
    if not (token.entity or entity_before or entity_after):
        return
    yield f"E={token.entity}"
    yield f"E3={entity_before}|{token.entity}|{entity_after}"
    yield f"Es={token.entity}|{own.shape}"
    yield f"Eg={token.entity}|{page.lists[n]}"
    yield f"Ek={token.entity}|{page.borne[n]}"
    yield f"Ew={token.entity}|{own.said}"


def _of_place(page: Page, token: Token, roles: Mapping[int, tuple[str, Clause]]) -> Iterator[str]:
    """How the name that the word is part of hangs in the sentence."""
    around = surroundings(page.doc, token)
    part = "own" if around.head is token else "part"
    head = around.head
    yield f"R={part}|{head.relation}"
    yield f"Rp={part}|{around.preposition}|{around.determiner}"
    above = around.governor
    if above is not None:
        fine = word(above.low).fine
        yield f"G={above.lemma if above.pos != 'PROPN' else '*'}|{part}"
        yield f"Gc={fine}|{part}"
        yield f"Gp={above.lemma if above.pos != 'PROPN' else '*'}|{around.preposition}|{part}"
        yield f"Gr={above.pos}|{head.relation}|{around.preposition}"
    if part == "part":
        yield f"F={word(head.text).said}"
        yield f"Fc={word(head.text).fine}"
    role = roles.get(head.index)
    if role is not None:
        name, clause = role
        yield f"Y={name}|{part}"
        yield f"Yl={name}|{clause.lemma}|{part}"
        yield f"Yc={name}|{word(clause.lemma).fine}|{part}"
    for other in around.beside:
        m = other.index
        tag = page.lists[m]
        if tag:
            yield f"J={tag.kind}|{part}"
        if other.entity:
            yield f"Je={other.entity[2:]}|{part}"
        if not page.words[m].capital:
            yield f"Jw={other.lemma}|{part}"
            yield f"Jc={page.words[m].fine}|{part}"


def _elsewhere(page: Page, n: int, hung: Mapping[int, list[str]]) -> Iterator[str]:
    seen: dict[str, None] = {}
    for m in others(page, n):
        seen[f"X={page.tokens[m].entity[2:]}"] = None
        for item in hung.get(m, ()):
            if item[:2] in ("G=", "Y=", "Yc", "Jw", "J=", "Rp"):
                seen[f"D{item}"] = None
    yield from seen


def _roles(page: Page) -> dict[int, tuple[str, Clause]]:
    found: dict[int, tuple[str, Clause]] = {}
    for clause in page.doc.clauses:
        for name, phrases in (
            ("obl", clause.obliques),
            ("obj", clause.objects),
            ("rec", clause.recipients),
            ("agent", (clause.agent,) if clause.agent else ()),
            ("subj", (clause.subject,) if clause.subject else ()),
        ):
            for phrase in phrases:
                label = f"{name}-{phrase.preposition}" if name == "obl" else name
                for head in (phrase.head, *phrase.joined):
                    found.setdefault(head, (label, clause))
    return found
