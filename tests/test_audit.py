"""Every statement stands where it says, and one that does not is found out."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from factgraph import cli
from factgraph.builder.audit import Audit, Fault
from factgraph.builder.audit import audit as audit_graph
from factgraph.builder.audit_graph import STATEMENT, Audited
from factgraph.builder.audit_words import expresses, names, whole
from factgraph.builder.document import Block, Document
from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Built, Tools, read_document
from factgraph.builder.reading import read, read_text
from factgraph.exports.audit import audit
from factgraph.exports.load import load
from factgraph.exports.terms import FG, OA, PROV, RDF, Triple, iri
from factgraph.exports.turtle import turtle

TESTS = Path(__file__).parent
GOLDEN = sorted((TESTS / "golden").glob("*.ttl"))
SUBJECT, OBJECT, TYPE = (iri(RDF + n) for n in ("subject", "object", "type"))
SUBJECTS, OBJECTS, RESOLVED = (iri(FG + n) for n in ("subjectMention", "objectMention", "resolvedFrom"))
START, END, EXACT, EVIDENCE = iri(OA + "start"), iri(OA + "end"), iri(OA + "exact"), iri(PROV + "wasDerivedFrom")
ATLANTIS = iri(BASE + "atlantis")
Graph = list[Triple]


def built(text: str, tools: Tools, source: str = "note.txt") -> Built:
    return to_graph([read_document(read_text(text, source), tools)], tools.vocabulary, BASE)


def paragraphs(texts: list[str]) -> Document:
    """One text of all the texts, a paragraph each."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block("paragraph", at, at + len(text)))
        at += len(text) + 2
    return Document("\n\n".join(texts), "all.txt", tuple(blocks))


def texts_of_tests() -> Iterator[str]:
    """Every string in the tests that is made of sentences."""
    for path in sorted(TESTS.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if re.fullmatch(r"[A-Z“][^\n|{}<>\\]+ [^\n|{}<>\\]+[.!?”]", text) and text.isprintable():
                yield text


# what is built stands


def test_all_that_is_read_in_tests_stands_in_its_sentence(tools: Tools) -> None:
    texts = sorted(set(texts_of_tests()))
    assert len(texts) > 300
    one = to_graph([read_document(paragraphs(texts), tools)], tools.vocabulary, BASE)
    assert one.counts.statements > 250
    assert one.faults == ()


def test_all_examples_of_the_lexicon_stand_in_their_sentences(tools: Tools) -> None:
    texts = sorted({example.text for entry in tools.lexicon.entries for example in entry.examples})
    readings = [read_document(read_text(text, "note.txt"), tools) for text in texts]
    assert to_graph(readings, tools.vocabulary, BASE).faults == ()


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        pytest.param("Kenya is large. It joined the African Union.", ["It", "Kenya"], id="pronoun"),
        pytest.param("The Mexican government signed the Paris Agreement.", ["Mexican government", "Mexican"], id="of"),
        pytest.param(
            "Kenya borders Uganda. The two countries ratified the Paris Agreement.",
            ["two countries", "Kenya", "Uganda"],
            id="two",
        ),
        pytest.param(
            "Kenya and Uganda met. They ratified the Paris Agreement.", ["They", "Kenya", "Uganda"], id="coordinated"
        ),
    ],
)
def test_chains_lead_from_the_sentence_to_a_name(text: str, chain: list[str], tools: Tools) -> None:
    triples = [(str(s), str(p), str(o)) for s, p, o in built(text, tools).graph]
    where = (
        {s: (int(o)) for s, p, o in triples if p == OA + "start"},
        {s: int(o) for s, p, o in triples if p == OA + "end"},
    )

    def words(mention: str) -> str:
        return text[where[0][mention] : where[1][mention]]

    links = sorted((where[0][o], s, o) for s, p, o in triples if p == FG + "resolvedFrom")
    assert [words(links[0][1]), *(words(o) for _, _, o in links)] == chain


