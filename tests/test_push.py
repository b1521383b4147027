"""Pushing to servers that behave badly: what is sent where, how often, with which secrets, and what is told."""

from __future__ import annotations

import base64
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from factgraph import cli
from factgraph.builder.errors import ExportError
from factgraph.exports import push as pushing
from factgraph.exports.push import parts, push
from factgraph.exports.remote import ATTEMPTS, Client, Credentials
from factgraph.exports.terms import Triple, triples
from factgraph.exports.turtle import turtle

from .contract_graph import contract_graph

Answer = tuple[int, dict[str, str], bytes]
FOLDER = Path(__file__).parent / "golden"
SECRET = "s3cr3t-word"
GRAPH = "urn:x:graph"
FACTS: list[Triple] = [("<urn:s>", "<urn:p>", '"é\\\\u0041 \\"x\\""'), ("<urn:s>", "<urn:p>", "<urn:o>")]


@dataclass
class Server:
    """A server that answers as told, and remembers what it was asked."""

    answer: Callable[[str, str, dict[str, str], bytes], Answer] = lambda *_: (204, {}, b"")
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    def count(self, method: str) -> int:
        return sum(asked[0] == method for asked in self.asked)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Server]]:
    """Starts servers on loopback."""
    monkeypatch.setenv("NO_PROXY", "*")
    running: list[ThreadingHTTPServer] = []

    def start() -> Server:
        server = Server()

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.asked.append((self.command, self.path, headers, body))
                status, sent, said = server.answer(self.command, self.path, headers, body)
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in {"Content-Length": str(len(said)), **sent}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            do_GET = do_PUT = do_POST = handle_any  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.append(listening)
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        server.url = f"http://127.0.0.1:{listening.server_address[1]}/store"
        return server

    yield start
    for each in running:
        each.shutdown()
        each.server_close()


@pytest.fixture
def server(serve: Callable[[], Server]) -> Server:
    return serve()


def client(server: Server, credentials: Credentials | None = None) -> tuple[Client, list[float]]:
    waited: list[float] = []
    return Client(server.url, credentials, timeout=10, sleep=waited.append), waited


def pushed(server: Server, protocol: str = "gsp", credentials: Credentials | None = None) -> list[float]:
    """Push two triples; how long it waited in between."""
    sender, waited = client(server, credentials)
    (done,) = push({GRAPH: FACTS}, server.url, sender, protocol)
    assert done.triples == 2
    return waited


def kept(server: Server) -> Callable[[str, str, dict[str, str], bytes], Answer]:
    """The behaviour of a Graph Store."""
    graphs: dict[str, bytes] = {}

    def answer(method: str, path: str, _: dict[str, str], body: bytes) -> Answer:
        if method == "PUT":
            graphs[path] = body
            return 201, {}, b""
        if method == "GET" and path in graphs:
            return 200, {"Content-Type": "text/turtle"}, graphs[path]
        return (404, {}, b"") if method == "GET" else (415, {}, b"")

    return answer


# Which protocol


def test_a_graph_store_is_recognized_with_and_without_the_graph(server: Server) -> None:
    server.answer = kept(server)
    pushed(server, "auto")
    pushed(server, "auto")
    bodies = {body for method, _, _, body in server.asked if method == "PUT"}
    assert len(bodies) == 1
    assert set(ox.parse(bodies.pop(), format=ox.RdfFormat.TURTLE)) == set(ox.parse(lines(), format=ox.RdfFormat.TURTLE))
    assert {path for method, path, _, _ in server.asked if method == "PUT"} == {"/store?graph=urn%3Ax%3Agraph"}


def lines() -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in FACTS)


def test_an_update_endpoint_is_recognized_and_gets_one_request_for_a_small_graph(server: Server) -> None:
    held = ox.Store()

    def answer(method: str, _: str, __: dict[str, str], body: bytes) -> Answer:
        if method != "POST":
            return 405, {}, b""
        try:
            held.update(body.decode())
        except SyntaxError:
            return 400, {}, b"parse error"
        return 204, {}, b""

    server.answer = answer
    for _ in range(2):
        pushed(server, "auto")
        found = {(q.subject, q.predicate, q.object, q.graph_name) for q in held}
        expected = ox.parse(lines(), format=ox.RdfFormat.TURTLE)
        assert found == {(q.subject, q.predicate, q.object, ox.NamedNode(GRAPH)) for q in expected}
    assert server.count("POST") == 6


