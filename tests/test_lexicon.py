"""Every lexicon entry reads its own example, and mistakes in the data are named."""

from __future__ import annotations

import pytest

from factgraph.builder.document import Block, Document
from factgraph.builder.errors import LexiconError
from factgraph.builder.lexicon import Entry, load_lexicon, read_entries
from factgraph.builder.pipeline import Reading, Tools, read_document
from factgraph.ontology.vocabulary import load_vocabulary

HEAD = """
@prefix fg: <https://w3id.org/factgraph/ontology#> .
@prefix lex: <https://w3id.org/factgraph/lexicon#> .
"""


def note(text: str) -> Document:
    """A text of one paragraph."""
    return Document(text, "note.txt", (Block("paragraph", 0, len(text)),))


def said(reading: Reading) -> set[str]:
    """Facts as the lexicon writes them: "Mexico | memberOf | OECD"; a status other than Asserted stands last.

    A thing is called by its label and by each of its other names.
    """
    entities = reading.resolution.entities
    out = set()
    for fact in reading.facts:
        if fact.open:
            continue
        subject, target = entities[fact.subject], entities[fact.object] if fact.object else None
        names = [target.label, *target.aliases] if target is not None else [fact.literal or ""]
        for one in (subject.label, *subject.aliases):
            for other in names:
                status = () if fact.status == "Asserted" else (fact.status,)
                out.add(" | ".join((one, fact.predicate[0], other, *status)))
    return out


@pytest.mark.parametrize("entry", load_lexicon().entries, ids=lambda e: e.name)
def test_entry_reads_its_example(entry: Entry, tools: Tools) -> None:
    for example in entry.examples:
        found = said(read_document(note(example.text), tools))
        missing = [line for line in example.reads if line not in found]
        assert not missing, f"{example.text!r} gave {sorted(found)}"


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        pytest.param('lex:a lex:verb "go" .', "lex:states must name one relation", id="no relation"),
        pytest.param(
            'lex:a lex:states fg:memberOf ; lex:from "subject" .', "exactly one of lex:verb", id="no predicate"
        ),
        pytest.param('lex:a lex:states fg:memberOff ; lex:verb "go" .', "memberOff", id="unknown relation"),
        pytest.param(
            'lex:a lex:states fg:memberOf ; lex:verb "go" ; lex:colour "red" .',
            "unknown key lex:colour",
            id="unknown key",
        ),
        pytest.param('lex:a lex:states fg:memberOf ; lex:verb "go" .', "lex:from and lex:to", id="no ends"),
        pytest.param(
            'lex:a lex:states fg:memberOf ; lex:verb "go" ; lex:from "subject" ; lex:to "to" .',
            "lex:example",
            id="no example",
        ),
        pytest.param(
            'lex:a lex:states fg:memberOf ; lex:verb "go" ; lex:from "subject" ; lex:to "to" ; lex:toClass fg:Nation .',
            "unknown class fg:Nation",
            id="unknown class",
        ),
        pytest.param("lex:a lex:states", "not Turtle", id="not Turtle"),
    ],
)
def test_mistakes_are_named(turtle: str, message: str) -> None:
    with pytest.raises(LexiconError, match=r"trial\.ttl") as caught:
        read_entries(HEAD + turtle, "trial.ttl", load_vocabulary())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
