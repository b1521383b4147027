"""Where FACTGRAPH_REQUIRE_PEERS=1 asks for every outside program, no test may be skipped, for whatever reason."""

from __future__ import annotations

import os

import pytest

from factgraph.builder.pipeline import Tools, load_tools

if __package__:  # where this file stands alone, there is nothing to open or serve
    from .browser import _kept, chrome, kept, mexico, open_file, opening
    from .endpoints import contract_file

    __all__ = ["_kept", "chrome", "contract_file", "kept", "mexico", "open_file", "opening"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the graphs of tests/golden anew, for review.")


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The shipped model, gazetteer and lexicon, loaded once."""
    return load_tools()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("FACTGRAPH_REQUIRE_PEERS") != "1":
        return
    skipped = len(reporter.stats.get("skipped", ()))
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"\n{skipped} skipped, where FACTGRAPH_REQUIRE_PEERS=1 allows none", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
