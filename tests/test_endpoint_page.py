"""The endpoint's web page, clicked through in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, Literal

from factgraph.exports.questions import questions
from factgraph.exports.turtle import turtle

from .contract_graph import ID, SENTENCES, contract_graph
from .endpoints import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'{{7*7}}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    graph = contract_graph()
    graph.set((ID["green-alliance"], RDFS.label, Literal(HOSTILE, lang="en")))
    path = tmp_path_factory.mktemp("served") / "contract.ttl"
    path.write_text(turtle(graph), encoding="utf-8")
    with serving(str(path), "--title", HOSTILE, "--timeout", "20") as found:
        yield found


@pytest.fixture
def page(chrome: Browser, server: Server) -> Iterator[Page]:
    """The page, which may neither complain, nor open dialogs, nor ask anybody else."""
    complaints: list[str] = []
    context = chrome.new_context(viewport={"width": 1300, "height": 900}, accept_downloads=True)
    found = context.new_page()
    found.set_default_timeout(20_000)
    found.on("console", lambda message: complaints.append(message.text) if "400 (" not in message.text else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("dialog", lambda dialog: complaints.append(dialog.message))
    found.on(
        "request",
        lambda request: (
            None if request.url.startswith((server.page, "data:", "blob:")) else complaints.append(request.url)
        ),
    )
    found.goto(server.page + "/")
    found.wait_for_selector("body[data-ready=yes]")
    yield found
    context.close()
    assert complaints == []


def rows(page: Page) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator("#answer tbody tr").all()]


def test_a_query_of_ones_own_is_answered_with_labels_and_evidence(page: Page) -> None:
    assert page.inner_text("h1") == HOSTILE
    page.click("#run")
    page.wait_for_selector("#answer table")
    assert page.inner_text("#told") == f"{len(rows(page))} rows"
    joined = page.locator("#answer tbody tr", has_text="Organisation for Economic").first
    assert "id:oecd" in joined.inner_text()
    joined.get_by_role("button", name="Evidence").first.click()
    dialog = page.locator("#evidence")
    dialog.wait_for()
    assert page.inner_text("#says") == "Mexico · member of · Organisation for Economic Co-operation and Development"
    assert dialog.locator("blockquote p").all_inner_texts() == [SENTENCES[0]]
    assert dialog.locator("blockquote footer").inner_text() == "A note"
    assert page.inner_text("#details") == "asserted, since 1994, confidence 0.97"
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()


def test_named_questions_are_asked_with_their_parameters(page: Page) -> None:
    assert page.locator("#question option").count() == len(questions()) + 1
    page.fill("#query", "# mine")
    page.select_option("#question", "memberships")
    page.wait_for_selector("#answer tbody tr")
    assert [row[1].split("\n")[0] for row in rows(page)] == ["Mexico"]
    assert "VALUES" in page.input_value("#query")
    page.fill("#p-country", "Mexiko")
    page.press("#p-country", "Enter")
    page.wait_for_selector("#told.bad")
    assert "nothing in the graph is called 'Mexiko'; near it: Mexico" in page.inner_text("#told")
    page.fill("#p-country", "mexico")
    page.click("#run")
    page.wait_for_selector("#answer tbody tr")
    page.select_option("#question", "planned")
    page.locator("#answer td", has_text="onerror").first.wait_for()
    assert any(HOSTILE in cell for row in rows(page) for cell in row)
    page.select_option("#question", "")
    assert page.input_value("#query") == "# mine"


def test_mistakes_are_told_and_the_next_query_works(page: Page) -> None:
    page.fill("#query", "SELECT ?x WHRE { ?x a ?y }")
    page.press("#query", "Control+Enter")
    page.wait_for_selector("#told.bad")
    assert "did you mean WHERE?" in page.inner_text("#told")
    page.fill("#query", "ASK { id:mexico fg:memberOf id:oecd }")
    page.press("#query", "Control+Enter")
    page.locator("#told", has_text="Yes.").wait_for()
    page.fill("#query", "SELECT ?x { ?x a fg:Person }")
    page.press("#query", "Control+Enter")
    page.locator("#told", has_text="Nothing found.").wait_for()


def test_a_query_under_way_can_be_stopped(page: Page) -> None:
    page.fill("#query", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i")
    page.click("#run")
    page.click("#stop")
    page.locator("#told", has_text="Stopped.").wait_for()
    page.fill("#query", "ASK {}")
    page.click("#run")
    page.locator("#told", has_text="Yes.").wait_for()


def test_answers_and_the_graph_can_be_taken_away(page: Page) -> None:
    page.fill("#query", "SELECT ?o { id:mexico fg:memberOf ?o }")
    page.click("#run")
    page.wait_for_selector("#saves button")
    with page.expect_download() as download:
        page.click("#saves button[data-kind=csv]")
    assert download.value.suggested_filename == "answer.csv"
    assert Path(download.value.path()).read_text().split() == ["o", "https://w3id.org/factgraph/id/oecd"]
    page.fill("#query", "DESCRIBE id:oecd")
    page.click("#run")
    page.wait_for_selector("#saves button[data-kind=ttl]")
    page.click("#downloads summary")
    with page.expect_download() as download:
        page.get_by_role("link", name="graph.ttl").click()
    assert b"fg:memberOf" in Path(download.value.path()).read_bytes()


def test_the_picture_is_one_click_away(page: Page) -> None:
    page.get_by_role("link", name="Picture").click()
    page.wait_for_selector("body[data-ready=yes] #canvas")
    assert page.url.endswith("/graph")


def test_all_can_be_reached_by_keyboard_and_has_a_name(page: Page) -> None:
    names = page.evaluate(
        "[...document.querySelectorAll('input,select,textarea,button:not([hidden])')]"
        ".filter((e) => e.offsetParent && !(e.labels?.length || e.textContent.trim() || e.ariaLabel)).length"
    )
    assert names == 0
    page.select_option("#question", "figures")
    page.wait_for_selector("#answer tbody tr")
    for width in (1300, 1000, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        found = [cell.bounding_box() for cell in page.locator("#answer tbody tr").first.locator("td").all()]
        cells = [(box["x"], box["x"] + box["width"]) for box in found if box]
        assert all(end <= start + 1 for (_, end), (start, _) in pairwise(cells)), width
        assert cells[0][1] <= width
        assert width < 1000 or cells[-1][1] <= width
