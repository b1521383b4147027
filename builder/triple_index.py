"""Triples by predicate and subject, each term checked as it comes in: where check and audit look things up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from ..ontology.vocabulary import Vocabulary
from .errors import GraphError
from .node import Pair
from .terms import Term, check_iri, is_iri, literal, unescaped, value

Row: TypeAlias = dict[str, list[str]]  #: subject to objects, without brackets and quotes

_PLAIN = re.compile(r"<https?://[a-z0-9.]+/[A-Za-z0-9/#._-]*>")  #: IRIs that need no closer look
_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_CANONICAL = {  # XSD 1.1 part 2, canonical mappings; times without zone
    "integer": re.compile(r"0|-?[1-9][0-9]*"),
    "decimal": re.compile(r"0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]"),
    "gYear": re.compile(_YEAR),
    "gYearMonth": re.compile(f"{_YEAR}-{_MONTH}"),
    "date": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}"),
}
_NO_ROW: Row = {}


class TripleIndex:
    """Triples by predicate IRI and subject; those of relations apart, as plain triples."""

    def __init__(self, subjects: Iterable[tuple[Term, Iterable[Pair]]], vocabulary: Vocabulary) -> None:
        """Index subjects with their pairs of predicate and object.

        Raises GraphError for a term that may not stand where it does, and for an undeclared term of the vocabulary.
        """
        self.rows: dict[str, Row] = {}  #: by predicate IRI
        self.plain: dict[tuple[str, str, str], None] = {}
        self.literal_objects: set[str] = set()  #: statements whose object is a literal
        self._vocabulary = vocabulary
        self._patterns = {f"^^<{vocabulary.iri(f'xsd:{name}')}>": pattern for name, pattern in _CANONICAL.items()}
        self._predicates: dict[Term, Row | None] = {}  #: None for relations
        self._by_curie: dict[str, Row] = {}
        self._fill(subjects)

    def row(self, curie: str) -> Row:
        """Objects by subject of a predicate such as "fg:status"."""
        found = self._by_curie.get(curie)
        if found is None:
            found = self._by_curie[curie] = self.rows.get(self._vocabulary.iri(curie), _NO_ROW)
        return found

    def of(self, node: str, curie: str) -> list[str]:
        """The node's objects of a predicate."""
        return self.row(curie).get(node, [])

    def one(self, node: str, curie: str) -> str:
        """The node's only object of a predicate. Raises GraphError where it has none, or several."""
        values = self.row(curie).get(node, ())
        if len(values) != 1:
            raise GraphError(f"{shown(node)}: {len(values)} values of {curie}; give it exactly one")
        return values[0]

    def typed(self, curie: str) -> list[str]:
        """Nodes of a class, in the order they came."""
        cls = self._vocabulary.iri(curie)
        return [node for node, classes in self.row("rdf:type").items() if cls in classes]

    def _fill(self, subjects: Iterable[tuple[Term, Iterable[Pair]]]) -> None:
        values: dict[Term, str] = {}
        known, plain = self._predicates, self.plain
        statement_object = f"<{self._vocabulary.iri('rdf:object')}>"
        for subject, pairs in subjects:
            node = values.get(subject) if subject.startswith("<") else None
            if node is None:
                node = values[subject] = self._iri(subject)
            for predicate, target in pairs:
                row = known.get(predicate, _NO_ROW)
                if row is _NO_ROW:
                    row = self._predicate(predicate, subject)
                text = values.get(target)
                if text is None:
                    text = values[target] = self._value(target, subject, predicate)
                if row is None:
                    plain[node, predicate[1:-1], text] = None
                elif node in row:
                    row[node].append(text)
                else:
                    row[node] = [text]
                if predicate == statement_object and target[0] == '"':
                    self.literal_objects.add(node)

    def _predicate(self, predicate: Term, subject: Term) -> Row | None:
        if not is_iri(predicate):
            raise _misplaced(predicate, subject, predicate)
        check_iri(predicate)
        name = predicate[1:-1]
        row: Row | None = None
        own, local = name.startswith(self._vocabulary.namespace), name.removeprefix(self._vocabulary.namespace)
        relation = own and local in self._vocabulary.relations
        if not relation and not name.startswith(self._vocabulary.open_namespace):
            if own and local not in self._vocabulary.properties and local not in self._vocabulary.qualifiers:
                raise GraphError(f"{shown(subject[1:-1])}: {shown(name)} is not declared; add it to factgraph.ttl")
            row = self.rows[name] = {}
        self._predicates[predicate] = row
        return row

    @staticmethod
    def _iri(term: Term) -> str:
        if not _PLAIN.fullmatch(term):
            if not is_iri(term):
                raise GraphError(f"{shown(value(term))} is {_kind(term)}; give every node an IRI")
            check_iri(term)
        return term[1:-1]

    def _value(self, term: Term, subject: Term, predicate: Term) -> str:
        if term.startswith('"'):
            end = term.rindex('"')
            text, pattern = unescaped(term[1:end]), self._patterns.get(term[end + 1 :])
            if pattern and not pattern.fullmatch(text):
                datatype = literal(term).datatype
                raise GraphError(f"{shown(subject[1:-1])}: {shown(text)} is not a canonical {datatype}; write it so")
            return text
        if not _PLAIN.fullmatch(term):
            if not is_iri(term):
                raise _misplaced(term, subject, predicate)
            check_iri(term)
        return term[1:-1]


def _misplaced(term: Term, subject: Term, predicate: Term) -> GraphError:
    where = f"{shown(value(subject))}: {shown(value(predicate))}"
    return GraphError(f"{where} has {_kind(term)}; give every node an IRI")


def _kind(term: Term) -> str:
    return "a blank node" if term.startswith("_:") else f"{shown(term)}, which is no IRI"


def shown(term: object) -> str:
    """A term on one line, shortened, with control characters escaped."""
    line = ascii(str(term))[1:-1]
    return line if len(line) <= 120 else f"{line[:80]}...{line[-37:]}"
