"""Open statements that would mislead or say nothing are left out: cut labels, lost infinitives, wishes."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import opened

BEFORE = "Norway lies in Europe. "


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        pytest.param("Oslo urged Lima to close the mine.", "Oslo | urge | Lima", id="urged to"),
        pytest.param("The bank encouraged farmers to sell.", "bank | encourage | farmers", id="encouraged to"),
        pytest.param(
            "Ana Berg will meet with Pacific leaders to discuss the climate crisis, ending the long war, disaster aid,"
            " and trade.",
            "Ana Berg | end | disaster aid | Planned",
            id="a list around a gerund",
        ),
        pytest.param(
            "Hatred and envy are inimical to U.S., Transatlantic, and global interests and values.",
            "envy | be | global interests",
            id="a list after an adjective",
        ),
        pytest.param("Oslo called on Lima to close the mine.", "Oslo | call on | Lima", id="called on to"),
        pytest.param("Kofi named Acme as a partner.", "Kofi | name | Acme", id="named as"),
        pytest.param("The fire put Lima at risk.", "fire | put | Lima", id="put at risk"),
        pytest.param("Oslo assured Lima that aid was near.", "Oslo | assure | Lima", id="assured that"),
        pytest.param("Oslo supplied Lima with vaccines.", "Oslo | supply | Lima", id="supplied with"),
        pytest.param(
            "Oslo looks forward to the games in Lima.", "Oslo | look forward to | games in Lima", id="to come"
        ),
        pytest.param(
            "Oslo noted the importance of cooperation.", "Oslo | note | importance of cooperation", id="bare of"
        ),
        pytest.param("Ghana and Togo enjoy a close friendship.", "Ghana | enjoy | close friendship", id="friendship"),
        pytest.param("Ghana sent a clear signal.", "Ghana | send | clear signal", id="signal of what"),
        pytest.param("Peru praised the people who still wait.", "Peru | praise | people", id="restricted"),
        pytest.param(
            "Experts praised a plan to build a police force that respects rights.",
            "police force | respect | rights",
            id="wished-for thing",
        ),
        pytest.param(
            "Oslo stressed the importance of a dialogue that leads to peace.",
            "dialogue | lead to | peace",
            id="importance",
        ),
        pytest.param("Kofi is afraid of running against Ama.", "Kofi | run against | Ama", id="afraid of"),
        pytest.param("When Lima hosts the games, Oslo will help.", "Lima | host | games", id="when"),
        pytest.param(
            "Racism is inimical to Peruvian, regional and global interests.",
            "racism | be inimical to | Peru",
            id="adjective",
        ),
        pytest.param("Togo wants a safer Europe.", "Togo | want | Europe", id="a safer Europe"),
    ],
)
def test_left_out(text: str, not_said: str, tools: Tools) -> None:
    assert not_said not in opened(text, tools)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The vessel carried wheat.", id="definite"),
        pytest.param("This network sold the rifles in Oslo.", id="demonstrative"),
        pytest.param("Both father and son live in Lima.", id="kin"),
        pytest.param("The two leaders discussed trade with Lima.", id="counted"),
    ],
)
def test_subjects_that_lean_on_what_was_said(text: str, tools: Tools) -> None:
    assert not {s for s in opened(BEFORE + text, tools) if not s.startswith("Norway")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Ghana praised Togo's election in June.", "Ghana | praise | Togo’s election", id="of the object"),
        pytest.param("The FY 2022 request funds schools in Lima.", "FY 2022 request | fund | schools in Lima", id="FY"),
    ],
)
def test_times_of_nouns_are_not_times_of_the_statement(text: str, said: str, tools: Tools) -> None:
    assert not any(s.startswith(said.split(" | ")[0]) and "2022" in s.split(" | ", 3)[-1] for s in opened(text, tools))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Peru grows potatoes.", "Peru | grow | potatoes", id="plain plural"),
        pytest.param("Urbanization harms Lima.", "urbanization | harm | Lima", id="mass noun"),
        pytest.param("Acme knows the needs of its customers.", "Acme | know | needs of its customers", id="its own"),
        pytest.param("Oslo thanked Lima for sending doctors.", "Oslo | thank | Lima", id="thanked for"),
        pytest.param(
            "Peru met Chile in Lima in May 2020.", "Peru | meet | Chile | pointInTime=2020-05", id="time of the verb"
        ),
    ],
)
def test_still_said(text: str, said: str, tools: Tools) -> None:
    assert said in opened(text, tools)
