"""Facts and figures that cannot all be right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph import cli
from factgraph.exports.conflicts import Conflict, conflicts
from factgraph.exports.conflicts_text import as_json, as_text
from factgraph.exports.load import Loaded
from factgraph.exports.opened import opened
from factgraph.exports.query import run
from factgraph.exports.questions.library import question
from factgraph.exports.terms import DEFAULT_BASE, FG, PREFIXES, RDF, Triple
from factgraph.exports.turtle import turtle

from .difference_graphs import Sketch, Text, disagreeing, year
from .export_graphs import contract_triples


def _figures(*figures: tuple[str, str], years: Sequence[int | None] = (), same_text: bool = False) -> Sketch:
    """Aid to Kenya: (sign, amount), each in a text of its own, or all in one sentence."""
    sketch = Sketch()
    kenya = sketch.thing("Kenya")
    for number, (sign, amount) in enumerate(figures):
        name = 0 if same_text else number
        (sentence,) = sketch.text(Text(f"{name}.txt", (f"Aid, told by {name}.",), f"202{name}-01-01")).values()
        when = years[number] if years else 2013
        sketch.measurement(kenya, "aid", amount, sentence, sign, **({"year": year(when)} if when else {}))
    return sketch


def _of(sketch: Sketch) -> list[Conflict]:
    """What conflicts, which the question finds, too."""
    graph = sketch.loaded()
    found = conflicts(graph)
    assert _asked(graph) == {(each.kind, side.iri) for each in found for side in each.sides}
    return found


def _asked(graph: Loaded) -> set[tuple[str, str]]:
    """The sides that the question "conflicts" finds, with the kind of conflict."""
    asked = opened(graph)
    rows = list(run(asked.store, question("conflicts").query, asked.base))
    told = Counter(tuple(str(row[name]) for name in ("kind", "statement", "statementSecond")) for row in rows)
    assert set(told.values()) <= {1}
    return {(row["kind"].value, row[name].value) for row in rows for name in ("statement", "statementSecond")}


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        (("=", "5"), ("=", "7"), True),
        (("=", "5"), ("=", "5.0"), False),
        ((">", "5"), ("=", "7"), False),
        ((">", "5"), ("=", "5"), False),
        ((">", "8"), ("=", "7"), True),
        ((">=", "8"), ("<=", "7"), True),
        ((">=", "7"), ("<", "8"), False),
        (("<", "5"), ("=", "-7"), False),
        (("~", "100"), ("=", "109"), False),
        (("~", "100"), ("=", "111"), True),
        (("~", "-100"), ("=", "-95"), False),
        (("~", "100"), ("~", "119"), False),
        (("=", "12"), ("=", "not a number"), False),
        (("=", "12"), ("=", "NaN"), False),
        (("~", "1E999999999999999999"), ("=", "1"), False),
    ],
)
def test_figures_conflict_where_no_number_fits_both(
    first: tuple[str, str], second: tuple[str, str], conflict: bool
) -> None:
    for figures in ((first, second), (second, first)):
        found = _of(_figures(*figures))
        assert [each.kind for each in found] == ["two values of one year"] * conflict
    if conflict:
        assert (found[0].year, found[0].relation, len(found[0].sides)) == ("2013", "aid", 2)


def test_figures_beyond_floating_point() -> None:
    (found,) = conflicts(_figures(("=", "1E400"), ("=", "2E400")).loaded())
    assert found.kind == "two values of one year"


def test_of_many_figures_those_that_exclude_another_are_told_oldest_text_first() -> None:
    (found,) = _of(_figures((">", "1"), ("=", "7"), ("=", "5"), ("~", "6.9")))
    assert [side.object.label for side in found.sides] == ["7 USD", "5 USD", "~ 6.9 USD"]
    assert [side.quotes[0].issued for side in found.sides] == ["2021-01-01", "2022-01-01", "2023-01-01"]


def test_figures_of_two_years_or_of_one_sentence_do_not_conflict() -> None:
    figures = (("=", "5"), ("=", "7"))
    assert not _of(_figures(*figures, years=(2013, 2014)))
    assert not _of(_figures(*figures, years=(2013, None)))
    assert not _of(_figures(*figures, years=(None, None), same_text=True))
    assert [c.kind for c in _of(_figures(*figures, years=(None, None)))] == ["two values without a year"]
    assert [c.kind for c in _of(_figures(*figures, same_text=True))] == ["two values of one year"]


@pytest.mark.parametrize("change", ["unit", "indicator", "per", "about", "status", "more about"])
def test_figures_of_other_measures_do_not_conflict(change: str) -> None:
    sketch = _figures(("=", "5"))
    (sentence,) = sketch.text(Text("b.txt", ("More.",))).values()
    kenya, chad = sketch.thing("Kenya"), sketch.thing("Chad")
    about = {"about": (chad,), "more about": (kenya, chad)}.get(change, (kenya,))
    more = {"per": '"day"'} if change == "per" else {}
    sketch.measurement(
        about,
        "trade" if change == "indicator" else "aid",
        "9",
        sentence,
        unit="EUR" if change == "unit" else "USD",
        status="Planned" if change == "status" else "Asserted",
        year=year(2013),
        **more,
    )
    assert not _of(sketch)


@pytest.mark.parametrize("named", [True, False])
def test_things_that_texts_only_describe_are_the_same_beside_a_named_one(named: bool) -> None:
    sketch = Sketch()
    for name, amount in (("a", "5"), ("b", "7")):
        (sentence,) = sketch.text(Text(f"{name}.txt", (f"Trade, told by {name}.",))).values()
        local = sketch.thing("trade", iri=f"{sentence.partition('/sentence/')[0]}/thing/trade", cls="Topic")
        about = (local, sketch.thing("Kenya")) if named else (local,)
        sketch.measurement(about, "trade", amount, sentence, year=year(2013))
    assert len(_of(sketch)) == named


def _facts(*facts: tuple[str, str, str, dict[str, str]], relation: str = "memberOf") -> Sketch:
    """Statements with (subject, object, status, times)."""
    sketch = Sketch()
    for number, (subject, object_, status, more) in enumerate(facts):
        (sentence,) = sketch.text(Text(f"{number}.txt", (f"It is so, says {number}.",))).values()
        sketch.statement(sketch.thing(subject), relation, sketch.thing(object_), sentence, status, **more)
    return sketch


def _times(start: str = "", end: str = "", point: str = "") -> dict[str, str]:
    named = {"startDate": start, "endDate": end, "pointInTime": point}
    return {name: f'"{text}"^^<http://www.w3.org/2001/XMLSchema#gYear>' for name, text in named.items() if text}


@pytest.mark.parametrize(
    ("claim", "denial", "conflict"),
    [
        (_times(), _times(), True),
        (_times("2012"), _times("2012"), True),
        (_times("2012"), _times(point="2012-05"), True),
        (_times("2012", "2016"), _times(point="2014"), True),
        (_times("2012"), _times(point="2015"), False),
        (_times("2012", "2016"), _times("2017"), False),
        (_times("2012"), _times(), False),
        (_times(), _times(point="2014"), False),
        (_times("-0044-03-15"), _times("-0044"), True),
    ],
)
def test_stated_and_denied_of_one_time(claim: dict[str, str], denial: dict[str, str], conflict: bool) -> None:
    found = _of(_facts(("Kenya", "Club", "Asserted", claim), ("Kenya", "Club", "Negated", denial)))
    assert [c.kind for c in found] == ["stated and denied"] * conflict
    if conflict:
        assert {side.status for side in found[0].sides} == {"asserted", "negated"}
        assert found[0].object
        assert found[0].object.label == "Club"


def test_what_is_no_date_is_no_time() -> None:
    facts = (("Kenya", "Club", "Asserted", _times("once")), ("Kenya", "Club", "Negated", _times()))
    assert [c.kind for c in conflicts(_facts(*facts).loaded())] == ["stated and denied"]


def test_planned_reported_and_others_do_not_conflict_with_what_is_asserted() -> None:
    others = (("Kenya", "Club", "Planned", _times("2010")), ("Kenya", "Union", "Negated", _times()))
    assert not _of(_facts(("Kenya", "Club", "Asserted", _times()), *others))
    assert not _of(_facts(("Kenya", "Club", "Reported", _times()), ("Kenya", "Club", "Negated", _times())))


def test_a_symmetric_relation_denied_from_its_other_end() -> None:
    facts = (("Kenya", "Chad", "Asserted", _times()), ("Chad", "Kenya", "Negated", _times()))
    assert [c.kind for c in _of(_facts(*facts, relation="sharesBorderWith"))] == ["stated and denied"]
    assert not _of(_facts(*facts, relation="recognized"))


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        (_times("1994"), _times("1995"), True),
        (_times("1994"), _times("1994-05"), False),
        (_times("1994", "2001"), _times("1999"), True),
        (_times("1994", "1996"), _times("1999"), False),
        (_times("1994", "1996"), _times("1996"), False),
        (_times(point="1994"), _times(point="1995"), False),
    ],
)
def test_two_beginnings(first: dict[str, str], second: dict[str, str], conflict: bool) -> None:
    for times in ((first, second), (second, first)):
        found = _of(_facts(*(("Initiative", "Kenya", "Asserted", each) for each in times), relation="launchedBy"))
        assert [c.kind for c in found] == ["two beginnings"] * conflict


def test_two_objects_of_a_relation_declared_functional() -> None:
    sketch = _facts(*(("Kenya", each, "Asserted", _times()) for each in ("Nairobi", "Mombasa")), relation="capital")
    assert not _of(sketch)
    sketch.add(FG + "capital", RDF + "type", f"<{PREFIXES['owl']}FunctionalProperty>")
    (found,) = _of(sketch)
    assert (found.kind, found.object) == ("two objects", None)
    assert [side.object.label for side in found.sides] == ["Nairobi", "Mombasa"]
    assert "  Mombasa, asserted\n" in as_text([found], False)


def test_several_members_and_holders_are_no_conflict() -> None:
    assert not _of(_facts(*(("Kenya", each, "Asserted", _times()) for each in ("Club", "Union"))))
    assert not _of(_facts(*((who, "Office", "Asserted", _times("2012")) for who in "AB"), relation="holdsOffice"))


def test_conflicts_of_each_kind_beside_what_looks_like_them() -> None:
    assert [(c.kind, *(s.label for s in c.subjects), c.relation, len(c.sides)) for c in _of(disagreeing())] == [
        ("stated and denied", "Chad", "shares border with", 2),
        ("stated and denied", "Kenya", "member of", 2),
        ("two beginnings", "Chad", "member of", 2),
        ("two objects", "Kenya", "capital", 2),
        ("two values of one year", "Kenya", "votes", 2),
        ("two values of one year", "trade", "Kenya", "trade", 2),
        ("two values without a year", "Chad", "Kenya", "aid", 2),
    ]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("Asserted", "Negated", "Planned", "Reported")),
            st.sampled_from(("", "2012", "2012-05", "2014")),
            st.sampled_from(("", "2013", "2016")),
            st.sampled_from(("", "2015")),
            st.booleans(),
        ),
        max_size=5,
    ),
    st.sampled_from(("memberOf", "sharesBorderWith")),
)
def test_the_question_finds_the_same_facts(facts: list[tuple[str, str, str, str, bool]], relation: str) -> None:
    told = []
    for status, start, end, point, turned in facts:
        subject, object_ = ("Kenya", "Chad") if turned else ("Chad", "Kenya")
        later = end if not start or start < end else ""
        told.append((subject, object_, status, _times(start, later, "" if start or later else point)))
    _of(_facts(*told, relation=relation))


@settings(deadline=None, max_examples=60)
@given(contract_triples())
def test_whatever_the_graph_says_is_told_safely(found: list[Triple]) -> None:
    result = conflicts(Loaded(tuple(found), DEFAULT_BASE))
    assert result == conflicts(Loaded(tuple(found), DEFAULT_BASE))
    text = as_text(result, False)
    assert not set(text) & {chr(n) for n in (*range(10), *range(11, 32), 127, 0x85, 0x202E, 0x2028, 0xFEFF)}
    json.dumps(as_json(result), allow_nan=False)


def _run(capture: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(["conflicts", *arguments])
    said = capture.readouterr()
    return status, said.out.decode(), said.err.decode()


def test_the_command(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    graph, none = tmp_path / "graph.ttl", tmp_path / "none.ttl"
    graph.write_text(turtle(_figures(("=", "5"), ("=", "7")).loaded().triples), encoding="utf-8")
    none.write_text("", encoding="utf-8")
    status, out, err = _run(capfdbinary, str(graph))
    assert (status, err) == (0, "")
    assert out == (
        "1 conflict: 1 two values of one year\n\nKenya | aid | 2013: two values of one year\n"
        "  5 USD, asserted, in 2013\n    “Aid, told by 0.” (0.txt, 2020-01-01)\n"
        "  7 USD, asserted, in 2013\n    “Aid, told by 1.” (1.txt, 2021-01-01)\n"
    )
    assert _run(capfdbinary, "--strict", str(graph))[0] == 1
    assert _run(capfdbinary, "--strict", str(none)) == (0, "0 conflicts\n", "")
    assert json.loads(_run(capfdbinary, "--json", str(none))[1]) == []
    (told,) = json.loads(_run(capfdbinary, "--json", str(graph))[1])
    assert (told["kind"], [side["object"]["label"] for side in told["sides"]]) == (
        "two values of one year",
        ["5 USD", "7 USD"],
    )
    assert _run(capfdbinary, str(tmp_path / "no.ttl"))[0] == 2
