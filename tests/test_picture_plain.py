"""RDF that is not factgraph's, drawn: what the entities are called, what links them, and graphs of next to nothing."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from factgraph.exports.load import load_all
from factgraph.exports.picture import page
from factgraph.exports.picture.model import Model, build, read
from factgraph.exports.picture.plain import EMPTY, NO_LINKS, PLAIN
from factgraph.exports.picture.triples import graph_triples

from .picture_graphs import HOSTILE, small

PREFIXES = """@prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def model(turtle: str) -> Model:
    return build(list(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)), {})


def labels(found: Model) -> list[str]:
    return [entity.label for entity in found.entities]


def links(found: Model) -> list[tuple[str, str, str]]:
    return [
        (labels(found)[f.subject], found.relations[f.relation].label, labels(found)[f.object])
        for f in found.facts
        if f.object is not None
    ]


def test_skos_has_preferred_labels_and_other_languages_as_aliases() -> None:
    found = model(
        ':a a skos:Concept ; skos:prefLabel "Katze"@de , "cat"@en ; skos:altLabel "kitty"@en ; skos:broader :b .'
        ':b a skos:Concept ; skos:prefLabel "animal"@en-GB , "Tier"@de ; skos:definition "Lebewesen"@de .'
    )
    assert links(found) == [("cat", "broader", "animal")]
    assert [entity.aliases for entity in found.entities] == [("Tier",), ("Katze", "kitty")]
    assert found.entities[0].more == (("definition", "Lebewesen (de)"),)
    assert [found.classes[i].label for i in found.entities[0].types] == ["Concept"]
    assert (found.note, found.source.passages, found.measures) == (PLAIN, (), ())


def test_foaf_has_names_and_people_are_coloured_as_people() -> None:
    found = model(':x a foaf:Person ; foaf:name "Ann" ; foaf:knows [ a foaf:Person ; foaf:name "Bob" ] ; foaf:age 40 .')
    assert links(found) == [("Ann", "knows", "Bob")]
    assert found.classes[0].family == "person"
    assert found.entities[0].more == (("age", "40"),)
    assert found.entities[1].iri == "_:b1"


def test_without_labels_local_names_are_read_as_words() -> None:
    found = model(":seatOfPower :near_to <http://example.org/Caf%C3%A9> , <urn:x:b-c> , <http://e.org/> , :%FF .")
    assert labels(found) == ["%FF", "Café", "b c", "http://e.org/", "seat Of Power"]
    assert {relation for _, relation, _ in links(found)} == {"near to"}
    assert not found.relations[0].is_open


def test_blank_nodes_are_called_by_their_class_or_unnamed() -> None:
    found = model(':x :at [ a :Address ; :zip "1" ] , [ a :Address ; :zip "2" ] , [ :zip "3" ] .')
    assert labels(found) == ["Address 1", "Address 2", "Unnamed 1", "x"]


def test_names_that_a_parser_gives_blank_nodes_by_chance_do_not_matter() -> None:
    turtle = PREFIXES + ':x :p [ :q [ :r "1" ] ] , [ :q [ :r "1" ] ] , [ :q [ :r "2" ] ] . [] :p [] . [ :s :x ] :p 5 .'
    first, second = ({str(t) for t in graph_triples(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE)))} for _ in "ab")
    assert first == second


def test_list_is_its_members_and_classes_are_no_entities_unless_described() -> None:
    found = model(":x a :Thing ; :has ( :a ( :b ) () ) . :Other a owl:Class . :y a :Other .")
    assert links(found) == [("x", "has", "a"), ("x", "has", "b")]
    assert labels(found) == ["Other", "a", "b", "x", "y"]


def test_statement_about_a_statement_is_told_beside() -> None:
    found = model("<< :a :p :b >> :saidBy :c .")
    assert ("_:b1", True) in [(e.iri, any(":" in text for _, text in e.more)) for e in found.entities]


def test_graph_with_statements_of_the_contract_is_read_by_it() -> None:
    graph, texts = small()
    graph.parse(data=PREFIXES + ':x :y :z . :w a :Thing ; rdfs:label "a thing" .', format="turtle")
    found = build(graph, texts)
    assert found.source.passages
    assert {"a thing"} == set(labels(found)) - set(labels(build(*small())))


@pytest.mark.parametrize(
    ("turtle", "note", "count"),
    [
        pytest.param("", EMPTY, 0, id="empty"),
        pytest.param(':x rdfs:label "X" ; :size 5 . :y :size 6 .', NO_LINKS, 2, id="literals"),
        pytest.param(":x a :Thing .", NO_LINKS, 1, id="types"),
        pytest.param(":x :self :x .", PLAIN, 1, id="loop"),
    ],
)
def test_graph_of_next_to_nothing_says_so(turtle: str, note: str, count: int) -> None:
    found = model(turtle)
    assert (found.note, len(found.entities)) == (note, count)
    triples = list(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))
    assert note in page(triples, {}, untitled="x.ttl")


def test_hostile_strings_are_text() -> None:
    node, prop = ox.NamedNode("http://e.org/x"), ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    graph = [ox.Triple(node, prop, ox.Literal(text)) for text in HOSTILE]
    markup = page(graph, {}, max_nodes=1)
    assert not [text for text in HOSTILE if "<" in text and text in markup]
    (entity,) = build(graph, {}).entities
    assert {entity.label, *entity.aliases} == set(HOSTILE)


def test_files_are_merged_and_their_blank_nodes_kept_apart(tmp_path: Path) -> None:
    for name, text in (("a", '_:b0 :p "1" . :x :to _:b0 .'), ("b", '_:b0 :p "2" . :x :to _:b0 .')):
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    merged = load_all([str(tmp_path / "a.ttl"), str(tmp_path / "b.ttl")])
    found = read(graph_triples(merged.triples), {})
    assert labels(found) == ["Unnamed 1", "Unnamed 2", "x"]
    assert len(found.facts) == 2
