"""Finds known names: those of the packaged lists, and those of the knowledge base.

A look-up by words rather than spaCy's `PhraseMatcher`: for the 70,000 listed names the
matcher takes three seconds to fill, the whole start of the program is no longer, and
the names of the knowledge base need a comparison that it does not know (folded for long
names, to the letter for short ones).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.annotate.names.features import word
from builder.kb.base import FOLDED
from builder.kb.lexicon import LISTS, lexicon
from builder.model.article import Span
from builder.model.mention import EntityType
from builder.syntax.tokenizer import plain, tokenize
from builder.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from builder.kb.base import KnowledgeBase
    from builder.model.entity import Entity

HEAD = 4
"""From so many letters on, the first word of a name is no article."""

NAMES = 0.6
"""From this share of forms with a capital on, a cluster of words is one of names: "google" stands with Facebook."""


class Tag(NamedTuple):
    """A word's part in a known name."""

    part: str
    """`B1` for a name of one word, `B2` for the beginning of a longer one, `I` for what follows."""

    kind: str
    """The list (`cities-large`), or the type of the entity (`PER`); `several` for bearers of two types."""

    sure: bool = False
    """The author's own name: never overlooked."""

    ordinary: bool = False
    """Also a word or a first name ("Horizons", "Marianne"): a name only where the text says so."""

    def __str__(self) -> str:
        """As evidence."""
        doubt = "?" if self.ordinary else ""
        return f"{self.part}:{self.kind}{doubt}"


SEVERAL = "several"

KINDS = {
    "armed": "organisations",
    "associations": "organisations",
    "buildings": "organisations",
    "cities": "cities-large",
    "clubs": "clubs",
    "companies": "companies",
    "education": "organisations",
    "events": "events",
    "health": "organisations",
    "institutions": "organisations",
    "international": "organisations",
    "media": "media",
    "parties": "organisations",
    "platforms": "products",
    "products": "products",
    "regions": "regions",
    "sport": "organisations",
    "states": "territories",
    "unions": "organisations",
}
"""The list that each table of the registry is like. Persons are in none, places and bodies of culture in either."""


class _Entry(NamedTuple):
    name: str
    type: str
    kind: str
    """The list that it is like; empty for a person, and for the author's own."""

    own: bool
    ordinary: bool
    thing: str = ""
    """Of a name that a person shares: the type of what else bears it."""


class Names(NamedTuple):
    """The names of a knowledge base, ready to be found."""

    entries: dict[str, _Entry]
    """By the keys of their words, joined by spaces."""

    longest: dict[str, int]
    """Key of the first word → number of words, at most."""

    single: dict[str, str]
    """Names of one word, as written, and the last words of persons' names → type."""


def spread(length: int, found: Tag) -> Iterator[Tag]:
    """The tags of a name of so many words."""
    yield found._replace(part="B1" if length == 1 else "B2")
    for _ in range(length - 1):
        yield found._replace(part="I")


def names_in(tags: Sequence[Tag | None]) -> Iterator[tuple[int, int, Tag]]:
    """The known names that the tags spell out: stretches of words (half-open), and the tag of the first."""
    start = 0
    first: Tag | None = None
    for n, tag in enumerate((*tags, None)):
        if tag is not None and tag.part == "I" and first is not None:
            continue
        if first is not None:
            yield start, n, first
        start, first = n, tag


def listed(forms: Sequence[str], names: Names) -> list[Tag | None]:
    """For each word, its part in the longest listed name that begins at or before it; none elsewhere.

    What the registry knows is listed as its kind is: lists hold the rest.
    """
    known = lexicon()
    keys = [_key(form) for form in forms]
    # The lists have their names as they are written, an elided article close.
    spaced = [form if form[-1] == "'" else f"{form} " for form in forms]

    def look_up(start: int, end: int) -> Tag | None:
        entry = _entry(forms, keys, names, start, end)
        if entry is not None and entry.type == SEVERAL:
            return Tag("", SEVERAL)
        if entry is not None and entry.kind:
            return Tag("", entry.kind)
        index = known.names.get("".join(spaced[start:end]).rstrip())
        return None if index is None else Tag("", LISTS[index])

    reach: list[int] = []
    for form, folded in zip(forms, keys, strict=True):
        listed_reach = known.longest.get(form, 1)
        reach.append(max(listed_reach, _reach(names, folded)))
    return _tagged(reach, look_up)


def is_name(form: str, names: Names) -> bool:
    """Whether a word, as written, is a name of a list or of the registry."""
    return in_registry(form, names) or form in lexicon().names


def in_registry(name: str, names: Names) -> bool:
    """Whether a thing, no person, bears the name as written."""
    forms = _words(name)
    keys = [_key(form) for form in forms]
    entry = _entry(forms, keys, names, 0, len(forms))
    return entry is not None and bool(entry.kind)


def borne(
    forms: Sequence[str], names: Names, articles: Collection[str] = ()
) -> list[Tag | None]:
    """For each word, its part in the longest name of the knowledge base that begins at or before it; none elsewhere.

    After one of the articles there is no surname alone: "la Hollande".
    """
    keys = [_key(form) for form in forms]

    def look_up(start: int, end: int) -> Tag | None:
        entry = _entry(forms, keys, names, start, end)
        if entry is None:
            return None
        kind = entry.type
        before = forms[start - 1].lower() if start else ""
        if end - start == 1 and before in articles:
            # "la Hollande": no surname.
            kind = "" if kind == EntityType.PER else entry.thing or kind
        return Tag("", kind, entry.own, entry.ordinary) if kind else None

    return _tagged([_reach(names, folded) for folded in keys], look_up)


