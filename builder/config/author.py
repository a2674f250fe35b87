"""From what the author wrote to the values that the stages use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.config import schema
from builder.config.checked import Model, checked, close, found_words, nearest
from builder.config.settings import ArticleSettings, Settings
from builder.kb.schema import ID, EntityRow, OfficeRow, Strict
from builder.model.article import Published
from builder.model.correction import (
    ClaimRef,
    Correction,
    Corrections,
    EventAction,
    EventCorrection,
)
from builder.text.slug import article_id, digest, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.config.yaml_file import Keys, Written, YamlFile
    from builder.errors import Place
    from builder.model.entity import Entity, Office

    Entities = tuple[Entity, ...]
    Offices = tuple[Office, ...]

_ABOUT_WORDS = frozenset({"article", "quote"})


class Author:
    """Reads the author's files against the articles that there are."""

    def __init__(self, file_names: Iterable[str]) -> None:
        """Take the names of the article files; the author may name each by its id, its file or its file's stem."""
        self._about: list[_Entry] = []
        self._articles: dict[str, str] = {}
        for name in file_names:
            known = article_id(name)
            stem, _, _ = name.rpartition(".")
            for wording in (known, name, stem):
                self._articles[wording] = known

    def settings(self, file: YamlFile) -> Settings:
        """What `dossier.yml` says; the defaults where it is empty or wrong."""
        value = {} if file.value is None else file.value
        found = checked(schema.DossierFile, value, file)
        named = _mapping(value).get("articles")
        for name in _mapping(named):
            if name not in self._articles:
                self._report_absent(name, ("articles", name), file)
        if found is None:
            return Settings()
        articles = {}
        for name, entry in found.articles.items():
            if entry is not None:
                keys = ("articles", name)
                articles[self._id(name)] = self._article(dict(entry), keys, file)
        fields = dict(found)
        fields["articles"] = articles
        return Settings(**fields)

    def decided(
        self, described: Mapping[str, ArticleSettings], file: YamlFile
    ) -> dict[str, ArticleSettings]:
        """What is known of each article: what `dossier.yml` says, and the decisions about articles that `corrections.yml` has.

        Asked after both are read. What is said twice in two ways is noted as a problem, and the first holds.
        """
        found = dict(described)
        for entry in self._about:
            known = self._meant(entry.fields["article"], entry.keys, file)
            before = found.get(known, ArticleSettings())
            given = self._article(entry.fields, entry.keys, file)
            found[known] = _both(before, given, entry.keys, file)
        return found

    def _article(
        self, entry: Mapping[str, Any], keys: Keys, file: YamlFile
    ) -> ArticleSettings:
        fields = {name: entry[name] for name in schema.ArticleEntry.model_fields}
        if fields["published"]:
            fields["published"] = Published(**dict(fields["published"]))
        repeated = fields["same_as"]
        if repeated is not None:
            fields["same_as"] = self._meant(repeated, (*keys, "same_as"), file)
        return ArticleSettings(**fields)

    def _meant(self, name: str, keys: Keys, file: YamlFile) -> str:
        """As `_id`; one that is not there is noted as a problem."""
        if name not in self._articles:
            self._report_absent(name, keys, file)
        return self._id(name)

    def _report_absent(self, name: str, keys: Keys, file: YamlFile) -> None:
        known = sorted(set(self._articles.values()))
        advice = nearest(name, known, "parts.mend-name")
        file.report(keys, "author.absent-article", name=name, advice=advice)

    def _id(self, name: str) -> str:
        """The id of an article that is there; what the author wrote for one that is not."""
        return self._articles.get(name, name)

    def entities(self, file: YamlFile) -> tuple[Entities, Offices]:
        """What `entities.yml` says: entities by id, and under `offices` the offices the program does not know."""
        entries = dict(_mapping(file.value))
        if file.value is not None and not isinstance(file.value, dict):
            file.report((), "author.no-blocks", found=found_words(file.value))
        # The one key that is no entity's id.
        written = _mapping(entries.pop("offices", None))
        offices = []
        for name, office in _named(OfficeRow, written, file, ("offices",)):
            made = office.office(name, file.name)
            offices.append(made)
        entities = []
        for name, row in _named(EntityRow, entries, file):
            entity = row.entity(name, file.name)
            entities.append(entity)
        return tuple(entities), tuple(offices)

    def corrections(self, file: YamlFile) -> Corrections:
        """What `corrections.yml` says, in its order. Words and articles that are not there are told where they are sought."""
        if file.value is not None and not isinstance(file.value, list):
            file.report((), "author.no-list", found=found_words(file.value))
        words, events = [], []
        merges, never_one, distinct = [], [], []
        places = {}
        for entry in _entries(file):
            places[entry.key] = entry.where
            match entry.action:
                case "article":
                    self._about.append(entry)
                case "":
                    words.append(self._words(entry))
                case "merge_entities":
                    merges.append(entry.fields["merge_entities"])
                case "apart_entities":
                    never_one.append(entry.fields["apart_entities"])
                case "apart_articles":
                    distinct.append(self._apart(entry, file))
                case _:
                    events.append(self._event(entry))
        return Corrections(
            tuple(words),
            tuple(events),
            tuple(merges),
            tuple(never_one),
            tuple(distinct),
            places,
        )

    def _apart(self, entry: _Entry, file: YamlFile) -> tuple[str, ...]:
        names: tuple[str, ...] = entry.fields["apart_articles"]
        return tuple(self._meant(name, entry.keys, file) for name in names)

    def _words(self, entry: _Entry) -> Correction:
        fields = dict(entry.fields)
        fields["key"] = entry.key
        fields["article"] = self._id(fields["article"])
        return Correction(**fields)

    def _event(self, entry: _Entry) -> EventCorrection:
        """A decision about events: what stands at its key is their ids, or two sentences, or a title."""
        fields = dict(entry.fields)
        subject = fields.pop(entry.action)
        claims = fields.pop("claims", ())
        events: tuple[str, ...] = ()
        if entry.action in ("diverge", "agree"):
            claims = subject
        elif entry.action == "add":
            fields["title"] = subject
        elif isinstance(subject, str):
            events = (subject,)
        else:
            events = subject
        # A sentence is found again by its words, wherever in the article it moves.
        refs = [ClaimRef(self._id(claim.article), claim.quote) for claim in claims]
        return EventCorrection(
            key=entry.key,
            action=EventAction(entry.action),
            events=events,
            claims=tuple(refs),
            **fields,
        )


