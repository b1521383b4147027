"""Visits, and taking part in events: who, where, and when each."""

from __future__ import annotations

import pytest

from factgraph.builder.document import Block, Document
from factgraph.builder.pipeline import Tools, read_document

from .readings import line, relations


def release(tools: Tools, title: str, body: str, issued: str = "2021-06-14") -> set[str]:
    """Visits, participations and hostings of a text with a title and a date."""
    text = f"{title}\n\n{body}"
    blocks = (Block("title", 0, len(title), 1), Block("paragraph", len(title) + 2, len(text)))
    reading = read_document(Document(text, "release.txt", blocks, title=title, issued=issued), tools)
    wanted = ("visited", "participatesIn", "hosts")
    return {line(reading, f) for f in reading.facts if f.predicate[0] in wanted}


def visits(text: str, tools: Tools) -> set[str]:
    return {s for s in relations(text, tools) if " | visited | " in s}


def participations(text: str, tools: Tools) -> set[str]:
    return {s for s in relations(text, tools) if " | participatesIn | " in s}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Maria Lopez visited Lima on May 2, 2014 and Quito on May 4, 2014.",
            {
                "Maria Lopez | visited | Lima | pointInTime=2014-05-02",
                "Maria Lopez | visited | Quito | pointInTime=2014-05-04",
            },
            id="a date each",
        ),
        pytest.param(
            "Amelia Berg flew to Ireland in 1932 and to Hawaii in 1935.",
            {"Amelia Berg | visited | Ireland | pointInTime=1932", "Amelia Berg | visited | Hawaii | pointInTime=1935"},
            id="preposition repeated",
        ),
        pytest.param(
            "Maria Lopez traveled to Ghana and Kenya from May 3 to 5, 2014.",
            {
                "Maria Lopez | visited | Ghana | pointInTime=2014-05",
                "Maria Lopez | visited | Kenya | pointInTime=2014-05",
            },
            id="the days are those of the trip",
        ),
        pytest.param(
            "Maria Lopez traveled to Ankara, Turkey; Madrid, Spain; and Cairo, Egypt.",
            {f"Maria Lopez | visited | {place}" for place in ("Ankara", "Turkey", "Madrid", "Spain", "Cairo", "Egypt")},
            id="semicolons and larger places",
        ),
        pytest.param(
            "Maria Lopez traveled to Nairobi, Kenya, and Uganda signed the Paris Agreement.",
            {"Maria Lopez | visited | Nairobi", "Maria Lopez | visited | Kenya"},
            id="list ends at the next clause",
        ),
        pytest.param(
            "Maria Lopez traveled to West Africa with stops in Ghana and Togo.",
            {f"Maria Lopez | visited | {place}" for place in ("West Africa", "Ghana", "Togo")},
            id="stops",
        ),
        pytest.param(
            "During a visit to Kenya in 1990, Colin Moss spoke with President Moi.",
            {"Colin Moss | visited | Kenya | pointInTime=1990"},
            id="during a visit",
        ),
        pytest.param(
            "During Colin Moss's visit to Kenya, President Moi spoke.",
            {"Colin Moss | visited | Kenya"},
            id="during another's visit",
        ),
        pytest.param(
            "Maria Lopez visited Rome, Milan, Bari, and Matera.",
            {f"Maria Lopez | visited | {place}" for place in ("Rome", "Milan", "Bari", "Matera")},
            id="unknown places in a list of places",
        ),
        pytest.param(
            "Maria Lopez will not travel to Moscow.", {"Maria Lopez | visited | Moscow | Negated"}, id="denied"
        ),
        pytest.param(
            "Maria Lopez left Peru for Chile in 1999.",
            {"Maria Lopez | visited | Chile | pointInTime=1999 | Planned"},
            id="left for",
        ),
        pytest.param(
            "Chancellor Braun's upcoming visit to Brazil was announced.",
            {"Braun | visited | Brazil | Planned"},
            id="upcoming",
        ),
        pytest.param("Sales trips went well, and prices traveled to new heights.", set(), id="no traveler"),
    ],
)
def test_visits(text: str, expected: set[str], tools: Tools) -> None:
    assert visits(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Minister Lopez will accompany President Silva on his trip to Berlin and Paris.",
            {f"{who} | visited | {place} | Planned" for who in ("Lopez", "Silva") for place in ("Berlin", "Paris")},
            id="accompany on",
        ),
        pytest.param(
            "Ana Cruz visited Lima in 2012. Ana Cruz was accompanied by Marta Ruiz.",
            {"Ana Cruz | visited | Lima | pointInTime=2012", "Marta Ruiz | visited | Lima | pointInTime=2012"},
            id="accompanied on the trip told before",
        ),
        pytest.param(
            "A delegation led by Ana Cruz visited Lima in 2012.",
            {"Ana Cruz | visited | Lima | pointInTime=2012"},
            id="leader of a delegation",
        ),
        pytest.param(
            "Ana Cruz will lead a trade delegation to Lima.",
            {"Ana Cruz | visited | Lima | Planned"},
            id="lead a delegation",
        ),
    ],
)
def test_companions(text: str, expected: set[str], tools: Tools) -> None:
    assert visits(text, tools) == expected


