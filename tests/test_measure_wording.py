"""Quantities in running prose: what each is said of, when, with which indicator and status."""

from __future__ import annotations

import pytest

from factgraph.builder.document import Block, Document
from factgraph.builder.fact import Measure
from factgraph.builder.pipeline import Tools, read_document

from .readings import reading_of

Row = tuple[str, str, str]  # comparator with value, unit, year or ""


def rows(text: str, tools: Tools) -> list[Row]:
    """Comparator and value, unit and year of each measure of a text."""
    return [(f"{m.comparator}{m.value}", m.unit, m.year or "") for m in reading_of(text, tools).measures]


def about(text: str, tools: Tools) -> dict[str, set[str]]:
    """Labels of what each value is said of."""
    reading = reading_of(text, tools)
    return {m.value: {reading.resolution.entities[k].label for k in m.about} for m in reading.measures}


def one(text: str, tools: Tools) -> Measure:
    """The only measure of a text."""
    (measure,) = reading_of(text, tools).measures
    return measure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ghana aims to plant 5 million trees and to train 2,000 teachers by 2030.",
            [("=5000000", "tree", "2030"), ("=2000", "person", "2030")],
            id="a last date shared by infinitives",
        ),
        pytest.param(
            "Visitors numbered 9 million in 2014, and they spent $3 billion.",
            [("=9000000", "person", "2014"), ("=3000000000", "USD", "2014")],
            id="a first date shared with a pronoun's clause",
        ),
        pytest.param(
            "Exports rose from $5 billion in 2010 to $9 billion in 2015.",
            [("=5000000000", "USD", "2010"), ("=9000000000", "USD", "2015")],
            id="each end its own date",
        ),
        pytest.param(
            "Prices in Peru grew by between 5 and 10 percent in 2020.",
            [(">=5", "percent", "2020"), ("<=10", "percent", "2020")],
            id="a range is two",
        ),
        pytest.param(
            "The budget of Togo holds $3 billion, a 10 percent increase over 2019.",
            [("=3000000000", "USD", ""), ("=10", "percent", "")],
            id="what it is set against dates nothing",
        ),
        pytest.param(
            "Since the start of the program in 1999, Acme has built 164 schools.",
            [("=164", "school", "")],
            id="a starting point dates nothing",
        ),
        pytest.param("The Orinoco Council meets twice a year.", [("=2", "time", "")], id="twice a year"),
        pytest.param("Runners, numbering over 600, crossed Oslo.", [(">600", "person", "")], id="numbering"),
        pytest.param(
            "The number of tourists in Cuba reached 4.7 million in 2018.",
            [("=4700000", "person", "2018")],
            id="the number of",
        ),
        pytest.param(
            "The storm killed 14 sailors and hurt 50 others in Fiji.",
            [("=14", "person", ""), ("=50", "person", "")],
            id="others",
        ),
        pytest.param("Japan hosts 900 crew members.", [("=900", "person", "")], id="crew members"),
        pytest.param("The court tried 40 Chileans.", [("=40", "person", "")], id="people by their country"),
        pytest.param(
            "Temperatures in Chad could rise by 2 degrees Celsius.", [("=2", "degree Celsius", "")], id="degrees"
        ),
        pytest.param(
            "Norway will give $50 million over five years to Malawi.",
            [("=50000000", "USD", ""), ("=5", "year", "")],
            id="over a span is no comparator",
        ),
    ],
)
def test_values_units_years(text: str, expected: list[Row], tools: Tools) -> None:
    assert rows(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "value", "bearers", "others"),
    [
        pytest.param(
            "Investment by Dutch firms in Ghana reached $1.1 billion.", "1100000000", {"Netherlands", "Ghana"}, set(),
            id="of whom and where",
        ),
        pytest.param("Zambia owes China about $6 billion.", "6000000000", {"Zambia", "China"}, set(), id="two objects"),
        pytest.param(
            "Sales by Kenya stand at $9 billion, while Uganda's sales are $2 billion, and have grown by 35 percent.",
            "35", {"Uganda"}, {"Kenya"}, id="the nearer clause",
        ),
        pytest.param(
            "The minister said that Chad had received $4 million.", "4000000", {"Chad"}, {"minister"},
            id="not who says it",
        ),
        pytest.param(
            "Deputy Minister Ana Ruiz noted the 80 trucks that Norway gave Peru.", "80", {"Norway"}, {"Ana Ruiz"},
            id="not who notes it",
        ),
        pytest.param("The museum owns 4,200 paintings and 300 boats.", "300", {"museum"}, set(), id="side by side"),
        pytest.param(
            "Peru is a receiver of gifts totaling $7 million.", "7000000", {"Peru"}, set(), id="whose gifts they are"
        ),
        pytest.param(
            "The fund lent $90 million, of which $20 million went to Chad.", "90000000", {"fund"}, {"Chad"},
            id="the part's receiver is not the whole's",
        ),
        pytest.param(
            "The World Bank lent Kenya $300 million, bringing total lending to $2 billion.", "2000000000",
            {"World Bank"}, set(), id="a new total",
        ),
        pytest.param("The program was arranged under four themes by Malta.", "4", {"Malta"}, set(), id="passive"),
    ],
)  # fmt: skip
def test_bearers(text: str, value: str, bearers: set[str], others: set[str], tools: Tools) -> None:
    found = about(text, tools)[value]
    assert bearers <= found
    assert not others & found


