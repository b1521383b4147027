"""A Dask cluster on this machine, for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import Client

START = 40.0  #: seconds for a process of the cluster to be there


class Cluster:
    """A scheduler and its workers, processes of their own that need no network."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._running = folder, list[subprocess.Popen[bytes]]()
        file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(file))
        self.address: str = until(lambda: json.loads(file.read_text())["address"])
        self._client = Client(self.address, set_as_default=False)

    def worker(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker and wait until the scheduler knows it."""
        before = self.workers()
        found = self._start("worker", self.address, "--nthreads", "1", *arguments, **environment)
        until(lambda: self.workers() > before or None)
        return found

    def workers(self) -> int:
        """How many workers the scheduler has."""
        return len(self._client.nthreads())

    def end(self) -> None:
        """End all processes."""
        self._client.close()
        for process in reversed(self._running):
            process.terminate() if process is not self._running[0] else process.kill()
        for process in self._running:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, kind: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", kind, "--host", "127.0.0.1", "--no-dashboard", *arguments]
        environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", **environment}
        with (self._folder / "cluster.log").open("ab") as log:
            self._running.append(subprocess.Popen(command, env=environment, cwd=self._folder, stdout=log, stderr=log))
        return self._running[-1]


def until(ask: Callable[[], Any]) -> Any:
    """What a question is answered with, once the answer is not None."""
    end = time.monotonic() + START
    while True:
        try:
            if (found := ask()) is not None:
                return found
        except (OSError, ValueError):
            pass
        assert time.monotonic() < end, "the cluster does not start"
        time.sleep(0.1)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler without workers, which ends with what it has got by then."""
    found = Cluster(folder)
    try:
        yield found
    finally:
        found.end()
