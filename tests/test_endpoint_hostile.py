"""Queries and graphs that mean harm: none hangs the endpoint, reaches into the network, or reads a file."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from factgraph.exports.endpoint.checks import check_query, check_update
from factgraph.exports.endpoint.errors import RequestError

from .endpoints import TOKEN, Server, serving

ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
WRITABLE = ("--writable", "--token-env", "TESTS_TOKEN")
NONE = 'CONCAT(STR(?a), STR(?f), STR(?i), STR(?l)) = "none"'


@pytest.fixture(scope="module")
def server(contract_file: str) -> Iterator[Server]:
    with serving(contract_file, *WRITABLE, "--timeout", "30", "--max-rows", "2000") as found:
        yield found


@pytest.fixture(scope="module")
def hasty(contract_file: str) -> Iterator[Server]:
    """A server that stops what takes a second."""
    with serving(contract_file, "--timeout", "1") as found:
        assert found.query("ASK {}").status == 200
        yield found


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what was sent to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                with connection:
                    heard.append(connection.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            ended.set()
            thread.join()


def answers(server: Server) -> bool:
    return bool(server.query("ASK { ?s ?p ?o }").json()["boolean"])


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (COUNT(*) AS ?n) WHERE {{ {ALL} }}",
        f"SELECT * WHERE {{ {ALL} }} ORDER BY ?a ?f ?l",
        f"SELECT DISTINCT ?a ?f ?l WHERE {{ {ALL} FILTER(STR(?a) > STR(?f)) }}",
        f"ASK {{ {ALL} FILTER({NONE}) }}",
        f"CONSTRUCT {{ ?a ?e ?l }} WHERE {{ {ALL} FILTER({NONE}) }}",
        "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d . ?e (!<urn:x>)* ?f }",
    ],
)
def test_what_never_ends_is_stopped(hasty: Server, query: str) -> None:
    begun = time.monotonic()
    reply = hasty.query(query)
    assert (reply.status, "stopped after 1 seconds" in reply.text) == (503, True)
    assert time.monotonic() - begun < 12  # on a machine that has other things to do
    assert reply.headers["retry-after"]
    assert answers(hasty)


def test_many_at_once_do_not_keep_others_from_being_answered_after(hasty: Server) -> None:
    statuses: list[int] = []
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {ALL} }}"
    threads = [threading.Thread(target=lambda: statuses.append(hasty.query(query).status)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [503] * 12
    assert answers(hasty)


def test_who_goes_away_is_not_worked_for(hasty: Server) -> None:
    with pytest.raises(TimeoutError):
        replace(hasty, patience=0.3).ask(
            "GET", "/sparql?query=SELECT+*+{?a+?b+?c.?d+?e+?f.?g+?h+?i.?j+?k+?l}+ORDER+BY+?a+?l"
        )
    assert answers(hasty)


def test_huge_answers_are_refused(server: Server) -> None:
    for form in ("text/csv", "text/tab-separated-values", "application/json", "application/xml"):
        assert server.query("SELECT * { ?a ?b ?c } LIMIT 100", form).status == 200
        many = server.query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 2001", form)
        assert (many.status, "more than 2000 rows" in many.text) == (403, True)
        assert server.query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 2000", form).status == 200
    long = "CONSTRUCT { ?a ?b ?x } WHERE { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?c), STR(?d), STR(?f)) AS ?x) }"
    assert server.query(long).status == 403
    piece = '"' + "x" * 900_000 + '"'
    blown = f"SELECT ?x {{ ?a ?b ?c BIND({piece} AS ?x) }}"
    reply = server.form(query=blown)
    assert (reply.status, "larger than 64000000 bytes" in reply.text) == (403, True)
    assert answers(server)


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting_kills_a_worker_at_most(server: Server, depth: int) -> None:
    for query in (
        f"SELECT * {{ {'{' * depth} ?s ?p ?o {'}' * depth} }}",
        f"ASK {{ FILTER({'(' * depth}1{')' * depth}) }}",
        f"ASK {{ FILTER({'!' * depth}true) }}",
        f"ASK {{ ?s {'^' * depth}<urn:p> ?o }}",
    ):
        assert server.form(query=query).status in (200, 400, 403, 503)
    assert answers(server)


def test_service_reaches_nobody(server: Server) -> None:
    with listening() as (port, heard):
        there = f"<http://127.0.0.1:{port}/>"
        for query in (
            f"SELECT * {{ SERVICE {there} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT {there} {{ ?s ?p ?o }} }}",
            f"select * {{ sErViCe {there} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ VALUES ?x {{ {there} }} SERVICE ?x {{ ?s ?p ?o }} }}",
            f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE {there} {{ ?s ?p ?o }} }} }} }} }}",
            f"SELECT * {{ FILTER NOT EXISTS {{ SERVICE {there} {{ ?s ?p ?o }} }} }}",
            f"ASK {{ SERVICE {there} {{ }} }}",
            f"DESCRIBE ?s {{ SERVICE {there} {{ ?s ?p ?o }} }}",
            f"PREFIX : {there} SELECT * {{ SERVICE:x {{}} }}",
            f"SELECT * {{ ?s ?p trueSERVICE {there} {{}} }}",
            f"SELECT * {{ ?s ?p 1SERVICE {there} {{}} }}",
            f"SELECT * {{ ?s ?p 'a'SERVICE {there} {{}} }}",
            f"SELECT * {{ \\u0053ERVICE {there} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ ?s ?p <urn:\\u0041#> . \\u0053ervice {there} {{}} }}",
            f"SELECT * {{ #\rSERVICE {there} {{ ?s ?p ?o }}\n}}",
            f"SELECT * {{ ?s ?p '''#''' SERVICE {there} {{ ?s ?p ?o }} }}",
        ):
            for reply in (server.query(query), server.form("/rows", query=query)):
                assert reply.status in (400, 403), query
        for update in (
            f"LOAD {there}",
            f"LOAD SILENT {there} INTO GRAPH <urn:g>",
            "LOAD <file:///etc/passwd>",
            f"INSERT DATA {{ <urn:a> <urn:b> 1 }} ; lo\\u0061d {there}",
            f"PREFIX x: <urn:x> LOAD {there}",
            f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {there} {{ ?s ?p ?o }} }}",
            f"DELETE {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT {there} {{ ?s ?p ?o }} }}",
            f"CLEAR ALL;LOAD{there}",
        ):
            assert server.update(update).status in (400, 403), update
        for body, kind in (
            (f'{{"@context": "http://127.0.0.1:{port}/", "a": "b"}}', "application/ld+json"),
            (f'{{"@context": {{"@import": "http://127.0.0.1:{port}/"}}, "a": "b"}}', "application/ld+json"),
            (
                f'<!DOCTYPE r [<!ENTITY e SYSTEM "http://127.0.0.1:{port}/">]>'
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x">'
                '<rdf:Description rdf:about="urn:a"><x:p>&e;</x:p></rdf:Description></rdf:RDF>',
                "application/rdf+xml",
            ),
        ):
            auth = {"Authorization": f"Bearer {TOKEN}"}
            assert server.graph("PUT", "urn:g", body, kind, **auth).status in (201, 204, 400)
        assert heard == []
    assert answers(server)


def test_entities_of_a_graph_that_is_sent_read_no_file(server: Server) -> None:
    xml = (
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x">'
        '<rdf:Description rdf:about="urn:a"><x:p>&e;</x:p></rdf:Description></rdf:RDF>'
    )
    many = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = xml.replace('<!ENTITY e SYSTEM "file:///etc/passwd">', f'<!ENTITY e0 "ha">{many}').replace("&e;", "&e11;")
    for body in (xml, bomb):
        reply = server.graph("PUT", "urn:xml", body, "application/rdf+xml", Authorization=f"Bearer {TOKEN}")
        assert reply.status in (400, 503)
    assert "root:" not in server.query("SELECT * { ?s ?p ?o }", "text/csv").text
    assert server.graph("GET", "urn:xml").status == 404


def test_service_is_for_whom_it_is_allowed_and_load_for_nobody(contract_file: str) -> None:
    with (
        listening() as (port, heard),
        serving(contract_file, "--allow-service", *WRITABLE) as server,
    ):
        assert server.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}").status == 500
        assert len(heard) == 1
        assert server.update(f"LOAD <http://127.0.0.1:{port}/>").status == 403
        assert len(heard) == 1


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?x { ?x rdfs:label "SERVICE" } # SERVICE',
        "SELECT ?service { ?service a <urn:service/SERVICE#service> }",
        'PREFIX fg: <urn:fg:> SELECT ?x { ?x a fg:SERVICE ; fg:as "load" }',
    ],
)
def test_words_that_only_look_so_are_let_through(server: Server, query: str) -> None:
    assert server.query(query).status == 200


def test_checks_name_what_they_refuse() -> None:
    with pytest.raises(RequestError, match="SERVICE is refused"):
        check_query("ASK { SERVICE ?x {} }", allow_service=False)
    check_query("ASK { SERVICE ?x {} }", allow_service=True)
    with pytest.raises(RequestError, match="LOAD is refused"):
        check_update("LOAD <urn:x>", allow_service=True)
    with pytest.raises(RequestError, match="cannot be ruled out"):
        check_query("ASK {{{ service", allow_service=False)
    check_update("INSERT DATA { <urn:a> <urn:service> 'LOAD' }", allow_service=False)


def test_nothing_is_left_behind_by_writes_that_are_stopped(contract_file: str, tmp_path: Path) -> None:
    from factgraph import cli

    folder = tmp_path / "facts"
    assert cli.main(["store", "add", str(folder), contract_file]) == 0
    with serving(str(folder), *WRITABLE, "--timeout", "4") as server:
        endless = server.update(f"INSERT {{ ?a <urn:p> ?l }} WHERE {{ {ALL} }}")
        assert endless.status == 503
        assert server.query("ASK { ?s <urn:p> ?o }").json()["boolean"] is False
        assert server.update("INSERT DATA { <urn:a> <urn:p> 1 }").status == 204
        assert server.query("ASK { ?s <urn:p> ?o }").json()["boolean"] is True
    assert len([path for path in folder.iterdir() if path.name.startswith("data-")]) == 1
