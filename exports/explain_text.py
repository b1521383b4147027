"""Findings as text for a reader and as JSON for a program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .explain import Finding, Mark, Passage
from .terms import visible
from .worded import details, heading, one_line, plain

_PLAIN = {"subject": ("[[", "]]"), "object": ("[[", "]]")}
_COLOUR = {"subject": ("\x1b[1;36m", "\x1b[0m"), "object": ("\x1b[1;33m", "\x1b[0m")}


def as_text(findings: Iterable[Finding], colour: bool) -> str:
    """A paragraph for each finding; mentions in double brackets, or bold and coloured."""
    return "\n".join(_paragraph(finding, colour) for finding in findings)


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings as plain values for json.dumps."""
    return [plain(finding) for finding in findings]


def _paragraph(finding: Finding, colour: bool) -> str:
    head = heading(finding)
    lines = [f"\x1b[1m{head}\x1b[0m" if colour else head]
    confidence = f", confidence {one_line(finding.confidence)}" if finding.confidence else ""
    lines.append(f"  {details(finding)}{confidence}")
    for passage in finding.passages:
        lines += _quote(passage, colour, "")
    for passage in finding.resolved:
        lines += _quote(passage, colour, "named here: ")
    return "".join(line + "\n" for line in lines)


def _quote(passage: Passage, colour: bool, before: str) -> list[str]:
    text = marked(passage.text, passage.marks, colour)
    return [f"  {before}{text}", f"    {visible(passage.source)}, {passage.start}-{passage.end}"]


def marked(text: str, marks: Iterable[Mark], colour: bool) -> str:
    """The text on one line, with its mentions marked; where mentions overlap, the subject's mark wins."""
    roles: list[str | None] = [None] * len(text)
    starts: set[tuple[int, str | None]] = set()
    for mark in sorted(_outermost(marks), key=lambda m: m.role == "subject"):
        starts.add((mark.start, mark.role))
        for i in range(mark.start, min(mark.end, len(text))):
            roles[i] = mark.role
    signs = _COLOUR if colour else _PLAIN
    out: list[str] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and roles[end] == roles[at] and (end, roles[end]) not in starts:
            end += 1
        role = roles[at]
        piece = _one_line(text[at:end])
        out.append(piece if role is None else signs[role][0] + piece + signs[role][1])
        at = end
    return "".join(out)


def _outermost(marks: Iterable[Mark]) -> list[Mark]:
    """The marks without those that lie inside another of the same role."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not any(o.role == mark.role and mark.end <= o.end for o in out):
            out.append(mark)
    return out


def _one_line(text: str) -> str:
    """White space runs as single spaces, kept at the ends; control characters made visible."""
    body = visible(" ".join(text.split()))
    if not body:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + body + (" " if text[-1].isspace() else "")
