"""SPARQL over a graph file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from factgraph.builder.errors import ExportError, FactgraphError, GraphError
from factgraph.exports.load import Loaded, load
from factgraph.exports.query import answer
from factgraph.exports.terms import DEFAULT_BASE, prefixes, triples
from factgraph.exports.turtle import turtle

from .contract_graph import contract_graph

MEMBERS = 'SELECT ?org WHERE { ?c rdfs:label "Mexico"@en ; fg:memberOf/rdfs:label ?org }'


@pytest.fixture(scope="module")
def graph() -> Loaded:
    return Loaded(tuple(triples(contract_graph())), DEFAULT_BASE)


def test_the_contracts_prefixes_are_declared(graph: Loaded) -> None:
    lines = answer(graph, MEMBERS).data.decode().splitlines()
    assert lines == ["org", "-" * 54, "Organisation for Economic Co-operation and Development"]


def test_a_table_shortens_iris_and_shows_their_labels(graph: Loaded) -> None:
    query = "SELECT ?s ?p ?o WHERE { ?t rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } ORDER BY ?p ?o"
    lines = answer(graph, query).data.decode().splitlines()
    assert lines[2].split("  ")[0] == "id:mexico (Mexico)"
    assert any("open:matchContributionsWith (match contributions with)" in line for line in lines)
    assert len({line.index("fg:") for line in lines[2:] if "fg:" in line}) == 1, "columns are aligned"


def wide(width: int | None, *, columns: int, number: str = "550000000000") -> list[str]:
    """Lines of a table of statements' sentences, so many columns of them, and a figure."""
    text = f'<urn:s> <urn:long> "{"long text " * 9}end" ; <urn:n> {number} ; <urn:o> <urn:an-organization> .\n'
    text += '<urn:an-organization> <http://www.w3.org/2000/01/rdf-schema#label> "The Organization 日本" .\n'
    graph = Loaded(tuple(triples(ox.parse(text, format=ox.RdfFormat.TURTLE))), DEFAULT_BASE)
    extra = "".join(f" (?t AS ?t{i})" for i in range(columns - 3))
    query = f"SELECT ?n ?o ?t{extra} {{ ?s <urn:long> ?t ; <urn:n> ?n ; <urn:o> ?o }}"
    found = answer(graph, query, width=width)
    assert (found.note is not None) == any("…" in line for line in found.data.decode().splitlines())
    return found.data.decode().splitlines()


def test_a_table_is_cut_on_a_narrow_terminal_alone() -> None:
    whole, cut = wide(None, columns=6), wide(80, columns=6)
    assert wide(1000, columns=6) == whole
    assert whole[2].count("long text " * 9 + "end") == 4
    assert max(map(len, whole)) > 400
    assert {len(line) <= 80 for line in cut} == {True}
    assert cut[2].split()[0] == "550000000000"
    assert cut[2].count("…") >= 4
    assert "The Org" in cut[2]
    assert "urn:" not in cut[2]


def test_a_table_of_too_many_columns_is_told_row_by_row() -> None:
    lines = wide(80, columns=9)
    assert lines[0] == "n   550000000000"
    assert lines[1] == "o   <urn:an-organization> (The Organization 日本)"
    assert lines[2] == f"t   {'long text ' * 9}end"
    assert len(lines) == 9
    assert wide(20, columns=3, number="12345678901234567890")[0].startswith("n  123")


def test_a_table_is_safe_to_print_and_aligned_for_wide_letters() -> None:
    hostile = '<urn:s> <urn:p> "\\u001B[31m日本\\n\\u202Eevil" . <urn:s2> <urn:p> "x" .'
    graph = Loaded(tuple(triples(ox.parse(hostile, format=ox.RdfFormat.TURTLE))), DEFAULT_BASE)
    lines = answer(graph, "SELECT ?v ?s { ?s <urn:p> ?v } ORDER BY ?s").data.decode().splitlines()
    assert lines[2] == "\\u001B[31m日本 \\u202Eevil  <urn:s>"
    assert lines[3].index("<urn:s2>") == lines[2].index("<urn:s>") + 2


@pytest.mark.parametrize(
    "query",
    [
        MEMBERS,
        "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s",
        "SELECT ?i ?v ?y WHERE { ?m fg:indicator ?i ; fg:value ?v OPTIONAL { ?m fg:year ?y } FILTER(?v > 1) }",
        'SELECT ?s WHERE { ?s fg:startDate ?y FILTER(str(?y) >= "1990") }',
    ],
)
def test_answers_agree_with_rdflib(graph: Loaded, query: str) -> None:
    rows = list(csv.reader(io.StringIO(answer(graph, query, "csv").data.decode())))
    result = contract_graph().query(query, initNs=prefixes())
    expected = [["" if t is None else str(t) for t in row] for row in result if isinstance(row, rdflib.query.ResultRow)]
    assert sorted(rows[1:]) == sorted(expected)
    assert len(rows) > 1


