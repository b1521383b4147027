"""Cheap checks that every built graph passes before it leaves: the contract's rules that one linear pass can see."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ..ontology.vocabulary import Vocabulary, load_vocabulary
from .errors import GraphError
from .terms import Term, Triple, check_iri, is_iri, is_literal, literal, value

Index = Mapping[str, Mapping[str, list[str]]]  #: predicate IRI to subject to objects, without brackets and quotes

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


def check(triples: Iterable[Triple], text_of: Mapping[str, str] | None = None) -> None:
    """Check the triples of a graph; `text_of` maps document IRIs to texts, whose quotes are compared too.

    Takes one pass and time linear in the triples. Raises GraphError at the first breach.
    """
    vocabulary = load_vocabulary()
    checked = _Checked(vocabulary)
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    plain: dict[tuple[str, str, str], None] = {}
    structural = {vocabulary.namespace + name for name in (*vocabulary.properties, *vocabulary.qualifiers)}
    relations = {vocabulary.namespace + name for name in vocabulary.relations}
    for triple in triples:
        subject, name, target = checked.values(triple)
        if name in relations or name.startswith(vocabulary.open_namespace):
            plain[subject, name, target] = None
        elif name.startswith(vocabulary.namespace) and name not in structural:
            raise GraphError(f"{_show(subject)}: {_show(name)} is not declared; add it to factgraph.ttl")
        else:
            index[name][subject].append(target)
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


class _Checked:
    """Terms without brackets and quotes, each checked when it is first met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._patterns = {vocabulary.iri(f"xsd:{name}"): pattern for name, pattern in _CANONICAL.items()}
        self._iris: dict[Term, str] = {}
        self._literals: dict[Term, str] = {}

    def values(self, triple: Triple) -> tuple[str, str, str]:
        """The triple's values. Raises GraphError for a term that may not stand there."""
        subject, predicate, target = triple
        iris = self._iris
        try:
            return iris[subject], iris[predicate], iris.get(target) or self._literals[target]
        except KeyError:
            for term in triple:
                self._check(term, triple)
            return iris[subject], iris[predicate], iris.get(target) or self._literals[target]

    def _check(self, term: Term, triple: Triple) -> None:
        if _PLAIN.fullmatch(term):
            self._iris[term] = term[1:-1]
        elif is_iri(term):
            check_iri(term)
            self._iris[term] = term[1:-1]
        elif is_literal(term) and term is triple[2]:
            text, datatype, _ = literal(term)
            pattern = self._patterns.get(datatype)
            if pattern and not pattern.fullmatch(text):
                raise GraphError(f"{_show(triple[0][1:-1])}: {_show(text)} is not a canonical {datatype}; write it so")
            self._literals[term] = text
        else:
            kind = "a blank node" if term.startswith("_:") else f"{_show(term)}, which is no IRI"
            subject, predicate = (_show(value(each)) for each in triple[:2])
            raise GraphError(f"{subject}: {predicate} has {kind}; give every node an IRI")


def _check_stated(node: str, index: Index, vocabulary: Vocabulary) -> None:
    """Exactly one status of the four, one confidence in range, and evidence that is a sentence."""
    status = _one(node, "fg:status", index, vocabulary)
    if status not in {vocabulary.iri(f"fg:{name}") for name in vocabulary.statuses}:
        names = ", ".join(f"fg:{name}" for name in vocabulary.statuses)
        raise GraphError(f"{_show(node)}: status {_show(status)}; use one of {names}")
    confidence = _one(node, "fg:confidence", index, vocabulary)
    try:
        within = 0 <= float(confidence) <= 1
    except ValueError:
        within = False
    if not within:
        raise GraphError(f"{_show(node)}: confidence {_show(confidence)}; give a decimal from 0 to 1")
    evidence = _values(node, "prov:wasDerivedFrom", index, vocabulary)
    if not evidence:
        raise GraphError(f"{_show(node)}: no evidence; add prov:wasDerivedFrom with the sentence that says it")
    types = index.get(vocabulary.iri("rdf:type"), {})
    for sentence in evidence:
        if vocabulary.iri("fg:Sentence") not in types.get(sentence, ()):
            raise GraphError(f"{_show(node)}: evidence {_show(sentence)} is no fg:Sentence; add the sentence's node")


