"""The endpoint over HTTP: the SPARQL 1.1 Protocol, the Graph Store Protocol, and who may do what."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef

from factgraph import cli
from factgraph.exports.endpoint.app import is_known
from factgraph.exports.endpoint.media import GRAPHS, RESULTS, chosen
from factgraph.exports.load import load

from .contract_graph import FG, ID
from .endpoints import TOKEN, Server, serving

SELECT = "SELECT ?o WHERE { id:mexico fg:memberOf ?o }"
ASK = "ASK { id:mexico fg:memberOf id:oecd }"
CONSTRUCT = "CONSTRUCT WHERE { ?s fg:memberOf ?o }"
OTHER = "<urn:a> <urn:p> <urn:b> .\n<https://w3id.org/factgraph/id/mexico> <urn:p> 7 .\n"
FORM = "application/x-www-form-urlencoded"
OECD = "https://w3id.org/factgraph/id/oecd"


@pytest.fixture(scope="module")
def server(contract_file: str) -> Iterator[Server]:
    """A server that nobody may write to."""
    with serving(contract_file) as found:
        yield found


@pytest.fixture(scope="module")
def writable(contract_file: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("store") / "facts"
    assert cli.main(["store", "add", str(folder), contract_file]) == 0
    with serving(str(folder), "--writable", "--token-env", "TESTS_TOKEN", "--cors", "https://example.org") as found:
        yield found


# Queries


def test_a_query_by_get_by_form_and_direct_gives_the_same(server: Server) -> None:
    replies = [
        server.query(SELECT),
        server.form(query=SELECT),
        server.ask("POST", "/sparql", SELECT, Content_Type="application/sparql-query; charset=UTF-8"),
    ]
    for reply in replies:
        assert (reply.status, reply.media) == (200, "application/sparql-results+json")
        assert [row["o"]["value"] for row in reply.json()["results"]["bindings"]] == [OECD]
        assert reply.headers["vary"] == "Accept"
    assert server.query(ASK).json()["boolean"] is True


@pytest.mark.parametrize("media", RESULTS)
def test_rows_come_as_asked_for(server: Server, media: str) -> None:
    reply = server.query(SELECT, media)
    assert (reply.status, reply.media) == (200, media)
    if RESULTS[media] == "CSV":
        assert reply.text.split() == ["o", OECD]
    else:
        form = getattr(ox.QueryResultsFormat, RESULTS[media])
        found = ox.parse_query_results(reply.body, format=form)
        assert isinstance(found, ox.QuerySolutions)
        assert [str(row["o"]) for row in found] == [f"<{OECD}>"]
    if RESULTS[media] != "CSV" and RESULTS[media] != "TSV":
        assert server.query(ASK, media).status == 200


@pytest.mark.parametrize("media", GRAPHS)
def test_triples_come_as_asked_for(server: Server, media: str) -> None:
    for reply in (server.query(CONSTRUCT, media), server.ask("GET", "/store?default", Accept=media)):
        assert (reply.status, reply.media) == (200, media)
        found = ox.parse(reply.body, format=getattr(ox.RdfFormat, GRAPHS[media]))
        assert f"<{ID.mexico}> <{FG.memberOf}> <{OECD}>" in {str(quad.triple) for quad in found}


def test_what_is_liked_best_is_chosen(server: Server) -> None:
    both = {**RESULTS}
    assert chosen(None, both) == chosen("", both) == chosen("*/*", both) == "application/sparql-results+json"
    assert chosen("text/csv;q=0.5, application/sparql-results+xml", both) == "application/sparql-results+xml"
    assert chosen("text/*, application/*;q=0.1", both) == "text/xml"
    assert chosen("text/csv;q=0, text/*", {"text/csv": "CSV"}) is None
    assert chosen("TEXT/CSV; charset=utf-8", both) == "text/csv"
    assert chosen("text/csv;q=much", both) is None
    assert server.query(SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").status == 200


def test_the_dataset_of_the_request_is_asked(writable: Server) -> None:
    auth = {"Authorization": f"Bearer {TOKEN}"}
    for name in ("urn:d1", "urn:d2"):
        assert writable.graph("PUT", name, OTHER, **auth).status == 201
    everything = "SELECT * WHERE { ?s ?p ?o }"
    both = {"default-graph-uri": ["urn:d1", "urn:d2"]}
    assert writable.query(everything, "text/csv", **both).text.count("\r\n") == 3  # a merge has each triple once
    from_both = "SELECT * FROM <urn:d1> FROM <urn:d2> WHERE { ?s ?p ?o }"
    assert writable.query(from_both, "text/csv").text.count("\r\n") == 3
    named = {"named-graph-uri": "urn:d1"}
    assert writable.query(everything, "text/csv", **named).text.count("\r\n") == 1
    names = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert writable.query(names, "text/csv", **named).text.split() == ["g", "urn:d1"]
    # The request's dataset goes before the query's.
    assert writable.query("SELECT * FROM <urn:none> { ?s ?p ?o }", "text/csv", **both).text.count("\r\n") == 3
    assert writable.query(everything, **{"default-graph-uri": "no iri"}).status == 400
    for name in ("urn:d1", "urn:d2"):
        assert writable.graph("DELETE", name, **auth).status == 204


def test_without_a_query_the_service_is_described(server: Server, writable: Server) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for one, languages in ((server, {"SPARQL11Query"}), (writable, {"SPARQL11Query", "SPARQL11Update"})):
        reply = one.ask("GET", "/sparql", Accept="text/turtle")
        assert (reply.status, reply.media) == (200, "text/turtle")
        found = Graph().parse(data=reply.text, format="turtle")
        assert {str(o) for o in found.objects(None, URIRef(sd + "endpoint"))} == {f"{one.url}/sparql"}
        told = {str(o).removeprefix(sd) for o in found.objects(None, URIRef(sd + "supportedLanguage"))}
        assert told == languages
        assert len(set(found.objects(None, URIRef(sd + "namedGraph")))) == 1
    assert server.ask("GET", "/sparql", Accept="application/ld+json").media == "application/ld+json"
    assert server.ask("GET", "/sparql", Accept="image/png").status == 406
    assert server.ask("HEAD", "/sparql").status == 200


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status", "says"),
    [
        ("GET", "/sparql?query=SELECT+nonsense", "", None, 400, "query, line 1, column 8"),
        ("GET", "/sparql?query=", "", None, 400, "ends too soon"),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", "", None, 400, "query is given 2 times"),
        ("GET", "/sparql?update=CLEAR+ALL", "", None, 400, "by POST"),
        ("GET", "/sparql?query=INSERT+DATA+{<urn:a>+<urn:b>+1}", "", None, 403, "INSERT is refused"),
        ("GET", "/sparql?query=%ff", "", None, 400, "cannot be read"),
        ("POST", "/sparql", "application/sparql-query", b"ASK { \xff }", 400, "not UTF-8 at byte 6"),
        ("POST", "/sparql", FORM, b"", 400, "one of query and update"),
        (
            "POST",
            "/sparql",
            FORM,
            b"query=ASK{}&update=x",
            400,
            "one of query and update",
        ),
        ("POST", "/sparql", "application/sparql-query; charset=latin-1", b"ASK {}", 415, "send UTF-8"),
        ("POST", "/sparql", "text/plain", b"ASK {}", 415, "application/sparql-query"),
        ("POST", "/sparql", "", b"ASK {}", 415, "application/sparql-query"),
        ("POST", "/sparql", "application/sparql-query", b"#" * 1_000_001, 413, "larger than 1000000 bytes"),
        ("PUT", "/sparql", "application/sparql-query", b"ASK {}", 405, "Method Not Allowed"),
        ("DELETE", "/sparql", "", None, 405, "Method Not Allowed"),
        ("POST", "/sparql", "application/sparql-update", b"CLEAR ALL", 403, "read-only"),
        ("POST", "/sparql", FORM, b"update=CLEAR+ALL", 403, "read-only"),
        ("PUT", "/store?graph=urn:a", "text/turtle", b"", 405, "Method Not Allowed"),
        ("DELETE", "/store?graph=urn:a", "", None, 405, "Method Not Allowed"),
        ("GET", "/store", "", None, 400, "name a graph"),
        ("GET", "/store?default&graph=urn:a", "", None, 400, "name a graph"),
        ("GET", "/store?graph=urn:none", "", None, 404, "no graph <urn:none>"),
        ("GET", "/store?graph=relative", "", None, 400, "no absolute IRI"),
        ("GET", "/nothing", "", None, 404, "Not Found"),
        ("GET", "/download/other.ttl", "", None, 404, "no such download"),
        ("GET", "/download/..%2f..%2fetc%2fpasswd", "", None, 404, ""),
        ("GET", "/web/../page.html", "", None, 404, ""),
        ("GET", "/web/..%2fapp.py", "", None, 404, ""),
        ("GET", "/web/page.html", "", None, 404, "nothing here"),
        ("GET", "//etc/passwd", "", None, 404, ""),
        ("GET", "/evidence?iri=urn:none", "", None, 404, "no statement"),
        ("POST", "/rows", FORM, b"question=nonsense", 400, "no question is called"),
        ("POST", "/rows", FORM, b"question=connected", 400, "needs entity=VALUE"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    server: Server, method: str, path: str, kind: str, body: bytes | None, status: int, says: str
) -> None:
    reply = server.ask(method, path, body, **({"Content_Type": kind} if kind else {}))
    assert (reply.status, reply.media) == (status, "text/plain")
    assert says in reply.text
    assert reply.body.count(b"\n") == 1
    assert ("allow" in reply.headers) == (status == 405)


def test_what_nobody_can_write_is_not_acceptable(server: Server) -> None:
    assert server.query(SELECT, "image/png").status == 406
    reply = server.query(SELECT, "text/turtle")
    assert (reply.status, "text/csv" in reply.text) == (406, True)
    assert server.query(CONSTRUCT, "text/csv").status == 406
    assert server.ask("GET", "/store?default", Accept="image/png").status == 406
    assert server.ask("GET", "/store?default", Accept="text/turtle;q=0").status == 406


# Writing


def test_graphs_are_put_added_to_read_and_deleted(writable: Server) -> None:
    auth, everything = {"Authorization": f"Bearer {TOKEN}"}, len(writable.query("SELECT * {?s ?p ?o}", "text/csv").body)
    assert writable.graph("GET", "urn:new").status == 404
    assert writable.graph("PUT", "urn:new", OTHER, **auth).status == 201
    assert writable.graph("PUT", "urn:new", OTHER, **auth).status == 204
    found = writable.graph("GET", "urn:new", Accept="application/n-triples")
    assert sorted(found.text.splitlines()) == sorted(Graph().parse(data=OTHER).serialize(format="nt").split("\n"))[-2:]
    head = writable.graph("HEAD", "urn:new", Accept="application/n-triples")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(found.body)))
    assert writable.query("ASK { <urn:a> <urn:p> <urn:b> }").json()["boolean"] is True
    more = '{"@id": "urn:c", "urn:p": {"@id": "urn:d"}}'
    assert writable.graph("POST", "urn:new", more, "application/ld+json", **auth).status == 204
    assert writable.graph("GET", "urn:new", Accept="application/n-triples").text.count("\n") == 3
    assert writable.graph("DELETE", "urn:new", **auth).status == 204
    assert writable.graph("DELETE", "urn:new", **auth).status == 404
    assert len(writable.query("SELECT * {?s ?p ?o}", "text/csv").body) == everything
    assert writable.ask("PUT", "/store?default", OTHER, Content_Type="text/turtle", **auth).status == 403
    assert writable.graph("PUT", "urn:new", "nonsense", **auth).status == 400
    assert writable.graph("PUT", "urn:new", OTHER, "text/html", **auth).status == 415
    assert (
        writable.graph("PUT", "urn:new", OTHER, Authorization=f"Bearer {TOKEN}", Content_Length="64000001").status
        == 413
    )


def test_the_graph_store_is_at_sparql_too(server: Server, writable: Server) -> None:
    auth = {"Authorization": f"Bearer {TOKEN}", "Content_Type": "text/turtle"}
    triples = {"Accept": "application/n-triples"}
    assert writable.ask("PUT", "/sparql?graph=urn:here", OTHER, **auth).status == 201
    assert writable.ask("POST", "/sparql?graph=urn:here", "<urn:c> <urn:p> <urn:d> .", **auth).status == 204
    found = writable.ask("GET", "/sparql?graph=urn:here", **triples)
    assert (found.status, found.media, found.body.count(b"\n")) == (200, "application/n-triples", 3)
    assert sorted(found.text.splitlines()) == sorted(writable.graph("GET", "urn:here", **triples).text.splitlines())
    head = writable.ask("HEAD", "/sparql?graph=urn:here", **triples)
    assert (head.status, head.headers["content-length"]) == (200, str(len(found.body)))
    # Whatever has a query or an update is for the SPARQL Protocol.
    assert writable.ask("GET", "/sparql?graph=urn:here&query=ASK{}").json()["boolean"] is True
    assert (
        writable.ask("POST", "/sparql?graph=urn:here", "ASK {}", Content_Type="application/sparql-query").status == 200
    )
    assert writable.ask("POST", "/sparql?graph=urn:here", "query=ASK{}", Content_Type=FORM).status == 200
    assert writable.ask("DELETE", "/sparql?graph=urn:here", Content_Type="text/turtle").status == 401
    assert writable.ask("DELETE", "/sparql?graph=urn:here", **auth).status == 204
    assert writable.ask("GET", "/sparql?graph=urn:here").status == 404
    for method in ("PUT", "DELETE"):
        nameless = writable.ask(method, "/sparql", OTHER, **auth)
        assert (nameless.status, "name a graph" in nameless.text) == (400, True)
    whole = server.ask("GET", "/sparql?default", **triples)
    assert sorted(whole.text.splitlines()) == sorted(server.ask("GET", "/store?default", **triples).text.splitlines())
    assert server.ask("POST", "/sparql?graph=urn:here", OTHER, **auth).status == 403
    assert server.ask("PUT", "/sparql?graph=urn:here", OTHER, **auth).status == 405


def test_updates_are_done_whole_or_not_at_all(writable: Server) -> None:
    done = writable.update(
        'INSERT DATA { <urn:u> <urn:p> "1" } ; INSERT DATA { GRAPH <urn:k> { <urn:u> <urn:p> "2" } }'
    )
    assert done.status == 204
    count = "SELECT (COUNT(*) AS ?n) WHERE { <urn:u> <urn:p> ?o }"
    assert writable.query(count, "text/csv").text.split() == ["n", "2"]
    half = writable.update("DELETE WHERE { <urn:u> ?p ?o } ; CREATE GRAPH <urn:k>")
    assert (half.status, "already exists" in half.text) == (400, True)
    assert writable.query(count, "text/csv").text.split() == ["n", "2"]
    assert writable.form(update="CLEAR ALL").status == 401
    assert writable.update("nonsense").status == 400
    assert writable.update("DELETE WHERE { <urn:u> ?p ?o }").status == 204
    assert writable.query(count, "text/csv").text.split() == ["n", "0"]


@pytest.mark.parametrize(
    "token", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x"]
)
def test_who_lacks_the_token_changes_nothing(writable: Server, token: str) -> None:
    headers = {"Authorization": token} if token else {}
    for method in ("PUT", "POST", "DELETE"):
        reply = writable.graph(method, "urn:new", OTHER, **headers)
        assert (reply.status, reply.headers["www-authenticate"]) == (401, 'Bearer realm="factgraph"')
    body = writable.ask("POST", "/sparql", "CLEAR ALL", Content_Type="application/sparql-update", **headers)
    assert body.status == 401
    assert TOKEN not in body.text
    assert writable.query(ASK).json()["boolean"] is True


def test_changes_by_another_program_show_at_once(contract_file: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "facts")
    assert cli.main(["store", "add", folder, contract_file]) == 0
    with serving(folder) as server:
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        before = int(server.query(count, "text/csv").text.split()[1])
        (tmp_path / "more.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
        assert cli.main(["store", "add", folder, str(tmp_path / "more.nt")]) == 0
        assert int(server.query(count, "text/csv").text.split()[1]) == before + 1


# Browsers


def test_other_names_than_ours_are_refused(server: Server) -> None:
    for name in ("evil.example", f"evil.example:{server.port}", "127.0.0.1.evil.example", "", "169.254.169.254"):
        assert server.ask("GET", "/sparql?query=ASK{}", Host=name).status == 421
    for name in (f"localhost:{server.port}", "127.0.0.1", f"[::1]:{server.port}"):
        assert server.ask("GET", "/sparql?query=ASK{}", Host=name).status == 200
    assert is_known("192.0.2.7:80", "0.0.0.0")
    assert is_known("[2001:db8::1]:80", "::")
    assert not is_known("evil.example", "0.0.0.0")
    assert is_known("graphs.example:80", "graphs.example")


def test_other_origins_may_ask_only_where_it_says_so(server: Server, writable: Server) -> None:
    asked = {"Origin": "https://example.org"}
    preflight = {**asked, "Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
    assert not any(
        name.startswith("access-control") for name in server.ask("GET", "/sparql?query=ASK{}", **asked).headers
    )
    assert server.ask("OPTIONS", "/sparql", **preflight).status == 405
    given = writable.ask("GET", "/sparql?query=ASK{}", **asked)
    assert given.headers["access-control-allow-origin"] == "https://example.org"
    assert writable.ask("OPTIONS", "/sparql", **preflight).status == 200
    other = writable.ask("GET", "/sparql?query=ASK{}", Origin="https://evil.example")
    assert "access-control-allow-origin" not in other.headers


def test_every_answer_carries_what_keeps_browsers_from_harm(server: Server) -> None:
    for path in ("/", "/sparql?query=ASK{}", "/nothing", "/web/endpoint.js", "/store?default"):
        headers = server.ask("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "server" not in headers


# The whole graph


def test_downloads_hold_the_whole_graph(server: Server, contract_file: str, tmp_path: Path) -> None:
    expected = set(load(contract_file).triples)
    for name in ("graph.ttl", "graph.nt", "graph.jsonld", "graph.rdf", "graph.trig", "graph.nq"):
        reply = server.ask("GET", f"/download/{name}")
        assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
        (tmp_path / name).write_bytes(reply.body)
        assert set(load(str(tmp_path / name)).triples) == expected


def test_the_picture_is_there(server: Server) -> None:
    reply = server.ask("GET", "/graph")
    assert (reply.status, reply.media) == (200, "text/html")
    assert b"Organisation for Economic Co-operation" in reply.body
    assert "content-security-policy" not in reply.headers  # it has its own in the page
    assert b"Content-Security-Policy" in reply.body


# Starting and ending


def test_several_files_are_served_as_one(contract_file: str, tmp_path: Path) -> None:
    (tmp_path / "more.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    with serving(contract_file, str(tmp_path / "more.nt")) as server:
        reply = server.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "text/csv")
        assert int(reply.text.split()[1]) == len(load(contract_file).triples) + 1


def test_ctrl_c_ends_it_cleanly_and_its_workers_too(contract_file: str, tmp_path: Path) -> None:
    (tmp_path / "factgraph.py").write_text("raise SystemExit('not me')")  # what lies about is not run
    with serving(contract_file) as server:
        assert server.query(ASK).status == 200
        workers = server.workers()
        assert workers
        os.kill(server.process.pid, signal.SIGINT)
        assert server.process.wait(timeout=10) == 0
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""
    until = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_port_that_is_taken_is_one_line(server: Server, contract_file: str) -> None:
    command = [sys.executable, "-m", "factgraph", "serve", contract_file, "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert done.stderr.startswith(f"factgraph: error: cannot listen on 127.0.0.1, port {server.port}: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing.ttl"], "no such file"),
        (["GRAPH", "--writable"], "go together"),
        (["GRAPH", "--token-env", "NO_SUCH_TOKEN"], "go together"),
        (["GRAPH", "--writable", "--token-env", "NO_SUCH_TOKEN"], "must hold a token of at least 8"),
        (["GRAPH", "--cors", "example.org"], "give an origin such as"),
        (["GRAPH", "--cors", "https://example.org/page"], "give an origin such as"),
        (["GRAPH", "--host", "256.1.1.1"], "cannot listen on 256.1.1.1"),
        (["GRAPH", "--timeout", "0"], "timeout"),
    ],
)
def test_what_cannot_be_served_is_one_line(
    arguments: list[str], says: str, contract_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["serve", *(contract_file if each == "GRAPH" else each for each in arguments), "--port", "0"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("factgraph: error: ")
    assert says in error
    assert error.count("\n") == 1
