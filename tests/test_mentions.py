"""Where names begin and end, what is a title, and what is no mention at all."""

from __future__ import annotations

import pytest

from factgraph.builder.mention import Mention
from factgraph.builder.pipeline import Tools

from .readings import reading_of


def mentioned(text: str, tools: Tools) -> list[Mention]:
    """All mentions of a text, in order."""
    return sorted(reading_of(text, tools).resolution.mentions.values(), key=lambda m: (m.start, -m.end))


def names(text: str, tools: Tools, *, inner: bool = False) -> list[str]:
    """Names of a text; those that stand inside longer ones only with `inner`."""
    return [m.text for m in mentioned(text, tools) if m.kind == "name" and (inner or not m.inner)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Treaty on the Protection of Birds protects cranes.", ["Treaty on the Protection of Birds"], id="on, of"
        ),
        pytest.param(
            "The National Museum of Natural History holds fossils.", ["National Museum of Natural History"], id="museum"
        ),
        pytest.param(
            "Johann Sebastian Bach was born in Eisenach.", ["Johann Sebastian Bach", "Eisenach"], id="three parts"
        ),
        pytest.param(
            "The United Nations Security Council met in New York.",
            ["United Nations Security Council", "New York"],
            id="council",
        ),
        pytest.param("Bank of America acquired Merrill Lynch.", ["Bank of America", "Merrill Lynch"], id="bank"),
        pytest.param(
            "O'Brien and McDonald joined Smith & Sons Ltd.",
            ["O'Brien", "McDonald", "Smith & Sons Ltd."],
            id="ampersand",
        ),
        pytest.param("Mexico's exports to Japan rose.", ["Mexico", "Japan"], id="possessor"),
        pytest.param("The Chile-Peru Highway Program grew.", ["Chile-Peru Highway Program"], id="hyphen"),
        pytest.param("She wrote “The Silent River” in 1931.", ["Silent River"], id="quoted title"),
        pytest.param("Turkey ate no turkey.", ["Turkey"], id="bird and country"),
        pytest.param(
            "Real Madrid defeated Arsenal.",
            ["Real Madrid", "Arsenal"],
            id="place at the end",
        ),
        pytest.param(
            "The University of Cape Town opened a laboratory.",
            ["University of Cape Town"],
            id="place of two words at the end",
        ),
        pytest.param(
            "The Ministry of Health and the Bank of Ghana signed the memorandum.",
            ["Ministry of Health", "Bank of Ghana"],
            id="two bodies",
        ),
        pytest.param(
            'The "Green Valley" program helps farmers.',
            ["Green Valley program"],
            id="quoted name and noun",
        ),
    ],
)
def test_where_names_begin_and_end(text: str, expected: list[str], tools: Tools) -> None:
    assert names(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "person"),
    [
        pytest.param("President Anna Berg visited Oslo.", "Anna Berg", id="president"),
        pytest.param("Secretary of State Henry Ward visited Oslo.", "Henry Ward", id="secretary of state"),
        pytest.param("Prime Minister Anna Berg visited Oslo.", "Anna Berg", id="prime minister"),
        pytest.param("Dr. Amara Okafor visited Oslo.", "Amara Okafor", id="doctor"),
        pytest.param("Professor Paul Lind visited Oslo.", "Paul Lind", id="professor"),
        pytest.param("The Norwegian novelist Sigrid Dahl visited Oslo.", "Sigrid Dahl", id="demonym and trade"),
    ],
)
def test_titles_are_no_part_of_a_name(text: str, person: str, tools: Tools) -> None:
    found = [m for m in mentioned(text, tools) if m.text == person]
    assert [m.cls for m in found] == ["Person"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("The Chile-Peru Highway Program grew.", ["Chile", "Peru"], id="two countries"),
        pytest.param("The Lisbon Forum opened.", ["Lisbon"], id="city"),
        pytest.param("Bank of America grew.", ["America"], id="after of"),
    ],
)
def test_names_within_names(text: str, inside: list[str], tools: Tools) -> None:
    found = mentioned(text, tools)
    assert [m.text for m in found if m.inner] == inside
    outer = [m for m in found if not m.inner and m.kind == "name"]
    assert len(outer) == 1
    assert all(outer[0].start <= m.start and m.end <= outer[0].end for m in found if m.inner)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The forum opened on 4 March 2015.", id="day month year"),
        pytest.param("The forum opened on Monday, March 4, 2015.", id="weekday"),
        pytest.param("The forum opened in 2015.", id="year"),
        pytest.param("The forum opened in March 2015.", id="month and year"),
        pytest.param("The forum lasted from 2011 to 2015.", id="years"),
        pytest.param(
            "The forum opened in April.",
            id="month alone",
        ),
    ],
)
def test_dates_are_no_mentions(text: str, tools: Tools) -> None:
    assert [m.text for m in mentioned(text, tools)] == ["forum"]


@pytest.mark.parametrize(
    ("text", "phrase", "definite", "number", "plural"),
    [
        pytest.param("The two countries met.", "two countries", True, 2, True, id="the two"),
        pytest.param("All three nations met.", "three nations", True, 3, True, id="all three"),
        pytest.param("A country grew.", "country", False, None, False, id="a"),
        pytest.param("The country grew.", "country", True, None, False, id="the"),
    ],
)
def test_noun_phrases(text: str, phrase: str, definite: bool, number: int | None, plural: bool, tools: Tools) -> None:
    found = [m for m in mentioned(text, tools) if m.text.endswith(phrase)]
    assert [(m.definite, m.number, m.plural) for m in found] == [(definite, number, plural)]


def test_an_acronym_is_defined_in_parentheses(tools: Tools) -> None:
    found = mentioned("The Alpine Research Institute (ARI) met in Geneva.", tools)
    assert {m.text: m.acronym for m in found}["Alpine Research Institute"] == "ARI"


def test_an_acronym_of_what_a_name_ends_with_is_not_the_whole_name_s(tools: Tools) -> None:
    found = mentioned("Ida Holm leads the Presidency of the Council of the Nordic Union (NU).", tools)
    assert {m.text: m.acronym for m in found}["Presidency of the Council of the Nordic Union"] is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("😀 Anna Berg visited Oslo.", id="emoji"),
        pytest.param("Anna\r\nBerg visited  Oslo.", id="line ends"),
        pytest.param("“Anna Berg” – the président’s naïve aide – visited Oslo…", id="accents"),
    ],
)
def test_offsets_count_code_points(text: str, tools: Tools) -> None:
    found = mentioned(text, tools)
    assert found
    assert all(" ".join(text[m.start : m.end].split()) == m.text for m in found)
