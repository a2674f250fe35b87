"""What a template may ask of the dossier beyond its view.

Questions are plain words, and noted: a page that was made before is still right where its view is the same, and the
answer to every question that its template asked (`known.py`).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from builder.model.article import Span
from builder.pages import views
from builder.pages.index import DossierIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.model.article import Article
    from builder.model.entity import Entity
    from builder.pages.views import CitedSentence

Question = tuple[str | int, ...]
"""The name of a question of `QUESTIONS`, then what is asked about."""


def _title(index: DossierIndex) -> str:
    """Of the dossier."""
    return index.dossier.title


def _article(index: DossierIndex, article: str) -> Article:
    return index.articles[article].article


def _entities(index: DossierIndex, *entities: str) -> tuple[Entity, ...]:
    """Those that the dossier knows."""
    return index.entities(entities)


def _line(index: DossierIndex, entity: str) -> str:
    """Who it is, when the last article appeared."""
    return index.line(index.dossier.entities[entity], index.latest)


def _has_event(index: DossierIndex, event: str) -> bool:
    return event in index.events_by_id


def _event_address(index: DossierIndex, event: str) -> str:
    return index.event_address(index.events_by_id[event])


def _evidence(
    index: DossierIndex, article: str, sentence: str, start: int, end: int
) -> CitedSentence:
    """A sentence, with the words between two offsets of its article set apart."""
    return views.sentence(index, article, sentence, (Span(start, end),))


def _paragraph(index: DossierIndex, article: str, block: int) -> int | None:
    """The number of a paragraph; none of a title."""
    return index.paragraphs.get((article, block))


def _paragraph_of(index: DossierIndex, article: str, sentence: str) -> int | None:
    return _paragraph(index, article, index.sentences[article, sentence].block)


QUESTIONS: Mapping[str, Callable[..., object]] = {
    "title": _title,
    "article": _article,
    "entities": _entities,
    "line": _line,
    "entity_address": DossierIndex.entity_address,
    "has_event": _has_event,
    "event_address": _event_address,
    "sentence_address": DossierIndex.sentence_address,
    "evidence": _evidence,
    "paragraph": _paragraph,
    "paragraph_of": _paragraph_of,
}


class Asked:
    """Answers what templates ask, as attributes by the names of `QUESTIONS`, each question once."""

    def __init__(self, index: DossierIndex) -> None:
        """Nothing is asked yet."""
        self._index = index
        self._answers: dict[Question, object] = {}
        self.noted: dict[Question, None] = {}
        """What was asked since somebody emptied it, in order."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        """The answer to a question, as a function of what is asked about."""
        if name not in QUESTIONS:
            raise AttributeError(name)
        return partial(self._note, name)

    def _note(self, *question: str | int) -> object:
        self.noted[question] = None
        return self.answer(question)

    def answer(self, question: Question) -> object:
        """The answer to a question that is not noted.

        Raises:
            KeyError: where it is about something that the dossier has not.
        """
        if question not in self._answers:
            name, *about = question
            answer = QUESTIONS[str(name)]
            self._answers[question] = answer(self._index, *about)
        return self._answers[question]
