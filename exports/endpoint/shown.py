"""Answers as the web page shows them: rows with labels, and what a statement rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ...builder.errors import GraphError
from ..index import (
    ABOUT,
    DERIVED,
    EXACT,
    HAS_SELECTOR,
    HAS_SOURCE,
    LABEL,
    OBJECT,
    PREDICATE,
    SOURCE,
    SUBJECT,
)
from ..names import words
from ..opened import Opened
from ..questions import bound, question
from ..questions.asking import Table
from ..terms import DCTERMS, FG, Term, iri, is_iri, is_literal, literal, shortener, split, value
from .answers import run
from .checks import check_query
from .errors import RequestError

_TIMES = {"startDate": "since", "endDate": "until", "pointInTime": "in", "year": "in"}


def rows(
    graph: Opened,
    text: str | None,
    name: str | None,
    parameters: Mapping[str, str],
    most: int,
    allow_service: bool,
) -> dict[str, Any]:
    """The answer to a query, or to a named question, as JSON for a table: at most `most` rows, and whether it has more.

    Raises RequestError.
    """
    import pyoxigraph as ox

    is_question = name is not None
    if name is not None:
        try:
            text = bound(graph.store, question(name), parameters, graph.base)
        except GraphError as error:
            raise RequestError(400, str(error)) from error
    elif text is None:
        raise RequestError(400, "no query was sent; send query or question")
    else:
        check_query(text, allow_service)
    found = run(graph, text)
    if isinstance(found, ox.QueryBoolean):
        return {"query": text, "truth": bool(found)}
    try:
        if isinstance(found, ox.QueryTriples):
            triples = list(islice(dict.fromkeys(found), most + 1))
            columns: tuple[str, ...] = ("subject", "predicate", "object")
            terms = [(str(t.subject), str(t.predicate), str(t.object)) for t in triples]
            table = Table(columns, tuple(terms))
        else:
            columns = tuple(variable.value for variable in found.variables)
            cells = (tuple(None if term is None else str(term) for term in row) for row in found)
            table = Table(columns, tuple(islice(cells, most + 1)))
    except (OSError, RuntimeError) as error:
        raise RequestError(500, f"the query failed: {error}") from error
    return {"query": text, **_table(graph, table, most, is_question)}


def _table(graph: Opened, table: Table, most: int, is_question: bool) -> dict[str, Any]:
    shown = table.visible() if is_question else tuple(range(len(table.columns)))
    shorten = shortener(graph.base)
    labels: dict[Term, str | None] = {}

    def cell(row: tuple[Term | None, ...], column: int) -> dict[str, str] | None:
        beside = table.beside(column) if is_question else None
        label = row[beside] if beside is not None else None
        term = row[column]
        if term is None:
            return None if label is None else {"text": value(label)}
        if is_literal(term):
            return _literal(term)
        if not is_iri(term):
            return {"text": term}
        if term not in labels:
            labels[term] = graph.text(term, LABEL)
        told = value(label) if label else labels[term]
        return {"text": shorten(value(term)) or value(term), "iri": value(term)} | ({"label": told} if told else {})

    kept = table.rows[:most]
    return {
        "columns": [table.columns[i] for i in shown],
        "rows": [{"cells": [cell(row, i) for i in shown], "evidence": _evidence(graph, row)} for row in kept],
        "more": len(table.rows) > most,
    }


def _literal(term: Term) -> dict[str, str]:
    found = literal(term)
    return {"text": found.value, "lang": found.language} if found.language else {"text": found.value}


def _evidence(graph: Opened, row: tuple[Term | None, ...]) -> list[str]:
    """The nodes of a row that are derived from sentences."""
    found = (term for term in row if term is not None and is_iri(term))
    return [value(term) for term in dict.fromkeys(found) if next(_objects(graph, term, DERIVED), None)]


def _objects(graph: Opened, subject: Term, predicate: Term) -> Iterator[Term]:
    import pyoxigraph as ox

    quads = graph.store.quads_for_pattern(
        ox.NamedNode(value(subject)), ox.NamedNode(value(predicate)), None, ox.DefaultGraph()
    )
    return iter(sorted(str(quad.object) for quad in quads))


def evidence(graph: Opened, name: str) -> dict[str, Any]:
    """What a statement or measurement says, and its sentences. Raises RequestError where there is no such node."""
    import pyoxigraph as ox

    try:
        node = str(ox.NamedNode(name))
    except ValueError as error:
        raise RequestError(400, f"{name!a} is no absolute IRI: {error}") from error
    sentences = list(_objects(graph, node, DERIVED))
    if not sentences:
        raise RequestError(404, f"the graph has no statement or measurement <{name}>")

    def told(predicate: Term) -> str:
        return ", ".join(_name(graph, term) for term in _objects(graph, node, predicate))

    fg = {
        local: told(iri(FG + local)) for local in ("status", "confidence", "indicator", "comparator", "value", "unit")
    }
    if graph.text(node, SUBJECT) is not None:
        says = [told(SUBJECT), told(PREDICATE), told(OBJECT)]
    else:
        comparator = "" if fg["comparator"] == "=" else fg["comparator"]
        says = [told(ABOUT), fg["indicator"], " ".join(t for t in (comparator, fg["value"], fg["unit"]) if t)]
    times = [f"{word} {said}" for local, word in _TIMES.items() if (said := told(iri(FG + local)))]
    return {
        "says": says,
        "status": fg["status"],
        "confidence": fg["confidence"],
        "times": times,
        "sentences": [_sentence(graph, sentence) for sentence in sentences],
    }


def _sentence(graph: Opened, sentence: Term) -> dict[str, str]:
    quotes = [text for node in _objects(graph, sentence, HAS_SELECTOR) if (text := graph.text(node, EXACT)) is not None]
    document = next(_objects(graph, sentence, HAS_SOURCE), "")
    title = graph.text(document, iri(DCTERMS + "title")) or graph.text(document, SOURCE) or value(document)
    return {"text": quotes[0] if quotes else value(sentence), "document": title}


def _name(graph: Opened, term: Term) -> str:
    """What to call a node: its label, or its local name in words."""
    if not is_iri(term):
        return value(term)
    return graph.text(term, LABEL) or words(split(value(term))[1]) or value(term)
