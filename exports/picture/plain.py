"""Any RDF graph, read into the picture's model: its resources are the entities, its triples the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from ..index import LABEL, TYPE, Index
from ..terms import DCTERMS, RDF, SKOS, Term, iri, is_iri, is_literal, literal, value
from .contract import class_table
from .model import Class, Entity, Fact, Model, Relation
from .source import Source
from .terms import ALTERNATIVE, SYMMETRIC, local_name, relation_label, text_of, types_of, words

_SCHEMA = ("https://schema.org/", "http://schema.org/")
_FOAF = "http://xmlns.com/foaf/0.1/"
#: What names a thing, the best first.
NAMES = (
    LABEL,
    iri(SKOS + "prefLabel"),
    *(iri(schema + "name") for schema in _SCHEMA),
    iri(_FOAF + "name"),
    iri(DCTERMS + "title"),
    iri("http://purl.org/dc/elements/1.1/title"),
)
_ALIASES = (ALTERNATIVE, *(iri(schema + "alternateName") for schema in _SCHEMA), iri(_FOAF + "nick"))
_FIRST, _REST, _NIL = iri(RDF + "first"), iri(RDF + "rest"), iri(RDF + "nil")

PLAIN = "A plain RDF file: no sentences"
NO_LINKS = "A plain RDF file: no sentences, and no links between the things it describes"
EMPTY = "An empty file: there is nothing to draw"


def read_plain(graph: Index) -> Model:
    """The graph without evidence: a triple with a literal is told beside its subject, any other is a fact.

    A class is no entity unless the graph describes it, and the members of a list stand for the list.
    """
    triples = list(_links(graph))
    nodes = {s for s, _, _ in triples} | {o for _, _, o in triples} | _described(graph)
    classes, place = class_table(graph, nodes)
    types = {node: tuple(sorted(place[cls] for cls in types_of(graph, node))) for node in nodes}
    labels = _labels(graph, nodes, types, classes)
    ordered = sorted(nodes, key=lambda node: (labels[node], node))
    index = {node: i for i, node in enumerate(ordered)}
    relations = sorted(
        (relation_label(graph, p), p, SYMMETRIC in graph.objects(p, TYPE)) for p in {p for _, p, _ in triples}
    )
    number = {p: i for i, (_, p, _) in enumerate(relations)}
    facts = sorted((index[s], number[p], index[o]) for s, p, o in triples)
    return Model(
        classes=classes,
        relations=tuple(Relation(value(p), label, False, symmetric) for label, p, symmetric in relations),
        entities=tuple(_entity(graph, node, labels[node], types[node]) for node in ordered),
        facts=tuple(Fact("", s, p, o) for s, p, o in facts),
        measures=(),
        source=Source(),
        note=PLAIN if facts else NO_LINKS if nodes else EMPTY,
    )


def _described(graph: Index) -> set[Term]:
    return {node for node, pairs in graph.by_subject.items() if not _is_list(node, pairs)}


def _is_list(node: Term, pairs: Iterable[Term]) -> bool:
    return not is_iri(node) and _FIRST in pairs and _REST in pairs


def _links(graph: Index) -> Iterator[tuple[Term, Term, Term]]:
    """The triples between resources, each once, a list's members in its place."""
    found: set[tuple[Term, Term, Term]] = set()
    for subject, pairs in graph.by_subject.items():
        if _is_list(subject, pairs):
            continue
        for prop, objects in pairs.items():
            if prop != TYPE:
                found.update((subject, prop, end) for obj in objects for end in _ends(graph, obj))
    return iter(sorted(found))


def _ends(graph: Index, obj: Term) -> Iterator[Term]:
    """What a triple with that object leads to: the object itself, or the members of the list that it is."""
    waiting, seen = [obj], set()
    while waiting:
        node = waiting.pop()
        if node in seen or not _is_resource(node) or (node == _NIL and node is not obj):
            continue
        seen.add(node)
        pairs = graph.by_subject.get(node, {})
        if _is_list(node, pairs):
            waiting += [*pairs[_REST], *pairs[_FIRST]]
        elif node != _NIL:
            yield node


def _is_resource(term: Term) -> bool:
    """Whether it is an IRI or blank node; a triple that is itself spoken of comes as text, and is told as text."""
    return (is_iri(term) or term.startswith("_:")) and " " not in term


def _labels(
    graph: Index, nodes: Iterable[Term], types: dict[Term, tuple[int, ...]], classes: tuple[Class, ...]
) -> dict[Term, str]:
    """A label for each node: a name it has, its local name, or for a blank node its class and a number."""
    found: dict[Term, str] = {}
    unnamed: dict[str, int] = {}
    for node in sorted(nodes, key=lambda node: (node[0] == "_", len(node), node)):
        label = text_of(graph, node, *NAMES)
        if label is None and is_iri(node):
            label = words(_readable(local_name(value(node))))
        elif label is None:
            kind = classes[types[node][0]].label if types[node] else "Unnamed"
            unnamed[kind] = unnamed.get(kind, 0) + 1
            label = f"{kind} {unnamed[kind]}"
        found[node] = label
    return found


def _readable(name: str) -> str:
    """A local name with percent-encoded letters as letters, where they are UTF-8."""
    decoded = unquote(name)
    return name if "\N{REPLACEMENT CHARACTER}" in decoded or not decoded.isprintable() else decoded


def _entity(graph: Index, node: Term, label: str, types: tuple[int, ...]) -> Entity:
    pairs = graph.by_subject.get(node, {})
    names = {value(o) for prop in (*NAMES, *_ALIASES) for o in pairs.get(prop, ()) if is_literal(o)}
    more = [
        (relation_label(graph, prop), _shown(obj))
        for prop, objects in pairs.items()
        if prop not in NAMES and prop not in _ALIASES
        for obj in objects
        if not _is_resource(obj)
    ]
    return Entity(value(node), label, tuple(sorted(names - {label})), types, tuple(more))


def _shown(term: Term) -> str:
    if not is_literal(term):
        return term
    text, _, language = literal(term)
    return f"{text} ({language})" if language and language.partition("-")[0] != "en" else text