def test_what_lies_between_two_countries_is_said_of_both(tools: Tools) -> None:
    found = about("Chile and Japan signed a treaty. Two-way trade was more than $20 billion.", tools)
    assert {"Chile", "Japan"} <= found["20000000000"]


def test_title_names_the_two(tools: Tools) -> None:
    text = "Two-way trade was more than $20 billion. Peru and Nepal, with India, sell tea."
    document = Document(text, "note.txt", (Block("paragraph", 0, len(text)),), title="Relations of Peru With Nepal")
    reading = read_document(document, tools)
    labels = {reading.resolution.entities[k].label for m in reading.measures for k in m.about}
    assert {"Peru", "Nepal"} <= labels
    assert "India" not in labels


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        pytest.param("Falcon Motors lost $40 million.", "amount that Falcon Motors lost", id="amount"),
        pytest.param("Falcon Motors gave $4 million in aid to Peru.", "aid to Peru", id="what it consists of"),
        pytest.param("The Volta Dam is 134 meters high.", "height", id="dimension"),
        pytest.param("The ship, 120 meters long, carried coal.", "length", id="dimension beside a noun"),
        pytest.param("A million Kenyan citizens live in Oslo.", "Kenyan citizens who live in Oslo", id="subject"),
        pytest.param("Norway plans to send 70 trucks to Chad.", "trucks to send to Chad", id="planned"),
        pytest.param("Nearly 80 percent of Fiji's exports went to Chad.", "share of Fiji's exports that went to Chad",
                     id="share"),
        pytest.param("Prices in Peru grew by 5 percent.", "growth of Prices in Peru", id="change"),
        pytest.param("Malta has a population of 500,000 people.", "population", id="noun of number"),
        pytest.param("The two states celebrated 200 years of diplomatic ties.", "duration of diplomatic ties",
                     id="years of"),
        pytest.param("The Orinoco Council meets twice a year.", "times that Orinoco Council meets", id="how often"),
    ],
)  # fmt: skip
def test_indicator(text: str, indicator: str, tools: Tools) -> None:
    assert one(text, tools).indicator == indicator


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        pytest.param("The airline plans to hire 900 pilots.", ["Planned"], id="plan"),
        pytest.param("Peru works towards the goal of 30 new parks.", ["Planned"], id="goal"),
        pytest.param("Spain did not send 500 troops to Mali.", ["Negated"], id="denied"),
        pytest.param("Statistics Iceland indicates that 56 percent of men vote while 46 percent of women read.",
                     ["Reported", "Reported"], id="beside what is reported"),
        pytest.param("Chad must not forget the 300 miners.", ["Asserted"], id="number of known ones"),
        pytest.param("Chad will extend the 40-mile road.", ["Asserted"], id="of a known thing"),
    ],
)  # fmt: skip
def test_status(text: str, statuses: list[str], tools: Tools) -> None:
    assert [m.status for m in reading_of(text, tools).measures] == statuses


@pytest.mark.parametrize(
    ("text", "per"),
    [
        pytest.param("The plant will create 1,500 jobs and produce 2 million tons of steel annually.", [None, "year"],
                     id="of its own verb"),
        pytest.param("The mill makes 30 tables a day.", ["day"], id="a day"),
        pytest.param("Workers in Haiti earn less than $2 per hour.", ["hour"], id="per hour"),
    ],
)  # fmt: skip
def test_per(text: str, per: list[str | None], tools: Tools) -> None:
    assert [m.per for m in reading_of(text, tools).measures] == per


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The two delegations discussed trade in Lima.", id="pointing back"),
        pytest.param("Ghana and Togo met. Our two countries trade.", id="our two countries"),
        pytest.param("Chad and Mali, the two largest states there, met.", id="the two largest"),
        pytest.param("One reason is the weather in Peru.", id="one"),
        pytest.param("Peru voted ten years after the war.", id="time between"),
        pytest.param("Peru must answer within 24 hours.", id="time limit"),
        pytest.param("Bank Review ranked Delta as the No. 2 lender in Peru.", id="No."),
        pytest.param("Peru got $5 million more than Chad.", id="difference"),
        pytest.param("Peru grew four times the rice of Chad.", id="multiple"),
        pytest.param("Thousands of jobs came.", id="vague and of nobody"),
        pytest.param("Call Ana Ruiz at (202) 555-0143.", id="telephone"),
        pytest.param("The Group of 20 met under UN Security Council Resolution 2254.", id="names"),
    ],
)
def test_measures_nothing(text: str, tools: Tools) -> None:
    assert reading_of(text, tools).measures == ()
