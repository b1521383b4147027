"""A graph in parts for bulk loaders: sorted N-Quads, a named graph for each document, and an index of the parts.

The parts one after the other are one sorted file of canonical N-Quads. Quads are laid out as `by_document` lays them
out, but that what describes things and predicates is in the default graph, where all documents share it: while nodes
stream by, it is not known which documents lead to a thing.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ..builder.errors import ExportError
from ..builder.merge import DERIVED, OBJECT, PREDICATE, SUBJECT
from ..builder.node import DOCUMENTS, MEASUREMENTS, MENTIONS, SENTENCES, STATEMENTS, Node
from ..builder.spill import Sorter
from . import files
from .index import OBJECT_MENTION, SUBJECT_MENTION
from .place import read_there
from .target import Written
from .terms import FG, Term, iri
from .weight import ASSERTED, STATUS

if TYPE_CHECKING:
    from ..builder.corpus import Graph

INDEX = "index.json"
_PART = re.compile(r"part-[0-9]{5,9}\.nq")
_LOADERS = (
    "oxigraph load",
    "Jena tdb2.tdbloader",
    "Virtuoso ld_dir, rdf_loader_run",
    "QLever index",
    "GraphDB importrdf",
    "Blazegraph DataLoader",
    "Neptune bulk loader",
)
_MOST = 200_000  #: quads in memory
_PLACED = (DERIVED, SUBJECT_MENTION, OBJECT_MENTION)  #: lead to what is one document's

Quad = tuple[Term, Term, Term, Term]  #: the last is the name of the graph, "" for the default graph


@dataclass
class _Part:
    """A part on its way to the disk, and what the index says of it."""

    file: str
    quads: int = 0
    size: int = 0  #: bytes
    first: dict[str, str | None] = field(default_factory=dict)
    last: dict[str, str | None] = field(default_factory=dict)
    sha256: str = ""

    def pieces(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines, noted as they go by."""
        told, line = hashlib.sha256(), b""
        for line in lines:
            if not self.quads:
                self.first = _place(line)
            told.update(line)
            self.quads += 1
            self.size += len(line)
            yield line
        self.last = _place(line)
        self.sha256 = told.hexdigest()

    def told(self) -> dict[str, Any]:
        """What the index says."""
        return {
            "file": self.file,
            "quads": self.quads,
            "bytes": self.size,
            "sha256": self.sha256,
            "first": self.first,
            "last": self.last,
        }


def write_shards(folder: Path, graph: Graph, parts: int) -> Written:
    """Write a graph as so many parts, of as near as can be the same number of quads, and their index.

    Parts that an earlier index in the folder names and that are not written anew are deleted. Memory does not grow with
    the graph; there must be room for it three times over on the disk. Raises ExportError, with nothing changed, where
    that fails.
    """
    with tempfile.TemporaryFile() as lines:
        try:
            total = _store(lines, as_quads(graph.nodes(), graph.base, graph.vocabulary.symmetric))
        except OSError as error:
            raise ExportError(f"cannot write {folder}: {error.strerror or error}; nothing was changed") from error
        rows = [_Part(f"part-{n:05}.nq") for n in range(max(1, min(parts, total)))]
        ends = [total * (n + 1) // len(rows) for n in range(len(rows))]
        lines.seek(0)
        contents: dict[Path, files.Content] = {}
        for part, start, end in zip(rows, [0, *ends], ends, strict=False):
            contents[folder / part.file] = part.pieces(islice(lines, end - start))
        contents[folder / INDEX] = _index(rows, graph)
        old = stale(_read(folder / INDEX), [part.file for part in rows])
        files.write(contents)
    for name in old:
        (folder / name).unlink(missing_ok=True)
    return Written(tuple(contents), graph.counts, tuple(graph.faults))


def stale(index: bytes | None, names: Iterable[str]) -> list[str]:
    """Names of the parts that an index of an earlier build has, and this one has not."""
    try:
        found = [part["file"] for part in json.loads(index or b"{}")["parts"]]
    except (ValueError, LookupError, TypeError):
        return []
    return sorted({n for n in found if isinstance(n, str) and _PART.fullmatch(n)}.difference(names))


def stale_there(url: str | None, paths: Iterable[Path]) -> list[str]:
    """The same for a folder at a URL, before the new index is sent there; none without a URL."""
    return stale(read_there(url, INDEX), [path.name for path in paths]) if url else []


def as_quads(nodes: Iterable[Node], base: str, symmetric: Iterable[str], folder: Path | None = None) -> Iterator[Quad]:
    """Quads of a graph's nodes, sorted, each once. `symmetric` are local names of relations."""
    both = frozenset(iri(FG + name) for name in symmetric)
    found: Sorter[None] = Sorter(folder, _MOST)
    for node in nodes:
        for quad in _quads(node, f"<{base}document/", both):
            found.add(quad, None)
    for _, same in groupby((key for key, _ in found), key=lambda key: key[:3]):
        graphs = sorted(dict.fromkeys(same))
        yield from graphs[1:] if len(graphs) > 1 and not graphs[0][3] else graphs


def _quads(node: Node, documents: str, symmetric: frozenset[Term]) -> Iterator[Quad]:
    """Quads of a node; a plain triple of a statement is in the default graph, too, until it is known who says it."""
    if node.section in (STATEMENTS, MEASUREMENTS):
        pairs = dict.fromkeys(node.pairs)
        homes = sorted({_home(o, documents) for p, o in pairs if p == DERIVED})
        for p, o in pairs:
            for home in [_home(o, documents)] if p in _PLACED else homes:
                yield node.subject, p, o, home
        if node.section == STATEMENTS and (STATUS, ASSERTED) in pairs:
            named = dict(node.pairs)
            plain = (named[SUBJECT], named[PREDICATE], named[OBJECT])
            for home in homes:
                yield *plain, home
                if plain[1] in symmetric:
                    yield plain[2], plain[1], plain[0], home
        return
    home = _home(node.subject, documents) if node.section in (DOCUMENTS, SENTENCES, MENTIONS) else ""
    for p, o in node.pairs:
        yield node.subject, p, o, home


def _home(term: Term, documents: str) -> Term:
    """The document whose IRI an IRI is or goes on from."""
    end = term.find("/", len(documents))
    return term if end < 0 else f"{term[:end]}>"


def _store(file: IO[bytes], quads: Iterator[Quad]) -> int:
    total = 0
    for s, p, o, graph in quads:
        file.write(f"{s} {p} {o} {graph} .\n".encode() if graph else f"{s} {p} {o} .\n".encode())
        total += 1
    return total


def _place(line: bytes) -> dict[str, str | None]:
    """Subject and graph of a line."""
    subject, _, rest = line.decode("utf-8").removesuffix(" .\n").split(" ", 2)
    graph = rest[rest.rfind('"') + 1 :].partition(" ")[2]  # after a literal's text, which may have spaces
    return {"subject": subject[1:-1], "graph": graph[1:-1] or None}


def _index(parts: list[_Part], graph: Graph) -> Iterator[bytes]:
    """The index, once the parts have gone by."""
    told: dict[str, Any] = {
        "format": "application/n-quads",
        "base": graph.base,
        "quads": sum(part.quads for part in parts),
        "bytes": sum(part.size for part in parts),
        "counts": asdict(graph.counts),
        "loaders": _LOADERS,
        "parts": [part.told() for part in parts],
    }
    yield (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
