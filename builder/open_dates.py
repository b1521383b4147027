"""Which of a clause's times an open statement may carry."""

from __future__ import annotations

from collections.abc import Sequence

from .clause import Clause
from .mention import Mention
from .open_words import SPOKEN
from .sentence import Sentence
from .times import Time


def lasting(sentence: Sentence, clause: Clause, times: Sequence[Time], thing: Mention | None) -> tuple[Time, ...]:
    """Times without those of the object ("welcomes the signing on 14 July") and of a count ("the third time in")."""
    if not times:
        return ()
    tokens = sentence.tokens
    speaking = clause.kind == "verb" and tokens[clause.head].lemma.lower() in SPOKEN
    perfect = any(c.text.lower() in ("has", "have", "'ve", "’ve") for c in sentence.children(clause.head, "aux"))
    out = []
    for time in times:
        top = next(
            (tokens[i] for i in range(time.first, time.last + 1) if not time.first <= tokens[i].head <= time.last), None
        )
        if top is not None and tokens[top.head].lemma.lower() in ("time", "occasion"):
            continue
        counted = tokens[time.first - 2].lemma.lower() == "time" and tokens[time.first - 1].text.lower() in (
            "in",
            "over",
        )
        if time.first > 1 and counted:
            continue  # "for the third time in four months"
        if perfect and time.end is not None and tokens[time.first].text.lower() in ("past", "last", "the"):
            continue  # "has led the work over the past year", and still does
        behind = thing is not None and thing.sentence == sentence.index and time.first > thing.last > clause.head
        later = time.first > clause.head + 2 and any(t.tag in ("NN", "NNS") for t in tokens[clause.head : time.first])
        if speaking and (behind or later) and tokens[time.first].lemma.lower() not in ("today", "yesterday", "this"):
            continue
        out.append(time)
    return tuple(out)
