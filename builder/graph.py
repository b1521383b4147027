"""Readings to an RDF graph by the contract: accounted for one by one, audited, merged, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .account import Account, account
from .audit import Fault, audit
from .audit_graph import Audited
from .check import check, check_index
from .errors import GraphError
from .identity.decisions import NONE
from .identity.identify import identify
from .iris import Mint
from .merge import Merge, distinct, measurement_of, merged, said_of
from .minted import Minted
from .terms import Triple, to_rdflib
from .triple_index import TripleIndex

if TYPE_CHECKING:
    import rdflib

    from ..ontology.vocabulary import Vocabulary
    from .identity.decisions import Decisions
    from .merge import Counts
    from .node import Node
    from .pipeline import Built, Reading
    from .trace import Trace


def to_graph(readings: Sequence[Reading], vocabulary: Vocabulary, base: str, *, trace: bool = False) -> Built:
    """One graph of all readings, checked, and how it came about, if `trace`.

    What its sentence does not bear out is left out, and told in `Built.faults`. Raises GraphError where the graph would
    break the contract.
    """
    return built([sound_account(each, vocabulary, base, trace=trace) for each in readings], vocabulary, base)


@dataclass(frozen=True, slots=True)
class Merged:
    """What accounts say together."""

    triples: list[Triple]
    documents: Mapping[str, Account]  #: by their IRIs, each text once
    counts: Counts
    traces: tuple[Trace, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was left out, as its sentence does not bear it out."""
        return tuple(fault for account in self.documents.values() for fault in account.faults)


def of_accounts(accounts: Iterable[Account], vocabulary: Vocabulary, base: str, decisions: Decisions = NONE) -> Merged:
    """One graph of all accounts. Raises GraphError where it would break the contract."""
    rows, mint = list(distinct(accounts)), Mint(base)
    names = (replace(account.names, source=source) for account, sources in rows for source in sources)
    merge = Merge(vocabulary, mint, identify(names, decisions))
    for each, sources in rows:
        merge.add(each, sources)
    nodes = list(merge.nodes())
    found = list(triples(nodes))
    documents = {mint.document(account.sha256): account for account, _ in rows}
    check(found, {name: account.text for name, account in documents.items()})
    return Merged(found, documents, merge.counts, tuple(node.trace for node in nodes if node.trace is not None))


def built(accounts: Sequence[Account], vocabulary: Vocabulary, base: str) -> Built:
    """One rdflib graph of all accounts. Raises GraphError where it would break the contract."""
    from rdflib import Graph

    from .pipeline import Built

    merged = of_accounts(accounts, vocabulary, base)
    graph = Graph()
    for prefix, namespace in vocabulary.prefixes.items():
        graph.bind(prefix, namespace)
    fill(graph, merged.triples)
    return Built(graph, merged.counts, merged.traces, merged.faults)


def sound_account(reading: Reading, vocabulary: Vocabulary, base: str, *, trace: bool = False) -> Account:
    """What a reading says, less what its sentences do not bear out.

    Raises GraphError where its graph would break the contract.
    """
    mint = Mint(base)
    told = account(reading, trace=trace)
    texts = {mint.document(told.sha256): told.text}
    index = _index(told, vocabulary, mint)
    faults = _audit(index, texts)
    if faults:
        told = _less(told, {f.node: f for f in faults}, vocabulary, mint)
        index = _index(told, vocabulary, mint)
        for fault in _audit(index, texts):
            raise GraphError(str(fault))
    check_index(index, vocabulary, texts)
    return told


def _index(told: Account, vocabulary: Vocabulary, mint: Mint) -> TripleIndex:
    nodes = merged([told], vocabulary, mint)
    return TripleIndex(((node.subject, node.pairs) for node in nodes), vocabulary)


def _audit(index: TripleIndex, texts: Mapping[str, str]) -> tuple[Fault, ...]:
    return audit(Audited(index.rows, index.literal_objects), texts).faults


def _less(told: Account, faults: Mapping[str, Fault], vocabulary: Vocabulary, mint: Mint) -> Account:
    places = Minted(told, mint)
    facts = {n for n, fact in enumerate(told.facts) if said_of(fact, places, vocabulary).name[1:-1] in faults}
    measures = {n for n, measure in enumerate(told.measures) if measurement_of(measure, places)[1:-1] in faults}
    return told.without(facts, measures, faults.values())


def triples(nodes: Iterable[Node]) -> Iterable[Triple]:
    """The triples of nodes."""
    return ((node.subject, predicate, value) for node in nodes for predicate, value in node.pairs)


def fill(graph: rdflib.Graph, found: Iterable[Triple]) -> None:
    """Put triples into an rdflib graph, literals as they are."""
    seen: dict[str, rdflib.term.Node] = {}
    for triple in found:
        for term in triple:
            if term not in seen:
                seen[term] = to_rdflib(term)
        graph.add((seen[triple[0]], seen[triple[1]], seen[triple[2]]))
