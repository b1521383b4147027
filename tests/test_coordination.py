"""What is said of several things is said of each, and of no other."""

from __future__ import annotations

import pytest

from factgraph.builder.pipeline import Tools

from .readings import opened, relations

PARIS = "partyTo | Paris Agreement"


def each(names: str, rest: str) -> set[str]:
    """The same said of several."""
    return {f"{name} | {rest}" for name in names.split(", ")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kenya and Uganda ratified the Paris Agreement.", each("Kenya, Uganda", PARIS), id="and"),
        pytest.param(
            "Kenya, Uganda, and Rwanda ratified the Paris Agreement.", each("Kenya, Uganda, Rwanda", PARIS), id="three"
        ),
        pytest.param(
            "Kenya as well as Uganda ratified the Paris Agreement.", each("Kenya, Uganda", PARIS), id="as well as"
        ),
        pytest.param(
            "Both Kenya and Uganda ratified the Paris Agreement.", each("Kenya, Uganda", PARIS), id="both and"
        ),
        pytest.param(
            "Kenya together with Uganda hosted the Nairobi Summit.",
            each("Kenya, Uganda", "hosts | Nairobi Summit"),
            id="together with",
        ),
        pytest.param(
            "Kenya, Uganda and Rwanda are all members of the East African Community.",
            each("Kenya, Uganda, Rwanda", "memberOf | East African Community"),
            id="all members",
        ),
        pytest.param(
            "Several states, including Kenya, Uganda, and Rwanda, ratified the Paris Agreement.",
            each("Kenya, Uganda, Rwanda", PARIS),
            id="including",
        ),
        pytest.param(
            "Countries such as Kenya and Uganda ratified the Paris Agreement.",
            each("Kenya, Uganda", PARIS),
            id="such as",
        ),
        pytest.param("Kenya, but not Uganda, ratified the Paris Agreement.", each("Kenya", PARIS), id="but not"),
        pytest.param(
            "Kenya or Uganda will host the Nairobi Summit.",
            each("Kenya, Uganda", "hosts | Nairobi Summit | Planned"),
            id="or, planned",
        ),
        pytest.param(
            "Kenya, along with Uganda, ratified the Paris Agreement.",
            each("Kenya, Uganda", PARIS),
            id="along with",
        ),
        pytest.param(
            "Kenya and its neighbor Uganda ratified the Paris Agreement.",
            each("Kenya, Uganda", PARIS),
            id="its neighbor",
        ),
        pytest.param("Unlike Peru, Chile ratified the Paris Agreement.", each("Chile", PARIS), id="unlike"),
        pytest.param(
            "Instead of Peru, Chile hosted the Lima Conference.",
            each("Chile", "hosts | Lima Conference"),
            id="instead of",
        ),
        pytest.param(
            "Members of the Andean Forum are Chile, Peru, and Bolivia.",
            each("Chile, Peru, Bolivia", "memberOf | Andean Forum"),
            id="after the verb",
        ),
        pytest.param(
            "Anna Berg of the Orion Institute and Paul Lind of the Vega Foundation visited Kenya.",
            each("Anna Berg, Paul Lind", "visited | Kenya"),
            id="with complements",
        ),
        pytest.param(
            "Chile rather than Peru hosted the Lima Conference.",
            each("Chile", "hosts | Lima Conference"),
            id="rather than",
        ),
        pytest.param(
            "Not only Kenya but also Uganda ratified the Paris Agreement.",
            each("Kenya, Uganda", PARIS),
            id="not only",
        ),
    ],
)
def test_subjects(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kenya ratified the Paris Agreement and the Kyoto Protocol.",
            {f"Kenya | {PARIS}", "Kenya | partyTo | Kyoto Protocol"},
            id="two objects",
        ),
        pytest.param(
            "Kenya is a member of several bodies, including the African Union, the World Bank, and the Commonwealth.",
            {f"Kenya | memberOf | {o}" for o in ("African Union", "World Bank", "Commonwealth of Nations")},
            id="including",
        ),
        pytest.param(
            "Kenya exports tea, coffee, and flowers.",
            {f"Kenya | exports | {o}" for o in ("tea", "coffee", "flowers")},
            id="commodities",
        ),
        pytest.param(
            "France borders Spain and Italy.",
            {"France | sharesBorderWith | Spain", "France | sharesBorderWith | Italy"},
            id="borders",
        ),
        pytest.param(
            "Maria Lopez founded the Orion Institute and the Vega Foundation.",
            each("Orion Institute, Vega Foundation", "launchedBy | Maria Lopez"),
            id="founded two",
        ),
        pytest.param(
            "Maria Lopez and Carlos Vega visited Chile and Ecuador.",
            {f"{p} | visited | {c}" for p in ("Maria Lopez", "Carlos Vega") for c in ("Chile", "Ecuador")},
            id="two by two",
        ),
        pytest.param(
            "Kenya ratified the Paris Agreement, and Uganda the Kyoto Protocol.",
            {f"Kenya | {PARIS}", "Uganda | partyTo | Kyoto Protocol"},
            id="verb left out",
            marks=pytest.mark.xfail(
                strict=True, reason="a clause without its verb gives its object to the first subject"
            ),
        ),
    ],
)
def test_objects(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kenya ratified the Paris Agreement and hosted the Nairobi Summit.",
            {f"Kenya | {PARIS}", "Kenya | hosts | Nairobi Summit"},
            id="shared subject",
        ),
        pytest.param(
            "Kenya signed and ratified the Paris Agreement.",
            {"Kenya | signed | Paris Agreement", f"Kenya | {PARIS}"},
            id="shared object",
        ),
        pytest.param(
            "Kenya hosted the Nairobi Summit, and Uganda ratified the Paris Agreement.",
            {"Kenya | hosts | Nairobi Summit", f"Uganda | {PARIS}"},
            id="each its own subject",
        ),
        pytest.param(
            "Ghana launched and Togo funded the Volta Initiative.",
            {"Volta Initiative | launchedBy | Ghana", "Togo | funds | Volta Initiative"},
            id="own subjects, shared object",
            marks=pytest.mark.xfail(strict=True, reason="the first verb gets no share of the object"),
        ),
        pytest.param(
            "Toyota founded and leads the Kansai Initiative.",
            {"Kansai Initiative | launchedBy | Toyota", "Kansai Initiative | ledBy | Toyota"},
            id="tenses differ",
            marks=pytest.mark.xfail(strict=True, reason="the first verb gets no share of the object"),
        ),
    ],
)
def test_verbs(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


LAUNCHED = "Volta Initiative | launchedBy | Ghana"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Volta Initiative was launched by Ghana.", {LAUNCHED}, id="passive"),
        pytest.param("The Volta Initiative was launched in 2011.", set(), id="passive, agent untold"),
        pytest.param(
            "The Orion Institute was founded in 1950 by Anna Berg and Paul Lind.",
            {f"Orion Institute | launchedBy | {p} | startDate=1950" for p in ("Anna Berg", "Paul Lind")},
            id="passive, two agents",
        ),
        pytest.param("The Paris Agreement was ratified by Kenya.", {f"Kenya | {PARIS}"}, id="passive, turned"),
        pytest.param(
            "The Volta Initiative, launched by Ghana in 2011, trains farmers.",
            {f"{LAUNCHED} | startDate=2011"},
            id="reduced",
        ),
        pytest.param(
            "The Volta Initiative, which was launched by Ghana, trains farmers.", {LAUNCHED}, id="relative passive"
        ),
        pytest.param(
            "Ghana, which hosted the Accra Summit, ratified the Paris Agreement.",
            {"Ghana | hosts | Accra Summit", f"Ghana | {PARIS}"},
            id="relative",
        ),
        pytest.param(
            "Google, which Larry Page and Sergey Brin founded, acquired YouTube.",
            each("Google", "launchedBy | Larry Page") | each("Google", "launchedBy | Sergey Brin"),
            id="relative of object",
        ),
        pytest.param(
            "Ghana, a member of the African Union, hosted the Accra Summit.",
            {"Ghana | memberOf | African Union", "Ghana | hosts | Accra Summit"},
            id="apposition",
        ),
        pytest.param(
            "Maria Lopez, president of Peru, visited Chile.",
            {"Maria Lopez | holdsOffice | president of Peru", "Maria Lopez | visited | Chile"},
            id="apposition of office",
        ),
        pytest.param(
            "The Accra Summit, hosted by Ghana, drew crowds.", {"Ghana | hosts | Accra Summit"}, id="reduced, hosted"
        ),
    ],
)
def test_passives_and_clauses_within(text: str, expected: set[str], tools: Tools) -> None:
    assert relations(text, tools) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Marie Curie discovered polonium and radium.",
            each("Marie Curie", "discover | polonium") | each("Marie Curie", "discover | radium"),
            id="objects",
        ),
        pytest.param(
            "Microsoft acquired GitHub and LinkedIn.",
            {"Microsoft | acquire | GitHub", "Microsoft | acquire | LinkedIn"},
            id="companies",
        ),
        pytest.param(
            "The film, directed by Agnes Holt and produced by Leo Brandt, won the Golden Lens.",
            {"Agnes Holt | direct | film", "Leo Brandt | produce | film", "film | win | Golden Lens"},
            id="two reduced relatives",
        ),
        pytest.param(
            "The novelist Sigrid Dahl and her brother Emil Dahl moved to Oslo.",
            {
                "Sigrid Dahl | be | novelist",
                "Emil Dahl | be | brother",
                "Sigrid Dahl | move to | Oslo",
                "Emil Dahl | move to | Oslo",
            },
            id="described subjects",
            marks=pytest.mark.xfail(strict=True, reason="the second described person does not take part"),
        ),
        pytest.param(
            "The bridge designed by Isambard Brunel crosses the Avon.",
            {"Isambard Brunel | design | bridge", "bridge | cross | Avon"},
            id="reduced relative",
        ),
    ],
)
def test_open_statements_spread_too(text: str, expected: set[str], tools: Tools) -> None:
    assert opened(text, tools) == expected
