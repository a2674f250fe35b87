"""Which words name a newspaper, an agency or a station: those that are known, and those built as such names are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from builder.kb.lexicon import entries, read
from builder.kb.load import packaged
from builder.lang.schema import ReadingWords
from builder.model.mention import EntityType
from builder.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.lang.pack import LanguagePack

_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9 -]+)\.(?:fr|com|net|org|info|be|ch|eu)"
)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 6
"""Words of a name of that kind."""

_SHORTEST = 3
"""Letters of a name that is known by itself: "AP" alone on a line may be anything."""


def outlet(words: str, pack: LanguagePack) -> str:
    """The outlet that the words name, and nothing else; empty where they name none.

    As it is written; a site's address and a name in capitals become the known name: `LE MONDE`, `Libération.fr`.
    """
    known = _known().get(_squeezed(words), "") or _without_article(words, pack)
    folded = fold(words)
    domain = _DOMAIN.fullmatch(folded)
    if domain:
        return _known().get(_squeezed(domain[1]), "") or known or words
    if known:
        in_capitals = words.isupper() and known != words
        return known if in_capitals else words
    if _is_station(words):
        return words
    noun = _nouns(pack).match(folded)
    if noun is None or ":" in words:
        return ""
    count = len(words.split())
    is_name = words[noun.start("noun")].isupper() and 1 < count <= _LONGEST_NAME
    return words if is_name else ""


def _without_article(words: str, pack: LanguagePack) -> str:
    """What is known of a name of several words by the name alone: `Les Dernières Nouvelles d’Alsace`."""
    first, _, name = words.partition(" ")
    if fold(first) not in pack.words(ReadingWords).before_names or " " not in name:
        return ""
    return _known().get(_squeezed(name), "")


def _is_station(words: str) -> bool:
    """Whether a known name of two words has that of a place behind it: `France Bleu Loire Océan`."""
    every = words.split()
    channel, place = " ".join(every[:2]), every[2:]
    if not place or len(every) > _LONGEST_NAME or _squeezed(channel) not in _known():
        return False
    # Of a title all words are in capitals, or not all begin with one.
    return not words.isupper() and all(word[0].isupper() for word in place)


def outlet_of(address: str) -> str:
    """The outlet whose site an address is of: its known name, else the host's; empty where it is no address.

    >>> outlet_of("https://www.exemple.fr/a")
    'exemple.fr'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    parts = host.split(".")
    for part in parts[:-1]:
        known = _known().get(_squeezed(part), "")
        if known:
            return known
    return host


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """How an outlet is written, by the letters of each of its names."""
    names: dict[str, str] = {}
    for name, written in _named():
        key = _squeezed(name)
        if len(key) >= _SHORTEST:
            names.setdefault(key, written)
    return names


def _named() -> Iterator[tuple[str, str]]:
    """Each name of an outlet, and how the outlet is written; surest first."""
    everything = packaged().entities.values()
    media = [entity for entity in everything if entity.type is EntityType.MEDIA]
    for entity in media:
        yield entity.name, entity.name
    for entity in media:
        for alias in entity.aliases:
            # Nobody writes out what "AFP" stands for.
            yield alias, alias if alias.isupper() else entity.name
    for name in entries(read("media.txt")):
        yield name, name


@lru_cache(maxsize=8)
def _nouns(pack: LanguagePack) -> re.Pattern[str]:
    """How names of newspapers begin: "La Gazette du Val", "L'Écho des Alpes"."""
    nouns = "|".join(sorted(pack.words(ReadingWords).outlet_nouns))
    return re.compile(rf"(?:(?:le|la|les) |l')?(?P<noun>{nouns})\b")


def _squeezed(name: str) -> str:
    """Only letters and figures: "Ouest-France" and `ouestfrance` are one."""
    return _NOT_LETTERS.sub("", fold(name))
