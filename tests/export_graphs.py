"""Graphs made to the graph contract by Hypothesis, with texts that nobody would think of, for tests of the exports."""

from __future__ import annotations

from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from factgraph.exports.terms import Triple, triples

from .contract_graph import FG, ID, OA, OPEN

HOSTILE = (
    "=cmd|'/C calc'!A0",
    "+1-202-728-1600",
    "-2+3",
    "@SUM(A1)",
    "'quoted'",
    "'=1+1",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]>",
    "&lt;&#x41;",
    "'}) DETACH DELETE n //",
    "\\u0027}) DETACH DELETE n //",
    "\\",
    "\\u005c\\u0027",
    "\\\\u0027",
    "`; DROP",
    'say "so"',
    "a | b",
    "one\r\ntwo\nthree\rfour\ttab",
    "\x00\x07\x1b[31m\x7f\x85",
    "\u202eabc\u2028def\ufeff\ufffe",
    "# no heading",
    "1. no list",
    "- no item",
    "**no** _stress_ [no](javascript:alert(1)) ![no](x) `code` ~~no~~ http://x.example www.x.example a@b.example",
    "日本 😀 é é",
    "  spaced  ",
    "",
    "$env:x %PATH% ${x}",
    "_x0041_",
)
_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.one_of(st.sampled_from(HOSTILE), _ANY, st.builds("".join, st.tuples(st.sampled_from(HOSTILE), _ANY)))
_STATUS = st.sampled_from([FG.Asserted, FG.Asserted, FG.Planned, FG.Negated, FG.Reported])
_PREDICATE = st.sampled_from([FG.memberOf, FG.sharesBorderWith, FG.aimsTo, OPEN.matchWith])
_CLASSES = st.sampled_from([(FG.Country,), (FG.GovernmentBody, FG.Organization), (FG.Topic,), ()])
_TIMES = st.sampled_from(["", "1994", "-0753", "2012-05"])


@st.composite
def contract_triples(draw: st.DrawFn) -> list[Triple]:
    """Up to two documents, three entities, five statements and a measurement, with hostile texts everywhere."""
    graph = Graph()
    documents = [_document(graph, n, draw(TEXTS), draw(TEXTS)) for n in range(draw(st.integers(1, 2)))]
    entities = [ID[f"e{n}"] for n in range(3)]
    for entity in entities:
        graph.add((entity, RDFS.label, Literal(draw(TEXTS), lang="en")))
        graph.add((entity, SKOS.altLabel, Literal(draw(TEXTS), lang="en")))
        for each in draw(_CLASSES):
            graph.add((entity, RDF.type, each))
    graph.add((entities[0], OWL.sameAs, URIRef("http://example.org/x?a=1&b='2'")))
    graph.add((OPEN.matchWith, RDF.type, RDF.Property))
    graph.add((OPEN.matchWith, RDFS.label, Literal(draw(TEXTS), lang="en")))
    for number in range(draw(st.integers(0, 5))):
        _statement(graph, number, draw, entities, documents)
    if draw(st.booleans()):
        _measurement(graph, draw, entities, documents)
    return triples(graph)


def _document(graph: Graph, number: int, title: str, text: str) -> URIRef:
    document, sentence = ID[f"document/{number}"], ID[f"document/{number}/sentence/0-9"]
    graph.add((document, RDF.type, FG.Document))
    graph.add((document, DCTERMS.title, Literal(title, lang="en")))
    graph.add((document, DCTERMS.source, Literal(f"{number}.txt")))
    graph.add((sentence, RDF.type, FG.Sentence))
    graph.add((sentence, RDF.type, OA.SpecificResource))
    graph.add((sentence, OA.hasSource, document))
    graph.add((sentence, FG.coverage, FG.Read))
    quote, position = URIRef(f"{sentence}/quote"), URIRef(f"{sentence}/position")
    graph.add((sentence, OA.hasSelector, quote))
    graph.add((sentence, OA.hasSelector, position))
    graph.add((quote, RDF.type, OA.TextQuoteSelector))
    graph.add((quote, OA.exact, Literal(text)))
    for selector in (position, ID[f"document/{number}/mention/1-2"]):
        graph.add((selector, RDF.type, OA.TextPositionSelector))
        graph.add((selector, OA.start, Literal(1 if selector != position else 0)))
        graph.add((selector, OA.end, Literal(2 if selector != position else 9)))
    return document


def _statement(graph: Graph, number: int, draw: st.DrawFn, entities: list[URIRef], documents: list[URIRef]) -> None:
    node = ID[f"statement/{number}"]
    subject, predicate = draw(st.sampled_from(entities)), draw(_PREDICATE)
    object_: URIRef | Literal = draw(st.sampled_from(entities))
    if predicate == FG.aimsTo:
        object_ = Literal(draw(TEXTS), lang="en")
    status = draw(_STATUS)
    for p, o in ((RDF.subject, subject), (RDF.predicate, predicate), (RDF.object, object_), (RDF.type, RDF.Statement)):
        graph.add((node, p, o))
    graph.add((node, FG.status, status))
    graph.add((node, FG.confidence, Literal("0.5", datatype=XSD.decimal)))
    if when := draw(_TIMES):
        graph.add((node, FG.startDate, Literal(when, datatype=XSD.gYear, normalize=False)))
    if draw(st.booleans()):
        graph.add((node, FG["as"], Literal(draw(TEXTS), lang="en")))
        graph.add((node, FG.tradingPartner, draw(st.sampled_from(entities))))
    _derive(graph, node, draw, documents)
    if status == FG.Asserted:
        graph.add((subject, predicate, object_))
        if predicate == FG.sharesBorderWith and isinstance(object_, URIRef):
            graph.add((object_, predicate, subject))


def _derive(graph: Graph, node: URIRef, draw: st.DrawFn, documents: list[URIRef]) -> None:
    for document in draw(st.lists(st.sampled_from(documents), min_size=1, max_size=2, unique=True)):
        graph.add((node, PROV.wasDerivedFrom, URIRef(f"{document}/sentence/0-9")))
        graph.add((node, FG.subjectMention, URIRef(f"{document}/mention/1-2")))


def _measurement(graph: Graph, draw: st.DrawFn, entities: list[URIRef], documents: list[URIRef]) -> None:
    node = ID["measurement/1"]
    graph.add((node, RDF.type, FG.Measurement))
    for entity in entities[: draw(st.integers(1, 2))]:
        graph.add((node, FG.about, entity))
    graph.add((node, FG.indicator, Literal(draw(TEXTS), lang="en")))
    graph.add((node, FG.value, Literal("550000000000", datatype=XSD.decimal, normalize=False)))
    graph.add((node, FG.unit, Literal("USD")))
    graph.add((node, FG.comparator, Literal(draw(st.sampled_from(["=", ">", "~"])))))
    graph.add((node, FG.status, draw(_STATUS)))
    graph.add((node, FG.confidence, Literal("0.9", datatype=XSD.decimal)))
    _derive(graph, node, draw, documents)
