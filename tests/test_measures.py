"""Quantities: what they are said of, and their unit, comparator, year and rate."""

from __future__ import annotations

import pytest

from factgraph.builder.fact import Measure
from factgraph.builder.pipeline import Tools

from .readings import reading_of


def measured(text: str, tools: Tools) -> list[tuple[Measure, set[str]]]:
    """Measures of a text, each with the labels of what it is said of."""
    reading = reading_of(text, tools)
    return [(m, {reading.resolution.entities[k].label for k in m.about}) for m in reading.measures]


@pytest.mark.parametrize(
    ("text", "about", "value", "unit", "comparator", "year"),
    [
        pytest.param("The Volta Dam is 134 meters high.", "Volta Dam", "134", "meter", "=", None, id="height"),
        pytest.param("The Nile is 6,650 kilometers long.", "Nile", "6650", "kilometer", "=", None, id="length"),
        pytest.param("The bridge is 2.5 kilometers long.", "bridge", "2.5", "kilometer", "=", None, id="decimal"),
        pytest.param("The lake covers 300 square miles.", "lake", "300", "square mile", "=", None, id="area"),
        pytest.param(
            "Trade between Chile and Peru exceeded $3 billion in 2019.", "Chile", "3000000000", "USD", ">", "2019",
            id="exceeded",
        ),
        pytest.param(
            "Trade between Chile and Peru exceeded $3 billion in 2019.", "Peru", "3000000000", "USD", ">", "2019",
            id="exceeded, second",
        ),
        pytest.param(
            "Unemployment in Spain fell to 12 percent in 2022.", "Spain", "12", "percent", "=", "2022", id="percent"
        ),
        pytest.param(
            "Norway provided $40 million to Nepal in 2015.", "Nepal", "40000000", "USD", "=", "2015", id="recipient"
        ),
        pytest.param(
            "Norway provided $40 million to Nepal in 2015.", "Norway", "40000000", "USD", "=", "2015", id="giver"
        ),
        pytest.param("Japan's exports totaled 80 trillion yen in 2021.", "Japan", "80000000000000", "JPY", "=", "2021",
                     id="yen"),
        pytest.param("The company had revenue of €2.4 billion in 2020.", "company", "2400000000", "EUR", "=", "2020",
                     id="euro"),
        pytest.param("The Orion Institute employs nearly 400 researchers.", "Orion Institute", "400", "person", "~",
                     None, id="nearly"),
        pytest.param("Chile exported more than 200,000 tons of copper in 2018.", "Chile", "200000", "ton", ">", "2018",
                     id="more than"),
        pytest.param("At least 30 countries ratified the Kyoto Protocol.", "Kyoto Protocol", "30", "country", ">=",
                     None, id="at least"),
        pytest.param("Kenya pays less than 3 percent interest.", "Kenya", "3", "percent", "<", None, id="less than"),
        pytest.param("Kenya has a population of 54 million people.", "Kenya", "54000000", "person", "=", None,
                     id="population"),
        pytest.param("The glacier lost 12 cubic kilometers of ice in 2016.", "glacier", "12", "cubic kilometer", "=",
                     "2016", id="volume"),
        pytest.param(
            "Kenya's population was about 54 million in 2023.", "Kenya", "54000000", "person", "~", "2023",
            id="population without a noun",
        ),
    ],
)  # fmt: skip
def test_quantity(
    text: str, about: str, value: str, unit: str, comparator: str, year: str | None, tools: Tools
) -> None:
    rows = [m for m, labels in measured(text, tools) if about in labels]
    assert [(m.value, m.unit, m.comparator, m.year) for m in rows] == [(value, unit, comparator, year)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        pytest.param("Trade between Chile and Peru exceeded $3 billion.", "Trade between Chile and Peru", id="trade"),
        pytest.param("Japan's exports totaled 80 trillion yen.", "Japan's exports", id="exports"),
        pytest.param("Unemployment in Spain fell to 12 percent.", "Unemployment in Spain", id="unemployment"),
    ],
)
def test_indicator_is_what_is_measured(text: str, indicator: str, tools: Tools) -> None:
    assert [m.indicator for m, _ in measured(text, tools)] == [indicator]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Volta Dam is 134 meters high.", id="high"),
        pytest.param("Falcon Motors lost $40 million in 2016.", id="lost"),
        pytest.param("Falcon Motors owns 12 factories.", id="owns"),
    ],
)
def test_indicator_is_more_than_the_bearer(text: str, tools: Tools) -> None:
    ((measure, labels),) = measured(text, tools)
    assert measure.indicator not in labels


@pytest.mark.parametrize(
    ("text", "per"),
    [
        pytest.param("The pipeline carries 500,000 barrels of oil per day.", "day", id="per day"),
        pytest.param("The hospital treats 900 patients a day.", "day", id="a day"),
        pytest.param("The pipeline carries 500,000 barrels of oil.", None, id="no rate"),
    ],
)
def test_rate(text: str, per: str | None, tools: Tools) -> None:
    assert [m.per for m, _ in measured(text, tools)] == [per]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The forum opened on 4 March 2015.", id="date"),
        pytest.param("France and Spain met. The two countries ratified the Paris Agreement.", id="pointing back"),
        pytest.param("The crews met in Room 12.", id="number of a room"),
        pytest.param(
            "Boeing 747 crews met in Lima.",
            id="number of a make",
        ),
        pytest.param("Article 5 protects Norway.", id="article"),
    ],
)
def test_what_measures_nothing(text: str, tools: Tools) -> None:
    assert measured(text, tools) == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        pytest.param("Ghana exports cocoa, and Togo has 8 million people.", "Ghana", id="the other clause"),
        pytest.param("Anna Berg sang in Oslo, and the hall seats 900 guests.", "Oslo", id="the other place"),
        pytest.param("Mount Kenya rises to 5,199 meters.", "Kenya", id="a name within the name"),
    ],
)
def test_quantity_is_said_of_no_other(text: str, other: str, tools: Tools) -> None:
    rows = measured(text, tools)
    assert rows
    assert all(other not in labels for _, labels in rows)


def test_two_quantities_of_one_sentence_keep_apart(tools: Tools) -> None:
    rows = measured("The tower is 90 meters high, and the bridge is 400 meters long.", tools)
    assert [(m.value, labels) for m, labels in rows] == [("90", {"tower"}), ("400", {"bridge"})]


def test_two_counts_side_by_side_keep_apart(tools: Tools) -> None:
    rows = measured("The museum owns 4,200 paintings and 300 boats.", tools)
    assert [m.value for m, _ in rows] == ["4200", "300"]
    assert "museum" in rows[0][1] & rows[1][1]
    assert not any("boats" in label for label in rows[0][1])
    assert not any("paintings" in label for label in rows[1][1])


def test_expression_is_where_the_offsets_say(tools: Tools) -> None:
    text = "😀 The Volta Dam is 134 meters high."
    (measure,) = reading_of(text, tools).measures
    assert text[measure.start : measure.end] == "134 meters"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The Lund Bridge, which was built at a cost of $3 million, opened in 2020.", "Lund Bridge"),
        ("Peru built a new airport at a cost of $200 million.", "new airport"),
        ("The Malmo Tunnel opened in 2019 at a cost of $3 billion.", "Malmo Tunnel"),
    ],
)
def test_a_price_is_that_of_what_is_made(text: str, about: str, tools: Tools) -> None:
    assert [labels for _, labels in measured(text, tools)] == [{about}]
