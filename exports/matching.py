"""Facts of two graphs paired: those that are the same, and those that say the same thing otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from .facts import Fact, Pair, Parts, Renaming
from .terms import Term, value
from .worded import Kind, symmetric

Identity: TypeAlias = tuple[Kind, Parts, tuple[Pair, ...]]
Keys: TypeAlias = Callable[[Fact], Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact of one graph, and the same with the other graph's names. Said twice, it has the evidence of both."""

    fact: Fact
    named: Fact
    nodes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The facts of two graphs, first and second."""

    same: tuple[tuple[Entry, Entry], ...]
    changed: tuple[tuple[Entry, Entry], ...]
    dropped: tuple[Entry, ...]
    added: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where facts are said."""

    sentences: Keys  #: keys of its sentences, the same for the same words in the same document
    documents: Keys


def match(first: Iterable[Fact], second: Iterable[Fact], name: Renaming, a: Places, b: Places) -> Matched:
    """Pair facts: the same by all that makes them what they are, then those left over by what they are about.

    Several left over about one thing are paired where a sentence, or one document on each side, has them both, or
    where there is one on each side.
    """
    old, new = _entries(first, name), _entries(second, lambda term: term)
    same = tuple((entry, new[key]) for key, entry in old.items() if key in new)
    left = [entry for key, entry in old.items() if key not in new]
    right = [entry for key, entry in new.items() if key not in old]
    pairs: list[tuple[Entry, Entry]] = []
    for about, passes in (
        (_about, (_shared(a.sentences, b.sentences), _sole(a.documents, b.documents), _sole(_any, _any))),
        (_measured, (_shared(a.sentences, b.sentences),)),
    ):
        for step in passes:
            found = step(left, right, about)
            pairs += found
            taken = {id(entry) for pair in found for entry in pair}
            left = [entry for entry in left if id(entry) not in taken]
            right = [entry for entry in right if id(entry) not in taken]
    return Matched(same, tuple(pairs), tuple(left), tuple(right))


def _entries(facts: Iterable[Fact], name: Renaming) -> dict[Identity, Entry]:
    found: dict[Identity, list[tuple[Fact, Fact]]] = defaultdict(list)
    for fact in facts:
        named = fact.renamed(name)
        found[named.kind, named.core, named.said].append((fact, named))
    return {identity: _joined(several) for identity, several in found.items()}


def _joined(several: Sequence[tuple[Fact, Fact]]) -> Entry:
    fact, named = several[0]
    if len(several) > 1:
        evidence = tuple(sorted({sentence for each, _ in several for sentence in each.evidence}))
        sure = max((each.confidence for each, _ in several if each.confidence), key=_number, default=None)
        fact = replace(fact, evidence=evidence, confidence=sure)
        named = replace(named, evidence=evidence, confidence=sure)
    return Entry(fact, named, tuple(each.node for each, _ in several))


def _number(term: Term) -> tuple[float, Term]:
    try:
        return float(value(term)), term
    except ValueError:
        return -1.0, term


_About: TypeAlias = Callable[[Entry], Hashable]
_Step: TypeAlias = Callable[[list[Entry], list[Entry], _About], list[tuple[Entry, Entry]]]


def _about(entry: Entry) -> Hashable:
    """What is stated or measured; the ends of a symmetric relation in any order."""
    fact = entry.named
    if fact.kind == "statement" and fact.core[1] and fact.core[1][0] in symmetric():
        return fact.kind, fact.core[1], tuple(sorted((fact.core[0], fact.core[2])))
    return fact.kind, fact.core


def _measured(entry: Entry) -> Hashable:
    """What is measured of what, in whatever unit and year; a statement is nothing but itself."""
    fact = entry.named
    return (fact.kind, fact.core[:2]) if fact.kind == "measurement" else (fact.kind, id(entry))


def _any(_: Fact) -> Iterable[Hashable]:
    return ("",)


def _shared(first: Keys, second: Keys) -> _Step:
    """Pairs that have a key in common, in the order they come in."""

    def step(left: list[Entry], right: list[Entry], about: _About) -> list[tuple[Entry, Entry]]:
        waiting: dict[Hashable, list[Entry]] = defaultdict(list)
        for entry in reversed(right):
            for key in second(entry.fact):
                waiting[about(entry), key].append(entry)
        taken: set[int] = set()
        out = []
        for entry in left:
            for key in first(entry.fact):
                options = waiting.get((about(entry), key), [])
                while options and id(options[-1]) in taken:
                    options.pop()
                if options:
                    other = options.pop()
                    taken.add(id(other))
                    out.append((entry, other))
                    break
        return out

    return step


def _sole(first: Keys, second: Keys) -> _Step:
    """Pairs that have a key in common which nothing else on either side has."""

    def step(left: list[Entry], right: list[Entry], about: _About) -> list[tuple[Entry, Entry]]:
        mine, theirs = _by_key(left, first, about), _by_key(right, second, about)
        taken: set[int] = set()
        out = []
        for key, entries in mine.items():
            others = theirs.get(key, ())
            if len(entries) == len(others) == 1 and not {id(entries[0]), id(others[0])} & taken:
                taken |= {id(entries[0]), id(others[0])}
                out.append((entries[0], others[0]))
        return out

    return step


def _by_key(entries: Iterable[Entry], keys: Keys, about: _About) -> Mapping[Hashable, list[Entry]]:
    out: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys(keys(entry.fact)):
            out[about(entry), key].append(entry)
    return out
