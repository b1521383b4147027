"""Short texts read, and what was read written as lines that a table of a test can hold."""

from __future__ import annotations

from factgraph.builder.document import Block, Document
from factgraph.builder.fact import Fact
from factgraph.builder.pipeline import Reading, Tools, read_document


def note(text: str, source: str = "note.txt") -> Document:
    """A text of one paragraph."""
    return Document(text, source, (Block("paragraph", 0, len(text)),))


def reading_of(text: str, tools: Tools) -> Reading:
    """What a text of one paragraph says."""
    return read_document(note(text), tools)


def line(reading: Reading, fact: Fact) -> str:
    """A fact by labels: "Mexico | memberOf | NATO"; qualifiers and a status other than Asserted follow."""
    entities = reading.resolution.entities
    target = entities[fact.object].label if fact.object else repr(fact.literal)
    parts = [entities[fact.subject].label, " ".join(fact.predicate), target]
    for each in sorted(fact.qualifiers, key=lambda q: q.name):
        value = entities[each.value].label if each.kind == "entity" else each.value
        parts.append(f"{each.name}={value}")
    if fact.status != "Asserted":
        parts.append(fact.status)
    return " | ".join(parts)


def relations(text: str, tools: Tools) -> set[str]:
    """All that the text states under relations of the vocabulary."""
    reading = reading_of(text, tools)
    return {line(reading, f) for f in reading.facts if not f.open}


def opened(text: str, tools: Tools) -> set[str]:
    """All that the text states under open predicates."""
    reading = reading_of(text, tools)
    return {line(reading, f) for f in reading.facts if f.open}
