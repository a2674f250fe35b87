"""The key of an annotated article: everything that its annotation was made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from builder.kept import encode
from builder.lang.schema_links import LinkWords
from builder.store import digest
from builder.syntax.package import DEFAULT
from builder.syntax.parser import data_of
from builder.text.fold import key as folded
from builder.text.spelling import skeleton
from builder.versions import READERS, files_of, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.model.article import Article
    from builder.model.correction import Correction
    from builder.model.entity import Entity, Office
    from builder.pipeline import Resources
    from builder.text.spelling import Sounds

_WORD = re.compile(r"\w+")
_BEGINNING = 3
"""Letters by which a word of a text may be a word of a name, inflected or spelled otherwise."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What an annotation is made from."""

    program: str
    """Steps, words of the language, registry, libraries."""

    analysis: str
    """The pipeline that analyses the text."""

    language: str
    article: Article
    decided: tuple[Correction, ...]
    entities: tuple[Entity, ...]
    """Those of the author that may have a part in the article."""

    offices: tuple[Office, ...]
    """All of the author's: whoever holds one may be meant without a word of its name."""

    cannot_link: tuple[tuple[str, ...], ...]

    @property
    def key(self) -> str:
        """Another where any ingredient is another."""
        return digest(encode(self))


def ingredients(article: Article, resources: Resources) -> Ingredients:
    """What the annotation of an article with these resources is made from."""
    analysis = analysis_at_work(resources.model)
    return Ingredients(
        program=program(*READERS),
        analysis="\n".join((resources.model, *analysis.values())),
        language=resources.pack.code,
        article=article,
        decided=resources.corrections.of(article.id),
        entities=_applying(article, resources),
        offices=resources.own_offices,
        cannot_link=resources.corrections.cannot_link,
    )


def of_comparisons() -> str:
    """What names all that compares accounts of one thing, but for the accounts."""
    vectors = "\n".join(analysis_at_work(DEFAULT).values())
    return digest(program("corpus", *READERS).encode(), vectors.encode())


def of_pages(language: str) -> str:
    """What names all that makes pages, but for what they show."""
    return digest(program().encode(), language.encode())


def analysis_files(setting: str) -> Mapping[Path, str]:
    """The files that tell the pipeline that `model:` names from any other, with what names their bytes.

    Of a package what its maker says of it, of a folder of somebody's own every file. None where it is not
    installed. Nothing is loaded.
    """
    folder = data_of(setting)
    if folder is None:
        return {}
    own = Path(setting).is_dir()
    told = files_of(folder) if own else files_of(folder / "meta.json")
    return {path: digest(path.read_bytes()) for path in told}


@lru_cache(maxsize=2)
def analysis_at_work(setting: str) -> Mapping[Path, str]:
    """What `analysis_files` gave this process first: as long as it runs, it goes on with what it has loaded."""
    return analysis_files(setting)


def _applying(article: Article, resources: Resources) -> tuple[Entity, ...]:
    """The author's entities, without those that no word of the article can mean: a new one asks few articles again."""
    if not resources.own_entities:
        return ()
    sounds = resources.pack.words(LinkWords).spellings
    said = (article.text, article.title, article.outlet, article.author)
    beginnings = _beginnings(said, sounds)
    found = []
    for own in resources.own_entities:
        # Over what the registry knows of it: the author may tell nothing but a gender.
        entity = resources.kb.entities[own.id]
        names = (entity.name, *entity.aliases)
        meant = _beginnings_of_names(names, sounds)
        if _acts_unnamed(entity) or not beginnings.isdisjoint(meant):
            found.append(entity)
    return tuple(found)


def _acts_unnamed(entity: Entity) -> bool:
    """Whether it can be meant by the words for something else: an office, its people, its capital."""
    told = (entity.tenures, entity.demonyms, entity.stands_for, entity.capital_of)
    return any(told)


# Once for all the articles that are asked about the same names.
@lru_cache(maxsize=8192)
def _beginnings_of_names(names: tuple[str, ...], sounds: Sounds) -> frozenset[str]:
    """Beginnings of the words of names that a text must have to mean them."""
    capitalised = [_capitalised(name) for name in names if name]
    return frozenset(_beginnings(capitalised, sounds))


def _capitalised(name: str) -> str:
    """The words of a name that are written with a capital or a figure; the whole where none is."""
    words = [word for word in _WORD.findall(name) if not word[0].islower()]
    return " ".join(words) or name


def _beginnings(texts: Iterable[str], sounds: Sounds) -> set[str]:
    words = {word for text in texts for word in _WORD.findall(folded(text))}
    return {skeleton(word, sounds)[:_BEGINNING] for word in words}
