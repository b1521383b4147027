"""Persons across documents: one person where a name and something that tells its bearer from namesakes are shared.

A shared office, body, event or other neighbour that few documents name is such evidence; so is the same publisher
unless the offices differ. A surname alone is the one person in the corpus that bears it and fits. Initials, suffixes
and first names that differ keep persons apart, whatever else they share.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from .occurrence import Feature, Group, Joined, Occurrence, Why, grouped
from .personal import PersonalName, conflict, firsts, personal

_PARTED = re.compile(r"[\s\-\u2010]+")
_MANY = 10  #: times as many documents as all other bearers, for a surname to mean the one
_VARIANTS = 40  #: forms of a name in one group, above which each form is taken for itself
_COMPARED = 8  #: groups of one name that another is compared with


class Persons:
    """Groups occurrences of personal names. `rare` tells neighbours that few documents name."""

    def __init__(self, members: Iterable[Occurrence], rare: Mapping[Feature, bool]) -> None:
        self._rare = rare
        self._full: dict[str, list[Occurrence]] = defaultdict(list)
        self._short: dict[str, list[Occurrence]] = defaultdict(list)
        for member in members:
            name = _parts(member)
            (self._full if name.full and not name.initial else self._short)[name.last].append(member)

    def groups(self) -> list[Group]:
        """All persons, in the order of the alphabet."""
        full: dict[str, list[Group]] = {}
        for last in sorted(self._full):
            full[last] = [g for block in _blocks(self._full[last]) for g in self._bearers(block)]
        self._second_surnames(full)
        by_first: dict[str, list[Group]] = defaultdict(list)
        for groups in full.values():
            for group in groups:
                for first in sorted({_parts(m).first for m in group.members}):
                    by_first[first].append(group)
        out: list[Group] = []
        for last in sorted(self._short):
            out += self._surnames(self._short[last], full.get(last, []), by_first.get(last, []))
        return [g for last in sorted(full) for g in full[last]] + out

    # persons with a first name and a surname

    def _bearers(self, block: Sequence[Occurrence]) -> list[Group]:
        """The persons that bear one first name and surname."""
        groups = [part for g in grouped(block, self._evidence) for part in self._split(g)]
        return _by_publisher(sorted(groups, key=lambda g: g.order))

    def _evidence(self, member: Occurrence) -> Iterator[tuple[Feature, Why]]:
        for feature in member.features:
            if self._rare.get(feature, True):
                yield feature, (f"shared {feature[0]}", " ".join(feature[1:]))

    def _split(self, group: Group) -> list[Group]:
        """Names that contradict each other part a group; those that fit both stay with what they share more with."""
        variants = Counter(_parts(m) for m in group.members)
        ordered = sorted(variants, key=lambda v: (-variants[v], v.first, v.middle, v.suffix))
        if len(ordered) > _VARIANTS:
            return [g for rows in _by_form(group.members) for g in grouped(rows, self._evidence)]
        against = {v for v in ordered if any(conflict(v, w) for w in ordered)}
        if not against:
            return [group]
        sides: list[list[PersonalName]] = []
        for name in (v for v in ordered if v in against):
            side = next((s for s in sides if not any(conflict(name, other) for other in s)), None)
            if side is None:
                sides.append([name])
            else:
                side.append(name)
        side_of = {name: n for n, side in enumerate(sides) for name in side}
        features: dict[Feature, set[int]] = defaultdict(set)
        for member in group.members:
            if _parts(member) in side_of:
                for feature, _ in self._evidence(member):
                    features[feature].add(side_of[_parts(member)])
        parts: list[list[Occurrence]] = [[] for _ in sides]
        rest: list[Occurrence] = []
        for member in group.members:
            own = side_of.get(_parts(member))
            near = {n for feature, _ in self._evidence(member) for n in features[feature]} if own is None else {own}
            (parts[near.pop()] if len(near) == 1 else rest).append(member)
        out = [g for part in parts for g in grouped(part, self._evidence)] + grouped(rest, self._evidence)
        for one in out:
            one.apart = "names that differ"
        return out

    def _second_surnames(self, full: dict[str, list[Group]]) -> None:
        """ "Ana Cruz" is "Ana Cruz Vega" where they share evidence, or a publisher and words of their offices."""
        by_name: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
        for last in sorted(full):
            for group in full[last]:
                bearer = Bearer(group)
                for first in sorted({n.first for n in bearer.names if not n.middle}):
                    by_name[first, last].append(bearer)
        for last in sorted(full):
            kept = []
            for group in full[last]:
                long = Bearer(group)
                short = {n.middle[0] for n in long.names if len(n.middle) == 1 and len(n.middle[0]) > 2}
                bearers = {id(b): b for n in long.names for s in short for b in by_name.get((n.first, s), ())}
                other = next(iter(bearers.values())) if len(bearers) == 1 and len(long.names) == 1 else None
                why = self._shared(long, other) if other is not None else None
                if other is None or why is None:
                    kept.append(group)
                else:
                    other.take(long, why)
            full[last] = kept

    def _shared(self, one: Bearer, other: Bearer) -> Why | None:
        """Evidence that two have in common, or a publisher that gives both an office with the same words."""
        mine = {feature: why for m in one.group.members for feature, why in self._evidence(m)}
        theirs = {feature for m in other.group.members for feature, _ in self._evidence(m)}
        found = sorted(mine.keys() & theirs)
        if found:
            return mine[found[0]]
        publishers = sorted(one.publishers & other.publishers)
        return (
            ("second surname, same publisher and office", publishers[0])
            if publishers and one.offices & other.offices
            else None
        )

    # surnames alone, and initials with surnames

    def _surnames(
        self, members: Sequence[Occurrence], bearers: Sequence[Group], family_first: Sequence[Group]
    ) -> list[Group]:
        """Attach what fits one person only; group the rest by what they share."""
        known = [Bearer(group) for group in (*bearers, *family_first)]
        by_feature: dict[Feature, set[int]] = defaultdict(set)
        for n, bearer in enumerate(known):
            for member in bearer.group.members:
                for feature, _ in self._evidence(member):
                    by_feature[feature].add(n)
        main = _main([known[n].documents for n in range(len(bearers) or len(family_first))])
        found: list[tuple[int, Occurrence, Why]] = []
        rest: list[Occurrence] = []
        for member in sorted(members, key=lambda o: o.place):
            shared: dict[int, Why] = {}
            for feature, why in self._evidence(member):
                bearing = by_feature.get(feature, set())
                for n in sorted(bearing) if len(bearing) <= _COMPARED else ():  # what so many share tells none of them
                    shared.setdefault(n, why)
            near = {n: why for n, why in shared.items() if known[n].may_be(member)}
            own = [n for n in near if n < len(bearers)] or list(near)
            if len(own) == 1:
                found.append((own[0], member, near[own[0]]))
                continue
            if (
                not near
                and main is not None
                and known[main].fits(_parts(member))
                and known[main].named_by(member, strictly=not bearers)
            ):
                rule = "only" if len(bearers or family_first) == 1 else "by far the most named"
                found.append((main, member, (f"{rule} bearer, same publisher", member.publisher or "")))
            else:
                rest.append(member)
        for n, member, why in found:
            known[n].group.members.append(member)
            known[n].group.why[member.place] = why
        groups = [part for group in grouped(rest, self._evidence) for part in self._split(group)]
        return _by_publisher(sorted(groups, key=lambda g: g.order), strictly=bool(bearers))


class Bearer:
    """A person, with what another name is compared with."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.names = {_parts(m) for m in group.members}
        self.publishers = {m.publisher for m in group.members if m.publisher}
        self.documents = {m.document for m in group.members}
        self.offices = {w for m in group.members for office in m.offices for w in office}

    @property
    def at_length(self) -> bool:
        """Does each of its names have three parts or more, which few people share?"""
        return all(sum(len(w) > 2 for w in _PARTED.split(m.label)) > 2 for m in self.group.members)

    def fits(self, name: PersonalName) -> bool:
        """May the surname, with an initial or suffix perhaps, be of this person?"""
        if any(name.suffix != row.suffix and name.suffix and row.suffix for row in self.names):
            return False
        if not name.first:
            return True
        same = [row for row in self.names if row.last == name.last]
        return bool(same) and not any(conflict(name, row) for row in same)

    def may_be(self, member: Occurrence) -> bool:
        """Does it fit, and does its document not speak of the person by a fuller name as of somebody else?"""
        return member.document not in self.documents and self.fits(_parts(member))

    def named_by(self, member: Occurrence, *, strictly: bool = False) -> bool:
        """Does the same publisher speak of the person, and not of another office; `strictly`: of the same?"""
        words = {w for office in member.offices for w in office}
        agree = bool(words & self.offices) or (not strictly and not (words and self.offices))
        return member.publisher in self.publishers and member.document not in self.documents and agree

    def take(self, other: Bearer, why: Why) -> None:
        """Make the other the same person."""
        self.group.why |= other.group.why
        self.group.why.setdefault(min(m.place for m in other.group.members), why)
        self.group.members += other.group.members
        self.names |= other.names
        self.publishers |= other.publishers
        self.documents |= other.documents
        self.offices |= other.offices

    def shares_publisher(self, other: Bearer, *, strictly: bool) -> str | None:
        """A publisher that names both alike, where their offices do not differ; `strictly`: only if they agree."""
        if not self.publishers & other.publishers:
            return None
        told = self.names & other.names and self.at_length and other.at_length
        if not self.offices & other.offices and (strictly or (self.offices and other.offices)) and not told:
            return None
        short = {n.first for n in self.names}.isdisjoint(n.first for n in other.names)
        if short and not self.offices & other.offices:
            return None
        if any(conflict(a, b) for a in self.names for b in other.names):
            return None
        return min(self.publishers & other.publishers)


