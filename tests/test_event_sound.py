"""Visits, events, aims, partners: what a sentence does not bear out is left out, what is still to come is planned."""

from __future__ import annotations

import pytest

from factgraph.builder.document import Block, Document
from factgraph.builder.pipeline import Tools, read_document

from .readings import line, relations

PLANNED = [
    ("Minister Lund will travel to Madrid to open the Norway-Spain Security Dialogue.",
     "Norway | participatesIn | Norway-Spain Security Dialogue | Planned"),
    ("Anna Berg will attend the Oslo Conference, hosted by Ghana.", "Ghana | hosts | Oslo Conference | Planned"),
    ("The visit will set the stage for the next meeting of the Norway-Ghana Trade Dialogue.",
     "Ghana | participatesIn | Norway-Ghana Trade Dialogue | Planned"),
    ("Officials broke ground today for a new Norwegian Embassy in Accra.", "Norway | hasEmbassyIn | Accra | Planned"),
]  # fmt: skip

KEPT = [
    ("Minister Lund will discuss the Norway-Spain Security Dialogue.",
     "Norway | participatesIn | Norway-Spain Security Dialogue"),
    ("Anna Berg visited Peru and Chile in 2019.", "Anna Berg | visited | Chile | pointInTime=2019"),
    ("Anna Berg traveled to Peru and Chile from June 3 to June 9, 2019.",
     "Anna Berg | visited | Peru | pointInTime=2019-06"),
    ("The Norwegian Embassy in Accra opened.", "Norway | hasEmbassyIn | Accra"),
    ("Norway is grateful to Ghana for hosting the Oslo Conference.", "Ghana | hosts | Oslo Conference"),
    ("The Harvest Trust works to end hunger.", "Harvest Trust | aimsTo | 'end hunger'"),
    ("Norway consulted its European allies.", "Norway | partnerOf | European allies"),
    ("Mexico is the largest direct investor in Peru.", "Mexico | investsIn | Peru | rank=1 | rankedAs=direct investor"),
]  # fmt: skip

SILENT = [
    ("Anna Berg met with Ole Lund on the sidelines of the Oslo Conference.", "Anna Berg | participatesIn"),
    ("Anna Berg and Maria Lopez met with Ole Lund during his May 9 visit to Accra.", "Anna Berg | visited"),
    ("Norway is grateful to Ghana for hosting the Oslo Conference.", "Norway | hosts"),
    ("Norway and Ghana will deepen the Norway-Ghana partnership.", "Norway | participatesIn"),
    ("The Finance Ministry is working with Ghana to implement a project.", "Finance Ministry | aimsTo"),
    ("Norway imposes sanctions on members of a smuggling network, the leaders of which have provided aid to Ghana.",
     "Norway | providesAssistanceTo"),
    ("Norway is hosting the Oslo Summit for the first time since its inaugural meeting in 1994.",
     "Norway | hosts | Oslo Summit | pointInTime"),
    ("Norway thanked Lithuania, our oldest Ally.", "Norway | partnerOf | Ally"),
    ("Norway and Peru have been NATO Allies for years.", "Norway | partnerOf | NATO"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fact"), [*PLANNED, *KEPT])
def test_stated(tools: Tools, text: str, fact: str) -> None:
    assert fact in relations(text, tools)


@pytest.mark.parametrize(("text", "start"), SILENT)
def test_left_out(tools: Tools, text: str, start: str) -> None:
    assert not [r for r in relations(text, tools) if r.startswith(start)]


def dated(text: str, issued: str, tools: Tools) -> set[str]:
    """What a text of that date states under relations of the vocabulary."""
    document = Document(text, "note.txt", (Block("paragraph", 0, len(text)),), issued=issued)
    reading = read_document(document, tools)
    return {line(reading, f) for f in reading.facts if not f.open}


def test_only_the_first_stop_of_a_trip_under_way_is_past(tools: Tools) -> None:
    told = dated("Anna Berg is on travel to Peru, Chile and Ghana from June 3-9, 2019.", "2019-06-05", tools)
    assert "Anna Berg | visited | Peru | pointInTime=2019-06" in told
    assert "Anna Berg | visited | Ghana | pointInTime=2019-06 | Planned" in told


def test_a_visit_told_in_the_present_is_planned_where_the_text_says_so(tools: Tools) -> None:
    text = "Anna Berg will travel to Accra in June 2019. Anna Berg is visiting Accra to meet Ole Lund."
    assert not [r for r in dated(text, "2019-05-05", tools) if "visited" in r and not r.endswith("Planned")]


def test_the_day_that_today_is_told_by(tools: Tools) -> None:
    told = dated("Today, June 8, 2022, Norway and Ghana signed the Oslo Agreement.", "2022-06-09", tools)
    assert "Norway | signed | Oslo Agreement | pointInTime=2022-06-08" in told


def test_what_leads_a_network_is_not_designated_with_it(tools: Tools) -> None:
    told = relations("Norway is designating a smuggling network, led by Anna Berg and Ole Lund.", tools)
    assert not [r for r in told if "designates | Anna Berg" in r or "designates | Ole Lund" in r]


def test_who_designates_speaks_for_the_text(tools: Tools) -> None:
    text = (
        "The Russian State Duma met. Peru today is designating two companies. These actions complement ours. "
        "We continue to support Ukraine."
    )
    document = Document(text, "note.txt", (Block("paragraph", 0, len(text)),), publisher="Office of the Spokesperson")
    reading = read_document(document, tools)
    told = {line(reading, f) for f in reading.facts if not f.open}
    assert not [r for r in told if r.startswith("Russia | providesAssistanceTo")]