def test_a_text_says_whom_it_means_by_we(tools: Tools) -> None:
    path = TESTS.parent / "examples/us-relations-with-mexico.txt"
    document = read(path, path.name)
    said = Document(
        "We joined the OECD. The United States and Mexico are neighbors. Our exports grew.",
        "note.txt",
        (Block("paragraph", 0, 81),),
        publisher=document.publisher or "U.S. Department of State",
    )
    graph = to_graph([read_document(said, tools)], tools.vocabulary, BASE)
    assert graph.faults == ()
    speakers = {str(o) for _, p, o in graph.graph if str(p) == FG + "speaksFor"}
    assert speakers == {BASE + "united-states"}


def test_a_symmetric_relation_said_both_ways_keeps_its_ends_apart(tools: Tools) -> None:
    assert built("Spain borders France. France borders Spain.", tools).faults == ()


def test_a_statement_without_words_in_its_sentence_is_left_out_and_told(
    tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Kenya joined the African Union. Kenya borders Uganda."
    all_of_it = built(text, tools)
    node = min(str(s) for s, _, o in all_of_it.graph if str(o) == RDF + "Statement")
    fault = Fault(node, "Kenya | memberOf | African Union", "made up")

    def strict(graph: Audited, texts: Mapping[str, str]) -> Audit:
        found = audit_graph(graph, texts)
        return replace(found, faults=(fault,)) if node in graph.typed(STATEMENT) else found

    monkeypatch.setattr("factgraph.builder.graph.audit", strict)
    rest = built(text, tools)
    assert rest.faults == (fault,)
    assert rest.counts.statements == all_of_it.counts.statements - 1
    assert node not in {str(s) for s in rest.graph.subjects()}


# tampering


def statements(graph: Graph) -> list[str]:
    return [s for s, p, o in graph if p == TYPE and o == iri(RDF + "Statement")]


def measurements(graph: Graph) -> list[str]:
    return [s for s, p, o in graph if p == TYPE and o == iri(FG + "Measurement")]


def of(graph: Graph, node: str, predicate: str) -> list[str]:
    return [o for s, p, o in graph if (s, p) == (node, predicate)]


def swapped(graph: Graph, node: str, predicate: str, new: str) -> Graph:
    return [(s, p, new if (s, p) == (node, predicate) else o) for s, p, o in graph]


def without(graph: Graph, node: str, predicate: str) -> Graph:
    return [t for t in graph if t[:2] != (node, predicate)]


def another_sentence(graph: Graph, node: str) -> Graph:
    mine = of(graph, node, EVIDENCE)
    other = next(s for s, p, o in graph if p == TYPE and o == iri(FG + "Sentence") and s not in mine)
    return swapped(graph, node, EVIDENCE, other)


def shifted(graph: Graph, node: str, predicate: str, by: int) -> Graph:
    moved = set(of(graph, node, predicate))
    number = re.compile(r'"([0-9]+)"')
    return [
        (s, p, number.sub(lambda m: f'"{int(m[1]) + by}"', o) if s in moved and p in (START, END) else o)
        for s, p, o in graph
    ]


def of_atlantis(graph: Graph, node: str, predicate: str) -> Graph:
    label = (ATLANTIS, iri("http://www.w3.org/2000/01/rdf-schema#label"), '"Atlantis"@en')
    return [*swapped(graph, node, predicate, ATLANTIS), label]


TAMPERED: dict[str, Callable[[Graph, str], Graph]] = {
    "subject swapped": lambda g, n: of_atlantis(g, n, SUBJECT),
    "object swapped": lambda g, n: of_atlantis(g, n, OBJECT),
    "literal in its place": lambda g, n: swapped(g, n, OBJECT, '"widen the lagoon"@en'),
    "sentence swapped": another_sentence,
    "sentence gone": lambda g, n: without(g, n, EVIDENCE),
    "subject's offsets shifted by one": lambda g, n: shifted(g, n, SUBJECTS, 1),
    "object's offsets shifted by one": lambda g, n: shifted(g, n, OBJECTS, -1),
    "offsets shifted out of the text": lambda g, n: shifted(g, n, SUBJECTS, 100000),
    "subject mention removed": lambda g, n: without(g, n, SUBJECTS),
    "object mention removed": lambda g, n: without(g, n, OBJECTS),
}


@pytest.fixture(scope="module")
def chained(tools: Tools) -> Graph:
    """A graph with chains of several kinds, a literal, and measurements."""
    text = (
        "Kenya borders Uganda. The two countries ratified the Paris Agreement. The Kenyan government joined the "
        "African Union. It hosts the Nile Forum, which aims to share water fairly. Kenya has 47 counties and 50 "
        "million people. Trade between Kenya and Uganda exceeded $2 billion in 2019."
    )
    graph = built(text, tools)
    assert graph.counts.statements >= 6
    assert graph.counts.measurements >= 2
    quads = ox.parse(turtle(graph.graph), format=ox.RdfFormat.TURTLE)
    return sorted({(str(q.subject), str(q.predicate), str(q.object)) for q in quads})


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_each_statement_that_is_tampered_with_is_found_out(
    change: Callable[[Graph, str], Graph], chained: Graph
) -> None:
    assert audit(chained).faults == ()
    for graph in (chained, *(list(load(str(path)).triples) for path in GOLDEN[:2])):
        for node in statements(graph):
            faults = audit(change(graph, node)).faults
            assert node[1:-1] in [fault.node for fault in faults], node


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda g, n: of_atlantis(g, n, iri(FG + "about")), id="about swapped"),
        pytest.param(lambda g, n: swapped(g, n, iri(FG + "value"), '"31"'), id="value changed"),
        pytest.param(another_sentence, id="sentence swapped"),
        pytest.param(lambda g, n: without(g, n, SUBJECTS), id="mentions removed"),
        pytest.param(lambda g, n: without(g, n, OBJECTS), id="number removed"),
        pytest.param(lambda g, n: shifted(g, n, OBJECTS, -3), id="number's offsets shifted"),
    ],
)
def test_each_measurement_that_is_tampered_with_is_found_out(
    change: Callable[[Graph, str], Graph], chained: Graph
) -> None:
    for node in measurements(chained):
        assert node[1:-1] in [fault.node for fault in audit(change(chained, node)).faults]


