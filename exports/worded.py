"""A statement or measurement in words, as a line for a reader and as plain values for a program."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

from ..ontology.vocabulary import load_vocabulary
from .names import words
from .terms import FG, Term, iri, split, value, visible

Kind = Literal["statement", "measurement"]

TIMES = {iri(FG + "startDate"): "since", iri(FG + "endDate"): "until", iri(FG + "pointInTime"): "in"}


@dataclass(frozen=True, slots=True)
class End:
    """A subject or object."""

    label: str
    iri: str | None  #: None for a literal


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement or measurement, in words."""

    kind: Kind
    iri: str
    subjects: tuple[End, ...]
    relation: str  #: the predicate's label, or the indicator
    predicate: str | None  #: IRI; None for a measurement
    object: End  #: for a measurement its value, with comparator and unit
    status: str  #: "asserted", "planned", "negated" or "reported"
    times: tuple[tuple[str, str], ...]  #: ("since", "2012")
    qualifiers: tuple[tuple[str, str], ...]  #: ("rank", "2")
    confidence: str | None


def heading(worded: Worded) -> str:
    """Subject, relation and object on one line."""
    who = " and ".join(end.label for end in worded.subjects)
    return one_line(" | ".join((who, worded.relation, worded.object.label)))


def details(worded: Worded) -> str:
    """Status, times and qualifiers on one line."""
    pairs = (*worded.times, *worded.qualifiers)
    return one_line(", ".join((worded.status, *(f"{name} {text}" for name, text in pairs))))


def plain(worded: Worded) -> dict[str, Any]:
    """All of it as plain values for json.dumps."""
    out = asdict(worded)
    out["times"] = dict(worded.times)
    out["qualifiers"] = [{"name": name, "value": text} for name, text in worded.qualifiers]
    out["confidence"] = None if worded.confidence is None else _number(worded.confidence)
    return out


def one_line(text: str) -> str:
    """Text with white space as single spaces and control characters visible."""
    return visible(" ".join(text.split()))


def quantity(amount: str | None, unit: str | None, comparator: str | None, per: str | None) -> str:
    """A measurement's value as the graph has it, such as "> 5 USD per day"."""
    shown = " ".join(part for part in (comparator if comparator != "=" else None, amount, unit) if part)
    return shown + (f" per {per}" if per else "")


def name_of(term: Term) -> str:
    """The local name of an IRI in words."""
    return words(split(value(term))[1]) or value(term)


@cache
def symmetric() -> frozenset[Term]:
    """The ontology's symmetric relations: a graph need not carry its ontology."""
    return frozenset(iri(FG + name) for name in load_vocabulary().symmetric)


def _number(text: str) -> float | str:
    try:
        return float(text) if text.lower().strip("+-") not in ("nan", "inf", "infinity") else text
    except ValueError:
        return text
