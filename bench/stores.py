"""Loads, asks and writes many built graphs, in one run: ours, rdflib's store in memory, native pyoxigraph.

    python bench/stores.py [--triples 1000000] [--only ours,pyoxigraph,rdflib] [--json]

The graphs are renamed copies of the example's, a document each: what is its own (statements, measurements, sentences,
things) gets a name of its own in every copy; classes and relations stay. Each way runs in a process of its own:

- ours: `factgraph query` and `export --unsorted`: `exports.opened`, `exports.questions`, the store's own writer
- canonical: the same with each triple in Python's hands, as `export` does it: `exports.load`, sorted `exports.turtle`
- pyoxigraph: its parser into its store, the same questions' text, its Turtle writer
- rdflib: `Graph.parse`, `Graph.query`, `Graph.serialize`
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factgraph.exports.questions import question
from factgraph.exports.terms import DEFAULT_BASE, triples

ROOT = Path(__file__).parent.parent
WAYS = ("ours", "canonical", "pyoxigraph", "rdflib")
STEPS = ("load", "ask", "write")
QUESTIONS = ("memberships", "agreements", "trade-figures", "planned", "leadership")


def corpus(path: Path, wanted: int) -> int:
    """Write at least so many triples of renamed copies of the example's graph as Turtle; how many there are."""
    from factgraph.builder.graph import to_graph
    from factgraph.builder.pipeline import load_tools, read_document
    from factgraph.builder.reading import read
    from factgraph.exports.turtle import turtle

    text = ROOT / "examples/us-relations-with-mexico.txt"
    tools = load_tools()
    one = triples(to_graph([read_document(read(text, text.name), tools)], tools.vocabulary, DEFAULT_BASE).graph)
    mine = re.compile("<" + re.escape(DEFAULT_BASE))
    out = {
        tuple(mine.sub(f"<{DEFAULT_BASE}copy-{number}/", term) for term in triple)
        for number in range(-(-wanted // len(one)))
        for triple in one
    }
    path.write_text(turtle(sorted(out)), encoding="utf-8")
    return len(out)


class Clock:
    """Wall and processor seconds of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Measure what the block does."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[step] = (time.perf_counter() - wall, time.process_time() - cpu)


def ours(path: Path, out: Path, clock: Clock) -> list[int]:
    import pyoxigraph as ox

    from factgraph.exports import questions
    from factgraph.exports.opened import open_graphs
    from factgraph.exports.terms import prefixes

    with clock("load"):
        graph = open_graphs([str(path)])
    with clock("ask"):
        found = [len(questions.ask(graph.store, question(name)).rows) for name in QUESTIONS]
    with clock("write"):
        names = prefixes(graph.base)
        graph.store.dump(str(out), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=names)
    return found


def canonical(path: Path, out: Path, clock: Clock) -> list[int]:
    from factgraph.exports import questions
    from factgraph.exports.load import load, store
    from factgraph.exports.turtle import turtle

    with clock("load"):
        graph = load(str(path))
        kept = store(graph.triples)
    with clock("ask"):
        found = [len(questions.ask(kept, question(name)).rows) for name in QUESTIONS]
    with clock("write"):
        out.write_text(turtle(graph.triples, graph.base), encoding="utf-8")
    return found


def pyoxigraph(path: Path, out: Path, clock: Clock) -> list[int]:
    import pyoxigraph as ox

    with clock("load"):
        kept = ox.Store()
        kept.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    with clock("ask"):
        found = []
        for name in QUESTIONS:
            answer = kept.query(question(name).query)
            assert isinstance(answer, ox.QuerySolutions)
            found.append(sum(1 for _ in answer))
    with clock("write"):
        kept.dump(str(out), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    return found


def rdflib(path: Path, out: Path, clock: Clock) -> list[int]:
    from rdflib import Graph

    with clock("load"):
        graph = Graph().parse(path, format="turtle")
    with clock("ask"):
        found = [len(list(graph.query(question(name).query))) for name in QUESTIONS]
    with clock("write"):
        graph.serialize(out, format="turtle")
    return found


def one(way: str, path: Path) -> dict[str, object]:
    """Measure one way, in this process."""
    clock = Clock()
    run: Callable[[Path, Path, Clock], list[int]] = globals()[way]
    rows = run(path, path.with_suffix(f".{way}.ttl"), clock)
    # Not getrusage: its peak is that of the process which started this one, where that was larger.
    peak = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(encoding="utf-8"), re.MULTILINE)
    return {"way": way, "rows": rows, "seconds": clock.seconds, "peak_mb": int(peak[1]) / 1024 if peak else 0}


def table(count: int, found: list[dict[str, object]]) -> str:
    out = io.StringIO()
    write = csv.writer(out, delimiter="\t", lineterminator="\n")
    write.writerow(
        [f"{count:,} triples", *(f"{step} s wall/cpu" for step in STEPS), "all s wall/cpu", "peak MB", "rows"]
    )
    for each in found:
        seconds = each["seconds"]
        assert isinstance(seconds, dict)
        pairs = [seconds[step] for step in STEPS]
        pairs.append((sum(p[0] for p in pairs), sum(p[1] for p in pairs)))
        write.writerow([each["way"], *(f"{w:.2f}/{c:.2f}" for w, c in pairs), f"{each['peak_mb']:.0f}", each["rows"]])
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--only", default=",".join(WAYS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(one(given.one[0], Path(given.one[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.ttl"
        count = corpus(path, given.triples)
        found = []
        for way in given.only.split(","):
            command = [sys.executable, __file__, "--one", way, str(path)]
            done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
            found.append(json.loads(done.stdout))
    if len({str(each["rows"]) for each in found}) > 1:
        sys.exit(f"the ways differ in how many rows they find: {[(e['way'], e['rows']) for e in found]}")
    print(json.dumps({"triples": count, "ways": found}) if given.json else table(count, found), end="")


if __name__ == "__main__":
    main()
