"""The named questions: what they answer on the example, and that no value of a parameter can do harm."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import PROV, RDFS, XSD
from rdflib.plugins.sparql.parser import parseQuery

from factgraph.builder.errors import GraphError
from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Tools, read_document
from factgraph.builder.reading import read
from factgraph.exports.load import store
from factgraph.exports.questions import Question, answers, ask, bound, question, questions
from factgraph.exports.questions.library import parse
from factgraph.exports.questions.parameters import KINDS
from factgraph.exports.terms import Term, to_oxigraph, triples, value
from factgraph.ontology.vocabulary import load_vocabulary

from .documentation import ROOT
from .picture_graphs import FG, OA, Builder, hostile, small
from .picture_graphs import HOSTILE as HOSTILE_LABELS

NAMES = [each.name for each in questions()]
FILES = ROOT / "exports/questions"
#: A value for each kind of parameter that `small` knows.
KNOWN = {"entity": "Mexico", "object": "Mexico", "relation": "party to", "year": "2013"}


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return small()[0]


@pytest.fixture(scope="module")
def kept(graph: rdflib.Graph) -> ox.Store:
    return store(triples(graph))


@pytest.fixture(scope="module")
def example(tools: Tools) -> ox.Store:
    path = ROOT / "examples/us-relations-with-mexico.txt"
    reading = read_document(read(path, path.name), tools)
    return store(triples(to_graph([reading], tools.vocabulary, BASE).graph))


def told(kept: ox.Store, name: str, **parameters: str) -> list[str]:
    """A question's rows as a reader sees them: labels where there are some, columns that hold nothing left out."""
    found = ask(kept, question(name), parameters)
    shown = [(i, found.beside(i)) for i in found.visible()]
    cells = ([(j is not None and row[j]) or row[i] for i, j in shown] for row in found.rows)
    return [" | ".join(value(cell) for cell in row if cell) for row in cells]


# What they answer

SAID = {
    "memberships": [
        "Mexico | member of | Australia Group | 2013",
        "Peru | member of | Organization of American States",
    ],
    "agreements": [
        "North American Free Trade Agreement | party to | Canada",
        "Trans-Pacific Partnership | negotiates | Mexico | 2012",
    ],
    "participation": [
        "High Level Economic Dialogue | launched by | Joe Biden | 2013-09",
        "100,000 Strong in the Americas | announced by | Barack Obama | 2013-05",
        "Merida Initiative | participant | Mexico",
    ],
    "leadership": [
        "Joe Biden | holds office | Vice President",
        "Roberta S. Jacobson | ambassador to | Mexico",
        "Secretary of State | leads | High Level Economic Dialogue",
    ],
    "relations": ["Mexico | has embassy in | Washington, DC", "United States | shares border with | Mexico"],
    "visits": ["Mexico | host | G-20 Leaders’ Summit | 2012"],
    "trade": [
        "Mexico | exports | crude oil | United States",
        "Mexico | trade partner of | United States | 2 | second-largest export market",
        "Mexico | trade partner of | United States | 3 | third-largest trading partner",
        "United States | invests in | Mexico",
    ],
    "trade-figures": ["2013 | Mexico | two-way trade in goods and services | > | 550000000000 | USD | asserted"],
    "figures": ["border region | population | ~ | 100000000 | person | asserted"],
    "assistance": ["U.S. Congress | funds | Merida Initiative | 2013"],
    "pillars": [
        "Merida Initiative | first pillar | disrupt the capacity of organized crime to operate",
        "Merida Initiative | second pillar",
        "High Level Economic Dialogue | further elevate and strengthen the bilateral economic relationship",
    ],
    "planned": ["Japan | party to | Trans-Pacific Partnership"],
    "reported": ["Peru | leaves | Organization of American States"],
    "negated": ["Peru | leaves | Organization of American States"],
    "timeline": [
        "2012 | from | Mexico | negotiates | Trans-Pacific Partnership | asserted",
        "2013 | in | Mexico | two-way trade in goods and services | > 550000000000 USD | asserted",
        "2016-07-12 | in | U.S. Relations With Mexico | issued | asserted",
    ],
    "conflicts": [],
    "statistics": ["things of the class | country | 9", "statements of the status | planned | 1"],
    "evidence": [
        "Japan | party to | Trans-Pacific Partnership | planned | 0.95 | All three countries are negotiating the "
        "Trans-Pacific Partnership, and Japan may join it. | U.S. Relations With Mexico | 233 | 322",
    ],
}


