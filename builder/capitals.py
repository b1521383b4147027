"""Tokens that are written as names are."""

from __future__ import annotations

from .sentence import Token


def capital(token: Token) -> bool:
    """Is the token written as names are?"""
    if token.pos in ("ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT"):
        return False
    return token.text[:1].isupper() or (token.tag in ("NNP", "NNPS") and not token.text[:1].islower())
