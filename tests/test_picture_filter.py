"""The legend of the picture, which is its filter too: counts as in the graph, and what each filter leaves."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from rdflib import RDF, Graph

from .browser import Make, Open, Opened
from .picture_graphs import ENTITIES, FG, Builder, small


def two() -> tuple[Graph, dict[str, str]]:
    """`small` and a second document, which says again what the first does, and one thing that it does not."""
    graph, texts = small()
    make = Builder(title="A second document", count=800)
    for label, cls in (("Mexico", "Country"), ("Canada", "Country"), ("Merida Initiative", "Initiative")):
        make.entity(label, cls)
    make.statement(
        make.sentence("Canada takes part in the Merida Initiative."), "Canada", "participatesIn", "Merida Initiative"
    )
    make.statement(make.sentence("Mexico does so, too."), "Mexico", "participatesIn", "Merida Initiative")
    second = make.finish()[0].serialize(format="nt").replace("/id/document", "/id/second")
    graph.parse(data=second, format="nt")
    return graph, texts | {str(make.document).replace("/id/document", "/id/second"): make.text}


def counts(opened: Opened, box: str) -> dict[str, int]:
    """The legend's counts by label."""
    rows = opened.page.locator(f"{box} .filter").all()
    told = [re.sub(r"\s+", " ", row.text_content() or "") for row in rows]
    found = [re.fullmatch(r"(.*?)([\d,]+)", text) for text in told]
    return {hit[1]: int(hit[2].replace(",", "")) for hit in found if hit}


def drawn(opened: Opened) -> tuple[int, int]:
    """How many entities and links the page says it shows."""
    entities, links = re.findall(r"([\d,]+) of", opened.shown)
    return int(entities.replace(",", "")), int(links.replace(",", ""))


def is_on(opened: Opened, box: str, label: str) -> bool:
    row = opened.page.locator(f"{box} .filter", has=opened.page.get_by_text(label, exact=True))
    return row.get_attribute("aria-pressed") == "true"


def statuses(opened: Opened) -> Counter[str]:
    return Counter(each["status"] for each in opened.selection()["statements"])


@pytest.mark.parametrize("name", ["small", "mexico"])
def test_counts_are_those_of_the_graph(kept: Open, mexico: Make, name: str) -> None:
    make = small if name == "small" else mexico
    opened, graph = kept(make), make()[0]
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    found = counts(opened, "#statuses")
    said = found.pop("Open relations")
    local = Counter(str(graph.value(s, FG.status)).rpartition("#")[2] for s in statements)
    assert found == dict(local)
    predicates = Counter(graph.value(s, RDF.predicate) for s in statements)
    assert said == sum(n for p, n in predicates.items() if "/open#" in str(p))
    assert sorted(counts(opened, "#relations").values()) == sorted(predicates.values())
    entities = {o for s in statements for o in graph.objects(s, RDF.object)} & set(graph.subjects())
    entities |= {o for s in statements for o in graph.objects(s, RDF.subject)}
    classes = counts(opened, "#classes")
    alone = classes.pop("Unlinked entities", 0)
    assert sum(classes.values()) == opened.data["entities"]["n"] >= len(entities)
    assert drawn(opened)[0] + alone == opened.data["entities"]["n"]


def test_counts_by_class_are_those_of_the_most_specific(kept: Open) -> None:
    lines = [line.partition(": ") for line in ENTITIES.strip().splitlines()]
    known = {re.sub(r"(?<!^)([A-Z])", r" \1", cls).capitalize(): things.count(";") + 1 for cls, _, things in lines}
    assert counts(kept(small), "#classes") == known


def test_a_class_that_is_off_is_not_drawn_and_comes_back(kept: Open) -> None:
    opened = kept(small)
    fills = Counter(spot.fill for spot in opened.drawing().spots)
    for label, count in list(counts(opened, "#classes").items())[:4]:
        opened.filter("#classes", label)
        assert not is_on(opened, "#classes", label)
        assert drawn(opened)[0] == 43 - count
        left = Counter(spot.fill for spot in opened.drawing().spots)
        assert sum((fills - left).values()) == count
        assert len(fills - left) == 1
        opened.filter("#classes", label)
    assert drawn(opened) == (43, 55)


def test_all_and_none_and_one_alone(kept: Open) -> None:
    opened = kept(small)
    opened.page.locator("#classes h3").get_by_role("button", name="none").click()
    assert drawn(opened) == (0, 0)
    assert opened.page.locator("#nothing").is_visible()
    assert opened.drawing().spots == []
    opened.filter("#classes", "Country")
    assert drawn(opened)[0] == 9
    opened.page.locator("#classes h3").get_by_role("button", name="all").click()
    assert drawn(opened) == (43, 55)
    opened.page.locator("#statuses .filter:has-text('Planned')").dblclick()
    assert statuses(opened) == {"Planned": 1}
    opened.page.click("#reset")
    assert drawn(opened) == (43, 55)
    assert not opened.page.locator("#reset").is_visible()


