"""Wishes as entries of `corrections.yml`, or as what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.config.schema import OF_WORDS, UNKNOWN
from builder.corpus.review.lines import Doubted
from builder.corrections.anchor import places
from builder.errors import DossierError, NotUnderstoodError, problem
from builder.imports.moments import day_in
from builder.lang.pack import language_pack
from builder.lang.schema_events import EventWords
from builder.model.article import Span
from builder.model.dates import parse_edtf
from builder.model.event import Modality
from builder.model.mention import EntityType
from builder.text.escape import one_line, yaml_scalar
from builder.text.fold import key as folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.errors import Problem
    from builder.model.article import Article
    from builder.model.correction import Correction, Corrections
    from builder.model.dossier import Dossier
    from builder.returned.wish import Wish

_OF_WORDS = sorted(OF_WORDS, key=lambda name: name != "reject")
"""Keys of an entry about words, in the order in which they are written."""


class Entries:
    """Takes wishes one by one."""

    def __init__(
        self, dossier: Dossier, corrections: Corrections, known: Mapping[str, str]
    ) -> None:
        """Take the dossier, what is decided already, and the name of every entity by its id."""
        self._language = dossier.language
        self._pack = language_pack(dossier.language)
        self._kinds = self._pack.words(EventWords).kinds
        self._articles = {told.article.id: told.article for told in dossier.articles}
        self._corrections = corrections
        self._known = known
        self._by_name: dict[str, str] = {}
        for entity in dossier.entities.values():
            for name in (entity.name, *entity.aliases):
                self._by_name.setdefault(folded(name), entity.id)
        for entity_id, name in known.items():
            self._by_name.setdefault(folded(name), entity_id)
        self.written: list[str] = []
        self.known = 0
        self.problems: list[Problem] = []

    def take(self, wish: Wish) -> None:
        """Make it an entry, unless it is decided already."""
        try:
            entry = self._entry(wish)
        except DossierError as refused:
            self.problems += refused.problems
            return
        if entry in self.written:
            return
        if entry:
            self.written.append(entry)
        else:
            self.known += 1

    def _entry(self, wish: Wish) -> str:
        """The lines; empty where all of it is decided already.

        Raises:
            DossierError: where it cannot be an entry.
        """
        article = self._articles.get(wish.article)
        if article is None:
            found = one_line(wish.article)
            raise DossierError(problem(wish.where, "returned.no-article", found=found))
        if "published" in wish.says:
            return self._published(wish)
        if "redate" in wish.says:
            day = self._day(wish.says["redate"], wish)
            return f"- redate: {yaml_scalar(wish.event)}\n  date: {day}\n"
        span = self._span(wish, article)
        values = {}
        for name in _OF_WORDS:
            if name in wish.says:
                values[name] = self._value(name, wish)
        values = self._undecided(values, wish, span.of(article.text))
        if not values:
            return ""
        first, *others = [f"{name}: {value}" for name, value in values.items()]
        entry = Doubted(article, [span]).correction(span, [first])
        return entry + "".join(f"  {other}\n" for other in others)

    def _published(self, wish: Wish) -> str:
        day = self._day(wish.says["published"], wish)
        return f"- article: {yaml_scalar(wish.article)}\n  published: {day}\n"

    def _span(self, wish: Wish, article: Article) -> Span:
        """The place that is meant; of several without a difference the first, as an entry holds for all of them."""
        text = article.text
        if 0 <= wish.start < wish.end <= len(text):
            there = Span(wish.start, wish.end)
            if wish.quote in ("", there.of(text)):
                return there
        # What stands around them may have been typed by a program that knows other spaces.
        found = places(text, wish.quote, wish.before, wish.after) or places(
            text, wish.quote
        )
        if not found:
            quote = one_line(wish.quote)
            raise DossierError(problem(wish.where, "returned.lost-words", found=quote))
        return found[0]

    def _undecided(
        self, values: Mapping[str, str], wish: Wish, quote: str
    ) -> dict[str, str]:
        """The decisions that the author's file has not; one that it has otherwise is never written over."""
        left = dict(values)
        for correction in self._corrections.of(wish.article):
            if folded(correction.quote) != folded(quote):
                continue
            for name in values:
                decided = _decided(correction, name)
                if not decided:
                    continue
                if decided != values[name]:
                    place = self._corrections.where(correction.key)
                    raise DossierError(
                        problem(
                            wish.where,
                            "returned.decided",
                            found=values[name],
                            decided=decided,
                            line=place.line,
                        )
                    )
                left.pop(name, None)
        return left

    def _value(self, name: str, wish: Wish) -> str:
        """A value as YAML.

        Raises:
            DossierError: where it is none that an entry may have.
        """
        written = wish.says[name]
        if name == "reject":
            return "true"
        if name == "date":
            return self._day(written, wish)
        if name == "speaker":
            named = (yaml_scalar(self._entity(each, wish)) for each in written)
            return f"[{', '.join(named)}]"
        if len(written) != 1:
            found = one_line(", ".join(written))
            raise DossierError(problem(wish.where, "returned.not-one", found=found))
        if name == "entity":
            return yaml_scalar(self._entity(written[0], wish))
        choices = {
            "type": [*EntityType],
            "modality": [*Modality],
            "kind": [*self._kinds],
        }[name]
        if written[0] not in choices:
            listed = ", ".join(choices)
            found = one_line(written[0])
            raise DossierError(
                problem(wish.where, "returned.no-value", choices=listed, found=found)
            )
        return yaml_scalar(written[0])

    def _entity(self, written: str, wish: Wish) -> str:
        """The id of somebody by id or name."""
        if written in self._known:
            return written
        if found := self._by_name.get(folded(written)):
            return found
        raise DossierError(
            problem(wish.where, "returned.nobody", found=one_line(written))
        )

    def _day(self, written: tuple[str, ...], wish: Wish) -> str:
        words = " ".join(written)
        try:
            value = parse_edtf(words).edtf
        except NotUnderstoodError:
            value = day_in(words, self._pack)
        if words == UNKNOWN and "published" in wish.says:
            value = UNKNOWN
        if not value:
            found = one_line(words)
            raise DossierError(problem(wish.where, "returned.no-date", found=found))
        return yaml_scalar(value)


def _decided(correction: Correction, name: str) -> str:
    """What a correction decides of that, as YAML; empty where it says nothing of it."""
    value = getattr(correction, name)
    if name == "reject":
        return "true" if value else ""
    if value is None:
        return ""
    if name == "speaker":
        return f"[{', '.join(map(yaml_scalar, value))}]"
    return yaml_scalar(value.edtf if name == "date" else str(value))
