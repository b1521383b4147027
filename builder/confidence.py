"""Confidence: how often statements read like this one are right.

Rates come from samples that readers judged beside their sentences (docs/quality.md, bench/calibrate.py): one for each
relation, drawn towards the mean of all where few were judged, one for open statements, one for measurements. How surely
both ends were resolved (1 where the sentence names them) multiplies the rate, to a power fitted on the same samples.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from .fact import Fact, Measure

FILE = "rates.json"
PLAIN = 0.8  #: what the open stage gives to what a verb says first


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of judged statements that were right, from 0 to 1."""

    relation: float  #: of all relations together
    open: float
    measurement: float
    relations: Mapping[str, float]  #: of single relations
    strength: float  #: power of how surely the ends were resolved


@cache
def load_rates() -> Rates:
    """The packaged rates."""
    return Rates(**json.loads(files("factgraph.builder").joinpath(FILE).read_text("utf-8")))


def rated(fact: Fact) -> Fact:
    """The fact with the confidence of its kind; what it carries is how surely it was read and its ends resolved."""
    rates = load_rates()
    if fact.open:
        rate, sure = rates.open, fact.confidence / PLAIN
    else:
        rate, sure = rates.relations.get(fact.predicate[0], rates.relation), fact.confidence
    return replace(fact, confidence=round(rate * min(1.0, sure) ** rates.strength, 4))


def rated_measure(measure: Measure) -> Measure:
    """The measurement with the confidence of its kind."""
    rates = load_rates()
    return replace(measure, confidence=round(rates.measurement * min(1.0, measure.confidence) ** rates.strength, 4))
