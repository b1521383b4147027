"""Nodes and edges: written in each format and read back the same, whatever the texts; nothing in them is acted on."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import networkx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factgraph.builder.errors import ExportError
from factgraph.exports.formats import EXPORTS, by_name, encode, encode_parts
from factgraph.exports.network import workbook
from factgraph.exports.network.cypher import cypher, name, text
from factgraph.exports.network.graphs import as_networkx, cytoscape, gexf, graphml
from factgraph.exports.network.markdown import escaped, markdown
from factgraph.exports.network.model import JOINT, Network, network
from factgraph.exports.network.tables import EDGES, NODES, tables, zipped
from factgraph.exports.network.texts import for_xml, guarded, is_formula, unguarded
from factgraph.exports.terms import Triple, triples
from factgraph.exports.weight import WEIGHTS, weigh

from .contract_graph import ID, contract_graph
from .export_graphs import TEXTS, contract_triples

ROOT = Path(__file__).parent.parent
Elements = tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]


def elements(graph: networkx.MultiDiGraph) -> Elements:
    """Nodes by id and edges by key, with their ends and all that is told of them."""
    nodes = {node: dict(data) for node, data in graph.nodes(data=True)}
    edges = {key: {"source": s, "target": t, **data} for s, t, key, data in graph.edges(keys=True, data=True)}
    return nodes, edges


@settings(max_examples=25, deadline=None)
@given(contract_triples())
def test_graphml_and_gexf_read_back_as_the_same_nodes_and_edges(found: list[Triple]) -> None:
    for weight in WEIGHTS:
        net = network(weigh(found, weight))
        wanted = elements(as_networkx(net, for_xml))
        assert elements(networkx.parse_graphml(graphml(net).decode(), force_multigraph=True)) == wanted
        back = networkx.read_gexf(io.BytesIO(gexf(net)))  # no multigraph where none of its edges are parallel
        edges = [{"source": s, "target": t, **data} for s, t, data in back.edges(data=True)]
        for edge in edges:
            edge.pop("networkx_key", None)
        assert (dict(back.nodes(data=True)), {edge.pop("id"): edge for edge in edges}) == wanted


@settings(max_examples=40, deadline=None)
@given(contract_triples())
def test_cytoscape_json_reads_back_as_the_same_nodes_and_edges(found: list[Triple]) -> None:
    net = network(found)
    data = json.loads(cytoscape(net))
    ids = [each["data"]["id"] for kind in ("nodes", "edges") for each in data["elements"][kind]]
    assert len(ids) == len(set(ids))
    assert elements(_of_cytoscape(data)) == elements(as_networkx(net))


def _of_cytoscape(document: dict[str, dict[str, list[dict[str, dict[str, object]]]]]) -> networkx.MultiDiGraph:
    graph = networkx.MultiDiGraph()
    for each in document["elements"]["nodes"]:
        graph.add_node(each["data"].pop("id"), **{k: v for k, v in each["data"].items() if k != "name"})
    for each in document["elements"]["edges"]:
        data = each["data"]
        graph.add_edge(data.pop("source"), data.pop("target"), key=data.pop("id"), **data)
    return graph


def _rows(content: bytes) -> list[dict[str, str]]:
    return [
        {key: unguarded(cell) for key, cell in row.items()}
        for row in csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    ]


@settings(max_examples=40, deadline=None)
@given(contract_triples())
def test_csv_reads_back_as_the_same_nodes_and_edges(found: list[Triple]) -> None:
    net = network(found)
    files = tables(net)
    nodes, edges = _rows(files[NODES]), _rows(files[EDGES])
    assert [(r["Id"], r["Label"], r["Kind"], r["Classes"]) for r in nodes] == [
        (n.id, n.label, n.kind, JOINT.join(n.classes)) for n in net.nodes
    ]
    fixed = ("Id", "Source", "Target", "Label", "Relation")
    assert [tuple(r[c] for c in fixed) for r in edges] == [
        (e.id, e.source, e.target, e.label, e.relation) for e in net.edges
    ]
    told = [dict(node.properties) for node in net.nodes] + [dict(edge.properties) for edge in net.edges]
    for row, properties in zip([*nodes, *edges], told, strict=True):
        more = {k: v for k, v in row.items() if k not in (*fixed, "Kind", "Classes") and v}
        assert more == {k: v for k, v in properties.items() if v}


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert (
        guarded(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")
        or len(cell) == 1
        or re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", cell)
    )


# Cypher


_STRING = re.compile(r"'((?:[^'\\]|\\(?:[\\'nrtbf]|u[0-9A-F]{4}))*)'", re.DOTALL)
_DECODE = {"\\": "\\", "'": "'", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def decoded(literal: str) -> str:
    """What a Cypher literal says by openCypher's grammar: strings, joined by plus signs."""
    assert re.fullmatch(rf"{_STRING.pattern}(?: \+ {_STRING.pattern})*", literal, re.DOTALL), literal
    return "".join(
        re.sub(r"\\(?:u(....)|(.))", lambda m: chr(int(m[1], 16)) if m[1] else _DECODE[m[2]], match[1], flags=re.DOTALL)
        for match in _STRING.finditer(literal)
    )


