"""Whether a graph keeps the contract: the rules of shapes.ttl run over a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..builder.errors import GraphError
from ..ontology.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SHOWN = 80  #: characters of a text that a report line shows


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken by one node."""

    node: str  #: IRI of the node at fault, or "blank node"
    label: str | None  #: the node's rdfs:label
    path: str | None  #: the property at fault, as a prefixed name where its namespace is known
    value: str | None  #: the value at fault, where there is one besides the node
    message: str  #: the rule

    def __str__(self) -> str:
        """One line: the node, the property and value if there are any, and the rule."""
        name = f'{self.node} "{_one_line(self.label)}"' if self.label else self.node
        at = f" {self.path}" if self.path else ""
        value = f" {_one_line(self.value)}" if self.value is not None else ""
        return f"{name}:{at}{value}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found. Violations are sorted, so that the same graph gives the same report."""

    conforms: bool
    violations: tuple[Violation, ...]

    def __str__(self) -> str:
        """A line for each violation and one that sums up."""
        if self.conforms:
            return "The graph keeps the contract."
        count = len(self.violations)
        return "\n".join([*map(str, self.violations), f"{count} violation{'s' if count != 1 else ''}."])


def validate(graph_path: Path) -> Report:
    """Check a graph file against shapes.ttl, without inference.

    Raises GraphError if the file cannot be read as RDF.
    """
    quads = _read(graph_path)
    graph = _graph(quads, str(graph_path))
    found = {*_broken_by_a_node(graph), *_broken_by_the_graph(quads, graph)}
    violations = tuple(sorted(found, key=lambda v: (v.node, v.path or "", v.message, v.value or "")))
    return Report(conforms=not violations, violations=violations)


def load_graph(path: Path) -> Graph:
    """Read a graph file, its format told by the suffix, keeping every literal's lexical form as written.

    Graph names of N-Quads and TriG are dropped. Raises GraphError if there is no such file, the suffix is unknown, or
    the syntax is wrong, with the line where the parser says it.
    """
    return _graph(_read(path), str(path))


def _read(path: Path) -> list[ox.Quad]:
    rdf_format = ox.RdfFormat.from_extension(path.suffix.lower().lstrip("."))
    if rdf_format is None:
        raise GraphError(f"{path}: unknown suffix {path.suffix!r}; use .ttl, .nt, .nq, .trig, .rdf or .jsonld")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GraphError(f"{path}: cannot be read: {error.strerror}; check the name and the permissions") from error
    try:
        return list(ox.parse(data, format=rdf_format))
    except SyntaxError as error:
        at = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphError(f"{at}: {_one_line(error.msg, 300)}; mend the file or write it again") from error
    except ValueError as error:
        raise GraphError(f"{path}: {_one_line(str(error), 300)}; mend the file or write it again") from error


def _graph(quads: Iterable[ox.Quad], place: str) -> Graph:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for quad in quads:
        subject, predicate, value = (_term(each, place) for each in (quad.subject, quad.predicate, quad.object))
        graph.add((subject, predicate, value))
    return graph


def _term(term: object, place: str) -> Node:
    """An Oxigraph term as an rdflib term; a literal keeps its lexical form."""
    from rdflib import BNode, Literal, URIRef

    match term:
        case ox.NamedNode(value=iri):
            return URIRef(iri)
        case ox.Literal(value=text, language=str(language)):
            return Literal(text, lang=language)
        case ox.Literal(value=text, datatype=datatype):
            if datatype == ox.Literal("").datatype:  # rdflib tells "x" and "x"^^xsd:string apart, RDF does not
                return Literal(text)
            return Literal(text, datatype=URIRef(datatype.value), normalize=False)
        case ox.BlankNode(value=name):
            return BNode(name)
    raise GraphError(f"{place}: holds a quoted triple, {_one_line(str(term))}; write it as an rdf:Statement")


@cache
def _shapes() -> tuple[Graph, tuple[tuple[str, str], ...]]:
    """The core constraints, and the message and query of each SPARQL constraint."""
    from rdflib.namespace import SH

    data = files("factgraph.ontology").joinpath("shapes.ttl").read_bytes()
    graph = _graph(ox.parse(data, format=ox.RdfFormat.TURTLE), "shapes.ttl")
    prologue = "".join(
        f"PREFIX {graph.value(each, SH.prefix)}: <{graph.value(each, SH.namespace)}>\n"
        for each in graph.objects(None, SH.declare)
    )
    queries = sorted(
        (str(graph.value(each, SH.message)), f"{prologue}{graph.value(each, SH.select)}")
        for each in graph.objects(None, SH.sparql)
    )
    graph.remove((None, SH.sparql, None))
    return graph, tuple(queries)


def _broken_by_a_node(graph: Graph) -> Iterator[Violation]:
    """Violations of the core constraints."""
    import pyshacl
    from rdflib import SH, BNode

    _, results, _ = pyshacl.validate(graph, shacl_graph=_shapes()[0], inference="none")
    for result in results.subjects(SH.focusNode):
        focus, path, value = (results.value(result, each) for each in (SH.focusNode, SH.resultPath, SH.value))
        path = None if isinstance(path, BNode) else path
        yield _violation(graph, focus, path, value, str(results.value(result, SH.resultMessage)))


def _broken_by_the_graph(quads: Iterable[ox.Quad], graph: Graph) -> Iterator[Violation]:
    """Violations of the SPARQL constraints, which Oxigraph answers some hundred times faster than pySHACL's engine."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for template, query in _shapes()[1]:
        solutions = store.query(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError(f"shapes.ttl: not a SELECT query: {query}")
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            row = {name: _term(solution[name], "shapes.ttl") for name in names if solution[name] is not None}
            message = template
            for name, term in row.items():
                message = message.replace(f"{{?{name}}}", _name(term))
            yield _violation(graph, row["value"], row.get("path"), None, message)


def _violation(graph: Graph, node: Node | None, path: Node | None, value: Node | None, message: str) -> Violation:
    from rdflib import RDFS

    label = graph.value(node, RDFS.label)
    return Violation(
        node=_name(node),
        label=None if label is None else str(label),
        path=None if path is None else _curie(path),
        value=None if value is None or value == node else _name(value),
        message=message,
    )


def _name(node: Node | None) -> str:
    from rdflib import BNode, Literal

    if isinstance(node, BNode):  # its label differs from one reading to the next
        return "blank node"
    if not isinstance(node, Literal):
        return str(node)
    if node.language:
        return f'"{node}"@{node.language}'
    return f'"{node}"^^{_curie(node.datatype)}' if node.datatype else f'"{node}"'


def _curie(iri: object) -> str:
    text = str(iri)
    for prefix, namespace in load_vocabulary().prefixes.items():
        if text.startswith(namespace):
            return f"{prefix}:{text[len(namespace) :]}"
    return text


def _one_line(text: str, length: int = _SHOWN) -> str:
    """Control characters escaped and the middle left out, so that a document's text cannot break up a message."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return line if len(line) <= length else f"{line[: length // 2]} … {line[-length // 2 :]}"
