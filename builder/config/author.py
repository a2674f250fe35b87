"""From what the author wrote to the values that the stages use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from builder.config import schema
from builder.config.checked import Model, checked, nearest
from builder.config.settings import ArticleSettings, Settings
from builder.errors import Severity
from builder.kb.schema import ID, EntityRow, OfficeRow
from builder.model.article import Published
from builder.model.correction import (
    ClaimRef,
    Correction,
    Corrections,
    EventAction,
    EventCorrection,
)
from builder.text.slug import article_id, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.config.yaml_file import Place, Value, YamlFile
    from builder.model.entity import Entity, Office

    Entities = tuple[Entity, ...]
    Offices = tuple[Office, ...]

_DECISIONS = ("entity", "reject", "type", "date", "speaker", "modality", "kind")


class Author:
    """Reads the author's files against the articles that there are."""

    def __init__(self, file_names: Iterable[str]) -> None:
        """Take the names of the article files; the author may name each by its id, its file or its file's stem."""
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
                self._report_absent(name, file)
        if found is None:
            return Settings()
        articles = {}
        for name, entry in found.articles.items():
            if entry is not None:
                articles[self._id(name)] = _article(entry)
        fields = dict(found)
        fields["articles"] = articles
        return Settings(**fields)

    def _report_absent(self, name: str, file: YamlFile) -> None:
        known = sorted(set(self._articles.values()))
        what = f"article de seeds/ attendu, « {name} » trouvé"
        hint = nearest(name, known, "Articles présents")
        # Files come and go: a dossier must not break because its settings still name an article.
        file.report(("articles", name), what, hint, Severity.WARNING)

    def _id(self, name: str) -> str:
        """The id of an article that is there; what the author wrote for one that is not."""
        return self._articles.get(name, name)

    def entities(self, file: YamlFile) -> tuple[Entities, Offices]:
        """What `entities.yml` says: entities by id, and under `offices` the offices the program does not know."""
        entries = dict(_mapping(file.value))
        if file.value is not None and not isinstance(file.value, dict):
            what = "blocs de clés attendus (un identifiant, puis ce qu’on en sait), autre chose trouvé"
            file.report((), what)
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
            what = "liste attendue (chaque décision commence par un tiret), autre chose trouvé"
            file.report((), what)
        words, events = [], []
        merges, never_one = [], []
        for entry in _entries(file):
            match entry.action:
                case "":
                    words.append(self._words(entry))
                case "merge_entities":
                    merges.append(entry.fields["merge_entities"])
                case "apart_entities":
                    never_one.append(entry.fields["apart_entities"])
                case _:
                    events.append(self._event(entry))
        return Corrections(
            tuple(words),
            tuple(events),
            tuple(merges),
            tuple(never_one),
        )

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
        if entry.action in ("diverge", "agree"):
            claims, subject = subject, ()
        elif entry.action == "add":
            fields["title"], subject = subject, ()
        # A sentence is found again by its words, wherever in the article it moves.
        refs = [ClaimRef(self._id(claim.article), claim.quote) for claim in claims]
        return EventCorrection(
            key=entry.key,
            action=EventAction(entry.action),
            events=(subject,) if isinstance(subject, str) else subject,
            claims=tuple(refs),
            **fields,
        )


class _Entry(NamedTuple):
    """One decision of `corrections.yml` that is as it should be."""

    key: str
    """Names it in reports."""

    action: str
    """The key that says what is decided of events or entities; empty for a decision about words."""

    fields: dict[str, Any]


def _entries(file: YamlFile) -> Iterator[_Entry]:
    values = file.value if isinstance(file.value, list) else []
    for number, value in enumerate(values):
        place = (number,)
        written = _mapping(value)
        action = next((key for key in schema.DECISIONS if key in written), "")
        expected = schema.DECISIONS.get(action, schema.WordsEntry)
        found = checked(expected, value, file, place)
        if found is None:
            continue
        if not action and found.model_fields_set.isdisjoint(_DECISIONS):
            keys = ", ".join(_DECISIONS)
            hint = f"Ajoutez l’une des clés {keys}."
            file.report(place, "décision attendue, aucune trouvée", hint)
            continue
        line = file.lines.get(place, 0)
        key = f"corrections.yml, entrée {number + 1} (ligne {line})"
        yield _Entry(key, action, dict(found))


def _mapping(value: Value) -> dict[str, Value]:
    """The value where it is a block of keys; an empty one elsewhere, which has been told where it was checked."""
    return value if isinstance(value, dict) else {}


def _named(
    entry: type[Model],
    values: dict[str, Value],
    file: YamlFile,
    place: Place = (),
) -> Iterator[tuple[str, Model]]:
    """Entries under ids of the author's, those that are as they should be."""
    for name, value in values.items():
        inner = (*place, name)
        if not ID.fullmatch(name):
            what = f"identifiant attendu (a-z, 0-9, tiret), « {name} » trouvé"
            example = slug(name)
            file.report(inner, what, f"Par exemple « {example} ».")
        elif found := checked(entry, value, file, inner):
            yield name, found


def _article(entry: schema.ArticleEntry) -> ArticleSettings:
    fields = dict(entry)
    if entry.published:
        fields["published"] = Published(**dict(entry.published))
    return ArticleSettings(**fields)
