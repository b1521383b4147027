"""Cheap checks that every built graph passes before it leaves: the contract's rules that one linear pass can see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from ..ontology.vocabulary import Vocabulary, load_vocabulary
from .errors import GraphError
from .terms import Triple
from .triple_index import TripleIndex, shown

_PLACED = ("oa:exact", "oa:start", "oa:end")


def check(triples: Iterable[Triple], text_of: Mapping[str, str] | None = None) -> None:
    """Check the triples of a graph; `text_of` maps document IRIs to texts, whose quotes are compared too.

    Takes one pass and time linear in the triples. Raises GraphError at the first breach.
    """
    vocabulary = load_vocabulary()
    check_index(TripleIndex(((s, ((p, o),)) for s, p, o in triples), vocabulary), vocabulary, text_of or {})


def check_index(index: TripleIndex, vocabulary: Vocabulary, text_of: Mapping[str, str]) -> None:
    """Check a graph whose terms were checked when it was indexed. Raises GraphError at the first breach."""
    statements, measurements = index.typed("rdf:Statement"), index.typed("fg:Measurement")
    _check_stated((*statements, *measurements), index, vocabulary)
    _check_plain(statements, index, vocabulary)
    for node in measurements:
        for curie in ("fg:indicator", "fg:value", "fg:unit", "fg:comparator"):
            index.one(node, curie)
    _check_sentences(index, text_of)
    _check_remainders(index, vocabulary)


def _check_stated(nodes: Iterable[str], index: TripleIndex, vocabulary: Vocabulary) -> None:
    """Each has exactly one status of the four, one confidence in range, and evidence that is a sentence."""
    statuses = {vocabulary.iri(f"fg:{name}") for name in vocabulary.statuses}
    sentences = set(index.typed("fg:Sentence"))
    for node in nodes:
        status = index.one(node, "fg:status")
        if status not in statuses:
            names = ", ".join(f"fg:{name}" for name in vocabulary.statuses)
            raise GraphError(f"{shown(node)}: status {shown(status)}; use one of {names}")
        confidence = index.one(node, "fg:confidence")
        try:
            within = 0 <= float(confidence) <= 1
        except ValueError:
            within = False
        if not within:
            raise GraphError(f"{shown(node)}: confidence {shown(confidence)}; give a decimal from 0 to 1")
        evidence = index.of(node, "prov:wasDerivedFrom")
        if not evidence:
            raise GraphError(f"{shown(node)}: no evidence; add prov:wasDerivedFrom with the sentence that says it")
        for sentence in evidence:
            if sentence not in sentences:
                raise GraphError(
                    f"{shown(node)}: evidence {shown(sentence)} is no fg:Sentence; add the sentence's node"
                )


def _check_plain(statements: Iterable[str], index: TripleIndex, vocabulary: Vocabulary) -> None:
    """Plain triples stand exactly where an Asserted statement does, and no statement is there twice."""
    symmetric = {vocabulary.iri(f"fg:{name}") for name in vocabulary.symmetric}
    qualifiers = [row for name in vocabulary.qualifiers if (row := index.row(f"fg:{name}"))]
    is_asserted = vocabulary.iri("fg:Asserted")
    asserted: set[tuple[str, str, str]] = set()
    seen: dict[tuple[object, ...], str] = {}
    for node in statements:
        subject, predicate, target, status = (
            index.one(node, curie) for curie in ("rdf:subject", "rdf:predicate", "rdf:object", "fg:status")
        )
        stands = [(subject, predicate, target)]
        if predicate in symmetric:
            stands.append((target, predicate, subject))
        key = (frozenset(stands), status, *[frozenset(row.get(node, ())) for row in qualifiers])
        if key in seen:
            raise GraphError(f"{shown(node)} repeats {shown(seen[key])}; make them one statement with both sentences")
        seen[key] = node
        if status != is_asserted:
            continue
        for triple in stands:
            if triple not in index.plain:
                raise GraphError(f"{shown(node)} is Asserted, but {_shows(triple)} does not stand plain; add it")
        asserted.update(stands)
    for triple in index.plain:
        if triple not in asserted:
            raise GraphError(f"{_shows(triple)} stands plain without an Asserted statement; state it or leave it out")


def _check_sentences(index: TripleIndex, text_of: Mapping[str, str]) -> None:
    """Each sentence has one source, coverage, quote and position, which fit each other and the text."""
    rows = [index.row(curie) for curie in _PLACED]
    for node in index.typed("fg:Sentence"):
        source = index.one(node, "oa:hasSource")
        index.one(node, "fg:coverage")
        selectors = index.of(node, "oa:hasSelector")
        found = [[text for each in selectors for text in row.get(each, ())] for row in rows]
        if len(selectors) != 2 or any(len(texts) != 1 for texts in found):
            for each, curie in product(selectors, _PLACED):
                if index.of(each, curie):
                    index.one(each, curie)
            raise GraphError(f"{shown(node)}: needs exactly one quote and one position as oa:hasSelector")
        (exact,), (start,), (end,) = found
        _check_quote(node, exact, start, end, text_of.get(source))


def _check_remainders(index: TripleIndex, vocabulary: Vocabulary) -> None:
    """Each remainder has one reason, one place, and one sentence, which was not read in full."""
    is_read = vocabulary.iri("fg:Read")
    for node in index.typed("fg:Remainder"):
        sentence = index.one(node, "fg:ofSentence")
        for curie in ("fg:reason", "oa:start", "oa:end"):
            index.one(node, curie)
        if index.one(sentence, "fg:coverage") == is_read:
            raise GraphError(f"{shown(node)}: left of {shown(sentence)}, which is fg:Read; call that fg:Partly")


def _check_quote(node: str, exact: str, start: str, end: str, text: str | None) -> None:
    if not (start.isdecimal() and end.isdecimal()) or not int(start) < int(end):
        raise GraphError(f"{shown(node)}: position {shown(start)} to {shown(end)}; give start and end, start first")
    if len(exact) != int(end) - int(start):
        raise GraphError(f"{shown(node)}: quote of {len(exact)} code points at {start} to {end}; make them fit")
    if text is not None and text[int(start) : int(end)] != exact:
        raise GraphError(f"{shown(node)}: the text at {start} to {end} is not {shown(exact)}; count code points")


def _shows(triple: tuple[str, str, str]) -> str:
    return " ".join(map(shown, triple))
