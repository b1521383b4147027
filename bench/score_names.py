"""When two names are the same, and how alike two texts are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# dashes and apostrophes that folding to ASCII would lose, and so join the words on both sides
_BLANK = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2018\u2019\u02bc", " "))
_REMARK = re.compile(r"\(.*?\)")
_OTHER = re.compile(r"[^a-z0-9%$.\s]+")
_DETERMINER = re.compile(r"(?:the|an?|its|their|our|his|her)\s+")
_WORD = re.compile(r"[a-z0-9]{3,}")


@cache
def fold(name: str) -> str:
    """A name without case, accents, punctuation, remarks in parentheses and a determiner before it."""
    plain = unicodedata.normalize("NFKD", name.translate(_BLANK)).encode("ascii", "ignore").decode("ascii")
    bare = _OTHER.sub(" ", _REMARK.sub(" ", plain.casefold())).replace(".", "").strip()
    begin = _DETERMINER.match(bare)
    return " ".join(bare[begin.end() if begin else 0 :].split())


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def likeness(one: str, other: str) -> float:
    """F1 of the words of two texts, words of one or two letters aside: 0 to 1."""
    mine, yours = _words(one), _words(other)
    if not mine or not yours:
        return 0.0
    return 2 * len(mine & yours) / (len(mine) + len(yours))
