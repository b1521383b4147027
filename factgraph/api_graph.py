"""The graph that the API gives: an rdflib.Graph that Oxigraph answers for, with what it says as plain data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from .api_facts import Measurement, Source, Statement, Told, tell
from .api_html import Picture, count_table, statement_table
from .builder.account import Account
from .builder.errors import ExportError, GraphError
from .builder.merge import Counts
from .builder.packed import from_bytes
from .exports import files
from .exports.engine import over
from .exports.formats import by_name, encode
from .exports.load import store
from .exports.opened import Opened
from .exports.target import PICTURED, target

if TYPE_CHECKING:
    from .builder.audit import Fault
    from .builder.identity.decisions import Decisions
    from .builder.terms import Triple
    from .builder.trace import Trace

_FIRST = 10  #: statements in the table that a notebook shows
_MOST = 300_000  #: triples of a graph whose first statements are looked up for it


@dataclass(frozen=True)
class Origin:
    """What is known of a graph besides its triples."""

    base: str  #: entities' IRIs begin so
    texts: Mapping[str, str] = field(default_factory=dict)  #: of the documents, by IRI
    extracted: tuple[tuple[str, str], ...] = ()  #: names and IRIs of those taken out of HTML, PDF or DOCX
    counts: Counts = field(default_factory=Counts)
    faults: tuple[Fault, ...] = ()
    traces: tuple[Trace, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


class Graph(rdflib.Graph):
    """An RDF graph of what texts say.

    All of rdflib works on it, but `update`; `query` is answered by Oxigraph, with the contract's prefixes declared.
    It lives in memory, and can be pickled and copied. Two graphs are equal where they are one and the same; what
    `build`, `stream`, `merge` and pipelines give is made with this class, which is not meant to be called otherwise.
    """

    def __init__(self, opened: Opened, origin: Origin) -> None:
        super().__init__(over(opened).store, identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
        self._opened, self._origin = opened, origin
        self._told: tuple[bytes, Told] | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the documents' names and then of the text."""
        return self._all().statements

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """All measurements, in the same order."""
        return self._all().measurements

    @property
    def documents(self) -> tuple[Source, ...]:
        """The documents that were read, by name."""
        return self._all().documents

    @property
    def counts(self) -> Counts:
        """How much the graph said when it was built."""
        return self._origin.counts

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was left out, as its sentence does not bear it out."""
        return self._origin.faults

    @property
    def traces(self) -> tuple[Trace, ...]:
        """How each statement and measurement was read, where Options(trace=True) asked for it."""
        return self._origin.traces

    @property
    def skipped(self) -> tuple[tuple[str, str], ...]:
        """Names of texts that could not be read and were left out, and why, sorted."""
        return self._origin.skipped

    def turtle(self) -> str:
        """Canonical Turtle: the same triples give the same text, which `factgraph build` would write."""
        return self._encoded("turtle").decode("utf-8")

    def picture(self, title: str | None = None) -> Picture:
        """Draw the graph. Without a title, it has the first document's. Raises GraphError or ExportError."""
        from .exports.picture import page

        return Picture(page(self._triples(), self._origin.texts, title))

    def save(self, path: str | os.PathLike[str], form: str | None = None) -> tuple[Path, ...]:
        """Write the graph as `factgraph build -o` does, and tell the files; a format is given by suffix or by name.

        A folder gets graph.ttl, graph.html and the texts taken out of other formats. Raises ExportError, with nothing
        changed, where that fails.
        """
        # A path drops the slash at the end of a name, which says that it is a folder.
        to = target(os.fspath(path), form, trace=bool(self.traces))
        if to.path is None or to.graph is None:
            raise ExportError("no output was named; give save a file or folder")
        contents: dict[Path, files.Content] = {to.graph: encode(self._triples(), to.format, self._origin.base)}
        if to.trace:
            from .builder.trace import as_line

            contents[to.trace] = "".join(map(as_line, self.traces)).encode("utf-8", "backslashreplace")
        if to.picture:
            if len(self) <= PICTURED:
                contents[to.picture] = self.picture().html.encode("utf-8")
            names = files.safe_names((name for name, _ in self._origin.extracted), ".txt")
            for name, (_, iri) in zip(names, self._origin.extracted, strict=True):
                contents[to.path / "text" / name] = self._origin.texts[iri].encode("utf-8")
        files.write(contents)
        return tuple(contents)

    def _repr_html_(self) -> str:
        names = ("documents", "sentences", "entities", "statements", "measurements", "triples")
        counts = asdict(self.counts) | {"triples": len(self)}
        rows = () if len(self) > _MOST else self.statements
        first = [each.row() for each in rows[:_FIRST]]
        shown = statement_table(first, len(rows) - _FIRST) if rows else ""
        return count_table([(name, counts[name]) for name in names]) + shown

    def __repr__(self) -> str:
        said = self.counts
        return f"<factgraph.Graph of {said.documents} documents: {said.statements} statements, {len(self)} triples>"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._dump(), self._origin)

    def _all(self) -> Told:
        state = hashlib.sha256(self._dump()).digest()  # triples may have been added, by many ways
        if self._told is None or self._told[0] != state:
            self._told = state, tell(self._triples(), self._origin.base, self._origin.texts)
        return self._told[1]

    def _dump(self) -> bytes:
        return self._opened.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""

    def _triples(self) -> list[Triple]:
        quads = self._opened.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return sorted((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)

    def _encoded(self, form: str) -> bytes:
        return encode(self._triples(), by_name(form), self._origin.base)


def graph_of(
    bodies: Iterable[bytes],
    base: str,
    decisions: Decisions | None = None,
    skipped: Iterable[tuple[str, str]] = (),
) -> Graph:
    """The graph of packed accounts. Raises GraphError for what is none, and for what breaks the contract."""
    from .builder.graph import of_accounts
    from .builder.identity.decisions import NONE
    from .ontology.vocabulary import load_vocabulary

    found = of_accounts(map(_unpacked, bodies), load_vocabulary(), base, decisions or NONE)
    origin = Origin(
        base,
        {iri: account.text for iri, account in found.documents.items()},
        tuple((account.source, iri) for iri, account in found.documents.items() if account.extracted),
        found.counts,
        found.faults,
        found.traces,
        tuple(skipped),
    )
    return Graph(Opened(store(found.triples), base), origin)


def _unpacked(body: bytes) -> Account:
    try:
        return from_bytes(Account, body)
    except (TypeError, ValueError) as error:
        raise GraphError(
            f"{type(body).__name__} is no account: {error}; make it with Pipeline.read, of this version"
        ) from error


def _restored(dump: bytes, origin: Origin) -> Graph:
    kept = ox.Store()
    kept.bulk_load(dump, format=ox.RdfFormat.N_TRIPLES)
    return Graph(Opened(kept, origin.base), origin)