def test_ask_construct_and_describe(graph: Loaded) -> None:
    assert answer(graph, "ASK { id:mexico fg:memberOf id:oecd }").data == b"true\n"
    assert answer(graph, "ASK { id:mexico fg:memberOf id:green-alliance }").data == b"false\n"
    built = answer(graph, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a fg:Country ; rdfs:label ?l }").data.decode()
    assert built.count("    rdfs:label ") == 2
    described = answer(graph, "DESCRIBE id:oecd").data.decode()
    assert '    skos:altLabel "OECD"@en ;\n' in described
    assert answer(graph, "DESCRIBE id:oecd", "table").data.startswith(b"subject ")


def test_other_forms(graph: Loaded) -> None:
    found = json.loads(answer(graph, MEMBERS, "json").data)
    assert found["results"]["bindings"][0]["org"]["xml:lang"] == "en"
    assert answer(graph, MEMBERS, "tsv").data.startswith(b"?org\n")
    assert answer(graph, MEMBERS, "xml").data.startswith(b"<?xml")
    with pytest.raises(ExportError, match="only CONSTRUCT"):
        answer(graph, MEMBERS, "turtle")
    with pytest.raises(ExportError, match="csv is for SELECT"):
        answer(graph, "DESCRIBE id:oecd", "csv")


def test_no_answer_is_an_empty_table_and_a_note(graph: Loaded) -> None:
    found = answer(graph, "SELECT ?x { ?x a fg:Person }")
    assert (found.data, found.note) == (b"x\n-\n", "nothing found")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x WHRE { ?x a ?y }", "query, line 1, column 11: found 'WHRE .*did you mean WHERE\\?"),
        ("SELECT ?x WHERE {\n  ?x a fg:Country .\n  FILTR(?x) }", "query, line 3, column 3: found 'FILTR"),
        ("SELECT ?x WHERE {\n  ?x foo:bar ?y }", "query, line 2, column 6: unknown prefix 'foo:'; .* fg: "),
        ("SELECT * WHERE { ?x a ?y }}", "query, line 1, column 27: found '}'"),
        ("hello", "query, line 1, column 1: found 'hello'"),
        ("", "query, line 1, column 1: the query ends too soon"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", "unbound"),
        ("SELECT (<urn:f>(1) AS ?x) {}", "custom function <urn:f> is not supported"),
        ("SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }", "line 1, column 12: SERVICE is refused"),
        ("SELECT * { ?s ?p trueSERVICE <http://localhost:9/> {} }", "SERVICE is refused"),
        ("PREFIX : <http://localhost:9/> SELECT * { SERVICE:x {} }", "SERVICE is refused"),
        ("SELECT * { ?s ?p <urn:\\u0041#> . \\u0053ervice <http://localhost:9/> {} }", "SERVICE is refused"),
        ("LOAD <http://localhost:9/>", "line 1, column 1: LOAD is refused"),
        ("PREFIX a: <urn:a>\nINSERT DATA { a:a a:b a:c }", "line 2, column 1: INSERT is refused"),
    ],
)
def test_a_bad_query_is_one_line_with_its_place(graph: Loaded, query: str, message: str) -> None:
    with pytest.raises(GraphError, match=message) as caught:
        answer(graph, query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?x { ?x rdfs:label "SERVICE" } # SERVICE',
        "SELECT ?x { ?x rdfs:label '''it's SERVICE''' }",
        "SELECT ?service { ?service a <urn:service/SERVICE#service> }",
        'SELECT ?x { ?x rdfs:label "a\\"SERVICE" }',
        "SELECT ?x { ?x a fg:SERVICE }",
        'SELECT ?x { ?x fg:LOAD ?y FILTER(?y<3 && "INSERT" != ?x) }',
    ],
)
def test_the_word_service_elsewhere_is_no_keyword(graph: Loaded, query: str) -> None:
    assert answer(graph, query).note == "nothing found"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.ttl", None, "missing.ttl: no such file"),
        ("bad.ttl", b"<urn:a> <urn:b>\n nonsense .", "bad.ttl, line 2, column .*not a graph that can be read"),
        ("bad.nt", b"\xff\xfe\x00", "bad.nt.*not a graph that can be read"),
        ("graph.csv", b"a,b", "unknown kind of graph file '.csv'"),
        ("graph", b"a,b", "unknown kind of graph file, without a suffix; known suffixes are .ttl"),
        ("graphs", None, "graphs: no such file"),
        ("graph.txt", None, "graph.txt: no such file"),
        ("iri.ttl", b"<urn:a> <urn:b c> 1 .", "line 1, column .*not a graph that can be read"),
    ],
)
def test_a_bad_graph_file_is_one_line(name: str, content: bytes | None, message: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FactgraphError, match=message) as caught:
        load(str(tmp_path / name))
    assert "\n" not in str(caught.value)


def test_a_folder_stands_for_its_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"a folder without a graph\.ttl"):
        load(str(tmp_path))
    (tmp_path / "graph.ttl").write_text(turtle(contract_graph()), encoding="utf-8")
    assert list(load(str(tmp_path)).triples) == triples(contract_graph())