@pytest.mark.parametrize("name", SAID)
def test_rows_of_substance(name: str, kept: ox.Store) -> None:
    rows = told(kept, name)
    assert set(SAID[name]) <= set(rows), rows
    assert bool(rows) == bool(SAID[name])
    assert len(rows) == len(set(rows)) or name == "evidence"  # which does not tell qualifiers


def test_every_question_is_asked_of_the_example_here() -> None:
    assert {*SAID, "connected"} == set(NAMES)


def test_only_what_is_asserted_is_told_as_a_fact(kept: ox.Store) -> None:
    for name in NAMES:
        if name not in ("planned", "reported", "negated", "evidence", "connected", "statistics"):
            assert not [row for row in told(kept, name) if "Japan" in row or "leaves" in row]


def test_a_question_narrowed(kept: ox.Store) -> None:
    assert told(kept, "memberships", country="mexico", organization="WTO") == [
        "Mexico | member of | World Trade Organization"
    ]
    assert told(kept, "agreements", relation="party to", country="Canada") == [
        "North American Free Trade Agreement | party to | Canada"
    ]
    assert len(told(kept, "trade", country="Mexico", partner="the U.S.")) == 4
    assert told(kept, "trade", goods="plastics") == ["United States | exports | plastics | Mexico"]
    assert told(kept, "timeline", year="2013", entity="U.S. Congress") == [
        "2013 | until | U.S. Congress | funds | Merida Initiative | asserted"
    ]
    assert told(kept, "pillars", pillar="second pillar") == ["Merida Initiative | second pillar"]


def test_what_a_thing_is_connected_to(kept: ox.Store) -> None:
    rows = told(kept, "connected", entity="Mexico", relation="exports")
    assert rows == [
        "Mexico | to | exports | crude oil | asserted",
        *("Mexico | from, as trading partner | exports | United States | asserted" for _ in range(3)),
    ]
    assert told(kept, "connected", entity="washington, dc") == [
        "Washington, DC | from | has embassy in | Mexico | asserted"
    ]
    with pytest.raises(GraphError, match="question connected needs entity=VALUE"):
        ask(kept, question("connected"))


def test_evidence_is_found_from_both_ends_of_a_symmetric_relation_and_once(kept: ox.Store) -> None:
    border = told(kept, "evidence", predicate="shares border with")
    assert len(border) == 1
    for one, other in (("Mexico", "United States"), ("United States", "Mexico")):
        assert told(kept, "evidence", subject=one, predicate="sharesBorderWith", object=other) == border
    assert len(told(kept, "evidence", subject="Mexico", predicate="tradePartnerOf", object="US")) == 2
    assert not told(kept, "evidence", subject="US", predicate="trade partner of", object="Mexico")
    assert len(told(kept, "evidence", object="RULE of  law")) == 1


def test_what_is_planned_and_done_is_not_told_as_planned(graph: rdflib.Graph) -> None:
    make = Builder()
    for label in ("Norway", "OECD"):
        make.entity(label, "Organization")
    sentence = make.sentence("Norway plans to join.")
    make.statement(sentence, "Norway", "memberOf", "OECD", "status=Planned")
    assert told(store(triples(make.graph)), "planned") == ["Norway | member of | OECD"]
    make.statement(sentence, "Norway", "memberOf", "OECD")
    assert told(store(triples(make.graph)), "planned") == []


