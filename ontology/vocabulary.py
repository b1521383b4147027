"""The vocabulary that factgraph.ttl declares: classes, relations, and the other terms, read once and checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import NoReturn

import pyoxigraph as ox

from ..builder.errors import LexiconError

FILE = "factgraph.ttl"

_REQUIRED_PREFIXES = ("fg", "open", "rdf", "rdfs", "owl", "xsd", "skos", "prov", "dcterms", "schema", "oa", "void")


@dataclass(frozen=True, slots=True)
class Class:
    """A class of entities, or of evidence such as `Sentence`."""

    name: str  #: local name in the `fg:` namespace
    label: str
    definition: str
    parents: tuple[str, ...]  #: direct superclasses in the `fg:` namespace, as local names, sorted
    entity: bool  #: a thing in the world, typed so in graphs; false for `Measurement`, `Sentence`, `Status` and such


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that may be the predicate of a statement."""

    name: str  #: local name in the `fg:` namespace
    label: str
    definition: str
    symmetric: bool
    literal: bool  #: the object is typically a literal, and `objects` is empty
    subjects: tuple[str, ...]  #: typical classes of the subject, as local names; others are allowed
    objects: tuple[str, ...]  #: typical classes of the object, as local names; others are allowed
    qualifiers: tuple[str, ...]  #: local names of the qualifiers it commonly takes; others are allowed


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part of a sentence gave nothing."""

    name: str  #: local name in the `fg:` namespace
    label: str
    definition: str


@dataclass(frozen=True)
class Vocabulary:
    """Everything factgraph.ttl declares in its own namespace, by local name in alphabetical order."""

    ontology: str  #: IRI of the ontology
    namespace: str  #: what `fg:` stands for
    open_namespace: str  #: what open predicates start with
    prefixes: Mapping[str, str]  #: prefix to namespace, as the file declares them
    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]
    qualifiers: tuple[str, ...]  #: properties that are part of a statement's identity, times included
    properties: frozenset[str]  #: all other properties of the namespace, such as `status` and `value`
    statuses: tuple[str, ...]
    coverages: tuple[str, ...]
    reasons: Mapping[str, Reason]
    comparators: tuple[str, ...]  #: signs: = > >= < <= ~
    units: Mapping[str, str]  #: unit word to IRI of the QUDT unit

    @cached_property
    def entity_classes(self) -> tuple[str, ...]:
        """Local names of the classes that entities may have."""
        return tuple(name for name, each in self.classes.items() if each.entity)

    @cached_property
    def symmetric(self) -> frozenset[str]:
        """Local names of the symmetric relations."""
        return frozenset(name for name, each in self.relations.items() if each.symmetric)

    def superclasses(self, name: str) -> tuple[str, ...]:
        """Local names of all superclasses that an instance is typed with too, most specific first.

        `Entity`, which graphs leave out, is not among them. Raises LexiconError for an undeclared class.
        """
        found = self._superclasses.get(name)
        if found is None:
            _fail(FILE, f"no class fg:{name}", self.classes, name)
        return found

    @cached_property
    def _superclasses(self) -> Mapping[str, tuple[str, ...]]:
        out: dict[str, tuple[str, ...]] = {}
        for name in self.classes:
            found: dict[str, None] = {}
            level = self.classes[name].parents
            while level:
                found |= dict.fromkeys(level)
                level = tuple(parent for each in level for parent in self.classes[each].parents)
            out[name] = tuple(each for each in found if self.classes[each].entity)
        return out

    def types(self, name: str) -> tuple[str, ...]:
        """The class itself and `superclasses(name)`: what an instance is typed with."""
        return (name, *self.superclasses(name))

    def iri(self, curie: str) -> str:
        """The IRI of a prefixed name such as `"oa:exact"`. Raises LexiconError for an undeclared prefix."""
        prefix, _, local = curie.partition(":")
        if prefix not in self.prefixes:
            raise LexiconError(f"{FILE}: unknown prefix {prefix}: in {curie!r}; declare it with @prefix first")
        return self.prefixes[prefix] + local


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of the packaged factgraph.ttl. Raises LexiconError if the file is wrong."""
    return read_vocabulary(files("factgraph.ontology").joinpath(FILE).read_text(encoding="utf-8"), FILE)


def read_vocabulary(turtle: str, place: str) -> Vocabulary:
    """Read a vocabulary from Turtle text; `place` names the text in messages. Raises LexiconError if it is wrong."""
    return _Reader(turtle, place).read()


