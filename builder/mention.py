"""The mention: a stretch of a sentence that stands for a thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name, noun phrase or pronoun. `first` and `last` are token indices, both inclusive."""

    sentence: int  #: index of the sentence
    head: int  #: index of the head token
    first: int
    last: int
    kind: MentionKind
    text: str  #: the phrase without article, white space collapsed
    cls: str | None = None  #: local name of its class, as far as words and gazetteer tell
    canonical: str | None = None  #: name of its gazetteer entry
    country: str | None = None  #: of a place or body in the gazetteer, the country it belongs to
    form: str = "name"  #: how the gazetteer entry is named: "name", "demonym" or "people"
    acronym: str | None = None  #: defined here in parentheses
    definite: bool = False  #: with "the", "this", "these", "both" or "all"
    number: int | None = None  #: "two" in "the two countries", "both" being 2
    ordinal: int | None = None  #: "first" in "the first pillar"
    plural: bool = False
    inner: bool = False  #: stands inside a longer name
    start: int = 0  #: code-point offset of the phrase
    end: int = 0
