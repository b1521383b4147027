"""Which nodes of one graph are which of another, where their IRIs differ: texts edited, bases changed, things renamed.

A thing counts as renamed where one name leads from it to one thing only, and something that the first graph says of it
the second says of the other. So what a dropped text spoke of is not taken for what another text speaks of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .facts import Fact, Facts, Parts, Renaming
from .index import LABEL, MEASUREMENT, POSITION, QUOTE, REMAINDER, SENTENCE, SOURCE, STATEMENT, TYPE
from .names import ALTERNATIVE, name_key
from .terms import DCTERMS, Term, iri, is_iri, value
from .worded import Kind

IDENTIFIER = iri(DCTERMS + "identifier")
_PARTS_OF_TEXTS = (STATEMENT, MEASUREMENT, SENTENCE, POSITION, QUOTE, REMAINDER)
_Core = tuple[Kind, Parts]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A thing that has another IRI now."""

    before: Term
    after: Term
    merged: bool  #: the other IRI was there before, too


@dataclass(frozen=True, slots=True)
class Renames:
    """How a graph calls what another calls otherwise."""

    nodes: Mapping[Term, Term]  #: every node with another IRI, those below texts and bases too
    edited: tuple[tuple[Term, Term], ...]  #: documents of the same file name or URL, with other text
    base: tuple[str, str] | None  #: what entities' IRIs began with, and begin with now, where that changed
    things: tuple[Renamed, ...]  #: things found by their names

    def __call__(self, term: Term) -> Term:
        """What the other graph calls a term."""
        return self.nodes.get(term, term)


def renames(a: Facts, b: Facts) -> Renames:
    """Find what of graph `a` is called otherwise in graph `b`."""
    if a.loaded.triples == b.loaded.triples:
        return Renames({}, (), None, ())
    documents = dict(_documents(a, b))
    base = _base(a, b, documents)
    gone = [s for s in a.graph.by_subject if s not in b.graph.by_subject and is_iri(s)]
    nodes = documents | dict(_below(gone, documents, base, b))
    things = _Things(a, b, nodes).found([s for s in gone if s not in nodes])
    changed = ((d, e) for d, e in documents.items() if a.graph.text(d, IDENTIFIER) != b.graph.text(e, IDENTIFIER))
    return Renames(nodes | {t.before: t.after for t in things}, tuple(changed), base, tuple(things))


def _documents(a: Facts, b: Facts) -> Iterator[tuple[Term, Term]]:
    """Documents of the same text, else of the same file name or URL."""
    old = [d for d in a.documents if d not in b.graph.by_subject]
    new = [d for d in b.documents if d not in a.graph.by_subject]
    for predicate in (IDENTIFIER, SOURCE):
        first = _sole((a.graph.text(d, predicate), d) for d in old)
        second = _sole((b.graph.text(d, predicate), d) for d in new)
        pairs = {first[key]: second[key] for key in first if key is not None and key in second}
        yield from pairs.items()
        taken = set(pairs.values())
        old, new = [d for d in old if d not in pairs], [d for d in new if d not in taken]


def _sole(pairs: Iterable[tuple[str | None, Term]]) -> dict[str | None, Term]:
    """Keys that lead to one term."""
    found: dict[str | None, set[Term]] = defaultdict(set)
    for key, term in pairs:
        found[key].add(term)
    return {key: next(iter(terms)) for key, terms in found.items() if len(terms) == 1}


def _base(a: Facts, b: Facts, documents: Mapping[Term, Term]) -> tuple[str, str] | None:
    """The two bases, as the files declare them, or as IRIs of documents with one ending tell them."""
    if a.loaded.base != b.loaded.base:
        return a.loaded.base, b.loaded.base
    pairs = {_heads(value(d), value(e)) for d, e in documents.items()}
    only = next(iter(pairs)) if len(pairs) == 1 else None
    return only if only and only[0] != only[1] and all(only) else None


def _heads(first: str, second: str) -> tuple[str, str]:
    """Two IRIs without the whole steps that they end in alike; empty where they end otherwise."""
    one, two = first.split("/"), second.split("/")
    same = 0
    while same < min(len(one), len(two)) and one[-1 - same] == two[-1 - same]:
        same += 1
    return ("/".join([*one[: len(one) - same], ""]), "/".join([*two[: len(two) - same], ""])) if same else ("", "")


