"""Two graphs compared: facts and things by what they are, patches that turn one into the other."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph import cli
from factgraph.builder.errors import ExportError
from factgraph.exports import diff_text, store_folder
from factgraph.exports.blank_nodes import settled
from factgraph.exports.diff import Diff, FactsDiff, Said, diff
from factgraph.exports.load import Loaded, load
from factgraph.exports.patch import patch
from factgraph.exports.terms import DEFAULT_BASE, FG, RDF, RDFS, Triple, triples
from factgraph.exports.turtle import turtle
from factgraph.exports.worded import one_line

from .contract_graph import contract_graph
from .difference_graphs import Sketch, Text, year
from .export_graphs import HOSTILE, contract_triples

SENTENCES = ("Kenya is in the union.", "It plans to join the club.", "In 2013, trade was $5 billion.", "Good day.")


def _sketch(
    sentences: Sequence[str] = SENTENCES,
    base: str = DEFAULT_BASE,
    kenya: str = "Kenya",
    club: str = "Asserted",
    amount: str = "5",
    confidence: str = "0.9",
) -> Sketch:
    sketch = Sketch(base)
    said = list(sketch.text(Text("note.txt", tuple(sentences))).values())
    country = sketch.thing(kenya, "Republic of Kenya")
    union = sketch.thing("African Union", cls="Organization")
    club_of = sketch.thing("Paris Club", cls="Organization")
    sketch.statement(country, "memberOf", union, said[0], confidence=confidence)
    sketch.statement(country, "memberOf", club_of, said[1], club)
    sketch.measurement(country, "trade", amount, said[2], year=year(2013))
    return sketch


def _diff(first: Sketch, second: Sketch) -> Diff:
    found = diff(first.loaded(), second.loaded())
    back = diff(second.loaded(), first.loaded())
    assert (back.dropped, back.added) == (found.added, found.dropped)
    return found


def _counts(found: FactsDiff) -> tuple[int, int, int, int]:
    return len(found.added), len(found.dropped), len(found.changed), len(found.evidence)


def _names(said: Iterable[Said]) -> list[tuple[str, str]]:
    return [(each.name, each.object.label) for each in said]


def test_the_same_graph() -> None:
    found = _diff(_sketch(), _sketch())
    assert not found
    assert found == Diff()
    assert diff_text.as_text(found, False) == "The graphs are the same.\n"


def test_a_status_and_a_value_have_changed() -> None:
    found = _diff(_sketch(club="Planned"), _sketch(amount="7"))
    assert _counts(found.statements) == (0, 0, 1, 0)
    assert [(c.name, c.before, c.after) for c in found.statements.changed[0].changes] == [
        ("status", ("planned",), ("asserted",))
    ]
    assert found.statements.changed[0].after.quotes[0].text == SENTENCES[1]
    assert [(c.name, c.before, c.after) for c in found.measurements.changed[0].changes] == [("value", ("5",), ("7",))]
    assert not found.entities.changed, "the plain triple of a statement is told with it"
    assert not found.moved
    text = diff_text.as_text(found, False)
    assert "\nnote.txt\n  ~ Kenya | member of | Paris Club\n      status: planned → asserted\n" in text
    assert f"        “{SENTENCES[1]}”\n" in text


def test_times_and_qualifiers_have_changed() -> None:
    first, second = Sketch(), Sketch()
    for sketch, more in ((first, {}), (second, {"startDate": year(1963), "as": '"a founder"@en'})):
        said = sketch.text(Text("a.txt", ("Kenya joined.",)))
        kenya, union = sketch.thing("Kenya"), sketch.thing("African Union", cls="Organization")
        sketch.statement(kenya, "memberOf", union, said["Kenya joined."], **more)
    (changed,) = _diff(first, second).statements.changed
    assert [(c.name, c.before, c.after) for c in changed.changes] == [
        ("as", (), ("a founder",)),
        ("since", (), ("1963",)),
    ]


def test_several_about_one_thing_are_paired_by_sentence() -> None:
    first, second = Sketch(), Sketch()
    words = ("Aid was 5.", "Aid was 6.", "Aid was 7.")
    for sketch, amounts in ((first, "567"), (second, "589")):
        said = sketch.text(Text("a.txt", words))
        kenya = sketch.thing("Kenya")
        for sentence, amount in zip(said.values(), amounts, strict=True):
            sketch.measurement(kenya, "aid", amount, sentence)
    found = _diff(first, second).measurements
    assert _counts(found) == (0, 0, 2, 0)
    pairs = [(c.before.object.label, c.after.object.label, c.after.quotes[0].text) for c in found.changed]
    assert pairs == [("6 USD", "8 USD", words[1]), ("7 USD", "9 USD", words[2])]


def test_other_figures_of_other_texts_are_no_change() -> None:
    first, second = Sketch(), Sketch()
    for sketch, names, amounts in ((first, "ab", "12"), (second, "cd", "34")):
        kenya = sketch.thing("Kenya")
        for name, amount in zip(names, amounts, strict=True):
            said = sketch.text(Text(f"{name}.txt", (f"{name} {amount}",)))
            sketch.measurement(kenya, "aid", amount, *said.values())
    found = _diff(first, second)
    assert _counts(found.measurements) == (2, 2, 0, 0)
    assert [thing.label for thing in found.documents.added] == ["c.txt", "d.txt"]
    assert [thing.label for thing in found.documents.dropped] == ["a.txt", "b.txt"]


def test_a_measurement_that_got_a_year_has_changed() -> None:
    first, second = Sketch(), Sketch()
    for sketch, more in ((first, {}), (second, {"year": year(2013)})):
        said = sketch.text(Text("a.txt", ("Aid was 5.",)))
        sketch.measurement(sketch.thing("Kenya"), "aid", "5", *said.values(), **more)
    (changed,) = _diff(first, second).measurements.changed
    assert [(c.name, c.before, c.after) for c in changed.changes] == [("year", (), ("2013",))]


def test_another_confidence_or_sentence_is_a_lesser_change() -> None:
    first, second = _sketch(), _sketch(confidence="0.5")
    more = second.text(Text("other.txt", ("Kenya is a member of the African Union.",)))
    kenya, union = second.thing("Kenya", "Republic of Kenya"), second.thing("African Union", cls="Organization")
    second.statement(kenya, "memberOf", union, *more.values(), confidence="0.5")
    found = _diff(first, second)
    assert _counts(found.statements) == (0, 0, 0, 1)
    (lesser,) = found.statements.evidence
    assert [(c.name, c.before, c.after) for c in lesser.changes] == [("confidence", ("0.9",), ("0.5",))]
    assert [q.source for q in lesser.after.quotes] == ["note.txt", "other.txt"]
    text = diff_text.as_text(found, False)
    assert "  = Kenya | member of | African Union\n      confidence: 0.9 → 0.5\n" in text
    assert "      + “Kenya is a member of the African Union.” (other.txt)\n" in text


def test_a_renamed_thing_is_told_once() -> None:
    second = _sketch(kenya="Republic of Kenya")
    second.thing("Republic of Kenya", "Kenya")
    found = _diff(_sketch(), second)
    assert [(m.before.label, m.after.label, m.merged) for m in found.moved] == [("Kenya", "Republic of Kenya", False)]
    assert _counts(found.statements) == _counts(found.measurements) == (0, 0, 0, 0)
    assert not found.entities.added
    assert not found.entities.dropped
    assert not found.other_added
    (thing,) = found.entities.changed
    assert _names(thing.added) == [("label", "Republic of Kenya"), ("alt label", "Kenya")]
    assert "1 renamed, 0 merged" in diff_text.as_text(found, False)


def test_two_things_that_are_one_now() -> None:
    first = _sketch()
    said = first.text(Text("b.txt", ("The Kenyan Republic funds it.",)))
    double, club = first.thing("Kenyan Republic"), first.thing("Paris Club", cls="Organization")
    first.statement(double, "funds", club, *said.values())
    second = _sketch()
    second.text(Text("b.txt", ("The Kenyan Republic funds it.",)))
    kenya = second.thing("Kenya", "Kenyan Republic")
    second.statement(kenya, "funds", club, *said.values())
    found = _diff(first, second)
    assert [(m.before.label, m.after.label, m.merged) for m in found.moved] == [("Kenyan Republic", "Kenya", True)]
    assert _counts(found.statements) == (0, 0, 0, 0)
    assert "which was there before" in diff_text.as_text(found, False)


def test_what_a_dropped_text_spoke_of_is_not_renamed() -> None:
    first, second = Sketch(), Sketch()
    for sketch, name in ((first, "a"), (second, "b")):
        said = sketch.text(Text(f"{name}.txt", (f"The {name} partners met.",)))
        (sentence,) = said.values()
        home = sentence.partition("/sentence/")[0]
        partners = sketch.thing("partners", iri=f"{home}/thing/partners", cls="Topic")
        place = sketch.thing(f"Place {name}", cls="Place")
        sketch.statement(partners, "visited", place, sentence)
    found = _diff(first, second)
    assert not found.moved
    assert _counts(found.statements) == (1, 1, 0, 0)
    assert [thing.label for thing in found.entities.dropped] == ["partners", "Place a"]


def test_an_edited_text_keeps_what_it_says() -> None:
    first = _sketch()
    second = _sketch(("Hello.", *SENTENCES[:2], "In 2014, trade was $5 billion."))
    second.found = set()
    said = list(second.text(Text("note.txt", ("Hello.", *SENTENCES))).values())
    kenya = second.thing("Kenya", "Republic of Kenya")
    for label, sentence in (("African Union", said[1]), ("Paris Club", said[2])):
        second.statement(kenya, "memberOf", second.thing(label, cls="Organization"), sentence)
    second.measurement(kenya, "trade", "5", said[3], year=year(2013))
    found = _diff(first, second)
    assert [(m.before.label, m.after.label) for m in found.edited] == [("note.txt", "note.txt")]
    assert _counts(found.statements) == _counts(found.measurements) == (0, 0, 0, 0)
    assert not found.documents.changed
    assert not found.entities.added
    assert found.other_added


def test_another_base_is_told_once() -> None:
    found = _diff(_sketch(), _sketch(base="https://example.org/x/"))
    assert found.base == (DEFAULT_BASE, "https://example.org/x/")
    assert _counts(found.statements) == _counts(found.measurements) == (0, 0, 0, 0)
    assert not found.moved
    assert not found.entities.added
    assert not found.other_added
    unsaid = diff(Loaded(_sketch().loaded().triples, DEFAULT_BASE), _sketch(base="https://example.org/x/").loaded())
    assert unsaid.base == found.base


def test_a_symmetric_relation_from_its_other_end_has_changed_only_so() -> None:
    first, second = Sketch(), Sketch()
    for sketch, ends in ((first, ("Kenya", "Uganda")), (second, ("Uganda", "Kenya"))):
        said = sketch.text(Text("a.txt", ("They share a border.",)))
        one, other = (sketch.thing(label) for label in ends)
        sketch.statement(one, "sharesBorderWith", other, *said.values())
        sketch.add(other, FG + "sharesBorderWith", f"<{one}>")
    found = _diff(first, second)
    assert _counts(found.statements) == (0, 0, 1, 0)
    assert [c.name for c in found.statements.changed[0].changes] == ["subject", "object"]


def test_descriptions_of_things() -> None:
    second = _sketch()
    second.thing("Kenya", "Jamhuri ya Kenya")
    second.thing("Uganda")
    found = _diff(_sketch(), second)
    assert [(thing.label, _names(thing.added)) for thing in found.entities.changed] == [
        ("Kenya", [("alt label", "Jamhuri ya Kenya")])
    ]
    assert [thing.label for thing in found.entities.added] == ["Uganda"]
    assert "      + alt label: Jamhuri ya Kenya\n" in diff_text.as_text(found, False)


def test_sentences_and_mentions_are_counted_and_listed_when_asked_for() -> None:
    second = _sketch()
    second.add(f"{DEFAULT_BASE}document/x/sentence/0-1", FG + "coverage", f"<{FG}Silent>")
    second.add(
        f"{DEFAULT_BASE}document/x/sentence/0-1",
        RDF + "type",
        f"<{FG}Sentence>",
    )
    found = _diff(_sketch(), second)
    assert (len(found.other_added), len(found.other_dropped)) == (2, 0)
    assert "fg:coverage" not in diff_text.as_text(found, False)
    assert f"<{FG}coverage>" in diff_text.as_text(found, False, everything=True)
    assert diff_text.as_json(found)["other"]["added"] == 2
    assert len(diff_text.as_json(found, everything=True)["other"]["added"]) == 2


PLAIN = '<http://e/a> <http://e/p> "one" , <http://e/b> . <http://e/b> <http://e/q> [ <http://e/r> [] , 2 ] .'


def _turtle(text: str) -> Loaded:
    return Loaded(
        tuple(
            sorted(
                (str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)
            )
        ),
        DEFAULT_BASE,
    )


def test_plain_rdf_is_compared_triple_by_triple() -> None:
    found = diff(_turtle(PLAIN), _turtle(PLAIN.replace('"one"', '"two"') + " <http://e/c> a <http://e/C> ."))
    text = diff_text.as_text(found, False)
    assert "  + http://e/c\n        type: http://e/C\n" in text
    assert "  ~ http://e/a\n      - p: one\n      + p: two\n" in text


def test_blank_nodes_are_known_by_what_is_said_of_them() -> None:
    assert not diff(_turtle(PLAIN), _turtle(PLAIN))
    changed = diff(_turtle(PLAIN), _turtle(PLAIN.replace("2 ]", "3 ]")))
    assert changed
    cycle = "_:a <http://e/p> _:b . _:b <http://e/p> _:c . _:c <http://e/p> _:a ."
    other = "_:z <http://e/p> _:x . _:x <http://e/p> _:y . _:y <http://e/p> _:z ."
    assert not diff(_turtle(cycle), _turtle(other))
    pair = "_:a <http://e/p> _:b . _:b <http://e/p> _:a . _:c <http://e/p> _:c ."
    assert diff(_turtle(cycle), _turtle(pair))


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("pq"), st.integers(0, 5)), max_size=10), st.randoms())
def test_blank_nodes_keep_apart_what_is_apart(edges: list[tuple[int, str, int]], shuffle: object) -> None:
    found = [(f"_:n{s}", f"<http://e/{p}>", f"_:n{o}" if o < 5 else "<http://e/x>") for s, p, o in edges]
    named = settled(sorted(set(found)))
    assert len(named) == len(set(found))
    blank = {t for triple in found for t in triple if t.startswith("_:")}
    assert len({t for triple in named for t in triple if t.startswith("_:")}) == len(blank)


# Patches


def _by_oxigraph(before: Sequence[Triple], update: str) -> set[Triple]:
    store = ox.Store()
    for s, p, o in before:
        store.load(f"{s} {p} {o} .\n".encode(), format=ox.RdfFormat.N_TRIPLES)
    if update:
        store.update(update)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in store}


def _by_rdflib(before: Sequence[Triple], update: str) -> list[Triple]:
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in before), format="nt")
    if update:
        graph.update(update)
    return triples(graph)


@settings(deadline=None, max_examples=25)
@given(contract_triples(), contract_triples(), st.integers(1, 9))
def test_a_patch_turns_one_graph_into_the_other(a: list[Triple], b: list[Triple], most: int) -> None:
    update = patch(set(a) - set(b), set(b) - set(a), most)
    assert _by_oxigraph(a, update) == _by_oxigraph(b, "")
    assert _by_rdflib(a, update) == _by_rdflib(b, "")
    sizes = [part.count(" .\n") for part in update.split("DATA {\n")[1:]]
    assert sum(sizes) == len(set(a) ^ set(b))


@pytest.mark.parametrize(
    "text", [*HOSTILE, "\\u0041BEEF", "\\U00000041", "\x00beef", "\ufffe1234", "a\\", '"""', "'''"]
)
def test_hostile_literals_keep_their_letters(text: str) -> None:
    for term in (ox.Literal(text), ox.Literal(text, language="en")):
        triple = ("<http://e/s>", "<http://e/p>", str(term))
        update = patch([], [triple])
        assert _by_oxigraph([], update) == {triple}
        assert _by_rdflib([], update) == _by_rdflib([triple], "")
        assert _by_oxigraph([triple], patch([triple], [])) == set()
        assert _by_rdflib([triple], patch([triple], [])) == []
        assert one_line(update) == " ".join(update.split())


