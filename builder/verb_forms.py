"""The third person of a verb, so that the label of an open predicate reads between its two ends: `is available on`."""

from __future__ import annotations

from collections.abc import Sequence

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = "aeiou"


def third_person(verb: str) -> str:
    """The third person singular, present tense, of a lemma: `carry` -> `carries`."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith(_HISSING):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in tuple(_VOWELS):
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def predicate_label(lemmas: Sequence[str], *, verbal: bool) -> str:
    """The words of an open predicate as a reader says them; only what is led by a verb (`verbal`) is inflected."""
    first, *rest = lemmas
    return " ".join([third_person(first) if verbal else first, *rest])
