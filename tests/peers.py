"""Outside programs that some tests need: where one is missing the test is skipped, or fails if peers are required."""

from __future__ import annotations

import importlib.util
import os
import shutil
from typing import NoReturn

import pytest

#: Flags for a browser that must do nothing but open the file it is given.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
]


def missing(what: str, remedy: str) -> NoReturn:
    """Skip the calling test for want of `what`; fail it where FACTGRAPH_REQUIRE_PEERS=1 asks for all peers."""
    reason = f"{what} is not installed: {remedy}"
    if os.environ.get("FACTGRAPH_REQUIRE_PEERS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str, *others: str, remedy: str) -> str:
    """The path of a program, the first found of several names."""
    for candidate in (name, *others):
        if found := shutil.which(candidate):
            return found
    missing(name, remedy)


def module(name: str, remedy: str) -> None:
    """Make sure that a Python module can be imported."""
    if importlib.util.find_spec(name) is None:
        missing(name, remedy)


def chromium() -> str:
    """The path of Chromium, playwright being there to drive it."""
    module("playwright", "pip install playwright")
    return program("chromium", "chromium-browser", "google-chrome", remedy="apt-get install chromium")
