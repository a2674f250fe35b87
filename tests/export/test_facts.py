"""No fact is lost that a format can hold: each is looked for at the place that the table of formats names."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from builder import export
from builder.config import Settings
from builder.export.record import speakers
from builder.lang.kinds import kind_name
from builder.lang.pack import language_pack
from builder.lang.schema_data import FormatWords
from builder.model.edtf import Precision
from builder.model.mention import NAMES, EntityType, LinkStatus
from builder.model.quote import QuoteKind
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.model.dossier import Dossier
    from builder.model.event import Event

WORDS = language_pack("fr").words(FormatWords)
PLACES = [
    (file, fact, place)
    for file, facts in WORDS.formats.items()
    for fact, place in facts.items()
]
XML = (".gexf", ".graphml", ".xml")

OF_OUTLET = {
    "outlet": "Le Monde",
    "author": "Marie Dupont",
    "url": "https://a.invalid/b",
}

# --- Which part of the dossier a format is about -----------------------------------------------------------------------


def types(*named: EntityType) -> Callable[[Dossier], Dossier]:
    def kept(dossier: Dossier) -> Dossier:
        held = {n: e for n, e in dossier.entities.items() if e.type in named}
        pairs = (r for r in dossier.relations if {r.first, r.second} <= held.keys())
        return replace(dossier, entities=held, relations=tuple(pairs))

    return kept


def events(keep: Callable[[Event], object]) -> Callable[[Dossier], Dossier]:
    return lambda dossier: replace(dossier, events=tuple(filter(keep, dossier.events)))


def placed(dossier: Dossier) -> Dossier:
    known = {
        name: entity
        for name, entity in dossier.entities.items()
        if entity.type is EntityType.LOC and entity.coordinates
    }
    there = events(lambda e: {*e.places} & known.keys())(dossier)
    kept = (
        replace(e, places=tuple(p for p in e.places if p in known))
        for e in there.events
    )
    return replace(there, entities=known, events=tuple(kept))


def is_kept_day(event: Event) -> bool:
    moment = event.moment
    return (
        moment is not None
        and moment.precision is Precision.DAY
        and not (moment.approximate or moment.uncertain)
        and event.modality.value in ("asserted", "reported", "planned", "conditional")
    )


ABOUT = {
    "reseau.gexf": types(EntityType.PER, EntityType.ORG),
    "reseau.graphml": types(EntityType.PER, EntityType.ORG),
    "lieux.geojson": placed,
    "frise.json": events(lambda e: e.moment and e.moment.earliest),
    "chronologie.ics": events(is_kept_day),
}
"""What a format leaves out by its nature, as the page of data says."""

# --- What the dossier knows --------------------------------------------------------------------------------------------


def facts(dossier: Dossier) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {fact: set() for fact in WORDS.facts}
    names = {entity.id: entity.name for entity in dossier.entities.values()}

    def say(fact: str, *values: object) -> None:
        known[fact] |= {flat(str(v)) for v in values if v not in (None, "")}

    for told in dossier.articles:
        article = told.article
        published = article.published.date
        say("article.id", article.id)
        say("article.title", label(article))
        say("article.published", published and published.edtf)
        say("article.outlet", article.outlet)
        say("article.author", article.author)
        say("article.url", article.url)
        say("article.language", article.language)
        say("sentence.words", *(s.span.of(article.text) for s in told.sentences))
        for link in told.links:
            if link.verdict is LinkStatus.REFUSED:
                continue
            say("mention.words", link.mention.surface)
            say("mention.place", link.mention.span.start)
            say("mention.type", link.mention.type.value)
            if link.verdict is not LinkStatus.AMBIGUOUS:
                say("mention.entity", *(e for e in link.entities if e in names))
        for timex in told.timexes:
            say("time.words", timex.span.of(article.text))
            say("time.value", timex.value)
        for quote in told.quotes:
            say("quote.words", quote.span.of(article.text))
            say("quote.kind", quote.kind.value)
            say("quote.speaker", *speakers(quote, article.text, names))
    for entity in dossier.entities.values():
        say("entity.name", entity.name)
        say("entity.type", entity.type.value)
        say("entity.alias", *entity.aliases)
        say("entity.description", entity.description)
        say("entity.wikidata", entity.wikidata)
        say("entity.latitude", *(entity.coordinates or ())[:1])
        say("entity.office", *(dossier.offices[t.office].name for t in entity.tenures))
    say_events(dossier, say)
    say("relation.weight", *(r.weight for r in dossier.relations))
    say("related.weight", *(r.weight for r in dossier.related))
    say("proposal.score", *(p.score for p in dossier.proposals))
    say("doubt.what", *(d.what for d in dossier.doubts))
    return known


def say_events(dossier: Dossier, say: Callable[..., None]) -> None:
    texts = {told.article.id: told for told in dossier.articles}
    for event in dossier.events:
        say("event.title", event.title)
        say("event.date", event.moment and event.moment.edtf)
        say("event.kind", event.kind)
        say("event.modality", event.modality.value)
        say("event.actor", *(p.entity for p in event.participants))
        say("event.place", *event.places)
        for mention in event.mentions:
            say("event.article", mention.article)
            told = texts[mention.article]
            (sentence,) = (s for s in told.sentences if s.id == mention.sentence)
            say("event.words", sentence.span.of(told.article.text))


# --- How a format writes it --------------------------------------------------------------------------------------------

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
DAYS_ONLY = (
    "frise.json",
    "dossier.ftm.jsonl",
    "dossier.jsonld",
    "articles.ris",
    "articles.csl.json",
    "chronologie.ics",
)
"""Formats without EDTF: of them only a year, a month and a day are asked."""

WRITTEN = {
    ("articles.bib", "article.author"): "Dupont, Marie",
    ("articles.ris", "article.author"): "Dupont, Marie",
    ("articles.csl.json", "article.author"): "Dupont",
    ("articles.bib", "article.language"): "french",
    ("dossier.ftm.jsonl", "article.language"): "fra",
}
BY_NAME = {
    ("chronologie.csv", "event.actor"),
    ("chronologie.csv", "event.place"),
    ("dossier.ftm.jsonl", "event.place"),
    ("chronologie.ics", "event.place"),
}
REFERENCES = (
    "article.id",
    "mention.entity",
    "event.actor",
    "event.place",
    "event.article",
    "entity.wikidata",
)
PLAIN = ("frise.json", "chronologie.ics")
BY_ID = {("corpus.tei.xml", "quote.speaker"), ("dossier.jsonld", "quote.speaker")}
"""Of who speaks without being known there is no id."""

KINDS_IN_WORDS = ("frise.json", "chronologie.ics")
WITHIN = (".words", ".title", ".article", ".latitude", "ics event.place")
"""Facts that stand among others in one value."""


def expected(file: str, fact: str, dossier: Dossier) -> set[str]:
    about = ABOUT.get(file, lambda whole: whole)(dossier)
    values = facts(about)[fact]
    names = {entity.id: entity.name for entity in dossier.entities.values()}
    if (file, fact) in WRITTEN:
        return {WRITTEN[file, fact]}
    if (file, fact) in BY_NAME:
        return {flat(names[value]) for value in values}
    if (file, fact) in BY_ID:
        ids = {flat(name): entity for entity, name in names.items()}
        return {ids[value] for value in values if value in ids}
    if fact.endswith((".date", ".published")) and file in DAYS_ONLY:
        return set(filter(_ISO.fullmatch, values))
    if fact == "event.kind" and file in KINDS_IN_WORDS:
        return {flat(kind_name("fr", value)) for value in values}
    if file == "dossier.ftm.jsonl" and fact.endswith((".id", ".actor", ".article")):
        known = {*about.entities, *(a.article.id for a in about.articles)}
        # Its ids take no underscore.
        return {v.replace("_", ".u") for v in values if v in known}
    if file == "corpus.tei.xml" and fact == "time.value":
        # "Quelques jours" have no value there.
        return {value for value in values if "X" not in value}
    return values


def about_names(dossier: Dossier) -> Dossier:
    """What the stream knows: names, no descriptions; persons, bodies and places."""
    known = types(EntityType.PER, EntityType.ORG, EntityType.MEDIA, EntityType.LOC)
    kept = known(dossier)
    return replace(
        kept,
        articles=tuple(
            replace(
                told,
                links=tuple(
                    link
                    for link in told.links
                    if link.mention.kind in NAMES
                    and kept.entities.keys() & set(link.entities)
                ),
            )
            for told in kept.articles
        ),
    )


def about_sentences(dossier: Dossier) -> Dossier:
    """A quotation over several sentences has several elements; of a term in its marks TEI does not say whose it is."""
    return replace(
        dossier,
        articles=tuple(
            replace(
                told,
                quotes=tuple(
                    quote
                    for quote in told.quotes
                    if quote.kind is not QuoteKind.TERM
                    and any(s.span.covers(quote.span) for s in told.sentences)
                ),
            )
            for told in dossier.articles
        ),
    )


ABOUT["dossier.ftm.jsonl"] = about_names
ABOUT["corpus.tei.xml"] = about_sentences


# --- What stands in the file -------------------------------------------------------------------------------------------


def flat(value: str) -> str:
    """The words on one line, without mark-up; a number without an empty fraction."""
    words = " ".join(re.sub(r"<[^>]*>", " ", html.unescape(value)).split())
    return words.removesuffix(".0")


def found(file: str, fact: str, place: str, files: dict[str, str]) -> set[str]:
    places = [place] if file.endswith(XML) else place.split(" | ")
    values = [value for each in places for value in read(file, each, files)]
    if (fact in REFERENCES and file not in PLAIN) or (file, fact) in BY_ID:
        values = [each for value in values for each in ids(file, value)]
    if file.startswith("annotations") and fact.startswith(("event.", "quote.")):
        values = [value.rpartition(":")[2] or value for value in values]
    if fact.endswith((".date", ".published")):
        values = [day(value) for value in values]
    return set(map(flat, values))


def ids(file: str, value: str) -> Iterator[str]:
    """Our ids out of addresses, references, and the ids of a stream."""
    if file == "dossier.ftm.jsonl" and value.count(".") > 1:
        yield ".".join(value.split(".")[1:-1])
    elif file == "flux.xml":
        yield value.rpartition(":")[2]
    else:
        for each in value.split() if value.startswith("#") else [value]:
            name = each.strip("/").rpartition("/")[2]
            yield re.sub(r"^#?(?:e|a)\.|\.p\d+s\d+$", "", name)


def day(value: str) -> str:
    if re.fullmatch(r"\d{8}", value):
        return f"{value[:4]}-{value[4:6]}-{value[6:]}"
    return value.rstrip("/").replace("/", "-") if value.endswith("/") else value


def read(file: str, place: str, files: dict[str, str]) -> Iterable[str]:
    if file.startswith("annotations"):
        texts = [
            text for name, text in files.items() if name.startswith("annotations/")
        ]
        return [v for text in texts for v in in_json(json.loads(text), place)]
    text = files[file]
    if file.endswith(XML):
        return in_xml(text, place)
    if file.endswith(".csv"):
        rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        return [value for row in rows for value in row[place].split(" | ")]
    if file.endswith(".jsonl"):
        return in_json([*map(json.loads, text.splitlines())], place)
    if file.endswith(".bib"):
        return re.findall(rf"^  {place} = \{{(.*)\}},$", text, re.MULTILINE)
    if file.endswith(".ris"):
        return re.findall(rf"^{place}  - (.*)$", text.replace("\r", ""), re.MULTILINE)
    if file.endswith(".ics"):
        lines = text.replace("\r\n ", "").replace("\r", "")
        values = re.findall(rf"^{place}:(.*)$", lines, re.MULTILINE)
        return [re.sub(r"\\([,;\\])", r"\1", v.replace(r"\n", " ")) for v in values]
    return in_json(json.loads(text), place)


def in_xml(text: str, place: str) -> Iterator[str]:
    root = etree.fromstring(text.encode())
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    for node in root.xpath(place):
        yield node if isinstance(node, str) else "".join(node.itertext())


def in_json(value: object, place: str) -> Iterator[str]:
    step, _, rest = place.partition("/")
    key, _, kind = step.rstrip("]").partition("[")
    if isinstance(value, list) and not (value and all(type(v) is int for v in value)):
        for each in value:
            yield from in_json(each, place)
    elif not place:
        yield leaf(value)
    elif isinstance(value, dict):
        below = value.get(key) if key else value
        for each in below if isinstance(below, list) else [below]:
            if isinstance(each, list) or not kind or kind in kinds(each):
                yield from in_json(each, rest)


def kinds(value: object) -> list[str]:
    names = ("@type", "type", "schema", "purpose", "motivation")
    return (
        [value[name] for name in names if name in value]
        if isinstance(value, dict)
        else []
    )


def leaf(value: object) -> str:
    if isinstance(value, dict) and "@id" in value:
        return str(value["@id"])
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        return "-".join(f"{part:02d}" for part in value)
    return "" if value is None else str(value)


# --- The facts ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dossier(seeds_dossier: Dossier) -> Dossier:
    """The seeds, each with a newspaper, an author and an address; what has a day also has a place."""
    told = (
        replace(a, article=replace(a.article, **OF_OUTLET))
        for a in seeds_dossier.articles
    )
    there = (
        replace(e, places=("kiev",)) if is_kept_day(e) else e
        for e in seeds_dossier.events
    )
    return replace(seeds_dossier, articles=tuple(told), events=tuple(there))


@pytest.fixture(scope="module")
def files(dossier: Dossier) -> dict[str, str]:
    made = export.exports(dossier, Settings())
    return {name.removeprefix("donnees/"): text.decode() for name, text in made.items()}


@pytest.mark.parametrize(("file", "fact", "place"), PLACES)
def test_a_fact_stands_where_the_table_says(file, fact, place, dossier, files):
    wanted = expected(file, fact, dossier)
    there = found(file, fact, place, files)
    assert wanted
    missing = wanted - there
    if f"{file} {fact}".endswith(WITHIN):
        missing = {value for value in missing if not any(value in t for t in there)}
    assert missing == set()


def test_the_document_says_every_fact():
    assert [*WORDS.formats["dossier.json"]] == [*WORDS.facts]


def test_every_format_but_those_that_describe_others_is_in_the_table():
    described = {"dossier.schema.json", "datapackage.json"}
    assert WORDS.formats.keys() == export.FORMATS.keys() - described
