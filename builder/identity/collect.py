"""Sorts the names of all documents by what may be done with them, in one pass; keeps no more of a document than that.

Names of one thing each (most organizations, agreements, events) are counted by spelling. Persons, names that are
somebody's, unexplained acronyms and places that lie somewhere are kept with what tells their bearers apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from sys import intern

from ..gazetteer import load_gazetteer
from .folding import SMALL, fold, plain
from .generic import is_generic
from .named import DocumentNames, Named
from .occurrence import Feature, Occurrence, bearer
from .personal import personal
from .reasons import Tally

_FEW = 3  #: documents that a neighbour may stand in and tell something, in a small corpus
_SHARE = 50  #: ... and in a large one, one in so many


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """An entity that a decision may be about."""

    document: str
    source: str
    key: str
    label: str


@dataclass
class Names:
    """All names of a corpus."""

    wanted: frozenset[str] = frozenset()  #: labels that decisions are about
    marked: list[Marked] = field(default_factory=list)  #: the entities that have them
    documents: dict[str, list[str]] = field(default_factory=dict)  #: SHA-256 -> names of the files with the text
    persons: list[Occurrence] = field(default_factory=list)
    perhaps: list[Occurrence] = field(default_factory=list)  #: names of unknown class that may be a person's
    generic: list[Occurrence] = field(default_factory=list)
    acronyms: list[Occurrence] = field(default_factory=list)
    places: list[Occurrence] = field(default_factory=list)
    shared: set[tuple[str, str]] = field(default_factory=set)  #: posts that one document gives to several, by place
    plain: dict[str, dict[str, Tally]] = field(default_factory=dict)  #: label -> key -> documents
    sole: dict[str, str | None] = field(default_factory=dict)  #: label -> its document, None for several
    known: dict[str, Tally] = field(default_factory=dict)
    meanings: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    frequency: Counter[Feature] = field(default_factory=Counter)  #: documents that name a thing

    def rare(self) -> Mapping[Feature, bool]:
        """Is a neighbour named by few documents, so that two which share it speak of one matter?"""
        most = max(_FEW, len(self.documents) // _SHARE)
        return {feature: count <= most for feature, count in self.frequency.items()}

    def add(self, names: DocumentNames) -> None:
        """Take in a document. Of one that was taken in before, only the file's name is."""
        sources = self.documents.setdefault(names.document, [])
        sources.append(names.source)
        if len(sources) > 1:
            return
        self.marked += [
            Marked(names.document, names.source, n.key, n.label) for n in names.names if n.label in self.wanted
        ]
        tokens = {n.label: _token(n) for n in names.names}
        self.frequency.update(set(tokens.values()))
        held: dict[str, set[str]] = defaultdict(set)
        for name in names.names:
            for office in name.offices:
                held[office].add(plain(name.label).rpartition(" ")[2])  # "Anna Berg" and "Berg" are hardly two
        for name in names.names:
            if name.cls == "Office" and len(held[name.label]) > 1 and bearer(name.key, name.label) is None:
                self.shared.add((names.document, name.key))
            self._sort(names, name, tokens)

    def _sort(self, names: DocumentNames, name: Named, tokens: Mapping[str, Feature]) -> None:
        if name.known:
            self.known.setdefault(name.label, Tally()).add(names.source)
            self._alone(name.label, names.document)
            self._spelt_out(names, name)
            return
        if name.cls == "Person" and personal(name.label) is not None:
            self.persons.append(_occurrence(names, name, tokens))
            return
        if _is_acronym(name.label) and name.cls != "Office" and len(fold(name.label).words) == 1:
            self.acronyms.append(_occurrence(names, name, tokens))
            return
        generic = name.cls not in ("Topic", "Commodity") and is_generic(fold(name.label), sure=name.cls is not None)
        if generic or name.cls == "Office":
            self.generic.append(_occurrence(names, name, tokens))
            return
        if name.cls in (None, "Topic") and (parts := personal(name.label)) is not None and parts.full:
            self.perhaps.append(_occurrence(names, name, tokens))
        elif name.cls == "Place" and name.owners:
            self.places.append(_occurrence(names, name, tokens))
        else:
            self.count(names.document, names.source, name.label, name.key)
        self._spelt_out(names, name)

    def count(self, document: str, source: str, label: str, key: str) -> None:
        """Take a name as one thing's."""
        self.plain.setdefault(label, {}).setdefault(key, Tally()).add(source)
        self._alone(label, document)

    def _alone(self, label: str, document: str) -> None:
        self.sole[label] = document if self.sole.setdefault(label, document) == document else None

    def _spelt_out(self, names: DocumentNames, name: Named) -> None:
        for alias in name.aliases:
            if _is_acronym(alias) and alias != name.label:
                self.meanings[alias][name.label].add(names.publisher or "")


def _is_acronym(label: str) -> bool:
    """ "ABC", "A.B.C.", "P-ABC": one word in capitals without figures."""
    letters = label.replace(".", "").replace("-", "").replace("&", "")
    return " " not in label and letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 7


def _token(name: Named) -> Feature:
    """What stands for a name among the neighbours of another, the same for its usual variants."""
    if name.cls == "Person" and not name.known:
        parts = personal(name.label)
        if parts is not None:
            return ("person", intern(f"{parts.first} {parts.last}".strip()))
    kind = "country" if name.cls == "Country" else "post" if name.cls == "Office" else "neighbour"
    return (kind, intern(" ".join(fold(name.label).key)))


def _occurrence(names: DocumentNames, name: Named, tokens: Mapping[str, Feature]) -> Occurrence:
    offices = tuple(tuple(w for w in fold(o).words if w not in SMALL) for o in name.offices)
    beside = [tokens[b] for b in name.beside if b in tokens]
    states = [t[1] for t in beside if t[0] == "country"]
    features: list[Feature] = [("office", intern(" ".join(o))) for o in offices if len(o) > 1]
    features += [("office", intern(f"{o[0]}, {states[0]}")) for o in offices if len(o) == 1 and len(states) == 1]
    own = tokens.get(name.label)
    features += [t for t in beside if t[0] in ("person", "neighbour") and t != own]
    owners = name.owners
    if name.cls == "Place":
        owners = tuple(sorted({_country(o) for o in owners}))
    return Occurrence(
        names.document,
        names.source,
        names.publisher,
        name.key,
        name.label,
        name.cls,
        offices,
        tuple(dict.fromkeys(features)),
        owners,
    )


def _country(place: str) -> str:
    """The country that a known place lies in."""
    entry = load_gazetteer().named(place)
    return (entry.country or entry.name) if entry is not None else place
