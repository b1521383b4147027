"""Names that are somebody's, across documents: bodies, posts, acronyms and places that more than one thing may bear.

Whose a name is decides: "the Mexican Supreme Court" is "Supreme Court of Mexico" in every document. Without an owner
a post is known by who holds it, a body by a person that few documents name beside it, an acronym by the one long form
that the corpus has for it. What none of this tells stays within its document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from ..numbers import words
from .folding import SMALL, fold, plain
from .generic import (
    anybodys,
    is_generic,
    one_of_its_owner,
    part_of_a_body,
    post_words,
    publishers_own,
    usual_order,
    words_that_tell,
)
from .occurrence import Feature, Group, Joined, Occurrence, Why, grouped
from .titles import ENOUGH, MANY_TIMES, fuller_titles, nearly_always_meant

_LONG = 5  #: words that tell a post from every other of its publisher
_PLACED = ("Embassy", "Consulate")  #: bodies that one owner has many of, told apart by where they are
_ARTICLED = frozenset(words("united republic kingdom islands states emirates philippines netherlands bahamas gambia"))


@dataclass(frozen=True, slots=True)
class Owned:
    """Groups names that are somebody's by owner, then by other evidence."""

    holders: Mapping[tuple[str, str], Set[int]]  #: number of the persons that hold a post, by its place
    rare: Mapping[Feature, bool]
    known: Callable[[tuple[str, ...], str], str | None]  #: name in the gazetteer of what has this core and owner
    shared: Set[tuple[str, str]] = frozenset()  #: places of posts that their documents give to several

    def groups(self, members: Iterable[Occurrence]) -> list[Group]:
        """All things of these names, in the order of the alphabet."""
        blocks: dict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
        for member in members:
            folded = fold(member.label)
            sure = folded.owner is None or (anybodys(folded.core) and member.cls not in _PLACED)
            blocks[usual_order(folded.core) if sure else ("", *folded.words)].append(member)
        groups = [group for core in sorted(blocks) for group in self._block(core, blocks[core])]
        return nearly_always_meant(fuller_titles(self._same_posts(groups), self._only_holder), self._told)

    def _told(self, member: Occurrence) -> bool:
        """Does its document tell who holds the post, or whose it is?"""
        return bool(self.holders.get(member.place)) or self._owner(member) is not None

    def _only_holder(self, member: Occurrence) -> int | None:
        """The one person that its document has for the holder of a post."""
        holders = self.holders.get(member.place, ())
        return next(iter(holders)) if member.cls == "Office" and self._one(member, holders) else None

    def _same_posts(self, groups: Sequence[Group]) -> list[Group]:
        """Make one what one person holds, or a publisher calls at length, in words that differ by its body only."""
        joined = Joined(len(groups))
        for n, group in enumerate(groups):
            for member in group.members:
                holders, told = self.holders.get(member.place, ()), post_words(fold(member.label).words)
                for holder in sorted(holders) if self._one(member, holders) and len(told) > 2 else ():
                    joined.share(n, (holder, told), ("same holder", " ".join(sorted(told))))
                if member.cls == "Office" and member.publisher and len(told) >= _LONG:
                    joined.share(n, (member.publisher, told), ("same post, same publisher", member.publisher))
        out = []
        for rows in joined.groups():
            first = groups[rows[0]]
            named = [groups[n].name for n in rows if groups[n].name is not None]
            for n in rows[1:]:
                first.why |= groups[n].why
                first.why.setdefault(groups[n].members[0].place, joined.why.get(n, ("same holder", "")))
                first.members += groups[n].members
            first.name = min((x for x in named if x), default=None) if len(named) == len(rows) else None
            out.append(first)
        return out

    def _block(self, core: tuple[str, ...], members: Sequence[Occurrence]) -> list[Group]:
        whose = {m.place: self._owner(m) for m in members}
        one = one_of_its_owner(core) or members[0].cls in _PLACED
        holders = self._holders_of_owners(members, whose)

        def evidence(member: Occurrence) -> Iterator[tuple[Feature, Why]]:
            owner = whose[member.place]
            if owner is not None and (one or _in_full(member, owner)):
                yield ("owner", owner), ("same owner", owner)
            if not is_generic(fold(member.label), sure=member.cls is not None):
                yield ("name", *fold(member.label).key), ("same name", "no word of it is anybody's")
            elif owner is None and member.publisher and self._bodys_part(member):
                yield ("publisher", member.publisher), ("same name, same publisher", member.publisher)
            for holder in sorted(self.holders.get(member.place, ())) if not self._of_several(member) else ():
                owners = holders[holder] | ({owner} if owner else set())
                if len(self.holders[member.place]) == 1 and len(owners) <= 1:
                    yield ("holder", str(holder)), ("same holder", member.label)
            if owner is None and member.cls != "Office":
                for feature in member.features:
                    if feature[0] == "person" and self.rare.get(feature, True):
                        yield feature, ("shared person", " ".join(feature[1:]))

        out = []
        for group in grouped(members, evidence):
            owners = sorted({o for o in (whose[m.place] for m in group.members) if o is not None})
            for part in self._one_owner(group, owners, whose):
                own = sorted({o for o in (whose[m.place] for m in part.members) if o is not None})
                if len(own) == 1:
                    part.name = self.known(core, own[0]) or (self._named(part, own[0]) if one else None)
                    part.apart = f"of {own[0]}"
                out.append(part)
        return self._mostly_meant(core, out, whose)

    def _mostly_meant(
        self, core: tuple[str, ...], groups: Sequence[Group], whose: Mapping[tuple[str, str], str | None]
    ) -> list[Group]:
        """Join what its document tells nothing of to the thing that its publisher nearly always means by the name."""
        told = [any(whose[m.place] or self.holders.get(m.place) for m in g.members) for g in groups]
        sizes = [len(group.documents) for group in groups]
        main = max(range(len(groups)), key=lambda n: (told[n], sizes[n], -n))
        rivals = sum(size for n, size in enumerate(sizes) if told[n] and n != main)
        if len(words_that_tell(core)) < 2 or sizes[main] < max(ENOUGH, MANY_TIMES * rivals) or not told[main]:
            return list(groups)
        publishers = {m.publisher for m in groups[main].members if m.publisher}
        out = [groups[main]]
        for n, group in enumerate(groups):
            if not told[n] and {m.publisher for m in group.members} <= publishers:
                groups[main].members += group.members
                for m in group.members:
                    groups[main].why[m.place] = ("by far the most named bearer, same publisher", m.publisher or "")
            elif n != main:
                out.append(group)
        return out

    def _owner(self, member: Occurrence) -> str | None:
        """Whose it is, by its own name, else by the only owner that the document tells; of an embassy, where it is."""
        inside = fold(member.label).owner
        if inside is None and self._of_several(member):
            return None
        around = [o for o in member.owners if o != inside]
        if inside is not None and member.cls not in _PLACED:
            return inside
        return around[0] if len(around) == 1 else None

    def _one(self, member: Occurrence, holders: Collection[int]) -> bool:
        return len(holders) == 1 and not self._of_several(member)

    def _bodys_part(self, member: Occurrence) -> bool:
        core = fold(member.label).core
        own = publishers_own(core) and member.cls != "Office"
        return own or (part_of_a_body(core, member.cls) and not self._of_several(member))

    def _of_several(self, member: Occurrence) -> bool:
        """Does its document give the bare title to several persons, and so mean several posts by it?"""
        return member.cls == "Office" and member.place in self.shared

    def _holders_of_owners(
        self, members: Sequence[Occurrence], whose: Mapping[tuple[str, str], str | None]
    ) -> Mapping[int, set[str]]:
        """The owners of the posts of one name that each person holds."""
        out: dict[int, set[str]] = defaultdict(set)
        for member in members:
            for holder in self.holders.get(member.place, ()):
                owner = whose[member.place]
                out[holder] |= {owner} if owner else set()
        return out

    def _one_owner(
        self, group: Group, owners: Sequence[str], whose: Mapping[tuple[str, str], str | None]
    ) -> Iterator[Group]:
        """Parts of a group with one owner each; what a chain joined to several stays alone."""
        if len(owners) < 2:
            yield group
            return
        for owner in owners:
            yield Group([m for m in group.members if whose[m.place] == owner])
        for member in group.members:
            if whose[member.place] is None:
                yield Group([member])

    def _named(self, group: Group, owner: str) -> str:
        """The name with its owner: the form that most documents have, else one of the usual shape."""
        whole = Counter(m.label for m in group.members if fold(m.label).owner == owner)
        if whole:
            return min(whole, key=lambda x: (-whole[x], len(x), x))
        name = min(m.label for m in group.members)
        article = "the " if set(plain(owner).split()) & _ARTICLED else ""
        return f"{name} {'in' if group.members[0].cls in _PLACED else 'of'} {article}{owner}"


