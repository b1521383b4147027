"""Traces read back, and told to a reader."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from ..builder.errors import GraphError
from ..builder.iris import LEX
from .target import TRACE
from .terms import visible

Trace: TypeAlias = Mapping[str, Any]  #: as `builder.trace.Trace`, in JSON

_MAKE = "build again with --trace, or name the file with --trace-file"


def beside(graph: str) -> Path:
    """Where the trace of a graph file or folder is. Raises GraphError for a graph on stdin."""
    if graph == "-":
        raise GraphError("a graph on stdin has no trace beside it; name the file with --trace-file")
    path = Path(graph)
    return (path if path.is_dir() else path.parent) / TRACE


def load(path: Path) -> dict[str, Trace]:
    """Traces by the IRIs of their statements and measurements. Raises GraphError where there is no such file."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise GraphError(f"{path}: no trace is there; {_MAKE}") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise GraphError(f"{path}: the trace cannot be read: {reason}; {_MAKE}") from error
    out: dict[str, Trace] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            trace = _trace(line)
            if trace is None:
                raise GraphError(f"{path}, line {number}: not a line of a trace; {_MAKE}")
            out[trace["node"]] = trace
    return out


def of(node: str, traces: Mapping[str, Trace], path: Path) -> Trace:
    """The trace of a statement or measurement. Raises GraphError where the file has none."""
    if node not in traces:
        raise GraphError(f"{path}: it has no trace of {node}, so it is of another graph; {_MAKE}")
    return traces[node]


def as_text(trace: Trace) -> str:
    """A few lines for each sentence that says it, indented as those of `explain_text` are."""
    try:
        lines = [line for number, one in enumerate(trace["evidence"], 1) for line in _evidence(one, number, trace)]
    except (KeyError, TypeError) as error:
        raise GraphError(f"the trace of {trace['node']} lacks what a trace has; {_MAKE}") from error
    return "".join(f"  {visible(line)}\n" for line in lines)


def _trace(line: str) -> Trace | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(found, dict) and isinstance(found.get("node"), str) and isinstance(found.get("evidence"), list)
    return found if fits else None


def _evidence(one: Mapping[str, Any], number: int, trace: Trace) -> Iterator[str]:
    several = f" {number} of {len(trace['evidence'])}" if len(trace["evidence"]) > 1 else ""
    entry = one["entry"]
    by = f"lexicon entry {entry.removeprefix(LEX)}" if entry else "no lexicon entry"
    said = f": {_words(one['predicate'])}" if one["predicate"] else ""
    yield f"read{several} by {by}, as {one['how']}{said}"
    for subject in one["subjects"]:
        yield f"  subject{_end(subject)}"
    yield f"  {'number' if trace['kind'] == 'measurement' else 'object'}{_end(one['object'])}"
    if one["because"]:
        yield f"  {one['status'].lower()} because of {_words(one['because'])}"
    factors = [f"{name} {round(factor, 2):g}" for name, factor in one["confidence"].items()]
    yield f"  confidence: {' × '.join(factors)}"


def _end(end: Mapping[str, Any]) -> str:
    path = f" ({' '.join(end['path'])})" if end["path"] else ""
    if end["words"] is None:
        return f"{path}: understood"
    if not end["steps"]:
        return f"{path}: {_words([end['words']])}"
    return f"{path}: {'; '.join(_step(step) for step in end['steps'])}"


def _step(step: Mapping[str, Any]) -> str:
    return f"{_words([step['mention']])} is {' and '.join(step['entities'])} by {step['rule']}, {step['confidence']:g}"


def _words(words: list[Mapping[str, Any]]) -> str:
    return ", ".join(f"“{' '.join(w['text'].split())}” {w['start']}-{w['end']}" for w in words)
