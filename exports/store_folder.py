"""A graph store in a folder: an Oxigraph database on disk, a named graph for each document.

    DIR/factgraph.json   which database is the present one, and the base of entities' IRIs
    DIR/data-7/          the database

A change is made to a copy, which shares unchanged files by hard links, and takes effect as factgraph.json is replaced:
nothing is ever half-written, and whoever reads goes on reading what was there. The default graph is all named graphs
together: it holds each of their triples once, since Oxigraph's union of graphs gives a triple as often as there are
graphs with it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..builder.errors import ExportError, GraphError
from . import files
from .by_document import by_document
from .load import Loaded, load_quads
from .terms import DEFAULT_BASE, Term, Triple, iri, value

if TYPE_CHECKING:
    import pyoxigraph

T = TypeVar("T")
MANIFEST = "factgraph.json"
ADDED = iri("urn:x-factgraph:added")  #: the graph of what was written to the default graph
_LOCK = "lock"
_BULK = 2_000  #: triples from which on writing files of their own is quicker than a transaction
_AT_ONCE = 100_000  #: triples that are written out for Oxigraph in one piece
_DATA = re.compile(r"data-(\d+)")
_given_up: set[Path] = set()  # databases of changes that failed: whoever holds the error may hold them open


@dataclass(frozen=True, slots=True)
class Named:
    """A graph of a store."""

    name: Term
    triples: int


def is_store(path: str | Path) -> bool:
    """Whether the path is a folder made by `add`."""
    return Path(path, MANIFEST).is_file()


def add(folder: Path, graphs: Sequence[str], name: str | None = None) -> list[Named]:
    """Put graph files into a store, which is made where there is none, and return the graphs written.

    A file gives a graph for each of its documents, named by the document's IRI, and one for what is no document's; its
    named graphs where it has some; or one graph called `name`. A graph of that name that was there is replaced.
    Raises GraphError or ExportError, with the store as it was.
    """
    read: dict[Term, set[Triple]] = {}
    base = DEFAULT_BASE
    for number, path in enumerate(graphs):
        found, own = graphs_of(path, name)
        base = own if number == 0 else base
        for graph, triples in found.items():
            read.setdefault(graph, set()).update(triples)
    with changing(folder, base) as store:
        put(store, read)
    return [Named(graph, len(triples)) for graph, triples in sorted(read.items())]


def graphs_of(path: str, name: str | None = None) -> tuple[dict[Term, set[Triple]], str]:
    """The named graphs that a graph file gives, as `add` says, and its base."""
    quads, base = load_quads(path)
    out: dict[Term, set[Triple]] = {}
    plain = sorted({triple for triple, graph in quads if name or graph is None})
    if name:
        out[_name(name)] = set(plain)
    else:
        parts = by_document(plain)
        documents = [document for document in parts if document is not None]
        rest = documents[0] if len(documents) == 1 else _file_graph(path)
        for document, triples in parts.items():
            out.setdefault(document or rest, set()).update(triples)
        for triple, given in quads:
            if given is not None:
                out.setdefault(given, set()).add(triple)
    return {graph: own_blank_nodes(graph, triples) for graph, triples in out.items()}, base


def drop(folder: Path, names: Sequence[str]) -> list[Named]:
    """Take graphs out of a store by their names, and return them. Raises GraphError for one that is not there."""
    wanted = {_name(name) for name in names}
    there = {graph.name: graph for graph in listed(folder)}
    for graph in sorted(wanted - there.keys()):
        raise GraphError(f"{folder} has no graph {graph}; factgraph store list {folder} shows those it has")
    with changing(folder) as store:
        put(store, {graph: set() for graph in wanted})
    return [there[graph] for graph in sorted(wanted)]


def listed(folder: Path) -> list[Named]:
    """The graphs of a store, sorted by name."""
    store = reading(folder)
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    return sorted((Named(str(row["g"]), int(row["n"].value)) for row in rows(store.query(query))), key=lambda n: n.name)


def compact(folder: Path) -> tuple[int, int]:
    """Write a store's database anew as small as it gets; its bytes before and after."""
    before = size(folder)
    with changing(folder) as store:
        store.optimize()
    return before, size(folder)


