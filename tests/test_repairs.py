"""Trees that the parser builds wrongly, and facts that come out right all the same."""

from __future__ import annotations

import pytest

from factgraph.builder.gazetteer import load_gazetteer
from factgraph.builder.known_names import with_known_names
from factgraph.builder.pipeline import Tools
from factgraph.builder.sentence import Sentence, Token, with_children

from .readings import relations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Through the Nile Leaders' Forum, Egypt, Sudan, and Uganda cooperate to manage the river.",
            {f"{who} | participatesIn | Nile Leaders' Forum" for who in ("Egypt", "Sudan", "Uganda")},
            id="list after an opening phrase",
        ),
        pytest.param(
            "In addition to the Lake Council, Japan and Peru take part in the Asia Forum.",
            {"Japan | participatesIn | Asia Forum", "Peru | participatesIn | Asia Forum"},
            id="subject taken for an apposition",
        ),
        pytest.param(
            "The Lake Forum is led by the Secretaries of State and Commerce and the Trade Representative.",
            {
                f"Lake Forum | ledBy | {who}"
                for who in ("Secretary of State", "Secretary of Commerce", "Trade Representative")
            },
            id="plural office",
        ),
        pytest.param(
            "Kenya imports oil from Iraq and machinery from China and India.",
            {
                "Kenya | imports | oil | tradingPartner=Iraq",
                "Kenya | imports | machinery | tradingPartner=China | tradingPartner=India",
            },
            id="second object with its own partner",
        ),
        pytest.param(
            "Top Norwegian exports include fish, vehicle parts, fuels and oils, and paper.",
            {f"Norway | exports | {what}" for what in ("fish", "vehicle parts", "fuels and oils", "paper")},
            id="pair within a list",
        ),
        pytest.param(
            "Togo takes part in Power Africa and in the Security Governance Initiative.",
            {"Togo | participatesIn | Power Africa", "Togo | participatesIn | Security Governance Initiative"},
            id="known name split",
        ),
        pytest.param(
            "Alan Smith, a lawyer, and Bob Jones founded the Lake Trust.",
            {"Lake Trust | launchedBy | Alan Smith", "Lake Trust | launchedBy | Bob Jones"},
            id="described subject before another",
        ),
        pytest.param(
            "The East African Community, of which Kenya is a member, met in Arusha.",
            {"Kenya | memberOf | East African Community"},
            id="preposition before which",
        ),
        pytest.param(
            "The league, through support funded by the Coffee Bank, grew.",
            set(),
            id="participle of the nearer noun",
        ),
        pytest.param(
            "Peru is a member of the United Nations but not of the European Union.",
            {"Peru | memberOf | United Nations", "Peru | memberOf | European Union | Negated"},
            id="denied conjunct",
        ),
        pytest.param(
            "Chile and Peru have a tax treaty, signed in 2000, but no extradition treaty.",
            {
                "Chile | partyTo | tax treaty",
                "Peru | partyTo | tax treaty",
                "Chile | partyTo | extradition treaty | Negated",
                "Peru | partyTo | extradition treaty | Negated",
                "Chile | signed | tax treaty | pointInTime=2000",
                "Peru | signed | tax treaty | pointInTime=2000",
            },
            id="none of the second, and a signing of the first",
        ),
        pytest.param(
            "Chile has trade pacts with Peru, Norway, and many African partners.",
            {
                "Chile | partyTo | trade pact with Peru",
                "Chile | partyTo | trade pact with Norway",
                "Chile | partyTo | trade pact with many African partners",
                "Peru | partyTo | trade pact with Peru",
                "Norway | partyTo | trade pact with Norway",
            },
            id="a pact for each partner",
        ),
        pytest.param(
            "Germany is Poland's second-largest trading partner (after Russia).",
            {
                "Germany | tradePartnerOf | Poland | rank=2 | rankedAs=trading partner",
                "Russia | tradePartnerOf | Poland | rank=1 | rankedAs=trading partner",
            },
            id="who ranks before",
        ),
    ],
)
def test_facts(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


def test_a_known_name_gets_one_head_and_the_tree_stays_a_tree() -> None:
    rows = [("in", 1, "case"), ("Power", 4, "obl"), ("Africa", 4, "obj"), (",", 2, "punct"), ("work", 4, "root")]
    tokens = [
        Token(i, text, text.lower(), "NNP", "PROPN", dep, head, i * 7, i * 7 + len(text))
        for i, (text, head, dep) in enumerate(rows)
    ]
    mended = with_known_names(Sentence(0, 0, 40, 0, with_children(tokens)), load_gazetteer())
    assert [t.head for t in mended.tokens] == [2, 2, 4, 2, 4]
    assert mended.tokens[2].dep == "obl"
