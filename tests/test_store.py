"""A store in a folder: what goes in comes out, once, and a change that fails changes nothing."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from factgraph import cli
from factgraph.builder.errors import ExportError, GraphError
from factgraph.exports import store_folder
from factgraph.exports.load import load, load_all
from factgraph.exports.opened import open_graphs
from factgraph.exports.query import answer
from factgraph.exports.questions import question, written
from factgraph.exports.store_folder import ADDED, add, changing, compact, drop, listed, merge, put, reading, update
from factgraph.exports.terms import Term, Triple
from factgraph.exports.turtle import turtle

from .contract_graph import FG, ID, OA, contract_graph

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
EX = Namespace("urn:ex:")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Two graph files that share triples: the contract graph, and another document that knows Mexico."""
    folder = tmp_path_factory.mktemp("graphs")
    first, other = contract_graph(), Graph()
    for triple in first.triples((ID.mexico, None, None)):
        other.add(triple)
    other.add((EX.document, RDF.type, FG.Document))
    other.add((EX.document, DCTERMS.source, Literal("two.txt")))
    other.add((EX.sentence, RDF.type, FG.Sentence))
    other.add((EX.sentence, OA.hasSource, EX.document))
    other.add((EX.statement, RDF.type, RDF.Statement))
    other.add((EX.statement, RDF.subject, ID.mexico))
    other.add((EX.statement, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"), EX.sentence))
    other.add((EX.statement, RDF.value, Literal("007", datatype=URIRef("http://www.w3.org/2001/XMLSchema#integer"))))
    for name, graph in (("one.ttl", first), ("two.ttl", other)):
        (folder / name).write_text(turtle(graph), encoding="utf-8")
    return str(folder / "one.ttl"), str(folder / "two.ttl")


def default_is_all(store: ox.Store) -> bool:
    """Whether the default graph has the named graphs' triples, each once, and no other."""
    named = {q.triple for g in store.named_graphs() for q in store.quads_for_pattern(None, None, None, g)}
    default = [q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    return len(default) == len(set(default)) and set(default) == named


def test_each_document_is_a_graph_and_all_of_them_the_default(files: tuple[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "a" / "store"
    add(folder, files)
    graphs = listed(folder)
    assert len(graphs) == 2
    assert graphs[1].name == "<urn:ex:document>"
    assert default_is_all(reading(folder))
    both = load_all(files)
    assert sum(graph.triples for graph in graphs) > len(both.triples)  # what they share is in both
    assert load(str(folder)) == both


def test_adding_again_changes_nothing_and_a_document_anew_replaces_it(files: tuple[str, str], tmp_path: Path) -> None:
    add(tmp_path / "store", files)
    before = listed(tmp_path / "store"), load(str(tmp_path / "store"))
    add(tmp_path / "store", files[::-1])
    assert (listed(tmp_path / "store"), load(str(tmp_path / "store"))) == before
    graph = Graph().parse(files[1])
    graph.remove((EX.statement, None, None))
    (tmp_path / "two.ttl").write_text(turtle(graph), encoding="utf-8")
    add(tmp_path / "store", [str(tmp_path / "two.ttl")])
    assert default_is_all(reading(tmp_path / "store"))
    assert not any(s == "<urn:ex:statement>" for s, _, _ in load(str(tmp_path / "store")).triples)
    assert set(load(files[0]).triples) <= set(load(str(tmp_path / "store")).triples)


def test_dropping_leaves_what_others_say_too(files: tuple[str, str], tmp_path: Path) -> None:
    add(tmp_path / "store", files)
    drop(tmp_path / "store", ["urn:ex:document"])
    assert load(str(tmp_path / "store")) == load(files[0])
    assert default_is_all(reading(tmp_path / "store"))
    with pytest.raises(GraphError, match="has no graph <urn:ex:document>"):
        drop(tmp_path / "store", ["<urn:ex:document>"])


def test_compacting_keeps_all(files: tuple[str, str], tmp_path: Path) -> None:
    for _ in range(3):
        add(tmp_path / "store", files)
    before = load(str(tmp_path / "store"))
    was, now = compact(tmp_path / "store")
    assert now <= was + 20_000  # what the database logs of its own doing
    assert load(str(tmp_path / "store")) == before
    assert sorted(p.name.partition("-")[0] for p in (tmp_path / "store").iterdir()) == [
        "data",
        "factgraph.json",
        "lock",
    ]


def test_a_store_answers_as_its_files_do(files: tuple[str, str], tmp_path: Path) -> None:
    add(tmp_path / "store", files)
    kept, together = open_graphs([str(tmp_path / "store")]), open_graphs(files)
    query = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
    for form in (None, "csv", "json"):
        assert answer(kept, query, form) == answer(together, query, form)
    assert answer(kept, "CONSTRUCT WHERE { ?s fg:status ?o }") == answer(
        together, "CONSTRUCT WHERE { ?s fg:status ?o }"
    )
    asked = question("memberships"), {"country": "Mexico"}, None
    assert written(kept, *asked) == written(together, *asked)
    assert b"id:mexico (Mexico)" in written(kept, *asked).data
    assert answer(kept, "SELECT ?g WHERE { GRAPH ?g { ?s a rdf:Statement } } GROUP BY ?g", "csv").data.count(b"\n") == 3


def test_named_graphs_of_a_file_are_kept_and_blank_nodes_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text('<urn:g> { _:a <urn:p> "1" } <urn:h> { _:a <urn:p> "2" } _:a <urn:q> 3 .')
    (tmp_path / "h.nt").write_text('_:a <urn:p> "1" .\n')
    add(tmp_path / "store", [str(tmp_path / "g.trig"), str(tmp_path / "h.nt")])
    names = [graph.name for graph in listed(tmp_path / "store")]
    assert names == ["<urn:g>", "<urn:h>", "<urn:x-factgraph:file:g.trig>", "<urn:x-factgraph:file:h.nt>"]
    assert len({s for s, _, _ in load(str(tmp_path / "store")).triples}) == 4
    add(tmp_path / "one", [str(tmp_path / "g.trig"), str(tmp_path / "h.nt")], "urn:all")
    assert [graph.name for graph in listed(tmp_path / "one")] == ["<urn:all>"]


def test_a_change_that_fails_changes_nothing(files: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b> nonsense .")
    with pytest.raises(GraphError, match="not a graph that can be read"):
        add(tmp_path / "new", [files[0], str(tmp_path / "bad.ttl")])
    assert not (tmp_path / "new").exists()
    add(tmp_path / "store", files[:1])
    before = (tmp_path / "store" / "factgraph.json").read_bytes(), load(str(tmp_path / "store"))

    def half() -> None:
        with changing(tmp_path / "store") as store:
            put(store, {"<urn:g>": {("<urn:a>", "<urn:b>", "<urn:c>")}})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert ((tmp_path / "store" / "factgraph.json").read_bytes(), load(str(tmp_path / "store"))) == before
    (tmp_path / "store" / "data-99").mkdir()  # what a program that was killed left behind
    add(tmp_path / "store", files[1:])
    assert len([p for p in (tmp_path / "store").iterdir() if p.name.startswith("data-")]) == 1
    assert len(listed(tmp_path / "store")) == 2


def test_who_reads_goes_on_reading_while_it_changes(files: tuple[str, str], tmp_path: Path) -> None:
    add(tmp_path / "store", files)
    old = reading(tmp_path / "store")
    before = len(list(old.quads_for_pattern(None, None, None)))
    drop(tmp_path / "store", ["urn:ex:document"])
    assert len(list(old.quads_for_pattern(None, None, None))) == before


def test_only_one_program_changes_it(files: tuple[str, str], tmp_path: Path) -> None:
    add(tmp_path / "store", files[:1])
    with (tmp_path / "store" / "lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(ExportError, match="being changed by another program"):
            add(tmp_path / "store", files[1:])
    add(tmp_path / "store", files[1:])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "base": "", "data": "../x"}'])
def test_a_folder_that_is_no_store_is_said_to_be_none(content: str, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="is no store; make one with factgraph store add"):
        listed(tmp_path)
    (tmp_path / "factgraph.json").write_text(content)
    with pytest.raises(GraphError, match="make the store again"):
        listed(tmp_path)


def test_other_folders_are_left_alone(files: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(ExportError, match="is no store and not empty"):
        add(tmp_path, files)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


Quads = dict[Term, set[Triple]]
TRIPLES = st.sets(
    st.builds(lambda s, o: (f"<urn:{s}>", "<urn:p>", f'"{o}"'), st.sampled_from("abc"), st.sampled_from("12"))
)
NAMES = st.sampled_from(["<urn:g>", "<urn:h>", ADDED])
UPDATES = st.sampled_from(
    [
        'INSERT DATA { <urn:a> <urn:p> "1" . <urn:a> <urn:p> "9" }',
        'DELETE DATA { <urn:a> <urn:p> "1" }',
        'INSERT DATA { GRAPH <urn:g> { <urn:b> <urn:p> "2" } }',
        'DELETE DATA { GRAPH <urn:h> { <urn:b> <urn:p> "2" } }',
        "DELETE WHERE { GRAPH <urn:g> { ?s ?p ?o } }",
        'DELETE { ?s <urn:p> "1" } INSERT { ?s <urn:p> "2" } WHERE { ?s <urn:p> "1" }',
        "CLEAR SILENT GRAPH <urn:h>",
        "MOVE SILENT <urn:g> TO <urn:h>",
        "DROP DEFAULT",
        "CLEAR ALL",
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("put"), NAMES, TRIPLES), st.tuples(st.just("merge"), NAMES, TRIPLES), st.tuples(UPDATES)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=6))
@example(
    [
        ("put", ADDED, {("<urn:a>", "<urn:p>", '"1"')}),
        ('DELETE { ?s <urn:p> "1" } INSERT { ?s <urn:p> "2" } WHERE { ?s <urn:p> "1" }',),
    ]
)
def test_the_default_graph_is_all_named_graphs_whatever_is_done(steps: list[tuple[str, Term, set[Triple]]]) -> None:
    store = ox.Store()
    for step in steps:
        if step[0] == "put":
            put(store, {step[1]: step[2]})
            found = store.quads_for_pattern(None, None, None, ox.NamedNode(step[1][1:-1]))
            assert {(str(q.subject), str(q.predicate), str(q.object)) for q in found} == step[2]
        elif step[0] == "merge":
            merge(store, step[1], step[2])
        else:
            before = {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
            update(store, lambda text=step[0]: store.update(text))  # type: ignore[misc]
            after = {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
            if step[0].startswith("INSERT DATA"):
                assert before < after or before == after
            if step[0].startswith("DELETE DATA { <urn:a>"):
                assert not any(str(t) == '<urn:a> <urn:p> "1"' for t in after)
        assert default_is_all(store)


def test_the_command_line(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["store", "add", "facts", *files]) == 0
    assert capsys.readouterr().err.startswith("added 2 graphs with ")
    assert cli.main(["store", "list", "facts", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["graph"] for each in told] == [graph.name[1:-1] for graph in store_folder.listed(Path("facts"))]
    assert told[0]["title"] == "A note"
    assert cli.main(["query", "facts", COUNT, "-f", "csv"]) == 0
    in_store = capsys.readouterr().out
    assert cli.main(["query", files[0], "--also", files[1], COUNT, "-f", "csv"]) == 0
    assert capsys.readouterr().out == in_store
    assert cli.main(["query", "facts", "--also", files[1], COUNT]) == 2
    assert "is a store, which is asked alone" in capsys.readouterr().err
    assert cli.main(["store", "drop", "facts", "urn:ex:document"]) == 0
    assert cli.main(["store", "compact", "facts"]) == 0
    assert " MB; before, " in capsys.readouterr().err
    assert cli.main(["store", "list", "facts"]) == 0
    assert capsys.readouterr().out.endswith("  A note\n")
    assert cli.main(["store", "list", str(tmp_path)]) == 2
    assert cli.main(["explain", "facts", "Mexico", "memberOf"]) == 0
