"""Terms of the vocabulary resolve inside the package, and docs/ontology.md says what factgraph.ttl does."""

from __future__ import annotations

import json

import pytest

from factgraph import cli
from factgraph.builder.errors import GraphError
from factgraph.exports.glossary import entry, glossary, page
from factgraph.ontology.vocabulary import load_vocabulary

from .documentation import ROOT


def test_the_page_is_what_the_ontology_gives() -> None:
    assert (ROOT / "docs/ontology.md").read_text(encoding="utf-8") == page(), "factgraph term --page > docs/ontology.md"


def test_every_term_of_the_vocabulary_is_there() -> None:
    vocabulary, found = load_vocabulary(), glossary()
    declared = {*vocabulary.classes, *vocabulary.relations, *vocabulary.qualifiers, *vocabulary.properties}
    declared |= {*vocabulary.statuses, *vocabulary.coverages, *vocabulary.reasons}
    assert declared <= found.keys()
    assert {name for name, each in found.items() if each.kind == "relation"} == set(vocabulary.relations)
    assert {name for name, each in found.items() if each.symmetric} == vocabulary.symmetric
    assert len(page().split("\n### ")) == len(found) + 1
    for relation in vocabulary.relations.values():
        details = dict(found[relation.name].details)
        assert sorted(details["from"]) == [f"fg:{name}" for name in relation.subjects]


@pytest.mark.parametrize(
    "name", ["memberOf", "fg:memberOf", "MEMBEROF", "member of", "<https://w3id.org/factgraph/ontology#memberOf>"]
)
def test_a_term_is_found_by_any_of_its_names(name: str) -> None:
    assert entry(name).name == "memberOf"


def test_an_unknown_term_is_told_with_those_that_come_near() -> None:
    with pytest.raises(GraphError, match="did you mean memberOf"):
        entry("membersOf")
    with pytest.raises(GraphError, match="factgraph term lists all"):
        entry("zzz\x1b")


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["term", "--json", "shares border with"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["name"], found["symmetric"], found["details"]["to"]) == ("sharesBorderWith", True, ["fg:Country"])
    assert cli.main(["term"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(glossary())
    assert cli.main(["term", "--page", "memberOf"]) == 2
    assert "--page goes with neither" in capsys.readouterr().err
