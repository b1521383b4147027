"""Membership, partnership, assistance, launching, belonging and issuing, in the ways that prose has of telling them."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import relations

_READ = [
    pytest.param(
        "EU members Poland and Hungary voted.",
        {"Poland | memberOf | European Union", "Hungary | memberOf | European Union"},
        id="named members",
    ),
    pytest.param(
        "The Nordic Five (Norway and Denmark) met.",
        {"Norway | memberOf | Nordic Five", "Denmark | memberOf | Nordic Five"},
        id="in brackets",
    ),
    pytest.param(
        "As a member of the Arctic Council, Norway will host the summit.",
        {"Norway | memberOf | Arctic Council"},
        id="as a member",
    ),
    pytest.param(
        "Chad and Niger joined Mali as members of the Sahel Council.",
        {"Chad | memberOf | Sahel Council", "Niger | memberOf | Sahel Council"},
        id="join as",
    ),
    pytest.param(
        "The board appointed Laura Lane to the Harbor Council in 2011.",
        {"Laura Lane | memberOf | Harbor Council | startDate=2011"},
        id="appointed",
    ),
    pytest.param(
        "Kenya is one of the founding members of the African Union.", {"Kenya | memberOf | African Union"}, id="one of"
    ),
    pytest.param(
        "Norway supports Albania's EU accession.", {"Albania | memberOf | European Union | Planned"}, id="accession"
    ),
    pytest.param(
        "The minister thanked Peru for joining the Lima Council.",
        {"Peru | memberOf | Lima Council"},
        id="thanked for joining",
    ),
    pytest.param("Norway and its partners opened a port.", {"Norway | partnerOf | partners"}, id="its partners"),
    pytest.param(
        "Japan thanked its allies, including India and Kenya.",
        {"Japan | partnerOf | India", "Japan | partnerOf | Kenya"},
        id="allies, including",
    ),
    pytest.param(
        "In partnership with UNESCO, Japan opened a school.", {"Japan | partnerOf | UNESCO"}, id="in partnership with"
    ),
    pytest.param(
        "Japan announced $20 million in food aid for the people of Nepal.",
        {"Japan | providesAssistanceTo | Nepal"},
        id="amount of aid",
    ),
    pytest.param(
        "Norway has provided Chad with training.", {"Norway | providesAssistanceTo | Chad"}, id="provided with"
    ),
    pytest.param(
        "Peru will deliver 300 tons of relief to Chile.",
        {"Peru | providesAssistanceTo | Chile | Planned"},
        id="will deliver",
    ),
    pytest.param(
        "Japan thanked Poland for its aid to Chad.", {"Poland | providesAssistanceTo | Chad"}, id="thanked for its"
    ),
    pytest.param(
        "Total U.S. military assistance to Jordan rose.",
        {"United States | providesAssistanceTo | Jordan"},
        id="described assistance",
    ),
    pytest.param(
        "Chad, a partner and recipient of Norwegian aid, agreed.",
        {"Norway | providesAssistanceTo | Chad"},
        id="recipient",
    ),
    pytest.param("Peru requested aid from Norway for Chile.", set[str](), id="requested"),
    pytest.param(
        "The Finance Ministry's Office of Trade closed.",
        {"Office of Trade | partOf | Finance Ministry"},
        id="office of a ministry",
    ),
    pytest.param(
        "The Office of Trade in the Bureau of Fisheries closed.",
        {"Office of Trade | partOf | Bureau of Fisheries"},
        id="office in a bureau",
    ),
    pytest.param(
        "Norway launched the Harvest Program as part of the Nordic Initiative.",
        {"Harvest Program | partOf | Nordic Initiative"},
        id="as part of",
    ),
    pytest.param(
        "Germany contributed $20 million to the Harvest Program.", {"Germany | funds | Harvest Program"}, id="money"
    ),
    pytest.param(
        "Norway's launch of the Harvest Program surprised many.",
        {"Harvest Program | launchedBy | Norway"},
        id="launch of",
    ),
    pytest.param(
        "Envoys marked 100 years of Norwegian-Swedish diplomatic relations.",
        {"Norway | diplomaticRelationsWith | Sweden"},
        id="named relations",
    ),
]


@pytest.mark.parametrize(("text", "expected"), _READ)
def test_is_read(text: str, expected: set[str], tools: Tools) -> None:
    assert expected <= relations(text, tools)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(
            "Japan thanked Poland for its aid to Chad.", "Japan | providesAssistanceTo", id="giver is thanked"
        ),
        pytest.param("Norway thanked Peru for joining the Lima Council.", "Norway | memberOf", id="joiner is thanked"),
        pytest.param("COVID-19 assistance to Chad rose.", "providesAssistanceTo", id="assistance against"),
        pytest.param("Norwegian aid for Syrians in Jordan rose.", "providesAssistanceTo | Syria", id="people abroad"),
        pytest.param(
            "Peru requested aid from Norway for Chile.", "Norway | providesAssistanceTo | Chile", id="request"
        ),
        pytest.param("The team contributed 300 hours to the Harvest Program.", "funds", id="hours are no money"),
        pytest.param("As part of the Lima Dialogue, Norway met Peru.", "Norway | partOf", id="part of a meeting"),
        pytest.param("The council elected Norway to the Harbor Board.", "council | memberOf", id="electors"),
        pytest.param(
            "The statement on the Lima Process issued by Peru was short.", "issued | Lima", id="what it is on"
        ),
        pytest.param("She works for Amnesty International Canada.", "Amnesty International |", id="a national branch"),
    ],
)
def test_is_not_asserted(text: str, word: str, tools: Tools) -> None:
    assert not [line for line in relations(text, tools) if word in line and not line.endswith(("Planned", "Reported"))]
