"""Cheap checks that every built graph passes before it leaves: the contract's rules that one linear pass can see."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.vocabulary import Vocabulary, load_vocabulary
from .errors import GraphError

if TYPE_CHECKING:
    from rdflib.term import Node

Triple = tuple["Node", "Node", "Node"]
Index = Mapping[str, Mapping["Node", list["Node"]]]  #: predicate IRI to subject to objects

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


def check(triples: Iterable[Triple], text_of: Mapping[str, str] | None = None) -> None:
    """Check the triples of a graph; `text_of` maps document IRIs to texts, whose quotes are compared too.

    Literals must carry their lexical form as it will be written. Takes one pass and time linear in the triples.
    Raises GraphError at the first breach.
    """
    vocabulary = load_vocabulary()
    terms = _terms_checker(vocabulary)
    index: dict[str, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
    plain: dict[Triple, None] = {}
    structural = {vocabulary.namespace + name for name in (*vocabulary.properties, *vocabulary.qualifiers)}
    relations = {vocabulary.namespace + name for name in vocabulary.relations}
    for triple in triples:
        terms(triple)
        subject, predicate, value = triple
        name = str(predicate)
        if name in relations or name.startswith(vocabulary.open_namespace):
            plain[triple] = None
        elif name.startswith(vocabulary.namespace) and name not in structural:
            raise GraphError(f"{_show(subject)}: {_show(predicate)} is not declared; add it to factgraph.ttl")
        else:
            index[name][subject].append(value)
    statements = _typed(index, vocabulary, "rdf:Statement")
    measurements = _typed(index, vocabulary, "fg:Measurement")
    for node in (*statements, *measurements):
        _check_stated(node, index, vocabulary)
    _check_plain(statements, plain, index, vocabulary)
    for node in measurements:
        for curie in ("fg:indicator", "fg:value", "fg:unit", "fg:comparator"):
            _one(node, curie, index, vocabulary)
    _check_sentences(index, vocabulary, text_of or {})
    _check_remainders(index, vocabulary)


def _terms_checker(vocabulary: Vocabulary) -> Callable[[Triple], None]:
    """A function that checks each term of a triple; each distinct IRI is checked once."""
    from rdflib.term import BNode, Literal, URIRef

    known: set[str] = set()
    patterns = {vocabulary.iri(f"xsd:{name}"): pattern for name, pattern in _CANONICAL.items()}

    def check_term(term: Node, triple: Triple) -> None:
        if isinstance(term, URIRef):
            if term not in known:
                _check_iri(term)
                known.add(str(term))
        elif isinstance(term, Literal) and term is triple[2]:
            pattern = patterns.get(str(term.datatype))
            if pattern and not pattern.fullmatch(term):
                raise GraphError(f"{_show(triple[0])}: {_show(term)} is not a canonical {term.datatype}; write it so")
            if not term.isascii():
                _check_encodable(term, triple[0])
        else:
            kind = "a blank node" if isinstance(term, BNode) else f"{_show(term)}, which is no IRI"
            raise GraphError(f"{_show(triple[0])}: {_show(triple[1])} has {kind}; give every node an IRI")

    def check_triple(triple: Triple) -> None:
        for term in triple:
            check_term(term, triple)

    return check_triple


def _check_iri(iri: Node) -> None:
    try:
        ox.NamedNode(str(iri))
    except ValueError as error:
        raise GraphError(f"{_show(iri)} is not an absolute IRI: {error}; mint it with builder/iris.py") from error


def _check_encodable(text: str, subject: Node) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise GraphError(f"{_show(subject)}: {_show(text)} holds a lone surrogate; decode the text anew") from error


def _check_stated(node: Node, index: Index, vocabulary: Vocabulary) -> None:
    """Exactly one status of the four, one confidence in range, and evidence that is a sentence."""
    status = _one(node, "fg:status", index, vocabulary)
    if str(status) not in {vocabulary.iri(f"fg:{name}") for name in vocabulary.statuses}:
        names = ", ".join(f"fg:{name}" for name in vocabulary.statuses)
        raise GraphError(f"{_show(node)}: status {_show(status)}; use one of {names}")
    confidence = _one(node, "fg:confidence", index, vocabulary)
    try:
        within = 0 <= float(str(confidence)) <= 1
    except ValueError:
        within = False
    if not within:
        raise GraphError(f"{_show(node)}: confidence {_show(confidence)}; give a decimal from 0 to 1")
    evidence = _values(node, "prov:wasDerivedFrom", index, vocabulary)
    if not evidence:
        raise GraphError(f"{_show(node)}: no evidence; add prov:wasDerivedFrom with the sentence that says it")
    types = index.get(vocabulary.iri("rdf:type"), {})
    for sentence in evidence:
        if vocabulary.iri("fg:Sentence") not in map(str, types.get(sentence, ())):
            raise GraphError(f"{_show(node)}: evidence {_show(sentence)} is no fg:Sentence; add the sentence's node")


def _check_plain(
    statements: Iterable[Node], plain: Mapping[Triple, None], index: Index, vocabulary: Vocabulary
) -> None:
    """Plain triples stand exactly where an Asserted statement does, and no statement is there twice."""
    symmetric = {vocabulary.iri(f"fg:{name}") for name in vocabulary.symmetric}
    asserted: set[Triple] = set()
    seen: dict[tuple[object, ...], Node] = {}
    for node in statements:
        subject, predicate, value, status = (
            _one(node, curie, index, vocabulary)
            for curie in ("rdf:subject", "rdf:predicate", "rdf:object", "fg:status")
        )
        stands = [(subject, predicate, value)]
        if str(predicate) in symmetric:
            stands.append((value, predicate, subject))
        key = (frozenset(stands), status, *_qualifiers(node, index, vocabulary))
        if key in seen:
            raise GraphError(f"{_show(node)} repeats {_show(seen[key])}; make them one statement with both sentences")
        seen[key] = node
        if str(status) != vocabulary.iri("fg:Asserted"):
            continue
        for triple in stands:
            if triple not in plain:
                raise GraphError(f"{_show(node)} is Asserted, but {_shows(triple)} does not stand plain; add it")
        asserted.update(stands)
    for triple in plain:
        if triple not in asserted:
            raise GraphError(f"{_shows(triple)} stands plain without an Asserted statement; state it or leave it out")


def _qualifiers(node: Node, index: Index, vocabulary: Vocabulary) -> list[frozenset[Node]]:
    return [frozenset(_values(node, f"fg:{name}", index, vocabulary)) for name in vocabulary.qualifiers]


def _check_sentences(index: Index, vocabulary: Vocabulary, text_of: Mapping[str, str]) -> None:
    """Each sentence has one source, coverage, quote and position, which fit each other and the text."""
    for node in _typed(index, vocabulary, "fg:Sentence"):
        source = _one(node, "oa:hasSource", index, vocabulary)
        _one(node, "fg:coverage", index, vocabulary)
        selectors = _values(node, "oa:hasSelector", index, vocabulary)
        found = Counter(
            curie
            for each in selectors
            for curie in ("oa:exact", "oa:start", "oa:end")
            if _values(each, curie, index, vocabulary)
        )
        if len(selectors) != 2 or any(found[curie] != 1 for curie in ("oa:exact", "oa:start", "oa:end")):
            raise GraphError(f"{_show(node)}: needs exactly one quote and one position as oa:hasSelector")
        ends = {
            curie: str(_one(each, curie, index, vocabulary))
            for each in selectors
            for curie in ("oa:exact", "oa:start", "oa:end")
            if _values(each, curie, index, vocabulary)
        }
        _check_quote(node, ends["oa:exact"], ends["oa:start"], ends["oa:end"], text_of.get(str(source)))


def _check_remainders(index: Index, vocabulary: Vocabulary) -> None:
    """Each remainder has one reason, one place, and one sentence, which was not read in full."""
    for node in _typed(index, vocabulary, "fg:Remainder"):
        sentence = _one(node, "fg:ofSentence", index, vocabulary)
        for curie in ("fg:reason", "oa:start", "oa:end"):
            _one(node, curie, index, vocabulary)
        if str(_one(sentence, "fg:coverage", index, vocabulary)) == vocabulary.iri("fg:Read"):
            raise GraphError(f"{_show(node)}: left of {_show(sentence)}, which is fg:Read; call that fg:Partly")


def _check_quote(node: Node, exact: str, start: str, end: str, text: str | None) -> None:
    if not (start.isdecimal() and end.isdecimal()) or not int(start) < int(end):
        raise GraphError(f"{_show(node)}: position {_show(start)} to {_show(end)}; give start and end, start first")
    if len(exact) != int(end) - int(start):
        raise GraphError(f"{_show(node)}: quote of {len(exact)} code points at {start} to {end}; make them fit")
    if text is not None and text[int(start) : int(end)] != exact:
        raise GraphError(f"{_show(node)}: the text at {start} to {end} is not {_show(exact)}; count code points")


def _typed(index: Index, vocabulary: Vocabulary, curie: str) -> list[Node]:
    """Nodes of a class, in the order they came."""
    iri = vocabulary.iri(curie)
    types = index.get(vocabulary.iri("rdf:type"), {})
    return [node for node, classes in types.items() if iri in map(str, classes)]


def _values(node: Node, curie: str, index: Index, vocabulary: Vocabulary) -> list[Node]:
    return index.get(vocabulary.iri(curie), {}).get(node, [])


def _one(node: Node, curie: str, index: Index, vocabulary: Vocabulary) -> Node:
    values = _values(node, curie, index, vocabulary)
    if len(values) != 1:
        raise GraphError(f"{_show(node)}: {len(values)} values of {curie}; give it exactly one")
    return values[0]


def _shows(triple: Triple) -> str:
    return " ".join(map(_show, triple))


def _show(term: object) -> str:
    """A term on one line, shortened, with control characters escaped."""
    line = ascii(str(term))[1:-1]
    return line if len(line) <= 120 else f"{line[:80]}...{line[-37:]}"