class _Entry(NamedTuple):
    """One decision of `corrections.yml` that is as it should be."""

    where: Place
    key: str
    """Names it: what it says, so that it stays the same wherever it is moved."""

    keys: Keys
    """Where it stands, as the file has it."""

    action: str
    """What is decided of events or entities, or of an `article`, by its key; empty for a decision about words."""

    fields: dict[str, Any]


def _entries(file: YamlFile) -> Iterator[_Entry]:
    values = file.value if isinstance(file.value, list) else []
    for number, value in enumerate(values):
        keys = (number,)
        written = _mapping(value)
        action = _action(written)
        expected = _SCHEMAS.get(action, schema.WordsEntry)
        # What says nothing of words either is told what it may be, not all that it lacks.
        if expected is schema.WordsEntry and not _is_about_words(written):
            _report_no_entry(written, file, keys)
            continue
        found = checked(expected, value, file, keys)
        if found is None:
            continue
        if isinstance(found, schema.WordsEntry) and not _decides(found):
            wanted = ", ".join(schema.OF_WORDS)
            file.report(keys, "author.no-decision", keys=wanted)
            continue
        key = digest(repr(found))
        yield _Entry(file.where(keys), key, keys, action, dict(found))


_SCHEMAS: dict[str, type[Strict]] = {
    **schema.DECISIONS,
    "article": schema.AboutArticle,
}


def _action(written: dict[str, Written]) -> str:
    """The key that says what is decided; none for a decision about words, and for what decides nothing."""
    for key in schema.DECISIONS:
        if key in written:
            return key
    of_an_article = not schema.ArticleEntry.model_fields.keys().isdisjoint(written)
    if of_an_article and "article" in written and "quote" not in written:
        return "article"
    return ""


def _both(
    before: ArticleSettings, given: ArticleSettings, keys: Keys, file: YamlFile
) -> ArticleSettings:
    """What two places say of an article together."""
    fields: dict[str, Any] = {}
    for name in schema.ArticleEntry.model_fields:
        old, new = getattr(before, name), getattr(given, name)
        if new is None or new == old:
            continue
        if old is None:
            fields[name] = new
        else:
            file.report((*keys, name), "author.said-twice", key=name)
    return replace(before, **fields)


def _is_about_words(written: dict[str, Written]) -> bool:
    """Whether it means words of an article; so does what is no block of keys, of which the schema says so."""
    return not written or not _ABOUT_WORDS.isdisjoint(written)


def _decides(entry: schema.WordsEntry) -> bool:
    return not entry.model_fields_set.isdisjoint(schema.OF_WORDS)


def _report_no_entry(written: dict[str, Written], file: YamlFile, keys: Keys) -> None:
    """Say of an entry that is neither about words nor any other decision what it may be."""
    known = ("article", *schema.DECISIONS)
    first = next(iter(written))
    advice = close(first, known, "parts.begin-entry")
    wanted = ", ".join(known)
    file.report(keys, "author.no-entry", keys=wanted, found=first, advice=advice)


def _mapping(value: Written) -> dict[str, Written]:
    """The value where it is a block of keys; an empty one elsewhere, which has been told where it was checked."""
    return value if isinstance(value, dict) else {}


def _named(
    entry: type[Model],
    values: dict[str, Written],
    file: YamlFile,
    keys: Keys = (),
) -> Iterator[tuple[str, Model]]:
    """Entries under ids of the author's, those that are as they should be."""
    for name, value in values.items():
        inner = (*keys, name)
        if not ID.fullmatch(name):
            example = slug(name)
            file.report(inner, "author.no-identifier", name=name, example=example)
        elif found := checked(entry, value, file, inner):
            yield name, found