def _in_full(member: Occurrence, owner: str) -> bool:
    """ "Deputy Minister of Trade of Ghana", "Ghana's Deputy Minister of Trade": does the name tell both its parts?"""
    folded = fold(member.label)
    return folded.owner == owner and any(w in SMALL for w in folded.core[1:-1])


def acronyms(
    members: Iterable[Occurrence],
    meanings: Mapping[str, Mapping[str, Set[str]]],
    evidence: Callable[[Occurrence], Iterable[tuple[Feature, Why]]],
) -> list[Group]:
    """Acronyms that their documents do not spell out. `meanings` has long forms and who publishes them.

    One is the long form that its publisher has for it, where the corpus has just one; else the same for one publisher.
    """
    by_name: dict[str, list[Occurrence]] = defaultdict(list)
    for member in members:
        by_name[member.label].append(member)
    out: list[Group] = []
    for name in sorted(by_name):
        found = meanings.get(name, {})
        spelt = sorted(found)
        attached: list[Occurrence] = []
        rest: list[Occurrence] = []
        for member in by_name[name]:
            fits = len(spelt) == 1 and member.publisher is not None and member.publisher in found[spelt[0]]
            (attached if fits else rest).append(member)
        if attached:
            group = Group(sorted(attached, key=lambda o: o.place), name=spelt[0])
            group.why = {m.place: ("only meaning of the acronym", m.publisher or "") for m in group.members}
            out.append(group)

        def telling(member: Occurrence, alone: bool = not spelt) -> Iterator[tuple[Feature, Why]]:
            yield from evidence(member)
            if alone and member.publisher:
                yield ("publisher", member.publisher), ("same acronym, same publisher", member.publisher)

        out += grouped(rest, telling)
    return out


def places(members: Iterable[Occurrence]) -> tuple[list[Group], list[Occurrence]]:
    """Places that documents put in different countries, by country; and the others, each the same in all documents."""
    blocks: dict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
    for member in members:
        blocks[fold(member.label).key].append(member)
    out: list[Group] = []
    others: list[Occurrence] = []
    for key in sorted(blocks):
        if len({m.owners[0] for m in blocks[key] if len(m.owners) == 1}) < 2:
            others += blocks[key]
            continue
        groups = grouped(blocks[key], _lies_in)
        for group in groups:
            group.apart = f"in {', '.join(group.members[0].owners)}"
        out += groups
    return out, others


def _lies_in(member: Occurrence) -> Iterator[tuple[Feature, Why]]:
    if len(member.owners) == 1:
        yield ("in", member.owners[0]), ("lies in", member.owners[0])
