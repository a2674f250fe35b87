"""The words that linking goes by, compiled once for a language and a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from builder.lang.schema_links import GroupWords, LinkWords, PlaceWords, RoleWords
from builder.model.article import Span
from builder.model.mention import EntityType
from builder.syntax.lexicon import Lexicon, lexicon
from builder.syntax.patterns import Node, Patterns, Rule
from builder.syntax.phrase_lists import Keys, PhraseLists, phrase_keys
from builder.syntax.tokenizer import tokenize
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.lang.pack import LanguagePack
    from builder.lang.schema_links import PatternRule

FORMER = "ex-"
"""Beginning of a word for who held an office once: "ex-président"."""

TITLES, GROUPS, IDIOMS = "title:", "group:", "idiom:"
COMMON, OCCASIONS = "common:", "occasion:"
KNOWN = "known:"
"""Lists of phrases beside the atoms, which are named as the language names them."""


@dataclass(frozen=True, slots=True)
class Title:
    """What a wording says: functions, or one office outright."""

    kinds: tuple[str, ...] = ()
    office: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class CommonBody:
    """What a common noun says of the body that it names."""

    name: str
    """What the body is called: "gouvernement" for "exécutif"."""

    of_state: bool = False
    """Every state has one."""

    owned: bool = False
    """It is one only where its owner is named: "régime syrien"."""

    written: bool = False
    """Only with a capital: "la Région"."""

    of: frozenset[str] = frozenset()
    """What sort of place has one: "département"."""

    field: bool = False
    """Its field may follow: "ministère de la Santé"."""

    capital: bool = False
    """It is a city."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All words of linking, folded."""

    roles: RoleWords
    places: PlaceWords
    names: LinkWords
    syntax: Lexicon
    patterns: Patterns
    """The patterns of offices and groups, and of names beside them."""

    titles: Mapping[Keys, Title]
    """Every wording of an office or description."""

    spelled: frozenset[str]
    """The words of these wordings with their accents, in small letters."""

    groups: Mapping[Keys, GroupWords]
    ministers: frozenset[str]
    """Functions of ministers."""

    common: Mapping[Keys, CommonBody]
    """Bodies that common nouns name."""

    occasions: Mapping[Keys, str]
    """What an occasion is called, by a common noun that names it."""

    atoms: Mapping[str, str]
    """Class of a word of the patterns, by the word."""

    phrases: PhraseLists
    """Wordings, groups, idioms and atoms of several words."""

    heads: Mapping[str, EntityType]
    """Type of a name by the common noun before it."""

    genders: Mapping[str, str]
    """Gender by title of civility: `mme`."""

    sets: Mapping[str, frozenset[str]]
    """The lists of the three files, folded, by name."""


@lru_cache(maxsize=8)
def vocabulary(pack: LanguagePack, kb: KnowledgeBase) -> Vocabulary:
    """The words of a language, with the offices of a knowledge base; compiled once."""
    roles, names = pack.words(RoleWords), pack.words(LinkWords)
    places = pack.words(PlaceWords)
    titles = _titles(roles, kb)
    groups = {phrase_keys(w): group for group in roles.groups for w in group.words}
    single, several = _atoms(roles)
    common = _common(names)
    # One matcher for all lists: the article is looked through once.
    lists: dict[str, Iterable[Keys]] = dict(several)
    lists[TITLES], lists[GROUPS] = titles, groups
    lists[IDIOMS] = map(phrase_keys, names.idioms)
    lists[COMMON] = common
    occasions = {
        phrase_keys(w): n for n, each in names.occasions.items() for w in each.words
    }
    lists[OCCASIONS] = occasions
    lists[KNOWN] = _known_in_small_letters(kb, names)
    genders = {
        fold(title): gender
        for gender, written in names.titles.items()
        for title in written
    }
    return Vocabulary(
        roles,
        places,
        names,
        lexicon(pack),
        _patterns(roles),
        titles,
        frozenset(_spelled(roles, kb)),
        groups,
        groups[phrase_keys(roles.ministers)].kinds,
        common,
        occasions,
        single,
        PhraseLists(lists),
        {
            fold(word): EntityType(type_)
            for type_, words in names.heads.items()
            for word in words
        },
        genders,
        _sets(roles, places, names),
    )


