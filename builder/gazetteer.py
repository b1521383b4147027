"""The gazetteer: names of countries, organizations, agreements, places and government bodies, found in tokens.

The data is Turtle in `ontology/gazetteer`. Names are compared in a normal form that does not depend on full stops
("U.S." is "US"), hyphens and how a tokenizer splits them ("G-20" is "G20"), accents, curly quotes and "&"; it does
depend on capitals. The article is never part of a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from .errors import LexiconError
from .gazetteer_data import Entry, load_entries
from .invisible import INVISIBLE

__all__ = ["Entry", "Form", "Gazetteer", "Match", "load_gazetteer", "normal_form"]

Form = Literal["name", "demonym", "people"]

_HYPHENS = "-\u2010\u2011\u2012\u2013"
_CHANGES = str.maketrans(
    {"&": " and ", ".": None, **INVISIBLE, "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"}
    | dict.fromkeys(_HYPHENS)
)
_SPACED_MARK = re.compile(r"\s*([^\w\s])\s*")
_PREFIX = 4  #: characters that tell whether a longer form may begin somewhere; shorter forms are looked for anywhere


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of tokens that names an entry, or says its demonym."""

    entry: Entry
    start: int  #: index of the first token
    end: int  #: index after the last token
    form: Form  #: a form that is both ("Dutch") is the first of name, demonym, people
    ambiguous: bool = False  #: this form may mean something else: believe it only with the context's support
    others: tuple[Entry, ...] = ()  #: entries that bear the form as well, likelier first


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a form means."""

    entry: Entry
    form: Form
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """Senses by normal form, and the length of the longest normal form by the characters that it begins with."""

    senses: dict[str, tuple[_Sense, ...]]
    reach: dict[str, int]


@dataclass(slots=True)
class _Line:
    """Tokens in normal form, joined, with the offsets at which those that have one begin and end."""

    text: str
    tokens: list[int]
    starts: list[int]
    ends: list[int]


@lru_cache(maxsize=16384)
def normal_form(text: str) -> str:
    """Return `text` as names are compared: without full stops, hyphens, accents and spare spaces, capitals kept."""
    if text.isascii() and text.isalnum():
        return text
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACED_MARK.sub(r"\1", " ".join(text.translate(_CHANGES).split()))


class Gazetteer:
    """Entries, found by name in token sequences. An entry stands before others that share an ambiguous name with it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Index `entries`.

        Raises:
            LexiconError: two entries share a form and do not both say that it is ambiguous.
        """
        self.entries = tuple(entries)
        self._plain = _index(self.entries)
        self._capitals = _capitals(self._plain, self.entries)
        self._metonyms = _metonyms(self.entries)
        indexes = (self._plain, self._capitals)
        self._prefixes = frozenset(prefix for index in indexes for prefix in index.reach)
        self._shorts = frozenset(key[:2] for index in indexes for key in index.senses if len(key) < _PREFIX)
        self._lately = lru_cache(maxsize=256)(self._matches)  # stage after stage asks for the same sentence

    def matches(self, words: Sequence[str]) -> tuple[Match, ...]:
        """Return the longest matches in token texts, left to right, without overlaps.

        Capitals count. A sequence all in capitals (a heading), or a name of several tokens in capitals, is matched
        without regard to them, save for acronyms that would then be words ("US", "WHO").
        """
        return self._lately(tuple(words))

    def _matches(self, words: tuple[str, ...]) -> tuple[Match, ...]:
        line = _line(words)
        text = line.text
        shouting = text.isupper() and sum(any(c.isalpha() for c in w) for w in words) > 1
        found: list[Match] = []
        after = 0
        for n, (token, at) in enumerate(zip(line.tokens, line.starts, strict=True)):
            if token < after or not (text[at : at + _PREFIX] in self._prefixes or text[at : at + 2] in self._shorts):
                continue
            match = self._match_at(line, n, shouting)
            if match is not None and not _other_acronym(words[match.start : match.end], match.entry):
                found.append(match)
                after = match.end
        return tuple(found)

    def named(self, name: str) -> Entry | None:
        """Return the entry with this name, without article; where several share it, the likeliest."""
        for sense in self._plain.senses.get(normal_form(name), ()):
            if sense.form == "name":
                return sense.entry
        return None

    def demonym(self, word: str) -> Entry | None:
        """Return the entry with this demonym: adjective ("Dutch") or plural noun ("Mexicans")."""
        return next((s.entry for s in self._plain.senses.get(normal_form(word), ()) if s.form != "name"), None)

    def metonym(self, name: str) -> Entry | None:
        """Return the country whose capital or seat of government has this name ("Kyiv", "Kremlin")."""
        return self._metonyms.get(normal_form(name))

    def _match_at(self, line: _Line, n: int, shouting: bool) -> Match | None:
        """Return the longest match that begins with the `n`th token of the line."""
        plain, end = ("", 0) if shouting else _longest(self._plain, line, n)
        loud, loud_end = _longest(self._capitals, line, n)
        token = line.tokens[n]
        if len(loud) > len(plain) and (shouting or loud_end - token > 1):
            return _as_match(self._capitals.senses[loud], token, loud_end)
        return _as_match(self._plain.senses[plain], token, end) if plain else None


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer of the package.

    Raises:
        LexiconError: its data is missing or mistaken.
    """
    return Gazetteer(load_entries())


