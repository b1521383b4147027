"""A file of decisions: what it may say, what it changes, and how mistakes in it are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from factgraph.builder.errors import IdentityError
from factgraph.builder.identity.decisions import Decisions, parse_decisions, read_decisions
from factgraph.builder.identity.identify import identify

from .identity_names import called, document, node, person, same, sha, thing

PREFIXES = "@prefix fg: <https://w3id.org/factgraph/ontology#> .\n"


def decisions(turtle: str) -> Decisions:
    return parse_decisions((PREFIXES + turtle).encode(), "names.ttl")


def test_the_same_thing() -> None:
    documents = [document("a", person("Berg", "Coach")), document("b", person("Anna B. Berg", "Mayor"))]
    assert not same(identify(documents), ("a", "Berg"), ("b", "Anna B. Berg"))
    told = decisions('<#1> a fg:SameThing ; fg:name "Berg", "Anna B. Berg" .')
    identity = identify(documents, told)
    assert same(identity, ("a", "Berg"), ("b", "Anna B. Berg"))
    assert called(identity, "a", "Berg") == "Anna B. Berg"


def test_the_preferred_name() -> None:
    documents = [document("a", thing("Zorble Trust Fund")), document("b", thing("Zorble Fund"))]
    told = decisions('<#1> a fg:SameThing ; fg:name "Zorble Fund", "Zorble Trust Fund" ; fg:preferred "Zorble Fund" .')
    identity = identify(documents, told)
    assert {called(identity, "a", "Zorble Trust Fund"), called(identity, "b", "Zorble Fund")} == {"Zorble Fund"}


def test_the_same_thing_keeps_a_known_name() -> None:
    documents = [document("a", thing("NATO", known=True)), document("b", thing("North Zorble Treaty Organization"))]
    told = decisions('<#1> a fg:SameThing ; fg:name "North Zorble Treaty Organization", "NATO" .')
    assert called(identify(documents, told), "b", "North Zorble Treaty Organization") == "NATO"


def test_the_same_thing_takes_along_what_the_rules_joined() -> None:
    documents = [
        document("a", person("Anna Berg", "Chief Clerk")),
        document("b", person("Anna B. Berg", "Chief Clerk")),
        document("c", person("Anna Lund", "Coach")),
    ]
    told = decisions('<#1> a fg:SameThing ; fg:name "Anna B. Berg", "Anna Lund" .')
    assert same(identify(documents, told), ("a", "Anna Berg"), ("b", "Anna B. Berg"), ("c", "Anna Lund"))


def test_different_names_are_different_things() -> None:
    documents = [
        document("a", thing("Zorble Organisation")),
        document("b", thing("Zorble Organization")),
        document("c", thing("Zorble Organization")),
    ]
    assert same(identify(documents), ("a", "Zorble Organisation"), ("b", "Zorble Organization"))
    told = decisions('<#1> a fg:DifferentThings ; fg:name "Zorble Organisation", "Zorble Organization" .')
    identity = identify(documents, told)
    assert not same(identity, ("a", "Zorble Organisation"), ("b", "Zorble Organization"))
    assert same(identity, ("b", "Zorble Organization"), ("c", "Zorble Organization"))


@pytest.mark.parametrize("which", ['"a", "b"', f'<https://w3id.org/factgraph/id/document/{sha("a")[:20]}>, "b"'])
def test_one_name_is_different_things_in_two_documents(which: str) -> None:
    documents = [document(s, person("Ole Lund", "Chief Clerk")) for s in "abcd"]
    told = decisions(f'<#1> a fg:DifferentThings ; fg:name "Ole Lund" ; fg:document {which} .')
    identity = identify(documents, told)
    assert node(identity, "a", "Ole Lund") == ("ole-lund", sha("a"))
    assert node(identity, "b", "Ole Lund") == ("ole-lund", sha("b"))
    assert same(identity, ("c", "Ole Lund"), ("d", "Ole Lund"))


def test_a_rename_holds_for_every_name_of_the_thing() -> None:
    documents = [document(f"{n}", person("Anna B. Berg", "Chief Clerk")) for n in range(3)]
    documents.append(document("s", person("Anna Berg", "Chief Clerk")))
    told = decisions('<#1> a fg:Rename ; fg:from "Anna B. Berg" ; fg:to "Anna Berg-Lund" .')
    identity = identify(documents, told)
    assert {called(identity, "0", "Anna B. Berg"), called(identity, "s", "Anna Berg")} == {"Anna Berg-Lund"}


def test_a_rename_of_a_known_thing_in_one_document() -> None:
    told = decisions('<#1> a fg:Rename ; fg:from "Ghana" ; fg:to "Gold Coast" .')
    assert called(identify([document("a", thing("Ghana", "Country", known=True))], told), "a", "Ghana") == "Gold Coast"


def test_a_decision_may_name_any_file_of_a_text() -> None:
    told = decisions('<#1> a fg:Rename ; fg:from "Ghana" ; fg:to "Gold Coast" ; fg:document "copy.txt" .')
    here, there = (document(s, thing("Ghana", "Country", known=True)) for s in "ab")
    for texts in ([here, there, replace(here, source="copy.txt")], [replace(here, source="copy.txt"), there, here]):
        identity = identify(texts, told)
        assert (called(identity, "a", "Ghana"), called(identity, "b", "Ghana")) == ("Gold Coast", "Ghana")


def test_reasons_tell_of_decisions() -> None:
    told = decisions('<#1> a fg:SameThing ; fg:name "Zorble Fund", "Zorble Trust" .')
    rows = identify([document("a", thing("Zorble Fund")), document("b", thing("Zorble Trust"))], told).reasons
    assert [(r.name, r.canonical, r.rule) for r in rows] == [
        ("Zorble Fund", "Zorble Trust", "decision"),
        ("Zorble Trust", "Zorble Trust", "decision"),
    ]


def test_decisions_about_nothing_change_nothing() -> None:
    documents = [document(s, person("Ole Lund", "Chief Clerk")) for s in "ab"]
    told = decisions('<#1> a fg:SameThing ; fg:name "Nobody", "No One" .')
    assert identify(documents, told) == identify(documents)


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        pytest.param("<#1> a fg:SameThing", "not Turtle", id="syntax"),
        pytest.param('<#1> a fg:SameThing ; fg:name "A" .', "needs two names", id="one name"),
        pytest.param("<#1> a fg:SameThing .", "needs fg:name", id="no name"),
        pytest.param('<#1> a fg:Same ; fg:name "A", "B" .', "make it fg:SameThing", id="unknown kind"),
        pytest.param('<#1> fg:name "A", "B" .', "0 kinds", id="no kind"),
        pytest.param('<#1> a fg:SameThing ; fg:names "A", "B" .', "fg:names is unknown", id="unknown predicate"),
        pytest.param('<#1> a fg:SameThing ; fg:name <A>, "B" .', "takes a name in quotes", id="no literal"),
        pytest.param('<#1> a fg:Rename ; fg:from "A" .', "needs fg:to", id="no new name"),
        pytest.param('<#1> a fg:Rename ; fg:from "A" ; fg:to "B", "C" .', "2 values of fg:to", id="two new names"),
        pytest.param('<#1> a fg:Rename ; fg:from "A" ; fg:to "B" ; fg:name "C" .', "takes no fg:name", id="too much"),
        pytest.param(
            '<#1> a fg:Rename ; fg:from "A" ; fg:to "B" . <#2> a fg:Rename ; fg:from "A" ; fg:to "C" .',
            "renamed twice",
            id="renamed twice",
        ),
        pytest.param(
            '<#1> a fg:SameThing ; fg:name "A", "B" . <#2> a fg:DifferentThings ; fg:name "A", "B" .',
            "same and different",
            id="contradiction",
        ),
    ],
)
def test_mistakes_are_told_in_one_line(turtle: str, message: str) -> None:
    with pytest.raises(IdentityError, match=message) as caught:
        decisions(turtle)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("names.ttl")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IdentityError, match="give a Turtle file"):
        read_decisions(tmp_path / "none.ttl")


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "names.ttl"
    path.write_text(PREFIXES + '<#1> a fg:Rename ; fg:from "A" ; fg:to "B" .', encoding="utf-8")
    assert [(d.kind, d.names, d.to) for d in read_decisions(path).rows] == [("Rename", ("A",), "B")]
