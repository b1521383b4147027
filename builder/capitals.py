"""Tokens that are written as names are."""

from __future__ import annotations

from .sentence import Token

_NEVER = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT"})


def capital(token: Token) -> bool:
    """Is the token written as names are?"""
    first = token.text[:1]
    if first.islower() or token.pos in _NEVER:
        return False
    return first.isupper() or token.tag in ("NNP", "NNPS")
