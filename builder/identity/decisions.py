"""What a person decided about names: a Turtle file that every later build applies, whatever the rules say.

    :1 a fg:SameThing ; fg:name "A. Berg", "Anna Berg" ; fg:preferred "Anna Berg" .
    :2 a fg:DifferentThings ; fg:name "Ole Lund" ; fg:document "mayor.txt", "singer.txt" .
    :3 a fg:DifferentThings ; fg:name "Zorble Fund", "Zorble Trust Fund" .
    :4 a fg:Rename ; fg:from "Anna Berg" ; fg:to "Anna Berg-Lund" .

A name is the label of an entity, in its document or in the graph. `fg:document` is a file name, the IRI of a document
or its SHA-256, and bounds the decision to those documents. `fg:` is the prefix of graphs, `:` any of your own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import IdentityError
from ..iris import DECISIONS, FG

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = {
    "SameThing": ({"name"}, {"document", "preferred"}),
    "DifferentThings": ({"name"}, {"document"}),
    "Rename": ({"from", "to"}, {"document"}),
}


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision."""

    kind: str  #: "SameThing", "DifferentThings" or "Rename"
    names: tuple[str, ...]  #: sorted; of a rename the old name
    to: str = ""  #: what the thing is called: of a rename, and of the same thing where told
    documents: tuple[str, ...] = ()  #: that it is bound to, sorted; empty for all

    def about(self, document: str, source: str) -> bool:
        """Does it hold in the document with this SHA-256 and file name?"""
        return not self.documents or any(_is(document, source, told) for told in self.documents)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, sorted."""

    rows: tuple[Decision, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name that a decision is about."""
        return frozenset(name for row in self.rows for name in row.names)


NONE = Decisions()


def read_decisions(path: Path | str) -> Decisions:
    """The decisions of a Turtle file.

    Raises:
        IdentityError: the file cannot be read, is not Turtle, or says something that is no decision.
    """
    return parse_decisions(read_bytes(path), Path(path).name)


def read_bytes(path: Path | str) -> bytes:
    """A file of decisions as it is. Raises IdentityError."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise IdentityError(f"{Path(path).name}: {error.strerror}; give a Turtle file of decisions") from error


def parse_decisions(data: bytes, source: str) -> Decisions:
    """The decisions of Turtle bytes, `source` being the file name for messages. Raises IdentityError."""
    import pyoxigraph as ox

    rows: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=DECISIONS):
            at = f"{source}: {_short(str(getattr(quad.subject, 'value', '')))}"
            field, value = _value(at, quad.predicate.value, quad.object)
            rows.setdefault(at, {}).setdefault(field, []).append(value)
    except SyntaxError as error:
        raise IdentityError(f"{source}:{error.lineno}: not Turtle: {_line(str(error.msg))}") from error
    found = tuple(sorted(_decision(at, row) for at, row in rows.items()))
    _consistent(source, found)
    return Decisions(found)


def _value(at: str, predicate: str, thing: object) -> tuple[str, str]:
    import pyoxigraph as ox

    local = predicate.removeprefix(FG)
    if predicate == _TYPE and isinstance(thing, ox.NamedNode) and thing.value.removeprefix(FG) in _KINDS:
        return "kind", thing.value.removeprefix(FG)
    if predicate == _TYPE:
        raise IdentityError(f"{at} is {_line(str(thing))}; make it fg:SameThing, fg:DifferentThings or fg:Rename")
    if local == predicate or local not in ("name", "document", "from", "to", "preferred"):
        raise IdentityError(
            f"{at}: {_short(predicate)} is unknown; use fg:name, fg:document, fg:preferred, fg:from or fg:to"
        )
    if isinstance(thing, ox.NamedNode) and local == "document":
        return local, thing.value
    if not isinstance(thing, ox.Literal) or not thing.value.strip():
        raise IdentityError(f"{at}: fg:{local} takes a name in quotes, not {_line(str(thing)) or 'nothing'}")
    return local, " ".join(thing.value.split())


def _decision(at: str, row: dict[str, list[str]]) -> Decision:
    kinds = row.pop("kind", [])
    if len(kinds) != 1:
        raise IdentityError(f"{at} is {len(kinds)} kinds of decision; give it one type, such as fg:SameThing")
    needed, allowed = _KINDS[kinds[0]]
    for name in sorted(needed - row.keys()):
        raise IdentityError(f"{at}: fg:{kinds[0]} needs fg:{name}; add it")
    for name in sorted(row.keys() - needed - allowed):
        raise IdentityError(f"{at}: fg:{kinds[0]} takes no fg:{name}; take it out")
    for name in ("from", "to", "preferred"):
        if len(row.get(name, ())) > 1:
            raise IdentityError(f"{at} has {len(row[name])} values of fg:{name}; leave one")
    names = tuple(sorted({*row.get("name", ()), *row.get("from", ())}))
    documents = tuple(sorted(set(row.get("document", ()))))
    if kinds[0] != "Rename" and len(names) < 2 and len(documents) < 2:
        raise IdentityError(f"{at}: fg:{kinds[0]} needs two names, or one in two documents; add what is missing")
    return Decision(kinds[0], names, (*row.get("to", ()), *row.get("preferred", ()), "")[0], documents)


def _consistent(source: str, rows: Iterable[Decision]) -> None:
    """Refuse a pair that is both the same and different everywhere, and a name with two new names."""
    everywhere = [r for r in rows if not r.documents]
    apart = [set(r.names) for r in everywhere if r.kind == "DifferentThings"]
    for row in (r for r in everywhere if r.kind == "SameThing"):
        both = next((sorted(set(row.names) & other) for other in apart if len(set(row.names) & other) > 1), None)
        if both:
            raise IdentityError(f"{source}: {both[0]!r} and {both[1]!r} are both the same and different; keep one")
    new: dict[str, str] = {}
    for row in (r for r in everywhere if r.kind == "Rename"):
        if new.setdefault(row.names[0], row.to) != row.to:
            raise IdentityError(f"{source}: {row.names[0]!r} is renamed twice; keep one")


def _is(document: str, source: str, told: str) -> bool:
    tail = told.rstrip("/").rpartition("/")[2]
    return told == source or (len(tail) >= 20 and document.startswith(tail))


def _short(iri: str) -> str:
    return _line(
        "fg:" + iri.removeprefix(FG) if iri.startswith(FG) else "#" + iri.rpartition("#")[2] if "#" in iri else iri
    )


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:120]
