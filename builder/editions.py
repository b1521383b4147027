"""What tells one of a series of events from another: "the 2010 Summit", "the Summit on November 18, 2021"."""

from __future__ import annotations

from collections.abc import Iterable

from .dates import MONTHS
from .mention import Mention
from .numbers import ordinal
from .sentence import Sentence

Place = tuple[int, int]  #: sentence and head token of a mention


def editions(words: Iterable[str]) -> frozenset[str]:
    """Those of the lower-case words that tell one of a series from another: years, months, ordinals, numbers."""
    return frozenset(w for w in words if w in MONTHS or w[:1].isdigit() or ordinal(w))


def dates_beside(sentence: Sentence, mention: Mention) -> frozenset[str]:
    """Years and months right before or after the name: "the Summit on November 18, 2021", "at the 2016 Summit"."""
    tokens = sentence.tokens
    before = tokens[max(0, mention.first - 2) : mention.first]
    after = tokens[mention.last + 1 : mention.last + 6]
    if not after or after[0].text not in ("on", "in", "of", "("):
        after = ()
    year = [t.text for t in (*before, *after) if t.text.isdigit() and len(t.text) == 4]
    return frozenset([*year, *(t.text.lower() for t in (*before, *after) if t.text.lower() in MONTHS)])
