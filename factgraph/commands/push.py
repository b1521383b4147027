"""`factgraph push`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from .output import talk

if TYPE_CHECKING:
    from ..exports.remote import Credentials


@click.command(
    epilog="""\b
Examples:
  factgraph push graph.ttl --to http://localhost:7878/store
  factgraph push one.ttl two.ttl --to http://localhost:3030/facts/data --graph https://example.org/facts
  DBA=secret factgraph push graph.ttl --to http://localhost:8890/sparql-graph-crud-auth \\
    --user dba --password-env DBA"""
)
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.option("--to", "url", metavar="URL", required=True, help="The store's Graph Store or SPARQL Update address.")
@click.option("--graph", "name", metavar="IRI", help="One named graph for all; without it, one for each document.")
@click.option(
    "--protocol",
    type=click.Choice(["auto", "gsp", "update"]),
    default="auto",
    help="Graph Store Protocol or SPARQL Update; without it, the server is asked.",
)
@click.option("--user", metavar="NAME", help="The user to log in as, by digest or basic authentication.")
@click.option("--password-env", metavar="VAR", help="The environment variable that holds the user's password.")
@click.option("--token-env", metavar="VAR", help="The environment variable that holds a bearer token.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def push(
    graphs: tuple[str, ...],
    url: str,
    name: str | None,
    protocol: str,
    user: str | None,
    password_env: str | None,
    token_env: str | None,
    quiet: bool,
) -> None:
    """Put GRAPHs into a running triplestore, replacing what it has of their documents.

    Each document goes into a named graph called by the document's IRI. Doing it again changes nothing. What fails for a
    moment is tried again; credentials go to the host of URL only.
    """
    from ..exports import push as stores
    from ..exports.load import load_all
    from ..exports.remote import Client

    client = Client(url, _credentials(user, password_env, token_env))
    parts = stores.parts(load_all(graphs).triples, name)
    for done in stores.push(parts, url, client, protocol):
        if not quiet:
            talk(f"{done.triples:,} triples are in <{done.graph}> ({done.protocol})")


def _credentials(user: str | None, password_env: str | None, token_env: str | None) -> Credentials | None:
    from ..exports.remote import Credentials

    if token_env and (user or password_env):
        raise click.UsageError("--token-env and --user exclude each other; give one")
    if bool(user) != bool(password_env):
        raise click.UsageError("--user NAME and --password-env VAR go together; give both")
    if token_env:
        return Credentials(token=_secret(token_env))
    return Credentials(user=user, password=_secret(password_env)) if user and password_env else None


def _secret(variable: str) -> str:
    found = os.environ.get(variable, "")
    if not found:
        raise click.UsageError(f"the environment variable {variable} is not set; put the secret there")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in found):
        raise click.UsageError(f"the environment variable {variable} holds a line end or control character; remove it")
    return found
