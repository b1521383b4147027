"""The picture of 5,000 entities: communities first, each opened, folded, searched into; bundles between them."""

from __future__ import annotations

import math
import re

import pytest
from rdflib import Graph

from .browser import Open, Opened
from .picture_graphs import large, small

LONGEST = """async () => {
  const long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration))).observe({type: "longtask"});
  await new Promise((done) => setTimeout(done, 50));
  window.longest = () => Math.max(0, ...long);
}"""


def five_thousand() -> tuple[Graph, dict[str, str]]:
    return large(5_000)


@pytest.fixture
def opened(kept: Open) -> Opened:
    return kept(five_thousand)


def told(opened: Opened) -> tuple[int, int, int]:
    """Communities, entities and links that the page says it draws."""
    found = re.fullmatch(
        r"(\d+) communit(?:y|ies): ([\d,]+)(?: of 5,000)? entities, ([\d,]+)(?: of 9,998)? links", opened.shown
    )
    assert found is not None, opened.shown
    a, b, c = (int(n.replace(",", "")) for n in found.groups())
    return a, b, c


def biggest(opened: Opened) -> int:
    sizes = opened.data["communities"]["size"]
    return int(sizes.index(max(sizes)))


def open_biggest(opened: Opened) -> int:
    community = biggest(opened)
    spot = opened.drawing().spots[community]
    opened.point(spot.x, spot.y)
    return community


def test_opens_on_its_communities_with_names_and_says_so(opened: Opened) -> None:
    columns = opened.data["communities"]
    drawing = opened.drawing()
    communities, entities, links = told(opened)
    assert (entities, links) == (5000, 9998)
    assert len(drawing.spots) == communities == columns["n"] <= 61
    assert sum(columns["size"]) == 5000
    assert all(map(drawing.has, drawing.spots))
    assert len(set(columns["label"])) == communities
    assert all(columns["label"])
    assert opened.text("#hint") == "A circle is a community: click to open it."
    assert "5,000 entities, 9,998 statements" in opened.text("#panel")
    named = [words for words in drawing.words if re.search(r"\d+ entities$", words)]
    assert len(named) > communities / 2
    largest = columns["label"][biggest(opened)]
    assert any(words.startswith(largest[:20]) for words in named)


def test_positions_are_the_same_on_each_load_and_stay(opened: Opened, opening: Open) -> None:
    first = opened.drawing().svg
    opened.page.wait_for_timeout(500)
    assert opened.take("SVG")[1] == first
    assert opening(five_thousand).drawing().svg == first


def test_a_click_opens_a_community_shows_more_and_folds_it(opened: Opened) -> None:
    communities = told(opened)[0]
    community = open_biggest(opened)
    assert opened.title == opened.data["communities"]["label"][community]
    assert opened.shown.startswith(f"{communities - 1} communities: 150 of 5,000 entities")
    assert told(opened)[2] > 0
    size = opened.data["communities"]["size"][community]
    assert f"Community of {size} entities" in opened.text("#panel")
    opened.button("Show 150 more")
    assert told(opened)[1] == 300
    drawing = opened.drawing()
    assert sum(map(drawing.has, drawing.spots)) >= 300
    assert len(drawing.spots) == communities - 1 + 300
    opened.button("Fold")
    assert told(opened)[0] == communities
    opened.press("Control+z", "Control+z")
    assert told(opened)[1] == 150


def test_enter_opens_the_community_that_arrows_lead_to(opened: Opened) -> None:
    communities = told(opened)[0]
    opened.page.focus("#canvas")
    opened.press("ArrowRight", "ArrowLeft", "ArrowUp")
    assert "Community of" in opened.text("#panel")
    name = opened.title
    opened.press("Enter")
    assert (opened.title, told(opened)[0]) == (name, communities - 1)
    assert told(opened)[1] > 0
    opened.press("Control+z", "Escape")
    assert told(opened)[0] == communities


def test_a_line_between_communities_is_a_bundle_of_statements(opened: Opened) -> None:
    drawing = opened.drawing()
    line = max(drawing.lines, key=lambda line: drawing.room(*line.middle))
    opened.point(*line.middle)
    assert opened.title == "Between them"
    opened.hover(*line.middle)
    opened.until("/^[0-9]+ statements?$/.test(document.querySelector('#tip:not([hidden])')?.textContent)")
    found = re.fullmatch(r"Statements \((\d+)\)", opened.page.locator("#panel h3").first.text_content() or "")
    assert found is not None
    assert opened.page.locator("#panel .line").count() == min(100, int(found[1]))
    opened.press("2")
    assert opened.text("#table .caption").startswith(f"{found[1]} statement")
    assert "between Entity" in opened.text("#table .caption")
    opened.press("1")


