"""A server as a user starts it, on a port that is free, and plain HTTP to it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from factgraph.exports.turtle import turtle

from .contract_graph import contract_graph

TOKEN = "a-token-of-tests"


@pytest.fixture(scope="session")
def contract_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The graph of tests/contract_graph.py in a file."""
    path = tmp_path_factory.mktemp("served") / "contract.ttl"
    path.write_text(turtle(contract_graph()), encoding="utf-8")
    return str(path)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str]  #: names in lower case
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: subprocess.Popen[str]
    patience: float = 60  #: seconds to wait for an answer

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def page(self) -> str:
        """The address for a browser that finds no other host than localhost."""
        return f"http://localhost:{self.port}"

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """Send a request; underscores in names of headers stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            content = body.encode("utf-8") if isinstance(body, str) else body
            connection.request(method, path, content, {name.replace("_", "-"): text for name, text in headers.items()})
            got = connection.getresponse()
            return Reply(got.status, {name.lower(): text for name, text in got.getheaders()}, got.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = "*/*", **parameters: str | list[str]) -> Reply:
        return self.ask("GET", "/sparql?" + urlencode({"query": text, **parameters}, doseq=True), Accept=accept)

    def form(self, path: str = "/sparql", **fields: str) -> Reply:
        return self.ask("POST", path, urlencode(fields), Content_Type="application/x-www-form-urlencoded")

    def update(self, text: str, token: str = TOKEN) -> Reply:
        kind = "application/sparql-update"
        return self.ask("POST", "/sparql", text, Content_Type=kind, Authorization=f"Bearer {token}")

    def graph(
        self, method: str, name: str, body: str | None = None, kind: str = "text/turtle", **headers: str
    ) -> Reply:
        return self.ask(method, f"/store?graph={quote(name, safe='')}", body, Content_Type=kind, **headers)

    def workers(self) -> list[int]:
        """Process ids of the server's workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@contextmanager
def serving(*arguments: str, folder: Path | None = None) -> Iterator[Server]:
    """`factgraph serve` with the arguments, on a free port, until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "factgraph", "serve", *arguments, "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TESTS_TOKEN": TOKEN},
        cwd=folder,
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert " at http://" in line, line + process.stderr.read()
        yield Server(int(line.partition("/ (")[0].rpartition(":")[2]), process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        if process.stderr is not None:
            process.stderr.close()
