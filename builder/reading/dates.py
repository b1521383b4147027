"""Dates as documents print them, to ISO 8601."""

from __future__ import annotations

import re

_MONTHS = "january february march april may june july august september october november december"
_NUMBER = {name[:size]: n for n, name in enumerate(_MONTHS.split(), 1) for size in (3, len(name))} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DATES = tuple(
    re.compile(r"(?<![\w/-])" + pattern + r"(?![\w/]|-\d)", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?:T\d\d:[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_ONLY_YEAR = re.compile(_YEAR)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_LABEL = (
    r"(?:first |last |originally )?(?:published|updated|posted|released|issued|date[d]?|modified|revised|sent|on|as of)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = r"(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|Z)(?:[+-]\d{1,2})?|[+-]\d{4}"
_AROUND = re.compile(rf"\b(?:{_LABEL}|{_WEEKDAY})\b\.?:?|\b(?:{_CLOCK})(?!\w)|(?<!\w)(?:{_ZONE})(?!\w)", re.IGNORECASE)


def find_date(s: str) -> tuple[str, int, int] | None:
    """The first calendar date in `s` with its year, as (ISO 8601, start, end), or None."""
    hits = []
    for rank, pattern in enumerate(_DATES):
        for match in pattern.finditer(s):
            iso = _iso(match)
            if iso is not None:
                hits.append((match.start(), rank, match.end(), iso))
                break
    if not hits:
        return None
    start, _, end, iso = min(hits)
    return iso, start, end


def iso_date(s: str | None) -> str | None:
    """The date in `s`, or `s` itself where it is a year, as ISO 8601."""
    if not s:
        return None
    found = find_date(s)
    if found:
        return found[0]
    s = s.strip()
    return s if _ONLY_YEAR.fullmatch(s) else None


def date_line(s: str) -> tuple[str, str] | None:
    """For a line that is a date and little else: the date and what else the line says ("Washington, D.C."), or None.

    Weekdays, clock times and words such as "Published" are taken off.
    """
    if len(s) > 120:
        return None
    found = find_date(s)
    if found is None:
        return (s, "") if _ONLY_YEAR.fullmatch(s) else None
    iso, start, end = found
    rest = _AROUND.sub(" ", f"{s[:start]} | {s[end:]}")
    parts = [part.strip(" ,;:·•()[]–—-.*_/\t") for part in rest.split("|")]
    return iso, ", ".join(part for part in parts if part)


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = groups["month"]
    number = int(month) if month.isdigit() else _NUMBER[month.lower()]
    if not 1 <= number <= 12:
        return None
    iso = f"{int(groups['year']):04d}-{number:02d}"
    day = groups.get("day")
    if day is None:
        return iso
    if not 1 <= int(day) <= _LENGTHS[number - 1]:
        return None
    return f"{iso}-{int(day):02d}"