def test_an_amount_of_money_stands_beside_the_funding_it_is_of() -> None:
    make = Builder()
    for label in ("Norway", "Green Plan", "Blue Plan"):
        make.entity(label, "Initiative")
    sentence = make.sentence("Norway funds the Green Plan with about $5 million, and the Blue Plan.")
    make.statement(sentence, "Norway", "funds", "Green Plan")
    make.statement(sentence, "Norway", "funds", "Blue Plan")
    make.measure(sentence, ["Norway", "Green Plan"], "funding", "5000000 USD ~ 2013")
    make.measure(sentence, ["Norway", "Green Plan"], "schools", "12 school = 2013")
    assert told(store(triples(make.graph)), "assistance") == [
        "Norway | funds | Blue Plan",
        "Norway | funds | Green Plan | ~ | 5000000 | USD",
    ]


def disagreeing() -> Builder:
    make = Builder()
    for label in ("Norway", "Chile", "Oslo Group"):
        make.entity(label, "Country")
    return make


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("5 person = 2013", "6 person = 2013", "two values of one year"),
        ("5 person =", "6 person =", "two values without a year"),
        ("50 person ~ 2013", "54 person = 2013", None),
        ("50 person ~ 2013", "70 person ~ 2013", "two values of one year"),
        ("50 person > 2013", "90 person = 2013", None),
        ("50 person > 2013", "40 person = 2013", "two values of one year"),
        ("50 person > 2013", "90 person > 2013", None),
        ("50 person < 2013", "90 person >= 2013", "two values of one year"),
        ("-50 person ~ 2013", "-54 person = 2013", None),
        ("5 person = 2013", "6 person = 2014", None),
        ("5 person = 2013", "6 person =", None),
        ("5 person = 2013", "6 school = 2013", None),
        ("5 person = 2013", "5 person = 2013", None),
    ],
)
def test_two_values_of_one_measure(first: str, second: str, conflict: str | None) -> None:
    make = disagreeing()
    one, other = (make.sentence(f"Norway counts, says {who}.") for who in "AB")
    make.measure(one, ["Norway", "Chile"], "members", first)
    make.measure(other, ["Norway", "Chile"], "members", second)
    make.measure(other, ["Chile"], "visitors", second)
    rows = told(store(triples(make.graph)), "conflicts")
    assert [row.split(" | ")[:3] for row in rows] == ([[conflict, "Norway", "members"]] if conflict else [])
    for about in ("Norway", "Chile"):
        assert told(store(triples(make.graph)), "conflicts", about=about) == rows


def test_figures_of_other_things_and_those_of_one_sentence_do_not_disagree() -> None:
    make = disagreeing()
    one, other = (make.sentence(f"Norway counts, says {who}.") for who in "AB")
    make.measure(one, ["Norway", "Chile"], "members", "5 person = 2013")
    make.measure(other, ["Norway"], "members", "6 person = 2013")
    make.measure(one, ["Norway"], "schools", "5 school =")
    make.measure(one, ["Norway"], "schools", "6 school =")
    assert not told(store(triples(make.graph)), "conflicts")
    make.measure(one, ["Norway"], "schools", "7 school = 2013")
    make.measure(one, ["Norway"], "schools", "8 school = 2013")
    assert len(told(store(triples(make.graph)), "conflicts")) == 1


