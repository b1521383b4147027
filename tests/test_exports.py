"""What `export` writes as RDF: every weight of provenance, read back as the same dataset; documents as named graphs."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from factgraph.builder.errors import ExportError, GraphError
from factgraph.builder.pipeline import Options
from factgraph.builder.pipeline import build as build_graph
from factgraph.builder.reading import read_text
from factgraph.cli import main
from factgraph.exports.annotated import reified, unreified
from factgraph.exports.by_document import by_document
from factgraph.exports.formats import EXPORTS, by_name, encode
from factgraph.exports.load import load, store
from factgraph.exports.network.texts import for_xml
from factgraph.exports.questions import question, written
from factgraph.exports.terms import Triple, triples, value
from factgraph.exports.weight import WEIGHTS, weigh

from .contract_graph import FG, ID, contract_graph
from .export_graphs import contract_triples

RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "turtle12": ox.RdfFormat.TURTLE,
}
SAMPLE = Path(__file__).parent / "fixtures/sample.ttl"


def canonical(quads: list[ox.Quad]) -> str:
    """The dataset in its canonical form (RDFC-1.0), where it has no triple terms, which that form does not know."""
    dataset = ox.Dataset(quads)
    if not any(isinstance(q.object, ox.Triple) for q in quads):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def expected(found: list[Triple], name: str) -> str:
    """The canonical form of what a format should say, by N-Quads written here."""
    if name in ("trig", "nquads"):
        parts = by_document(found).items()
        lines = [f"{' '.join(t)} {graph or ''} ." for graph, part in parts for t in part]
    else:
        lines = [f"{' '.join(t)} ." for t in (reified(found) if name == "turtle12" else found)]
    return canonical(list(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS)))


@settings(max_examples=25, deadline=None)
@given(contract_triples())
def test_every_weight_in_every_format_reads_back_as_the_same_dataset(found: list[Triple]) -> None:
    for weight in WEIGHTS:
        kept = weigh(found, weight)
        for name, format_ in RDF_FORMATS.items():
            if name == "rdfxml" and any(for_xml(value(t)) != value(t) for triple in kept for t in triple):
                with pytest.raises(ExportError, match="cannot hold the character"):
                    encode(kept, by_name(name, EXPORTS))
                continue
            content = encode(kept, by_name(name, EXPORTS))
            assert canonical(list(ox.parse(content, format=format_))) == expected(kept, name), (name, weight)


@settings(max_examples=30, deadline=None)
@given(contract_triples())
def test_weights_contain_one_another_and_keep_what_they_promise(found: list[Triple]) -> None:
    none, light, full = (weigh(found, weight) for weight in WEIGHTS)
    assert full == found
    assert set(none) < set(light) < set(full)
    statement, planned = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement>", f"<{FG.Planned}>"
    assert not {o for _, _, o in none} & {statement, planned, f"<{FG.Sentence}>", f"<{FG.Document}>"}
    assert {t for t in full if t[2] == statement} == {t for t in light if t[2] == statement}
    dropped = ("subjectMention", "objectMention", "coverage")
    assert not [t for t in light if t[1][1:-1].removeprefix(str(FG)) in dropped]


@settings(max_examples=30, deadline=None)
@given(contract_triples())
def test_documents_part_a_graph_and_make_it_up_again(found: list[Triple]) -> None:
    parts = by_document(found)
    assert sorted({t for part in parts.values() for t in part}) == found
    assert all(part == sorted(part) for part in parts.values())
    for document, part in parts.items():
        others = [d for d in parts if d not in (document, None)]
        named = {term for triple in part for term in triple}
        assert not [t for t in named for d in others if d and t.startswith(f"{d[:-1]}/")], "another document's"
        if document:
            described = {s for s, _, _ in part}
            ends = {o for _, p, o in part if p.endswith(("subject>", "object>", "about>")) and o[0] == "<"}
            assert ends <= described


@settings(max_examples=30, deadline=None)
@given(contract_triples())
def test_statements_become_reifiers_and_statements_again(found: list[Triple]) -> None:
    assert sorted(unreified(reified(found))) == found
    assert len(reified(found)) < len(found) or not [t for t in found if t[2].endswith("#Statement>")]


def test_annotations_stand_beside_their_triple_and_load_as_statements(tmp_path: Path) -> None:
    found = triples(contract_graph())
    path = tmp_path / "graph.ttl"
    path.write_bytes(encode(found, by_name("turtle12", EXPORTS)))
    text = path.read_text(encoding="utf-8")
    assert "    fg:memberOf id:oecd\n        ~ id:statement-1 {|\n            fg:status fg:Asserted ;\n" in text
    assert "\n<< id:mexico fg:memberOf id:green-alliance ~ id:statement-3 >>\n    fg:status fg:Planned ;\n" in text
    assert "rdf:Statement" not in text.partition("# Documents")[2]
    assert list(load(str(path)).triples) == found


def test_a_statement_that_cannot_be_a_reifier_stays_a_statement() -> None:
    found = triples(contract_graph())
    second = sorted([*found, (f"<{ID['statement-1']}>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object>", '"x"')])
    assert unreified(reified(second)) == set(second)
    foreign = {("<urn:r>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>", "<<( <urn:a> <urn:b> <urn:c> )>>")}
    assert unreified(foreign) == foreign


def test_a_statement_about_a_statement_is_kept_in_annotations() -> None:
    more = [
        ("<urn:s2>", f"<{FG.status}>", f"<{FG.Asserted}>"),
        ("<urn:s2>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement>"),
        ("<urn:s2>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>", f"<{ID['statement-1']}>"),
        ("<urn:s2>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate>", "<urn:p>"),
        ("<urn:s2>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object>", "<urn:o>"),
        (f"<{ID['statement-1']}>", "<urn:p>", "<urn:o>"),
    ]  # fmt: skip
    found = sorted([*triples(contract_graph()), *more])
    back = ox.parse(encode(found, by_name("turtle12", EXPORTS)), format=ox.RdfFormat.TURTLE)
    assert canonical(list(back)) == expected(found, "turtle12")


@pytest.mark.parametrize("name", ["jsonld", "rdfxml", "turtle", "trig", "turtle12"])
def test_a_quoted_triple_is_refused_where_it_cannot_be_held(name: str) -> None:
    found = [("<urn:r>", "<urn:reifies>", "<<( <urn:a> <urn:b> <urn:c> )>>")]
    with pytest.raises(GraphError, match="quoted triple"):
        encode(found, by_name(name, EXPORTS))


@pytest.mark.parametrize("form", EXPORTS, ids=lambda f: f.name)
def test_a_lone_surrogate_is_refused(form: object) -> None:
    found = [("<urn:a>", "<http://www.w3.org/2000/01/rdf-schema#label>", '"\ud800"')]
    with pytest.raises(ExportError, match=r"U\+D800"):
        encode(found, by_name(getattr(form, "name", ""), EXPORTS))


def test_a_plain_graph_is_the_same_in_every_weight() -> None:
    found = [("<urn:a>", "<urn:p>", "<urn:b>"), ("<urn:a>", "<urn:q>", '"x"')]
    assert [weigh(found, weight) for weight in WEIGHTS] == [found] * 3
    assert by_document(found) == {None: found}


# Graphs that were built

ONE = "Kenya joined the United Nations in 1963. Kenya plans to join the Volta Network. Kenya borders Uganda."
TWO = "Kenya borders Uganda. Uganda ratified the Paris Agreement. Many travellers admire Kenya."


@pytest.fixture(scope="module")
def built() -> list[Triple]:
    documents = [read_text(ONE, "one.txt"), read_text(TWO, "two.txt")]
    return triples(build_graph(documents, Options()).graph)


def test_the_part_of_a_document_is_its_graph(built: list[Triple]) -> None:
    parts = by_document(built)
    assert None not in parts
    for text, name in ((ONE, "one.txt"), (TWO, "two.txt")):
        alone = triples(build_graph([read_text(text, name)], Options()).graph)
        assert _but_confidence(alone) in [_but_confidence(part) for part in parts.values()]


def _but_confidence(found: list[Triple]) -> list[Triple]:
    """Without what a second sentence that says the same makes surer."""
    return [t for t in found if t[1] != f"<{FG.confidence}>"]


def test_light_graphs_answer_questions_as_full_ones_do(tmp_path: Path, built: list[Triple]) -> None:
    asked = {}
    for weight in WEIGHTS:
        path = tmp_path / f"{weight}.ttl"
        path.write_bytes(encode(weigh(built, weight), by_name("turtle")))
        graph = load(str(path))
        asked[weight] = [written(graph, question(q), {}, "csv").data for q in ("memberships", "planned", "evidence")]
        assert main(["view", str(path), "-o", str(tmp_path / f"{weight}.html")]) == 0
    assert asked["light"] == asked["full"] != asked["none"]
    assert store(weigh(built, "none")).query(f"ASK {{ <{ID.kenya}> <{FG.memberOf}> <{ID['united-nations']}> }}")


def test_no_open_leaves_what_build_no_open_gives(built: list[Triple]) -> None:
    documents = [read_text(ONE, "one.txt"), read_text(TWO, "two.txt")]
    wanted = triples(build_graph(documents, Options(open_statements=False)).graph)
    for weight in ("none", "light"):
        assert weigh(built, weight, open_statements=False) == weigh(wanted, weight)


# The command


def test_command_writes_and_counts(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(SAMPLE), "-f", "nt", "--provenance", "none"]) == 0
    out, err = capfd.readouterr()
    counts = {weight: len(weigh(load(str(SAMPLE)).triples, weight)) for weight in WEIGHTS}
    assert err.splitlines() == [
        f"triples by provenance: none {counts['none']}, light {counts['light']}, full {counts['full']}",
        "wrote none as N-Triples",
    ]
    assert len(out.splitlines()) == counts["none"]
    assert main(["export", str(SAMPLE), str(SAMPLE), "-o", str(tmp_path / "a.trig"), "-q"]) == 0
    assert load(str(tmp_path / "a.trig")) == load(str(SAMPLE))
    assert capfd.readouterr().err == ""
    assert main(["export", str(SAMPLE), "-f", "csv", "-o", str(tmp_path / "tables")]) == 0
    assert sorted(p.name for p in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]
    assert main(["export", str(SAMPLE), "-o", f"{tmp_path}/", "-f", "markdown", "--no-open"]) == 0
    assert "match" not in (tmp_path / "graph.md").read_text(encoding="utf-8").partition("  >")[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([str(SAMPLE)], "no format is given; give -f FORMAT"),
        ([str(SAMPLE), "-f", "docx"], "unknown format 'docx'; known are turtle, ntriples"),
        ([str(SAMPLE), "-o", "x.docx"], "x.docx does not tell its format"),
        (["missing.ttl", "-f", "csv"], "no such file"),
        ([str(SAMPLE), "-f", "csv", "-o", "/proc/x/y"], "cannot write"),
        ([str(SAMPLE), "-f", "csv", "--provenance", "some"], "some"),
    ],
)
def test_command_tells_what_is_wrong(arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *arguments]) == 2
    out, err = capfd.readouterr()
    assert message in err
    assert len(err.splitlines()) == 1
    assert not out


@pytest.mark.parametrize(("form", "suffix"), [("turtle", "ttl"), ("ntriples", "nt")])
def test_unsorted_holds_the_same_triples(form: str, suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{suffix}"
    assert main(["export", str(SAMPLE), "-f", form, "--unsorted", "-o", str(out)]) == 0
    assert load(str(out)).triples == load(str(SAMPLE)).triples


def test_unsorted_reads_statements_of_rdf_12_back(tmp_path: Path) -> None:
    told, out = tmp_path / "told.ttl", tmp_path / "out.nt"
    assert main(["export", str(SAMPLE), "-f", "turtle12", "-o", str(told)]) == 0
    assert main(["export", str(told), "-f", "ntriples", "--unsorted", "-o", str(out)]) == 0
    assert load(str(out)).triples == load(str(SAMPLE)).triples


@pytest.mark.parametrize("more", [["-f", "trig"], ["-f", "ttl", "--provenance", "light"], ["-f", "ttl", "--no-open"]])
def test_unsorted_writes_all_in_two_formats_only(more: list[str]) -> None:
    assert main(["export", str(SAMPLE), "--unsorted", *more]) == 2
