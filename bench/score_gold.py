"""Gold facts: what a careful reader finds in a text, one JSON object a line. Their form: tests/gold/README.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from score_contract import COMPARATORS, STATUSES

from factgraph.builder.errors import FactgraphError

Names: TypeAlias = tuple[str, ...]  #: acceptable names of one thing, the canonical one first


class GoldError(FactgraphError):
    """A gold file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact with a relation of the contract."""

    line: int
    quote: str
    subject: Names
    relations: tuple[str, ...]  #: local names, the preferred one first; any of them is right
    object: Names  #: empty where the object is a text
    text: str | None  #: the object as a clause or plain literal
    status: str
    qualifiers: tuple[tuple[str, Names], ...]  #: by local name; numbers are in decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity said of something."""

    line: int
    quote: str
    about: Names  #: things it may be said of, one suffices; empty for any
    value: float
    unit: str
    comparator: str | None
    year: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that must be in the graph."""

    line: int
    quote: str
    names: Names
    classes: tuple[str, ...]  #: local names; any of them is right


@dataclass(frozen=True, slots=True)
class Open:
    """A fact that no relation of the contract covers."""

    line: int
    quote: str
    subject: Names
    object: Names


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What only a careless reader would take from the text."""

    line: int
    quote: str
    subject: Names
    relations: tuple[str, ...]
    object: Names


Fact: TypeAlias = Relation | Measure | Entity | Open | Forbidden


@dataclass(frozen=True, slots=True)
class Gold:
    """The facts of one text."""

    path: Path
    facts: tuple[Fact, ...]

    @property
    def stem(self) -> str:
        """What the gold file and its text are both called."""
        return self.path.stem


def read_gold(path: Path) -> Gold:
    """Read one file. Raises GoldError, which names the file and the line but repeats nothing of the line."""
    facts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            fact = _fact(path, number, line)
            facts += [fact] if fact is not None else []
    return Gold(path, tuple(facts))


def _fact(path: Path, number: int, line: str) -> Fact | None:
    try:
        return fact_of(json.loads(line), number)
    except (ValueError, KeyError, TypeError, AttributeError):
        # not chained: the cause would repeat the line, and some gold must stay unread
        raise GoldError(f"{path}:{number}: not a gold fact; its form is told in tests/gold/README.md") from None


def fact_of(row: dict[str, object], line: int) -> Fact | None:
    """The fact of one JSON object; None for a line about the whole document.

    Raises ValueError, KeyError or TypeError where the object is not of the form.
    """
    kind = row["kind"]
    if kind == "document":
        for key in ("title", "issued", "publisher"):
            _text(row[key])
        return None
    quote = _text(row["quote"])
    match kind:
        case "relation":
            return _relation(row, line, quote)
        case "measure":
            return _measure(row, line, quote)
        case "entity":
            return Entity(line, quote, _names(row["names"]), _names(row["type"]))
        case "open":
            return Open(line, quote, _names(row["s"]), _names(row["o"]))
        case "forbidden":
            return Forbidden(line, quote, _names(row["s"]), _names(row["p"]), _names(row["o"]))
    raise ValueError(kind)


def _relation(row: dict[str, object], line: int, quote: str) -> Relation:
    if ("o" in row) == ("o_text" in row):
        raise ValueError("one of o and o_text")
    status = _text(row.get("status", "Asserted"))
    if status not in STATUSES:
        raise ValueError(status)
    given = row.get("q") or {}
    if not isinstance(given, dict):
        raise TypeError("q")
    return Relation(
        line,
        quote,
        subject=_names(row["s"]),
        relations=_names(row["p"]),
        object=_names(row["o"]) if "o" in row else (),
        text=_text(row["o_text"]) if "o_text" in row else None,
        status=status,
        qualifiers=tuple((name, _qualifier(value)) for name, value in given.items()),
    )


def _measure(row: dict[str, object], line: int, quote: str) -> Measure:
    value, comparator, year = row["value"], row.get("comparator"), row.get("year")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("value")
    if comparator is not None and comparator not in COMPARATORS:
        raise ValueError("comparator")
    return Measure(
        line,
        quote,
        about=_names(row["about"]) if row.get("about") else (),
        value=float(value),
        unit=_text(row["unit"]),
        comparator=_text(comparator) if comparator is not None else None,
        year=str(year) if year is not None else None,
    )


def _qualifier(value: object) -> Names:
    if isinstance(value, list):
        return _names(value)
    return (str(value),) if isinstance(value, int) else (_text(value),)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("text")
    return value


def _names(value: object) -> Names:
    if not isinstance(value, list) or not value:
        raise TypeError("names")
    return tuple(_text(each) for each in value)
