"""The picture's lists and what can be taken away of it, clicked through in Chromium."""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, Literal

from .browser import Make, Open, made
from .picture_graphs import FG, Builder, hostile, large, small

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1")


def formulas() -> tuple[Graph, dict[str, str]]:
    """A graph whose labels a spreadsheet would run, and whose sentence has what CSV and Turtle escape."""
    make = Builder(title='../Été: a \\ "title" <b>')
    for label in FORMULAS:
        make.entity(label, "Topic")
    sentence = make.sentence('A "quoted", back\\slashed\tline\nof text with \x07 and \U0001f30e.')
    for label in FORMULAS[1:]:
        make.statement(sentence, FORMULAS[0], "partOf", label)
    return make.finish()


def choose(page: Page, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.wait_for_selector("#found li[role=option]")
    page.keyboard.press("Enter")


def taken(page: Page, kind: str) -> tuple[str, bytes]:
    """The name and the bytes of what the menu's button `kind` saves."""
    if page.get_attribute("#take", "open") is None:
        page.click("#take > summary")
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize("make", [small, hostile, formulas])
def test_turtle_of_the_whole_holds_only_triples_of_the_graph(opening: Open, make: Make) -> None:
    _, content = taken(opening(make).page, "Turtle")
    graph, source = Graph().parse(data=content.decode("utf-8"), format="turtle"), made(make)[0]
    assert set(graph) - set(source) == set()
    for cls in (RDF.Statement, FG.Measurement):
        assert set(graph.subjects(RDF.type, cls)) == set(source.subjects(RDF.type, cls))
    for prop in (RDF.subject, RDF.predicate, RDF.object, FG.status, FG.confidence, FG.startDate, FG.rank, FG.value):
        assert set(graph.subject_objects(prop)) == set(source.subject_objects(prop))
    relations = set(source.objects(None, RDF.predicate))
    assert {t for t in graph if t[1] in relations} == {t for t in source if t[1] in relations}


def test_turtle_of_a_choice_holds_that_and_its_sentences(opening: Open) -> None:
    opened = opening(small).page
    choose(opened, "hled")
    _, content = taken(opened, "Turtle")
    graph, source = Graph().parse(data=content.decode("utf-8"), format="turtle"), made(small)[0]
    node = next(source.subjects(None, Literal("High Level Economic Dialogue", "en")))
    about = {s for prop in (RDF.subject, RDF.object) for s in source.subjects(prop, node)}
    assert set(graph.subjects(RDF.type, RDF.Statement)) == about
    assert set(graph) <= set(source)
    assert set(graph.subjects(RDF.type, FG.Sentence)) == {
        o for s in about for o in source.objects(s) if (o, RDF.type, FG.Sentence) in source
    }


def test_csv_has_a_line_for_each_statement_and_runs_no_formula(opening: Open) -> None:
    name, content = taken(opening(formulas).page, "CSV")
    assert name == "ete-a-title-b.csv"
    assert content.count(b"\r\n") == len(FORMULAS)
    rows = rows_of(content)
    assert {row["subject"] for row in rows} == {"'" + FORMULAS[0]}
    assert {row["object"] for row in rows} == {"'" + label for label in FORMULAS[1:]}
    assert all(row["sentence"].startswith('A "quoted", back\\slashed\tline\nof text') for row in rows)


def test_csv_and_json_of_the_whole_agree(opening: Open) -> None:
    opened = opening(small).page
    rows = rows_of(taken(opened, "CSV")[1])
    found = json.loads(taken(opened, "JSON")[1])
    assert len(rows) == len(found["statements"]) + len(found["measurements"])
    assert [row["subject_iri"] for row in rows[: len(found["statements"])]] == [
        s["subject"]["iri"] for s in found["statements"]
    ]
    joined = next(row for row in rows if row["object"] == "Australia Group" and row["subject"] == "Mexico")
    assert (joined["predicate"], joined["from"], joined["confidence"]) == ("member of", "2013", "0.95")
    text = next(iter(small()[1].values()))
    for statement in found["statements"]:
        assert statement["sentences"]
        for sentence in statement["sentences"]:
            assert text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_pictures_are_well_formed_and_of_the_view(opening: Open) -> None:
    opened = opening(small).page
    name, svg = taken(opened, "SVG")
    root = ET.fromstring(svg)
    assert name == "u-s-relations-with-mexico.svg"
    assert "United States" in {span.text for span in root.iter("{http://www.w3.org/2000/svg}tspan")}
    _, png = taken(opened, "PNG")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (2 * float(root.attrib["width"]), 2 * float(root.attrib["height"]))


def test_svg_holds_hostile_labels_as_text(opening: Open) -> None:
    _, svg = taken(opening(hostile).page, "SVG")
    tags = {element.tag.split("}")[1] for element in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "rect", "path", "circle", "polygon", "g", "text", "tspan"}


def test_link_opens_the_same_view(opening: Open) -> None:
    opened = opening(small).page
    choose(opened, "hled")
    opened.click("#take > summary")
    opened.get_by_role("button", name="Link", exact=True).click()
    opened.wait_for_selector(".take-menu input")
    link = opened.input_value(".take-menu input")
    assert link.startswith("file:")
    again = opening(small, "#" + link.partition("#")[2]).page
    assert again.inner_text("#panel h2") == "High Level Economic Dialogue"


def test_menu_works_by_keyboard(opening: Open) -> None:
    opened = opening(small).page
    opened.focus("#take > summary")
    opened.keyboard.press("Enter")
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("document.activeElement.textContent") == "PNG"
    opened.keyboard.press("ArrowLeft")
    assert opened.evaluate("document.activeElement.textContent") == "JSON"
    opened.keyboard.press("Escape")
    assert opened.get_attribute("#take", "open") is None
    assert opened.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_table_keeps_its_rows_when_one_of_them_is_chosen(opening: Open) -> None:
    opened = opening(small).page
    choose(opened, "hled")
    opened.click("#tab-table")
    caption = opened.inner_text("#table .caption")
    assert caption.endswith("of the chosen entity, High Level Economic Dialogue")
    rows = opened.locator("#table tr[data-at]")
    count = rows.count()
    rows.nth(1).click()
    assert opened.inner_text("#table .caption") == caption
    assert (rows.count(), opened.locator("#table tr[aria-selected=true]").count()) == (count, 1)
    assert opened.inner_text("#panel h2").startswith("High Level Economic Dialogue")
    opened.keyboard.press("Escape")
    assert opened.inner_text("#table .caption").startswith("All ")


def test_table_sorts_filters_and_is_walked_by_keys(opening: Open) -> None:
    opened = opening(small).page
    opened.click("#tab-table")
    opened.get_by_role("button", name="Subject").click()
    cells = opened.locator("#table td.col-subject")
    shown = [text.casefold() for text in cells.all_inner_texts()]
    assert shown == sorted(shown)
    opened.fill(".filter-words", "ACCESSION")
    opened.wait_for_selector("#table .empty:not([hidden])")
    opened.fill(".filter-words", "member australia")
    opened.keyboard.press("Enter")
    assert cells.all_inner_texts() == ["Australia", "Mexico", "Peru"]  # of Peru, the sentence names the group
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    assert opened.locator("#table tr.chosen").inner_text().startswith("Mexico")


def test_table_of_many_holds_only_the_rows_that_are_seen(opening: Open) -> None:
    opened = opening(many).page
    opened.click("#tab-table")
    assert opened.inner_text("#table .caption") == "All 2,398 statements"
    assert opened.locator("#table tr[data-at]").count() < 80
    opened.focus("#table table")
    opened.keyboard.press("End")
    opened.keyboard.press("Enter")
    assert opened.get_attribute("#table tr.chosen", "aria-rowindex") == "2399"


def many() -> tuple[Graph, dict[str, str]]:
    return large(1200)


def test_timeline_draws_picks_years_and_chooses(opening: Open) -> None:
    opened = opening(small).page
    opened.click("#tab-timeline")
    whole = opened.inner_text("#timeline .caption")
    assert "more without a date" in whole
    items = opened.locator("#timeline .item")
    before = items.count()
    boxes = [box for item in items.all() if (box := item.bounding_box())]
    assert not [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"] and abs(a["y"] - b["y"]) < min(a["height"], 20)
    ]
    opened.focus("#timeline .strip")
    opened.keyboard.press("Home")
    opened.keyboard.press("Enter")
    assert " in 2012" in opened.inner_text("#timeline .caption")
    assert 0 < items.count() < before
    items.first.click()
    assert opened.locator("#timeline .item.chosen").count() == 1
    assert opened.inner_text("#panel h2")
    opened.get_by_role("button", name="All years").click()
    assert (items.count(), opened.inner_text("#timeline .caption")) == (before, whole)


def test_questions_show_answers_that_choose_what_they_name(opening: Open) -> None:
    opened = opening(small).page
    opened.click("#tab-questions")
    opened.locator(".question", has=opened.locator(".when:not(:text-is('0'))")).first.click()
    row = opened.locator(".answer tbody tr").first
    row.focus()
    opened.keyboard.press("Enter")
    assert row.get_attribute("aria-selected") == "true"
    assert opened.locator("#text .passage.chosen").count() >= 1
    name = row.locator("button.link").first.inner_text()
    row.locator("button.link").first.click()
    assert opened.inner_text("#panel h2") == name
    assert "SELECT" in opened.inner_text(".query pre")
    opened.locator(".query").get_by_role("button", name="Copy").click()
    opened.wait_for_selector(".query [role=status]:not(:empty)")
