"""The picture: what it draws, where, and that no text in it can act. test_picture_page opens it in a browser."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from factgraph.builder.errors import ExportError, GraphError
from factgraph.exports.picture import page
from factgraph.exports.picture.model import Entity, Fact, Model, Relation, build
from factgraph.exports.picture.quantity import quantity
from factgraph.exports.picture.source import NO_SUCH
from factgraph.exports.picture.terms import words

from .picture_graphs import FG, HOSTILE, OA, Builder, hostile, large, small


def test_model_draws_entities_and_keeps_literals_beside() -> None:
    model = build(*small())
    labels = {entity.label for entity in model.entities}
    assert len(labels) == len(model.entities) == 43
    assert "length of the shared border" not in labels
    assert "U.S. Relations With Mexico" not in labels
    aims = [fact for fact in model.facts if model.relations[fact.relation].label == "aims to"]
    assert len(aims) == 3
    assert all(fact.object is None and fact.text for fact in aims)
    assert len(model.links) == len(model.facts) - len(aims)


def test_most_specific_class_comes_first_and_gives_the_colour() -> None:
    model = build(*small())
    hled = _entity(model, "High Level Economic Dialogue")
    assert _types(model, hled) == [("Dialogue", "dialogue"), ("Organization", "organization")]
    assert hled.aliases == ("HLED",)


def test_class_unknown_to_the_picture_takes_the_family_of_its_superclass() -> None:
    graph, texts = small()
    treaty = FG.TradeTreaty
    node = next(graph.subjects(RDFS.label, Literal("Trans-Pacific Partnership", "en")))
    graph += [(node, RDF.type, treaty), (treaty, RDF.type, OWL.Class), (treaty, RDFS.subClassOf, FG.Agreement)]
    model = build(graph, texts)
    assert _types(model, _entity(model, "Trans-Pacific Partnership"))[0] == ("Trade treaty", "agreement")


def test_statements_keep_status_times_qualifiers_and_mentions() -> None:
    model = build(*small())
    ranked = [f for f in _facts(model, "Mexico", "trade partner of") if f.qualifiers[0].text == "3"]
    assert [(q.name, q.text) for q in ranked[0].qualifiers] == [
        ("rank", "3"),
        ("ranked as", "third-largest trading partner"),
    ]
    planned = _facts(model, "Japan", "party to")[0]
    assert (planned.status, planned.years) == ("Planned", None)
    launched = _facts(model, "High Level Economic Dialogue", "launched by")[0]
    assert [(t.name, t.text, t.predicate) for t in launched.times] == [("from", "2013-09", str(FG.startDate))]
    assert launched.times[0].term == '"2013-09"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    assert launched.years == (2013, 2013)
    sold = _facts(model, "Mexico", "exports")[0]
    assert sold.qualifiers[0].entity is not None
    assert model.entities[sold.qualifiers[0].entity].label == "United States"
    for fact in model.facts:
        for span in fact.object_spans:
            text = model.source.passages[span.passage].text.encode("utf-16-le")[2 * span.start : 2 * span.end]
            assert fact.object is not None
            assert text.decode("utf-16-le") in (
                model.entities[fact.object].label,
                *model.entities[fact.object].aliases,
            )


def test_symmetric_relation_is_known_by_its_triples() -> None:
    graph, texts = small()
    assert _relation(build(graph, texts), "shares border with").is_symmetric
    assert not _relation(build(graph, texts), "member of").is_symmetric
    adjoins = URIRef("https://w3id.org/factgraph/open#adjoins")
    for statement in graph.subjects(RDF.predicate, FG.sharesBorderWith):
        graph.set((statement, RDF.predicate, adjoins))
        subject, obj = (next(graph.objects(statement, prop)) for prop in (RDF.subject, RDF.object))
        graph += [(subject, adjoins, obj), (obj, adjoins, subject)]
    assert _relation(build(graph, texts), "adjoins").is_symmetric
    graph.remove((obj, adjoins, subject))
    assert not _relation(build(graph, texts), "adjoins").is_symmetric


def test_source_is_the_text_cut_into_sentences() -> None:
    graph, texts = small()
    source = build(graph, texts).source
    (text,) = texts.values()
    (document,) = source.documents
    assert "".join(piece for piece, _ in document.pieces) == text
    assert [i for _, i in document.pieces if i != NO_SUCH] == list(range(len(source.passages)))
    assert {passage.coverage for passage in source.passages} == {"Read", "Partly", "Silent"}


def test_document_without_its_text_is_shown_by_its_sentences() -> None:
    graph, _ = small()
    source = build(graph, {}).source
    assert [source.passages[i].text for _, i in source.documents[0].pieces if i >= 0] == [
        passage.text for passage in source.passages
    ]


@given(st.lists(st.text(st.characters(), min_size=1, max_size=12), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_offsets_are_right_in_any_text(parts: list[str]) -> None:
    make = Builder()
    for i, part in enumerate(parts):
        label = f"{part}{i}"
        make.entity(label, "Topic")
        make.statement(make.sentence(f"😀{part} {label}!"), label, "partOf", label)
    model = build(*make.finish())
    for fact in model.facts:
        (span,) = fact.subject_spans
        raw = model.source.passages[span.passage].text.encode("utf-16-le", "surrogatepass")
        cut = raw[2 * span.start : 2 * span.end].decode("utf-16-le", "surrogatepass")
        assert cut == model.entities[fact.subject].label


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        pytest.param(("550000000000", "USD", ">", None), "more than 550 billion USD", id="billions"),
        pytest.param(("2150000000", "USD", "=", None), "2.15 billion USD", id="decimals"),
        pytest.param(("1234567", "person", "~", None), "about 1,234,567 people", id="no-digit-lost"),
        pytest.param(("1", "country", "=", None), "1 country", id="singular"),
        pytest.param(("12", "country", ">=", "year"), "at least 12 countries per year", id="per"),
        pytest.param(("-0.5", "percent", None, None), "-0.5 percent", id="negative"),
        pytest.param(("1000000", None, "=", None), "1 million", id="no-unit"),
        pytest.param(("many", "mile", "=", None), "many miles", id="not-a-number"),
        pytest.param(("1E+999999", "mile", "=", None), "1E+999999 miles", id="absurd"),
    ],
)
def test_quantity(given_: tuple[str, str | None, str | None, str | None], expected: str) -> None:
    assert quantity(*given_) == expected


def test_words() -> None:
    assert words("tradePartnerOf").lower() == "trade partner of"
    assert words("G20-leaders_summit") == "G20 leaders summit"


def test_page_carries_the_graph_through_pyvis() -> None:
    drawing = _json(page(*small()), "network")
    assert len(drawing["nodes"]) == 43
    assert drawing["options"]["physics"] == {"enabled": False}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in drawing["nodes"])
    sizes = {node["label"]: node["size"] for node in drawing["nodes"]}
    assert sizes["Mexico"] > sizes["Peru"] > sizes["plastics"]


def test_each_fact_between_entities_is_an_edge_of_its_own() -> None:
    model = build(*small())
    edges = {edge["id"]: (edge["from"], edge["to"]) for edge in _json(page(*small()), "network")["edges"]}
    between = {key: (fact.subject, fact.object) for key, fact in enumerate(model.facts) if fact.object is not None}
    assert edges == between
    assert len(set(edges.values())) < len(edges)


def test_page_is_the_same_in_every_process() -> None:
    code = (
        "from tests.picture_graphs import large, small; from factgraph.exports.picture import page; import hashlib;"
        "print(*(hashlib.sha256(page(*made).encode()).hexdigest() for made in (small(), large(400))))"
    )
    root = Path(__file__).parent.parent
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "77", "LC_ALL": "C", "PYTHONPATH": str(root)},
    ).stdout
    assert other.split() == [hashlib.sha256(page(*made).encode()).hexdigest() for made in (small(), large(400))]


def test_page_links_to_nothing_and_has_no_markup_from_the_text() -> None:
    markup = page(*hostile())
    tags = _Tags()
    tags.feed(markup)
    assert tags.found.count("script") == 4
    assert not {"img", "svg", "iframe", "object", "base", "form"} & set(tags.found)
    assert tags.links == ["data:,"]
    assert not tags.handlers
    assert _json(markup, "data")["documents"]["title"] == ["".join(HOSTILE)]


def test_title_is_text() -> None:
    assert "<title>&lt;b&gt;&amp;</title>" in page(*small(), title="<b>&")


def test_lone_surrogates_do_not_stop_the_page() -> None:
    make = Builder(title="half \ud83d of it")
    make.entity("\udc00 x", "Topic")
    make.statement(make.sentence("\udc00 x is."), "\udc00 x", "partOf", "\udc00 x")
    assert page(*make.finish()).encode("utf-8")


def test_empty_graph_gives_a_page() -> None:
    markup = page(Graph(), {})
    assert _json(markup, "network")["nodes"] == []
    assert "<title>Graph</title>" in markup


def test_large_graph_opens_on_its_communities_and_holds_all_its_entities() -> None:
    markup = page(*large(600))
    data, drawing = _json(markup, "data"), _json(markup, "network")
    assert (data["entities"]["n"], data["first"]) == (600, 300)
    assert [node["id"] for node in drawing["nodes"]] == [f"c{i}" for i in range(data["communities"]["n"])]
    assert 3 < len(drawing["nodes"]) <= 60
    assert sum(data["communities"]["size"]) == 600
    ends = [f"b{edge['from']}-{edge['to']}" for edge in drawing["edges"]]
    assert ends == [edge["id"] for edge in drawing["edges"]]
    assert all(edge["from"] < edge["to"] for edge in drawing["edges"])
    of = data["entities"]["community"]
    between = [pair for pair in zip(data["facts"]["subject"], data["facts"]["object"], strict=True) if pair[1] >= 0]
    assert sum(edge["facts"] for edge in drawing["edges"]) == sum(of[a] != of[b] for a, b in between)


def test_so_many_nodes_are_drawn_at_once_as_one_asks_for() -> None:
    graph, texts = large(40)
    assert len(_json(page(graph, texts, max_nodes=40), "network")["nodes"]) == 40
    assert _json(page(graph, texts, max_nodes=39), "network")["nodes"][0]["id"] == "c0"


def test_text_of_another_document_is_refused() -> None:
    graph, texts = small()
    (iri,) = texts
    with pytest.raises(ExportError, match="differs from the graph's at offset"):
        page(graph, {iri: "x" + texts[iri]})


def test_statement_without_an_object_is_refused() -> None:
    graph, texts = small()
    graph.remove((next(graph.subjects(RDF.type, RDF.Statement)), RDF.object, None))
    with pytest.raises(GraphError, match="0 values of rdf:object"):
        page(graph, texts)


@pytest.mark.parametrize("prop", [OA.hasSource, OA.hasSelector], ids=["source", "selector"])
def test_sentence_without_its_place_is_refused(prop: URIRef) -> None:
    graph, texts = small()
    graph.remove((None, prop, None))
    with pytest.raises(GraphError, match=r"sentence <.*> lacks"):
        page(graph, texts)


class _Tags(HTMLParser):
    """The tags of a page, as a browser's tokenizer would split it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def _json(markup: str, element: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{element}">(.*?)</script>', markup)
    assert found is not None
    return json.loads(found[1])


def _entity(model: Model, label: str) -> Any:
    return next(entity for entity in model.entities if entity.label == label)


def _types(model: Model, entity: Entity) -> list[tuple[str, str]]:
    return [(model.classes[i].label, model.classes[i].family) for i in entity.types]


def _relation(model: Model, label: str) -> Relation:
    return next(relation for relation in model.relations if relation.label == label)


def _facts(model: Model, subject: str, relation: str) -> list[Fact]:
    index = model.relations.index(_relation(model, relation))
    return [f for f in model.facts if model.entities[f.subject].label == subject and f.relation == index]