def test_facts_that_disagree() -> None:
    make = disagreeing()
    sentence = make.sentence("Norway and Chile.")
    for status, more in (("Asserted", ""), ("Negated", "")):
        make.statement(sentence, "Norway", "memberOf", "Oslo Group", f"status={status}{more}")
    make.statement(sentence, "Chile", "memberOf", "Oslo Group", "endDate=2013")
    make.statement(sentence, "Chile", "memberOf", "Oslo Group", "status=Negated")
    for date in ("2012", "2012-05", "2014"):
        make.statement(sentence, "Oslo Group", "launchedBy", "Chile", f"startDate={date}")
        make.statement(sentence, "Oslo Group", "hosts", "Chile", f"pointInTime={date}")
    make.statement(sentence, "Oslo Group", "ledBy", "Norway", "startDate=2014")
    rows = told(store(triples(make.graph)), "conflicts")
    assert [" | ".join(sorted(row.split(" | "))) for row in rows] == [
        "Norway | Oslo Group | asserted | member of | negated | stated and denied",
        "2012 | 2014 | Chile | Oslo Group | launched by | two beginnings",
        "2012-05 | 2014 | Chile | Oslo Group | launched by | two beginnings",
    ]


def test_the_timeline_is_in_order_of_time_before_our_era_too() -> None:
    make = disagreeing()
    sentence = make.sentence("Norway.")
    for year in ("1990", "-0044", "-0753", "0800"):
        make.measure(sentence, ["Norway"], "members", f"5 person = {year}")
    rows = told(store(triples(make.graph)), "timeline", entity="Norway")
    assert [row.split(" | ")[0] for row in rows] == ["-0753", "-0044", "0800", "1990"]
    assert len(told(store(triples(make.graph)), "timeline", year="-0753")) == 1


def test_the_example_as_it_is_read(example: ox.Store) -> None:
    found = {name: told(example, name) for name in NAMES if name != "connected"}
    assert "Mexico | member of | Wassenaar Arrangement | 2012" in found["memberships"]
    assert "North American Free Trade Agreement | party to | Canada" in found["agreements"]
    assert "Pacific Alliance | launched by | Chile | 2012" in found["participation"]
    assert "Secretary of Commerce | leads | High Level Economic Dialogue" in found["leadership"]
    assert "United States | shares border with | Mexico" in found["relations"]
    assert "Mexico | host | G-20 Leaders’ Summit | 2012" in found["visits"]
    assert "United States | exports | electrical machinery | Mexico" in found["trade"]
    assert any(row.startswith("2013 | Mexico | two-way trade") for row in found["trade-figures"])
    assert any("2150000000 | USD" in row for row in found["assistance"])
    assert any(re.match(r"Merida Initiative \| (1 \| )?first pillar \| disrupt", row) for row in found["pillars"])
    assert found["planned"]
    assert not found["conflicts"]
    assert len(found["evidence"]) > 150
    assert any(row[1] == f"<{FG.Country}>" for row in ask(example, question("statistics")).rows)


# On any graph


@pytest.mark.parametrize("each", questions(), ids=lambda q: q.name)
def test_rdflib_gives_the_same_rows_for_each_parameter(each: Question, graph: rdflib.Graph, kept: ox.Store) -> None:
    needed = {p.name: KNOWN[p.kind] for p in each.parameters if p.required}
    for given in (needed, *({**needed, p.name: KNOWN[p.kind]} for p in each.parameters)):
        result = graph.query(bound(kept, each, given))
        theirs: Counter[tuple[Term | None, ...]] = Counter(
            tuple(None if term is None else str(to_oxigraph(term)) for term in row)
            for row in result
            if isinstance(row, rdflib.query.ResultRow)
        )
        assert theirs == Counter(ask(kept, each, given).rows)


def test_an_empty_graph_has_no_rows_and_all_questions_stay() -> None:
    found = answers(ox.Store())
    assert [a.question.name for a in found] == [n for n in NAMES if n not in ("connected", "evidence")]
    assert all(a.rows == () and a.more == 0 and a.columns for a in found)
    with pytest.raises(GraphError, match="nothing in the graph is called 'Mexico'"):
        ask([], question("connected"), {"entity": "Mexico"})


