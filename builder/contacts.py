"""Addresses and telephone numbers of embassies, as the text prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .entity import Resolution
from .fact import Fact
from .mention import Mention
from .sentence import Sentence

_TELEPHONE = re.compile(
    r"\b(?:tel|telephone|phone)\b\.?:?\s*(?:no\.?:?\s*)?(\+?\(?\d[\d\s().\-–/]{5,}\d)", re.IGNORECASE
)
_AT = re.compile(r"\b(?:at|address:)\s+(?=[\dA-Z])")
_SMALL = {"of", "de", "del", "da", "do", "la", "el", "the", "and", "und", "rue", "calle", "no"}
_WORD = re.compile(r"[^\s,]+|,")


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a thing is found or called. `start` and `end` are code-point offsets of the value in the text."""

    entity: str  #: key of the entity
    name: str  #: local name in schema.org: "address" or "telephone"
    value: str
    sentence: int
    start: int
    end: int


def contacts(sentence: Sentence, text: str, mentions: Sequence[Mention], resolution: Resolution) -> tuple[Contact, ...]:
    """Address and telephone of the one embassy that the sentence speaks of; `text` is the document's."""
    found = [m for m in mentions if m.cls == "Embassy" and not m.plural]
    reference = resolution.of(sentence.index, found[0].head) if len(found) == 1 else None
    if reference is None or len(reference.entities) != 1:
        return ()
    return tuple(_contacts(sentence, text, reference.entities[0]))


def seats(
    found: Sequence[Contact], mentions: Sequence[Mention], said: Sequence[Fact], resolution: Resolution
) -> list[Fact]:
    """Whose embassy stands in a country has it in the city of its address too."""
    address = next((c for c in found if c.name == "address"), None)
    embassy = next((f for f in said if f.predicate == ("hasEmbassyIn",)), None)
    if address is None or embassy is None:
        return []
    cities = [m for m in mentions if m.cls == "Place" and m.canonical and address.start <= m.start and not m.inner]
    for city in reversed([m for m in cities if m.end <= address.end]):
        reference = resolution.of(city.sentence, city.head)
        if reference is not None and reference.entities[0] != embassy.object:
            return [replace(embassy, object=reference.entities[0], object_mention=city)]
    return []


def outside(found: Sequence[Contact], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions without those inside an address or number, its city aside."""
    if not found:
        return tuple(mentions)
    return tuple(
        m for m in mentions if (m.cls == "Place" and m.canonical) or not any(c.start <= m.start < c.end for c in found)
    )


def _contacts(sentence: Sentence, text: str, embassy: str) -> Iterator[Contact]:
    """Address after "at", telephone after "tel."."""
    said = text[sentence.start : sentence.end]
    for found in _AT.finditer(said):
        end = _address_end(said, found.end())
        value = said[found.end() : end]
        if end > found.end() and "," in value and any(c.isdigit() for c in value):
            yield _contact(sentence, embassy, "address", value, found.end(), end)
            break
    for found in _TELEPHONE.finditer(said):
        yield _contact(sentence, embassy, "telephone", found.group(1), *found.span(1))
        break


def _contact(sentence: Sentence, embassy: str, name: str, value: str, start: int, end: int) -> Contact:
    return Contact(embassy, name, " ".join(value.split()), sentence.index, sentence.start + start, sentence.start + end)


def _address_end(said: str, start: int) -> int:
    """End of the run of capitalised words, figures and commas that starts there."""
    end = start
    for word in _WORD.finditer(said, start):
        bare = word.group().strip(".")
        name = bare[:1].isupper() or any(c.isdigit() for c in bare) or bare in (",", "#", "-", "–", "&")
        if not (name or bare.lower() in _SMALL) or said[word.start() : word.start() + 1] in "(;":
            break
        if name and bare != ",":
            end = word.end()
        if word.group().endswith((";", ")")):
            end = word.end() - 1
            break
    closes = said[end - 1 : end] == "." and (end == len(said) or not said[end:].strip())
    return end - 1 if closes else end
