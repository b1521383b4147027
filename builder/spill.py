"""Sorting more than memory holds: sorted runs on disk, merged at the end (Knuth, TAOCP volume 3, 5.4)."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

Key = tuple[Any, ...]
Row = TypeVar("Row")

MOST = 20_000  #: rows in memory
_RUNS = 64  #: files open at once
_BATCH = 100  #: rows written and read at once

_key = itemgetter(0)


class Sorter(Generic[Row]):
    """Rows with keys, given back in the order of their keys, equal ones in the order they came.

    At most `most` rows are in memory, of which a row may count as several by its `size`; the rest lies in temporary
    files in `folder` (the system's own where None), which are gone when the process is. Raises OSError where the disk
    is full.
    """

    def __init__(self, folder: Path | None = None, most: int = MOST, size: Callable[[Row], int] | None = None) -> None:
        self._folder, self._most, self._size = folder, most, size
        self._rows: list[tuple[Key, Row]] = []
        self._held = 0
        self._runs: list[IO[bytes]] = []

    def add(self, key: Key, row: Row) -> None:
        """Take in a row."""
        self._rows.append((key, row))
        self._held += 1 if self._size is None else self._size(row)
        if self._held >= self._most:
            self._spill()

    def __iter__(self) -> Iterator[tuple[Key, Row]]:
        """All rows, sorted; to be asked for once, after the last `add`."""
        self._rows.sort(key=_key)
        with ExitStack() as files:
            for run in self._runs:
                files.enter_context(run)
            yield from merge(*map(_rows, self._runs), self._rows, key=_key) if self._runs else self._rows
        self._rows, self._runs = [], []

    def _spill(self) -> None:
        self._rows.sort(key=_key)
        self._runs.append(self._written(self._rows))
        self._rows, self._held = [], 0
        if len(self._runs) >= _RUNS:
            joined = self._written(merge(*map(_rows, self._runs), key=_key))
            for run in self._runs:
                run.close()
            self._runs = [joined]

    def _written(self, rows: Iterable[tuple[Key, Row]]) -> IO[bytes]:
        file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # open until it is read
        try:
            pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
            for batch in self._batches(rows):
                pickler.clear_memo()
                pickler.dump(batch)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def _batches(self, rows: Iterable[tuple[Key, Row]]) -> Iterator[list[tuple[Key, Row]]]:
        batch, held = [], 0
        for row in rows:
            batch.append(row)
            held += 1 if self._size is None else self._size(row[1])
            if held >= _BATCH:
                yield batch
                batch, held = [], 0
        if batch:
            yield batch


def _rows(run: IO[bytes]) -> Iterator[tuple[Key, Any]]:
    """The rows of a file that this process wrote."""
    while True:
        try:
            batch = pickle.load(run)
        except EOFError:
            return
        yield from batch
