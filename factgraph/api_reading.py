"""The API's texts read, in this process or in worker processes, in their order and only as they are asked for."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import get_context
from typing import TypeAlias

from .api_texts import Given
from .builder.errors import FactgraphError, ReadError
from .builder.job import tools
from .builder.packed import to_bytes
from .builder.pipeline import Options
from .builder.workers import release, watch_parent

Outcome: TypeAlias = bytes | FactgraphError  #: an account, packed, or why there is none
_Reading: TypeAlias = "tuple[Given, Future[Outcome]]"

_DIED = (
    "the process that read it died, twice; is it too large for this machine's memory, "
    'or does the program start workers outside of if __name__ == "__main__"?'
)
_AHEAD = 4  #: texts for each worker, one that it reads and others that wait or are done before their turn


class _Turn:
    """What threads take turns with."""

    lock = threading.Lock()  #: held while a model is loaded and while it reads


def _after_fork() -> None:
    """A forked process begins with a free lock, whoever held it; the model, having no threads, goes on working."""
    _Turn.lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def account_of(text: Given, options: Options) -> bytes:
    """The account of a text, packed. Raises FactgraphError where it cannot be read."""
    from .builder.graph import sound_account
    from .builder.pipeline import read_document
    from .builder.reading import check_english

    document = text.document()
    if not document.text.strip():
        raise ReadError(f"{text.name}: is empty; give a file with some text in it")
    if not options.any_language:
        check_english(document)
    with _Turn.lock:
        ready = tools(options.model)
        reading = read_document(document, ready, open_statements=options.open_statements)
        return to_bytes(sound_account(reading, ready.vocabulary, options.base, trace=options.trace))


def outcomes(texts: Iterator[Given], options: Options, workers: int) -> Generator[tuple[Given, Outcome], None, None]:
    """What comes of the texts, in order. Raises LanguageError where the model itself cannot be loaded."""
    if workers > 1:
        yield from _Pool(options, workers).run(texts)
    else:
        for text in texts:
            yield text, _outcome(text, options)


def _outcome(text: Given, options: Options) -> Outcome:
    with _Turn.lock:
        tools(options.model)  # what is wrong with the model is wrong with no text
    try:
        return account_of(text, options)
    except FactgraphError as error:
        return error
    except MemoryError:
        return ReadError(f"{text.name}: needs more memory than there is; split it into parts")
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        told = ReadError(f"{text.name}: could not be read, which is a fault of factgraph; report it: {what}")
        told.__cause__ = error
        return told


class _Pool:
    """Worker processes. Where one dies, what it may have had is read again, each text by itself."""

    def __init__(self, options: Options, workers: int) -> None:
        self._options, self._workers = options, workers

    def run(self, texts: Iterator[Given]) -> Iterator[tuple[Given, Outcome]]:
        ended = False
        while not ended:
            pool = _started(self._workers)
            under_way: deque[_Reading] = deque()
            try:
                while True:
                    while len(under_way) < self._workers * _AHEAD and (text := next(texts, None)) is not None:
                        under_way.append((text, self._submitted(pool, text)))
                    if not under_way:
                        ended = True
                        break
                    text, future = under_way[0]
                    outcome = future.result()
                    under_way.popleft()
                    yield text, outcome
            except BrokenProcessPool:
                release(pool)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
            yield from self._again(under_way)

    def _again(self, readings: Iterable[_Reading]) -> Iterator[tuple[Given, Outcome]]:
        with ExitStack() as pools:
            alone: ProcessPoolExecutor | None = None
            for text, future in readings:
                if future.done() and not future.cancelled() and future.exception() is None:
                    yield text, future.result()
                    continue
                alone = alone or pools.enter_context(_started(1))
                try:
                    outcome = self._submitted(alone, text).result()
                except BrokenProcessPool:
                    release(alone)
                    alone = None
                    outcome = ReadError(f"{text.name}: {_DIED}")
                yield text, outcome

    def _submitted(self, pool: ProcessPoolExecutor, text: Given) -> Future[Outcome]:
        try:
            return pool.submit(_outcome, text, self._options)
        except BrokenProcessPool as error:
            failed: Future[Outcome] = Future()
            failed.set_exception(error)
            return failed


def _started(workers: int) -> ProcessPoolExecutor:
    # Not fork, which does not go together with the threads that the caller may have.
    return ProcessPoolExecutor(workers, get_context("spawn"), watch_parent)
