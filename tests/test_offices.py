"""Who holds which office: titles, posts served in, appointments, resignations, and what a name is called."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import opened, relations


def held(text: str, tools: Tools) -> set[str]:
    """Statements of offices and embassies only."""
    return {r for r in relations(text, tools) if " | holdsOffice | " in r or " | ambassadorTo | " in r}


def holds(*rows: str) -> set[str]:
    """ "Anna Berg: Minister of Trade" as lines."""
    return {" | holdsOffice | ".join(r.split(": ", 1)) for r in rows}


TITLES = [
    pytest.param(
        "Acting Assistant Secretary for Nordic Affairs, Ole T. Lund, will travel to Oslo.",
        holds("Ole T. Lund: Acting Assistant Secretary for Nordic Affairs"),
        id="comma before the name",
    ),
    pytest.param(
        "Assistant Secretary for the Bureau of Trade and Aviation Dr. Ana Cruz will travel to Kenya.",
        holds("Ana Cruz: Assistant Secretary for the Bureau of Trade and Aviation"),
        id="doctor",
    ),
    pytest.param(
        "Special Envoy and Ambassador to Ghana Ana Cruz visited Accra.",
        {
            *holds("Ana Cruz: Special Envoy", "Ana Cruz: Ambassador to Ghana"),
            "Ana Cruz | ambassadorTo | Ghana",
        },
        id="two offices of one person",
    ),
    pytest.param(
        "Special Representative for the Sahel Ambassador Ana Cruz spoke in Dakar.",
        holds("Ana Cruz: Special Representative for the Sahel", "Ana Cruz: Ambassador"),
        id="rank after an office",
    ),
    pytest.param(
        "Special Adviser to the Secretary General Ana Cruz spoke in Dakar.",
        holds("Ana Cruz: Special Adviser to the Secretary General"),
        id="adviser to an office",
    ),
    pytest.param(
        "An adviser to President Ole Lund resigned.",
        holds("Ole Lund: President"),
        id="adviser to a person",
    ),
    pytest.param(
        "She met with Prime Minister Ole Lund, Foreign Minister Ana Cruz, and Speaker of the Parliament Pia Moe.",
        holds("Ole Lund: Prime Minister", "Ana Cruz: Foreign Minister", "Pia Moe: Speaker of the Parliament"),
        id="series",
    ),
    pytest.param(
        "She held talks with Ministers Lund, Cruz and Moe.",
        holds("Lund: Minister", "Cruz: Minister", "Moe: Minister"),
        id="plural title",
    ),
    pytest.param(
        "UK Foreign Secretary Ana Cruz spoke with Ghanaian President Kofi Mensah.",
        holds("Ana Cruz: Foreign Secretary of the United Kingdom", "Kofi Mensah: President of Ghana"),
        id="country before the office",
    ),
    pytest.param(
        "Foreign Minister of Indonesia Ana Cruz spoke in Oslo.",
        holds("Ana Cruz: Foreign Minister of Indonesia"),
        id="country after the office",
    ),
    pytest.param(
        "The Prime Minister of Estonia, Pia Moe, and the President of Latvia, Ole Lund, spoke.",
        holds("Pia Moe: Prime Minister of Estonia", "Ole Lund: President of Latvia"),
        id="two offices between commas",
    ),
    pytest.param(
        "Her Excellency Ana Cruz, Minister of Trade, spoke with the Honorable Ole Lund.",
        holds("Ana Cruz: Minister of Trade"),
        id="forms of address",
    ),
    pytest.param(
        "Bureau of Trade and Aviation Deputy Director Ana Cruz spoke.",
        holds("Ana Cruz: Bureau of Trade and Aviation Deputy Director"),
        id="body before the office",
    ),
    pytest.param(
        "Nordlys chief executive Ana Cruz and company founder Ole Lund spoke.",
        holds("Ana Cruz: Nordlys chief executive", "Ole Lund: company founder"),
        id="business offices",
    ),
    pytest.param(
        "President-elect Ana Cruz spoke in Lima.", {"Ana Cruz | holdsOffice | President-elect | Planned"}, id="elect"
    ),
    pytest.param("Former President Ana Cruz spoke in Lima.", set(), id="former"),
    pytest.param(
        "Ole Lund, the bank's president, met Ana Cruz (Chair, Fjord Fund).",
        holds("Ole Lund: president", "Ana Cruz: Chair"),
        id="beside the name",
    ),
    pytest.param(
        "Norwegian Ambassador to Ghana Anna Berg opened the clinic.",
        {*holds("Anna Berg: Norwegian Ambassador to Ghana"), "Anna Berg | ambassadorTo | Ghana"},
        id="sentence parted within the title",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles(text: str, expected: set[str], tools: Tools) -> None:
    assert held(text, tools) == expected


POSTS = [
    pytest.param(
        "Ms. Cruz previously served as Deputy Director of the Office of Energy; Management Officer at the Norwegian "
        "Embassy in Lima, Peru; and Special Assistant in the Bureau of Trade.",
        holds(
            "Cruz: Deputy Director of the Office of Energy",
            "Cruz: Management Officer at the Norwegian Embassy in Lima, Peru",
            "Cruz: Special Assistant in the Bureau of Trade",
        ),
        id="list of posts",
    ),
    pytest.param(
        "Mr. Lund most recently served as the Civilian Deputy and Political Advisor at Northern Command.",
        holds("Lund: Civilian Deputy at Northern Command", "Lund: Political Advisor at Northern Command"),
        id="two posts at one place",
    ),
    pytest.param(
        "Ana Cruz was the Spanish Ambassador to Peru from 2014 until March 2017.",
        {
            "Ana Cruz | holdsOffice | Spanish Ambassador to Peru | endDate=2017-03 | startDate=2014",
            "Ana Cruz | ambassadorTo | Peru | endDate=2017-03 | startDate=2014",
        },
        id="from one year to another",
    ),
    pytest.param(
        "Ana Cruz is expected to assume duties as Director of the Peace Corps.",
        {"Ana Cruz | holdsOffice | Director of the Peace Corps | Planned"},
        id="expected to assume",
    ),
    pytest.param(
        "Ana Cruz has been nominated to be Ambassador to Brazil.",
        {
            "Ana Cruz | holdsOffice | Ambassador to Brazil | Planned",
            "Ana Cruz | ambassadorTo | Brazil | Planned",
        },
        id="nominated",
    ),
    pytest.param(
        "Ana Cruz was sworn in as Minister of Finance on May 3, 2021.",
        {"Ana Cruz | holdsOffice | Minister of Finance | startDate=2021-05-03"},
        id="sworn in",
    ),
    pytest.param(
        "In her role as First Lady of Ohio, Ana Cruz opened a school.",
        holds("Ana Cruz: First Lady of Ohio"),
        id="in her role",
    ),
    pytest.param(
        "She urged Minister Ole Lund, in his role as Special Envoy for Chad, to travel.",
        holds("Ole Lund: Minister"),
        id="whose role is not clear",
    ),
    pytest.param(
        "Nordlys appointed Ana Cruz as chief executive officer in 2019.",
        {"Ana Cruz | holdsOffice | chief executive officer | startDate=2019"},
        id="appointed",
    ),
    pytest.param(
        "The appointment of Ana Cruz as Special Envoy for Syria was announced.",
        holds("Ana Cruz: Special Envoy for Syria"),
        id="appointment",
    ),
    pytest.param(
        "Ole Lund stepped down as chief executive of Nordlys in March 2021.",
        {"Ole Lund | holdsOffice | chief executive of Nordlys | endDate=2021-03"},
        id="stepped down",
    ),
    pytest.param(
        "Ana Cruz is Minister of Trade and Chair of the Arctic Council.",
        holds("Ana Cruz: Minister of Trade", "Ana Cruz: Chair of the Arctic Council"),
        id="two offices after is",
    ),
    pytest.param(
        "Ana Cruz, who became Prime Minister in 2012, visited Accra.",
        {"Ana Cruz | holdsOffice | Prime Minister | startDate=2012"},
        id="relative clause",
    ),
    pytest.param(
        "A career member of the Coast Guard, Ambassador Cruz was the Governor of Guam.",
        holds("Cruz: Ambassador", "Cruz: Governor of Guam"),
        id="description before the name",
    ),
    pytest.param(
        "Ana Cruz was the 46th President of the United States.",
        holds("Ana Cruz: President of the United States"),
        id="number of the holder",
    ),
    pytest.param("As Minister Ole Lund said, trade grew.", holds("Ole Lund: Minister"), id="as somebody said"),
]


@pytest.mark.parametrize(("text", "expected"), POSTS)
def test_posts(text: str, expected: set[str], tools: Tools) -> None:
    assert held(text, tools) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ana Cruz was sworn in as Minister of Finance.",
        "Ana Cruz served as Minister of Finance.",
        "Ana Cruz resigned as Minister of Finance.",
        "Ana Cruz is the Minister of Finance.",
    ],
)
def test_no_open_statement_beside_an_office(text: str, tools: Tools) -> None:
    assert opened(text, tools) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A Peruvian team led by Director of Trade Ana Cruz, Envoy Ole Lund, and Governor Pia Moe arrived.",
            {"Ana Cruz", "Ole Lund", "Pia Moe"},
            id="series of titled names",
        ),
        pytest.param("Ghana joined the Norway-led Harvest Program.", {"Norway"}, id="hyphen"),
        pytest.param("Ana Cruz directed her team to leave.", set(), id="directed somebody"),
    ],
)
def test_who_leads(text: str, expected: set[str], tools: Tools) -> None:
    assert {r.split(" | ")[2] for r in relations(text, tools) if " | ledBy | " in r} == expected


def test_an_office_is_no_member(tools: Tools) -> None:
    rows = relations("The Prime Minister is a member of the Arctic Council.", tools)
    assert not [r for r in rows if " | memberOf | " in r]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ole Berg, Jr. visited Ghana. Mr. Berg visited Togo.",
            {"Ole Berg, Jr. | visited | Ghana", "Ole Berg, Jr. | visited | Togo"},
            id="suffix",
        ),
        pytest.param(
            "Ole Berg lives in Oslo. Ole and Anna Berg visited Togo.",
            {"Ole Berg | visited | Togo", "Anna Berg | visited | Togo"},
            id="shared surname",
        ),
        pytest.param(
            "Minister Cho Hyun-dong visited Togo. Dr. Lynne M. Tracy visited Ghana.",
            {"Cho Hyun-dong | visited | Togo", "Lynne M. Tracy | visited | Ghana"},
            id="hyphen and initial",
        ),
        pytest.param(
            "Minister Cho Hyun-dong spoke in Oslo. Minister Cho visited Togo.",
            {"Cho Hyun-dong | visited | Togo"},
            id="surname first",
        ),
    ],
)
def test_names_of_persons(text: str, expected: set[str], tools: Tools) -> None:
    assert {r for r in relations(text, tools) if " | visited | " in r} == expected
