"""The web page at /: its files, what it asks the server, and the picture."""

from __future__ import annotations

import asyncio
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..questions import questions
from ..store_folder import data
from .errors import RequestError
from .media import DOWNLOADS
from .pool import Pool
from .requests import body_of, one, pairs_of, text_of, while_connected

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

ROWS = 500  #: rows that the page shows
MOST_DRAWN = 400_000  #: triples that the picture is made of
_DRAWING = 300.0  #: seconds that making the picture may take
_KINDS = {"endpoint.js": "text/javascript", "endpoint.css": "text/css"}
_START = """\
SELECT ?subject ?relation ?object ?statement
WHERE {
  ?statement rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; fg:status fg:Asserted .
}
LIMIT 100
"""


async def home(_: Request, pool: Pool) -> Response:
    """The page."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(_home(pool.settings.title))


@cache
def _home(title: str) -> str:
    from jinja2 import Environment

    asked = [
        {
            "name": each.name,
            "title": each.title,
            "description": each.description,
            "parameters": [
                {"name": p.name, "required": p.required, "description": p.description} for p in each.parameters
            ],
        }
        for each in questions()
    ]
    template = Environment(autoescape=True).from_string(_web("page.html"))
    # Safe inside the element: `tojson` writes < > & and ' as escapes.
    return template.render(title=title, questions=asked, start=_START, downloads=list(DOWNLOADS))


async def web(request: Request, _: Pool) -> Response:
    """The page's script or style."""
    from starlette.responses import Response

    name = request.path_params["name"]
    if name not in _KINDS:
        raise RequestError(404, "there is nothing here")
    return Response(_web(name), media_type=_KINDS[name])


@cache
def _web(name: str) -> str:
    return files(__package__).joinpath("web", name).read_text(encoding="utf-8")


async def rows(request: Request, pool: Pool) -> Response:
    """The answer to a query or a named question, as the page shows it."""
    pairs = pairs_of(text_of(await body_of(request, pool.settings.max_query)))
    arguments: dict[str, Any] = {"text": one(pairs, "query"), "name": one(pairs, "question")}
    given = {name: one(pairs, name) or "" for name, _ in pairs if name not in ("query", "question")}
    parameters = {name.removeprefix("p-"): value for name, value in given.items() if value}
    work = pool.read("rows", **arguments, parameters=parameters, most=ROWS, allow_service=pool.settings.allow_service)
    return _json((await while_connected(request, work)).data)


async def evidence(request: Request, pool: Pool) -> Response:
    """What a statement says, and the sentences that say it."""
    name = one(pairs_of(request.url.query), "iri")
    if name is None:
        raise RequestError(400, "name a statement: ?iri=IRI")
    return _json((await pool.read("evidence", name=name)).data)


def _json(content: bytes) -> Response:
    from starlette.responses import Response

    return Response(content, media_type="application/json")


class Pictures:
    """The picture of the graph, made when it is first asked for, and again after the graph has changed."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._folder = tempfile.TemporaryDirectory(prefix="factgraph-")
        self._made = asyncio.Lock()
        self._of: Path | None = None

    async def __call__(self, _: Request, pool: Pool) -> Response:
        """Answer with the picture. Raises RequestError where the graph is too large to draw."""
        from starlette.responses import FileResponse

        file = Path(self._folder.name, "graph.html")
        async with self._made:
            now = data(pool.folder)
            if self._of != now:
                await pool.read("picture", timeout=_DRAWING, to=str(file), most=MOST_DRAWN, title=pool.settings.title)
                self._of = now
        return FileResponse(file, media_type="text/html")

    def close(self) -> None:
        """Remove the picture."""
        self._folder.cleanup()
