"""Canonical Turtle and the other formats: what is written is read back to the letter, and always the same."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from factgraph.builder.errors import ExportError, GraphError
from factgraph.exports.formats import FORMATS, by_name, by_suffix, encode
from factgraph.exports.load import load, rdflib_graph
from factgraph.exports.rdfxml import rdfxml
from factgraph.exports.terms import Literal as Parts
from factgraph.exports.terms import literal, triples
from factgraph.exports.turtle import turtle

from .contract_graph import FG, ID, TEXT, contract_graph

_ODD = st.sampled_from("\"'\\\n\r\t\b\f\0\x07\x1b\x7f\x85\u2028\u202e\u200f\ufeff\ufffe אب日😀#;.,<>@^_:|{}%&")
_TEXT = st.text(st.one_of(_ODD, st.characters(exclude_categories=["Cs"])), max_size=30)
_XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
_LOCAL = st.text(st.sampled_from("abz09-._~%41:@!$&'()*+,;=/?#é日ǅ"), max_size=12)
_NAMESPACES = st.sampled_from([str(ID), str(FG), "urn:x:", "http://example.org/é/", "schema:", "http://example.org#"])


def _iri(namespace: str, local: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(namespace + local.replace("%", "%25"))
    except ValueError:
        return None


_IRI = st.builds(_iri, _NAMESPACES, _LOCAL).filter(bool)
_PREDICATE = st.builds(_iri, _NAMESPACES, st.from_regex(r"[a-z]{1,5}[a-zA-Z0-9._-]{0,5}x", fullmatch=True)).filter(bool)
_LEXICAL = st.sampled_from(
    ["007", "+1", "-0", "1.0", ".5", "1.", "550000000000", "1e3", "1E-3", "true", "1", "-0753", "2012-05", "x y", ""]
)
_DATATYPE = st.sampled_from(
    [str(XSD[n]) for n in ("integer", "decimal", "double", "boolean", "gYear", "date")] + ["a:b"]
)


def _literals(text: st.SearchStrategy[str]) -> st.SearchStrategy[ox.Literal]:
    return st.one_of(
        st.builds(ox.Literal, text),
        st.builds(lambda t, tag: ox.Literal(t, language=tag), text, st.sampled_from(["en", "de-at", "zh-hant-tw"])),
        st.builds(lambda t, d: ox.Literal(t, datatype=ox.NamedNode(d)), st.one_of(_LEXICAL, text), _DATATYPE),
    )


def _graphs(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[ox.Triple]]:
    return st.lists(st.builds(ox.Triple, _IRI, _PREDICATE, st.one_of(_IRI, _literals(text))), max_size=12)


@settings(max_examples=30, deadline=None)
@given(_graphs(_TEXT))
def test_turtle_reads_back_to_the_letter(graph: list[ox.Triple]) -> None:
    written = turtle(graph)
    back = [q.triple for q in ox.parse(written, format=ox.RdfFormat.TURTLE)]
    assert triples(back) == triples(graph)
    assert turtle(back) == written
    assert len(written.splitlines()) == len(written.split("\n")) - 1, "no value may look like a line end to any editor"


@settings(max_examples=30, deadline=None)
@given(_graphs(_TEXT))
def test_turtle_of_an_rdflib_graph_is_that_of_its_triples(graph: list[ox.Triple]) -> None:
    as_rdflib = rdflib_graph(triples(graph))
    assert triples(as_rdflib) == triples(graph)


@settings(max_examples=30, deadline=None)
@given(_graphs(_TEXT))
def test_jsonld_and_quads_read_back_to_the_letter(graph: list[ox.Triple]) -> None:
    for name, format_ in (
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
    ):
        written = encode(graph, by_name(name))
        assert triples(ox.parse(written, format=format_)) == triples(graph), name


@settings(max_examples=30, deadline=None)
@given(_graphs(_XML_TEXT))
def test_rdfxml_reads_back_to_the_letter(graph: list[ox.Triple]) -> None:
    written = rdfxml(graph)
    assert triples(ox.parse(written, format=ox.RdfFormat.RDF_XML)) == triples(graph)


@given(_TEXT, st.sampled_from(["en", None]))
def test_literals_are_taken_apart_exactly(text: str, language: str | None) -> None:
    datatype = str(RDF.langString if language else XSD.string)
    assert literal(str(ox.Literal(text, language=language))) == Parts(text, datatype, language)


def test_a_fact_is_a_line_and_numbers_keep_their_form() -> None:
    graph = Graph()
    graph.add((ID.a, FG.value, Literal("550000000000", datatype=XSD.decimal, normalize=False)))
    before = turtle(graph).splitlines()
    graph.add((ID.a, FG.unit, Literal("USD")))
    after = turtle(graph).splitlines()
    assert '    fg:value "550000000000"^^xsd:decimal ;' in before
    assert [line for line in after if line not in before] == ['    fg:unit "USD" ;']
    assert [line for line in before if line not in after] == []


def test_sections_come_in_reading_order() -> None:
    graph = contract_graph()
    graph.add((ID["key-officers-list"], RDF.type, FG.Document))
    graph.add((ID["key-officers-list"], RDFS.label, Literal("Key Officers List", lang="en")))
    written = turtle(graph)
    assert written.index("# Entities") < written.index("\nid:key-officers-list\n")
    titles = [line[2:] for line in written.splitlines() if line.startswith("# ")]
    assert titles == ["Documents", "Entities", "Statements", "Measurements", "Sentences", "Mentions", "Predicates"]
    subjects = [line for line in written.splitlines() if line.startswith("id:")]
    in_order = ["id:green-alliance", "id:mexico", "id:oecd", "id:statement-1", "id:statement-2", "id:sentence-0"]
    assert [s for s in subjects if s in in_order] == in_order
    at = subjects.index("id:sentence-1")
    assert set(subjects[at + 1 : at + 3]) == {"id:sentence-1-position", "id:sentence-1-quote"}


def test_the_order_of_triples_does_not_matter() -> None:
    graph = triples(contract_graph())
    shuffled = graph * 2
    random.Random(7).shuffle(shuffled)
    for form in FORMATS:
        assert encode(shuffled, form) == encode(graph, form), form.name


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib; from tests.contract_graph import contract_graph; from factgraph.exports.formats import *;"
        "print(hashlib.sha256(b''.join(encode(contract_graph(), f) for f in FORMATS)).hexdigest())"
    )
    root = Path(__file__).parent.parent
    expected = hashlib.sha256(b"".join(encode(contract_graph(), f) for f in FORMATS)).hexdigest()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": str(root)}
        run = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True)
        assert run.stdout.strip() == expected, run.stderr


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_every_format_reads_back(form: object, tmp_path: Path) -> None:
    chosen = by_name(getattr(form, "name", ""))
    for suffix in chosen.suffixes:
        assert by_suffix(suffix.upper()) == chosen
        path = tmp_path / f"graph{suffix}"
        path.write_bytes(encode(contract_graph(), chosen))
        assert list(load(str(path)).triples) == triples(contract_graph())


def test_a_carriage_return_survives_xml(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(rdfxml(contract_graph()))
    texts = {e.text for e in root.iter("{http://www.w3.org/ns/oa#}exact")}
    assert any(t and "\r\n" in t and t in TEXT for t in texts)


def test_the_base_is_the_prefix_id_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(
        turtle([ox.Triple(ox.NamedNode("urn:base#x"), ox.NamedNode("urn:p"), ox.Literal("1"))], "urn:base#")
    )
    assert "\nid:x\n" in path.read_text()
    assert load(str(path)).base == "urn:base#"


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        ((URIRef("http://a b"), RDF.type, FG.Country), r"http://a b' is not valid RDF"),
        ((URIRef("relative"), RDF.type, FG.Country), r"'relative' is not valid RDF"),
        ((ID.a, FG.value, Literal("\ud800")), r"ud800' is not valid RDF"),
        ((URIRef("http://a/>\n<b>"), RDF.type, FG.Country), r"is not valid RDF"),
    ],
)
def test_what_rdf_forbids_is_refused(triple: tuple[URIRef, URIRef, URIRef | Literal], message: str) -> None:
    graph = Graph()
    graph.add(triple)
    with pytest.raises(GraphError, match=message):
        turtle(graph)


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        ("urn:p", "bell\x07", "U\\+0007"),
        ("http://example.org/1", "x", "cannot name"),
        (f"{RDF}li", "x", "cannot name"),
    ],
)
def test_what_xml_forbids_is_refused(predicate: str, value: str, message: str) -> None:
    with pytest.raises(ExportError, match=message):
        rdfxml([ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode(predicate), ox.Literal(value))])


def test_an_unknown_format_is_named_with_the_known_ones() -> None:
    with pytest.raises(ExportError, match="unknown format 'pdf'; known are turtle, ntriples"):
        by_name("pdf")
