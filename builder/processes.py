"""Work shared out to processes of their own, started anew when one of them dies, whatever it died of.

Each has a pipe to itself, so that what is lost with a process is known to the item, and the pipe's end tells either
side that the other is gone. `concurrent.futures` knows only that some process died, and may wait for ever (gh-94777).
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from .errors import WorkerError

Item = TypeVar("Item")
Found = TypeVar("Found")

_AHEAD = 2  #: batches that a process has, one at hand and one that waits
_PATIENCE = 5.0  #: seconds for a process to end by itself
_STARTS = 3  #: processes in a row that may die before they are up

_DIE_AT_ONCE = (
    "the processes that should read end as soon as they start; in a program of your own, begin inside of "
    'if __name__ == "__main__", or ask for one worker'
)


@dataclass(frozen=True, slots=True)
class Died:
    """In place of a result: a process died of this item twice, the second time with nothing else at hand."""


@dataclass(frozen=True, slots=True)
class _Up:
    """A process has started."""


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


@dataclass(eq=False)
class _Process(Generic[Item]):
    """A process, and the batches that it has."""

    handle: SpawnProcess
    pipe: Connection
    held: deque[tuple[Item, ...]] = field(default_factory=deque)
    up: bool = False
    on_trial: bool = False  #: what it has is a single item, of which a process died before


class Processes(Generic[Item, Found]):
    """So many processes, each of which calls `work` with one item after another. All of it must be picklable."""

    def __init__(self, work: Callable[[Item], Found], count: int) -> None:
        self._work, self._count = work, count
        self._processes: list[_Process[Item]] = []
        self._again: deque[tuple[Item, ...]] = deque()  #: batches whose process died before it was up
        self._suspects: deque[Item] = deque()  #: what else a process had when it died
        self._stillborn = 0  #: processes that died before they were up, in a row

    def run(self, batches: Iterator[tuple[Item, ...] | None]) -> Generator[list[tuple[Item, Found | Died]], None, None]:
        """What comes of the items, a batch at a time, in the order in which they are done.

        Batches are asked for as there is room for them; None says that there is none for now. What `work` raises is
        raised. Raises WorkerError where no process will start.
        """
        try:
            while True:
                self._hand_out(batches)
                holders = {process.pipe: process for process in self._processes if process.held}
                if not holders:
                    return
                for pipe in wait(list(holders)):
                    yield from self._heard(holders[pipe])  # type: ignore[index]
        finally:
            self._end(self._processes)

    def _hand_out(self, batches: Iterator[tuple[Item, ...] | None]) -> None:
        while (process := self._with_room()) is not None:
            if self._again:
                batch: tuple[Item, ...] | None = self._again.popleft()
            elif self._suspects:
                process.on_trial = True
                batch = (self._suspects.popleft(),)
            else:
                batch = next(batches, None)
            if batch is None:
                return
            process.held.append(batch)
            with suppress(OSError):  # it is dead, as the end of its pipe will tell
                process.pipe.send(batch)

    def _with_room(self) -> _Process[Item] | None:
        """An idle process, else a new one, else one with little to do, unless something is to be tried by itself."""
        least = min(self._processes, key=lambda process: len(process.held), default=None)
        if least is not None and not least.held:
            return least
        if len(self._processes) < self._count:
            self._processes.append(_started(self._work))
            return self._processes[-1]
        open_to_more = (one for one in self._processes if len(one.held) < _AHEAD and not one.on_trial)
        return None if self._suspects else min(open_to_more, key=lambda process: len(process.held), default=None)

    def _heard(self, process: _Process[Item]) -> Iterator[list[tuple[Item, Found | Died]]]:
        """What a process says."""
        try:
            said: _Up | _Raised | list[Found] = process.pipe.recv()
        except (EOFError, OSError):
            yield from self._buried(process)
            return
        if isinstance(said, _Raised):
            raise said.error
        process.up, self._stillborn = True, 0
        if isinstance(said, list):
            process.on_trial = False
            yield list(zip(process.held.popleft(), said, strict=True))

    def _buried(self, process: _Process[Item]) -> Iterator[list[tuple[Item, Found | Died]]]:
        """What becomes of the batches of a process that died."""
        self._processes.remove(process)
        process.handle.join(_PATIENCE)  # it may have something to say on standard error
        self._end([process])
        if not process.up:
            self._stillborn += 1
            if self._stillborn == _STARTS:
                raise WorkerError(_DIE_AT_ONCE)
            self._again.extend(process.held)
        elif process.on_trial:
            yield [(item, Died()) for item in process.held[0]]
        else:
            self._suspects.extend(item for batch in process.held for item in batch)

    @staticmethod
    def _end(processes: list[_Process[Item]]) -> None:
        for process in processes:
            process.pipe.close()
            process.handle.kill()
        for process in processes:
            process.handle.join()


def _started(work: Callable[[Any], Any]) -> _Process[Any]:
    # Not fork, which does not go together with the threads of onnxruntime or of the caller.
    here, there = get_context("spawn").Pipe()
    handle = get_context("spawn").Process(target=_serve, args=(there, work), daemon=True)
    with _without_interrupts():
        handle.start()
    there.close()
    return _Process(handle, here)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started meanwhile leaves Ctrl-C to this process."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # as it would be started here otherwise, which lets interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """What a process does: work off what comes until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    come: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, come), daemon=True).start()
    with suppress(BrokenPipeError):
        pipe.send(_Up())
        while True:
            try:
                said: object = [work(item) for item in come.get()]
            except BaseException as error:
                said = _Raised(error)
            pipe.send(said)


def _receive(pipe: Connection, come: SimpleQueue[tuple[Any, ...]]) -> None:
    """Take what is sent, so that the sender never waits, and end this process when the sender has ended."""
    try:
        while True:
            come.put(pipe.recv())
    finally:
        os._exit(1)
