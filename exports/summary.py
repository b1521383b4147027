"""How much a graph says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib

from .terms import FG, OA


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a graph."""

    documents: int
    sentences: int
    silent_sentences: int  #: sentences that gave nothing
    entities: int  #: nodes that statements and measurements are about
    statements: int
    open_statements: int  #: of the statements, those with an open predicate
    measurements: int
    triples: int


def summarize(graph: rdflib.Graph) -> Summary:
    """Count what a graph made to the contract says."""
    from rdflib import RDF, Namespace, URIRef

    fg = Namespace(FG)

    def count(cls: URIRef) -> int:
        return sum(1 for _ in graph.subjects(RDF.type, cls))

    statements = set(graph.subjects(RDF.type, RDF.Statement))
    ends = {o for s in statements for p in (RDF.subject, RDF.object) for o in graph.objects(s, p)}
    ends |= set(graph.objects(None, fg.about))
    relations = [str(o) for s in statements for o in graph.objects(s, RDF.predicate)]
    return Summary(
        documents=len(set(graph.objects(None, URIRef(OA + "hasSource")))),
        sentences=count(fg.Sentence),
        silent_sentences=sum(1 for _ in graph.subjects(fg.coverage, fg.Silent)),
        entities=sum(isinstance(end, URIRef) for end in ends),
        statements=len(statements),
        open_statements=sum(not relation.startswith(FG) for relation in relations),
        measurements=count(fg.Measurement),
        triples=len(graph),
    )
