"""The picture by keyboard; neighbours, focus, hiding, undo, shortest paths."""

from __future__ import annotations

import math
import re

import pytest
from rdflib import Graph

from .browser import Open
from .picture_graphs import Builder, small


def islands() -> tuple[Graph, dict[str, str]]:
    """A chain of four, and two entities that no link leads to."""
    make = Builder(title="Islands")
    for label in ("First", "Second", "Third", "Fourth", "Far", "Away"):
        make.entity(label, "Topic")
    for a, b in (("First", "Second"), ("Third", "Second"), ("Third", "Fourth"), ("Far", "Away")):
        make.statement(make.sentence(f"{a} is part of {b}."), a, "partOf", b)
    return make.finish()


# Keyboard


def test_arrows_step_from_node_to_node(kept: Open) -> None:
    opened = kept(small)
    opened.page.focus("#canvas")
    opened.press("ArrowRight")
    assert opened.title == "Mexico"
    places = opened.places()
    opened.press("ArrowRight")
    assert places[opened.title].x > places["Mexico"].x
    seen = {opened.title}
    for key in ["ArrowUp"] * 3 + ["ArrowLeft"] * 3 + ["ArrowDown"] * 4:
        opened.press(key)
        seen.add(opened.title)
    assert len(seen) > 6
    drawing = opened.drawing()
    assert drawing.has(drawing.spots[opened.entities().index(opened.title)])


def test_zoom_and_fit_by_key_and_button(kept: Open) -> None:
    opened = kept(small)
    wide = opened.drawing()
    span = math.dist((wide.spots[0].x, wide.spots[0].y), (wide.spots[-1].x, wide.spots[-1].y))

    def times() -> float:
        spots = opened.drawing().spots
        return math.dist((spots[0].x, spots[0].y), (spots[-1].x, spots[-1].y)) / span

    opened.press("+")
    assert times() == pytest.approx(1.3, rel=0.05)
    opened.press("-")
    assert times() == pytest.approx(1, rel=0.05)
    opened.press("-")
    assert times() == pytest.approx(1 / 1.3, rel=0.05)
    opened.press("0")
    assert times() == pytest.approx(1, rel=0.02)
    opened.page.click("#zoom-in")
    assert times() == pytest.approx(1.3, rel=0.05)
    opened.page.click("#zoom-out")
    opened.page.click("#fit")
    assert times() == pytest.approx(1, rel=0.02)


def test_tabs_by_number_and_by_arrow(kept: Open) -> None:
    opened = kept(small)
    panes = {"2": "table", "3": "timeline", "4": "questions", "1": "picture"}
    for key, pane in panes.items():
        opened.press(key)
        assert [each for each in panes.values() if opened.page.locator(f"#{each}").is_visible()] == [pane]
    opened.page.focus("#tab-graph")
    for key, name in (
        ("ArrowRight", "Table"),
        ("ArrowRight", "Timeline"),
        ("ArrowLeft", "Table"),
        ("ArrowLeft", "Graph"),
    ):
        opened.press(key)
        assert opened.text("[role=tab][aria-selected=true]") == name
        assert opened.page.evaluate("document.activeElement.textContent") == name
    opened.press("ArrowLeft")
    assert opened.text("[role=tab][aria-selected=true]") == "Questions"


def test_help_lists_the_keys(kept: Open) -> None:
    opened = kept(small)
    opened.press("?")
    told = opened.text("#help")
    for key in ("Enter", "E", "F", "P", "H", "Ctrl+Z", "Ctrl+Y", "Escape", "1 2 3 4", "0"):
        assert key in told.split("\n") or re.search(rf"\b{re.escape(key)}\b", told)
    opened.press("h", "Escape")
    assert not opened.page.locator("#help").is_visible()
    opened.page.click("#keys")
    opened.page.get_by_role("button", name="Close").click()
    assert not opened.page.locator("#help").is_visible()


def test_letters_typed_into_a_field_are_the_fields(kept: Open) -> None:
    opened = kept(small)
    before = opened.shown
    opened.search("peru")
    opened.press("/")
    opened.page.keyboard.type("hfe2?u")
    assert opened.page.input_value("#search") == "hfe2?u"
    assert (opened.shown, opened.title) == (before, "Peru")
    opened.press("Escape", "Escape")


