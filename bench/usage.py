"""How many texts each lexicon entry reads something in: one that serves a single text is suspect of being made for it.

factgraph build FOLDER -o OUT/graph.ttl --trace
python bench/usage.py OUT/graph.ttl OUT/trace.jsonl --most 1
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from factgraph.builder.lexicon import load_lexicon

SOURCE = ox.NamedNode("http://www.w3.org/ns/oa#hasSource")
FILE = ox.NamedNode("http://purl.org/dc/terms/source")


def usage(store: ox.Store, trace: Path) -> dict[str, set[str]]:
    """Texts (their file names) by lexicon entry; entries that read nothing are there with no text."""
    files: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, SOURCE, None, None):
        if isinstance(quad.object, ox.NamedNode):
            name = next(iter(store.quads_for_pattern(quad.object, FILE, None, None))).object
            files[str(quad.subject)[1:-1]] = str(getattr(name, "value", name))
    texts: dict[str, set[str]] = defaultdict(set)
    for line in trace.read_text("utf-8").splitlines():
        for evidence in json.loads(line)["evidence"]:
            if evidence["entry"]:
                texts[evidence["entry"].rpartition("#")[2]].add(files[evidence["sentence"]])
    return {entry.name: texts.get(entry.name, set()) for entry in load_lexicon().entries}


def report(texts: Mapping[str, set[str]], most: int) -> str:
    """Entries with at most so many texts, rarest first, and a total."""
    rare = sorted((len(found), name) for name, found in texts.items() if len(found) <= most)
    lines = [f"{count:4} {name}: {', '.join(sorted(texts[name])) or 'no text'}" for count, name in rare]
    return "\n".join([*lines, f"{len(rare)} of {len(texts)} entries read in at most {most} text(s)"])


def main(given: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("trace", type=Path)
    parser.add_argument("--most", type=int, default=1, help="list entries with at most so many texts")
    args = parser.parse_args(given)
    store = ox.Store()
    store.bulk_load(path=str(args.graph), format=ox.RdfFormat.TURTLE)
    print(report(usage(store, args.trace), args.most))
    return 0


if __name__ == "__main__":
    sys.exit(main())
