"""Open statements: what a reader would accept as a fact, under a predicate that reads well, and with its status."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import opened, reading_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The reports were sent mostly from Accra.", {"reports | be sent from | Accra"}, id="passive"),
        pytest.param("The council is rich in oil.", {"council | be rich in | oil"}, id="adjective"),
        pytest.param(
            "Norway is committed to the defense of Estonia.",
            {"Norway | be committed to | defense of Estonia"},
            id="participle as adjective",
        ),
        pytest.param(
            "Acme takes into account the interests of its customers.",
            {"Acme | take into account | interests of its customers"},
            id="set phrase",
        ),
        pytest.param(
            "The company relies on imports from Brazil.",
            {"company | rely on | imports from Brazil"},
            id="prepositional",
        ),
        pytest.param("Chile is working to end the drought.", {"Chile | work to end | drought"}, id="course, not end"),
        pytest.param(
            "Oslo may help to end the strike.", {"Oslo | help to end | strike | Planned"}, id="course, planned"
        ),
    ],
)
def test_predicates_read_well(text: str, expected: set[str], tools: Tools) -> None:
    assert opened(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ghana sent 50 experts to Kenya.",
            {"Ghana | send | 50 experts", "Ghana | send experts to | Kenya"},
            id="object and goal",
        ),
        pytest.param(
            "Ghana gave Togo a fishing boat.",
            {"Ghana | give | fishing boat", "Ghana | give boat to | Togo"},
            id="two objects",
        ),
        pytest.param(
            "The bank loaned $5 million to farmers in Togo.", {"bank | loan money to | farmers in Togo"}, id="money"
        ),
        pytest.param(
            "Tonga plays a leading role in the Pacific Forum.",
            {"Tonga | play | leading role in the Pacific Forum"},
            id="noun with its complement",
        ),
        pytest.param(
            "Chile's support for the summit surprised Peru.",
            {"Chile's support for the summit | surprise | Peru", "Chile | support for | summit"},
            id="noun with its possessor",
        ),
    ],
)
def test_what_else_a_clause_says(text: str, expected: set[str], tools: Tools) -> None:
    assert opened(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param(
            "Peru discussed opportunities for cooperation on energy.",
            "opportunities for cooperation on energy",
            id="for",
        ),
        pytest.param("Peru praised efforts to end the war.", "efforts to end the war", id="infinitive"),
        pytest.param("Nobel stressed the importance of education.", "importance of education", id="of"),
        pytest.param(
            "Peru praised the strength and breadth of the alliance.",
            "strength and breadth of the alliance",
            id="joined",
        ),
        pytest.param("Peru criticized Chile's fishing policy.", "Chile's fishing policy", id="possessor"),
        pytest.param("Peru praised at least 30 farmers.", "at least 30 farmers", id="comparator"),
        pytest.param(
            "Peru praised the mountain villages hosting the games.", "mountain villages", id="participle left out"
        ),
    ],
)
def test_labels_of_described_things(text: str, label: str, tools: Tools) -> None:
    reading = reading_of(text, tools)
    found = [reading.resolution.entities[f.object].label for f in reading.facts if f.open and f.object]
    assert label in found


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("Cooperative activities include patrols.", "cooperative activities", id="common"),
        pytest.param("Peruvian farmers grow quinoa.", "Peruvian farmers", id="demonym"),
        pytest.param("COVID-19 vaccines reached Togo.", "COVID-19 vaccines", id="acronym"),
    ],
)
def test_only_names_keep_a_capital(text: str, subject: str, tools: Tools) -> None:
    reading = reading_of(text, tools)
    assert {reading.resolution.entities[f.subject].label for f in reading.facts} == {subject}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Peru discussed opportunities.", id="nothing concrete"),
        pytest.param("Peru expressed its strong commitment.", id="nothing but praise"),
        pytest.param("It is time for Peru to act.", id="time"),
        pytest.param("Examples include the Volta Dam.", id="examples"),
        pytest.param("The talks are on track.", id="turn of phrase"),
        pytest.param("Peru voted on behalf of the farmers.", id="on behalf of"),
    ],
)
def test_nothing_to_say(text: str, tools: Tools) -> None:
    assert opened(text, tools) == set()


@pytest.mark.parametrize(
    ("text", "said", "not_said"),
    [
        pytest.param(
            "Oslo called on Lima to release the prisoners.",
            "Lima | release | prisoners | Planned",
            "Oslo | release | prisoners | Planned",
            id="called on",
        ),
        pytest.param(
            "Oslo called for Lima to engage in serious diplomacy.",
            "Lima | engage in | serious diplomacy | Planned",
            "Oslo | engage in | serious diplomacy | Planned",
            id="called for",
        ),
        pytest.param(
            "Lima urged Quito to end the strike.",
            "Quito | end | strike | Planned",
            "Lima | end | strike | Planned",
            id="urged",
        ),
        pytest.param(
            "Peru remains committed to protecting the forest.",
            "Peru | protect | forest | Planned",
            "Peru | protect | forest",
            id="committed",
        ),
        pytest.param(
            "Togo praised Peru's efforts to protect the forest.",
            "Peru | protect | forest | Planned",
            "Togo | protect | forest | Planned",
            id="whose efforts",
        ),
        pytest.param(
            "Monitors noted reports of thefts committed by guards.",
            "guards | commit | thefts | Reported",
            "guards | commit | thefts",
            id="reports of",
        ),
        pytest.param(
            "The firm nearly doubled the salaries of nurses.",
            "firm | double | salaries of nurses",
            "firm | double | salaries of nurses | Negated",
            id="nearly doubled",
        ),
    ],
)
def test_who_does_it_and_whether(text: str, said: str, not_said: str, tools: Tools) -> None:
    found = opened(text, tools)
    assert said in found
    assert not_said not in found


def test_at_most_four_a_sentence(tools: Tools) -> None:
    text = "Peru and Chile grow potatoes, maize, quinoa, barley and oats."
    assert len(opened(text, tools)) == 4


def test_a_body_that_tours_visits_in_the_words_of_the_text(tools: Tools) -> None:
    assert opened("The Harbor Orchestra toured Japan.", tools) == {"Harbor Orchestra | tour | Japan"}
