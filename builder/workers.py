"""Texts read by worker processes, a batch at a time, whatever befalls one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from .job import Done, Job, run
from .processes import Died, Processes

if TYPE_CHECKING:
    from .pipeline import Options

BATCH = 16  #: texts handed to a worker at once
BATCH_BYTES = 1 << 14  #: and not more than this, unless it is one text
DIED = "the process that read it died, twice; is it too large for this machine's memory?"

Batch: TypeAlias = tuple[Job, ...]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(jobs: Iterable[Job], options: Options, workers: int) -> Iterator[list[Done]]:
    """What came of the jobs, a batch at a time, in the order in which they are done.

    With one worker, this process reads. A worker that dies takes nothing with it: what it had is given to others, one
    text at a time, and only a text whose worker dies twice is given up.
    """
    if workers <= 1:
        for job in jobs:
            yield [run(job, options)]
        return
    read: Processes[Job, Done] = Processes(partial(run, options=options), workers)
    for found in read.run(batches(jobs)):
        yield [_given_up(job) if isinstance(done, Died) else done for job, done in found]


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


def _given_up(job: Job) -> Done:
    return Done(job.key, reason=f"{job.name}: {DIED}", mishap=True)
