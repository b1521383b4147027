"""What belongs to each of several: "visited Lima on May 2 and Quito on May 4", "to Milan June 20, Tirana June 30"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .clause import Role
from .mention import Mention
from .sentence import Sentence
from .times import Time

_TOURED = ("to", "object", "in", "at", "through")  # roles that may hold the places of an itinerary
_BETWEEN = frozenset({",", ";", "and", "&", "the", "then", "finally"})
_JOINING = frozenset({",", ";", "and", "&"})
_DATING = frozenset({"on", "from", "in", "for", "during"})
_PLACES = ("Place", "Country")


def own_times(
    sentence: Sentence, roles: Sequence[Role], times: Sequence[Time]
) -> tuple[tuple[int, tuple[Time, ...]], ...]:
    """The times of each filler of a role, where dates stand between the fillers; nothing where they share them."""
    dates = sorted(t for t in times if not _before_noun(sentence, t))
    if not dates:
        return ()
    out: dict[int, tuple[Time, ...]] = {}
    for name in dict.fromkeys(r.name for r in roles if not r.clausal and r.name not in ("self", "poss", "subject")):
        heads = sorted({r.head for r in roles if r.name == name})
        if len(heads) < 2 or not any(heads[0] < t.first < heads[-1] for t in dates):
            continue
        for head in heads:
            out[head] = tuple(t for t in dates if t.first > head)[:1]
    return tuple(sorted(out.items()))


def _before_noun(sentence: Sentence, time: Time) -> bool:
    """ "the 2010 treaty": a year that only tells which one."""
    inside = range(time.first, time.last + 1)
    return any(sentence.tokens[i].head > time.last and sentence.tokens[i].dep != "root" for i in inside)


def itinerary(
    sentence: Sentence,
    roles: Sequence[Role],
    names: Mapping[int, Mention],
    within: Mapping[int, int],
    times: Sequence[Time],
) -> list[Role]:
    """Further places of a list that dates, semicolons or larger places interrupt, which parsers seldom keep together.

    `names`: name mentions by their first token; `within`: heads of places to those of larger ones beside them.
    """
    out: list[Role] = []
    toured = [r for r in roles if r.name in _TOURED and not r.clausal]
    if not toured:
        return out
    by_head = {m.head: m for m in names.values()}
    for name in _TOURED:
        heads = [r.head for r in toured if r.name == name]
        if not heads or heads[0] not in by_head or by_head[heads[0]].cls not in _PLACES:
            continue
        chain = list(_chain(sentence, by_head[heads[0]], names, within, times))
        out += [Role(name, m.head) for m in chain if m.head not in heads]
    return out


def _chain(
    sentence: Sentence,
    first: Mention,
    names: Mapping[int, Mention],
    within: Mapping[int, int],
    times: Sequence[Time],
) -> Iterator[Mention]:
    """Places after the first, as long as nothing but commas, "and", dates and larger places stands between them."""
    tokens, at, interrupted = sentence.tokens, first, False
    starts = {t.first: t.last for t in times}
    while True:
        i, joined = at.last + 1, False
        container = within.get(at.head)
        larger = next((m for m in names.values() if m.head == container), None)
        if larger is not None:
            i, interrupted = larger.last + 1, True
        while i < len(tokens) and i not in names:
            word = tokens[i].text.lower()
            if i in starts or (word in _DATING and i + 1 in starts):
                i, interrupted = starts[i if i in starts else i + 1], True
            elif word not in _BETWEEN:
                return
            joined = joined or word in _JOINING
            interrupted = interrupted or word == ";"
            i += 1
        following = names.get(i)
        if following is None or not joined or following.cls not in _PLACES or following.inner:
            return
        if tokens[following.head].dep.startswith("nsubj"):
            return
        if interrupted:
            yield following
        at = following


def fronted(sentence: Sentence, i: int) -> list[Role]:
    """ "the league, of which Togo is a member": the antecedent under the preposition, however "which" hangs."""
    tokens = sentence.tokens
    for at in range(tokens[i].head + 1, i):
        if tokens[at].tag == "WDT" and tokens[at - 1].tag in ("IN", "TO") and at - 1 > tokens[i].head:
            return [Role(tokens[at - 1].text.lower(), tokens[i].head)]
    return []


def gapped(sentence: Sentence, verb: int, roles: Sequence[Role], mentions: Mapping[int, Mention]) -> list[Role]:
    """ "joined NATO in 1999 and the EU in 2004": a noun that is the verb's conjunct fills the role before it."""
    out: list[Role] = []
    for child in sentence.children(verb, "conj"):
        mention = mentions.get(child.i)
        kids = [c.dep.partition(":")[0] for c in sentence.children(child.i)]
        if mention is None or child.pos == "VERB" or {"nsubj", "cop", "aux"} & set(kids):
            continue
        case = next((c.text.lower() for c in sentence.children(child.i, "case")), None)
        before = [r for r in roles if r.head < child.i and not r.clausal and r.name != "subject"]
        alike = [
            r
            for r in before
            if (r.name == case if case else True) and r.head in mentions and _alike(mentions[r.head], mention)
        ]
        if alike:
            out.append(Role(alike[-1].name, child.i))
    return out


def _alike(one: Mention, other: Mention) -> bool:
    return one.cls is not None and (one.cls == other.cls or {one.cls, other.cls} <= set(_PLACES))
