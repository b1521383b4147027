"""Different words for one thing lead to one thing; where words leave it open, nothing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factgraph.builder.pipeline import Tools, read_document

from .readings import note, opened, reading_of, relations

PARIS = "partyTo | Paris Agreement"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("America joined NATO.", {"United States | memberOf | NATO"}, id="short name"),
        pytest.param("The U.S. joined NATO.", {"United States | memberOf | NATO"}, id="abbreviation"),
        pytest.param("Britain ratified the Paris Agreement.", {f"United Kingdom | {PARIS}"}, id="Britain"),
        pytest.param("The Dutch ratified the Paris Agreement.", {f"Netherlands | {PARIS}"}, id="people"),
        pytest.param("The Japanese government ratified the Paris Agreement.", {f"Japan | {PARIS}"}, id="government"),
        pytest.param("The government of Japan ratified the Paris Agreement.", {f"Japan | {PARIS}"}, id="government of"),
        pytest.param("Japan's government ratified the Paris Agreement.", {f"Japan | {PARIS}"}, id="'s government"),
        pytest.param("The Japanese interim government ratified the Paris Agreement.", {f"Japan | {PARIS}"}, id="kind"),
        pytest.param(
            "The Danish Harbor Administration joined the Volta Network.",
            {"Danish Harbor Administration | participatesIn | Volta Network"},
            id="a body of a country is not the country",
        ),
        pytest.param(
            "Japanese exports to Kenya include cars.", {"Japan | exports | cars | tradingPartner=Kenya"}, id="demonym"
        ),
    ],
)
def test_countries_by_other_words(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Alpine Research Institute (ARI) opened in Bern. ARI hosted the Bergen Conference.",
            {"Alpine Research Institute | hosts | Bergen Conference"},
            id="acronym of a new name",
        ),
        pytest.param(
            "The World Meteorological Organization (WMO) met. The WMO admitted Palau.",
            {"Palau | memberOf | World Meteorological Organization"},
            id="acronym of a known name",
        ),
        pytest.param(
            "Falcon Motors was sold in 2008. It joined the Volta Network.",
            {"Falcon Motors | participatesIn | Volta Network"},
            id="a plural name of one thing",
        ),
        pytest.param(
            "Falcon Motors was founded by Kari Haugen. It sold cars in Gdansk. Haugen visited Kenya.",
            {"Falcon Motors | launchedBy | Kari Haugen", "Kari Haugen | visited | Kenya"},
            id="a surname that looks like a place",
        ),
        pytest.param(
            "Maria Lopez opened the fair. Lopez visited Kenya.", {"Maria Lopez | visited | Kenya"}, id="surname"
        ),
        pytest.param(
            "Maria Lopez opened the fair. Senior Official Lopez visited Kenya.",
            {"Maria Lopez | visited | Kenya"},
            id="surname after a description",
        ),
        pytest.param(
            "The Volta Initiative grew. The Initiative was launched by Ghana.",
            {"Volta Initiative | launchedBy | Ghana"},
            id="the Initiative",
        ),
        pytest.param(
            "The Orion Institute grew. The institute was founded by Anna Berg.",
            {"Orion Institute | launchedBy | Anna Berg"},
            id="the institute",
        ),
        pytest.param(
            "The Alpine Weather Station opened. The station grew. Anna Berg left the Orion Institute. Kenya is hot."
            " Chile is long. Peru is high. Togo is small. The station hosted the Bergen Conference.",
            {"Alpine Weather Station | hosts | Bergen Conference"},
            id="the station, last called so",
        ),
        pytest.param(
            "The Harbor Safety Act was signed by Anna Berg. It amends the Dune Act. The Act was announced by Peru.",
            {
                "Anna Berg | signed | Harbor Safety Act",
                "Harbor Safety Act | announcedBy | Peru",
            },
            id="the Act that the text is of",
        ),
        pytest.param(
            "Anna Berg founded the Orion Institute. It hosted the Bergen Conference.",
            {"Orion Institute | launchedBy | Anna Berg", "Orion Institute | hosts | Bergen Conference"},
            id="it, which is no person",
        ),
        pytest.param(
            "Ghana is hot. The country joined the African Union.",
            {"Ghana | memberOf | African Union"},
            id="the country",
        ),
        pytest.param(
            "Kenya signed the Nairobi Treaty. Uganda ratified the treaty.",
            {"Kenya | signed | Nairobi Treaty", "Uganda | partyTo | Nairobi Treaty"},
            id="the treaty",
        ),
        pytest.param(
            "President Maria Lopez visited Kenya. The president attended the Nairobi Summit.",
            {
                "Maria Lopez | holdsOffice | President",
                "Maria Lopez | visited | Kenya",
                "Maria Lopez | participatesIn | Nairobi Summit",
            },
            id="the president",
        ),
    ],
)
def test_names_by_other_words(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Chile is long. It ratified the Paris Agreement.", f"Chile | {PARIS}", id="it"),
        pytest.param(
            "Chile exports copper. It ratified the Paris Agreement.",
            f"Chile | {PARIS}",
            id="it, after an object",
        ),
        pytest.param("Chile and Peru met. They ratified the Paris Agreement.", f"Chile | {PARIS}", id="they, first"),
        pytest.param("Chile and Peru met. They ratified the Paris Agreement.", f"Peru | {PARIS}", id="they, second"),
        pytest.param(
            "The Volta Dialogue opened. It serves to facilitate exchange. It was launched by Kenya.",
            "Volta Dialogue | launchedBy | Kenya",
            id="it, twice",
        ),
        pytest.param("John Carter sings. He visited Kenya.", "John Carter | visited | Kenya", id="he"),
        pytest.param(
            "Maria Lopez paints. She founded the Orion Institute.",
            "Orion Institute | launchedBy | Maria Lopez",
            id="she",
        ),
        pytest.param(
            "Kenya said that it had ratified the Paris Agreement.", f"Kenya | {PARIS} | Reported", id="it, one sentence"
        ),
        pytest.param(
            "Japan and Mongolia met. The two countries established diplomatic relations in 1972.",
            "Japan | diplomaticRelationsWith | Mongolia | startDate=1972",
            id="the two countries",
        ),
        pytest.param(
            "France and Spain met in Lyon. Both countries ratified the Paris Agreement.", f"Spain | {PARIS}", id="both"
        ),
        pytest.param(
            "France, Spain, and Italy met. All three nations ratified the Paris Agreement.",
            f"Italy | {PARIS}",
            id="all three nations",
        ),
    ],
)
def test_pronouns_and_counted_countries(text: str, expected: str, tools: Tools) -> None:
    assert expected in relations(text, tools)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It joined the African Union in 1963.", id="it, nothing before"),
        pytest.param("They ratified the Paris Agreement.", id="they, nothing before"),
        pytest.param("We ratified the Paris Agreement.", id="we, no government speaks"),
        pytest.param("Kenya and Uganda met. It joined the African Union.", id="it, two before"),
        pytest.param("The country ratified the Paris Agreement.", id="the country, none before"),
        pytest.param("Chile exports copper. The two countries ratified the Paris Agreement.", id="two, one before"),
    ],
)
def test_what_words_leave_open_is_not_stated_of_anything_named(text: str, tools: Tools) -> None:
    countries = {"Kenya", "Uganda", "Chile"}
    assert not {s for s in relations(text, tools) if s.partition(" | ")[0] in countries and " | exports | " not in s}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Maria Lopez met Anna Berg. She visited Kenya.", id="subject and object"),
        pytest.param("Maria Lopez and Anna Berg met. She visited Kenya.", id="joined"),
    ],
)
def test_she_after_two_women_is_open(text: str, tools: Tools) -> None:
    assert relations(text, tools) == set()


def test_two_people_with_one_surname_stay_apart(tools: Tools) -> None:
    text = "Maria Lopez visited Chile. Carlos Lopez visited Peru. Lopez attended the Lima Conference."
    found = relations(text, tools)
    assert {"Maria Lopez | visited | Chile", "Carlos Lopez | visited | Peru"} <= found
    assert not found & {f"{p} | participatesIn | Lima Conference" for p in ("Maria Lopez", "Carlos Lopez")}


def test_names_of_one_thing_are_its_aliases(tools: Tools) -> None:
    text = "The Alpine Research Institute (ARI) opened. ARI grew. The institute thrived."
    entities = [e for e in reading_of(text, tools).resolution.entities.values() if e.named]
    assert [(e.label, e.aliases) for e in entities] == [("Alpine Research Institute", ("ARI",))]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(
            "The Orion Institute grew. The station hosted the Bergen Conference.",
            "Orion Institute | host | Bergen Conference",
            id="an institute is no station",
        ),
        pytest.param(
            "The Farm League opposed the Harbor Safety Act. Three senators supported it.",
            "three senators | support | Farm League",
            id="it, which may be either",
        ),
    ],
)
def test_what_is_not_meant(text: str, wrong: str, tools: Tools) -> None:
    host = {s.replace(" | hosts | ", " | host | ") for s in relations(text, tools)}
    assert wrong not in opened(text, tools) | host


def test_a_known_country_has_its_code(tools: Tools) -> None:
    entities = reading_of("The U.S. borders Canada.", tools).resolution.entities
    assert {e.label: e.iso for e in entities.values()} == {"United States": "US", "Canada": "CA"}


def test_open_statements_are_resolved_too(tools: Tools) -> None:
    found = opened("Ada Quist wrote the Blue Sonata. She sold the sonata to Emil Falk.", tools)
    assert found == {
        "Ada Quist | write | Blue Sonata",
        "Ada Quist | sell | Blue Sonata",
        "Ada Quist | sell sonata to | Emil Falk",
    }


def test_it_as_an_object(tools: Tools) -> None:
    found = opened("Ada Quist wrote the Blue Sonata. She sold it to Emil Falk.", tools)
    assert "Ada Quist | sell | Blue Sonata" in found


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        pytest.param(
            None,
            "Anna Berg criticized Ghana's Disciplinary Chamber of the Supreme Court. The United States agreed.",
            "Supreme Court of the United States",
            id="below what another state has",
        ),
        pytest.param(
            "Joint Statement on the Situation in Ghana",
            "France, Italy, and the United States call on the House of Representatives to meet.",
            "United States House of Representatives",
            id="in what several states say on another",
        ),
    ],
)
def test_bodies_of_other_states_are_not_the_known_one(title: str | None, text: str, name: str, tools: Tools) -> None:
    reading = read_document(replace(note(text), title=title), tools)
    labels = {e.label for e in reading.resolution.entities.values()}
    assert name not in labels
    assert name.replace(" of the United States", "").replace("United States ", "") in labels
