"""The form of gold facts, those of tests/gold among them, and the program that scores by them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import score
from score_contract import CLASSES, COMPARATORS, COMPLETE, PROPERTIES, QUALIFIERS, RELATIONS, STATUSES, SYMMETRIC
from score_count import Score
from score_gold import Entity, Forbidden, Gold, GoldError, Relation, read_gold
from score_table import COLUMNS, cells

from factgraph.builder.pipeline import Tools
from factgraph.ontology.vocabulary import load_vocabulary

from .score_graphs import STATED, forbidden, gold_of, relation

FOLDER = Path(__file__).parent / "gold"


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "rumour"},
        {"quote": ""},
        {"quote": None},
        {"s": "Chile"},
        {"s": []},
        {"p": None},
        {"o": [1]},
        {"o_text": "both"},
        {"status": "Maybe"},
        {"q": ["2012"]},
        {"q": {"rank": None}},
    ],
)
def test_line_of_another_form_is_refused_without_repeating_it(changed: dict[str, object], tmp_path: Path) -> None:
    file = tmp_path / "note.jsonl"
    good = relation("Chile | memberOf | Pact")
    file.write_text(f"{json.dumps(good)}\n\n{json.dumps({**good, **changed})}\n", encoding="utf-8")
    with pytest.raises(GoldError) as refused:
        read_gold(file)
    assert str(refused.value) == f"{file}:3: not a gold fact; its form is told in tests/gold/README.md"
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("line", ["", "{", "[]", "7", '{"kind": "document", "title": "A"}'])
def test_line_that_is_no_fact_is_no_gold(line: str, tmp_path: Path) -> None:
    file = tmp_path / "note.jsonl"
    file.write_text(line, encoding="utf-8")
    if not line:
        assert read_gold(file).facts == ()
        return
    with pytest.raises(GoldError, match=r"note\.jsonl:1: not a gold fact"):
        read_gold(file)


def test_the_scorers_contract_is_in_the_vocabulary() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.relations.keys() >= RELATIONS >= COMPLETE | SYMMETRIC
    assert vocabulary.classes.keys() >= CLASSES
    assert frozenset(vocabulary.statuses) == STATUSES == frozenset(STATED)
    assert frozenset(vocabulary.comparators) == COMPARATORS
    assert vocabulary.symmetric >= SYMMETRIC


def _known(relation: str) -> bool:
    return relation in RELATIONS | PROPERTIES or re.fullmatch(r"open#[A-Za-z-]+", relation) is not None


def gold_faults(gold: Gold, text: str) -> Iterator[str]:
    """Where a gold file says what the contract or its text does not have; file and line only, as some stays unread."""
    for fact in gold.facts:
        right = fact.quote in text
        if isinstance(fact, Entity):
            right &= CLASSES.issuperset(fact.classes)
        elif isinstance(fact, Relation):
            right &= fact.relations[0] in RELATIONS | PROPERTIES
            right &= all(_known(name) for name in fact.relations)
            right &= QUALIFIERS.issuperset(name for name, _ in fact.qualifiers)
        elif isinstance(fact, Forbidden):
            right &= all(_known(name) or name.isidentifier() for name in fact.relations)
        if not right:
            yield f"{gold.path.relative_to(FOLDER)}:{fact.line}"


def test_faults_of_gold_are_told_by_line() -> None:
    text = "Chile joined the Pact."
    rows: list[dict[str, object]] = [
        relation("Chile | memberOf | Pact", quote=text),
        relation("Chile | memberOf | Pact", quote="Chile left"),
        relation("Chile | likes/memberOf | Pact", quote=text),
        relation("Chile | memberOf/open#join | Pact", quote=text),
        relation("Chile | open#join/memberOf | Pact", quote=text),
        relation("Chile | memberOf | Pact", quote=text, q={"mood": "good"}),
        {"kind": "entity", "names": ["Pact"], "type": ["Thing"], "quote": text},
        {**forbidden("Chile | open#leave | Pact"), "quote": text},
        {**forbidden("Chile | leave it | Pact"), "quote": text},
    ]
    gold = replace(gold_of(*rows), path=FOLDER / "tuned/note.jsonl")
    assert [fault.rpartition(":")[2] for fault in gold_faults(gold, text)] == ["2", "3", "5", "6", "7", "9"]


def test_gold_keeps_to_its_form_its_text_and_the_contract() -> None:
    files = sorted(FOLDER.glob("*/*.jsonl"))
    faults: list[str] = []
    for file in files:
        text = FOLDER / "texts" / f"{file.stem}.txt"
        try:
            faults += gold_faults(read_gold(file), text.read_bytes().decode("utf-8"))
        except (GoldError, OSError) as error:
            faults.append(str(error))
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
    stems = [file.stem for file in files]
    assert sorted(stems) == sorted(text.stem for text in (FOLDER / "texts").glob("*.txt"))


# The program


def gold_folder(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    """A folder of gold and of its text."""
    (folder / name).mkdir()
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (folder / name / f"{name}-note.jsonl").write_text(lines, encoding="utf-8")
    (folder / name / f"{name}-note.txt").write_text("Chile joined the OECD in 2010.\n", encoding="utf-8")
    return folder / name


OECD = "OECD/Organisation for Economic Co-operation and Development"
JOINED = relation(f"Chile | memberOf | {OECD}", q={"startDate": "2010"})
SECRET = relation("Chile | exports | secret copper")


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tools: Tools) -> None:
    """The program with tools that are loaded already."""
    monkeypatch.setattr(score, "load_tools", lambda: tools)


@pytest.mark.usefixtures("loaded")
def test_sets_are_rows_and_the_last_is_their_sum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [gold_folder(tmp_path, name, JOINED, SECRET) for name in ("news", "tuned")]
    places = [str(folder) for folder in (*folders, tmp_path / "nowhere")]
    assert score.main(["--gold", *places, "--texts", *places[:2], "--markdown"]) == 0
    said = capsys.readouterr()
    assert said.err == f"score: not there, left out: {tmp_path / 'nowhere'}\n"
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in said.out.splitlines()]
    assert rows[0] == list(COLUMNS)
    table = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows[2:]}
    assert list(table) == ["own tuned", "news", "all"]
    assert [row["relations recall"] for row in table.values()] == ["1/2 50%", "1/2 50%", "2/4 50%"]
    assert [row["precision"] for row in table.values()] == ["1/1 100%", "1/1 100%", "2/2 100%"]
    assert [row["precision, all"] for row in table.values()] == ["1/1 100%", "-", "1/1 100%"]
    assert table["all"]["qualifiers"] == "2/2 100%"


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]])
def test_faults_of_unseen_gold_are_never_listed(
    form: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("unseen", "tuned"):
        gold_folder(tmp_path, name, JOINED, SECRET)
    link = tmp_path / "press"
    link.symlink_to(tmp_path / "unseen")
    texts = ["--texts", str(tmp_path / "tuned"), str(tmp_path / "unseen")]
    for folder in (tmp_path, tmp_path / "unseen", link):
        assert score.main(["--gold", str(folder), *texts, "--misses", *form]) == 0
        said = capsys.readouterr()
        assert score.UNREAD in said.out + said.err
        assert said.out.count("secret copper") == (folder == tmp_path)
        assert "unseen-note" not in said.out
    assert score.main(["--gold", str(tmp_path), *texts, "--set", "tuned", *form]) == 0
    assert "secret copper" not in capsys.readouterr().out


@pytest.mark.usefixtures("loaded")
def test_nothing_to_score_and_bad_gold_are_said_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score.main(["--gold", str(tmp_path), "--texts", str(tmp_path)]) == 2
    assert "no gold facts with a text" in capsys.readouterr().err
    folder = gold_folder(tmp_path, "tuned", {"kind": "rumour"})
    assert score.main(["--gold", str(folder), "--texts", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(f"score: error: {folder}/tuned-note.jsonl:1: ")
    assert score.main(["--gold", str(folder), "--texts", str(tmp_path)]) == 2
    assert f"the text of {folder}/tuned-note.jsonl" in capsys.readouterr().err


def test_two_tuned_texts_from_end_to_end(tools: Tools) -> None:
    texts = sorted((FOLDER / "texts").glob("*.txt"), key=lambda path: -path.stat().st_size)
    pairs = [(file, text) for text in texts if (file := FOLDER / "tuned" / f"{text.stem}.jsonl").is_file()][:2]
    total = Score()
    for path, text in pairs:
        gold = read_gold(path)
        found = score.score_text(gold, text, tools, whole=True).score
        assert found.relations.of == sum(isinstance(fact, Relation) for fact in gold.facts)
        assert found.evidence.ratio == found.rules.ratio == 1.0
        total += found
    assert total.texts == 2
    assert total.relations.hit > 0
    assert total.precision_all.of >= total.precision.of > 0
    assert cells("both", total)[1] == "2"