def test_a_broken_chain_is_found_out(chained: Graph) -> None:
    links = [t for t in chained if t[1] == RESOLVED]
    assert len(links) >= 4
    for link in links:
        assert audit([t for t in chained if t != link]).faults, link
        away = next(o for _, p, o in chained if p == OBJECTS and o not in link and o not in [x[2] for x in links])
        assert audit([(*link[:2], away) if t == link else t for t in chained]).faults, link


def test_a_chain_that_turns_back_ends(chained: Graph) -> None:
    link = next(t for t in chained if t[1] == RESOLVED)
    assert audit([*chained, (link[2], RESOLVED, link[0])]).faults == ()


def test_a_fault_says_which_statement_which_sentence_and_what(chained: Graph) -> None:
    node = next(
        s for s in statements(chained) if "Paris Agreement" in str(audit(of_atlantis(chained, s, SUBJECT)).faults)
    )
    (fault,) = audit(of_atlantis(chained, node, SUBJECT)).faults
    assert fault.node == node[1:-1]
    assert fault.says == "Atlantis | partyTo | Paris Agreement"
    assert fault.what == "“two countries” does not name the subject, nor does what it stands for"
    assert fault.sentence == "The two countries ratified the Paris Agreement."
    assert "\n" not in str(fault)


# words


@pytest.mark.parametrize(
    ("words", "forms", "named"),
    [
        ("the U.S.", ["United States", "US"], True),
        ("Mexico’s", ["Mexico"], True),
        ("Mexican", ["Mexico"], True),
        ("Mexicans", ["Mexico"], True),
        ("Secretaries of State and Commerce", ["Secretary of Commerce"], True),
        ("Ministers of Chad, Mali and Niger", ["Minister of Mali"], True),
        ("Ministers of Chad, Mali and Niger", ["Minister of Peru"], False),
        ("Department of State", ["State"], False),
        ("United States Department of State", ["United States"], False),
        ("Mexico City", ["Mexico"], False),
        ("it", ["Mexico"], False),
        ("", ["Mexico"], False),
    ],
)
def test_what_names_a_thing(words: str, forms: list[str], named: bool) -> None:
    assert names(words, forms, forms[0]) is named


