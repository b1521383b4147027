"""Short names inside other names, other countries' bodies, acronyms after titles, characters that nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factgraph.builder.invisible import INVISIBLE, bare
from factgraph.builder.iris import slug
from factgraph.builder.pipeline import Tools

from .readings import reading_of


def _things(text: str, tools: Tools) -> dict[str, str]:
    """What each name in the text leads to."""
    resolution = reading_of(text, tools).resolution
    out: dict[str, str] = {}
    for (sentence, head), mention in resolution.mentions.items():
        reference = resolution.of(sentence, head)
        if mention.kind == "name" and reference is not None:
            out[mention.text] = resolution.entities[reference.entities[0]].label
    return out


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param("They discussed Nordo-Atlantic security in Oslo.", "Atlantic Ocean", id="hyphen"),
        pytest.param("She spoke at the Atlantic Forum in Kyiv.", "Atlantic Ocean", id="noun after a place"),
        pytest.param("He studied at The Ann Washington University.", "Washington, D.C.", id="name on both sides"),
        pytest.param("The airline flies to Atlanta, Washington.", "Washington, D.C.", id="place in a place"),
        pytest.param("The UN Environment Academy opened.", "United Nations Environment Programme", id="other noun"),
        pytest.param("Ghana is a State Party to it.", "United States Department of State", id="State Party"),
        pytest.param("The Zorble Chamber of Commerce met.", "United States Department of Commerce", id="of Commerce"),
        pytest.param("They prepare for the 9th Congress of the Zorble Union.", "United States Congress", id="of"),
        pytest.param("Ole Berg addressed the Bolivian Senate.", "United States Senate", id="demonym"),
        pytest.param("Ole Berg leads Peru's National Guard.", "United States National Guard", id="possessor"),
        pytest.param("They visited the Malian State.", "United States Department of State", id="the state itself"),
        pytest.param(
            "State teachers went on strike in Mali.", "United States Department of State", id="sentence start"
        ),
        pytest.param("Peru and Chile met. Congress approved it.", "United States Congress", id="country never named"),
        pytest.param(
            "Ole Berg is the Head of the National Guard of Ghana, the U.S. said. The National Guard left.",
            "United States National Guard",
            id="another one of an office",
        ),
        pytest.param(
            "The U.S. team left for the 9th Congress of the Zorble Union. The Congress will vote.",
            "United States Congress",
            id="another one of the text",
        ),
    ],
)
def test_a_part_of_another_name_is_not_the_known_thing(text: str, known: str, tools: Tools) -> None:
    assert known not in _things(text, tools).values()


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        pytest.param("The ship crossed the Atlantic in May.", "Atlantic", "Atlantic Ocean", id="alone"),
        pytest.param("She flew to Washington in May.", "Washington", "Washington, D.C.", id="capital"),
        pytest.param("He toured Boston, Washington, and Denver.", "Washington", "Washington, D.C.", id="list"),
        pytest.param(
            "Treasury Secretary Ann Berg left.", "Treasury", "United States Department of the Treasury", id="office"
        ),
        pytest.param("The U.S. ambassador said Congress agreed.", "Congress", "United States Congress", id="country"),
        pytest.param(
            "Peru and Chile met. The U.S. Congress agreed. Congress adjourned.",
            "Congress",
            "United States Congress",
            id="named in full",
        ),
        pytest.param(
            "UN Human Rights Council members met.",
            "UN Human Rights Council",
            "United Nations Human Rights Council",
            id="whole",
        ),
    ],
)
def test_a_short_name_by_itself_is_the_known_thing(text: str, name: str, known: str, tools: Tools) -> None:
    assert _things(text, tools)[name] == known


@pytest.mark.parametrize(
    ("text", "acronym", "meant"),
    [
        pytest.param(
            "The Special Envoy for the Democratic Republic of Zamora (DRZ) left. The DRZ protested.",
            "DRZ",
            "DRZ",
            id="of the country",
        ),
        pytest.param("The Director General (DG) left. The DG spoke.", "DG", "Director General", id="of the office"),
        pytest.param(
            "The Volta Research Institute (VRI) met. VRI grew.", "VRI", "Volta Research Institute", id="of a body"
        ),
    ],
)
def test_an_acronym_after_a_title(text: str, acronym: str, meant: str, tools: Tools) -> None:
    assert _things(text, tools)[acronym] == meant


def test_what_a_body_is_for_is_no_short_name_of_it(tools: Tools) -> None:
    things = _things("The Zorble Institute for Justice held talks on Women, Justice and Water. Justice matters.", tools)
    assert things.get("Justice") != "Zorble Institute for Justice"


def test_a_surname_after_a_title_in_a_headline(tools: Tools) -> None:
    text = (
        "Under Secretary for Political Affairs Rask and Under Secretary for Trade Lindén Travel to Oslo\n\n"
        "Under Secretary for Political Affairs Ann Rask and Under Secretary for Trade Jo Lindén will travel to Oslo. "
        "Under Secretary Rask will chair the talks. Under Secretary Linden will visit Kenya.\n"
    )
    things = _things(text, tools)
    assert (things["Rask"], things["Linden"]) == ("Ann Rask", "Jo Lindén")


def test_marks_that_nobody_sees_are_no_part_of_a_name(tools: Tools) -> None:
    labels = [e.label for e in reading_of("Spokesperson Ned Berg:\u200e", tools).resolution.entities.values()]
    assert "Ned Berg" in labels
    assert all(label == bare(label) for label in labels)


@given(st.text(st.sampled_from([*"ab :;,", *map(chr, INVISIBLE)])))
def test_bare_names(name: str) -> None:
    once = bare(name)
    assert bare(once) == once
    assert not once.endswith((":", ";", ","))
    assert not set(map(ord, once)) & set(INVISIBLE)


def test_slugs_of_bare_names() -> None:
    assert slug(bare("Ned\u00ad Berg:\u200e")) == "ned-berg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Secretary of State for Sport of Norway met the Minister of State for Trade.",
            {"Norway", "Secretary of State for Sport of Norway", "Minister of State for Trade"},
            id="State of a title",
        ),
        pytest.param("State Secretary Anna Berg sang.", {"State Secretary", "Anna Berg"}, id="State before a title"),
        pytest.param(
            "The United Nations Children's Fund Ghana (UNICEF-Ghana) opened. UNICEF helped.",
            {"United Nations Children's Fund Ghana", "United Nations Children's Fund"},
            id="a body's part in a country",
        ),
        pytest.param("The NATO Alliance met.", {"NATO"}, id="noun of another of its names"),
        pytest.param("The NATO Orchestra met.", {"NATO", "NATO Orchestra"}, id="another noun"),
        pytest.param("The UN Human Rights Council of the UN met.", {"United Nations Human Rights Council",
            "United Nations"}, id="whose it is after a known name"),
        pytest.param(
            "Anna Berg joined the Safe Harbors through Trade (SHT) Global Anti-Piracy Sprint. SHT began in 2020.",
            {"Anna Berg", "Safe Harbors through Trade", "Safe Harbors through Trade Global Anti-Piracy Sprint"},
            id="acronym of the shorter",
        ),
        pytest.param("He cited Executive Order (E.O.) 13999.", {"Executive Order 13999"}, id="number after an acronym"),
        pytest.param("Houthi fighters left Oslo.", {"Houthis", "Oslo"}, id="people"),
    ],
)  # fmt: skip
def test_what_the_names_of_a_text_lead_to(text: str, expected: set[str], tools: Tools) -> None:
    assert set(_things(text, tools).values()) == expected
