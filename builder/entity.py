"""Entities, and how mentions refer to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .mention import Mention


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing the text speaks of."""

    key: str  #: unique in the document; the canonical name of a named thing
    label: str
    cls: str | None = None  #: local name of its most specific class
    aliases: tuple[str, ...] = ()  #: other names, sorted
    iso: str | None = None  #: ISO 3166-1 alpha-2
    named: bool = True  #: False for things known by a description only
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a mention stands for."""

    entities: tuple[str, ...]  #: keys; several for "the two countries"
    antecedents: tuple[Mention, ...] = ()  #: where it was resolved from, when not by its own words
    confidence: float = 1.0
    rule: str = "own words"  #: what decided it

    @property
    def antecedent(self) -> Mention | None:
        """The first antecedent, if any."""
        return self.antecedents[0] if self.antecedents else None


@dataclass(frozen=True)
class Resolution:
    """Entities of a document, and the reference of each mention that could be decided."""

    entities: Mapping[str, Entity]
    references: Mapping[tuple[int, int], Reference] = field(repr=False)  #: by (sentence, head token)
    mentions: Mapping[tuple[int, int], Mention] = field(repr=False)  #: by (sentence, head token)

    @cached_property
    def referring(self) -> Mapping[int, Sequence[tuple[int, Reference]]]:
        """For each sentence, the head tokens of its mentions with what they stand for."""
        out: dict[int, list[tuple[int, Reference]]] = {}
        for (sentence, head), reference in self.references.items():
            out.setdefault(sentence, []).append((head, reference))
        return out

    @cached_property
    def spoken(self) -> Mapping[int, Sequence[Mention]]:
        """The mentions of each sentence."""
        out: dict[int, list[Mention]] = {}
        for (sentence, _), mention in self.mentions.items():
            out.setdefault(sentence, []).append(mention)
        return out

    @cached_property
    def countries(self) -> frozenset[str]:
        """Keys of the countries that the text speaks of."""
        return frozenset(k for k, e in self.entities.items() if e.cls == "Country")

    def of(self, sentence: int, head: int) -> Reference | None:
        """Reference of the mention headed by that token, None where it is open."""
        return self.references.get((sentence, head))

    def cls(self, key: str) -> str | None:
        """Class of the entity."""
        return self.entities[key].cls