def test_order_does_not_depend_on_how_the_graph_was_loaded(graph: rdflib.Graph) -> None:
    lines = triples(graph)
    backwards = ox.Store()
    for s, p, o in reversed(lines):
        backwards.extend(ox.parse(f"{s} {p} {o} .", format=ox.RdfFormat.N_TRIPLES))
    for each in questions():
        needed = {p.name: KNOWN[p.kind] for p in each.parameters if p.required}
        assert ask(lines, each, needed) == ask(backwards, each, needed)


@pytest.mark.parametrize("each", questions(), ids=lambda q: q.name)
def test_the_order_is_total(each: Question) -> None:
    """Whatever a row rests on decides between rows that are alike otherwise."""
    order = each.query.partition("ORDER BY")[2]
    columns = re.findall(r"\?(\w+)", each.query.partition("WHERE")[0])
    nodes = [c for c in columns if c.startswith("statement")]
    assert all(f"?{node}" in order for node in nodes)
    assert nodes or each.name == "statistics"


def test_hostile_graphs_are_answered() -> None:
    kept = store(triples(hostile()[0]))
    found = {a.question.name: a for a in answers(kept)}
    assert len(found["figures"].rows) == 9
    for label in HOSTILE_LABELS:
        assert ask(kept, question("connected"), {"entity": label}).rows


@pytest.mark.parametrize("each", questions(), ids=lambda q: q.name)
def test_no_question_joins_everything_with_everything(each: Question, thousands: ox.Store) -> None:
    given = {p.name: "Thing 0" for p in each.parameters if p.required}
    before = time.process_time()
    assert ask(thousands, each, given).rows
    assert time.process_time() - before < 10  # such a join takes minutes


@pytest.fixture(scope="module")
def thousands() -> ox.Store:
    """5,000 statements and measurements of 1,000 things, a seventh of them of one thing, four to a document."""
    ids, fg, rdf = f"<{BASE}", f"<{FG}", f"<{rdflib.RDF}"
    relations = [f"{fg}{name}>" for name in sorted(load_vocabulary().relations)]
    statuses = ("Asserted", "Asserted", "Asserted", "Planned", "Reported", "Negated")
    lines = []
    for i in range(1_000):
        kind = ("Event", "Country")[i % 2]
        lines += [f'{ids}{i}> <{RDFS.label}> "Thing {i}"@en', f"{ids}{i}> {rdf}type> {fg}{kind}>"]
    for i in range(5_000):
        node, sentence, subject = f"{ids}node{i}>", f"{ids}sentence{i}>", f"{ids}{i * 37 % 1000 if i % 7 else 0}>"
        year = f'"{1900 + i % 100}"^^<{XSD.gYear}>'
        lines += [f"{node} {fg}status> {fg}{statuses[i % 6]}>", f"{node} <{PROV.wasDerivedFrom}> {sentence}"]
        lines += [f"{sentence} <{OA.hasSource}> {ids}document{i // 4}>", f"{sentence} <{OA.hasSelector}> {ids}at{i}>"]
        lines += [f'{ids}at{i}> <{OA.exact}> "Said {i}."', f'{ids}at{i}> <{OA.start}> "{i}"^^<{XSD.integer}>']
        lines += [f'{ids}at{i}> <{OA.end}> "{i + 9}"^^<{XSD.integer}>']
        if i % 5 == 0:
            lines += [f"{node} {rdf}type> {fg}Measurement>", f"{node} {fg}about> {subject}", f"{node} {fg}year> {year}"]
            lines += [
                f'{node} {fg}indicator> "trade {i % 7}"',
                f'{node} {fg}unit> "USD"',
                f'{node} {fg}comparator> "="',
            ]
            lines += [f'{node} {fg}value> "{i}"^^<{XSD.integer}>']
        else:
            relation, other = relations[i % len(relations)], f"{ids}{i * 61 % 1000}>"
            lines += [f"{node} {rdf}type> {rdf}Statement>", f"{node} {rdf}predicate> {relation}"]
            lines += [f"{node} {rdf}subject> {subject}", f"{node} {rdf}object> {other}"]
            lines += [f"{node} {fg}startDate> {year}"] * (i % 3 == 0)
            lines += [f"{subject} {relation} {other}"] * (i % 6 < 3)
    out = ox.Store()
    out.bulk_load(" .\n".join([*lines, ""]).encode(), format=ox.RdfFormat.N_TRIPLES)
    return out


