"""Values of parameters, as people give them, to terms of the graph. No text of a value ever becomes SPARQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...builder.errors import GraphError
from ..index import LABEL, OBJECT, PREDICATE, PROPERTY, TYPE
from ..names import ALTERNATIVE, UnknownNameError, close_relation, name_key, near, words
from ..terms import Term, prefixes, split, value
from .library import Parameter, Question

if TYPE_CHECKING:
    import pyoxigraph

KINDS = ("entity", "relation", "object", "year")
_YEAR = re.compile(r"-?\d{4,}")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def values(
    store: pyoxigraph.Store, question: Question, given: Mapping[str, str], base: str
) -> dict[str, tuple[Any, ...]]:
    """For each parameter given, the terms (pyoxigraph's) that its value may stand for, sorted; never none.

    Raises GraphError for an unknown parameter or a missing one, UnknownNameError for a value the graph does not know.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            takes = f"it takes: {', '.join(known)}" if known else "it takes none"
            raise GraphError(f"question {question.name} has no parameter {name!r}; {takes}")
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise GraphError(
                f"question {question.name} needs {parameter.name}=VALUE ({parameter.description}); give it one"
            )
    return {name: _terms(store, known[name], text, prefixes(base)) for name, text in given.items()}


def _terms(store: pyoxigraph.Store, parameter: Parameter, text: str, namespaces: Mapping[str, str]) -> tuple[Any, ...]:
    import pyoxigraph as ox

    if parameter.kind == "year":
        if not _YEAR.fullmatch(text):
            raise GraphError(f"{parameter.name}={text!r} is no year; give one such as 2013")
        return (ox.Literal(text),)
    if parameter.kind == "relation":
        found = _relations(store, text, namespaces)
    else:
        found = _entities(store, text, namespaces, literals=parameter.kind == "object")
    return tuple(sorted(set(found), key=str))


def _entities(store: pyoxigraph.Store, text: str, namespaces: Mapping[str, str], literals: bool) -> list[Any]:
    key = name_key(text)
    properties = {quad.subject for quad in store.quads_for_pattern(None, _node(TYPE), _node(PROPERTY))}
    spelled: dict[str, str] = {}
    for predicate in (LABEL, ALTERNATIVE):
        found = []
        for quad in store.quads_for_pattern(None, _node(predicate), None):
            if quad.subject not in properties:
                name = value(str(quad.object))
                spelled[name_key(name)] = min(name, spelled.get(name_key(name), name))
                found += [quad.subject] if name_key(name) == key else []
        if found:
            return found
    node = _by_iri(text, namespaces)
    if node and _stands(store, node):
        return [node]
    said = _literals(store, text) if literals else []
    if said:
        return said
    close = near(text, dict(sorted(spelled.items())))
    raise UnknownNameError(f"nothing in the graph is called {text!r}{close or '; give a label or an IRI that it has'}")


def _literals(store: pyoxigraph.Store, text: str) -> list[Any]:
    """The literal objects of statements that hold the words."""
    import pyoxigraph as ox

    wanted = " ".join(text.casefold().split())
    objects = {quad.object for quad in store.quads_for_pattern(None, _node(OBJECT), None)}
    return [
        o for o in objects if isinstance(o, ox.Literal) and wanted and wanted in " ".join(o.value.casefold().split())
    ]


def _relations(store: pyoxigraph.Store, text: str, namespaces: Mapping[str, str]) -> list[Any]:
    used = {q.object for q in store.quads_for_pattern(None, _node(PREDICATE), None)}
    node = _by_iri(text, namespaces)
    if node in used:
        return [node]
    key = _joined(text)
    labels = {relation: _names(store, relation) for relation in used}
    found = [relation for relation, names in labels.items() if key and key in map(_joined, names)]
    if not found:
        shown = sorted({names[-1] for names in labels.values()})
        raise UnknownNameError(f"no relation in the graph is called {text!r}{close_relation(text, shown)}")
    return found


def _names(store: pyoxigraph.Store, relation: Any) -> tuple[str, ...]:
    """Local name, and label or the local name in words."""
    local = split(relation.value)[1]
    own = sorted(value(str(q.object)) for q in store.quads_for_pattern(relation, _node(LABEL), None))
    return (local, *(own or [words(local)]))


def _stands(store: pyoxigraph.Store, node: Any) -> bool:
    patterns = ((node, None, None), (None, None, node))
    return any(next(iter(store.quads_for_pattern(*pattern)), None) is not None for pattern in patterns)


def _by_iri(text: str, namespaces: Mapping[str, str]) -> Any:
    """The node of an IRI, bare or in angle brackets, or of a prefixed name; None where the text is none of these."""
    import pyoxigraph as ox

    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, local = bare.partition(":")
    full = namespaces[prefix] + local if colon and prefix in namespaces and bare == text else bare
    try:
        return None if _NOT_IN_IRI.search(full) else ox.NamedNode(full)
    except ValueError:
        return None


def _joined(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold().rpartition(":")[2])


def _node(term: Term) -> Any:
    import pyoxigraph as ox

    return ox.NamedNode(value(term))
