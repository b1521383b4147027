"""The example's graph in real triplestores: it loads, and the same questions get the same rows in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from factgraph.builder.iris import BASE
from factgraph.exports.load import load
from factgraph.exports.push import parts, push
from factgraph.exports.questions import question, questions
from factgraph.exports.remote import Client, Credentials
from factgraph.exports.turtle import turtle

from . import stores
from .stores import Row, ask, rows

QUESTIONS = ("memberships", "agreements", "trade-figures", "planned", "timeline")
#: Those that can be asked without naming anything; servers answer them in no time.
ALL_QUESTIONS = tuple(q.name for q in questions() if not any(p.required for p in q.parameters))
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
