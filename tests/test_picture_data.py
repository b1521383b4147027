"""The page's JSON says what the model says; the scripts are packed only in the form that can be packed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factgraph.builder.errors import ExportError
from factgraph.exports.picture.data import Codes, columns, page_data
from factgraph.exports.picture.model import Model, Value, build
from factgraph.exports.picture.packing import pack

from .picture_graphs import hostile, small

ROOT = Path(__file__).parent.parent
WEB = ROOT / "exports/picture/web"


def data_of(model: Model, **options: Any) -> dict[str, Any]:
    places = [(i, -i) for i in range(len(model.entities))]
    made = page_data(model, places, [], [], title="T", first=300, **options)
    decoded: dict[str, Any] = json.loads(json.dumps(made, allow_nan=False))
    return decoded


def rows(data: dict[str, Any], name: str, **usual: Any) -> list[dict[str, Any]]:
    """The rows of a table, with `usual` for the columns that were left out."""
    table = dict(data[name])
    count = table.pop("n")
    assert all(len(column) == count for column in table.values())
    return [usual | {field: column[i] for field, column in table.items()} for i in range(count)]


def iri(data: dict[str, Any], code: str) -> str:
    place, _, rest = code.partition(":")
    return str(data["bases"][int(place)]) + rest


def value(data: dict[str, Any], name: str, text: str, entity: int, predicate: str, term: str) -> Value:
    return Value(name, text, iri(data, predicate), term, None if entity < 0 else entity)


@pytest.mark.parametrize("make", [small, hostile])
def test_columns_hold_the_model(make: Any) -> None:
    model = build(*make())
    data = data_of(model)
    nothing: dict[str, Any] = {
        "more": [],
        "aliases": [],
        "qualifiers": [],
        "times": [],
        "text": "",
        "term": "",
        "alias_terms": [],
    }
    for entity, row in zip(model.entities, rows(data, "entities", **nothing), strict=True):
        assert (entity.iri, entity.label) == (iri(data, row["iri"]), row["label"])
        assert (list(entity.aliases), list(entity.types)) == (row["aliases"], row["types"])
        assert [list(pair) for pair in entity.more] == row["more"]
        assert (entity.term, list(entity.alias_terms)) == (row["term"], row["alias_terms"])
    for fact, row in zip(model.facts, rows(data, "facts", confidence=None, years=None, **nothing), strict=True):
        assert (fact.iri, fact.subject, fact.relation) == (iri(data, row["iri"]), row["subject"], row["relation"])
        assert (-1 if fact.object is None else fact.object, fact.text) == (row["object"], row["text"])
        assert (fact.term, fact.status, fact.confidence) == (row["term"], row["status"], row["confidence"])
        assert list(fact.times) == [value(data, n, t, -1, p, term) for n, t, p, term in row["times"]]
        assert list(fact.qualifiers) == [value(data, *cells) for cells in row["qualifiers"]]
        assert list(fact.passages) == row["passages"]
        assert [list(astuple(span)) for span in fact.subject_spans] == row["subject_spans"]
        assert [list(astuple(span)) for span in fact.object_spans] == row["object_spans"]
        assert (None if fact.years is None else list(fact.years)) == row["years"]
    for measure, row in zip(model.measures, rows(data, "measures", confidence=None, per="", year=""), strict=True):
        assert measure.iri == iri(data, row.pop("iri"))
        assert list(measure.terms) == [(iri(data, predicate), term) for predicate, term in row.pop("terms")]
        assert [list(m) if isinstance(m, tuple) else m for m in astuple(measure)[1:-1]] == [
            row[name] for name in type(measure).__slots__[1:-1]
        ]
    for passage, row in zip(model.source.passages, rows(data, "passages", left=[], document=0), strict=True):
        addresses = [iri(data, row[name]) for name in ("iri", "quote", "position")]
        assert addresses == [passage.iri, passage.quote, passage.position]
        assert (row["start"], row["end"], row["text"]) == (passage.start, passage.end, passage.text)
        assert (row["coverage"], row["document"]) == (passage.coverage, passage.document)
        assert [list(astuple(part)) for part in passage.left] == row["left"]


def test_column_of_nothing_but_its_default_is_left_out() -> None:
    made = columns(2, {"a": ("", ["", "x"]), "b": (0, [0, 0]), "c": (None, [0.0, 0.0])})
    assert made == {"n": 2, "a": ["", "x"], "c": [0.0, 0.0]}


@given(st.lists(st.from_regex(r"[a-c]{1,3}:(//)?([ab]{0,2}[/#:]){0,4}[ab]{0,3}", fullmatch=True)))
def test_addresses_are_decoded_as_they_were(addresses: list[str]) -> None:
    code = Codes(addresses)
    for address in addresses:
        place, _, rest = code(address).partition(":")
        assert code.bases[int(place)] + rest == address


def test_prefixes_are_few() -> None:
    assert len(data_of(build(*small()))["bases"]) < 8


def test_without_source_only_sentences_that_say_something_are_kept() -> None:
    model = build(*small())
    data = data_of(model, with_source=False)
    assert "pieces" not in data["documents"]
    assert "Other officials are listed elsewhere." not in json.dumps(data)
    assert model.source.passages[0].text in data["passages"]["text"]


MODULES = {
    "b.js": '// Second.\nimport { one } from "./a.js";\nexport function two() { return one; }\n',
    "a.js": "export const one = 1;\nclass Own {}\n",
    "main.js": 'import { one } from "./a.js";\nimport { two } from "./b.js";\ntwo(one);\n',
}


def test_scripts_are_packed_after_what_they_import() -> None:
    packed = pack(MODULES)
    assert "import" not in packed
    assert "export" not in packed
    assert packed.index("const one") < packed.index("function two") < packed.index("two(one)")
    assert packed == pack(dict(reversed(MODULES.items())))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param('import { one as uno } from "./a.js";', "line 1: write it as import", id="renamed"),
        pytest.param('import * as a from "./a.js";', "line 1: write it as import", id="star"),
        pytest.param('import "./a.js";', "line 1: write it as import", id="bare"),
        pytest.param("import {", "line 1: write it as import", id="many-lines"),
        pytest.param('import { none } from "./a.js";', "a.js exports no none", id="lacking"),
        pytest.param('import { one } from "./z.js";', "z.js exports no one", id="no-such-file"),
        pytest.param("export default 1;", "line 1: export a const", id="default"),
        pytest.param("export { x };", "line 1: export a const", id="list"),
        pytest.param("export let x = 1;", "line 1: export a const", id="let"),
        pytest.param("const Own = 1;", "c.js: Own is a name of a.js too", id="twice"),
    ],
)
def test_scripts_of_another_form_are_refused(line: str, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        pack(MODULES | {"c.js": line})


def test_scripts_of_the_page_pass_the_linter_and_can_be_packed() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in WEB.glob("*.js")}
    assert "main.js" in scripts
    assert pack(scripts)
    linter = shutil.which("oxlint", path=str(Path(sys.executable).parent)) or shutil.which("oxlint")
    assert linter is not None
    done = subprocess.run([linter, "--deny-warnings", str(WEB)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_linter_finds_what_it_is_for(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".oxlintrc.json", tmp_path)
    wrong = "export var a = nowhere;\nexport function b(c) { const d = 1; return a == c; }\n"
    (tmp_path / "x.js").write_text(f"{wrong}let e = 1;\nexport const f = e;\n", encoding="utf-8")
    linter = shutil.which("oxlint", path=str(Path(sys.executable).parent)) or shutil.which("oxlint")
    assert linter is not None
    done = subprocess.run([linter, "x.js"], cwd=tmp_path, capture_output=True, text=True, check=False)
    for rule in ("no-var", "no-undef", "no-unused-vars", "eqeqeq", "prefer-const"):
        assert f"({rule})" in done.stdout
