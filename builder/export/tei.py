"""The corpus in TEI P5: the articles with what was found in them, and a stand-off list of who and what they name.

Words carry `persName`, `orgName`, `placeName`, `rs`, `date` and `said`; where an element ends with the sentence or with
another one and goes on after it, the second piece names the first by `prev`. A sentence that rights keep back is a `gap`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from builder.export import tei_inline
from builder.export.documents import WIKIDATA, xml_text
from builder.export.tei_dates import datable, lasting
from builder.model.article import BlockKind
from builder.model.mention import EntityType
from builder.text.escape import shown, url
from builder.text.label import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.export.material import Material
    from builder.model.article import Block, Sentence
    from builder.model.dossier import Annotated, Relation
    from builder.model.entity import Entity
    from builder.model.event import Event

_TEI = "http://www.tei-c.org/ns/1.0"
_LISTS = {
    "listPerson": ("person", "persName", (EntityType.PER,)),
    "listOrg": ("org", "orgName", (EntityType.ORG, EntityType.MEDIA)),
    "listPlace": ("place", "placeName", (EntityType.LOC,)),
    "list": (
        "item",
        "name",
        (EntityType.EVENT, EntityType.PRODUCT, EntityType.NORP),
    ),
}
_TITLES = (BlockKind.TITLE, BlockKind.HEADING)


def corpus(material: Material) -> str:
    """One `teiCorpus`; without an article, which TEI does not allow in one, a `TEI` whose text says nothing."""
    dossier = material.dossier
    root = ET.Element("teiCorpus", {"xmlns": _TEI, "xml:lang": dossier.language})
    origin = _header(root, dossier.title)
    _add(origin, "p", dossier.description)
    _stand_off(root, material)
    for annotated in dossier.articles:
        _article(root, annotated, material)
    if not dossier.articles:
        root.tag = "TEI"
        body = ET.SubElement(ET.SubElement(root, "text"), "body")
        ET.SubElement(body, "p")
    return xml_text(root)


def _add(
    parent: ET.Element, tag: str, text: str = "", /, **attributes: str
) -> ET.Element:
    """A child with its text; attributes without a value are left out."""
    kept = {key: value for key, value in attributes.items() if value}
    child = ET.SubElement(parent, tag, kept)
    child.text = shown(text) or None
    return child


def _header(parent: ET.Element, title: str) -> ET.Element:
    """What TEI demands of every text: title, publication and source, which is still to be told."""
    description = _add(_add(parent, "teiHeader"), "fileDesc")
    _add(_add(description, "titleStmt"), "title", title)
    _add(_add(description, "publicationStmt"), "p")
    return _add(description, "sourceDesc")


def _stand_off(root: ET.Element, material: Material) -> None:
    entities = list(material.dossier.entities.values())
    events = material.dossier.events
    if not entities and not events:
        return
    lists = _add(root, "standOff")
    for name, (item, naming, types) in _LISTS.items():
        held = [entity for entity in entities if entity.type in types]
        if held:
            found = _add(lists, name)
            for entity in held:
                element = _entity(found, entity, item, naming)
                if item == "person":
                    _offices(element, entity, material)
    if events:
        told = _add(lists, "listEvent")
        for event in events:
            _event(told, event, material)
    if material.dossier.relations:
        pairs = _add(lists, "listRelation")
        for relation in material.dossier.relations:
            _relation(pairs, relation, material)


def _entity(parent: ET.Element, entity: Entity, item: str, naming: str) -> ET.Element:
    element = _add(parent, item, **{"xml:id": f"e.{entity.id}"})
    if item == "item":
        name = _add(element, "name", entity.name, type=entity.type.value)
    else:
        name = _add(element, naming, entity.name)
    if entity.wikidata:
        name.set("ref", f"{WIKIDATA}{entity.wikidata}")
    for alias in entity.aliases:
        _add(element, naming, alias, type="alias" if item != "item" else "")
    if item == "place" and entity.coordinates:
        latitude, longitude = entity.coordinates
        _add(_add(element, "location"), "geo", f"{latitude} {longitude}")
    if entity.description:
        _add(element, "note", entity.description)
    return element


def _offices(person: ET.Element, entity: Entity, material: Material) -> None:
    for tenure in entity.tenures:
        if office := material.dossier.offices.get(tenure.office):
            _add(person, "occupation", office.name, **lasting(tenure.start, tenure.end))


def _relation(parent: ET.Element, relation: Relation, material: Material) -> None:
    """Two that sentences name together, with how often and where."""
    pair = [_reference(each, material) for each in (relation.first, relation.second)]
    if all(pair):
        sentences = [f"#{_sentence_id(*each)}" for each in relation.evidence]
        _add(
            parent,
            "relation",
            name="together",
            mutual=" ".join(pair),
            n=str(relation.weight),
            corresp=" ".join(sentences),
        )


def _event(parent: ET.Element, event: Event, material: Material) -> None:
    dates = datable(event.moment) if event.moment else {}
    event_id = {"xml:id": f"f.{event.id}"}
    element = _add(parent, "event", **event_id, type=event.kind, **dates)
    _add(element, "label", event.title)
    _add(element, "desc", event.modality.value, type="modality")
    for participant in event.participants:
        name = material.names.get(participant.entity, participant.entity)
        part = _add(element, "desc", type=participant.part.value)
        _add(part, "rs", name, ref=_reference(participant.entity, material))
    for place in event.places:
        name = material.names.get(place, place)
        where = _add(element, "desc", type="place")
        _add(where, "rs", name, ref=_reference(place, material))
    for mention in event.mentions:
        sentence = f"#{_sentence_id(mention.article, mention.sentence)}"
        _add(element, "ptr", target=sentence)


def _reference(entity: str, material: Material) -> str:
    """The address of an entity in the list; empty for one that is not in it."""
    return f"#e.{entity}" if entity in material.dossier.entities else ""


def _sentence_id(article: str, sentence: str) -> str:
    return f"a.{article}.{sentence}"


def _article(root: ET.Element, annotated: Annotated, material: Material) -> None:
    article = annotated.article
    text = _add(root, "TEI", **{"xml:id": f"a.{article.id}"})
    origin = _header(text, label(article))
    source = _add(origin, "bibl")
    _add(source, "title", label(article), level="a")
    if article.author:
        _add(source, "author", article.author)
    if article.outlet:
        _add(source, "title", article.outlet, level="j")
    published = article.published.date
    if published:
        _add(source, "date", published.edtf, **datable(published))
    if address := url(article.url):
        _add(source, "ref", address, target=address)
    body = _add(_add(text, "text", **{"xml:lang": article.language}), "body")
    _body(body, annotated, material)


def _body(body: ET.Element, annotated: Annotated, material: Material) -> None:
    """Divisions, each with its headings before its paragraphs."""
    writer = tei_inline.Writer(annotated, material.dossier.entities)
    division = _add(body, "div")
    is_headed = True
    for block, sentences in _blocks(annotated):
        is_title = block.kind in _TITLES
        if is_title and not is_headed:
            division = _add(body, "div")
        is_headed = is_title
        element = _add(division, "head" if is_title else "p")
        for sentence in sentences:
            name = _sentence_id(annotated.article.id, sentence.id)
            if (annotated.article.id, sentence.id) in material.words:
                element.append(writer.sentence(sentence.span, name))
            else:
                hidden = _add(element, "s", **{"xml:id": name})
                _add(hidden, "gap", reason="rights")
    if len(division) == 0:
        _add(division, "p")


def _blocks(annotated: Annotated) -> Iterator[tuple[Block, Iterable[Sentence]]]:
    """Each block that tells something with its sentences, in the order of the text."""
    held: dict[int, list[Sentence]] = {}
    for sentence in annotated.sentences:
        held.setdefault(sentence.block, []).append(sentence)
    for number, sentences in held.items():
        yield annotated.article.blocks[number], sentences
