"""What is denied, planned, wished for, supposed or reported is never asserted; what is a fact is."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import opened, reading_of, relations

PARIS = "partyTo | Paris Agreement"
UNION = "memberOf | African Union"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Iceland ratified the Paris Agreement.", f"Iceland | {PARIS}", id="past"),
        pytest.param("Iceland has ratified the Paris Agreement.", f"Iceland | {PARIS}", id="perfect"),
        pytest.param("Iceland managed to ratify the Paris Agreement.", f"Iceland | {PARIS}", id="managed to"),
        pytest.param("Ghana succeeded in joining the African Union.", f"Ghana | {UNION}", id="succeeded in"),
        pytest.param(
            "Peru continues to participate in the Open Skies Program.",
            "Peru | participatesIn | Open Skies Program",
            id="continues to",
        ),
        pytest.param(
            "Peru began to participate in the Open Skies Program.",
            "Peru | participatesIn | Open Skies Program",
            id="began to",
        ),
        pytest.param("Ghana helped launch the Volta Initiative.", "Volta Initiative | launchedBy | Ghana", id="helped"),
        pytest.param("Without Ghana, Togo joined the African Union.", f"Togo | {UNION}", id="without somebody"),
        pytest.param(
            "Ghana was a member of the African Union until 1984.", f"Ghana | {UNION} | endDate=1984", id="until a year"
        ),
        pytest.param(
            "Japan and the EU are negotiating the Kobe Agreement.",
            "Japan | negotiates | Kobe Agreement",
            id="being under way",
        ),
        pytest.param("After Kenya ratified the Paris Agreement, Uganda followed.", f"Kenya | {PARIS}", id="after"),
        pytest.param(
            "Kenya did not only ratify the Paris Agreement but also hosted the Nairobi Summit.",
            f"Kenya | {PARIS}",
            id="not only",
        ),
        pytest.param(
            "Kenya never stopped participating in the Volta Initiative.",
            "Kenya | participatesIn | Volta Initiative",
            id="never stopped",
        ),
        pytest.param(
            "Kenya did not fail to ratify the Paris Agreement.",
            f"Kenya | {PARIS}",
            id="did not fail to",
        ),
    ],
)
def test_a_fact_is_asserted(text: str, expected: str, tools: Tools) -> None:
    assert expected in relations(text, tools)


@pytest.mark.parametrize(
    ("text", "plain", "status"),
    [
        pytest.param("Norway is not a member of the African Union.", f"Norway | {UNION}", "Negated", id="not"),
        pytest.param(
            "Instead of joining the African Union, Norway grew.", f"Norway | {UNION}", "Negated", id="instead of"
        ),
        pytest.param(
            "Norway grew rather than join the African Union.", f"Norway | {UNION}", "Negated", id="rather than"
        ),
        pytest.param("Norway has never joined the African Union.", f"Norway | {UNION}", "Negated", id="never"),
        pytest.param(
            "Norway is no longer a member of the African Union.", f"Norway | {UNION}", "Negated", id="no longer"
        ),
        pytest.param(
            "Neither Norway nor Iceland is a member of the African Union.", f"Norway | {UNION}", "Negated", id="neither"
        ),
        pytest.param(
            "Neither Norway nor Iceland is a member of the African Union.", f"Iceland | {UNION}", "Negated", id="nor"
        ),
        pytest.param("Iceland did not ratify the Paris Agreement.", f"Iceland | {PARIS}", "Negated", id="did not"),
        pytest.param("Iceland didn't ratify the Paris Agreement.", f"Iceland | {PARIS}", "Negated", id="didn't"),
        pytest.param("Peru failed to ratify the Paris Agreement.", f"Peru | {PARIS}", "Negated", id="failed to"),
        pytest.param("Peru refused to ratify the Paris Agreement.", f"Peru | {PARIS}", "Negated", id="refused to"),
        pytest.param("Peru declined to ratify the Paris Agreement.", f"Peru | {PARIS}", "Negated", id="declined to"),
        pytest.param("Ghana almost joined the African Union.", f"Ghana | {UNION}", "Negated", id="almost"),
        pytest.param(
            "Ghana denied that it had joined the African Union.", f"Ghana | {UNION}", "Negated", id="denied that"
        ),
        pytest.param("Iceland will ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="will"),
        pytest.param("Iceland would ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="would"),
        pytest.param("Iceland may ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="may"),
        pytest.param("Iceland should ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="should"),
        pytest.param("Iceland can ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="can"),
        pytest.param(
            "Iceland could have ratified the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="could have"
        ),
        pytest.param("Iceland plans to ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="plans to"),
        pytest.param(
            "Iceland promised to ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="promised to"
        ),
        pytest.param(
            "Iceland intends to ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="intends to"
        ),
        pytest.param("Iceland hopes to ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="hopes to"),
        pytest.param("Iceland agreed to ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="agreed to"),
        pytest.param(
            "Iceland is expected to ratify the Paris Agreement.", f"Iceland | {PARIS}", "Planned", id="expected"
        ),
        pytest.param("Iceland is seeking to join the African Union.", f"Iceland | {UNION}", "Planned", id="seeking to"),
        pytest.param("Iceland applied to join the African Union.", f"Iceland | {UNION}", "Planned", id="applied to"),
        pytest.param("Iceland considered joining the African Union.", f"Iceland | {UNION}", "Planned", id="considered"),
        pytest.param(
            "Ghana wants Togo to join the African Union.", f"Togo | {UNION}", "Planned", id="wants another to"
        ),
        pytest.param("If Iceland joins the African Union, trade will grow.", f"Iceland | {UNION}", "Planned", id="if"),
        pytest.param(
            "Unless Peru ratifies the Paris Agreement, the fund will close.", f"Peru | {PARIS}", "Planned", id="unless"
        ),
        pytest.param("Did Peru ratify the Paris Agreement?", f"Peru | {PARIS}", "Planned", id="question of deed"),
        pytest.param("Is Ghana a member of the African Union?", f"Ghana | {UNION}", "Planned", id="question of being"),
        pytest.param(
            "The minister said that Peru had ratified the Paris Agreement.",
            f"Peru | {PARIS}",
            "Reported",
            id="said that",
        ),
        pytest.param(
            "Critics claim that Peru ratified the Paris Agreement.", f"Peru | {PARIS}", "Reported", id="claim"
        ),
        pytest.param(
            "According to the newspaper, Peru ratified the Paris Agreement.",
            f"Peru | {PARIS}",
            "Reported",
            id="according",
        ),
        pytest.param("Peru reportedly ratified the Paris Agreement.", f"Peru | {PARIS}", "Reported", id="reportedly"),
        pytest.param(
            "Peru ratified the Paris Agreement, the minister said.", f"Peru | {PARIS}", "Reported", id="said, after"
        ),
        pytest.param(
            "Experts believe that Peru ratified the Paris Agreement.", f"Peru | {PARIS}", "Reported", id="believe that"
        ),
        pytest.param(
            "Peru allegedly funded the Volta Initiative.", "Peru | funds | Volta Initiative", "Reported", id="allegedly"
        ),
        pytest.param("Peru was invited to join the African Union.", f"Peru | {UNION}", "Planned", id="invited to"),
        pytest.param("Peru is ready to ratify the Paris Agreement.", f"Peru | {PARIS}", "Planned", id="ready to"),
        pytest.param("Peru must ratify the Paris Agreement.", f"Peru | {PARIS}", "Planned", id="must"),
        pytest.param("Peru avoided joining the African Union.", f"Peru | {UNION}", "Negated", id="avoided"),
        pytest.param("Peru forgot to ratify the Paris Agreement.", f"Peru | {PARIS}", "Negated", id="forgot to"),
        pytest.param(
            "The Paris Agreement was never ratified by Peru.", f"Peru | {PARIS}", "Negated", id="passive, never"
        ),
        pytest.param("The Paris Agreement will be ratified by Peru.", f"Peru | {PARIS}", "Planned", id="passive, will"),
        pytest.param(
            "Ghana, which is not a member of the African Union, hosted the Accra Summit.",
            f"Ghana | {UNION}",
            "Negated",
            id="relative, not",
        ),
        pytest.param(
            "Whether Peru ratified the Paris Agreement is unclear.", f"Peru | {PARIS}", "Planned", id="whether"
        ),
    ],
)
def test_what_is_no_fact_is_not_asserted(text: str, plain: str, status: str, tools: Tools) -> None:
    found = relations(text, tools)
    assert plain not in found
    assert f"{plain} | {status}" in found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Ghana is a former member of the African Union.", f"Ghana | {UNION}", id="former"),
        pytest.param("Ghana is a candidate for membership in the African Union.", f"Ghana | {UNION}", id="candidate"),
        pytest.param("Ghana withdrew from the African Union.", f"Ghana | {UNION}", id="withdrew"),
        pytest.param("Ghana stopped taking part in the Volta Initiative.", "Ghana | participatesIn | Volta Initiative",
                     id="stopped"),
        pytest.param("Iceland has yet to ratify the Paris Agreement.", f"Iceland | {PARIS}", id="yet to"),
        pytest.param("Ghana seems to have joined the African Union.", f"Ghana | {UNION}", id="seems to"),
        pytest.param("Ghana negotiates the Lagos Agreement.", "Ghana | partyTo | Lagos Agreement", id="negotiates"),
        pytest.param(
            "Ghana urged Togo to ratify the Paris Agreement.", f"Togo | {PARIS}", id="urged to"
        ),
        pytest.param(
            "It is unlikely that Ghana joined the African Union.",
            f"Ghana | {UNION}",
            id="unlikely that",
        ),
        pytest.param(
            "It is said that Ghana joined the African Union.",
            f"Ghana | {UNION}",
            id="it is said that",
        ),
        pytest.param(
            "Rumors that Ghana joined the African Union spread.",
            f"Ghana | {UNION}",
            id="rumors that",
        ),
        pytest.param(
            "The proposal that Ghana join the African Union was rejected.",
            f"Ghana | {UNION}",
            id="proposal that",
        ),
        pytest.param(
            "The Volta Initiative was to be launched by Ghana.",
            "Volta Initiative | launchedBy | Ghana",
            id="was to be",
        ),
        pytest.param("Ghana is unable to join the African Union.", f"Ghana | {UNION}", id="unable to"),
        pytest.param(
            "Had Ghana joined the African Union, Togo would have signed the Lome Treaty.",
            f"Ghana | {UNION}",
            id="inverted condition",
        ),
        pytest.param(
            "Ghana appears to participate in the Volta Initiative.",
            "Ghana | participatesIn | Volta Initiative",
            id="appears to",
        ),
    ],
)  # fmt: skip
def test_is_not_asserted(text: str, plain: str, tools: Tools) -> None:
    assert plain not in relations(text, tools)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Lena Vogt will conduct the Ninth Symphony.", {"Lena Vogt | conduct | Ninth Symphony | Planned"}, id="will"
        ),
        pytest.param(
            "Lena Vogt did not conduct the Ninth Symphony.",
            {"Lena Vogt | conduct | Ninth Symphony | Negated"},
            id="not",
        ),
        pytest.param("Lena Vogt conducted the Ninth Symphony.", {"Lena Vogt | conduct | Ninth Symphony"}, id="fact"),
        pytest.param(
            "Critics said that Lena Vogt conducted the Ninth Symphony.",
            {"Lena Vogt | conduct | Ninth Symphony | Reported"},
            id="said",
        ),
    ],
)
def test_open_statements_have_a_status_too(text: str, expected: set[str], tools: Tools) -> None:
    assert expected <= opened(text, tools)


def test_a_denied_verb_does_not_deny_its_neighbour(tools: Tools) -> None:
    found = relations("Ghana signed the Lome Treaty but did not ratify the Paris Agreement.", tools)
    assert found == {"Ghana | signed | Lome Treaty", f"Ghana | {PARIS} | Negated"}


def test_an_accusation_is_no_fact(tools: Tools) -> None:
    assert "Lena Vogt | forge | Ninth Sketch" not in opened("Lena Vogt was accused of forging the Ninth Sketch.", tools)


def test_a_target_is_a_planned_measurement(tools: Tools) -> None:
    measured = reading_of("Ghana will spend $5 million on schools.", tools).measures
    assert [(m.value, m.status) for m in measured] == [("5000000", "Planned")]


def test_who_is_urged_is_to_act(tools: Tools) -> None:
    assert f"Togo | {PARIS} | Planned" in relations("Ghana urged Togo to ratify the Paris Agreement.", tools)