def _below(
    gone: Iterable[Term], documents: Mapping[Term, Term], base: tuple[str, str] | None, b: Facts
) -> Iterator[tuple[Term, Term]]:
    """Nodes whose IRIs only begin otherwise."""
    heads = {value(d): value(e) for d, e in documents.items()}
    for node in gone:
        text = value(node)
        options = [heads[head] + text[len(head) :] for head in _steps(text) if head in heads]
        if base and text.startswith(base[0]):
            options.append(base[1] + text[len(base[0]) :])
        found = next((iri(each) for each in options if iri(each) in b.graph.by_subject), None)
        if found and iri(text) not in documents:
            yield node, found


def _steps(text: str) -> Iterator[str]:
    at = text.rfind("/")
    while at > 0:
        yield text[:at]
        at = text.rfind("/", 0, at)


@dataclass
class _Things:
    """Finds things by their names."""

    a: Facts
    b: Facts
    nodes: Mapping[Term, Term]
    _cores: set[_Core] = field(init=False)

    def __post_init__(self) -> None:
        self._cores = {(fact.kind, fact.core) for fact in self.b.all}

    def found(self, gone: Iterable[Term]) -> list[Renamed]:
        """The things among nodes that are gone which the other graph has under another IRI."""
        old = self._named(self.a, gone)
        taken = set(self.nodes.values())
        fresh = (s for s in self.b.graph.by_subject if s not in self.a.graph.by_subject and s not in taken)
        new = self._named(self.b, fresh)
        pairs = self._matched(old, new, _label_key)
        pairs |= self._matched([t for t in old if t not in pairs], [t for t in new if t not in pairs.values()], _keys)
        stay = self._named(self.b, (s for s in self.b.graph.by_subject if s in self.a.graph.by_subject))
        merged = self._leading([t for t in old if t not in pairs], [*stay, *pairs.values()])
        kept = self._supported(pairs | merged)
        return [Renamed(before, after, before in merged) for before, after in sorted(kept.items())]

    def _named(self, facts: Facts, nodes: Iterable[Term]) -> list[Term]:
        parts = set(facts.graph.instances(*_PARTS_OF_TEXTS)).union(facts.documents)
        return [n for n in nodes if LABEL in facts.graph.by_subject[n] and n not in parts]

    def _matched(self, old: list[Term], new: list[Term], keys: Callable[[Facts, Term], set[str]]) -> dict[Term, Term]:
        """Things that share a key that one thing bears on each side, and no key with a second."""
        mine = _sole((key, t) for t in old for key in keys(self.a, t))
        theirs = _sole((key, t) for t in new for key in keys(self.b, t))
        pairs = {(mine[key], theirs[key]) for key in mine if key in theirs}
        pairs = {pair for pair in pairs if self._same_kind(*pair)}
        firsts, seconds = (_counted(pair[n] for pair in pairs) for n in (0, 1))
        return {first: second for first, second in pairs if firsts[first] == seconds[second] == 1}

    def _leading(self, old: list[Term], stay: list[Term]) -> dict[Term, Term]:
        """Things whose label is a name of one thing that stays."""
        by_name = _sole((key, t) for t in dict.fromkeys(stay) for key in _keys(self.b, t))
        leads = {t: by_name.get(name_key(self.a.label(t))) for t in old}
        return {t: other for t, other in leads.items() if other and self._same_kind(t, other)}

    def _same_kind(self, old: Term, new: Term) -> bool:
        first, second = set(self.a.graph.objects(old, TYPE)), set(self.b.graph.objects(new, TYPE))
        return not first or not second or not first.isdisjoint(second)

    def _supported(self, pairs: dict[Term, Term]) -> dict[Term, Term]:
        """The pairs of which one fact at least is in both graphs, and those of things that no fact is of."""

        def name(term: Term) -> Term:
            return pairs.get(term) or self.nodes.get(term, term)

        silent, backed = set(pairs), set()
        for fact in self.a.all:
            ends = {term for part in fact.core for term in part if term in pairs}
            if ends:
                silent -= ends
                if _is_in(fact, name, self._cores):
                    backed |= ends
        described = {t for t in silent if name_key(self.a.label(t)) == name_key(self.b.label(pairs[t]))}
        return {t: other for t, other in pairs.items() if t in backed or t in described}


def _is_in(fact: Fact, name: Renaming, cores: set[_Core]) -> bool:
    return (fact.kind, fact.renamed(name).core) in cores


def _label_key(facts: Facts, node: Term) -> set[str]:
    return {name_key(facts.label(node))} - {""}


def _keys(facts: Facts, node: Term) -> set[str]:
    others = facts.graph.objects(node, ALTERNATIVE)
    return {name_key(value(term)) for term in (*facts.graph.objects(node, LABEL), *others)} - {""}


def _counted(terms: Iterable[Term]) -> dict[Term, int]:
    out: dict[Term, int] = defaultdict(int)
    for term in terms:
        out[term] += 1
    return out
