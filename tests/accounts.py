"""Articles made by hand for tests of what sees the whole dossier: one paragraph a sentence, one claim a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from words import words_of

from builder.model.article import (
    Article,
    Basis,
    Block,
    BlockKind,
    Published,
    Rights,
    Sentence,
    Span,
)
from builder.model.dates import Anchor, AnchorKind, DatingType, Timex, parse_edtf
from builder.model.dossier import Annotated
from builder.model.entity import Entity, Office, Tenure
from builder.model.event import EventMention, Modality, Participant, Rank, Role
from builder.model.mention import EntityType, Link, LinkStatus, Mention, MentionKind

_ROWS = (
    ("donald-trump", "PER", "Donald Trump", "president-us"),
    ("vladimir-poutine", "PER", "Vladimir Poutine", "president-ru"),
    ("volodymyr-zelensky", "PER", "Volodymyr Zelensky", "president-ua"),
    ("steve-witkoff", "PER", "Steve Witkoff", "envoy-us"),
    ("etats-unis", "LOC", "États-Unis", ""),
    ("russie", "LOC", "Russie", ""),
    ("ukraine", "LOC", "Ukraine", ""),
    ("armee-ukrainienne", "ORG", "armée ukrainienne", ""),
    ("kiev", "LOC", "Kiev", ""),
    ("odessa", "LOC", "Odessa", ""),
)
_COUNTRY = {"armee-ukrainienne": "ukraine", "kiev": "ukraine", "odessa": "ukraine"}
_OF = {"us": "etats-unis", "ru": "russie", "ua": "ukraine"}
OFFICES = {o: Office(o, o, of=_OF[o[-2:]]) for _, _, _, o in _ROWS if o}
ENTITIES = {
    i: Entity(
        i,
        EntityType(t),
        name,
        tenures=(Tenure(o),) if o else (),
        country=_COUNTRY.get(i, ""),
    )
    for i, t, name, o in _ROWS
}


@dataclass(frozen=True)
class Tell:
    """One sentence and what it tells; `who` is ids, the first one the agent."""

    text: str
    trigger: str
    kind: str
    when: str = ""
    who: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    background: bool = False
    places: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


def account(
    article: str, published: str, *tells: Tell, rights: Rights = Rights.FULL
) -> Annotated:
    """The annotated article of these sentences."""
    text = "\n\n".join(t.text for t in tells)
    starts = [sum(len(t.text) + 2 for t in tells[:n]) for n in range(len(tells))]
    spans = [Span(s, s + len(t.text)) for s, t in zip(starts, tells, strict=True)]
    when = (
        Published(parse_edtf(published), Basis.STATED)
        if published
        else Published(None, Basis.UNKNOWN)
    )
    sentences = tuple(
        Sentence(f"p{n}s1", s, n - 1) for n, s in enumerate(spans, start=1)
    )
    return Annotated(
        Article(
            article,
            text,
            tuple(Block(s, BlockKind.PARAGRAPH) for s in spans),
            when,
            rights=rights,
        ),
        sentences,
        (),
        tuple(_links(text)),
        (),
        tuple(
            _claim(article, n, s, t)
            for n, (s, t) in enumerate(zip(spans, tells, strict=True), start=1)
        ),
        words=words_of(text, sentences),
    )


def _claim(article: str, n: int, span: Span, tell: Tell) -> EventMention:
    at = span.start + tell.text.index(tell.trigger)
    moment = parse_edtf(tell.when) if tell.when else None
    timex = Timex(
        Span(at, at),
        moment,
        DatingType.DATE,
        Anchor(AnchorKind.NONE),
        Basis.STATED,
        "…",
        "…",
    )
    parts = [Role.AGENT, *[Role.PATIENT] * len(tell.who)]
    return EventMention(
        id=f"{article}.p{n}s1",
        article=article,
        sentence=f"p{n}s1",
        span=span,
        kind=tell.kind,
        trigger=Span(at, at + len(tell.trigger)),
        date=moment,
        timex=timex if moment else None,
        participants=tuple(
            Participant(w, p) for w, p in zip(tell.who, parts, strict=False)
        ),
        places=tell.places,
        speakers=tell.speakers,
        modality=tell.modality,
        background=tell.background,
        rank=Rank.PRIMARY,
        title="" if tell.who else tell.text,
    )


def _links(text: str) -> list[Link]:
    found = []
    for entity in ENTITIES.values():
        for name in {entity.name, entity.name.split()[-1]}:
            at = text.find(name)
            while at >= 0:
                mention = Mention(
                    Span(at, at + len(name)),
                    name,
                    MentionKind.NAME,
                    entity.type,
                    "kb:name",
                )
                found.append(
                    Link(mention, LinkStatus.LINKED, (entity.id,), ("Nom connu.",))
                )
                at = text.find(name, at + len(name))
    return sorted(found, key=lambda k: (k.mention.span.start, -len(k.mention.span)))
