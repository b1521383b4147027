"""Measurements left out, or worded with what they would lose: precision before recall."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import reading_of

Row = tuple[str, str, str]  # comparator with value, indicator, status


def rows(text: str, tools: Tools) -> list[Row]:
    """Comparator and value, indicator and status of each measure of a text."""
    return [(f"{m.comparator}{m.value}", m.indicator, m.status) for m in reading_of(text, tools).measures]


@pytest.mark.parametrize(
    "text",
    [
        "If Peru exports 5 million tons of copper, prices will fall.",
        "When rainfall in Kenya rises by 10 percent, harvests double.",
        "Workers at U.S. companies with more than 1,000 employees were asked to rate their employer.",
        "Cutting 40 percent of Togo's debt.",
    ],
)
def test_supposed_or_describing_amounts_give_nothing(text: str, tools: Tools) -> None:
    assert rows(text, tools) == []


def test_a_goal_is_planned_until_it_is_met(tools: Tools) -> None:
    assert rows("Kenya is working towards the goal of planting 30 million trees.", tools) == [
        ("=30000000", "planting trees", "Planned")
    ]
    assert rows("Kenya met its goal of planting 30 million trees.", tools) == [
        ("=30000000", "planting trees", "Asserted")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "France has absorbed 20 to 30 percent of the losses.",
            [
                (">=20", "share of losses that France has absorbed", "Asserted"),
                ("<=30", "share of losses that France has absorbed", "Asserted"),
            ],
        ),
        (
            "Brazil imposed tariffs on 200 products from China.",
            [("=200", "tariffs on products from China that Brazil imposed", "Asserted")],
        ),
        (
            "Exports of Togo were $4 billion in 2020, a decrease of $1 billion.",
            [
                ("=4000000000", "Exports of Togo", "Asserted"),
                ("=1000000000", "decrease in Exports of Togo", "Asserted"),
            ],
        ),
        (
            "Mali praised the UN's plan, which includes $80 million for an emergency operation to remove the oil.",
            [("=80000000", "amount for emergency operation", "Asserted")],
        ),
    ],
)
def test_indicators_keep_what_is_measured(text: str, expected: list[Row], tools: Tools) -> None:
    assert rows(text, tools) == expected


def test_agreements_with_counted_countries_stay(tools: Tools) -> None:
    assert [r[0] for r in rows("Chile has signed trade agreements with 50 countries.", tools)] == ["=50"]


def test_words_for_figures_bear_nothing(tools: Tools) -> None:
    reading = reading_of("These figures include 300 people from Chad.", tools)
    assert [{reading.resolution.entities[k].label for k in m.about} for m in reading.measures] == [{"Chad"}]
