"""`factgraph serve`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .output import talk


@click.command(
    epilog="""\b
Examples:
  factgraph serve graph.ttl
  factgraph serve facts --port 8080 --timeout 30
  FACTS_TOKEN=... factgraph serve facts --writable --token-env FACTS_TOKEN"""
)
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=7878, help="7878 where not given; 0: any.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="Where to listen; this machine only by default.")
@click.option("--writable", is_flag=True, help="Let who has the token write.")
@click.option("--token-env", metavar="NAME", help="The environment variable that holds the token.")
@click.option(
    "--timeout", metavar="S", type=click.FloatRange(0.1, 3600), default=10.0, help="Seconds a query may run; 10."
)
@click.option(
    "--max-rows", metavar="N", type=click.IntRange(1), default=100_000, help="Rows an answer may have; 100000."
)
@click.option("--cors", metavar="ORIGIN", help='Let web pages of this origin ask, too; "*" for any.')
@click.option("--allow-service", is_flag=True, help="Let queries reach other endpoints with SERVICE.")
@click.option("--title", help="The page's title.")
def serve(
    graphs: tuple[str, ...],
    port: int,
    host: str,
    writable: bool,
    token_env: str | None,
    timeout: float,
    max_rows: int,
    cors: str | None,
    allow_service: bool,
    title: str | None,
) -> None:
    """Serve GRAPH files as one, or a store, on a port of this machine.

    At / is a web page, at /sparql the SPARQL 1.1 Protocol and the Graph Store Protocol, which is at /store, too. It
    runs until Ctrl+C. Nobody can write, and no other machine can ask, unless you say so.
    """
    from ..exports.endpoint import Settings
    from ..exports.endpoint import serve as run

    name = title or ("Graph" if graphs[0] == "-" else Path(graphs[0]).resolve().stem)
    token = _token(writable, token_env)
    settings = Settings(
        token=token, timeout=timeout, max_rows=max_rows, cors=_origin(cors), allow_service=allow_service, title=name
    )
    run(graphs, host, port, settings, lambda url: talk(f"serving {name} at {url} (Ctrl+C ends it)"))


def _token(writable: bool, name: str | None) -> str | None:
    if writable != bool(name):
        raise click.UsageError("--writable and --token-env NAME go together; give both or neither")
    if not name:
        return None
    token = os.environ.get(name, "").strip()
    if len(token) < 8 or not token.isascii():
        raise click.UsageError(f"the environment variable {name} must hold a token of at least 8 plain characters")
    return token


def _origin(cors: str | None) -> str | None:
    from urllib.parse import urlsplit

    if cors and cors != "*":
        parts = urlsplit(cors)
        if parts.scheme not in ("http", "https") or not parts.netloc or cors != f"{parts.scheme}://{parts.netloc}":
            raise click.UsageError(f"--cors {cors}: give an origin such as https://example.org, without a path")
    return cors
