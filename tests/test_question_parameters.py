"""Parameters of the named questions, and the questions on the command line: no value can do harm, and errors help."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDFS, Literal
from rdflib.plugins.sparql.parser import parseQuery

from factgraph.builder.errors import ExportError, FactgraphError, GraphError
from factgraph.builder.iris import BASE
from factgraph.cli import main
from factgraph.exports.load import Loaded, store
from factgraph.exports.questions import ask, question, questions, written
from factgraph.exports.terms import triples

from .picture_graphs import FG, Builder, small
from .test_questions import KNOWN, NAMES, told


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return small()[0]


@pytest.fixture(scope="module")
def kept(graph: rdflib.Graph) -> ox.Store:
    return store(triples(graph))


# Values of parameters


HOSTILE = (
    'x" } DROP ALL #',
    "} DROP ALL",
    "> } ; DROP ALL ; {",
    "<urn:x> } SERVICE <http://127.0.0.1:9/> {",
    "id:mexico> . ?s ?p ?o } #",
    "http://x/a>b",
    "http://x/a b",
    "\\u003e",
    '"""',
    "''",
    "{{",
    "?s",
    "\n",
    "\x00",
    "",
    " ",
    "\ud800",
    "a" * 10_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_gets_into_the_query(text: str, kept: ox.Store) -> None:
    for each in questions():
        for parameter in each.parameters:
            needed = {p.name: KNOWN[p.kind] for p in each.parameters if p.required}
            with pytest.raises(FactgraphError) as caught:
                ask(kept, each, {**needed, parameter.name: text})
            assert "\n" not in str(caught.value)


@pytest.mark.parametrize("label", ['} DROP ALL "', "a\\'\"b", "{?x}", "line\nbreak", "SERVICE <urn:x>", "#", "日本"])
def test_things_of_hostile_names_are_found(label: str) -> None:
    make = Builder()
    for name in (label, "Norway"):
        make.entity(name, "Country")
    make.statement(make.sentence("It is."), "Norway", "partnerOf", label)
    kept = store(triples(make.graph))
    before = len(kept)
    assert len(told(kept, "relations", country=label)) == 1
    assert len(told(kept, "evidence", object=label)) == 1
    assert len(kept) == before


def test_values_are_labels_aliases_iris_or_prefixed_names(graph: rdflib.Graph, kept: ox.Store) -> None:
    (mexico,) = (str(s) for s in graph.subjects(RDFS.label, Literal("Mexico", "en")))
    local = mexico.removeprefix(BASE)
    wanted = told(kept, "memberships", country="Mexico")
    for spelled in ("mexico", "MEXICO", " Mexico ", mexico, f"<{mexico}>", f"id:{local}"):
        assert told(kept, "memberships", country=spelled) == wanted
    assert told(kept, "memberships", country="US") == told(kept, "memberships", country="United States")
    relation = ("party to", "partyTo", "fg:partyTo", f"<{FG.partyTo}>", str(FG.partyTo))
    assert len({tuple(told(kept, "agreements", relation=each)) for each in relation}) == 1
    with pytest.raises(GraphError, match=r"nothing in the graph is called 'Mexcio'; near it: Mexico"):
        ask(kept, question("memberships"), {"country": "Mexcio"})
    with pytest.raises(GraphError, match="no relation in the graph is called 'partyto of'; near it: part of, party to"):
        ask(kept, question("agreements"), {"relation": "partyto of"})
    with pytest.raises(GraphError, match=r"id:nowhere"):
        ask(kept, question("memberships"), {"country": "id:nowhere"})


def test_several_things_of_one_name_are_all_meant() -> None:
    make = Builder()
    make.entity("Norway", "Country")
    make.entity("Oslo Group", "Organization")
    make.entity("Oslo Club", "Organization", ("The Group",))
    make.entity("Bergen Club", "Organization", ("Group",))
    sentence = make.sentence("Norway is in all.")
    for name in ("Oslo Group", "Oslo Club", "Bergen Club"):
        make.statement(sentence, "Norway", "memberOf", name)
    assert told(store(triples(make.graph)), "memberships", organization="group") == [
        "Norway | member of | Bergen Club",
        "Norway | member of | Oslo Club",
    ]


def test_unknown_questions_and_parameters_are_told(kept: ox.Store) -> None:
    with pytest.raises(GraphError, match="no question is called 'membership'; did you mean memberships"):
        question("membership")
    with pytest.raises(GraphError, match="there are: memberships, agreements"):
        question("zzz")
    with pytest.raises(GraphError, match="memberships has no parameter 'county'; it takes: country, organization"):
        ask(kept, question("memberships"), {"county": "Mexico"})
    with pytest.raises(GraphError, match="statistics has no parameter 'country'; it takes none"):
        ask(kept, question("statistics"), {"country": "Mexico"})


# The command line


@pytest.fixture
def file(graph: rdflib.Graph, tmp_path: Path) -> str:
    path = tmp_path / "graph.nt"
    path.write_text("".join(f"{s} {p} {o} .\n" for s, p, o in triples(graph)), encoding="utf-8")
    return str(path)


def test_query_asks_a_named_question(file: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["query", file, "@memberships", "country=Mexico", "organization=WTO"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[0].split() == ["member", "relation", "organization", "since", "until", "date"]
    assert "(Mexico)  fg:memberOf  id:" in lines[2]
    assert lines[2].endswith("(World Trade Organization)")
    assert main(["query", file, "@memberships", "-f", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert rows[1]["memberLabel"] == "Mexico"
    assert rows[1]["statement"].startswith(BASE)
    assert main(["query", file, "@conflicts"]) == 0
    assert b"nothing found" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["@nothing"], "no question is called 'nothing'"),
        (["@memberships", "country"], "'country' is no parameter; write NAME=VALUE"),
        (["@memberships", "country=US", "country=Mexico"], "country is given twice"),
        (["SELECT * { ?s ?p ?o }", "country=US"], "'country=US' is too many"),
        (["@memberships", "-f", "turtle"], "only CONSTRUCT and DESCRIBE give Turtle"),
    ],
)
def test_a_wrong_question_is_one_line(
    file: str, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", file, *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("factgraph: error: ")
    assert message in line


def test_questions_are_listed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["questions"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert lines[0].endswith("Who is a member of what (country, organization)")
    assert main(["questions", "connected"]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert "#   entity=NAME (needed): the thing\n" in text
    parseQuery(text)
    assert main(["questions", "--json"]) == 0
    assert [each["name"] for each in json.loads(capsysbinary.readouterr().out)] == NAMES


def test_forms_that_do_not_fit_are_told(graph: rdflib.Graph) -> None:
    with pytest.raises(ExportError):
        written(Loaded(tuple(triples(graph)), BASE), question("memberships"), {}, "turtle")
