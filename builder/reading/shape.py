"""What a short stretch of text looks like: a sentence, a heading, a link title, a list entry. No grammar, only form."""

from __future__ import annotations

import re

from .wordset import word_set

WORD = re.compile(r"[^\W_]+(?:[.'’&/\-‑][^\W_]+)*")

#: Words a title leaves in lower case.
SMALL_WORDS = word_set(
    """
    a an and as at but by for from in into nor of off on onto or out over per so than that the to toward towards up
    upon via vs v with within without about across after against along among amid around before behind below between
    beyond during down near since through throughout under until while if is are be its it his her their our your
    not de la del di da der van von den du des le el al en y et und
    """
)
#: Words after which a sentence always goes on.
_OPEN_WORDS = word_set(
    """
    a an and as at but by for from in into nor of or than that the to toward towards upon via with within without
    about across against among amid between during through under its his her their our your my is are was were be
    been has have had will would shall should can could may might must not which who whose where when while because
    if this these those such both each every any some no most more less
    """
)
_VERBS = word_set(
    """
    is are was were be been being am has have had do does did will would can could may might shall should must isn't
    aren't wasn't weren't hasn't haven't doesn't don't didn't won't can't says said say told went came made gave
    took became become becomes remains remain includes contains began begins held met won lost led built grew rose
    fell sent sold bought brought thought knew saw set wrote spoke left kept found seeks sought stands stood shares
    share belongs exports imports maintains provides aims works serves hosts leads plays makes takes gives goes
    comes lies I'm it's that's there's we're they're
    """
)
_CLOSERS = "\"'”’»)]*_"
_ABBREVIATION = re.compile(
    r"(?:\b(?:[^\W\d_]\.){1,4}|\b(?i:Inc|Ltd|Co|Corp|Cos|Bros|Jr|Sr|St|Dr|Mr|Ms|No|Nos|vs|etc|Dept)\.)$"
)
URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PAIR = re.compile(r"[^\W_][^:.!?]{0,45}:\s+\S")


def words(s: str) -> list[str]:
    """The words of `s`, without punctuation; "U.S.-Mexico" and "Mexico's" are one each."""
    return WORD.findall(s)


def ends_sentence(s: str) -> bool:
    """Whether `s` ends in a full stop, question or exclamation mark or an ellipsis, closing quotes aside."""
    return s.rstrip(_CLOSERS).endswith((".", "!", "?", "…", "。"))


def ends_abbreviation(s: str) -> bool:
    """Whether the final full stop may belong to an abbreviation ("Technologies, Inc.", "Washington, D.C.")."""
    return _ABBREVIATION.search(s) is not None


def goes_on(s: str) -> bool:
    """Whether a line cannot be the end of a sentence: it ends in a comma, a hyphen or a word like "of"."""
    if s.endswith((",", "-", "‐", "‑", "/", "&", "(")):
        return True
    last = words(s)[-1:]
    return bool(last) and last[0] in _OPEN_WORDS and s.endswith(last[0])


def is_upper(s: str) -> bool:
    """Whether all letters are capitals, and there are two at least."""
    return s.isupper() and sum(c.isalpha() for c in s) > 1


def is_title_case(s: str) -> bool:
    """Whether every word that a title capitalises begins with a capital or a digit."""
    found = words(s)
    if not found or found[0][0].islower():
        return False
    return all(_fits_title(w) for w in found) and any(w[0].isupper() for w in found)


def _fits_title(word: str) -> bool:
    if not word[0].islower() or word in SMALL_WORDS:
        return True
    return any(c.isupper() for c in word) or "." in word


def has_verb(s: str) -> bool:
    """Whether a word in lower case is an auxiliary, a common finite verb or ends in "-ed"; for short lines."""
    return any(
        w in _VERBS or (w.endswith("ed") and len(w) > 4 and w[0].islower() and "-" not in w and not w.endswith("eed"))
        for w in words(s.replace("’", "'"))
    )


def is_heading_like(s: str) -> bool:
    """Whether `s` has the form of a heading: short, open-ended, in title case or capitals, or without a verb."""
    count = len(words(s))
    if not 0 < count <= 16 or len(s) > 120 or is_url(s):
        return False
    if s[0].islower() or s.endswith((",", ";")) or (ends_sentence(s) and not ends_abbreviation(s)):
        return s.endswith("?") and s[0].isupper() and is_title_case(s)
    if is_upper(s) or is_title_case(s):
        return True
    if s.endswith(":") and count > 3:
        return False
    return count <= 10 and not has_verb(s) and ". " not in s and not goes_on(s)


def is_url(s: str) -> bool:
    """Whether `s` is nothing but addresses: URLs or e-mail addresses."""
    return bool(s) and URL.search(s) is not None and not words(URL.sub(" ", s))


def is_pair(s: str) -> bool:
    """Whether `s` is a label, a colon and a short value ("Capital: Tallinn")."""
    return len(s) <= 160 and _PAIR.match(s) is not None and not URL.match(s)
