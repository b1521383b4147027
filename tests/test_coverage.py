"""What of a text was read, what was left and why: in the stage, the graph, the command and the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from factgraph import cli
from factgraph.builder.check import check
from factgraph.builder.errors import GraphError
from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.left import Reason
from factgraph.builder.pipeline import Reading, Tools, read_document
from factgraph.exports.coverage import Sentence, coverage, totals
from factgraph.exports.coverage_text import as_json, as_text
from factgraph.exports.picture.model import build
from factgraph.exports.terms import triples
from factgraph.exports.turtle import turtle
from factgraph.exports.validate import validate
from factgraph.ontology.vocabulary import load_vocabulary

from .contract_graph import FG, ID, OA, contract_graph
from .picture_graphs import HOSTILE, Builder, hostile
from .readings import note, reading_of

TEXT = (
    "Kenya ratified the Paris Agreement while everyone slept. Norway visited. Peru is a member of the United Nations."
)

Captured = pytest.CaptureFixture[bytes]


def left(text: str, tools: Tools, *, open_statements: bool = True) -> list[str]:
    """What is left of a text, as "NoObject: Norway visited"."""
    reading = read_document(note(text), tools, open_statements=open_statements)
    return [f"{each.reason}: {text[each.start : each.end]}" for each in reading.remainders]


def graph_of(text: str, tools: Tools) -> Graph:
    return to_graph([reading_of(text, tools)], tools.vocabulary, BASE).graph


# the stage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Happy New Year to all!", ["NoClause: Happy New Year to all!"], id="no clause"),
        pytest.param("When does Norway sleep?", ["Question: When does Norway sleep"], id="question"),
        pytest.param("Visit Norway.", ["NoSubject: Visit Norway"], id="request"),
        pytest.param("Norway sleeps.", ["NoObject: Norway sleeps"], id="no object"),
        pytest.param("The treaty was signed.", ["NoObject: The treaty was signed"], id="passive alone"),
        pytest.param("Norway is happy.", ["NoObject: Norway is happy"], id="adjective"),
        pytest.param("They visited Kenya.", ["UnresolvedReference: They visited Kenya"], id="pronoun"),
        pytest.param("Kenya thanked them.", ["UnresolvedReference: Kenya thanked them"], id="pronoun as object"),
        pytest.param(
            "Other assignments include service at Japanese embassies in Lima, Peru; and Oslo, Norway.",
            ["NounReadOnly: Other assignments include service at Japanese embassies in Lima, Peru; and Oslo, Norway"],
            id="noun phrase",
        ),
        pytest.param("50 percent.", ["QuantityOfNothing: 50 percent"], id="quantity"),
    ],
)
def test_reasons(text: str, expected: list[str], tools: Tools) -> None:
    assert left(text, tools) == expected


def test_what_only_an_open_statement_says_is_left_where_those_are_left_out(tools: Tools) -> None:
    text = "Kenya thanked Norway."
    assert left(text, tools) == []
    assert left(text, tools, open_statements=False) == ["NoEntry: Kenya thanked Norway"]
    assert read_document(note(text), tools, open_statements=False).coverage == ("Silent",)


def test_open_statements_beyond_the_most_are_told(tools: Tools) -> None:
    pairs = ["Norway", "Kenya", "Peru", "Chile", "Japan", "China", "Spain", "Italy", "France", "Malta", "Cuba", "Ghana"]
    clauses = [f"{a} thanked {b}" for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
    text = f"{'; '.join(clauses)}."
    reading = reading_of(text, tools)
    assert {each.reason for each in reading.remainders} == {"NotKept"}
    assert reading.coverage == ("Partly",)


def test_every_reason_is_of_the_vocabulary() -> None:
    assert set(get_args(Reason)) == set(load_vocabulary().reasons)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The dam is 134 meters high.", id="measurement as predicate"),
        pytest.param("Trade reached $5 billion in 2010.", id="measurement as object"),
        pytest.param("There are 12 parks in Kenya.", id="measurement of what there is"),
        pytest.param("Finland said that Norway ratified the Kyoto Protocol.", id="attribution"),
        pytest.param("Norway ratified the Kyoto Protocol, the minister said.", id="attribution behind"),
        pytest.param("Norway continues to support Kenya.", id="verb that only carries another"),
        pytest.param("Kenya and Uganda established diplomatic relations.", id="light verb"),
        pytest.param("The Nordic Council aims to promote trade while protecting forests.", id="clause in a literal"),
        pytest.param("In 2012, Mexico became a member of the Wassenaar Arrangement.", id="predicate noun"),
        pytest.param("Top U.S. exports to Mexico include machinery and plastics.", id="listing"),
        pytest.param("Peru and Chile are members of the Pacific Alliance, created in 2011 by Mexico.", id="participle"),
        pytest.param("Norway is a kingdom and a member of NATO.", id="two predicate nouns"),
    ],
)
def test_sentences_read_in_full(text: str, tools: Tools) -> None:
    assert left(text, tools) == []
    assert reading_of(text, tools).coverage == ("Read",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Norway, which borders Sweden, sleeps.", ["Norway, which borders Sweden, sleeps"], id="main clause"
        ),
        pytest.param("Norway, which sleeps, borders Sweden.", ["which sleeps"], id="relative clause"),
        pytest.param("Kenya borders Uganda, but it is not clear who won.", ["who won"], id="clause below an adjective"),
        pytest.param("Five people died.", ["Five people died"], id="counted subject"),
        pytest.param("Norway borders Sweden and sleeps.", ["sleeps"], id="second verb"),
    ],
)
def test_sentences_read_in_part(text: str, expected: list[str], tools: Tools) -> None:
    assert [each.partition(": ")[2] for each in left(text, tools)] == expected
    assert reading_of(text, tools).coverage == ("Partly",)


def test_remainders_stand_inside_their_sentences_and_explain_coverage(tools: Tools) -> None:
    reading: Reading = reading_of(TEXT, tools)
    assert reading.coverage == ("Partly", "Silent", "Read")
    for each in reading.remainders:
        sentence = reading.sentences[each.sentence]
        assert sentence.start <= each.start < each.end <= sentence.end
    told = {each.sentence for each in reading.remainders}
    assert told == {i for i, kind in enumerate(reading.coverage) if kind != "Read"}


# the graph


def test_graph_carries_remainders_and_keeps_the_contract(tools: Tools, tmp_path: Path) -> None:
    graph = graph_of(TEXT, tools)
    nodes = list(graph.subjects(RDF.type, FG.Remainder))
    assert len(nodes) == 2
    for node in nodes:
        assert (node, RDF.type, OA.TextPositionSelector) in graph
        assert (graph.value(node, FG.ofSentence), RDF.type, FG.Sentence) in graph
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(graph), encoding="utf-8")
    assert validate(path).conforms


@pytest.mark.parametrize(
    ("change", "violation", "fault"),
    [
        pytest.param(("reason", None), "exactly one fg:reason", "0 values of fg:reason", id="no reason"),
        pytest.param(("reason", FG.Read), "exactly one fg:reason", None, id="no such reason"),
        pytest.param(("ofSentence", None), "exactly one fg:ofSentence", "0 values of fg:ofSentence", id="no sentence"),
        pytest.param(("coverage", FG.Read), "fg:Partly or fg:Silent", "which is fg:Read", id="of a read sentence"),
        pytest.param(("end", Literal(9999)), "inside its sentence", None, id="outside"),
    ],
)
def test_a_wrong_remainder_is_found(
    change: tuple[str, URIRef | Literal | None], violation: str, fault: str | None, tools: Tools, tmp_path: Path
) -> None:
    graph = graph_of("Norway sleeps.", tools)
    (node,) = graph.subjects(RDF.type, FG.Remainder)
    name, value = change
    place = node
    if name == "coverage":
        (place,) = graph.objects(node, FG.ofSentence)
    predicate = OA.end if name == "end" else FG[name]
    graph.remove((place, predicate, None))
    if value is not None:
        graph.add((place, predicate, value))
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(graph), encoding="utf-8")
    report = validate(path)
    assert not report.conforms
    assert violation in str(report)
    if fault is not None:
        with pytest.raises(GraphError, match=fault):
            check(triples(graph))


# the list


def listed(graph: Graph) -> list[Sentence]:
    return coverage(triples(graph))


def test_list_tells_what_each_sentence_gave(tools: Tools) -> None:
    found = listed(graph_of(TEXT, tools))
    assert [s.coverage for s in found] == ["partly", "silent", "read"]
    assert [(s.statements, s.open_statements, s.measurements) for s in found] == [(1, 0, 0), (0, 0, 0), (1, 0, 0)]
    assert [[(e.text, e.why) for e in s.left] for s in found] == [
        [("while everyone slept", "no object")],
        [("Norway visited", "no object")],
        [],
    ]
    assert [s.words for s in found] == [(8, 5), (2, 0), (8, 8)]
    assert [TEXT[s.start : s.end] for s in found] == [s.text for s in found]


def test_totals() -> None:
    found = listed(contract_graph())
    total = totals(found)
    assert (total.sentences, total.read, total.partly, total.silent) == (6, 5, 0, 1)
    assert (total.words, total.words_read) == (
        sum(s.words[0] for s in found),
        total.words - 4,
    )
    assert total.left == ()


def test_a_graph_from_elsewhere_need_not_say_what_was_left() -> None:
    silent = next(s for s in listed(contract_graph()) if s.coverage == "silent")
    assert silent.left == ()
    assert silent.words == (4, 0)


def test_text_and_json_agree(tools: Tools) -> None:
    found = listed(graph_of(TEXT, tools))
    text = as_text(found, totals(found), colour=False)
    assert text.splitlines()[:3] == [
        "partly: Kenya ratified the Paris Agreement while everyone slept.",
        "  note.txt, 0-56: 1 statement",
        "  left, no object: while everyone slept",
    ]
    assert text.endswith(
        "3 sentences: 1 read (33.3%), 1 partly read (33.3%), 1 silent (33.3%)\n"
        "18 words: 13 read (72.2%)\nleft: no object 2\n"
    )
    value = json.loads(json.dumps(as_json(found, totals(found))))
    assert [s["coverage"] for s in value["sentences"]] == ["partly", "silent", "read"]
    assert value["sentences"][1]["left"][0]["reason"] == "NoObject"
    assert value["totals"]["percent"] == {"read": 33.3, "partly": 33.3, "silent": 33.3, "words_read": 72.2}
    assert value["totals"]["left"] == {"no object": 2}
    assert "\x1b[" in as_text(found, totals(found), colour=True)


def test_order_of_triples_changes_nothing(tools: Tools) -> None:
    graph = graph_of(TEXT, tools)
    backwards = Graph()
    for triple in reversed(list(graph)):
        backwards.add(triple)
    assert listed(backwards) == listed(graph)


def test_hostile_text_stays_on_its_line() -> None:
    make = Builder()
    text = "Evil \x1b[2Jsleeps\u2028now\u202e here."
    sentence = make.sentence(text, "Silent")
    make.remainder(sentence, text, "Never\u202eHeard")
    graph, _ = make.finish()
    found = listed(graph)
    shown = as_text(found, totals(found), colour=False)
    assert not {"\x1b", "\u202e", "\u2028"} & set(shown)
    assert "\\u001B[2Jsleeps" in shown
    assert [e.text for e in found[0].left] == [text]
    assert len(listed(hostile()[0])) == len(HOSTILE)


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        pytest.param(OA.end, Literal(10**6), "does not stand inside its sentence", id="outside"),
        pytest.param(OA.start, Literal("x"), "does not stand inside its sentence", id="no number"),
    ],
)
def test_a_remainder_out_of_place_is_refused(predicate: URIRef, value: Literal, message: str) -> None:
    make = Builder()
    make.remainder(make.sentence("Norway sleeps.", "Silent"), "Norway", "NoObject")
    graph, texts = make.finish()
    (node,) = graph.subjects(RDF.type, FG.Remainder)
    graph.set((node, predicate, value))
    with pytest.raises(GraphError, match=message) as caught:
        listed(graph)
    assert "\n" not in str(caught.value)
    if value != Literal("x"):
        with pytest.raises(GraphError, match=message):
            build(graph, texts)


def test_page_has_what_was_left_in_code_units() -> None:
    make = Builder()
    make.remainder(make.sentence("😀 Norway sleeps.", "Silent"), "Norway sleeps", "NoObject")
    (passage,) = build(*make.finish()).source.passages
    ((start, end, why),) = [(each.start, each.end, each.why) for each in passage.left]
    assert passage.text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "Norway sleeps"
    assert why == "no object"


# the command


def _run(capture: Captured, *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    captured = capture.readouterr()
    return status, captured.out.decode(), captured.err.decode()


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(contract_graph()), encoding="utf-8")
    return str(path)


def test_command_lists_all_or_some_and_counts_all(file: str, capsysbinary: Captured) -> None:
    status, out, error = _run(capsysbinary, "coverage", file)
    assert (status, error) == (0, "")
    assert (out.count("read: "), out.count("silent: ")) == (5, 1)
    status, some, _ = _run(capsysbinary, "coverage", file, "--only", "silent", "--only", "partly")
    assert some.startswith("silent: Many people like tea.\n  note.txt, ")
    assert some.splitlines()[-2:] == out.splitlines()[-2:]
    assert _run(capsysbinary, "coverage", file, "--only", "partly")[1] == "".join(
        f"{x}\n" for x in out.splitlines()[-2:]
    )


def test_command_writes_json(file: str, capsysbinary: Captured) -> None:
    status, out, _ = _run(capsysbinary, "coverage", file, "--json", "--only", "silent")
    value = json.loads(out)
    assert status == 0
    assert [s["text"] for s in value["sentences"]] == ["Many people like tea."]
    assert value["totals"]["sentences"] == 6


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        pytest.param("", (), "the graph has no sentences", id="empty"),
        pytest.param("nonsense", (), "not a graph that can be read", id="no Turtle"),
        pytest.param("", ("--only", "mute"), "'mute' is not one of", id="unknown kind"),
        pytest.param(
            f"<{ID['s']}> a <{FG.Sentence}> .", (), "lacks its quote, position or fg:coverage", id="bare sentence"
        ),
    ],
)
def test_command_refuses(
    content: str, arguments: tuple[str, ...], message: str, tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(content, encoding="utf-8")
    status, out, error = _run(capsysbinary, "coverage", str(path), *arguments)
    assert (status, out) == (2, "")
    assert error.startswith("factgraph: error: ")
    assert error.count("\n") == 1
    assert message in error


def test_command_refuses_a_missing_file(tmp_path: Path, capsysbinary: Captured) -> None:
    status, _, error = _run(capsysbinary, "coverage", str(tmp_path / "none.ttl"))
    assert status == 2
    assert "no such file" in error
