"""Texts read by the workers of a running Dask cluster: the map of `workers.py`, over a network.

What goes to a worker is a batch of texts with the options, what comes back are packed accounts: no data stays there.
Dask gives what a worker had when it died to another. It fails a task whose workers died more often than the scheduler's
`distributed.scheduler.allowed-failures`, and counts those along that only waited on the same worker. Such texts are
therefore read again at the end, each while nothing else runs.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from .errors import ClusterError, FactgraphError
from .job import Done, Job, run
from .versions import fingerprint
from .workers import Batch, batches

if TYPE_CHECKING:
    from distributed import Client, Future

    from .pipeline import Options

CONNECT = 5.0  #: seconds for the scheduler to answer, and for it to have a worker
DESERTED = 60.0  #: seconds without any worker, after which the run ends
_AHEAD = 2  #: batches for each worker, so that none waits for the network
_BYTES_AHEAD = 256 << 20  #: and not more than this at once
_LOOK = 2.0  #: seconds after which workers are counted again
_TALK = "distributed."
_FETCH = 60.0  #: seconds for an account to come from the worker that has it

_turn = threading.Lock()  #: of the one text that a worker process reads at a time, whatever threads it has


def read_on_cluster(jobs: Iterable[Job], options: Options, scheduler: str) -> Iterator[list[Done]]:
    """What came of the jobs, a batch at a time, in the order in which they are done; `read_all` on a cluster.

    `scheduler` is an address ("tcp://host:8786", "tls://…"). Without a job, it is not asked. Raises ClusterError where
    it cannot be reached, or has no workers, or one that would not read as this process does.
    """
    waiting = iter(jobs)
    first = next(waiting, None)
    if first is not None:
        with _connected(scheduler) as client:
            cluster = _Cluster(client, scheduler, options)
            cluster.check()
            yield from cluster.run(batches(chain((first,), waiting)))


class _Cluster:
    """A run on a cluster."""

    def __init__(self, client: Client, scheduler: str, options: Options) -> None:
        self._client, self._scheduler, self._options = client, scheduler, options
        self._mark = _mark(options.model)
        self._running: dict[Future[list[Done]], Batch] = {}
        self._suspects: deque[Job] = deque()  #: texts whose workers died
        self._workers, self._seen = 1, time.monotonic()
        self._known: set[str] = set()  #: workers that read as this process does

    def check(self) -> None:
        """See that there are workers, and that all read as this process does. Raises ClusterError."""
        try:
            self._client.wait_for_workers(1, timeout=CONNECT)
        except TimeoutError as error:
            what = f"the scheduler {self._scheduler} has no workers; start some: dask worker ADDRESS --nthreads 1"
            raise ClusterError(what) from error
        self._count()

    def _compare(self, workers: list[str]) -> None:
        found = self._client.run(_mark, self._options.model, workers=workers, on_error="return")
        for worker, mark in sorted(found.items()):
            if isinstance(mark, Exception) and not isinstance(mark, OSError):  # which says that it is gone again
                why = f"cannot run factgraph ({_line(mark)}); install the same version there as here"
                raise ClusterError(f"the worker {worker} {why}")
            if isinstance(mark, str) and mark != self._mark:
                raise ClusterError(_other(worker))

    def run(self, waiting: Iterator[Batch]) -> Iterator[list[Done]]:
        """What comes of the batches."""
        yield from self._map(waiting, alone=False)
        while self._suspects:
            yield from self._map(iter([(self._suspects.popleft(),)]), alone=True)

    def _map(self, waiting: Iterator[Batch], *, alone: bool) -> Iterator[list[Done]]:
        while True:
            while self._room() and (batch := next(waiting, None)) is not None:
                self._submit(batch)
            if not self._running:
                return
            for future in self._finished():
                batch = self._running.pop(future)
                done = self._came(future, batch, alone)
                del future  # for the cluster to forget it
                if done:
                    yield done

    def _room(self) -> bool:
        size = sum(len(job.data) for batch in self._running.values() for job in batch)
        return not self._running or (len(self._running) < self._workers * _AHEAD and size < _BYTES_AHEAD)

    def _submit(self, batch: Batch) -> None:
        with _without_warnings():  # Dask warns of tasks of more than some megabytes
            future = self._client.submit(_read, batch, self._options, self._mark, pure=False)
        self._running[future] = batch

    def _finished(self) -> list[Future[list[Done]]]:
        """Futures that will not change any more, perhaps none. Raises ClusterError where the cluster is gone."""
        from distributed import wait
        from distributed.client import FuturesCancelledError

        try:
            with self._client.as_current():
                wait(list(self._running), timeout=_LOOK, return_when="FIRST_COMPLETED")
        except TimeoutError:
            pass
        except FuturesCancelledError as error:
            raise self._lost() from error
        if time.monotonic() - self._seen > _LOOK:
            self._count()
        return [future for future in self._running if future.status != "pending"]

    def _count(self) -> None:
        try:
            here = set(self._client.nthreads())
            if new := sorted(here - self._known):
                self._compare(new)
                self._known |= here
        except (OSError, RuntimeError) as error:
            raise self._lost() from error
        self._workers = len(here)
        if self._workers:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > DESERTED:
            raise ClusterError(
                f"the scheduler {self._scheduler} has no workers left; start some, and build again: "
                "with --workspace, what was read is kept"
            )

    def _came(self, future: Future[list[Done]], batch: Batch, alone: bool) -> list[Done]:
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError, FuturesCancelledError

        try:
            return future.result(timeout=_FETCH)
        except FactgraphError:
            raise
        except KilledWorker:
            if not alone:
                self._suspects.extend(batch)
                return []
            why = "the workers that read it died, one after the other; is it too large for their memory?"
            return [Done(job.key, reason=f"{job.name}: {why}", mishap=True) for job in batch]
        except TimeoutError:  # its worker died, and it is read again
            self._running[future] = batch
            return []
        except (FutureCancelledError, FuturesCancelledError) as error:
            raise self._lost() from error
        except Exception as error:
            what = f"a worker of {self._scheduler} failed: {_line(error)}"
            raise ClusterError(f"{what}; is the same version of factgraph on the scheduler and all workers?") from error

    def _lost(self) -> ClusterError:
        why = "is gone; start it, and build again: with --workspace, what was read is kept"
        return ClusterError(f"the scheduler {self._scheduler} {why}")


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """A client of the scheduler, with nothing of Dask's talk on standard error."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("dask is not installed; pip install 'factgraph[cluster]'") from error
    talkers = [logging.getLogger(name) for name in logging.root.manager.loggerDict if f"{name}.".startswith(_TALK)]
    levels = [logger.level for logger in talkers]
    for logger in talkers:  # each has a level and a handler of its own
        logger.setLevel(logging.CRITICAL + 1)
    try:
        try:
            with ThreadPoolExecutor(1) as other:  # a notebook has a loop of its own in this thread
                other.submit(asyncio.run, _answers(scheduler)).result()
            with _without_warnings():  # of versions: ours are compared, strictly
                client = Client(scheduler, timeout=CONNECT, set_as_default=False)
        except Exception as error:  # an address that is none, no answer, no certificate
            raise ClusterError(f"no Dask scheduler at {scheduler}: {_line(error)}") from error
        try:
            yield client
        finally:
            client.close(timeout=CONNECT)
    finally:
        for logger, level in zip(talkers, levels, strict=True):
            logger.setLevel(level)


