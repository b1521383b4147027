"""`factgraph.load`: an rdflib.Graph whose queries Oxigraph answers."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery, prepareUpdate

import factgraph
from factgraph.builder.errors import ExportError, FactgraphError, GraphError
from factgraph.exports import store_folder
from factgraph.exports.questions import ask, question
from factgraph.exports.terms import to_oxigraph, triples
from factgraph.exports.turtle import turtle

from .contract_graph import FG, ID, contract_graph

MEMBERS = "SELECT ?o { id:mexico fg:memberOf ?o }"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_text(turtle(contract_graph()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "facts"
    store_folder.add(path, [str(file)])
    return path


@pytest.fixture(params=["file", "store"])
def graph(request: pytest.FixtureRequest, file: Path, folder: Path) -> Graph:
    """The contract graph as each kind of thing that can be loaded."""
    return factgraph.load(file if request.param == "file" else folder)


def rows(result: rdflib.query.Result) -> list[tuple[str | None, ...]]:
    """The rows of a SELECT in N-Triples form, sorted."""
    found = [tuple(None if t is None else t.n3() for t in r) for r in result if isinstance(r, rdflib.query.ResultRow)]
    return sorted(found, key=str)


def test_it_is_a_graph_with_the_files_triples(graph: Graph) -> None:
    assert isinstance(graph, Graph)
    assert triples(graph) == triples(contract_graph())
    assert len(graph) == len(contract_graph())
    assert (ID.mexico, FG.memberOf, ID.oecd) in graph
    assert graph.value(ID.mexico, RDFS.label) == Literal("Mexico", lang="en")
    assert list(graph.objects(ID["measurement-1"], FG.unit)) == [Literal("USD")]
    assert set(graph.subjects(FG.unit, Literal("USD"))) == {ID["measurement-1"]}
    assert list(graph.triples((Literal("USD"), None, None))) == []


def test_prefixes_are_declared_and_more_may_be(graph: Graph) -> None:
    assert rows(graph.query(MEMBERS)) == [(ID.oecd.n3(),)]
    more = {"my": str(FG)}
    assert rows(graph.query("SELECT ?o { id:mexico my:memberOf/a fg:Organization ; my:memberOf ?o }", initNs=more)) == [
        (ID.oecd.n3(),)
    ]
    graph.bind("mine", FG)
    assert bool(graph.query("ASK { id:mexico mine:memberOf ?o }"))


@pytest.mark.parametrize("name", ["memberships", "figures", "timeline", "evidence", "statistics"])
def test_named_questions_give_what_they_give_elsewhere(graph: Graph, name: str) -> None:
    asked = question(name)
    given = {"subject": "Mexico"} if asked.parameters and asked.parameters[0].required else {}
    expected = ask(triples(contract_graph()), asked, given)
    assert ask(graph, asked, given) == ask(contract_graph(), asked, given) == expected
    if not given:
        found = graph.query(asked.query)
        assert found.vars is not None
        assert tuple(map(str, found.vars)) == expected.columns
        assert [
            tuple(None if t is None else str(to_oxigraph(t)) for t in row) for row in found if not isinstance(row, bool)
        ] == list(expected.rows)


def test_years_are_filtered_right(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    years = ("-0753", "0987", "1994", "2013", "12000")
    path = tmp_path / "years.ttl"
    lines = "".join(f'<urn:{y}> fg:year "{y}"^^xsd:gYear .\n' for y in years)
    path.write_text(f"@prefix fg: <{FG}> .\n@prefix xsd: <{XSD}> .\n{lines}", encoding="utf-8")
    loaded = factgraph.load(path)

    def found(condition: str) -> set[str]:
        result = loaded.query(f"SELECT ?y {{ ?s fg:year ?y FILTER({condition}) }}")
        return {str(row[0]) for row in result if isinstance(row, rdflib.query.ResultRow)}

    with caplog.at_level(logging.WARNING):
        assert found("true") == set(years)
        assert found('str(?y) >= "1994" && strlen(str(?y)) = 4') == {"1994", "2013"}
        assert found('?y >= "1994"^^xsd:gYear') == {"1994", "2013", "12000"}
        assert found('?y < "0001"^^xsd:gYear') == {"-0753"}


def test_literals_keep_their_form(tmp_path: Path) -> None:
    path = tmp_path / "numbers.ttl"
    forms = [
        '"550000000000"^^xsd:decimal',
        '"0.1"^^xsd:decimal',
        '"2013"^^xsd:gYear',
        '"true"^^xsd:boolean',
        '"a"@en',
    ]
    path.write_text(
        f"@prefix xsd: <{XSD}> .\n" + "".join(f"<urn:s> <urn:p> {form} .\n" for form in forms), encoding="utf-8"
    )
    loaded = factgraph.load(path)
    expected = sorted(re.sub(r"xsd:(\w+)", rf"<{XSD}\1>", form) for form in forms)
    assert sorted(o.n3() for o in loaded.objects()) == expected
    assert [row[0] for row in rows(loaded.query("SELECT ?o { ?s ?p ?o }"))] == expected
    built = loaded.query("CONSTRUCT { ?o <urn:q> ?s . ?s ?p ?o } WHERE { ?s ?p ?o }").graph
    assert built is not None
    assert sorted(o.n3() for o in built.objects(None, URIRef("urn:p"))) == expected
    assert all((URIRef("urn:s"), URIRef("urn:p"), o) in loaded for o in loaded.objects())


def test_ask_construct_describe_and_written_results(graph: Graph) -> None:
    assert graph.query("ASK { id:mexico fg:memberOf id:oecd }").askAnswer is True
    described = graph.query("DESCRIBE id:oecd").serialize(format="turtle")
    assert described is not None
    assert b'skos:altLabel "OECD"@en' in described
    assert graph.query(MEMBERS).serialize(format="csv") == f"o\r\n{ID.oecd}\r\n".encode()
    assert "@prefix fg:" in graph.serialize(format="turtle")


def test_prepared_queries_and_bindings(graph: Graph) -> None:
    prepared = prepareQuery("SELECT ?o { ?s my:memberOf ?o }", initNs={"my": str(FG)})
    assert rows(graph.query(prepared, initBindings={"s": ID.mexico})) == [(ID.oecd.n3(),)]
    assert rows(graph.query(prepared, initBindings={"s": ID.oecd})) == []
    assert len(graph.query("SELECT ?p { ?s ?p ?o }", initBindings={"o": Literal("USD")})) == 1
    mexico = {"s": ID.mexico, "p": FG.memberOf}
    count = "SELECT (COUNT(?o) AS ?n) (EXISTS { ?s ?p ?x } AS ?e) { ?s ?p ?o } GROUP BY ?s ?p"
    for query in (count, "SELECT (COUNT(*) AS ?n) # {\n WHERE { ?s ?p ?o FILTER(?s = id:mexico) } VALUES ?z { 1 }"):
        ((n, *_),) = rows(graph.query(query, initBindings=mexico))
        assert n == Literal(1).n3()
    assert graph.query("ASK { ?s ?p id:oecd }", initBindings=mexico).askAnswer is True
    assert graph.query("ASK { ?s ?p id:tea }", initBindings=mexico).askAnswer is False
    assert len(graph.query("CONSTRUCT { ?o a ?s } WHERE { ?s ?p ?o }", initBindings=mexico)) == 1
    with pytest.raises(GraphError, match="line 1, column 7: found '\\?s \\?p nonsense"):
        graph.query("ASK { ?s ?p  nonsense }", initBindings=mexico)
    with pytest.raises(GraphError, match="blank node"):
        graph.query("ASK { ?s ?p ?o }", initBindings={"s": BNode()})
    with pytest.raises(GraphError, match="no variable's name"):
        graph.query("ASK { ?s ?p ?o }", initBindings={"s) { } SERVICE": ID.mexico})
    for query in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE id:mexico"):
        with pytest.raises(GraphError, match="write VALUES"):
            graph.query(query, initBindings=mexico)


def test_what_rdflibs_own_engine_takes_seconds_for(tmp_path: Path) -> None:
    path, count = tmp_path / "many.nt", 400
    path.write_text("".join(f"<urn:{i}> <{FG.memberOf}> <urn:o> .\n" for i in range(count)), encoding="utf-8")
    pairs = "SELECT (COUNT(*) AS ?n) { ?a fg:memberOf ?o . ?b fg:memberOf ?o FILTER(str(?a) < str(?b)) }"
    (row,) = factgraph.load(path).query(pairs)
    assert isinstance(row, rdflib.query.ResultRow)
    assert int(str(row.n)) == count * (count - 1) // 2


def test_named_graphs_of_a_store(folder: Path) -> None:
    loaded = factgraph.load(folder)
    (name,) = (
        row[0] for row in loaded.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }") if not isinstance(row, bool)
    )
    assert rows(loaded.query(f"SELECT ?o FROM <{name}> {{ id:mexico fg:memberOf ?o }}")) == [(ID.oecd.n3(),)]
    assert rows(loaded.query("SELECT ?o FROM <urn:none> { id:mexico fg:memberOf ?o }")) == []
    document = Graph(loaded.store, identifier=str(name))
    assert len(document) == len(loaded)
    assert rows(document.query(MEMBERS)) == [(ID.oecd.n3(),)]
    assert set(Dataset(loaded.store).graphs()) >= {document}


def test_several_graphs_are_one(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.nt"
    other.write_text(f"<{ID.mexico}> <{FG.memberOf}> <urn:other> .\n", encoding="utf-8")
    assert len(rows(factgraph.load(file, str(other)).query(MEMBERS))) == 2


def test_triples_come_and_go_in_memory_alone(file: Path, folder: Path) -> None:
    loaded = factgraph.load(file)
    loaded.add((ID.mexico, FG.memberOf, ID.other))
    loaded += [(BNode("b"), RDF.type, FG.Country)]
    assert len(rows(loaded.query(MEMBERS))) == 2
    loaded.remove((None, FG.memberOf, None))
    loaded.remove((BNode("b"), None, None))
    assert triples(loaded) == [t for t in triples(contract_graph()) if t[1] != FG.memberOf.n3()]
    with pytest.raises(GraphError, match="is not valid RDF"):
        loaded.add((URIRef("no iri"), RDF.type, FG.Country))
    with pytest.raises(GraphError, match="is no triple"):
        loaded.add((Literal("x"), RDF.type, FG.Country))
    stored = factgraph.load(folder)
    for change in (stored.add, stored.remove):
        with pytest.raises(ExportError, match=r"cannot be changed here.*factgraph store"):
            change((ID.mexico, FG.memberOf, ID.oecd))
    assert len(rows(factgraph.load(folder).query(MEMBERS))) == 1


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.settimeout(0.05)
        yield found


def test_nothing_hostile_is_done(graph: Graph, listener: socket.socket) -> None:
    elsewhere = f"<http://127.0.0.1:{listener.getsockname()[1]}/>"
    queries = (
        (f"SELECT * {{ SERVICE {elsewhere} {{ ?s ?p ?o }} }}", "SERVICE is refused"),
        (f"SELECT * {{ \\u0053ERVICE {elsewhere} {{ ?s ?p ?o }} }}", "SERVICE is refused"),
        (f"LOAD {elsewhere}", "LOAD is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
        ("SELECT ?x WHRE { ?x a ?y }", "line 1, column 11: found 'WHRE"),
        ("SELECT ?x { ?x no:prefix ?y }", "unknown prefix 'no:'"),
    )
    for query, message in queries:
        with pytest.raises(GraphError, match=message) as caught:
            graph.query(query)
        assert "\n" not in str(caught.value)
    with pytest.raises(GraphError, match="SERVICE is refused"):
        graph.query(prepareQuery(queries[0][0]))
    for update in (f"LOAD {elsewhere}", "INSERT DATA { <urn:a> <urn:b> 1 }", prepareUpdate(f"LOAD {elsewhere}")):
        with pytest.raises(GraphError, match="not changed by SPARQL"):
            graph.update(update)
    with pytest.raises(TypeError):
        graph.query("ASK {}", nonsense=True)
    with pytest.raises(TimeoutError):
        listener.accept()
    assert len(graph) == len(contract_graph())


def test_what_cannot_be_loaded(tmp_path: Path, folder: Path, file: Path) -> None:
    with pytest.raises(TypeError, match="needs a graph file"):
        factgraph.load()
    for paths in ((tmp_path / "none.ttl",), (tmp_path,), (folder, file)):
        with pytest.raises(FactgraphError) as caught:
            factgraph.load(*paths)
        assert "\n" not in str(caught.value)
