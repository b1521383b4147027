"""The picture opened from its file in Chromium, and what a reader does with it: shared by the tests of the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph

from factgraph.builder.pipeline import Tools

from .drawing import Drawing, Spot
from .peers import CHROMIUM_FLAGS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Made = tuple[Graph, dict[str, str]]
Make = Callable[[], Made]
Open = Callable[..., "Opened"]

_LOCAL = ("file:", "data:", "blob:")


@dataclass
class Opened:
    """An open page, all that it asked for, and all that it complained of."""

    page: Page
    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    @property
    def title(self) -> str:
        """The heading of the details."""
        return self.text("#panel h2")

    @property
    def shown(self) -> str:
        return self.text("#shown")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def search(self, words: str) -> None:
        """Find an entity by typing, and choose the first that is offered."""
        self.press("/")
        self.page.keyboard.type(words)
        self.page.wait_for_selector("#found li[role=option]")
        self.press("Enter")

    def button(self, name: str) -> None:
        """Press a button of the details."""
        self.page.locator("#panel").get_by_role("button", name=name, exact=True).click()

    def filter(self, box: str, label: str) -> None:
        """Turn a filter of the legend on or off, unfolding the rest of its list where it is there."""
        wanted = self.page.locator(f"{box} .filter", has=self.page.get_by_text(label, exact=True))
        if not wanted.is_visible():
            self.page.click(f"{box} details.more > summary")
        wanted.click()

    def take(self, kind: str) -> tuple[str, bytes]:
        """The name and the bytes of what the menu's button `kind` saves."""
        if self.page.get_attribute("#take", "open") is None:
            self.page.click("#take > summary")
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=kind, exact=True).click()
        found = download.value.suggested_filename, Path(download.value.path()).read_bytes()
        self.page.evaluate("() => { document.getElementById('take').open = false; document.activeElement.blur(); }")
        return found

    def drawing(self) -> Drawing:
        """What is drawn, once it has come to rest."""
        before = b""
        for _ in range(40):
            svg = self.take("SVG")[1]
            if svg == before:
                return Drawing(svg)
            before = svg
            self.page.wait_for_timeout(60)
        raise AssertionError("the drawing does not come to rest")

    def selection(self) -> Any:
        """The selection as the JSON that is taken away."""
        return json.loads(self.take("JSON")[1])

    @cached_property
    def data(self) -> Any:
        """The columns that the page was made with."""
        return json.loads(self.page.locator("#data").text_content() or "")

    def entities(self) -> list[str]:
        """The labels of the entities that have links, in the order in which they are first drawn."""
        columns = self.data["facts"]
        objects = columns["object"]
        linked = {e for s, o in zip(columns["subject"], objects, strict=True) if o >= 0 for e in (s, o)}
        return [label for i, label in enumerate(self.data["entities"]["label"]) if i in linked]

    def places(self) -> dict[str, Spot]:
        """Where each entity is drawn, by label, of a view that still holds what it held at first."""
        return dict(zip(self.entities(), self.drawing().spots, strict=True))

    def point(self, x: float, y: float, *, double: bool = False) -> None:
        """Click on a point of the canvas."""
        at = self._on_page(x, y)
        (self.page.mouse.dblclick if double else self.page.mouse.click)(*at)

    def hover(self, x: float, y: float) -> None:
        x, y = self._on_page(x, y)
        self.page.mouse.move(x - 3, y - 3)
        self.page.mouse.move(x, y, steps=3)

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        box = self.page.locator("#canvas").bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def rewind(self) -> None:
        """Back to the view that the page opens with, without opening it anew."""
        self.page.evaluate(
            """() => {
              for (const menu of document.querySelectorAll("#take, .more, .rest details")) menu.open = false;
              document.getElementById("search").value = "";
              document.activeElement.blur();
              document.getElementById("help").close();
              history.replaceState(null, "", location.pathname);
              dispatchEvent(new Event("hashchange"));
            }"""
        )
        self.page.mouse.move(2, 2)
        self.page.click("#fit")
        self.page.evaluate("document.activeElement.blur()")

    def until(self, expression: str, argument: Any = None) -> None:
        """Wait until it holds; the page's policy allows Playwright's own way of waiting no second look."""
        for _ in range(200):
            if self.page.evaluate(expression, argument):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"it does not come to hold that {expression}")

    def check(self) -> None:
        """It has asked for nothing from elsewhere, and had nothing to complain of."""
        assert [url for url in self.requests if not url.startswith(_LOCAL)] == []
        assert self.complaints == []


@cache
def made(make: Make) -> Made:
    return make()


@cache
def markup(make: Make, options: frozenset[tuple[str, Any]]) -> str:
    from factgraph.exports.picture import page

    return page(*made(make), **dict(options))


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def mexico(tools: Tools) -> Make:
    """The graph of the example text, as it is read."""
    from factgraph.builder.graph import to_graph
    from factgraph.builder.iris import BASE, Mint
    from factgraph.builder.pipeline import read_document
    from factgraph.builder.reading import read

    def reading() -> Made:
        path = Path(__file__).parent.parent / "examples/us-relations-with-mexico.txt"
        document = read(path, path.name)
        graph = to_graph([read_document(document, tools)], tools.vocabulary, BASE).graph
        return graph, {Mint(BASE).document(document.sha256): document.text}

    return reading


@pytest.fixture(scope="session")
def open_file(chrome: Browser, tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Opens the page of a graph from its file, in a window of its own; options not named here are those of `page`."""
    folder = tmp_path_factory.mktemp("pictures")
    files: dict[tuple[Make, frozenset[tuple[str, Any]]], Path] = {}

    def opening(
        make: Make, fragment: str = "", width: int = 1400, height: int = 900, dark: bool = False, **options: Any
    ) -> Opened:
        key = make, frozenset(options.items())
        if key not in files:
            files[key] = folder / f"picture {len(files)}.html"
            files[key].write_text(markup(*key), encoding="utf-8")
        context = chrome.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(15_000)
        opened = Opened(context.new_page(), context)
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        context.on("request", lambda request: opened.requests.append(request.url))
        context.on("page", lambda other: opened.complaints.append(f"opened {other.url}"))
        opened.page.goto(files[key].as_uri() + fragment)
        opened.page.wait_for_selector("body[data-ready=yes]")
        return opened

    return opening


@pytest.fixture
def opening(open_file: Open) -> Iterator[Open]:
    """Opens pages for one test, and looks in the end at what they asked for and complained of."""
    pages: list[Opened] = []

    def go(*args: Any, **options: Any) -> Opened:
        pages.append(open_file(*args, **options))
        return pages[-1]

    yield go
    for opened in pages:
        opened.context.close()
    for opened in pages:
        opened.check()


@pytest.fixture(scope="session")
def _kept(open_file: Open) -> Iterator[dict[tuple[Any, ...], Opened]]:
    pages: dict[tuple[Any, ...], Opened] = {}
    yield pages
    for opened in pages.values():
        with suppress(Exception):
            opened.context.close()


@pytest.fixture
def kept(open_file: Open, _kept: dict[tuple[Any, ...], Opened]) -> Iterator[Open]:
    """A page that is opened once in a session and taken back to its first view before each test that asks for it."""
    used: list[Opened] = []

    def go(make: Make, **options: Any) -> Opened:
        key = make, *sorted(options.items())
        if key not in _kept:
            _kept[key] = open_file(make, **options)
        else:
            _kept[key].rewind()
        used.append(_kept[key])
        return _kept[key]

    yield go
    for opened in used:
        try:
            opened.check()
        finally:
            opened.complaints.clear()
            opened.requests.clear()
