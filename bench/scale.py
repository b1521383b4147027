"""How time, memory and disk grow with the number of texts: `factgraph build` over folders of altered copies.

    python bench/scale.py FOLDER [--counts 200,2000] [--workers 2] [--json]

The texts are drawn from FOLDER with replacement (always the same ones); in each copy, names that the gazetteer does not
know get another ending, so that the corpus has ever new names. For each count a build from nothing, one without change,
and one with a single text changed run as users run them, each in a process of its own. Memory is that of all processes
of the build together, shared pages counted once (Linux, /proc).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from factgraph.builder.gazetteer import load_gazetteer
from factgraph.builder.reading import SUFFIXES

_WORD = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}\b")
_ENDINGS = ("an", "or", "is", "el", "um", "ir", "ova", "sen", "ik", "ard", "ette", "o", "ius", "ton", "berg", "wick")


@dataclass(frozen=True, slots=True)
class Run:
    """One build."""

    what: str
    texts: int
    seconds: float
    peak: float  #: MiB
    read: int
    triples: int
    workspace: float  #: MiB on disk
    output: float  #: MiB on disk


def copies(source: Path, folder: Path, count: int) -> None:
    """Write so many altered copies of the texts of a folder."""
    known = {word for entry in load_gazetteer().entries for name in entry.names for word in name.split()}
    texts = sorted(p for p in source.iterdir() if p.suffix in SUFFIXES and p.is_file())
    chance = random.Random(count)
    folder.mkdir()
    for number in range(count):
        path = chance.choice(texts)
        text = path.read_text(encoding="utf-8", errors="replace")
        (folder / f"{number:06d}-{path.stem[:60]}.txt").write_text(altered(text, number, known), encoding="utf-8")


def altered(text: str, number: int, known: set[str]) -> str:
    """The text with other endings of the names in it, the same for the same name."""
    names = {word for word in _WORD.findall(text) if word not in known}

    def ending(word: str) -> str:
        return _ENDINGS[hashlib.sha256(f"{word} {number % 97}".encode()).digest()[0] % len(_ENDINGS)]

    return re.sub(r"\b[A-Z][a-z]{3,}\b", lambda m: m[0] + ending(m[0]) if m[0] in names else m[0], text)


def build(folder: Path, workers: int, what: str) -> Run:
    """Run a build, and watch it."""
    command = [
        *(sys.executable, "-m", "factgraph", "build", "texts", "-o", "out.ttl", "--workspace", "kept"),
        *("--workers", str(workers), "--json", "--quiet"),
    ]
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, _tree(process.pid))))
            time.sleep(0.1)
        assert process.stdout is not None
        told = json.loads(process.stdout.read())
    seconds = time.perf_counter() - begun
    kept = sum(p.stat().st_size for p in (folder / "kept").iterdir())
    return Run(
        what,
        told["texts_read"] + told["texts_unchanged"],
        round(seconds, 2),
        round(peak / 1024),
        told["texts_read"],
        told["triples"],
        round(kept / 1024**2, 1),
        round((folder / "out.ttl").stat().st_size / 1024**2, 1),
    )


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return


def _memory(pid: int) -> int:
    """Kibibytes of a process, its share of what it shares with others."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def runs(source: Path, count: int, workers: int) -> Iterator[Run]:
    """Build from nothing, again, and with one text changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies(source, folder / "texts", count)
        yield build(folder, workers, "from nothing")
        yield build(folder, workers, "no change")
        changed = min((folder / "texts").iterdir())
        changed.write_text(changed.read_text(encoding="utf-8") + "\n\nKenya borders Uganda.\n", encoding="utf-8")
        yield build(folder, workers, "one changed")


def main() -> None:
    """Read the arguments, run, and write a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counts", default="200,2000")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = []
    for count in map(int, options.counts.split(",")):
        for run in runs(options.folder, count, options.workers):
            found.append(run)
            if not options.json:
                per = run.seconds / run.texts * 1000
                print(
                    f"{run.texts:>7} texts, {run.what:<12}: {run.seconds:>8.1f} s ({per:7.1f} ms a text), "
                    f"{run.read} read, peak {run.peak:.0f} MiB, {run.triples} triples, workspace {run.workspace} MiB, "
                    f"Turtle {run.output} MiB",
                    flush=True,
                )
    if options.json:
        print(json.dumps([asdict(run) for run in found], indent=2))


if __name__ == "__main__":
    main()
