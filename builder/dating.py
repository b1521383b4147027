"""Times as qualifiers of statements."""

from __future__ import annotations

from collections.abc import Sequence

from .fact import Qualifier
from .times import Time


def dated(times: Sequence[Time], name: str) -> list[Qualifier]:
    """Time qualifiers: the property asked for, or start and end where the words say so."""
    out: list[Qualifier] = []
    for time in times:
        if time.relation in ("until", "through", "before") and time.end is None:
            out.append(Qualifier("endDate", time.value, "time"))
            continue
        if time.relation in ("for", "after") or (time.relative and time.approximate and time.relation == "during"):
            continue
        start = "startDate" if time.relation in ("since", "from") or time.end else name
        if any(q.name == start for q in out):
            continue
        out.append(Qualifier(start, time.value, "time"))
        if time.end and time.end != time.value:
            out.append(Qualifier("endDate", time.end, "time"))
    return out
