"""From what the author wrote to the values that the stages use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.config import schema
from builder.config.checked import checked, nearest
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
    from collections.abc import Iterable

    from builder.config.yaml_file import Place, Value, YamlFile

_DECISIONS = ("entity", "reject", "type", "date", "speaker", "modality", "kind")


class Author:
    """Reads the author's files against the articles that there are."""

    def __init__(self, file_names: Iterable[str]) -> None:
        """Take the names of the article files; the author may name each by its id, its file or its file's stem."""
        self._articles: dict[str, str] = {}
        for name in file_names:
            known = article_id(name)
            self._articles |= {known: known, name: known, name.rpartition(".")[0]: known}

    def settings(self, file: YamlFile) -> Settings:
        """What `dossier.yml` says; the defaults where it is empty or wrong."""
        found = checked(schema.DossierFile, file.value if file.value is not None else {}, file)
        for name in _mapping(_mapping(file.value).get("articles")):
            if name not in self._articles:
                hint = nearest(name, sorted(set(self._articles.values())), "Articles présents")
                what = f"article de seeds/ attendu, « {name} » trouvé"
                file.report(("articles", name), what, hint, Severity.WARNING)
        if found is None:
            return Settings()
        return Settings(
            title=found.title,
            description=found.description,
            language=found.language,
            model=found.model,
            rights=found.rights,
            max_bytes=found.max_bytes,
            articles={
                self._articles.get(name, name): _article_settings(entry)
                for name, entry in found.articles.items()
                if entry is not None
            },
        )

    def entities(self, file: YamlFile) -> tuple[tuple[Entity, ...], tuple[Office, ...]]:
        """What `entities.yml` says: entities by id, and under `offices` the offices the program does not know."""
        entries = _mapping(file.value)
        if file.value is not None and not isinstance(file.value, dict):
            file.report((), "blocs de clés attendus (un identifiant, puis ce qu’on en sait), autre chose trouvé")
        offices = [
            _office(name, office, file.name)
            for name, value in _mapping(entries.get("offices")).items()
            if _is_id(name, file, ("offices", name))
            and (office := checked(schema.OfficeEntry, value, file, ("offices", name)))
        ]
        entities = [
            _entity(name, entry, file.name)
            for name, value in entries.items()
            if name != "offices" and _is_id(name, file, (name,))
            if (entry := checked(schema.EntityEntry, value, file, (name,)))
        ]
        return tuple(entities), tuple(offices)

    def corrections(self, file: YamlFile) -> Corrections:
        """What `corrections.yml` says, in its order. Words and articles that are not there are told where they are sought."""
        words: list[Correction] = []
        events: list[EventCorrection] = []
        merges: list[tuple[str, ...]] = []
        aparts: list[tuple[str, ...]] = []
        if file.value is not None and not isinstance(file.value, list):
            file.report((), "liste attendue (chaque décision commence par un tiret), autre chose trouvé")
        for number, value in enumerate(file.value if isinstance(file.value, list) else []):
            place: Place = (number,)
            key = f"corrections.yml, entrée {number + 1} (ligne {file.lines.get(place, 0)})"
            action = next((name for name in schema.EVENTS if name in _mapping(value)), None)
            if action is not None:
                if (decided := self._event(action, value, file, place, key)) is not None:
                    events.append(decided)
            elif "merge_entities" in _mapping(value):
                if merged := checked(schema.MergeEntitiesEntry, value, file, place):
                    merges.append(merged.merge_entities)
            elif "apart_entities" in _mapping(value):
                if apart := checked(schema.ApartEntitiesEntry, value, file, place):
                    aparts.append(apart.apart_entities)
            elif (entry := checked(schema.WordsEntry, value, file, place)) is not None:
                words.extend(self._words(entry, file, place, key))
        return Corrections(tuple(words), tuple(events), tuple(merges), tuple(aparts))

    def _words(self, entry: schema.WordsEntry, file: YamlFile, place: Place, key: str) -> list[Correction]:
        if not any(name in entry.model_fields_set for name in _DECISIONS):
            file.report(place, "décision attendue, aucune trouvée", f"Ajoutez l’une des clés {', '.join(_DECISIONS)}.")
            return []
        fields = {**dict(entry), "article": self._articles.get(entry.article, entry.article)}
        return [Correction(key=key, **fields)]

    def _event(self, action: str, value: Value, file: YamlFile, place: Place, key: str) -> EventCorrection | None:
        entry = checked(schema.EVENTS[action], value, file, place)
        if entry is None:
            return None
        fields = dict(entry)
        subject = fields.pop(action)
        claims = fields.pop("claims", ())
        if action in ("diverge", "agree"):
            claims, subject = subject, ()
        elif action == "add":
            fields["title"], subject = subject, ()
        refs = tuple(ClaimRef(self._articles.get(c.article, c.article), c.quote) for c in claims)
        ids = (subject,) if isinstance(subject, str) else subject
        return EventCorrection(key=key, action=EventAction(action), events=ids, claims=refs, **fields)


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _is_id(name: str, file: YamlFile, place: Place) -> bool:
    if schema.ID.fullmatch(name):
        return True
    file.report(place, f"identifiant attendu (a-z, 0-9, tiret), « {name} » trouvé", f"Par exemple « {slug(name)} ».")
    return False


def _article_settings(entry: schema.ArticleEntry) -> ArticleSettings:
    published = entry.published
    return ArticleSettings(
        title=entry.title,
        published=Published(published.value, published.basis, published.reason) if published else None,
        outlet=entry.outlet,
        author=entry.author,
        url=entry.url,
        rights=entry.rights,
    )


def _entity(name: str, entry: schema.EntityEntry, source: str) -> Entity:
    fields = dict(entry)
    tenures = tuple(Tenure(t.office, t.start, t.end) for t in fields.pop("offices"))
    return Entity(id=name, tenures=tenures, source=source, **fields)


def _office(name: str, entry: schema.OfficeEntry, source: str) -> Office:
    return Office(id=name, source=source, **dict(entry))
