"""Workers: started, asked, and killed at the time limit, since the engine cannot be told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..store_folder import base_of, data
from .errors import RequestError
from .settings import Settings

_WAITING = 64  #: requests that may wait for a worker
_STARTING = 60.0  #: seconds that a worker may take to start


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered; its status is below 400."""

    status: int
    media: str | None
    data: bytes


@dataclass(eq=False)
class _Worker:
    process: asyncio.subprocess.Process
    data: Path | None  #: the database it reads; None for one that changes the store

    async def ask(self, request: dict[str, Any], body: bytes, timeout: float) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for the answer. Raises TimeoutError, or EOFError where the worker ends."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        try:
            async with asyncio.timeout(timeout):
                stdin.write(json.dumps({"request": request, "length": len(body)}).encode("ascii") + b"\n" + body)
                await stdin.drain()
                line = await stdout.readline()
                if not line.endswith(b"\n"):
                    raise EOFError
                head = json.loads(line)
                return head["reply"], await stdout.readexactly(head["length"])
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            raise EOFError from error

    async def stop(self) -> None:
        """Kill the process."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@dataclass(eq=False)
class Pool:
    """Workers that read, as many as there are processors up to four, and one at a time that writes."""

    folder: Path
    settings: Settings
    _idle: list[_Worker] = field(default_factory=list)
    _writers: list[_Worker] = field(default_factory=list)
    _busy: set[_Worker] = field(default_factory=set)
    _waiting: int = 0

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(max(2, min(4, os.cpu_count() or 2)))
        self._writing = asyncio.Lock()

    async def read(self, do: str, body: bytes = b"", timeout: float | None = None, **arguments: Any) -> Reply:
        """Have a worker do something with the store. Raises RequestError."""
        async with self._place(self._places):
            worker = await self._reader()
            return await self._ask(worker, {"do": do, **arguments}, body, timeout)

    async def write(self, do: str, body: bytes = b"", **arguments: Any) -> Reply:
        """Have a worker do something to the store, after those before it. Raises RequestError, with nothing changed."""
        async with self._place(self._writing):
            while self._writers:
                worker = self._writers.pop()
                if worker.process.returncode is None:
                    break
            else:
                worker = await self._start(None)
            return await self._ask(worker, {"do": do, **arguments}, body, None)

    async def close(self) -> None:
        """End all workers."""
        for worker in [*self._idle, *self._writers, *self._busy]:
            await worker.stop()

    @contextlib.asynccontextmanager
    async def _place(self, gate: asyncio.Semaphore | asyncio.Lock) -> AsyncIterator[None]:
        if self._waiting >= _WAITING:
            raise RequestError(503, "too many requests are waiting; try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.settings.timeout):
                await gate.acquire()
        except TimeoutError as error:
            raise RequestError(503, "the server is busy; try again later") from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            gate.release()

    async def _reader(self) -> _Worker:
        """A worker with the present database: the store may have been changed since, by whomever."""
        now = data(self.folder)
        while self._idle:
            worker = self._idle.pop()
            if worker.data == now and worker.process.returncode is None:
                return worker
            await worker.stop()
        return await self._start(now)

    async def _start(self, database: Path | None) -> _Worker:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # what lies in the folder the server was started in is no module of ours
            "-m",
            f"{__package__}.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        worker = _Worker(process, database)
        self._busy.add(worker)
        opening = {
            "folder": str(self.folder),
            "data": str(database) if database else None,
            "base": base_of(self.folder),
            "memory": self.settings.memory,
        }
        try:
            await worker.ask(opening, b"", _STARTING)
        except (EOFError, TimeoutError) as error:
            await worker.stop()
            raise RequestError(503, "the store cannot be opened; see whether factgraph store list can") from error
        finally:
            self._busy.discard(worker)
        return worker

    async def _ask(self, worker: _Worker, request: dict[str, Any], body: bytes, timeout: float | None) -> Reply:
        limit = timeout or self.settings.timeout
        self._busy.add(worker)
        is_well = False
        try:
            reply, answer = await worker.ask({**request, "timeout": limit}, body, limit)
            is_well = worker.data is not None or reply["status"] < 400  # a change that failed may hold its copy open
        except TimeoutError as error:
            raise RequestError(503, f"stopped after {limit:g} seconds, the time limit; ask for less") from error
        except EOFError as error:
            raise RequestError(503, "it took more memory, or is nested deeper, than is allowed here") from error
        finally:
            self._busy.discard(worker)
            if is_well:
                (self._idle if worker.data else self._writers).append(worker)
            else:
                await asyncio.shield(worker.stop())
        if reply.get("trace"):
            sys.stderr.write(reply["trace"])
        if reply["status"] >= 400:
            raise RequestError(reply["status"], answer.decode("utf-8"))
        return Reply(reply["status"], reply.get("media"), answer)
