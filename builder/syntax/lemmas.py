"""Dictionary forms, from the tables that the pipeline's package brings along.

The package's own lemmatizer needs spaCy's French tokenizer to be imported first, which
takes longer than everything else together. The tables are read as they are: a form that
is a dictionary form of its part of speech, an exception, the ending rules, a look-up.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_WHOLE = frozenset({"sym", "x", "space", "", "punct", "propn", "num"})
"""Parts of speech whose words are their own dictionary forms."""

_VERBS = frozenset({"verb", "aux"})
_REMEMBERED = 50_000
"""Forms whose answers are kept; a run may see millions of texts."""


class Lemmas:
    """Finds dictionary forms; remembers what it found last."""

    def __init__(self, tables: Mapping[str, Mapping[int, Any]]) -> None:
        """Take the tables `lemma_index`, `lemma_exc`, `lemma_rules`, `lemma_lookup`.

        Their keys are spaCy's hashes of parts of speech and words.
        """
        from spacy.strings import get_string_id  # noqa: PLC0415 - only where articles are read

        self._index = {
            pos: frozenset(words) for pos, words in tables["lemma_index"].items()
        }
        self._exceptions = tables["lemma_exc"]
        self._rules = tables["lemma_rules"]
        self._lookup = tables["lemma_lookup"]
        self._id = get_string_id
        self._verb = get_string_id("verb")
        self._known = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._known_verb = lru_cache(maxsize=_REMEMBERED)(self._find_verb)

    @classmethod
    def of_package(cls, folder: Path) -> Lemmas | None:
        """The tables in a pipeline's folder; none where it has no such tables."""
        import srsly  # noqa: PLC0415 - comes with spaCy; only where articles are read

        path = folder / "lemmatizer" / "lookups" / "lookups.bin"
        if not path.is_file():
            return None
        tables = srsly.msgpack_loads(path.read_bytes())
        wanted = {"lemma_index", "lemma_exc", "lemma_rules", "lemma_lookup"}
        if not wanted <= tables.keys():
            return None
        return cls(tables)

    @classmethod
    def empty(cls) -> Lemmas:
        """No tables: every word is its own dictionary form, and none surely a verb."""
        names = ("lemma_index", "lemma_exc", "lemma_rules", "lemma_lookup")
        return cls({name: {} for name in names})

    def knows(self, form: str, pos: str) -> bool:
        """Whether a table has the dictionary form of a word among those of its part of speech."""
        return self.of(form, pos) in self._words(self._id(pos.lower()))

    def of(self, form: str, pos: str) -> str:
        """The dictionary form of a word in small letters, for its part of speech.

        The form itself where nothing is known of it.
        """
        return self._known(form, pos)

    def verb(self, form: str) -> str:
        """The infinitive of a form that a verb surely has; empty for any other form."""
        return self._known_verb(form)

    def _find_verb(self, form: str) -> str:
        lemma = self.of(form, "VERB")
        # The index lacks verbs whose forms are all listed as exceptions ("saisir").
        listed = form in self._exceptions.get(self._verb, {})
        return lemma if listed or lemma in self._words(self._verb) else ""

    def _words(self, part: int) -> frozenset[str]:
        """The dictionary forms of a part of speech."""
        return self._index.get(part, frozenset())

    def _find(self, form: str, tag: str) -> str:
        pos = tag.lower()
        if pos in _WHOLE:
            return form
        part = self._id(pos)
        index = self._words(part)
        if form in index:
            return form
        exceptions: Sequence[str] = self._exceptions.get(part, {}).get(form, ())
        if exceptions:
            return str(exceptions[0])
        if pos in _VERBS and form + "r" in index:
            # The rules forget "e": "compte", "joue" would be looked up as nouns.
            return form + "r"
        if pos in _VERBS and "è" in form:
            # "gèrera": the spelling of 1990.
            old: Sequence[str] = self._exceptions.get(part, {}).get(
                form.replace("è", "é"), ()
            )
            if old:
                return str(old[0])
        by_rule = self._by_rule(form, self._rules.get(part, ()), index)
        if by_rule:
            return by_rule
        found: Sequence[str] = self._lookup.get(self._id(form), ())
        return str(found[0]) if found else form

    def _by_rule(
        self, form: str, rules: Sequence[tuple[str, str]], index: frozenset[str]
    ) -> str:
        """By the first ending that gives a known word, else by the first that fits."""
        unknown = ""
        for old, new in rules:
            if not form.endswith(old):
                continue
            lemma = form.removesuffix(old) + new
            if not lemma:
                continue
            if lemma in index:
                return lemma
            unknown = unknown or lemma
        return unknown
