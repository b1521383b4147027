"""The questions' answers all at once, for a page that shows them with what each row rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..index import DERIVED
from ..query import run
from ..terms import DEFAULT_BASE, Term, is_iri, value
from .asking import solutions
from .library import Question, questions

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an answer, and what it rests on."""

    terms: tuple[Term | None, ...]  #: in N-Triples form, one a column; None where there is nothing
    labels: tuple[str | None, ...]  #: what to show, also where there is no term (an indicator); None: the term's value
    statements: tuple[Term, ...]  #: IRIs of the statements and measurements it rests on
    sentences: tuple[Term, ...]  #: IRIs of the sentences these are derived from, sorted


@dataclass(frozen=True, slots=True)
class Answer:
    """What a graph answers to a question without parameters."""

    question: Question  #: its `query` runs as it stands in any store
    columns: tuple[str, ...]  #: those for a reader: neither labels of other columns, nor statements or sentences
    rows: tuple[Row, ...]
    more: int  #: rows left out


def answers(graph: pyoxigraph.Store, limit: int = 500, base: str = DEFAULT_BASE) -> list[Answer]:
    """Ask all questions that are for a page and need no parameter; at most `limit` rows of each are kept."""
    return [
        _answer(graph, question, limit, base)
        for question in questions()
        if question.page and not any(parameter.required for parameter in question.parameters)
    ]


def _answer(graph: pyoxigraph.Store, question: Question, limit: int, base: str) -> Answer:
    result = run(graph, question.query, base)
    found = solutions(result, limit)
    more = sum(1 for _ in result)
    places = {column: i for i, column in enumerate(found.columns)}
    shown = found.visible()
    beside = [found.beside(i) for i in shown]
    statements = [i for column, i in places.items() if column.startswith("statement")]
    sentences = [i for column, i in places.items() if column.startswith("sentence")]

    def row(cells: tuple[Term | None, ...]) -> Row:
        told = tuple(dict.fromkeys(_terms(cells, statements)))
        return Row(
            terms=tuple(cells[i] for i in shown),
            labels=tuple(None if i is None else _text(cells[i]) for i in beside),
            statements=told,
            sentences=tuple(sorted({*_terms(cells, sentences), *_derived(graph, told)})),
        )

    return Answer(question, tuple(found.columns[i] for i in shown), tuple(map(row, found.rows)), more)


def _terms(cells: tuple[Term | None, ...], columns: Iterable[int]) -> Iterator[Term]:
    return (term for i in columns if (term := cells[i]) is not None)


def _text(term: Term | None) -> str | None:
    return None if term is None else value(term)


def _derived(graph: pyoxigraph.Store, statements: Iterable[Term]) -> Iterator[Term]:
    import pyoxigraph as ox

    derived = ox.NamedNode(value(DERIVED))
    for statement in statements:
        if is_iri(statement):
            for quad in graph.quads_for_pattern(ox.NamedNode(value(statement)), derived, None):
                yield str(quad.object)
