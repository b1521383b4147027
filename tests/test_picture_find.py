"""Finding in the picture: by search, and by mouse."""

from __future__ import annotations

import math

import pytest

from .browser import Make, Open
from .picture_graphs import small

# Search


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hled", "High Level Economic Dialogue"),
        ("PENA", "Enrique Peña Nieto"),
        ("Peña", "Enrique Peña Nieto"),
        ("president oba", "Barack Obama"),
        ("usa", None),
        ("us", "United States"),
    ],
)
def test_search_by_label_and_alias_without_accents(kept: Open, typed: str, found: str | None) -> None:
    opened = kept(small)
    opened.press("/")
    opened.page.keyboard.type(typed)
    opened.page.wait_for_selector("#found li")
    opened.press("Enter")
    assert opened.title == (found or "Overview")


def test_search_says_when_it_finds_nothing(kept: Open) -> None:
    opened = kept(small)
    opened.page.fill("#search", "zzz")
    opened.page.wait_for_selector("#found .note")
    assert opened.text("#found") == "No entity by that name"
    assert opened.page.locator("#found [role=option]").count() == 0
    opened.press("Escape")
    assert not opened.page.locator("#found").is_visible()


def test_search_is_debounced_and_offers_the_alias_that_matched(kept: Open) -> None:
    opened = kept(small)
    opened.page.evaluate(
        """() => {
          window.offers = 0;
          const list = document.getElementById("found");
          new MutationObserver(() => { window.offers += 1; }).observe(list, {childList: true});
          const search = document.getElementById("search");
          search.focus();
          for (const end of [1, 2, 3, 4, 5]) {
            search.value = "nafta".slice(0, end);
            search.dispatchEvent(new Event("input"));
          }
        }"""
    )
    opened.page.wait_for_selector("#found li[role=option]")
    assert opened.page.evaluate("window.offers") == 1
    assert opened.text("#found li bdi") == "North American Free Trade Agreement"
    assert opened.text("#found li small") == "NAFTA"
    assert opened.page.get_attribute("#search", "aria-expanded") == "true"
    assert opened.page.get_attribute("#search", "aria-activedescendant") == "hit-0"


def test_suggestions_by_arrow_and_by_mouse(kept: Open) -> None:
    opened = kept(small)
    opened.page.fill("#search", "pillar")
    opened.page.wait_for_selector("#found li:nth-child(2)")
    labels = opened.page.locator("#found li bdi").all_inner_texts()
    opened.press("ArrowDown", "Enter")
    assert opened.title == labels[1]
    opened.page.fill("#search", "pillar")
    opened.page.wait_for_selector("#found li:nth-child(2)")
    opened.page.click("#found li:nth-child(1)")
    assert opened.title == labels[0]


def test_enter_brings_what_is_found_onto_the_canvas(kept: Open, mexico: Make) -> None:
    opened = kept(mexico)
    names = opened.entities()
    opened.press(*["+"] * 9)
    corner = opened.drawing()
    far = next(i for i, spot in enumerate(corner.spots) if not corner.has(spot))
    opened.search(names[far])
    assert opened.title == names[far]
    drawing = opened.drawing()
    assert drawing.bright() == [far]
    assert drawing.has(drawing.spots[far])
    assert names[far] in drawing.words


# Mouse


def test_a_click_on_each_node_tells_of_it(kept: Open) -> None:
    opened = kept(small)
    for label, spot in list(opened.places().items())[::4]:
        opened.point(spot.x, spot.y)
        assert opened.title == label
        opened.press("Escape")
    assert opened.title == "Overview"


def test_a_click_on_a_line_tells_of_its_statement(kept: Open) -> None:
    opened = kept(small)
    drawing = opened.drawing()
    data = opened.data["facts"]
    links = [i for i, obj in enumerate(data["object"]) if obj >= 0]
    names, relations = opened.data["entities"]["label"], opened.data["relations"]["label"]
    free = 0
    for fact, line in zip(links, drawing.lines, strict=True):
        others = [other.middle for other in drawing.lines if other is not line]
        if drawing.room(*line.middle) < 12 or min(math.dist(line.middle, other) for other in others) < 25 or free == 6:
            continue
        opened.point(*line.middle)
        words = (names[data["subject"][fact]], relations[data["relation"][fact]], names[data["object"][fact]])
        if opened.title.split("\n") == list(words) or opened.title == " ".join(words):
            free += 1
    assert free == 6


def test_a_click_beside_all_clears_the_choice(kept: Open) -> None:
    opened = kept(small)
    opened.search("japan")
    drawing = opened.drawing()
    grid = [(x, y) for x in range(300, int(drawing.width) - 20, 20) for y in range(20, int(drawing.height) - 70, 20)]
    middles = [line.middle for line in drawing.lines]
    empty = max(grid, key=lambda at: min(drawing.room(*at), *(math.dist(at, m) for m in middles)))
    opened.point(*empty)
    assert opened.title == "Overview"


def test_a_tip_names_what_the_pointer_is_over(kept: Open) -> None:
    opened = kept(small)
    places = opened.places()
    opened.hover(places["Peru"].x, places["Peru"].y)
    opened.page.wait_for_selector("#tip:not([hidden])")
    assert opened.text("#tip") == "Peru\nCountry, 4 statements"
    opened.hover(places["Mexico"].x, places["Mexico"].y)
    opened.until("document.getElementById('tip').textContent.startsWith('Mexico')")
    planned = next(
        line for line in opened.drawing().lines if len(line.dashes.split()) == 2 and line.stroke != "#c92a2a"
    )
    opened.hover(*planned.middle)
    opened.until("document.getElementById('tip').textContent.endsWith('planned')")
    assert opened.text("#tip").startswith("Japan party to Trans-Pacific Partnership")


def test_a_double_click_shows_neighbours(kept: Open) -> None:
    opened = kept(small, max_nodes=10)
    opened.search("border region")
    opened.page.locator("#classes h3").get_by_role("button", name="none").click()
    assert opened.shown.endswith("0 of 55 links")
    opened.page.click("#reset")
    opened.button("Hide")
    opened.search("border health")
    drawing = opened.drawing()
    spot = drawing.spots[drawing.bright()[0]]
    before = opened.shown
    opened.point(spot.x, spot.y, double=True)
    assert opened.title == "Border Health Commission"
    assert opened.shown != before
    assert "border region" in opened.drawing().words


def test_a_node_can_be_dragged(opening: Open) -> None:
    opened = opening(small)
    at = opened.places()["Peru"]
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    opened.page.mouse.move(box["x"] + at.x, box["y"] + at.y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + at.x + 40, box["y"] + at.y + 60, steps=5)
    opened.page.mouse.up()
    moved = opened.places()["Peru"]
    assert math.dist((moved.x, moved.y), (at.x + 40, at.y + 60)) < 8
    opened.search("mexico")
    assert math.dist((opened.places()["Peru"].x, opened.places()["Peru"].y), (moved.x, moved.y)) < 1
