"""Lists what identity across documents did, to be judged by someone who reads.

    python bench/identity.py list TEXTS 100 --names names.json > merged.txt
    python bench/identity.py apart TEXTS 100 --seed 7 --names names.json > apart.txt

`list` gives the entities that most names lead to: their names, documents and the reasons of the rules. `apart` draws
pairs of similar names that stayed two things, each pair of names once. Reading the texts takes a while; `--names` keeps
what was read of them in a file and takes it from there the next time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from factgraph.builder.identity.decisions import NONE, read_decisions
from factgraph.builder.identity.folding import SMALL, fold
from factgraph.builder.identity.identify import Identity, identify
from factgraph.builder.identity.named import DocumentNames, as_data, from_data, named
from factgraph.builder.identity.personal import personal
from factgraph.builder.iris import slug

Node = tuple[str, str]  #: slug and home
_SHOWN = 6
_OFTEN = 2  #: pairs that one name is drawn in at most


@dataclass
class Thing:
    """A node of the corpus graph, as the documents name it."""

    node: Node
    name: str
    names: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)


def things(documents: Iterable[DocumentNames], identity: Identity) -> dict[Node, Thing]:
    """All nodes with a name."""
    out: dict[Node, Thing] = {}
    for document in documents:
        for name in document.names:
            found = identity.of(document.document, name.key)
            node = (slug(found.name), found.home or "") if found else (slug(name.label), "")
            thing = out.setdefault(node, Thing(node, found.name if found else name.label))
            thing.names.update({name.label, *name.aliases})
            thing.documents.add(document.source)
            thing.classes[name.cls or "?"] += 1
            thing.beside.update([*name.offices, *name.beside, *name.owners])
    return out


def similar(every: Sequence[Thing]) -> Iterator[tuple[str, Thing, Thing]]:
    """Pairs of things with one name, one surname, or half of their words, and how they are alike."""
    blocks: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in every:
        blocks["same name", slug(thing.name)].append(thing)
        parts = personal(thing.name) if "Person" in thing.classes else None
        if parts is not None:
            blocks["same surname", parts.last].append(thing)
        words = _words(thing)
        for word in words:
            blocks["words", word].append(thing)
    for (how, _), group in sorted(blocks.items()):
        for one, other in combinations(group, 2) if len(group) <= 400 else ():
            if how != "words":
                yield how, one, other
            elif slug(one.name) != slug(other.name):
                mine, theirs = _words(one), _words(other)
                if 2 * len(mine & theirs) >= len(mine | theirs):
                    yield f"{len(mine & theirs)} of {len(mine | theirs)} words", one, other


def _words(thing: Thing) -> frozenset[str]:
    return frozenset(w for w in fold(thing.name).words if w not in SMALL)


def drawn(every: Sequence[Thing], count: int, seed: int) -> list[tuple[str, Thing, Thing]]:
    """Pairs in random order of the seed, one for each pair of names, none of them in more than a few."""
    best: dict[tuple[str, ...], tuple[str, tuple[str, Thing, Thing]]] = {}
    for how, one, other in similar(every):
        if len(one.documents | other.documents) < 2:
            continue
        names = tuple(sorted((one.name, other.name)))
        rank = hashlib.sha256(f"{seed} {sorted((one.node, other.node))}".encode()).hexdigest()
        best[names] = min(best.get(names, ("~", (how, one, other))), (rank, (how, one, other)), key=lambda x: x[0])
    out: list[tuple[str, Thing, Thing]] = []
    seen: Counter[str] = Counter()
    for _, (how, one, other) in sorted(best.values(), key=lambda x: x[0]):
        if max(seen[one.name], seen[other.name]) < _OFTEN and len(out) < count:
            seen.update({one.name, other.name})
            out.append((how, one, other))
    return out


def _read(paths: Sequence[str]) -> Iterator[DocumentNames]:
    from factgraph.builder.pipeline import load_tools, read_document
    from factgraph.builder.reading import read_input
    from factgraph.builder.reading.inputs import find_inputs

    tools = load_tools()
    for given in find_inputs(paths):
        yield named(read_document(read_input(given), tools))


def _documents(paths: Sequence[str], kept: Path | None) -> list[DocumentNames]:
    if kept is not None and kept.exists():
        return [from_data(row) for row in json.loads(kept.read_text(encoding="utf-8"))]
    out = list(_read(paths))
    if kept is not None:
        kept.write_text(json.dumps([as_data(d) for d in out]), encoding="utf-8")
    return out


def _show(thing: Thing) -> str:
    names = ", ".join(f"{n} ({c})" for n, c in sorted(thing.names.items(), key=lambda x: (-x[1], x[0]))[:12])
    home = f" [in {thing.node[1][:8]}]" if thing.node[1] else ""
    documents = sorted(thing.documents)
    shown = ", ".join(d[:40] for d in documents[:_SHOWN]) + (" ..." if len(documents) > _SHOWN else "")
    beside = ", ".join(b for b, _ in sorted(thing.beside.items(), key=lambda x: (-x[1], x[0]))[:8])
    kinds = "/".join(f"{c} {n}" for c, n in thing.classes.most_common())
    head = f"{thing.name}{home} <{kinds}>\n    names: {names}\n"
    return f"{head}    {len(documents)} documents: {shown}\n    beside: {beside}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=["list", "apart"])
    parser.add_argument("texts", nargs="+", help="files or folders; the last one is how many to list")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", type=Path, help="keep what was read of the texts here")
    parser.add_argument("--decisions", type=Path, help="a Turtle file of decisions")
    options = parser.parse_args(arguments)
    *paths, count = options.texts
    documents = _documents(paths, options.names)
    identity = identify(documents, read_decisions(options.decisions) if options.decisions else NONE)
    every = sorted(things(documents, identity).values(), key=lambda t: (-len(t.names), -len(t.documents), t.node))
    if options.what == "apart":
        for number, (how, one, other) in enumerate(drawn(every, int(count), options.seed), 1):
            print(f"{number}. {how}\n  A {_show(one)}\n  B {_show(other)}\n")
        return 0
    reasons = defaultdict(list)
    for row in identity.reasons:
        reasons[slug(row.canonical), row.home].append(row)
    for number, thing in enumerate(every[: int(count)], 1):
        print(f"{number}. {_show(thing)}")
        for row in reasons[thing.node]:
            print(f"    {row.name}: {row.rule}: {row.evidence} ({row.count}: {', '.join(row.documents[:2])})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
