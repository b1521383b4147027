"""Sets of words written as one string."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string set apart by white space."""
    return frozenset(words.split())
