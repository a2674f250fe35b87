"""What can be said of each word, as named pieces of evidence: the same for learning the weights and for using them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from builder.kb.lexicon import LISTS, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = 2
"""So many words to the left and to the right speak for or against a word."""

_NEAR = frozenset("wcCsk")
"""Kinds of evidence that also speak for the words beside them: word, clusters, shape, known lists."""


def shape(form: str) -> str:
    """`Xx` for Paris, `XX` for OTAN, `x` for paix, `X-x` for Saint-Denis, `0` for digits, itself for a mark."""
    if form.isalpha():
        if form.islower():
            return "x"
        if form.isupper():
            return "X" if len(form) == 1 else "XX"
        return "Xx" if form[0].isupper() and form[1:].islower() else ("XxX" if form[0].isupper() else "xX")
    if form.isdigit():
        return "0000" if len(form) == 4 else "0"
    kinds = ["X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in form]
    return "".join(kind for n, kind in enumerate(kinds) if not n or kind != kinds[n - 1])[:8]


@lru_cache(maxsize=50_000)
def of_word(form: str) -> tuple[str, ...]:
    """What the word says by itself, wherever it stands. The first letter tells the kind of evidence."""
    form = form.replace("’", "'")
    lower = form.lower()
    known = lexicon()
    found = [f"w={lower}", f"s={shape(form)}"]
    cluster = known.clusters.get(form)
    if cluster is None:
        cluster = known.clusters.get(lower if form[:1].isupper() else form.capitalize())
        found.append("u=")
        if cluster is not None:
            cluster = f"~{cluster}"
    if cluster is not None:
        found += (f"C={cluster.partition('.')[0]}", f"c={cluster}")
    if form[:1].isalpha():
        found += (f"a={lower[-2:]}", f"b={lower[-3:]}", f"d={lower[-4:]}", f"e={lower[:2]}", f"f={lower[:3]}")
        if form[0].isupper():
            found.append(f"l={lower in known.clusters}")
            if form in known.first_names:
                found.append("k=first")
            elif "-" in form and all(part in known.first_names for part in form.split("-")):
                found.append("k=first-first")
            parts = lower.split("-")
            if len(parts) > 1:
                found += (f"p={parts[0]}", f"q={parts[-1]}")
    return tuple(found)


def near_of_word(form: str) -> tuple[str, ...]:
    """The part of a word's evidence that also speaks for its neighbours."""
    return tuple(item for item in of_word(form) if item[0] in _NEAR)


def listed(forms: Sequence[str]) -> list[str]:
    """For each word, the list of known names in which it stands as part of the longest match; empty elsewhere.

    `B:territories` begins a name of one or more words, `I:territories` goes on.
    """
    known = lexicon()
    tags = [""] * len(forms)
    n = 0
    while n < len(forms):
        end, index = _longest(forms, n, known.names, known.longest)
        if end > n:
            one = "1" if end == n + 1 else "2"
            tags[n] = f"B{one}:{LISTS[index]}"
            tags[n + 1 : end] = [f"I:{LISTS[index]}"] * (end - n - 1)
        n = max(end, n + 1)
    return tags


def _longest(forms, n, names, longest):
    head = forms[n].replace("’", "'")
    best, index = (n + 1, names[head]) if head in names else (n, -1)
    limit = longest.get(head, 0)
    joined, end = head, n + 1
    while end < len(forms) and len(joined) < limit:
        glue = "" if joined[-1] == "'" else " "
        joined += glue + forms[end].replace("’", "'")
        end += 1
        if joined in names:
            best, index = end, names[joined]
    return best, index


def in_context(forms: Sequence[str], bounds: Sequence[int]) -> list[list[str]]:
    """What place and company say of each word: lists, position in the sentence, the rest of the article."""
    tags = listed(forms)
    lower_seen = {f for f in forms if f[:1].islower()}
    firsts = set(bounds)
    inside: dict[str, int] = {}
    for n, form in enumerate(forms):
        if form[:1].isupper() and n not in firsts and forms[n - 1] not in _OPENERS:
            inside[form] = inside.get(form, 0) + 1
    shapes = [shape(f) for f in forms]
    found = []
    for n, form in enumerate(forms):
        items = []
        if tags[n]:
            items.append(f"g={tags[n]}")
        if n and tags[n - 1]:
            items.append(f"g-1={tags[n - 1]}")
        if n + 1 < len(forms) and tags[n + 1]:
            items.append(f"g+1={tags[n + 1]}")
        before = forms[n - 1].lower() if n and n not in firsts else "^"
        after = forms[n + 1].lower() if n + 1 < len(forms) and n + 1 not in firsts else "$"
        items.append(f"B={before}|{shapes[n]}")
        items.append(f"A={after}|{shapes[n]}")
        items.append(
            f"S={shapes[n - 1] if n and n not in firsts else '^'}|{shapes[n]}|{shapes[n + 1] if after != '$' else '$'}"
        )
        if form[:1].isupper():
            first = n in firsts or forms[n - 1] in _OPENERS
            items.append(f"P={first}|{form.lower() in lower_seen}|{form in inside}")
            items.append(f"Pl={first}|{form.lower() in lexicon().clusters}")
        found.append(items)
    return found


_OPENERS = frozenset("«“”\"'(–—-:•")
