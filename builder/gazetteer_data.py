"""Reads the gazetteer's Turtle into entries, and says what is wrong with a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files

import pyoxigraph as ox

from .errors import LexiconError
from .iris import FG, GAZ

_PACKAGE = f"{__package__.rpartition('.')[0]}.ontology.gazetteer"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"

#: Likelier first: where entries share an ambiguous name, the earlier file, then the earlier row, stands first.
FILES = ("countries.ttl", "organizations.ttl", "agreements.ttl", "capitals.ttl", "places.ttl", "bodies.ttl")
KINDS = frozenset(
    {
        "Agreement",
        "Country",
        "Dialogue",
        "Event",
        "GovernmentBody",
        "Initiative",
        "InternationalOrganization",
        "Organization",
        "Place",
    }
)
_LITERALS = {
    _LABEL: "label",
    _ALIAS: "aliases",
    FG + "isoCode": "iso",
    GAZ + "demonym": "demonyms",
    GAZ + "people": "people",
    GAZ + "seat": "seats",
    GAZ + "ambiguousName": "ambiguous",
    GAZ + "commonWord": "words",
}
_LINKS = {_TYPE: "kind", GAZ + "country": "country", GAZ + "capital": "capitals"}
_KNOWN = "a, rdfs:label, skos:altLabel, fg:isoCode, gaz:{demonym,people,seat,ambiguousName,commonWord,country,capital}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the world with its names, none of them with an article."""

    name: str  #: canonical
    kind: str  #: local name of the most specific class: "Country"
    aliases: tuple[str, ...] = ()  #: other names: short and long forms, acronyms
    demonyms: tuple[str, ...] = ()  #: adjectives: "Mexican"
    people: tuple[str, ...] = ()  #: plural nouns: "Mexicans"
    iso: str | None = None  #: ISO 3166-1 alpha-2; XK for Kosovo
    country: str | None = None  #: canonical name of the country it lies in or belongs to
    ambiguous_names: tuple[str, ...] = ()  #: those of its forms that may mean something else: "ICC"
    common_words: tuple[str, ...] = ()  #: acronyms that are words once capitals say nothing: "US"
    capitals: tuple[str, ...] = ()  #: names of a country's capital or capitals
    seats: tuple[str, ...] = ()  #: seats of government that stand for it: "Kremlin"

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the aliases."""
        return (self.name, *self.aliases)

    @property
    def ambiguous(self) -> bool:
        """Whether any form of the entry may mean something else."""
        return bool(self.ambiguous_names)


@dataclass(slots=True)
class _Row:
    """What the data says of one resource: values by field, in the order of the file."""

    place: str  #: "countries.ttl: gaz:MX", for messages
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return tuple(self.values.get(name, ()))

    def one(self, name: str) -> str | None:
        """The value of a field that has one at most."""
        found = self.values.get(name, [])
        if len(found) > 1:
            raise LexiconError(f"{self.place} has {len(found)} values for {name}, {', '.join(found)}; leave one")
        return found[0] if found else None


def load_entries() -> tuple[Entry, ...]:
    """Return the entries of the package's gazetteer, likelier first.

    Raises:
        LexiconError: a file is missing or a row mistaken.
    """
    folder = files(_PACKAGE)
    try:
        return read_entries((name, folder.joinpath(name).read_text(encoding="utf-8")) for name in FILES)
    except OSError as error:
        raise LexiconError(f"gazetteer: {error.strerror}: {_filename(error)}; install factgraph again") from error


def read_entries(sources: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """Return the entries of Turtle texts, given as (file name, text), in their order.

    Raises:
        LexiconError: a text is not Turtle, or a row has an unknown class or predicate, lacks a label, or contradicts
            another row.
    """
    rows: dict[str, _Row] = {}
    for source, text in sources:
        _read(source, text, rows)
    return tuple(_entry(row, rows) for row in rows.values())


def _filename(error: OSError) -> str:
    """The last part of the path an error is about."""
    return str(error.filename).replace("\\", "/").rpartition("/")[2]


def _read(source: str, text: str, rows: dict[str, _Row]) -> None:
    """Add the rows of one Turtle text."""
    earlier = set(rows)
    try:
        for quad in ox.parse(text.encode("utf-8"), format=ox.RdfFormat.TURTLE):
            subject = getattr(quad.subject, "value", "")
            place = f"{source}: {_short(subject)}"
            if not isinstance(quad.subject, ox.NamedNode) or not subject.startswith(GAZ):
                raise LexiconError(f"{place} is no resource of the gazetteer; name it gaz:...")
            if subject in earlier:
                raise LexiconError(f"{place} stands in {rows[subject].place.partition(':')[0]} too; rename one of them")
            row = rows.get(subject) or rows.setdefault(subject, _Row(place))
            name, value = _value(place, quad.predicate.value, quad.object)
            row.values.setdefault(name, []).append(value)
    except SyntaxError as error:
        raise LexiconError(f"{source}:{error.lineno}: not Turtle: {error.msg}") from error


def _value(place: str, predicate: str, thing: object) -> tuple[str, str]:
    """Return the field that a predicate fills, and the value."""
    if predicate in _LITERALS and isinstance(thing, ox.Literal):
        if thing.language != "en" and predicate != FG + "isoCode":
            raise LexiconError(f"{place}: {thing.value!r} is not marked as English; write @en after it")
        return _LITERALS[predicate], _checked(place, thing.value)
    if predicate in _LINKS and isinstance(thing, ox.NamedNode):
        return _LINKS[predicate], thing.value
    if predicate in _LITERALS or predicate in _LINKS:
        wanted = "a literal" if predicate in _LITERALS else "an IRI"
        raise LexiconError(f"{place}: {_short(predicate)} takes {wanted}, not {thing}")
    raise LexiconError(f"{place}: unknown predicate {_short(predicate)}; known are {_KNOWN}")


def _checked(place: str, name: str) -> str:
    """Return a name that has something to match and no article."""
    if not any(c.isalnum() for c in name) or name != " ".join(name.split()):
        raise LexiconError(f"{place}: {name!r} is empty or oddly spaced; mend it")
    if name.lower().startswith("the "):
        raise LexiconError(f"{place}: {name!r} begins with an article; write the name without it")
    return name


def _entry(row: _Row, rows: dict[str, _Row]) -> Entry:
    """Return the entry of a row, with its links followed."""
    label, iri, iso = row.one("label"), row.one("kind") or "", row.one("iso")
    kind = iri.removeprefix(FG)
    if label is None:
        raise LexiconError(f"{row.place} has no rdfs:label; give it one")
    if kind not in KINDS or kind == iri:
        raise LexiconError(f"{row.place}: unknown class {_short(iri) or 'none'}; use one of {', '.join(sorted(KINDS))}")
    if iso is not None and not re.fullmatch("[A-Z]{2}", iso):
        raise LexiconError(f"{row.place}: {iso!r} is no ISO 3166-1 alpha-2 code; write two capitals")
    country = row.one("country")
    entry = Entry(
        name=label,
        kind=kind,
        aliases=row.all("aliases"),
        demonyms=row.all("demonyms"),
        people=row.all("people"),
        iso=iso,
        country=_linked(row, country, rows).one("label") if country else None,
        ambiguous_names=row.all("ambiguous"),
        common_words=row.all("words"),
        capitals=tuple(name for iri in row.all("capitals") for name in _names(_linked(row, iri, rows))),
        seats=row.all("seats"),
    )
    strange = {*entry.ambiguous_names, *entry.common_words} - {*entry.names, *entry.demonyms, *entry.people}
    if strange:
        raise LexiconError(f"{row.place}: {min(strange)!r} is marked but is none of its names; add or unmark it")
    return entry


def _linked(row: _Row, iri: str, rows: dict[str, _Row]) -> _Row:
    """Return the row that another row points to."""
    if iri not in rows:
        raise LexiconError(f"{row.place} points to {_short(iri)}, which is in no file of the gazetteer; add or mend it")
    return rows[iri]


def _names(row: _Row) -> tuple[str, ...]:
    """Label and aliases of a row."""
    return row.all("label") + row.all("aliases")


def _short(iri: str) -> str:
    """Return an IRI with its prefix, for messages."""
    for prefix, start in (("fg:", FG), ("gaz:", GAZ)):
        if iri.startswith(start):
            return prefix + iri[len(start) :]
    return iri