def test_hidden_characters_of_a_patch_are_escaped() -> None:
    hidden = "\u202eabc\u2028\x1b"
    update = patch([], [("<http://e/\u202es>", "<http://e/p>", str(ox.Literal(hidden)))])
    assert not {"\u202e", "\u2028", "\x1b"} & set(update)
    assert len(_by_oxigraph([], update)) == len(_by_rdflib([], update)) == 1


def test_operations_are_bounded() -> None:
    found = [(f"<http://e/{n}>", "<http://e/p>", '"x"') for n in range(12)]
    update = patch(found[:5], found[5:], 3)
    assert (update.count("DELETE DATA"), update.count("INSERT DATA")) == (2, 3)
    assert patch([], []) == ""


@pytest.mark.parametrize("term", ["_:b", '<<( <http://e/a> <http://e/b> "c" )>>'])
def test_what_an_update_cannot_name_is_refused(term: str) -> None:
    with pytest.raises(ExportError, match="cannot name it"):
        patch([("<http://e/s>", "<http://e/p>", term)], [])


# Whatever the graphs


@settings(deadline=None, max_examples=40)
@given(contract_triples(), contract_triples())
def test_any_two_graphs_can_be_told_apart_safely(a: list[Triple], b: list[Triple]) -> None:
    first, second = Loaded(tuple(a), DEFAULT_BASE), Loaded(tuple(b), DEFAULT_BASE)
    found = diff(first, second)
    assert bool(found) == (a != b)
    assert diff(first, second) == found
    text = diff_text.as_text(found, False, everything=True)
    assert not set(text) & {chr(n) for n in (*range(10), *range(11, 32), 127, 0x85, 0x202E, 0x2028, 0xFEFF)}
    json.loads(json.dumps(diff_text.as_json(found, everything=True), allow_nan=False))
    assert bool(found) == (text != "The graphs are the same.\n")


