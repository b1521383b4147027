"""Scores of sets of texts as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from score_count import Score

COLUMNS = (
    "set",
    "texts",
    "entities",
    "relations recall",
    "measurements",
    "open",
    "precision",
    "precision, all",
    "relations F1",
    "status",
    "qualifiers",
    "evidence exact",
    "rules kept",
    "open a sentence",
    "forbidden",
)


def cells(title: str, score: Score) -> list[str]:
    """One row: counts and percent."""
    shares = (score.entities, score.relations, score.measurements, score.open, score.precision, score.precision_all)
    kept = (score.status, score.qualifiers, score.evidence, score.rules)
    last = f"{score.open_statements.ratio:.2f}", str(score.forbidden)
    return [title, str(score.texts), *map(str, shares), f"{100 * score.f1:.0f}%", *map(str, kept), *last]


def plain(scores: Mapping[str, Score]) -> str:
    """For a terminal: columns as wide as they need be, the heads on two lines."""
    rows = [cells(title, score) for title, score in scores.items()]
    heads = [head.rpartition(" ") for head in COLUMNS]
    grid = [[head[0] for head in heads], [head[2] for head in heads], *rows]
    widths = [max(len(row[n]) for row in grid) for n in range(len(COLUMNS))]
    lines = []
    for row in grid:
        first, *others = (
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *others]).rstrip())
    return "\n".join(lines)


def markdown(scores: Mapping[str, Score]) -> str:
    """For a page of the documentation."""
    rows = [list(COLUMNS), ["---", *["---:"] * (len(COLUMNS) - 1)]]
    rows += [cells(title, score) for title, score in scores.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def plain_data(scores: Mapping[str, Score]) -> dict[str, dict[str, object]]:
    """For JSON: a share is {"hit": 3, "of": 4}."""
    return {title: {**asdict(score), "f1": round(score.f1, 4)} for title, score in scores.items()}
