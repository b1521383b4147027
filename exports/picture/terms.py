"""The names the picture knows: namespaces, what counts as an entity, classes and the colour family of each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from ...builder.iris import FG as FG_BASE

FG = Namespace(FG_BASE)
OA = Namespace("http://www.w3.org/ns/oa#")

#: Types of nodes that describe the text or the vocabulary, and so are not drawn.
NOT_ENTITIES = frozenset(
    {
        RDF.Statement,
        RDF.Property,
        RDFS.Class,
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.SymmetricProperty,
        OWL.Ontology,
        SKOS.ConceptScheme,
        FG.Sentence,
        FG.Measurement,
        OA.SpecificResource,
        OA.TextQuoteSelector,
        OA.TextPositionSelector,
    }
)

#: The graph contract's subclasses, for graphs that come without their ontology.
PARENTS = {
    FG.InternationalOrganization: FG.Organization,
    FG.GovernmentBody: FG.Organization,
    FG.Embassy: FG.Organization,
    FG.Dialogue: FG.Organization,
}

#: Class -> colour family. `viewer.css` gives each family a colour for light and for dark, `canvas.js` a shape.
FAMILIES = {
    FG.Country: "country",
    FG.Place: "place",
    FG.InternationalOrganization: "international",
    FG.GovernmentBody: "government",
    FG.Embassy: "embassy",
    FG.Dialogue: "dialogue",
    FG.Organization: "organization",
    FG.Person: "person",
    FG.Office: "office",
    FG.Agreement: "agreement",
    FG.Initiative: "initiative",
    FG.Pillar: "pillar",
    FG.Event: "event",
    FG.Report: "report",
    FG.Document: "report",
    FG.Commodity: "commodity",
    FG.Topic: "topic",
}
OTHER = "other"


def local_name(iri: str) -> str:
    """The part of an IRI after its last `#`, `/` or `:`; the whole IRI where that is empty."""
    return re.split(r"[#/:]", iri)[-1] or iri


def words(name: str) -> str:
    """A camel-case or hyphenated name as words: `tradePartnerOf` -> `trade partner of`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return re.sub(r"[-_]+", " ", spaced)


def text_of(graph: Graph, node: Node, *properties: URIRef) -> str | None:
    """The first literal of `properties` on `node`: English and untagged ones before others, then by code point."""
    for prop in properties:
        found = [o for o in graph.objects(node, prop) if not isinstance(o, URIRef)]
        if found:
            return str(min(found, key=lambda o: (getattr(o, "language", None) not in ("en", None), str(o))))
    return None


def class_label(graph: Graph, cls: Node) -> str:
    """A class as shown in the legend: its label in the graph, else its local name in words."""
    return text_of(graph, cls, RDFS.label) or words(local_name(str(cls))).capitalize()


def relation_label(graph: Graph, relation: Node) -> str:
    """A relation as shown on an edge: its label in the graph, else its local name in words, in lower case."""
    return text_of(graph, relation, RDFS.label) or words(local_name(str(relation))).lower()


def ancestors(graph: Graph, cls: Node) -> set[Node]:
    """All superclasses of `cls`, by the graph and by the contract, without `cls` itself."""
    found: set[Node] = set()
    queue: list[Node] = [cls]
    while queue:
        at = queue.pop()
        parents: list[Node] = list(graph.objects(at, RDFS.subClassOf))
        if isinstance(at, URIRef) and at in PARENTS:
            parents.append(PARENTS[at])
        for parent in parents:
            if parent not in found and parent != cls:
                found.add(parent)
                queue.append(parent)
    return found


def by_depth(graph: Graph, classes: Iterable[Node]) -> list[Node]:
    """Classes from the most specific to the most general; ties by name."""
    unique = set(classes)
    return sorted(unique, key=lambda c: (-len(ancestors(graph, c)), str(c)))


def family(classes: Iterable[Node]) -> str:
    """The colour family of the first class that has one, `classes` being ordered from the most specific."""
    return next((FAMILIES[c] for c in classes if isinstance(c, URIRef) and c in FAMILIES), OTHER)
