"""From what the author wrote to the values that the stages use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.config import schema
from builder.config.checked import Model, checked, nearest
from builder.config.settings import ArticleSettings, Settings
from builder.errors import Severity
from builder.model.article import Published
from builder.model.correction import (
    ClaimRef,
    Correction,
    Corrections,
    EventAction,
    EventCorrection,
)
from builder.model.entity import Entity, Office, Tenure
from builder.text.slug import article_id, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.config.yaml_file import Place, Value, YamlFile

_DECISIONS = ("entity", "reject", "type", "date", "speaker", "modality", "kind")


class Author:
    """Reads the author's files against the articles that there are."""

    def __init__(self, file_names: Iterable[str]) -> None:
        """Take the names of the article files; the author may name each by its id, its file or its file's stem."""
        self._articles: dict[str, str] = {}
        for name in file_names:
            known = article_id(name)
            self._articles |= {
                known: known,
                name: known,
                name.rpartition(".")[0]: known,
            }

    def settings(self, file: YamlFile) -> Settings:
        """What `dossier.yml` says; the defaults where it is empty or wrong."""
        found = checked(
            schema.DossierFile, file.value if file.value is not None else {}, file
        )
        for name in _mapping(_mapping(file.value).get("articles")):
            if name not in self._articles:
                hint = nearest(
                    name, sorted(set(self._articles.values())), "Articles présents"
                )
                what = f"article de seeds/ attendu, « {name} » trouvé"
                file.report(("articles", name), what, hint, Severity.WARNING)
        if found is None:
            return Settings()
        told = (
            (name, entry) for name, entry in found.articles.items() if entry is not None
        )
        articles = {
            self._articles.get(name, name): _article(entry) for name, entry in told
        }
        return Settings(**{**dict(found), "articles": articles})

    def entities(self, file: YamlFile) -> tuple[tuple[Entity, ...], tuple[Office, ...]]:
        """What `entities.yml` says: entities by id, and under `offices` the offices the program does not know."""
        entries = dict(_mapping(file.value))
        if file.value is not None and not isinstance(file.value, dict):
            file.report(
                (),
                "blocs de clés attendus (un identifiant, puis ce qu’on en sait), autre chose trouvé",
            )
        offices = _named(
            schema.OfficeEntry,
            _mapping(entries.pop("offices", None)),
            file,
            ("offices",),
        )
        known = tuple(
            Office(id=name, source=file.name, **dict(office))
            for name, office in offices
        )
        entities = _named(schema.EntityEntry, entries, file)
        return tuple(
            _entity(name, entity, file.name) for name, entity in entities
        ), known

    def corrections(self, file: YamlFile) -> Corrections:
        """What `corrections.yml` says, in its order. Words and articles that are not there are told where they are sought."""
        words: list[Correction] = []
        events: list[EventCorrection] = []
        groups: dict[str, list[tuple[str, ...]]] = {name: [] for name in schema.GROUPS}
        if file.value is not None and not isinstance(file.value, list):
            file.report(
                (),
                "liste attendue (chaque décision commence par un tiret), autre chose trouvé",
            )
        for number, value in enumerate(
            file.value if isinstance(file.value, list) else []
        ):
            place = (number,)
            key = f"corrections.yml, entrée {number + 1} (ligne {file.lines.get(place, 0)})"
            action = next(
                (name for name in schema.DECISIONS if name in _mapping(value)), ""
            )
            entry = checked(
                schema.DECISIONS.get(action, schema.WordsEntry), value, file, place
            )
            if entry is None:
                continue
            fields = dict(entry)
            if action in groups:
                groups[action].append(fields[action])
            elif action:
                events.append(self._event(action, fields, key))
            elif entry.model_fields_set.isdisjoint(_DECISIONS):
                hint = f"Ajoutez l’une des clés {', '.join(_DECISIONS)}."
                file.report(place, "décision attendue, aucune trouvée", hint)
            else:
                article = self._articles.get(fields["article"], fields["article"])
                words.append(Correction(**{**fields, "key": key, "article": article}))
        merges, aparts = (tuple(groups[name]) for name in schema.GROUPS)
        return Corrections(tuple(words), tuple(events), merges, aparts)

    def _event(self, action: str, fields: dict[str, Any], key: str) -> EventCorrection:
        subject = fields.pop(action)
        claims = fields.pop("claims", ())
        if action in ("diverge", "agree"):
            claims, subject = subject, ()
        elif action == "add":
            fields["title"], subject = subject, ()
        refs = tuple(
            ClaimRef(self._articles.get(c.article, c.article), c.quote) for c in claims
        )
        ids = (subject,) if isinstance(subject, str) else subject
        return EventCorrection(
            key=key, action=EventAction(action), events=ids, claims=refs, **fields
        )


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _named(
    entry: type[Model], values: dict[str, Value], file: YamlFile, place: Place = ()
) -> Iterator[tuple[str, Model]]:
    """Entries under ids of the author's, those that are as they should be."""
    for name, value in values.items():
        if not schema.ID.fullmatch(name):
            what = f"identifiant attendu (a-z, 0-9, tiret), « {name} » trouvé"
            file.report((*place, name), what, f"Par exemple « {slug(name)} ».")
        elif found := checked(entry, value, file, (*place, name)):
            yield name, found


def _article(entry: schema.ArticleEntry) -> ArticleSettings:
    published = Published(**dict(entry.published)) if entry.published else None
    return ArticleSettings(**{**dict(entry), "published": published})


def _entity(name: str, entry: schema.EntityEntry, source: str) -> Entity:
    tenures = tuple(Tenure(**dict(t)) for t in entry.tenures)
    return Entity(**{**dict(entry), "id": name, "tenures": tenures, "source": source})