# Neighbours, focus, hiding, undo


def test_focus_by_key_shows_one_and_its_neighbours_wider_and_back(kept: Open) -> None:
    opened = kept(small)
    opened.search("hled")
    opened.press("f")
    names = {"High Level Economic Dialogue", "Joe Biden", "Secretary of State", "United States", "Mexico"}
    assert opened.shown.startswith("5 of 43 entities")
    assert len(opened.drawing().spots) == 5
    assert {each["label"] for each in opened.selection()["entities"]} == names
    opened.button("Wider")
    wider = len(opened.drawing().spots)
    assert wider > 20
    spots = opened.drawing().spots
    assert all(math.dist((a.x, a.y), (b.x, b.y)) > a.radius for i, a in enumerate(spots) for b in spots[i + 1 :])
    opened.page.click("#leave")
    assert opened.shown.startswith("43 of 43")
    opened.press("f", "f")
    assert opened.shown.startswith("43 of 43")


def test_hiding_undoing_and_redoing_by_key_and_button(kept: Open) -> None:
    opened = kept(small)
    opened.press("0")
    opened.page.wait_for_timeout(400)
    before = opened.drawing()
    opened.search("mexico")
    opened.press("h")
    assert opened.shown == "42 of 43 entities, 35 of 55 links"
    assert opened.title == "Overview"
    opened.press("Control+z")
    assert (opened.shown, opened.title) == ("43 of 43 entities, 55 of 55 links", "Mexico")
    opened.press("Control+y")
    assert opened.shown.startswith("42 of 43")
    opened.page.click("#undo")
    opened.page.click("#redo")
    opened.search("peru")
    opened.button("Hide")
    assert opened.text("#unhide") == "Show 2 hidden"
    opened.page.click("#unhide")
    assert opened.shown.startswith("43 of 43")
    opened.press(*["u"] * 12)
    opened.press("0")
    opened.page.wait_for_timeout(400)
    after = opened.drawing()
    assert (set(after.spots), set(after.lines)) == (set(before.spots), set(before.lines))


def test_neighbours_of_what_was_hidden_or_filtered_come_by_key(kept: Open) -> None:
    opened = kept(small)
    opened.filter("#classes", "Commodity")
    opened.search("united states")
    assert opened.shown.startswith("39 of 43")
    opened.press("h")
    opened.search("merida")
    opened.press("e")
    assert not opened.page.locator("#unhide").is_visible()
    assert opened.shown.startswith("39 of 43")
    opened.press("u")
    opened.button("Neighbours")
    assert opened.shown.startswith("39 of 43")
    opened.press("u", "Enter")
    assert opened.shown.startswith("39 of 43")


# Paths


def test_a_shortest_path_by_key_and_search(kept: Open) -> None:
    opened = kept(islands)
    opened.search("first")
    opened.press("p")
    assert opened.text("#asked").startswith("Path from First")
    opened.search("fourth")
    assert not opened.page.locator("#asking").is_visible()
    assert "Shortest path: 3 steps" in opened.text("#panel")
    steps = [" ".join(line.split()) for line in opened.page.locator("#panel .path li").all_inner_texts()]
    assert steps == ["First part of Second", "Third part of Second", "Third part of Fourth"]
    assert len(opened.drawing().bright()) in (2, 4)  # the rim of most, or of the two that are not on it
    assert opened.page.locator("#text .passage.chosen").count() == 3
    opened.button("The other way")
    assert opened.title.split() == ["Fourth", "to", "First"]


def test_a_path_that_there_is_not_and_one_called_off(kept: Open) -> None:
    opened = kept(islands)
    opened.search("first")
    opened.button("Path to…")
    spot = opened.places()["Away"]
    opened.point(spot.x, spot.y)
    assert opened.title.split() == ["First", "to", "Away"]
    assert "No path by what the filters let pass" in opened.text("#panel")
    opened.search("first")
    opened.press("p")
    opened.page.click("#cancel")
    assert not opened.page.locator("#asking").is_visible()
    opened.press("p", "Escape")
    assert not opened.page.locator("#asking").is_visible()
    opened.search("fourth")
    assert opened.title == "Fourth"
