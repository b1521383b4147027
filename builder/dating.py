"""Times as qualifiers of statements."""

from __future__ import annotations

from collections.abc import Sequence

from .fact import Qualifier
from .times import Time


def dated(times: Sequence[Time], name: str) -> list[Qualifier]:
    """Time qualifiers: the property asked for, or start and end where the words say so.

    What happened from one day to another of a month happened in that month, so that who asks for its time finds it.
    """
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
        if time.end and time.end != time.value and time.relation != "since":  # "since the 1980s" has no end
            out.append(Qualifier("endDate", time.end, "time"))
            month = time.value[:7] if len(time.value) == 10 and time.value[:7] == time.end[:7] else None
            if month and name == "pointInTime" and not any(q.name == name for q in out):
                out.append(Qualifier(name, month, "time"))
    return out
