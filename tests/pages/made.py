"""Dossiers made for the pictures: every name, date and event follows from the sizes asked for."""

from __future__ import annotations

from builder.model.article import (
    Article,
    Basis,
    Block,
    BlockKind,
    Published,
    Sentence,
    Span,
)
from builder.model.dates import parse_edtf
from builder.model.dossier import Annotated, Dossier, Relation
from builder.model.entity import Entity
from builder.model.event import Event, EventMention, Modality, Participant, Role
from builder.model.mention import EntityType, Link, LinkStatus, Mention, MentionKind

PLACES = {
    "kiev": ("Kiev", 50.45, 30.52), "moscou": ("Moscou", 55.75, 37.62), "boutcha": ("Boutcha", 50.55, 30.21),
    "koursk": ("Koursk", 51.73, 36.19), "paris": ("Paris", 48.86, 2.35), "londres": ("Londres", 51.51, -0.13),
    "washington": ("Washington", 38.9, -77.04), "riyad": ("Riyad", 24.71, 46.68), "anchorage": ("Anchorage", 61.2, -149.9),
    "pekin": ("Pékin", 39.9, 116.4), "kharkiv": ("Kharkiv", 49.99, 36.23), "odessa": ("Odessa", 46.48, 30.73),
}  # fmt: skip
FIRST = (
    "Volodymyr",
    "Anne-Sophie",
    "Jean",
    "Marie",
    "Vladimir",
    "Ursula",
    "Éric",
    "Björn",
    "Li",
    "Friedrich",
)
LAST = (
    "Zelensky",
    "von der Leyen",
    "Durand",
    "Œuvrard-Lemaître",
    "Wang",
    "Poutine",
    "Kovács",
    "Merz",
    "Okafor",
)
KINDS = (
    "call",
    "meeting",
    "attack",
    "statement",
    "agreement",
    "proposal",
    "sanction",
    "decision",
    "other",
    "visit",
)


def entity(n: int, places: int = 0) -> Entity:
    """Places first, then people and, every third, an organisation."""
    if n < places:
        key = sorted(PLACES)[n]
        name, lat, lon = PLACES[key]
        return Entity(
            key,
            EntityType.LOC,
            name,
            coordinates=(lat, lon),
            description=f"ville de {name}",
        )
    if n % 3 == 2:
        return Entity(f"org-{n}", EntityType.ORG, f"Organisation internationale n° {n}")
    return Entity(f"per-{n}", EntityType.PER, f"{FIRST[n % 10]} {LAST[n % 9]}")


def link(entity: Entity, at: int, kind: MentionKind = MentionKind.NAME) -> Link:
    """A link of a mention of that entity."""
    mention = Mention(
        Span(at, at + len(entity.name)), entity.name, kind, entity.type, "kb:name"
    )
    return Link(mention, LinkStatus.LINKED, (entity.id,), ("Nom connu.",))


def event(
    n: int, edtf: str | None, kind: str = "call", modality: Modality = Modality.ASSERTED
) -> Event:
    """An event with one claim."""
    moment = parse_edtf(edtf) if edtf else None
    article = f"a{n % 5}"
    claim = EventMention(
        f"{article}.p1s{n}", article, "p1s1", Span(0, 9), kind, Span(0, 4), moment, None,
        (Participant("per-1", Role.AGENT),), (), (), modality,
    )  # fmt: skip
    return Event(
        f"e{n}",
        kind,
        f"Fait n° {n} : ce que l’article en dit",
        moment,
        (claim,),
        modality,
    )


def annotated(n: int, edtf: str | None, links: tuple[Link, ...] = ()) -> Annotated:
    """An article of one sentence."""
    basis = Basis.STATED if edtf else Basis.UNKNOWN
    text = "x" * 100
    article = Article(
        f"a{n}", text, (Block(Span(0, 100), BlockKind.PARAGRAPH),),
        Published(parse_edtf(edtf) if edtf else None, basis), title=f"Article <{n}> & « suite »",
    )  # fmt: skip
    return Annotated(article, (Sentence("p1s1", Span(0, 100), 0),), (), links, (), ())


def dossier(
    articles: int = 5, actors: int = 12, events: int = 30, places: int = 6
) -> Dossier:
    """A dossier of those sizes, from 2014 to 2026, most of it in the last year."""
    entities = [entity(n, min(places, len(PLACES))) for n in range(actors)]
    notes = []
    for n in range(articles):
        month = n % 12
        edtf = (
            f"2025-{month + 1:02}"
            if n % 4 == 3
            else f"2025-{month + 1:02}-{n * 7 % 28 + 1:02}"
        )
        named = [
            e for k, e in enumerate(entities) if (n * 3 + k * k) % (k % 7 + 2) == 0
        ]
        links = tuple(
            link(e, 4 * i) for e in named for i in range((n + len(e.id)) % 5 + 1)
        )
        notes.append(annotated(n, edtf, links))
    told = []
    for n in range(events):
        dates = (
            f"2025-{n % 12 + 1:02}-{n * 5 % 28 + 1:02}", f"2025-{n % 12 + 1:02}", "2022-02-24", "2014-02", "2025-03-14~",
            "2017-01/2021-01", "2022-02-24/..", f"2026-01-{n % 28 + 1:02}", f"2025-0{n % 9 + 1}-1{n % 10}", None,
        )  # fmt: skip
        modality = Modality.PLANNED if n % 6 == 5 else Modality.ASSERTED
        told.append(
            event(
                n,
                dates[(n * n + n // 10) % 10],
                KINDS[(n * n // 3) % 10 if n % 2 else 0],
                modality,
            )
        )
    ids = [e.id for e in entities]
    pairs = [
        (a, b)
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
        if (len(a) * i + ids.index(b) * 7) % (i + 3) < 2
    ]
    relations = tuple(
        Relation(
            *sorted((a, b)), (i * 5) % 9 + 1, ((f"a{i % max(1, articles)}", "p1s1"),)
        )
        for i, (a, b) in enumerate(pairs)
    )
    return Dossier(
        "Dossier d’essai", "", "fr", tuple(notes), {e.id: e for e in sorted(entities, key=lambda e: e.id)}, {}, tuple(sorted(told, key=lambda e: e.date.sort_key if e.date else ("~~", "", e.id))),
        relations=tuple(sorted(relations)),
    )  # fmt: skip


def empty() -> Dossier:
    """A dossier with nothing in it."""
    return Dossier("Vide", "", "fr", (), {}, {}, ())
