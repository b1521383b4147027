"""Take the pictures of docs/images anew, in Chromium.

python bench/screenshots.py graph.html large.html

The first page is that of the Mexico sheet (`make demo` writes it to out/graph.html), the second of any large graph.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
SETTLED = 700  # milliseconds until the camera has stopped


def search(page: Page, name: str) -> None:
    """Choose an entity by its name."""
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.wait_for_selector("#found li[role=option]")
    page.keyboard.press("Enter")


def edge(page: Page) -> None:
    """Choose a statement of Mexico's."""
    search(page, "Mexico")
    page.click(".line:has-text('Wassenaar')")


def path(page: Page) -> None:
    """The way from one entity to another."""
    search(page, "Pacific Alliance")
    page.keyboard.press("p")
    search(page, "Merida Initiative")


def questions(page: Page) -> None:
    """An answer with a row chosen."""
    page.keyboard.press("4")
    page.click("#questions .question:has-text('agreement')")
    page.click("#questions tbody tr >> nth=2")


def take(browser: Browser, file: Path, name: str, act: Callable[[Page], object], **look: object) -> None:
    """One picture."""
    size = {"width": 1400, "height": 900}
    context = browser.new_context(**{"viewport": size, **look})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.resolve().as_uri())
    page.wait_for_selector("body[data-ready=yes]")
    act(page)
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("large", type=Path)
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("bench/screenshots.py needs Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        take(browser, given.page, "whole", lambda page: None)
        take(browser, given.page, "node", lambda page: search(page, "Merida Initiative"))
        take(browser, given.page, "edge", edge)
        take(browser, given.page, "path", path)
        take(browser, given.page, "dark", lambda page: search(page, "Mexico"), color_scheme="dark")
        take(browser, given.page, "questions", questions)
        take(browser, given.page, "phone", lambda page: None, viewport={"width": 390, "height": 844})
        take(browser, given.large, "communities", lambda page: None)
        browser.close()


if __name__ == "__main__":
    main()