def _entry(
    forms: Sequence[str], keys: Sequence[str], names: Names, start: int, end: int
) -> _Entry | None:
    """What the knowledge base has by the name that these words spell out."""
    entry = names.entries.get(" ".join(keys[start:end]))
    if entry is None or not _written(forms[start:end], entry):
        return None
    return entry


def _reach(names: Names, folded: str) -> int:
    """How many words, at most, a name of the knowledge base has that begins with this one."""
    return names.longest.get(folded.partition(" ")[0], 0)


def _tagged(
    longest: Sequence[int], look_up: Callable[[int, int], Tag | None]
) -> list[Tag | None]:
    """Tags for the longest names, from left to right: `longest` says how many words to try at each word."""
    tags: list[Tag | None] = [None] * len(longest)
    start = 0
    while start < len(longest):
        end = min(start + longest[start], len(longest))
        found = None
        while end > start and found is None:
            found = look_up(start, end)
            end -= found is None
        if found is not None:
            length = end - start
            tags[start:end] = spread(length, found)
        start = max(end, start + 1)
    return tags


@lru_cache(maxsize=4)
def names_of(kb: KnowledgeBase) -> Names:
    """The names and aliases of every entity, cut into words as a text is.

    Two entities of one name and different types leave the type to the context.
    """
    names = Names({}, {}, {})
    for _, entity in sorted(kb.entities.items()):
        table = kb.tables.get(entity.id, "")
        kind = KINDS.get(table, _LIKE.get(entity.type, "") if table else "")
        for name in (entity.name, *entity.aliases):
            _enter(names, entity, name, kind)
    return names


_LIKE = {EntityType.LOC: "waters", EntityType.ORG: "organisations"}


def _enter(names: Names, entity: Entity, name: str, kind: str) -> None:
    words = [_key(form) for form in _words(name)]
    if not words:
        return
    own = entity.source.startswith("seeds")
    ordinary = not own and _is_ordinary(name, entity.type, words)
    entry = _Entry(name, entity.type.named, kind, own, ordinary)
    last = name.rpartition(" ")[2]
    # A person's last name may stand alone, a state's may not ("Unis").
    if entity.type is EntityType.PER or (last == name and not ordinary):
        names.single.setdefault(last, entry.type)
    joined = " ".join(words)
    before = names.entries.get(joined)
    # Of two bearers of a name, the author's own decides.
    if before is None or (own and not before.own):
        names.entries[joined] = entry
    elif before.type != entry.type and before.own == own:
        names.entries[joined] = _of_both(before, entry)
    head = words[0].partition(" ")[0]
    names.longest[head] = max(names.longest.get(head, 0), len(words))


def _of_both(first: _Entry, second: _Entry) -> _Entry:
    """A name of bearers of two types; of a person and a thing, the thing is kept."""
    kinds = {first.type: second.type, second.type: first.type}
    thing = kinds.get(EntityType.PER, "")
    return first._replace(
        type=SEVERAL, kind=first.kind or second.kind, thing=first.thing or thing
    )


def _words(name: str) -> list[str]:
    """The words of a name, cut as those of a text are."""
    spaced = name.split(" ")
    # Letters alone are cut at spaces: no pattern is asked for most of ten thousand names.
    if all(map(str.isalpha, spaced)):
        return [plain(form) for form in spaced]
    return [piece.form for piece in tokenize(name, Span(0, len(name)))]


def _is_ordinary(name: str, kind: EntityType, words: Sequence[str]) -> bool:
    """Whether a name also is a common word or a first name, with an article or none: "Horizons", "Marianne", "La Montagne"."""
    if kind is EntityType.PER or name.isupper():
        return False
    has_article = len(words) == len(("La", "Croix")) and len(words[0].strip("'")) < HEAD
    if len(words) > 1 and not has_article:
        return False
    form = _words(name)[-1]
    return bool(word(form).first_name) or _is_common(form)


def _is_common(form: str) -> bool:
    """Whether a word, written small, is used as common words are: "horizons", not "facebook" nor "etats-unis"."""
    cluster = lexicon().clusters.get(form.lower())
    return cluster is not None and "-" not in form and cluster in _common_clusters()


@lru_cache(maxsize=1)
def _common_clusters() -> frozenset[str]:
    """Clusters of words used alike that do not hold names in the main."""
    words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for form, cluster in lexicon().clusters.items():
        words[cluster] += 1
        capitals[cluster] += form[0].isupper()
    return frozenset(c for c in words if capitals[c] < NAMES * words[c])


@lru_cache(maxsize=50_000)
def _key(form: str) -> str:
    return key(form) or form


def _written(forms: Sequence[str], entry: _Entry) -> bool:
    """Whether the words stand for the name as written: with its capitals; short names to the letter.

    The head of a longer name of a body may be small: "hôpital Pasteur", "festival de Cannes". No article may, "l'Union";
    nor the head of a place's: in "région de Rostov" the place is Rostov.
    """
    plain = entry.name.replace("’", "'")
    if sum(map(str.isalnum, plain)) < FOLDED:
        letters = "".join(plain.split())
        return "".join(forms) in (letters, letters.upper())
    head, *rest = plain.replace("'", " ").split()
    capitals = _capitals([head, *rest])
    if entry.type != EntityType.LOC and len(head) >= HEAD:
        capitals = _capitals(rest) or capitals
    return _capitals(forms) >= min(capitals, len(forms))


def _capitals(words: Sequence[str]) -> int:
    return sum(word[:1].isupper() for word in words)
