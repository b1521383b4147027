"""Fit the rates of builder/rates.json to judged samples, and show how well confidence tells what is right.

    python bench/calibrate.py tests/quality/*.jsonl            # what the rates would be, and the table
    python bench/calibrate.py tests/quality/*.jsonl --write    # writes builder/rates.json

A rate is the share of judged statements that are right; a relation's is drawn towards that of all relations as if
`PRIOR` more had been judged. `strength` is the power of how surely the ends were resolved that gives the least squared
error (Brier score: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

RATES = Path(__file__).resolve().parent.parent / "builder" / "rates.json"
PRIOR = 12  #: judged statements that the mean of all relations counts for
HIGHEST = 0.98
Row = dict[str, Any]


def fit(rows: Sequence[Row]) -> Row:
    """Rates, rounded to two places, sorted."""
    means = {kind: _mean([r for r in rows if r["kind"] == kind]) for kind in ("relation", "open", "measurement")}
    by_relation: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "relation":
            by_relation[row["predicate"]].append(row)
    relations = {
        name: round(min(HIGHEST, (_right(found) + PRIOR * means["relation"]) / (len(found) + PRIOR)), 2)
        for name, found in sorted(by_relation.items())
    }
    rates: Row = {**{k: round(v, 2) for k, v in sorted(means.items())}, "relations": relations, "strength": 0.0}
    rates["strength"] = min((s / 10 for s in range(31)), key=lambda s: (brier(rows, {**rates, "strength": s}), s))
    return rates


def expected(row: Row, rates: Row) -> float:
    """Confidence in a judged statement under the rates."""
    kind = str(row["kind"])
    rate: float = rates["relations"].get(row["predicate"], rates[kind]) if kind == "relation" else rates[kind]
    ends: float = row.get("ends") or 1.0
    return rate * math.pow(ends, rates["strength"])


def brier(rows: Iterable[Row], rates: Row) -> float:
    """Mean squared difference between confidence and verdict."""
    errors: list[float] = [(expected(r, rates) - (r["verdict"] == "right")) ** 2 for r in rows]
    return sum(errors) / len(errors)


def table(rows: Sequence[Row], rates: Row) -> str:
    """Statements by confidence, in tenths: how many, their mean confidence, and the share that is right."""
    bins: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        bins[min(9, int(expected(row, rates) * 10))].append(row)
    lines = ["| confidence | judged | mean confidence | right |", "|---|---|---|---|"]
    for number, found in sorted(bins.items(), reverse=True):
        mean = sum(expected(r, rates) for r in found) / len(found)
        lines.append(
            f"| {number / 10:.1f} to {(number + 1) / 10:.1f} | {len(found)} | {mean:.2f} | {_mean(found):.2f} |"
        )
    return "\n".join(lines)


def _right(rows: Sequence[Row]) -> int:
    return sum(r["verdict"] == "right" for r in rows)


def _mean(rows: Sequence[Row]) -> float:
    return _right(rows) / len(rows) if rows else 0.5


def main(given: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(given)
    rows = [json.loads(line) for path in args.samples for line in path.read_text("utf-8").splitlines() if line.strip()]
    rates = fit(rows)
    text = json.dumps(rates, indent=1, sort_keys=True) + "\n"
    print(text + table(rows, rates) + f"\nBrier score {brier(rows, rates):.3f}")
    if args.write:
        RATES.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
