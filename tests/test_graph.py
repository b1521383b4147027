"""The graph of a few notes keeps the contract, whatever characters the notes hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from factgraph.builder.graph import to_graph
from factgraph.builder.pipeline import Tools, read_document
from factgraph.builder.reading import read_bytes
from factgraph.builder.verb_forms import predicate_label
from factgraph.exports.turtle import turtle
from factgraph.exports.validate import validate

from .contract_graph import FG, ID, OA
from .readings import note

FIRST = (
    "Kenya ratified the Paris Agreement in 2016. Good weather helps. Kenya is a member of the African Union. "
    "Uganda plans to join the Volta Network. France borders Spain. The dam is 134 meters high. "
    "Uganda did not ratify the Kyoto Protocol. Ida Holm painted the Red Mill."
)
SECOND = (
    "According to the newspaper, Togo ratified the Paris Agreement. "
    "Kenya is a member of the African Union. Spain borders France. Is Togo a member of the African Union?"
)


def built(texts: Sequence[str], tools: Tools, base: str = str(ID)) -> Graph:
    """The graph of notes."""
    readings = [read_document(note(t, f"note-{n}.txt"), tools) for n, t in enumerate(texts)]
    return to_graph(readings, tools.vocabulary, base).graph


def statements(graph: Graph, subject: str, predicate: str, target: str) -> list[URIRef]:
    """Statements of a triple of named things under `fg:`, in any order of times."""
    found = graph.subjects(RDF.subject, ID[subject])
    return [
        s for s in found if (s, RDF.predicate, FG[predicate]) in graph and (s, RDF.object, ID[target]) in graph
        if isinstance(s, URIRef)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def graph(tools: Tools) -> Graph:
    return built([FIRST, SECOND], tools)


def test_no_blank_nodes(graph: Graph) -> None:
    assert not [t for t in graph if any(isinstance(term, BNode) for term in t)]


def test_conforms(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(graph), encoding="utf-8")
    report = validate(path)
    assert report.conforms, str(report)


@pytest.mark.parametrize(
    ("local", "label"),
    [
        pytest.param("kenya", "Kenya", id="country"),
        pytest.param("african-union", "African Union", id="organization"),
        pytest.param("paris-agreement", "Paris Agreement", id="agreement"),
        pytest.param("ida-holm", "Ida Holm", id="person"),
    ],
)
def test_iris_are_made_of_names_alone(graph: Graph, local: str, label: str) -> None:
    assert list(graph.objects(ID[local], RDFS.label)) == [Literal(label, lang="en")]


def test_described_things_live_within_their_document(graph: Graph) -> None:
    (dam,) = (s for s, o in graph.subject_objects(RDFS.label) if str(o) == "dam")
    home = next(d for d in graph.subjects(DCTERMS.source, Literal("note-0.txt")))
    assert str(dam).startswith(f"{home}/")


def test_a_better_type_does_not_move_a_node(tools: Tools) -> None:
    bare = built(["Zorvia grew."], tools)
    typed = built(["The Zorvia Institute grew. Zorvia is a city."], tools)
    assert (ID["zorvia"], RDFS.label, Literal("Zorvia", lang="en")) in bare
    assert (ID["zorvia"], RDFS.label, Literal("Zorvia", lang="en")) in typed


def test_types_are_spelled_out(graph: Graph) -> None:
    kinds = set(graph.objects(ID["african-union"], RDF.type))
    assert {FG.InternationalOrganization, FG.Organization} <= kinds


def test_plain_triples_are_there_exactly_for_asserted_statements(graph: Graph, tools: Tools) -> None:
    symmetric = {FG[name] for name in tools.vocabulary.symmetric}
    expected: set[tuple[object, ...]] = set()
    others: set[tuple[object, ...]] = set()
    for each in graph.subjects(RDF.type, RDF.Statement):
        triple = tuple(graph.value(each, p) for p in (RDF.subject, RDF.predicate, RDF.object))
        turned = (triple[2], triple[1], triple[0])
        both = {triple, turned} if triple[1] in symmetric else {triple}
        (status,) = graph.objects(each, FG.status)
        (expected if status == FG.Asserted else others).update(both)
    predicates = {t[1] for t in expected | others}
    plain = {t for t in graph if t[1] in predicates}
    assert plain == expected
    assert others - expected, "the notes hold what is not asserted"


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "status"),
    [
        pytest.param("kenya", "partyTo", "paris-agreement", "Asserted", id="asserted"),
        pytest.param("uganda", "partyTo", "kyoto-protocol", "Negated", id="negated"),
        pytest.param("togo", "partyTo", "paris-agreement", "Reported", id="reported"),
        pytest.param("togo", "memberOf", "african-union", "Planned", id="asked"),
    ],
)
def test_status(graph: Graph, subject: str, predicate: str, target: str, status: str) -> None:
    (statement,) = statements(graph, subject, predicate, target)
    assert list(graph.objects(statement, FG.status)) == [FG[status]]
    assert ((ID[subject], FG[predicate], ID[target]) in graph) == (status == "Asserted")


def test_a_symmetric_relation_is_stated_once_and_stands_both_ways(graph: Graph) -> None:
    found = statements(graph, "france", "sharesBorderWith", "spain") + statements(
        graph, "spain", "sharesBorderWith", "france"
    )
    assert len(found) == 1
    assert len(list(graph.objects(found[0], PROV.wasDerivedFrom))) == 2
    assert (ID["france"], FG.sharesBorderWith, ID["spain"]) in graph
    assert (ID["spain"], FG.sharesBorderWith, ID["france"]) in graph


def confidence(graph: Graph, statement: URIRef) -> float:
    return float(str(graph.value(statement, FG.confidence)))


def test_a_fact_said_twice_is_one_statement_and_surer(graph: Graph, tools: Tools) -> None:
    (twice,) = statements(graph, "kenya", "memberOf", "african-union")
    once_graph = built(["Kenya is a member of the African Union."], tools)
    (once,) = statements(once_graph, "kenya", "memberOf", "african-union")
    assert once == twice
    assert len(list(graph.objects(twice, PROV.wasDerivedFrom))) == 2
    assert len(list(graph.objects(twice, FG.subjectMention))) == 2
    assert confidence(once_graph, once) < confidence(graph, twice) <= 1


def test_other_times_make_other_statements(tools: Tools) -> None:
    graph = built(["Ida Holm visited Kenya in 1990. Ida Holm visited Kenya in 1995."], tools)
    found = statements(graph, "ida-holm", "visited", "kenya")
    assert sorted(str(graph.value(s, FG.pointInTime)) for s in found) == ["1990", "1995"]


def test_every_sentence_is_a_node(graph: Graph) -> None:
    quotes = {
        str(exact): graph.value(s, FG.coverage)
        for s in graph.subjects(RDF.type, FG.Sentence)
        for q in graph.objects(s, OA.hasSelector)
        for exact in graph.objects(q, OA.exact)
    }
    written = set(re.split(r"(?<=[.?]) ", f"{FIRST} {SECOND}"))
    assert set(quotes) == written
    assert quotes["Kenya is a member of the African Union."] == FG.Read
    assert set(quotes.values()) <= {FG.Read, FG.Partly, FG.Silent}


@pytest.mark.parametrize(
    ("text", "coverage"),
    [
        pytest.param("Kenya ratified the Paris Agreement.", "Read", id="all"),
        pytest.param("Hello there!", "Silent", id="nothing"),
        pytest.param("Kenya ratified the Paris Agreement while it rained.", "Partly", id="one clause of two"),
        pytest.param(
            "Kenya and Uganda established diplomatic relations.",
            "Read",
            id="verb and noun",
        ),
        pytest.param("The dam is 134 meters high.", "Read", id="measurement"),
    ],
)
def test_coverage(text: str, coverage: str, tools: Tools) -> None:
    assert list(built([text], tools).objects(None, FG.coverage)) == [FG[coverage]]


def test_a_silent_sentence_has_no_statement(tools: Tools) -> None:
    graph = built(["Kenya borders Uganda. Hello there!"], tools)
    (silent,) = graph.subjects(FG.coverage, FG.Silent)
    assert not list(graph.subjects(PROV.wasDerivedFrom, silent))


def test_documents_are_told(graph: Graph) -> None:
    homes = sorted(map(str, graph.subjects(RDF.type, FG.Document)))
    assert sorted(str(graph.value(URIRef(h), DCTERMS.source)) for h in homes) == ["note-0.txt", "note-1.txt"]
    for home in homes:
        assert str(graph.value(URIRef(home), DCTERMS.identifier)).startswith(home.rpartition("/")[2])


def test_other_base(tools: Tools) -> None:
    graph = built(["Kenya borders Uganda."], tools, "https://example.org/k/")
    kenya = URIRef("https://example.org/k/kenya")
    assert (kenya, FG.sharesBorderWith, URIRef("https://example.org/k/uganda")) in graph
    assert not [t for t in graph for term in t if str(term).startswith(str(ID))]


def test_open_predicates_are_named_properties(graph: Graph) -> None:
    predicate = URIRef("https://w3id.org/factgraph/open#paint")
    assert (ID["ida-holm"], predicate, ID["red-mill"]) in graph
    assert (predicate, RDF.type, RDF.Property) in graph
    assert list(graph.objects(predicate, RDFS.label)) == [Literal("paints", lang="en")]


def test_reading_again_gives_the_same_bytes(graph: Graph, tools: Tools) -> None:
    assert turtle(built([FIRST, SECOND], tools)) == turtle(graph)


def offsets_hold(graph: Graph, text: str) -> None:
    """Every sentence of the graph of one text quotes what its offsets hold, and mentions lie in sentences."""
    sentences = []
    for each in graph.subjects(RDF.type, FG.Sentence):
        (exact,) = (o for s in graph.objects(each, OA.hasSelector) for o in graph.objects(s, OA.exact))
        (start,) = (int(str(o)) for s in graph.objects(each, OA.hasSelector) for o in graph.objects(s, OA.start))
        (end,) = (int(str(o)) for s in graph.objects(each, OA.hasSelector) for o in graph.objects(s, OA.end))
        assert text[start:end] == str(exact)
        sentences.append((start, end))
    for predicate in (FG.subjectMention, FG.objectMention):
        for mention in set(graph.objects(None, predicate)):
            start, end = (int(str(graph.value(mention, p))) for p in (OA.start, OA.end))
            assert any(first <= start < end <= last for first, last in sentences)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("😀 Kenya borders Uganda. 🇰🇪 It ratified the Paris Agreement.".encode(), id="emoji"),
        pytest.param(b"Kenya borders Uganda.\r\nKenya joined the\r\nAfrican Union.\r\n", id="CRLF"),
        pytest.param("\ufeffKenya borders Uganda.".encode(), id="BOM"),
        pytest.param("\ufeffKenya borders Uganda.".encode("utf-16-le"), id="UTF-16"),
        pytest.param("Kenya\u00a0borders Co\u0302te d’Ivoire\u2028and Uganda.".encode(), id="odd spaces"),
    ],
)
def test_offsets_of_odd_texts(data: bytes, tools: Tools) -> None:
    document = read_bytes(data, "note.txt")
    graph = to_graph([read_document(document, tools)], tools.vocabulary, str(ID)).graph
    assert list(graph.subjects(RDF.type, FG.Sentence))
    offsets_hold(graph, document.text)


_PIECES = st.sampled_from(
    ["Kenya borders Uganda.", "Ida Holm met “Bo Dahl”", "😀", "\r\n", "\n\n", " ", "\t", '"', "\\", "<b>", "é",
     "e\u0301", "the U.S.", "$5 million", "(WHO)", "—", "…", "?", "!", "'s", "\u200d", "\u2029", "日本",
     "No. 5", "will", "not"]
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join))
def test_quotes_are_what_the_offsets_hold(tools: Tools, text: str) -> None:
    offsets_hold(built([text], tools), text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('The "Bad" \\ <script>alert(1)</script> Institute is a member of the African Union.', id="script"),
        pytest.param("The Nairobi\nTrade Forum was launched by Kenya.", id="newline in a name"),
        pytest.param("Ida Holm’s “<img src=x onerror=y>” Program was launched by Kenya.", id="image"),
        pytest.param("The Kenya}> . <http://x> <http://y> Institute borders Uganda.", id="turtle"),
        pytest.param("The ../../etc/passwd Program was launched by Kenya. % { } ` ^ |", id="path"),
        pytest.param("Kenya borders Uganda \u202e and \u0000 Togo.", id="controls"),
    ],
)
def test_hostile_text_stays_in_literals(text: str, tools: Tools, tmp_path: Path) -> None:
    graph = built([text], tools)
    offsets_hold(graph, text)
    for term in {term for triple in graph for term in triple if isinstance(term, URIRef)}:
        assert re.fullmatch(r"https?://[\x21-\x7e]+", str(term))
        assert not set('<>"{}|^`\\ ') & set(str(term))
    for label in (*graph.objects(None, RDFS.label), *graph.objects(None, SKOS.altLabel)):
        assert "\n" not in str(label)
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(graph), encoding="utf-8")
    assert validate(path).conforms, str(validate(path))


def test_nothing_is_said_to_be_the_same_without_ground(graph: Graph) -> None:
    assert not list(graph.subject_objects(OWL.sameAs))


@pytest.mark.parametrize("text", [pytest.param("", id="empty"), pytest.param(" \n\t", id="white space")])
def test_a_text_without_sentences(text: str, tools: Tools) -> None:
    graph = built([text], tools)
    assert len(list(graph.subjects(RDF.type, FG.Document))) == 1
    assert not list(graph.subjects(RDF.type, FG.Sentence))


@pytest.mark.parametrize(
    ("lemmas", "verbal", "label"),
    [
        (("be", "available", "on"), True, "is available on"),
        (("carry", "out"), True, "carries out"),
        (("play", "in"), True, "plays in"),
        (("reach",), True, "reaches"),
        (("go", "to"), True, "goes to"),
        (("relation", "with"), False, "relation with"),
    ],
)
def test_label_of_an_open_predicate_reads_between_its_ends(lemmas: tuple[str, ...], verbal: bool, label: str) -> None:
    assert predicate_label(lemmas, verbal=verbal) == label
