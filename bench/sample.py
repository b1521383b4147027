"""Draw statements of a graph at random, each beside its sentence, to be judged by someone who reads.

    python bench/sample.py GRAPH.ttl --seed 7 --relations 200 --open 100 > sample.jsonl

The draw depends on the seed and on the statements alone: the same graph and seed give the same sample. A judge adds
`verdict` ("right" or "wrong") and, where it is wrong, `why`. tests/quality holds judged samples.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyoxigraph as ox

FG = "https://w3id.org/factgraph/ontology#"
OPEN = "https://w3id.org/factgraph/open#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
SELECTOR, EXACT, SOURCE = (f"http://www.w3.org/ns/oa#{n}" for n in ("hasSelector", "exact", "hasSource"))
FILE = "http://purl.org/dc/terms/source"
_QUALIFIERS = ("startDate", "endDate", "pointInTime", "tradingPartner", "rank", "rankedAs", "as")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statement to be judged."""

    id: str
    kind: str  #: "relation", "open" or "measurement"
    subject: str
    predicate: str
    object: str
    status: str
    qualifiers: tuple[str, ...]
    confidence: float
    text: str  #: file of the sentence
    sentence: str
    ends: float | None = None  #: how surely subject and object were resolved, where a trace tells


def draw(store: ox.Store, seed: int, kind: str, count: int, *, asserted: bool = True) -> list[Drawn]:
    """`count` statements of a kind in random order of the seed, or all if there are fewer."""
    every = _measurements(store) if kind == "measurement" else _statements(store)
    rows = [d for d in every if d.kind == kind and (d.status == "Asserted" or not asserted)]
    rows.sort(key=lambda d: hashlib.sha256(f"{seed} {d.id}".encode()).hexdigest())
    return rows[:count]


def _statements(store: ox.Store) -> Iterator[Drawn]:
    for node in _typed(store, RDF + "type", RDF + "Statement"):
        predicate = _one(store, node, RDF + "predicate").value
        yield Drawn(
            id=node.value.rpartition("/")[2],
            kind="open" if predicate.startswith(OPEN) else "relation",
            subject=_label(store, _one(store, node, RDF + "subject")),
            predicate=predicate.rpartition("#")[2],
            object=_label(store, _one(store, node, RDF + "object")),
            status=_one(store, node, FG + "status").value.rpartition("#")[2],
            qualifiers=tuple(
                sorted(f"{name} {_label(store, v)}" for name in _QUALIFIERS for v in _all(store, node, FG + name))
            ),
            confidence=float(_one(store, node, FG + "confidence").value),
            text=_place(store, node)[0],
            sentence=_place(store, node)[1],
        )


def _measurements(store: ox.Store) -> Iterator[Drawn]:
    for node in _typed(store, RDF + "type", FG + "Measurement"):
        about = sorted(_label(store, each) for each in _all(store, node, FG + "about"))
        said = {name: [v.value for v in _all(store, node, FG + name)] for name in ("comparator", "value", "unit")}
        yield Drawn(
            id=node.value.rpartition("/")[2],
            kind="measurement",
            subject="; ".join(about),
            predicate=_one(store, node, FG + "indicator").value,
            object=" ".join(v[0] for v in said.values()),
            status=_one(store, node, FG + "status").value.rpartition("#")[2],
            qualifiers=tuple(f"{name} {v.value}" for name in ("per", "year") for v in _all(store, node, FG + name)),
            confidence=float(_one(store, node, FG + "confidence").value),
            text=_place(store, node)[0],
            sentence=_place(store, node)[1],
        )


def _typed(store: ox.Store, predicate: str, cls: str) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(cls), None):
        yield _named(quad.subject)


def _place(store: ox.Store, node: ox.NamedNode) -> tuple[str, str]:
    """File and words of the first sentence that says it."""
    sentence = min((_named(n) for n in _all(store, node, DERIVED)), key=lambda n: n.value)
    quotes = [v.value for s in _all(store, sentence, SELECTOR) for v in _all(store, _named(s), EXACT)]
    document = _named(_one(store, sentence, SOURCE))
    return _one(store, document, FILE).value, " ".join(quotes[0].split())


def _all(store: ox.Store, node: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.Literal]:
    found = (q.object for q in store.quads_for_pattern(node, ox.NamedNode(predicate), None, None))
    return [v for v in found if isinstance(v, ox.NamedNode | ox.Literal)]


def _one(store: ox.Store, node: ox.NamedNode, predicate: str) -> ox.NamedNode | ox.Literal:
    return _all(store, node, predicate)[0]


def _named(node: object) -> ox.NamedNode:
    if not isinstance(node, ox.NamedNode):
        raise TypeError(f"{node} is no IRI; the graph is not one that factgraph wrote")
    return node


def _label(store: ox.Store, node: ox.NamedNode | ox.Literal) -> str:
    if isinstance(node, ox.Literal):
        return node.value
    found = _all(store, node, LABEL)
    return found[0].value if found else node.value


def with_ends(rows: Sequence[Drawn], trace: Path) -> list[Drawn]:
    """The rows with what the trace of the build says of their ends."""
    sure: dict[str, float] = {}
    for line in trace.read_text("utf-8").splitlines():
        told = json.loads(line)
        ends = ([*e["subjects"][:1], e["object"]] for e in told["evidence"])
        each = [math.prod(end["steps"][0]["confidence"] if end["steps"] else 1.0 for end in pair) for pair in ends]
        sure[told["node"].rpartition("/")[2]] = max(each)
    return [replace(row, ends=round(sure[row.id], 4)) for row in rows]


def main(given: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--trace", type=Path, help="trace.jsonl of the build: adds how surely the ends were resolved")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--relations", type=int, default=200)
    parser.add_argument("--open", type=int, default=100)
    parser.add_argument("--measurements", type=int, default=50)
    args = parser.parse_args(given)
    store = ox.Store()
    try:
        store.bulk_load(path=str(args.graph), format=ox.RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        print(f"sample: {args.graph}: {error}; give a graph that factgraph build wrote", file=sys.stderr)
        return 2
    counts = (("relation", args.relations), ("open", args.open), ("measurement", args.measurements))
    rows = [row for kind, count in counts for row in draw(store, args.seed, kind, count)]
    for drawn in with_ends(rows, args.trace) if args.trace else rows:
        print(json.dumps(asdict(drawn), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
