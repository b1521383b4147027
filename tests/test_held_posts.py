"""Titles of several persons in one text, whose each is, and what is left open."""

from __future__ import annotations

import pytest

from factgraph.builder.identity.identify import identify
from factgraph.builder.identity.named import Named
from factgraph.builder.identity.occurrence import bearer
from factgraph.builder.pipeline import Tools

from .identity_names import document, node, person
from .readings import note, reading_of, relations

_FULL = "Secretary of Trade Ann Berg met Secretary of Labor Ole Dahl. "


@pytest.mark.parametrize(
    ("text", "holder", "office"),
    [
        pytest.param(
            "Ghanaian Prime Minister Kofi Moe met Prime Minister Ole Lund. Prime Minister Moe left.",
            "Kofi Moe",
            "Prime Minister of Ghana",
            id="nationality elsewhere",
        ),
        pytest.param(
            "Ghana's President Kofi Moe met Togo's President Ali Diop.", "Ali Diop", "President of Togo", id="possessor"
        ),
        pytest.param(
            "She met senior Peruvian officials, including President Luis Diaz and Foreign Minister Eva Rios, to talk.",
            "Eva Rios",
            "Foreign Minister of Peru",
            id="officials, including",
        ),
        pytest.param(
            "She will meet with Prime Minister Eva Rios, Minister Ole Lund, and other senior Peruvian officials.",
            "Eva Rios",
            "Prime Minister of Peru",
            id="and other officials",
        ),
        pytest.param(
            "He met Republic of Chad (ROC) Foreign Minister Kofi Moe. Foreign Minister Ole Lund sang.",
            "Kofi Moe",
            "Foreign Minister of Chad",
            id="acronym between",
        ),
        pytest.param(
            "Ghana: Kofi Moe, the Minister of Sports", "Kofi Moe", "Minister of Sports of Ghana", id="line of a country"
        ),
        pytest.param(
            f"{_FULL}Secretary Berg thanked Secretary Dahl.", "Ann Berg", "Secretary of Trade", id="the fuller title"
        ),
        pytest.param(
            "Deputy Secretary of Trade Ann Berg sang. Deputy Secretary Berg thanked Ole Dahl.",
            "Ann Berg",
            "Deputy Secretary of Trade",
            id="the fuller title of one bearer",
        ),
    ],
)
def test_whose_a_title_is(text: str, holder: str, office: str, tools: Tools) -> None:
    held = {s for s in relations(text, tools) if s.startswith(f"{holder} | holdsOffice")}
    assert held == {f"{holder} | holdsOffice | {office}"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Secretary Berg met Secretary Dahl in Oslo.", id="nothing told"),
        pytest.param("President Kofi Moe called President Ali Diop of Togo.", id="told of one"),
    ],
)
def test_one_title_of_two_is_two_posts(text: str, tools: Tools) -> None:
    offices = [f.object for f in reading_of(text, tools).facts if f.predicate == ("holdsOffice",)]
    assert len(offices) == len(set(offices)) == 2


def test_a_title_that_two_bear_is_nobodys_where_nobody_is_named(tools: Tools) -> None:
    text = "President Kofi Moe met President Ali Diop. The President visited Oslo."
    assert not any("visited" in s for s in relations(text, tools))


def test_a_title_means_its_bearer_until_another_is_named(tools: Tools) -> None:
    text = "President Kofi Moe spoke. The President visited Oslo. President Ali Diop sang."
    assert "Kofi Moe | visited | Oslo" in relations(text, tools)


def test_a_list_does_not_give_its_offices_to_the_one_before(tools: Tools) -> None:
    text = "Envoy Ole Berg, Minister Eva Lund, and Envoy Ann Rask met in Oslo. The Minister visited Lima."
    assert "Eva Lund | visited | Lima" in relations(text, tools)


def test_names_that_nothing_leads_to_are_no_things(tools: Tools) -> None:
    entities = reading_of("The Government of Ghana joined the African Union.", tools).resolution.entities
    assert {e.label for e in entities.values() if e.named} == {"Ghana", "African Union"}


def test_a_short_title_is_the_full_one_of_the_text(tools: Tools) -> None:
    reading = reading_of("Special Envoy for Trade Ole Dahl spoke. The work of a Special Envoy is hard.", tools)
    offices = [e.label for e in reading.resolution.entities.values() if e.cls == "Office" and e.named]
    assert offices == ["Special Envoy for Trade"]


def test_a_surname_glued_to_an_office_is_a_person(tools: Tools) -> None:
    text = "Special Envoy for Trade Rask’s Travel to Oslo. Special Envoy for Trade Ole Rask will visit Oslo."
    labels = {e.label for e in reading_of(text, tools).resolution.entities.values() if e.cls in ("Office", "Person")}
    assert labels == {"Special Envoy for Trade", "Ole Rask"}


# across documents


def _post(title: str, holder: str) -> Named:
    return Named(f"{title} ({holder})", title, "Office", (title,), known=False)


def test_posts_of_one_title_in_one_document_are_different_nodes() -> None:
    two = [person(n, "President") for n in ("Kofi Moe", "Ali Diop")]
    posts = [_post("President", n) for n in ("Kofi Moe", "Ali Diop")]
    one = document("a.txt", *two, *posts, publisher="Zorble Office")
    identity = identify([one, document("b.txt", person("Kofi Moe", "President"), publisher="Zorble Office")])
    moe, diop = (node(identity, "a.txt", "President", p.key) for p in posts)
    assert moe != diop
    assert moe == node(identity, "b.txt", "President")


def test_a_post_known_by_its_bearer_alone_is_called_so() -> None:
    one = document("a.txt", person("Ali Diop", "President"), _post("President", "Ali Diop"))
    other = document("b.txt", person("Kofi Moe", "President"))
    identity = identify([one, other])
    assert node(identity, "a.txt", "President", "President (Ali Diop)")[0] == "president-ali-diop"


def test_the_graph_has_a_node_for_each_of_them(tools: Tools) -> None:
    import rdflib

    from factgraph.builder.graph import to_graph
    from factgraph.builder.iris import BASE, FG
    from factgraph.builder.pipeline import read_document

    reading = read_document(note("President Kofi Moe met President Ali Diop."), tools)
    graph = to_graph([reading], tools.vocabulary, BASE).graph
    offices = set(graph.objects(None, rdflib.URIRef(FG + "holdsOffice")))
    assert len(offices) == 2
    named = {str(n) for o in offices for n in graph.objects(o, rdflib.namespace.SKOS.altLabel)}
    assert named == {"President"}


def test_the_bearer_in_a_key() -> None:
    assert bearer("President (Ann Berg)", "President") == "Ann Berg"
    assert bearer("President", "President") is None
    assert bearer("Bank (Oslo)", "President") is None
