"""Indicators that tell a reader what is measured, and second terms of comparisons."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import reading_of

Row = tuple[str, str, str, str]  # comparator with value, unit, indicator, year or ""


def rows(text: str, tools: Tools) -> list[Row]:
    """Comparator and value, unit, indicator and year of each measure of a text."""
    found = reading_of(text, tools).measures
    return [(f"{m.comparator}{m.value}", m.unit, m.indicator, m.year or "") for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme Corporation reported revenue of $5.2 billion in 2021, up from $4.1 billion a year earlier.",
            [("=5200000000", "USD", "revenue", "2021"), ("=4100000000", "USD", "revenue", "2020")],
        ),
        (
            "Siemens employed 303,000 people worldwide in 2021, up from 293,000 a year earlier.",
            [
                ("=303000", "person", "people that Siemens employed worldwide", "2021"),
                ("=293000", "person", "people that Siemens employed worldwide", "2020"),
            ],
        ),
        (
            "The airline carried 45 million passengers in 2019, compared with 41 million in 2018.",
            [
                ("=45000000", "person", "passengers that airline carried", "2019"),
                ("=41000000", "person", "passengers that airline carried", "2018"),
            ],
        ),
        (
            "Germany produced 3.1 million cars in 2021, down 12 percent from 2020.",
            [
                ("=3100000", "car", "cars that Germany produced", "2021"),
                ("=12", "percent", "decrease in cars that Germany produced", "2021"),
            ],
        ),
        (
            "The Louvre received 9.6 million visitors in 2019 and 2.7 million in 2020.",
            [
                ("=9600000", "person", "visitors that Louvre received", "2019"),
                ("=2700000", "person", "visitors that Louvre received", "2020"),
            ],
        ),
    ],
)
def test_second_terms_are_worded_like_the_first(text: str, expected: list[Row], tools: Tools) -> None:
    assert rows(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Nestlé operates in 79 countries.", "countries in which Nestlé operates"),
        ("The treaty was ratified by 34 states.", "states by which treaty was ratified"),
        ("The Ministry of Health provided masks to 400 schools.", "schools to which Ministry of Health provided masks"),
        ("The crash in Chad cost the lives of 120 pupils.", "lives of pupils that crash in Chad cost"),
        ("Peru and Chile have been allies for more than 70 years.", "time that Peru and Chile have been allies"),
        ("The flood hit Fiji, killing 40 people.", "killing people"),
        ("More than 150 people, including 18 Fijian nurses, were hurt.", "Fijian nurses who were hurt"),
        ("One in five adults in England smoked in 2011.", "share of adults in England that smoked"),
        ("The asteroid Eros is 330 metres across.", "width"),
    ],
)  # fmt: skip
def test_what_is_counted_deep_keeps_the_way_to_it(text: str, indicator: str, tools: Tools) -> None:
    assert indicator in [row[2] for row in rows(text, tools)]


@pytest.mark.parametrize(
    "text",
    [
        "These 28 officials from Chad include judges.",
        "The probe orbits Mars every 323 days.",
        "Any firm that Peru owns 50 percent or more of is exempt.",
        "Glaciers in Peru shrink at a rate unprecedented in at least 2,000 years.",
        "Kenya is celebrating its 10-year anniversary.",
    ],
)
def test_thresholds_spans_and_pointers_give_nothing(text: str, tools: Tools) -> None:
    assert rows(text, tools) == []


def test_who_only_praises_bears_nothing(tools: Tools) -> None:
    text = "Kenya greatly values Poland's support to 5 million refugees."
    reading = reading_of(text, tools)
    labels = {reading.resolution.entities[k].label for m in reading.measures for k in m.about}
    assert "Poland" in labels
    assert "Kenya" not in labels
