"""Texts read by worker processes, a batch at a time, whatever befalls one of them."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, TypeAlias

from .job import Done, Job, run

if TYPE_CHECKING:
    from .pipeline import Options

BATCH = 16  #: texts handed to a worker at once
BATCH_BYTES = 1 << 14  #: and not more than this, unless it is one text
_AHEAD = 2  #: batches that wait for each worker

Batch: TypeAlias = tuple[Job, ...]
Reader: TypeAlias = "Callable[[Batch, Options], list[Done]]"


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(jobs: Iterable[Job], options: Options, workers: int) -> Iterator[list[Done]]:
    """What came of the jobs, a batch at a time, in the order in which they are done.

    With one worker, this process reads. A worker that dies takes nothing with it: what it had is given to another, one
    text at a time, and only a text whose worker dies twice is given up.
    """
    if workers <= 1:
        for job in jobs:
            yield [run(job, options)]
        return
    yield from _Pool(options, workers).run(batches(jobs))


def batches(jobs: Iterable[Job]) -> Iterator[Batch]:
    """The jobs in batches, small texts together."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if batch and (len(batch) == BATCH or size + len(job.data) > BATCH_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(job)
        size += len(job.data)
    if batch:
        yield tuple(batch)


class _Pool:
    """Worker processes, started anew when one of them dies."""

    def __init__(self, options: Options, workers: int, read: Reader | None = None) -> None:
        self._options, self._workers, self._read = options, workers, read or _read
        self._suspects: deque[Batch] = deque()  #: batches of one text whose worker died once

    def run(self, waiting: Iterator[Batch]) -> Iterator[list[Done]]:
        ended = False
        while not ended:
            pool = self._started()
            running: dict[Future[list[Done]], Batch] = {}
            try:
                while True:
                    while len(running) < self._workers * _AHEAD and (batch := next(waiting, None)) is not None:
                        running[self._submitted(pool, batch)] = batch
                    if not running:
                        ended = True
                        break
                    finished, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in finished:
                        done = future.result()
                        del running[future]
                        yield done
            except BrokenProcessPool:
                self._suspects.extend((job,) for batch in running.values() for job in batch)
                release(pool)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
            yield from self._tried_again()

    def _tried_again(self) -> Iterator[list[Done]]:
        """The suspects, each by itself."""
        while self._suspects:
            pool = ProcessPoolExecutor(1, get_context("spawn"), watch_parent)
            try:
                while self._suspects:
                    (job,) = self._suspects[0]
                    yield pool.submit(self._read, (job,), self._options).result()
                    self._suspects.popleft()
            except BrokenProcessPool:
                (job,) = self._suspects.popleft()
                reason = f"{job.name}: the process that read it died, twice; is it too large for this machine's memory?"
                release(pool)
                yield [Done(job.key, reason=reason, mishap=True)]
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _submitted(self, pool: ProcessPoolExecutor, batch: Batch) -> Future[list[Done]]:
        try:
            return pool.submit(self._read, batch, self._options)
        except BrokenProcessPool as error:  # a worker died since; the batch must not be lost with it
            failed: Future[list[Done]] = Future()
            failed.set_exception(error)
            return failed

    def _started(self) -> ProcessPoolExecutor:
        # A fork would take the threads of onnxruntime along in an unknown state.
        return ProcessPoolExecutor(self._workers, get_context("spawn"), watch_parent)


def release(pool: ProcessPoolExecutor) -> None:
    """Let go what waits to be sent to workers that are dead, for which Python before 3.12 waits for ever (gh-94777)."""
    reader = getattr(getattr(pool, "_call_queue", None), "_reader", None)
    if reader is not None:
        with suppress(OSError):
            reader.close()


def _read(batch: Batch, options: Options) -> list[Done]:
    return [run(job, options) for job in batch]


def watch_parent() -> None:
    """End this worker when the process that started it ends, however it ended, and leave Ctrl-C to that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