def size(folder: Path) -> int:
    """Bytes that a store takes on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def data(folder: Path) -> Path:
    """The present database of a store. Raises GraphError where the folder is none."""
    return folder / str(_manifest(folder)["data"])


def base_of(folder: Path) -> str:
    """The base of entities' IRIs: that of the first file added."""
    return str(_manifest(folder)["base"])


def reading(folder: Path) -> pyoxigraph.Store:
    """The present database, as it is now, to read only. Raises GraphError where there is none."""
    import pyoxigraph as ox

    try:
        return ox.Store.read_only(str(data(folder)))
    except OSError as error:
        raise GraphError(f"{folder}: the store cannot be read: {' '.join(str(error).split())}") from error


def load_store(folder: Path) -> Loaded:
    """All triples of a store."""
    import pyoxigraph as ox

    quads = reading(folder).quads_for_pattern(None, None, None, ox.DefaultGraph())
    return Loaded(tuple(sorted((str(q.subject), str(q.predicate), str(q.object)) for q in quads)), base_of(folder))


@contextmanager
def changing(folder: Path, base: str | None = None) -> Iterator[pyoxigraph.Store]:
    """A copy of the database, which becomes the present one at the end of the block; not where it raises.

    With a base, the store is made where there is none. Raises GraphError or ExportError, with all as it was.
    """
    import pyoxigraph as ox

    is_new = base is not None and not is_store(folder)
    if is_new and folder.exists() and (not folder.is_dir() or any(p.name != _LOCK for p in folder.iterdir())):
        raise ExportError(f"{folder} is no store and not empty; name a new folder")
    if not is_new:
        data(folder)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            now = None if is_new else data(folder)
            settled = base if base is not None and is_new else base_of(folder)
            _clear(folder, keep=now)
            new = _fresh(folder, now)
            try:
                if now:
                    ox.Store.read_only(str(now)).backup(str(new))
                store = ox.Store(str(new))
                yield store
                store.flush()
                del store
                files.write({folder / MANIFEST: _json({"base": settled, "data": new.name, "version": 1})})
            except BaseException:
                _given_up.add(new)
                raise
            finally:
                if is_store(folder):
                    _clear(folder, keep=data(folder))
    except OSError as error:
        reason = error.strerror or " ".join(str(error).split())
        raise ExportError(f"{folder}: the store cannot be written: {reason}; nothing was changed") from error
    finally:
        if made and not is_store(folder):
            shutil.rmtree(folder, ignore_errors=True)


def put(store: pyoxigraph.Store, graphs: dict[Term, set[Triple]]) -> None:
    """Replace graphs of a store by others; an empty one is dropped. The default graph stays all of them."""
    import pyoxigraph as ox

    gone: set[Triple] = set()
    lines: list[str] = []
    for name in sorted(graphs):
        node, new = ox.NamedNode(value(name)), graphs[name]
        old = _triples(store, node)
        gone |= old - new
        if not old <= new:
            store.remove_graph(node)
        missing = sorted(new - old)
        lines += _lines(missing if old <= new else sorted(new), name)
        lines += _lines(missing)
    _insert(store, lines)
    _forget(store, gone)


def merge(store: pyoxigraph.Store, name: Term, triples: set[Triple]) -> None:
    """Add triples to a graph of a store."""
    import pyoxigraph as ox

    put(store, {name: triples | _triples(store, ox.NamedNode(value(name)))})


def update(store: pyoxigraph.Store, apply: Callable[[], T]) -> T:
    """Change a store by some other means, then make its default graph all of its named graphs again.

    What was taken out of the default graph is taken out of the named graphs; what was added to it alone goes to the
    graph `ADDED`.
    """
    import pyoxigraph as ox

    default = ox.DefaultGraph()
    before, named_before = _triples(store, default), _named(store)
    result = apply()
    after, named = _triples(store, default), _named(store)
    removed = before - after
    changed = {name: triples - removed for name, triples in named.items() if triples & removed}
    together = set().union(*named.values())
    fresh = after - before - together
    if fresh:
        changed[ADDED] = changed.get(ADDED, named.get(ADDED, set())) | fresh
    put(store, changed)
    _insert(store, _lines(sorted(set().union(*named.values()) - after - removed)))
    _forget(store, set().union(*named_before.values()) - together)
    return result


