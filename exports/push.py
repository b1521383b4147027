"""Graphs put into a triplestore over HTTP, each named graph replaced as a whole: doing it twice changes nothing.

By the Graph Store Protocol (W3C Recommendation, 21 March 2013) a graph is one PUT. By SPARQL 1.1 Update a small graph
is one request; a large one goes into a graph beside it first, which is then copied over the one that was there: who
asks meanwhile finds the old or the new, not a part.
"""

from __future__ import annotations

import hashlib
import re
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..builder.errors import ExportError
from .by_document import by_document
from .remote import ATTEMPTS, Client, Reply
from .terms import Term, Triple, value

PROTOCOLS = ("auto", "gsp", "update")
#: Triples of one INSERT DATA. Virtuoso compiles a request as a program, and gives up on much longer ones.
CHUNK = 1000
_RDF = ("text/turtle", "application/n-triples", "application/rdf+xml", "text/n3", "text/rdf+n3", "application/x-turtle")
_DESCRIPTION = "http://www.w3.org/ns/sparql-service-description#"
_NOTHING = "INSERT DATA {}"
_BROKEN = "INSERT DATA {"  #: who takes this takes anything: Virtuoso's Graph Store answers updates with a page
_ACCEPT = "application/n-triples, text/turtle;q=0.9, */*;q=0.1"
# Some engines resolve \uXXXX before they read strings, some inside them; this form means a backslash and a u to both.
_BACKSLASH_U = re.compile(r"\\(?:\\([uU])|(.))", re.DOTALL)
_NAMES = {"gsp": "Graph Store Protocol", "update": "SPARQL Update"}


@dataclass(frozen=True, slots=True)
class Pushed:
    """A graph that is in the store now."""

    graph: str  #: its IRI
    triples: int
    protocol: str  #: as people call it


def parts(triples: Sequence[Triple], graph: str | None = None) -> dict[str, Sequence[Triple]]:
    """Which triples go into which graph, by its IRI: all into the one given, or those of each document into its own.

    Raises ExportError for what is no IRI, and without one for a graph that names no document.
    """
    import pyoxigraph as ox

    if graph is None:
        found = by_document(triples)
        rest = found.pop(None, [])
        if not found:
            raise ExportError("no fg:Document is there to name a graph in the store by; give --graph IRI")
        # What is no document's, such as a triple someone added, goes along with each.
        return {value(document): [*part, *rest] for document, part in found.items() if document}
    try:
        return {ox.NamedNode(graph).value: triples}
    except ValueError as error:
        raise ExportError(f"--graph {graph!a} is no absolute IRI: {error}; give one such as urn:x:facts") from error


def push(parts: Mapping[str, Sequence[Triple]], url: str, client: Client, protocol: str = "auto") -> Iterator[Pushed]:
    """Put each graph, by its IRI, into the store at `url`, one after the other; yields each when it is there.

    `url` is a Graph Store's, without `?graph=`, or where SPARQL updates go; "auto" asks the server which. Raises
    ExportError where it cannot be reached, is neither, or refuses; graphs yielded before stay.
    """
    for number, (graph, triples) in enumerate(sorted(parts.items())):
        if protocol == "auto":
            protocol = _asked(url, client, graph)
        elif number == 0:  # a server may hang up on a long request without credentials, so it asks for them here
            _allowed(url, _get(url, client, graph) if protocol == "gsp" else _sparql(url, client, _NOTHING))
        (_put if protocol == "gsp" else _update)(url, client, graph, triples)
        yield Pushed(graph, len(triples), _NAMES[protocol])


def _asked(url: str, client: Client, graph: str) -> str:
    """Which protocol the server speaks there. Asking changes nothing."""
    got = _get(url, client, graph)
    _allowed(url, got)
    if got.fine and got.media in _RDF and _DESCRIPTION not in got.text:
        return "gsp"
    changed = _sparql(url, client, _NOTHING)
    if changed.fine and not _sparql(url, client, _BROKEN, attempts=1).fine:
        return "update"
    _allowed(url, changed)
    if got.status == 404:  # a Graph Store that does not have the graph yet
        return "gsp"
    raise ExportError(
        f"{url} takes neither graphs nor SPARQL updates: a Graph Store would answer 200 or 404 where it says "
        f"{got.reason()}, and an update gets {changed.reason()}; docs/triplestores.md has common stores' addresses"
    )


def _get(url: str, client: Client, graph: str) -> Reply:
    return client.send("GET", _address(url, graph), {"Accept": _ACCEPT})


def _address(url: str, graph: str) -> str:
    base, _, query = url.partition("#")[0].partition("?")
    named = "graph=" + urllib.parse.quote(graph, safe="")
    return f"{base}?{query}&{named}" if query else f"{base}?{named}"


def _put(url: str, client: Client, graph: str, triples: Sequence[Triple]) -> None:
    # N-Triples are Turtle, which is the one format that every Graph Store must take.
    body = "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode("utf-8")
    reply = client.send("PUT", _address(url, graph), {"Content-Type": "text/turtle; charset=utf-8"}, body)
    _done(url, reply, f"graph <{graph}>")
    if triples and not _get(url, client, graph).fine:
        raise ExportError(f"{url} took graph <{graph}> but does not have it; is it a Graph Store's address?")


def _update(url: str, client: Client, graph: str, triples: Sequence[Triple]) -> None:
    # A blank node means the same only within one request.
    size = len(triples) if any(t.startswith("_:") for s, _, o in triples for t in (s, o)) else CHUNK
    if len(triples) <= size:
        _do(url, client, graph, f"DROP SILENT GRAPH <{graph}> ;\n" + _insert(graph, triples))
        return
    beside = f"urn:factgraph:push:{hashlib.sha256(graph.encode()).hexdigest()[:20]}"
    _do(url, client, graph, f"DROP SILENT GRAPH <{beside}>")
    try:
        for start in range(0, len(triples), size):
            _do(url, client, graph, _insert(beside, triples[start : start + size]))
        # Not MOVE: sent again after a lost answer it would find nothing to move, and empty the graph.
        _do(url, client, graph, f"COPY SILENT GRAPH <{beside}> TO GRAPH <{graph}>")
    finally:
        _sparql(url, client, f"DROP SILENT GRAPH <{beside}>")


def _insert(graph: str, triples: Sequence[Triple]) -> str:
    lines = "".join(f"{_safe(s)} {p} {_safe(o)} .\n" for s, p, o in triples)
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}}} }}"


def _safe(term: Term) -> str:
    if "\\" not in term:
        return term
    return _BACKSLASH_U.sub(lambda m: f"\\\\\\u{ord(m[1]):04X}" if m[1] else m[0], term)


def _sparql(url: str, client: Client, update: str, attempts: int = ATTEMPTS) -> Reply:
    return client.send("POST", url, {"Content-Type": "application/sparql-update"}, update.encode("utf-8"), attempts)


def _do(url: str, client: Client, graph: str, update: str) -> None:
    _done(url, _sparql(url, client, update), f"the update of graph <{graph}>")


def _done(url: str, reply: Reply, what: str) -> None:
    _allowed(url, reply)
    if not reply.fine:
        raise ExportError(f"{url} does not take {what}: {reply.reason()}; see docs/triplestores.md")


def _allowed(url: str, reply: Reply) -> None:
    if reply.status in (401, 403, 407):
        raise ExportError(
            f"{url}: access refused: {reply.reason()}; give credentials that may write with --user and --password-env, "
            "or --token-env"
        )
