"""Titles across documents: "the Under Secretary" of one text is the post that another tells in full of its holder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence, Set

from ..classes import load_classes
from .folding import SMALL, fold
from .generic import post_words
from .occurrence import Group, Joined, Occurrence


def fuller_titles(groups: Sequence[Group], holder: Callable[[Occurrence], int | None]) -> list[Group]:
    """The groups, each short title one with the only fuller title of its rank that the same person holds."""
    holders = [{one for member in group.members if (one := holder(member)) is not None} for group in groups]
    held: dict[int, list[int]] = defaultdict(list)
    for n, ones in enumerate(holders):
        for one in ones:
            held[one].append(n)
    joined = Joined(len(groups))
    for posts in held.values():
        told = {n: max((fold(m.label).core for m in groups[n].members), key=lambda w: (len(w), w)) for n in posts}
        for short in (n for n in posts if len(holders[n]) == 1):
            fuller = [n for n in posts if _tells_more(told[n], told[short])]
            most = [n for n in fuller if not any(_tells_more(told[other], told[n]) for other in fuller)]
            if len(most) == 1:
                joined.join(short, most[0], ("same holder, told in full elsewhere", " ".join(told[most[0]])))
    return [_one(groups, rows, joined) for rows in joined.groups()]


def nearly_always_meant(groups: Sequence[Group], told: Callable[[Occurrence], bool]) -> list[Group]:
    """The groups, each bare title of which its document tells nothing one with what its publisher means by it.

    That is a post of many documents, many times as many as mean another by the same bare title.
    """
    bare: dict[tuple[str, ...], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    untold: list[int] = []
    for n, group in enumerate(groups):
        if all(m.cls == "Office" for m in group.members):
            if not any(map(told, group.members)):
                untold.append(n)
                continue
            for member in group.members:
                bare[fold(member.label).words][n].add(member.document)
    taken: set[int] = set()
    for n in untold:
        bearers = bare.get(fold(groups[n].members[0].label).words, {})
        main = max(bearers, key=lambda k: (len(bearers[k]), -k), default=None)
        if main is None:
            continue
        rivals = sum(len(documents) for k, documents in bearers.items() if k != main)
        publishers = {m.publisher for m in groups[main].members if m.publisher}
        enough = len(bearers[main]) >= max(ENOUGH, _TIMES * rivals)
        if enough and len(groups[main].documents) >= MANY_TIMES * rivals and _only(groups[n], publishers):
            for member in groups[n].members:
                groups[main].why[member.place] = (
                    "by far the most named bearer, same publisher",
                    member.publisher or "",
                )
            groups[main].members += groups[n].members
            taken.add(n)
    return [group for n, group in enumerate(groups) if n not in taken]


def _only(group: Group, publishers: Set[str]) -> bool:
    return {m.publisher for m in group.members} <= publishers


def _tells_more(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """ "Under Secretary for Trade" tells more than "Under Secretary", "Deputy Secretary" something else."""
    rank, other = _rank(full), _rank(short)
    if not other or rank[-len(other) :] != other or (len(other) == 1 and load_classes().has("Courtesy", other[0])):
        return False
    if len(short) >= len(full) or not post_words(short) <= post_words(full):
        return False
    other_post = load_classes().lists["Rank"] | load_classes().lists["Subordinate"]
    return other_post.isdisjoint(rank[: -len(other)])


_SAME = ("same holder", "")
ENOUGH = 5  #: documents that a publisher must mean one thing in, to be taken to mean it where it does not say
MANY_TIMES = 10  #: ... and times as many as mean another
_TIMES = 3  #: ... by the bare title


def _rank(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a title up to what it is for."""
    end = next((n for n, word in enumerate(words) if word in SMALL), len(words))
    return words[:end]


def _one(groups: Sequence[Group], rows: Sequence[int], joined: Joined) -> Group:
    """One group, under the title that most of those who tell it in full use."""
    if len(rows) == 1:
        return groups[rows[0]]
    full = max(rows, key=lambda n: (max(len(fold(m.label).core) for m in groups[n].members), -n))
    first = groups[full]
    counts = Counter(m.label for m in first.members)
    first.title = min(counts, key=lambda x: (-counts[x], -len(x), x))
    for n in rows:
        if n != full:
            first.why |= groups[n].why
            for member in groups[n].members:
                first.why.setdefault(member.place, joined.why.get(n, _SAME))
            first.members += groups[n].members
    return first