@pytest.mark.parametrize(
    ("text", "words", "value", "said"),
    [
        ("It gave more than $550 billion.", "$550 billion", "550000000000", True),
        ("It gave more than $550 billion.", "$550 billion", "550", False),
        ("It makes half our oxygen.", "half", "50", True),
        ("They killed scores of leaders.", "scores", "20", True),
        ("It has two dozen members, and 7 seats.", "two dozen", "24", True),
        ("It has two dozen members, and 7 seats.", "two dozen", "7", False),
        ("It has two dozen members.", "two dozen", "many", False),
    ],
)
def test_what_says_a_number(text: str, words: str, value: str, said: bool) -> None:
    start = text.index(words)
    assert expresses(text, start, start + len(words), value) is said


def test_a_mention_cuts_no_word() -> None:
    text = "The U.S.-Mexico border, it’s long."
    assert whole(text, 4, 8)
    assert whole(text, 9, 15)
    assert not whole(text, 9, 14)
    assert not whole(text, 8, 8)
    assert not whole(text, 3, 8)


# the command


def run(capture: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(["audit", *arguments])
    out, error = capture.readouterr()
    return status, out, error


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_golden_graphs_stand_in_their_texts(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, error = run(capsys, str(path), "--text", str(path.with_suffix(".txt")))
    assert (status, error) == (0, "")
    assert re.fullmatch(r"\d+ statements? and \d+ measurements? stand in .* compared with 1 text\)\.\n", out)


def test_a_text_that_changed_is_found_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    golden = GOLDEN[0]
    text = golden.with_suffix(".txt").read_text(encoding="utf-8")
    changed = tmp_path / golden.with_suffix(".txt").name  # known by its name, since its hash is another
    changed.write_text("A" + text, encoding="utf-8")
    status, out, error = run(capsys, str(golden), "--text", str(changed))
    assert (status, error) == (1, "")
    assert re.search(r"the text has at \d+ to \d+: ", out)
    assert out.count("\n") == 1


def test_a_quote_that_changed_is_found_out_by_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    golden = TESTS / "golden/museum.ttl"
    triples = load(str(golden)).triples
    silent = next(s for s, p, o in triples if o == iri(FG + "Silent"))
    quote = silent[:-1] + "/quote>"
    graph = [(s, p, o.swapcase() if (s, p) == (quote, EXACT) else o) for s, p, o in triples]
    path = tmp_path / "changed.nt"
    path.write_text("".join(f"{s} {p} {o} .\n" for s, p, o in graph), encoding="utf-8")
    assert run(capsys, str(path))[0] == 0
    status, out, _ = run(capsys, str(path), "--text", str(golden.with_suffix(".txt")))
    assert status == 1
    assert silent[1:-1] in out


def test_the_command_fails_at_the_first_fault(
    tmp_path: Path, chained: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = of_atlantis(chained, statements(chained)[0], OBJECT)
    path = tmp_path / "tampered.nt"
    path.write_text("".join(f"{s} {p} {o} .\n" for s, p, o in graph), encoding="utf-8")
    status, out, error = run(capsys, str(path))
    assert (status, error) == (1, "")
    assert out.count("\n") == 1
    assert statements(chained)[0] in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing.ttl",), "no such file"),
        ((str(GOLDEN[0]), "--text", "missing.txt"), "missing.txt"),
        ((str(GOLDEN[0]), "--text", str(GOLDEN[1].with_suffix(".txt"))), "read from no such text; it was read from"),
        ((str(TESTS.parent / "ontology/shapes.ttl"),), "no fg:Document"),
    ],
)
def test_what_cannot_be_audited(arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, error = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert message in error
    assert error.count("\n") == 1