def test_statuses(kept: Open, mexico: Make) -> None:
    opened = kept(mexico)
    before = statuses(opened)
    assert before["Planned"] > 1
    opened.filter("#statuses", "Planned")
    assert statuses(opened) == {name: n for name, n in before.items() if name != "Planned"}
    assert not [line for line in opened.drawing().lines if line.dashes]
    opened.press("u")
    assert statuses(opened) == before


def test_relations_by_the_fold_of_the_rest_too(kept: Open) -> None:
    opened = kept(small)
    for label, count in list(counts(opened, "#relations").items())[::5]:
        opened.filter("#relations", label)
        left = Counter(each["predicate"]["label"] for each in opened.selection()["statements"])
        assert (left[label], left.total()) == (0, 58 - count)
        opened.page.click("#reset")


def test_open_relations(kept: Open, mexico: Make) -> None:
    opened = kept(mexico)
    total = opened.data["facts"]["n"]
    count = counts(opened, "#statuses")["Open relations"]
    assert count > 10
    opened.filter("#statuses", "Open relations")
    left = opened.selection()["statements"]
    assert len(left) == total - count
    assert not [each for each in left if "/open#" in each["predicate"]["iri"]]
    opened.page.click("#reset")
    assert len(opened.selection()["statements"]) == total


def test_years(kept: Open) -> None:
    opened = kept(small)
    assert (opened.page.get_attribute("#from", "min"), opened.page.get_attribute("#until", "max")) == ("2012", "2013")
    opened.page.fill("#from", "2013")
    opened.page.press("#from", "Enter")
    held = opened.selection()
    dates = [time["value"] for each in held["statements"] for time in each["times"]]
    assert dates
    assert {date[:4] for date in dates} <= {"2012", "2013"}
    assert "2012" not in {t["value"] for e in held["statements"] for t in e["times"] if t["name"] == "in"}
    assert {each["year"] for each in held["measurements"]} == {"2013"}
    opened.page.fill("#until", "1999")
    opened.page.press("#until", "Tab")
    assert (opened.page.input_value("#from"), opened.page.input_value("#until")) == ("1999", "2013")
    opened.page.click("#reset")
    assert drawn(opened) == (43, 55)
    assert (opened.page.input_value("#from"), opened.page.input_value("#until")) == ("", "")


def test_confidence(kept: Open, mexico: Make) -> None:
    opened = kept(mexico)
    before = [each["confidence"] for each in opened.selection()["statements"]]
    opened.page.focus("#confidence")
    opened.press("End", *["ArrowLeft"] * 10)
    least = float(opened.page.input_value("#confidence"))
    assert opened.text("#sureness output") == f"at least {least:.2f}"
    left = [each["confidence"] for each in opened.selection()["statements"]]
    assert sorted(left) == sorted(c for c in before if c >= least)
    assert 0 < len(left) < len(before)
    opened.page.focus("#confidence")
    opened.press("Home")
    assert len(opened.selection()["statements"]) == len(before)
    assert not opened.page.locator("#reset").is_visible()


def test_documents(kept: Open) -> None:
    opened = kept(two)
    assert counts(opened, "#documents") == {"U.S. Relations With Mexico": 58, "A second document": 2}
    everything = opened.selection()["statements"]
    opened.filter("#documents", "U.S. Relations With Mexico")
    left = opened.selection()["statements"]
    assert sorted(each["subject"]["label"] for each in left) == ["Canada", "Mexico"]
    assert {s["document"]["title"] for each in left for s in each["sentences"]} == {"A second document"}
    assert drawn(opened) == (3, 2)
    opened.page.click("#reset")
    assert opened.selection()["statements"] == everything
    opened.search("canada")
    opened.page.click("#panel .line:has-text('participates in')")
    assert opened.text("#panel cite") == "A second document"
    assert opened.page.eval_on_selector("#document", "e => e.selectedOptions[0].textContent") == "A second document"
    assert opened.text("#text .chosen") == "Canada takes part in the Merida Initiative."
    opened.page.select_option("#document", label="U.S. Relations With Mexico")
    assert "22 sentences" in opened.text("#coverage")


def test_unlinked_entities(kept: Open, mexico: Make) -> None:
    opened = kept(mexico)
    alone = counts(opened, "#classes")["Unlinked entities"]
    entities = drawn(opened)[0]
    assert not is_on(opened, "#classes", "Unlinked entities")
    opened.filter("#classes", "Unlinked entities")
    assert drawn(opened)[0] == entities + alone == opened.data["entities"]["n"]
    opened.filter("#classes", "Unlinked entities")
    assert drawn(opened)[0] == entities


def test_a_filter_changes_every_pane(kept: Open) -> None:
    opened = kept(small)
    opened.filter("#statuses", "Asserted")
    opened.press("2")
    assert opened.text("#table .caption").startswith("3 statements of 58 statements")
    assert opened.page.locator("#table tr[data-at]").count() == 3
    opened.press("3")
    assert opened.text("#timeline .caption").endswith("3 more without a date.")
    opened.press("1")
    assert drawn(opened)[1] == 3
    opened.search("peru")
    assert len(opened.selection()["statements"]) == 2
    opened.press(*["Control+z"] * 5)
    assert drawn(opened) == (43, 55)
