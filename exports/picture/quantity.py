"""Measurements put into words: `> 550000000000 USD` becomes `more than 550 billion USD`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_COMPARATORS = {">": "more than ", "<": "less than ", ">=": "at least ", "<=": "at most ", "~": "about ", "=": ""}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_LONGEST = 20  # digits that can still be read; beyond, the number stays as written
_IRREGULAR = {"person": "people", "foot": "feet", "percent": "percent", "child": "children"}


def quantity(value: str, unit: str | None, comparator: str | None, per: str | None) -> str:
    """The measurement as one phrase, exact: a value is only shortened to millions where no digit is lost."""
    number = _number(value)
    unit_word = "" if unit is None else " " + (unit if value == "1" else _plural(unit))
    return _COMPARATORS.get(comparator or "=", "") + number + unit_word + (f" per {per}" if per else "")


def _number(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
        return value
    for size, name in _SCALES:
        scaled = number / size
        if abs(scaled) >= 1 and scaled * size == number and scaled == round(scaled, 3):
            return f"{_plain(scaled)} {name}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    digits = f"{number:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _plural(unit: str) -> str:
    if unit in _IRREGULAR:
        return _IRREGULAR[unit]
    if not unit.isalpha() or not unit.islower():
        return unit
    if unit.endswith(("s", "x", "ch", "sh")):
        return unit + "es"
    return unit[:-1] + "ies" if unit.endswith("y") and unit[-2:-1] not in tuple("aeiou") else unit + "s"
