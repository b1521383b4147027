"""Coverage as text for a reader and as JSON for a program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from .coverage import KINDS, Kind, Left, Sentence, Totals
from .terms import visible

_COLOURS: dict[Kind, str] = {"read": "\x1b[32m", "partly": "\x1b[33m", "silent": "\x1b[31m"}
_PLAIN = "\x1b[0m"


def as_text(sentences: Iterable[Sentence], total: Totals, colour: bool) -> str:
    """A paragraph for each sentence, then the totals."""
    lines = [line for sentence in sentences for line in _paragraph(sentence, colour)]
    return "".join(line + "\n" for line in (*lines, *([""] if lines else []), *_totals(total)))


def as_json(sentences: Sequence[Sentence], total: Totals) -> dict[str, Any]:
    """Sentences and totals as plain values for json.dumps."""
    counts = asdict(total)
    counts["left"] = dict(total.left)
    counts["percent"] = {kind: _share(getattr(total, kind), total.sentences) for kind in KINDS}
    counts["percent"]["words_read"] = _share(total.words_read, total.words)
    return {"sentences": [_plain(sentence) for sentence in sentences], "totals": counts}


def _plain(sentence: Sentence) -> dict[str, Any]:
    words, read = sentence.words
    return {**asdict(sentence), "words": words, "words_read": read}


def _paragraph(sentence: Sentence, colour: bool) -> list[str]:
    kind = f"{_COLOURS[sentence.coverage]}{sentence.coverage}{_PLAIN}" if colour else sentence.coverage
    gave = [_count(sentence.statements, "statement"), _count(sentence.measurements, "measurement")]
    gave[0] += f" ({sentence.open_statements} open)" if sentence.open_statements else ""
    told = ", ".join(text for text in gave if not text.startswith("0 ")) or "nothing"
    lines = [f"{kind}: {_line(sentence.text)}", f"  {_line(sentence.source)}, {sentence.start}-{sentence.end}: {told}"]
    return lines + [_reason(left) for left in sentence.left]


def _reason(left: Left) -> str:
    return f"  left, {_line(left.why)}: {_line(left.text)}"


def _totals(total: Totals) -> list[str]:
    of = total.sentences
    shares = ", ".join(
        f"{n} {name} ({_share(n, of)}%)"
        for n, name in ((total.read, "read"), (total.partly, "partly read"), (total.silent, "silent"))
    )
    lines = [f"{_count(of, 'sentence')}: {shares}"]
    lines.append(f"{_count(total.words, 'word')}: {total.words_read} read ({_share(total.words_read, total.words)}%)")
    if total.left:
        lines.append("left: " + ", ".join(f"{_line(why)} {n}" for why, n in total.left))
    return lines


def _share(part: int, whole: int) -> float:
    """Percent, to one decimal."""
    return round(100 * part / whole, 1) if whole else 0.0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _line(text: str) -> str:
    return visible(" ".join(text.split()))
