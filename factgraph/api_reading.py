"""The API's texts read, in this process or in worker processes, in their order and only as they are asked for."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import closing
from functools import partial
from typing import TypeAlias

from .api_texts import Given
from .builder.errors import FactgraphError, MishapError
from .builder.job import packed, tools
from .builder.pipeline import Options
from .builder.processes import Died, Processes
from .builder.workers import DIED

Outcome: TypeAlias = bytes | FactgraphError  #: an account, packed, or why there is none

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
    with _Turn.lock:
        return packed(text.name, text.document, tools(options.model), options)


def outcomes(texts: Iterator[Given], options: Options, workers: int) -> Generator[tuple[Given, Outcome], None, None]:
    """What comes of the texts, in order. Raises LanguageError where the model itself cannot be loaded."""
    if workers > 1:
        yield from _read_by_processes(texts, options, workers)
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


def _read_by_processes(
    texts: Iterator[Given], options: Options, workers: int
) -> Generator[tuple[Given, Outcome], None, None]:
    order: deque[Given] = deque()  #: texts that have been handed out, and not given
    done: dict[int, Outcome] = {}  #: by the identity of the text

    def handed_out() -> Iterator[tuple[Given] | None]:
        for text in texts:
            while len(order) == workers * _AHEAD:
                yield None
            order.append(text)
            yield (text,)

    reading: Processes[Given, Outcome] = Processes(partial(_outcome, options=options), workers)
    with closing(reading.run(handed_out())) as found:
        for ((text, outcome),) in found:
            done[id(text)] = outcome if not isinstance(outcome, Died) else MishapError(f"{text.name}: {DIED}")
            while order and id(order[0]) in done:
                yield order[0], done.pop(id(order[0]))
                order.popleft()
