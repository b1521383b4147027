"""Names of offices and persons in the form that tells which are the same."""

from __future__ import annotations

from functools import lru_cache

from .classes import WordClasses
from .gazetteer import Gazetteer

_SUFFIXES = ("jr", "sr", "ii", "iii", "iv", "jr.", "sr.")
_LINKS = ("of", "for", "to", "at", "in", "on")
_ARTICLED = (
    "united",
    "republic",
    "kingdom",
    "islands",
    "states",
    "emirates",
    "philippines",
    "netherlands",
    "bahamas",
    "gambia",
)


@lru_cache(maxsize=8192)
def state_office(name: str, gazetteer: Gazetteer, classes: WordClasses) -> str:
    """ "Ghanaian President", "Ghana President": "President of Ghana". Other names stay as they are.

    >>> from factgraph.builder.classes import load_classes
    >>> from factgraph.builder.gazetteer import load_gazetteer
    >>> state_office("U.S. President", load_gazetteer(), load_classes())
    'President of the United States'
    """
    words = name.split()
    if len(words) < 2:
        return name
    match = next((m for m in gazetteer.matches(words) if m.start == 0), None)
    if match is None or match.entry.kind != "Country" or match.end >= len(words):
        return name
    title = [w.lower() for w in words[match.end :]]
    if any(w in _LINKS for w in title):
        return name
    if not any(classes.has("StateOffice", " ".join(title[-size:])) for size in (1, 2)):
        return name
    country = match.entry.name
    articled = {w.lower() for w in country.split()} & set(_ARTICLED)
    return f"{' '.join(words[match.end :])} of {'the ' if articled else ''}{country}"


def unsuffixed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a personal name without "Jr." or a number: "Joseph Biden" of "Joseph Biden Jr."."""
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words