def test_headline_follows_the_text(tools: Tools) -> None:
    found = release(
        tools, "Minister Lopez’s Visit to Peru and Chile", "Minister Ana Lopez will travel to Peru and Chile July 1-3."
    )
    assert found == {f"Ana Lopez | visited | {place} | pointInTime=2021-07 | Planned" for place in ("Peru", "Chile")}


def test_headline_alone_is_asserted(tools: Tools) -> None:
    body = "The visit drew large crowds."
    assert release(tools, "Minister Lopez’s Visit to Peru", body) == {"Lopez | visited | Peru"}


def test_headline_with_infinitive_is_planned(tools: Tools) -> None:
    assert release(tools, "Norway To Host Oslo Conference", "Tickets are free.") == {
        "Norway | hosts | Oslo Conference | Planned"
    }


def test_topic_of_a_text_tells_nothing(tools: Tools) -> None:
    title, body = "Relations With Peru", "Peru exports copper."
    text = f"{title}\n\n{body}"
    blocks = (Block("title", 0, len(title), 1), Block("paragraph", len(title) + 2, len(text)))
    reading = read_document(Document(text, "release.txt", blocks, title=title), tools)
    assert [text[s.start : s.end] for s in reading.sentences] == [body]


def test_what_is_dated_after_the_text_is_planned(tools: Tools) -> None:
    found = release(tools, "Schedule", "Ana Lopez travels to Peru on July 2, 2021.")
    assert found == {"Ana Lopez | visited | Peru | pointInTime=2021-07-02 | Planned"}


def test_stays_of_a_traveler_are_visits(tools: Tools) -> None:
    body = "Ana Lopez will travel to Peru July 1-3. In Lima on July 2, Ana Lopez will meet with Marta Ruiz."
    assert "Ana Lopez | visited | Lima | pointInTime=2021-07-02 | Planned" in release(tools, "Schedule", body)
    home = "In Lima on July 2, Ana Lopez will meet with Marta Ruiz."
    assert release(tools, "Schedule", home) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ana Cruz and Marta Ruiz met on the margins of the Lima Summit.",
            set(),
            id="margins",
        ),
        pytest.param(
            "Ana Cruz met with Marta Ruiz at the Lima Summit in 2012.",
            {
                "Ana Cruz | participatesIn | Lima Summit | pointInTime=2012",
                "Marta Ruiz | participatesIn | Lima Summit | pointInTime=2012",
            },
            id="met with at",
        ),
        pytest.param("Ana Cruz spoke at length about the Lima Summit.", set(), id="about an event"),
        pytest.param(
            "Ana Cruz called on Peru to attend the Lima Summit.",
            {"Peru | participatesIn | Lima Summit | Planned"},
            id="called on",
        ),
        pytest.param("Prices fell at the Lima Summit.", set(), id="things do not take part"),
        pytest.param(
            "The Lima Summit was attended by Ghana, Peru, and Togo.",
            {f"{c} | participatesIn | Lima Summit" for c in ("Ghana", "Peru", "Togo")},
            id="attended by",
        ),
        pytest.param(
            "Marta Ruiz, who led the Norwegian delegation to the Lima Conference, resigned.",
            {"Marta Ruiz | participatesIn | Lima Conference", "Norway | participatesIn | Lima Conference"},
            id="delegation",
        ),
        pytest.param(
            "Ana Cruz did not attend the Lima Summit.",
            {"Ana Cruz | participatesIn | Lima Summit | Negated"},
            id="denied",
        ),
        pytest.param(
            "Ana Cruz is expected to attend the Lima Summit.",
            {"Ana Cruz | participatesIn | Lima Summit | Planned"},
            id="expected",
        ),
        pytest.param(
            "In 2012 Marta Ruiz chaired the Lima Conference.",
            {"Marta Ruiz | participatesIn | Lima Conference | pointInTime=2012"},
            id="chair",
        ),
    ],
)
def test_participation(text: str, expected: set[str], tools: Tools) -> None:
    assert participations(text, tools) == expected


def test_possessor_right_before_the_noun(tools: Tools) -> None:
    text = (
        "At the conclusion of Special Envoy for Climate Ana Cruz’s visit to Peru, the two sides released a statement."
    )
    assert visits(text, tools) == {"Ana Cruz | visited | Peru"}