def test_search_opens_the_community_and_brings_the_entity_onto_the_canvas(opened: Opened) -> None:
    communities = told(opened)[0]
    opened.search("Entity 4321 of")
    assert opened.title == "Entity 4321 of 5000"
    assert told(opened)[0] == communities - 1
    drawing = opened.drawing()
    assert "Entity 4321 of 5000" in drawing.words
    rims = [spot.stroke for spot in drawing.spots]
    (chosen,) = (spot for spot in drawing.spots if rims.count(spot.stroke) == 1)
    assert drawing.has(chosen)
    opened.point(chosen.x, chosen.y)
    assert opened.title == "Entity 4321 of 5000"


def test_focus_path_and_filter_work_across_communities(opened: Opened) -> None:
    opened.search("Entity 4321 of")
    opened.press("f")
    assert re.match(r"[234] of 5,000 entities", opened.shown)
    opened.press("f")
    opened.press("p")
    opened.search("Entity 3210 of")
    assert "Shortest path" in opened.text("#panel")
    ends = ("Entity 4321 of 5000", "Entity 3210 of 5000")
    assert all(end in opened.drawing().words for end in ends)
    opened.press("Escape")
    opened.page.click("#fit")
    communities = told(opened)[0]
    opened.page.locator("#relations .filter").first.click()
    assert told(opened)[0] <= communities
    assert len(opened.page.locator("#statuses .filter").all()) == 1
    opened.press("2")
    assert opened.text("#table .caption").startswith("4,999 statements of 9,998")
    opened.press("1")


def test_a_link_opens_the_same_communities(opened: Opened, opening: Open) -> None:
    open_biggest(opened)
    before = opened.drawing().spots  # the link is of where the camera is, once it has come there
    opened.page.click("#take > summary")
    opened.page.get_by_role("button", name="Link", exact=True).click()
    opened.page.wait_for_selector(".take-menu input:not([hidden])")
    link = opened.page.input_value(".take-menu input")
    again = opening(five_thousand, "#" + link.partition("#")[2])
    assert (again.shown, again.title) == (opened.shown, opened.title)
    after = again.drawing().spots
    assert len(before) == len(after)
    assert all(
        min(math.dist((a.x, a.y), (b.x, b.y)) for b in before) < 4 for a in after if 0 < a.x < 980 and 0 < a.y < 800
    )


def test_two_thousand_drawn_do_not_freeze_it(opened: Opened) -> None:
    sizes = sorted(((size, i) for i, size in enumerate(opened.data["communities"]["size"])), reverse=True)
    fragment = " ".join(f"{i}.{size}" for size, i in sizes[:6])
    opened.page.evaluate(LONGEST)
    opened.page.evaluate("fragment => { location.hash = new URLSearchParams({open: fragment}).toString(); }", fragment)
    opened.until("/[2-9],\\d\\d\\d of 5,000/.test(document.getElementById('shown').textContent)")
    for key in ("+", "+", "-", "0"):
        opened.press(key)
        opened.page.wait_for_timeout(60)
    opened.search("Entity 77 of")
    assert opened.title == "Entity 77 of 5000"
    assert len(opened.drawing().spots) > 2000
    assert opened.page.evaluate("window.longest()") < 4000


def test_fewer_nodes_at_first_where_asked_for(kept: Open) -> None:
    opened = kept(small, max_nodes=10)
    found = re.fullmatch(r"(\d+) communities: 43 entities, 55 links", opened.shown)
    assert found is not None
    assert len(opened.drawing().spots) == int(found[1]) > 2
    spot = opened.drawing().spots[0]
    opened.point(spot.x, spot.y)
    assert opened.shown.startswith(f"{int(found[1]) - 1} communit")
    assert kept(small, max_nodes=43).shown.startswith("43 of 43")


def test_the_lists_of_many_hold_only_what_is_seen(opened: Opened) -> None:
    opened.press("2")
    assert opened.text("#table .caption") == "All 9,998 statements"
    assert opened.page.locator("#table tr[data-at]").count() < 80
    opened.press("4")
    opened.page.click(".question >> nth=0")
    assert opened.page.locator(".answer tbody tr").count() == 300
    opened.page.get_by_role("button", name="more rows").click()
    assert opened.page.locator(".answer tbody tr").count() == 500
    assert "4,499 more rows are left out" in opened.text(".answer")