def test_a_large_graph_by_update_is_never_there_in_part(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "CHUNK", 10)
    held = ox.Store()
    target = ox.NamedNode(GRAPH)
    sizes = set()

    def answer(method: str, _: str, __: dict[str, str], body: bytes) -> Answer:
        try:
            held.update(body.decode())
        except SyntaxError:
            return 400, {}, b""
        sizes.add(len(list(held.quads_for_pattern(None, None, None, target))))
        return (204, {}, b"") if method == "POST" else (405, {}, b"")

    server.answer = answer
    sender, _ = client(server)
    facts = triples(contract_graph())
    list(push({GRAPH: facts}, server.url, sender, "update"))
    list(push({GRAPH: facts}, server.url, sender, "update"))
    assert sizes == {0, len(facts)}
    assert {q.graph_name for q in held} == {target}


def test_a_page_that_answers_anything_is_no_store(server: Server) -> None:
    server.answer = lambda *_: (200, {"Content-Type": "text/html"}, b"<html>welcome</html>")
    with pytest.raises(ExportError, match="takes neither graphs nor SPARQL updates"):
        pushed(server, "auto")
    assert server.count("PUT") == 0


def test_what_is_taken_but_not_kept_is_told(server: Server) -> None:
    server.answer = lambda method, *_: (404, {}, b"") if method == "GET" else (200, {}, b"")
    with pytest.raises(ExportError, match="took graph <urn:x:graph> but does not have it"):
        pushed(server)


def test_a_service_description_is_no_graph(server: Server) -> None:
    text = b"[] a <http://www.w3.org/ns/sparql-service-description#Service> ."
    server.answer = lambda method, *_: (
        (200, {"Content-Type": "text/turtle"}, text) if method == "GET" else (400, {}, b"")
    )
    with pytest.raises(ExportError, match="takes neither"):
        pushed(server, "auto")


# Failures


@pytest.mark.parametrize("failure", [429, 500, 503, 0])
def test_what_may_pass_is_tried_again_and_then_told(failure: int, server: Server) -> None:
    working = kept(server)
    left = [2]

    def answer(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        if method == "PUT" and left[0]:
            left[0] -= 1
            return failure, {}, b""
        return working(method, path, headers, body)

    server.answer = answer
    assert pushed(server) == [0.5, 1.0]
    left[0] = 99
    with pytest.raises(ExportError) as caught:
        pushed(server)
    assert "\n" not in str(caught.value)
    assert server.count("PUT") == 3 + ATTEMPTS


def test_a_server_says_how_long_to_wait_but_not_for_ever(server: Server) -> None:
    working = kept(server)
    waits = ["7", "86400"]
    server.answer = lambda *asked: (
        (503, {"Retry-After": waits.pop(0)}, b"") if asked[0] == "PUT" and waits else working(*asked)
    )
    assert pushed(server) == [7.0, 30.0]


def test_nobody_there_is_one_line(server: Server) -> None:
    sender = Client("http://127.0.0.1:9/store", None, sleep=lambda _: None)
    with pytest.raises(ExportError, match="refused; is the server running"):
        list(push({GRAPH: FACTS}, "http://127.0.0.1:9/store", sender))


def test_a_refusal_tells_what_the_server_said_safely(server: Server) -> None:
    server.answer = lambda method, *_: (404 if method == "GET" else 400, {}, "bad\n\x1b[31m\u202ething".encode())
    with pytest.raises(ExportError, match=r"400 Bad Request \(bad \\u001B\[31m\\u202Ething\)"):
        pushed(server)
    assert server.count("PUT") == 1


# Secrets


def test_basic_authentication_is_sent_when_asked_for_only(server: Server) -> None:
    working = kept(server)
    right = "Basic " + base64.b64encode(f"ann:{SECRET}".encode()).decode()

    def answer(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        if headers.get("authorization") != right:
            return 401, {"WWW-Authenticate": 'Negotiate, Basic realm="x, y"'}, b""
        return working(method, path, headers, body)

    server.answer = answer
    pushed(server, "auto", Credentials("ann", SECRET))
    assert "authorization" not in server.asked[0][2]
    assert all(headers["authorization"] == right for _, _, headers, _ in server.asked[1:])
    with pytest.raises(ExportError, match="access refused: 401"):
        pushed(server, "auto", Credentials("ann", "wrong"))
    with pytest.raises(ExportError, match="access refused: 401"):
        pushed(server, "auto")


def test_a_digest_holds_no_password(server: Server) -> None:
    working = kept(server)

    def answer(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        if not headers.get("authorization", "").startswith("Digest "):
            return 401, {"WWW-Authenticate": 'Basic realm="b", Digest realm="d", nonce="n1", qop="auth"'}, b""
        return working(method, path, headers, body)

    server.answer = answer
    pushed(server, "gsp", Credentials("ann", SECRET))
    sent = [headers["authorization"] for _, _, headers, _ in server.asked if "authorization" in headers]
    assert sent
    assert not any(SECRET in each for each in sent)
    assert 'username="ann"' in sent[0]


def test_a_token_is_sent(server: Server) -> None:
    server.answer = kept(server)
    pushed(server, "gsp", Credentials(token=SECRET))
    assert {headers["authorization"] for _, _, headers, _ in server.asked} == {f"Bearer {SECRET}"}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("credentials", [Credentials(token=SECRET), Credentials("ann", SECRET)])
def test_another_host_gets_neither_graph_nor_secret(
    status: int, credentials: Credentials, serve: Callable[[], Server]
) -> None:
    server, other = serve(), serve()
    for target in (other.url, other.url.replace("http:", ""), server.url.replace("127.0.0.1", "localhost")):
        server.answer = lambda *_, to=target: (status, {"Location": to}, b"")
        with pytest.raises(ExportError, match="redirects to another host"):
            pushed(server, "gsp", credentials)
    assert other.asked == []


def test_a_redirect_on_the_same_host_keeps_method_and_body(server: Server) -> None:
    working = kept(server)
    server.answer = lambda method, path, headers, body: (
        working(method, path, headers, body)
        if path.startswith("/moved")
        else (308, {"Location": "/moved" + path[len("/store") :]}, b"")
    )
    pushed(server)
    assert lines().encode() in [body for method, path, _, body in server.asked if path.startswith("/moved")]


def test_a_redirect_in_a_circle_ends(server: Server) -> None:
    server.answer = lambda *_: (307, {"Location": "/store"}, b"")
    with pytest.raises(ExportError, match="redirected 5 times"):
        pushed(server)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://x/", "is no http or https address"),
        ("localhost:7878", "is no http or https address"),
        (f"http://ann:{SECRET}@x/", "has a user or password in it; use --user"),
        ("http://x:99999/", "is no address"),
        ("http://x/a b", "space or control character"),
    ],
)
def test_a_wrong_address_is_told_without_the_secret(url: str, message: str) -> None:
    with pytest.raises(ExportError, match=message) as caught:
        Client(url)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(Credentials("ann", SECRET, SECRET))


# The command


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(contract_graph()), encoding="utf-8")
    return str(path)


