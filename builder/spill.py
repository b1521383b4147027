"""Sorting more than memory holds: sorted runs on disk, merged at the end (Knuth, TAOCP volume 3, 5.4)."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

Key = tuple[Any, ...]
Row = TypeVar("Row")

MOST = 20_000  #: rows in memory
_RUNS = 64  #: files open at once

_key = itemgetter(0)


class Sorter(Generic[Row]):
    """Rows with keys, given back in the order of their keys, equal ones in the order they came.

    At most `most` rows are in memory; the rest lies in temporary files in `folder` (the system's own where None), which
    are gone when the process is. Raises OSError where the disk is full.
    """

    def __init__(self, folder: Path | None = None, most: int = MOST) -> None:
        self._folder, self._most = folder, most
        self._rows: list[tuple[Key, Row]] = []
        self._runs: list[IO[bytes]] = []

    def add(self, key: Key, row: Row) -> None:
        """Take in a row."""
        self._rows.append((key, row))
        if len(self._rows) >= self._most:
            self._spill()

    def __iter__(self) -> Iterator[tuple[Key, Row]]:
        """All rows, sorted; to be asked for once, after the last `add`."""
        self._rows.sort(key=_key)
        with ExitStack() as files:
            for run in self._runs:
                files.enter_context(run)
            yield from merge(*map(_rows, self._runs), self._rows, key=_key)
        self._rows, self._runs = [], []

    def _spill(self) -> None:
        self._rows.sort(key=_key)
        self._runs.append(self._written(iter(self._rows)))
        self._rows = []
        if len(self._runs) >= _RUNS:
            joined = self._written(merge(*map(_rows, self._runs), key=_key))
            for run in self._runs:
                run.close()
            self._runs = [joined]

    def _written(self, rows: Iterator[tuple[Key, Row]]) -> IO[bytes]:
        file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # open until it is read
        try:
            pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
            for row in rows:
                pickler.clear_memo()
                pickler.dump(row)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file


def _rows(run: IO[bytes]) -> Iterator[tuple[Key, Any]]:
    """The rows of a file that this process wrote."""
    while True:
        try:
            yield pickle.load(run)
        except EOFError:
            return
