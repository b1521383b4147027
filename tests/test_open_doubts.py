"""Open statements that would tell something else than their sentences do are left out, and good ones are kept."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import opened

BEFORE = "Norway lies in Europe. "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Oslo discussed the dialogue between Peru and Chile.", "between Peru and Chile", id="both sides"),
        pytest.param("Oslo imposed sanctions on Togo.", "Oslo | impose sanctions on | Togo", id="on whom"),
        pytest.param("Acme donated 23 million vaccine doses.", "Acme | donate | 23 million vaccine doses", id="number"),
        pytest.param(
            "Trade treaties are tools that strengthen industry.",
            "trade treaties | strengthen | industry",
            id="predicate noun",
        ),
        pytest.param(
            "Oslo stands in support of Ukraine.", "Oslo | stand in | support of Ukraine", id="stands in support"
        ),
    ],
)
def test_said(text: str, said: str, tools: Tools) -> None:
    assert any(said in row for row in opened(text, tools))


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        pytest.param("Oslo imposed sanctions on Togo.", "Oslo | impose | sanctions", id="sanctions on whom"),
        pytest.param("Oslo reaffirmed the readiness of Peru.", "readiness of Peru", id="ready for what"),
        pytest.param(
            "The fund provides an opportunity for miners to study.",
            "opportunity for miners",
            id="opportunity to do what",
        ),
        pytest.param("Kofi met with over 17 mayors of Peru.", "meet with | 17 mayors", id="more than the number"),
        pytest.param("Oslo praised the situation in the country.", "situation in the country", id="which country"),
        pytest.param(
            "Oslo supports the unity and integrity of Chad.", "Oslo | support | unity |", id="shared complement"
        ),
        pytest.param("Oslo works with Power Africa partners.", "| power |", id="a name is no verb"),
        pytest.param("Any decision that Peru makes in Europe is shared.", "make", id="any"),
        pytest.param("Kofi renewed the goal that Peru support trade.", "Peru | support | trade", id="wanted"),
        pytest.param("Oslo stressed the importance of Peru working to end the war.", "work to end", id="importance of"),
        pytest.param(
            "Kofi holds Ana Gomez responsible for the fire.", "Kofi | hold | Ana Gomez", id="holds responsible"
        ),
        pytest.param(
            "Oslo met with mayors, and buying the port is a priority for Lima.", "Oslo | be", id="gerund subject"
        ),
        pytest.param("Oslo is advancing reforms in two areas: building ports and mines.", "Oslo | build", id="list"),
        pytest.param("Kofi told of the impact of Russia’s invasion on trade.", "Russia | invasion on", id="impact on"),
        pytest.param("Oslo values its cooperation on trade.", "Oslo | cooperation on", id="with whom"),
        pytest.param("Acme sells software used for testing engines.", "software | test", id="used for"),
        pytest.param("Oslo is expanding the number of visitors from Peru.", "expand | visitors", id="the number"),
        pytest.param("Kofi said something in Lima.", "say something in", id="something"),
        pytest.param("The tools help farmers make better decisions.", "farmers | make", id="helped"),
        pytest.param(
            "Falcon Motors reported sales of 9 million euros, compared with 7 million euros in 2019.",
            "compared with",
            id="a comparison is nobody's deed",
        ),
    ],
)
def test_not_said(text: str, not_said: str, tools: Tools) -> None:
    rows = {row for row in opened(BEFORE + text, tools) if not row.endswith(("Planned", "Reported", "Negated"))}
    assert not [row for row in rows if not_said in f"{row} |"]


def test_quoted_opinion_is_reported(tools: Tools) -> None:
    rows = opened("“The treaty has changed the region of Lima,” said Kofi Mensah.", tools)
    assert all(row.endswith("Reported") for row in rows if "change" in row)


def test_date_of_the_object_is_not_that_of_speaking(tools: Tools) -> None:
    rows = opened("Oslo welcomes the signing of the Lima Treaty on 14 July 2020.", tools)
    assert any(row.startswith("Oslo | welcome | signing") for row in rows)
    assert not any("pointInTime" in row for row in rows if "welcome" in row)
