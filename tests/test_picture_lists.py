"""Table, timeline, questions and links of the picture of the example text; and the picture of any other RDF."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from rdflib import FOAF, RDF, Graph

from .browser import Make, Open, Opened
from .picture_graphs import FG, small

PLAIN = """@prefix : <http://example.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
:ann a foaf:Person ; foaf:name "Ann <b>" ; foaf:knows :bob ; foaf:age 40 .
:bob a foaf:Person ; foaf:name "Bob" ; foaf:knows [ a foaf:Person ; foaf:name "Cy" ] .
"""


def plain() -> tuple[Graph, dict[str, str]]:
    return Graph().parse(data=PLAIN, format="turtle"), {}


@pytest.fixture
def opened(kept: Open, mexico: Make) -> Opened:
    return kept(mexico)


def cells(opened: Opened, column: str) -> list[str]:
    return opened.page.locator(f"#table td.col-{column}").all_inner_texts()


def link_to(opened: Opened) -> str:
    opened.page.click("#take > summary")
    opened.page.get_by_role("button", name="Link", exact=True).click()
    opened.page.wait_for_selector(".take-menu input:not([hidden])")
    return "#" + opened.page.input_value(".take-menu input").partition("#")[2]


def test_the_table_lists_what_is_chosen(opened: Opened) -> None:
    opened.press("2")
    total = opened.data["facts"]["n"], opened.data["measures"]["n"]
    assert opened.text("#table .caption") == f"All {total[0]} statements and {total[1]} measurements"
    assert opened.page.get_attribute("#table table", "aria-rowcount") == str(sum(total) + 1)
    opened.search("merida")
    name = opened.title
    lines = opened.page.locator("#panel .line").count()
    assert opened.text("#table .caption").endswith(f"of the chosen entity, {name}")
    assert opened.page.locator("#table tr[data-at]").count() == lines
    assert len(opened.selection()["statements"]) + len(opened.selection()["measurements"]) == lines
    opened.page.get_by_role("button", name="All statements").click()
    assert opened.title == "Overview"


def test_the_table_is_sorted_by_any_column(opened: Opened) -> None:
    opened.search("mexico")
    opened.press("2")
    for title, column in (
        ("Subject", "subject"),
        ("Relation", "relation"),
        ("Status", "status"),
        ("Confidence", "confidence"),
    ):
        head = opened.page.locator("#table thead").get_by_role("button", name=title)
        head.click()
        up = [cell.casefold() for cell in cells(opened, column) if cell]
        assert up == sorted(up)
        assert opened.page.get_attribute(f"#table th.col-{column}", "aria-sort") == "ascending"
        head.click()
        down = [cell.casefold() for cell in cells(opened, column) if cell]
        assert down == sorted(down, reverse=True)
        assert len(up) > 10


def test_a_row_chosen_by_mouse_is_told_of_and_shown_in_the_text(opened: Opened) -> None:
    opened.press("2")
    row = opened.page.locator("#table tr[data-at]").nth(6)
    sentence = row.locator(".col-sentence").inner_text()
    row.click()
    assert opened.text("#text .passage.chosen") == sentence
    subject = row.locator(".col-subject bdi").inner_text()
    assert subject in opened.title
    opened.press("1")
    assert len({spot.stroke for spot in opened.drawing().spots}) == 2


def test_words_filter_the_table(opened: Opened) -> None:
    opened.press("2")
    opened.page.fill(".filter-words", "PARTICIPATES merida")
    opened.until("document.querySelector('#table .caption').textContent.includes('among')")
    assert all("merida" in row.casefold() for row in opened.page.locator("#table tr[data-at]").all_text_contents())
    assert set(cells(opened, "relation")) == {"participates in"}
    opened.press("Escape")
    assert opened.text("#table .caption").startswith("All ")


def test_the_timeline_holds_what_is_dated(opened: Opened) -> None:
    opened.press("3")
    graph = opened.data["facts"]["years"]
    dated = sum(years is not None for years in graph)
    figures = sum(bool(year) for year in opened.data["measures"]["year"])
    assert opened.page.locator("#timeline .item").count() == dated + figures
    assert re.search(rf"\b{dated}\b", opened.text("#timeline .caption"))
    columns = opened.page.locator("#timeline .year-column:not(.none)")
    column = columns.first.bounding_box()
    assert column is not None
    opened.page.mouse.click(column["x"] + column["width"] / 2, column["y"] + column["height"] / 2)
    year = re.search(r"in (\d{4})", opened.text("#timeline .caption"))
    assert year is not None
    assert opened.page.input_value("#from") == year[1]
    opened.page.locator("#timeline .item").first.click()
    assert opened.page.locator("#text .chosen").count() >= 1
    opened.page.get_by_role("button", name="All years").click()
    assert opened.page.locator("#timeline .item").count() == dated + figures


def test_each_question_is_answered_and_its_rows_choose(opened: Opened) -> None:
    opened.press("4")
    questions = opened.data["questions"]
    titles = opened.page.locator(".question > span:first-child").all_inner_texts()
    assert titles == [question["title"] for question in questions]
    answered = [i for i, question in enumerate(questions) if question["rows"]]
    assert len(answered) > 8
    for i in answered:
        opened.page.locator(".question").nth(i).click()
        rows = opened.page.locator(".answer tbody tr")
        assert rows.count() == len(questions[i]["rows"])
        assert opened.text(".query pre").strip() == questions[i]["query"].strip()
        chosen = next((r for r, said in enumerate(questions[i]["said"]) if said), None)
        if chosen is None:
            continue
        rows.nth(chosen).focus()
        opened.press("Enter")
        assert rows.nth(chosen).get_attribute("aria-selected") == "true"
        assert opened.page.locator("#text .passage.chosen").count() == len(questions[i]["said"][chosen])
    asked = Counter(kind for i in answered for row in questions[i]["rows"] for _, kind, _ in row)
    assert asked["entity"] > 50


def test_a_query_is_copied(opened: Opened) -> None:
    opened.press("4")
    opened.page.click(".question >> nth=0")
    opened.page.locator(".query").get_by_role("button", name="Copy").click()
    opened.page.wait_for_selector(".query [role=status]:not(:empty)")
    if not opened.text(".query [role=status]").startswith("Copied"):
        opened.press("Control+c")
    opened.page.evaluate("() => { document.body.append(document.createElement('textarea')); }")
    opened.page.focus("body > textarea")
    opened.press("Control+v")
    pasted = opened.page.input_value("body > textarea")
    opened.page.evaluate("document.querySelector('body > textarea').remove()")
    assert pasted.strip() == opened.data["questions"][0]["query"].strip()


def test_a_link_opens_the_same_view_of_everything(opened: Opened, opening: Open, mexico: Make) -> None:
    opened.filter("#classes", "Commodity")
    opened.filter("#statuses", "Planned")
    opened.filter("#statuses", "Open relations")
    opened.search("merida")
    opened.press("f", "+", "+")
    again = opening(mexico, link_to(opened))
    assert (again.shown, again.title) == (opened.shown, opened.title)
    found, wanted = again.drawing(), opened.drawing()
    assert len(found.spots) == len(wanted.spots)
    assert all(
        abs(a.x - b.x) + abs(a.y - b.y) < 4
        for a, b in zip(sorted(found.spots, key=repr), sorted(wanted.spots, key=repr), strict=True)
    )
    assert again.page.locator("#reset").is_visible()
    again.page.click("#reset")
    assert again.shown != opened.shown


def test_links_to_a_path_a_sentence_and_an_answer(opened: Opened, opening: Open, mexico: Make) -> None:
    opened.search("canada")
    opened.press("p")
    opened.search("merida")
    path = link_to(opened), opened.title
    opened.press("Escape", "Escape")
    opened.page.click("#text .passage.partly >> nth=2")
    sentence = link_to(opened), opened.text("#text .chosen")
    opened.press("Escape", "4")
    opened.page.locator(".answer tbody tr").nth(1).focus()
    opened.press("Enter")
    answer = link_to(opened), opened.text("#panel")
    first = opening(mexico, path[0])
    assert first.title == path[1]
    assert opening(mexico, sentence[0]).text("#text .chosen") == sentence[1]
    again = opening(mexico, answer[0])
    assert again.text("#panel") == answer[1]
    assert again.page.locator("#questions tr.chosen").count() == 1


def test_the_address_follows_the_view_and_back_again(opened: Opened) -> None:
    opened.search("merida")
    opened.until("location.hash.includes('at=entity')")
    fragment = opened.page.evaluate("location.hash")
    opened.press("Escape")
    opened.until("location.hash === ''")
    opened.page.evaluate("fragment => { location.hash = fragment; }", fragment)
    opened.until("document.querySelector('#panel h2').textContent.startsWith('Merida')")


def test_any_other_rdf_is_drawn_too(kept: Open) -> None:
    opened = kept(plain)
    assert opened.shown == "3 of 3 entities, 2 of 2 links"
    assert "A plain RDF file: no sentences" in opened.text("#panel")
    assert not opened.page.locator("#source").is_visible()
    opened.search("ann")
    assert opened.title == "Ann <b>"
    assert opened.text("#panel dl").split("\n") == ["age", "40"]
    assert "http://example.org/ann" in opened.text("#panel .iri")
    opened.page.click("#panel .line:has-text('knows')")
    assert opened.title.split("\n")[0] == "Ann <b>"
    opened.press("4")
    assert "made without questions" in opened.text("#questions")
    opened.press("3")
    assert "Nothing here has a date" in opened.text("#timeline")
    opened.press("Escape", "2")
    assert opened.page.locator("#table tr[data-at]").count() == 2
    taken = Graph().parse(data=opened.take("Turtle")[1].decode(), format="turtle")
    assert {(str(s), str(o)) for s, o in taken.subject_objects(FOAF.knows)} >= {
        ("http://example.org/ann", "http://example.org/bob")
    }


def test_what_is_taken_away_of_a_filter_holds_what_passes_it(kept: Open) -> None:
    opened = kept(small)
    opened.filter("#statuses", "Asserted")
    graph = Graph().parse(data=opened.take("Turtle")[1].decode(), format="turtle")
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert {str(o).rpartition("#")[2] for s in statements for o in graph.objects(s, FG.status)} == {
        "Planned",
        "Negated",
        "Reported",
    }
    assert opened.take("CSV")[1].count(b"\r\n") - 1 == len(statements)
