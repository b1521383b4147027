"""A trace tells how each statement and measurement was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factgraph import cli
from factgraph.builder.actuality_words import because
from factgraph.builder.confidence import load_rates
from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE, LEX
from factgraph.builder.pipeline import Tools
from factgraph.builder.trace import Evidence, Trace, as_line, path

from .readings import note, reading_of
from .sentences import sentence_of

TEXT = "Kenya is in Africa. It plans to join the Nile Forum. Kenya has 47 counties. Kenya borders Uganda."


def traced(text: str, tools: Tools) -> list[Trace]:
    return list(to_graph([reading_of(text, tools)], tools.vocabulary, BASE, trace=True).traces)


def one(text: str, entry: str, tools: Tools) -> Evidence:
    """The one reading of the text by a lexicon entry of a relation with that name in it."""
    (found,) = (e for t in traced(text, tools) for e in t.evidence if e.entry and entry in e.entry)
    return found


def test_there_is_a_trace_for_each_statement_and_measurement(tools: Tools) -> None:
    built = to_graph([reading_of(TEXT, tools)], tools.vocabulary, BASE, trace=True)
    nodes = {str(s) for s, _, o in built.graph if str(o).endswith(("#Statement", "#Measurement"))}
    assert {trace.node for trace in built.traces} == nodes
    assert len(built.traces) == len(nodes) == built.counts.statements + built.counts.measurements
    assert all(evidence.how for trace in built.traces for evidence in trace.evidence)


def test_no_trace_is_made_unless_asked_for(tools: Tools) -> None:
    assert to_graph([reading_of(TEXT, tools)], tools.vocabulary, BASE).traces == ()


def test_a_trace_tells_entry_predicate_path_steps_and_factors(tools: Tools) -> None:
    found = one("Kenya is large. It joined the African Union.", "", tools)
    assert found.entry is not None
    assert found.entry.removeprefix(LEX) in {entry.name for entry in tools.lexicon.entries}
    assert (found.how, [w.text for w in found.predicate]) == ("verb", ["joined"])
    (subject,) = found.subjects
    assert subject.path == ("nsubj",)
    assert [(s.mention.text, s.entities) for s in subject.steps] == [("It", ("Kenya",)), ("Kenya", ("Kenya",))]
    assert subject.steps[0].rule == "subject before"
    assert subject.steps[0].confidence < 1 == subject.steps[1].confidence
    assert found.object.path == ("obj",)
    product = 1.0
    for factor in found.confidence.values():
        product *= factor
    reading = reading_of("Kenya is large. It joined the African Union.", tools)
    assert product == pytest.approx(next(f.confidence for f in reading.facts if not f.open), abs=1e-3)
    assert found.confidence["subject"] == subject.steps[0].confidence ** load_rates().strength


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("Kenya plans to join the African Union.", "Planned", ["plans", "to"]),
        ("Kenya will join the African Union.", "Planned", ["will"]),
        ("Kenya did not join the African Union.", "Negated", ["not"]),
        ("Uganda joined the Nile Forum, but Kenya never joined the African Union.", "Negated", ["never"]),
        ("The minister said that Kenya joined the African Union.", "Reported", ["said"]),
        ("Kenya reportedly joined the African Union.", "Reported", ["reportedly"]),
        ("Kenya joined the African Union.", "Asserted", []),
    ],
)
def test_a_trace_tells_the_words_of_the_status(text: str, status: str, words: list[str], tools: Tools) -> None:
    found = [
        e for t in traced(text, tools) for e in t.evidence if any("Kenya" in s.entities for s in e.subjects[0].steps)
    ]
    assert [(e.status, [w.text for w in e.because]) for e in found] == [(status, words)]


def test_a_status_that_no_word_tells_has_no_reason(tools: Tools) -> None:
    sentence = sentence_of("Kenya joined")
    assert because(sentence, 1, "Planned", tools.classes) == []


def test_a_measurement_tells_what_bears_it_and_where_its_number_stands(tools: Tools) -> None:
    (trace,) = (t for t in traced("Kenya has 47 counties.", tools) if t.kind == "measurement")
    (evidence,) = trace.evidence
    assert evidence.object.words is not None
    assert evidence.object.words.text == "47"
    assert "Kenya" in {label for end in evidence.subjects for step in end.steps for label in step.entities}


def test_a_fact_said_twice_has_one_trace_with_both_readings(tools: Tools) -> None:
    (trace,) = traced("Kenya borders Uganda. Kenya borders Uganda.", tools)
    assert len({evidence.sentence for evidence in trace.evidence}) == 2


def test_paths_go_up_and_down(tools: Tools) -> None:
    (sentence,) = reading_of("Kenya plans to join the Nile Forum.", tools).sentences
    join = next(t.i for t in sentence.tokens if t.text == "join")
    assert path(sentence, join, 0) == ("^xcomp", "nsubj")
    assert path(sentence, join, join) == ()


def test_lines_are_json_in_text_order_whatever_the_order_of_documents(tools: Tools) -> None:
    from factgraph.builder.pipeline import read_document

    notes = [note(TEXT, "a.txt"), note("Kenya joined the African Union. Spain borders France.", "b.txt")]
    readings = [read_document(document, tools) for document in notes]
    both = (to_graph(order, tools.vocabulary, BASE, trace=True) for order in (readings, readings[::-1]))
    lines = ["".join(map(as_line, built.traces)) for built in both]
    assert lines[0] == lines[1]
    found = [json.loads(line) for line in lines[0].splitlines()]
    assert len({trace["node"] for trace in found}) == len(found)
    for home in {trace["evidence"][0]["sentence"].split("/sentence/")[0] for trace in found}:
        for kind in ("statement", "measurement"):
            said = [t["evidence"][0]["sentence"] for t in found if t["kind"] == kind]
            starts = [int(s.rpartition("/")[2].split("-")[0]) for s in said if s.startswith(home)]
            assert starts == sorted(starts)


# the commands


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("traced")
    (home / "note.txt").write_text(TEXT, encoding="utf-8")
    assert cli.main(["build", str(home / "note.txt"), "-o", str(home / "out"), "--trace", "-q"]) == 0
    return home / "out"


def run(capture: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    out, error = capture.readouterr()
    return status, out, error


def test_explain_tells_the_trace(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "explain", "--trace", str(folder), "Kenya", "-", "Nile Forum")
    assert status == 0
    assert "  [[It]] plans to join the [[Nile Forum]].\n" in out
    assert "  named here: [[Kenya]] is in Africa.\n" in out
    lines = out.splitlines()
    assert any(line.startswith("  read by lexicon entry ") and "as verb: “join” " in line for line in lines)
    assert (
        "    subject (^xcomp nsubj): “It” 20-22 is Kenya by subject before, 0.85; “Kenya” 0-5 is Kenya by own words, 1"
        in lines
    )
    assert "    planned because of “plans” 23-28, “to” 29-31" in lines
    assert any(line.startswith("    confidence: wording ") for line in lines)


def test_the_trace_is_found_beside_a_file_or_where_it_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "how.jsonl").write_bytes((folder / "trace.jsonl").read_bytes())
    beside = run(capsys, "explain", "--trace", str(folder / "graph.ttl"), "Kenya")
    named = run(capsys, "explain", str(folder), "Kenya", "--trace-file", str(tmp_path / "how.jsonl"))
    assert beside == named
    assert "read by" in beside[1]


def test_json_has_the_trace(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "explain", "--trace", "--json", str(folder), "Kenya", "measurements")
    assert status == 0
    assert all(finding["trace"][0]["how"] == "quantity" for finding in json.loads(out))


def test_without_trace_nothing_more_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "read by" not in run(capsys, "explain", str(folder), "Kenya")[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            None, "no trace is there; build again with --trace, or name the file with --trace-file", id="none"
        ),
        pytest.param(b"", "of another graph; build again with --trace", id="of another"),
        pytest.param(b"{}\n", "line 1: not a line of a trace", id="no node"),
        pytest.param(b'{"node": "x"', "line 1: not a line of a trace", id="no JSON"),
        pytest.param(b"[" * 100000, "line 1: not a line of a trace", id="deep"),
        pytest.param(b"\xff", "it is not UTF-8", id="no UTF-8"),
    ],
)
def test_what_is_no_trace_is_told_in_one_line(
    content: bytes | None, message: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_bytes((folder / "graph.ttl").read_bytes())
    if content is not None:
        (tmp_path / "trace.jsonl").write_bytes(content)
    status, out, error = run(capsys, "explain", "--trace", str(graph), "Kenya")
    assert (status, out) == (2, "")
    assert message in error
    assert error.count("\n") == 1


def test_half_a_trace_is_told_in_one_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    traces = [json.loads(line) for line in (folder / "trace.jsonl").read_text(encoding="utf-8").splitlines()]
    broken = "".join(json.dumps({**trace, "evidence": [{}]}) + "\n" for trace in traces)
    (tmp_path / "how.jsonl").write_text(broken, encoding="utf-8")
    status, out, error = run(capsys, "explain", str(folder), "Kenya", "--trace-file", str(tmp_path / "how.jsonl"))
    assert (status, out) == (2, "")
    assert "lacks what a trace has" in error


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "note.txt", "--trace"), "give -o"),
        (("explain", "--trace", "-", "Kenya"), "name the file with --trace-file"),
    ],
)
def test_a_trace_needs_a_place(arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, error = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert message in error
