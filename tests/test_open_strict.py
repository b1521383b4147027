"""Open statements that would say less, or something else, than their sentence: left out, or with a fuller label."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import opened


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        pytest.param("Kofi Mensah met today with Ama Boateng in Lima.", "Kofi Mensah | meet in | Lima", id="whom"),
        pytest.param(
            "Oslo views the harbour plan, with all its costs, as fair.", "Oslo | view | harbour plan", id="as"
        ),
        pytest.param("The order forced Togo further into debt.", "order | force | Togo", id="force"),
        pytest.param(
            "Peru and Chile discussed ways and assessed concrete steps to end smuggling.",
            "Peru | discuss | concrete steps to end smuggling",
            id="other verb",
        ),
        pytest.param(
            "Peru invested and supported the expansion of the port.",
            "Peru | invest | expansion of the port",
            id="invest in",
        ),
        pytest.param(
            "Three summits took place in Lima, Quito, and Oslo.", "three summits | take place in | Oslo", id="each"
        ),
        pytest.param("Peru banned products made in Togo.", "products | be made in | Togo", id="kind"),
        pytest.param(
            "The workshop raised awareness and information sharing.", "workshop | raise | information", id="cut"
        ),
        pytest.param("Lima banned immediate family members.", "Lima | ban | immediate family members", id="family"),
        pytest.param(
            "The text of the following statement was released by Peru.",
            "Peru | release | text of the following statement",
            id="following",
        ),
        pytest.param("Officials say 46 percent support the plan.", "46 percent | support | plan", id="percent"),
    ],
)
def test_left_out(text: str, not_said: str, tools: Tools) -> None:
    assert not_said not in {s.partition(" | pointInTime")[0] for s in opened(text, tools)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("At least 400 leaders met in Lima.", "at least 400 leaders | meet in | Lima", id="at least"),
        pytest.param("Over 30 soldiers visited Lima.", "over 30 soldiers | visit | Lima", id="over"),
        pytest.param(
            "Kofi Mensah greeted newly arrived refugees.", "Kofi Mensah | greet | newly arrived refugees", id="newly"
        ),
        pytest.param(
            "Peru invested and supported the expansion of the port.",
            "Peru | support | expansion of the port",
            id="own verb",
        ),
        pytest.param("Let there be no doubt: Togo attacked Ghana.", "Togo | attack | Ghana", id="no doubt"),
    ],
)
def test_said(text: str, said: str, tools: Tools) -> None:
    assert said in opened(text, tools)