async def _answers(scheduler: str) -> None:
    """Raise an error where no scheduler answers; a client that fails to start takes half a minute to go away."""
    from distributed import rpc
    from distributed.security import Security

    security: Any = Security()
    async with rpc(scheduler, timeout=CONNECT, connection_args=security.get_connection_args("client")) as there:
        identity = await asyncio.wait_for(there.identity(), CONNECT)
    if not str(identity.get("type", "")).endswith("Scheduler"):
        raise RuntimeError("what answers there is something else")


@contextmanager
def _without_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _line(error: BaseException) -> str:
    """What an error says, in one line that is not long."""
    return (" ".join(str(error).split()) or type(error).__name__)[:200]


def _other(worker: str) -> str:
    what = "the worker {} has another version of factgraph, its language model, a library or Python"
    return what.format(worker) + "; install the same there as here"


# on workers


def _mark(model: str | None) -> str:
    """The same for processes that read the same; Python's version decides about characters, too."""
    return f"{fingerprint(model)} {sys.version_info.major}.{sys.version_info.minor}"


def _read(batch: Batch, options: Options, mark: str) -> list[Done]:
    """Accounts of a batch. Raises ClusterError on a worker that joined late and is another."""
    from distributed import get_worker

    worker = get_worker()
    if _mark(options.model) != mark:
        raise ClusterError(_other(worker.address))
    try:
        with _turn:
            return [run(job, options) for job in batch]
    except FactgraphError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {_line(error)}"
    raise ClusterError(f"the worker {worker.address} failed: {what}")  # Dask waits for ever where one cannot be pickled
