"""The Turtle that is written, read by parsers other than those we stand on."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from factgraph.exports.turtle import turtle

from . import peers, stores
from .picture_graphs import hostile

# Reads Turtle and tells how many triples there are; what is no Turtle ends it with an error.
_N3 = """
const { Parser } = require('n3');
const text = require('fs').readFileSync(process.argv[1], 'utf8');
console.log(new Parser({ format: 'text/turtle' }).parse(text).length);
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, int]:
    """Files with graphs in Turtle, and how many triples each has: the example's, and one of hostile names."""
    folder = tmp_path_factory.mktemp("graphs")
    found = {}
    for name, graph in (("example", stores.example()), ("hostile", hostile()[0])):
        path = folder / f"{name}.ttl"
        path.write_text(turtle(graph), encoding="utf-8")
        found[path] = len(graph)
    assert min(found.values()) > 100
    return found


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> stores.Jena:
    return stores.Jena(tmp_path_factory.mktemp("jena"))


def said(command: list[str], **environment: str) -> str:
    """What a program prints, to stdout and stderr; fails where it does."""
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return done.stdout


def rapper(path: Path) -> int:
    program = peers.program("rapper", remedy="apt-get install raptor2-utils")
    found = re.search(r"returned (\d+) triples?\b", said([program, "-i", "turtle", "-c", str(path)]))
    assert found
    return int(found[1])


def serdi(path: Path) -> int:
    program = peers.program("serdi", remedy="apt-get install serdi")
    return len(said([program, "-i", "turtle", "-o", "ntriples", str(path)]).splitlines())


def n3(path: Path) -> int:
    remedy = "apt-get install node-n3"
    program = peers.program("node", remedy=remedy)
    folders = os.pathsep.join(["/usr/share/nodejs", os.environ.get("NODE_PATH", "")])
    there = subprocess.run(
        [program, "-e", "require('n3')"], env={**os.environ, "NODE_PATH": folders}, capture_output=True, check=False
    )
    if there.returncode:
        peers.missing("N3.js", remedy)
    return int(said([program, "-e", _N3, str(path)], NODE_PATH=folders))


@pytest.mark.parametrize("parser", [rapper, serdi, n3])
def test_parser_reads_every_triple(parser: Callable[[Path], int], written: dict[Path, int]) -> None:
    assert {path: parser(path) for path in written} == written


def test_jena_finds_nothing_wrong_and_every_triple(jena: stores.Jena, written: dict[Path, int]) -> None:
    checked = jena.run("riotcmd.riot", "--validate", *map(str, written))
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    counted = jena.run("riotcmd.riot", "--count", *map(str, written))
    said = counted.stdout + counted.stderr
    assert [f"{count:,}" for count in written.values()] == re.findall(r"\.ttl : Triples = ([\d,]+)", said)


def test_jena_sees_what_other_parsers_let_pass(jena: stores.Jena, tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text('<urn:s> <urn:p> "12"^^<http://www.w3.org/2001/XMLSchema#gYear> .', encoding="utf-8")
    assert (rapper(path), serdi(path), n3(path)) == (1, 1, 1)
    assert jena.run("riotcmd.riot", "--validate", str(path)).returncode == 1