def _sets(*files: RoleWords | PlaceWords | LinkWords) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words in files:
        for name in type(words).model_fields:
            listed = getattr(words, name)
            if isinstance(listed, frozenset):
                found[name] = frozenset(fold(word.lower()) for word in listed)
    return found


def _titles(roles: RoleWords, kb: KnowledgeBase) -> dict[Keys, Title]:
    """Several functions share a wording; one that names an office names nothing else."""
    titles: dict[Keys, Title] = {}

    def add(
        wording: str,
        kind: str,
        *,
        many: bool = False,
    ) -> None:
        keys = phrase_keys(wording)
        old = titles.get(keys, Title(many=many))
        titles[keys] = Title((*old.kinds, kind), old.office, many)

    for kind, wordings in roles.kinds.items():
        for wording in wordings.one:
            add(wording, kind)
        for wording in wordings.many:
            add(wording, kind, many=True)
    for office in kb.offices.values():
        # "locataire de la Maison Blanche": an office outright, whatever the words say.
        for wording in office.wordings:
            titles[phrase_keys(wording)] = Title(office=office.id)
        for wording in office.titles:
            add(wording, f"={office.id}")
    return titles


def _spelled(roles: RoleWords, kb: KnowledgeBase) -> Iterator[str]:
    wordings: list[str] = []
    for kind in roles.kinds.values():
        wordings += (*kind.one, *kind.many)
    for office in kb.offices.values():
        wordings += (*office.wordings, *office.titles)
    for wording in wordings:
        for piece in tokenize(wording, Span(0, len(wording))):
            word = piece.form.lower()
            yield word
            yield f"{FORMER}{word}"


def _common(names: LinkWords) -> dict[Keys, CommonBody]:
    found: dict[Keys, CommonBody] = {}
    for name, body in names.common.items():
        made = CommonBody(
            name,
            of_state=body.of_state,
            field=body.field,
            capital=body.capital,
            of=body.of,
        )
        for word in body.words:
            found[phrase_keys(word)] = made
        for word in body.owned:
            found[phrase_keys(word)] = replace(made, owned=True)
        for word in body.written:
            found[phrase_keys(word)] = replace(made, written=True)
    return found


_BODIES = ("institutions", "international", "parties", "unions")
"""Tables of the registry with bodies that many write in small letters."""


def _known_in_small_letters(kb: KnowledgeBase, names: LinkWords) -> Iterator[Keys]:
    """Names of common words of which the first alone has a capital, as "Parti socialiste", and nicknames, as "quotidien du soir"."""
    for entity in kb.entities.values():
        is_body = kb.tables.get(entity.id) in _BODIES
        for name in (entity.name, *entity.aliases):
            first, *others = name.replace("’", " ").split()
            common = [w for w in others if w.islower() or w in names.public]
            is_nickname = first.islower() and entity.type is not EntityType.PER
            if others and (is_nickname or (is_body and common == others)):
                yield phrase_keys(name)


def _atoms(roles: RoleWords) -> tuple[dict[str, str], dict[str, list[Keys]]]:
    """Class by word, and the phrases of each class. The first class that names it has a word."""
    single: dict[str, str] = {}
    several: dict[str, list[Keys]] = {}
    listed = dict(roles.atoms)
    listed["count"] = tuple(roles.numbers)
    for name, words in listed.items():
        for word in words:
            keys = phrase_keys(word)
            # An elided word alone ("l'") is cut in two, having nothing behind it.
            if len(keys) > 1 and not word.endswith("'"):
                several.setdefault(name, []).append(keys)
            else:
                single.setdefault(fold(word.lower()), name)
    return single, several


def _patterns(roles: RoleWords) -> Patterns:
    levels = [
        [Rule(rule.match, rule.gives, build=partial(_build, rule)) for rule in level]
        for level in roles.levels
    ]
    return Patterns(levels, core=(), macros=roles.macros)


def _build(rule: PatternRule, nodes: Sequence[Node]) -> Node:
    """What a rule found: it spans what is found, and keeps the words around as parts."""
    first, stop = 0, len(nodes)
    while rule.begins and nodes[first].name not in rule.begins:
        first += 1
    while nodes[stop - 1].name in rule.without:
        stop -= 1
    return Node(
        rule.gives,
        nodes[first].start,
        nodes[stop - 1].end,
        parts=tuple(nodes),
    )
