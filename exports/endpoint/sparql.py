"""/sparql: the SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013), and without a query what the service is.

What names a graph and holds neither query nor update is for the Graph Store Protocol, which is at /store as well.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..terms import iri
from .errors import RequestError
from .graph_store import graph_store
from .media import GRAPHS, RESULTS, chosen
from .pool import Pool
from .requests import Pairs, body_of, check_token, media_of, one, pairs_of, text_of, values, while_connected
from .settings import Settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_FORMATS = "http://www.w3.org/ns/formats/"


async def sparql(request: Request, pool: Pool) -> Response:
    """Answer a request to the endpoint. Raises RequestError."""
    address = pairs_of(request.url.query)
    if _is_for_a_graph(request, address):
        return await graph_store(request, pool)
    if request.method != "POST":
        if one(address, "update") is not None:
            raise RequestError(400, "an update must be sent by POST")
        text = one(address, "query")
        return await (_description(request, pool) if text is None else _query(request, pool, text, address))
    media = media_of(request)
    if media not in (QUERY, UPDATE, FORM):
        raise RequestError(415, f"send the query as {QUERY}, {UPDATE} or {FORM}")
    body = await body_of(request, pool.settings.max_query)
    if media == QUERY:
        return await _query(request, pool, text_of(body), address)
    if media == UPDATE:
        return await _update(request, pool, text_of(body), address)
    form = [*address, *pairs_of(text_of(body))]
    query, update = one(form, "query"), one(form, "update")
    if (query is None) == (update is None):
        raise RequestError(400, "send one of query and update")
    if query is not None:
        return await _query(request, pool, query, form)
    return await _update(request, pool, update or "", form)


def _is_for_a_graph(request: Request, address: Pairs) -> bool:
    if request.method in ("PUT", "DELETE"):  # which the SPARQL Protocol has not
        return True
    if not (values(address, "graph") or values(address, "default")):
        return False
    if request.method == "POST":
        return media_of(request) not in (QUERY, UPDATE, FORM)
    return not (values(address, "query") or values(address, "update"))


async def _query(request: Request, pool: Pool, text: str, pairs: Pairs) -> Response:
    from starlette.responses import Response

    settings, accept = pool.settings, request.headers.get("accept")
    if len(text.encode("utf-8", "replace")) > settings.max_query:
        raise RequestError(413, f"the query is larger than {settings.max_query} bytes")
    results, triples = chosen(accept, RESULTS), chosen(accept, GRAPHS)
    if results is None and triples is None:
        offered = ", ".join(dict.fromkeys((*RESULTS, *GRAPHS)))
        raise RequestError(406, f"none of what {accept!a} accepts can be had; there are {offered}")
    default, named = values(pairs, "default-graph-uri"), values(pairs, "named-graph-uri")
    work = pool.read(
        "query",
        text.encode("utf-8"),
        results=results,
        triples=triples,
        max_rows=settings.max_rows,
        max_answer=settings.max_answer,
        allow_service=settings.allow_service,
        default=default if default or named else None,
        named=named if default or named else None,
    )
    reply = await while_connected(request, work)
    return Response(reply.data, media_type=reply.media, headers={"Vary": "Accept"})


async def _update(request: Request, pool: Pool, text: str, pairs: Pairs) -> Response:
    from starlette.responses import Response

    check_token(request, pool.settings.token)
    if values(pairs, "using-graph-uri") or values(pairs, "using-named-graph-uri"):
        raise RequestError(400, "using-graph-uri is not understood; write USING in the update")
    await pool.write("update", text.encode("utf-8"), allow_service=pool.settings.allow_service)
    return Response(status_code=204)


async def _description(request: Request, pool: Pool) -> Response:
    """The SPARQL 1.1 Service Description (W3C Recommendation, 21 March 2013)."""
    import pyoxigraph as ox
    from starlette.responses import Response

    media = chosen(request.headers.get("accept"), GRAPHS)
    if media is None:
        media = "text/turtle" if "text/html" in request.headers.get("accept", "") else None
    if media is None:
        raise RequestError(406, f"the description of the service can be had as {', '.join(GRAPHS)}")
    about = json.loads((await pool.read("about")).data)
    lines = _described(str(request.url.replace(query="")), about["triples"], about["graphs"], pool.settings)
    found = ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES)
    data = ox.serialize(found, format=getattr(ox.RdfFormat, GRAPHS[media]), prefixes={"sd": _SD, "void": _VOID})
    return Response(data, media_type=media, headers={"Vary": "Accept"})


def _described(url: str, triples: int, graphs: list[tuple[str, int]], settings: Settings) -> list[str]:
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    service, dataset, default = (iri(f"{url}#{name}") for name in ("service", "dataset", "default"))
    formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graph_formats = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
    features = ["UnionDefaultGraph", *["BasicFederatedQuery"] * settings.allow_service]
    told = [
        (service, _TYPE, iri(_SD + "Service")),
        (service, iri(_SD + "endpoint"), iri(url)),
        (service, iri(_SD + "supportedLanguage"), iri(_SD + "SPARQL11Query")),
        *[(service, iri(_SD + "supportedLanguage"), iri(_SD + "SPARQL11Update"))] * settings.writable,
        *[(service, iri(_SD + "resultFormat"), iri(_FORMATS + name)) for name in (*formats, *graph_formats)],
        *[(service, iri(_SD + "feature"), iri(_SD + name)) for name in features],
        (service, iri(_SD + "defaultDataset"), dataset),
        (dataset, _TYPE, iri(_SD + "Dataset")),
        (dataset, iri(_SD + "defaultGraph"), default),
        (default, _TYPE, iri(_SD + "Graph")),
        (default, iri(_VOID + "triples"), f'"{triples}"^^<{integer}>'),
    ]
    for number, (name, count) in enumerate(graphs, 1):
        named, graph = iri(f"{url}#named-{number}"), iri(f"{url}#graph-{number}")
        told += [
            (dataset, iri(_SD + "namedGraph"), named),
            (named, _TYPE, iri(_SD + "NamedGraph")),
            (named, iri(_SD + "name"), iri(name)),
            (named, iri(_SD + "graph"), graph),
            (graph, _TYPE, iri(_SD + "Graph")),
            (graph, iri(_VOID + "triples"), f'"{count}"^^<{integer}>'),
        ]
    return [f"{s} {p} {o} .\n" for s, p, o in told]
