"""Which class a noun names, and the closed classes of words that the stages ask for: all of it lexicon data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from .errors import LexiconError
from .iris import LEX

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class WordClasses:
    """Head nouns by class, and word lists by name. Equal only to itself, so that it may be part of a key."""

    nouns: dict[str, str]  #: phrase of lower-case lemmas -> class local name
    name_nouns: frozenset[str]  #: those that tell the class of names only
    lists: dict[str, frozenset[str]]  #: list name ("Quantifier", "Prospective.verb") -> words

    @cached_property
    def office_ends(self) -> frozenset[str]:
        """Last words of the phrases that name offices, those after a hyphen too."""
        offices = [phrase for phrase, cls in self.nouns.items() if cls == "Office"]
        return frozenset(end for phrase in offices for end in (phrase.split(" ")[-1], re.split("[ -]", phrase)[-1]))

    @cached_property
    def honorifics(self) -> frozenset[str]:
        """Forms of address."""
        return self.lists.get("Honorific", _NONE)

    @cached_property
    def _ends(self) -> frozenset[str]:
        """Last words of all phrases."""
        return frozenset(phrase.rpartition(" ")[2] for phrase in self.nouns)

    def of_phrase(self, words: Sequence[str], *, name: bool = True) -> str | None:
        """Class of a name or noun phrase, given lower-case words up to its head: the longest ending that is listed."""
        if not words:
            return None
        last = words[-1]
        if (last.rpartition(" ")[2] if " " in last else last) not in self._ends:
            return None
        for size in range(min(3, len(words)), 0, -1):
            phrase = " ".join(words[-size:])
            if phrase in self.nouns and (name or phrase not in self.name_nouns):
                return self.nouns[phrase]
        return None

    def has(self, name: str, word: str) -> bool:
        """Is the lower-case word in the list?"""
        return word in self.lists.get(name, _NONE)


@cache
def load_classes() -> WordClasses:
    """Read classes.ttl, actuality.ttl and generic.ttl. Raises LexiconError where a word stands under two classes."""
    import pyoxigraph as ox

    nouns: dict[str, str] = {}
    lists: dict[str, set[str]] = {}
    names: set[str] = set()
    for name in ("classes.ttl", "actuality.ttl", "generic.ttl"):
        data = files("factgraph.ontology.lexicon").joinpath(name).read_bytes()
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            subject, word = str(quad.subject.value), str(quad.object.value)
            local = subject.rpartition("#")[2]
            if subject.startswith(LEX):
                kind = quad.predicate.value.rpartition("#")[2]
                key = local if kind in ("headNoun", "word") else f"{local}.{kind}"
                lists.setdefault(key, set()).add(word)
                continue
            if quad.predicate.value.endswith("#nameNoun"):
                names.add(word)
            if nouns.setdefault(word, local) != local:
                raise LexiconError(f"{name}: {word!r} is a head noun of both fg:{nouns[word]} and fg:{local}; keep one")
    return WordClasses(nouns, frozenset(names), {k: frozenset(v) for k, v in lists.items()})
