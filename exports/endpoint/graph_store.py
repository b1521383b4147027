"""/store, and /sparql where a graph is named: the SPARQL 1.1 Graph Store HTTP Protocol (W3C Recommendation, 21 March
2013), graphs named by ?graph=IRI.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import RequestError
from .media import DOWNLOADS, GRAPHS, chosen
from .pool import Pool
from .requests import body_of, check_token, media_of, one, pairs_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_LONG = 600.0  #: seconds that writing out a whole graph may take


async def graph_store(request: Request, pool: Pool) -> Response:
    """Answer a request to the graph store. Raises RequestError."""
    name = _graph(request)
    if request.method in ("GET", "HEAD"):
        media = chosen(request.headers.get("accept"), GRAPHS)
        if media is None:
            raise RequestError(406, f"a graph can be had as {', '.join(GRAPHS)}; send one of these as Accept")
        return await _dumped(pool, GRAPHS[media], media, name)
    return await _changed(request, pool, name)


async def _changed(request: Request, pool: Pool, name: str | None) -> Response:
    from starlette.responses import Response

    check_token(request, pool.settings.token)
    if name is None and request.method != "POST":
        raise RequestError(403, "the default graph is all named graphs together; name one of them with ?graph=IRI")
    if request.method == "DELETE":
        await pool.write("drop", name=name)
        return Response(status_code=204)
    media = media_of(request)
    if media not in GRAPHS:
        raise RequestError(415, f"a graph can be sent as {', '.join(GRAPHS)}; say which as Content-Type")
    body = await body_of(request, pool.settings.max_graph)
    reply = await pool.write("write", body, name=name, media=media, replace=request.method == "PUT")
    return Response(status_code=reply.status)


async def download(request: Request, pool: Pool) -> Response:
    """A whole graph as a file, in the format of its name. Raises RequestError."""
    name = request.path_params["name"]
    if name not in DOWNLOADS:
        raise RequestError(404, f"there is no such download; there are {', '.join(DOWNLOADS)}")
    media, form = DOWNLOADS[name]
    response = await _dumped(pool, form, media, None)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _graph(request: Request) -> str | None:
    """The graph that a request names; None for the default graph."""
    pairs = pairs_of(request.url.query)
    name, default = one(pairs, "graph"), one(pairs, "default")
    if (name is None) == (default is None):
        raise RequestError(400, "name a graph: ?graph=IRI, or ?default for all of them")
    return name


async def _dumped(pool: Pool, form: str, media: str, name: str | None) -> Response:
    from starlette.background import BackgroundTask
    from starlette.responses import FileResponse

    descriptor, path = tempfile.mkstemp(prefix="factgraph-")
    os.close(descriptor)
    try:
        await pool.read("dump", timeout=max(_LONG, pool.settings.timeout), to=path, form=form, name=name)
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise
    done = BackgroundTask(Path(path).unlink, missing_ok=True)
    return FileResponse(path, media_type=media, headers={"Vary": "Accept"}, background=done)
