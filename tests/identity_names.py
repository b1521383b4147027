"""Names of invented documents, for the tests of identity."""

from __future__ import annotations

import hashlib

from factgraph.builder.identity.identify import Identified, Identity
from factgraph.builder.identity.named import DocumentNames, Named
from factgraph.builder.iris import slug


def person(
    label: str, *offices: str, beside: tuple[str, ...] = (), aliases: tuple[str, ...] = (), key: str = ""
) -> Named:
    """A person as a document has it."""
    return Named(key or label, label, "Person", aliases, known=False, offices=offices, beside=(*offices, *beside))


def thing(
    label: str,
    cls: str | None = "Organization",
    *,
    owners: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    known: bool = False,
) -> Named:
    """Anything else as a document has it."""
    return Named(label, label, cls, aliases, known, (), beside, owners)


def document(source: str, *names: Named, publisher: str | None = None) -> DocumentNames:
    """A document with these names, and the offices of its persons."""
    held = {office for name in names for office in name.offices}
    offices = [thing(o, "Office") for o in sorted(held - {n.label for n in names})]
    return DocumentNames(sha(source), source, publisher, (*names, *offices))


def sha(source: str) -> str:
    """SHA-256 of the document of that name."""
    return hashlib.sha256(source.encode()).hexdigest()


def node(identity: Identity, source: str, label: str, key: str = "") -> tuple[str, str | None]:
    """What the IRI of an entity is made from: slug and home."""
    found = identity.of(sha(source), key or label)
    return (slug(found.name), found.home) if found else (slug(label), None)


def same(identity: Identity, *places: tuple[str, str]) -> bool:
    """Are the entities, by file name and label, one node?"""
    return len({node(identity, *place) for place in places}) == 1


def called(identity: Identity, source: str, label: str) -> str:
    """The name of an entity in the graph."""
    found = identity.of(sha(source), label)
    return found.name if isinstance(found, Identified) else label
