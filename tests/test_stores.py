"""The example's graph in real triplestores: it loads, and the same questions get the same rows in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from factgraph.builder.iris import BASE
from factgraph.exports.load import load, rdflib_graph
from factgraph.exports.push import parts, push
from factgraph.exports.questions import question, questions
from factgraph.exports.remote import Client, Credentials
from factgraph.exports.turtle import turtle

from . import stores
from .difference_graphs import disagreeing
from .stores import Row, ask, rows

QUESTIONS = ("memberships", "agreements", "trade-figures", "planned", "timeline")
#: Those that can be asked without naming anything; servers answer them in no time.
ALL_QUESTIONS = tuple(q.name for q in questions() if not any(p.required for p in q.parameters))
DISAGREEING = "https://example.org/disagreeing"
COUNT = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's graph as `build` writes it."""
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_text(turtle(stores.example()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def expected(file: Path) -> dict[str, list[Row]]:
    """What `factgraph query` answers."""
    from factgraph.exports.load import store
    from factgraph.exports.query import run

    kept = store(load(str(file)).triples)
    import pyoxigraph as ox

    as_json = ox.QueryResultsFormat.JSON
    found = {name: rows(run(kept, question(name).query, BASE).serialize(format=as_json)) for name in ALL_QUESTIONS}
    assert all(len(found[name]) > 3 for name in QUESTIONS)
    return found


@pytest.fixture(scope="module")
def conflicts() -> list[Row]:
    """The conflicts of a graph that has some of each kind, as Oxigraph tells them."""
    import pyoxigraph as ox

    from factgraph.exports.load import store
    from factgraph.exports.query import run

    result = run(store(disagreeing().loaded().triples), question("conflicts").query, BASE)
    found = rows(result.serialize(format=ox.QueryResultsFormat.JSON))
    assert len(found) == 7
    return found


def test_conflicts_in_rdflib(conflicts: list[Row]) -> None:
    answer = rdflib_graph(disagreeing().loaded().triples).query(question("conflicts").query).serialize(format="json")
    assert answer is not None
    same("conflicts", rows(answer), conflicts)


def test_conflicts_in_the_oxigraph_server(oxigraph: str, conflicts: list[Row]) -> None:
    conflicts_asked(f"{oxigraph}/store", f"{oxigraph}/query", None, conflicts)


def test_conflicts_in_virtuoso(virtuoso: str, conflicts: list[Row]) -> None:
    to = f"{virtuoso}/sparql-graph-crud-auth"
    conflicts_asked(to, f"{virtuoso}/sparql", Credentials("dba", "dba"), conflicts)


def conflicts_asked(to: str, at: str, credentials: Credentials | None, expected: list[Row]) -> None:
    """Push the graph with conflicts, and ask for them."""
    (_,) = push(parts(disagreeing().loaded().triples, DISAGREEING), to, Client(to, credentials))
    answer = ask(at, question("conflicts").query, **{"default-graph-uri": DISAGREEING})
    same("conflicts", rows(answer), expected)


def test_conflicts_in_jena(conflicts: list[Row], tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(turtle(disagreeing().loaded().triples), encoding="utf-8")
    (tmp_path / "conflicts.rq").write_text(question("conflicts").query, encoding="utf-8")
    paths = (f"--data={tmp_path / 'graph.ttl'}", f"--query={tmp_path / 'conflicts.rq'}")
    answer = stores.Jena(tmp_path).run("arq.sparql", *paths, "--results=json")
    assert answer.returncode == 0, answer.stderr
    same("conflicts", rows(answer.stdout), conflicts)


def test_rdflib(file: Path, expected: dict[str, list[Row]]) -> None:
    graph = rdflib.Graph().parse(file, format="turtle")
    assert len(graph) == len(load(str(file)).triples)
    for name in QUESTIONS:
        answer = graph.query(question(name).query).serialize(format="json")
        assert answer is not None
        same(name, rows(answer), expected[name])


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with stores.oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with stores.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.mark.parametrize("place", ["store", "update"])
def test_oxigraph_server(place: str, oxigraph: str, file: Path, expected: dict[str, list[Row]]) -> None:
    pushed_and_asked(f"{oxigraph}/{place}", f"{oxigraph}/query", None, file, expected)


@pytest.mark.parametrize("place", ["sparql-graph-crud-auth", "sparql-auth"])
def test_virtuoso(place: str, virtuoso: str, file: Path, expected: dict[str, list[Row]]) -> None:
    pushed_and_asked(f"{virtuoso}/{place}", f"{virtuoso}/sparql", Credentials("dba", "dba"), file, expected)


def pushed_and_asked(
    to: str, at: str, credentials: Credentials | None, file: Path, expected: dict[str, list[Row]]
) -> None:
    """Push the graph twice, and ask it."""
    graph = load(str(file))
    for _ in range(2):
        client = Client(to, credentials)
        (done,) = push(parts(graph.triples), to, client)
        assert (done.triples, done.protocol == "SPARQL Update") == (
            len(graph.triples),
            not to.endswith(("store", "crud-auth")),
        )
        counted = {row[0][1]: row[1][1] for row in rows(ask(at, COUNT)) if row[0] and row[1]}
        assert counted[done.graph] == len(graph.triples)
        assert not [name for name in counted if str(name).startswith("urn:factgraph:")]
    for name in ALL_QUESTIONS:
        answer = ask(at, question(name).query, **{"default-graph-uri": done.graph})
        same(name, rows(answer), expected[name])


def test_jena(file: Path, expected: dict[str, list[Row]], tmp_path: Path) -> None:
    jena = stores.Jena(tmp_path)
    loaded = jena.run("tdb2.tdbloader", "--loc=kept", str(file))
    assert loaded.returncode == 0, loaded.stderr
    counted = jena.run("tdb2.tdbquery", "--loc=kept", "--results=csv", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert counted.stdout.split() == ["n", str(len(load(str(file)).triples))], counted.stderr
    for name in QUESTIONS:
        path = tmp_path / f"{name}.rq"
        path.write_text(question(name).query, encoding="utf-8")
        answer = jena.run("tdb2.tdbquery", "--loc=kept", f"--query={path}", "--results=json")
        assert answer.returncode == 0, answer.stderr
        same(name, rows(answer.stdout), expected[name])


def same(name: str, found: list[Row], expected: list[Row]) -> None:
    """Fail where two answers have different rows. Stores sort some letters differently, so order does not count."""
    assert sorted(map(repr, found)) == sorted(map(repr, expected)), name
