"""Triplestores that tests start: each on loopback, in a folder of its own, stopped when its block ends."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import rdflib

from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import load_tools, read_document
from factgraph.builder.reading import read

from . import peers
from .documentation import ROOT

JAVA_FOLDER = Path("/usr/share/java")
_JARS = (
    "jena-arq jena-base jena-core jena-cmds jena-iri jena-shacl jena-shex jena-tdb jena-tdb2 jena-dboe-base "
    "jena-dboe-index jena-dboe-storage jena-dboe-trans-data jena-dboe-transaction jena-rdfconnection commons-cli "
    "commons-codec commons-compress commons-csv commons-io commons-lang3 gson guava httpclient httpcore jackson-core "
    "jackson-databind jackson-annotations jsonld-java protobuf slf4j-api slf4j-nop thrift titanium-json-ld "
    "dexx.collection jakarta.json-api"
)
# A short program: the second compiler and more threads would only cost.
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_PATIENCE = 60.0  #: seconds that a server may take to answer for the first time
_NUMBER = "http://www.w3.org/2001/XMLSchema#"
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))

Row = tuple[tuple[str, object, str] | None, ...]


@cache
def example() -> rdflib.Graph:
    """The example's graph, read once for all tests that load it somewhere."""
    tools = load_tools()
    text = ROOT / "examples/us-relations-with-mexico.txt"
    return to_graph([read_document(read(text, text.name), tools)], tools.vocabulary, BASE).graph


def free_port() -> int:
    """A port on loopback that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], folder: Path, answers_at: str) -> Iterator[None]:
    """Run a server in the foreground until the block ends, from when it answers at an address."""
    log = folder / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + _PATIENCE
        while not _answers(answers_at):
            said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            assert server.poll() is None, f"{command[0]} ended with {server.returncode}: {said}"
            assert time.monotonic() < end, f"{command[0]} does not answer at {answers_at}: {said}"
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(url: str) -> bool:
    try:
        with _OPENER.open(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Oxigraph's own server with an empty store in memory; its address."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else peers.program("oxigraph", remedy="pip install oxigraph")
    address = f"127.0.0.1:{free_port()}"
    with running([program, "serve", "--bind", address], folder, f"http://{address}/"):
        yield f"http://{address}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Virtuoso with an empty database, user and password dba; its address."""
    program = peers.program("virtuoso-t", remedy="apt-get install virtuoso-opensource-7-bin")
    address = f"127.0.0.1:{free_port()}"
    (folder / "virtuoso.ini").write_text(
        "[Database]\nDatabaseFile = virtuoso.db\nErrorLogFile = virtuoso.log\nLockFile = virtuoso.lck\n"
        "TransactionFile = virtuoso.trx\nxa_persistent_file = virtuoso.pxa\n"
        "[TempDatabase]\nDatabaseFile = temporary.db\nTransactionFile = temporary.trx\n"
        f"[Parameters]\nServerPort = 127.0.0.1:{free_port()}\nDirsAllowed = .\nNumberOfBuffers = 2000\n"
        f"[HTTPServer]\nServerPort = {address}\n",
        encoding="utf-8",
    )
    with running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, f"http://{address}/sparql"):
        yield f"http://{address}"


class Jena:
    """Debian's Jena, whose parser of dates and IRIs lies in the wrong place and is put right in a folder of ours."""

    def __init__(self, folder: Path) -> None:
        remedy = "apt-get install libapache-jena-java default-jre-headless"
        self._java = peers.program("java", remedy=remedy)
        core = JAVA_FOLDER / "jena-core.jar"
        if not core.exists():
            peers.missing("Jena", remedy)
        self._folder = folder
        with zipfile.ZipFile(core) as jar:
            jar.extractall(folder, [name for name in jar.namelist() if name.startswith("org/apache/jena/ext/")])
        shutil.move(folder / "org/apache/jena/ext/xerces", folder / "xerces")
        self._classes = os.pathsep.join([str(folder), *(str(JAVA_FOLDER / f"{jar}.jar") for jar in _JARS.split())])

    def run(self, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of Jena's command line tools by the name of its class."""
        command = [self._java, *_QUICK, "-cp", self._classes, tool, *arguments]
        return subprocess.run(command, cwd=self._folder, capture_output=True, encoding="utf-8", check=False)


def ask(url: str, query: str, **parameters: str) -> bytes:
    """Ask a SPARQL endpoint, by the protocol's POST of a form; the result as JSON."""
    form = urllib.parse.urlencode({"query": query, **parameters}).encode()
    request = urllib.request.Request(url, form, {"Accept": "application/sparql-results+json"})
    with _OPENER.open(request, timeout=60) as answer:
        found: bytes = answer.read()
        return found


def rows(result: bytes | str) -> list[Row]:
    """Rows of a SPARQL result in JSON, in order: kind, value and language of each cell, numbers by their value."""
    read = json.loads(result)
    return [tuple(_cell(binding.get(name)) for name in read["head"]["vars"]) for binding in read["results"]["bindings"]]


def _cell(cell: dict[str, Any] | None) -> tuple[str, object, str] | None:
    if cell is None:
        return None
    kind = "iri" if cell["type"] == "uri" else "literal"
    value: object = cell["value"]
    if cell.get("datatype", "").startswith(_NUMBER):
        try:
            value = Decimal(cell["value"]).normalize()
        except InvalidOperation:
            value = cell["value"]
    return kind, value, cell.get("xml:lang", "").lower()
