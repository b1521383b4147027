"""The names the picture knows: what counts as an entity, labels, classes and the colour family of each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...builder.iris import FG
from ..index import LABEL, TYPE, Index
from ..terms import DCTERMS, OA, RDF, RDFS, SKOS, Term, iri, is_iri, is_literal, literal, value

OWL = "http://www.w3.org/2002/07/owl#"
SAME_AS = iri(OWL + "sameAs")
SYMMETRIC = iri(OWL + "SymmetricProperty")
SUBCLASS_OF = iri(RDFS + "subClassOf")
ALTERNATIVE = iri(SKOS + "altLabel")
TITLE = iri(DCTERMS + "title")

#: Types of nodes that describe the text or the vocabulary, and so are not drawn.
NOT_ENTITIES = frozenset(
    {iri(RDF + "Statement"), iri(RDF + "Property"), iri(RDFS + "Class"), iri(SKOS + "ConceptScheme")}
    | {iri(FG + name) for name in ("Sentence", "Measurement", "Remainder")}
    | {iri(OA + name) for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector")}
    | {iri(OWL + name) for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology")}
    | {SYMMETRIC}
)

#: The graph contract's subclasses, for graphs that come without their ontology.
PARENTS = {
    iri(FG + name): iri(FG + "Organization")
    for name in ("InternationalOrganization", "GovernmentBody", "Embassy", "Dialogue")
}

#: Class -> colour family, by local name; the page's style gives each family a colour for light and for dark.
FAMILIES = {
    "Country": "country",
    "Place": "place",
    "InternationalOrganization": "international",
    "GovernmentBody": "government",
    "Embassy": "embassy",
    "Dialogue": "dialogue",
    "Organization": "organization",
    "Person": "person",
    "Office": "office",
    "Agreement": "agreement",
    "Initiative": "initiative",
    "Pillar": "pillar",
    "Event": "event",
    "Report": "report",
    "Document": "report",
    "Commodity": "commodity",
    "Topic": "topic",
}
OTHER = "other"

#: Namespaces in which a class of a name of `FAMILIES` means the same.
_KINDRED = (FG, "https://schema.org/", "http://schema.org/", "http://xmlns.com/foaf/0.1/", "http://www.w3.org/ns/org#")


def local_name(address: str) -> str:
    """The part of an IRI after its last `#`, `/` or `:`; the whole IRI where that is empty."""
    return re.split(r"[#/:]", address)[-1] or address


def words(name: str) -> str:
    """A camel-case or hyphenated name as words: `tradePartnerOf` -> `trade partner of`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return re.sub(r"[-_]+", " ", spaced)


def term_of(graph: Index, node: Term, *properties: Term) -> Term | None:
    """The first literal of `properties` on `node`: English and untagged ones before others, then by code point."""
    for prop in properties:
        found = [o for o in graph.objects(node, prop) if is_literal(o)]
        if len(found) == 1:
            return found[0]
        if found:
            return min(found, key=_preferred)
    return None


def as_written(term: Term | None) -> str:
    """How a name is written in the graph: "" for an English literal, "-" for none, else the N-Triples term."""
    if term is None:
        return "-"
    return "" if literal(term)[2] == "en" else term


def text_of(graph: Index, node: Term, *properties: Term) -> str | None:
    """The text of `term_of`."""
    found = term_of(graph, node, *properties)
    return None if found is None else value(found)


def _preferred(term: Term) -> tuple[bool, str]:
    text, _, language = literal(term)
    return language is not None and language.lower().partition("-")[0] != "en", text


def class_label(graph: Index, cls: Term) -> str:
    """A class as shown in the legend: its label in the graph, else its local name in words."""
    return text_of(graph, cls, LABEL) or words(local_name(value(cls))).capitalize()


def relation_label(graph: Index, relation: Term) -> str:
    """A relation as shown on an edge: its label in the graph, else its local name in words, in lower case."""
    return text_of(graph, relation, LABEL) or words(local_name(value(relation))).lower()


def ancestors(graph: Index, cls: Term) -> set[Term]:
    """All superclasses of `cls`, by the graph and by the contract, without `cls` itself."""
    found: set[Term] = set()
    queue = [cls]
    while queue:
        at = queue.pop()
        for parent in (*graph.objects(at, SUBCLASS_OF), *((PARENTS[at],) if at in PARENTS else ())):
            if parent not in found and parent != cls:
                found.add(parent)
                queue.append(parent)
    return found


def by_depth(graph: Index, classes: Iterable[Term]) -> list[Term]:
    """Classes from the most specific to the most general; ties by name."""
    return sorted(set(classes), key=lambda c: (-len(ancestors(graph, c)), c))


def family(graph: Index, cls: Term) -> str:
    """The colour family of a class, else that of its most specific superclass that has one, else `OTHER`."""
    line = (cls, *by_depth(graph, ancestors(graph, cls)))
    return next((found for each in line if (found := _family(each)) is not None), OTHER)


def _family(cls: Term) -> str | None:
    if not is_iri(cls):
        return None
    for namespace in _KINDRED:
        if cls[1:-1].startswith(namespace) and (found := FAMILIES.get(cls[1 + len(namespace) : -1])) is not None:
            return found
    return None


def types_of(graph: Index, node: Term) -> tuple[Term, ...]:
    """The classes of a node, as they stand in the graph."""
    return tuple(t for t in graph.objects(node, TYPE) if not is_literal(t))
