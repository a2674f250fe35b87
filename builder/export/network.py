"""Who is named with whom, as a graph of persons and bodies: GEXF 1.2 and GraphML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from builder.export.documents import xml_text
from builder.model.mention import EntityType
from builder.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.export.material import Material
    from builder.model.dossier import Annotated

_ACTORS = (EntityType.PER, EntityType.ORG)


def gexf(material: Material) -> str:
    """The graph for Gephi; without the day on which it was written, so that it depends on the dossier alone."""
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(_graph(material))
    root = writer.xml
    for meta in root.findall("meta"):
        root.remove(meta)
    ET.indent(root)
    return xml_text(root)


def graphml(material: Material) -> str:
    """The same graph for all else that reads graphs."""
    writer = GraphMLWriter(_graph(material))
    root = writer.xml
    ET.indent(root)
    return xml_text(root)


def _graph(material: Material) -> nx.Graph:
    """Nodes: persons and bodies with how often and in which years they are named. Edges: sentences that name both."""
    graph = nx.Graph()
    published = _years(material)
    for entity in material.dossier.entities.values():
        where = material.naming.get(entity.id, ())
        if entity.type not in _ACTORS or not where:
            continue
        graph.add_node(
            entity.id,
            label=shown(entity.name),
            type=entity.type.value,
            description=shown(entity.description),
            wikidata=entity.wikidata,
            mentions=len(where),
            annees=_written(published.get(a.article.id) for a, _ in where),
        )
    for relation in material.dossier.relations:
        if relation.first not in graph or relation.second not in graph:
            continue
        articles = [article for article, _ in relation.evidence]
        graph.add_edge(
            relation.first,
            relation.second,
            weight=relation.weight,
            articles=len(set(articles)),
            annees=_written(map(published.get, articles)),
        )
    return graph


def _years(material: Material) -> dict[str, int]:
    """The year of each article of which it is known."""
    found = {}
    for annotated in material.dossier.articles:
        year = _year(annotated)
        if year is not None:
            found[annotated.article.id] = year
    return found


def _year(annotated: Annotated) -> int | None:
    moment = annotated.article.published.date
    if moment is None or moment.earliest is None or moment.latest is None:
        return None
    same = moment.earliest.year == moment.latest.year
    return moment.earliest.year if same else None


def _written(years: Iterable[int | None]) -> str:
    """Each year once, in order: neither format has lists of numbers."""
    known = {year for year in years if year is not None}
    return " ".join(map(str, sorted(known)))
