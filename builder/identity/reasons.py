"""Why names are one thing, or are not: what `factgraph explain --identity` tells."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field

EXAMPLES = 12  #: documents kept with a reason


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """What the corpus does with one name."""

    canonical: str  #: name of the thing
    home: str  #: SHA-256 of the document that its IRI is made in, or empty
    name: str  #: as documents have it
    rule: str  #: "shared office", "same owner", "known name", "no evidence that it is the same" ...
    evidence: str  #: what was shared, or what speaks against
    documents: tuple[str, ...]  #: file names, the first few in the order of the alphabet
    count: int  #: of all the documents


@dataclass(slots=True)
class Tally:
    """Documents of one reason: their number and the first few."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, source: str) -> None:
        """Count a document."""
        self.count += 1
        if len(self.first) < EXAMPLES or source < self.first[-1]:
            insort(self.first, source)
            del self.first[EXAMPLES:]

    def join(self, other: Tally) -> None:
        """Count another's documents too."""
        self.count += other.count
        self.first = sorted([*self.first, *other.first])[:EXAMPLES]


def reason(canonical: str, home: str | None, name: str, why: tuple[str, str], tally: Tally) -> Reason:
    """A reason of a tally of documents."""
    return Reason(canonical, home or "", name, why[0], why[1], tuple(tally.first), tally.count)


def mentions_name(row: Reason, names: Iterable[str]) -> bool:
    """Is the reason about one of the names, whatever their capitals?"""
    asked = {n.casefold() for n in names}
    return row.name.casefold() in asked or row.canonical.casefold() in asked