def unicode_first(literal: str) -> str:
    r"""The literal as Neo4j's reader passes it on: \uXXXX replaced wherever it stands, before quotes are looked for."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), literal)


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, st.text(st.sampled_from("\\'\"uU0027\u2028\x00\n`5c"), max_size=14)))
def test_no_text_breaks_out_of_a_cypher_literal(label: str) -> None:
    literal = text(label)
    wanted = label.replace("\0", "\ufffd")
    assert decoded(literal) == wanted
    assert decoded(unicode_first(literal)) == wanted
    assert not set(literal) & set("\n\r\x00\u2028\u202e")


@settings(max_examples=40, deadline=None)
@given(contract_triples())
def test_cypher_is_one_merge_a_line_by_iri(found: list[Triple]) -> None:
    net = network(found)
    lines = [line for line in cypher(net).decode().split("\n")[:-1] if not line.startswith("//")]
    assert len(lines) == len(net.nodes) + len(net.edges)
    bare = [_STRING.sub("''", line) for line in lines]
    names, value = "[A-Za-z_][A-Za-z0-9_]*", r"(?:''(?: \+ '')*|[0-9.]+)"
    entity = r"Entity \{iri: ''\}\)"
    sets = rf"SET (?:[nr]\.{names} = {value}|n:{names})(?:, (?:n\.{names} = {value}|r\.{names} = {value}|n:{names}))*;"
    merge = rf"MERGE \(a\)-\[r:{names} \{{iri: ''\}}\]->\(b\)"
    form = re.compile(rf"MERGE \(n:{entity} {sets}|MERGE \(a:{entity} MERGE \(b:{entity} {merge} {sets}")
    assert [line for line in bare if not form.fullmatch(line)] == []


def test_cypher_names_are_plain() -> None:
    assert [name(n) for n in ("memberOf", "2nd place", "a`]->(b) DELETE", "é", "")] == [
        "memberOf",
        "_2nd_place",
        "a_b_DELETE",
        "_",
        "_",
    ]  # fmt: skip


# Workbook


@settings(max_examples=12, deadline=None)
@given(contract_triples())
def test_workbook_has_all_texts_and_no_formula(found: list[Triple]) -> None:
    net = network(found)
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(net)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s" and is_formula(str(cell.value)))
    rows = list(book["Entities"].iter_rows(min_row=2, values_only=True))
    shown = [(str(row[0] or ""), row[3]) for row in rows]
    assert shown == [(workbook.shown(n.label), n.id) for n in net.nodes if n.kind != "Measurement"]
    sentences = [row[3] for row in book["Sentences"].iter_rows(min_row=2, values_only=True)]
    assert [str(s or "") for s in sentences] == [workbook.shown(s.text) for s in net.sentences]


def test_workbook_cuts_what_is_too_long_and_refuses_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(workbook.shown("x" * 40_000)) == 32_767
    assert workbook.shown("x" * 40_000).endswith("(cut)")
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(ExportError, match="a sheet holds 3 rows, the graph has more entities; use csv"):
        workbook.workbook(network(triples(contract_graph())))


def test_workbook_keeps_numbers_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(network(triples(contract_graph())))))
    sheet = book["Measurements"]
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, [cell.value for cell in sheet[2]], strict=True))
    assert (row["Of"], row["value"], row["unit"], row["year"], row["confidence"]) == (
        "Mexico",
        2000,
        "mile",
        None,
        0.95,
    )
    assert book.properties.created.year == 1980


# Markdown


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_markdown_shows_the_text_itself(label: str) -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    shown = reader.render(f"- **x** {escaped(label)}\n  > {escaped(label)}\n")
    bare = re.sub(r"</?(?:ul|li|p|strong|blockquote)>", "", shown)
    assert "<" not in bare, shown
    wanted = " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", " ", label).split())
    assert _letters(html.unescape(bare)) == _letters(f"x {wanted} {wanted}")


def _letters(text_: str) -> list[str]:
    """All but white space and what is not to be seen."""
    unseen = "\ufffd\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
    return [c for c in text_ if not c.isspace() and c not in unseen and ord(c) > 31 and not 0x7F <= ord(c) < 0xA0]


@settings(max_examples=25, deadline=None)
@given(contract_triples())
def test_markdown_has_a_heading_for_each_subject_and_no_html(found: list[Triple]) -> None:
    net = network(found)
    tokens = MarkdownIt("commonmark", {"html": True}).parse(markdown(net).decode())
    kinds = {token.type for token in tokens} | {c.type for token in tokens for c in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "hr"}
    subjects = {e.source for e in net.edges if not e.id.partition("|")[0].endswith("measurement/1")}
    assert sum(token.type == "heading_open" for token in tokens) >= 1 + len(subjects)


def test_markdown_groups_facts_and_quotes_their_sentences() -> None:
    written = markdown(network(triples(contract_graph()))).decode()
    assert (
        "- _planned:_ member of **Green Alliance**\n  > Mexico plans to join the Green Alliance. — note.txt\n"
        in written
    )
    assert "- two-way trade: **&gt; 550000000000 USD** (in 2013)\n  > In 2013, two-way trade" in written
    assert written.endswith("\n## Documents\n\n- A note (note.txt)\n")


# The model


def test_each_weight_gives_its_edges() -> None:
    found = triples(contract_graph())
    none, light, full = (network(weigh(found, weight)) for weight in WEIGHTS)
    assert [e.relation for e in none.edges].count("sharesBorderWith") == 2
    assert "Planned" not in str(none)
    by_id = {e.id: e for e in light.edges}
    assert [e.relation for e in light.edges].count("sharesBorderWith") == 1
    joined = dict(by_id[str(ID["statement-1"])].properties)
    assert (joined["status"], joined["startDate"], joined["document"]) == ("Asserted", "1994", "note.txt")
    assert joined["sentence"] == "Mexico joined the OECD in 1994."
    assert "subjectMention" not in joined
    assert dict({e.id: e for e in full.edges}[str(ID["statement-1"])].properties)["subjectMention"] == "0-6"
    assert {n.kind for n in full.nodes} >= {"Country", "InternationalOrganization", "Measurement", "Literal"}
    assert not {str(ID["statement-1"]), str(ID["sentence-0"])} & {n.id for n in full.nodes}


def test_a_plain_graph_has_its_own_names_and_links() -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    found = sorted(
        [
            ("<urn:a>", "<urn:p>", "_:b"),
            ("<urn:a>", label, '"Name"@de'),
            ("<urn:a>", label, '"A name"@en'),
            ("<urn:a>", "<http://x.example/value>", '"7"'),
            ("<urn:a>", "<http://x.example/label>", '"other"'),
            ("_:b", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://x.example/Thing%20One>"),
        ]
    )
    net: Network = network(found)
    assert {(n.label, n.kind) for n in net.nodes} == {("A name", "Thing"), ("_:b", "Thing%20One")}
    assert [(e.source, e.target, e.relation) for e in net.edges] == [("urn:a", "_:b", "urn:p")]
    assert dict(next(n for n in net.nodes if n.id == "urn:a").properties)["value"] == "7"
    assert elements(networkx.parse_graphml(graphml(net).decode(), force_multigraph=True)) == elements(as_networkx(net))


def test_an_empty_graph_is_written_in_every_format() -> None:
    for form in EXPORTS:
        assert encode([], form) or form.name == "ntriples" or form.name == "nquads"


def test_zip_and_folder_hold_the_same_tables() -> None:
    form = by_name("csv", EXPORTS)
    found = triples(contract_graph())
    with zipfile.ZipFile(io.BytesIO(encode(found, form))) as archive:
        assert {n: archive.read(n) for n in archive.namelist()} == encode_parts(found, form)
    assert zipped({"a": b"x"}) == zipped({"a": b"x"})


def test_bytes_do_not_depend_on_the_hash_seed_or_the_clock() -> None:
    code = (
        "import hashlib; from tests.contract_graph import contract_graph; from factgraph.exports.formats import *;"
        "print(hashlib.sha256(b''.join(encode(contract_graph(), f) for f in EXPORTS)).hexdigest())"
    )
    expected = hashlib.sha256(b"".join(encode(contract_graph(), f) for f in EXPORTS)).hexdigest()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": f"UTC{seed}", "PYTHONPATH": str(ROOT)}
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert run.stdout.strip() == expected, run.stderr
