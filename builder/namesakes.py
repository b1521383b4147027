"""Persons of one surname in one sentence: "Envoy Kim met Korean Minister Kim" speaks of two."""

from __future__ import annotations

from collections.abc import Sequence

from .editions import Place
from .mention import Mention
from .sentence import Sentence


def namesakes(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> frozenset[Place]:
    """Surnames, by sentence and head, that stand after the office of another state than they did before."""
    by_end = {(m.sentence, m.last): m for m in mentions if m.cls == "Office"}
    states = [m for m in mentions if m.cls == "Country"]
    out: set[Place] = set()
    for name in mentions:
        if name.cls != "Person" or name.kind != "name" or " " in name.text:
            continue
        office = by_end.get((name.sentence, name.first - 1))
        if office is None:
            continue
        tokens = sentences[name.sentence].tokens
        here = [m for m in states if m.sentence == name.sentence and m.canonical]
        own = {m.canonical for m in here if office.first <= m.first <= office.last}
        same = [t.i for t in tokens[: office.first] if t.text == name.text and t.entity[2:] == "PER"]
        told = {m.canonical for m in here if same and m.last < same[-1]}
        if own and same and not own & told:
            out.add((name.sentence, name.head))
    return frozenset(out)
