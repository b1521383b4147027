"""Addresses and telephone numbers of embassies."""

from __future__ import annotations

import pytest

from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Tools

from .readings import reading_of, relations

GHANA = (
    "Ghana maintains an embassy in the United States at 3512 Hill Drive NW, Washington, DC 20008 (tel. 202-555-0147)."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            GHANA,
            [
                ("Embassy of Ghana in the United States", "address", "3512 Hill Drive NW, Washington, DC 20008"),
                ("Embassy of Ghana in the United States", "telephone", "202-555-0147"),
            ],
            id="both",
        ),
        pytest.param(
            "The Embassy of Peru is located at 50 Avenue Foch, 75116 Paris (telephone: +33 1 53 70 00 00).",
            [
                ("Embassy of Peru", "address", "50 Avenue Foch, 75116 Paris"),
                ("Embassy of Peru", "telephone", "+33 1 53 70 00 00"),
            ],
            id="foreign forms",
        ),
        pytest.param("The Embassy of Peru opened at noon.", [], id="no address"),
        pytest.param("The bank is at 12 Lake Road, Accra (tel. 555-0101).", [], id="no embassy"),
        pytest.param("Guests met at the Embassy of Peru at 8 p.m., and 40 of them spoke.", [], id="a time of day"),
    ],
)
def test_contacts(text: str, expected: list[tuple[str, str, str]], tools: Tools) -> None:
    reading = reading_of(text, tools)
    found = [(reading.resolution.entities[c.entity].label, c.name, c.value) for c in reading.contacts]
    assert found == expected
    for contact in reading.contacts:
        assert " ".join(text[contact.start : contact.end].split()) == contact.value


def test_the_city_of_the_address_has_the_embassy_too(tools: Tools) -> None:
    assert {
        "Ghana | hasEmbassyIn | United States",
        "Ghana | hasEmbassyIn | Washington, D.C.",
    } <= relations(GHANA, tools)


def test_an_embassy_carries_its_address_in_the_graph(tools: Tools) -> None:
    graph = to_graph([reading_of(GHANA, tools)], tools.vocabulary, BASE).graph
    rows = graph.query(
        "PREFIX schema: <https://schema.org/> PREFIX fg: <https://w3id.org/factgraph/ontology#> "
        "SELECT ?address ?telephone { ?e a fg:Embassy ; schema:address ?address ; schema:telephone ?telephone }"
    )
    assert [tuple(map(str, row)) for row in rows] == [("3512 Hill Drive NW, Washington, DC 20008", "202-555-0147")]  # type: ignore[arg-type]
