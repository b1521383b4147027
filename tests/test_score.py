"""The scorer's rules of comparison, on graphs small enough to see through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import PROV, RDF, RDFS, SKOS, Graph, Literal, Namespace
from rdflib.term import Node
from score_gold import Entity, Measure
from score_match import has_entity, lacking
from score_names import fold, likeness
from score_share import Share
from score_view import FG, view_of

from .contract_graph import ID, OA, contract_graph
from .score_graphs import compared, forbidden, graph_of, measured, relation, thing


def recall(graph: Graph, *rows: dict[str, object]) -> tuple[int, int]:
    """Relations found, of so many."""
    found = compared(graph, *rows).score.relations
    return found.hit, found.of


# Names


@pytest.mark.parametrize(
    "name",
    [
        "São Tomé",
        "sao tome",
        "The Sao Tome",
        "São Tomé (the country)",
        "Sao-Tome",
        "Sao–Tomé",
        "“São Tomé”",
        "its Sao Tome",
    ],
)
def test_names_are_folded(name: str) -> None:
    assert fold(name) == "sao tome"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("U.S.–Mexico border", "US Mexico border"),
        ("Women’s Fund", "women's fund"),
        ("and/or", "and-or"),
    ],
)
def test_punctuation_parts_words_but_a_full_stop_does_not(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_of_other_things_stay_apart() -> None:
    assert len({fold(name) for name in ("5%", "$5", "5", "Republic of Korea", "Korea", "Theory", "Ana")}) == 7


def test_likeness_is_the_f1_of_longer_words() -> None:
    assert likeness("to promote trade", "promote free trade") == pytest.approx(2 * 2 / 5)
    assert likeness("of it", "of it") == 0.0


# Relations


def test_any_label_and_any_relation_of_the_gold_will_do() -> None:
    graph = graph_of("Chile | partyTo | Green Pact")
    graph.add((ID["Green-Pact"], SKOS.altLabel, Literal("GP", lang="en")))
    assert recall(graph, relation("Republic of Chile/Chile | signed/partyTo | Pact/GP")) == (1, 1)
    assert recall(graph, relation("Chile | signed | GP")) == (0, 1)
    assert recall(graph, relation("Peru | partyTo | GP")) == (0, 1)
    assert recall(graph, relation("Chile | partyTo | Green Pact of Lima")) == (0, 1)


def test_symmetric_relations_stand_either_way_and_others_do_not() -> None:
    graph = graph_of("Chile | sharesBorderWith | Peru", "Chile | recognized | Kosovo")
    assert recall(graph, relation("Peru | sharesBorderWith | Chile")) == (1, 1)
    assert recall(graph, relation("Kosovo | recognized | Chile")) == (0, 1)


def test_clauses_need_half_their_words() -> None:
    graph = graph_of('Pact | aimsTo | "promote free trade between the members"')
    assert recall(graph, relation('Pact | aimsTo | "to promote free trade"')) == (1, 1)
    assert recall(graph, relation('Pact | aimsTo | "to promote peace"')) == (0, 1)
    assert recall(graph, relation("Pact | aimsTo | promote free trade")) == (0, 1)


def test_property_with_a_literal_counts_as_asserted() -> None:
    graph = Graph()
    embassy = thing(graph, "Embassy in Quito")
    graph.add((embassy, Namespace("https://schema.org/").address, Literal("12 Long Street, Quito")))
    found = compared(graph, relation('Embassy in Quito | address | "12 Long Street"')).score
    assert (found.relations, found.status) == (Share(1, 1), Share(1, 1))


def test_status_is_counted_over_what_is_found() -> None:
    graph = graph_of("Chile | memberOf | Pact | Planned", "Peru | memberOf | Pact")
    rows = [relation(f"{name} | memberOf | Pact | Planned") for name in ("Chile", "Peru", "Fiji")]
    found = compared(graph, *rows).score
    assert (found.relations, found.status) == (Share(2, 3), Share(1, 2))


def test_several_statuses_are_none() -> None:
    graph = graph_of("Chile | memberOf | Pact")
    graph.add((ID["statement-0"], FG.status, FG.Planned))
    found = compared(graph, relation("Chile | memberOf | Pact")).score
    assert (found.relations, found.status, found.rules) == (Share(1, 1), Share(0, 1), Share(0, 1))


def test_ranks_are_part_of_what_is_said() -> None:
    graph = graph_of("Chile | tradePartnerOf | Peru | rank=2 | rankedAs=second-largest market")
    line = "Chile | tradePartnerOf | Peru"
    assert recall(graph, relation(line, q={"rank": 2})) == (1, 1)
    assert recall(graph, relation(line, q={"rank": 3})) == (0, 1)
    assert recall(graph, relation(line, q={"rankedAs": "third supplier"})) == (1, 1)


def test_qualifiers_are_counted_over_what_is_found_and_the_best_statement_is_taken() -> None:
    graph = graph_of(
        "Chile | signed | Pact | pointInTime=2012",
        "Chile | signed | Pact | Planned | pointInTime=2015-03-02",
        "Chile | exports | copper",
    )
    graph.add((ID["statement-2"], FG.tradingPartner, thing(graph, "Peru")))
    rows = [
        relation("Chile | signed | Pact", q={"pointInTime": "2015-03"}),
        relation("Chile | exports | copper", q={"tradingPartner": ["Republic of Peru", "Peru"], "startDate": "1990"}),
        relation("Chile | exports | wine", q={"startDate": "1990"}),
    ]
    found = compared(graph, *rows).score
    assert (found.relations, found.status, found.qualifiers) == (Share(2, 3), Share(1, 2), Share(2, 3))


def test_an_ordinal_sits_on_the_pillar() -> None:
    graph = graph_of("Plan | hasPillar | first pillar")
    row = relation("Plan | hasPillar | first pillar", q={"ordinal": 1})
    assert compared(graph, row).score.qualifiers == Share(0, 1)
    graph.add((ID["first-pillar"], FG.ordinal, Literal(1)))
    assert compared(graph, row).score.qualifiers == Share(1, 1)


# Measurements


MEASURE = Measure(1, "x", ("tourists to Peru", "tourists"), 2e7, "person", ">", "2013")


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({}, ()),
        ({"unit": "persons"}, ()),
        ({"year": "2013-05"}, ()),
        ({"value": 20000001}, ()),
        ({"value": 20000100}, ("value",)),
        ({"value": "many"}, ("value",)),
        ({"unit": "USD"}, ("unit",)),
        ({"year": "2014"}, ("year",)),
        ({"comparator": "~"}, ("comparator",)),
        ({"unit": "USD", "year": "2012"}, ("unit", "year")),
    ],
)
def test_measurement_needs_value_unit_year_and_comparator(changed: dict[str, object], lacks: tuple[str, ...]) -> None:
    right: dict[str, object] = {"value": 20000000, "unit": "person", "year": "2013", "comparator": ">"}
    assert lacking(view_of(measured(Graph(), "tourists", **{**right, **changed})), MEASURE) == lacks


def test_measurement_may_be_about_something_alike_and_more_exact_than_gold() -> None:
    graph = measured(Graph(), "foreign tourists to Peru", value=20000000, unit="person", year="2013", comparator=">")
    view = view_of(graph)
    assert lacking(view, MEASURE) == ()
    assert lacking(view, replace(MEASURE, year=None, comparator=None, about=())) == ()
    assert lacking(view, replace(MEASURE, about=("Chile",))) == ("about",)


def test_measurement_without_a_comparator_is_exact() -> None:
    view = view_of(measured(Graph(), "tourists", value=20000000, unit="person"))
    assert lacking(view, replace(MEASURE, year=None, comparator="=")) == ()
    assert lacking(view, replace(MEASURE, year=None)) == ("comparator",)


def test_the_nearest_measurement_is_compared() -> None:
    graph = measured(Graph(), "tourists", value=20000000, unit="USD")
    measured(graph, "tourists", value=20000000, unit="person", year="2013", comparator="~")
    assert lacking(view_of(graph), MEASURE) == ("comparator",)


# Entities, open facts, forbidden facts


def typed(*classes: str) -> Graph:
    """A graph of one thing."""
    graph = Graph()
    for each in classes:
        graph.add((thing(graph, "Green Pact"), RDF.type, FG[each]))
    return graph


def test_entity_needs_a_right_class_and_few_of_them() -> None:
    fact = Entity(1, "x", ("the Green Pact",), ("Agreement", "Organization"))
    assert has_entity(view_of(typed("Agreement")), fact)
    assert has_entity(view_of(typed("Organization", "Place", "Country", "Embassy", "Treaty")), fact)
    assert not has_entity(view_of(typed("Organization", "Place", "Country", "Embassy", "Office")), fact)
    assert not has_entity(view_of(typed("Topic")), fact)
    assert not has_entity(view_of(typed("Agreement")), replace(fact, names=("Pact",)))
    graph = typed("Treaty")
    graph.add((FG.Treaty, RDFS.subClassOf, FG.Agreement))
    assert has_entity(view_of(graph), fact)


def test_open_fact_needs_any_statement_between_things_alike() -> None:
    graph = graph_of("Government of Chile | open#match | local funds for schools", "Chile | memberOf | Pact")
    row: dict[str, object] = {
        "kind": "open",
        "s": ["Chilean state", "Chile Government"],
        "o": ["funds for local schools"],
        "quote": "x",
    }
    found = compared(graph, row, {**row, "o": ["schools"]}, {**row, "s": ["Chile"], "o": ["Pact"]}).score
    assert found.open == Share(2, 3)
    assert found.open_statements == Share(1, 2)


def test_forbidden_facts_count_where_they_are_believed() -> None:
    graph = graph_of("Chile | memberOf | Pact | Negated", "Chile | sharesBorderWith | Peru", "Chile | open#join | Club")
    graph.add((thing(graph, "Fiji"), FG.memberOf, ID.Pact))
    lines = {
        "Chile | memberOf | Pact": False,
        "Fiji | memberOf/partyTo | Pact": True,
        "Peru | sharesBorderWith | Chile": True,
        "Chile | open#join/memberOf | Club": True,
        "Chile | memberOf | Club": False,
    }
    scored = compared(graph, *map(forbidden, lines))
    assert scored.score.forbidden == Share(3, 5)
    assert [f"{fault.kind} {fault.where}" for fault in scored.faults if fault.kind == "forbidden"] == [
        f"forbidden note:{n}" for n, found in enumerate(lines.values(), 1) if found
    ]


# Precision


def test_precision_is_of_asserted_statements_with_relations_that_gold_has_completely() -> None:
    graph = graph_of(
        "Chile | memberOf | Pact",
        "Peru | memberOf | Pact",
        "Fiji | memberOf | Pact",
        "Mali | memberOf | Pact | Planned",
        "Chile | visited | Peru",
        'Pact | aimsTo | "promote trade"',
        "Chile | open#like | tea",
        "Peru | partnerOf | Chile",
    )
    rows = [
        relation("Chile | memberOf | Pact"),
        relation("Peru | memberOf | Pact | Planned"),
        relation('Pact | aimsTo | "promote trade"'),
        relation("Chile | partnerOf | Peru"),
    ]
    scored = compared(graph, *rows)
    assert (scored.score.precision, scored.score.precision_all) == (Share(2, 4), Share())
    assert [fault.what for fault in scored.faults] == ["peru | memberOf | pact", "fiji | memberOf | pact"]
    whole = compared(graph, *rows, whole=True)
    assert (whole.score.precision, whole.score.precision_all) == (Share(2, 4), Share(3, 6))
    assert "chile | visited | peru" in [fault.what for fault in whole.faults]


def test_f1_is_of_recall_and_precision() -> None:
    graph = graph_of("Chile | memberOf | Pact", "Fiji | memberOf | Pact")
    rows = [relation(f"{name} | memberOf | Pact") for name in ("Chile", "Peru", "Mali", "Cuba")]
    assert compared(graph, *rows).score.f1 == pytest.approx(2 * 0.25 * 0.5 / 0.75)
    assert compared(Graph()).score.f1 == 0.0


# The contract's own rules


def test_graph_by_the_contract_keeps_its_rules() -> None:
    found = compared(contract_graph()).score
    assert (found.evidence, found.rules, found.open_statements) == (Share(6, 6), Share(4, 4), Share(1, 4))


def test_evidence_must_be_exact_in_every_sentence() -> None:
    graph = contract_graph()
    graph.add((ID["statement-1"], PROV.wasDerivedFrom, ID["sentence-4"]))
    assert compared(graph).score.evidence == Share(6, 6)
    graph.set((ID["sentence-4-position"], OA.start, Literal(0)))
    assert compared(graph).score.evidence == Share(5, 6)
    graph.remove((ID["measurement-1"], PROV.wasDerivedFrom, None))
    assert compared(graph).score.evidence == Share(4, 6)
    graph.remove((ID["sentence-1-quote"], OA.exact, None))
    assert compared(graph).score.evidence == Share(2, 6)


def test_plain_triples_stand_exactly_where_statements_are_asserted() -> None:
    def kept(*added: tuple[Node, Node, Node], removed: tuple[Node, Node, Node] | None = None) -> Share:
        graph = contract_graph()
        for triple in added:
            graph.add(triple)
        if removed is not None:
            graph.remove(removed)
        return compared(graph).score.rules

    assert kept((ID.mexico, FG.memberOf, ID["green-alliance"])) == Share(3, 4)  # which is Planned
    assert kept(removed=(ID.mexico, FG.memberOf, ID.oecd)) == Share(3, 4)
    assert kept((ID.oecd, FG.hosts, ID.tea)) == Share(4, 5)
    assert kept((ID.oecd, FG.isoCode, Literal("MX"))) == Share(4, 4)
