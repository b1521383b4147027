"""Would a reader take an open statement for one of the text's?"""

from __future__ import annotations

from .clause import Clause
from .fact import Fact
from .match import Matcher
from .once import once
from .open_bare import another, bare
from .open_clipped import bare_name, clipped
from .open_doubts import doubted
from .open_ends import End, only_owned, whole
from .open_sound import sound
from .open_strict import misleading
from .sentence import Sentence


def fit(sentence: Sentence, clause: Clause, fact: Fact, matcher: Matcher) -> bool:
    """Would a reader take the statement for one of the text's? When in doubt it is left out."""
    resolution = matcher.resolution
    mine: frozenset[int] = frozenset()
    if _possessives(sentence):
        mine = frozenset([i for i, r in resolution.referring.get(sentence.index, ()) if fact.subject in r.entities])
        mine |= only_owned(sentence, clause, fact, resolution)
    planned, direct = fact.status != "Asserted", len(fact.predicate) == 1
    ends = [End(fact.subject_mention, resolution.entities[fact.subject], True, clause, planned, mine)]
    if fact.object is not None:
        ends.append(End(fact.object_mention, resolution.entities[fact.object], False, clause, planned, mine))
    for end in ends:
        if not whole(sentence, end) or _lacking(sentence, end, direct=direct):
            return False
        if bare(sentence, end.mention, end.entity, clause, subject=end.subject, planned=planned):
            return False
        if another(sentence, end.mention, end.entity, resolution):
            return False
    return (
        not misleading(sentence, clause, fact, resolution)
        and not doubted(sentence, clause, fact, resolution, matcher.classes)
        and sound(sentence, clause, fact, resolution, matcher.classes)
    )


@once
def _possessives(sentence: Sentence) -> bool:
    """Has the sentence a possessive pronoun? Only then does it matter whose."""
    return any(t.tag == "PRP$" for t in sentence.tokens)


def _lacking(sentence: Sentence, end: End, *, direct: bool) -> bool:
    if bare_name(end.entity) or (end.subject and end.clause.via == "noun"):
        return bare_name(end.entity)
    return clipped(sentence, end.mention, end.clause, subject=end.subject, named=end.entity.named, direct=direct)
