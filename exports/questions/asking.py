"""A question asked: its parameters bound, run on Oxigraph, its rows as terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from ..load import Loaded, store
from ..opened import Opened, opened
from ..query import Answer, run, tabled
from ..query import written as written_result
from ..terms import DEFAULT_BASE, Term, Triple, triples
from .library import Question
from .parameters import values

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    Storelike: TypeAlias = pyoxigraph.Store | rdflib.Graph | Iterable[Triple]

OPENING = "WHERE {\n"  #: where values of parameters go: first, so that a store looks nothing else up
_HIDDEN = ("statement", "sentence")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of RDF terms in N-Triples form; None where a row has nothing in a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def visible(self) -> tuple[int, ...]:
        """Columns for a reader: neither what a row rests on, nor labels of what another column holds."""
        labels = {self.beside(i) for i in range(len(self.columns))}
        return tuple(i for i, name in enumerate(self.columns) if not name.startswith(_HIDDEN) and i not in labels)

    def beside(self, column: int) -> int | None:
        """The column with the labels of what another holds; a label alone stands for what has no node."""
        name = self.columns[column] + "Label"
        return self.columns.index(name) if name in self.columns else None


def bound(
    graph: pyoxigraph.Store, question: Question, parameters: Mapping[str, str] | None = None, base: str = DEFAULT_BASE
) -> str:
    """The question's query with its parameters bound, as SPARQL that any store takes.

    Values are labels, alternative labels, IRIs or prefixed names, in any case; several things of one name are all
    meant. Raises GraphError for parameters that the question or the graph does not know.
    """
    found = values(graph, question, parameters or {}, base)
    clauses = (f"  VALUES ?{name} {{ {' '.join(map(str, terms))} }}\n" for name, terms in found.items())
    return question.query.replace(OPENING, OPENING + "".join(clauses), 1)


def ask(
    graph: Storelike, question: Question, parameters: Mapping[str, str] | None = None, base: str = DEFAULT_BASE
) -> Table:
    """The question's rows, in its order. Raises as `bound` does."""
    kept = _kept(graph)
    return solutions(run(kept, bound(kept, question, parameters, base), base))


def _kept(graph: Any) -> pyoxigraph.Store:
    import pyoxigraph as ox

    if isinstance(graph, ox.Store):
        return graph
    if type(graph).__module__.partition(".")[0] != "rdflib":  # told without importing rdflib, which takes a while
        return store(graph)
    from ..engine import opened_of

    known = opened_of(graph)
    return known.store if known else store(triples(graph))


def solutions(result: Any, limit: int | None = None) -> Table:
    """The columns and rows of a SELECT that pyoxigraph runs; with a limit, the rest is left in `result`."""
    columns = tuple(variable.value for variable in result.variables)
    rows = (tuple(None if term is None else str(term) for term in row) for row in islice(result, limit))
    return Table(columns, tuple(rows))


def written(
    graph: Loaded | Opened,
    question: Question,
    parameters: Mapping[str, str],
    form: str | None,
    width: int | None = None,
) -> Answer:
    """The question's answer as "table" (as without a form), "csv", "tsv", "json" or "xml".

    A table shows labels beside what they label, and not the statements and sentences that its rows rest on; the other
    forms have all columns. It is made to fit a terminal of a given width. Raises as `bound` does, and ExportError for
    another form.
    """
    asked = opened(graph) if isinstance(graph, Loaded) else graph
    result = run(asked.store, bound(asked.store, question, parameters, asked.base), asked.base)
    if form not in (None, "table"):
        return written_result(result, asked, form)
    found = solutions(result)
    shown = found.visible()
    beside = [found.beside(i) for i in shown]
    rows = [
        [row[i] or (row[j] if j is not None else None) for i, j in zip(shown, beside, strict=True)]
        for row in found.rows
    ]
    return tabled([found.columns[i] for i in shown], rows, asked, width)
