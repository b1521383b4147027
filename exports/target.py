"""What the option -o means: a file in some format, or a folder that gets the graph, its picture and its texts."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..builder.errors import ExportError, ReadError
from ..builder.trace import as_line
from . import files
from .formats import Format, by_name, by_suffix, encode, known_suffixes
from .nodes import as_ntriples, as_turtle
from .terms import Triple

if TYPE_CHECKING:
    from ..builder.audit import Fault
    from ..builder.corpus import Graph
    from ..builder.merge import Counts
    from ..builder.node import Node
    from ..builder.reading.inputs import Input

TRACE = "trace.jsonl"
_EXTRACTED = re.compile(r"\.(html?|xhtml|pdf|docx)(-[0-9]+)?\.txt$", re.IGNORECASE)  #: names of such texts
TEXTS = "text"  #: folder of the texts taken out of other formats
PICTURED = 500_000  #: triples of a graph that gets a picture unasked


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    paths: tuple[Path, ...]
    counts: Counts
    faults: tuple[Fault, ...]  #: what was left out, as its sentence does not bear it out


@dataclass(frozen=True, slots=True)
class Target:
    """Where a graph goes."""

    path: Path | None  #: None for stdout
    format: Format
    is_folder: bool = False
    traced: bool = False

    @property
    def graph(self) -> Path | None:
        """The graph's file; None for stdout."""
        return self.path / f"graph{self.format.suffixes[0]}" if self.path and self.is_folder else self.path

    @property
    def picture(self) -> Path | None:
        """The picture's file; None where only the graph is written."""
        return self.path / "graph.html" if self.path and self.is_folder else None

    @property
    def trace(self) -> Path | None:
        """The trace's file, beside the graph; None where it is not asked for."""
        folder = self.path if self.is_folder or self.path is None else self.path.parent
        return folder / TRACE if folder and self.traced else None


def target(output: str | None, form: str | None, *, trace: bool = False) -> Target:
    """Read -o and --format: a folder where the name has no suffix, ends in a slash or is one; else a file.

    Raises ExportError, before any work is done, for an unknown suffix or format and for what cannot be written.
    """
    chosen = by_name(form) if form else None
    if not output or output == "-":
        return Target(None, chosen or by_name("turtle"))
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir() or (not path.suffix and not path.exists()):
        found = Target(path, chosen or by_name("turtle"), is_folder=True, traced=trace)
    else:
        guessed = chosen or by_suffix(path.suffix)
        if guessed is None:
            kind = f"the suffix {path.suffix!r}" if path.suffix else "no suffix"
            raise ExportError(f"{output} has {kind}; known are {known_suffixes()}, or give --format, or name a folder")
        found = Target(path, guessed, traced=trace)
    for file in (found.graph, found.picture, found.trace):
        if file:
            files.check(file)
    return found


def apart(inputs: Sequence[Input], to: Target, *others: Sequence[Path]) -> list[Input]:
    """The inputs without what an earlier build wrote to the target, which may lie in a folder that is read.

    Raises ExportError where the graph would be written over one of them or of `others`, ReadError where none is left.
    """
    if to.graph is None or to.path is None:
        return list(inputs)
    for path in chain(*others):
        if _same(path, to.graph):
            raise ExportError(f"cannot write {to.graph}: the build itself needs that file; name another")
    found = []
    for each in inputs:
        if each.path is not None and each.path.name == to.graph.name and _same(each.path, to.graph):
            raise ExportError(f"cannot write {to.graph}: it is one of the texts to be read; name another file")
        if each.path is None or not _written(each.path, to, to.path):
            found.append(each)
    if not found:
        raise ReadError(f"{inputs[0].name}: is what a build writes to {to.path}; give the texts themselves")
    return found


def _written(path: Path, to: Target, folder: Path) -> bool:
    if to.picture is None:
        return False
    if path.name == to.picture.name:
        return _same(path, to.picture)
    return bool(_EXTRACTED.search(path.name)) and _same(path.parent, folder / TEXTS)


def _same(path: Path, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def write(to: Target, graph: Graph, title: str | None = None) -> Written:
    """Write the graph to its file, or to its folder with its picture and the texts taken out of other formats.

    Raises ExportError, with nothing changed, where that fails. `to` must not be stdout.
    """
    if to.path is None or to.graph is None:
        raise ExportError("no output was named; give -o")
    kept = _Kept(graph, PICTURED if to.picture else 0)
    contents: dict[Path, files.Content] = {to.graph: pieces(kept.nodes(), to.format, graph.base)}
    with tempfile.TemporaryFile() as traces:
        if to.trace:
            kept.traces = traces
            contents[to.trace] = _read(traces)
        if to.picture:
            contents[to.picture] = _picture(kept, title)
            extracted = [account for _, account in graph.texts() if account.extracted]
            names = files.safe_names((account.source for account in extracted), ".txt")
            contents |= {to.path / TEXTS / n: a.text.encode("utf-8") for n, a in zip(names, extracted, strict=True)}
        files.write(contents)
    if to.picture and kept.triples is None:
        to.picture.unlink(missing_ok=True)
    if to.is_folder and not to.traced:  # an earlier build's would tell of another graph
        (to.path / TRACE).unlink(missing_ok=True)
    return Written(tuple(path for path in contents if path.exists()), graph.counts, tuple(graph.faults))


def pieces(nodes: Iterator[Node], form: Format, base: str) -> Iterator[bytes]:
    """The graph in a format, as it comes where the format can be written so."""
    if form.name == "turtle":
        yield from as_turtle(nodes, base)
    elif form.name == "ntriples":
        yield from as_ntriples(nodes)
    else:
        yield encode([(node.subject, p, o) for node in nodes for p, o in node.pairs], form, base)


@dataclass
class _Kept:
    """The nodes on their way to the file: what the picture and the traces need is kept."""

    graph: Graph
    most: int  #: triples, beyond which none are kept
    triples: list[Triple] | None = field(default_factory=list)
    traces: IO[bytes] | None = None

    def nodes(self) -> Iterator[Node]:
        """The nodes."""
        for node in self.graph.nodes():
            if self.triples is not None:
                self.triples += ((node.subject, p, o) for p, o in node.pairs)
                if len(self.triples) > self.most:
                    self.triples = None
            if self.traces is not None and node.trace is not None:
                self.traces.write(as_line(node.trace).encode("utf-8", "backslashreplace"))
            yield node


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    yield from file


def _picture(kept: _Kept, title: str | None) -> Iterator[bytes]:
    """The page, once the nodes have gone by; nothing where they were too many."""
    from .picture import page

    if kept.triples is not None:
        texts = {iri: account.text for iri, account in kept.graph.texts()}
        yield page(kept.triples, texts, title).encode("utf-8")
