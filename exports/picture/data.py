"""The model as the columns of JSON that the page's scripts read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from ...ontology.vocabulary import load_vocabulary
from .layout import Disk, Place
from .model import Fact, Measure, Model, Value
from .network import radii
from .source import Page, Passage, Span

Columns: TypeAlias = dict[str, Any]  #: `n` rows, and by name a list of as many values

_SHARED = 4  # IRIs that make a prefix worth writing once


class Codes:
    """IRIs as `"<k>:<rest>"`, `k` being the place of their prefix in `bases`."""

    def __init__(self, addresses: Iterable[str]) -> None:
        waiting = Counter(_parent(address) for address in set(addresses))
        taken: list[str] = []
        for length in range(max(map(len, waiting), default=0), 0, -1):
            for base in [base for base in waiting if len(base) == length]:
                count = waiting.pop(base)
                if count >= _SHARED:
                    taken.append(base)
                else:
                    waiting[_parent(base[:-1])] += count
        self.bases: tuple[str, ...] = ("", *sorted(taken))
        self._places = {base: i for i, base in enumerate(self.bases)}

    def __call__(self, address: str) -> str:
        """The code of an IRI."""
        base = _parent(address)
        while base not in self._places:
            base = _parent(base[:-1])
        return f"{self._places[base]}:{address[len(base) :]}"


def columns(rows: int, values: dict[str, tuple[Any, list[Any]]]) -> Columns:
    """The columns of a table, given as (default, values); one that holds its default throughout is left out."""
    return {"n": rows} | {name: found for name, (usual, found) in values.items() if any(v != usual for v in found)}


def page_data(
    model: Model,
    places: Sequence[Place],
    groups: Sequence[tuple[str, Sequence[int]]],
    disks: Sequence[Disk],
    *,
    title: str,
    first: int,
    questions: Sequence[Any] = (),
    with_source: bool = True,
) -> dict[str, Any]:
    """All that the page holds. `groups` are communities as (label, entities), none where all is drawn at once.

    Without the source, a document has no running text, and only the sentences that say something keep theirs.
    """
    code = Codes(_addresses(model))
    passages = model.source.passages
    kept = None if with_source else _telling(model)
    texts = [p.text if kept is None or i in kept else "" for i, p in enumerate(passages)]
    return {
        "title": title,
        "bases": code.bases,
        "first": first,
        "note": model.note,
        "reasons": {reason.label: reason.definition for reason in load_vocabulary().reasons.values()},
        "classes": _table(
            model.classes,
            iri=("", lambda c: code(c.iri)),
            label=("", lambda c: c.label),
            family=("", lambda c: c.family),
        ),
        "relations": _table(
            model.relations,
            iri=("", lambda r: code(r.iri)),
            label=("", lambda r: r.label),
            open=(False, lambda r: r.is_open),
            symmetric=(False, lambda r: r.is_symmetric),
            both=(False, lambda r: r.both_ways),
        ),
        "documents": _documents(model.source.documents, code, with_source),
        "passages": _passages(passages, texts, code),
        "communities": _communities(groups, disks),
        "entities": _entities(model, places, groups, code),
        "facts": _facts(model.facts, code),
        "measures": _measures(model.measures, code),
        "questions": list(questions),
    }


def _table(rows: Sequence[Any], **fields: tuple[Any, Callable[[Any], Any]]) -> Columns:
    return columns(len(rows), {name: (usual, [of(row) for row in rows]) for name, (usual, of) in fields.items()})


def _documents(documents: Sequence[Page], code: Codes, with_source: bool) -> Columns:
    return _table(
        documents,
        iri=("", lambda d: code(d.iri)),
        title=("", lambda d: d.title),
        about=([], lambda d: [list(pair) for pair in d.about]),
        term=("", lambda d: d.term),
        pieces=([], lambda d: [["" if i >= 0 else text, i] for text, i in d.pieces] if with_source else []),
    )


def _passages(passages: Sequence[Passage], texts: list[str], code: Codes) -> Columns:
    table = _table(
        passages,
        iri=("", lambda p: code(p.iri)),
        quote=("", lambda p: code(p.quote)),
        position=("", lambda p: code(p.position)),
        start=(0, lambda p: p.start),
        end=(0, lambda p: p.end),
        coverage=("", lambda p: p.coverage),
        document=(0, lambda p: p.document),
        left=([], lambda p: [[part.start, part.end, part.why] for part in p.left]),
    )
    return table | columns(len(texts), {"text": ("", texts)})


def _communities(groups: Sequence[tuple[str, Sequence[int]]], disks: Sequence[Disk]) -> Columns:
    return _table(
        list(zip(groups, disks, strict=True)),
        label=("", lambda pair: pair[0][0]),
        size=(0, lambda pair: len(pair[0][1])),
        x=(0, lambda pair: pair[1].x),
        y=(0, lambda pair: pair[1].y),
        radius=(0, lambda pair: pair[1].radius),
    )


def _entities(
    model: Model, places: Sequence[Place], groups: Sequence[tuple[str, Sequence[int]]], code: Codes
) -> Columns:
    entities = model.entities
    community = [0] * len(entities)
    for i, (_, members) in enumerate(groups):
        for member in members:
            community[member] = i
    table = _table(
        entities,
        iri=("", lambda e: code(e.iri)),
        label=("", lambda e: e.label),
        aliases=([], lambda e: list(e.aliases)),
        types=([], lambda e: list(e.types)),
        more=([], lambda e: [list(pair) for pair in e.more]),
        term=("", lambda e: e.term),
        alias_terms=([], lambda e: list(e.alias_terms)),
    )
    numbers: dict[str, tuple[int, list[Any]]] = {
        "x": (0, [x for x, _ in places]),
        "y": (0, [y for _, y in places]),
        "size": (0, radii(model)),
        "community": (0, community),
    }
    return table | columns(len(entities), numbers)


def _facts(facts: Sequence[Fact], code: Codes) -> Columns:
    return _table(
        facts,
        iri=("", lambda f: code(f.iri) if f.iri else ""),
        subject=(0, lambda f: f.subject),
        relation=(0, lambda f: f.relation),
        object=(0, lambda f: -1 if f.object is None else f.object),
        text=("", lambda f: f.text),
        term=("", lambda f: f.term),
        status=("", lambda f: f.status),
        times=([], lambda f: [[t.name, t.text, code(t.predicate), t.term] for t in f.times]),
        qualifiers=([], lambda f: [_qualifier(q, code) for q in f.qualifiers]),
        confidence=(None, lambda f: f.confidence),
        passages=([], lambda f: list(f.passages)),
        subject_spans=([], lambda f: [_span(s) for s in f.subject_spans]),
        object_spans=([], lambda f: [_span(s) for s in f.object_spans]),
        years=(None, lambda f: None if f.years is None else list(f.years)),
    )


def _measures(measures: Sequence[Measure], code: Codes) -> Columns:
    return _table(
        measures,
        iri=("", lambda m: code(m.iri)),
        about=([], lambda m: list(m.about)),
        indicator=("", lambda m: m.indicator),
        value=("", lambda m: m.value),
        number=("", lambda m: m.number),
        unit=("", lambda m: m.unit),
        comparator=("", lambda m: m.comparator),
        per=("", lambda m: m.per),
        year=("", lambda m: m.year),
        status=("", lambda m: m.status),
        confidence=(None, lambda m: m.confidence),
        passages=([], lambda m: list(m.passages)),
        terms=([], lambda m: [[code(p), term] for p, term in m.terms]),
    )


def _qualifier(value: Value, code: Codes) -> list[Any]:
    return [value.name, value.text, -1 if value.entity is None else value.entity, code(value.predicate), value.term]


def _span(span: Span) -> list[int]:
    return [span.passage, span.start, span.end]


def _telling(model: Model) -> set[int]:
    """The passages that some fact or measurement is from, or was resolved from."""
    found = {p for f in model.facts for p in f.passages} | {p for m in model.measures for p in m.passages}
    return found | {s.passage for f in model.facts for s in (*f.subject_spans, *f.object_spans)}


def _addresses(model: Model) -> Iterable[str]:
    for table in (model.classes, model.relations, model.source.documents, model.entities, model.measures):
        yield from (row.iri for row in table)
    for passage in model.source.passages:
        yield from (passage.iri, passage.quote, passage.position)
    for fact in model.facts:
        yield fact.iri
        yield from (value.predicate for value in (*fact.times, *fact.qualifiers))
    for measure in model.measures:
        yield from (predicate for predicate, _ in measure.terms)


def _parent(address: str) -> str:
    """An IRI up to its last `#`, `/` or `:`, that included; "" where it has none."""
    return address[: max(address.rfind(mark) for mark in "#/:") + 1]
