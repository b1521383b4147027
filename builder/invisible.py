"""Characters of a text that no reader sees: marks of direction, soft hyphens, joiners of words, byte order marks."""

from __future__ import annotations

#: soft hyphen, zero width space, marks and embeddings and isolates of direction, word joiner, byte order mark
INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_MARKS = frozenset(map(chr, INVISIBLE))
_AFTER = " \t:;,"  #: punctuation that stands after a name, never in its end


def bare(name: str) -> str:
    """The name without invisible characters and the punctuation after it.

    >>> bare("Ann\u00ada Berg:\u200e")
    'Anna Berg'
    """
    if not name.isascii() and not _MARKS.isdisjoint(name):
        name = name.translate(INVISIBLE)
    return name.rstrip(_AFTER)
