"""Confidence: rates fitted to judged samples, and what a build makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from calibrate import brier, expected, fit, main
from sample import draw

from factgraph.builder.confidence import load_rates
from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Tools

from .readings import reading_of

ROWS = [
    *({"kind": "relation", "predicate": "visited", "verdict": "right", "ends": 1.0} for _ in range(30)),
    *({"kind": "relation", "predicate": "visited", "verdict": "wrong", "ends": 0.5} for _ in range(10)),
    *({"kind": "relation", "predicate": "hosts", "verdict": "wrong", "ends": 1.0} for _ in range(2)),
    *({"kind": "open", "predicate": "send", "verdict": "right", "ends": 1.0} for _ in range(3)),
    *({"kind": "open", "predicate": "send", "verdict": "wrong", "ends": 1.0} for _ in range(1)),
]


def test_rates_are_shares_drawn_towards_the_mean_where_few_were_judged() -> None:
    rates = fit(ROWS)
    assert rates["open"] == 0.75
    assert rates["relation"] == pytest.approx(30 / 42, abs=0.01)
    assert 0.5 < rates["relations"]["hosts"] < rates["relation"] < rates["relations"]["visited"] < 0.76


def test_doubtful_ends_weigh_as_the_samples_say() -> None:
    rates = fit(ROWS)
    assert rates["strength"] > 1
    assert brier(ROWS, rates) < brier(ROWS, {**rates, "strength": 0.0})
    sure, doubtful = ROWS[0], ROWS[30]
    assert expected(doubtful, rates) < expected(sure, rates)


def test_packaged_rates_are_those_of_the_judged_samples(capsys: pytest.CaptureFixture[str]) -> None:
    samples = [str(Path(__file__).parent / "quality" / f"press-{seed}.jsonl") for seed in (2029, 2030)]
    assert main(samples) == 0
    printed = json.loads(capsys.readouterr().out.split("\n|")[0])
    rates = load_rates()
    assert printed == {name: getattr(rates, name) for name in printed}


def test_a_name_is_surer_than_a_pronoun(tools: Tools) -> None:
    reading = reading_of("Kenya joined NATO in 2000. It signed the Paris Agreement.", tools)
    named, pronoun = sorted((f for f in reading.facts if not f.open), key=lambda f: f.sentence)
    rates = load_rates()
    assert named.confidence == rates.relations.get("memberOf", rates.relation)
    assert pronoun.confidence <= rates.relations.get("signed", rates.relation)


def test_samples_depend_on_seed_and_statements_alone(tools: Tools) -> None:
    text = "Kenya joined NATO in 2000. Kenya signed the Paris Agreement. Kenya hosted the Nairobi Summit."
    store = ox.Store()
    graph = to_graph([reading_of(text, tools)], tools.vocabulary, BASE).graph
    store.load(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    first = draw(store, 7, "relation", 2)
    assert first == draw(store, 7, "relation", 2)
    assert {d.predicate for d in draw(store, 7, "relation", 9)} == {"memberOf", "signed", "hosts"}
    assert all(d.subject == "Kenya" and d.text == "note.txt" and d.sentence in text for d in first)
