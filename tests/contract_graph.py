"""A small graph made to the graph contract, for tests of what leaves the graph."""

from __future__ import annotations

import hashlib

from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from factgraph.builder.document import Block, Document

FG = Namespace("https://w3id.org/factgraph/ontology#")
ID = Namespace("https://w3id.org/factgraph/id/")
OA = Namespace("http://www.w3.org/ns/oa#")
OPEN = Namespace("https://w3id.org/factgraph/open#")

SENTENCES = (
    "Mexico joined the OECD in 1994.",
    "It shares a 2,000-mile border with the United States.",
    "Mexico plans to join the\r\nGreen Alliance.",
    "In 2013, two-way trade was more than $550 billion.",
    "Many people like tea.",
    'It matches contributions with funds, "quoted" \\ and \N{GRINNING FACE}.',
)
TEXT = "\n".join(SENTENCES)
DOCUMENT = Document(TEXT, "note.txt", (Block("paragraph", 0, len(TEXT)),), title="A note", extracted=True)


def _position(graph: Graph, node: URIRef, start: int, end: int) -> URIRef:
    graph.add((node, RDF.type, OA.TextPositionSelector))
    graph.add((node, OA.start, Literal(start)))
    graph.add((node, OA.end, Literal(end)))
    return node


def _mention(graph: Graph, phrase: str, sentence: int) -> URIRef:
    start = TEXT.index(SENTENCES[sentence]) + SENTENCES[sentence].index(phrase)
    return _position(graph, ID[f"mention-{start}-{start + len(phrase)}"], start, start + len(phrase))


def contract_graph() -> Graph:
    """Six sentences, three countries and organizations, statements of three statuses, two measurements."""
    graph = Graph()
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    document = ID[f"document-{digest[:12]}"]
    graph.add((document, RDF.type, FG.Document))
    graph.add((document, DCTERMS.title, Literal("A note", lang="en")))
    graph.add((document, DCTERMS.source, Literal("note.txt")))
    graph.add((document, DCTERMS.identifier, Literal(digest)))
    for i, text in enumerate(SENTENCES):
        _sentence(graph, document, i, text)
    for name, label, classes in (
        ("mexico", "Mexico", ("Country",)),
        ("united-states", "United States", ("Country",)),
        (
            "oecd",
            "Organisation for Economic Co-operation and Development",
            ("InternationalOrganization", "Organization"),
        ),
        ("green-alliance", "Green Alliance", ("Organization",)),
        ("green-alliance-2", "Green alliance", ("Topic",)),
        ("tea", "tea", ("Commodity",)),
    ):
        graph.add((ID[name], RDFS.label, Literal(label, lang="en")))
        for cls in classes:
            graph.add((ID[name], RDF.type, FG[cls]))
    graph.add((ID.oecd, SKOS.altLabel, Literal("OECD", lang="en")))
    graph.add((ID["united-states"], SKOS.altLabel, Literal("U.S.", lang="en")))
    graph.add((OPEN.matchContributionsWith, RDF.type, RDF.Property))
    graph.add((OPEN.matchContributionsWith, RDFS.label, Literal("match contributions with", lang="en")))
    _statements(graph)
    _measurement(graph, "measurement-1", "two-way trade", "550000000000", "USD", ">", 3)
    _measurement(graph, "measurement-2", "border", "2000", "mile", "=", 1)
    graph.add((ID["measurement-1"], FG.year, Literal("2013", datatype=XSD.gYear)))
    return graph


def _sentence(graph: Graph, document: URIRef, i: int, text: str) -> None:
    sentence, start = ID[f"sentence-{i}"], TEXT.index(text)
    graph.add((sentence, RDF.type, FG.Sentence))
    graph.add((sentence, RDF.type, OA.SpecificResource))
    graph.add((sentence, OA.hasSource, document))
    graph.add((sentence, FG.coverage, FG.Silent if i == 4 else FG.Read))
    quote = ID[f"sentence-{i}-quote"]
    graph.add((quote, RDF.type, OA.TextQuoteSelector))
    graph.add((quote, OA.exact, Literal(text)))
    graph.add((sentence, OA.hasSelector, quote))
    graph.add((sentence, OA.hasSelector, _position(graph, ID[f"sentence-{i}-position"], start, start + len(text))))


def _statements(graph: Graph) -> None:
    for number, (s, p, o, status, sentence, subject, obj) in enumerate(
        (
            (ID.mexico, FG.memberOf, ID.oecd, FG.Asserted, 0, ("Mexico", 0), ("OECD", 0)),
            (ID.mexico, FG.sharesBorderWith, ID["united-states"], FG.Asserted, 1, ("Mexico", 0), ("United States", 1)),
            (ID.mexico, FG.memberOf, ID["green-alliance"], FG.Planned, 2, ("Mexico", 2), ("Green Alliance", 2)),
            (
                ID.mexico,
                OPEN.matchContributionsWith,
                Literal("funds", lang="en"),
                FG.Asserted,
                5,
                ("It", 5),
                ("funds", 5),
            ),
        ),
        1,
    ):
        node = ID[f"statement-{number}"]
        for predicate, value in ((RDF.type, RDF.Statement), (RDF.subject, s), (RDF.predicate, p), (RDF.object, o)):
            graph.add((node, predicate, value))
        graph.add((node, FG.status, status))
        graph.add((node, FG.confidence, Literal("0.97", datatype=XSD.decimal)))
        graph.add((node, PROV.wasDerivedFrom, ID[f"sentence-{sentence}"]))
        graph.add((node, FG.subjectMention, _mention(graph, *subject)))
        graph.add((node, FG.objectMention, _mention(graph, *obj)))
        if status == FG.Asserted:
            graph.add((s, p, o))
    graph.add((ID["united-states"], FG.sharesBorderWith, ID.mexico))
    graph.add((ID["statement-1"], FG.startDate, Literal("1994", datatype=XSD.gYear)))


def _measurement(
    graph: Graph, name: str, indicator: str, value: str, unit: str, comparator: str, sentence: int
) -> None:
    graph.add((ID[name], RDF.type, FG.Measurement))
    graph.add((ID[name], FG.about, ID.mexico))
    graph.add((ID[name], FG.indicator, Literal(indicator)))
    graph.add((ID[name], FG.value, Literal(value, datatype=XSD.integer)))
    graph.add((ID[name], FG.unit, Literal(unit)))
    graph.add((ID[name], FG.comparator, Literal(comparator)))
    graph.add((ID[name], FG.status, FG.Asserted))
    graph.add((ID[name], FG.confidence, Literal("0.95", datatype=XSD.decimal)))
    graph.add((ID[name], PROV.wasDerivedFrom, ID[f"sentence-{sentence}"]))
