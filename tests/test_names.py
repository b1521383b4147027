"""Names that something stands inside of are whole; what is another thing's name is not merged with it."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import reading_of, relations


def names(text: str, tools: Tools) -> list[str]:
    """Names of a text that do not stand inside longer ones, in order."""
    found = sorted(reading_of(text, tools).resolution.mentions.values(), key=lambda m: (m.start, -m.end))
    return [m.text for m in found if m.kind == "name" and not m.inner]


def meant(text: str, word: str, tools: Tools) -> str | None:
    """Label of what the last mention with these words stands for, if that is something named."""
    resolution = reading_of(text, tools).resolution
    mention = max((m for m in resolution.mentions.values() if m.text == word), key=lambda m: m.start)
    reference = resolution.of(mention.sentence, mention.head)
    entity = resolution.entities[reference.entities[0]] if reference is not None else None
    return entity.label if entity is not None and entity.named else None


def entity_aliases(text: str, label: str, tools: Tools) -> tuple[str, ...]:
    """Other names of the thing so labelled."""
    return next(e.aliases for e in reading_of(text, tools).resolution.entities.values() if e.label == label)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Baltic Harbour Safety Forum (BHSF) Symposium opened in Riga.",
            ["Baltic Harbour Safety Forum Symposium", "Riga"],
            id="acronym inside",
        ),
        pytest.param(
            "The Rural Clinic Nurses (RCN) program trains staff.",
            ["Rural Clinic Nurses program"],
            id="acronym, program",
        ),
        pytest.param(
            "The Kenya-Uganda Women's Council met in Nairobi.",
            ["Kenya-Uganda Women's Council", "Nairobi"],
            id="possessor inside",
        ),
        pytest.param(
            "The Veterans' Committee approved the plan.", ["Veterans' Committee"], id="plural possessor at the start"
        ),
        pytest.param(
            "The Japan – European Union Energy Council met in Osaka.",
            ["Japan – European Union Energy Council", "Osaka"],
            id="dash with spaces",
        ),
        pytest.param(
            "The 2nd Kenya-Uganda Energy Dialogue took place in Nairobi.",
            ["2nd Kenya-Uganda Energy Dialogue", "Nairobi"],
            id="count before a pair",
        ),
        pytest.param(
            "The Convention to Protect Migrating Cranes in the Northern Wetlands entered into force.",
            ["Convention to Protect Migrating Cranes in the Northern Wetlands"],
            id="verb inside",
        ),
        pytest.param(
            "The Office to Monitor and Combat Fraud in Banking published the report.",
            ["Office to Monitor and Combat Fraud in Banking"],
            id="two verbs inside",
        ),
        pytest.param("Atlético Madrid defeated Arsenal.", ["Atlético Madrid", "Arsenal"], id="club named by its city"),
        pytest.param(
            "The Act to Regulate Fishing passed in 1887.", ["Act to Regulate Fishing"], id="verb after another noun"
        ),
        pytest.param("Hartwell Bridge Company, LLC is the contractor.", ["Hartwell Bridge Company, LLC"], id="suffix"),
        pytest.param(
            "The World Bank Harbour Cities Conference opened in Lagos.",
            ["World Bank Harbour Cities Conference", "Lagos"],
            id="known name at the start",
        ),
        pytest.param(
            "The Conference on the Baltics Luncheon was held in Riga.",
            ["Conference on the Baltics Luncheon", "Riga"],
            id="event after a complement",
        ),
        pytest.param(
            "The Department of Justice and Acme reached a settlement.",
            ["Department of Justice", "Acme"],
            id="known name ends before and",
        ),
    ],
)
def test_names_with_something_inside(text: str, expected: list[str], tools: Tools) -> None:
    assert names(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The World Health Organization (WHO) Director General Anna Berg visited Kenya.",
            "World Health Organization",
            id="office after an acronym",
        ),
        pytest.param("Kenya's Parliament met.", "Kenya", id="possessor that is no class of people"),
        pytest.param("Ministers agreed to Visit Oslo.", "Oslo", id="verb in capitals alone"),
        pytest.param("World Bank Announces Clean Harbour Initiative", "World Bank", id="verb of a headline"),
    ],
)
def test_what_ends_a_name(text: str, expected: str, tools: Tools) -> None:
    assert expected in names(text, tools)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Germany funds the Kenya Red Cross.", {"Germany | funds | Kenya Red Cross"}, id="country"),
        pytest.param("Germany funds the Italian Red Cross.", {"Germany | funds | Italian Red Cross"}, id="demonym"),
        pytest.param(
            "Ghana signed the Paris Peace Agreements.", {"Ghana | signed | Paris Peace Agreements"}, id="like another"
        ),
    ],
)
def test_a_national_body_is_not_the_worldwide_one(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param(
            "Ghana joined the Coastal Trade Alliance. The Alliance has ten members.",
            "Alliance",
            "Coastal Trade Alliance",
            id="the only one",
        ),
        pytest.param(
            "The 2010 Harbour Safety Summit met in Riga. The 2012 Harbour Safety Summit met in Oslo. At the Summit, "
            "Japan spoke.",
            "Summit",
            "2012 Harbour Safety Summit",
            id="the last one",
        ),
        pytest.param("The Symposium was held in Cairo.", "Symposium", None, id="none"),
        pytest.param(
            "At the June 2016 Pacific Leaders' Summit, Japan spoke. Ministers attended the Pacific Leaders' Summit on "
            "November 18, 2021.",
            "Pacific Leaders' Summit",
            "Pacific Leaders' Summit",
            id="another year",
        ),
        pytest.param(
            "The Marquez-Soler regime jailed critics. President Marquez spoke.", "Marquez", "Marquez", id="half a pair"
        ),
    ],
)
def test_what_a_part_of_a_name_stands_for(text: str, word: str, expected: str | None, tools: Tools) -> None:
    assert meant(text, word, tools) == expected


def test_a_class_noun_in_capitals_states_nothing_by_itself(tools: Tools) -> None:
    assert relations("Peru joined the Council. The Agreement was signed by Peru and Chile.", tools) == set()


def test_a_company_is_one_whatever_its_last_word(tools: Tools) -> None:
    entities = reading_of("Hartwell Steel, Inc. bought Norfolk Mills.", tools).resolution.entities
    assert entities["Hartwell Steel, Inc."].cls == "Organization"


def test_a_shorter_name_of_a_new_thing_is_its_alias(tools: Tools) -> None:
    text = "Visitors praised the Kumasi TechSprint. The TechSprint ended in May."
    assert entity_aliases(text, "Kumasi TechSprint", tools) == ("TechSprint",)
