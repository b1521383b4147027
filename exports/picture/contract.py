"""A graph made to the graph contract, read into the picture's model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from math import isfinite

from ...builder.errors import GraphError
from ...builder.iris import FG
from ...ontology.vocabulary import load_vocabulary
from ..index import (
    ABOUT,
    DERIVED,
    HAS_SOURCE,
    LABEL,
    MEASUREMENT,
    OBJECT,
    OBJECT_MENTION,
    PREDICATE,
    STATEMENT,
    SUBJECT,
    SUBJECT_MENTION,
    TYPE,
    Index,
)
from ..terms import Term, Triple, iri, is_literal, value
from .model import Class, Entity, Fact, Measure, Model, Relation, Value
from .quantity import quantity
from .source import Source, Span, place_of, read_source, span
from .terms import (
    ALTERNATIVE,
    NOT_ENTITIES,
    SAME_AS,
    SYMMETRIC,
    as_written,
    by_depth,
    class_label,
    family,
    local_name,
    relation_label,
    term_of,
    text_of,
    types_of,
    words,
)

STATUS, CONFIDENCE = iri(FG + "status"), iri(FG + "confidence")
TIMES = {iri(FG + "startDate"): "from", iri(FG + "endDate"): "until", iri(FG + "pointInTime"): "in"}
_PARTS = (SUBJECT, PREDICATE, OBJECT)
_KNOWN = {TYPE, *_PARTS, STATUS, CONFIDENCE, DERIVED, SUBJECT_MENTION, OBJECT_MENTION, *TIMES}
_VALUE, _INDICATOR, _YEAR = iri(FG + "value"), iri(FG + "indicator"), iri(FG + "year")
_UNIT, _COMPARATOR, _PER = iri(FG + "unit"), iri(FG + "comparator"), iri(FG + "per")
_MEASURED = (_INDICATOR, _VALUE, _UNIT, _COMPARATOR, _PER, _YEAR)
_NOT_MORE = {TYPE, LABEL, ALTERNATIVE}
_A_YEAR = re.compile(r"-?[0-9]{4,6}(?![0-9])")
_EMPTY = "Nothing was read from this text"


def read_contract(graph: Index, texts: dict[str, str]) -> Model:
    """Read the graph. Raises GraphError or ExportError where it, or it and the texts, do not hold together."""
    source = read_source(graph, texts)
    triples = {node: _triple(graph, node) for node in graph.instances(STATEMENT)}
    said = set(triples.values())
    nodes = _entity_nodes(graph, said)
    classes, place = class_table(graph, nodes)
    labels = {node: text_of(graph, node, LABEL) or words(local_name(value(node))) for node in nodes}
    ordered = sorted(nodes, key=lambda node: (labels[node], node))
    entities = tuple(_entity(graph, node, labels[node], place, said) for node in ordered)
    index = {node: i for i, node in enumerate(ordered)}
    relations, relation_index = _relations(graph, said)
    facts = [_fact(graph, node, triples[node], index, relation_index, source) for node in triples]
    facts.sort(key=lambda fact: (fact.passages, fact.iri))
    measures = tuple(_measures(graph, index, source))
    note = "" if facts or measures else _EMPTY
    return Model(classes, relations, entities, tuple(facts), measures, source, note)


def class_table(graph: Index, nodes: Iterable[Term]) -> tuple[tuple[Class, ...], dict[Term, int]]:
    """The classes of the nodes, the most specific first, and the place of each."""
    ordered = by_depth(graph, (cls for node in nodes for cls in types_of(graph, node)))
    table = tuple(Class(value(cls), class_label(graph, cls), family(graph, cls)) for cls in ordered)
    return table, {cls: i for i, cls in enumerate(ordered)}


def _triple(graph: Index, statement: Term) -> Triple:
    for prop in _PARTS:
        if (count := len(graph.objects(statement, prop))) != 1:
            what = local_name(value(prop))
            raise GraphError(f"statement {statement} has {count} values of rdf:{what}, needs one")
    subject, predicate, obj = (graph.objects(statement, prop)[0] for prop in _PARTS)
    return subject, predicate, obj


def _entity_nodes(graph: Index, said: set[Triple]) -> set[Term]:
    """What statements and measurements speak of, and whatever else has a class and a label of its own."""
    nodes = {subject for subject, _, _ in said} | {obj for _, _, obj in said if not is_literal(obj)}
    sources: set[Term] = set()
    for pairs in graph.by_subject.values():
        nodes.update(o for o in pairs.get(ABOUT, ()) if not is_literal(o))
        sources.update(pairs.get(HAS_SOURCE, ()))
    for node, pairs in graph.by_subject.items():
        if LABEL in pairs and TYPE in pairs and node not in sources and NOT_ENTITIES.isdisjoint(pairs[TYPE]):
            nodes.add(node)
    return nodes


def _entity(graph: Index, node: Term, label: str, place: dict[Term, int], said: set[Triple]) -> Entity:
    more = [
        (relation_label(graph, prop), value(obj))
        for prop, objects in graph.by_subject.get(node, {}).items()
        if prop not in _NOT_MORE
        for obj in objects
        if (is_literal(obj) or prop == SAME_AS) and (node, prop, obj) not in said
    ]
    aliases = sorted(o for o in graph.objects(node, ALTERNATIVE) if is_literal(o))
    return Entity(
        iri=value(node),
        label=label,
        aliases=tuple(sorted({value(o) for o in graph.objects(node, ALTERNATIVE)} - {label})),
        types=tuple(sorted(place[cls] for cls in types_of(graph, node))),
        more=tuple(more),
        term=as_written(term_of(graph, node, LABEL)),
        alias_terms=() if all(as_written(term) == "" for term in aliases) else tuple(aliases),
    )


def _relations(graph: Index, said: set[Triple]) -> tuple[tuple[Relation, ...], dict[Term, int]]:
    used: dict[Term, list[Triple]] = {}
    for triple in said:
        used.setdefault(triple[1], []).append(triple)
    rows = [
        Relation(
            value(relation),
            relation_label(graph, relation),
            not value(relation).startswith(FG),
            _is_symmetric(graph, relation, triples, said),
            _both_ways(graph, triples),
        )
        for relation, triples in used.items()
    ]
    rows.sort(key=lambda row: (row.label, row.iri))
    return tuple(rows), {iri(row.iri): i for i, row in enumerate(rows)}


def _is_symmetric(graph: Index, relation: Term, triples: list[Triple], said: set[Triple]) -> bool:
    """Whether it is declared so, or every triple of it that stands, stands the other way round unsaid."""
    if value(relation).startswith(FG) and value(relation)[len(FG) :] in load_vocabulary().symmetric:
        return True
    if SYMMETRIC in graph.objects(relation, TYPE):
        return True
    return _both_ways(graph, triples) and all((o, p, s) not in said for s, p, o in triples)


def _both_ways(graph: Index, triples: list[Triple]) -> bool:
    """Whether each triple between entities that stands also stands the other way round."""
    standing = [t for t in triples if not is_literal(t[2]) and _stands(graph, t)]
    return bool(standing) and all(_stands(graph, (o, p, s)) for s, p, o in standing)


def _stands(graph: Index, triple: Triple) -> bool:
    objects = graph.objects(triple[0], triple[1])
    at = bisect_left(objects, triple[2])
    return at < len(objects) and objects[at] == triple[2]


def _fact(
    graph: Index, node: Term, triple: Triple, index: dict[Term, int], relations: dict[Term, int], source: Source
) -> Fact:
    subject, predicate, obj = triple
    passages = _passages(graph, node, source)
    times = tuple(
        Value(name, value(term), value(prop), term)
        for prop, name in TIMES.items()
        if (term := term_of(graph, node, prop)) is not None
    )
    literal = is_literal(obj)
    return Fact(
        iri=value(node),
        subject=index[subject],
        relation=relations[predicate],
        object=None if literal else index[obj],
        text=value(obj) if literal else "",
        term=obj if literal else "",
        status=_status(graph, node),
        times=times,
        qualifiers=tuple(_qualifiers(graph, node, index)),
        confidence=_confidence(graph, node),
        passages=passages,
        subject_spans=_spans(graph, node, SUBJECT_MENTION, source, passages),
        object_spans=_spans(graph, node, OBJECT_MENTION, source, passages),
        years=_years(times),
    )


def _years(times: Iterable[Value]) -> tuple[int, int] | None:
    found = [int(match[0]) for time in times if (match := _A_YEAR.match(time.text))]
    return (min(found), max(found)) if found else None


def _status(graph: Index, node: Term) -> str:
    found = graph.first(node, STATUS)
    return "Asserted" if found is None else local_name(value(found))


def _confidence(graph: Index, node: Term) -> float | None:
    try:
        number = float(graph.text(node, CONFIDENCE) or "nan")
    except ValueError:
        return None
    return number if isfinite(number) else None


def _passages(graph: Index, node: Term, source: Source) -> tuple[int, ...]:
    found = (source.index.get(value(o)) for o in graph.objects(node, DERIVED))
    return tuple(sorted(i for i in found if i is not None))


def _spans(graph: Index, node: Term, prop: Term, source: Source, passages: tuple[int, ...]) -> tuple[Span, ...]:
    places = sorted({p for o in graph.objects(node, prop) if (p := place_of(graph, o)) is not None})
    found = (span(source, passages, start, end) for start, end in places)
    return tuple(s for s in found if s is not None)


def _qualifiers(graph: Index, node: Term, index: dict[Term, int]) -> Iterable[Value]:
    for predicate, objects in graph.by_subject[node].items():
        if predicate in _KNOWN:
            continue
        for obj in objects:
            text = value(obj) if is_literal(obj) else text_of(graph, obj, LABEL) or local_name(value(obj))
            yield Value(relation_label(graph, predicate), text, value(predicate), obj, index.get(obj))


def _measures(graph: Index, index: dict[Term, int], source: Source) -> Iterable[Measure]:
    for node in graph.instances(MEASUREMENT):
        number = text_of(graph, node, _VALUE)
        if number is None:
            raise GraphError(f"measurement {node} has no fg:value")
        unit, comparator, per = (text_of(graph, node, p) for p in (_UNIT, _COMPARATOR, _PER))
        yield Measure(
            iri=value(node),
            about=tuple(sorted(index[o] for o in graph.objects(node, ABOUT) if o in index)),
            indicator=text_of(graph, node, _INDICATOR) or "",
            value=quantity(number, unit, comparator, per),
            number=number,
            unit=unit or "",
            comparator=comparator or "",
            per=per or "",
            year=text_of(graph, node, _YEAR) or "",
            status=_status(graph, node),
            confidence=_confidence(graph, node),
            passages=_passages(graph, node, source),
            terms=tuple((value(p), o) for p in _MEASURED for o in graph.objects(node, p)),
        )