# The command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with graphs a.ttl and b.ttl."""
    monkeypatch.chdir(tmp_path)
    for name, sketch in (("a", _sketch(club="Planned")), ("b", _sketch(amount="7"))):
        (tmp_path / f"{name}.ttl").write_text(turtle(sketch.loaded().triples), encoding="utf-8")
    return tmp_path


def _run(capture: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(["diff", *arguments])
    said = capture.readouterr()
    return status, said.out.decode(), said.err.decode()


@pytest.mark.usefixtures("here")
def test_status_tells_whether_they_differ(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run(capfdbinary, "a.ttl", "a.ttl") == (0, "The graphs are the same.\n", "")
    status, out, err = _run(capfdbinary, "a.ttl", "b.ttl")
    assert (status, err) == (1, "")
    assert "statements: 0 added, 0 dropped, 1 changed, 0 with other evidence\n" in out
    status, out, _ = _run(capfdbinary, "--brief", "a.ttl", "b.ttl")
    assert (status, out.count("\n")) == (1, 5)
    status, out, _ = _run(capfdbinary, "--json", "a.ttl", "b.ttl")
    told = json.loads(out)
    assert (status, told["differ"], told["statements"]["changed"][0]["before"]["status"]) == (1, True, "planned")
    assert told["measurements"]["changed"][0]["after"]["quotes"][0]["text"] == SENTENCES[2]
    status, out, _ = _run(capfdbinary, "--json", "--brief", "a.ttl", "b.ttl")
    assert json.loads(out)["statements"] == {"added": 0, "dropped": 0, "changed": 1, "evidence": 0}
    assert json.loads(_run(capfdbinary, "--json", "a.ttl", "a.ttl")[1])["differ"] is False


@pytest.mark.usefixtures("here")
def test_a_patch_from_the_command_line(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, update, _ = _run(capfdbinary, "--patch", "a.ttl", "b.ttl")
    assert status == 1
    assert _by_oxigraph(load("a.ttl").triples, update) == set(load("b.ttl").triples)
    assert _run(capfdbinary, "--patch", "b.ttl", "b.ttl") == (0, "", "")


def test_graphs_of_every_kind(here: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (here / "out").mkdir()
    (here / "out/graph.ttl").write_bytes((here / "a.ttl").read_bytes())
    store_folder.add(here / "store", [str(here / "a.ttl")])
    lines = "".join(f"{s} {p} {o} <http://e/g> .\n" for s, p, o in load("a.ttl").triples)
    (here / "a.nq").write_text(lines, encoding="utf-8")
    for other in ("out", "store", "a.nq"):
        assert _run(capfdbinary, "a.ttl", other)[:2] == (0, "The graphs are the same.\n"), other
    (here / "empty.ttl").write_text("", encoding="utf-8")
    (here / "empty.nt").write_text("", encoding="utf-8")
    assert _run(capfdbinary, "empty.ttl", "empty.nt")[0] == 0
    status, out, _ = _run(capfdbinary, "empty.ttl", "a.ttl")
    assert status == 1
    assert "documents: 1 added" in out


def test_a_graph_on_stdin(
    here: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (here / "a.ttl").read_bytes()
    for arguments, status in ((("-", "a.ttl"), 0), (("b.ttl", "-"), 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert _run(capfdbinary, *arguments)[0] == status


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "-"), "stdin can be read once only"),
        (("a.ttl", "none.ttl"), "no such file"),
        (("a.ttl", "cli.py"), "unknown kind of graph file"),
        (("a.ttl", "."), "without a graph.ttl"),
        (("a.ttl", "bad.ttl"), "not a graph that can be read"),
        (("a.ttl", "blank.ttl", "--patch"), "cannot name it"),
        (("a.ttl", "b.ttl", "--patch", "--json"), "--patch goes with no other option"),
        (("a.ttl",), "Missing argument"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(
    here: Path, capfdbinary: pytest.CaptureFixture[bytes], arguments: tuple[str, ...], message: str
) -> None:
    (here / "bad.ttl").write_text("<a> <b", encoding="utf-8")
    (here / "cli.py").write_text("", encoding="utf-8")
    (here / "blank.ttl").write_text("[] <http://e/p> 1 .", encoding="utf-8")
    status, out, err = _run(capfdbinary, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_the_contract_graph_against_itself_without_a_label() -> None:
    found = triples(contract_graph())
    fewer = [t for t in found if t[1] != f"<{RDFS}label>"]
    result = diff(Loaded(tuple(found), DEFAULT_BASE), Loaded(tuple(fewer), DEFAULT_BASE))
    assert _counts(result.statements) == (0, 0, 0, 0)
    assert len(result.entities.changed) == 6
