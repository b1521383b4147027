"""Applies decisions to what the rules found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from .collect import Marked, Names
from .decisions import Decision, Decisions
from .reasons import Tally, reason
from .settle import Settled, Target


def decide(names: Names, decisions: Decisions, settled: Settled) -> None:
    """Change what is settled as the decisions say: different things first, then same things, then new names."""
    for kind, apply in (("DifferentThings", _part), ("SameThing", _unite), ("Rename", _rename)):
        for decision in (d for d in decisions.rows if d.kind == kind):
            apply(decision, names, settled)


def _part(decision: Decision, names: Names, settled: Settled) -> None:
    """Give the names, where they are one thing, each its own; or the name its own thing in each of the documents."""
    meant = list(_meant(decision, names))
    labels: dict[Target, set[str]] = defaultdict(set)
    for entity in meant:
        labels[_target(entity, settled)].add(entity.label)
    told = _Told(decision, settled)
    for entity in meant:
        if decision.documents and len(decision.names) == 1:
            told.set(entity, (entity.label, entity.document))
        elif len(labels[_target(entity, settled)]) > 1:
            told.set(entity, (entity.label, None))
    told.finish()


def _unite(decision: Decision, names: Names, settled: Settled) -> None:
    """Make all that bear one of the names one thing, called as told, else as the gazetteer does, else the longest."""
    known = [n for n in decision.names if n in names.known]
    name = decision.to or (known or sorted(decision.names, key=lambda n: (-len(n), n)))[0]
    meant = sorted(_meant(decision, names))
    home = min((e.document for e in meant), default=None) if decision.documents else None
    told = _Told(decision, settled)
    for entity in meant:
        told.set(entity, (name, home))
    if not decision.documents:
        told.change(lambda target: (name, None))
    told.finish()


def _rename(decision: Decision, names: Names, settled: Settled) -> None:
    """Call a thing otherwise."""
    told = _Told(decision, settled)
    for entity in _meant(decision, names):
        name, home = _target(entity, settled)
        if name in decision.names:
            told.set(entity, (decision.to, home))
    if not decision.documents:
        told.change(lambda target: (decision.to, target[1]))
    told.finish()


def _meant(decision: Decision, names: Names) -> Iterator[Marked]:
    """Entities whose documents have one of the names."""
    for entity in names.marked:
        sources = names.documents[entity.document]
        if entity.label in decision.names and any(decision.about(entity.document, source) for source in sources):
            yield entity


def _target(entity: Marked, settled: Settled) -> Target:
    place = (entity.document, entity.key)
    found = settled.by_place[place] if place in settled.by_place else settled.by_key.get(entity.key)
    return found or (entity.label, None)


class _Told:
    """Writes what one decision changes, and says so among the reasons."""

    def __init__(self, decision: Decision, settled: Settled) -> None:
        self.decision, self.settled = decision, settled
        self.tallies: dict[tuple[str, Target], Tally] = defaultdict(Tally)

    def set(self, entity: Marked, target: Target) -> None:
        """Make an entity that thing."""
        same = target == (entity.label, None)
        self.settled.by_place[entity.document, entity.key] = None if same else target
        self.tallies[entity.label, target].add(entity.source)

    def change(self, new: Callable[[Target], Target]) -> None:
        """Make what the rules call by one of the names, whatever its documents do, another thing."""
        names, settled = self.decision.names, self.settled
        settled.by_key = {k: new(t) if t[0] in names else t for k, t in settled.by_key.items()}
        for place, target in settled.by_place.items():
            if target is not None and target[0] in names:
                settled.by_place[place] = new(target)
        for n, row in enumerate(settled.reasons):
            if row.canonical in names and row.name not in names:
                name, home = new((row.canonical, row.home or None))
                settled.reasons[n] = replace(row, canonical=name, home=home or "")

    def finish(self) -> None:
        """Put the decision in place of the reasons of the rules."""
        if not self.decision.documents:
            told = {label for label, _ in self.tallies}
            self.settled.reasons = [r for r in self.settled.reasons if r.name not in told]
        for (label, (name, home)), tally in self.tallies.items():
            self.settled.reasons.append(reason(name, home, label, ("decision", self.decision.kind), tally))
