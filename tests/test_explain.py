"""What a graph says of a name, with its sentences."""

from __future__ import annotations

import json

import pytest
from rdflib import DCTERMS, PROV, RDF, RDFS, Graph, Literal, URIRef

from factgraph.exports.explain import Finding, Mark, explain
from factgraph.exports.explain_text import as_json, as_text, marked
from factgraph.exports.names import UnknownNameError
from factgraph.exports.terms import DEFAULT_BASE, triples

from .contract_graph import FG, ID, OA, SENTENCES, TEXT, contract_graph


def _ask(subject: str, predicate: str | None = None, object_: str | None = None) -> list[Finding]:
    return explain(triples(contract_graph()), DEFAULT_BASE, subject, predicate, object_)


def _said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.status, f.relation, f.object.label) for f in findings]


OTHER = "The OECD: Mexico is in it."
OECD = "Organisation for Economic Co-operation and Development"


@pytest.mark.parametrize("name", ["Mexico", "mexico", "the  MEXICO", "id:mexico", str(ID.mexico), f"<{ID.mexico}>"])
def test_everything_about_a_name_in_text_order(name: str) -> None:
    assert _said(_ask(name)) == [
        ("asserted", "member of", OECD),
        ("asserted", "shares border with", "United States"),
        ("planned", "member of", "Green Alliance"),
        ("asserted", "match contributions with", "funds"),
        ("asserted", "border", "2000 mile"),
        ("asserted", "two-way trade", "> 550000000000 USD"),
    ]


@pytest.mark.parametrize("relation", ["memberOf", "member of", "MEMBER-OF", "fg:memberOf", str(FG.memberOf)])
def test_a_relation_by_any_of_its_names(relation: str) -> None:
    assert _said(_ask("Mexico", relation)) == [
        ("asserted", "member of", OECD),
        ("planned", "member of", "Green Alliance"),
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("Mexico", "memberOf", "oecd"), [("asserted", "member of", OECD)]),
        (("Mexico", "match contributions with"), [("asserted", "match contributions with", "funds")]),
        (("Mexico", "matchContributionsWith", "FUND"), [("asserted", "match contributions with", "funds")]),
        (("U.S.",), [("asserted", "shares border with", "United States")]),
        (("us", "sharesBorderWith", "Mexico"), [("asserted", "shares border with", "United States")]),
        (("OECD",), [("asserted", "member of", OECD)]),
        (("-", "-", "OECD"), [("asserted", "member of", OECD)]),
        (("Mexico", "two-way trade"), [("asserted", "two-way trade", "> 550000000000 USD")]),
        (("id:green-alliance", "-", "x"), None),
    ],
)
def test_narrowing(arguments: tuple[str, ...], expected: list[tuple[str, str, str]] | None) -> None:
    if expected is None:
        with pytest.raises(UnknownNameError):
            _ask(*arguments)
    else:
        assert _said(_ask(*arguments)) == expected


def test_measurements_have_their_sentences() -> None:
    found = _ask("Mexico", "measurements")
    assert [(f.kind, f.passages[0].text) for f in found] == [
        ("measurement", SENTENCES[1]),
        ("measurement", SENTENCES[3]),
    ]
    assert found[1].times == (("in", "2013"),)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Mexco",), "nothing in the graph is called 'Mexco'; near it: Mexico"),
        (("alliance",), "near it: Green [Aa]lliance"),
        (("Atlantis",), "nothing in the graph is called 'Atlantis'$"),
        (("Green Alliance",), r"2 things are called .*id:green-alliance \(Organization\).*give one of these"),
        (("Mexico", "memberOff"), "no relation in the graph is called 'memberOff'; near it: member of"),
        (("Mexico", "eats"), "no relation .* there are: match contributions with, member of"),
        (("Mexico", "memberOf", "tea"), "does not say: Mexico memberOf tea; of Mexico it says: match .*, measurements"),
        (("tea",), "the graph does not say: tea$"),
    ],
)
def test_an_unknown_name_says_what_is_near(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(UnknownNameError, match=message) as caught:
        _ask(*arguments)
    assert caught.value.exit_status == 1
    assert "\n" not in str(caught.value)


def test_mentions_are_marked_where_they_stand() -> None:
    text = as_text(_ask("Mexico", "memberOf"), colour=False)
    assert text == (
        f"Mexico | member of | {OECD}\n"
        "  asserted, since 1994, confidence 0.97\n"
        "  [[Mexico]] joined the [[OECD]] in 1994.\n"
        "    note.txt, 0-31\n"
        "\n"
        "Mexico | member of | Green Alliance\n"
        "  planned, confidence 0.97\n"
        "  [[Mexico]] plans to join the [[Green Alliance]].\n"
        "    note.txt, 86-127\n"
    )
    coloured = as_text(_ask("Mexico", "memberOf", "OECD"), colour=True)
    assert "\x1b[1;36mMexico\x1b[0m joined the \x1b[1;33mOECD\x1b[0m" in coloured


def test_a_name_from_another_sentence_is_shown_there() -> None:
    (found,) = _ask("Mexico", "sharesBorderWith")
    assert [p.text for p in found.resolved] == [SENTENCES[0]]
    assert "  named here: [[Mexico]] joined the OECD in 1994.\n" in as_text([found], colour=False)


def test_json_offsets_slice_the_text() -> None:
    found = json.loads(json.dumps(as_json(_ask("Mexico"))))
    passages = [p for f in found for p in (*f["passages"], *f["resolved"])]
    assert passages
    for passage in passages:
        assert TEXT[passage["start"] : passage["end"]] == passage["text"]
        for mark in passage["marks"]:
            assert 0 <= mark["start"] < mark["end"] <= len(passage["text"])
    assert found[0]["confidence"] == 0.97
    assert found[0]["times"] == {"since": "1994"}


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "a b c"),
        ([Mark(0, 1, "subject"), Mark(4, 5, "object")], "[[a]] b [[c]]"),
        ([Mark(0, 5, "object"), Mark(2, 3, "subject")], "[[a ]][[b]][[ c]]"),
        ([Mark(0, 3, "subject"), Mark(2, 5, "object")], "[[a b]][[ c]]"),
        ([Mark(0, 9, "subject")], "[[a b c]]"),
    ],
)
def test_overlapping_marks(marks: list[Mark], expected: str) -> None:
    assert marked("a b c", marks, colour=False) == expected


