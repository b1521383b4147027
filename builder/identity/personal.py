"""Names of persons: first name, middle names and initials, surname, suffix; which of them may be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..classes import load_classes
from ..gazetteer import load_gazetteer
from ..numbers import words
from .folding import plain

_SUFFIX = {"junior": "jr", "senior": "sr"} | {w: w for w in words("jr sr ii iii iv v vi vii viii ix x xi xii xiv xvi")}
_DEGREES = frozenset(["phd", "md", "esq", "mp", "mep", "cbe", "obe", "kbe", "qc", "kc"])
_PARTICLES = frozenset(["al", "el", "ul", "ad", "as", "ash", "at", "az"])
_ARTICLE = re.compile(rf"\b(?:{'|'.join(sorted(_PARTICLES))})[-\u2010]")
#: Short forms of English first names; other short forms are left apart.
_SHORT = {
    "alexander": "alex", "andrew": "andy drew", "anthony": "tony", "antony": "tony", "benjamin": "ben benny",
    "catherine": "cathy kate", "charles": "charlie chuck", "christopher": "chris", "daniel": "dan danny",
    "david": "dave", "deborah": "debbie", "donald": "don", "edward": "ed ted", "elizabeth": "liz beth",
    "gregory": "greg", "jacob": "jake", "james": "jim jimmy", "jeffrey": "jeff", "jennifer": "jen jenny",
    "joseph": "joe", "joshua": "josh", "katherine": "kathy kate", "kenneth": "ken", "lawrence": "larry",
    "matthew": "matt", "michael": "mike", "nicholas": "nick", "patricia": "pat", "peter": "pete",
    "philip": "phil", "rebecca": "becky", "richard": "dick rick", "robert": "bob rob", "ronald": "ron",
    "samuel": "sam", "stephen": "steve", "steven": "steve", "susan": "sue", "theodore": "ted teddy",
    "thomas": "tom", "timothy": "tim", "victoria": "vicky", "vincent": "vince", "william": "bill will",
}  # fmt: skip
_LONG: dict[str, tuple[str, ...]] = {}
for _full, _forms in _SHORT.items():
    for _form in _forms.split():
        _LONG[_form] = (*_LONG.get(_form, ()), _full)


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name of a person, in lower case without accents and hyphens."""

    first: str  #: empty for a surname alone
    middle: tuple[str, ...]
    last: str
    suffix: str  #: "jr", "sr", "ii", or empty

    @property
    def full(self) -> bool:
        """Are first name and surname there?"""
        return bool(self.first)

    @property
    def initial(self) -> bool:
        """Is the first name only a letter?"""
        return len(self.first) == 1


@cache
def _no_names() -> frozenset[str]:
    """Words that are in no personal name: class nouns of more than persons, honorifics."""
    classes = load_classes()
    nouns = {w for w, cls in classes.nouns.items() if " " not in w and cls not in ("Person", "Commodity")}
    kept = {"king", "prince", "pope", "major", "dean", "judge", "bishop", "chief", "duke", "bay", "park", "lake",
        "page", "port", "law", "bill", "street", "fair", "christian", "gale", "church", "band", "ford", "head",
        "general", "justice", "forest", "coach", "road", "cape"}  # fmt: skip
    return frozenset(nouns - kept)


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(w.replace(".", "") for w in load_classes().lists.get("Honorific", ())) | {"sheikh", "shaykh"}


@lru_cache(maxsize=1 << 16)
def personal(name: str) -> PersonalName | None:
    """The parts of a personal name; None where it is no such name.

    >>> personal("Dr. Anna-Lena B. Berg, Jr.")
    PersonalName(first='annalena', middle=('b',), last='berg', suffix='jr')
    """
    name = _without_country(plain(name))
    name = re.sub("[-\u2010-\u2014]", "", _ARTICLE.sub("", name)).replace(",", " ")
    parts = [w.replace(".", "").replace("'", "") for w in name.split()]
    parts = [w for w in parts if w]
    suffix = ""
    while parts and (parts[0] in _honorifics()):
        parts = parts[1:]
    while len(parts) > 1 and (parts[-1] in _SUFFIX or parts[-1] in _DEGREES):
        suffix = _SUFFIX.get(parts[-1], suffix)
        parts = parts[:-1]
    parts = [w for n, w in enumerate(parts) if w not in _PARTICLES or (n == 0 and len(parts) == 1)]
    if not parts or len(parts) > 6 or any(not w.isalpha() or w in _no_names() for w in parts):
        return None
    if len(parts) == 1:
        return PersonalName("", (), parts[0], suffix) if len(parts[0]) > 1 else None
    return PersonalName(parts[0], tuple(parts[1:-1]), parts[-1], suffix)


def _without_country(name: str) -> str:
    """ "Haakon VII of Norway": without the country."""
    before, link, after = name.rpartition(" of ")
    entry = load_gazetteer().named(after.title()) if link else None
    return before if entry is not None and entry.kind == "Country" else name


def firsts(first: str) -> tuple[str, ...]:
    """The first names that this one may stand for, its own form included."""
    return (first, *_LONG.get(first, ()))


def same_first(one: str, other: str) -> bool:
    """Equal, or one short for the other."""
    return bool(set(firsts(one)) & set(firsts(other)))


def conflict(one: PersonalName, other: PersonalName) -> bool:
    """Do two names with the same surname tell two persons apart: other first names, initials, numbers?"""
    if one.suffix != other.suffix and one.suffix and other.suffix:
        return True
    if not one.first or not other.first:
        return False
    if not same_first(one.first, other.first) and not (
        (one.initial or other.initial) and one.first[0] == other.first[0]
    ):
        return True
    return any(not _agree(a, b) for a, b in zip(one.middle, other.middle, strict=False)) and not _part(
        one.middle, other.middle
    )


def _agree(one: str, other: str) -> bool:
    return one == other or ((len(one) == 1 or len(other) == 1) and one[0] == other[0])


def _part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Are all middle names of the shorter among those of the longer?"""
    short, long = sorted((one, other), key=len)
    return all(any(_agree(a, b) for b in long) for a in short)
