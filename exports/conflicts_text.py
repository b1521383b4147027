"""Conflicts as text for a reader and as JSON for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from .conflicts import KINDS, Conflict
from .diff_text import quoted
from .facts import Told
from .worded import details, one_line, plain

_SHOWN = 3  #: sentences of one side


def as_text(found: Sequence[Conflict], colour: bool) -> str:
    """How many there are of each kind, then each with its sides and their sentences, oldest document first."""
    counts = Counter(conflict.kind for conflict in found)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    lines = [f"{len(found)} conflict{'s' if len(found) != 1 else ''}" + (f": {told}" if told else "")]
    for conflict in found:
        lines += ["", *_paragraph(conflict, colour)]
    return "".join(line + "\n" for line in lines)


def as_json(found: Iterable[Conflict]) -> list[dict[str, Any]]:
    """The conflicts as plain values for json.dumps."""
    return [{**asdict(conflict), "sides": [plain(side) for side in conflict.sides]} for conflict in found]


def _paragraph(conflict: Conflict, colour: bool) -> Iterator[str]:
    who = " and ".join(end.label for end in conflict.subjects)
    object_ = conflict.object.label if conflict.object else None
    about = one_line(" | ".join(part for part in (who, conflict.relation, object_, conflict.year) if part))
    yield f"\x1b[1m{about}\x1b[0m: {conflict.kind}" if colour else f"{about}: {conflict.kind}"
    for side in conflict.sides:
        yield f"  {_side(side, conflict)}"
        for quote in side.quotes[:_SHOWN]:
            place = ", ".join(one_line(part) for part in (quote.source, quote.issued) if part)
            yield f"    {quoted(quote)}" + (f" ({place})" if place else "")
        if len(side.quotes) > _SHOWN:
            yield f"    and {len(side.quotes) - _SHOWN} more"


def _side(side: Told, conflict: Conflict) -> str:
    """What one side says that the others do not."""
    if conflict.object is None:
        return one_line(f"{side.object.label}, {details(side)}")
    return details(side)
