"""Identity across documents: which entity of which document is which thing of the corpus.

The outcome depends on the documents and the decisions alone, not on the order they come in. Each rule looks at names
that share a block (a surname, a folded spelling, an acronym) and there at what they share, never at all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..gazetteer import load_gazetteer
from .bodies import Owned, acronyms, places
from .collect import Names
from .decide import decide
from .decisions import NONE, Decisions
from .folding import fold, pieces, plain
from .generic import usual_order
from .named import DocumentNames
from .occurrence import Feature, Group, Occurrence, Why
from .personal import personal
from .persons import Persons
from .reasons import Reason
from .settle import settle

_OTHERS = 3  #: documents that must mean something known by a word, for one that has it for a person to be mistaken


@dataclass(frozen=True, slots=True)
class Identified:
    """Which thing of the corpus an entity of a document is."""

    name: str  #: canonical name: label of the node; its IRI is minted from it
    home: str | None  #: SHA-256 of a document in which the IRI is minted, for a name that more than one thing bears


@dataclass(frozen=True)
class Identity:
    """The outcome: what is not as its document has it, and why."""

    everywhere: Mapping[str, Identified]  #: by key, in every document that `here` does not list
    here: Mapping[tuple[str, str], Identified | None]  #: by document and key
    reasons: tuple[Reason, ...]

    def of(self, document: str, key: str) -> Identified | None:
        """The thing that the entity is; None where it is as it is: its own label, its IRI from that."""
        place = (document, key)
        return self.here[place] if place in self.here else self.everywhere.get(key)


def identify(documents: Iterable[DocumentNames], decisions: Decisions = NONE) -> Identity:
    """Which entities are one thing. Each document is looked at once and let go; one given twice counts once."""
    names = Names(decisions.names)
    for document in documents:
        names.add(document)
    settled = settle(names, _groups(names))
    decide(names, decisions, settled)
    return Identity(
        {key: Identified(*target) for key, target in sorted(settled.by_key.items())},
        {place: target and Identified(*target) for place, target in sorted(settled.by_place.items())},
        tuple(sorted(settled.reasons)),
    )


def _groups(names: Names) -> list[Group]:
    """All groups of names that may be several things', persons first."""
    rare = names.rare()
    _without_noise(names)
    spelt = {(p.first, p.last) for m in names.persons if (p := personal(m.label)) is not None and p.full}
    perhaps = [m for m in names.perhaps if (p := personal(m.label)) is not None and (p.first, p.last) in spelt]
    persons = Persons([*names.persons, *perhaps], rare).groups()
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    posts: dict[str, list[Occurrence]] = defaultdict(list)
    for member in names.generic:
        if member.cls == "Office":
            posts[member.document].append(member)
    for n, group in enumerate(persons):
        for member in group.members:
            for post in posts.get(member.document, ()):
                held = tuple(fold(post.label).key) in member.offices
                if held if post.bearer is None else post.bearer == member.key:
                    holders[post.place].add(n)

    def evidence(member: Occurrence) -> Iterable[tuple[Feature, Why]]:
        for feature in member.features:
            if rare.get(feature, True):
                yield feature, (f"shared {feature[0]}", " ".join(feature[1:]))

    apart, others = places(names.places)
    taken = {m.place for m in perhaps}
    for member in (*others, *(m for m in names.perhaps if m.place not in taken)):
        names.count(member.document, member.source, member.label, member.key)
    known = _known_bodies()
    owned = Owned(holders, rare, lambda core, owner: known.get((core, owner)), names.shared)
    return [
        *persons,
        *owned.groups(names.generic),
        *acronyms(names.acronyms, names.meanings, evidence),
        *apart,
    ]


def _without_noise(names: Names) -> None:
    """Take single words that other documents have for no person, and that nobody bears as a surname, for the same."""
    last = {p.last for m in names.persons if (p := personal(m.label)) is not None and p.full}
    kept = []
    for member in names.persons:
        others = bool(names.plain.get(member.label)) or (
            member.label in names.known and names.known[member.label].count >= _OTHERS
        )
        if " " in member.label or not others or member.offices or plain(member.label) in last:
            kept.append(member)
        else:
            names.count(member.document, member.source, member.label, member.key)
    names.persons = kept


@cache
def _known_bodies() -> Mapping[tuple[tuple[str, ...], str], str]:
    """Bodies of the gazetteer by the words that are left of a name without their country, and the country."""
    entries = load_gazetteer().entries
    countries = {entry.name: (*entry.names, *entry.demonyms) for entry in entries if entry.kind == "Country"}
    out: dict[tuple[tuple[str, ...], str], str] = {}
    for entry in entries:
        country = entry.country
        if country is None or entry.kind == "Place":
            continue
        for name in entry.names:
            rest = [name] if name in entry.ambiguous_names else []
            for its in countries.get(country, ()):
                rest += [name.removeprefix(f"{its} ")] if name.startswith(f"{its} ") else []
                rest += [name.removesuffix(end) for end in (f" of {its}", f" of the {its}") if name.endswith(end)]
            for core in rest:
                out.setdefault((usual_order(tuple(plain(p) for p in pieces(core))), country), entry.name)
    return out