def test_each_document_goes_into_a_graph_of_its_name(
    server: Server, file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTS_TOKEN", SECRET)
    server.answer = kept(server)
    assert cli.main(["push", file, "--to", server.url, "--token-env", "FACTS_TOKEN"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    (name,) = parts(triples(contract_graph()))
    assert said.err == f"{len(triples(contract_graph())):,} triples are in <{name}> (Graph Store Protocol)\n"
    assert cli.main(["push", file, "-q", "--to", server.url, "--token-env", "FACTS_TOKEN", "--graph", "urn:x:all"]) == 0
    assert capsys.readouterr().err == ""
    assert {path.partition("=")[2] for method, path, _, _ in server.asked if method == "PUT"} == {
        name.replace(":", "%3A").replace("/", "%2F"),
        "urn%3Ax%3Aall",
    }


def test_documents_of_several_files_keep_graphs_of_their_own(server: Server) -> None:
    server.answer = kept(server)
    files = [str(FOLDER / f"{name}.ttl") for name in ("museum", "sport")]
    assert cli.main(["push", "-q", *files, "--to", server.url, "--protocol", "gsp"]) == 0
    both = {path: body for method, path, _, body in server.asked if method == "PUT"}
    assert len(both) == 2
    server.asked.clear()
    assert cli.main(["push", "-q", files[0], "--to", server.url]) == 0
    (alone,) = [(path, body) for method, path, _, body in server.asked if method == "PUT"]
    assert both[alone[0]] == alone[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--user", "ann"], "--user NAME and --password-env VAR go together"),
        (["--user", "ann", "--password-env", "NOT_SET_AT_ALL"], "the environment variable NOT_SET_AT_ALL is not set"),
        (["--user", "ann", "--token-env", "PATH"], "exclude each other"),
        (["--graph", "no iri"], "is no absolute IRI"),
    ],
)
def test_wrong_options_are_one_line(
    arguments: list[str], message: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["push", file, "--to", "http://127.0.0.1:9/store", *arguments]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert os.environ["PATH"] not in said


def test_a_graph_without_documents_needs_a_name() -> None:
    with pytest.raises(ExportError, match="give --graph IRI"):
        parts(FACTS)
    assert list(parts(FACTS, GRAPH)) == [GRAPH]


def test_a_missing_graph_file_is_told_before_anything_is_sent(server: Server, tmp_path: Path) -> None:
    assert cli.main(["push", str(tmp_path / "none.ttl"), "--to", server.url]) == 2
    assert server.asked == []
