"""What README.md and docs/ show is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from factgraph.builder.lexicon import lexicon_of, load_lexicon, read_entries
from factgraph.builder.pipeline import Tools, read_document
from factgraph.builder.reading import read_text
from factgraph.ontology.vocabulary import load_vocabulary, read_vocabulary

from .documentation import ROOT, blocks, differs, examples, run

PAGES = sorted(str(page.relative_to(ROOT)) for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))


def test_readme_shows_a_command_and_what_it_prints_within_twenty_lines() -> None:
    top = (ROOT / "README.md").read_text(encoding="utf-8").split("\n")[:20]
    assert any(line.startswith("$ ") for line in top)
    assert top[4:].index("```") > top.index("…") - 4


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)])
def test_commands_print_what_the_page_says(page: str, tmp_path: Path) -> None:
    for example in examples(page):
        printed = run(example.command, tmp_path)
        missed = differs(example.output, printed.splitlines())
        assert missed is None, f"{page}: $ {example.command}\nis said to print {missed!r}, but prints\n{printed}"


def test_differences_are_seen() -> None:
    printed = ["a", "b", "c"]
    assert differs(("a", "b", "c"), printed) is None
    assert differs(("…", "b", "…"), printed) is None
    assert differs(("…",), printed) is None
    assert differs(("a", "b"), printed) == "(more: c)"
    assert differs(("a", "c"), printed) == "c"
    assert differs(("…", "c", "…", "b", "…"), printed) == "b"


def test_python_of_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    (program,) = blocks("README.md", "python")
    (said,) = blocks("README.md", "text")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stdout, done.returncode) == (said, 0), done.stderr


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_files_named_in_the_documentation_exist() -> None:
    folders = [
        ROOT,
        ROOT / "builder",
        ROOT / "builder/reading",
        ROOT / "exports",
        ROOT / "ontology",
        ROOT / "factgraph",
    ]
    folders += [ROOT / "ontology/lexicon", ROOT / "ontology/gazetteer", ROOT / "builder/language"]
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for name in re.findall(r"`([\w/.]+\.(?:py|csv|toml|txt)|[\w/.]+/(?:[\w.]+\.ttl)?)`", text):
            assert any((folder / name).exists() for folder in folders), f"{page}: {name}"


def test_wording_of_the_lexicon_page_is_read(tools: Tools) -> None:
    turtle, _ = blocks("docs/lexicon.md", "turtle")
    entries = read_entries(turtle, "docs/lexicon.md", tools.vocabulary)
    taught = replace(tools, lexicon=lexicon_of([*load_lexicon().entries, *entries]))
    (example,) = entries[0].examples
    for sentence, statuses in {
        example.text: ["Asserted"],
        "Kenya and Norway have not signed up to the Kyoto Protocol.": ["Negated", "Negated"],
    }.items():
        note = read_text(sentence, "note.txt")
        assert not [fact for fact in read_document(note, tools).facts if fact.entry == entries[0].name]
        found = [fact for fact in read_document(note, taught).facts if fact.entry == entries[0].name]
        assert [fact.status for fact in found] == statuses
    reading = read_document(read_text(example.text, "note.txt"), taught)
    assert [f"{f.subject} | {f.predicate[0]} | {f.object}" for f in reading.facts] == [*example.reads]


def test_relation_of_the_lexicon_page_can_be_declared() -> None:
    _, turtle = blocks("docs/lexicon.md", "turtle")
    ontology = (ROOT / "ontology/factgraph.ttl").read_text(encoding="utf-8")
    before, after = load_vocabulary(), read_vocabulary(ontology + turtle, "factgraph.ttl")
    assert after.relations.keys() - before.relations.keys() == {"twinnedWith"}


def test_lexicon_page_tells_every_key_of_an_entry() -> None:
    page = (ROOT / "docs/lexicon.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`lex:(\w+)`", page))
    used = set()
    for file in (ROOT / "ontology/lexicon").glob("*.ttl"):
        for entry in re.findall(
            r"^lex:\w+ a lex:Entry ;.*?\.$", file.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        ):
            used |= set(re.findall(r"[;\s]lex:(\w+) (?=[\"\w])", re.sub(r'"[^"]*"', '""', entry))) - {
                entry[4:].split()[0]
            }
    assert used <= told
    assert {"verb", "from", "to", "example", "reads"} <= used
    vocabulary = load_vocabulary()
    for key in sorted(told - {"headNoun"}):
        entry = f'@prefix lex: <https://w3id.org/factgraph/lexicon#> . lex:x lex:{key} "x" .'
        with pytest.raises(Exception, match=r"^(?!.*unknown key)"):
            read_entries(entry, "x.ttl", vocabulary)
