"""A name in a document that may be one of several things' names, and the groups of those that are one thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

Feature = tuple[str, ...]  #: kind first: ("office", "minister", "health"), ("beside", "anna berg")
Why = tuple[str, str]  #: rule, evidence


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One entity of one document."""

    document: str
    source: str
    publisher: str | None
    key: str
    label: str
    cls: str | None
    offices: tuple[tuple[str, ...], ...] = ()  #: folded
    features: tuple[Feature, ...] = ()  #: what tells it from its namesakes, common neighbours not yet left out
    owners: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands: document and key."""
        return self.document, self.key

    @property
    def bearer(self) -> str | None:
        """Key of the one person that its document knows the post by: "Minister (Anna Berg)" labelled "Minister"."""
        return bearer(self.key, self.label)


def bearer(key: str, label: str) -> str | None:
    """Whom the key of a post names besides its label."""
    start = f"{label} ("
    return key[len(start) : -1] if key.startswith(start) and key.endswith(")") else None


@dataclass(slots=True)
class Group:
    """Occurrences of one thing."""

    members: list[Occurrence]
    why: dict[tuple[str, str], Why] = field(default_factory=dict)  #: what brought a member in
    name: str | None = None  #: a name that it has for certain: of the gazetteer, or with its owner
    title: str | None = None  #: what it is called in full, where some documents call it in short
    apart: str = ""  #: why it is not the same as others of its name

    @property
    def documents(self) -> frozenset[str]:
        """The documents that speak of it."""
        return frozenset(m.document for m in self.members)

    @property
    def home(self) -> str:
        """The document that its IRI is made in, where its name is not its own."""
        return min({m.document for m in self.members if m.bearer is None} or self.documents)

    @property
    def borne(self) -> str | None:
        """What it is called where every document knows it by its bearer only."""
        return None if any(m.bearer is None for m in self.members) else min(m.key for m in self.members)

    @property
    def order(self) -> tuple[int, tuple[str, str]]:
        """Larger groups first, then by the least place."""
        return -len(self.members), min(m.place for m in self.members)


class Joined:
    """Union-find over things that share a feature: each feature is looked at once for each thing that has it."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._first: dict[Hashable, int] = {}
        self.why: dict[int, Why] = {}

    def root(self, i: int) -> int:
        """The thing that stands for the group of `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, other: int, why: Why) -> None:
        """Make two things one."""
        one, two = sorted((self.root(i), self.root(other)))
        if one != two:
            self._parent[two] = one
            self.why.setdefault(max(i, other), why)

    def share(self, i: int, feature: Hashable, why: Why) -> None:
        """Make the thing one with the first that has the feature."""
        first = self._first.setdefault(feature, i)
        if first != i:
            self.join(i, first, why)

    def groups(self) -> list[list[int]]:
        """Members of each group in order, groups by their first."""
        out: dict[int, list[int]] = {}
        for i in range(len(self._parent)):
            out.setdefault(self.root(i), []).append(i)
        return list(out.values())


def grouped(
    members: Iterable[Occurrence], features: Callable[[Occurrence], Iterable[tuple[Feature, Why]]]
) -> list[Group]:
    """Groups of those that share a feature, directly or in a chain, in the order of their places."""
    rows: Sequence[Occurrence] = sorted(members, key=lambda o: o.place)
    joined = Joined(len(rows))
    for i, row in enumerate(rows):
        for feature, why in features(row):
            joined.share(i, feature, why)
    return [
        Group([rows[i] for i in group], {rows[i].place: joined.why[i] for i in group if i in joined.why})
        for group in joined.groups()
    ]