def _longest(index: _Index, line: _Line, n: int) -> tuple[str, int]:
    """Return the longest normal form from the `n`th token to the end of one, or nothing, and the index after it."""
    at, text, ends = line.starts[n], line.text, line.ends
    reach = at + index.reach.get(text[at : at + _PREFIX], _PREFIX - 1)
    found = "", 0
    while n < len(ends) and ends[n] <= reach:
        form = text[at : ends[n]]
        if form in index.senses:
            found = form, line.tokens[n] + 1
        n += 1
    return found


def _as_match(senses: tuple[_Sense, ...], start: int, end: int) -> Match:
    """Return the likeliest sense as a match."""
    first, *others = senses
    return Match(first.entry, start, end, first.form, first.ambiguous, tuple(s.entry for s in others))


def _other_acronym(words: Sequence[str], entry: Entry) -> bool:
    """ "ACT-A" is not "ACTA": is it an acronym but for a hyphen between letters?"""
    written = "".join(words)
    if "-" not in written or not written.isupper() or written in entry.names:
        return False
    return written.replace("-", "") in entry.names and written.replace("-", "").isalpha()


@lru_cache(maxsize=16384)
def _piece(word: str) -> tuple[str, bool, bool, bool]:
    """A token's normal form; may a space stand before it, and after it; is it, or does it end with, a hyphen?"""
    piece = normal_form(word)
    hyphens = word[:1] in _HYPHENS, word[-1:] in _HYPHENS
    return piece, piece[:1].isalnum() and not hyphens[0], piece[-1:].isalnum(), hyphens[1] or (not piece and hyphens[0])


def _line(words: Sequence[str]) -> _Line:
    """Join tokens: a space between words, none at punctuation, nothing at all for a hyphen."""
    parts: list[str] = []
    tokens: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    at, joined = 0, True
    for i, word in enumerate(words):
        piece, spaced, apart, hyphen = _piece(word)
        if piece:
            if spaced and not joined:
                parts.append(" ")
                at += 1
            parts.append(piece)
            tokens.append(i)
            starts.append(at)
            at += len(piece)
            ends.append(at)
            joined = hyphen or not apart
        joined = joined or hyphen
    return _Line("".join(parts), tokens, starts, ends)


def _spellings(name: str) -> Iterator[str]:
    """Normal forms of a name: as it is, and with its hyphens as spaces."""
    yield normal_form(name)
    if "-" in name:
        yield normal_form(name.replace("-", " "))


def _forms(entry: Entry) -> dict[str, Form]:
    """Return what an entry is called, each with its form."""
    forms: dict[str, Form] = dict.fromkeys(entry.people, "people")
    forms.update(dict.fromkeys(entry.demonyms, "demonym"))
    forms.update(dict.fromkeys(entry.names, "name"))
    return forms


def _index(entries: tuple[Entry, ...]) -> _Index:
    """Return the index of all forms as they are written."""
    senses: dict[str, list[_Sense]] = {}
    for entry in entries:
        for name, form in _forms(entry).items():
            for key in _spellings(name):
                _add(senses.setdefault(key, []), _Sense(entry, form, name in entry.ambiguous_names), name)
    return _sorted_index({key: tuple(group) for key, group in senses.items()})


def _add(group: list[_Sense], sense: _Sense, name: str) -> None:
    """Add a sense to those of the same normal form, unless its entry is there."""
    for other in group:
        if other.entry is sense.entry:
            return
        if not (other.ambiguous and sense.ambiguous):
            raise LexiconError(
                f"gazetteer: {name!r} belongs to both {other.entry.name!r} and {sense.entry.name!r}; "
                "mark it as gaz:ambiguousName of both, or take it from one"
            )
    group.append(sense)


def _capitals(plain: _Index, entries: tuple[Entry, ...]) -> _Index:
    """Return the index of all forms in capitals, less those that capitals make a common word."""
    words = {normal_form(word).upper() for entry in entries for word in entry.common_words}
    groups: dict[str, list[_Sense]] = {}
    for key, senses in plain.senses.items():
        if (upper := key.upper()) not in words:
            group = groups.setdefault(upper, [])
            group.extend(sense for sense in senses if all(sense.entry is not other.entry for other in group))
    return _sorted_index({key: _doubted(tuple(group)) for key, group in groups.items()})


def _doubted(senses: tuple[_Sense, ...]) -> tuple[_Sense, ...]:
    """Return senses as ambiguous where there are several."""
    return senses if len(senses) == 1 else tuple(replace(sense, ambiguous=True) for sense in senses)


def _sorted_index(senses: dict[str, tuple[_Sense, ...]]) -> _Index:
    """Return an index with its reach."""
    reach: dict[str, int] = {}
    for key in senses:
        if len(key) < 2:
            raise LexiconError(f"gazetteer: {senses[key][0].entry.name!r} has a name of one letter, {key!r}; drop it")
        reach[key[:_PREFIX]] = max(len(key), reach.get(key[:_PREFIX], 0))
    return _Index(senses, reach)


def _metonyms(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    """Return countries by the normal forms of their capitals and seats."""
    found: dict[str, Entry] = {}
    for entry in entries:
        for name in (*entry.capitals, *entry.seats):
            found.setdefault(normal_form(name), entry)
    return found
