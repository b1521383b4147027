"""The endpoint as an ASGI application: paths, who may call, and headers that keep browsers from harm."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from ...builder.errors import FactgraphError
from . import graph_store, site, sparql
from .errors import RequestError
from .pool import Pool

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

Answer = Callable[["Request", Pool], Awaitable["Response"]]
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"}


def application(pool: Pool, host: str) -> Starlette:
    """The application that serves a pool's store; `host` is what it listens on, by which names it may be called."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.routing import Route

    pictures = site.Pictures(pool)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        yield
        await pool.close()
        pictures.close()

    def route(path: str, answer: Answer, *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                return await answer(request, pool)
            except RequestError as problem:
                return _refusal(problem.status, str(problem))
            except FactgraphError as error:
                return _refusal(503, str(error))

        return Route(path, endpoint, methods=list(methods))

    async def refused(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else "the server failed; its log says how"
        return _refusal(status, detail, dict(getattr(error, "headers", None) or {}))

    origins = [pool.settings.cors] if pool.settings.cors else []
    writing = ("PUT", "POST", "DELETE") if pool.settings.writable else ()
    cors = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=list(dict.fromkeys(("GET", "HEAD", "POST", *writing))),
        allow_headers=["Accept", "Content-Type", "Authorization"],
    )
    return Starlette(
        routes=[
            route("/", site.home, "GET"),
            route("/sparql", sparql.sparql, "GET", *dict.fromkeys(("POST", *writing))),
            route("/store", graph_store.graph_store, "GET", *writing),
            route("/graph", pictures, "GET"),
            route("/rows", site.rows, "POST"),
            route("/evidence", site.evidence, "GET"),
            route("/download/{name}", graph_store.download, "GET"),
            route("/web/{name}", site.web, "GET"),
        ],
        middleware=[Middleware(_Guard, host=host), *[cors] * bool(origins)],
        exception_handlers={HTTPException: refused, Exception: refused},
        lifespan=living,
    )


def _refusal(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    from starlette.responses import PlainTextResponse

    extra = {401: {"WWW-Authenticate": 'Bearer realm="factgraph"'}, 503: {"Retry-After": "5"}}.get(status, {})
    line = " ".join(message.split()) + "\n"
    return PlainTextResponse(line.encode("utf-8", "replace"), status, {**(headers or {}), **extra})


def is_known(name: str, host: str) -> bool:
    """Whether a server that listens on `host` may be called `name`, as in a Host header, with or without a port.

    A page from elsewhere can have its own name lead to this machine, and then ask us as if we were its server; but it
    cannot call us by a name that is ours, nor by an address.
    """
    bare = name[1:].partition("]")[0] if name.startswith("[") else name.rpartition(":")[0] or name
    bare = bare.lower().rstrip(".")
    if bare in (*_LOOPBACK, host.lower()):
        return True
    if host in _LOOPBACK:
        return False
    try:
        return bool(ipaddress.ip_address(bare))
    except ValueError:
        return bare in (socket.gethostname().lower(), socket.getfqdn().lower())


class _Guard:
    """Refuses calls under a name that is not ours, and puts headers for browsers on all answers."""

    def __init__(self, app: Any, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        from starlette.datastructures import Headers, MutableHeaders

        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"] != "/graph":  # the picture brings a policy of its own, by hashes
                    headers.setdefault("Content-Security-Policy", _POLICY)
            await send(message)

        if is_known(Headers(scope=scope).get("host", ""), self._host):
            await self._app(scope, receive, guarded)
        else:
            await _refusal(421, "this server is not called so; call it by the address that it printed")(
                scope, receive, guarded
            )
