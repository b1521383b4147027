"""A server that runs until it is interrupted."""

from __future__ import annotations

import contextlib
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ...builder.errors import ExportError, GraphError
from ..store_folder import add, is_store
from .settings import Settings


def serve(graphs: Sequence[str], host: str, port: int, settings: Settings, started: Callable[[str], None]) -> None:
    """Serve graph files as one, or a store, until interrupted; `started` gets the address once it can be called.

    Port 0 stands for any that is free. What is written to files' graphs is gone when the server ends. Raises
    GraphError for graphs that cannot be read, ExportError where the port cannot be had.
    """
    import uvicorn

    from .app import application
    from .pool import Pool

    with _listening(host, port) as listener, _store(graphs) as folder:
        app = application(Pool(folder, settings), host)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=2,
            limit_concurrency=512,
        )
        name = f"[{host}]" if ":" in host else host
        started(f"http://{name}:{listener.getsockname()[1]}/")
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"cannot listen on {host}, port {port}: {reason}; choose another with --port") from error
    with listener:
        yield listener


@contextlib.contextmanager
def _store(graphs: Sequence[str]) -> Iterator[Path]:
    """The folder of the store that is named, or of one made for as long as the server runs."""
    stores = [graph for graph in graphs if is_store(graph)]
    if stores and len(graphs) > 1:
        raise GraphError(f"{stores[0]} is a store, which is served alone; add the other graphs to it")
    if stores:
        yield Path(stores[0])
        return
    with tempfile.TemporaryDirectory(prefix="factgraph-") as made:
        folder = Path(made, "store")
        add(folder, graphs)
        yield folder