def _check_plain(
    statements: Iterable[str], plain: Mapping[tuple[str, str, str], None], index: Index, vocabulary: Vocabulary
) -> None:
    """Plain triples stand exactly where an Asserted statement does, and no statement is there twice."""
    symmetric = {vocabulary.iri(f"fg:{name}") for name in vocabulary.symmetric}
    asserted: set[tuple[str, str, str]] = set()
    seen: dict[tuple[object, ...], str] = {}
    for node in statements:
        subject, predicate, target, status = (
            _one(node, curie, index, vocabulary)
            for curie in ("rdf:subject", "rdf:predicate", "rdf:object", "fg:status")
        )
        stands = [(subject, predicate, target)]
        if predicate in symmetric:
            stands.append((target, predicate, subject))
        key = (frozenset(stands), status, *_qualifiers(node, index, vocabulary))
        if key in seen:
            raise GraphError(f"{_show(node)} repeats {_show(seen[key])}; make them one statement with both sentences")
        seen[key] = node
        if status != vocabulary.iri("fg:Asserted"):
            continue
        for triple in stands:
            if triple not in plain:
                raise GraphError(f"{_show(node)} is Asserted, but {_shows(triple)} does not stand plain; add it")
        asserted.update(stands)
    for triple in plain:
        if triple not in asserted:
            raise GraphError(f"{_shows(triple)} stands plain without an Asserted statement; state it or leave it out")


def _qualifiers(node: str, index: Index, vocabulary: Vocabulary) -> list[frozenset[str]]:
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
            curie: _one(each, curie, index, vocabulary)
            for each in selectors
            for curie in ("oa:exact", "oa:start", "oa:end")
            if _values(each, curie, index, vocabulary)
        }
        _check_quote(node, ends["oa:exact"], ends["oa:start"], ends["oa:end"], text_of.get(source))


def _check_remainders(index: Index, vocabulary: Vocabulary) -> None:
    """Each remainder has one reason, one place, and one sentence, which was not read in full."""
    for node in _typed(index, vocabulary, "fg:Remainder"):
        sentence = _one(node, "fg:ofSentence", index, vocabulary)
        for curie in ("fg:reason", "oa:start", "oa:end"):
            _one(node, curie, index, vocabulary)
        if _one(sentence, "fg:coverage", index, vocabulary) == vocabulary.iri("fg:Read"):
            raise GraphError(f"{_show(node)}: left of {_show(sentence)}, which is fg:Read; call that fg:Partly")


def _check_quote(node: str, exact: str, start: str, end: str, text: str | None) -> None:
    if not (start.isdecimal() and end.isdecimal()) or not int(start) < int(end):
        raise GraphError(f"{_show(node)}: position {_show(start)} to {_show(end)}; give start and end, start first")
    if len(exact) != int(end) - int(start):
        raise GraphError(f"{_show(node)}: quote of {len(exact)} code points at {start} to {end}; make them fit")
    if text is not None and text[int(start) : int(end)] != exact:
        raise GraphError(f"{_show(node)}: the text at {start} to {end} is not {_show(exact)}; count code points")


def _typed(index: Index, vocabulary: Vocabulary, curie: str) -> list[str]:
    """Nodes of a class, in the order they came."""
    iri = vocabulary.iri(curie)
    types = index.get(vocabulary.iri("rdf:type"), {})
    return [node for node, classes in types.items() if iri in classes]


def _values(node: str, curie: str, index: Index, vocabulary: Vocabulary) -> list[str]:
    return index.get(vocabulary.iri(curie), {}).get(node, [])


def _one(node: str, curie: str, index: Index, vocabulary: Vocabulary) -> str:
    values = _values(node, curie, index, vocabulary)
    if len(values) != 1:
        raise GraphError(f"{_show(node)}: {len(values)} values of {curie}; give it exactly one")
    return values[0]


def _shows(triple: tuple[str, str, str]) -> str:
    return " ".join(map(_show, triple))


def _show(term: object) -> str:
    """A term on one line, shortened, with control characters escaped."""
    line = ascii(str(term))[1:-1]
    return line if len(line) <= 120 else f"{line[:80]}...{line[-37:]}"