def test_a_hostile_sentence_cannot_steer_the_terminal() -> None:
    graph = contract_graph()
    graph.remove((ID["sentence-0-quote"], None, None))
    graph.add((ID["sentence-0-quote"], FG.x, Literal("")))
    graph.add((ID["sentence-0-quote"], OA.exact, Literal("Mexico \x1b]0;owned\x07 \u202e")))
    text = as_text(explain(triples(graph), DEFAULT_BASE, "Mexico", "memberOf", "OECD"), colour=False)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001B]0;owned\\u0007" in text


def test_qualifiers_and_a_graph_without_evidence() -> None:
    graph = Graph()
    graph.add((ID.a, RDFS.label, Literal("A", lang="en")))
    for predicate, value in (
        (RDF.type, RDF.Statement),
        (RDF.subject, ID.a),
        (RDF.predicate, FG.tradePartnerOf),
        (RDF.object, ID.b),
        (FG.rankedAs, Literal("second-largest export market")),
        (FG.status, FG.Reported),
        (PROV.wasDerivedFrom, ID.nowhere),
    ):
        graph.add((ID.s, predicate, value))
    (found,) = explain(triples(graph), DEFAULT_BASE, "A", "trade partner of")
    assert found.qualifiers == (("ranked as", "second-largest export market"),)
    assert found.status == "reported"
    assert found.object.label == "id:b"
    assert found.confidence is None


def test_a_mention_belongs_to_the_document_its_iri_goes_on_from() -> None:
    graph = contract_graph()
    first, second = next(graph.subjects(RDF.type, FG.Document)), ID["document-two"]
    start, end = 0, len(OTHER)
    for node, predicate, value in (
        (second, RDF.type, FG.Document),
        (second, DCTERMS.source, Literal("two.txt")),
        (ID.other, RDF.type, FG.Sentence),
        (ID.other, OA.hasSource, second),
        (ID.other, OA.hasSelector, ID.otherText),
        (ID.otherText, OA.exact, Literal(OTHER)),
        (ID.otherText, OA.start, Literal(start)),
        (ID.otherText, OA.end, Literal(end)),
        (ID["statement-1"], PROV.wasDerivedFrom, ID.other),
        (ID["statement-1"], FG.subjectMention, URIRef(f"{second}/mention/10-16")),
        (URIRef(f"{second}/mention/10-16"), OA.start, Literal(10)),
        (URIRef(f"{second}/mention/10-16"), OA.end, Literal(16)),
        (URIRef(f"{first}/mention/7-13"), OA.start, Literal(7)),
        (URIRef(f"{first}/mention/7-13"), OA.end, Literal(13)),
        (ID["statement-1"], FG.objectMention, URIRef(f"{first}/mention/7-13")),
    ):
        graph.add((node, predicate, value))
    graph.remove((ID["statement-1"], FG.subjectMention, ID["mention-0-6"]))
    graph.remove((ID["statement-1"], FG.objectMention, ID["mention-18-22"]))
    (found,) = explain(triples(graph), DEFAULT_BASE, "Mexico", "memberOf", "OECD")
    assert [(p.source, p.text[m.start : m.end]) for p in found.passages for m in p.marks] == [
        ("note.txt", "joined"),
        ("two.txt", "Mexico"),
    ]
