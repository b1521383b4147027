"""Sorting beyond memory, and accounts as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factgraph.builder.account import Account, account
from factgraph.builder.packed import from_bytes, to_bytes
from factgraph.builder.pipeline import Tools
from factgraph.builder.spill import Sorter

from .readings import reading_of

ROWS = st.lists(st.tuples(st.tuples(st.integers(0, 5), st.text(max_size=2)), st.text(max_size=3)))


@given(ROWS, st.integers(1, 7))
def test_rows_come_back_in_order_and_equal_ones_as_they_came(
    rows: list[tuple[tuple[int, str], str]], most: int
) -> None:
    sorter: Sorter[str] = Sorter(most=most)
    for key, row in rows:
        sorter.add(key, row)
    assert list(sorter) == sorted(rows, key=lambda row: row[0])


def test_many_runs_are_joined(tmp_path: Path) -> None:
    sorter: Sorter[int] = Sorter(tmp_path, most=2)
    for number in range(1000):
        sorter.add(((number * 7919) % 1000,), number)
    assert [key for key, _ in sorter] == [(n,) for n in range(1000)]
    assert list(tmp_path.iterdir()) == []


def test_an_account_survives_as_bytes(tools: Tools) -> None:
    text = "Mexico joined the OECD in 1994 😀. It exported 3.5 million tons of “corn” in 2019. Ida Holm visited Peru."
    told = account(reading_of(text, tools), trace=True)
    assert told.facts
    assert told.measures
    assert from_bytes(Account, to_bytes(told)) == told
    assert to_bytes(from_bytes(Account, to_bytes(told))) == to_bytes(told)


@dataclass(frozen=True)
class Other:
    number: int


@pytest.mark.parametrize("data", [b"", b"no zlib", to_bytes(Other(1)), to_bytes(Other(1))[:-3]])
def test_what_is_no_account_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no Account"):
        from_bytes(Account, data)