def rows(result: Any) -> Iterator[Any]:
    """The rows of a SELECT."""
    return iter(result)


def _lines(triples: Iterable[Triple], graph: Term = "") -> list[str]:
    """N-Quads of a named graph, or of the default graph."""
    return [f"{s} {p} {o} {graph} .\n" for s, p, o in triples]


def _insert(store: pyoxigraph.Store, lines: Sequence[str]) -> None:
    import pyoxigraph as ox

    for start in range(0, len(lines), _AT_ONCE):
        data = "".join(lines[start : start + _AT_ONCE]).encode("utf-8")
        if len(lines) > _BULK:
            store.bulk_load(data, format=ox.RdfFormat.N_QUADS)
        else:
            store.load(data, format=ox.RdfFormat.N_QUADS)


def _forget(store: pyoxigraph.Store, triples: Iterable[Triple]) -> None:
    """Take those triples out of the default graph that no named graph has."""
    import pyoxigraph as ox

    for triple in ox.parse("".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples)), format=ox.RdfFormat.N_TRIPLES):
        s, p, o = triple.subject, triple.predicate, triple.object
        if not any(isinstance(q.graph_name, ox.NamedNode) for q in store.quads_for_pattern(s, p, o)):
            store.remove(ox.Quad(s, p, o))


def _triples(store: pyoxigraph.Store, graph: Any) -> set[Triple]:
    found = store.quads_for_pattern(None, None, None, graph)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in found}


def _named(store: pyoxigraph.Store) -> dict[Term, set[Triple]]:
    return {str(name): _triples(store, name) for name in store.named_graphs()}


def own_blank_nodes(graph: Term, triples: Iterable[Triple]) -> set[Triple]:
    """The triples with blank nodes renamed, so that those of two graphs stay two."""
    mark = hashlib.sha256(graph.encode("utf-8")).hexdigest()[:12]

    def own(term: Term) -> Term:
        return f"_:g{mark}{term[2:]}" if term.startswith("_:") and not term.startswith(f"_:g{mark}") else term

    return {(own(s), p, own(o)) for s, p, o in triples}


def _name(name: str) -> Term:
    import pyoxigraph as ox

    try:
        return str(ox.NamedNode(name.removeprefix("<").removesuffix(">")))
    except ValueError as error:
        raise GraphError(f"{name!a} is no name of a graph: {error}; give an absolute IRI") from error


def _file_graph(path: str) -> Term:
    """A name for the graph of a file that has no document: by its file name, never by where it lies."""
    name = re.sub(r"[^\w.-]+", "-", Path(path).name, flags=re.ASCII).strip("-") or "graph"
    return iri(f"urn:x-factgraph:file:{'stdin' if path == '-' else name}")


def _manifest(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["version"] != 1 or not _DATA.fullmatch(found["data"]) or not isinstance(found["base"], str):
            raise ValueError("not of a version that is known")
    except FileNotFoundError as error:
        raise GraphError(f"{folder} is no store; make one with factgraph store add {folder} GRAPH") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GraphError(f"{folder / MANIFEST} cannot be read: {error}; make the store again") from error
    return dict(found)


def _json(content: dict[str, object]) -> bytes:
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _fresh(folder: Path, now: Path | None) -> Path:
    """A database that is not there yet, nor may still be open in this process."""
    number = int(now.name.partition("-")[2]) if now else 0
    while (path := folder / f"data-{(number := number + 1)}") in _given_up or path.exists():
        pass
    return path


def _clear(folder: Path, keep: Path | None) -> None:
    """Remove the databases that are not the present one."""
    for path in folder.iterdir():
        if _DATA.fullmatch(path.name) and path != keep:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the store's lock. Raises ExportError where another program does."""
    with (folder / _LOCK).open("ab") as file:
        try:
            import fcntl
        except ImportError:  # Windows, where two programs at once are left to the user
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ExportError(f"{folder} is being changed by another program; try again when it is done") from error
        yield