def _parts(member: Occurrence) -> PersonalName:
    name = personal(member.label)
    assert name is not None
    return name


def _by_form(members: Iterable[Occurrence]) -> list[list[Occurrence]]:
    """Those of each form of a name, in the order of the alphabet."""
    out: dict[PersonalName, list[Occurrence]] = defaultdict(list)
    for member in members:
        out[_parts(member)].append(member)
    return [out[name] for name in sorted(out, key=lambda n: (n.first, n.middle, n.suffix))]


def _main(documents: Sequence[Set[str]]) -> int | None:
    """The one bearer of a surname, or the one that nearly all documents mean, or that is named wherever another is."""
    if not documents:
        return None
    most = max(range(len(documents)), key=lambda n: (len(documents[n]), -n))
    others = [d for n, d in enumerate(documents) if n != most]
    many = len(documents[most]) >= _MANY * sum(map(len, others))
    beside = all(d < documents[most] for d in others)
    return most if not others or many or beside else None


def _blocks(members: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Those of one surname by their first names, short forms with the names they are short for."""
    rows = sorted(members, key=lambda o: o.place)
    joined = Joined(len(rows))
    for i, row in enumerate(rows):
        for first in firsts(_parts(row).first):
            joined.share(i, first, ("", ""))
    return [[rows[i] for i in group] for group in joined.groups()]


def _by_publisher(groups: Sequence[Group], *, strictly: bool = False) -> list[Group]:
    """Make groups one that a publisher names alike, unless their offices differ; `strictly`: only if offices agree."""
    out: list[Bearer] = []
    for bearer in map(Bearer, groups):
        for other in out[:_COMPARED]:
            publisher = other.shares_publisher(bearer, strictly=strictly)
            if publisher is not None:
                other.take(bearer, ("same name, same publisher", publisher))
                break
        else:
            out.append(bearer)
    return [bearer.group for bearer in out]