# Answers for a page


def test_answers_rest_on_statements_and_sentences(kept: ox.Store) -> None:
    found = {a.question.name: a for a in answers(kept)}
    memberships = found["memberships"]
    assert memberships.columns == ("member", "relation", "organization", "since", "until", "date")
    row = memberships.rows[1]
    assert row.labels == ("Mexico", "member of", "Australia Group", None, None, None)
    assert row.terms[3] == f'"2013"^^<{XSD.gYear}>'
    for answer in found.values():
        for row in answer.rows:
            assert len(row.terms) == len(row.labels) == len(answer.columns)
            assert all(kept.query(f"ASK {{ {s} <{FG.status}> ?x }}") for s in row.statements)
            assert all(kept.query(f"ASK {{ {s} a <{FG.Sentence}> }}") for s in row.sentences)
            assert bool(row.statements) == bool(row.sentences)
    assert any(len(row.statements) == 2 for row in found["pillars"].rows)
    (border,) = (r for r in found["figures"].rows if "border region" in r.labels)
    assert border.statements
    assert border.sentences


def test_answers_tell_how_many_rows_they_leave_out(kept: ox.Store) -> None:
    whole = {a.question.name: a for a in answers(kept)}
    for answer in answers(kept, limit=3):
        full = whole[answer.question.name]
        assert answer.rows == full.rows[:3]
        assert answer.more == max(0, len(full.rows) - 3)


# The files


@pytest.mark.parametrize("path", sorted(FILES.glob("*.rq")), ids=lambda p: p.stem)
def test_every_file_has_a_header_and_is_sparql(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    each = parse(path.stem, text)
    assert each in questions()
    assert each.title
    assert each.description.endswith(".")
    assert all(p.kind in KINDS and p.description and re.search(rf"\?{p.name}\b", each.query) for p in each.parameters)
    parseQuery(text)
    parseQuery(each.query)
    columns = [v.value for v in ox.Store().query(text).variables]  # type: ignore[union-attr]
    assert len(columns) == len(set(columns))
    assert each.query.count("WHERE {\n") >= 1
    assert all(len(line) <= 120 for line in text.splitlines())


def test_orders_of_questions_are_their_own() -> None:
    assert len({each.order for each in questions()}) == len(questions())


def test_labels_and_symmetric_relations_are_those_of_the_ontology() -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology/factgraph.ttl")
    text = "".join(path.read_text(encoding="utf-8") for path in FILES.glob("*.rq"))
    said = {
        (local, label)
        for local, label in re.findall(r'\(fg:(\w+) "([^"]+)"\)', text)
        if label not in ("leads", "chairs", "host", "participant", "from", "until", "in")
    }
    assert len(said) > 15
    assert {(local, str(ontology.value(FG[local], RDFS.label))) for local, _ in said} == said
    evidence = re.search(r"VALUES \?predicate \{ (.*?) \}", question("evidence").query)
    assert evidence
    assert {name.removeprefix("fg:") for name in evidence[1].split()} == set(load_vocabulary().symmetric)
    used = set(re.findall(r"fg:(\w+)", text))
    assert not [local for local in used if (FG[local], None, None) not in ontology]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# order: 1\n# title: T\n\nSELECT * {}", "question x: the header has no description"),
        ("# nonsense\n", "question x, line 1: '# nonsense' is no line of a header"),
        ("# order: 1\n# title: T\n# description: D.\n# parameter: who\n", "question x: 'who' is no parameter"),
    ],
)
def test_a_wrong_header_is_told(text: str, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        parse("x", text)
