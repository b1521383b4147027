"""The vocabulary's own terms, looked up by name, IRI or label, and written as a page. All from factgraph.ttl."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from ..builder.errors import GraphError
from .terms import FG, RDF, RDFS, SKOS, Term, is_iri, is_literal, split, value

_OWL, _SCHEMA = "http://www.w3.org/2002/07/owl#", "https://schema.org/"
#: Properties that are shown, in order, with how the page calls them.
_SHOWN = {
    RDFS + "subClassOf": "subclass of",
    RDFS + "subPropertyOf": "subproperty of",
    _SCHEMA + "domainIncludes": "from",
    _SCHEMA + "rangeIncludes": "to",
    FG + "takesQualifier": "qualifiers",
    _OWL + "disjointWith": "never also",
    SKOS + "notation": "written",
    "http://rdfs.org/ns/void#uriSpace": "IRIs begin with",
    SKOS + "exactMatch": "same as",
    SKOS + "closeMatch": "close to",
    SKOS + "example": "example",
    SKOS + "scopeNote": "note",
}
_KINDS = {
    "Relation": "relation",
    "Qualifier": "qualifier",
    "Status": "status",
    "Coverage": "coverage",
    "Reason": "reason",
    "Comparator": "comparator",
    "Unit": "unit",
    "Class": "class",
    "AnnotationProperty": "annotation",
    "ObjectProperty": "property",
    "DatatypeProperty": "property",
}
_SECTIONS = {
    "class": "Classes",
    "relation": "Relations",
    "qualifier": "Qualifiers of statements",
    "property": "Other properties",
    "annotation": "Annotations of this vocabulary",
    "status": "Statuses",
    "coverage": "Coverage of sentences",
    "reason": "Reasons why a part of a sentence gave nothing",
    "comparator": "Comparators",
    "unit": "Units that QUDT has a term for",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the vocabulary."""

    name: str  #: local name
    iri: str
    kind: str  #: class, relation, qualifier, property, status ...
    symmetric: bool  #: a relation that holds both ways
    label: str
    definition: str
    details: tuple[tuple[str, tuple[str, ...]], ...]  #: such as ("from", ("fg:Country", "fg:Organization"))


@cache
def glossary() -> Mapping[str, Entry]:
    """All terms of the `fg:` namespace by local name, in the order of factgraph.ttl."""
    import pyoxigraph as ox

    text = files("factgraph.ontology").joinpath("factgraph.ttl").read_text(encoding="utf-8")
    parsed = ox.parse(text, format=ox.RdfFormat.TURTLE)
    values: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in parsed:
        values[value(str(quad.subject))][value(str(quad.predicate))].append(str(quad.object))
    prefixes = {namespace: prefix for prefix, namespace in parsed.prefixes.items()}
    return {iri[len(FG) :]: _entry(iri, said, prefixes) for iri, said in values.items() if iri.startswith(FG)}


def entry(name: str) -> Entry:
    """The term of a local name, prefixed name, IRI or label, in any case.

    Raises GraphError, with the names that come near, where there is none.
    """
    bare = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    bare = bare.removeprefix(FG).removeprefix("fg:").strip()
    found = glossary()
    if bare in found:
        return found[bare]
    for each in found.values():
        if bare.casefold() in (each.name.casefold(), each.label.casefold()):
            return each
    known = {text.casefold(): each.name for each in found.values() for text in (each.label, each.name)}
    near = list(dict.fromkeys(known[text] for text in get_close_matches(bare.casefold(), known, 5, 0.6)))
    hint = f"did you mean {' or '.join(near)}?" if near else "factgraph term lists all"
    raise GraphError(f"no term of the vocabulary is called {name!r}; {hint}")


def told(each: Entry) -> str:
    """A term for a reader of a terminal."""
    lines = [f"fg:{each.name} ({_kind(each)}): {each.label}", f"  {each.iri}"]
    if each.definition:
        lines.append(f"  {each.definition}")
    return "\n".join(lines + [f"  {name}: {', '.join(values)}" for name, values in each.details]) + "\n"


def page() -> str:
    """The vocabulary as a page of Markdown, docs/ontology.md."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    found = glossary().values()
    yield "# The vocabulary\n"
    yield "Generated from `ontology/factgraph.ttl` by `factgraph term --page`; change it there. `factgraph term NAME`"
    yield f"prints one term. `fg:` stands for `{FG}`. Ends of relations"
    yield "are typical ones: a text may state a relation with others, and nothing is entailed from them.\n"
    yield "The file is OWL 2 DL and needs nothing fetched: the OWL API, on which Protégé stands, reads it and finds no"
    yield "violation of that profile, and HermiT finds it consistent with a built graph's plain triples"
    yield "(`tests/test_reasoner.py`).\n"
    for kind, title in _SECTIONS.items():
        entries = [each for each in found if each.kind == kind]
        yield f"- [{title}](#{_anchor(title)}): {len(entries)}"
    for kind, title in _SECTIONS.items():
        yield f"\n## {title}"
        for each in found:
            if each.kind == kind:
                yield from _block(each)
    yield ""


def _block(each: Entry) -> Iterator[str]:
    yield f"\n### fg:{each.name}\n"
    ways = " (holds both ways)" if each.symmetric else ""
    yield f"*{each.label}*{ways}" + (f": {each.definition}" if each.definition else "")
    if each.details:
        yield ""
    for name, values in each.details:
        yield f"- {name}: {', '.join(_marked(value, name) for value in values)}"


def _marked(value: str, name: str) -> str:
    if name in ("example", "note"):
        return value
    return f"[`{value}`](#{_anchor(value)})" if value.startswith("fg:") else f"`{value}`"


def _anchor(title: str) -> str:
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def _entry(iri: str, said: Mapping[str, Sequence[Term]], prefixes: Mapping[str, str]) -> Entry:
    types = [split(value(each))[1] for each in said[RDF + "type"]]

    def text(predicate: str) -> str:
        return next((value(each) for each in said.get(predicate, ())), "")

    def short(term: Term) -> str:
        if is_literal(term) or not is_iri(term):
            return value(term)
        namespace, local = split(value(term))
        return f"{prefixes[namespace]}:{local}" if namespace in prefixes else f"<{value(term)}>"

    shown = ((name, tuple(map(short, said.get(predicate, ())))) for predicate, name in _SHOWN.items())
    return Entry(
        name=iri[len(FG) :],
        iri=iri,
        kind=next(kind for type_, kind in _KINDS.items() if type_ in types),
        symmetric="SymmetricProperty" in types,
        label=text(RDFS + "label"),
        definition=text(SKOS + "definition"),
        details=tuple((name, values) for name, values in shown if values),
    )


def _kind(each: Entry) -> str:
    return f"symmetric {each.kind}" if each.symmetric else each.kind
