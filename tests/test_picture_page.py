"""The picture opened from its file in Chromium: it draws, finds, selects, asks nothing of the network, runs no text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from factgraph.exports.picture import page

from .peers import CHROMIUM_FLAGS, chromium
from .picture_graphs import HOSTILE, hostile, large, small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

INK = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let i = 0; i < pixels.length; i += 4)
    if (pixels[i + 3] > 200) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
  return colours.size;
}"""


@dataclass
class Opened:
    """A page and all that it did which it should not."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def search(self, text: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(text)
        self.page.wait_for_selector("#found li[role=option]")
        self.page.keyboard.press("Enter")

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)


Open = Callable[..., Opened]
Make = Callable[[], tuple[Graph, dict[str, str]]]


@cache
def markup(make: Make) -> str:
    return page(*make())


def crowd() -> tuple[Graph, dict[str, str]]:
    return large(420)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def opening(make: Make, width: int = 1400, height: int = 900, dark: bool = False) -> Opened:
        file = tmp_path / "picture.html"
        file.write_text(markup(make), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.goto(file.as_uri())
        opened.page.wait_for_selector("body[data-ready=yes]")
        return opened

    yield opening
    for context in contexts:
        context.close()


def test_opens_by_itself_and_draws(open_page: Open) -> None:
    opened = open_page(small)
    opened.page.wait_for_function(f"({INK})() > 20")
    assert opened.text("#shown") == "43 of 43 entities, 55 of 55 links"
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert opened.complaints == []


def test_search_by_alias_selects_and_lists_statements(open_page: Open) -> None:
    opened = open_page(small)
    opened.search("hled")
    assert opened.text("#panel h2") == "High Level Economic Dialogue"
    panel = opened.text("#panel")
    assert "also HLED" in panel
    assert "launched by Joe Biden" in panel
    assert "further elevate and strengthen" in panel
    assert "Mexico participates in" in panel
    opened.page.keyboard.press("Escape")
    assert opened.text("#panel h2") == "Overview"
    assert opened.complaints == []


def test_search_ignores_accents_and_says_when_it_finds_nothing(open_page: Open) -> None:
    opened = open_page(small)
    opened.search("pena")
    assert opened.text("#panel h2") == "Enrique Peña Nieto"
    opened.page.fill("#search", "zzz")
    opened.page.wait_for_selector("#found .note")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "Enrique Peña Nieto"


def test_click_on_a_node_of_the_canvas_selects_it(open_page: Open) -> None:
    opened = open_page(small)
    opened.search("Pacific Alliance")
    opened.page.wait_for_timeout(400)
    opened.page.keyboard.press("Escape")
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    found = set()
    for x in range(250, int(box["width"]), 60):
        for y in range(20, int(box["height"]) - 60, 60):
            opened.page.mouse.click(box["x"] + x, box["y"] + y)
            found.add(opened.text("#panel h2"))
        if len(found) > 2:
            break
    assert len(found) > 2


def test_choosing_a_statement_marks_subject_and_object_in_its_sentence(open_page: Open) -> None:
    opened = open_page(small)
    opened.search("mexico")
    opened.page.click(".line:has-text('ranked as third-largest')")
    assert opened.text("#panel mark.subject") == "Mexico"
    assert opened.text("#text .chosen mark.object") == "United States"
    assert "confidence\n0.95" in opened.text("#panel dl").replace("\t", "\n")
    chosen = opened.page.locator("#text .chosen").bounding_box()
    pane = opened.page.locator("#text").bounding_box()
    assert chosen is not None
    assert pane is not None
    assert pane["y"] <= chosen["y"] < pane["y"] + pane["height"]


def test_choosing_a_sentence_says_what_it_says_and_a_silent_one_says_so(open_page: Open) -> None:
    opened = open_page(small)
    opened.page.click("#text .passage.partly")
    assert "Special 301 Report designates Mexico" in opened.text("#panel")
    assert opened.text("#panel mark.left") == "noted the trade in pirated goods"
    assert opened.page.get_attribute("#text .passage.partly", "title") == "not read: no lexicon entry"
    assert "No entry of the lexicon reads it" not in opened.text("#panel .rest")
    opened.page.click("#panel .rest summary")
    assert "No entry of the lexicon reads it" in opened.text("#panel .rest")
    opened.page.click("#text .passage.silent >> nth=0")
    assert "No fact was read" in opened.text("#panel")
    assert "unresolved reference" in opened.text("#panel .rest")
    style = "e => getComputedStyle(e).fontStyle"
    assert opened.page.eval_on_selector("#text .passage.silent", style) == "italic"
    assert opened.page.eval_on_selector("#text .passage.read", style) == "normal"


def test_text_is_walked_by_keyboard(open_page: Open) -> None:
    opened = open_page(small)
    opened.page.focus("#text .passage >> nth=0")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        opened.page.keyboard.press(key)
    assert "No fact was read" in opened.text("#panel")


def test_legend_filters_by_class_and_status(open_page: Open) -> None:
    opened = open_page(small)
    opened.page.click("#classes .filter:has-text('Country')")
    assert opened.text("#shown").startswith("34 of 43 entities")
    opened.page.click("#reset")
    opened.page.click("#statuses .filter:has-text('Planned')")
    assert opened.text("#shown") == "43 of 43 entities, 54 of 55 links"
    opened.search("mexico")
    opened.page.click("#classes .filter:has-text('Country')")
    assert opened.complaints == []


def test_large_graph_shows_the_most_connected_and_then_all(open_page: Open) -> None:
    opened = open_page(crowd)
    assert opened.text("#shown").startswith("300 of 420 entities")
    opened.search("Entity 419 of")
    assert opened.text("#shown").startswith("301 of 420 entities")
    assert opened.text("#panel h2") == "Entity 419 of 420"
    opened.page.click("#all")
    assert opened.text("#shown") == "420 of 420 entities, 838 of 838 links"
    assert opened.complaints == []


def test_theme_follows_the_system_until_the_button_is_pressed(open_page: Open) -> None:
    opened = open_page(small, dark=True)
    paper = "() => getComputedStyle(document.body).backgroundColor"
    dark = opened.page.evaluate(paper)
    opened.page.click("#theme")
    assert opened.page.evaluate(paper) == "rgb(255, 255, 255)" != dark


def test_fits_a_phone(open_page: Open) -> None:
    opened = open_page(small, width=390, height=844)
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    opened.search("mexico")
    opened.page.click(".line >> nth=4")
    assert opened.complaints == []


def test_hostile_text_runs_nothing_wherever_it_is_shown(open_page: Open) -> None:
    opened = open_page(hostile)
    for i in range(len(HOSTILE)):
        opened.page.click(f"#text .passage >> nth={i}")
        opened.page.click("#panel .line >> nth=0")
        opened.page.click("#panel .link >> nth=0")
        opened.page.hover("#panel .line >> nth=0")
    for text in HOSTILE:
        opened.page.fill("#search", text)
        opened.page.wait_for_selector("#found li")
        opened.page.keyboard.press("Enter")
    opened.page.mouse.move(600, 400, steps=20)
    assert opened.page.evaluate("() => window.pwned") is None
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert opened.page.locator("#panel img, #panel svg, #text img, #text script, #found img").count() == 0


def test_policy_stops_script_that_got_in_all_the_same(open_page: Open) -> None:
    opened = open_page(small)
    opened.page.evaluate(
        """() => {
          const box = document.createElement("div");
          document.body.append(box);
          box.innerHTML = '<img src="x" onerror="window.pwned=1">';
          const script = document.createElement("script");
          script.textContent = "window.pwned=2";
          box.append(script);
        }"""
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("() => window.pwned") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)
