"""How fast texts become a graph, against the bare parse of the same texts by the same model, in one run.

    python bench/throughput.py FOLDER [--repeat 3] [--json]

Each part runs in a fresh process, from its start to its end, the parts in turns; the median is told:

- parse: the texts of FOLDER opened and parsed, nothing else: one thread of the network, pinned to one core
- one core: `factgraph build FOLDER -o graph.ttl --workers 1`, pinned to the same core
- two cores: the same with `--workers 2`, pinned to two cores

Where the system cannot pin a process, the parts run unpinned. Both graphs must be the same, byte for byte. Words are
what white space parts in the texts as read. What else runs on the machine disturbs the clock: let nothing else run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Part:
    """One part, as the median of its runs."""

    name: str
    seconds: float  #: by the clock
    cpu: float | None  #: of the processor, all processes together; None where the system does not tell
    words_per_second: float
    to_parse: float  #: words per second against those of the bare parse
    cpu_to_parse: float | None  #: the same by processor seconds, which other work on the machine disturbs less
    to_one_core: float | None = None  #: for two cores, against those of one


def parse(folder: str) -> int:
    """Open and parse the texts; how many words they have."""
    from factgraph.builder.language.pipeline import load
    from factgraph.builder.parse import parse as parsed
    from factgraph.builder.reading import find_inputs, read_input

    nlp, words = load(threads=1), 0
    for one in find_inputs([folder]):
        document = read_input(one)
        words += len(document.text.split())
        parsed(document, nlp)
    return words


@contextmanager
def pinned(cores: int) -> Iterator[None]:
    """What is started inside may use so many cores, where the system can see to that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_cores)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)


def run(command: Sequence[str], cores: int) -> tuple[float, float | None, str]:
    """Run a command; its seconds by the clock and of the processor, and what it wrote."""
    before, begun = _children(), time.perf_counter()
    with pinned(cores):
        done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    seconds, after = time.perf_counter() - begun, _children()
    return seconds, after - before if before is not None and after is not None else None, done.stdout


def _children() -> float | None:
    """Processor seconds of all processes started so far that have ended."""
    try:
        import resource
    except ImportError:
        return None
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(folder: str, repeat: int) -> tuple[int, list[Part]]:
    """Words of the texts, and each part."""
    with tempfile.TemporaryDirectory() as name:
        graphs = [Path(name) / "one.ttl", Path(name) / "two.ttl"]
        build = [sys.executable, "-m", "factgraph", "build", folder, "--quiet"]
        parts: dict[str, tuple[list[str], int]] = {
            "parse": ([sys.executable, __file__, folder, "--parse"], 1),
            "one core": ([*build, "-o", str(graphs[0]), "--workers", "1"], 1),
            "two cores": ([*build, "-o", str(graphs[1]), "--workers", "2"], 2),
        }
        times: dict[str, list[tuple[float, float | None]]] = {part: [] for part in parts}
        words = 0
        for _ in range(repeat):
            for part, (command, cores) in parts.items():
                seconds, cpu, said = run(command, cores)
                times[part].append((seconds, cpu))
                words = int(said) if part == "parse" else words
        if graphs[0].read_bytes() != graphs[1].read_bytes():
            sys.exit("one worker and two wrote different graphs")
    clock = {part: median(seconds for seconds, _ in rows) for part, rows in times.items()}
    used = {
        part: median(row) if (row := [c for _, c in rows if c is not None]) else None for part, rows in times.items()
    }
    return words, [
        Part(
            name=part,
            seconds=clock[part],
            cpu=used[part],
            words_per_second=words / clock[part],
            to_parse=clock["parse"] / clock[part],
            cpu_to_parse=_ratio(used["parse"], used[part]),
            to_one_core=clock["one core"] / clock[part] if part == "two cores" else None,
        )
        for part in times
    ]


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def table(words: int, parts: Sequence[Part]) -> str:
    """The parts as Markdown."""
    heads = "| | s | CPU s | words/s | of parse | of parse, CPU | of one core |"
    rows = [f"{words:,} words", "", heads, "|---|---|---|---|---|---|---|"]
    for part in parts:
        cpu = f"{part.cpu:.1f}" if part.cpu is not None else ""
        spent = f"{100 * part.cpu_to_parse:.0f} %" if part.cpu_to_parse is not None else ""
        twice = f"{part.to_one_core:.2f}" if part.to_one_core is not None else ""
        rows.append(
            f"| {part.name} | {part.seconds:.1f} | {cpu} | {part.words_per_second:,.0f} "
            f"| {100 * part.to_parse:.0f} % | {spent} | {twice} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each part")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--parse", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.parse:
        print(parse(given.folder))
        return
    words, parts = measure(given.folder, max(1, given.repeat))
    if given.json:
        print(json.dumps({"words": words, "parts": [asdict(part) for part in parts]}))
    else:
        print(table(words, parts))


if __name__ == "__main__":
    main()
