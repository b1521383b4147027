"""What the option -o means: a file in some format, or a folder that gets the graph, its picture and its texts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..builder.errors import ExportError
from ..builder.trace import as_lines
from . import files
from .formats import Format, by_name, by_suffix, encode, known_suffixes

if TYPE_CHECKING:
    import rdflib

    from ..builder.document import Document
    from ..builder.trace import Trace

TRACE = "trace.jsonl"


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


def write(
    to: Target,
    graph: rdflib.Graph,
    documents: Sequence[Document],
    base: str,
    title: str | None = None,
    traces: Sequence[Trace] = (),
) -> list[Path]:
    """Write the graph to its file, or to its folder with its picture and the texts taken out of other formats.

    Returns the paths written. Raises ExportError, with nothing changed, where that fails. `to` must not be stdout.
    """
    if to.path is None or to.graph is None:
        raise ExportError("no output was named; give -o")
    contents = {to.graph: encode(graph, to.format, base)}
    if to.trace:
        contents[to.trace] = as_lines(traces).encode("utf-8", "backslashreplace")
    if to.picture:
        from .picture import page

        contents[to.picture] = page(graph, texts(graph, documents), title).encode("utf-8")
        extracted = [d for d in documents if d.extracted]
        names = files.safe_names((d.source for d in extracted), ".txt")
        contents |= {to.path / "text" / n: d.text.encode("utf-8") for n, d in zip(names, extracted, strict=True)}
    files.write(contents)
    return list(contents)


def texts(graph: rdflib.Graph, documents: Sequence[Document]) -> dict[str, str]:
    """The documents' texts by the IRI that the graph has for them, found by their SHA-256."""
    from rdflib.namespace import DCTERMS

    by_hash = {d.sha256: d.text for d in documents}
    found = {str(node): by_hash.get(str(identifier)) for node, identifier in graph.subject_objects(DCTERMS.identifier)}
    return {node: text for node, text in sorted(found.items()) if text is not None}
