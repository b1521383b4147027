"""The answers to the named questions, with what each row rests on, by the numbers that the model gives things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..load import store
from ..terms import Term, Triple, is_literal, value
from .model import Model

if TYPE_CHECKING:
    from ..questions import Answer

ROWS = 500  #: of each answer that the page holds


def page_questions(triples: Sequence[Triple], model: Model) -> list[dict[str, Any]]:
    """The questions of a page and their answers; none for a graph that has no sentences or measurements."""
    if not (model.source.passages or model.measures):
        return []
    from ..questions import answers

    entities = {entity.iri: i for i, entity in enumerate(model.entities)}
    facts = {fact.iri: i for i, fact in enumerate(model.facts)}
    places = {"entity": entities, "fact": facts, "passage": model.source.index}
    return [_question(answer, places) for answer in answers(store(triples), ROWS)]


def _question(answer: Answer, places: dict[str, dict[str, int]]) -> dict[str, Any]:
    return {
        "name": answer.question.name,
        "title": answer.question.title,
        "description": answer.question.description,
        "query": answer.question.query,
        "columns": list(answer.columns),
        "rows": [[_cell(*pair, places) for pair in zip(row.terms, row.labels, strict=True)] for row in answer.rows],
        "marks": [_found(row.statements, places["fact"]) for row in answer.rows],
        "said": [_found(row.sentences, places["passage"]) for row in answer.rows],
        "more": answer.more,
    }


def _cell(term: Term | None, label: str | None, places: dict[str, dict[str, int]]) -> list[Any]:
    """What a cell shows, the kind of thing it names, and the number of that."""
    named = "" if term is None else value(term)
    text = named if label is None else label
    for kind, numbers in places.items():
        if term is not None and not is_literal(term) and named in numbers:
            return [text, kind, numbers[named]]
    return [text, "", -1]


def _found(terms: Sequence[Term], numbers: dict[str, int]) -> list[int]:
    return sorted({numbers[value(term)] for term in terms if value(term) in numbers})