class _Reader:
    """The triples of one vocabulary file, indexed, with what is needed to say where a mistake is."""

    def __init__(self, turtle: str, place: str) -> None:
        self.turtle, self.place = turtle, place
        self.values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.of_type: dict[str, list[str]] = defaultdict(list)
        parser = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        try:
            quads = list(parser)
        except (SyntaxError, ValueError) as error:
            raise LexiconError(f"{place}: not Turtle: {error}; mend the file") from error
        self.prefixes = dict(sorted(parser.prefixes.items()))
        missing = [prefix for prefix in _REQUIRED_PREFIXES if prefix not in self.prefixes]
        if missing:
            raise LexiconError(f"{place}: no @prefix for {', '.join(missing)}; declare it")
        self.namespace = self.prefixes["fg"]
        for quad in quads:
            self._index(quad)

    def _index(self, quad: ox.Quad) -> None:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            raise LexiconError(f"{self.place}: blank node in {quad.predicate.value}; give every node an IRI")
        predicate = self._short(quad.predicate.value)
        said = value.value if isinstance(value, ox.Literal) else self._short(value.value)
        self.values[self._short(subject.value), predicate].append(said)
        if predicate == "rdf:type":
            self.of_type[said].append(self._short(subject.value))

    def _short(self, iri: str) -> str:
        for prefix in _REQUIRED_PREFIXES:
            namespace = self.prefixes[prefix]
            if iri.startswith(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def read(self) -> Vocabulary:
        """Put the vocabulary together, checking each term."""
        ontologies = self.of_type["owl:Ontology"]
        if len(ontologies) != 1:
            raise LexiconError(f"{self.place}: {len(ontologies)} nodes of type owl:Ontology; declare exactly one")
        names = self._own(self.of_type["owl:Class"])
        self.entities = {name for name in names if "Entity" in self._ancestors(name)}
        classes = {name: self._class(name) for name in names}
        relations = {name: self._relation(name, classes) for name in self._own(self.of_type["fg:Relation"])}
        qualifiers = self._own(self.of_type["fg:Qualifier"])
        every = self._own(self.of_type["owl:ObjectProperty"] + self.of_type["owl:DatatypeProperty"])
        for name in every:
            self._described(name)
        for relation in relations.values():
            self._known(relation.name, relation.qualifiers, qualifiers, "qualifier")
        return Vocabulary(
            ontology=ontologies[0],
            namespace=self.namespace,
            open_namespace=self._one("OpenPredicate", "void:uriSpace"),
            prefixes=MappingProxyType(self.prefixes),
            classes=MappingProxyType(classes),
            relations=MappingProxyType(relations),
            qualifiers=tuple(qualifiers),
            properties=frozenset(every) - relations.keys() - frozenset(qualifiers),
            statuses=tuple(self._own(self.of_type["fg:Status"])),
            coverages=tuple(self._own(self.of_type["fg:Coverage"])),
            reasons=MappingProxyType({n: Reason(n, *self._described(n)) for n in self._own(self.of_type["fg:Reason"])}),
            comparators=tuple(sorted(self._one(n, "skos:notation") for n in self._own(self.of_type["fg:Comparator"]))),
            units=MappingProxyType(dict(sorted(self._unit(n) for n in self._own(self.of_type["fg:Unit"])))),
        )

    def _own(self, terms: Iterable[str]) -> list[str]:
        return sorted({term[3:] for term in terms if term.startswith("fg:")})

    def _ancestors(self, name: str) -> set[str]:
        found: set[str] = set()
        level = {name}
        while level:
            level = {parent for each in level for parent in self._own(self.values[f"fg:{each}", "rdfs:subClassOf"])}
            if name in level:
                self._fail(name, "is its own superclass; break the circle")
            level -= found
            found |= level
        return found

    def _class(self, name: str) -> Class:
        label, definition = self._described(name)
        parents = self._own(self.values[f"fg:{name}", "rdfs:subClassOf"])
        self._known(name, parents, self._own(self.of_type["owl:Class"]), "class")
        return Class(name, label, definition, tuple(parents), name in self.entities)

    def _relation(self, name: str, classes: Mapping[str, Class]) -> Relation:
        label, definition = self._described(name)
        kinds = self.values[f"fg:{name}", "rdf:type"]
        literal = "owl:DatatypeProperty" in kinds
        if literal == ("owl:ObjectProperty" in kinds):
            self._fail(name, "must be an owl:ObjectProperty or an owl:DatatypeProperty, and not both")
        subjects = self._own(self.values[f"fg:{name}", "schema:domainIncludes"])
        objects = self._own(self.values[f"fg:{name}", "schema:rangeIncludes"])
        self._known(name, (*subjects, *objects), classes, "class")
        if not subjects or not (objects or literal):
            self._fail(name, "has no typical ends; add schema:domainIncludes and schema:rangeIncludes")
        symmetric = "owl:SymmetricProperty" in kinds
        qualifiers = self._own(self.values[f"fg:{name}", "fg:takesQualifier"])
        ends = (tuple(subjects), tuple(objects))
        return Relation(name, label, definition, symmetric, literal, *ends, tuple(qualifiers))

    def _unit(self, name: str) -> tuple[str, str]:
        match = self.values[f"fg:{name}", "skos:exactMatch"] + self.values[f"fg:{name}", "skos:closeMatch"]
        if len(match) != 1:
            self._fail(name, "must have exactly one skos:exactMatch or skos:closeMatch")
        return self._one(name, "skos:notation"), match[0]

    def _described(self, name: str) -> tuple[str, str]:
        return self._one(name, "rdfs:label"), self._one(name, "skos:definition")

    def _one(self, name: str, predicate: str) -> str:
        values = self.values[f"fg:{name}", predicate]
        if len(values) != 1:
            self._fail(name, f"has {len(values)} values of {predicate}; give it exactly one")
        return values[0]

    def _known(self, name: str, used: Iterable[str], declared: Iterable[str], kind: str) -> None:
        declared = list(declared)
        for each in used:
            if each not in declared:
                _fail(self._at(name), f"fg:{name} names an undeclared {kind} fg:{each}", declared, each)

    def _at(self, name: str) -> str:
        for number, line in enumerate(self.turtle.splitlines(), 1):
            if line.startswith(f"fg:{name} "):
                return f"{self.place}:{number}"
        return self.place

    def _fail(self, name: str, message: str) -> NoReturn:
        raise LexiconError(f"{self._at(name)}: fg:{name} {message}")


def _fail(place: str, message: str, declared: Iterable[str], wanted: str) -> NoReturn:
    near = get_close_matches(wanted, list(declared), n=1)
    hint = f"; nearest: fg:{near[0]}" if near else ""
    raise LexiconError(f"{place}: {message}{hint}. Declare it in {FILE} first.")
