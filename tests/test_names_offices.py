"""Names that were cut or merged, whose office is whose, and what is no office at all."""

from __future__ import annotations

import pytest

from factgraph.builder.audit_words import names
from factgraph.builder.described import only_described
from factgraph.builder.pipeline import Tools

from .readings import relations

_READ = [
    pytest.param(
        "Moe founded Oslo's Council on Bridging the Health Divide.",
        {"Council on Bridging the Health Divide | launchedBy | Moe"},
        id="gerund in a name",
    ),
    pytest.param(
        "Anna Berg chairs the Friends of the Baltic.",
        {"Friends of the Baltic | chairedBy | Anna Berg"},
        id="friends of",
    ),
    pytest.param(
        "The Harbor Institute released the 3rd Edition of To Sail the Earth in Peace.",
        {"Harbor Institute | issued | 3rd Edition of To Sail the Earth in Peace"},
        id="edition of a title",
    ),
    pytest.param(
        "Ole Lund is Commander-in-Chief of Peru’s National Guard.",
        {"Ole Lund | holdsOffice | Commander-in-Chief of Peru’s National Guard"},
        id="hyphens in an office",
    ),
    pytest.param(
        "Officials met with Crown Prince of Oman Sheikh Salim Al Harthy.",
        {"Salim Al Harthy | holdsOffice | Crown Prince of Oman"},
        id="rank of birth after an office",
    ),
    pytest.param(
        "Under Secretary for Growth, Energy, and the Environment Anna Berg will travel.",
        {"Anna Berg | holdsOffice | Under Secretary for Growth, Energy, and the Environment"},
        id="article in a list",
    ),
    pytest.param(
        "Anna Berg, Director of Research at Acme Corporation, spoke.",
        {"Anna Berg | holdsOffice | Director of Research at Acme Corporation"},
        id="where the office is",
    ),
    pytest.param(
        "Anna Berg serves as President and CEO of the Harbor Bank.",
        {
            "Anna Berg | holdsOffice | President of the Harbor Bank",
            "Anna Berg | holdsOffice | CEO of the Harbor Bank",
        },
        id="shared complement",
    ),
    pytest.param(
        "Maria Lopez serves on the governing boards of Acme Corporation and the Carter Foundation.",
        {
            "Maria Lopez | memberOf | governing board of Acme Corporation",
            "Maria Lopez | memberOf | governing board of the Carter Foundation",
        },
        id="each board",
    ),
    pytest.param(
        "The Departments of State and Justice launched the Harbor Law Forum.",
        {
            "Harbor Law Forum | launchedBy | United States Department of State",
            "Harbor Law Forum | launchedBy | United States Department of Justice",
        },
        id="each department",
    ),
    pytest.param(
        "The Harbor Law Forum was launched by the Departments of Defense, Homeland Security, and State.",
        {
            "Harbor Law Forum | launchedBy | United States Department of Defense",
            "Harbor Law Forum | launchedBy | United States Department of Homeland Security",
            "Harbor Law Forum | launchedBy | United States Department of State",
        },
        id="each of three departments",
    ),
    pytest.param(
        "Germany and Japan have mobilized donors and Kenya has spearheaded the Harbor Initiative.",
        {"Harbor Initiative | ledBy | Kenya"},
        id="late subject",
    ),
    pytest.param(
        "In his capacity as Director of the Harbor Bank, Lund was involved in fraud.",
        {"Lund | holdsOffice | Director of the Harbor Bank"},
        id="his, told later",
    ),
    pytest.param("He flew to Atlanta, Georgia.", {"Atlanta | partOf | Georgia State"}, id="state of a shared name"),
    pytest.param("He flew to Tbilisi, Georgia.", {"Tbilisi | partOf | Georgia"}, id="country of a shared name"),
    pytest.param(
        "Lisa Berg, U.S. Ambassador to the United Nations for the Economic and Social Council, spoke.",
        {
            "Lisa Berg | ambassadorTo | United Nations",
            "Lisa Berg | holdsOffice | U.S. Ambassador to the United Nations for the Economic and Social Council",
        },
        id="ambassador for",
    ),
]

_SILENT = [
    pytest.param("Ole Lund is listed for being a leader, senior officer, or member of the board of Acme.", id="or"),
    pytest.param("Anna Berg, former Chairman and CEO of Acme Corporation, spoke.", id="former goes with both"),
    pytest.param("Ole Lund is a senior leader of the Ministry of Defense.", id="description"),
    pytest.param("Ole Lund, a Peruvian representative for a body under the Academy, was listed.", id="representative"),
    pytest.param("Kenya joined the majority of the Harbor Council in condemning the attack.", id="joined in doing"),
    pytest.param("Anna Berg has served on numerous public boards.", id="several boards"),
]


@pytest.mark.parametrize(("text", "expected"), _READ)
def test_read(tools: Tools, text: str, expected: set[str]) -> None:
    assert expected <= relations(text, tools)


@pytest.mark.parametrize("text", _SILENT)
def test_silent(tools: Tools, text: str) -> None:
    assert not {r for r in relations(text, tools) if "holdsOffice" in r or "memberOf" in r}


def test_listed_after_the_verb_do_not_lead(tools: Tools) -> None:
    found = relations(
        "The Kenyan delegation, led by Anna Berg, included representatives from the Harbor Bank, the Lima Institute,"
        " and the Nile Council.",
        tools,
    )
    assert {r for r in found if "ledBy" in r} == {"Kenyan delegation | ledBy | Anna Berg"}


def test_a_body_of_another_state_is_not_the_known_one(tools: Tools) -> None:
    found = relations("Ole Lund is a member of Peru’s Security Council.", tools)
    assert not {r for r in found if "United Nations" in r}
    assert "Ole Lund | memberOf | Peru’s Security Council" in found


def test_one_surname_and_another_states_office_are_two_persons(tools: Tools) -> None:
    found = relations("U.S. Envoy Sung Kim spoke. Envoy Kim met Korean Minister Kim in Oslo.", tools)
    assert not any(r.startswith("Sung Kim | holdsOffice | Korean") for r in found)


def test_descriptions() -> None:
    told = ("leader of the Unity Party", "ISIS commander", "Public Affairs Officer", "Director General")
    assert not any(map(only_described, told))
    assert all(
        map(only_described, ("senior leader of the ministry", "DPRK representative", "senior executive officer"))
    )


def test_a_list_names_its_members() -> None:
    assert names("Chair and Director of the Fund", ["Chair of the Fund"], "Chair of the Fund")
    assert not names("Chair of the Fund", ["Director of the Fund"], "Director of the Fund")
